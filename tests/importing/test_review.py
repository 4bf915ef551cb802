"""Proves that what a human says about a likely double holds, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from organizer.domain.errors import UserError
from organizer.importing import review
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import NotSame, Person, Phone, Review, SignUp
from tests.importing.sheets import bring_in, write_csv

WILLIAM = ["William", "Smith", "ws@example.org", "218-555-0101", "12 Oak St", "Duluth", "MN", "55802"]
BILL = ["Bill", "Smith", "ws@example.org", "218-555-0177", "", "", "", ""]


@pytest.fixture
def held(store: Database, tmp_path: Path) -> Database:
    """William in the store, and a row of Bill that waits."""
    bring_in(store, write_csv(tmp_path / "a.csv", [WILLIAM]))
    bring_in(store, write_csv(tmp_path / "b.csv", [BILL]))
    return store


def people(store: Database) -> list[str]:
    with store.reading() as session:
        return sorted(session.scalars(select(Person.first_name)))


def test_a_question_shows_both_sides(held: Database) -> None:
    with held.reading() as session:
        (question,) = review.open_reviews(session)
        assert review.count_open(session) == 1
    assert (question.file, question.row, question.other_id) == ("b.csv", 2, None)
    assert ("first", "First name", "William", "Bill") in question.fields


def test_the_same_becomes_one_with_both_phones_and_goes_back(held: Database) -> None:
    with held.reading() as session:
        (question,) = review.open_reviews(session)
    with held.writing() as session:
        changes = review.settle(session, question.id, "same", by="tester")
    assert changes.summary == "Bill Smith is William Smith"
    assert people(held) == ["William"]
    with held.reading() as session:
        assert set(session.scalars(select(Phone.number))) == {"+12185550101", "+12185550177"}
        assert session.scalar(select(func.count()).select_from(SignUp).where(SignUp.person_id.is_(None))) == 0
    with held.writing() as session:
        journal.undo(session, by="tester")
    with held.reading() as session:
        assert review.count_open(session) == 1
        assert set(session.scalars(select(Phone.number))) == {"+12185550101"}


def test_different_is_added_and_remembered(held: Database, tmp_path: Path) -> None:
    with held.reading() as session:
        (question,) = review.open_reviews(session)
    with held.writing() as session:
        review.settle(session, question.id, "different", by="tester")
    assert people(held) == ["Bill", "William"]
    again = bring_in(held, write_csv(tmp_path / "c.csv", [BILL]))
    assert (again.added, again.held, again.unchanged) == (0, 0, 1)
    with held.reading() as session:
        assert session.scalar(select(func.count()).select_from(NotSame)) == 1
        assert set(session.scalars(select(Review.state))) == {"different"}


def test_an_answer_is_given_once_and_is_one_of_two(held: Database) -> None:
    with held.reading() as session:
        (question,) = review.open_reviews(session)
    with held.writing() as session, pytest.raises(UserError, match="no answer"):
        review.settle(session, question.id, "perhaps", by="tester")
    with held.writing() as session:
        review.settle(session, question.id, "same", by="tester")
    with held.writing() as session, pytest.raises(UserError, match="already"):
        review.settle(session, question.id, "same", by="tester")
