"""A whole sheet cleaned, column by column: rows of cells in, records and problems out.

A thousand rows are taken at a time, so that a sheet of any length passes through; of these, columns are cleaned one
after the other, because cells of one column are alike and many are equal, so that most answers come from a memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from organizer.domain.names import fold
from organizer.domain.progress import Progress, silent
from organizer.importing.cleaning import answers, dates, names, places
from organizer.importing.cleaning.text import Cell, tidy, tidy_long
from organizer.importing.columns.fingerprints import UNKNOWN, Exporter
from organizer.importing.columns.guess import ColumnGuess
from organizer.importing.columns.names import normal, split_key
from organizer.importing.reading.blocks import BLOCK, Blocks
from organizer.importing.records.fill_answers import (
    fill_flag,
    fill_from_tags,
    fill_interest,
    fill_no_calls,
    fill_no_calls_noted,
    fill_offices,
    fill_status,
)
from organizer.importing.records.fill_attempts import fill_attempts
from organizer.importing.records.fill_contacts import fill_emails, fill_phone_details, fill_phones
from organizer.importing.records.fill_dates import fill_dates, holds_dates
from organizer.importing.records.fill_districts import fill_districts, fill_legislative, leave_seats_out
from organizer.importing.records.fill_names import (
    drop_headings,
    fill_full_names,
    fill_mixed,
    fill_nicknames,
    note_organizations,
    part_asides,
    part_couples,
)
from organizer.importing.records.fill_places import fill_place, fill_places
from organizer.importing.records.fill_spouses import add_spouses
from organizer.importing.records.lot import Lot, unquoted
from organizer.importing.records.sign_up import CleanRecord, Problem

__all__ = ["Cleaned", "clean_table"]

_AT_ONCE = BLOCK  # what is worked on together stays near the processor


@dataclass(slots=True)
class Cleaned:
    """The records of a sheet in the order of its rows; a couple's two follow each other with one row number."""

    records: Sequence[CleanRecord] = field(default_factory=Blocks)
    problems: list[Problem] = field(default_factory=list)


def clean_table(
    rows: Sequence[Sequence[Cell]],
    guesses: Sequence[ColumnGuess],
    *,
    first_row: int = 2,
    row_numbers: Sequence[int] | None = None,
    exporter: Exporter = UNKNOWN,
    groupings: Mapping[str, answers.Groupings] | None = None,
    home_state: str = "",
    progress: Progress = silent,
    note: Callable[[Sequence[CleanRecord]], object] = len,
) -> Cleaned:
    """Clean every mapped column of a sheet.

    Args:
        rows: the cells below the header.
        guesses: where each column goes.
        first_row: the number of the first of `rows` in the sheet, from 1.
        row_numbers: the number of each row, where some between them were left out.
        exporter: whose rules apply.
        groupings: the user's own word on answers, by field.
        home_state: where people live of whom the sheet does not tell the state.
        progress: told the rows cleaned so far.
        note: told the records while they are at hand; those of a long sheet are put aside.
    """
    numbers = row_numbers or range(first_row, first_row + len(rows))
    first = [guess for guess in guesses if guess.field and guess.field != "spouse"]
    others = _others(guesses)
    order = {
        guess.index: dates.day_comes_first(_column(rows, guess.index, exporter, progress))
        for guess in chain(first, *others) if holds_dates(guess)
    }
    told: set[tuple[int, str]] = set()
    dated: dict[int, str] = {}
    records: Blocks[CleanRecord] = Blocks()
    problems: list[Problem] = []
    for start in range(0, len(rows), _AT_ONCE):
        progress(start, len(rows), "Cleaning")
        here = slice(start, start + _AT_ONCE)
        lot = Lot(rows[here], first, numbers[here], exporter, groupings or {}, order, told, dated, home_state)
        found = _records_of(lot)
        for second in others:
            spouses = Lot(rows[here], second, numbers[here], exporter, groupings or {}, order, told, dated, home_state)
            found = add_spouses(lot, found, spouses, _records_of(spouses))
        note(found)
        records.extend(found)
        problems += sorted(lot.problems, key=lambda problem: problem.row)
    return Cleaned(records, problems)


def _others(guesses: Iterable[ColumnGuess]) -> list[list[ColumnGuess]]:
    """For each further person of a row their columns, as they would be of the first."""
    found: dict[str, list[ColumnGuess]] = {}
    for guess in guesses:
        if guess.field == "spouse":
            numbered = guess.detail[:1].isdigit()
            number, said = (guess.detail[0], guess.detail[2:]) if numbered else ("2", guess.detail)
            name, detail = split_key(said)
            found.setdefault(number, []).append(replace(guess, field=name, detail=detail))
    return [found[number] for number in sorted(found)]


def _column(
    rows: Sequence[Sequence[Cell]], index: int, exporter: Exporter, progress: Progress
) -> Iterator[Cell]:
    for start in range(0, len(rows), _AT_ONCE):
        progress(start, len(rows), "Looking at dates")
        yield from unquoted([row[index] for row in rows[start : start + _AT_ONCE]], exporter)


def _records_of(lot: Lot) -> list[CleanRecord]:
    """Fill the records column by column, then mend what needs several columns."""
    by_field: dict[str, list[ColumnGuess]] = {}
    for guess in lot.guesses:
        by_field.setdefault(guess.field or "", []).append(guess)
    for name, columns in by_field.items():
        if name in _SIMPLE:
            attribute, clean = _SIMPLE[name]
            if lot.exporter.clean and clean in (names.clean_part, names.clean_last):
                clean = str
            for guess in columns[:1]:
                _simple(lot, guess, attribute, clean)
        elif name in _JOINED:
            attribute, clean, joint = _JOINED[name]
            for guess in columns:
                _joined(lot, guess, attribute, clean, joint)
        elif name in _HANDLERS:
            _HANDLERS[name](lot, columns)
    districts = [guess for guess in lot.guesses if (guess.field or "").startswith("district")]
    fill_districts(lot, [guess for guess in districts if guess.detail != "legislative"])
    fill_phone_details(lot, by_field)
    fill_full_names(lot, by_field.get("full_name", []), alone="first_name" not in by_field)
    if not lot.exporter.clean:
        part_asides(lot, by_field.get("first_name", []))
        fill_nicknames(lot, by_field.get("nickname", []))
        note_organizations(lot, by_field.get("last_name", []))
    if "full_name" not in by_field and not lot.exporter.clean:
        drop_headings(lot, by_field.get("first_name") or by_field.get("last_name") or [])
    fill_places(lot, by_field)
    if districts:
        leave_seats_out(lot)
    fill_legislative(lot, [guess for guess in districts if guess.detail == "legislative"])
    fill_from_tags(lot)
    fill_no_calls_noted(lot, by_field.get("notes", []))
    for record in lot.records:
        if " " in record.last and not record.suffix and not lot.exporter.clean:
            record.last, record.suffix = names.split_suffix(record.last)
    return lot.records if lot.exporter.clean else part_couples(lot, by_field)


def _simple(lot: Lot, guess: ColumnGuess, attribute: str, clean: Callable[[str], str]) -> None:
    cells = lot.cells(guess)
    values = {cell: clean(tidy(cell)) for cell in set(cells)}
    for record, value in zip(lot.records, map(values.__getitem__, cells), strict=True):
        if value:
            setattr(record, attribute, value)
    if attribute not in ("first", "last", "middle", "city"):
        return
    fixed = {
        cell for cell, value in values.items()
        if value and isinstance(cell, str) and value != cell.strip() and value.lower() == cell.strip().lower()
    }
    for place, cell in enumerate(cells) if fixed else ():
        if cell in fixed:
            lot.note(place, guess, cell, f"capital letters fixed: {values[cell]}")


def _joined(lot: Lot, guess: ColumnGuess, attribute: str, clean: Callable[[Cell], str], joint: str) -> None:
    mine = lot.groupings.get(attribute, {})
    cells = lot.cells(guess)
    values = {cell: clean(cell) for cell in set(cells)}
    if mine:
        values = {cell: value and mine.get(fold(tidy(cell)), value) for cell, value in values.items()}
    for record, value in zip(lot.records, map(values.__getitem__, cells), strict=True):
        if not value:
            continue
        before = getattr(record, attribute)
        if not before:
            setattr(record, attribute, value)
        elif value not in before.split(joint):
            setattr(record, attribute, f"{before}{joint}{value}")


def _ids(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    for guess in columns:
        system = guess.detail
        if not system or system == "uuid":
            system = "" if lot.exporter.house_ids else lot.exporter.key or system
            system = system or f"sheet:{normal(guess.header)}"
        for place, cell in enumerate(lot.cells(guess)):
            if cell not in ("", None):
                value = tidy(cell)
                if value:
                    lot.records[place].ids += ((system, value),)


_SIMPLE: dict[str, tuple[str, Callable[[str], str]]] = {
    "first_name": ("first", names.clean_part),
    "middle_name": ("middle", names.clean_part),
    "last_name": ("last", names.clean_last),
    "suffix": ("suffix", names.clean_suffix),
    "prefix": ("prefix", str),
    "city": ("city", places.clean_city),
    "county": ("county", places.clean_city),
    "language": ("language", str),
    "household_id": ("household", str),
    "result": ("result", str),
    "contacted_by": ("contacted_by", str),
    "contact_kind": ("contact_kind", str),
}
_JOINED: dict[str, tuple[str, Callable[[Cell], str], str]] = {
    "source": ("source", tidy, ", "),
    "tags": ("tags", tidy, ", "),
    "notes": ("notes", tidy_long, "\n"),
    "involvement": ("involvement", tidy_long, "\n"),
}
_HANDLERS: dict[str, Callable[[Lot, Sequence[ColumnGuess]], Any]] = {
    "email": fill_emails,
    "phone": fill_phones,
    "interest": fill_interest,
    "office_sought": fill_offices,
    "external_id": _ids,
    "name_contact": fill_mixed,
    "place": fill_place,
    "attempt": fill_attempts,
    "status": fill_status,
    "email_opt_out": lambda lot, columns: fill_flag(lot, columns, "email_out"),
    "signed_up_at": lambda lot, columns: fill_dates(lot, columns[0], "signed_up_at"),
    "contacted_at": lambda lot, columns: fill_dates(lot, columns[0], "contacted_at"),
    "birth_date": lambda lot, columns: fill_dates(lot, columns[0], "birth_date"),
    "do_not_call": fill_no_calls,
    "deceased": lambda lot, columns: fill_flag(lot, columns, "deceased"),
    "email_opt_in": lambda lot, columns: fill_flag(lot, columns, "email_out", turned=True),
    "bad_email": lambda lot, columns: fill_flag(lot, columns, "email_bad"),
}
