"""Addresses: taken apart, written the postal way, and one key for every spelling."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.domain.address import match_key, normalize, parse, split_full, street_key

LABELLED = Path(__file__).parents[1] / "data" / "addresses" / "labeled.xml"


@pytest.mark.parametrize(
    ("said", "line", "unit"),
    [
        ("8677 Johnson Ln Apt 9", "8677 Johnson Ln", "Apt 9"),
        ("8677 JOHNSON LANE, APARTMENT 9", "8677 Johnson Ln", "Apt 9"),
        ("8008 fourth avenue south", "8008 4th Ave S", ""),
        ("100 Twenty First Ave W", "100 21st Ave W", ""),
        ("123 1/2 N. Main Street, Unit B", "123 1/2 N Main St", "Unit B"),
        ("6257A North McCormick Road", "6257A N McCormick Rd", ""),
        ("123 Co. Rd. 5 NW", "123 County Road 5 NW", ""),
        ("123 CR 5", "123 County Road 5", ""),
        ("254 U.S. Highway No 202", "254 US Highway 202", ""),
        ("p.o. box #12", "PO Box 12", ""),
        ("RR 2 Box 45", "RR 2 Box 45", ""),
        ("One South Wacker Drive Ste. 2050", "1 S Wacker Dr", "Ste 2050"),
        ("10 W 35TH ST 15TH FLOOR", "10 W 35th St", "Fl 15"),
        ("3240 North Lake Shore Drive Apt 13 C", "3240 N Lake Shore Dr", "Apt 13C"),
        ("101 W. Grand Ave. 600", "101 W Grand Ave", "# 600"),
        ("222 North St", "222 North St", ""),
        ("214 B South Boulevard", "214B South Blvd", ""),
        ("1401 H St. NW", "1401 H St NW", ""),
        ("38-14 30th St", "38-14 30th St", ""),
        ("n6 w23001 main street, #4", "N6W23001 Main St", "# 4"),
        ("W204-N11912 Goldendale Road", "W204N11912 Goldendale Rd", ""),
        ("N7835 Cty Rd X", "N7835 County Road X", ""),
        ("39W721 Oak Lane", "39W721 Oak Ln", ""),
        ("12 Rue Évariste", "12 Rue Évariste", ""),
        ("Main", "Main", ""),
        ("", "", ""),
    ],
)
def test_written_the_postal_way(said: str, line: str, unit: str) -> None:
    assert normalize(said) == (line, unit)
    assert normalize(line, unit) == (line, unit)


def test_a_unit_column_wins() -> None:
    assert normalize("8677 Johnson Ln", "apt. 9") == ("8677 Johnson Ln", "Apt 9")
    assert normalize("8677 Johnson Ln", "9") == ("8677 Johnson Ln", "Apt 9")
    assert normalize("8677 Johnson Ln Apt 9", "#4") == ("8677 Johnson Ln", "# 4")
    assert normalize("8677 Johnson Ln", "c/o the office")[1] == "c/o the office"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1st Ave N", "FIRST AVENUE NORTH"),
        ("Saint Paul St", "ST. PAUL STREET"),
        ("County Road 5", "CO RD 5"),
        ("O'Neil Ave", "ONEIL AV"),
        ("Old Hwy 61", "Old Highway 61"),
        ("42 Ave", "42nd Avenue"),
        ("North East 5th St", "NE 5TH ST"),
        ("Peña Blvd", "PENA BOULEVARD"),
    ],
)
def test_one_key_for_every_spelling(one: str, other: str) -> None:
    assert street_key(one) == street_key(other)


def test_streets_that_differ_stay_apart() -> None:
    names = ["Johnson Ln", "Johnson St", "N Johnson Ln", "Johnson Ln N", "Johnston Ln", "North St", "N St"]
    assert len({street_key(name) for name in names}) == len(names)


def test_columns_of_a_county_make_the_same_key() -> None:
    assert street_key("MERIDIAN", "AVE", "", "S") == street_key("Meridian Avenue South")
    assert street_key("LAMBERT", "RD", "E") == street_key("East Lambert Road")


def test_match_key_says_who_lives_together() -> None:
    assert match_key("8677 Johnson Ln", "Apt 9", "55735") == "8677|JOHNSON LN|9|55735"
    assert match_key("8677 johnson lane #9", "", "55735-1234") == "8677|JOHNSON LN|9|55735"
    assert match_key("P.O. Box 12", "", "55735") == match_key("po box 12", "", "55735") != ""
    assert match_key("123 1/2 Main St", "", "55735") != match_key("1231 Main St", "", "55735")
    assert match_key("Johnson Ln", "", "55735") == ""
    assert match_key("8677 Johnson Ln", "", "") == ""
    assert match_key("", "", "55735") == ""


def test_an_address_in_one_cell() -> None:
    full = split_full("8677 Johnson Ln Apt 9, Sandstone, MN 55072-1234")
    assert (full.line, full.unit, full.city, full.state, full.zip) == (
        "8677 Johnson Ln", "Apt 9", "Sandstone", "MN", "55072",
    )
    assert split_full("12 Main St").line == "12 Main St"
    assert split_full("12 Main Ct").state == ""


def test_agrees_with_addresses_labelled_by_hand() -> None:
    asked = numbers = streets = 0
    for entry in ElementTree.parse(LABELLED).getroot():
        parts = [(part.tag, (part.text or "").strip()) for part in entry]
        tags = [tag for tag, _ in parts]
        if tags.count("AddressNumber") != 1 or "StreetName" not in tags or "IntersectionSeparator" in tags:
            continue
        line = " ".join(text for tag, text in parts if tag.startswith(("AddressNumber", "StreetName", "Occupancy")))
        found = parse(line)
        asked += 1
        numbers += dict(parts)["AddressNumber"].startswith(str(found.number))
        street = " ".join(text for tag, text in parts if tag.startswith("StreetName"))
        streets += street_key(found.street) == street_key(street)
    assert asked == 1259
    assert numbers / asked >= 0.98
    assert streets / asked >= 0.94


@given(st.text(max_size=60), st.text(max_size=12))
def test_any_text_is_read_and_reading_again_changes_nothing_to_compare(line: str, unit: str) -> None:
    shown = normalize(line, unit)
    assert all(isinstance(part, str) for part in shown)
    match_key(line, unit, "55735")


@given(st.integers(1, 99999), st.sampled_from(["Johnson", "1st", "Oak Hill"]), st.sampled_from(["Ln", "Ave", "St"]),
       st.sampled_from(["", "N", "SW"]), st.sampled_from(["", "Apt 9", "Unit B", "# 12"]))
def test_what_was_normalised_stays(number: int, name: str, suffix: str, after: str, unit: str) -> None:
    line = " ".join(part for part in (str(number), name, suffix, after) if part)
    assert normalize(f"{line} {unit}".strip()) == (line, unit)


@pytest.mark.parametrize(
    ("written", "line", "unit", "city", "state", "zip_code"),
    [
        ("12 Elm St  Duluth  MN  55803  US", "12 Elm St", "", "Duluth", "MN", "55803"),
        ("12 Elm St\nDuluth, MN 55803", "12 Elm St", "", "Duluth", "MN", "55803"),
        ("12 Elm St, Apt 4, Duluth, Minnesota 55803", "12 Elm St", "Apt 4", "Duluth", "MN", "55803"),
        ("12 Elm St, Duluth", "12 Elm St", "", "Duluth", "", ""),
        ("12 Elm St, Saint Paul, MN, 55803, USA", "12 Elm St", "", "Saint Paul", "MN", "55803"),
        ("12 Elm St Apt 3 St Paul MN 55101", "12 Elm St", "Apt 3", "St Paul", "MN", "55101"),
        ("123 N Main St Grand Rapids, MN 55744", "123 N Main St", "", "Grand Rapids", "MN", "55744"),
        ("12 St Paul Ave Duluth MN 55803", "12 St Paul Ave", "", "Duluth", "MN", "55803"),
        ("100 Broadway, New York, New York 10005", "100 Broadway", "", "New York", "NY", "10005"),
        ("1 Main St, Duluth, Minn.", "1 Main St", "", "Duluth", "MN", ""),
        ("12 Elm St, Duluth, MN 55803 Apt 4", "12 Elm St", "Apt 4", "Duluth", "MN", "55803"),
        ("1 Main St, Unit B", "1 Main St", "Unit B", "", "", ""),
        ("12 Washington Ave", "12 Washington Ave", "", "", "", ""),
        ("#4 12 Elm St", "12 Elm St", "# 4", "", "", ""), ("Apt 4, 12 Elm St, Fargo ND", "12 Elm St", "Apt 4", "Fargo", "ND", ""),
        ("Lot 5, 200 Pine Trailer Ct", "200 Pine Trailer Ct", "Lot 5", "", "", ""),
        ("12 Elm St., Fargo, N. Dak. 58102", "12 Elm St", "", "Fargo", "ND", "58102"),
        ("12 Elm St, Fargo, Cass County, ND 58102", "12 Elm St", "", "Fargo", "ND", "58102"),
        ("Calle 5 #12, Urb. Santa Rosa, Bayamón, PR 00959", "Calle 5 12 Urb Santa Rosa", "", "Bayamón", "PR", "00959"),
    ],
)
def test_an_address_in_one_cell_comes_apart_however_it_is_written(written, line, unit, city, state, zip_code):
    full = split_full(written)
    assert (full.line, full.unit, full.city, full.state, full.zip) == (line, unit, city, state, zip_code)
