"""The front door to foreign sheets: what is in this file, and its rows.

Everything here trusts nothing: call it in a child process (`organizer.importing.worker`), never in the window's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from organizer.domain.progress import Progress, silent
from organizer.importing.table import Cell, FileInfo, SheetInfo, Table

__all__ = [
    "Cell", "FileInfo", "SheetInfo", "Table", "expand", "inspect", "read_table", "read_text_table",
]  # fmt: skip


def inspect(path: str | Path, *, encoding: str | None = None, delimiter: str | None = None) -> FileInfo:
    """Say what a file is and which sheets it holds.

    Raises:
        UserError: it can't be read; the line says what it is and what to do.
    """
    raise NotImplementedError


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
    """
    raise NotImplementedError


def read_text_table(
    text: str,
    *,
    delimiter: str | None = None,
    header_row: int | None = None,
    looks_like_header: Callable[[str], bool] | None = None,
) -> Table:
    """Read cells pasted from the clipboard."""
    raise NotImplementedError


def expand(paths: Iterable[str | Path]) -> list[Path]:
    """The files meant by a list of files and folders, in a reader's order, without doubles."""
    raise NotImplementedError
