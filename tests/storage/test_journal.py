"""Actions, undo and redo, over real files and restarts."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from organizer.domain.errors import UserError
from organizer.storage import history, journal
from organizer.storage.database import Database
from organizer.storage.tables import Address, Base, ContactEvent, Person, Phone, StageChange, new_uuid


def dump(store, *leave_out):
    """All rows of all tables but the journal's own, void rows left out."""
    skipped = {"action", "change", *leave_out}
    found = {}
    with store.reading() as session:
        for table in Base.metadata.sorted_tables:
            if table.name in skipped:
                continue
            query = select(table).order_by(table.c.id)
            if "void" in table.c:
                query = query.where(table.c.void == 0)
            found[table.name] = [tuple(row) for row in session.execute(query)]
        found["search"] = sorted(tuple(r) for r in session.execute(text("SELECT rowid FROM person_search")))
    return found


def do(store, name, work, kind="edit"):
    with store.writing() as session:
        with journal.action(session, kind=kind, name=name, by="t") as recorder:
            work(recorder)
        return recorder.changes


def undo(store, action_id=None):
    with store.writing() as session:
        return journal.undo(session, by="t", action_id=action_id)


def redo(store):
    with store.writing() as session:
        return journal.redo(session, by="t")


def add_person(store, first="Ann"):
    made = []

    def work(recorder):
        made.append(recorder.insert(Person, first_name=first, sort_name=first.lower()))
        recorder.insert(Phone, person_id=made[0], number="+12185550101")
        recorder.insert(Address, person_id=made[0], line="1 Main St", city="Duluth", zip="55802")

    do(store, f"Add {first}", work)
    return made[0]


def people(store, count, start=0):
    """A bulk run, as an import makes it."""

    def work(recorder):
        ids = recorder.insert_many(
            Person, ["uuid", "first_name", "sort_name"], [(new_uuid(), f"P{start + n}", f"p{n}") for n in range(count)]
        )
        recorder.insert_many(Phone, ["person_id", "number"], [(one, f"+1218555{one:04}") for one in ids])
        recorder.touch(ids)

    return do(store, f"Import {count} people", work, kind="import")


def test_undo_and_redo_name_the_step(store):
    add_person(store)
    with store.reading() as session:
        assert journal.next_undo(session) == "Add Ann"
        assert journal.next_redo(session) is None
    undo(store)
    with store.reading() as session:
        assert journal.next_undo(session) is None
        assert journal.next_redo(session) == "Add Ann"


def test_undo_of_everything_gives_the_empty_store_and_redo_gives_all_back(store):
    empty = dump(store)
    person = add_person(store)
    do(store, "Rename", lambda r: r.update(Person, person, first_name="Anna"))
    do(store, "Result", lambda r: r.insert(ContactEvent, person_id=person, at="2016-07-01T00:00:00Z", result="LM"))
    do(store, "Stage", lambda r: r.insert(StageChange, person_id=person, track="run", stage="reached"))
    do(store, "Number away", lambda r: r.delete(Phone, 1))
    full = dump(store)
    for _ in range(5):
        undo(store)
    assert dump(store) == empty
    for _ in range(5):
        redo(store)
    assert dump(store) == full


def test_s9_a_hundred_steps_survive_a_restart(store):
    person = add_person(store)
    for number in range(120):
        do(store, f"Note {number}", lambda r, n=number: r.update(Person, person, notes=f"note {n}"))
    store.close()
    again = Database.open(store.path)
    for number in reversed(range(20, 120)):
        with again.reading() as session:
            assert journal.next_undo(session) == f"Note {number}"
        undo(again)
    with again.reading() as session:
        assert session.scalar(select(Person.notes)) == "note 19"
    again.close()


def test_something_new_ends_the_way_forward(store):
    person = add_person(store)
    do(store, "One", lambda r: r.update(Person, person, notes="1"))
    undo(store)
    do(store, "Two", lambda r: r.update(Person, person, notes="2"))
    with pytest.raises(UserError, match="nothing to redo"):
        redo(store)


def test_an_action_that_changes_nothing_leaves_no_trace(store):
    person = add_person(store)
    changes = do(store, "Same", lambda r: r.update(Person, person, first_name="Ann"))
    assert changes.action is None
    with store.reading() as session:
        assert journal.next_undo(session) == "Add Ann"


def test_import_then_undo_is_an_equal_dump(store):
    add_person(store)
    before = dump(store)
    people(store, 3000)
    after = dump(store)
    assert undo(store).many
    assert dump(store) == before
    redo(store)
    assert dump(store) == after


def test_undo_of_an_import_keeps_and_lists_people_who_were_called_since(store):
    changes = people(store, 50)
    do(store, "Result", lambda r: r.insert(ContactEvent, person_id=7, at="2016-07-01T00:00:00Z", result="LM"))
    undone = undo(store, changes.action)
    assert undone.kept == ("1 person changed since is kept",)
    with store.reading() as session:
        assert session.scalars(select(Person.id)).all() == [7]
        assert session.scalar(select(Person.phone)) == "+12185550007"
        assert session.scalar(select(Person.last_result)) == "LM"


def test_several_who_are_kept_are_told_of_as_several(store):
    changes = people(store, 50)
    do(store, "Results", lambda r: [
        r.insert(ContactEvent, person_id=one, at="2016-07-01T00:00:00Z", result="LM") for one in (7, 8)])
    assert undo(store, changes.action).kept == ("2 people changed since are kept",)


def test_undo_of_an_import_keeps_later_edits_of_values_it_overwrote(store):
    person = add_person(store)
    changes = do(store, "Import 1", lambda r: r.update(Person, person, first_name="A", last_name="B"), kind="import")
    do(store, "Edit", lambda r: r.update(Person, person, first_name="Annie"))
    undone = undo(store, changes.action)
    assert undone.kept == ("1 value changed since is kept",)
    with store.reading() as session:
        assert session.execute(select(Person.first_name, Person.last_name)).one() == ("Annie", "")


def test_an_earlier_action_is_undone_by_itself_or_says_what_rests_on_it(store):
    person = add_person(store)
    first = do(store, "First", lambda r: r.update(Person, person, notes="1"))
    do(store, "Second", lambda r: r.update(Person, person, tags="x"))
    undo(store, first.action)
    with store.reading() as session:
        assert session.execute(select(Person.notes, Person.tags)).one() == ("", "x")
    second = do(store, "Third", lambda r: r.update(Person, person, notes="3"))
    do(store, "Fourth", lambda r: r.update(Person, person, notes="4"))
    with pytest.raises(UserError, match="“Fourth” came later"):
        undo(store, second.action)


def test_do_not_call_holds_while_its_result_stands(store):
    person = add_person(store)
    sheet = do(store, "Import", lambda r: r.update(Person, person, do_not_call=1), kind="import")
    do(store, "Call", lambda r: r.insert(ContactEvent, person_id=person, at="2016-07-01T00:00:00Z", result="XC"))
    undo(store, sheet.action)
    with store.reading() as session:
        assert session.scalar(select(Person.do_not_call)) == 1


def test_numbers_are_never_given_twice(store):
    people(store, 5)
    undo(store)
    person = add_person(store)
    assert person == 6


def test_history_tells_who_did_what_to_whom(store):
    people(store, 3)
    do(store, "Rename", lambda r: r.update(Person, 2, first_name="B"))
    undo(store)
    with store.reading() as session:
        assert [row.name for row in history.listed(session)] == ["Undo “Rename”", "Rename", "Import 3 people"]
        assert [row.undone for row in history.listed(session)] == [False, True, False]
        assert [row.name for row in history.listed(session, person_id=2)] == ["Rename", "Import 3 people"]
        assert [row.name for row in history.listed(session, person_id=3)] == ["Import 3 people"]
        assert history.listed(session, by="nobody") == []
