"""Header sets of other programs and of lists by hand, each with what a person would make of it at a glance."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from organizer.importing.cleaning.dates import clean_near
from organizer.importing.columns.mapping import map_columns
from tests.importing.test_unseen_exporters import fields, numbers, planned


def test_a_church_list_with_heads_and_spouses():
    plan = planned(
        ["Household", "Head", "Spouse", "Street", "City, State Zip", "Home Phone", "Head Cell", "Spouse Cell", "Spouse Email"],
        ["Lee Family", "Ann", "Bo", "12 Elm St", "Duluth, MN 55803", "218-555-0101", "218-555-0102", "218-555-0103", "bo@example.org"],
        ["Ray Household", "Ed", "", "14 Elm St", "Duluth, MN 55803", "218-555-0104", "", "", ""],
    )
    ann, bo, ed = plan.records
    assert [(one.first, one.last, one.city) for one in plan.records] == [
        ("Ann", "Lee", "Duluth"), ("Bo", "Lee", "Duluth"), ("Ed", "Ray", "Duluth")]
    assert (numbers(ann)[0][0], numbers(bo)[0][0], bo.emails, ed.emails) == (
        "+12185550102", "+12185550103", ("bo@example.org",), ())


def test_labels_of_a_mail_house_number_their_voters():
    plan = planned(["HH_ID", "FULLNAME1", "FULLNAME2", "ADDRESS", "CITY_ST_ZIP", "VOTER1_PHONE", "VOTER2_PHONE"],
                   ["1", "ANN LEE", "BO LEE", "12 ELM ST", "DULUTH MN 55803", "2185550101", "2185550102"],
                   ["2", "ED RAY", "", "14 ELM ST", "DULUTH MN 55803", "2185550103", ""])
    assert [numbers(one) for one in plan.records] == [
        [("+12185550101", "")], [("+12185550102", "")], [("+12185550103", "")]]


def test_targetsmart_and_catalist_voter_files():
    smart = fields(planned(
        ["vb.tsmart_first_name", "vb.tsmart_last_name", "vb.tsmart_full_address", "vb.tsmart_city", "vb.tsmart_zip", "vb.vf_county_name",
         "vb.vf_cd", "vb.vf_sd", "vb.vf_hd", "vb.voterbase_phone_wireless"],
        ["ANN", "LEE", "12 ELM ST APT 3", "DULUTH", "55803", "ST LOUIS", "8", "8", "8A", "2185550102"]))  # fmt: skip
    assert {"first_name", "last_name", "city", "zip", "county", "district:congressional", "district:state-senate",
            "district:state-house", "phone"} <= set(smart.values())  # fmt: skip
    catalist = planned(["DWID", "FIRSTNAME", "LASTNAME", "REGADDRLINE1", "REGADDRLINE2", "REGADDRCITY", "REGADDRSTATE", "REGADDRZIP"],
                       ["1", "ANN", "LEE", "12 ELM ST", "APT 3", "DULUTH", "MN", "55803"])  # fmt: skip
    one = catalist.records[0]
    assert (one.line, one.unit, one.city, one.state, one.zip) == ("12 Elm St", "Apt 3", "Duluth", "MN", "55803")


def test_raisers_edge_numbers_are_its_own():
    plan = planned(["Constituent ID", "Key Indicator", "First Name", "Last/Org Name", "Preferred Address Line 1", "Preferred City",
                    "Preferred ZIP", "Spouse First Name"], ["1", "I", "Ann", "Lee", "12 Elm St", "Duluth", "55803", "Bo"])  # fmt: skip
    ann, bo = plan.records
    assert (plan.exporter.label, ann.ids, bo.ids, bo.line) == (
        "Raiser's Edge export", (("sheet:constituent id", "1"),), (), "12 Elm St")


@pytest.mark.parametrize(("header", "cells", "field", "detail"), [
    ("What precinct are you in, if you know?", ["123", "don't know"], "district:precinct", ""),
    ("OK to text? Y/N", ["Y", "N"], "sms_ok", ""), ("Will walk", ["x", ""], "interest", "help"), ("Vol?", ["Y", "n"], "interest", "help"),
    ("How would you like to get involved?", ["Run for office", "Volunteer"], "interest", ""), ("Survey: Will you run?", ["Yes", "No"], "interest", "run"),
    ("How have you been involved?", ["County chair", "none"], "involvement", ""), ("What skills do you have", ["Law", "Spanish"], "involvement", ""),
    ("Submission IP", ["1.2.3.4", "1.2.3.5"], None, ""), ("CNTY_NAME", ["St. Louis", "Carlton"], "county", ""),
    ("What else?", ["hello", "hi there"], "notes", ""), ("Called", ["yes", "no"], None, ""), ("Household", ["17", "18"], "household_id", ""),
    ("Phone/Email", ["218-555-0101 a@example.org", "218-555-0102"], "name_contact", ""), ("Address for mail", ["PO Box 12", "14 Elm St"], "address1", ""),
])  # fmt: skip
def test_headers_in_still_other_words(header, cells, field, detail):
    guess = map_columns(["Name", header], [["Ann Lee", cells[0]], ["Bo Ray", cells[1]]])[1]
    assert (guess.field, guess.detail) == (field, detail)


def test_a_log_by_hand_says_by_whom_and_how():
    plan = planned(["First", "Last", "Cell", "Contacted", "By", "How", "Result", "Follow-up by"],
                   ["Ann", "Lee", "218-555-0101", "6/1/2024", "KV", "text", "No reply", "6/8/2024"])
    one = plan.records[0]
    assert (one.contacted_by, one.contact_kind, one.contacted_at, plan.steps[0]["follow_up"][:10]) == ("KV", "text", "2024-06-01", "2024-06-08")


def test_the_name_of_an_officer_is_a_name_where_no_other_is():
    plan = planned(["Pct", "PCO Name", "PCO Phone", "LD", "Zip"], ["101", "Ann Lee", "360-555-0101", "42", "98225"],
                   ["102", "Bob Ray", "360-555-0102", "42", "98225"], ["103", "VACANT", "", "40", ""])
    assert [(one.first, one.last) for one in plan.records] == [("Ann", "Lee"), ("Bob", "Ray"), ("", "")]
    assert plan.records[2].districts[-1] == ("state-senate", "40")


def test_a_day_to_call_without_its_year_is_the_nearest():
    for days in (-100, -3, 5, 100):
        day = date.today() + timedelta(days)
        assert clean_near(f"{day.month}/{day.day}") == day.isoformat() or (day.month, day.day) == (2, 29)


def test_a_recruiter_s_list_with_prospects_and_steps(store):
    plan = planned(
        ["Prospect", "Could run for", "Best contact", "Recruiter", "Last touch", "Next touch", "Step"],
        ["Thandiwe Okafor", "School Board Dist 2", "218-555-0101", "Kim", "6/1/2024", "6/8/2024", "Reached"],
        ["Xo Quispe", "City Council", "bo@example.org", "Kim", "6/2/2024", "", "Not now"],
        ["Nhia Vang", "State Rep 8A", "218-555-0103", "Jo", "6/3/2024", "6/10/2024", "Seat matched"],
    )
    assert [f"{one.first} {one.last}" for one in plan.records] == ["Thandiwe Okafor", "Xo Quispe", "Nhia Vang"]
    assert [plan.steps[place].get("run_stage") for place in range(3)] == ["reached", "not-now", "matched"]
    assert plan.steps[0]["follow_up"].startswith("2024-06-08")


def test_a_vice_chairs_number_is_not_the_chairs():
    plan = planned(["Pct", "Chair", "Chair phone", "Vice chair", "Vice chair phone", "Vice e-mail"],
                   ["P-1", "Ann Lee", "218-555-0101", "Bob Ray", "218-555-0102", "bo@example.org"],
                   ["P-2", "Cy Dunn", "218-555-0103", "", "", ""])
    assert [(numbers(one), one.emails) for one in plan.records] == [
        ([("+12185550101", "")], ()), ([("+12185550103", "")], ())]


def test_no_mail_is_not_no_e_mail():
    assert planned(["Name", "Email", "NOMAIL"], ["Ann Lee", "a@example.org", "Y"]).records[0].email_out is None


@pytest.mark.parametrize(("header", "cells", "field"), [
    ("Member", ["yes", "no"], None), ("Member", ["Ann Lee", "Bo Ray"], "full_name"), ("Owner", ["LEE ANN", "RAY BO"], "full_name"),
    ("Guest", ["2", "1"], None), ("Delegate", ["x", ""], None),
])  # fmt: skip
def test_a_word_for_people_is_their_name_where_names_stand(header, cells, field):
    assert map_columns(["Phone", header], [["218-555-0101", cells[0]], ["218-555-0102", cells[1]]])[1].field == field


def test_who_paid_is_not_who_comes():
    plan = planned(["Attendee first name", "Attendee Surname", "Attendee email", "Buyer first name", "Buyer email", "Ticket type", "Order date"],
                   ["Bo", "Lee", "bo@example.org", "Ann", "ann@example.org", "General", "2024-06-01"])  # fmt: skip
    assert (plan.records[0].first, plan.records[0].emails) == ("Bo", ("bo@example.org",))
    alone = planned(["Buyer first name", "Buyer last name", "Buyer email"], ["Ann", "Lee", "ann@example.org"])
    assert alone.records[0].emails == ("ann@example.org",)
