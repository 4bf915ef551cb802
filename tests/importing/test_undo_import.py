"""An import taken back: every value it overwrote is there again, also after later edits and after a restart."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from organizer.districts.assign import assign, set_typed
from organizer.districts.load import load_table
from organizer.prospects import edit
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import (
    Address,
    District,
    Email,
    ImportBatch,
    Person,
    PersonDistrict,
    Phone,
    Review,
    SignUp,
)
from tests.importing.sheets import HEADERS, bring_in, write_csv

ANN = ["Ann", "Lee", "ann@example.org", "218-555-0101", "12 Oak St", "Duluth", "MN", "55802"]
BO = ["William", "Ray", "bo@example.org", "218-555-0111", "", "", "", ""]
MORE = [*HEADERS, "Which office?", "Tags", "State House District"]
NEWER = [
    ["Ann", "Lee", "ann@example.org", "218-555-0101", "9 Elm St", "Ely", "MN", "55731", "mayor", "blue", "3A"],
    ["William", "Ray", "bo@example.org", "218-555-0111", "7 Elm St", "Ely", "MN", "55731", "council", "", "3A"],
    ["Bill", "Ray", "bo@example.org", "218-555-0111", "", "", "", "", "", "", ""],
    ["Cy", "Dunn", "cy@example.org", "", "", "", "", "", "", "", ""],
    ["", "", "", "", "", "", "", "", "", "", ""],
]
TABLES = (Person, Phone, Email, Address, PersonDistrict, SignUp, ImportBatch, Review)


def dump(store: Database) -> dict[str, list[tuple[object, ...]]]:
    with store.reading() as session:
        return {table.__tablename__: [tuple(row) for row in session.execute(select(table.__table__).order_by(table.id))]
                for table in TABLES}


def test_all_is_as_it_was_also_after_a_restart(store: Database, tmp_path: Path) -> None:
    bring_in(store, write_csv(tmp_path / "a.csv", [ANN, BO]))
    before = dump(store)
    report = bring_in(store, write_csv(tmp_path / "b.csv", NEWER, MORE), policy="update")
    assert (report.updated, report.added, report.held) == (2, 1, 1)
    assert dump(store) != before
    store.close()
    again = Database.open(store.path)
    with again.writing() as session:
        journal.undo(session, by="t", action_id=report.changes.action)
    assert dump(again) == before
    with again.writing() as session:
        journal.redo(session, by="t")
    assert {row[0] for row in dump(again)["person"]} >= {row[0] for row in before["person"]}
    again.close()


def test_later_edits_stay_and_are_told(store: Database, tmp_path: Path) -> None:
    bring_in(store, write_csv(tmp_path / "a.csv", [ANN, BO]))
    report = bring_in(store, write_csv(tmp_path / "b.csv", NEWER, MORE), policy="update")
    with store.writing() as session:
        ann = session.scalar(select(Person.id).where(Person.first_name == "Ann"))
        edit.edit_person(session, ann, "office_sought", "School board", by="t")
    with store.writing() as session:
        undone = journal.undo(session, by="t", action_id=report.changes.action)
    assert undone.kept
    with store.reading() as session:
        offices = dict(session.execute(select(Person.first_name, Person.office_sought)).all())
        lines = session.scalars(select(Address.line)).all()
    assert offices == {"Ann": "School board", "William": ""} and list(lines) == ["12 Oak St"]


def assigned(store: Database, house: str) -> int:
    """Load a street index and assign everybody by it. Returns the action."""
    headers = ["Street Name", "Low", "High", "Zip", "State House District"]
    rows = [["Oak St", "1", "99", "55802", house], ["Elm St", "1", "99", "55731", house]]
    with store.writing() as session, journal.action(session, kind="districts", name="Load streets", by="t") as do:
        load_table(session, headers, rows, name=f"streets {house}.csv", by="t", form="street")
        assign(session, by="t")
    return do.id


def test_districts_worked_out_since_hold_nobody_but_those_set_by_hand_do(store: Database, tmp_path: Path) -> None:
    bring_in(store, write_csv(tmp_path / "a.csv", [ANN]))
    before = dump(store)
    report = bring_in(store, write_csv(tmp_path / "b.csv", NEWER[1:4], MORE))
    loads = [assigned(store, house) for house in ("8A", "8B")]
    with store.reading() as session:
        assert {"8A", "8B"} & set(session.scalars(select(District.code)))
    with store.writing() as session:
        undone = journal.undo(session, by="t", action_id=report.changes.action)
    assert undone.kept == () and [row[0] for row in dump(store)["person"]] == [row[0] for row in before["person"]]
    for action in reversed(loads):
        with store.writing() as session:
            journal.undo(session, by="t", action_id=action)
    assert dump(store) == before
    for _ in range(3):
        with store.writing() as session:
            journal.redo(session, by="t")
    with store.writing() as session:
        cy = session.scalar(select(Person.id).where(Person.first_name == "Cy"))
        set_typed(session, [cy], "state-house", "3B", by="t", state="MN")
    with store.writing() as session:
        journal.undo(session, by="t", action_id=report.changes.action)
    with store.reading() as session:
        assert set(session.scalars(select(Person.first_name))) == {"Ann", "Cy"}
