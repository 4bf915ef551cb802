"""The rows below a sheet's header: without blank ones and repeated headers, put together, and all of one width."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterator
from itertools import islice

from organizer.domain.progress import Progress
from organizer.importing.reading.blocks import BLOCK, Blocks
from organizer.importing.reading.header import HeaderChoice, kind_of
from organizer.importing.reading.table import Cell

__all__ = ["body_of", "even", "is_blank", "put_together"]

_OF_A_SURVEY = '{"ImportId":'  # Qualtrics has a third row of headers, for itself


def is_blank(row: list[Cell]) -> bool:
    """Whether nothing can be read in a row."""
    return all(cell == "" or cell is None or (isinstance(cell, str) and cell.isspace()) for cell in row)


def body_of(
    rows: Iterator[list[Cell]], choice: HeaderChoice, height: int, progress: Progress
) -> tuple[Blocks[list[Cell]], array[int], int, bool]:  # fmt: skip
    """The rows below the header, their numbers, how many repeated the header, and whether some differ in length."""
    body: Blocks[list[Cell]] = Blocks()
    numbers = array("l")
    repeated, uneven, width = 0, False, len(choice.headers)
    below = choice.row + choice.depth if choice.depth else 0
    start = choice.start if choice.start >= 0 else below
    above: dict[Cell, list[list[Cell]]] = {}  # header and titles by their first cell; printed pages repeat them
    seen = 0
    while some := list(islice(rows, BLOCK)):
        progress(seen, height, "Reading")
        plain = seen >= max(start, below) and _all_alike(some, width, above)
        if plain:
            body.extend(some)
            numbers.extend(range(seen + 1, seen + 1 + len(some)))
        for index, row in enumerate(() if plain else some, seen):
            if index < start or choice.row <= index < below:
                if row and row[0] != "" and (index != choice.row or len(row) > 1):
                    above.setdefault(row[0], []).append(row)
                continue
            first = row[0] if row else ""
            if (first == "" or type(first) is not str or first.isspace()) and is_blank(row):
                continue
            if (first in above and row in above[first]) or (type(first) is str and first.startswith(_OF_A_SURVEY)):
                repeated += 1
                continue
            if len(row) < width:
                row += [""] * (width - len(row))
            elif len(row) > width:
                uneven = True
            body.append(row)
            numbers.append(index + 1)
        seen += len(some)
    progress(len(body), len(body), "Reading")
    return body, numbers, repeated, uneven


def _all_alike(rows: list[list[Cell]], width: int, above: Container[Cell]) -> bool:
    """Whether these rows are told by their first cells to be neither blank nor repeated, and are all of one width."""
    if not width or set(map(len, rows)) != {width}:
        return False
    firsts = [[cell] for cell in {row[0] for row in rows}]
    return not any(
        is_blank(first) or first[0] in above or (type(first[0]) is str and first[0].startswith(_OF_A_SURVEY))
        for first in firsts
    )


def put_together(rows: Blocks[list[Cell]], header: list[Cell]) -> tuple[Blocks[list[Cell]], list[str]]:
    """Cells that only a comma in a text parted (``Lee, Ann`` without quotation marks) become one again.

    A row has as many cells too many as there are some that begin with a space, which cells elsewhere do not.
    """
    width = _filled_to(header)
    if any(str(cell).startswith(" ") for cell in header):
        return rows, []
    whole: Blocks[list[Cell]] = Blocks()
    mended = 0
    for row in rows:
        filled = _filled_to(row)
        behind = [at for at in range(1, filled) if str(row[at]).startswith(" ")] if filled > width else []
        if behind and len(behind) == filled - width and all(kind_of(row[at]) == "text" for at in behind):
            row = [*_joined(row[:filled], behind), *[""] * (len(row) - width)]
            mended += 1
        whole.append(row)
    note = f"Cells parted by a comma inside a text were put together ({mended:,} rows)."
    return (whole, [note]) if mended else (rows, [])


def _filled_to(row: list[Cell]) -> int:
    """How many cells a row has down to the last that is not blank."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1] != ""), 0)


def _joined(cells: list[Cell], behind: list[int]) -> list[Cell]:
    whole: list[Cell] = []
    for at, cell in enumerate(cells):
        if at in behind:
            whole[-1] = f"{whole[-1]},{cell}"
        else:
            whole.append(cell)
    return whole


def even(
    rows: Blocks[list[Cell]], headers: tuple[str, ...], uneven: bool
) -> tuple[tuple[str, ...], Blocks[list[Cell]]]:  # fmt: skip
    """Make all rows as long as the headers; what stands beyond them gets columns, wholly empty columns go."""
    width = wide = len(headers)
    for row in rows if uneven else ():
        beyond = len(row)
        while beyond > wide and (row[beyond - 1] is None or row[beyond - 1] == ""):
            beyond -= 1
        wide = max(wide, beyond)
    names = [*headers, *(f"Column {column + 1}" for column in range(width, wide))]
    empty = {column for column, name in enumerate(names) if name == f"Column {column + 1}"}
    if rows and empty:
        for row in rows:
            empty = {column for column in empty if column >= len(row) or row[column] is None or row[column] == ""}
            if not empty:
                break
    if not rows or not (uneven or empty):
        return tuple(names), rows
    keep = [column for column in range(wide) if column not in empty]
    blank: list[Cell] = [""] * wide
    evened = ([row[column] for column in keep] for row in ([*row[:wide], *blank[len(row):]] for row in rows))
    return tuple(names[column] for column in keep), Blocks(evened)
