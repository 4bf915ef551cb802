"""Formulas that went wrong or whose results a file does not hold: each such cell is listed, none is silently blank."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from organizer.importing.planning import plan_import
from organizer.importing.reading.preflight import form_of
from organizer.importing.reading.readers import ERROR_OF_XLS
from organizer.importing.reading.sheet import read_table, read_text_table
from tests.importing.hostile import write_parts

NO_RESULT = "no result of its formula in the file: open it in a spreadsheet program, save it there and import it again"
WRONG = "an error of a formula, left blank"


def book(path: Path, *rows: list[str], errors: tuple[str, ...] = (), indent: int = 0) -> Path:
    """A workbook as a script writes it: its formulas without results."""
    made = Workbook()
    sheet = made.active
    for row in rows:
        sheet.append([None] * indent + row)
    for place in errors:
        sheet[place].data_type = "e"
    made.save(path)
    return path


def problems(path: Path) -> list[tuple[int, str, str, str, bool]]:
    return [(one.row, one.column, one.value, one.reason, one.kept) for one in plan_import(None, read_table(path)).problems]


def test_errors_and_formulas_without_results_are_listed(tmp_path):
    path = book(tmp_path / "a.xlsx", ["First Name", "Last Name", "Phone", "E-mail"], ["Ann", "Lee", "218-555-0101", '=A2&"@example.org"'],
                ["Bo", "Ray", "#N/A", ""], ["#REF!", "Dunn", "218-555-0103", "cy@example.org"], errors=("C3", "A4"))  # fmt: skip
    assert sorted(problems(path)) == [
        (2, "E-mail", '=A2&"@example.org"', NO_RESULT, False), (3, "Phone", "#N/A", WRONG, False),
        (4, "First Name", "#REF!", WRONG, False)]


def test_a_list_that_stands_further_in_and_has_a_title(tmp_path):
    path = book(tmp_path / "a.xlsx", ["Volunteers"], ["Name", "Phone"], ["Ann Lee", "=1+1"], indent=2)
    assert [one[:3] for one in problems(path)] == [(3, "Phone", "=1+1")]


def test_a_formula_whose_result_is_nothing_is_blank(tmp_path):
    path = book(tmp_path / "a.xlsx", ["Name", "Phone"], ["Ann Lee", '=""'], ["Bo Ray", "=1+1"])
    changed = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part.endswith("sheet1.xml"):
                content = content.replace(b'<c r="B2"><f>""</f><v />', b'<c r="B2" t="str"><f>""</f><v></v>')
                assert b'"str"' in content
            new.writestr(part, content)
    assert [one[:2] for one in problems(changed)] == [(3, "Phone")]


def test_only_a_file_with_such_formulas_is_read_twice(tmp_path):
    assert form_of(book(tmp_path / "a.xlsx", ["Name"], ["=1+1"])).uncached
    assert not form_of(book(tmp_path / "b.xlsx", ["Name"], ["Ann Lee"])).uncached


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#ERROR!", "Err:508"])
def test_errors_in_a_text_file(error):
    plan = plan_import(None, read_text_table(f'Name,Phone,Notes\nAnn Lee,{error},"uses #1, not {error}"\n"{error}",218-555-0102,x\n'))
    assert [(one.row, one.column, one.value, one.reason) for one in plan.problems] == [
        (2, "Phone", error, WRONG), (3, "Name", error, WRONG)]
    assert plan.records[0].notes == f"uses #1, not {error}" and plan.records[1].first == ""


@pytest.mark.parametrize("kind", ["float", "error"])
def test_an_ods_whose_formulas_went_wrong_says_so_and_no_other_does(tmp_path, kind):
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{one}="{space}:{one}:1.0"' for one in ("office", "table", "text"))
    cell = '<table:table-cell office:value-type="string"{0}><text:p>{1}</text:p></table:table-cell>'
    went = f' table:formula="of:=1/0" calcext:value-type="{kind}"'
    rows = [("Name", "Phone", "Ward"), ("Ann Lee", "218-555-0101", ""), ("Bo Ray", "218-555-0102", "")]
    made = "".join(
        f"<table:table-row>{''.join(cell.format('' if text else went, text) for text in row)}</table:table-row>" for row in rows
    )
    path = write_parts(tmp_path / "list.ods", [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("META-INF/manifest.xml", "<manifest/>"),
        ("content.xml", f'<office:document-content {names} xmlns:calcext="{space}:calcext:1.0"><office:body><office:spreadsheet>'
         f'<table:table table:name="List">{made}</table:table></office:spreadsheet></office:body></office:document-content>'),
    ])
    table = read_table(path)
    assert len(table.rows) == 2 and any("#N/A" in note for note in table.notes) is (kind == "error")


@pytest.mark.parametrize(("record", "wrong"), [
    (b"\x05\x02\x08\x00\x01\x00\x02\x00\x0f\x00\x07\x01", True), (b"\x05\x02\x08\x00\x01\x00\x02\x00\x0f\x00\x01\x00", False),
    (b"\x06\x00\x1b\x00\x01\x00\x02\x00\x0f\x00\x02\x00\x2a\x00\x00\x00\xff\xff", True),
    (b"\x06\x00\x1b\x00\x01\x00\x02\x00\x0f\x00\x00\x00\x2a\x00\x00\x00\xff\xff", False),
])
def test_the_records_by_which_an_old_workbook_holds_an_error(record, wrong):
    assert (ERROR_OF_XLS.search(b"\x00" * 9 + record) is not None) is wrong
