"""Sheets of other programs and by hand: every column goes where a person would put it, without a click."""

from __future__ import annotations

import pytest

from organizer.importing.columns.mapping import map_columns
from organizer.importing.planning import plan_import
from organizer.importing.reading.sheet import read_text_table


def planned(*rows):
    """A plan of a sheet given as rows of cells."""
    text = "\n".join("\t".join(f'"{cell}"' if "\n" in cell else cell for cell in row) for row in rows)
    return plan_import(None, read_text_table(text))


def fields(plan):
    return {guess.header: guess.field for guess in plan.guesses if guess.field}


def numbers(record):
    return [(phone.number, phone.kind) for phone in record.phones]


def test_google_contacts_tell_each_number_its_own_kind():
    plan = planned(
        ["First Name", "Last Name", "Birthday", "Labels", "E-mail 1 - Label", "E-mail 1 - Value", "E-mail 2 - Label",
         "E-mail 2 - Value", "Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value",
         "Address 1 - Formatted", "Address 1 - Street", "Address 1 - City", "Address 1 - PO Box", "Address 1 - Region",
         "Address 1 - Postal Code"],
        ["Ana", "Ortiz", "1970-03-04", "* myContacts", "* Home", "ana@example.org", "", "", "Mobile", "218-555-0103",
         "Home", "218-555-0102", "12 Elm St, Duluth, MN 55803", "12 Elm St", "Duluth", "", "MN", "55803"],
        ["Bo", "Hale", "", "Volunteers ::: * myContacts", "Work", "bo@example.org ::: b2@example.org", "", "", "Work",
         "218-555-0110", "Mobile", "218-555-0111 ::: 218-555-0112", "", "", "", "", "", ""],
    )
    ana, bo = plan.records
    assert numbers(ana) == [("+12185550103", "mobile"), ("+12185550102", "home")]
    assert numbers(bo) == [("+12185550110", "work"), ("+12185550111", "mobile"), ("+12185550112", "mobile")]
    assert bo.emails == ("bo@example.org", "b2@example.org")
    assert (ana.line, ana.city, ana.state, ana.zip, ana.birth_date) == ("12 Elm St", "Duluth", "MN", "55803", "1970-03-04")
    assert "E-mail 2 - Label" not in fields(plan)


def test_outlook_keeps_the_office_out_of_the_home_address():
    plan = planned(
        ["Title", "First Name", "Last Name", "Suffix", "Department", "Business Street", "Business City",
         "Business Postal Code", "Home Street", "Home Street 2", "Home City", "Home State", "Home Postal Code",
         "Business Phone", "Mobile Phone", "Birthday", "Categories", "E-mail Address", "E-mail Display Name", "Notes"],
        ["Ms.", "Ana", "Ortiz", "", "Sales", "1 Corp Way", "Cloquet", "55720", "12 Elm St", "Apt 3", "Duluth", "MN",
         "55803", "218-555-0101", "218-555-0103", "3/4/1970", "Volunteers", "ana@example.org", "Ana Ortiz (ana@example.org)",
         "Met at the fair\nloves dogs"],
        ["", "Cy", "Dunn", "Jr.", "", "2 Corp Way", "Cloquet", "55720", "", "", "", "", "", "218-555-0121", "",
         "0/0/00", "Run", "cy@example.org", "Cy Dunn", ""],
    )
    ana, cy = plan.records
    assert (ana.line, ana.unit, ana.city, ana.zip) == ("12 Elm St", "Apt 3", "Duluth", "55803")
    assert ana.notes == "Met at the fair\nloves dogs"
    assert (cy.line, cy.city, cy.zip, cy.suffix, cy.birth_date, cy.wants_run) == ("", "", "", "Jr", "", True)
    assert {"Department", "Business Street", "Business Postal Code", "E-mail Display Name"}.isdisjoint(fields(plan))
    assert not [problem for problem in plan.problems if problem.value == "0/0/00"]


def test_a_survey_of_two_rows_is_read_by_the_last_words_of_its_headers():
    plan = planned(
        ["Respondent ID", "Start Date", "Email Address", "First Name", "Last Name", "Please tell us who you are", "", "", "",
         "", "Which of these would you do? (check all)", "", "What office would interest you most?"],
        ["", "", "", "", "", "Name", "Address", "City/Town", "Email Address", "Phone Number", "Run for office", "Volunteer",
         "Response"],
        ["11", "06/13/2024 10:00:00 AM", "", "", "", "Ana Ortiz", "12 Elm St", "Duluth", "ana@example.org", "218-555-0103",
         "Run for office", "", "School board"],
        ["12", "06/14/2024 11:00:00 AM", "", "", "", "Bo Hale", "14 Elm St", "Duluth", "bo@example.org", "218-555-0113", "",
         "Volunteer", ""],
    )
    ana, bo = plan.records
    assert (ana.first, ana.last, ana.line, ana.city) == ("Ana", "Ortiz", "12 Elm St", "Duluth")
    assert (ana.wants_run, ana.wants_help, ana.office) == (True, False, "School board")
    assert (bo.wants_run, bo.wants_help, bo.emails) == (False, True, ("bo@example.org",))
    assert ana.signed_up_at == "2024-06-13T10:00:00Z"


@pytest.mark.parametrize(
    "headers",
    [
        ("Name - First Name", "Name - Last Name", "Address: Street Address", "Address: Street Address Line 2", "Address: City",
         "Address: State / Province", "Address: Postal / Zip Code"),
        ("Name (First)", "Name (Last)", "Address (Street Address)", "Address (Address Line 2)", "Address (City)",
         "Address (State / Province)", "Address (ZIP / Postal Code)"),
        ("Your information > First name", "Your information > Last name", "Home [Street]", "Home [Apt]", "Home [City]",
         "Home [State]", "Home [ZIP code]"),
    ],
)
def test_form_builders_name_their_parts_behind_the_group(headers):
    plan = planned(headers, ["Ana", "Ortiz", "12 Elm St", "Apt 3", "Duluth", "Minnesota", "55803"],
                   ["Bo", "Hale", "14 Elm St", "", "Duluth", "MN", "55803"])
    ana = plan.records[0]
    assert (ana.first, ana.last, ana.line, ana.unit, ana.city, ana.state, ana.zip) == (
        "Ana", "Ortiz", "12 Elm St", "Apt 3", "Duluth", "MN", "55803")


def test_columns_about_somebody_else_stay_extra_fields():
    plan = planned(
        ["Name", "Email", "Fundraiser Contact Email", "Emergency contact name", "Emergency contact phone", "Spouse email",
         "Employer ZIP", "Referred by (name)", "Event: City"],
        *[[f"Ana Ortiz{n}", f"ana{n}@example.org", "staff@example.org", "Eve Moss", "218-555-0199", "sam@example.org",
           "55802", "Kim Lee", "Hibbing"] for n in range(4)],
    )
    assert fields(plan) == {"Name": "full_name", "Email": "email"}


def test_a_name_and_a_number_in_one_cell_are_taken_apart():
    plan = planned(["Name and phone", "Mail"], ["Ana Ortiz 218-555-0103", "ana@example.org"],
                   ["Hale, Bo (218) 555-0113 (cell)", ""], ["Carl Dunn: 218.555.0114", ""],
                   ["Dora Fox <dora@example.org>", ""])
    people = [(one.first, one.last, [p.number for p in one.phones], one.emails) for one in plan.records]
    assert people == [
        ("Ana", "Ortiz", ["+12185550103"], ("ana@example.org",)), ("Bo", "Hale", ["+12185550113"], ()),
        ("Carl", "Dunn", ["+12185550114"], ()), ("Dora", "Fox", [], ("dora@example.org",)),
    ]


def test_a_sheet_by_hand_with_titles_and_its_own_words():
    plan = planned(
        ["Duluth Potluck Sign-in", "", "", "", ""], ["June 4, 2024", "", "", "", ""], ["", "", "", "", ""],
        ["Name", "Best # to reach you", "E-mail", "Address", "Want to run? (what for)"],
        ["Ortiz, Ana", "218-555-0103 (cell)", "ana@example.org", "12 Elm St, Duluth MN 55803", "School board"],
        ["Bo & Sue Hale", "218-555-0113", "bo@example.org", "14 Elm St, Duluth", "no"],
        ["CY DUNN", "218 555 0114 / 218 555 0115", "", "", "maybe city council"],
    )
    assert plan.table.header_row == 4
    ana, bo, sue, cy = plan.records
    assert (ana.first, ana.zip, ana.wants_run, ana.office) == ("Ana", "55803", True, "School board")
    assert (bo.first, bo.city, sue.first, sue.last, bo.wants_run) == ("Bo", "Duluth", "Sue", "Hale", False)
    assert (cy.last, len(cy.phones), cy.office, cy.wants_run) == ("Dunn", 2, "City council", True)


def test_spanish_headers():
    plan = planned(
        ["Marca temporal", "Nombre", "Apellidos", "Teléfono celular", "Correo electrónico", "Dirección", "Ciudad", "Estado",
         "Código postal", "¿Le gustaría postularse o ser voluntario?", "¿A qué cargo?", "Fecha de nacimiento"],
        ["2024/06/01 10:00:00 AM CST", "María", "Muñoz López", "218 555 0103", "maria@example.org", "12 Elm St", "Duluth",
         "Minnesota", "55803", "Postularme", "Consejo escolar", "14/03/1970"],
        ["2024/06/01 11:00:00 AM CST", "José", "Peña", "218 555 0113", "jose@example.org", "14 Elm St", "Duluth", "MN",
         "55803", "Ser voluntario", "", "13/12/1980"],
    )
    maria, jose = plan.records
    assert (maria.first, maria.last, maria.office, maria.wants_run) == ("María", "Muñoz López", "School board", True)
    assert (jose.wants_help, jose.birth_date, numbers(jose)) == (True, "1980-12-13", [("+12185550113", "mobile")])


def test_opting_out_of_mail_is_the_other_way_round():
    plan = planned(["Name", "Email", "Email Opt Out"], ["Ana Ortiz", "ana@example.org", "0"],
                   ["Bo Hale", "bo@example.org", "1"])
    assert [record.email_out for record in plan.records] == [False, True]


def test_names_and_streets_are_found_by_their_values_where_no_header_tells():
    plan = planned(["Volunteer", "Ph.", "Where", "Town"], ["Ana Ortiz", "218-555-0103", "12 Elm St", "Duluth"],
                   ["Robert Hale", "218-555-0113", "14 Elm St", "Duluth"], ["Carl Dunn", "218-555-0114", "9 Oak Ave", "Ely"])
    told = {guess.header: (guess.field, guess.sure) for guess in plan.guesses}
    assert told["Volunteer"] == ("full_name", False)
    assert [record.last for record in plan.records] == ["Ortiz", "Hale", "Dunn"]
    assert told["Town"] == ("city", True)


def test_an_apartment_in_a_column_of_its_own_is_not_lost():
    plan = planned(["Name", "Address", "Apt #", "Zip"], ["Ana Ortiz", "12 Elm St", "3", "55803"],
                   ["Bo Hale", "14 Elm St", "", "55803"])
    assert (plan.records[0].line, plan.records[0].unit) == ("12 Elm St", "Apt 3")


def test_a_blank_column_never_beats_a_filled_one():
    guesses = map_columns(["Email", "E-mail address (best)", "Zip", "Postal code"],
                          [["", "ana@example.org", "", "55803"], ["", "bo@example.org", "", "55804"]])
    assert [guess.field for guess in guesses] == ["email", "email", None, "zip"]


@pytest.mark.parametrize(
    ("header", "cell", "place"),
    [("City, State", "Duluth, MN", ("Duluth", "MN", "")), ("CITY/ZIP", "Duluth 55803", ("Duluth", "", "55803")),
     ("City, State, Zip", "Two Harbors, Minnesota 55616", ("Two Harbors", "MN", "55616"))],
)
def test_city_and_state_in_one_cell(header, cell, place):
    plan = planned(["Name", "Street", header], ["Ana Ortiz", "12 Elm St", cell], ["Bo Hale", "14 Elm St", cell])
    one = plan.records[0]
    assert (one.line, (one.city, one.state, one.zip)) == ("12 Elm St", place)


def test_a_mailing_address_in_one_cell_is_taken_apart():
    plan = planned(["Name", "Mailing Address"], ["Ana Ortiz", "12 Elm St, Duluth, MN 55803"],
                   ["Bo Hale", "14 Elm St Apt 2, Ely, MN 55731"])
    assert [(one.line, one.city, one.zip) for one in plan.records] == [
        ("12 Elm St", "Duluth", "55803"), ("14 Elm St", "Ely", "55731")]


def test_an_office_is_known_by_its_values_and_short_headers_by_custom():
    plan = planned(
        ["Last", "First", "Cell Ph", "House #", "Street Name", "Zip+4", "Prec", "If yes, which one?", "opt_out_sms"],
        ["ORTIZ", "ANA", "218-555-0103", "12", "ELM ST", "55803-1234", "P-1", "School board", "true"],
        ["HALE", "BO", "218-555-0113", "14", "ELM ST", "55803-1234", "P-1", "city council", "false"],
    )
    ana, bo = plan.records
    assert (ana.line, ana.zip, ana.zip4, ana.office) == ("12 Elm St", "55803", "1234", "School board")
    assert dict(ana.districts)["precinct"] and numbers(ana) == [("+12185550103", "mobile")]
    assert (ana.phones[0].text_ok, bo.phones[0].text_ok) == ("no", "yes")


def test_a_number_alone_makes_nobody():
    plan = planned(["Contact ID", "Name", "Email"], ["7", "Ana Ortiz", "ana@example.org"], ["8", "", ""])
    assert plan.outcomes == ["added", "refused"]
