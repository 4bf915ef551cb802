"""What is said once for several rows: cells merged down, a ward in the first row of its group, headings between."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence

from organizer.importing.blocks import Blocks
from organizer.importing.column_names import alias_of, normal, split_key
from organizer.importing.header import Merged
from organizer.importing.table import Cell

__all__ = ["MergedDown", "headings_as_column", "heads_of_groups", "said_once"]

_HEADING = re.compile(
    r"^(?:(?P<kind>ward|precinct|pct|hd|sd|cd|(?:house|senate|congressional) district|township|turf|section|group|zone)"
    r" ?#?(?P<code>\d+\w?)\b(?![/.\d])|(?P<county>[^\W\d][\w .'’-]{2,30}?) county)\s*(?:[-–—:,(|].{0,80})?$",
    re.IGNORECASE,
)
_KINDS = {"pct": "Precinct", "hd": "House District", "sd": "Senate District", "cd": "Congressional District"}
_OF_A_PLACE = frozenset(("address", "address1", "city", "county", "household_id"))
_OF_A_GROUP = frozenset(("city", "county"))

Rows = Blocks[list[Cell]]


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
        open_ones: list[tuple[int, int, Cell]] = []
        for index, row in enumerate(self._rows):
            open_ones = [one for one in open_ones if one[1] >= index]
            if any(cell not in ("", None) for cell in row):  # a merged cell reaches no row that has nothing else
                for column, _, cell in open_ones:
                    if column < len(row) and row[column] in ("", None):
                        row = [*row[:column], cell, *row[column + 1 :]]
                        self.filled += 1
            open_ones += [
                (column, bottom, row[column]) for column, bottom in self._starts.get(index, ())
                if column < len(row) and row[column] not in ("", None)
            ]
            yield row

    def notes(self) -> list[str]:
        """What was done, in a sentence."""
        return [f"Cells merged over several rows count for each of them ({self.filled:,})."] if self.filled else []


def said_once(headers: Sequence[str], rows: Rows) -> list[str]:
    """Fill the first column down where it names a district or a town only in the first row of each group."""
    alias = alias_of(normal(headers[0])) if headers else None
    field = split_key(alias[0])[0] or "" if alias else ""
    if not (field in _OF_A_GROUP or field.startswith("district")) or len(headers) < 3 or not rows or not _told(rows[0]):
        return []
    told = [row[0] for row in rows if _told(row)]
    others = sum(sum(cell not in ("", None) for cell in row[1:]) >= 2 for row in rows)
    if not 2 <= len(told) <= len(rows) / 2 or len(set(map(str, told))) < len(told) or others < 0.9 * len(rows):
        return []
    last: Cell = ""
    for place, row in enumerate(rows):
        if _told(row):
            last = row[0]
        else:
            rows[place] = [last, *row[1:]]
    return [f"“{headers[0]}” stands only in the first row of each group; it counts for the rows below, too "
            f"({len(rows) - len(told):,})."]  # fmt: skip


def heads_of_groups(headers: Sequence[str], rows: Rows, numbers: array[int]) -> tuple[Rows, array[int], list[str]]:
    """Fill the first column down where it stands in rows of its own, as an address above those who live there."""
    alias = alias_of(normal(headers[0])) if headers else None
    field = split_key(alias[0])[0] or "" if alias else ""
    if not (field in _OF_A_PLACE or field.startswith("district")) or not rows or not _told(rows[0]):
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


def headings_as_column(
    headers: tuple[str, ...], rows: Rows, numbers: array[int]
) -> tuple[tuple[str, ...], Rows, array[int], list[str]]:
    """Make headings between the rows (``Ward 3``, ``PINE COUNTY``) a column of the rows below them."""
    found = {
        place: hit for place, row in enumerate(rows)
        if row and type(row[0]) is str and (hit := _HEADING.match(row[0].strip())) and not any(
            cell not in ("", None) for cell in row[1:]
        )
    }  # fmt: skip
    names = {_name(hit) for hit in found.values()}
    if len(headers) < 2 or len(names) != 1 or len(found) > len(rows) / 2:
        return headers, rows, numbers, []
    name = names.pop()
    if name.lower() in {header.lower() for header in headers}:
        return headers, rows, numbers, []
    below: Rows = Blocks()
    kept = array("l")
    said = ""
    for place, row in enumerate(rows):
        if place in found:
            said = found[place]["code"] or found[place]["county"]
        else:
            below.append([*row, said])
            kept.append(numbers[place])
    some = ", ".join(f"“{rows[place][0]}” (row {numbers[place]:,})" for place in list(found)[:3])
    more = f" and {len(found) - 3:,} more" if len(found) > 3 else ""
    note = f"Headings between the rows count as “{name}” of the rows below: {some}{more}."
    return (*headers, name), below, kept, [note]


def _name(hit: re.Match[str]) -> str:
    if hit["county"]:
        return "County"
    return _KINDS.get(hit["kind"].lower(), hit["kind"].title())


def _told(row: Sequence[Cell]) -> bool:
    return row[0] not in ("", None)
