"""Names of a lot that stand in one cell: whole, with a phone or an e-mail, or of two people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from organizer.importing.cleaning import answers, emails, mixed, name_cells, names, phones
from organizer.importing.cleaning.family_names import are_two, last_first
from organizer.importing.cleaning.organizations import is_organization
from organizer.importing.cleaning.text import Cell, Doubt, tidy
from organizer.importing.columns.guess import ColumnGuess
from organizer.importing.columns.names import normal
from organizer.importing.records.fill_contacts import merge_phones
from organizer.importing.records.lot import Lot
from organizer.importing.records.sign_up import GOES_BY, CleanRecord

__all__ = [
    "drop_headings", "fill_full_names", "fill_mixed", "fill_nicknames", "note_organizations", "part_asides",
    "part_couples",
]

_BOTH_SURNAMES = re.compile(r"\bapellidos\b")
_ORGANIZATION = Doubt("an organization, it seems; kept as written, not as a first and last name")


def fill_full_names(lot: Lot, columns: Sequence[ColumnGuess], *, alone: bool) -> None:
    """A whole name in one cell, taken apart; where it stands not alone, first and last name of their own win."""
    for guess in columns[:1]:
        both = _BOTH_SURNAMES.search(normal(guess.header)) is not None
        for place, cell in enumerate(lot.cells(guess)):
            record = lot.records[place]
            if cell in ("", None) or (not alone and (record.first or record.last)):
                continue
            cell_of_name = name_cells.bare(tidy(cell))
            text = cell_of_name.name
            why = "no name" if names.is_nobody(text) else name_cells.why_nobody(text)
            if why:
                lot.note(place, guess, cell, why, kept=False)
                continue
            if text is not cell or cell_of_name.remark:
                _beside(lot, guess, place, cell, cell_of_name)
            if is_organization(text):
                record.last = text
                lot.note(place, guess, cell, _ORGANIZATION)
                continue
            if guess.detail:
                text = _in_order(guess, text)
            if names.split_couple("", "", text):
                continue
            name = names.split_full(text, both_surnames=both)
            record.first, record.middle, record.last = name.first, name.middle or record.middle, name.last
            record.suffix, record.prefix = name.suffix or record.suffix, name.prefix or record.prefix
            if name.called or name.beside:
                _keep_aside(lot, guess, place, cell, name.called, name.beside)
            begins = text.split()[0].strip(",").lower()
            if name.last and not text.lower().startswith(name.first.lower()) and begins in name.last.lower().split():
                lot.note(place, guess, cell, f"last name came first: {name.whole}")
            elif name.whole and (text.isupper() or text.islower()) and name.whole not in text:
                lot.note(place, guess, cell, f"capital letters fixed: {name.whole}")
            elif " " in name.last and "," not in text and are_two(name.last):
                lot.note(place, guess, cell, f"both taken for the last name: {name.last}")


def _in_order(guess: ColumnGuess, text: str) -> str:
    """A name whose column has the last name first, with a comma behind that."""
    return last_first(text) if guess.detail == "last_first" else text


def _keep_aside(lot: Lot, guess: ColumnGuess, place: int, cell: Cell, called: str, beside: str) -> None:
    """Keep what somebody is called for short, or what stands in brackets, as a note."""
    record = lot.records[place]
    for said, note in ((called, GOES_BY.format(called)), (beside, beside)):
        if said and note not in record.notes:
            record.notes = f"{record.notes}\n{note}".strip()
            lot.note(place, guess, cell, f"“{said}” is no part of the name and was kept as a note")


def part_asides(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """Given names with what somebody is called for short beside them: ``Robert "Bob"``, ``Elizabeth (Liz)``."""
    for guess in columns[:1]:
        apart = {cell: found for cell in set(lot.cells(guess)) if isinstance(cell, str)
                 and any((found := names.aside(tidy(cell)))[1:])}
        for place, cell in enumerate(lot.cells(guess)) if apart else ():
            if cell in apart:
                first, called, beside = apart[cell]
                lot.records[place].first = names.clean_part(first)
                _keep_aside(lot, guess, place, cell, called, beside)


def fill_nicknames(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """A column of what people are called for short, where that is not their first name anyway."""
    for guess in columns[:1]:
        for place, cell in enumerate(lot.cells(guess)):
            record, called = lot.records[place], names.clean_part(tidy(cell))
            if called and called != record.first:
                record.notes = f"{record.notes}\n{GOES_BY.format(called)}".strip()


def note_organizations(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """Say of family names that stand alone and are an organization's that they were kept as written."""
    for guess in columns[:1]:
        found = {cell for cell in set(lot.cells(guess)) if isinstance(cell, str) and is_organization(cell)}
        for place, cell in enumerate(lot.cells(guess)) if found else ():
            record = lot.records[place]
            if cell in found and not record.first:
                record.last = tidy(cell)
                lot.note(place, guess, cell, _ORGANIZATION)


def _beside(lot: Lot, guess: ColumnGuess, place: int, cell: Cell, found: name_cells.NameCell) -> None:
    """Keep what stands beside a name in its cell: numbers and addresses as such, a remark as a note."""
    record = lot.records[place]
    if found.phones or found.emails:
        record.phones = merge_phones(record.phones, phones.clean_phones(found.phones)[0])
        more = emails.clean_emails(found.emails)[0]
        record.emails += tuple(one for one in more if one not in record.emails)
        lot.note(place, guess, cell, "a phone number or e-mail address stands beside the name")
    if found.remark:
        record.notes = f"{record.notes}\n{found.remark}".strip()
        record.deceased = record.deceased or name_cells.is_dead(found.remark)
        record.do_not_call = answers.no_calls(found.remark) or record.do_not_call
        lot.note(place, guess, cell, f"“{found.remark}” is no part of the name and was kept as a note")


def drop_headings(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """Leave out sums and headings among first or last names, where nothing else tells of anybody."""
    for guess in columns[:1]:
        for place, record in enumerate(lot.records):
            if bool(record.first) is bool(record.last) or record.phones or record.emails:
                continue
            said = record.first or record.last
            if not said.isalpha() and (why := name_cells.why_nobody(said)):
                record.first = record.last = ""
                lot.note(place, guess, lot.cells(guess)[place] or said, why, kept=False)


def fill_mixed(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """Cells that hold a name and how to reach the person."""
    for guess in columns:
        for place, cell in enumerate(lot.cells(guess)):
            if cell in ("", None):
                continue
            record = lot.records[place]
            name, numbers, mails = mixed.split_mixed(cell)
            if is_organization(name):
                record.last, name = name, ""
                lot.note(place, guess, cell, _ORGANIZATION)
            found, why = phones.clean_phones(numbers)
            record.phones = merge_phones(record.phones, found)
            more, why_not = emails.clean_emails(mails)
            record.emails += tuple(one for one in more if one not in record.emails)
            if name and not record.last:
                parts = names.split_full(name)
                record.first, record.middle, record.last = parts.first, parts.middle, parts.last
                record.suffix = parts.suffix or record.suffix
                _keep_aside(lot, guess, place, cell, parts.called, parts.beside)
            if (numbers or mails) and (why or why_not):
                lot.note(place, guess, cell, why or why_not, kept=bool(found or more))


def part_couples(lot: Lot, by_field: dict[str, list[ColumnGuess]]) -> list[CleanRecord]:
    """The records with each couple's two people apart."""
    whole = by_field.get("full_name", [])[:1]
    columns = whole or by_field.get("first_name", [])
    if not columns:
        return lot.records
    guess = columns[0]
    out: list[CleanRecord] = []
    cells = lot.cells(whole[0]) if whole else None
    for place, record in enumerate(lot.records):
        said = name_cells.bare(tidy(cells[place])).name if cells is not None and not record.first else ""
        said = _in_order(guess, said)
        two = names.split_couple(record.first, record.last, said) if said or record.first else None
        if two is None:
            out.append(record)
            continue
        many = "two" if len(two) == 2 else str(len(two))
        lot.note(place, guess, said or record.first, f"{many} people in one cell, kept as {many}")
        for name in two:
            out.append(replace(record, first=name.first, middle=name.middle, last=name.last or record.last,
                               suffix=name.suffix, prefix=name.prefix, ids=record.ids if name is two[0] else ()))
    return out
