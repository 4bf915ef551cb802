"""Proves that columns find their fields by header, by likeness and by value, and that headers do not fool them."""

from __future__ import annotations

from pathlib import Path

import pytest

from organizer.domain.errors import UserError
from organizer.importing.columns.guess import ColumnGuess, reported
from organizer.importing.columns.mapping import map_columns
from organizer.importing.columns.names import chosen_field, looks_like_header, normal
from organizer.importing.reading.sheet import read_table


def fields(headers: list[str], *rows: list[object], **more: object) -> dict[str, str | None]:
    return {guess.header: guess.field for guess in map_columns(headers, list(rows), **more)}  # type: ignore[arg-type]


def full(guess: ColumnGuess) -> str | None:
    return f"{guess.field}:{guess.detail}" if guess.field and guess.detail else guess.field


@pytest.mark.parametrize(
    ("header", "key"),
    [(" First Name* ", "first name"), ("\ufeffEmail", "email"), ("primaryPhoneNumber", "primary phone number"),
     ("What\xa0is your name?", "what is your name"), ("can2_user_city", "can2 user city"), ("VANID", "vanid")],
)
def test_headers_are_looked_up_in_one_form(header: str, key: str) -> None:
    assert normal(header) == key


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Voter File VANID", "external_id:van"), ("vAddress", "address1"), ("Pref Phone ", "phone"),
        ("HD", "district:state-house"),
        ("sdname", "district:state-senate"), ("cong_dist_abbrv", "district:congressional"), ("Adress2", "address2"),
        ("firsstName", "first_name"), ("ZipOrPost", "zip"), ("Cell_Phone", "phone:mobile"),
        ("federal_donotcall", "do_not_call"), ("How do you prefer to be contacted?", "do_not_call:preference"),
        ("can2_state_abbreviated", "state"), ("Mobile Phone Opt-In", "sms_ok"), ("Donor ZIP", "zip"),
        ("Residence_Addresses_AddressLine", "address1"), ("VoterTelephones_CellPhoneFormatted", "phone:mobile"),
        ("Correo electrónico", "email"), ("Apellidos", "last_name"), ("Teléfono celular", "phone:mobile"),
        ("Código postal", "zip"), ("Dirección", "address1"), ("¿Cómo se llama?", "full_name"), ("Ciudad", "city"),
        ("Home ZipCode", "zip"), ("Home Street", "address1"), ("nationbuilder_id", "external_id:nationbuilder"),
        ("state_lower_district", "district:state-house"), ("Fire District", "district:special"),
        ("What is your phone number?", "phone"), ("Which office would you run for?", "office_sought"),
        ("citycouncilname", "district:city-council"), ("signup created time", "signed_up_at"),
        ("Congressional District", "district:congressional"), ("E-mail 1 - Value", "email"), ("Fax", None),
        ("Gender", None),
        ("utm_source", "source"), ("¿Le interesa postularse a un cargo?", "interest:run"),
        ("Fecha de nacimiento", "birth_date"),
    ],
)
def test_headers_of_real_exports(header: str, field: str | None) -> None:
    assert full(map_columns([header], [])[0]) == field


def test_a_column_of_types_is_no_phone() -> None:
    found = fields(["Name", "Phone 1 - Type", "Phone 1 - Value"], ["Ann Lee", "Mobile", "218-555-0101"])
    assert found == {"Name": "full_name", "Phone 1 - Type": "phone_type", "Phone 1 - Value": "phone"}
    assert fields(["Phone"], ["Mobile"], ["Home"])["Phone"] is None


def test_values_tell_what_a_header_hides() -> None:
    rows = [[f"p{n}@example.org", f"218-555-01{n:02d}", f"note {n}"] for n in range(10, 40)]
    assert fields(["Contact", "How to reach you", "Misc"], *rows) == {
        "Contact": "email", "How to reach you": "phone", "Misc": None}


def test_parts_of_a_name_win_over_the_whole() -> None:
    found = fields(["Name", "First Name", "Last Name"], ["Ann Lee", "Ann", "Lee"])
    assert found == {"Name": None, "First Name": "first_name", "Last Name": "last_name"}


def test_street_parts_are_composed_only_where_no_line_is() -> None:
    parts = ["StreetNo", "StreetName", "StreetType"]
    assert fields(parts, ["12", "Oak", "St"]) == dict.fromkeys(parts, "street")
    assert fields([*parts, "vAddress"], ["12", "Oak", "St", "12 Oak St"])["StreetNo"] is None
    assert fields(["street_number", "address_1"], ["12", "oak street"])["street_number"] == "street"


def test_an_address_in_one_cell() -> None:
    assert fields(["Address"], ["12 Oak St, Duluth, MN 55802"])["Address"] == "address"
    assert fields(["Address"], ["12 Oak St"])["Address"] == "address1"


def test_home_wins_over_mailing() -> None:
    found = fields(["Mailing City", "City"], ["Bemidji", "Duluth"])
    assert found == {"Mailing City": None, "City": "city"}


def test_repeated_headers_both_count() -> None:
    found = map_columns(["Email Address", "Email Address2", "Phone", "Phone (2)"], [])
    assert [guess.field for guess in found] == ["email", "email", "phone", "phone"]


def test_what_the_user_chose_comes_first_and_what_was_remembered_next() -> None:
    headers = ["Wann", "First Name"]
    assert fields(headers, chosen={"wann": "signed_up_at"}) == {"Wann": "signed_up_at", "First Name": "first_name"}
    assert fields(headers, chosen={"First Name": None})["First Name"] is None
    assert fields(headers, remembered={"wann": "notes", "first name": "last_name"}) == {
        "Wann": "notes", "First Name": "last_name"}


def test_fields_a_user_may_write() -> None:
    assert chosen_field("first_name") == ("first_name", "")
    assert chosen_field("district:State House") == ("district:state-house", "")
    assert chosen_field("none") == (None, "")
    with pytest.raises(UserError, match="isn't a field"):
        chosen_field("shoe_size")


def test_only_documented_fields_are_reported() -> None:
    assert reported(ColumnGuess(0, "Middle", "middle_name")) is None
    assert reported(ColumnGuess(0, "Cell", "phone", "mobile")) == "phone"
    assert reported(ColumnGuess(0, "HD", "district:state-house")) == "district:state-house"


def test_a_sheet_without_headers_is_named_by_its_values() -> None:
    rows = [[f"Person{n} Lee".replace("Person", "Mary" if n % 2 else "John").replace(str(n), ""), f"p{n}@example.org",
             f"218-555-01{n:02d}", f"{n} Oak St", "Duluth", "MN", "55802"] for n in range(10, 40)]
    found = [guess.field for guess in map_columns([f"Column {n}" for n in range(1, 8)], rows)]
    assert found == ["full_name", "email", "phone", "address1", "city", "state", "zip"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("nc.csv", {"last_name", "first_name", "zip", "phone", "address1", "city", "district:state-house"}),
        ("oh.csv", {"last_name", "first_name", "zip", "address1", "city", "district:state-senate", "birth_date"}),
        ("mi.csv", {"last_name", "first_name", "zip", "street", "city", "district:congressional"}),
        ("ut.csv", {"last_name", "first_name", "zip", "phone", "city", "street"}),
        ("fl.csv", {"last_name", "first_name", "zip", "address1", "city", "email"}),
    ],
)
def test_voter_files_need_no_click(name: str, wanted: set[str]) -> None:
    path = Path(__file__).parents[2] / "data" / "voter-files" / name
    table = read_table(path, looks_like_header=looks_like_header)
    assert wanted <= {guess.field for guess in map_columns(table.headers, table.rows)}


@pytest.mark.parametrize(("codes", "field"), [
    (("53202", "53203", "53204", "53202"), "zip"), (("53202", "00001", "99999", "53202"), None), (("53202", "53203"), None),
])
def test_without_headers_a_zip_code_needs_no_street_before_it(codes, field):
    people = ("Mary Lee", "Bob Ray", "Ann Poe", "Karen Roe")
    rows = [[name, f"{name[:3]}@example.org", code] for name, code in zip(people, codes, strict=False)]
    assert [guess.field for guess in map_columns(["Column 1", "Column 2", "Column 3"], rows)][1:] == ["email", field]


@pytest.mark.parametrize(("rows", "wanted"), [
    ([["Thandiwe Okafor", "218-555-0101"], ["Xochitl Quispe", "218-555-0102"]], ["full_name", "phone"]),
    ([["Duluth", "Okafor, Thandiwe", "t@x.org"], ["Duluth", "Quispe, Xochitl", "x@x.org"], ["Ely", "Vang, Nhia", "n@x.org"]],
     [None, "full_name", "email"]),
    ([["Thandiwe", "Okafor", "218-555-0101"], ["Xochitl", "Quispe", "218-555-0102"], ["Nhia", "Vang", "218-555-0103"]],
     ["first_name", "last_name", "phone"]),
    ([["Thandiwe", "Okafor"], ["Xochitl", "Quispe"], ["Nhia", "Vang"]], [None, None]),
    ([["retired", "t@x.org"], ["retired", "x@x.org"], ["teacher", "n@x.org"]], [None, "email"]),
])
def test_names_that_nobody_knows_are_found_beside_what_reaches_people(rows, wanted):
    assert [guess.field for guess in map_columns([f"Column {n + 1}" for n in range(len(rows[0]))], rows)] == wanted


def test_sentences_are_no_names() -> None:
    rows = [["Dear all", ""], ["thank you for coming to the meeting on Tuesday", "and I hope that you come again"], ["Best", "Ann"]]
    assert all(guess.field is None for guess in map_columns(["Column 1", "Column 2"], rows))


def test_a_column_of_addresses_that_all_need_mending_is_one_of_addresses() -> None:
    rows = [["Ann Lee", "ann at home dot com"], ["Bo Ray", "bo@example.org (work)"], ["Cy Poe", "cy@example,org"]]
    assert fields(["Name", "Email"], *rows)["Email"] == "email"
    assert fields(["Name", "Email"], ["Ann Lee", "yes"], ["Bo Ray", "meet at noon"])["Email"] is None


def test_digits_in_an_address_are_no_phone_beside_it() -> None:
    cells = ["ann2185550101@example.org", "2185550102@example.net", "bo5550103@example.org"]
    assert map_columns(["Email"], [[cell] for cell in cells])[0].field == "email"
    beside = [[f"218-555-0101 {cell}"] for cell in cells]
    assert map_columns(["Email"], beside)[0].field == "name_contact"
