"""The front door: the sample sheets, the voter files, several files and folders."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from organizer.domain.errors import UserError
from organizer.importing.reading.sheet import expand, inspect, read_table
from organizer.importing.worker import run_in_child

SAMPLE = Path(__file__).parents[3] / "resources" / "sample"
DATA = Path(__file__).parents[2] / "data"
TRUTH = json.loads((DATA / "signups" / "truth.json").read_text(encoding="utf-8"))
SHEETS = [name for name, facts in TRUTH.items() if isinstance(facts, dict) and (SAMPLE / name).exists()]


@pytest.mark.parametrize("name", SHEETS)
def test_the_sample_sheets(name: str) -> None:
    facts = TRUTH[name]
    table = run_in_child(read_table, SAMPLE / name)
    if "rows" in facts:
        assert len(table.rows) == facts["rows"]
    assert table.header_row == facts.get("header_row", 1)
    assert all(len(row) == len(table.headers) for row in table.rows)


@pytest.mark.parametrize(
    ("name", "header_row", "columns"),
    [("fl.csv", 0, 38), ("mi.csv", 1, 41), ("nc.csv", 1, 71), ("oh.csv", 1, 48), ("ut.csv", 1, 93)],
)
def test_voter_files(name: str, header_row: int, columns: int) -> None:
    table = read_table(DATA / "voter-files" / name)
    assert (table.header_row, len(table.rows)) == (header_row, 100)
    assert len(table.headers) <= columns


def test_inspect_says_form_encoding_and_delimiter() -> None:
    van = inspect(SAMPLE / "van-export.txt")
    assert (van.form, van.encoding, van.delimiter, van.sheets[0].rows) == ("text", "utf-16", "\t", 1501)
    assert len(van.file_hash) == 64
    book = inspect(SAMPLE / "bsd-win-signups.xlsx")
    assert (book.form, book.encoding, book.sheets[0].columns) == ("xlsx", "", 30)
    assert book.file_hash == read_table(SAMPLE / "bsd-win-signups.xlsx").file.file_hash


def test_utf_16_text_named_xls(tmp_path: Path) -> None:
    shutil.copy(SAMPLE / "van-export.txt", tmp_path / "van.xls")
    assert len(read_table(tmp_path / "van.xls").rows) == 1500


def test_progress_is_told() -> None:
    heard: list[tuple[int, int, str]] = []
    run_in_child(read_table, SAMPLE / "bsd-win-signups.xlsx", progress=lambda *report: heard.append(report))
    assert heard
    assert heard[-1][2] == "Reading"


def test_reading_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = Path(shutil.copy(SAMPLE / "bsd-win-signups.xlsx", tmp_path))
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    read_table(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]


def test_files_and_folders_are_expanded(tmp_path: Path) -> None:
    for name in ("b.csv", "A.xlsx", "notes.pdf", ".hidden.csv", "~$A.xlsx"):
        (tmp_path / name).write_text("x")
    odd = tmp_path / "notes.pdf"
    assert expand([tmp_path, tmp_path / "b.csv", odd]) == [tmp_path / "A.xlsx", tmp_path / "b.csv", odd]
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="folder without spreadsheets"):
        expand([tmp_path / "empty"])
    assert expand(["gone.csv"]) == [Path("gone.csv")]


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("First Name,Last Name,Email,Phone\n", encoding="utf-8")
    table = read_table(path)
    assert (table.header_row, table.rows) == (1, [])


def test_longer_rows_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("First,Email\nAnn,ann@example.com,extra,more\nBo\n", encoding="utf-8")
    table = read_table(path)
    assert table.headers == ("First", "Email", "Column 3", "Column 4")
    assert table.rows == [["Ann", "ann@example.com", "extra", "more"], ["Bo", "", "", ""]]


def test_other_sheets_of_people_are_named_and_a_lookup_is_not(tmp_path):
    book = openpyxl.Workbook()
    for name, rows in {
        "Ward 1": [["First Name", "Last Name", "Email"], ["Ann", "Lee", "a@example.org"], ["Bo", "Ray", "b@example.org"]],
        "Ward 2": [["First Name", "Last Name", "Email"], ["Cy", "Dunn", "c@example.org"]],
        "Codes": [["Code", "Meaning"], ["R", "Run"], ["H", "Help"]],
    }.items():
        for row in rows:
            (book[name] if name in book.sheetnames else book.create_sheet(name)).append(row)
    book.remove(book["Sheet"])
    book.save(tmp_path / "wards.xlsx")
    assert read_table(tmp_path / "wards.xlsx").others == ("Ward 2",)
    assert read_table(tmp_path / "wards.xlsx", sheet="Ward 2").others == ()


def test_a_sheet_on_its_side_is_refused_with_the_way_out(tmp_path):
    path = tmp_path / "side.csv"
    path.write_text("First,Ann,Bob,Cy\nLast,Lee,Ray,Day\nEmail,a@example.org,b@example.org,c@example.org\n")
    with pytest.raises(UserError, match=r"lies on its side.*Transpose"):
        read_table(path)


def test_a_header_row_may_stand_far_down_and_one_that_is_not_there_is_said(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("".join(f"x{row},y\n" for row in range(300)) + "Name,Phone\nAnn Lee,218-555-0101\n", encoding="utf-8")
    assert read_table(path, header_row=301).headers == ("Name", "Phone")
    with pytest.raises(UserError, match=r"long\.csv has no row 900\. Its last one is row 302\."):
        read_table(path, header_row=900)
