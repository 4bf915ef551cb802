"""Proves that what a human says about a likely double holds, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from organizer.domain.errors import UserError
from organizer.importing import review
from organizer.importing.matching.side_by_side import kept
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import Address, NotSame, Person, Phone, Review, SignUp
from tests.importing.sheets import HEADERS, bring_in, write_csv

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
    told = {field.label: (field.mine, field.theirs, field.choice) for field in question.fields}
    assert told["First name"] == ("William", "Bill", True)
    assert told["Phones"] == ("(218) 555-0101", "(218) 555-0177", False)
    assert told["Address"] == ("12 Oak St, Duluth, MN 55802", "", False)
    assert (question.name, question.other_name) == ("William Smith", "Bill Smith")


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


def test_a_merge_goes_back_after_the_program_was_closed(held: Database) -> None:
    with held.reading() as session:
        (question,) = review.open_reviews(session)
    with held.writing() as session:
        review.settle(session, question.id, "same", by="tester")
    held.close()
    again = Database.open(held.path)
    with again.writing() as session:
        journal.undo(session, by="tester")
    with again.reading() as session:
        assert review.count_open(session) == 1
        assert set(session.scalars(select(Phone.number))) == {"+12185550101"}
    assert people(again) == ["William"]
    again.close()


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
    with held.writing() as session, pytest.raises(UserError, match="isn't an answer"):
        review.settle(session, question.id, "perhaps", by="tester")
    with held.writing() as session:
        review.settle(session, question.id, "same", by="tester")
    with held.writing() as session, pytest.raises(UserError, match="already"):
        review.settle(session, question.id, "same", by="tester")


def test_the_others_value_wins_field_by_field(store: Database, tmp_path: Path) -> None:
    bring_in(store, write_csv(tmp_path / "a.csv", [WILLIAM]))
    bring_in(store, write_csv(tmp_path / "b.csv", [[*BILL[:4], "9 Elm St", "Ely", "MN", "55731"]]))
    with store.reading() as session:
        (question,) = review.open_reviews(session)
    moved: list[int] = []
    with store.writing() as session:
        review.settle(session, question.id, "same", by="tester", choices={"first_name": "other", "address": "other"},
                      after=lambda _, people, __: moved.extend(people))
    with store.reading() as session:
        person = session.execute(select(Person.id, Person.first_name)).one()
        lines = session.scalars(select(Address.line).order_by(Address.rank, Address.id)).all()
    assert (person.first_name, list(lines), moved) == ("Bill", ["9 Elm St", "12 Oak St"], [person.id])


def test_what_is_said_to_be_kept_is_what_is_there(store: Database, tmp_path: Path) -> None:
    headers = [*HEADERS, "Tags", "Notes", "Which office?"]
    bring_in(store, write_csv(tmp_path / "a.csv", [[*WILLIAM, "red", "one", "mayor"]], headers))
    bring_in(store, write_csv(tmp_path / "b.csv", [[*BILL, "blue", "two", "council"]], headers))
    with store.reading() as session:
        (question,) = review.open_reviews(session)
    said = {field.name: kept(field, other=field.name == "first_name") for field in question.fields}
    with store.writing() as session:
        review.settle(session, question.id, "same", by="tester", choices={"first_name": "other"})
    with store.reading() as session:
        person = session.execute(
            select(Person.first_name, Person.tags, Person.notes, Person.office_sought)).one()
    assert tuple(person) == (said["first_name"], said["tags"], said["notes"], said["office_sought"])
    assert said["phones"] == "(218) 555-0101, (218) 555-0177"


def test_two_people_of_the_store_are_merged_or_kept_apart(store: Database, tmp_path: Path) -> None:
    bring_in(store, write_csv(tmp_path / "a.csv", [WILLIAM, ["Zed", "Young", "z@example.org", "", "", "", "", ""]]))
    with store.reading() as session:
        one, other = session.scalars(select(Person.id).order_by(Person.id)).all()
    with store.writing() as session:
        question = Review(uuid="a" * 32, person_id=one, other_id=other, reasons="same e-mail", state="open")
        session.add(question)
        session.flush()
        number = question.id
    with store.reading() as session:
        (shown,) = review.open_reviews(session)
    assert (shown.name, shown.other_name, shown.row) == ("William Smith", "Zed Young", 0)
    with store.writing() as session:
        changes = review.settle(session, number, "same", by="tester")
    assert changes.summary == "Zed Young is William Smith" and people(store) == ["William"]
    with store.writing() as session:
        journal.undo(session, by="tester")
    assert people(store) == ["William", "Zed"]
    with store.writing() as session:
        review.settle(session, number, "different", by="tester")
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(NotSame)) == 1
        assert review.count_open(session) == 0
