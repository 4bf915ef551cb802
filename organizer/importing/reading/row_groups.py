"""What is said once for several rows: cells merged down, a ward in the first row of its group, headings between."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence, Set

from organizer.importing.cleaning.name_cells import PARTS
from organizer.importing.columns.names import field_of
from organizer.importing.reading.blocks import Blocks
from organizer.importing.reading.header import Merged
from organizer.importing.reading.table import Cell

__all__ = ["Headings", "MergedDown", "headings_as_column", "headings_in", "heads_of_groups", "said_once"]

_HEADING = re.compile(
    rf"^(?:(?P<kind>{PARTS}|(?:house|senate|congressional) district|township)"
    r" ?#?(?P<code>\d+\w?)\b(?![/.\d])|(?P<county>[^\W\d][\w .'’-]{2,30}?) county)\s*(?:[-–—:,(|].{0,80})?$",
    re.IGNORECASE,
)
_KINDS = {"pct": "Precinct", "hd": "House District", "sd": "Senate District", "cd": "Congressional District"}
_OF_A_PLACE = frozenset(("address", "address1", "city", "county", "household_id"))
_OF_A_GROUP = frozenset(("city", "county"))

Rows = Blocks[list[Cell]]
Headings = dict[int, re.Match[str]]
"""By their places rows in which nothing but a heading stands."""


class MergedDown:
    """Rows in which what a cell merged over several of them says stands in each.

    Args:
        rows: a sheet's rows from its top.
        merged: its merged cells.
        below: index of the first row below the header.
    """

    def __init__(self, rows: Iterator[list[Cell]], merged: Merged, below: int) -> None:
        self._rows = rows
        self._starts: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _) in merged:
            if below <= top < bottom and left >= 0:
                self._starts.setdefault(top, []).append((left, bottom))
        self.filled = 0

    def __iter__(self) -> Iterator[list[Cell]]:
        if not self._starts:
            return self._rows
        return self._fill()

    def _fill(self) -> Iterator[list[Cell]]:
        said: dict[int, tuple[int, Cell]] = {}  # by column how far down what counts
        for index, row in enumerate(self._rows):
            if said and any(cell not in ("", None) for cell in row):  # it reaches no row that has nothing else
                said = {column: one for column, one in said.items() if one[0] >= index}
                for column, (_, cell) in said.items():
                    if column < len(row) and row[column] in ("", None):
                        row = [*row[:column], cell, *row[column + 1 :]]
                        self.filled += 1
            for column, bottom in self._starts.get(index, ()):
                if column < len(row) and row[column] not in ("", None):
                    said[column] = (bottom, row[column])
            yield row

    def notes(self) -> list[str]:
        """What was done, in a sentence."""
        return [f"Cells merged over several rows count for each of them ({self.filled:,})."] if self.filled else []


def said_once(headers: Sequence[str], rows: Rows) -> tuple[Rows, list[str]]:
    """Fill the first column down where it names a district or a town only in the first row of each group."""
    if len(headers) < 3 or not rows or not _told(rows[0]) or not _names_place(headers[0], _OF_A_GROUP):
        return rows, []
    told = [str(row[0]) for row in rows if _told(row)]
    if not 2 <= len(told) <= len(rows) / 2 or len(set(told)) < len(told):
        return rows, []
    if sum(sum(cell not in ("", None) for cell in row[1:]) >= 2 for row in rows) < 0.9 * len(rows):
        return rows, []
    filled: Rows = Blocks()
    last: Cell = ""
    for row in rows:
        last = row[0] if _told(row) else last
        filled.append([last, *row[1:]])
    return filled, [f"“{headers[0]}” stands only in the first row of each group; it counts for the rows below, too "
                    f"({len(rows) - len(told):,})."]  # fmt: skip


def heads_of_groups(headers: Sequence[str], rows: Rows, numbers: array[int]) -> tuple[Rows, array[int], list[str]]:
    """Fill the first column down where it stands in rows of its own, as an address above those who live there."""
    if not headers or not rows or not _told(rows[0]) or not _names_place(headers[0], _OF_A_PLACE):
        return rows, numbers, []
    heads = sum(map(_told, rows))
    alone = all(_told(row) is not any(cell not in ("", None) for cell in row[1:]) for row in rows[:200])
    if not 2 <= heads <= len(rows) / 2 or not alone:
        return rows, numbers, []
    below: Rows = Blocks()
    kept = array("l")
    last: Cell = ""
    for row, number in zip(rows, numbers, strict=True):
        if not any(cell not in ("", None) for cell in row[1:]):
            last = row[0]
        else:
            below.append([row[0] if _told(row) else last, *row[1:]])
            kept.append(number)
    return below, kept, [f"“{headers[0]}” stands in rows of its own ({heads:,}); it counts for the rows below each."]


def headings_in(rows: Sequence[Sequence[Cell]], first: int) -> Headings:
    """The headings among some rows, of which `first` is the place of the first."""
    if not rows or len(rows[0]) < 2:
        return {}
    return {
        place: hit for place, row in enumerate(rows, first)
        if row[1] in ("", None) and (hit := _heading(row)) and not any(cell not in ("", None) for cell in row[1:])
    }


def headings_as_column(
    headers: tuple[str, ...], rows: Rows, numbers: array[int], found: Headings, above: Sequence[Cell]
) -> tuple[tuple[str, ...], Rows, array[int], list[str]]:
    """Make headings between the rows (``Ward 3``, ``PINE COUNTY``) a column of the rows below them.

    Where people stand beside such words, too, the first column holds them for each row, and a row without is a vacancy.
    The heading of the first ones may stand in the row `above` the header; `found` are those from `headings_in`.
    """
    names = {_name(hit) for hit in found.values()}
    if len(names) != 1 or len(found) > len(rows) / 2 or any(
        place not in found and _heading(row) for place, row in enumerate(rows)
    ):
        return headers, rows, numbers, []
    name = names.pop()
    if name.lower() in {header.lower() for header in headers}:
        return headers, rows, numbers, []
    below: Rows = Blocks()
    kept = array("l")
    first = _heading(above) if above else None
    said = _code(first) if first and _name(first) == name else ""
    for place, row in enumerate(rows):
        if place in found:
            said = _code(found[place])
        else:
            below.append([*row, said])
            kept.append(numbers[place])
    some = ", ".join(f"“{rows[place][0]}” (row {numbers[place]:,})" for place in list(found)[:3])
    more = f" and {len(found) - 3:,} more" if len(found) > 3 else ""
    note = f"Headings between the rows count as “{name}” of the rows below: {some}{more}."
    return (*headers, name), below, kept, [note]


def _heading(row: Sequence[Cell]) -> re.Match[str] | None:
    return _HEADING.match(row[0].strip()) if type(row[0]) is str else None


def _names_place(header: str, fields: Set[str]) -> bool:
    field = field_of(header) or ""
    return field in fields or field.startswith("district")


def _code(hit: re.Match[str]) -> str:
    return hit["code"] or hit["county"]


def _name(hit: re.Match[str]) -> str:
    if hit["county"]:
        return "County"
    return _KINDS.get(hit["kind"].lower(), hit["kind"].title())


def _told(row: Sequence[Cell]) -> bool:
    return row[0] not in ("", None)
