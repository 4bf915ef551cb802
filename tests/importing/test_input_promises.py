"""The promises about foreign files, one test each, from the file to the store; their details are tested beside the code."""

from __future__ import annotations

import json
import os
import time
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from sqlalchemy import select

from organizer.domain.errors import UserError
from organizer.importing import desk
from organizer.importing.planning import plan_import
from organizer.importing.reading.sheet import read_table
from organizer.importing.worker import ChildSession, run_in_child
from organizer.storage.tables import ImportBatch, Person, SignUp
from tests.importing.hostile import PARTS, sheet_xml, write_parts, write_sheet, write_workbook
from tests.importing.sheets import bring_in, planned, write_csv
from tests.importing.test_hostile import bombs, memory

PEOPLE = [["Name", "Email"], ["Ann Lee", "a@example.org"], ["Bo Ray", "b@example.org"]]
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def why(path: Path) -> str:
    """The one line with which a file is refused, within twenty seconds."""
    begun = time.monotonic()
    with pytest.raises(UserError) as caught:
        run_in_child(read_table, path)
    assert time.monotonic() - begun < 20 and "\n" not in caught.value.message
    return caught.value.message


def long_sheet(path: Path, rows: int) -> Path:
    """A workbook of so many real rows, with a dimension that claims to be the whole sheet."""
    body = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>P{n}</t></is></c><c r="B{n}"><v>55801</v></c></row>'
        for n in range(1, rows + 1)
    )
    text = sheet_xml(body, before='<dimension ref="A1:XFD1048576"/>')
    return write_parts(path, [*PARTS.items(), ("xl/worksheets/sheet1.xml", text)])


def test_i1_content_is_looked_through_before_any_reader_sees_it(tmp_path: Path) -> None:
    book = write_workbook(tmp_path / "list.xlsx", {"People": PEOPLE})
    book.rename(tmp_path / "list.csv")
    assert len(run_in_child(read_table, tmp_path / "list.csv").rows) == 2  # content decides
    os.mkfifo(tmp_path / "pipe.csv")
    assert "not a file" in why(tmp_path / "pipe.csv") or "isn't a file" in why(tmp_path / "pipe.csv")
    more = [(f"xl/media/{n}.xml", "") for n in range(5_001)]
    assert "parts" in why(write_sheet(tmp_path / "parts.xlsx", CELL, more=more))
    assert "outside" in why(write_sheet(tmp_path / "outside.xlsx", CELL, more=[("../evil.xml", "<x/>")]))
    assert "instructions" in why(write_sheet(tmp_path / "doctype.xlsx", CELL, prolog="<!DOCTYPE x>"))
    far = write_sheet(tmp_path / "far.xlsx", CELL + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert "far away" in why(far)
    table = run_in_child(read_table, long_sheet(tmp_path / "long.xlsx", 60_000))  # what is there counts, not the claim
    assert (len(table.rows), len(table.headers)) == (60_000, 2)


def test_i2_each_file_that_is_none_has_its_own_line_and_costs_nothing(store, tmp_path: Path) -> None:
    cut = write_workbook(tmp_path / "cut.xlsx", {"People": PEOPLE})
    cut.write_bytes(cut.read_bytes()[:-900])
    locked = write_sheet(tmp_path / "locked.xlsx", CELL)
    content = bytearray(locked.read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(content)
    (tmp_path / "letter.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "WordDocument".encode("utf-16-le"))
    (tmp_path / "flyer.pdf").write_bytes(b"%PDF-1.7 x")
    (tmp_path / "report.xls").write_bytes(b"<html><table><tr><td>Ann</td></tr></table></html>")
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    before, held, lines = store.path.read_bytes(), memory(), {}
    with ChildSession() as child:
        child.call(desk.check_store, str(store.path))
        names = ("locked.xlsx", "letter.doc", "flyer.pdf", "report.xls", "empty.csv", "cut.xlsx", "folder", "missing.csv")
        for path in (*(tmp_path / name for name in names), *bombs(tmp_path)):
            begun = time.monotonic()
            with pytest.raises(UserError) as caught:
                child.call(desk.read, str(path))
                child.call(desk.plan, str(store.path))
            assert time.monotonic() - begun < 20, path.name
            lines[path.name] = caught.value.message.replace(path.name, "")
    assert len({lines[name] for name in names}) == len(names), lines
    assert all("\n" not in line and len(line) > 20 for line in lines.values())
    assert memory() - held < 50_000_000
    assert store.path.read_bytes() == before


def test_i3_sheets_and_headers_are_kept_apart(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("May")
    assert first is not None
    first.title = "June"
    question = "Please tell us in your own words how you would like to help the county party this year. " * 4
    for row in (["Who", None, "Reach", None, None, question + "a", question + "b"],
                ["First name", "Last name", "Phone", "Phone", None, None, None],
                ["Ann", "Lee", "2185550101", "2185550102", "x", "run", "help"],
                ["Bo", "Ray", "2185550111", "2185550112", "y", "run", "help"]):
        first.append(row)
    first.merge_cells("A1:B1")
    first.merge_cells("C1:D1")
    for row in PEOPLE:
        second.append(row)
    book.create_sheet("Secret").append(["Name", "Email"])
    book["Secret"].sheet_state = "hidden"
    book.save(tmp_path / "list.xlsx")
    table = read_table(tmp_path / "list.xlsx", sheet="June")
    assert [(one.name, one.hidden) for one in table.file.sheets] == [("June", False), ("May", False), ("Secret", True)]
    assert table.headers[:4] == ("Who - First name", "Who - Last name", "Reach - Phone", "Reach - Phone (2)")
    assert len(set(table.headers)) == len(table.headers) == 7 and max(map(len, table.headers)) < 310
    chosen = read_table(tmp_path / "list.xlsx")
    assert not {one.name: one.hidden for one in chosen.file.sheets}[chosen.sheet]
    assert {chosen.sheet, *chosen.others} == {"June", "May"}  # whoever reads it is told of the other


def test_i4_every_row_is_accounted_for_before_anything_is_written(store, tmp_path: Path) -> None:
    bring_in(store, write_csv(tmp_path / "first.csv", [["Ann", "Lee", "a@example.org", "", "", "", "", ""],
                                                       ["Bill", "Ray", "b@example.org", "", "", "", "", ""]]))
    rows = [["Ann", "Lee", "a@example.org", "218-555-0101", "", "", "", ""], ["CY", "DUNN", "c@gmial.com", "5550101", "", "", "", ""],
            ["William", "Ray", "b@example.org", "", "", "", "", ""], ["", "", "", "", "", "", "", "55802"],
            ["Di", "Fox", "d@example.org", "", "", "", "MA", "2134"], ["Di", "Fox", "d@example.org", "", "", "", "MA", "2134"]]
    path = write_csv(tmp_path / "second.csv", rows)
    before = store.path.read_bytes()
    plan = planned(store, path)
    sums = plan.sums()
    assert (sum(sums.values()), sums) == (6, {"added": 2, "updated": 1, "unchanged": 1, "held": 1, "refused": 1})
    told = {(one.row, one.column, one.value): one.kept for one in plan.problems}
    assert told[3, "Email", "c@gmial.com"] and told[3, "First Name", "CY"] and told[6, "Zip", "2134"]
    assert told[3, "Phone", "5550101"] is False and (5, "", "") in told
    assert all(one.reason for one in plan.problems)
    assert store.path.read_bytes() == before
    bring_in(store, path)
    with store.reading() as session:
        people = len(session.scalars(select(Person.id)).all())
    again = bring_in(store, path)
    with store.reading() as session:
        assert (again.added, len(session.scalars(select(Person.id)).all())) == (0, people)


def test_i5_what_spreadsheets_do_to_numbers_is_put_right_where_it_can_be_proved(tmp_path: Path) -> None:
    headers = ["Name", "Phone", "Zip", "State", "Precinct", "Township", "School District", "Date of birth"]
    path = write_csv(tmp_path / "list.csv", [
        ["Ann Lee", "5551234567.0", "2134", "MA", "08N", "1/7", "CM03", "25631"],
        ["Bo Ray", "5.551234567E9", "55801", "MN", "0012", "1/8", "3", "3/14/1970"],
        ["Cy Dunn", "5.55E+09", "2134", "IL", "P-15", "1/9", "4", "1970-03-14"],
    ], headers)
    plan = plan_import(None, read_table(path))
    ann, bo, cy = plan.records
    assert [[phone.number for phone in one.phones] for one in (ann, bo, cy)] == [["+15551234567"], ["+15551234567"], []]
    assert ("5.55E+09", False) in [(one.value, one.kept) for one in plan.problems]
    assert (ann.zip, cy.zip) == ("02134", "2134")  # Illinois proves no zero
    assert dict(ann.districts) == {"precinct": "08N", "township": "1/7", "school": "CM03"}
    assert dict(bo.districts)["precinct"] == "0012"
    assert (ann.birth_date, bo.birth_date, cy.birth_date) == ("1970-03-04", "1970-03-14", "1970-03-14")
    for epoch in (CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904):
        book = openpyxl.Workbook()
        book.epoch = epoch
        sheet = book.active
        assert sheet is not None
        for row in (["Name", "Date of birth"], ["Ann Lee", date(1970, 3, 4)]):
            sheet.append(row)
        book.save(tmp_path / "dates.xlsx")
        assert plan_import(None, read_table(tmp_path / "dates.xlsx")).records[0].birth_date == "1970-03-04"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_i6_text_is_composed_and_what_cannot_be_seen_is_taken_out_and_kept(store, tmp_path: Path, ending: str) -> None:
    rows = [["Name", "Email"], ["Jose\u0301 Pen\u0303a", "j@example.org"], ["An\u202en \u200bLee", "a@example.org"]]
    path = tmp_path / f"list.{ending}"
    if ending == "csv":
        rows.append(["B\0o Ray", "b@example.org"])
        path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    else:
        rows.append(["B_x0000_o Ray", "b@example.org"])
        write_workbook(path, {"People": rows})
    table = read_table(path)
    assert any("taken out" in note for note in table.notes)
    bring_in(store, path)
    with store.reading() as session:
        names = session.execute(select(Person.first_name, Person.last_name).order_by(Person.id)).all()
        problems = json.loads(session.scalar(select(ImportBatch.problems)) or "")
        kept = session.scalars(select(SignUp.cells)).all()
    assert [tuple(name) for name in names] == [("José", "Peña"), ("Ann", "Lee"), ("Bo", "Ray")]
    hidden = {(one["row"], one["column"]): one["value"] for one in problems if "cannot be seen" in one["reason"]}
    assert hidden == {(3, "Name"): "An\u202en \u200bLee", (4, "Name"): "B\0o Ray"}
    assert len(kept) == 3


def test_the_promises_can_be_broken(tmp_path: Path) -> None:
    """A sound file passes all of it, so that a refusal means something."""
    path = write_workbook(tmp_path / "sound.xlsx", {"People": PEOPLE})
    assert len(run_in_child(read_table, path).rows) == 2
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        why(path)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
