"""Many rows at once, past the ORM."""

from __future__ import annotations

from uuid import RFC_4122, UUID

from sqlalchemy import inspect, select, text

from organizer.storage import bulk, journal, search
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


def test_uuids_are_rising_and_each_is_one_of_its_kind() -> None:
    found = bulk.new_uuids(3_000)
    assert found == sorted(set(found)) and len(found) == 3_000
    assert {(UUID(one).version, UUID(one).variant) for one in found} == {(7, RFC_4122)}


def test_a_value_that_rows_share_is_in_all_of_them(store: Database) -> None:
    with store.writing() as session, journal.action(session, kind="import", name="Some", by="t") as do:
        for count in (1, 700):
            ids = do.insert_many(Person, ["uuid"], [(new_uuid(),) for _ in range(count)], source="fair", created_at="9")
            kept = session.execute(select(Person.source, Person.created_at).where(Person.id.between(ids[0], ids[-1])))
            assert [tuple(row) for row in kept] == [("fair", "9")] * count


def test_the_search_merges_its_parts_as_usual_when_many_have_come_in(store: Database) -> None:
    def parts() -> list[int]:
        return [*session.scalars(text("SELECT v FROM person_search_config WHERE k = 'automerge'"))]

    with store.writing() as session:
        with search.merged_later(session):
            assert parts() == [16]
            search.add(session, [(1, "Zoë O’Brien, 12 Oak St"), (2, "Ann Lee")])
        assert parts() == [4]
        assert session.scalars(search.ids_matching("zoe obrien oak")).all() == []
        assert session.scalars(search.ids_matching("zoe o'brien oak")).all() == [1]
