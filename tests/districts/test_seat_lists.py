"""Seat lists and candidate filing lists of many shapes."""

import pytest

from organizer.districts.columns import iso_date
from organizer.districts.elected import place_of
from organizer.districts.seat_lists import read_seats, same_party
from organizer.domain.errors import UserError
from tests.districts.homes import SAMPLE, read_csv


def one_seat(headers: str, *row: object, **options: str) -> dict[str, str | int]:
    found = read_seats(headers.split(","), [row], **options)
    assert not found.refused
    return found.seats[0].values


def test_the_sample_list_is_read_whole() -> None:
    found = read_seats(*read_csv(SAMPLE / "seats.csv"))
    assert (found.rows, len(found.seats), found.refused) == (174, 174, [])
    first = found.seats[0].values
    assert (first["name"], first["district_kind"], first["district_code"]) == ("State House 10A", "state-house", "10A")
    assert (first["filing_deadline"], first["election_date"]) == ("2028-05-30", "2028-11-07")
    kinds = {str(one.values["district_kind"]) for one in found.seats}
    assert kinds == {"state-house", "state-senate", "county-council", "city"}
    names = [one.values["name"] for one in found.seats]
    assert "Becker County Commissioner 05" in names
    assert found.notes == ["37 seats listed more of our candidates than candidates in all; "
                           "the total was raised to match."]


def test_a_north_carolina_candidate_listing_becomes_contests() -> None:
    headers = ["election_dt", "county_name", "contest_name", "name_on_ballot", "party_candidate", "party_contest",
               "is_partisan", "vote_for", "term", "candidacy_dt"]
    house = "NC HOUSE OF REPRESENTATIVES DISTRICT 063"
    found = read_seats(headers, [
        ["11/05/2024", "ALAMANCE", house, "One", "DEM", "", "TRUE", "1", "2", "12/04/2023"],
        ["11/05/2024", "ALAMANCE", house, "Two", "REP", "", "TRUE", "1", "2", "12/05/2023"],
        ["11/05/2024", "ALAMANCE", "ALAMANCE COUNTY BOARD OF COMMISSIONERS", "Three", "REP", "", "TRUE", "3", "4", ""],
        ["11/05/2024", "ALAMANCE", "US HOUSE OF REPRESENTATIVES DISTRICT 04", "Four", "DEM", "", "TRUE", "1", "2", ""],
        ["11/05/2024", "ALAMANCE", "ALAMANCE-BURLINGTON BOARD OF EDUCATION", "Five", "", "", "FALSE", "3", "4", ""],
    ], party="dem")
    said = [(one.values["district_kind"], one.values["district_code"], one.values["seats_up"], one.values["filed_ours"],
             one.values["filed_total"]) for one in found.seats]
    assert said == [
        ("state-house", "63", 1, 1, 2), ("county", "Alamance", 3, 0, 1), ("congressional", "4", 1, 1, 1),
        ("school", "Alamance-Burlington", 3, 0, 1),
    ]
    assert found.seats[0].values["name"] == "NC House of Representatives District 063"
    assert found.seats[0].values["election_date"] == "2024-11-05"


def test_virginia_techspeed_and_ballotready() -> None:
    virginia = one_seat("CandidateName,Party,DistrictType,DistrictName,OfficeTitle", "A", "D", "State House", "64th",
                        "Member House of Delegates", state="VA")
    assert (virginia["district_kind"], virginia["district_code"], virginia["state"]) == ("state-house", "64", "VA")
    speed = one_seat("office_name,office_normalized,office_type,office_level,district_name,county_municipality,"
                     "filing_deadline,primary_election_date,general_election_date",
                     "Blaine City Council", "City Council", "city", "local", "Ward 2", "Anoka", "2027/08/10", "8-3-27",
                     "11-2-2027")
    assert (speed["filing_deadline"], speed["primary_date"], speed["election_date"]) == (
        "2027-08-10", "2027-08-03", "2027-11-02",
    )
    assert (speed["district_kind"], speed["district_code"], speed["office"]) == ("ward", "2", "City council")
    ready = one_seat("election_day,position_name,normalized_position_name,level,tier,number_of_seats", "2027-11-02",
                     "Pine City School Board", "Local School Board", "local", "3", 3.0)
    assert (ready["name"], ready["office"], ready["seats_up"]) == ("Pine City School Board", "School board", 3)
    assert (ready["district_kind"], ready["district_code"]) == ("school", "Pine City")


@pytest.mark.parametrize(
    ("office", "kind", "code", "county", "place"),
    [
        ("State House 10A", "", "", "", ("state-house", "10A")),
        ("State Representative District 10A", "", "", "", ("state-house", "10A")),
        ("County Commissioner", "", "District 5", "Pine County", ("county-council", "Pine 05")),
        ("School Board", "school", "ISD 16", "", ("school", "16")),
        ("Mayor", "", "", "", ("city", "")),
        ("City of Graham City Council", "", "", "", ("city", "Graham")),
        ("Sheriff", "county", "Pine County", "", ("county", "Pine")),
    ],
)
def test_the_district_that_elects_it(office: str, kind: str, code: str, county: str, place: tuple[str, str]) -> None:
    assert place_of(office, kind, code, county) == place


@pytest.mark.parametrize(
    ("said", "day"),
    [("2027/08/10", "2027-08-10"), ("8-3-2027", "2027-08-03"), ("8-3-27", "2027-08-03"),
     ("8/3/2027 17:00", "2027-08-03"),
     ("August 3, 2027", "2027-08-03"), ("20270803", "2027-08-03"), ("", ""), ("soon", None), ("2027-02-30", None)],
)
def test_dates_as_filing_lists_mix_them(said: str, day: str | None) -> None:
    assert iso_date(said) == day


def test_what_is_no_list_or_no_seat_is_said() -> None:
    with pytest.raises(UserError, match="no column names the office"):
        read_seats(["Name of person", "Phone"], [["A", "1"]])
    rows = [["", "1", ""], ["Mayor", "two", ""], ["Mayor", "1", "soon"]]
    found = read_seats(["Seat", "Seats up", "Filing deadline"], rows)
    assert found.refused == [(2, "no office is named"), (3, "seats up is not a number")]
    assert (len(found.seats), found.notes) == (1, ["1 dates could not be read and were left out."])


def test_candidates_by_first_and_last_name_with_their_standing() -> None:
    """Philadelphia's list, and one that tells who withdrew and who holds the office."""
    city = read_seats(
        ["First Name", "Last Name", "Address", "City", "St", "Zip", "Office", "Party", "Unofficial Signatures Totals"],
        [["Ann", "Lee", "1 Main St", "Philadelphia", "PA", "19103", "District Council - 3rd District", "Democratic", 8],
         ["Bob", "Ray", "2 Main St", "Philadelphia", "PA", "19103", "District Council - 3rd District", "Republican", 4],
         ["Al", "Fox", "3 Main St", "Philadelphia", "PA", "19103", "Mayor", "Democratic", 2]], party="DEM",
    )
    assert [(one.values["name"], one.values["district_kind"], one.values["district_code"], one.values["filed_ours"],
             one.values["filed_total"]) for one in city.seats] == [
        ("District Council - 3rd District", "ward", "3", 1, 2), ("Mayor", "city", "Philadelphia", 1, 1)]
    assert city.parties == {"Democratic": 2, "Republican": 1}
    told = read_seats(
        ["CONTEST", "POLITICAL PARTY", "INCUMBENT", "CANDIDATE STATUS", "CANDIDATE NAME"],
        [["State Senator District 4", "DFL", "No", "Qualified", "Ann"],
         ["State Senator District 4", "R", "Yes", "Qualified", "Bob"],
         ["State Senator District 4", "R", "No", "Withdrawn", "Cy"]], party="Democratic",
    )
    (seat,) = told.seats
    assert {name: seat.values.get(name) for name in ("filed_ours", "filed_total", "incumbent", "incumbent_party")} == {
        "filed_ours": 1, "filed_total": 2, "incumbent": "Bob", "incumbent_party": "R"}
    assert told.notes == ["1 candidates who withdrew or were turned away were not counted."]


def test_a_part_of_a_county_elects_its_supervisor() -> None:
    seat = one_seat("CandidateName,Party,DistrictType,DistrictName,OfficeTitle", "X", "I", "County",
                    "ALBEMARLE COUNTY - Rivanna District", "Member Board of Supervisors")
    assert (seat["district_kind"], seat["district_code"]) == ("county-council", "Rivanna")


@pytest.mark.parametrize(
    ("state", "row", "place"),
    [
        ("ID", ["State Representative", "12A"], ("State Representative 12A", "state-house", "12")),
        ("ID", ["Legislative District 12 State Representative Seat B", ""],
         ("Legislative District 12 State Representative Seat B", "state-house", "12")),
        ("WA", ["State Representative Pos. 2", "LEGISLATIVE DISTRICT 43"],
         ("State Representative Pos. 2, Legislative District 43", "state-house", "43")),
        ("WA", ["Legislative District 43 - State Senator", ""],
         ("Legislative District 43 - State Senator", "state-senate", "43")),
        ("NH", ["State Representative", "Belknap 8 (floterial)"],
         ("State Representative, Belknap 8 (floterial)", "state-house", "Belknap 8")),
        ("NE", ["Member of the Legislature District 05", ""],
         ("Member of the Legislature District 05", "state-senate", "5")),
        ("AK", ["State Senate", "A"], ("State Senate A", "state-senate", "A")),
        ("AK", ["State Senate District B", ""], ("State Senate District B", "state-senate", "B")),
        ("AK", ["Borough Assembly", "Seat C"], ("Borough Assembly, Seat C", "county-council", "Seat C")),
        ("NJ", ["General Assembly, 12th Legislative District", ""],
         ("General Assembly, 12th Legislative District", "state-house", "12")),
        ("PA", ["Senator in the General Assembly", "22nd Senatorial District"],
         ("Senator in the General Assembly, 22nd Senatorial District", "state-senate", "22")),
        ("MA", ["Representative in General Court", "TENTH BRISTOL"],
         ("Representative in General Court, Tenth Bristol", "state-house", "10th Bristol")),
        ("VA", ["Member Senate of Virginia", "8th District"], ("Member Senate of Virginia, 8th District", "state-senate", "8")),
        ("TX", ["Member, State Board of Education, District 12", ""],
         ("Member, State Board of Education, District 12", "other", "12")),
        ("US", ["U.S. Senator", ""], ("U.S. Senator", "state", "")),
    ],
)
def test_seats_of_other_states(state: str, row: list[str], place: tuple[str, str, str]) -> None:
    values = read_seats(["Office", "District"], [row], state=state).seats[0].values
    assert (values["name"], values["district_kind"], values["district_code"]) == place


def test_parishes_and_independent_cities() -> None:
    rows = [["Police Juror", "Caddo", "District 4"], ["Parish Council", "St. Tammany Parish", "District 2"]]
    found = read_seats(["Office", "Parish", "District"], rows, state="LA").seats
    assert [one.values["district_code"] for one in found] == ["Caddo 04", "St. Tammany 02"]
    rows = [["Member City Council", "Norfolk City", "Ward 3"], ["Mayor", "Norfolk City", ""]]
    found = read_seats(["Office", "Locality", "District"], rows, state="VA").seats
    assert [(one.values["name"], one.values["district_code"], one.values["county"]) for one in found] == [
        ("Norfolk Member City Council, Ward 3", "3", ""), ("Mayor", "Norfolk", "")]


def test_rows_that_say_one_seat_are_as_many_seats_up_and_none_is_lost() -> None:
    rows = [["State Representative", "5", "Ann"], ["State Representative", "5", "Bob"], ["State Senator", "5", "Cy"]]
    read = read_seats(["Office", "District", "Incumbent"], rows, state="AZ")
    assert [(one.values["name"], one.values.get("seats_up", 1), one.values["incumbent"]) for one in read.seats] == [
        ("State Representative 5", 2, "Ann; Bob"), ("State Senator 5", 1, "Cy")]
    assert read.notes == ["1 seat stands in several rows; each row was counted as one seat up."]
    counted = read_seats(["Office", "District", "Seats up"], [["Mayor", "Ely", 1], ["Mayor", "Ely", 1]])
    assert [one.values["seats_up"] for one in counted.seats] == [1]


def test_wards_of_two_cities_are_two_seats() -> None:
    rows = [["City Council", "Duluth", "Ward 2"], ["City Council", "Hibbing", "Ward 2"]]
    found = read_seats(["Office", "City", "District"], rows, state="MN").seats
    assert [one.values["name"] for one in found] == ["Duluth City Council, Ward 2", "Hibbing City Council, Ward 2"]


@pytest.mark.parametrize(("said", "ours"), [("(Prefers Democratic Party)", True), ("Prefers Republican Party", False)])
def test_preferred_parties(said: str, ours: bool) -> None:
    assert same_party(said, "Democratic") is ours


def test_a_partys_list_of_precinct_vacancies() -> None:
    found = read_seats(
        ["Office", "Precinct", "LD", "House District", "PCs allowed", "Vacant", "Petition deadline"], [
            ["Precinct Committeeperson", "Acacia", 22, 22, 7, 4, "4/6/2027"],
            ["Precinct Committeeperson", "0012", 22, 22, 5, 1, "4/6/2027"],
            ["Precinct Committeeperson", "AGUA FRIA", 22, 22, 5, 0, "4/6/2027"],
            ["State Representative", "Acacia", 22, "8", 1, 1, "4/6/2027"],
        ], state="AZ")
    assert [(one.values["name"], one.values["district_kind"], one.values["district_code"], one.values["seats_up"],
             one.values["filing_deadline"]) for one in found.seats] == [
        ("Precinct Committeeperson, Acacia", "precinct", "Acacia", 4, "2027-04-06"),
        ("Precinct Committeeperson 0012", "precinct", "0012", 1, "2027-04-06"),
        ("State Representative 8", "state-house", "8", 1, "2027-04-06"),
    ]
    assert found.notes == ["1 row without a seat to fill left out."]
