"""What is said once for several rows counts for each of them: merged cells, groups, headings between; and only then."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.cell_range import CellRange

from organizer.importing.planning import plan_import
from organizer.importing.reading.sheet import read_table, read_text_table
from tests.importing.hostile import write_workbook

HEADER = ["Name", "Phone", "Email"]
PEOPLE = [[f"{first} {last}", f"701-555-010{n}", f"p{n}@example.org"] for n, (first, last) in enumerate(
    [("Ann", "Abbott"), ("Bob", "Carver"), ("Carol", "Dunmore"), ("Doug", "Eastman"), ("Ellen", "Falk"), ("Frank", "Gil")])]


def pasted(*rows: list[str]):
    return read_text_table("\n".join("\t".join(row) for row in rows))


def wards(table) -> list[dict[str, str]]:
    return [dict(one.districts) for one in plan_import(None, table).records]


def test_a_cell_merged_over_rows_counts_for_each(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "list.xlsx", {"List": [
        ["Ward", *HEADER, "Address"],
        *([("Ward 1", "", "", "Ward 2", "", "")[n] or None, *person, "12 Elm St, Fargo, ND 58102" if n == 4 else None]
          for n, person in enumerate(PEOPLE))]})
    book = openpyxl.load_workbook(path)
    for span in ("A2:A4", "A5:A7", "E6:E7"):
        book["List"].merge_cells(span)
    book.save(path)
    table = read_table(path)
    assert wards(table) == [{"ward": "1"}] * 3 + [{"ward": "2"}] * 3
    assert [one.city for one in plan_import(None, table).records] == ["", "", "", "", "Fargo", "Fargo"]
    assert any("merged" in note and "(5)" in note for note in table.notes)


def test_a_cell_merged_over_nothing_makes_nobody(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "list.xlsx", {"List": [HEADER, *PEOPLE[:2]]})
    book = openpyxl.load_workbook(path)
    book["List"].merge_cells("A3:A60")
    book.save(path)
    assert len(read_table(path).rows) == 2


def test_a_ward_in_the_first_row_of_each_group_counts_for_the_group() -> None:
    table = pasted(["Ward", *HEADER], *(["Ward 1" if n == 0 else "Ward 2" if n == 3 else "", *one] for n, one in enumerate(PEOPLE)))
    assert wards(table) == [{"ward": "1"}] * 3 + [{"ward": "2"}] * 3
    assert any("“Ward”" in note for note in table.notes)


@pytest.mark.parametrize("cells", [["1", "", "1", "", "", ""], ["", "1", "", "2", "", ""], ["1", "2", "3", "4", "", ""], ["1", "", "", "", "", ""]])
def test_wards_that_some_rows_lack_are_not_guessed(cells: list[str]) -> None:
    table = pasted(["Ward", *HEADER], *([cell, *one] for cell, one in zip(cells, PEOPLE, strict=True)))
    assert [row[0] for row in table.rows] == cells


def test_an_address_above_those_who_live_there_is_theirs() -> None:
    table = pasted(["Address", "Name", "Phone"], ["12 Elm St, Fargo, ND 58102", "", ""], *(["", *one[:2]] for one in PEOPLE[:2]),
                   ["14 Oak St, Fargo, ND 58102", "", ""], *(["", *one[:2]] for one in PEOPLE[2:]))
    assert [one.line for one in plan_import(None, table).records] == ["12 Elm St"] * 2 + ["14 Oak St"] * 4
    assert list(table.row_numbers) == [3, 4, 6, 7, 8, 9]
    lone = pasted(["Address", "Name", "Phone"], ["12 Elm St", "", ""], ["14 Oak St", *PEOPLE[0][:2]], ["", *PEOPLE[1][:2]])
    assert len(lone.rows) == 3  # an address without a name beside it is not always a heading


def test_headings_between_the_rows_are_a_column_of_those_below() -> None:
    table = pasted(HEADER, ["WARD 1", "", ""], *PEOPLE[:2], ["Ward 2 - Grant School", "", ""], *PEOPLE[2:])
    assert wards(table) == [{"ward": "1"}] * 2 + [{"ward": "2"}] * 4
    assert list(table.row_numbers) == [3, 4, 6, 7, 8, 9]
    assert any("“WARD 1” (row 2)" in note for note in table.notes)
    county = pasted(HEADER, ["PINE COUNTY", "", ""], *PEOPLE)
    assert {one.county for one in plan_import(None, county).records} == {"Pine"}
    told = pasted([*HEADER, "Ward"], ["Ward 1", "", "", ""], *([*one, "7"] for one in PEOPLE))
    assert wards(told)[1:] == [{"ward": "7"}] * 6  # a column of its own says it


def test_a_third_row_of_headers_that_only_a_survey_understands_is_nobody() -> None:
    table = pasted(["Q1", "Q2"], ["What is your name?", "Your e-mail?"], ['{"ImportId":"QID1"}', '{"ImportId":"QID2"}'],
                   *([name, email] for name, _, email in PEOPLE))
    assert plan_import(None, table).sums()["added"] == 6 and len(table.rows) == 6


def test_a_longer_sheet_of_sums_is_not_taken_for_the_people(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "list.xlsx", {
        "People": [HEADER, *PEOPLE], "Summary": [["Ward", "Count"], *([n, n * 3] for n in range(1, 20))]})
    assert read_table(path).sheet == "People"


@pytest.mark.parametrize(("header", "places"), [
    ("Pct", [f"Precinct {n}" for n in range(7)]),
    ("County Party", [f"{name} County" for name in ("Pine", "Lake", "Cass", "Rock", "Todd", "Clay", "Otter")]),
])
def test_a_precinct_without_a_chair_is_no_heading_of_those_below(header: str, places: list[str]) -> None:
    table = pasted([header, *HEADER], *(
        [place, "", "", ""] if n in (2, 5) else [place, *PEOPLE[n % 6]] for n, place in enumerate(places)))
    assert table.headers == (header, *HEADER)
    assert [row[0] for row in table.rows] == places


def test_any_number_of_merged_cells_count(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Name", "Phone", "Address"])
    for n in range(10_400):
        book.active.append(["Ann Lee", "701-555-0101", None if n % 2 else f"{n} Elm St"])
    book.active.merged_cells.ranges = [CellRange(f"C{row}:C{row + 1}") for row in range(2, 10_402, 2)]
    book.save(path)
    assert all(row[2] for row in read_table(path).rows)


def test_the_heading_above_the_header_counts_for_the_first_ones() -> None:
    table = pasted(["WARD 1", "", ""], HEADER, *PEOPLE[:2], ["WARD 2", "", ""], HEADER, *PEOPLE[2:])
    assert wards(table) == [{"ward": "1"}] * 2 + [{"ward": "2"}] * 4
    other = pasted(["Volunteers of Pine County", "", ""], HEADER, *PEOPLE[:2], ["WARD 2", "", ""], *PEOPLE[2:])
    assert wards(other) == [{}] * 2 + [{"ward": "2"}] * 4
