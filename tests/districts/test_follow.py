"""Whoever is given another address has the districts of that address, in the same step."""

from __future__ import annotations

import pytest

from organizer.cli.assigning import assign_new
from organizer.districts.load import load_table
from organizer.outreach import paste
from organizer.prospects import browse, edit, merge
from organizer.storage import history, journal

HEADERS = ("Street", "Low", "High", "Parity", "ZIP", "House District")
ROWS = [("Main St", "1", "99", "Odd", "55802", "8A"), ("Main St", "2", "98", "Even", "55802", "8B")]


@pytest.fixture
def town(store):
    """Main St: odd numbers in 8A, even numbers in 8B; the store follows."""
    with store.writing() as session:
        load_table(session, HEADERS, ROWS, name="streets", by="t", form="street")
    store.follow_home = assign_new
    return store


def house(town, person):
    with town.reading() as session:
        return dict(browse.rows(session, [person])[0].districts).get("state-house", "")


def write(town, fn, *args, **kwargs):
    with town.writing() as session:
        return fn(session, *args, **kwargs)


def add(town, line, **more):
    return write(town, edit.add_person, {"first_name": "Ann", "address": line, "zip": "55802", **more}, by="t").id


def test_a_person_added_by_hand_has_districts_at_once(town):
    assert house(town, add(town, "11 Main St")) == "8A"


def test_an_address_that_is_corrected_takes_its_districts_along_and_undo_brings_both_back(town):
    person = add(town, "11 Main St")
    write(town, edit.edit_person, person, "address", "12 Main St", by="t")
    assert house(town, person) == "8B"
    with town.reading() as session:
        assert [row.name for row in history.listed(session)][:2] == ["Change address of Ann", "Add Ann"]
    write(town, journal.undo, by="t")
    assert house(town, person) == "8A"
    write(town, journal.redo, by="t")
    assert house(town, person) == "8B"


def test_addresses_pasted_are_followed_too(town):
    people = [add(town, "11 Main St"), add(town, "13 Main St")]
    write(town, paste.paste, people, ["address"], [["12 Main St"], ["15 Main St"]], by="t")
    assert [house(town, person) for person in people] == ["8B", "8A"]


def test_a_merge_keeps_the_home_of_who_stays_and_its_districts(town):
    stays, goes = add(town, "12 Main St"), add(town, "11 Main St")
    write(town, merge.merge, stays, goes, by="t")
    assert house(town, stays) == "8B"
    write(town, journal.undo, by="t")
    assert (house(town, stays), house(town, goes)) == ("8B", "8A")


def test_the_home_of_who_goes_may_be_chosen(town):
    stays, goes = add(town, "12 Main St"), add(town, "11 Main St")
    write(town, merge.merge, stays, goes, {"address": "other"}, by="t")
    assert house(town, stays) == "8A"


def test_a_district_set_by_hand_stands(town):
    person = add(town, "11 Main St")
    write(town, edit.edit_person, person, "district:state-house", "9A", by="t")
    write(town, edit.edit_person, person, "address", "12 Main St", by="t")
    assert house(town, person) == "9A"
