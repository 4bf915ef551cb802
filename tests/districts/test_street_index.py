"""Street indexes of any shape: what is used, what is not and why, and where they contradict themselves."""

import json

import pytest

from organizer.districts.columns import recognise
from organizer.districts.houses import HIGHEST, house_number, house_words
from organizer.districts.lookup import Precincts, Streets
from organizer.districts.report import LoadReport
from organizer.districts.street_index import Segment, read_segments
from organizer.domain.address import match_key, normalize
from organizer.domain.errors import UserError
from tests.districts.homes import DATA, SAMPLE, read_csv


def read(headers: list[str], rows: list[list[object]]) -> tuple[list[Segment], LoadReport]:
    shape = recognise(headers)
    report = LoadReport(shape.form, "test")
    return read_segments(shape, rows, report), report


def test_the_vip_feed_and_the_sample_are_read_whole() -> None:
    for path, count in ((DATA / "street_segment.txt", 16), (SAMPLE / "street-index.csv", 9360)):
        segments, report = read(*read_csv(path))
        assert (len(segments), report.rows, report.not_used) == (count, count, 0)


def test_vip_directions_and_suffixes_make_one_key() -> None:
    segments, _ = read(*read_csv(DATA / "street_segment.txt"))
    assert segments[0][:6] == ("E LAMBERT RD", "27253", "graham", 1800, 2098, "even")
    assert {one.street for one in segments} >= {"MERIDIAN AVE S", "MERTS ST", "W LANDI LN"}


@pytest.mark.parametrize(
    ("headers", "row", "expected"),
    [
        (["House # From", "House # To", "O/E", "Street", "Type", "Zip Code", "Pct"],
         ["1", "99", "O", "Main", "Street", "55735", "P-1"], ("MAIN ST", "55735", 1, 99, "odd", "P-1")),
        (["LowNum", "HighNum", "Side", "StreetName", "Zip", "Ward"],
         [2, 98.0, "Even", "N 1st Ave", 55735.0, 3], ("N 1ST AVE", "55735", 2, 98, "even", "")),
        (["Address", "City", "Precinct Name"], ["12 Oak St Apt 3", "Cook", "Cook"],
         ("OAK ST", "", 12, 12, "both", "Cook")),
        (["Street Name", "House Numbers", "State House District"],
         ["Elm Rd", "100 - 198 (even only)", "HD 3A"], ("ELM RD", "", 100, 198, "even", "")),
        (["STREET", "PRECINCT"], ["County Rd 5", "Alborn Twp"],
         ("COUNTY ROAD 5", "", 0, HIGHEST, "both", "Alborn Twp")),
        (["Pre Dir", "Street Name", "Street Type", "Post Dir", "From Number", "To Number", "Precinct"],
         ["", "Meridian", "Ave", "South", "1", "9", "7"], ("MERIDIAN AVE S", "", 1, 9, "both", "7")),
    ],
)
def test_county_spreadsheets_of_any_shape(headers: list[str], row: list[object], expected: tuple[object, ...]) -> None:
    segments, report = read(headers, [row])
    assert not report.unused
    one = segments[0]
    assert (one.street, one.zip, one.low, one.high, one.parity, one.precinct) == expected


def test_every_row_not_used_has_its_reason() -> None:
    headers = ["Low", "High", "OddEvenBoth", "Street Name", "Zip", "Precinct"]
    rows: list[list[object]] = [
        ["12x", "20", "EVEN", "Main St", "55735", "P"],
        ["98", "2", "EVEN", "Main St", "55735", "P"],
        ["2", "98", "sometimes", "Main St", "55735", "P"],
        ["2", "98", "EVEN", "", "55735", "P"],
        ["2", "98", "EVEN", "Main St", "ABC", "P"],
        ["2", "98", "EVEN", "Main St", "55735", ""],
        ["", "", "", "", "", ""],
        ["2", "98", "EVEN", "Main St", "55735", "P"],
        ["N6W2", "N6W98", "EVEN", "Main St", "55735", "P"],
        ["N6W23001", "N7W23099", "BOTH", "Main St", "55735", "P"],
        ["2", "37-98", "EVEN", "Main St", "55735", "P"],
    ]
    segments, report = read(headers, rows)
    assert (report.rows, report.used, report.not_used, len(segments)) == (10, 1, 9, 1)
    assert [(one.row, one.reason) for one in report.unused] == [
        (2, "a house number is not a number"),
        (3, "the range runs backwards"),
        (4, "odd, even or both is not said in a way we know"),
        (5, "no street name"),
        (6, "the ZIP is not a ZIP"),
        (7, "no precinct and no district"),
        (10, "a house number is not a number"),
        (11, "the two ends of the range are not on one line of the grid"),
        (12, "the two ends of the range are numbers of different kinds"),
    ]


def test_overlaps_and_gaps_are_reported() -> None:
    headers = ["Low", "High", "Parity", "Street", "Zip", "Precinct"]
    _, report = read(headers, [
        [2, 98, "E", "Main St", "55735", "A"], [90, 198, "E", "Main St", "55735", "B"],
        [300, 398, "E", "Main St", "55735", "B"], [1, 99, "O", "Main St", "55735", "A"],
    ])
    assert report.notes == [
        "1 ranges overlap and disagree (first at 90 Main St 55735); addresses there are not assigned.",
        "1 gaps between ranges of the same street; addresses there are not covered.",
    ]


def streets(*segments: Segment) -> Streets:
    rows = [(*one[:8], json.dumps(dict(one.districts))) for one in segments]
    return Streets(rows, Precincts())


def test_odd_even_ranges_units_and_what_is_not_there() -> None:
    ward = [(("ward", str(n)),) for n in range(4)]
    index = streets(
        Segment("MAIN ST", "55735", "", 2, 98, "even", "", "", ward[0]),
        Segment("MAIN ST", "55735", "", 1, 99, "odd", "", "", ward[1]),
        Segment("OAK ST", "55735", "", 10, 10, "both", "1-20", "", ward[2]),
        Segment("OAK ST", "55735", "", 10, 10, "both", "21-40", "", ward[3]),
    )

    def ask(line: str) -> str:
        number = index.find([match_key(line, "", "55735")])[0]
        return index.places[number][0].code if number > 0 else str(number)

    assert [ask("2 Main Street"), ask("99 MAIN ST."), ask("99A Main St")] == ["0", "1", "1"]
    assert [ask("10 Oak St Apt 5"), ask("10 Oak St #21")] == ["2", "3"]
    assert [ask("100 Main St"), ask("2 Main Ave"), ask("10 Oak St"), ask("38-14 Main St")] == ["-1", "0", "-2", "-1"]


ELSEWHERE = (
    # headers, rows, and addresses with the ward they lie in: "1" exact, "1?" likely, "" not known
    (["Low", "High", "Pre", "Street Name", "Type", "Post", "Zip", "Ward"],
     [[1, 99, "N", "5th", "St", "", "10001", "1"], [1, 99, "", "5th", "St", "South", "10001", "2"],
      [1, 99, "", "Fifth", "Avenue", "", "10001", "3"], [1, 99, "", "Park", "Ave", "S", "10001", "4"]],
     {"12 N. Fifth Street": "1", "12 5th Street North": "1?", "12 S 5th St": "2?", "12 5th St": "", "12 5 Ave": "3",
      "12 Fifth": "", "12 Park Avenue So.": "4", "12 Park": "4?", "12 Park Ave N": "", "12 Park St S": ""}),
    (["From", "To", "Street", "ZIP", "Ward"],
     [[1, 9999, "County Road 12", "10001", "1"], [1, 9999, "State Highway 7", "10001", "2"],
      [1, 9999, "US Hwy 31 N", "10001", "3"], [1, 9999, "FM 1960 Rd W", "10001", "4"],
      [1, 9999, "Ranch Road 620", "10001", "5"], [1, 9999, "Martin Luther King Jr Blvd", "10001", "6"],
      [1, 9999, "Avenue B", "10001", "7"], [1, 9999, "1st Ave NE", "10001", "8"]],
     {"120 Co. Rd. 12": "1", "120 CR-12": "1", "120 Cnty Road 12": "1", "55 SH 7": "2", "55 Hwy 7": "2?",
      "9 US-31 N": "3", "9 U.S. Highway 31 North": "3", "9 N US 31": "3?", "7 Farm to Market 1960 West": "4",
      "7 RR 620": "5", "7 RM 620": "5", "8 MLK Blvd": "6", "8 Martin Luther King Boulevard": "6", "5 Ave B": "7",
      "5 First Avenue N.E.": "8"}),
    (["Low", "High", "Odd/Even", "Street", "ZIP", "Ward"],
     [["37-01", "37-99", "O", "74th St", "10001", "1"], ["37-02", "37-98", "E", "74 Street", "10001", "2"],
      [3701, 3799, "O", "Plain St", "10001", "3"]],
     {"37-13 74th Street": "1", "37-12 74 St Apt 4B": "2", "37–12 74th St": "2", "3712 74th St": "2?",
      "38-12 74th St": "", "37-13 Plain St": "", "37013 74th St": ""}),
    (["Low", "High", "Predir", "Street", "Postdir", "ZIP", "Ward"],
     [[1000, 1398, "S", "300", "E", "10001", "1"], [1000, 1398, "", "300 East", "", "10001", "2"],
      [1, 99, "W", "North Temple", "", "10001", "3"]],
     {"1200 South 300 East": "1", "1200 S. 300 E. Apt 4": "1", "1200 300 East": "2", "12 West North Temple": "3"}),
    (["Low", "High", "Street", "ZIP", "Ward"],
     [[100, 198, "Main St", "10001", "1"], ["100 1/2", "100 1/2", "Oak St", "10001", "2"],
      ["12A", "12A", "Elm St", "10001", "3"], [12, 12, "Ash St", "10001", "4"], ["12A", "12A", "Ash St", "10001", "5"]],
     {"100 1/2 Main St": "1", "100½ Main St": "1", "100-A Main St": "1", "100 1/2 Oak St": "2", "12 A Elm St": "3",
      "12 Ash St": "", "12A Ash St": ""}),
    (["Address", "ZIP", "Ward"],
     [["RR 2 Box 34", "10001", "1"], ["HC 61 Box 5", "10001", "2"], ["37-12 74 St", "10001", "3"]],
     {"Rural Route 2, Box 34": "1", "R.R. 2 Box 35": "", "Highway Contract 61 Box 5": "2", "PO Box 34": "",
      "37-12 74th Street": "3"}),
    (["Low", "High", "O/E", "Street", "ZIP", "Ward"],
     [["N6W23001", "N6W23099", "O", "Main St", "10001", "1"], ["N6 W23000", "N6 W23098", "E", "Main St", "10001", "2"],
      ["W204N11900", "W204N11998", "", "Goldendale Rd", "10001", "3"], ["N7801", "N7899", "", "Cty Rd X", "10001", "4"],
      ["39W701", "39W799", "", "Oak Ln", "10001", "5"], [23001, 23999, "", "Main St", "10001", "6"]],
     {"N6W23001 Main St": "1", "n6 w23004 Main Street": "2", "N6-W23001 Main St Apt 4": "1", "N6W23001A Main St": "1",
      "N7W23001 Main St": "", "S6W23001 Main St": "", "N6W23101 Main St": "", "W204 N11912 Goldendale Rd": "3",
      "N7835 County Road X": "4", "7835 County Road X": "", "39W721 Oak Ln": "5", "23001 Main St": "6"}),
    (["House Numbers", "Street", "ZIP", "Ward"],
     [["N6W23001 - N6W23099", "Main St", "10001", "1"], ["S70W18100-S70W18198 (even only)", "Elm Dr", "10001", "2"]],
     {"N6W23050 Main St": "1", "S70 W18102 Elm Dr": "2", "S70 W18103 Elm Dr": ""}),
)


@pytest.mark.parametrize(("headers", "rows", "asked"), ELSEWHERE)
def test_both_sides_are_spelled_alike_whatever_the_state(
    headers: list[str], rows: list[list[object]], asked: dict[str, str]
) -> None:
    segments, report = read(headers, rows)
    assert not report.unused
    index = streets(*segments)
    said = {}
    for line in asked:
        key = match_key(*normalize(line), "10001")
        number = index.find([key])[0]
        near = index.find_near(key) if -2 < number < 1 else None
        said[line] = index.places[number][0].code if number > 0 else f"{near[0].code}?" if near else ""
    assert said == asked


def test_a_post_office_box_in_an_index_is_no_home() -> None:
    segments, report = read(["Address", "ZIP", "Ward"], [["PO Box 12", "10001", "1"], ["Oak St", "10001", "1"]])
    assert not segments
    assert [one.reason for one in report.unused] == ["a post office box isn't a home", "the address has no house number"]


def test_numbers_on_a_grid_are_written_back_and_never_gaps_of_one_another() -> None:
    for said in ("N6W23001", "W204N11912", "39W721", "N7835", "37-12", "12"):
        assert house_words(house_number(said) or 0) == said
    _, report = read(["Low", "High", "Street", "ZIP", "Ward"], [["N6W100", "N6W198", "Main St", "10001", "1"],
                                                               ["N7W100", "N7W198", "Main St", "10001", "1"]])
    assert (report.used, report.notes) == (2, [])


def test_ranges_that_disagree_say_only_what_both_say() -> None:
    index = Streets(
        [("MAIN ST", "55735", "", 2, 98, "both", "", "", '{"ward": "1", "school": "16"}'),
         ("MAIN ST", "55735", "", 50, 60, "both", "", "", '{"ward": "2", "school": "16"}')], Precincts(),
    )
    number = index.find(["52|MAIN ST||55735"])[0]
    assert [(part.kind, part.code) for part in index.places[number]] == [("school", "16")]


@pytest.mark.parametrize("headers", [["Name", "Phone"], ["Street", "City"], ["ZIP", "City"], []])
def test_a_table_that_assigns_nothing_is_refused_in_one_line(headers: list[str]) -> None:
    with pytest.raises(UserError) as refused:
        recognise(headers)
    assert "\n" not in refused.value.message
