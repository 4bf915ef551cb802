"""What a foreign sheet looks like once it is read: cells, headers, where each row stood, what was mended on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from organizer.importing.reading.blocks import Blocks

__all__ = ["Cell", "FileInfo", "Rows", "SheetInfo", "Table"]

Cell = str | int | float | datetime | date | bool | None
"""One cell. A blank is "" from every reader; None counts as blank too. Whole numbers are ints, never 5551234567.0."""


Rows = list[list[Cell]] | Blocks[list[Cell]]


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """One sheet of a workbook, as shown when the user has to choose.

    Args:
        name: its name; "" in a text file.
        hidden: hidden by its author; listed, but only read when asked for by name.
        rows: rows from the first to the last used one.
        columns: columns used.
        preview: the first rows as text.
    """

    name: str
    hidden: bool
    rows: int
    columns: int
    preview: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FileInfo:
    """A readable file, known by its content.

    Args:
        path_name: the file's name without its folders; "clipboard" for pasted cells.
        form: "xlsx", "xls", "xlsb", "ods" or "text".
        encoding: Python's name of a text file's encoding; "" for workbooks.
        delimiter: what parts a text file's cells; "" for workbooks.
        sheets: in the workbook's order.
        file_hash: SHA-256 of the bytes, hexadecimal.
    """

    path_name: str
    form: str
    encoding: str
    delimiter: str
    sheets: tuple[SheetInfo, ...]
    file_hash: str


@dataclass(slots=True)
class Table:
    """One sheet's rows below its header.

    Args:
        file: what the file is.
        sheet: name of the sheet read; "" in a text file.
        header_row: number of the (first) header row as a spreadsheet shows it; 0 when there is no header.
        headers: unique names; over two rows joined as "Question - Answer"; blanks are "Column 3", doubles "Phone (2)".
        rows: each as long as `headers`; wholly blank rows are left out. To change a cell put a row in its place.
        row_numbers: for each row its number as a spreadsheet shows it.
        notes: plain sentences on what was mended while reading.
        header_depth: how many rows the header takes: 0, 1 or 2.
        as_written: cells that were mended or left blank while reading: row number, header, what they held.
        others: where the program chose the sheet, the other ones to be seen that look like tables of people, too.
    """

    file: FileInfo
    sheet: str
    header_row: int
    headers: tuple[str, ...]
    rows: Rows
    row_numbers: Sequence[int]
    notes: list[str] = field(default_factory=list)
    header_depth: int = 1
    others: tuple[str, ...] = ()
    as_written: Sequence[tuple[int, str, str]] = ()
