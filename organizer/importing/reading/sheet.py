"""The front door to foreign sheets: what is in this file, and its rows.

Everything here trusts nothing: call it in a child process (`organizer.importing.worker`), never in the window's.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent
from organizer.importing.reading.ditto import kept_apart
from organizer.importing.reading.source import Source
from organizer.importing.reading.table import Cell, FileInfo, SheetInfo, Table
from organizer.importing.reading.text_file import guard, unguard

__all__ = [
    "ENDINGS", "Cell", "FileInfo", "SheetInfo", "Source", "Table",
    "expand", "guard", "inspect", "passed_over", "read_table", "read_text_table", "unguard",
]  # fmt: skip

ENDINGS = frozenset({".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".tab", ".txt"})
"""What a folder is searched for; a single file may be called anything."""


def inspect(
    path: str | Path, *, encoding: str | None = None, delimiter: str | None = None, progress: Progress = silent
) -> FileInfo:
    """Say what a file is and which sheets it holds.

    Raises:
        UserError: it can't be read; the line says what it is and what to do.
    """
    progress(0, 0, "Opening")
    with closing(Source(path, encoding=encoding, delimiter=delimiter)) as source:
        return source.info()


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
        sheet: a sheet's name; None lets the program choose. `file.sheets` of the answer only describes the one read.
        encoding: for text files, when the user chose one.
        delimiter: for text files, when the user chose one.
        header_row: the header's row number; 0 for none; None finds it.
        looks_like_header: whether a text is a known column name; None knows the program's own table of names.
        progress: told the rows read so far.

    Raises:
        UserError: it can't be read, has no such sheet, or holds no rows; the line says what to do.
    """
    progress(0, 0, "Opening")
    with closing(Source(path, encoding=encoding, delimiter=delimiter)) as source:
        return source.table(
            sheet=sheet, header_row=header_row, looks_like_header=looks_like_header or _known_names(), progress=progress
        )


def read_text_table(
    text: str,
    *,
    delimiter: str | None = None,
    header_row: int | None = None,
    looks_like_header: Callable[[str], bool] | None = None,
    progress: Progress = silent,
) -> Table:
    """Read cells pasted from the clipboard, or the recipients of a message.

    Raises:
        UserError: there is nothing in it.
    """
    text = _recipients(text) or kept_apart(text)
    with closing(Source(io.StringIO(text, newline=""), delimiter=delimiter)) as source:
        return source.table(
            header_row=header_row, looks_like_header=looks_like_header or _known_names(), progress=progress
        )


def _recipients(text: str) -> str:
    """``Ann Lee <ann@example.org>, Bo Ray <bo@example.org>`` as a list of names and addresses; "" for other text."""
    if text.count("@") < 2 or "\t" in text or text.strip().count("\n") > 1:
        return ""
    from email.utils import getaddresses

    found = getaddresses([text.replace(";", ",").replace("\n", " ").strip(" ,")])
    if len(found) < 2 or not all("@" in address for _, address in found):
        return ""
    return "\n".join(["Name\tE-mail", *(f"{name}\t{address}" for name, address in found)])


def expand(paths: Iterable[str | Path]) -> list[Path]:
    """The files meant by a list of files and folders, in a reader's order, without doubles.

    Raises:
        UserError: a folder holds no spreadsheet.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if not path.is_dir():
            found.setdefault(path)
            continue
        inside = sorted(
            (
                file for file in path.iterdir()
                if file.suffix.lower() in ENDINGS and not file.name.startswith((".", "~$")) and file.is_file()
            ),
            key=lambda file: file.name.casefold(),
        )  # fmt: skip
        if not inside:
            raise UserError(f"{path.name or path} is a folder without spreadsheets in it. Choose the files themselves.")
        for file in inside:
            found.setdefault(file)
    return list(found)


def passed_over(folder: Path) -> list[tuple[str, str]]:
    """What lies in a folder that `expand` leaves there, with the reason."""
    return [
        (file.name, "a folder in the folder" if file.is_dir() else "not named like a spreadsheet")
        for file in sorted(folder.iterdir(), key=lambda file: file.name.casefold())
        if not file.name.startswith((".", "~$")) and (file.is_dir() or file.suffix.lower() not in ENDINGS)
    ]


def _known_names() -> Callable[[str], bool]:
    from organizer.importing.columns.names import looks_like_header

    return looks_like_header
