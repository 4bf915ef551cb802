"""Rows of one person put together: nothing that any of them told is lost, however many they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from organizer.importing.cleaning.phones import PhoneValue
from organizer.importing.matching.profile import MOST
from organizer.importing.records.folding import Seen, fold
from organizer.importing.records.sign_up import CleanRecord
from organizer.storage.database import Database
from organizer.storage.tables import Email, Person, Phone
from tests.importing.sheets import bring_in, write_csv

_FEW = st.lists(st.sampled_from("abc"), unique=True, max_size=3)
_PHONE = st.builds(
    PhoneValue, st.sampled_from(["+12185550101", "+12185550102", "+12185550103"]), st.sampled_from(["", "home"]),
    status=st.sampled_from(["ok", "wrong"]), text_ok=st.sampled_from(["", "no"]),
)
_RECORDS = st.builds(
    CleanRecord, emails=_FEW.map(tuple), ids=_FEW.map(lambda some: tuple(("van", one) for one in some)),
    phones=st.lists(_PHONE, unique_by=lambda one: one.number, max_size=3).map(tuple), notes=_FEW.map("\n".join),
    tags=_FEW.map(", ".join),
)


@given(st.lists(_RECORDS, min_size=1, max_size=8), st.booleans())
def test_many_are_folded_as_one_by_one(records: list[CleanRecord], newer_wins: bool) -> None:
    together, apart = records[0].copy(), records[0].copy()
    seen: Seen = {}
    for record in records[1:]:
        changed = fold(together, record, newer_wins=newer_wins, seen=seen)
        assert changed is fold(apart, record, newer_wins=newer_wins)
    assert together == apart
    assert set(together.emails) == {email for record in records for email in record.emails}
    assert {phone.number for phone in together.phones} == {one.number for record in records for one in record.phones}
    assert set(together.notes.split("\n")) - {""} == {
        note for record in records for note in record.notes.split("\n") if note
    }


@pytest.mark.parametrize("column", ["Email", "Phone"])
def test_somebody_with_more_contacts_than_anybody_has_is_one_and_keeps_them_all(
    store: Database, tmp_path: Path, column: str
) -> None:
    count = 2 * MOST + 6
    people = [
        ["Ann", "Lee", f"ann{number if column == 'Email' else ''}@example.org",
         f"218-555-{number if column == 'Phone' else 101:04}", f"note {number}"]
        for number in range(count)
    ]
    last = people[-1]
    people.append([*last[:2], last[2] if column == "Email" else "", last[3] if column == "Phone" else "", "once more"])
    path = write_csv(tmp_path / "one.csv", people, ["First Name", "Last Name", "Email", "Phone", "Notes"])
    bring_in(store, path)
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1
        assert session.scalar(select(func.count()).select_from(Email if column == "Email" else Phone)) == count
        assert str(session.scalar(select(Person.notes))).count("\n") == count
