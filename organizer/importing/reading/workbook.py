"""Sheets of xlsx, xls, xlsb and ods workbooks: what one reader stumbles over the next one gets a try at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from organizer.domain.errors import UserError
from organizer.importing.cleaning.mending import FORMULA_ERROR, Mender
from organizer.importing.reading.preflight import Form, damaged
from organizer.importing.reading.readers import Grid, Reader, Second, Streamed, Whole
from organizer.importing.reading.table import Cell

__all__ = ["Workbook"]

_EXACT = 2**53
_EXCEL_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_AS_IT_IS = frozenset((str, int, bool, date, datetime))
_NOT_THE_FILE = (MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit)
"""What stops a reader by no fault of the file; all else does, calamine's panic too, which is no `Exception`."""


class Workbook:
    """An open workbook that passed the preflight.

    Args:
        path: where it lies.
        form: what the preflight found.

    Raises:
        UserError: no reader gets through it, or it is protected with a password.
    """

    def __init__(self, path: Path, form: Form) -> None:
        self.path = path
        self.form = form
        self._readers: list[type[Streamed | Whole | Second]] = [Whole]
        if form.kind == "xlsx":
            self._readers = [Streamed, Whole, Second]
        self._reader = self._next()
        self.sheets = self._reader.sheets
        """Each sheet's name and whether it is hidden; charts and macro sheets are left out."""

    def grid(self, name: str, mender: Mender) -> Grid:
        """The cells of a sheet as `table.Cell` says; its rows may differ in length.

        Raises:
            UserError: no reader gets through it; that may also come while the rows are read.
        """
        grid = self._grid(name)
        return replace(grid, rows=self._with_blanks(name, grid, mender))

    def _with_blanks(self, name: str, grid: Grid, mender: Mender) -> Iterator[list[Cell]]:
        """The rows; behind the last one is known which cells are blank only because their formula has no result."""
        yield from _plain(self._rows(name, grid), mender)
        if isinstance(self._reader, Whole):
            mender.blanks = self._reader.blanks
        if not self.form.uncached or not isinstance(self._reader, Streamed):
            return
        try:
            for row, column, formula in self._reader.uncached(name):
                mender.left_blank(row + 1, column - grid.first_column, formula)
        except _NOT_THE_FILE:
            raise
        except BaseException:
            return  # its rows are all there; only what its formulas are cannot be read

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()

    def _next(self) -> Reader:
        while self._readers:
            try:
                return self._readers.pop(0)(self.path, self.form)
            except (UserError, *_NOT_THE_FILE):
                raise
            except BaseException:
                continue
        raise damaged(self.path.name)

    def _give_way(self) -> None:
        following = self._next()
        with suppress(Exception):
            self._reader.close()
        self._reader = following

    def _grid(self, name: str) -> Grid:
        while True:
            try:
                return self._reader.grid(name)
            except _NOT_THE_FILE:
                raise
            except BaseException:
                self._give_way()

    def _rows(self, name: str, grid: Grid) -> Iterator[list[Any]]:
        """The rows; where the reader breaks down over one, it and those below it by the next reader."""
        given = 0
        try:
            for row in grid.rows:
                given += 1
                yield row
        except _NOT_THE_FILE:
            raise
        except BaseException:
            self._give_way()
            other = self._grid(name)
            further = max(0, grid.first_column - other.first_column)
            for row in islice(self._rows(name, other), given, None):
                yield row[further:]


def _plain(rows: Iterator[list[Any]], mender: Mender) -> Iterator[list[Cell]]:
    """Cells as `table.Cell` says: whole numbers whole, text mended, times as text."""
    for number, row in enumerate(rows, 1):
        if _stays("".join([cell for cell in row if type(cell) is str])) and _AS_IT_IS.issuperset(map(type, row)):
            yield row
            continue
        taken = mender.taken
        plain = [
            (int(cell) if cell.is_integer() and -_EXACT < cell < _EXACT else cell) if type(cell) is float
            else cell if type(cell) is str and _stays(cell)
            else _other(cell, mender)
            for cell in row
        ]  # fmt: skip
        if mender.taken != taken:
            mender.compare(number, row, plain)
        yield plain


def _stays(text: str) -> bool:
    """Whether there is surely nothing to mend in a text, or in many that were joined."""
    return text.isascii() and text.isprintable() and "_x" not in text and "#" not in text


def _other(cell: Any, mender: Mender) -> Cell:
    if isinstance(cell, str):
        if cell[:1] == "#" and FORMULA_ERROR.fullmatch(cell):
            mender.errors += 1
            return ""
        if "_x" in cell:
            cell = _EXCEL_ESCAPE.sub(lambda found: chr(int(found[1], 16)), cell)
        return mender.cell(cell.replace("\r\n", "\n").replace("\r", "\n"))
    if cell is None:
        return ""
    if isinstance(cell, (bool, int, datetime, date)):
        return cell
    if isinstance(cell, float):
        return "" if cell != cell else int(cell) if cell.is_integer() and abs(cell) < _EXACT else cell
    if isinstance(cell, time):
        return cell.isoformat("minutes" if not cell.second else "seconds")
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(int(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return str(cell)
