"""Kinds and codes of districts: every spelling is one, and they sort as people count."""

import pytest

from organizer.domain.district import county_key, in_county, kind_of, natural_key, normalize_code, short_label


@pytest.mark.parametrize("said", ["010A", "10a", "HD 10A", "State House District 10A", "10A", "MN-10A", "House 10-A"])
def test_every_spelling_of_a_code_is_one(said: str) -> None:
    assert normalize_code("state-house", said) == "10A"


@pytest.mark.parametrize(
    ("kind", "said", "code"),
    [
        ("congressional", "MN-08", "8"),
        ("congressional", "008", "8"),
        ("congressional", "8th", "8"),
        ("county-council", "05", "5"),
        ("county-council", "Pine 5", "Pine 05"),
        ("county-council", "Pine County District 5", "Pine 05"),
        ("county-council", "Lake of the Woods 01", "Lake of the Woods 01"),
        ("ward", "Ward 2", "2"),
        ("city-council", "CM03", "CM03"),
        ("other", "1/7", "1/7"),
        ("precinct", "Duluth  P-15", "Duluth P-15"),
        ("precinct", "08N", "08N"),
        ("school", "ISD 16", "16"),
    ],
)
def test_codes(kind: str, said: str, code: str) -> None:
    assert normalize_code(kind, said) == code
    assert normalize_code(kind, code) == code


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("State House District", "state-house"), ("state_house", "state-house"), ("HD", "state-house"),
        ("MNLegDist", "state-house"), ("MNSenDist", "state-senate"), ("CongDist", "congressional"),
        ("CtyComDist", "county-council"), ("county_commissioner", "county-council"),
        ("county-commission", "county-council"),
        ("Precinct", "precinct"), ("cong_dist_abbrv", "congressional"), ("nc_house_abbrv", "state-house"),
        ("school_dist_desc", "school"), ("Ward", "ward"), ("shoe size", None),
    ],
)
def test_kinds(said: str, kind: str | None) -> None:
    assert kind_of(said) == kind


def test_counties() -> None:
    assert county_key("St Louis County") == county_key("Saint Louis") == county_key("ST. LOUIS")
    assert in_county("St. Louis County", "06") == "St. Louis 06"
    assert in_county("", "06") == "6"


def test_natural_order_and_label() -> None:
    assert sorted(["10A", "8A", "1A", "8B"], key=natural_key) == ["1A", "8A", "8B", "10A"]
    assert short_label("state-house", "10A") == "HD 10A"
    assert short_label("precinct", "Pct 3") == short_label("precinct", "3") == "Pct 3"
    assert short_label("precinct", "Precinct 3") == "Precinct 3"
    assert short_label("ward", "Ward III") == "Ward III"


@pytest.mark.parametrize(
    ("kind", "said", "code"),
    [
        ("state-senate", "Senate District A", "A"), ("state-senate", "SD-A", "A"),  # Alaska
        ("state-house", "BELKNAP 01", "Belknap 1"), ("state-house", "Belknap County District No. 8 (floterial)", "Belknap 8"),
        ("state-house", "TENTH BRISTOL", "10th Bristol"), ("state-house", "Thirty-Seventh Middlesex", "37th Middlesex"),
        ("state-senate", "5th Middlesex", "Fifth Middlesex"), ("state-senate", "Bristol & Norfolk", "Bristol and Norfolk"),
        ("state-house", "ADDISON 1", "Addison-1"), ("state-senate", "CHITTENDEN CENTRAL", "Chittenden Central"),
        ("state-house", "43rd Legislative District", "43"), ("state-house", "12th Assembly District", "12"),
        ("state-senate", "22nd Senatorial District", "22"),
        ("state-house", "LD 43 - State Representative Pos. 1", "43"), ("state-house", "LD 12 Seat A", "12"),
        ("state-house", "HOD 33", "33"), ("state-house", "Delegate District 33", "33"),
        ("congressional", "CD-AL", "At-Large"), ("congressional", "At Large", "At-Large"), ("congressional", "AL-07", "7"),
        ("county-council", "Commissioner Precinct 3", "3"), ("county-council", "Caddo Parish District 4", "Caddo 04"),
        ("county-council", "Magisterial District 2", "2"), ("judicial", "19th Judicial District", "19"),
    ],
)
def test_codes_of_other_states(kind: str, said: str, code: str) -> None:
    assert normalize_code(kind, said) == normalize_code(kind, code) == code


@pytest.mark.parametrize(
    ("header", "kind"),
    [("Delegate District", "state-house"), ("Police Jury District", "county-council"), ("Parish", "county"),
     ("Magisterial District", "county-council"), ("Senatorial District", "state-senate")],
)
def test_kinds_of_other_states(header: str, kind: str) -> None:
    assert kind_of(header) == kind
