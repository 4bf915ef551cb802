"""Workbooks are opened again, by openpyxl and by calamine, and compared with the sheet they were made from."""

from __future__ import annotations

import csv
import errno
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from organizer.callsheets.csv_file import guarded, unguarded, write_csv
from organizer.callsheets.rows import ENTRY, columns_of, rows_of
from organizer.callsheets.seal import HIDDEN_SHEET, SCHEMA, Seal, read_key
from organizer.callsheets.sheet import CallSheet, Line
from organizer.callsheets.workbook import Column, SheetSpec, clean, write_workbook
from organizer.callsheets.xlsx import write_xlsx
from organizer.domain.errors import UserError
from tests.callsheets.sheets import make_sheet

SEAL = Seal("c0ffee" + "0" * 26, "secret")
PAYLOADS = [
    "=1+1", "=HYPERLINK(\"http://x\",\"click\")", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1",
    "=cmd|' /C calc'!A0", "=IMPORTXML(1)", "＝1+1", "'=1+1", "\";=1+1", "=DDE(\"a\";\"b\")",
]


def heading_row(sheet: Any) -> int:
    return next(row for row in range(1, 12) if sheet.cell(row, 1).value == "Line")


def test_the_workbook_is_ready_to_print_and_to_fill_in(tmp_path: Path, sheet: CallSheet) -> None:
    write_xlsx(sheet, tmp_path / "sheet.xlsx", SEAL)
    book = load_workbook(tmp_path / "sheet.xlsx")
    page = book["Call sheet"]
    head = heading_row(page)
    assert page.print_title_rows == f"${head}:${head}"
    assert page.freeze_panes == f"D{head + 1}"
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert "Sheet 7" in page.oddHeader.right.text
    assert "personal data" in page.oddFooter.center.text
    headings = [cell.value for cell in page[head]]
    for word in ENTRY:
        assert word in headings
    choices = page.data_validations.dataValidation
    lists = {str(one.sqref).split(":")[0].rstrip("0123456789"): one.formula1 for one in choices}
    letter = page.cell(head, headings.index("Result") + 1).column_letter
    assert "LM Left message" in lists[letter]
    assert len(lists[letter]) <= 257
    assert page.protection.sheet
    assert not page.protection.password
    for place, heading in enumerate(headings, 1):
        for row in (head + 1, head + len(sheet.lines)):
            assert page.cell(row, place).protection.locked is (heading not in ENTRY)
    assert book[HIDDEN_SHEET].sheet_state == "hidden"
    assert page.column_dimensions[page.cell(head, headings.index("Key") + 1).column_letter].hidden
    assert page.dimensions.endswith(str(head + len(sheet.lines)))


def test_every_cell_is_text_as_it_was(tmp_path: Path, sheet: CallSheet) -> None:
    write_xlsx(sheet, tmp_path / "sheet.xlsx", SEAL)
    page = load_workbook(tmp_path / "sheet.xlsx")["Call sheet"]
    head = heading_row(page)
    for row, expected in zip(page.iter_rows(min_row=head + 1), rows_of(sheet, SEAL), strict=True):
        assert [cell.value if cell.value is not None else "" for cell in row] == expected
        assert all(cell.data_type == "s" for cell in row[1:] if cell.value)
    other = CalamineWorkbook.from_path(str(tmp_path / "sheet.xlsx")).get_sheet_by_name("Call sheet").to_python()
    assert other[head][0] == 1
    assert [str(cell) for cell in other[head][1:]] == [str(cell) for cell in rows_of(sheet, SEAL)[0][1:]]


def test_the_hidden_sheet_holds_keys_and_the_baseline(tmp_path: Path, sheet: CallSheet) -> None:
    write_xlsx(sheet, tmp_path / "sheet.xlsx", SEAL)
    hidden = load_workbook(tmp_path / "sheet.xlsx")[HIDDEN_SHEET]
    rows = [[cell.value for cell in row] for row in hidden.iter_rows()]
    assert rows[0][0] == SCHEMA
    assert str(rows[1][0]).split()[1] == "7"
    for line, row in zip(sheet.lines, rows[3:], strict=True):
        assert row[:3] == [7, line.number, line.uuid]
        key = read_key(str(row[3]))
        assert key is not None
        assert SEAL.holds(key)
        assert not Seal("another", "secret").holds(key)
        assert Line.from_json(str(row[4])) == line


def test_a_page_break_stands_where_the_group_changes(tmp_path: Path) -> None:
    plain = make_sheet(6)
    lines = tuple(replace(line, group="AB"[line.number > 4], household=0) for line in plain.lines)
    write_xlsx(replace(plain, lines=lines), tmp_path / "sheet.xlsx", SEAL)
    page = load_workbook(tmp_path / "sheet.xlsx")["Call sheet"]
    assert [one.id for one in page.row_breaks.brk] == [heading_row(page) + 4]


def test_no_payload_becomes_a_formula(tmp_path: Path) -> None:
    plain = make_sheet(len(PAYLOADS))
    lines = tuple(
        replace(line, name=bad, list_name=bad, address=bad, city=bad, interest=bad, zip=bad)
        for line, bad in zip(plain.lines, PAYLOADS, strict=True)
    )
    sheet = replace(plain, lines=lines, title="=1+1", county="+1", words="@x")
    write_xlsx(sheet, tmp_path / "sheet.xlsx", SEAL)
    for page in load_workbook(tmp_path / "sheet.xlsx"):
        assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    headings = [column.heading for column in columns_of(sheet)]
    write_csv(tmp_path / "sheet.csv", headings, rows_of(sheet, SEAL))
    with (tmp_path / "sheet.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, line in zip(rows, lines, strict=True):
        assert not row["Name"].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        if not line.list_name.startswith("'"):
            assert unguarded(row["Name"]) == line.list_name


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=60), min_size=3, max_size=3), max_size=6))
def test_any_text_comes_back_as_cleaned(tmp_path: Path, rows: list[list[str]]) -> None:
    rows = [["x", *row] for row in rows]
    spec = SheetSpec("Any", [Column(heading) for heading in "abcd"], rows)
    write_workbook(tmp_path / "any.xlsx", [spec])
    sheet = CalamineWorkbook.from_path(str(tmp_path / "any.xlsx")).get_sheet_by_name("Any")
    back = sheet.to_python(skip_empty_area=False)[1:]
    cleaned = [[clean(cell) for cell in row] for row in rows]
    assert [list(map(str, row)) for row in back[: len(rows)]] == cleaned


@given(st.text(max_size=30))
def test_the_guard_of_a_csv_comes_off_again(text: str) -> None:
    if not (text.startswith("'") and guarded(text[1:]) != text[1:]):
        assert unguarded(guarded(text)) == text


def test_an_old_workbook_survives_a_failure(tmp_path: Path, sheet: CallSheet, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "sheet.xlsx"
    target.write_bytes(b"the old one")

    def locked(*_: object) -> None:
        raise OSError(errno.EBUSY, "Device or resource busy")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(UserError, match="open in another program, such as Excel"):
        write_xlsx(sheet, target, SEAL)
    assert target.read_bytes() == b"the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.xlsx"]


def test_files_with_people_are_for_their_owner_only(tmp_path: Path, sheet: CallSheet) -> None:
    write_xlsx(sheet, tmp_path / "sheet.xlsx", SEAL)
    if os.name == "posix":
        assert (tmp_path / "sheet.xlsx").stat().st_mode & 0o777 == 0o600


def test_an_empty_sheet_and_a_packet_are_workbooks_too(tmp_path: Path, sheet: CallSheet) -> None:
    write_xlsx(make_sheet(0), tmp_path / "none.xlsx", SEAL)
    assert load_workbook(tmp_path / "none.xlsx")["Call sheet"].max_row >= 4
    write_xlsx([sheet, replace(sheet, number=8)], tmp_path / "two.xlsx", SEAL)
    assert load_workbook(tmp_path / "two.xlsx").sheetnames == ["Sheet 7", "Sheet 8", HIDDEN_SHEET]


def test_a_sheet_is_the_same_after_json(sheet: CallSheet) -> None:
    assert tuple(Line.from_json(line.to_json()) for line in sheet.lines) == sheet.lines
    assert type(sheet.template).from_json(sheet.template.to_json()) == sheet.template
    assert json.loads(sheet.template.to_json())["paper"] == "letter"


def test_a_row_is_as_tall_as_its_fullest_cell(tmp_path):
    path = tmp_path / "wrapped.xlsx"
    columns = [Column("About", 10, small=True), Column("Zip", 6, wrap=False)]
    rows = [["short", "55802"], ["four words that go over several lines here", "55802"], ["", "much longer than it is wide"]]
    write_workbook(path, [SheetSpec("S", columns, rows, height=20)])
    heights = [load_workbook(path).active.row_dimensions[row].height for row in (2, 3, 4)]
    assert heights[0] == heights[2] == 20 and heights[1] > 40
