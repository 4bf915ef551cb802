"""Proves what people's answers count as, in English and Spanish."""

from __future__ import annotations

import pytest

from organizer.importing.cleaning.answers import clean_interest, clean_offices, yes_or_no


@pytest.mark.parametrize(
    ("said", "run", "helps"),
    [
        ("Running for office", True, False), ("Volunteering for a local campaign", False, True),
        ("Running for office, Volunteering for a local campaign", True, True), ("Both", True, True),
        ("run", True, False),
        ("volunteer", False, True), ("Run for Office", True, False), ("Postularme", True, False), ("ambos", True, True),
        ("Ser voluntaria", False, True), ("I want to help someone running", False, True),
        ("not running, just volunteering", False, True), ("No", False, False), ("", False, False),
        ("Running for office; Volunteering", True, True),
    ],
)
def test_interest(said: str, run: bool, helps: bool) -> None:
    assert clean_interest(said) == (run, helps, True)


def test_a_question_about_one_thing_is_answered_with_yes() -> None:
    assert clean_interest("Yes", "run") == (True, False, True)
    assert clean_interest("maybe", "help") == (False, True, True)
    assert clean_interest("No", "run") == (False, False, True)
    assert clean_interest("blue")[2] is False


@pytest.mark.parametrize(
    ("said", "office"),
    [
        ("City Council!!", "City council"), ("council", "City council"), ("idk yet", "Any"), ("SWCD", "Soil and Water"),
        ("soil & water", "Soil and Water"), ("Senate", "State Senate"), ("MN House", "State House"),
        ("State Representative", "State House"), ("Whatever is needed", "Any"), ("town board", "Township board"),
        ("U.S. Senate", "US Senate"), ("none", ""), ("county commissioner", "County commission"), ("ISD board", "School board"), ("alcalde", "Mayor"),
        ("I'd run for school board or city council", "School board; City council"),
    ],
)
def test_offices_are_grouped(said: str, office: str) -> None:
    assert clean_offices(said) == (office, True)


def test_an_unknown_office_is_kept_and_the_users_word_wins() -> None:
    assert clean_offices("Dog catcher") == ("Dog catcher", False)
    assert clean_offices("Dog catcher", {"dog catcher": "Sheriff"}) == ("Sheriff", True)
    assert clean_offices("council", {"council": "County commission"}) == ("County commission", True)


def test_yes_and_no() -> None:
    assert [yes_or_no(text) for text in ("1.0", "0.0")] == [True, False]
    assert [yes_or_no(text) for text in ("TRUE", "Sí", "x", "false", "N", "perhaps")] == [
        True, True, True, False, False, None]
