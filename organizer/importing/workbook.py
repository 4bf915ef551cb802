"""Workbooks: their sheets and rows, by calamine, with openpyxl behind it for xlsx."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Protocol

from organizer.domain.errors import UserError

__all__ = ["Book", "opened"]

_CELLS = 60_000_000  # more than any sheet of people; a lone far-away cell claims billions
_COLUMNS = 16_384


class Book(Protocol):
    """An open workbook. `sheets` is (name, hidden) in the workbook's order."""

    sheets: list[tuple[str, bool]]

    def rows(self, name: str) -> list[list[Any]]:
        """The sheet's cells, each row from the sheet's first used column."""

    def first_row(self, name: str) -> int:
        """The number, from 1, of the first row of `rows`."""


class _CalamineBook:
    def __init__(self, book: Any, file: str) -> None:
        from python_calamine import SheetTypeEnum, SheetVisibleEnum

        self._book, self._file = book, file
        self._read: dict[str, tuple[list[list[Any]], int]] = {}
        self.sheets = [
            (one.name, one.visible != SheetVisibleEnum.Visible)
            for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet
        ]

    def rows(self, name: str) -> list[list[Any]]:
        return self._sheet(name)[0]

    def first_row(self, name: str) -> int:
        return self._sheet(name)[1]

    def _sheet(self, name: str) -> tuple[list[list[Any]], int]:
        if name not in self._read:
            sheet = self._book.get_sheet_by_name(name)
            start, end = sheet.start, sheet.end
            if start is None or end is None:
                self._read[name] = ([], 1)
            else:
                _refuse_far_cells(self._file, end[0] - start[0] + 1, end[1] - start[1] + 1)
                rows = sheet.to_python(skip_empty_area=True)
                self._read[name] = ([[_plain(cell) for cell in row] for row in rows], start[0] + 1)
        return self._read[name]


class _OpenpyxlBook:
    def __init__(self, book: Any, file: str) -> None:
        self._book, self._file = book, file
        self.sheets = [(one.title, one.sheet_state != "visible") for one in book.worksheets]

    def rows(self, name: str) -> list[list[Any]]:
        sheet = self._book[name]
        sheet.reset_dimensions()
        rows: list[list[Any]] = []
        cells = 0
        for row in sheet.iter_rows(values_only=True):
            rows.append([_plain(cell) for cell in row])
            cells += len(row)
            if cells > _CELLS:
                raise _far(self._file)
        while rows and not any(cell not in (None, "") for cell in rows[-1]):
            rows.pop()
        return rows

    def first_row(self, name: str) -> int:
        return 1


@contextmanager
def opened(path: Path, form: str) -> Iterator[Book]:
    """A workbook to read from. Runs where a crash of the reader does no harm.

    Raises:
        UserError: no reader can make sense of it.
    """
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
    except BaseException as fault:  # a panic of the reader is no Exception
        if isinstance(fault, KeyboardInterrupt | SystemExit):
            raise
        if "password" in str(fault).lower() or "encrypt" in str(fault).lower():
            raise UserError(f"{path.name} is protected with a password. Open it, save a copy without the password, "
                            "and import that.") from None
        if form != "xlsx":
            raise _damaged(path.name) from None
        yield from _second_reader(path)
        return
    try:
        yield _CalamineBook(book, path.name)
    except (UserError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:
        if form != "xlsx":
            raise _damaged(path.name) from None
        raise _damaged(path.name) from None
    finally:
        book.close()


def _second_reader(path: Path) -> Iterator[Book]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception:
        raise _damaged(path.name) from None
    try:
        yield _OpenpyxlBook(book, path.name)
    except (UserError, MemoryError):
        raise
    except Exception:
        raise _damaged(path.name) from None
    finally:
        book.close()


def _refuse_far_cells(file: str, rows: int, columns: int) -> None:
    if columns > _COLUMNS or rows * columns > _CELLS:
        raise _far(file)


def _far(file: str) -> UserError:
    return UserError(f"{file} has a cell very far from the others, so it is larger than can be read. Copy the table "
                     "itself into a new workbook and import that.")


def _damaged(file: str) -> UserError:
    return UserError(f"{file} is damaged and cannot be read. Open it in Excel or LibreOffice, save it as a new xlsx, "
                     "and import that.")


def _plain(cell: Any) -> Any:
    """A cell as text, number, date or nothing."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool | str | int | float | datetime | date):
        return cell
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


