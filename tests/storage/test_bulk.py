"""Many rows at once, past the ORM."""

from __future__ import annotations

from sqlalchemy import inspect, select

from organizer.storage import bulk, journal
from organizer.storage.database import Database
from organizer.storage.tables import Person, Phone, new_uuid


def test_indexes_put_off_are_there_again_and_know_every_row(store: Database) -> None:
    def indexes() -> set[str | None]:
        with store.reading() as session:
            return {one["name"] for one in inspect(session.connection()).get_indexes("phone")}

    before = indexes()
    with store.writing() as session, journal.action(session, kind="import", name="Many", by="t") as do:
        with bulk.indexes_afterwards(session, [Person, Phone], 20_000):
            assert not inspect(session.connection()).get_indexes("phone")
            people = do.insert_many(Person, ["uuid", "first_name"], [(new_uuid(), f"P{n}") for n in range(500)])
            do.insert_many(Phone, ["person_id", "number"], [(one, f"+1218555{one:04}") for one in people])
        do.touch(people)
    assert indexes() == before != set()
    with store.reading() as session:
        by_index = select(Phone.person_id).with_hint(Phone, "INDEXED BY phone_by_number", "sqlite")
        assert session.scalars(by_index.where(Phone.number == "+12185550007")).all() == [7]


def test_rows_come_in_whatever_the_number_of_columns_and_rows(store: Database) -> None:
    with store.writing() as session, journal.action(session, kind="import", name="Some", by="t") as do:
        for count in (1, 132, 133, 134, 267):
            wanted = [(new_uuid(), f"P{n}") for n in range(count)]
            ids = do.insert_many(Person, ["uuid", "first_name"], wanted)
            kept = session.execute(select(Person.uuid, Person.first_name).where(Person.id.between(ids[0], ids[-1])))
            assert [tuple(row) for row in kept] == wanted
