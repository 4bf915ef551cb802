"""A whole sheet cleaned, column by column: rows of cells in, records and problems out.

Some thousand rows are taken at a time, so that a sheet of any length passes through; of these, columns are cleaned one
after the other, because cells of one column are alike and many are equal, so that most answers come from a memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from organizer.domain.district import normalize_code
from organizer.domain.names import fold
from organizer.domain.progress import Progress, silent
from organizer.importing.blocks import BLOCK, Blocks
from organizer.importing.cleaning import answers, dates, names, places
from organizer.importing.cleaning.fill_contacts import fill_emails, fill_phone_details, fill_phones
from organizer.importing.cleaning.fill_names import fill_full_names, fill_mixed, part_couples
from organizer.importing.cleaning.fill_places import fill_place, fill_places
from organizer.importing.cleaning.lot import Lot, unquoted
from organizer.importing.cleaning.text import Cell, plain, tidy, tidy_long
from organizer.importing.columns import ColumnGuess, normal
from organizer.importing.fingerprints import UNKNOWN, Exporter
from organizer.importing.sign_up import CleanRecord, Problem

__all__ = ["Cleaned", "clean_table"]

_AT_ONCE = 8 * BLOCK
_DATES = frozenset(("signed_up_at", "contacted_at", "birth_date"))
_RUN_TAGS = frozenset(("run", "running", "candidate", "run for office", "potential candidate", "win-run"))
_HELP_TAGS = frozenset(("help", "volunteer", "volunteering", "helper", "win-help"))
_TAG_JOINT = re.compile(r"[,;]|:::")
_ASKS_TO_RUN = re.compile(r"\brun|\bpostul|\bcandidat")


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
    progress: Progress = silent,
) -> Cleaned:
    """Clean every mapped column of a sheet.

    Args:
        rows: the cells below the header.
        guesses: where each column goes.
        first_row: the number of the first of `rows` in the sheet, from 1.
        row_numbers: the number of each row, where some between them were left out.
        exporter: whose rules apply.
        groupings: the user's own word on answers, by field.
        progress: told the rows cleaned so far.
    """
    numbers = row_numbers or range(first_row, first_row + len(rows))
    guesses = [guess for guess in guesses if guess.field]
    order = {
        guess.index: dates.day_comes_first(unquoted(_column(rows, guess.index, progress), exporter))
        for guess in guesses if guess.field in _DATES
    }
    records: Blocks[CleanRecord] = Blocks()
    problems: list[Problem] = []
    for start in range(0, len(rows), _AT_ONCE):
        progress(start, len(rows), "Cleaning")
        here = slice(start, start + _AT_ONCE)
        lot = Lot(rows[here], guesses, numbers[here], exporter, groupings or {}, order)
        records.extend(_records_of(lot))
        problems += sorted(lot.problems, key=lambda problem: problem.row)
    return Cleaned(records, problems)


def _column(rows: Sequence[Sequence[Cell]], index: int, progress: Progress) -> Iterator[Cell]:
    for start in range(0, len(rows), _AT_ONCE):
        progress(start, len(rows), "Looking at dates")
        yield from [row[index] for row in rows[start : start + _AT_ONCE]]


def _records_of(lot: Lot) -> list[CleanRecord]:
    """Fill the records column by column, then mend what needs several columns."""
    by_field: dict[str, list[ColumnGuess]] = {}
    for guess in lot.guesses:
        by_field.setdefault(guess.field or "", []).append(guess)
    for name, columns in by_field.items():
        if name in _SIMPLE:
            attribute, clean = _SIMPLE[name]
            if lot.exporter.clean and clean is names.clean_part:
                clean = str
            for guess in columns[:1]:
                _simple(lot, guess, attribute, clean)
        elif name in _JOINED:
            attribute, clean, joint = _JOINED[name]
            for guess in columns:
                _joined(lot, guess, attribute, clean, joint)
        elif name in _HANDLERS:
            _HANDLERS[name](lot, columns)
    _districts(lot, [guess for guess in lot.guesses if (guess.field or "").startswith("district:")])
    fill_phone_details(lot, by_field)
    fill_full_names(lot, by_field.get("full_name", []), alone="first_name" not in by_field)
    fill_places(lot, by_field)
    _tags(lot)
    for record in lot.records:
        if " " in record.last and not record.suffix and not lot.exporter.clean:
            record.last, record.suffix = names.split_suffix(record.last)
    return lot.records if lot.exporter.clean else part_couples(lot, by_field)


def _simple(lot: Lot, guess: ColumnGuess, attribute: str, clean: Callable[[str], str]) -> None:
    memory: dict[Cell, str] = {"": "", None: ""}
    mended = attribute in ("first", "last", "middle", "city")
    for place, cell in enumerate(lot.cells(guess)):
        value = memory.get(cell)
        if value is None:
            value = memory[cell] = clean(tidy(cell))
        if value:
            setattr(lot.records[place], attribute, value)
            if mended and value != cell and isinstance(cell, str) and value.lower() == cell.strip().lower() and (
                value != cell.strip()
            ):
                lot.note(place, guess, cell, f"capital letters fixed: {value}")


def _joined(lot: Lot, guess: ColumnGuess, attribute: str, clean: Callable[[Cell], str], joint: str) -> None:
    mine = lot.groupings.get(attribute, {})
    memory = {"": ""}
    for record, cell in zip(lot.records, lot.cells(guess), strict=True):
        text = cell if isinstance(cell, str) else plain(cell)
        value = memory.get(text)
        if value is None:
            value = clean(text)
            value = memory[text] = mine.get(fold(tidy(text)), value) if value and mine else value
        if not value:
            continue
        before = getattr(record, attribute)
        if not before:
            setattr(record, attribute, value)
        elif value not in before.split(joint):
            setattr(record, attribute, f"{before}{joint}{value}")


def _districts(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    codes = []
    for guess in columns:
        kind = (guess.field or "").removeprefix("district:")
        cells = lot.cells(guess)
        memory: dict[Cell, tuple[str, str] | None] = {}
        for cell in set(cells):
            code = normalize_code(kind, tidy(cell)) if cell not in ("", None) else ""
            memory[cell] = (kind, code) if code and code not in ("0", "-", "N/A", "n/a") else None
        codes.append([memory[cell] for cell in cells])
    for record, found in zip(lot.records, zip(*codes, strict=True), strict=False):
        record.districts = tuple([one for one in found if one is not None])


def _flag(lot: Lot, columns: Sequence[ColumnGuess], attribute: str, *, turned: bool = False) -> None:
    for guess in columns:
        memory: dict[str, bool | None] = {}
        for place, cell in enumerate(lot.cells(guess)):
            if cell in ("", None):
                continue
            text = tidy(cell)
            if text not in memory:
                memory[text] = answers.yes_or_no(text)
            said = memory[text]
            if said is None:
                lot.note(place, guess, cell, "neither yes nor no", kept=False)
            elif getattr(lot.records[place], attribute) is not (not turned):
                setattr(lot.records[place], attribute, said is not turned)


def _dates(lot: Lot, guess: ColumnGuess, attribute: str) -> None:
    told = lot.order[guess.index]
    day_first = bool(told)
    clean = dates.clean_birth if attribute == "birth_date" else dates.clean_moment
    doubt = told is None
    for place, cell in enumerate(lot.cells(guess)):
        if cell in ("", None):
            continue
        value = clean(cell, day_first)
        if value:
            setattr(lot.records[place], attribute, value)
            if doubt and dates.is_doubtful(cell):
                lot.order[guess.index] = doubt = False
                lot.note(place, guess, cell, "read as month/day; nothing in this column tells them apart")
        elif tidy(cell).strip("0/-: "):  # Outlook writes 0/0/00 for none
            lot.note(place, guess, cell, "not a date", kept=False)


def _interest(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    for guess in columns:
        memory: dict[Cell, tuple[bool, bool, bool]] = {}
        for place, cell in enumerate(lot.cells(guess)):
            if cell in ("", None):
                continue
            found = memory.get(cell)
            if found is None:
                found = answers.said_interest(tidy(cell), lot.groupings.get("interest"))
                found = memory[cell] = found or answers.clean_interest(tidy(cell), guess.detail)
            record = lot.records[place]
            record.wants_run = record.wants_run or found[0]
            record.wants_help = record.wants_help or found[1]
            if found[2]:
                continue
            office, known = answers.clean_offices(tidy(cell), lot.groupings.get("office_sought"))
            known = known and office != "Any" and _ASKS_TO_RUN.search(normal(guess.header)) is not None
            if known:  # "Want to run?" answered "school board"
                record.wants_run, record.office = True, record.office or office
            else:
                lot.note(place, guess, cell, "neither running nor volunteering is said", kept=False)


def _office(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    for guess in columns:
        memory: dict[Cell, tuple[str, bool]] = {}
        for place, cell in enumerate(lot.cells(guess)):
            if cell in ("", None):
                continue
            found = memory.get(cell)
            if found is None:
                found = memory[cell] = answers.clean_offices(tidy(cell), lot.groupings.get("office_sought"))
            record = lot.records[place]
            parts = [one for one in found[0].split("; ") if one and one not in record.office.split("; ")]
            record.office = "; ".join([record.office, *parts] if record.office else parts)
            if not found[1]:
                lot.note(place, guess, cell, "no known office; kept as written")


def _ids(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    for guess in columns:
        system = guess.detail
        if not system or system == "uuid":
            system = lot.exporter.key or system or f"sheet:{normal(guess.header)}"
        for place, cell in enumerate(lot.cells(guess)):
            if cell not in ("", None):
                value = tidy(cell)
                if value:
                    lot.records[place].ids += ((system, value),)


def _tags(lot: Lot) -> None:
    """Tags that say what somebody would do, as NationBuilder's do."""
    memory: dict[str, tuple[bool, bool]] = {"": (False, False)}
    for record in lot.records:
        found = memory.get(record.tags)
        if found is None:
            words = {word.strip(' "*').lower() for word in _TAG_JOINT.split(record.tags)}
            found = memory[record.tags] = (bool(words & _RUN_TAGS), bool(words & _HELP_TAGS))
        record.wants_run = record.wants_run or found[0]
        record.wants_help = record.wants_help or found[1]


_SIMPLE: dict[str, tuple[str, Callable[[str], str]]] = {
    "first_name": ("first", names.clean_part),
    "middle_name": ("middle", names.clean_part),
    "last_name": ("last", names.clean_part),
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
    "interest": _interest,
    "office_sought": _office,
    "external_id": _ids,
    "name_contact": fill_mixed,
    "place": fill_place,
    "email_opt_out": lambda lot, columns: _flag(lot, columns, "email_out"),
    "signed_up_at": lambda lot, columns: _dates(lot, columns[0], "signed_up_at"),
    "contacted_at": lambda lot, columns: _dates(lot, columns[0], "contacted_at"),
    "birth_date": lambda lot, columns: _dates(lot, columns[0], "birth_date"),
    "do_not_call": lambda lot, columns: _flag(lot, columns, "do_not_call"),
    "deceased": lambda lot, columns: _flag(lot, columns, "deceased"),
    "email_opt_in": lambda lot, columns: _flag(lot, columns, "email_out", turned=True),
    "bad_email": lambda lot, columns: _flag(lot, columns, "email_bad"),
}
