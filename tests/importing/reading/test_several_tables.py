"""Sheets with more than one table in them: nobody is lost, nobody gets the phone of a neighbour in the sheet."""

from __future__ import annotations

import csv
from pathlib import Path

from organizer.importing.planning import plan_import
from organizer.importing.reading.sheet import read_table, read_text_table
from tests.importing.sheets import bring_in

HEADER = ["Name", "Phone", "Email"]
PEOPLE = [["Ann Lee", "701-555-0101", "a@example.org"], ["Bo Ray", "701-555-0102", "b@example.org"],
          ["Cy Dunn", "701-555-0103", "c@example.org"], ["Di Fox", "701-555-0104", "d@example.org"]]


def sheet(path: Path, *rows: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def people(path: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.first, one.phones[0].number[-4:] if one.phones else "", one.emails)
            for one in plan_import(None, read_table(path)).records]


WANTED = [(name.split()[0], phone[-4:], (email,)) for name, phone, email in PEOPLE]


def test_a_second_table_with_other_columns_goes_under_the_first(tmp_path: Path) -> None:
    other = [[email, name, "Fargo", phone] for name, phone, email in PEOPLE[2:]]
    path = sheet(tmp_path / "two.csv", HEADER, *PEOPLE[:2], ["", "", ""], ["Volunteers", "", ""],
                 ["E-mail", "Full name", "Town", "Cell"], *other)
    table = read_table(path)
    assert (table.header_row, table.headers, list(table.row_numbers)) == (1, (*HEADER, "Town"), [2, 3, 7, 8])
    assert people(path) == WANTED and table.rows[2][3] == "Fargo"
    assert any("row 6" in note for note in table.notes)
    assert any("“Volunteers” (row 5)" in note for note in table.notes)


def test_a_number_alone_above_a_second_table_is_no_title_of_it(tmp_path: Path) -> None:
    path = sheet(tmp_path / "alone.csv", HEADER, PEOPLE[0], ["", "701-555-0177", ""], HEADER, PEOPLE[1])
    assert [row[1] for row in read_table(path).rows] == ["701-555-0101", "701-555-0177", "701-555-0102"]


def test_a_header_sorted_in_among_the_people_loses_none_of_them(store, tmp_path: Path) -> None:
    path = sheet(tmp_path / "sorted.csv", *PEOPLE[:3], HEADER, PEOPLE[3])
    assert people(path) == WANTED
    many = [[f"Ann L{chr(97 + n // 26)}{chr(97 + n % 26)}", f"701-555-{n:04}", f"e{n}@example.org"] for n in range(300)]
    late = sheet(tmp_path / "late.csv", *many[:200], HEADER, *many[200:])
    table = read_table(late)
    assert (table.headers, len(table.rows)) == (tuple(HEADER), 300)
    assert bring_in(store, late).rows == 300


def test_tables_side_by_side_are_read_one_below_the_other(store, tmp_path: Path) -> None:
    path = sheet(tmp_path / "beside.csv", [*HEADER, "", *HEADER],
                 [*PEOPLE[0], "", *PEOPLE[2]], [*PEOPLE[1], "", *PEOPLE[3]], [*PEOPLE[1], "", "", "", ""])
    table = read_table(path)
    assert (table.headers, list(table.row_numbers)) == (tuple(HEADER), [2, 3, 4, 6, 7])
    assert "2 tables stand side by side" in " ".join(table.notes)
    report = bring_in(store, path)
    assert (report.rows, report.added) == (5, 4)


def test_two_phones_with_their_kinds_are_no_tables_and_neither_is_a_couple_of_columns(tmp_path: Path) -> None:
    path = sheet(tmp_path / "list.csv", ["Name", "Phone", "Type", "Phone", "Type"],
                 ["Ann Lee", "701-555-0101", "Home", "701-555-0102", "Cell"])
    assert len(read_table(path).rows) == 1
    again = sheet(tmp_path / "again.csv", ["Phone", "Type", "Phone", "Type"],
                  ["701-555-0101", "Home", "701-555-0102", "Cell"])
    assert len(read_table(again).rows) == 1


def test_a_title_printed_on_each_page_is_nobody(tmp_path: Path) -> None:
    page = [["Our county's sign-ups", "", ""], ["Printed 6/12/2016", "", ""], ["", "", ""], HEADER]
    path = sheet(tmp_path / "pages.csv", *page, *PEOPLE[:2], *page, *PEOPLE[2:])
    assert people(path) == WANTED


def test_people_whose_cells_are_words_of_headers_are_no_header(tmp_path: Path) -> None:
    rows = [["Ann Lee", "Home", "Volunteer", "701-555-0101"], ["Bo Ray", "Mobile", "City", ""]]
    assert len(read_table(sheet(tmp_path / "odd.csv", ["Name", "Kind", "Does", "Phone"], *rows)).rows) == 2


def test_what_stands_above_a_header_and_is_nobody_stays_a_title(tmp_path: Path) -> None:
    path = sheet(tmp_path / "titled.csv", ["Questions?", "chair@example.org", ""], ["", "", ""], HEADER, *PEOPLE)
    assert people(path) == WANTED


def test_many_tables_with_other_columns_are_told_in_one_sentence() -> None:
    lines = ["Name\tPhone\tEmail"]
    for n in range(9):
        lines += [f"Ann Lee\t701-555-01{n}0\tann{n}@example.org", "Phone\tName\tEmail", f"701-555-01{n}1\tBo Ray\tbo{n}@example.org",
                  "Name\tPhone\tEmail"]
    table = read_text_table("\n".join([*lines, "Cy Poe\t701-555-0199\tcy@example.org"]))
    assert len(table.rows) == 19
    assert [note for note in table.notes if "other columns" in note] == [
        "Tables with other columns begin in row 3, row 7, row 11, row 15, row 19 and 4 more; "
        "they were put under the first one's."]
