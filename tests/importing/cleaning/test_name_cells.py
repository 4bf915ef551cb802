"""Proves that what stands beside a name is parted from it, and that sums, headings and sentences name nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.importing.cleaning.name_cells import NameCell, bare, why_nobody
from organizer.importing.cleaning.names import Name, split_couple, split_full
from tests.importing.test_unseen_exporters import numbers, planned


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ann Lee", NameCell("Ann Lee")), ("1. Ann Lee", NameCell("Ann Lee")), ("12) Ann Lee", NameCell("Ann Lee")),
        ("• Ann Lee", NameCell("Ann Lee")), ("*Ann Lee", NameCell("Ann Lee")), ("Ann Lee*", NameCell("Ann Lee")),
        ("Ann Lee?", NameCell("Ann Lee")), ("Ann Lee - moved", NameCell("Ann Lee", "moved")),
        ("Ann Lee (ward captain)", NameCell("Ann Lee", "ward captain")), ("Mary-Ann O'Neil-Day", NameCell("Mary-Ann O'Neil-Day")),
        ("Ann Smith - Jones", NameCell("Ann Smith-Jones")), ("Smith (Jones), Mary", NameCell("Smith (Jones), Mary")),
        ("Ann Lee 701-555-0101", NameCell("Ann Lee", "", "701-555-0101")),
        ("Ann Lee <a@example.org>", NameCell("Ann Lee", "", "", "a@example.org")),
    ],
)  # fmt: skip
def test_a_cell_comes_apart(written: str, meant: NameCell) -> None:
    assert bare(written) == meant


@pytest.mark.parametrize("text", [
    "Page 1 of 4", "Total", "Grand total: 14", "WARD 2", "Ward 3 - North", "Precinct 4 (Lincoln School)", "ST. LOUIS COUNTY",
    "Notes: call before nine", "* = has run before", "Cancelled:", "Printed 6/12/2016", "-----", "Last updated: May",
    "thank you for coming to the meeting on Tuesday, we had a great turnout",
])  # fmt: skip
def test_what_names_nobody_says_why(text: str) -> None:
    assert why_nobody(text)


@pytest.mark.parametrize("text", ["Ann Lee", "Mary Ward", "Page Turner", "Ann Key", "Sumner Day", "王小明", "Note Lee", "John County-Smith"])
def test_what_may_be_a_name_is_one(text: str) -> None:
    assert not why_nobody(text)


@given(st.text(max_size=200))
def test_whatever_is_written_nothing_is_raised(text: str) -> None:
    bare(text)
    why_nobody(text)


def test_what_stands_beside_a_name_is_heeded() -> None:
    plan = planned(["Name", "Email"], ["Ann Lee (DECEASED)", "a@example.org"], ["Bo Ray - DNC", "b@example.org"],
                   ["Cy Dunn 701-555-0103", ""], ["Di Fox - moved", "d@example.org"])
    ann, bo, cy, di = plan.records
    assert (ann.deceased, ann.last, bo.do_not_call, di.notes) == (True, "Lee", True, "moved")
    assert (cy.last, numbers(cy)[0][0]) == ("Dunn", "+17015550103")
    assert len(plan.problems) == 4 and all(one.kept for one in plan.problems)


def test_headings_in_a_column_of_first_names_are_nobody() -> None:
    plan = planned(["First", "Last", "Phone"], ["Ward 1", "", ""], ["Ann", "Lee", "701-555-0101"], ["Total: 1", "", ""])
    assert plan.outcomes == ["added", "refused"] and dict(plan.records[0].districts) == {"ward": "1"}


@pytest.mark.parametrize(("written", "name"), [
    ("Smith,John", Name("John", "", "Smith")), ("Mrs. Smith", Name("", "", "Smith", "", "Mrs.")),
    ("Lee & family", Name(last="Lee")), ("Ann Lee & family", Name("Ann", "", "Lee")),
])  # fmt: skip
def test_names_without_a_space_a_first_name_or_the_rest_of_the_family(written: str, name: Name) -> None:
    assert split_full(written) == name


def test_lists_of_names_are_as_many_people() -> None:
    def found(text: str) -> list[str]:
        return [one.whole for one in split_couple("", "", text) or ()]

    assert found("Carol Baker, Doug Carver") == ["Carol Baker", "Doug Carver"]
    assert found("Ann, Bob and Carol Day") == ["Ann Day", "Bob Day", "Carol Day"]
    assert found("Smith, Bob and Mary Ann") == ["Bob Smith", "Mary Ann Smith"]
    for one in ("Jones/Smith, Ann", "Garcia Lopez, Maria Jose", "Ann Lee & family", "Smith, John"):
        assert found(one) == []


def test_the_two_of_a_row_are_never_one(store, tmp_path) -> None:
    from tests.importing.sheets import bring_in, write_csv

    path = write_csv(tmp_path / "couple.csv", [["Mr. and Mrs. John Smith", "a@example.org"]], ["Name", "Email"])
    first = bring_in(store, path)
    assert (first.added, first.held, first.people) == (1, 0, 2)
    again = bring_in(store, path)
    assert (again.added, again.held, again.unchanged) == (0, 0, 1)
