"""Lists that hold no people are told from those that do, whoever made them."""

from __future__ import annotations

import pytest

from organizer.importing.columns.mapping import map_columns
from organizer.importing.columns.purpose import sheet_of


def of(headers, *rows):
    return sheet_of(headers, rows, map_columns(headers, rows))


@pytest.mark.parametrize(
    ("headers", "row", "purpose"),
    [
        (["seat", "district_type", "district", "seats_up", "filing_deadline", "incumbent_party"],
         ["State House 8A", "state-house", "8A", "1", "2028-05-30", "R"], "seats"),
        (["election_dt", "county_name", "contest_name", "name_on_ballot", "party_candidate", "vote_for", "term"],
         ["11/05/2024", "WAKE", "NC HOUSE 11", "Ann Lee", "DEM", "1", "2"], "seats"),
        (["Office Name", "Office Level", "Filing Deadline", "District Name"], ["Mayor", "city", "5/30/28", "Duluth"], "seats"),
        (["StartHouseNumber", "EndHouseNumber", "OddEvenBoth", "StreetName", "Zip", "PrecinctId"],
         ["4000", "4398", "EVEN", "1st Ave N", "55701", "2713"], "streets"),
        (["Low Address", "High Address", "Street", "City", "Precinct"], ["1", "99", "Elm St", "Duluth", "P-1"], "streets"),
        (["precinct", "county", "congressional", "state_house"], ["Aitkin", "Aitkin", "8", "10A"], "precincts"),
        (["zip", "state_house", "share"], ["55006", "28A", "0.75"], "zips"),
        (["name", "type", "number", "id"], ["STATEWIDE", "PRESIDENT", "", "3300"], "nobody"),
        (["address_location_name", "address_line1", "address_city", "address_zip", "id"],
         ["CIVITAN CLUB HOUSE", "3328 DOCTOR PICKETT RD", "BURLINGTON", "27215", "23"], "nobody"),
    ],
)
def test_what_belongs_in_another_room_is_told(headers, row, purpose):
    assert of(headers, row, row) == purpose


@pytest.mark.parametrize(
    ("headers", "row"),
    [
        (["Name", "Email"], ["Ann Lee", "a@example.org"]),
        (["Name", "Precinct"], ["Ann Lee", "P-1"]),
        (["First", "Last", "Address", "Precinct", "State House District"], ["Ann", "Lee", "1 Elm St", "P-1", "8A"]),
        (["Name", "Which office?", "Incumbent?"], ["Ann Lee", "Mayor", "no"]),
        (["Voter File VANID", "HD"], ["12345", "8A"]),
        (["Unnamed", "Other"], ["x", "y"]),
    ],
)
def test_what_may_hold_people_goes_to_the_page_to_check(headers, row):
    assert of(headers, row, row) == "people"
