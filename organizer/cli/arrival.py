"""What a file that arrives is: a filled call sheet, a workbook of everything, or a list of people to import.

Only the beginning is looked at, and never more than a little of it, so that a window may ask before it reads.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from organizer.domain.errors import UserError

__all__ = ["EVERYTHING", "FILLED", "LIST", "kind_of"]

FILLED, EVERYTHING, LIST = "filled", "everything", "list"
_ENOUGH = 300_000  # bytes of a part, beyond which no headings are looked for
_LAST = 66_000  # bytes at an archive's end among which the record of its directory is
_SMALL = 4_000_000  # bytes of an old binary workbook that is read whole to know it
_OURS = {"line", "check", "name", "key", "run", "help", "call back", "new phone", "new address"}
_PARTS = re.compile(r"xl/(?:sharedStrings|worksheets/sheet\d+)\.xml|content\.xml")
_TEXT = re.compile(r">([^<>]{1,40})<")


def kind_of(path: Path) -> str:
    """FILLED, EVERYTHING or LIST; what cannot be looked at is a list, whose reader says what is wrong with it."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
        if start.startswith(b"PK"):
            return _zipped(path)
        if start.startswith(b"\xd0\xcf\x11\xe0"):
            return _old_workbook(path)
        return FILLED if any(_is_head(row) for row in _text_rows(path)) else LIST
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile, csv.Error,
            UserError):
        return LIST


def _zipped(path: Path) -> str:
    if not _small_directory(path):
        return LIST
    with zipfile.ZipFile(path) as book:
        names = set(book.namelist())
        if "xl/workbook.xml" in names:
            tabs = _beginning(book, "xl/workbook.xml")
            if 'name="About this file"' in tabs and 'name="Long texts"' in tabs:
                return EVERYTHING
        for part in sorted(name for name in names if _PARTS.fullmatch(name))[:40]:
            if _is_head(_TEXT.findall(_beginning(book, part))):
                return FILLED
    return LIST


def _small_directory(path: Path) -> bool:
    """Whether an archive lists no more parts than a workbook has; a list of millions would take its reader minutes."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - _LAST, 0))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or tail[at - 20 : at].startswith(b"PK\x06\x07"):  # none, or one that is told of in a larger record
        return False
    return int.from_bytes(tail[at + 12 : at + 16], "little") <= _ENOUGH


def _beginning(book: zipfile.ZipFile, part: str) -> str:
    with book.open(part) as file:
        return file.read(_ENOUGH).decode("utf-8", "replace")


def _old_workbook(path: Path) -> str:
    """A binary workbook tells nothing at its beginning: a small one is read in a child process."""
    from organizer.callsheets.readback.filled import filled_rows
    from organizer.cli.filled_file import read_filled

    if path.stat().st_size > _SMALL:
        return LIST
    filled_rows(read_filled(path))
    return FILLED


def _text_rows(path: Path) -> Iterator[list[str]]:
    with path.open("rb") as file:
        start = file.read(_ENOUGH)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = start.decode("utf-16", "replace")
    else:
        text = start.decode("utf-8-sig", "replace")
    for delimiter in ",;\t":
        for place, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if place > 15:
                break
            yield row


def _is_head(cells: list[str]) -> bool:
    """Whether these are headings of ours: a result, and three more that only a call sheet has together."""
    words = {cell.strip().lower().rstrip("?:. ") for cell in cells}
    return "result" in words and len(words & _OURS) >= 3 and bool(words & {"check", "key", "call back", "run"})
