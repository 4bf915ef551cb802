"""Where the header is found, and what the columns are called."""

from __future__ import annotations

import pytest

from organizer.importing.columns.names import looks_like_header
from organizer.importing.reading.header import find_header, unique_headers
from organizer.importing.reading.table import Cell

PEOPLE: list[list[Cell]] = [
    ["Ann", "Lee", "ann@example.com", 2185550101, "55801"],
    ["Bo", "Diaz", "bo@example.org", 2185550102, "55802"],
    ["Cy", "Vang", "", "(218) 555-0103", "55803"],
    ["Di", "Olson", "di@example.net", "", "55801"],
]
NAMES: list[Cell] = ["First", "Last", "Email", "Phone", "Zip"]


def found(rows: list[list[Cell]], **more: object) -> tuple[int, int, tuple[str, ...]]:
    choice = find_header(rows, looks_like_header=looks_like_header, **more)  # type: ignore[arg-type]
    return choice.row + 1, choice.depth, choice.headers


def test_in_the_first_row() -> None:
    assert found([NAMES, *PEOPLE]) == (1, 1, ("First", "Last", "Email", "Phone", "Zip"))


def test_below_titles_and_blank_rows() -> None:
    rows: list[list[Cell]] = [["Sign-ups for June"], ["Exported by:", "Office", "", "7/1/2016"], [], NAMES, *PEOPLE]
    assert found(rows)[:2] == (4, 1)


def test_missing() -> None:
    row, depth, headers = found(PEOPLE)
    assert (row, depth) == (0, 0)
    assert headers == ("Column 1", "Column 2", "Column 3", "Column 4", "Column 5")


def test_somebody_with_a_number_is_no_header_whatever_their_name() -> None:
    rows: list[list[Cell]] = [["Ann Lee", "701-555-0101"], ["Bo Day", "701-555-0102"], ["Phone Bank", "701-555-0103"]]
    assert found(rows) == found(rows[::-1]) == (0, 0, ("Column 1", "Column 2"))


def test_missing_above_a_column_of_addresses() -> None:
    lines = ["100 Alabama Avenue NW Ft Payne", "PO Box 7 Ely", "1012 Cathy Drive", "1010 Mission Street", "7 Oak St #2"]
    rows: list[list[Cell]] = [[line] for line in lines]
    assert found(rows)[:2] == (0, 0)
    assert found([["Where they live"], *rows])[:2] == (1, 1)


def test_names_nobody_knows() -> None:
    rows: list[list[Cell]] = [["Zork", "Quux", "Flim"], *([f"z{n}", n * 3.5, f"{n}/2/2016"] for n in range(1, 9))]
    choice = find_header(rows)
    assert (choice.row, choice.headers) == (0, ("Zork", "Quux", "Flim"))


def test_chosen_by_the_user() -> None:
    rows: list[list[Cell]] = [["Title"], NAMES, *PEOPLE]
    assert found(rows, chosen=2)[0] == 2
    assert found(rows, chosen=0) == (0, 0, ("Column 1", "Column 2", "Column 3", "Column 4", "Column 5"))


def test_groups_over_names_are_joined() -> None:
    rows: list[list[Cell]] = [["Name", "", "Contact", "", ""], ["First", "Last", "Email", "Phone", "Zip"], *PEOPLE]
    merged = [((0, 0), (0, 1)), ((0, 2), (0, 4))]
    assert found(rows, merged=merged) == (
        1, 2, ("Name - First", "Name - Last", "Contact - Email", "Contact - Phone", "Contact - Zip"),
    )  # fmt: skip


def test_choices_below_a_question_are_names_though_they_are_the_ticks_too() -> None:
    rows: list[list[Cell]] = [
        ["Respondent", "Your name", "", "Contact", "", "What would you do?", "", ""],
        ["", "First", "Last", "Phone", "E-mail", "Run for office", "Help", "Other (please specify)"],
        *([n, f"Ann{n}", "Lee", f"218-555-010{n}", f"a{n}@example.org", "Run for office" * (n % 2), "Help" * (n % 3 > 0),
           "school board" * (n == 2)] for n in range(1, 6)),
    ]  # fmt: skip
    assert found(rows) == (1, 2, (
        "Respondent", "Your name - First", "Your name - Last", "Contact - Phone", "Contact - E-mail",
        "What would you do? - Run for office", "What would you do? - Help", "What would you do? - Other (please specify)"))


def test_names_merged_down_over_two_rows() -> None:
    rows: list[list[Cell]] = [["First", "Last", "Contact", "", "Zip"], ["", "", "Email", "Phone", ""], *PEOPLE]
    merged = [((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (1, 4))]
    assert found(rows, merged=merged) == (1, 2, ("First", "Last", "Contact - Email", "Contact - Phone", "Zip"))


def test_a_survey_with_answers_in_the_second_row() -> None:
    rows: list[list[Cell]] = [
        ["Respondent ID", "What is your name?", "Contact information", "", ""],
        ["", "Open-Ended Response", "Email Address", "Phone Number", "ZIP Code"],
        *([str(1000 + n), *row[1:]] for n, row in enumerate(PEOPLE)),
    ]
    assert found(rows) == (
        1, 2,
        ("Respondent ID", "What is your name?", "Contact information - Email Address",
         "Contact information - Phone Number", "Contact information - ZIP Code"),
    )  # fmt: skip


def test_no_person_is_taken_for_a_second_header_row() -> None:
    names: list[Cell] = ["Name", "City", "", "Notes"]
    people: list[list[Cell]] = [
        ["Ann Lee", "Duluth", "maybe", ""],
        ["Bo Diaz", "Ely", "", "call later"],
        ["Cy Vang", "Hibbing", "yes", ""],
    ]
    assert found([names, *people])[:2] == (1, 1)


def test_full_names_under_a_line_of_facts_stand_alone() -> None:
    rows: list[list[Cell]] = [["County party", "", "Spring list", "", ""], NAMES, *PEOPLE]
    assert found(rows) == (2, 1, ("First", "Last", "Email", "Phone", "Zip"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (["Phone", "Phone", ""], ("Phone", "Phone (2)", "Column 3")),
        (["", "", "Column 1"], ("Column 1 (2)", "Column 2", "Column 1")),
        (["Phone", "Phone (2)", "Phone"], ("Phone", "Phone (2)", "Phone (3)")),
        (["a", "A", "a"], ("a", "A (2)", "a (3)")),
    ],
)
def test_blank_and_double_names_are_kept_apart(given: list[str], kept: tuple[str, ...]) -> None:
    assert unique_headers(given) == kept


def test_long_questions_are_kept_apart() -> None:
    long = "Tell us about yourself " * 20
    one, two = unique_headers([long, long])
    assert one != two
    assert len(one) <= 300
    question = "x" * 300
    assert unique_headers([question]) == (question,)
