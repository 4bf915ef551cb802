"""Sheets as people really make them: odd headers, ticks, answers in their own words, several things in one cell."""

from __future__ import annotations

import pytest

from organizer.importing.cleaning.district_cells import split_districts
from organizer.importing.columns.mapping import map_columns
from organizer.importing.columns.purpose import sheet_of
from tests.importing.test_unseen_exporters import fields, numbers, planned


@pytest.mark.parametrize(
    ("header", "field", "cells"),
    [
        ("Vorname/First", "first_name", ("Ana", "Bo")), ("First, Middle", "first_name", ("Ana", "Bo")),
        ("Print name", "full_name", ("Ana Ortiz", "Bo Hale")), ("State/Region", "state", ("NV", "NV")),
        ("Perm Zipcode", "zip", ("78701", "78702")), ("Perm City", "city", ("Austin", "Austin")),
        ("Check if you'd run for office", "interest", ("x", "")), ("q_run", "interest", ("Yes", "No")),
        ("action_run_for_office", "interest", ("yes", "no")), ("Parish", "county", ("Orleans", "Caddo")),
        ("Registration Time", "signed_up_at", ("Jun 1, 2024 10:00:00", "Jun 2, 2024 11:00:00")),
        ("Email status", "email_opt_in", ("subscribed", "cleaned")), ("Title", "prefix", ("Ms.", "Rev. Dr.")),
        ("Unsubscribed from all email", "email_opt_out", ("true", "false")),
        ("Cell phone (text ok)", "phone", ("602-555-0101", "602-555-0102")), ("City - Home", "city", ("Fargo", "Ely")),
        ("Locality", "county", ("Fairfax County", "Arlington County")), ("3. Cell phone", "phone", ("7015550101", "7015550102")),
        ("1. First & last name", "full_name", ("Ann Lee", "Bob Ray")), ("LD", "district:state-house", ("43", "LD-2")),
        ("ED", "district:precinct", ("045", "012")), ("State Rep", "district:state-house", ("3rd Hampshire", "2nd Hampshire")),
        ("School board", "office_sought", ("School board", "")), ("Where do you live?", "city", ("Fargo", "Moorhead")),
        ("Home address (street, city, zip)", "address", ("12 Elm St, Fargo, 58102", "13 Elm St, Fargo, 58103")),
        ("Status", "interest", ("Candidate", "Volunteer")), ("Position you'd consider", "office_sought", ("Park board", "any")),
        ("8. If not, will you help someone who does?", "interest", ("Absolutely!", "")),
        ("Last Call Date", None, ("6/1/2024", "6/2/2024")), ("Contact info", "name_contact", (
            "Ann Lee, 701-555-0101, a@example.org", "Bob Ray 7015550102")),
    ],
)
def test_headers_in_other_words(header, field, cells):
    (guess,) = map_columns([header], [[cell] for cell in cells])
    assert guess.field == field


def test_agreeing_to_be_written_to_is_no_wish_to_run():
    header = "By checking this box you agree to be contacted about running for local office. Reply STOP to opt out."
    assert map_columns([header], [["Yes"], ["Yes"]])[0].field != "interest"


def test_the_secretary_of_states_short_names_make_a_street_line():
    plan = planned(
        ["FName", "LName", "RegStNum", "RegStFrac", "RegStName", "RegStType", "RegUnitType", "RegStPreDirection", "RegStPostDirection",
         "RegStUnitNum", "RegCity", "RegState", "RegZipCode", "LegislativeDistrict"],
        ["ANN", "LEE", "12", "", "ELM", "ST", "APT", "N", "", "3", "SEATTLE", "WA", "98101", "43"],
        ["BOB", "RAY", "13", "", "OAK", "AVE", "", "", "NE", "", "SEATTLE", "WA", "98102", "43"],
    )
    assert [(one.line, one.unit, one.zip) for one in plan.records] == [
        ("12 N Elm St", "Apt 3", "98101"), ("13 Oak Ave NE", "", "98102")]


def test_a_column_of_phones_and_mail_is_both_and_pictures_say_yes_and_no():
    plan = planned(["Contact", "Contact info", "Run? 🏃"], ["Ann Lee", "701-555-0101", "✅"], ["Bob Ray", "b@example.org", "❌"])
    ann, bob = plan.records
    assert (numbers(ann)[0][0], bob.emails, ann.wants_run, bob.wants_run) == (
        "+17015550101", ("b@example.org",), True, False)


def test_name_beside_last_is_the_first_name():
    plan = planned(["Name", "Last", "Email"], ["Ann", "Lee", "a@example.org"], ["Bob", "Ray", "b@example.org"])
    assert [(one.first, one.last) for one in plan.records] == [("Ann", "Lee"), ("Bob", "Ray")]


def test_a_town_proves_a_lost_zero_where_no_state_is_told():
    plan = planned(["Name", "Town", "ZIP"], ["Ann Lee", "WEST HARTFORD", "6107"], ["Bob Ray", "Chicago", "6061"],
                   ["Cy Day", "Amherst", "z:01002"], ["Di Fox", "Fargo", "ND 58102"])
    assert [one.zip for one in plan.records] == ["06107", "6061", "01002", "58102"]


def test_ids_of_one_installation_do_not_make_two_people_one():
    headers = ["Contact ID", "Contact Type", "Sort Name", "Display Name", "First Name", "Last Name", "Do Not Phone"]
    plan = planned(headers, ["1", "Individual", "", "", "Ann", "Lee", "No"], ["1", "Individual", "", "", "Ann", "Kim", "No"])
    assert plan.outcomes == ["added", "added"]


def test_a_form_with_from_and_to_in_its_questions_is_no_street_index():
    headers = ["ID", "Full name", "Best phone number to reach you", "Are you registered to vote at this address?"]
    rows = [["1", "Ann Lee", "7015550101", "Yes"], ["2", "Bob Ray", "7015550102", "No"]]
    assert sheet_of(headers, rows, map_columns(headers, rows)) == "people"


def test_a_job_is_no_title_before_a_name():
    assert map_columns(["Title"], [["Chair"], ["Nurse"]])[0].field is None


def test_columns_to_tick_say_run_and_help_and_a_hosts_name_does_not():
    plan = planned(["Name", "Cell", "Run", "Help", "Yard sign", "Host"], ["Ana Ortiz", "218-555-0103", "x", "", "", ""],
                   ["Bo Hale", "218-555-0113", "", "", "X", "x"], ["Cy Dunn", "218-555-0123", "?", "✓", "", ""])
    assert [(one.wants_run, one.wants_help) for one in plan.records] == [(True, False), (False, True), (True, True)]
    assert map_columns(["Calls"], [["1"], ["0"], ["3"]])[0].field is None
    told = planned(["Name", "Run", "Help"], ["Ana Ortiz", "City council", ""], ["Bo Hale", "", "phone bank, canvass"]).records
    assert [(one.wants_run, one.wants_help, one.office) for one in told] == [
        (True, False, "City council"), (False, True, "")]
    assert map_columns(["Host"], [["Ana Ortiz"], ["Bo Hale"]])[0].field != "interest"


def test_answers_to_whether_somebody_would_run_are_taken_by_how_they_begin():
    said = ["Yes, definitely", "maybe", "Yes! School committee", "Not right now", "No, but I would help", "M"]
    plan = planned(["Name", "Email", "Would you consider running for office in 2025?"],
                   *[[f"Ana Ortiz{n}", f"a{n}@example.org", answer] for n, answer in enumerate(said)])
    assert [one.wants_run for one in plan.records] == [True, True, True, False, False, True]
    assert (plan.records[2].office, plan.records[4].wants_help) == ("School board", True)
    assert not [problem for problem in plan.problems if not problem.kept]


def test_answers_in_spanish():
    plan = planned(["Nombre", "Correo", "¿Le gustaría ser candidato?", "¿Quiere ser voluntario?"],
                   ["Lucía Vega", "l@example.org", "Sí", "No, gracias"], ["Iñaki Ruiz", "i@example.org", "Tal vez", "Claro que sí"])
    assert [(one.wants_run, one.wants_help) for one in plan.records] == [(True, False), (True, True)]
    assert [(one.first, one.last) for one in plan.records] == [("Lucía", "Vega"), ("Iñaki", "Ruiz")]


def test_an_offer_in_ones_own_words_counts_as_help_and_is_told():
    plan = planned(["Name", "Email", "How would you like to help?"], ["Ana Ortiz", "a@example.org", "bake cookies"],
                   ["Bo Hale", "b@example.org", "None of the above"])
    assert [one.wants_help for one in plan.records] == [True, False]
    assert [(one.value, one.kept) for one in plan.problems] == [("bake cookies", True)]


def test_letters_say_run_help_and_both():
    plan = planned(["Name", "Email", "Run or Help?"], *[["Ana Ortiz", f"{n}@example.org", n] for n in "RHB"])
    assert [(one.wants_run, one.wants_help) for one in plan.records] == [(True, False), (False, True), (True, True)]


def test_whoever_asks_not_to_be_called_is_not_however_it_is_said():
    plan = planned(
        ["Name", "Phone", "Do Not Call", "Contact preference"],
        ["Ana Ortiz", "218-555-0103", "DNC", ""], ["Bo Hale", "218-555-0113", "please don't", ""],
        ["Cy Dunn", "218-555-0123", "", "Email only"], ["Di Fox", "218-555-0133", "", "Phone"],
        ["Ed Gil", "218-555-0143", "ok to call", ""], ["Flo Hu", "don't call", "", ""], ["Gus Ito", "218-555-0153", "no", "Text"],
    )
    assert [bool(one.do_not_call) for one in plan.records] == [True, True, True, False, False, True, False]
    assert [problem.reason for problem in plan.problems if problem.column == "Do Not Call"] == [
        "neither yes nor no; taken as: do not call"]


@pytest.mark.parametrize("cell", ["no name, phone, e-mail or address in it", "no phone", "call after 5", "phone: none",
                                  "no calls before 5pm", "don't call after 9"])
def test_what_only_sounds_like_it_is_no_wish_not_to_be_called(cell):
    (one,) = planned(["Name", "Phone", "Email"], ["Ana Ortiz", cell, "a@example.org"]).records
    assert (one.do_not_call, one.phones) == (None, ())


def test_a_number_with_a_word_against_calling_is_kept_and_not_called():
    (one,) = planned(["Name", "Phone"], ["Ana Ortiz", "218-555-0103 (do not call)"]).records
    assert [(phone.number, phone.status) for phone in one.phones] == [("+12185550103", "do-not-call")]


@pytest.mark.parametrize(
    ("cell", "kinds", "found"),
    [
        ("HD 12B / SD 12", (), {"state-house": "12B", "state-senate": "12"}), ("CD8", (), {"congressional": "8"}),
        ("HD-49, SD-14", (), {"state-house": "49", "state-senate": "14"}),
        ("3/12", ("ward", "precinct"), {"ward": "3", "precinct": "3/12"}),
        ("Ward 4 Pct 2", ("ward", "precinct"), {"ward": "4", "precinct": "Ward 4 Pct 2"}),
        ("W1 P3", ("ward", "precinct"), {"ward": "1", "precinct": "W1 P3"}),
        ("House District 8A; Senate District 8", (), {"state-house": "8A", "state-senate": "8"}), ("Duluth", (), {}),
    ],
)
def test_several_districts_in_one_cell(cell, kinds, found):
    assert dict(split_districts(cell, kinds)) == found


def test_districts_in_one_column_are_found_by_their_values_and_columns_of_their_own_win():
    plan = planned(["Name", "Email", "Where", "HD", "Ward/Pct"], ["Ana Ortiz", "a@example.org", "HD 12B / SD 12", "12A", "3/12"],
                   ["Bo Hale", "b@example.org", "SD 9 HD 9B", "", "4/1"])
    assert [dict(one.districts) for one in plan.records] == [
        {"state-house": "12A", "state-senate": "12", "ward": "3", "precinct": "3/12"},
        {"state-senate": "9", "state-house": "9B", "ward": "4", "precinct": "4/1"},
    ]


def test_questions_beside_their_answers_are_what_the_column_is_called_by():
    plan = planned(
        ["Donor First Name", "Donor Last Name", "Donor Email", "Custom Field 1 Label", "Custom Field 1 Value",
         "Custom Field 2 Label", "Custom Field 2 Value"],
        ["Ana", "Ortiz", "a@example.org", "Would you run for office?", "Yes, board of education", "T-shirt size", "M"],
        ["Bo", "Hale", "b@example.org", "Would you run for office?", "No thanks", "", ""],
    )
    assert [(one.wants_run, one.office) for one in plan.records] == [(True, "School board"), (False, "")]
    assert "Custom Field 2 Value" not in fields(plan)


def test_puerto_rico_keeps_its_zip_codes_of_three_digits():
    plan = planned(["Name", "City", "State", "Postal Code"], ["Luz Vega", "San Juan", "PR", "926"],
                   ["Ana Paz", "Ponce", "PR", "716"], ["Eva Ruiz", "Ponce", "Puerto Rico", "00716"])
    assert [one.zip for one in plan.records] == ["00926", "00716", "00716"]


def test_where_a_computer_stood_is_not_where_somebody_lives():
    plan = planned(["Email Address", "First Name", "Last Name", "MEMBER_RATING", "LATITUDE", "LONGITUDE", "LEID"],
                   ["a@example.org", "Ana", "Ortiz", "2", "39.1", "-84.5", "1"])
    assert plan.records[0].latitude is None


def test_an_opt_out_of_a_texting_campaign_is_one_of_texts():
    plan = planned(["First Name", "Last Name", "Phone", "Last Message", "Opted Out"],
                   ["Ana", "Ortiz", "218-555-0103", "stop", "Yes"], ["Bo", "Hale", "218-555-0113", "hi", "No"])
    assert [(one.email_out, one.phones[0].text_ok) for one in plan.records] == [(None, "no"), (None, "yes")]


def test_sums_and_headings_between_the_rows_are_nobody():
    plan = planned(["Name", "Phone", "Email"], ["WARD 1", "", ""], ["Ana Ortiz", "218-555-0103", ""], ["WARD 2", "", ""],
                   ["Bo Hale", "218-555-0113", ""], ["N/A", "", "c@example.org"], ["Total: 2", "", ""])
    assert plan.outcomes == ["added", "added", "added", "refused"]
    assert [dict(one.districts) for one in plan.records[:3]] == [{"ward": "1"}, {"ward": "2"}, {"ward": "2"}]
    assert plan.records[2].first == ""


def test_a_call_to_a_couple_is_one_with_each_of_them():
    plan = planned(["Name", "Phone", "Date called", "Caller", "Result", "Notes"],
                   ["John & Mary Smith", "218-555-0103", "6/1/2024", "Jan", "LM", ""],
                   ["Ana Ortiz", "218-555-0113", "6/1/2024", "Jan", "wrong #", ""],
                   ["Bo Hale", "218-555-0123", "6/1/2024", "Jan", "talked - will run", "school board"])
    assert len(plan.contacts) == 4
    assert not [problem for problem in plan.problems if problem.column == ""]


def test_nationbuilders_contacts_go_by_the_person_not_by_the_contact():
    plan = planned(["contact_id", "author_id", "author_full_name", "recipient_id", "recipient_full_name", "method",
                    "status", "type", "note", "created_at"],
                   ["1", "9", "Jan Doe", "501", "Ana Ortiz", "phone_call", "left_message", "x", "", "2024-06-01T10:00:00-05:00"])
    one = plan.records[0]
    assert (one.ids, one.result, one.contact_kind) == ((("nationbuilder", "501"),), "left_message", "phone_call")


def test_a_list_with_results_but_no_dates_tells_of_contacts_and_a_survey_does_not():
    log = planned(["Name", "Phone", "Result"], ["Ana Ortiz", "218-555-0103", "LM"], ["Bo Hale", "218-555-0113", "no answer"])
    survey = planned(["Name", "Phone", "Result"], ["Ana Ortiz", "218-555-0103", "12"], ["Bo Hale", "218-555-0113", "9"])
    assert (len(log.contacts), log.is_history) == (2, False)
    assert (len(survey.contacts), survey.tells_contacts) == (0, False)


def test_callhub_tells_who_called_when():
    plan = planned(["Campaign", "Agent", "Contact first name", "Contact last name", "Contact number", "Disposition", "Started at"],
                   ["June", "Jan", "Ana", "Ortiz", "12185550103", "BAD_NUMBER", "2024-06-01 10:00:00"])
    one = plan.records[0]
    assert (one.contacted_by, one.contacted_at, numbers(one)) == ("Jan", "2024-06-01T10:00:00Z", [("+12185550103", "")])
