"""A filled workbook compared with what was printed and what the store knows: each row is named as what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select

from organizer.callsheets import shelf
from organizer.callsheets.readback.compare import compare
from organizer.cli.filled_file import raw_sheets
from organizer.outreach.record import record_result
from organizer.prospects import browse
from organizer.prospects.merge import merge
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import ContactEvent, Person, Phone
from tests.callsheets.desk import Desk, headings, state


def test_a_deleted_key_column_is_overcome_by_line_and_check(desk: Desk) -> None:
    def mangle(book: Any) -> None:
        page = book["Call sheet"]
        head, columns = headings(page)
        page.delete_cols(columns["Key"])
        page.cell(head + 3, columns["Check"]).value = "A1A1"
        del book["Organizer"]

    found = desk.compare(desk.fill({1: {"Result": "LM"}, 3: {"Result": "NH"}}, change=mangle))
    assert state(found, 1) == "new"
    lost = next(row for row in found.rows if row.state == "unknown")
    assert "line 3" in lost.reason
    assert found.missing == ((1, 3, desk.sheet.lines[2].name),)
    assert any("Key is gone" in note for note in found.notes)


def test_a_workbook_of_another_county_is_named_row_by_row(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other_store = Database.create(tmp_path / "other" / "x.organizer")
    other = Desk(other_store, tmp_path / "other")
    other.fill({1: {"Result": "XC"}})
    found = desk.compare(other.file)
    assert {row.state for row in found.rows} == {"foreign"}
    assert desk.take(other.file).recorded == 0
    bare = Database.create(tmp_path / "bare.organizer")
    with bare.reading() as session:
        assert {row.state for row in compare(session, raw_sheets(other.file), "f").rows} == {"foreign"}
    bare.close()
    other_store.close()


def test_a_changed_key_is_not_believed(desk: Desk) -> None:
    def mangle(book: Any) -> None:
        page = book["Call sheet"]
        head, columns = headings(page)
        mine, other = page.cell(head + 1, columns["Key"]), page.cell(head + 2, columns["Key"])
        mine.value = str(mine.value)[:-1] + ("0" if str(mine.value)[-1] != "0" else "1")
        other.value = str(other.value).replace("S1-2-", "S1-9-")

    found = desk.compare(desk.fill({1: {"Result": "XC"}, 2: {"Result": "XC"}}, change=mangle))
    assert found.counts() == {"unknown": 2, "blank": 14}
    first = desk.sheet.lines[0].name
    assert next(row.reason for row in found.rows if row.said) == (
        f"its hidden column Key was changed by hand; line 1, {first}?")


def test_doubled_and_missing_rows_are_named(desk: Desk) -> None:
    def mangle(book: Any) -> None:
        page = book["Call sheet"]
        head, columns = headings(page)
        for source, target, result in ((1, 14, "NH"), (2, 15, "LM"), (3, 16, "BZ")):
            for at in range(1, len(columns) + 1):
                page.cell(head + target, at).value = page.cell(head + source, at).value
            page.cell(head + target, columns["Result"]).value = result

    desk.fill({1: {"Result": "NH"}, 2: {"Result": "NH"}}, change=mangle)
    found = desk.compare()
    assert [row.state for row in found.rows if row.line == 1] == ["new", "again"]
    assert [row.state for row in found.rows if row.line == 2] == ["doubled", "doubled"]
    assert [row.state for row in found.rows if row.line == 3] == ["blank", "new"]
    assert [line for _, line, _ in found.missing] == [14, 15, 16]


def test_entered_before_or_contacted_since_is_shown_side_by_side(desk: Desk) -> None:
    with desk.store.writing() as session:
        record_result(session, [desk.sheet.lines[0].person_id or 0], "RF", by="Lee", at="2099-01-01T00:00:00Z")
        record_result(session, [desk.sheet.lines[1].person_id or 0], "NH", by="Lee",
                      origin_key=shelf.origin_key(desk.sheet.uuid, 2))
    desk.fill({1: {"Result": "CV"}, 2: {"Result": "LM"}})
    found = desk.compare()
    rows = {row.line: row for row in found.rows}
    assert (rows[1].state, rows[1].reason) == ("conflict", "contacted since it was printed, by Lee")
    assert rows[1].now.startswith("Refused ")
    assert rows[1].now.endswith("by Lee")
    assert rows[2].state == "conflict"
    assert "entered before" in rows[2].reason
    assert desk.take(accept={rows[2].id}).recorded == 1
    assert desk.entered()[2] == "LM"
    with desk.store.reading() as session:
        [row] = browse.rows(session, [desk.sheet.lines[1].person_id or 0])
        assert row.attempts == 1
    assert desk.compare().counts()["same"] == 1


def test_mended_phones_and_addresses_are_offered_and_taken(desk: Desk) -> None:
    with desk.store.writing() as session, journal.action(session, kind="edit", name="x", by="t") as do:
        phone = session.scalar(select(Phone.id).where(Phone.person_id == desk.sheet.lines[2].person_id))
        do.update(Phone, phone or 0, number="+16125557777")
    desk.fill({2: {"New phone": "(612) 555-8888", "New address": "12 Elm St Apt 4, Anoka, MN 55303"},
               3: {"New phone": "612.555.9999"}, 4: {"New phone": "call her"},
               5: {"Address": desk.sheet.lines[4].address + ", Ramsey, MN 55434"}})
    found = desk.compare()
    offered = {(one.sheet_line, one.field): (one.state, one.said) for one in found.corrections}
    assert offered[2, "phone"] == ("offer", "(612) 555-8888")
    assert offered[2, "address"][1] == "12 Elm St"
    assert offered[2, "city"] == ("offer", "Anoka")
    assert offered[3, "phone"][0] == "conflict"
    assert offered[4, "phone"][0] == "unclear"
    assert offered[5, "city"] == ("offer", "Ramsey")
    asked: list[int] = []
    done = desk.take(corrections=[one for one in found.corrections if one.state == "offer"],
                     on_moved=lambda session, people, **_: asked.extend(people))
    assert not done.failed
    assert asked == sorted(desk.sheet.lines[place].person_id or 0 for place in (1, 4))  # for their districts
    with desk.store.reading() as session:
        [two] = browse.rows(session, [desk.sheet.lines[1].person_id or 0])
    assert (two.phone, two.city, two.zip) == ("+16125558888", "Anoka", "55303")
    assert {one.state for one in desk.compare().corrections if one.sheet_line == 2} == {"same"}
    with desk.store.writing() as session:
        journal.undo(session, by="t")
        [two] = browse.rows(session, [desk.sheet.lines[1].person_id or 0])
        assert two.city == "Blaine"


def test_rows_sorted_without_their_hidden_key_are_named_and_not_believed(desk: Desk) -> None:
    def shift(book: Any) -> None:
        page = book["Call sheet"]
        head, columns = headings(page)
        keys = [page.cell(head + line, columns["Key"]).value for line in range(1, 17)]
        for line, key in enumerate([*keys[1:], keys[0]], 1):
            page.cell(head + line, columns["Key"]).value = key

    found = desk.compare(desk.fill({3: {"Result": "RF"}}, change=shift))
    row = next(row for row in found.rows if row.said == "RF")
    assert (row.state, row.maybe) == ("unknown", 3)
    assert "line 4's" in row.reason
    assert desk.take().recorded == 0
    with desk.store.reading() as session:
        placed = compare(session, raw_sheets(desk.file), "file", placed={row.id: row.maybe})
    assert state(placed, 3) == "new"


def test_a_person_merged_into_another_gets_the_result(desk: Desk) -> None:
    one, other = (desk.sheet.lines[place].person_id or 0 for place in (0, 1))
    with desk.store.writing() as session:
        merge(session, other, one, by="t")
    desk.fill({1: {"Result": "NH"}})
    assert desk.take().recorded == 1
    with desk.store.reading() as session:
        assert session.scalars(select(ContactEvent.person_id)).all() == [other]


def test_a_wall_recorded_before_stays_and_is_named_while_the_rest_is_recorded(desk: Desk) -> None:
    with desk.store.writing() as session:
        record_result(session, [desk.sheet.lines[0].person_id or 0], "XC", by="Lee",
                      origin_key=shelf.origin_key(desk.sheet.uuid, 1))
    desk.fill({1: {"Result": "LM"}, 2: {"Result": "NH"}})
    done = desk.take(accept={row.id for row in desk.compare().rows})
    assert done.recorded == 1
    assert "Undo" in done.failed[0]
    assert desk.entered() == {1: "XC", 2: "NH"}


def test_a_sheet_number_that_does_not_exist_is_named_with_those_there_are(desk: Desk) -> None:
    def elsewhere(book: Any) -> None:
        page = book["Call sheet"]
        head, columns = headings(page)
        page.delete_cols(columns["Key"])
        for row in range(1, head):
            page.cell(row, 1).value = str(page.cell(row, 1).value or "").replace("S1-", "S77-")
        del book["Organizer"]

    found = desk.compare(desk.fill({1: {"Result": "LM"}}, change=elsewhere))
    assert {row.state for row in found.rows} == {"unknown"}
    assert "there is no sheet 77 here; sheet 1 is" in found.rows[0].reason


def test_somebody_gone_is_named(desk: Desk) -> None:
    with desk.store.writing() as session, journal.action(session, kind="edit", name="x", by="t") as do:
        do.delete(Person, desk.sheet.lines[0].person_id or 0)
    desk.fill({1: {"Result": "NH"}})
    assert state(desk.compare(), 1) == "gone"


def test_a_sheet_that_the_store_lost_is_read_from_its_signed_hidden_sheet(desk: Desk) -> None:
    with desk.store.writing() as session:
        journal.undo(session, by="t")  # the making of the sheet
    desk.fill({1: {"Result": "NH"}})
    assert desk.take().recorded == 1
    assert desk.entered() == {1: "NH"}
