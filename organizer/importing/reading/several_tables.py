"""Sheets that hold more than one table: one below the other under a header of its own, or side by side."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence

from organizer.importing.columns.names import field_of, normal
from organizer.importing.reading.blocks import Blocks
from organizer.importing.reading.header import kind_of, text_of, unique_headers
from organizer.importing.reading.row_groups import Headings, headings_in
from organizer.importing.reading.table import Cell

__all__ = ["look_through", "names_people", "one_below_the_other", "side_by_side"]

_NAMES = frozenset(("first_name", "last_name", "full_name", "name_contact"))
_PEOPLE = _NAMES | {"email", "phone"}
_AGAIN = re.compile(r" \(\d+\)$")
_MOST = 200  # further columns that further tables may bring
_SMALL = 2_000  # rows that are looked at one by one, where no column gives a header away

Rows = Blocks[list[Cell]]


def names_people(headers: Iterable[str]) -> bool:
    """Whether a column's name says that it holds people's names or how to reach them."""
    return any(field_of(name) in _PEOPLE for name in headers)


def one_below_the_other(
    headers: tuple[str, ...], rows: Rows, numbers: array[int], found: Sequence[int]
) -> tuple[tuple[str, ...], Rows, array[int], list[str]]:
    """Put what stands under a further header into the columns of the first one; such headers and their titles go.

    Where the first table has no header, as when somebody sorted it with the rest, the one found serves them all.
    `found` are the places of headers, from `look_through`.
    """
    if not found:
        return headers, rows, numbers, []
    notes = []
    if all(name == f"Column {column}" for column, name in enumerate(headers, 1)):
        headers = unique_headers([text_of(cell) for cell in rows[found[0]]])
        notes.append(f"The names of the columns stand in row {numbers[found[0]]:,}, between the people.")
    names, where = list(headers), list(range(len(headers)))
    merged: Rows = Blocks()
    kept = array("l")
    headed, titles = set(found), {place - 1 for place in found if place and _title(rows[place - 1])}
    if titles:
        named = [f"“{_title(rows[place])}” (row {numbers[place]:,})" for place in sorted(titles)]
        notes.append(f"Headings between tables were left out: {_some(named)}.")
    others: list[str] = []
    for place, row in enumerate(rows):
        if place in headed and len(names) <= len(headers) + _MOST:
            where = _columns(row, names)
            if where != list(range(len(headers))):
                others.append(f"row {numbers[place]:,}")
        elif place not in titles:
            moved: list[Cell] = [""] * len(names)
            for column, cell in zip(where, row, strict=False):
                if cell not in ("", None):
                    moved[column] = cell
            merged.append(moved)
            kept.append(numbers[place])
    if others:
        notes.append(f"Tables with other columns begin in {_some(others)}; they were put under the first one's.")
    width = len(names)
    used = {column for row in merged for column, cell in enumerate(row) if cell != ""}
    shown = [column for column, name in enumerate(names) if column in used or name != f"Column {column + 1}"]
    even = Blocks([*row, *[""] * (width - len(row))] for row in merged)
    return unique_headers([names[at] for at in shown]), Blocks([row[at] for at in shown] for row in even), kept, notes


def _some(named: Sequence[str]) -> str:
    """The first of what is named, and how many more there are."""
    more = f" and {len(named) - 5:,} more" if len(named) > 5 else ""
    return f"{', '.join(named[:5])}{more}"


def side_by_side(
    headers: tuple[str, ...], rows: Rows, numbers: Sequence[int]
) -> tuple[tuple[str, ...], Rows, Sequence[int], list[str]]:
    """Put tables of the same columns that stand beside each other one below the other."""
    width = _width_of_one(headers)
    if not width:
        return headers, rows, numbers, []
    below: Rows = Blocks()
    counted = array("l")
    last = numbers[-1] if rows else 0
    for first in range(0, len(headers), width):
        for place, row in enumerate(rows):
            part = list(row[first : first + width])
            if _filled(part):
                below.append(part)
                counted.append(numbers[place] + (first // width) * last)
    if not rows:
        return headers[:width], below, counted, []
    note = (f"{len(headers) // width} tables stand side by side; each was read as if it stood below the one before: "
            f"row {numbers[0]:,} of the second counts as row {numbers[0] + last:,}.")  # fmt: skip
    return headers[:width], below, counted, [note]


def _width_of_one(headers: tuple[str, ...]) -> int:
    """How many columns each of the tables side by side has; 0 where there is only one."""
    if not any(_AGAIN.search(name) for name in headers):
        return 0
    names = [normal(_AGAIN.sub("", name)) for name in headers]
    for tables in range(8, 1, -1):
        width, rest = divmod(len(names), tables)
        if not rest and width > 1 and names[:width] * tables == names and len(set(names[:width])) == width and any(
            field_of(name) in _NAMES for name in names[:width]
        ):
            return width
    return 0


def look_through(rows: Rows) -> tuple[list[int], Headings]:
    """Places of further headers, and headings between the rows: in one go, for a long sheet is read back from its file.

    A header has words where nearly all other rows have a number, a date or an address.
    """
    headers: list[int] = []
    headings: Headings = {}
    probe = _telling_column(rows[:: max(1, len(rows) // 200)])
    short = probe is None and len(rows) <= _SMALL
    for first, some in rows.parts():
        likely: Iterable[int] = range(len(some)) if short else () if probe is None else [
            place for place, row in enumerate(some)
            if type(cell := row[probe]) is str and cell and "@" not in cell
            and not cell[-1].isdigit() and kind_of(cell) == "text"
        ]  # fmt: skip
        headers += [first + place for place in likely if _is_header(some[place])]
        headings |= headings_in(some, first)
    return headers, headings


def _telling_column(some: Sequence[Sequence[Cell]]) -> int | None:
    """The column with the fewest words in it, where hardly any of its cells are."""
    best, fewest = None, 0.5
    for column in range(min(40, max(map(len, some), default=0))):
        kinds = [kind_of(row[column]) if column < len(row) else "" for row in some]
        words, filled = kinds.count("text"), len(kinds) - kinds.count("")
        if filled > len(some) * 0.6 and words / filled < fewest:
            best, fewest = column, words / filled
    return best


def _is_header(row: Sequence[Cell]) -> bool:
    texts = [cell for cell in row if cell not in ("", None)]
    if len(texts) < 2 or not all(isinstance(cell, str) and len(cell) < 80 for cell in texts):
        return False
    fields = [field_of(text_of(cell)) for cell in texts]
    known = sum(field is not None for field in fields)
    return known >= 2 and known >= 0.75 * len(texts) and any(field in _NAMES for field in fields)


def _title(row: Sequence[Cell]) -> str:
    """The words of a row that has no others; a number or an e-mail address alone may still be somebody's."""
    texts = [cell for cell in row if kind_of(cell)]
    return text_of(texts[0]) if len(texts) == 1 and kind_of(texts[0]) == "text" else ""


def _columns(header: Sequence[Cell], names: list[str]) -> list[int]:
    """For each column of a further table the column of the first with that name or field; new ones get a new name."""
    keys = [normal(name) for name in names]
    where: list[int] = []
    for number, cell in enumerate(header):
        key = normal(text_of(cell))
        field = field_of(key)
        same = [at for at, other in enumerate(keys) if other == key and key] or [
            at for at, other in enumerate(keys) if field and field_of(other) == field
        ]
        free = [at for at in same if at not in where]
        if free:
            where.append(free[0])
        elif not key and number < len(keys) and number not in where and names[number] == f"Column {number + 1}":
            where.append(number)
        else:
            names.append(text_of(cell))
            keys.append(key)
            where.append(len(names) - 1)
    return where


def _filled(row: Sequence[Cell]) -> int:
    return sum(cell not in ("", None) and not (isinstance(cell, str) and cell.isspace()) for cell in row)
