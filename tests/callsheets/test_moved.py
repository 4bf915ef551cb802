"""Somebody who moved, as paper tells it: however it comes in, the districts are those of the new home."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from organizer.callsheets import compose, outward
from organizer.callsheets.readback.compare import compare
from organizer.callsheets.readback.shorthand import parse
from organizer.callsheets.readback.take_back import take_back
from organizer.callsheets.readback.typing_in import apply
from organizer.callsheets.sheet import CallSheet
from organizer.cli import main
from organizer.cli.filled_file import raw_sheets
from organizer.cli.moved import moved
from organizer.districts import load
from organizer.districts.assign import set_typed
from organizer.domain.filters import EVERYONE
from organizer.outreach.record import record_result
from organizer.prospects.details import details
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import District, PersonDistrict
from tests.callsheets.county import add_county

NEW_HOME = "12 Elm St, Quamba, MN 55007"  # all of this ZIP lies in House district 11B


@pytest.fixture
def sheet(store: Database) -> CallSheet:
    """A sheet of people whose sign-ups name House district 2A or 10B, in a file that knows where ZIPs lie."""
    add_county(store, 4)
    with store.writing() as session:
        load.load_table(session, ["zip", "state_house", "share"], [["55007", "11B", "1.000"]], name="zips", by="t")
        return compose.make_sheets(session, EVERYONE, title="All", by="Tess").sheets[0]


def house(store: Database, sheet: CallSheet, line: int) -> list[tuple[str, str]]:
    """The House district that counts for the person of a line, and how it is known."""
    with store.reading() as session:
        return [tuple(row) for row in session.execute(
            select(District.code, PersonDistrict.method).join(District, District.id == PersonDistrict.district_id)
            .where(PersonDistrict.person_id == sheet.lines[line - 1].person_id, PersonDistrict.current == 1,
                   PersonDistrict.kind == "state-house"))]


def zip_of(store: Database, sheet: CallSheet, line: int) -> str:
    with store.reading() as session:
        return details(session, sheet.lines[line - 1].person_id or 0).row.zip


def type_in(store: Database, sheet: CallSheet, text: str) -> None:
    entry = parse(text, sheet).entry
    assert entry is not None
    with store.writing() as session:
        apply(session, sheet, entry, record=record_result, on_moved=partial(moved, by="Tess"), caller="Tess")


def fill(store: Database, sheet: CallSheet, file: Path, said: dict[str, str]) -> Path:
    """The sheet's workbook with something written beside line 1."""
    with store.writing() as session:
        outward.write_sheets(session, [sheet], file, by="Tess")
    book = load_workbook(file)
    page = book["Call sheet"]
    head = next(row for row in range(1, 12) if page.cell(row, 1).value == "Line")
    columns = {cell.value: cell.column for cell in page[head] if cell.value}
    for heading, value in said.items():
        page.cell(head + 1, columns[heading]).value = value
    book.save(file)
    return file


@pytest.mark.parametrize("said", ["1 mv in 55007", f'1 mv "{NEW_HOME}"', f"1 mv out {NEW_HOME}"])
def test_typed_with_the_new_address_the_district_changes_and_comes_back(
    store: Database, sheet: CallSheet, said: str
) -> None:
    before = house(store, sheet, 1)
    assert before[0][1] == "sheet"
    with store.writing() as session:
        set_typed(session, [sheet.lines[0].person_id or 0], "state-house", "3B", by="Ana")
    type_in(store, sheet, said)
    assert house(store, sheet, 1) == [("11B", "zip")]
    assert zip_of(store, sheet, 1) == "55007"
    with store.writing() as session:
        assert journal.undo(session, by="Tess").summary == "Undo “Sheet 1, line 1: moved”"
    assert house(store, sheet, 1) == [("3B", "typed")]
    assert zip_of(store, sheet, 1) == "55434"
    with store.writing() as session:
        journal.undo(session, by="Tess")
    assert house(store, sheet, 1) == before


def test_a_move_nobody_knows_where_to_leaves_the_old_home(store: Database, sheet: CallSheet) -> None:
    before = house(store, sheet, 2)
    type_in(store, sheet, '2 mv "with 2 dogs, to Duluth"')
    assert house(store, sheet, 2) == before
    assert zip_of(store, sheet, 2) == "55434"


def test_read_back_with_the_new_address_the_district_changes_and_comes_back(
    store: Database, sheet: CallSheet, tmp_path: Path
) -> None:
    before = house(store, sheet, 1)
    file = fill(store, sheet, tmp_path / "s.xlsx", {"Result": "MV", "New address": NEW_HOME})
    with store.writing() as session:
        found = compare(session, raw_sheets(file), "s.xlsx")
        take_back(session, found, record=record_result, on_moved=partial(moved, by="Tess"), by="Tess",
                  corrections=found.corrections)
    assert house(store, sheet, 1) == [("11B", "zip")]
    with store.writing() as session:
        journal.undo(session, by="Tess")
    assert house(store, sheet, 1) == before


def test_a_mended_address_of_somebody_who_stays_keeps_what_the_sign_up_said(
    store: Database, sheet: CallSheet, tmp_path: Path
) -> None:
    before = house(store, sheet, 1)
    file = fill(store, sheet, tmp_path / "s.xlsx", {"Result": "LM", "New address": NEW_HOME})
    with store.writing() as session:
        found = compare(session, raw_sheets(file), "s.xlsx")
        take_back(session, found, record=record_result, on_moved=partial(moved, by="Tess"), by="Tess",
                  corrections=found.corrections)
    assert house(store, sheet, 1) == before
    assert zip_of(store, sheet, 1) == "55007"


def test_from_the_terminal_too(store: Database, sheet: CallSheet, tmp_path: Path) -> None:
    file = fill(store, sheet, tmp_path / "s.xlsx", {"Result": "Moved", "New address": NEW_HOME})
    assert main(["read-sheet", str(store.path), str(file), "--corrections"]) == 0
    assert house(store, sheet, 1) == [("11B", "zip")]
    person = str(sheet.lines[1].person_id)
    assert main(["record", str(store.path), person, "MV", "--address", NEW_HOME]) == 0
    assert house(store, sheet, 2) == [("11B", "zip")]
    assert main(["undo", str(store.path)]) == 0
    assert house(store, sheet, 2)[0][1] == "sheet"
