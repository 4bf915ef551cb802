"""The front door to foreign sheets: what is in this file, and its rows.

Everything here trusts nothing: call it in a child process (`organizer.importing.worker`), never in the window's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent
from organizer.importing import header, preflight, text_file, workbook
from organizer.importing.table import Cell, FileInfo, SheetInfo, Table

__all__ = [
    "Cell", "FileInfo", "SheetInfo", "Table", "expand", "inspect", "read_table", "read_text_table",
]  # fmt: skip

ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".tab")
_PREVIEW = 12  # rows shown of each sheet


def expand(paths: Iterable[str | Path]) -> list[Path]:
    """Files as given, and for a folder the spreadsheets in it, by name; other files in a folder are passed over.

    Raises:
        UserError: a folder holds no spreadsheet.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(one for one in path.iterdir()
                        if one.suffix.lower() in ENDINGS and one.is_file() and not one.name.startswith((".", "~$")))
        if not inside:
            raise UserError(f"{path.name} is a folder without spreadsheets. Choose a spreadsheet file.")
        found += inside
    return found


def inspect(path: str | Path, *, encoding: str | None = None, delimiter: str | None = None) -> FileInfo:
    """Say what a file is and which sheets it holds.

    Raises:
        UserError: it can't be read; the line says what it is and what to do.
    """
    path = Path(path)
    form = preflight.form_of(path)
    digest = _digest(path)
    if form == "text":
        text = text_file.read(path, encoding=encoding, delimiter=delimiter)
        only = _sheet_info("", False, text.rows)
        return FileInfo(path.name, form, text.encoding, text.delimiter, (only,), digest)
    with workbook.opened(path, form) as book:
        sheets = tuple(_sheet_info(name, hidden, book.rows(name)) for name, hidden in book.sheets)
    return FileInfo(path.name, form, "", "", sheets, digest)


def read_table(
    path: str | Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int | None = None,
    looks_like_header: Callable[[str], bool] | None = None,
    progress: Progress = silent,
) -> Table:
    """Read one sheet: the named one, or the visible one that looks most like a table of people.

    Args:
        path: a workbook or text file; its content decides, not its extension.
        sheet: a sheet's name; None lets the program choose.
        encoding: for text files, when the user chose one.
        delimiter: for text files, when the user chose one.
        header_row: the header's row number; 0 for none; None finds it.
        looks_like_header: whether a text is a known column name; helps to find the header.
        progress: told the rows read so far.

    Raises:
        UserError: it can't be read, has no such sheet, or holds no cells; the line says what to do.
    """
    path = Path(path)
    form = preflight.form_of(path)
    progress(0, 0, "Reading")
    digest = _digest(path)
    if form == "text":
        text = text_file.read(path, encoding=encoding, delimiter=delimiter)
        info = FileInfo(path.name, form, text.encoding, text.delimiter, (_sheet_info("", False, text.rows),), digest)
        table = _table(info, "", text.rows, 1, header_row, text.notes, looks_like_header)
    else:
        with workbook.opened(path, form) as book:
            name = _choose(book, sheet, path.name)
            rows = book.rows(name)
            sheets = tuple(_sheet_info(one, hidden, rows if one == name else []) for one, hidden in book.sheets)
            info = FileInfo(path.name, form, "", "", sheets, digest)
            table = _table(info, name, rows, book.first_row(name), header_row, [], looks_like_header)
    progress(len(table.rows), len(table.rows), "Reading")
    return table


def read_text_table(text: str, *, header_row: int | None = None, delimiter: str | None = None) -> Table:
    """Cells pasted from a spreadsheet or a mail, read as text.

    Raises:
        UserError: there is nothing in it.
    """
    read = text_file.parse(text, delimiter=delimiter)
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    info = FileInfo("clipboard", "text", "utf-8", read.delimiter, (_sheet_info("", False, read.rows),), digest)
    return _table(info, "", read.rows, 1, header_row, read.notes, None)


def _sheet_info(name: str, hidden: bool, rows: Sequence[Sequence[object]]) -> SheetInfo:
    preview = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in rows[:_PREVIEW])
    return SheetInfo(name, hidden, len(rows), max(map(len, rows), default=0), preview)


def _choose(book: workbook.Book, wanted: str | None, file: str) -> str:
    names = [name for name, _ in book.sheets]
    if wanted is not None:
        for name in names:
            if name.strip().lower() == wanted.strip().lower():
                return name
        raise UserError(f"{file} has no sheet “{wanted}”. It has: {', '.join(names)}.")
    visible = [name for name, hidden in book.sheets if not hidden] or names
    if not visible:
        raise UserError(f"{file} has no sheet with cells. Open it and check that it holds the people.")
    if len(visible) == 1:
        return visible[0]
    return max(visible, key=lambda name: (sum(1 for row in book.rows(name) if any(row)), -names.index(name)))


def _table(
    info: FileInfo, name: str, rows: Sequence[Sequence[object]], first: int, header_row: int | None, notes: list[str],
    looks_like_header: Callable[[str], bool] | None,
) -> Table:
    clean, mended = text_file.cleaned(rows)
    if mended:
        notes = [*notes, f"Invisible characters were taken out of {mended:,} cells."]
    filled = [(first + at, row) for at, row in enumerate(clean) if any(header.there(cell) for cell in row)]
    if not filled:
        where = f" on the sheet “{name}”" if name else ""
        raise UserError(f"{info.path_name} holds no cells{where}. Check that it is the right file.")
    if header_row is None:
        place, depth = header.find([row for _, row in filled], looks_like_header)
    elif header_row == 0:
        place, depth = -1, 0
    else:
        place = next((at for at, (number, _) in enumerate(filled) if number >= header_row), -1)
        depth = 1 if place >= 0 else 0
    head = [row for _, row in filled[place : place + depth]] if place >= 0 else []
    body = filled[place + depth :] if place >= 0 else filled
    width = max((len(row) for row in [*head, *(row for _, row in body)]), default=0)
    headers = header.names(head, width)
    keep = header.used_columns(headers, head, [row for _, row in body], width)
    return Table(
        file=replace(info),
        sheet=name,
        header_row=filled[place][0] if place >= 0 else 0,
        headers=tuple(headers[at] for at in keep),
        rows=[[row[at] if at < len(row) else None for at in keep] for _, row in body],
        row_numbers=[number for number, _ in body],
        notes=notes,
        header_depth=depth,
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
