"""The readers of workbooks: which sheets there are, and a sheet's cells as they stand, row by row.

Each may raise anything over a file that it does not get through, a panic that is no `Exception` included.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, Protocol

from organizer.domain.errors import UserError
from organizer.importing.reading.header import Merged
from organizer.importing.reading.limits import MAX_ROWS
from organizer.importing.reading.preflight import Form, damaged

__all__ = ["ERROR_OF_XLS", "Grid", "Reader", "Second", "Streamed", "Whole"]

_HEAD = 120
_SPARE = 200  # columns that a sheet may claim beyond those it uses: cells for them are made in every row
_UNCACHED = 10_000
_CODE = rb"[\x00\x07\x0f\x17\x1d\x24\x2a\x2b]"
ERROR_OF_XLS = re.compile(
    rb"\x05\x02\x08\x00.{6}" + _CODE + rb"\x01|\x06\x00.\x00.{6}\x02.(?:" + _CODE + rb").{3}\xff\xff", re.DOTALL
)
"""A cell with an error in the records of an old workbook: BOOLERR, or FORMULA with an error for its result."""
_NOWHERE = 1 << 20


@dataclass(slots=True)
class Grid:
    """One sheet's cells from its top row on.

    Args:
        height: rows down to the last used one; 0 where there is none, or only reading tells.
        width: columns from the first used one to the last used one; 0 likewise.
        first_column: index of the first used column.
        rows: the rows, once; they may differ in length.
        merged: merged cells, counted from the first used column.
    """

    height: int
    width: int
    first_column: int
    rows: Iterator[list[Any]]
    merged: Merged = ()


class Reader(Protocol):
    """An open workbook."""

    sheets: list[tuple[str, bool]]
    """Each sheet's name and whether it is hidden; charts and macro sheets are left out."""

    def grid(self, name: str) -> Grid:
        """The cells of a sheet."""

    def close(self) -> None:
        """Let go of the file."""


class Streamed:
    """An xlsx by python-calamine-plus, row by row as it is unpacked: a sheet of any length takes no more memory."""

    def __init__(self, path: Path, form: Form) -> None:
        import python_calamine_plus as calamine

        self.book: Any = calamine.CalamineWorkbook.from_path(path)
        if self.book.epoch_1904 != form.since_1904:
            raise ValueError("another workbookPr, as Excel for the Mac writes, makes 0.2.0 forget where days begin")
        self.sheets = _worksheets(self.book, calamine)
        self.merged = form.merged

    def grid(self, name: str) -> Grid:
        """The cells of a sheet.

        Raises:
            ValueError: it claims to be far wider than it is.
        """
        merged = self.book.stream_sheet_by_name(name, rich=True).merged_cell_ranges if self.merged else ()
        stream = self._stream(name)
        head = list(islice(stream, _HEAD))
        left, right = min(map(_first, head), default=_NOWHERE), max(map(_last, head), default=0)
        if max(map(len, head), default=0) > 2 * right + _SPARE:
            raise ValueError(name)
        rows: Iterator[list[Any]] = chain(head, stream)
        if left:  # a title may stand further in than the list below it
            left = min(chain([left], (_first(row[:left]) for row in rows)))
            rows = self._stream(name)
        return Grid(0, 0, left, _cut(rows, left, right), _from_column(left, merged))

    def _stream(self, name: str) -> Iterator[list[Any]]:
        stream = iter(self.book.stream_sheet_by_name(name))
        return chain(islice(stream, MAX_ROWS), _none_further(stream))

    def uncached(self, name: str) -> Iterator[tuple[int, int, str]]:
        """Row and column, from 0, of the first thousands of formulas without a result, and the formulas."""
        rows = self.book.stream_sheet_by_name(name, rich=True)
        bare = ((cell.row, cell.column, cell.formula) for row in rows for cell in row
                if cell is not None and cell.formula and cell.data_type == "n" and cell.value in ("", None))
        return islice(bare, _UNCACHED)

    def close(self) -> None:
        """Let go of the file."""
        self.book.close()


class Whole:
    """A workbook of any form by python-calamine, a sheet at a time."""

    def __init__(self, path: Path, form: Form) -> None:
        import python_calamine as calamine

        data = path.read_bytes()
        self.blanks = form.uncached or (form.kind == "xls" and ERROR_OF_XLS.search(data) is not None)
        """Whether it leaves cells blank of which it does not tell that a formula went wrong in them."""
        try:
            self.book: Any = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        except calamine.PasswordError:
            raise UserError(f"{path.name} is protected with a password. Open it with the password, save it without "
                            "one and import that.") from None  # fmt: skip
        self.sheets = _worksheets(self.book, calamine)

    def grid(self, name: str) -> Grid:
        """The cells of a sheet."""
        sheet = self.book.get_sheet_by_name(name)
        if sheet.start is None or sheet.end is None:
            return Grid(0, 0, 0, iter(()))
        left, right = sheet.start[1], sheet.end[1]
        merged = _from_column(left, sheet.merged_cell_ranges or ())
        return Grid(sheet.end[0] + 1, right - left + 1, left, sheet.iter_rows(), merged)

    def close(self) -> None:
        """Let go of the file."""
        self.book.close()


class Second:
    """An xlsx by openpyxl, which is slow and gets through what the others stumble over."""

    def __init__(self, path: Path, form: Form) -> None:
        from openpyxl import load_workbook

        self.name = path.name
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.book: Any = load_workbook(
                io.BytesIO(path.read_bytes()), read_only=True, data_only=True, keep_links=False
            )
        self.sheets = [
            (sheet.title, sheet.sheet_state != "visible") for sheet in self.book.worksheets if hasattr(sheet, "rows")
        ]

    def grid(self, name: str) -> Grid:
        """The cells of a sheet.

        Raises:
            UserError: there are more than can be held.
        """
        rows: list[list[Any]] = []
        cells = 0
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheet = self.book[name]
            sheet.reset_dimensions()
            for row in sheet.iter_rows(values_only=True):
                rows.append(list(row))
                cells += len(row)
                if cells > 20_000_000:
                    raise damaged(self.name)
        while rows and not any(cell is not None and cell != "" for cell in rows[-1]):
            rows.pop()
        return Grid(len(rows), max(map(len, rows), default=0), 0, iter(rows))

    def close(self) -> None:
        """Let go of the file."""
        self.book.close()


def _worksheets(book: Any, calamine: Any) -> list[tuple[str, bool]]:
    return [
        (sheet.name, sheet.visible != calamine.SheetVisibleEnum.Visible)
        for sheet in book.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]


def _none_further(rows: Iterator[list[Any]]) -> Iterator[list[Any]]:
    """Nothing; where there is a row, the sheet is longer than any, and blank ones would be made for an hour."""
    for _ in rows:
        raise ValueError("more rows than a sheet can have")
    yield from ()


def _from_column(left: int, merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> Merged:
    return [((top, first - left), (bottom, last - left)) for (top, first), (bottom, last) in merged]


def _first(row: Sequence[Any]) -> int:
    """Index of the first used cell."""
    return next((at for at, cell in enumerate(row) if cell != ""), _NOWHERE)


def _last(row: Sequence[Any]) -> int:
    """Index behind the last used cell."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1] != ""), 0)


def _cut(rows: Iterable[list[Any]], left: int, right: int) -> Iterator[list[Any]]:
    """Rows without the columns before `left` that reach to `right`, and further only where cells stand there."""
    for row in rows:
        if len(row) > right:
            del row[max(right, _last(row)):]
        elif len(row) < right:
            row += [""] * (right - len(row))
        yield row[left:] if left else row
