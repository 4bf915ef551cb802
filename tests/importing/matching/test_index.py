"""Proves who is taken for whom: never two people for one, and likely doubles for a human."""

from __future__ import annotations

from dataclasses import replace

import pytest

from organizer.domain.address import match_key
from organizer.importing.cleaning.phones import PhoneValue
from organizer.importing.matching.index import Index, Match, Tier
from organizer.importing.matching.profile import profile_of
from organizer.importing.records.sign_up import CleanRecord

PHONE = (PhoneValue("+12185550101"),)
BILL = CleanRecord(
    first="William", last="Smith", emails=("ws@example.org",), phones=PHONE, line="12 Oak St", zip="55802",
    key=match_key("12 Oak St", "", "55802"),
)


def met(known: CleanRecord, row: CleanRecord) -> Match:
    index = Index()
    index.add(profile_of(known, 0))
    return index.find(profile_of(row))


def only(record: CleanRecord, *names: str) -> CleanRecord:
    """The record with its name and no contacts but these."""
    bare = CleanRecord(first=record.first, middle=record.middle, last=record.last, suffix=record.suffix)
    for name in names:
        setattr(bare, name, getattr(record, name))
    if "key" in names:
        bare.line, bare.zip = record.line, record.zip
    return bare


@pytest.mark.parametrize("contact", ["emails", "phones", "key"])
def test_a_contact_with_the_full_name_is_certain(contact: str) -> None:
    assert met(BILL, only(BILL, contact)).tier == Tier.CERTAIN


@pytest.mark.parametrize(("mine", "theirs"), [
    ("ann+x@example.org", "ann@example.org"), ("ann@example.org", "ann+x@example.org"),
    ("ann+x@example.org", "ann+y@example.org"),
])
def test_one_mailbox_but_for_a_plus_is_likely(mine: str, theirs: str) -> None:
    ann = CleanRecord(first="Ann", last="Lee", emails=(mine,))
    match = met(ann, replace(ann, emails=(theirs,)))
    assert (match.tier, match.reasons) == (Tier.LIKELY, ("nearly the same e-mail", "same name"))
    assert met(ann, replace(ann, emails=(theirs,), first="Bo")).tier == Tier.NONE
    known = replace(ann, phones=PHONE)
    assert met(known, replace(known, emails=(theirs,))).tier == Tier.CERTAIN
    assert met(replace(ann, first="", last=""), CleanRecord(emails=(theirs,))).tier == Tier.NONE


def test_a_name_alone_or_a_contact_alone_is_nothing() -> None:
    assert met(BILL, only(BILL)).tier == Tier.NONE
    assert met(BILL, replace(only(BILL, "emails"), first="Zora", last="Vega")).tier == Tier.NONE


def test_accents_capitals_and_the_split_of_a_name_do_not_matter() -> None:
    known = replace(BILL, first="María del Carmen", last="Muñoz")
    assert met(known, replace(BILL, first="MARIA", middle="DEL CARMEN", last="MUNOZ")).tier == Tier.CERTAIN


@pytest.mark.parametrize("shared", [("phones",), ("phones", "key"), ("emails",), ("emails", "phones", "key")])
def test_a_couple_stays_two(shared: tuple[str, ...]) -> None:
    wife = replace(only(BILL, *shared), first="Mary")
    assert met(BILL, wife).tier == Tier.NONE
    assert met(BILL, replace(wife, last="Brown", emails=())).tier == Tier.NONE


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("Bill", "Smith", "short form"), ("Smith", "William", "swapped"), ("W", "Smith", "initial"),
        ("Wiliam", "Smith", "one letter"), ("William", "Smyth", "one letter"), ("William", "Brown", "another last name"),
    ],
)
def test_a_likely_double_waits(first: str, last: str, said: str) -> None:
    match = met(BILL, replace(BILL, first=first, last=last))
    assert match.tier == Tier.LIKELY
    assert any(said in reason for reason in match.reasons)


def test_spanish_short_forms_are_known() -> None:
    known = replace(BILL, first="Guadalupe", last="García")
    assert met(known, replace(BILL, first="Lupe", last="Garcia")).tier == Tier.LIKELY


def test_a_parent_and_a_child_do_not_merge_by_themselves() -> None:
    senior, junior = replace(BILL, suffix="Sr"), replace(BILL, suffix="Jr")
    assert met(senior, junior).tier == Tier.LIKELY
    assert met(replace(BILL, birth_date="1950-01-02"), replace(BILL, birth_date="1980-05-06")).tier == Tier.LIKELY
    assert met(BILL, only(junior, "phones")).tier == Tier.LIKELY


def test_middle_names_may_be_missing_or_initials_but_not_conflict() -> None:
    known = replace(BILL, middle="Henry")
    assert met(known, BILL).tier == Tier.CERTAIN
    assert met(known, replace(BILL, middle="H.")).tier == Tier.CERTAIN
    assert met(known, replace(BILL, middle="George")).tier == Tier.LIKELY


def test_the_same_source_id_is_certain_and_an_unknown_sheets_needs_the_name() -> None:
    known = CleanRecord(first="Ann", last="Lee", ids=(("van", "7"), ("sheet:id", "7")))
    assert met(known, CleanRecord(first="Ann", last="Day", ids=(("van", "7"),))).tier == Tier.CERTAIN
    assert met(known, CleanRecord(first="Bo", last="Day", ids=(("van", "7"),))).tier == Tier.LIKELY
    assert met(known, CleanRecord(first="Ann", last="Lee", ids=(("sheet:id", "7"),))).tier == Tier.CERTAIN
    assert met(known, CleanRecord(first="Bo", last="Day", ids=(("sheet:id", "7"),))).tier == Tier.NONE


def test_one_digit_off_with_the_same_name_and_zip_waits() -> None:
    row = replace(only(BILL), phones=(PhoneValue("+12185550107"),), zip="55802")
    assert met(BILL, row).tier == Tier.LIKELY
    assert met(BILL, replace(row, zip="55901")).tier == Tier.NONE


def test_a_namesake_who_shares_only_a_mailbox_stays_apart() -> None:
    """Phone, address and ZIP all differ: two people stay two, and a human is asked."""
    namesake = replace(
        BILL, phones=(PhoneValue("+13205550155"),), line="9 Elm Ave", zip="56501",
        key=match_key("9 Elm Ave", "", "56501"),
    )
    assert met(BILL, namesake).tier == Tier.APART
    assert met(BILL, replace(namesake, phones=PHONE)).tier == Tier.CERTAIN


def test_two_who_agree_alike_are_left_to_a_human() -> None:
    index = Index()
    index.add(profile_of(only(BILL, "emails"), 0))
    index.add(profile_of(only(BILL, "emails"), 1))
    assert index.find(profile_of(only(BILL, "emails"))).tier == Tier.LIKELY


def test_rows_without_a_name_are_one_by_their_contact_alone() -> None:
    nameless = CleanRecord(emails=("info@example.org",))
    assert met(nameless, replace(nameless)).tier == Tier.CERTAIN
    assert met(BILL, only(replace(BILL, first="", last=""), "emails")).tier == Tier.LIKELY


def test_a_year_of_birth_says_nothing() -> None:
    known = CleanRecord(first="Marcus", last="Gomez", zip="55802", birth_date="1980")
    assert met(known, CleanRecord(first="Martha", last="Gonzalez", zip="55802", birth_date="1980")).tier == Tier.NONE
