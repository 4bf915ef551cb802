"""What a file is, by its content, and whether it is safe to open: looked at before any reader sees it."""

from __future__ import annotations

import re
import stat
import zipfile
from pathlib import Path

from organizer.domain.errors import UserError

__all__ = ["form_of"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = 5000
_UNPACKED = 3 * 1024**3  # bytes; a sheet of a million rows unpacks to about one
_RATIO = 400  # how much one large part may swell
_LARGEST = 2 * 1024**3  # bytes of a file
_BAD_NAME = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|\x00")
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_MAGIC = (
    (b"%PDF", "a PDF", "Ask for the spreadsheet it was made from, or copy the table and paste it here."),
    (b"\x89PNG", "a picture", "Ask for the spreadsheet itself."),
    (b"\xff\xd8\xff", "a picture", "Ask for the spreadsheet itself."),
    (b"GIF8", "a picture", "Ask for the spreadsheet itself."),
    (b"{\\rtf", "a word-processor document", "Copy its table and paste it here."),
    (b"SQLite format 3\x00", "a database", "If it is an Organizer file, open it instead of importing it."),
    (b"Rar!", "an archive", "Unpack it and import the spreadsheet inside."),
    (b"7z\xbc\xaf", "an archive", "Unpack it and import the spreadsheet inside."),
    (b"\x1f\x8b", "an archive", "Unpack it and import the spreadsheet inside."),
    (b"MZ", "a program", "Import a spreadsheet: xlsx, xls, ods or csv."),
    (b"\x7fELF", "a program", "Import a spreadsheet: xlsx, xls, ods or csv."),
)


def form_of(path: Path) -> str:
    """What a file is: xlsx, xls, xlsb, ods or text.

    Raises:
        UserError: it is missing, empty, a folder, protected, something else, or made to do harm.
    """
    name = path.name
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise UserError(f"{name} is a folder. Choose a spreadsheet file.")
        if not stat.S_ISREG(found.st_mode):
            raise UserError(f"{name} is no ordinary file. Choose a spreadsheet file.")
        with path.open("rb") as file:
            head = file.read(8192)
    except FileNotFoundError:
        raise UserError(f"{name} was not found. Check the name.") from None
    except OSError as fault:
        raise UserError(f"{name} cannot be opened: {(fault.strerror or 'unknown reason').lower()}.") from None
    if not head.strip(b"\x00\xef\xbb\xbf \t\r\n"):
        raise UserError(f"{name} is empty. Check that it was saved or downloaded completely.")
    if found.st_size > _LARGEST:
        raise UserError(f"{name} is too large to read at once. Split it into smaller files.")
    if head.startswith(b"PK"):
        return _zip_form(path)
    if head.startswith(_OLE):
        return _ole_form(path)
    for magic, what, cure in _MAGIC:
        if head.startswith(magic):
            raise UserError(f"{name} is {what}, not a spreadsheet. {cure}")
    return _text_form(name, head)


def _text_form(name: str, head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").replace(b"\x00", b"")[:400].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        raise UserError(f"{name} is a web page saved as a spreadsheet. Open it in Excel or LibreOffice and save it as "
                        "xlsx, then import that.")
    if start.startswith(b"<?xml"):
        raise UserError(f"{name} is an XML file. Open it in Excel or LibreOffice and save it as xlsx, then import that.")
    if start.startswith((b'{"', b"[{", b'{\n')):
        raise UserError(f"{name} is a JSON file, not a spreadsheet. Export it as csv or xlsx.")
    if head[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00") and head[2:4] in (b"\x10\x00", b"\x08\x00",
                                                                                         b"\x06\x00", b"\x04\x00"):
        raise UserError(f"{name} was saved by a very old Excel. Open it in LibreOffice and save it as xlsx.")
    return "text"


def _zip_form(path: Path) -> str:
    name = path.name
    try:
        with zipfile.ZipFile(path) as book:
            parts = book.infolist()
            _check_parts(name, parts)
            names = {part.filename for part in parts}
            form = _form_of_parts(name, book, names)
            _check_xml(name, book, parts)
            return form
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, OSError, OverflowError):
        raise UserError(f"{name} is damaged or was cut off. Download or save it again.") from None
    except MemoryError:
        raise UserError(f"{name} unpacks to far more than a sheet can hold, so it was not opened.") from None


def _form_of_parts(name: str, book: zipfile.ZipFile, names: set[str]) -> str:
    lower = {one.lower().replace("\\", "/").lstrip("/") for one in names}
    if any(one.endswith("workbook.bin") for one in lower):
        return "xlsb"
    if any(one.endswith("workbook.xml") or re.search(r"xl/worksheets/", one) for one in lower):
        return "xlsx"
    if "mimetype" in names:
        kind = book.read("mimetype")[:200]
        if b"opendocument.spreadsheet" in kind:
            if "META-INF/manifest.xml" in names and b"encryption-data" in book.read("META-INF/manifest.xml")[:1_000_000]:
                raise _protected(name)
            return "ods"
        if b"opendocument" in kind:
            raise UserError(f"{name} is a LibreOffice document, not a spreadsheet. Copy its table and paste it here.")
    if "content.xml" in lower:
        return "ods"
    if any(one.startswith("word/") for one in lower):
        raise UserError(f"{name} is a Word document, not a spreadsheet. Copy its table and paste it here.")
    if any(one.startswith("ppt/") for one in lower):
        raise UserError(f"{name} is a presentation, not a spreadsheet. Ask for the spreadsheet itself.")
    if any(one.startswith("index/") or one.endswith(".iwa") for one in lower):
        raise UserError(f"{name} is an Apple Numbers file. In Numbers choose File, Export To, Excel, and import that.")
    raise UserError(f"{name} is an archive, not a spreadsheet. Unpack it and import the spreadsheet inside.")


def _protected(name: str) -> UserError:
    return UserError(f"{name} is protected with a password. Open it, save a copy without the password, and import that.")


def _check_parts(name: str, parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > _PARTS:
        raise UserError(f"{name} has {len(parts):,} parts inside, more than any real workbook, so it was not opened.")
    seen: set[str] = set()
    for part in parts:
        if part.flag_bits & 0x1:
            raise _protected(name)
        if _BAD_NAME.search(part.filename) or part.filename.lower() in seen:
            raise UserError(f"{name} is not put together as a workbook should be, so it was not opened. "
                            "Open it in LibreOffice and save it as a new xlsx.")
        seen.add(part.filename.lower())


def _check_xml(name: str, book: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpack each part once, counting what really comes out, and look at the head of XML for what may harm."""
    total = 0
    for part in parts:
        if part.is_dir():
            continue
        swelling = 0
        with book.open(part) as stream:
            first = stream.read(65536)
            if part.filename.lower().endswith((".xml", ".rels", ".vml")) and _DOCTYPE.search(
                first.replace(b"\x00", b"")
            ):
                raise UserError(f"{name} holds definitions that a sheet never needs, so it was not opened. "
                                "Open it in LibreOffice and save it as a new xlsx.")
            swelling += len(first)
            while chunk := stream.read(1 << 20):
                swelling += len(chunk)
                if total + swelling > _UNPACKED or (
                    swelling > 200 * 1024**2 and swelling > _RATIO * max(part.compress_size, 1)
                ):
                    raise UserError(f"{name} unpacks to far more than a sheet can hold, so it was not opened.")
        total += swelling


def _ole_form(path: Path) -> str:
    """An old workbook, told from its siblings by the names in its directory, which are UTF-16."""
    with path.open("rb") as file:
        content = file.read(64 * 1024**2)

    def has(word: str) -> bool:
        return word.encode("utf-16-le") in content

    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise _protected(path.name)
    if has("Workbook") or has("Book") or has("WORKBOOK") or has("BOOK"):
        return "xls"
    if has("WordDocument"):
        raise UserError(f"{path.name} is a Word document, not a spreadsheet. Copy its table and paste it here.")
    if has("PowerPoint Document"):
        raise UserError(f"{path.name} is a presentation, not a spreadsheet. Ask for the spreadsheet itself.")
    if has("__properties_version1.0") or has("__nameid_version1.0"):
        raise UserError(f"{path.name} is an Outlook message. Save the spreadsheet attached to it and import that.")
    raise UserError(f"{path.name} is not a spreadsheet that can be read. Save it as xlsx or csv and import that.")
