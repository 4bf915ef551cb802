"""Street indexes of any shape: what is used, what is not and why, and where they contradict themselves."""

import json

import pytest

from organizer.districts.columns import recognise
from organizer.districts.lookup import Precincts, Streets
from organizer.districts.report import LoadReport
from organizer.districts.street_index import HIGHEST, Segment, read_segments
from organizer.domain.address import match_key
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
    ]
    segments, report = read(headers, rows)
    assert (report.rows, report.used, report.not_used, len(segments)) == (7, 1, 6, 1)
    assert [(one.row, one.reason) for one in report.unused] == [
        (2, "a house number is not a number"),
        (3, "the range runs backwards"),
        (4, "odd, even or both is not said in a way we know"),
        (5, "no street name"),
        (6, "the ZIP is not a ZIP"),
        (7, "no precinct and no district"),
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
