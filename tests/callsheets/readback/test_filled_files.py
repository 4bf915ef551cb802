"""Which files are filled call sheets, and how the terminal takes them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from organizer.callsheets import everything, people_file
from organizer.callsheets.readback.compare import compare
from organizer.callsheets.readback.filled import RawSheet
from organizer.cli import main
from organizer.cli.arrival import EVERYTHING, FILLED, LIST, kind_of
from organizer.cli.filled_file import read_filled
from organizer.domain.errors import UserError
from organizer.domain.filters import EVERYONE
from tests.callsheets.desk import Desk, headings


@pytest.mark.parametrize("rows", [[], [(1, ["Name", "Phone"])], [(1, ["a"]), (2, [None, 3.5])]])
def test_what_is_no_call_sheet_is_said(desk: Desk, rows: list[tuple[int, list[object]]]) -> None:
    with desk.store.reading() as session, pytest.raises(UserError, match="isn't a call sheet"):
        compare(session, [RawSheet("x", False, rows)], "x")


def test_a_newer_version_s_sheet_is_said(desk: Desk) -> None:
    def newer(book: Any) -> None:
        book["Organizer"].cell(1, 1).value = "organizer-call-sheet 2"

    desk.fill({}, change=newer)
    with pytest.raises(UserError, match="newer version"):
        desk.compare()


def test_the_command_line_reads_a_sheet_twice_and_the_store_once(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.fill({1: {"Result": "LM"}, 2: {"Result": "left msg"}})
    store = str(desk.store.path)
    before = desk.store.path.read_bytes()
    assert main(["read-sheet", store, str(desk.file), "--dry-run", "--json"]) == 0
    assert desk.store.path.read_bytes() == before
    said = json.loads(capsys.readouterr().out)
    assert said["counts"] == {"new": 1, "unclear": 1, "blank": 14}
    assert main(["read-sheet", store, str(desk.file), "--caller", "D. Brooks"]) == 0
    assert "1 result recorded" in capsys.readouterr().out
    assert main(["read-sheet", store, str(desk.file), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["recorded"], said["counts"]["same"]) == (0, 1)
    assert main(["read-sheet", store, str(desk.folder / "none.xlsx")]) == 1
    (desk.folder / "people.csv").write_text("Name,Phone\nAnn,1\n")
    assert main(["read-sheet", store, str(desk.folder / "people.csv")]) == 1
    assert "isn't a call sheet" in capsys.readouterr().err


def test_rows_without_a_line_or_a_result_are_settled_from_the_terminal(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    def lose(book: Any) -> None:
        page = book["Call sheet"]
        head, columns = headings(page)
        for heading in ("Key", "Check", "Line"):
            page.cell(head + 3, columns[heading]).value = ""

    desk.fill({2: {"Result": "rang and rang"}, 3: {"Result": "NH"}}, change=lose)
    rows = {row.said: row.row for row in desk.compare().rows if row.said}
    store = str(desk.store.path)
    wrong = ["read-sheet", store, str(desk.file), "--line", "x=3"]
    assert main(wrong) == 1
    assert "Write --line 37=12" in capsys.readouterr().err
    assert main(["read-sheet", store, str(desk.file), "--line", f"{rows['NH']}=3", "--as",
                 f"{rows['rang and rang']}=nh"]) == 0
    assert desk.entered() == {2: "NH", 3: "NH"}


def test_all_that_is_accepted_is_what_can_be_understood(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.fill({1: {"Result": "LM"}, 2: {"Result": "m"}, 3: {"Result": "BOGUS"}, 4: {"Result": "x"}})
    assert main(["read-sheet", str(desk.store.path), str(desk.file), "--accept", "all"]) == 0
    said = capsys.readouterr()
    assert "2 results recorded" in said.out
    rows = {row.said: row.row for row in desk.compare().rows if row.said}
    assert f"row {rows['BOGUS']}, {rows['x']}. Say what each means" in said.err
    assert desk.entered() == {1: "LM", 2: "LM"}
    assert main(["read-sheet", str(desk.store.path), str(desk.file), "--as", f"{rows['x']}=wx"]) == 0
    assert desk.entered() == {1: "LM", 2: "LM", 4: "WX"}


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("calls.csv", "All\n\nLine,Check,Name,Result,Run?\n1,A2B3,Ann,NH,\n", FILLED),
        ("calls.txt", "Line;Name;Result;Key\n1;Ann;NH;\n", FILLED),
        ("people.csv", "Name,Phone,Result\nAnn,612,yes\n", LIST), ("empty.csv", "", LIST),
        ("history.csv", "Voter File VANID,Contact Name,Date Canvassed,Result\n1,Ann,2016,NH\n", LIST),
        ("odd.xlsx", "no workbook", LIST),
    ],
)
def test_what_a_text_file_is_is_seen_at_its_head(tmp_path: Path, name: str, text: str, kind: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert kind_of(tmp_path / name) == kind
    (tmp_path / name).write_text(text, "utf-16")
    assert kind_of(tmp_path / name) == kind
    assert kind_of(tmp_path / "gone.csv") == LIST


def test_a_workbook_is_known_without_its_hidden_sheet_and_under_any_name(desk: Desk) -> None:
    def strip(book: Any) -> None:
        del book["Organizer"]
        book["Call sheet"].title = "x"

    assert kind_of(desk.file) == FILLED
    assert kind_of(desk.fill({1: {"Result": "NH"}}, desk.folder / "signups.xlsx", strip)) == FILLED
    with desk.store.writing() as session:
        everything.export_everything(session, desk.folder / "all.xlsx", by="t")
        people_file.export_people(session, EVERYONE, desk.folder / "people.xlsx", by="t")
    assert kind_of(desk.folder / "all.xlsx") == EVERYTHING
    assert kind_of(desk.folder / "people.xlsx") == LIST


def test_the_terminals_import_names_a_filled_sheet(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(desk.store.path), str(desk.file)]) == 1
    assert "organizer read-sheet" in capsys.readouterr().err


def test_reading_happens_in_a_child(desk: Desk) -> None:
    assert [one.name for one in read_filled(desk.file)] == ["Call sheet", "Organizer"]
    assert replace(read_filled(desk.file)[0], rows=()) == RawSheet("Call sheet", False, ())
