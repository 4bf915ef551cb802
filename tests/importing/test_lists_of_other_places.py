"""Sheets of county parties, unions, vendors and clerks elsewhere: every cell means what its author meant."""

from __future__ import annotations

import pytest

from organizer.importing.cleaning.results import result_code
from organizer.importing.columns.mapping import map_columns
from tests.importing.test_unseen_exporters import fields, numbers, planned

PERSON = ["Ann Lee", "218-555-0101"]


@pytest.mark.parametrize(("header", "field", "cells"), [
    ("Recipient", None, ("County DFL", "County DFL")), ("Org", None, ("County DFL", "City Party")),
    ("Email permissions status", "email_opt_in", ("Express", "Unsubscribed")), ("Pct Code", "district:precinct", ("0123", "0124")),
    ("Commish Pct", "district:county-council", ("2", "3")), ("Sch Dist #", "district:school", ("709", "381")),
    ("Co Comm Dist", "district:county-council", ("5", "1")), ("ResStreet", "address1", ("ELM", "OAK")),
    ("SD", "district:state-senate", ("SD-Q", "A")), ("HD", "district:state-house", ("n/a", "8A", "idk")),
    ("I can help with... (circle)", "interest", ("phones, walk", "PC!! would run")), ("Where do you live?", "city", ("Ely", "Orr")),
])
def test_headers_and_what_stands_below_them(header, field, cells):
    assert map_columns([header], [[cell] for cell in cells])[0].field == field


def test_the_first_and_last_of_a_chair_are_the_name():
    plan = planned(["Pct", "Chair First", "Chair Last", "Cell"], ["101", "Ann", "Lee", "512-555-0101"])
    assert [(one.first, one.last) for one in plan.records] == [("Ann", "Lee")] and not plan.guesses[1].sure
    assert "first_name" not in fields(planned(["Name", "Visit First", "Visit Last"], ["Ann Lee", "June", "May"])).values()


def test_letters_above_phones_tell_their_kind_and_a_b_c_do_not():
    one = planned(["Name", "H", "C", "W"], ["Ann Lee", "218-555-0101", "218-555-0102", "218-555-0104 x12"],
                  ["Bo Ray", "218-555-0105", "218-555-0106", "218-555-0107"]).records[0]
    assert sorted(kind for _, kind in numbers(one)) == ["home", "mobile", "work"]
    plain = map_columns(list("ABCH"), [["Ann Lee", "x", "218-555-0101", "218-555-0102"]] * 3)
    assert [one.detail for one in plain if one.field == "phone"] == ["", ""]


def test_members_of_a_household_have_its_name():
    plan = planned(["Household", "Members", "Phone"], ["Lee Family", "Ann, Bob, Tim (12)", "218-555-0101"],
                   ["Ray Family", "Cy & Di", "218-555-0102"], ["Fox Family", "Ed", "218-555-0103"])
    assert [(one.row, one.first, one.last) for one in plan.records] == [
        (2, "Ann", "Lee"), (2, "Bob", "Lee"), (2, "Tim", "Lee"), (3, "Cy", "Ray"), (3, "Di", "Ray"), (4, "Ed", "Fox")]


def test_how_likely_somebody_is_to_run():
    said = ["Very likely", "Somewhat likely", "Not at all likely", "Very unlikely", "Unlikely", "Very interested"]
    plan = planned(["Name", "Phone", "How likely are you to run for office?"], *[[*PERSON, answer] for answer in said])
    assert [one.wants_run for one in plan.records] == [True, True, False, False, False, True]


@pytest.mark.parametrize(("note", "asked"), [
    ("DO NOT CALL", True), ("please text, do not call", True), ("moved away", None), ("do not call before 5pm", None),
    ("don't call me lazy", None), ("don't call Sundays", None), ("do not call her mother", None), ("never called", None),
    ("I don't call myself a Democrat", None), ("remove snow for neighbors", None), ("do not contact by mail", None),
    ("DNC delegate 2016", None), ("DNC member", None), ("went to DNC in Chicago", None), ("delegate to the DNC", None),
    ("removed from office 2019", None), ("DNC", True), ("on the DNC list", True), ("add to DNC", True), ("DNC per wife", True), ("marked DNC", True),
    ("removed from call list", True), ("no contact", None), ("no contact made", None), ("no calls answered", None),
    ("no callback number", None), ("no call back yet", None), ("no calls please", True), ("never call me again", True), ("do not call her cell", True), ("remove from list", True),
    ("We talked for an hour about how often she is called by campaigns; said do not call her sister, who moved", None),
])
def test_a_note_that_says_only_not_to_call_counts(note, asked):
    plan = planned(["Name", "Phone", "Notes"], [*PERSON, note])
    assert plan.records[0].do_not_call is asked and plan.records[0].notes == note
    assert [one.reason for one in plan.problems] == (["taken as: do not call"] if asked else [])


@pytest.mark.parametrize("said", ["said take me off list", "remove me from the list", "do not contact again", "quitar de la lista"])
def test_results_in_ones_own_words_that_end_all_calls(said):
    assert result_code(said) == "XC"


def test_a_district_that_nobody_knows_is_none():
    plan = planned(["Name", "Phone", "Precinct", "Ward"], [*PERSON, "?", "don't know"], [*PERSON, "P-12", "not sure"])
    assert [one.districts for one in plan.records] == [(), (("precinct", "P-12"),)]


def test_a_legislative_district_fills_what_the_houses_columns_leave_open():
    plan = planned(["Name", "Phone", "AD", "SD", "Leg District", "State"], [*PERSON, "109", "46", "12", "NY"],
                   [*PERSON, "", "", "42A", "MD"])
    assert [dict(one.districts) for one in plan.records] == [
        {"state-house": "109", "state-senate": "46"}, {"state-house": "42A", "state-senate": "42"}]


def test_an_address_in_parts_by_the_clerks_names():
    plan = planned(["LastName", "FirstName", "ResHouse", "ResStreet", "ResType", "ResApt", "ResCity", "ResZip"],
                   ["LEE", "ANN", "12", "ELM", "ST", "4", "FRESNO", "93701"])
    one = plan.records[0]
    assert (one.line, one.unit, one.city, one.zip) == ("12 Elm St", "Apt 4", "Fresno", "93701")


def test_whoever_prepared_the_list_is_not_on_it():
    plan = planned(["Name", "Phone"], PERSON, ["Prepared by Jan on 6/1/24", ""], ["TOTAL", "1"])
    assert plan.outcomes == ["added", "refused", "refused"]


def test_an_hour_alone_is_a_time():
    plan = planned(["Name", "Phone", "Date"], [*PERSON, "6-14-24 7pm"], [*PERSON, "06/15/2024 10:30 AM"])
    assert [one.signed_up_at for one in plan.records] == ["2024-06-14T19:00:00Z", "2024-06-15T10:30:00Z"]


def test_ditto_marks_count_for_what_stands_above_them_and_a_row_of_nothing_else_is_blank():
    plan = planned(["Name", "Street", "City", "Zip", "Phone"], ["Ann Lee", "12 Elm St", "Duluth", "55803", "218-555-0101"],
                   ["Bob Lee", '"', "''", "Ditto", "218-555-0102"], ["Cy Ray", "13 Oak St", "do.", '-"-', "same"],
                   ['"', '"', '"', '"', "same"])
    assert [(one.line, one.city, one.zip) for one in plan.records[:3]] == [
        ("12 Elm St", "Duluth", "55803"), ("12 Elm St", "Duluth", "55803"), ("13 Oak St", "Duluth", "55803")]
    assert numbers(plan.records[2]) == [("+12185550102", "")] and plan.outcomes[3] == "refused"
    assert any("Ditto" in note for note in plan.table.notes)


def test_somebody_called_ditto_keeps_the_name():
    plan = planned(["First", "Last", "Phone"], ["Ann", "Lee", "218-555-0101"], ["Bob", "ditto", "218-555-0102"],
                   ["Cy", "Ditto", "218-555-0103"], ["Ditto", "Ray", "218-555-0104"])
    assert [one.first + " " + one.last for one in plan.records] == ["Ann Lee", "Bob Lee", "Cy Ditto", "Ditto Ray"]


def test_a_place_called_same_or_a_quoted_cell_is_no_mark():
    plan = planned(["Name", "Mailing address", "City", "Phone"], ["Ann Lee", "same", "Duluth", "218-555-0101"],
                   ["Bob Lee", "same", "Do", "218-555-0102"])
    assert list(plan.table.rows[1][1:3]) == ["same", "Do"]


def test_town_and_zip_behind_the_street_line_need_no_heading():
    plan = planned(["Name", "Address", "", "Phone"], ["Ann Lee", "12 Elm St", "Mesa, AZ 85201", "602-555-0101"],
                   ["Bo Ray", "13 Oak St", "Phoenix 85004", "602-555-0102"], ["Cy Day", "14 Elm St", "Mesa", "602-555-0103"])
    assert [(one.city, one.state, one.zip) for one in plan.records] == [
        ("Mesa", "AZ", "85201"), ("Phoenix", "", "85004"), ("Mesa", "", "")]


def test_a_day_without_its_year_is_of_the_year_of_those_beside_it():
    plan = planned(["Name", "Phone", "Date signed"], [*PERSON, "12/30/2024"], [*PERSON, "12/31"], [*PERSON, "Jan 2"],
                   [*PERSON, "2025-01-03"])
    assert [one.signed_up_at for one in plan.records] == ["2024-12-30", "2024-12-31", "2025-01-02", "2025-01-03"]
    assert [one.reason for one in plan.problems if "year" in one.reason] == ["no year told; taken as 2024"]


def test_a_day_without_its_year_far_below_is_of_the_last_year_told():
    plan = planned(["Name", "Signed up"], *[[f"Ann Lee {'I' * (at % 3)}", "6/12" if at else "6/12/2019"] for at in range(2500)])
    assert {one.signed_up_at for one in plan.records} == {"2019-06-12"}


def test_offices_to_tick_or_to_number_are_sought_and_are_no_districts():
    plan = planned(["Name", "Email", "School Board (1st choice?)", "City Council", "State House"],
                   ["Ann Lee", "ann@example.org", "1", "2", ""], ["Bo Ray", "bo@example.org", "", "", "x"])
    assert [(one.office, one.districts) for one in plan.records] == [("School board; City council", ()), ("State House", ())]
    assert fields(planned(["Name", "City Council", "State House"], ["Ann Lee", "2", "8A"], ["Bo Ray", "13", "9B"]))[
        "City Council"] == "district:city-council"


@pytest.mark.parametrize("headers", [
    ["City Council", "State House", "State Senate"], ["County Commission", "School Board", "State House"],
    ["County Commission District", "School Board District", "State House District"],
])
@pytest.mark.parametrize("numbers", [["142", "232", "322", "412"], ["123", "123", "123", "123"], ["111", "211", "112", "222"]])
def test_low_numbers_of_districts_are_no_choice_of_offices(headers, numbers):
    plan = planned(["Name", "Phone", *headers], *[["Ann Lee", f"701-555-010{at}", *said] for at, said in enumerate(numbers)])
    assert not any(one.office for one in plan.records) and "office_sought" not in fields(plan).values()
    assert len(plan.records[0].districts) >= 2


def test_a_no_among_ticks_is_none():
    plan = planned(["Name", "Phone", "City Council", "School Board"], *[
        ["Ann Lee", f"701-555-01{at:02}", "no" if at % 4 == 3 else "yes", "" if at % 2 else "x"] for at in range(12)])
    assert [one.office for one in plan.records[2:4]] == ["City council; School board", ""]


def test_a_post_that_somebody_holds_is_not_the_office_they_seek():
    plan = planned(["Position", "Name", "Phone"], ["Chair", *PERSON], ["1st Vice Chair", "Bo Ray", "218-555-0102"])
    assert [one.office for one in plan.records] == ["", ""]
    assert planned(["Position", "Name", "Phone"], ["Mayor", *PERSON]).records[0].office == "Mayor"


@pytest.mark.parametrize(("header", "kinds"), [
    ("Tel (H)", ["home"]), ("Phone (C)", ["mobile"]), ("Home/Cell", [""]), ("Cell / Home", [""]), ("Home cell", ["mobile"]),
])
def test_the_kind_of_a_phone_by_its_letter_and_none_where_it_may_be_either(header, kinds):
    assert [kind for _, kind in numbers(planned(["Name", header], PERSON).records[0])] == kinds


def test_a_whole_address_among_street_lines_is_not_told_twice():
    plan = planned(["Name", "Address", "City", "State", "Zip"], ["Ann Lee", "12 Elm St, Duluth, MN 55802", "Duluth", "MN", "55802"],
                   ["Bo Ray", "13 Elm St", "Duluth", "MN", "55802"], ["Cy Day", "14 Oak St", "Ely", "MN", "55731"],
                   ["Di Fox", "15 Duluth St", "Duluth", "MN", "55802"], ["Ed Gil", "16 Elm St, Duluth, MN 55999", "Duluth", "MN", "55802"])
    assert [one.line for one in plan.records[:4]] == ["12 Elm St", "13 Elm St", "14 Oak St", "15 Duluth St"]
    assert plan.records[0].key and "55999" in plan.records[4].line
