"""Proves that lists with a line for each thing about a person become one row a person, and no other list does."""

from __future__ import annotations

from array import array

import pytest

from organizer.importing.reading.blocks import Blocks
from organizer.importing.reading.cards import are_cards, from_cards, one_row_each
from organizer.importing.reading.sheet import read_text_table
from tests.importing.test_unseen_exporters import numbers, planned

CARDS = [["Members of 2024"], [], ["Name:", "Ann Lee"], ["Address:", "12 Elm St"], ["", "Fargo, ND 58102"],
         ["Phone:", "701-555-0101"], ["Phone:", "701-555-0109"], ["T-shirt:", "M"], [], ["Name:", "Bob Ray"],
         ["Email:", "bob@example.org"], ["Address:", "13 Oak St, Fargo, ND 58102"]]


def test_cards_below_each_other_are_a_row_each_with_the_number_of_their_first_line():
    plan = planned(*CARDS)
    ann, bob = plan.records
    assert (ann.first, ann.line, ann.city, ann.zip, bob.line, bob.emails) == (
        "Ann", "12 Elm St", "Fargo", "58102", "13 Oak St", ("bob@example.org",))
    assert [number for number, _ in numbers(ann)] == ["+17015550101", "+17015550109"]
    assert list(plan.table.row_numbers) == [3, 10] and plan.table.rows[0][plan.table.headers.index("T-shirt")] == "M"
    assert any("several lines" in note for note in plan.table.notes)


def test_cards_typed_into_one_column_are_cards_too():
    text = "Name: Ann Lee\nCell: 701-555-0101\nAddress: 12 Elm St, Fargo\n\nName: Bob Ray\nCell: 701-555-0102\n"
    table = read_text_table(text)
    assert table.headers == ("Name", "Cell", "Address")
    assert [list(row) for row in table.rows] == [["Ann Lee", "701-555-0101", "12 Elm St, Fargo"], ["Bob Ray", "701-555-0102", ""]]


def test_a_card_without_a_name_or_in_another_order_adds_nothing_to_the_ones_beside_it():
    text = ("Name: Ann Lee\nCell: 701-555-0101\n\nCell: 701-555-0102\n\nCell: 701-555-0103\nName: Bo Day\n\n"
            "Name: Cy Ray\n\nCity: Fargo\n")
    table = read_text_table(text)
    assert [list(row) for row in table.rows] == [
        ["Ann Lee", "701-555-0101", ""], ["", "701-555-0102", ""], ["Bo Day", "701-555-0103", ""], ["Cy Ray", "", "Fargo"]]
    assert list(table.row_numbers) == [1, 4, 6, 9]


def test_one_name_has_few_columns_and_what_comes_then_stands_in_the_last():
    lines = [["Name:", "Ann Lee"], ["Phone:", "1"], ["Name:", "Bo"], ["Phone:", "2"], *[["Phone:", str(n)] for n in range(3, 30)]]
    headers, rows, _ = from_cards(lines)
    assert len(headers) == 10 and rows[1][:2] == ["Bo", "2"] and rows[1][-1] == ", ".join(str(n) for n in range(10, 30))
    lines = [["Name:", "Ann Lee"], *[[f"Said {n}:", "x"] for n in range(300)], ["Email:", "ann@example.org"]]
    headers, rows, _ = from_cards(lines)
    assert len(headers) == 101 and rows[0][-1] == "ann@example.org" and rows[0][-2].endswith("Said 299:, x")


def test_rows_for_fields_without_a_name_share_a_column():
    body = Blocks([["Ann Lee", "", "x"], ["Ann Lee", "Phone", "1"], *[["Bo Day", "Phone", str(n)] for n in range(30)]])
    headers, rows, numbers, _ = one_row_each(("Name", "Field", "Value"), body, array("l", range(32)))
    assert (headers[:3], len(headers), list(numbers)) == (("Name", "Value", "Phone"), 11, [0, 2])
    assert [rows[0][:3], rows[1][:3]] == [["Ann Lee", "x", "1"], ["Bo Day", "", "0"]] and rows[1][-1].endswith("28, 29")


@pytest.mark.parametrize("rows", [
    [["Name", "Phone"], ["Ann Lee", "701-555-0101"], ["Bob Ray", "701-555-0102"]],
    [["Volunteer", "Ann Lee"], ["Volunteer", "Bob Ray"], ["Member", "Cy Day"], ["Member", "Di Fox"]],
    [["Name", "Ann Lee"], ["Phone", "701-555-0101"]],
    [["Contact", "Phone"], ["Ann Lee", "701-555-0101"], ["Name", "Phone"], ["Bob Ray", "701-555-0102"]],
    [["Title"], [""], []],
    [["Name", "Ann Lee", "Bob Ray"], ["Phone", "701-555-0101", "701-555-0102"], ["Name", "Cy Day", "Di Fox"],
     ["Phone", "701-555-0103", "701-555-0104"]],
])
def test_other_lists_are_no_cards(rows):
    assert not are_cards(rows)


def test_a_row_for_each_field_becomes_one_for_each_person():
    plan = planned(["Member ID", "Field", "Value"], ["7", "Name", "Ann Lee"], ["7", "Phone", "701-555-0101"],
                   ["8", "Name", "Bob Ray"], ["7", "Email", "ann@example.org"], ["8", "Shirt", "M"], ["8", "Email", "bob@example.org"])
    assert plan.table.headers == ("Member ID", "Name", "Phone", "Email", "Shirt")
    assert [(one.first, one.emails) for one in plan.records] == [("Ann", ("ann@example.org",)), ("Bob", ("bob@example.org",))]
    assert list(plan.table.row_numbers) == [2, 4]


def test_a_question_with_its_answers_is_no_field():
    plan = planned(["Name", "Question", "Answer"], ["Ann Lee", "Will you vote?", "Yes"], ["Ann Lee", "For whom?", "?"])
    assert len(plan.table.rows) == 2


def test_a_list_of_parents_is_of_them_where_both_have_columns():
    plan = planned(["Student", "Parent 1", "Parent 1 Email", "Parent 1 Cell", "Parent 2", "Parent 2 Email", "Address"],
                   ["Timmy Lee", "Ann Lee", "ann@example.org", "701-555-0101", "Bob Day", "bob@example.org", "12 Elm St"])
    assert [(one.first, one.last, one.emails, one.line) for one in plan.records] == [
        ("Ann", "Lee", ("ann@example.org",), "12 Elm St"), ("Bob", "Day", ("bob@example.org",), "12 Elm St")]
    child = planned(["Name", "Parent 1", "Parent 1 Phone", "Parent 2", "Parent 2 Phone"],
                    ["Timmy Lee", "Ann Lee", "701-555-0101", "Bob Day", "701-555-0102"])
    assert [(one.first, one.last, numbers(one)[0][0]) for one in child.records] == [
        ("Ann", "Lee", "+17015550101"), ("Bob", "Day", "+17015550102")]
    grown = planned(["Name", "Phone", "Parent 1", "Parent 2"], ["Ann Lee", "701-555-0101", "Jo Lee", "Al Lee"])
    assert grown.records[0].first == "Ann"
    alone = planned(["Name", "Parent or guardian", "Email"], ["Ann Lee", "Jo Lee", "ann@example.org"])
    assert [one.first for one in alone.records] == ["Ann"]
