"""What a file is, told by its content; each thing that is no list gets its own line."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from organizer.domain.errors import UserError
from organizer.importing.reading.preflight import form_of
from tests.importing.hostile import write_workbook

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@contextmanager
def nobody_in_particular() -> Iterator[None]:
    """Without the rights of root, who may read everything."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "is empty"),
        ("flyer.xlsx", b"%PDF-1.7\n...", "a PDF"),
        ("photo.csv", PNG, "a picture"),
        ("photo.xlsx", b"\xff\xd8\xff\xe0" + bytes(100), "a picture"),
        ("page.xls", b"<html><body><table><tr><td>Name</td></tr></table>", "a web page"),
        ("page2.xls", b"\xef\xbb\xbf  <!DOCTYPE html><p>", "a web page"),
        ("page3.xls", "<table><tr>".encode("utf-16"), "a web page"),
        ("old.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>', "XML spreadsheet"),
        ("feed.xml", b'<?xml version="1.0"?><people/>', "an XML file"),
        ("letter.doc", OLE + "WordDocument".encode("utf-16-le") + bytes(1500), "a Word document"),
        ("letter.docx", zipped("[Content_Types].xml", "word/document.xml"), "a Word document"),
        ("talk.pptx", zipped("[Content_Types].xml", "ppt/presentation.xml"), "a presentation"),
        ("list.numbers", zipped("Index/Document.iwa", "preview.jpg"), "Apple Numbers"),
        ("lists.zip", zipped("june.csv", "july.csv"), "a packed archive"),
        ("nothing.zip", zipped(), "an empty archive"),
        ("secret.xlsx", OLE + "EncryptedPackage".encode("utf-16-le") + bytes(1500), "protected with a password"),
        ("cut.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml")[:-40], "damaged or cut off"),
        ("cut.xls", OLE, "damaged or cut off"),
        ("people.organizer", b"SQLite format 3\x00" + bytes(100), "Organizer file"),
        ("cards.vcf", b"BEGIN:VCARD\nVERSION:3.0\n", "vCard"), ("list.slk", b"ID;PSCALC3\nX\n", "SYLK"),
        ("list.dif", b"TABLE\r\n0,1\r\n", "DIF"), ("list.json", b'[{"name": "Ann"}]', "JSON"),
        ("lines.json", b'{"name": "Ann"}\n{"name": "Bo"}\n', "JSON"),
        ("list.fods", b'<?xml version="1.0"?>\n<office:document xmlns:office="x">', "flat OpenDocument"),
        ("noise.csv", bytes(range(256)) * 8, "isn't a spreadsheet or text"),
        ("zeros.csv", bytes(4096), "isn't a spreadsheet or text"),
        ("letter.rtf", b"{\\rtf1 Name}", "a text document"),
    ],
)
def test_each_has_its_own_line(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        form_of(path)
    assert says in caught.value.message
    assert caught.value.message.startswith(name)
    assert "\n" not in caught.value.message
    assert caught.value.message.endswith(".")


def test_places_that_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        form_of(tmp_path)
    with pytest.raises(UserError, match="was not found"):
        form_of(tmp_path / "gone.csv")
    with pytest.raises(UserError):
        form_of("bad\0name.csv")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such things in a folder")
def test_pipes_and_devices_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "pipe.csv", Path("/dev/zero")):
        with pytest.raises(UserError, match="is not a file"):
            form_of(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_a_file_one_may_not_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b\n")
    path.chmod(0)
    with nobody_in_particular(), pytest.raises(UserError, match="may not be read"):
        form_of(path)


@pytest.mark.parametrize("ending", ["xlsx", "xls", "csv", "txt", "ods", "", "pdf"])
def test_content_decides_not_the_extension(tmp_path: Path, ending: str) -> None:
    book = write_workbook(tmp_path / "book.xlsx", {"List": [["Name"], ["Ann"]]})
    assert form_of(book.rename(tmp_path / f"renamed.{ending}")).kind == "xlsx"
    text = tmp_path / f"text.{ending}"
    text.write_bytes("Name\tPhone\r\nAnn\t5\r\n".encode("utf-16"))
    assert form_of(text).kind == "text"
