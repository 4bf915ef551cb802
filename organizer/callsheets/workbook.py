"""Workbooks written fast and safely: openpyxl makes the frame and the styles, the rows are streamed into it as XML.

A row in the frame shows the style of each column; every row of data takes its place. Data is only ever written as text
or as a number, so that nothing in it can become a formula.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from organizer.callsheets import safe_file
from organizer.domain.progress import Progress, silent

__all__ = ["Cell", "Column", "SheetSpec", "clean", "write_workbook"]

Cell = str | int | float | None
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\r_\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST = 32_767  # letters in a cell, Excel's own limit
_CHUNK = 500
_LINE, _SMALL_LINE, _TALLEST = 13.5, 11.0, 409.0  # points; the last is Excel's own limit
_FONT = "Arial"  # on every machine, or something of the same width


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, width in letters, and whether people write in it, it is hidden, bold, small or wraps."""

    heading: str
    width: float = 14
    entry: bool = False
    hidden: bool = False
    bold: bool = False
    small: bool = False
    wrap: bool = True


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """A sheet: lines above the heading, columns, rows, and what else is set on it.

    Args:
        finish: called with the worksheet and the number of its last row, for print set-up, drop-downs and protection.
        height: the least of a row in points, more where its cells wrap; 0 leaves it to the program that opens it.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    above: Sequence[str] = ()
    hidden: bool = False
    height: float = 0
    finish: Callable[[Worksheet, int], None] | None = None

    @property
    def heading_row(self) -> int:
        """The number of the row of headings."""
        return len(self.above) + 1


def write_workbook(path: Path, sheets: Sequence[SheetSpec], progress: Progress = silent) -> None:
    """Write a workbook; an older file stays until the new one is whole.

    Raises:
        UserError: the file cannot be written.
    """
    frame = _frame(sheets)
    total = sum(len(sheet.rows) for sheet in sheets)
    with safe_file.replacing(path) as temporary, zipfile.ZipFile(frame) as source, zipfile.ZipFile(
        temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=4
    ) as target:
        done = 0
        for part in source.namelist():
            number = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", part)
            if number is None:
                target.writestr(part, source.read(part))
                continue
            sheet = sheets[int(number[1]) - 1]
            with target.open(part, "w", force_zip64=True) as out:
                done = _stream(out, source.read(part).decode("utf-8"), sheet, done, total, progress)


def clean(text: str) -> str:
    """Text without what a workbook cannot hold: control characters go, half letters become the replacement sign."""
    if _UNFIT.search(text):
        text = _UNFIT.sub(lambda found: "\ufffd" if "\ud800" <= found[0] <= "\udfff" else "", text)
    return text[:_LONGEST]


def _frame(sheets: Sequence[SheetSpec]) -> io.BytesIO:
    """The workbook with headings and one row of styles a sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    line = Side(style="thin", color="FFBFC4CC")
    for spec in sheets:
        sheet = book.create_sheet(spec.name)
        for row, text in enumerate(spec.above, 1):
            cell = sheet.cell(row, 1)
            cell.value = clean(text)
            cell.data_type = "s"
            cell.font = Font(name=_FONT, bold=row == 1, size=14 if row == 1 else 9)
            sheet.row_dimensions[row].height = 20 if row == 1 else 13
        probe = spec.heading_row + 1
        for place, column in enumerate(spec.columns, 1):
            heading = sheet.cell(spec.heading_row, place, column.heading)
            heading.data_type = "s"
            heading.font = Font(name=_FONT, bold=True, size=9)
            heading.fill = PatternFill("solid", fgColor="FFDCE6F7" if column.entry else "FFECEEF2")
            heading.alignment = Alignment(wrap_text=True, vertical="center")
            heading.border = Border(bottom=line)
            cell = sheet.cell(probe, place, "")
            cell.font = Font(name=_FONT, bold=column.bold, size=9 if column.small else 11)
            cell.alignment = Alignment(wrap_text=column.wrap, vertical="top")
            cell.border = Border(bottom=line, left=line, right=line)
            cell.number_format = "@"
            cell.protection = Protection(locked=not column.entry)
            if column.entry:
                cell.fill = PatternFill("solid", fgColor="FFF7FAFF")
            letter = get_column_letter(place)
            sheet.column_dimensions[letter].width = column.width
            sheet.column_dimensions[letter].hidden = column.hidden
        if spec.hidden:
            sheet.sheet_state = "hidden"
        if spec.finish:
            spec.finish(sheet, spec.heading_row + max(len(spec.rows), 1))
    frame = io.BytesIO()
    book.save(frame)
    frame.seek(0)
    return frame


def _stream(
    out: IO[bytes], xml: str, spec: SheetSpec, done: int, total: int, progress: Progress
) -> int:
    """Write a sheet's XML with its rows in the place of the row of styles; returns the rows written so far in all."""
    probe = spec.heading_row + 1
    found = re.search(rf'<row r="{probe}"[^>]*>(.*?)</row>', xml, re.DOTALL)
    assert found is not None
    styles = re.findall(r'<c r="[A-Z]+\d+" s="(\d+)"', found[1])
    last = get_column_letter(len(spec.columns))
    start = re.sub(r'<dimension ref="[^"]*" ?/>', f'<dimension ref="A1:{last}{spec.heading_row + len(spec.rows)}"/>',
                   xml[: found.start()])
    out.write(start.encode())
    wrapping = [(place, column) for place, column in enumerate(spec.columns) if column.wrap and not column.hidden]
    letters = [get_column_letter(place) for place in range(1, len(spec.columns) + 1)]
    for chunk in _chunks(spec.rows):
        parts: list[str] = []
        for row in chunk:
            tall = f' ht="{_height(row, wrapping, spec.height)}" customHeight="1"' if spec.height else ""
            parts.append(f'<row r="{probe}"{tall}>')
            parts.extend(_cell(f"{letter}{probe}", style, value)
                         for letter, style, value in zip(letters, styles, row, strict=True))
            parts.append("</row>")
            probe += 1
        out.write("".join(parts).encode())
        done += len(chunk)
        progress(done, total, "Writing")
    out.write(xml[found.end():].encode())
    return done


def _height(row: Sequence[Cell], wrapping: Sequence[tuple[int, Column]], least: float) -> float:
    """The height in points that a row's fullest cell asks for."""
    most = least
    for place, column in wrapping:
        value = row[place]
        if isinstance(value, str) and len(value) > column.width:
            fits = int(column.width * (1.25 if column.small else 1))  # letters in a line
            lines = sum(-(-len(part) // fits) or 1 for part in value.split("\n"))
            most = max(most, lines * (_SMALL_LINE if column.small else _LINE) + 2)
    return min(most, _TALLEST)


def _chunks(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK))


def _cell(place: str, style: str, value: Cell) -> str:
    if value is None or value == "":
        return f'<c r="{place}" s="{style}"/>'
    if not isinstance(value, str):
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
    if _SPECIAL.search(value) or len(value) > _LONGEST:
        value = clean(value)
        value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        value = _ESCAPE_LIKE.sub("_x005F_", value).replace("\r", "_x000D_")
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'
