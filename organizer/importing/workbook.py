"""Sheets of xlsx, xls, xlsb and ods workbooks: python-calamine reads them, openpyxl where calamine gives up on xlsx."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Protocol

from organizer.domain.errors import UserError
from organizer.importing.encoding import Mender
from organizer.importing.header import Merged
from organizer.importing.preflight import damaged
from organizer.importing.table import Cell

__all__ = ["Grid", "Reader", "open_workbook", "whole_or_damaged"]

_EXACT = 2**53
_ERRORS = {"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"}
_EXCEL_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class Grid:
    """One sheet's cells from its top row on.

    Args:
        height: rows down to the last used one.
        width: columns from the first used one to the last used one.
        first_column: index of the first used column.
        rows: the rows, once.
        merged: merged cells, counted from the first used column.
    """

    height: int
    width: int
    first_column: int
    rows: Iterator[list[Cell]]
    merged: Merged = ()


class Reader(Protocol):
    """An open workbook."""

    sheets: list[tuple[str, bool]]
    """Each sheet's name and whether it is hidden; charts and macro sheets are left out."""

    def grid(self, name: str, mender: Mender) -> Grid:
        """The cells of a sheet."""

    def close(self) -> None:
        """Let go of the file."""


def open_workbook(path: Path, form: str) -> Reader:
    """Open a workbook that passed the preflight.

    Raises:
        UserError: no reader gets through it, or it is protected with a password.
    """
    try:
        reader: Reader = _Calamine(path)
    except (UserError, MemoryError):
        raise
    except BaseException as error:  # calamine's panic is no Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        if form != "xlsx":
            raise damaged(path.name) from None
        reader = _open_second(path)
    return _Patient(reader, path) if form == "xlsx" else reader


class _Calamine:
    def __init__(self, path: Path) -> None:
        from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

        self.name = path.name
        try:
            self.book: Any = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        except PasswordError:
            raise UserError(f"{path.name} is protected with a password. Open it with the password, save it without "
                            "one and import that.") from None  # fmt: skip
        self.sheets = [
            (sheet.name, sheet.visible != SheetVisibleEnum.Visible)
            for sheet in self.book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]

    def grid(self, name: str, mender: Mender) -> Grid:
        try:
            sheet = self.book.get_sheet_by_name(name)
            start, end = sheet.start, sheet.end
            if start is None or end is None:
                return Grid(0, 0, 0, iter(()))
            left = start[1]
            merged = [
                ((top, first - left), (bottom, last - left))
                for (top, first), (bottom, last) in (sheet.merged_cell_ranges or ())[:5000]
            ]
        except MemoryError:
            raise
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            raise damaged(self.name) from None
        rows = _plain(whole_or_damaged(sheet.iter_rows(), self.name), mender)
        return Grid(end[0] + 1, end[1] - left + 1, left, rows, merged)

    def close(self) -> None:
        self.book.close()


class _Openpyxl:
    def __init__(self, path: Path) -> None:
        from openpyxl import load_workbook

        self.content = io.BytesIO(path.read_bytes())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.book: Any = load_workbook(self.content, read_only=True, data_only=True, keep_links=False)
        self.name = path.name
        self.sheets = [
            (sheet.title, sheet.sheet_state != "visible") for sheet in self.book.worksheets if hasattr(sheet, "rows")
        ]

    def grid(self, name: str, mender: Mender) -> Grid:
        rows: list[list[Cell]] = []
        cells = 0
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for row in whole_or_damaged(self._rows(name), self.name):
                rows.append([_known_error(cell) for cell in row])
                cells += len(row)
                if cells > 20_000_000:
                    raise damaged(self.name)
        while rows and not any(cell != "" for cell in rows[-1]):
            rows.pop()
        width = max((len(row) for row in rows), default=0)
        return Grid(len(rows), width, 0, _plain(iter(rows), mender))

    def _rows(self, name: str) -> Iterator[Any]:
        sheet = self.book[name]
        sheet.reset_dimensions()
        yield from sheet.iter_rows(values_only=True)

    def close(self) -> None:
        self.book.close()


def _open_second(path: Path) -> Reader:
    try:
        return _Openpyxl(path)
    except MemoryError:
        raise
    except Exception:
        raise damaged(path.name) from None


class _Patient:
    """Tries the second reader for a sheet that the first could not read."""

    def __init__(self, reader: Reader, path: Path) -> None:
        self.reader = reader
        self.path = path
        self.sheets = reader.sheets

    def grid(self, name: str, mender: Mender) -> Grid:
        try:
            return self.reader.grid(name, mender)
        except UserError:
            if isinstance(self.reader, _Openpyxl):
                raise
        second = _open_second(self.path)
        with suppress(Exception):
            self.reader.close()
        self.reader = second
        return second.grid(name, mender)

    def close(self) -> None:
        self.reader.close()


def whole_or_damaged(rows: Iterator[Any], name: str) -> Iterator[Any]:
    """Rows as they come; where the reader breaks down over one of them, the file is damaged.

    Raises:
        UserError: it did.
    """
    try:
        yield from rows
    except (MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:  # calamine's panic is no Exception
        raise damaged(name) from None


def _known_error(cell: Any) -> Any:
    return "" if cell is None or (isinstance(cell, str) and cell in _ERRORS) else cell


def _plain(rows: Iterator[Sequence[Any]], mender: Mender) -> Iterator[list[Cell]]:
    """Cells as `table.Cell` says: whole numbers whole, text mended, times as text."""
    for number, row in enumerate(rows, 1):
        taken = mender.taken
        plain = [
            (int(cell) if cell.is_integer() and -_EXACT < cell < _EXACT else cell) if type(cell) is float
            else cell if type(cell) is str and cell.isascii() and cell.isprintable() and "_x" not in cell
            else _other(cell, mender)
            for cell in row
        ]  # fmt: skip
        if mender.taken != taken:
            mender.compare(number, row, plain)
        yield plain


def _other(cell: Any, mender: Mender) -> Cell:
    if isinstance(cell, str):
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
