"""Columns of legislative districts: in some states one number is of both houses, with halves of the House in others."""

from __future__ import annotations

import pytest

from organizer.domain.legislature import of_legislative
from organizer.importing.columns.guess import reported
from organizer.importing.columns.mapping import map_columns
from organizer.importing.planning import plan_import
from organizer.importing.reading.sheet import read_text_table
from tests.importing.sheets import bring_in, write_csv
from tests.importing.test_unseen_exporters import planned

HOUSE, SENATE = "state-house", "state-senate"


@pytest.mark.parametrize(("state", "said", "expected"), [
    ("WA", "43", [(HOUSE, "43"), (SENATE, "43")]), ("AZ", "LD 17", [(HOUSE, "17"), (SENATE, "17")]),
    ("NJ", "7", [(HOUSE, "7"), (SENATE, "7")]), ("ID", "12", [(HOUSE, "12"), (SENATE, "12")]),
    ("MN", "8A", [(HOUSE, "8A"), (SENATE, "8")]), ("MN", "8", [(SENATE, "8")]), ("ND", "9", [(HOUSE, "9"), (SENATE, "9")]),
    ("ND", "4", [(SENATE, "4")]), ("SD", "26B", [(HOUSE, "26B"), (SENATE, "26")]), ("SD", "5", [(HOUSE, "5"), (SENATE, "5")]),
    ("MD", "27", [(SENATE, "27")]), ("MD", "10", [(HOUSE, "10"), (SENATE, "10")]), ("IL", "12", [(SENATE, "12")]),
    ("NE", "30", [(SENATE, "30")]), ("OR", "12", [(HOUSE, "12")]), ("", "12", [(HOUSE, "12")]),
    ("", "8A", [(HOUSE, "8A"), (SENATE, "8")]), ("MA", "3rd Hampshire", [(HOUSE, "3rd Hampshire")]),
])
def test_what_a_legislative_district_is_in_each_state(state, said, expected):
    assert list(of_legislative(state, said)) == expected


@pytest.mark.parametrize("header", ["LD", "Leg Dist", "Legislative District", "LegislativeDistrict", "Leg. Dist. #",
                                    "What legislative district do you live in?"])
def test_headers_of_legislative_districts(header):
    (guess,) = map_columns([header], [["43"], ["LD-2"]])
    assert (reported(guess), guess.detail) == ("district:state-house", "legislative")


def test_the_row_says_the_state_or_its_zip_code_or_the_other_rows():
    plan = planned(["Name", "State", "Zip", "LD"], ["Ann Lee", "WA", "98101", "43"], ["Bo Ray", "", "83702", "16"],
                   ["Cy Dunn", "", "", "5"], ["Di Fox", "OR", "97201", "33"], ["Ed Orr", "WA", "", "0"])
    assert [one.districts for one in plan.records] == [
        ((HOUSE, "43"), (SENATE, "43")), ((HOUSE, "16"), (SENATE, "16")), ((HOUSE, "5"), (SENATE, "5")), ((HOUSE, "33"),), ()]
    assert [(one.row, one.column, one.reason) for one in plan.problems] == [(5, "LD", "taken as the State House district")]


def test_a_column_of_its_own_for_the_senate_wins():
    plan = planned(["Name", "State", "LD", "SD"], ["Ann Lee", "MN", "8A", "9"])
    assert plan.records[0].districts == ((SENATE, "9"), (HOUSE, "8A"))


def test_both_houses_written_out_are_both():
    plan = planned(["Name", "State", "Leg Dist"], ["Ann Lee", "MN", "HD 12B / SD 12"])
    assert plan.records[0].districts == ((HOUSE, "12B"), (SENATE, "12"))


def test_who_says_that_it_is_the_house_is_believed():
    table = read_text_table("Name\tState\tLD\nAnn Lee\tWA\t43\n")
    assert plan_import(None, table, chosen={"LD": "district:state-house"}).records[0].districts == ((HOUSE, "43"),)


def test_where_nothing_tells_the_state_it_is_that_of_the_store(store, tmp_path):
    file = write_csv(tmp_path / "a.csv", [["Ann Lee", "43"]], ["Name", "LD"])
    bring_in(store, write_csv(tmp_path / "here.csv", [["Bo Ray", "WA", "7"]], ["Name", "State", "Congressional district"]))
    with store.reading() as session:
        from organizer.importing.reading.sheet import read_table

        assert plan_import(session, read_table(file)).records[0].districts == ((HOUSE, "43"), (SENATE, "43"))


def test_a_seats_letter_is_none_of_the_district_where_the_state_elects_two_seats_by_it():
    plan = planned(["Name", "State", "Zip", "House District"], ["Ann Lee", "ID", "", "12A"], ["Bo Ray", "", "83702", "LD 12 Seat B"],
                   ["Cy Dunn", "MN", "", "12A"])
    assert [one.districts for one in plan.records] == [((HOUSE, "12"),), ((HOUSE, "12"),), ((HOUSE, "12A"),)]
