"""A zip looked through before a reader may have it: its parts, what they unpack to, and how far its cells reach."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import IO, NamedTuple

from organizer.domain.errors import UserError
from organizer.importing.reading.limits import (
    MAX_AREA,
    MAX_COLUMNS,
    MAX_EXPANSION,
    MAX_PARTS,
    MAX_ROWS,
    MAX_UNPACKED,
    SMALL_AREA,
    SMALL_UNPACKED,
)

__all__ = ["Form", "form_of_zip"]

_CHUNK = 1 << 20
_OVERLAP = 256
_NEAR_COLUMNS = 60
_FORBIDDEN = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
)
_ROW = re.compile(rb"row\b[^>]*?\sr\s*=\s*[\"'](\d{1,9})")
_UNCACHED = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<v>\s*</v>|<v\s*/>)?\s*</c>")
_OF_LIBREOFFICE = b'calcext:value-type="error"'
_FILLED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\sr\s*=\s*[\"']([A-Z]{1,9})(\d{1,9})[\"'][^>]*(?<!/)>(?!</)")
_SINCE_1904 = re.compile(rb"\bdate1904\s*=\s*[\"'](?:1|true|on)\b")
_FAR_COLUMN = re.compile(rb'r="([A-Z]{2,9})\d')  # begins with plain letters, which makes it three times as fast
_FAR_COLUMN_TOO = re.compile(rb"\br\s*=\s*[\"']([A-Z]{2,9})\d")
_SPACED = re.compile(rb"r(?:\s+=|=\s)")
"""Attributes written as hardly anybody does, where one is looked for in the slower way."""


class Form(NamedTuple):
    """What a file is.

    Args:
        kind: "xlsx", "xls", "xlsb", "ods" or "text".
        rows: about how many rows its longest sheet has; 0 where that was not seen on the way.
        merged: whether a sheet may hold merged cells.
        uncached: whether a sheet has formulas whose results are not in the file, or that went wrong.
        since_1904: whether its days are counted from 1904, as old Macs did.
    """

    kind: str
    rows: int = 0
    merged: bool = False
    uncached: bool = False
    since_1904: bool = False


def form_of_zip(path: Path, name: str) -> Form:
    """Tell which workbook a zip is, having read through every part of it.

    Raises:
        UserError: no workbook, damaged, protected, or built to do harm.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_parts(archive, name)
            kind = _kind(archive, name)
            return Form(kind, *_check_content(archive, path.stat().st_size, name), _since_1904(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, OverflowError):
        raise UserError(
            f"{name} is damaged or cut off: it can't be unpacked. Download or export it again."
        ) from None
    except RuntimeError:  # what zipfile says when a part needs a password
        raise _protected(name) from None


def _protected(name: str) -> UserError:
    return UserError(
        f"{name} is protected with a password. Open it with the password, save it without one and import that."
    )


def _unsafe(name: str, why: str) -> UserError:
    return UserError(f"{name} was not read because {why}. Open it in your spreadsheet program, save it as .csv "
                     "and import that, if you trust it.")  # fmt: skip


def _check_parts(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise _unsafe(name, f"it is made of {len(parts):,} parts, far more than a spreadsheet has")
    seen: set[str] = set()
    for part in parts:
        if part.flag_bits & 1:
            raise _protected(name)
        plain = part.filename.replace("\\", "/")
        if plain.startswith("/") or ".." in plain.split("/") or re.match(r"[A-Za-z]:", plain):
            raise _unsafe(name, "a part inside it has a name that points outside of it")
        if plain.lower() in seen:
            raise _unsafe(name, "two parts inside it have the same name")
        seen.add(plain.lower())


def _kind(archive: zipfile.ZipFile, name: str) -> str:
    names = {part.filename.replace("\\", "/").lower() for part in archive.infolist()}
    if "mimetype" in names and "content.xml" in names:
        with archive.open("mimetype") as file:
            kind = file.read(200)
        if b"opendocument.spreadsheet" not in kind:
            raise UserError(f"{name} is a document but no spreadsheet. Copy its table into one and import that.")
        for part in archive.infolist():
            if part.filename.lower() == "meta-inf/manifest.xml" and part.file_size < 10_000_000:
                with archive.open(part) as file:
                    if b"encryption-data" in file.read(10_000_000):
                        raise _protected(name)
        return "ods"
    if "[content_types].xml" in names or "_rels/.rels" in names:
        if "xl/workbook.bin" in names:
            return "xlsb"
        if any(part.startswith("xl/") or part.endswith("/workbook.xml") or part == "workbook.xml" for part in names):
            return "xlsx"
        if any(part.startswith("word/") for part in names):
            raise UserError(f"{name} is a Word document. Copy its table into a spreadsheet, save it and import that.")
        if any(part.startswith("ppt/") for part in names):
            raise UserError(f"{name} is a presentation, not a list. Import a spreadsheet.")
    if any(part.endswith(".iwa") or part == "index.zip" for part in names):
        raise UserError(f"{name} is an Apple Numbers or Pages file. In Numbers use File, Export To, Excel, "
                        "and import that.")  # fmt: skip
    if not names:
        raise UserError(f"{name} is an empty archive. Export or download the list again.")
    raise UserError(f"{name} is a packed archive. Unpack it first and import the spreadsheet inside.")


def _since_1904(archive: zipfile.ZipFile) -> bool:
    books = [part for part in archive.infolist() if part.filename.lower().endswith("workbook.xml")]
    return any(_SINCE_1904.search(archive.read(part)) for part in books if part.file_size < 10_000_000)


def _check_content(archive: zipfile.ZipFile, packed: int, name: str) -> tuple[int, bool, bool]:
    """Go through all parts; returns about how many rows a sheet has at most, and whether one has merged cells, and
    formulas without results."""
    unpacked = most_rows = 0
    merged = uncached = False
    for part in archive.infolist():
        plain = part.filename.lower()
        markup = plain.endswith((".xml", ".rels", ".vml"))
        reach = _Reach() if markup and "sharedstrings" not in plain and "styles" not in plain else None
        tail = b""
        with archive.open(part) as file:
            while chunk := file.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > MAX_UNPACKED or unpacked > max(SMALL_UNPACKED, packed * MAX_EXPANSION):
                    raise _unsafe(name, f"it unpacks to more than {unpacked // 1_000_000:,} MB from so small a file")
                if markup:
                    window = tail + chunk
                    if _defines(window):
                        raise _unsafe(name, "it holds instructions of a kind that no spreadsheet needs")
                    if reach is not None:
                        reach.look(window, chunk)
                    tail = window[-_OVERLAP:]
        if reach is None:
            continue
        if reach.last_row > MAX_ROWS:  # a reader would make blank rows down to it for an hour
            raise _unsafe(name, "it has more rows than any spreadsheet program knows")
        most_rows, merged = max(most_rows, reach.last_row, reach.rows), merged or reach.merged
        uncached = uncached or reach.uncached
        if reach.suspicious:
            with archive.open(part) as file:
                _judge(file, name)
    return most_rows, merged, uncached


def _defines(window: bytes) -> bool:
    """Whether a piece of XML defines anything; a lone letter is looked for ten times as fast as two."""
    return ((b"!" in window and b"<!" in window) or b"\0" in window) and any(word in window for word in _FORBIDDEN)


class _Reach:
    """How far a sheet's cells may reach, against how many there are: quick, and rather too far than too near."""

    def __init__(self) -> None:
        self.rows = 0
        self.last_row = 0
        self.cells = 0
        self.columns: set[bytes] = set()
        self.merged = False
        self.uncached = False

    def look(self, window: bytes, chunk: bytes) -> None:
        """Take in the next piece; `window` begins with the end of the one before, for what is cut in two."""
        rows = _ROW.findall(window)
        if rows:
            self.last_row = max(self.last_row, max(map(int, rows)))
        else:
            self.rows += chunk.count(b"<row")
        self.columns.update(_FAR_COLUMN.findall(window))
        self.merged = self.merged or b"mergeCell" in window
        formulas = b"f>" in window or b"<f " in window
        self.uncached = self.uncached or _OF_LIBREOFFICE in window or (
            formulas and _UNCACHED.search(window) is not None
        )
        if b"'" in window or _SPACED.search(window):
            self.columns.update(_FAR_COLUMN_TOO.findall(window))
        reach = self.last_column
        if reach > _NEAR_COLUMNS:
            digits = len(str(max(self.last_row, self.rows, 1))) + 1
            far = re.search(rb"r\s*=\s*[\"'][A-Z]{1,9}(\d{%d,9})" % min(digits, 9), window)
            if far:
                self.last_row = max(self.last_row, int(far[1]))
        if self.last_row * reach > SMALL_AREA // 4:  # before that nothing is too wide
            self.cells += chunk.count(b"<c ") + chunk.count(b":c ")

    @property
    def last_column(self) -> int:
        """Number of the last column seen; 26 for all of one letter."""
        return max((_column_number(letters) for letters in self.columns), default=26)

    @property
    def suspicious(self) -> bool:
        """Whether the corners are far apart and little stands between them, or a cell stands where none can."""
        return self.last_column > MAX_COLUMNS or _too_wide(self.last_row, self.rows, self.last_column, self.cells)


def _too_wide(last_row: int, rows: int, last_column: int, cells: int) -> bool:
    area = max(last_row, rows) * last_column
    return area > MAX_AREA or (area > SMALL_AREA and cells * 50 < area)


def _judge(file: IO[bytes], name: str) -> None:
    """Refuse a sheet that is wide and deep by its corners only; cells that hold nothing but a format don't count."""
    last_row = last_column = cells = 0
    tail = b""
    while chunk := file.read(_CHUNK):
        window = tail + chunk
        end = max(window.rfind(b"<c "), 0) or len(window)
        for letters, row in _FILLED.findall(window[:end]):
            cells += 1
            last_row = max(last_row, int(row))
            last_column = max(last_column, _column_number(letters))
        tail = window[end:][-_CHUNK:]
    for letters, row in _FILLED.findall(tail):
        cells += 1
        last_row = max(last_row, int(row))
        last_column = max(last_column, _column_number(letters))
    if last_column > MAX_COLUMNS:
        raise _unsafe(name, "it has more columns than any spreadsheet program knows")
    if _too_wide(last_row, 0, last_column, cells):
        raise UserError(
            f"{name} has cells far away from its list (up to column {last_column:,}, row {last_row:,}). Delete the "
            "empty rows and columns around the list, save it and import it again."
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
