"""Names of a lot that stand in one cell: whole, with a phone or an e-mail, or of two people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from organizer.importing.cleaning import emails, mixed, names, phones
from organizer.importing.cleaning.fill_contacts import merge_phones
from organizer.importing.cleaning.lot import Lot
from organizer.importing.cleaning.text import tidy
from organizer.importing.columns import ColumnGuess
from organizer.importing.sign_up import CleanRecord

__all__ = ["fill_full_names", "fill_mixed", "part_couples"]


def fill_full_names(lot: Lot, columns: Sequence[ColumnGuess], *, alone: bool) -> None:
    """A whole name in one cell, taken apart; where it stands not alone, first and last name of their own win."""
    for guess in columns[:1]:
        for place, cell in enumerate(lot.cells(guess)):
            record = lot.records[place]
            if cell in ("", None) or (not alone and (record.first or record.last)):
                continue
            text = tidy(cell)
            if names.is_nobody(text) or names.is_heading(text):
                said = "no name" if names.is_nobody(text) else "a sum or a heading, not a name"
                lot.note(place, guess, cell, said, kept=False)
                continue
            if names.split_couple("", "", text):
                continue
            name = names.split_full(text)
            record.first, record.middle, record.last = name.first, name.middle or record.middle, name.last
            record.suffix, record.prefix = name.suffix or record.suffix, name.prefix or record.prefix
            if name.last and not text.startswith(name.first) and text.split()[0].strip(",") in name.last.split():
                lot.note(place, guess, cell, f"turned round: {name.whole}")
            elif text.isupper() or text.islower():
                lot.note(place, guess, cell, f"capital letters fixed: {name.whole}")


def fill_mixed(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """Cells that hold a name and how to reach the person."""
    for guess in columns:
        for place, cell in enumerate(lot.cells(guess)):
            if cell in ("", None):
                continue
            record = lot.records[place]
            name, numbers, mails = mixed.split_mixed(cell)
            found, why = phones.clean_phones(numbers)
            record.phones = merge_phones(record.phones, found)
            more, why_not = emails.clean_emails(mails)
            record.emails += tuple(one for one in more if one not in record.emails)
            if name and not record.last:
                parts = names.split_full(name)
                record.first, record.middle, record.last = parts.first, parts.middle, parts.last
                record.suffix = parts.suffix or record.suffix
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
        said = tidy(cells[place]) if cells is not None and not record.first else ""
        two = names.split_couple(record.first, record.last, said) if said or record.first else None
        if two is None:
            out.append(record)
            continue
        lot.note(place, guess, said or record.first, "two people in one cell, kept as two")
        for name in two:
            out.append(replace(record, first=name.first, middle=name.middle, last=name.last or record.last,
                               suffix=name.suffix, prefix=name.prefix, ids=record.ids if name is two[0] else ()))
    return out
