"""Ditto marks on lists that were kept on paper: what stands above them counts for their row, too."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from organizer.importing.columns.names import field_of
from organizer.importing.reading.blocks import Blocks
from organizer.importing.reading.table import Cell

__all__ = ["filled_down", "kept_apart"]

_MOST = 5_000  # rows: nobody writes such marks in longer lists
_SIGN = re.compile(r"[\s\-–—]*[\"“”″〃]+[\s\-–—]*")
_WORD = re.compile(r"ditto|do\.|idem|ídem|same as above", re.IGNORECASE)
_SAME = re.compile(r"same|igual|lo mismo|''|’’|,,", re.IGNORECASE)
"""What counts as a mark only in a row that has one."""
_NAMES = frozenset(("first_name", "middle_name", "last_name", "full_name"))
_ALONE = re.compile(r"(?<![^\t\n])\"(?=[\t\r\n]|\Z)")
_QUOTED = re.compile(r"(?:^|[\t\n])\"")

Rows = Blocks[list[Cell]]


def kept_apart(pasted: str) -> str:
    """Pasted cells in which a quotation mark stands alone, so that it does not swallow the cells behind it."""
    if "\t" not in pasted or _QUOTED.search(_ALONE.sub("", pasted)):
        return pasted
    return _ALONE.sub('""""', pasted)


def filled_down(headers: Sequence[str], rows: Rows) -> tuple[Rows, list[str]]:
    """Put into each cell that only has a mark what stands above it; a row of nothing but marks is blank.

    In a column of names a word with a capital letter is none: some are called Ditto.
    """
    names = {at for at, header in enumerate(headers) if field_of(header) in _NAMES}
    if len(rows) > _MOST or not any(_marks(row, names) for row in rows):
        return rows, []
    filled: Rows = Blocks()
    above: list[Cell] = []
    count = 0
    for row in rows:
        if marks := _marks(row, names):
            marks += [at for at, cell in enumerate(row) if isinstance(cell, str) and _SAME.fullmatch(cell.strip())]
            alone = all(cell in ("", None) or at in marks for at, cell in enumerate(row))
            count += len(marks)
            row = [
                ("" if alone or at >= len(above) else above[at]) if at in marks else cell for at, cell in enumerate(row)
            ]
        filled.append(row)
        above = row
    return filled, [f"Ditto marks count for what stands above them ({count:,})."]


def _marks(row: Sequence[Cell], names: Set[int]) -> list[int]:
    """The places of cells that have nothing but a mark."""
    return [at for at, cell in enumerate(row) if type(cell) is str and len(cell) < 16 and (
        _SIGN.fullmatch(said := cell.strip()) or (_WORD.fullmatch(said) and (at not in names or said.islower())))]
