"""Sheets made from a store: who stands on them, in which order, frozen for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from organizer.callsheets import compose, log, outward, shelf
from organizer.callsheets.gather import gather
from organizer.callsheets.hours import hours_to_call, zone_of
from organizer.callsheets.people_file import SHAPES, export_people
from organizer.callsheets.sheet import CallSheet
from organizer.callsheets.template import STANDARD, Template
from organizer.domain.errors import UserError
from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.outreach import lists
from organizer.outreach.record import record_result
from organizer.storage import journal, tables
from organizer.storage.database import Database
from tests.callsheets.county import WALLED, add_county
from tests.callsheets.sheets import make_sheet


@pytest.fixture
def county(store: Database) -> Database:
    add_county(store)
    return store


def made(store: Database, chosen: ProspectFilter = EVERYONE, **more: object) -> list[CallSheet]:
    with store.writing() as session:
        return compose.make_sheets(session, chosen, title="All", by="Tess", **more).sheets


def test_those_who_may_never_be_called_are_on_no_sheet(county: Database) -> None:
    with county.reading() as session:
        everybody = list(session.scalars(select(tables.Person.id)))
    for chosen in (EVERYONE, ProspectFilter(ids=tuple(everybody)), ProspectFilter(do_not_call=None)):
        [sheet] = made(county, chosen)
        first = {line.name.split()[0] for line in sheet.lines}
        assert not first & {*WALLED.values(), "Badnum"}
        assert {"Ann", "Zoe", "Nophone", "Roommate", "P00"} <= first
    with county.writing() as session:
        result = compose.make_sheets(session, everybody, title="All", by="Tess")
    assert result.left_out == 4


def test_a_number_of_somebody_not_to_be_called_is_struck_out_for_all(county: Database) -> None:
    [sheet] = made(county)
    phones = next(line.phones for line in sheet.lines if line.name.startswith("Roommate"))
    assert {phone.number: phone.bad for phone in phones} == {"+16125553000": True, "+16125553333": False}


def test_a_household_stands_together_whatever_the_order(county: Database) -> None:
    for order in ("name", "street", "phone"):
        [sheet] = made(county, template=Template(order=order))
        [couple] = [one for one in sheet.households() if len(one.lines) > 1]
        assert [line.name for line in couple.lines] == ["Ann Couple", "Zoe Zander"]
        assert [phone.shown for phone in couple.shared] == ["(612) 555-2000"]
        assert [line.number for line in sheet.lines] == list(range(1, len(sheet.lines) + 1))


def test_order_by_street_and_by_phone(county: Database) -> None:
    [sheet] = made(county, ProspectFilter(search="plain"), template=Template(order="street"))
    numbers = [int(line.address.split()[0]) for line in sheet.lines]
    assert numbers == sorted(numbers)
    [sheet] = made(county, ProspectFilter(search="plain"), template=Template(order="phone"))
    phones = [line.phones[0].number for line in sheet.lines]
    assert phones == sorted(phones)


def test_breaks_go_by_district_in_natural_order(county: Database) -> None:
    [sheet] = made(county, template=Template(breaks="district"))
    groups = list(dict.fromkeys(line.group for line in sheet.lines))
    assert groups == ["HD 2A", "HD 10B"]
    [sheet] = made(county, template=Template(breaks="precinct", district_kinds=("precinct",)))
    assert list(dict.fromkeys(line.group for line in sheet.lines)) == ["Pct Blaine P-1", "Pct Blaine P-2"]
    assert all(kind == "precinct" for line in sheet.lines for kind, _ in line.districts)


def test_breaks_go_by_the_caller_who_has_the_people_on_a_list(county: Database) -> None:
    with county.writing() as session:
        people = [one.line.person_id for one in gather(session, ProspectFilter(search="plain")).people]
        for caller, some in (("Denise", people[:3]), ("Amal", people[3:5])):
            lists.make_list(session, caller, [one for one in some if one], caller=caller, by="t")
    [sheet] = made(county, template=Template(breaks="caller"))
    groups = [line.group for line in sheet.lines]
    assert list(dict.fromkeys(groups)) == ["for Amal", "for Denise", "no caller known"]
    assert [groups.count(one) for one in ("for Amal", "for Denise")] == [2, 3]
    for sheet in made(county, template=Template(breaks="caller"), callers=["Ann", "Bo"]):
        assert {line.group for line in sheet.lines} == {""}


def test_the_two_last_contacts_are_printed(county: Database) -> None:
    with county.writing() as session:
        person = gather(session, ProspectFilter(search="Zander")).people[0].line.person_id
        for day, code in (("01", "BZ"), ("02", "NH"), ("03", "LM")):
            record_result(session, [person or 0], code, by="Lee", at=f"2016-11-{day}T18:00:00Z")
    [sheet] = made(county, ProspectFilter(search="Zander"))
    [line] = sheet.lines
    assert line.last == "Left message Nov 3, 2016, No answer Nov 2, 2016"
    assert len(line.past) == 3


def test_the_drafts_of_a_packet_are_the_sheets_that_are_made(county: Database) -> None:
    with county.reading() as session:
        looked_at = compose.drafts(session, gather(session, EVERYONE), title="All", by="Tess", words="everyone",
                                   callers=["Ann", "Bo"], due="2026-12-01")
    sheets = made(county, callers=["Ann", "Bo"], due="2026-12-01")
    for draft, sheet in zip(looked_at, sheets, strict=True):
        plain = [replace(line, code="") for line in draft.lines]
        assert plain == [replace(line, code="") for line in sheet.lines]
        assert replace(draft, lines=(), uuid="", key="", made_at="") == replace(
            sheet, lines=(), uuid="", key="", made_at="")
        assert draft.key != sheet.key


def test_a_sheet_comes_back_equal_whatever_changed_since(county: Database) -> None:
    [sheet] = made(county, template=Template(landscape=True, density="compact"), due="2026-12-01", callers=["Lee"])
    with county.writing() as session:
        people = [line.person_id for line in sheet.lines if line.person_id]
        record_result(session, people[:3], "XC", by="t")
        with journal.action(session, kind="edit", name="Edit", by="t") as do:
            do.update(tables.Person, people[0], first_name="Changed")
            do.delete(tables.Person, people[4])
    with county.reading() as session:
        assert shelf.load_sheet(session, sheet.number) == replace(
            sheet, lines=shelf.load_sheet(session, sheet.number).lines)
        assert [line.to_json() for line in shelf.load_sheet(session, sheet.number).lines] == [
            line.to_json() for line in sheet.lines]


def test_numbers_are_never_given_twice(county: Database) -> None:
    [first] = made(county)
    with county.writing() as session:
        journal.undo(session, by="t")
    [second] = made(county)
    assert (first.number, second.number) == (1, 2)
    with county.reading() as session, pytest.raises(UserError, match="There is no sheet 1"):
        shelf.load_sheet(session, 1)


def test_a_packet_is_split_for_callers_or_by_size(county: Database) -> None:
    sheets = made(county, callers=["Ann", "Bo", "Cy"])
    assert [sheet.caller for sheet in sheets] == ["Ann", "Bo", "Cy"]
    assert [(sheet.part, sheet.parts, sheet.packet) for sheet in sheets] == [(n, 3, "All") for n in (1, 2, 3)]
    assert max(len(s.lines) for s in sheets) - min(len(s.lines) for s in sheets) <= 2
    assert [len(sheet.lines) for sheet in made(county, size=6)] == [5, 6, 5]
    everybody = [line.uuid for sheet in sheets for line in sheet.lines]
    assert len(set(everybody)) == len(everybody) == 16


@given(st.integers(0, 90), st.integers(1, 9), st.integers(0, 30))
def test_splitting_loses_nobody_and_no_household(count: int, parts: int, size: int) -> None:
    lines = make_sheet(count).lines
    shares = compose.split(lines, parts, size)
    assert [line for share in shares for line in share] == list(lines)
    for share, following in pairwise(shares):
        assert not share[-1].household or share[-1].household != following[0].household


def test_nobody_to_call_is_said(county: Database) -> None:
    with county.writing() as session, pytest.raises(UserError, match="Nobody is left to call"):
        compose.make_sheets(session, ProspectFilter(search="walled"), title="x", by="t")
    with county.writing() as session, pytest.raises(UserError, match="finds nobody"):
        compose.make_sheets(session, ProspectFilter(search="nosuchname"), title="x", by="t")


def test_the_list_of_sheets_tells_how_far_each_is(county: Database) -> None:
    [sheet] = made(county, callers=["Lee"])
    with county.writing() as session:
        record_result(session, [sheet.lines[0].person_id or 0], "LM", by="Lee",
                      origin_key=shelf.origin_key(sheet.uuid, 1))
        shelf.set_sheet(session, sheet.number, by="t", state="back", tally={"dialled": 3, "reached": 1, "yes": 0})
        [row] = shelf.listed(session)
    assert (row.number, row.people, row.entered, row.state, row.caller) == (1, 16, 1, "back", "Lee")
    with county.writing() as session, pytest.raises(UserError, match="out, back, lost"):
        shelf.set_sheet(session, sheet.number, by="t", state="eaten")


def test_templates_are_kept_by_name(county: Database) -> None:
    mine = Template(name="Mine", columns=("phone", "result"), script="", landscape=True)
    with county.writing() as session:
        shelf.keep_template(session, mine, by="t")
        shelf.keep_template(session, replace(mine, paper="a4"), by="t")
    with county.reading() as session:
        assert [one.name for one in shelf.templates(session)] == ["Standard", "Mine"]
        assert shelf.load_template(session, "Mine") == replace(mine, paper="a4")
        with pytest.raises(UserError, match="Standard, Mine"):
            shelf.load_template(session, "Other")
    with county.writing() as session:
        shelf.forget_template(session, "Mine", by="t")
        assert shelf.templates(session) == [STANDARD]
    with pytest.raises(UserError, match="no paper"):
        Template(paper="napkin")


def test_a_draft_for_the_preview_writes_nothing(county: Database) -> None:
    with county.reading() as session:
        sheet = compose.draft(session, gather(session, EVERYONE), title="Look", by="t")
        assert sheet.number == 1
        assert shelf.listed(session) == []
    assert made(county)[0].lines[3].name == sheet.lines[3].name


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv"])
def test_each_file_is_logged_with_its_hash(county: Database, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"out.{ending}"
    with county.writing() as session:
        done = compose.make_sheets(session, EVERYONE, title="All", by="Tess")
        outward.write_sheets(session, done.sheets, target, by="Tess", cover=True)
    with county.reading() as session:
        [row] = log.export_log(session)
    assert (row.by, row.people, row.form, row.file_name, row.words) == ("Tess", 16, ending, target.name, "everyone")
    assert len(row.file_hash) == 64
    assert "phone" in row.columns


def test_a_file_that_cannot_be_written_leaves_the_store_as_it_was(county: Database, tmp_path: Path) -> None:
    before = county.path.read_bytes()

    def make(target: Path) -> None:
        with county.writing() as session:
            done = compose.make_sheets(session, EVERYONE, title="All", by="Tess")
            outward.write_sheets(session, done.sheets, target, by="Tess")

    for target in (tmp_path / "none" / "x.pdf", tmp_path / "x.doc", tmp_path):
        with pytest.raises(UserError):
            make(target)
    assert county.path.read_bytes() == before


@pytest.mark.parametrize("shape", SHAPES)
def test_no_export_holds_anybody_who_must_not_leave(county: Database, tmp_path: Path, shape: str) -> None:
    with county.writing() as session:
        done = export_people(session, EVERYONE, tmp_path / "people.csv", by="t", shape=shape)
    said = (tmp_path / "people.csv").read_text("utf-8-sig")
    assert (done.people, done.left_out) == (16, 4)
    assert len(said.splitlines()) == 17
    assert not any(name in said for name in (*WALLED.values(), "Badnum"))
    assert "Zander" in said


@pytest.mark.parametrize(
    ("places", "window", "said"),
    [
        ([("MN", "55434")], ("09:00", "20:30"), "9 AM – 8:30 PM"),
        ([("MN", ""), ("NY", "")], ("09:00", "20:30"), "9 AM – 7:30 PM"),
        ([("MN", ""), ("AZ", "")], ("09:00", "20:30"), "10 AM – 8:30 PM"),
        ([("", "")], ("09:00", "20:30"), "11 AM – 8 PM"),
        ([("HI", ""), ("NY", "")], ("09:00", "12:00"), ""),
    ],
)
def test_hours_are_in_the_caller_s_time(places: list[tuple[str, str]], window: tuple[str, str], said: str) -> None:
    assert hours_to_call(places, window, date(2026, 11, 20), ZoneInfo("America/Chicago")) == said


def test_zones_go_by_place() -> None:
    assert zone_of("AZ", "") == "America/Phoenix"
    assert zone_of("TX", "79901") == "America/Denver"  # El Paso
    assert zone_of("", "") == ""
    assert hours_to_call([], ("09:00", "20:30"), here=UTC) == ""


def test_a_packet_as_csv_is_a_file_for_each_sheet(county: Database, tmp_path: Path) -> None:
    with county.writing() as session:
        done = compose.make_sheets(session, EVERYONE, title="All", by="Tess", parts=2)
        files = outward.write_sheets(session, done.sheets, tmp_path / "out.csv", by="Tess")
        rows = log.export_log(session)
    assert [path.name for path in files] == ["out 1.csv", "out 2.csv"]
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["out 1.csv", "out 2.csv"]
    assert [(row.file_name, row.people) for row in rows] == [("out 2.csv", 8), ("out 1.csv", 8)]
