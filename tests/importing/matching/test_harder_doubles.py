"""People who look alike: who may be one by themselves, who waits for a human, and who must be left alone."""

from __future__ import annotations

import pytest

from organizer.importing.planning import plan_import
from organizer.importing.reading.sheet import read_text_table

_PARTS = ("first", "middle", "last", "suffix", "email", "phone", "address", "born")
_HEADERS = "First Name\tMiddle Name\tLast Name\tSuffix\tEmail\tPhone\tAddress\tBirth Date\tZip"
HOME = {"phone": "218-555-0101", "address": "1 Elm St"}
MAIL = {"email": "one@example.org"}


def second(one: dict[str, str], other: dict[str, str]) -> str:
    """What becomes of the second row: certain, held or apart."""
    rows = ["\t".join([*(person.get(part, "") for part in _PARTS), "55803"]) for person in (one, other)]
    plan = plan_import(None, read_text_table("\n".join([_HEADERS, *rows])))
    return {"added": "apart", "held": "held"}.get(plan.outcomes[1], "certain")


def named(first: str, last: str, **more: str) -> dict[str, str]:
    return {"first": first, "last": last, **more}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("John", "Ray", suffix="Jr"), named("John", "Ray", suffix="Sr")),
        (named("John", "Ray", suffix="II"), named("John", "Ray", suffix="III")),
        (named("John", "Ray Jr."), named("John", "Ray Sr")),
        (named("John", "Ray", middle="Adam"), named("John", "Ray", middle="Bernard")),
        (named("John", "Ray", born="1950-01-02"), named("John", "Ray", born="1980-05-06")),
        (named("John", "Ray", born="1950"), named("John", "Ray", born="1980")),
        (named("John", "Ray", born="1950"), named("John", "Ray", born="1980-05-06")),
        (named("Mary", "Ray", born="1990-01-02"), named("Marie", "Ray", born="1990-01-02")),
        (named("Jayden", "Ray", born="1990-01-02"), named("Hayden", "Ray", born="1990-01-02")),
        (named("J", "Ray"), named("John", "Ray")),
    ],
)
@pytest.mark.parametrize("shared", [HOME, {**HOME, **MAIL}])
def test_namesakes_under_one_roof_wait_for_a_human(one, other, shared):
    assert second({**one, **shared}, {**other, **shared}) == "held"


@pytest.mark.parametrize("shared", [HOME, MAIL, {**HOME, **MAIL}])
def test_a_junior_and_one_without_a_suffix_at_one_address_or_mailbox_wait_for_a_human(shared):
    assert second(named("John", "Ray", suffix="Jr", **shared), named("John", "Ray", **shared)) == "held"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("Ann", "Ray"), named("Bob", "Ray")),
        (named("Ann", "Ray"), named("Bob", "Olson")),
        (named("Kim", "Ray", born="1990-01-02"), named("Tim", "Ray", born="1990-01-02", middle="Kurt")),
    ],
)
@pytest.mark.parametrize("shared", [HOME, MAIL, {**HOME, **MAIL}])
def test_a_household_with_one_phone_and_mailbox_stays_as_many_as_it_is(one, other, shared):
    assert second({**one, **shared}, {**other, **shared}) != "certain"


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("William", "Bill"), ("Margaret", "Peggy"), ("John", "Jack"), ("Guadalupe", "Lupe"), ("José", "Pepe"),
        ("Jesús", "Chuy"), ("Francisco", "Paco"), ("Ignacio", "Nacho"), ("Roberto", "Beto"), ("Concepción", "Concha"),
    ],
)
def test_short_names_are_found_and_never_merged_alone(long, short):
    assert second(named(long, "Muñoz", **MAIL), named(short, "Munoz", **MAIL)) == "held"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("Tran", "Minh", **MAIL), named("Minh", "Tran", **MAIL)),
        (named("Ann", "Lee", phone="218-555-0101"), named("Ann", "Lee", phone="218-555-0107")),
        (named("Ann", "Lee", email="annlee@example.org"), named("Ann", "Lee", email="anlee@example.org")),
        (named("Ann", "Johnson", **MAIL), named("Ann", "Jonson", **MAIL)),
        (named("Ann", "Johnson", **MAIL), named("Ann", "Smith", **MAIL)),
        (named("Ana", "García López", **MAIL), named("Ana", "Garcia", **MAIL)),
        (named("Robert", "Lee", middle="James", **MAIL), named("James", "Lee", **MAIL)),
        (named("J. Robert", "Lee", **MAIL), named("Robert", "Lee", **MAIL)),
        (named("Ann", "", phone="218-555-0101"), named("Ann", "Lee", phone="218-555-0101")),
    ],
)
def test_damaged_doubles_wait_for_a_human(one, other):
    assert second(one, other) == "held"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("José", "Peña", **MAIL), named("Jose", "Pena", **MAIL)),
        (named("Pat", "O'Brien", **MAIL), named("Pat", "OBrien", **MAIL)),
        (named("Ana", "Garcia-Lopez", **MAIL), named("Ana", "Garcia Lopez", **MAIL)),
        (named("Ann", "Lee", middle="M", **MAIL), named("Ann", "Lee", middle="Marie", **MAIL)),
        (named("John", "Ray Jr", **HOME), named("John", "Ray", suffix="Jr.", **HOME)),
    ],
)
def test_the_same_name_in_another_spelling_is_certain(one, other):
    assert second(one, other) == "certain"


def test_namesakes_who_share_nothing_are_left_alone():
    assert second(named("Ann", "Lee", email="a.lee@example.org", phone="218-555-0101", address="1 Elm St"),
                  named("Ann", "Lee", email="bookworm@example.net", phone="218-555-0177", address="9 Oak St")) == "apart"


@pytest.mark.parametrize("shared", [{"email": "none@none.com"}, {"email": "NA@NA.com"}, {"phone": "555-555-5555"},
                                    {"phone": "000-000-0000"}, {"phone": "123-456-7890"}, {"phone": "218-999-9999"}])
def test_what_only_fills_a_cell_ties_nobody_together(shared):
    assert second(named("Ann", "Lee", **shared), named("Ann", "Lee", **shared)) == "apart"
    assert second(named("Ann", "Lee", **shared), named("Anne", "Lee", **shared)) == "apart"


def test_a_father_and_a_son_of_one_name_in_a_voter_file_wait_for_a_human():
    """Each has a number of his own; who signed up twice has two as well, but the same phone or mailbox, too."""
    rows = "VANID\tFirst Name\tLast Name\tPhone\tAddress\tZip\n101\tJohn\tRay\t{}\t1 Elm St\t55803\n" \
           "102\tJohn\tRay\t{}\t1 Elm St\t55803"
    apart = plan_import(None, read_text_table(rows.format("218-555-0101", "")))
    same = plan_import(None, read_text_table(rows.format("218-555-0101", "218-555-0101")))
    assert apart.outcomes == ["added", "held"] and same.outcomes[1] in ("updated", "unchanged")
