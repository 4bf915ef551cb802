"""Rows that tell of two people in columns of their own: a spouse, a co-owner, the second voter of a household."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from organizer.importing.columns.guess import reported
from organizer.importing.columns.mapping import map_columns
from organizer.importing.columns.names import chosen_field
from organizer.storage import journal
from organizer.storage.tables import Person
from tests.importing.sheets import bring_in, write_csv
from tests.importing.test_unseen_exporters import fields, numbers, planned

HEADERS = ["Last Name", "First Name", "Spouse First Name", "Spouse Last Name", "Address", "City", "State", "Zip",
           "Home Phone", "Cell", "E-mail", "Spouse Cell", "Spouse E-mail"]  # fmt: skip
BILL = ["Smith", "Bill", "Mary", "", "12 Elm St", "Duluth", "MN", "55803", "218-555-0101", "218-555-0102",
        "bill@example.org", "218-555-0103", "mary@example.org"]  # fmt: skip
ANN = ["Lee", "Ann", "N/A", "", "13 Elm St", "Duluth", "MN", "55803", "218-555-0104", "", "", "", ""]


def told(plan):
    return [(one.row, f"{one.first} {one.last}".strip()) for one in plan.records]


def test_a_spouse_is_a_person_of_the_same_house_with_contacts_of_their_own():
    plan = planned(HEADERS, BILL, ANN)
    bill, mary = plan.records[:2]
    assert told(plan) == [(2, "Bill Smith"), (2, "Mary Smith"), (3, "Ann Lee")]
    assert (mary.line, mary.zip, mary.key, mary.emails) == (bill.line, bill.zip, bill.key, ("mary@example.org",))
    assert numbers(mary) == [("+12185550103", "mobile"), ("+12185550101", "home")]
    assert bill.emails == ("bill@example.org",) and ("+12185550103", "mobile") not in numbers(bill)
    assert (plan.sums()["added"], plan.people) == (2, 3)
    assert [(one.row, one.column, one.kept) for one in plan.problems] == [(2, "Spouse First Name", True)]


def test_each_of_a_couple_with_a_row_of_their_own_is_one_person():
    mary = ["Smith", "Mary", "Bill", "", *BILL[4:9], "", "", "", ""]
    plan = planned(HEADERS, BILL, mary)
    assert (plan.people, plan.sums()["added"], plan.sums()["unchanged"]) == (2, 1, 1)


def test_coming_again_adds_nobody_and_undo_takes_both_out(store, tmp_path):
    file = write_csv(tmp_path / "church.csv", [BILL, ANN], HEADERS)
    first, again = bring_in(store, file), bring_in(store, file)
    assert (first.people, again.added, again.unchanged, again.action) == (3, 0, 2, None)
    with store.writing() as session:
        journal.undo(session, by="t")
        assert session.scalar(select(func.count()).select_from(Person)) == 0


def test_a_number_of_the_house_is_both_peoples_and_somebodys_own_is_not():
    shared = planned(["Name", "Partner", "Phone", "Email"], ["Ann Lee", "Bo", "218-555-0101", "ann@example.org"])
    assert [(numbers(one), one.emails) for one in shared.records] == [
        ([("+12185550101", "")], ("ann@example.org",)), ([("+12185550101", "")], ())]
    apart = planned(["Name", "Spouse", "Phone", "Spouse's phone"], ["Ann Lee", "Bo Ray", "218-555-0101", "218-555-0102"])
    assert [numbers(one) for one in apart.records] == [[("+12185550101", "")], [("+12185550102", "")]]


def test_what_somebody_said_is_theirs_alone():
    plan = planned(["Name", "Spouse", "Address", "Zip", "Would you run?", "Notes", "Do not call"],
                   ["Ann Lee", "Bo", "12 Elm St", "55803", "yes", "loves dogs", "yes"])
    ann, bo = plan.records
    assert (ann.wants_run, bo.wants_run, bo.notes, bo.do_not_call) == (True, False, "", True)


def test_people_numbered_in_a_row():
    plan = planned(
        ["First Name 1", "Last Name 1", "Email 1", "First Name 2", "Last Name 2", "Email 2", "Address", "Address 2", "Zip"],
        ["Ann", "Lee", "a@example.org", "Bo", "Ray", "b@example.org", "12 Elm St", "Apt 3", "55803"],
    )
    assert [(one.first, one.last, one.emails, one.unit) for one in plan.records] == [
        ("Ann", "Lee", ("a@example.org",), "Apt 3"), ("Bo", "Ray", ("b@example.org",), "Apt 3")]


def test_a_household_of_three_voters(store, tmp_path):
    headers = ["Street", "Zip", "Voter 1", "Voter 2", "Voter 2 phone", "Voter 3", "3rd voter e-mail"]
    row = ["12 Elm St", "55803", "Ann Lee", "Bo Ray", "218-555-0102", "Cy", "cy@example.org"]
    plan = planned(headers, row, ["14 Elm St", "55803", "Di Fox", "", "", "", ""])
    assert told(plan) == [(2, "Ann Lee"), (2, "Bo Ray"), (2, "Cy Lee"), (3, "Di Fox")]
    assert {(one.line, one.zip) for one in plan.records[:3]} == {("12 Elm St", "55803")}
    assert plan.records[2].emails == ("cy@example.org",)
    file = write_csv(tmp_path / "turf.csv", [row], headers)
    assert (bring_in(store, file).people, bring_in(store, file).added) == (3, 0)


@pytest.mark.parametrize(("header", "cells", "field"), [
    ("Spouse Name", ["Mary Smith", "Jo"], "spouse:full_name"), ("Wife", ["Mary", "Jo"], "spouse:full_name"),
    ("Name of spouse", ["Mary", "Jo"], "spouse:full_name"), ("Co-owner", ["LEE, ANN", ""], "spouse:full_name"),
    ("Second Voter First Name", ["Mary", "Jo"], "spouse:first_name"), ("2nd voter", ["Mary", "Jo"], "spouse:full_name"),
    ("Spouse/Partner First Name", ["Bo", "Cy"], "spouse:first_name"), ("Cónyuge", ["María", "José"], "spouse:full_name"),
    ("Partner", ["SEIU Local 1", "AFSCME"], None), ("Partner organization", ["SEIU", "AFSCME"], None),
    ("Spouse", ["yes", "no"], None), ("Spouse's employer", ["ACME", "Self"], None), ("Emergency contact", ["Mary Lee", "Jo"], None),
    ("Partner ID", ["17", "18"], None), ("Name 2", ["Ann Lee", "Bo Ray"], None), ("Spouse Email", ["a@x.org", "b@x.org"], None),
])
def test_headers_of_a_second_person(header, cells, field):
    found = map_columns(["Name", header], [["Ann Lee", cells[0]], ["Bo Ray", cells[1]]])[1]
    assert (reported(found) if found.field == "spouse" else None) == field


@pytest.mark.parametrize(("cell", "reason"), [
    ("Bo (deceased)", "has died; not added as a person"), ("widowed", None), ("none", None), ("Ann", None),
])
def test_nobody_is_made_of_what_names_nobody(cell, reason):
    plan = planned(["Name", "Spouse", "Phone"], ["Ann Lee", cell, "218-555-0101"], ["Cy Dunn", "Di", "218-555-0102"],
                   ["Ed Fox", "Flo", "218-555-0103"])
    assert [name for row, name in told(plan) if row == 2] == ["Ann Lee"]
    assert [one.reason for one in plan.problems if one.row == 2] == ([reason] if reason else [])


def test_whom_nothing_else_reaches_is_reached_by_the_first_ones_number():
    plan = planned(["Name", "Cell", "Spouse", "Spouse cell"], ["Ann Lee", "218-555-0101", "Bo", ""])
    assert [numbers(one) for one in plan.records] == [[("+12185550101", "mobile")]] * 2


def test_nothing_to_reach_them_by_is_said_and_their_own_phone_without_a_name_is_nobody_elses():
    plan = planned(["Name", "E-mail", "Cell", "Spouse", "Spouse cell"], ["Ann Lee", "a@example.org", "", "Bo", ""],
                   ["Cy Dunn", "", "218-555-0102", "", "218-555-0103"])
    assert told(plan) == [(2, "Ann Lee"), (3, "Cy Dunn")] and numbers(plan.records[1]) == [("+12185550102", "mobile")]
    assert [(one.row, one.kept) for one in plan.problems] == [(2, False), (3, False)]


def test_a_couple_in_one_cell_beside_a_column_for_one_of_them():
    plan = planned(["First Name", "Last Name", "Spouse", "Spouse cell", "Home phone"],
                   ["Bob & Sue", "Ray", "Sue", "218-555-0106", "218-555-0105"])
    assert told(plan) == [(2, "Bob Ray"), (2, "Sue Ray")]
    assert numbers(plan.records[1]) == [("+12185550105", "home"), ("+12185550106", "mobile")]


def test_where_the_first_of_the_two_is_blank_the_second_is_the_person():
    plan = planned(["Head of household", "Spouse", "Phone"], ["", "Jo Day", "218-555-0107"], ["Ann Lee", "", "218-555-0108"])
    assert told(plan) == [(2, "Jo Day"), (3, "Ann Lee")]


def test_a_column_can_be_said_to_be_of_the_second_person():
    assert chosen_field("spouse:phone:mobile") == ("spouse", "phone:mobile")
    plan = planned(["Name", "Roomie", "Phone"], ["Ann Lee", "Bo Ray", "218-555-0101"])
    assert "Roomie" not in fields(plan)
