"""What a file really is, by its content, and whether it is safe to hand to a reader.

Raises one plain line for everything that is not a list: what it is, and what to do.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from organizer.domain.errors import UserError
from organizer.importing.reading.zip_parts import Form, form_of_zip

__all__ = ["Form", "damaged", "form_of"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF. Ask whoever made it for the spreadsheet behind it, or copy its table into one"),
    (b"\x89PNG", "a picture. Type its list into a spreadsheet"),
    (b"\xff\xd8\xff", "a picture. Type its list into a spreadsheet"),
    (b"GIF8", "a picture. Type its list into a spreadsheet"),

    (b"RIFF", "a sound, film or picture, not a list"),
    (b"II*\x00", "a picture. Type its list into a spreadsheet"),
    (b"MM\x00*", "a picture. Type its list into a spreadsheet"),
    (b"{\\rtf", "a text document. Copy its table into a spreadsheet and save that"),
    (b"SQLite format 3\x00", "a database, perhaps an Organizer file. Use Open for that; import takes spreadsheets"),
    (b"\x1f\x8b", "a packed archive. Unpack it first and import the spreadsheet inside"),
    (b"7z\xbc\xaf\x27\x1c", "a packed archive. Unpack it first and import the spreadsheet inside"),
    (b"Rar!", "a packed archive. Unpack it first and import the spreadsheet inside"),
    (b"BZh", "a packed archive. Unpack it first and import the spreadsheet inside"),
    (b"\xfd7zXZ", "a packed archive. Unpack it first and import the spreadsheet inside"),
    (b"PAR1", "a Parquet data file. Export it as .csv and import that"),
    (b"\x00\x01\x00\x00Standard ", "a Microsoft Access database. Export its table as .xlsx or .csv and import that"),
    (b"MZ\x90", "a program, not a list"),
    (b"\x7fELF", "a program, not a list"),
    (b"ID;P", "a SYLK file. Open it in Excel or LibreOffice, save it as .xlsx and import that"),
    (b"TABLE\r\n0,1", "a DIF file. Open it in Excel or LibreOffice, save it as .xlsx and import that"),
    (b"TABLE\n0,1", "a DIF file. Open it in Excel or LibreOffice, save it as .xlsx and import that"),
    (b"BEGIN:VCARD", "a file of address cards (vCard). Export your contacts as .csv and import that"),
    (b"BEGIN:VCALENDAR", "a calendar. Export the list of people as .csv and import that"),
)

_LOCKED_EXCEL = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:.\x00\x00\x00|.\x00\x02\x00..)?\x2f\x00", re.S)
_OLD_EXCEL = re.compile(rb"\x09[\x00\x02\x04]\x04\x00|\x09[\x00\x02\x04]\x06\x00")
_MARKUP = (
    (re.compile(r"<\?mso-application\s+progid=\"Excel|urn:schemas-microsoft-com:office:spreadsheet", re.I),
     "an XML spreadsheet of 2003. Open it in Excel or LibreOffice, save it as .xlsx and import that"),
    (re.compile(r"<!doctype\s+html|<html|<table|<head|<body|<meta\s|<div|<script", re.I),
     "a web page, not a spreadsheet, whatever its name says. "
     "Open it in Excel or LibreOffice, save it as .xlsx and import that"),
    (re.compile(r"<office:document\b", re.I),
     "a flat OpenDocument spreadsheet. Open it in LibreOffice, save it as .ods or .xlsx and import that"),
    (re.compile(r"\A\s*<\?xml|\A\s*<[a-z]+[\s>]", re.I),
     "an XML file. Open it in a spreadsheet program, save it as .xlsx or .csv and import that"),
)  # fmt: skip

def damaged(name: str) -> UserError:
    """The line for a file that no reader gets through."""
    return UserError(
        f"{name} could not be read: it is damaged or cut off. Get it again, or open it in your spreadsheet program, "
        "save it as .xlsx and import that."
    )

def form_of(path: str | Path) -> Form:
    """Tell by the content what a file is, after checking that it is safe to read.

    Raises:
        UserError: it is something else, or dangerous.
    """
    path = Path(path)
    name = path.name or str(path)
    head = _first_bytes(path, name)
    if head.startswith(_OLE):
        return Form(_form_of_ole(path, name))
    if head.startswith(_ZIP):
        return form_of_zip(path, name)
    _refuse_what_is_no_list(head, name)
    return Form("text")

def _first_bytes(path: Path, name: str) -> bytes:
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise UserError(f"{name} is a folder. Choose the files inside it.")
        if not stat.S_ISREG(status.st_mode):
            raise UserError(f"{name} is not a file that can be read. Choose a spreadsheet.")
        if status.st_size == 0:
            raise UserError(f"{name} is empty: there is nothing in it. Export or download it again.")
        with open(path, "rb") as file:
            return file.read(4096)
    except FileNotFoundError:
        raise UserError(f"{name} was not found. Check its name and folder.") from None
    except PermissionError:
        raise UserError(f"{name} may not be read by you, or another program holds it. Close it there and retry."
                        ) from None  # fmt: skip
    except (OSError, ValueError):
        raise UserError(f"{name} could not be opened. Copy it to this computer and retry.") from None

def _form_of_ole(path: Path, name: str) -> str:
    """Tell an old Excel workbook from the other things that come in the same wrapping, by its directory."""
    with open(path, "rb") as file:
        content = file.read().lower()

    def holds(entry: str) -> bool:
        return entry.lower().encode("utf-16-le") in content

    if holds("EncryptedPackage") or _LOCKED_EXCEL.search(content):
        raise UserError(
            f"{name} is protected with a password. Open it with the password, save it without one and import that."
        )
    if holds("Workbook") or holds("Book\0"):
        return "xls"
    if holds("WordDocument"):
        raise UserError(f"{name} is a Word document. Copy its table into a spreadsheet, save it and import that.")
    if holds("PowerPoint Document"):
        raise UserError(f"{name} is a presentation, not a list. Import a spreadsheet.")
    if holds("__substg1.0_"):
        raise UserError(f"{name} is an Outlook message. Save its attachment and import that.")
    if len(content) < 1536:
        raise damaged(name)
    raise UserError(f"{name} isn't a spreadsheet. Save the list as .xlsx or .csv and import that.")

def _refuse_what_is_no_list(head: bytes, name: str) -> None:
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise UserError(f"{name} is {what}.")
    if _OLD_EXCEL.match(head):
        raise UserError(f"{name} comes from an Excel of before 1995. Open it in LibreOffice, save it as .xlsx and "
                        "import that.")  # fmt: skip
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "latin-1", errors="replace").lstrip("\ufeff\u00ef\u00bb\u00bf \t\r\n\x00")
    if text.startswith("<"):
        for pattern, what in _MARKUP:
            if pattern.search(text):
                raise UserError(f"{name} is {what}.")
    if _JSON.match(text):
        raise UserError(f"{name} is a JSON data file. Export the list as .csv or .xlsx and import that.")
    if not wide and _looks_binary(head):
        raise UserError(f"{name} isn't a spreadsheet or text. Save the list as .xlsx or .csv and import that.")

_JSON = re.compile(r"\A\[?\s*\{\s*(?:\"[^\"]*\"\s*:|\})")


def _looks_binary(head: bytes) -> bool:
    """Many control characters; the zeros of UTF-16 without a mark, which stand at every second place, don't count."""
    for start in (0, 1):
        if head[start::2].count(0) > len(head[start::2]) * 0.6 and head[1 - start :: 2].count(0) < len(head) * 0.1:
            head = head[1 - start :: 2]
            break
    odd = sum(head.count(bytes([code])) for code in range(32) if code not in (0, 9, 10, 11, 12, 13, 26, 27))
    zeros = head.count(0)
    return odd > max(2, len(head) * 0.02) or zeros > max(8, len(head) * 0.2)
