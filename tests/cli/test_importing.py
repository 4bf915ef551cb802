"""`import` as a person reads it: what was left out and why, folders, and no step where nothing came of it."""

from __future__ import annotations

import json

import openpyxl
import pytest

from organizer.cli import main

SHEET = """First Name,Last Name,Phone,Email,City
Ann,Lee,bad phone,not-an-email,Duluth
<b>Bob</b>,Dale,612 555 0175,b@example.org,Ely
Bill & Mary,Oak,612 555 0176,,ELY
"""


@pytest.fixture
def sheet(tmp_path):
    """A sheet with lost values, markup and a couple."""
    path = tmp_path / "in" / "x.csv"
    path.parent.mkdir()
    path.write_text(SHEET)
    return path


def run(capsys, *words):
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_what_was_left_out_and_who_became_two_is_said(capsys, tmp_path, sheet):
    assert run(capsys, "import", tmp_path / "n.organizer", sheet) == (0, (
        "x.csv: 3 rows, 3 added.\n"
        "  row 2, Phone: “bad phone” left out, no number in it\n"
        "  row 2, Email: “not-an-email” left out, no e-mail address\n"
        "  1 row names two people and became two\n"
        "  1 cell cleaned up or doubtful; --json lists them\n"
    ), "")
    names = json.loads(run(capsys, "prospects", tmp_path / "n.organizer", "--format", "json")[1])
    assert sorted(one["name"] for one in names) == ["<b>Bob</b> Dale", "Ann Lee", "Bill Oak", "Mary Oak"]


def test_nothing_new_is_no_step_but_is_told(capsys, tmp_path, sheet):
    store = tmp_path / "n.organizer"
    run(capsys, "import", store, sheet)
    code, out, _ = run(capsys, "import", store, sheet, "--json")
    [again] = json.loads(out)
    assert (code, again["rows"], again["added"], again["unchanged"], again["action"]) == (0, 3, 0, 3, None)
    assert len(json.loads(run(capsys, "history", store, "--json")[1])) == 1


def test_a_folder_says_what_it_left_there(capsys, tmp_path, sheet):
    (sheet.parent / "wc.txt").write_text(" 5  6 221 x.csv\n")
    (sheet.parent / "hello.txt").write_text("hello\n")
    (sheet.parent / "scan.pdf").write_bytes(b"%PDF")
    (sheet.parent / "older").mkdir()
    store = tmp_path / "n.organizer"
    _, out, err = run(capsys, "import", store, sheet.parent)
    assert out.startswith("x.csv: 3 rows, 3 added.")
    for name in ("wc.txt", "hello.txt", "scan.pdf: not named like", "older: a folder in the folder"):
        assert err.count(name) == 1
    assert len(json.loads(run(capsys, "history", store, "--json")[1])) == 1


def test_the_other_sheets_of_a_workbook_are_named_and_read_when_asked_for(capsys, tmp_path):
    book = openpyxl.Workbook()
    for name, person in {"Ward 1": "Ann Lee", "Ward 2": "Bo Ray"}.items():
        for row in (["Name", "Email"], [person, f"{person[:2].lower()}@example.org"]):
            (book[name] if name in book.sheetnames else book.create_sheet(name)).append(row)
    book.remove(book["Sheet"])
    book.save(tmp_path / "wards.xlsx")
    code, out, _ = run(capsys, "import", tmp_path / "n.organizer", tmp_path / "wards.xlsx")
    assert (code, "not read: “Ward 2”, which looks like people, too; name it with --sheet" in out) == (0, True)
    code, out, _ = run(capsys, "import", tmp_path / "n.organizer", tmp_path / "wards.xlsx", "--sheet", "Ward 2")
    assert (code, "1 added" in out, "not read" in out) == (0, True, False)
