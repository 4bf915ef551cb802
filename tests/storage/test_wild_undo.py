"""Undo of any action among later ones, in random histories: it works, or it says what stands in the way."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text

from organizer.callsheets.gather import gather
from organizer.cli.assigning import assign_new
from organizer.districts.assign import assign
from organizer.districts.load import load_table
from organizer.domain.errors import UserError
from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.domain.status import RESULTS
from organizer.outreach import lists
from organizer.outreach.list_progress import entries
from organizer.outreach.queue import next_up
from organizer.outreach.record import record_result, set_stage
from organizer.prospects import browse, edit, reach, saved
from organizer.prospects.forget import forget
from organizer.prospects.merge import merge, not_same, split
from organizer.storage import derived, journal
from organizer.storage.database import Database
from organizer.storage.tables import (
    Action,
    Base,
    CallList,
    ContactEvent,
    ImportBatch,
    Person,
    Phone,
    SignUp,
    new_uuid,
)

ROUNDS = int(os.environ.get("ORGANIZER_ROUNDS", "60" if os.environ.get("CI") else "6"))
"""Random histories of each kind; set ORGANIZER_ROUNDS=10000 for a night's worth."""
STREETS = [("Street", "Low", "High", "Parity", "ZIP", "House District"), ("Main St", "1", "99", "Odd", "55802", "8A"),
           ("Main St", "2", "98", "Even", "55802", "8B")]
CODES = [result.code for result in RESULTS]


class Wild:
    """A store and a hand that does anything to it."""

    def __init__(self, path, seed, imports=False, streets=False):
        self.store = Database.create(path)
        self.chance = random.Random(seed)
        self.imports, self.streets = imports, streets
        if streets:
            self.write(load_table, STREETS[0], STREETS[1:], name="streets", by="w", form="street")
            self.store.follow_home = assign_new
        self.before = self.ids(Action)  # what nobody takes back

    def write(self, fn, *args, **kwargs):
        with self.store.writing() as session:
            return fn(session, *args, **kwargs)

    def ids(self, table=Person):
        with self.store.reading() as session:
            return list(session.scalars(select(table.id).order_by(table.id)))

    def dump(self):
        with self.store.reading() as session:
            found = {}
            for table in Base.metadata.sorted_tables:
                if table.name not in ("action", "change"):
                    query = select(table).order_by(table.c.id)
                    if "void" in table.c:
                        query = query.where(table.c.void == 0)
                    found[table.name] = [tuple(row) for row in session.execute(query)]
            return found

    def undo(self):
        """Take the last step back."""
        done = select(Action.id).where(Action.undone == 0, Action.kind.not_in(journal.NO_STEPS),
                                       Action.id.not_in(self.before)).order_by(Action.id.desc())
        with self.store.reading() as session:
            last = session.scalar(done.limit(1))
        if last is None:
            raise UserError("There is nothing to undo.")
        return self.write(journal.undo, by="w")

    def bring_in(self):
        numbers = [f"+1218555010{self.chance.randrange(6)}" for _ in range(3)]

        def work(session):
            with journal.action(session, kind="import", name="Import 3", by="w") as do:
                batch = do.insert(ImportBatch, file_name="a.csv", headers='["Name"]')
                ids = do.insert_many(Person, ["uuid", "first_name", "sort_name"], [
                    (new_uuid(), f"I{n}", f"i{n}") for n in range(3)])
                do.insert_many(Phone, ["person_id", "number"], list(zip(ids, numbers, strict=True)))
                do.insert_many(SignUp, ["batch_id", "row", "person_id", "outcome"],
                               [(batch, place, one, "added") for place, one in enumerate(ids)])
                known = session.scalars(select(Person.id).where(Person.notes == "").limit(1)).all()
                for one in known:
                    do.update(Person, one, notes="from the sheet")
                do.touch(ids)
            return do.changes

        return self.write(work)

    def step(self):
        chance, people = self.chance, self.ids()
        one = chance.choice(people) if people else 0
        two = chance.choice(people) if people else 0
        number = f"218555010{chance.randrange(6)}"
        choices = {
            "add": lambda: self.write(edit.add_person, {"first_name": "A", "phone": number}, by="w"),
            "city": lambda: self.write(edit.edit_person, one, "city", chance.choice(["", "Ely", "Duluth"]), by="w"),
            "notes": lambda: self.write(edit.edit_person, one, "notes", chance.choice("abc"), by="w"),
            "phone": lambda: self.write(edit.edit_person, one, "phone", chance.choice(["", number]), by="w"),
            "more": lambda: self.write(reach.add_phone, one, number, by="w"),
            "record": lambda: self.write(record_result, [one, two], chance.choice(CODES), by="w"),
            "stage": lambda: self.write(set_stage, [one], "run", chance.choice(["reached", "no"]), by="w"),
            "merge": lambda: self.write(merge, one, two, by="w"),
            "split": lambda: self.write(split, one, {"first_name": "S"}, by="w"),
            "apart": lambda: self.write(not_same, one, two, by="w"),
            "delete": lambda: self.write(edit.delete_people, [one, two][: chance.randrange(1, 3)], by="w"),
            "list": lambda: self.write(lists.make_list, "L", people, by="w", allow_taken=chance.random() < 0.3),
            "release": lambda: self.write(lists.release, chance.choice(self.ids(CallList) or [0]), by="w"),
            "turn": lambda: self.write(lists.change_list, chance.choice(self.ids(CallList) or [0]), by="w",
                                       state=chance.choice(["ready", "out", "back"])),
            "unlist": lambda: self.write(lists.delete_list, chance.choice(self.ids(CallList) or [0]), by="w"),
            "filter": lambda: self.write(saved.keep, chance.choice("xy"), EVERYONE, by="w"),
            "undo": self.undo,
            "redo": lambda: self.write(journal.redo, by="w"),
            "undo one": lambda: self.write(journal.undo, by="w", action_id=chance.choice(self.ids(Action)[len(self.before):] or [0])),
        }
        if self.streets:
            street = chance.choice(["", "1 Main St", "2 Main St"])
            choices["home"] = lambda: self.write(edit.edit_person, one, "address", street, by="w")
            choices["zip"] = lambda: self.write(edit.set_field, [one, two], "zip", chance.choice(["", "55802"]), by="w")
            choices["assign"] = lambda: self.write(assign, by="w")
        if self.imports:
            choices["import"] = self.bring_in
            choices["forget"] = lambda: self.write(forget, [one], by="w")
        name = chance.choice([*choices, "add", "record", "undo one", "redo"])
        before = self.dump()
        try:
            choices[name]()
        except UserError:
            assert self.dump() == before, name
        return name


def check(wild, names):
    """What must hold whatever was done."""
    with wild.store.writing() as session:
        assert session.execute(text("PRAGMA foreign_key_check")).all() == [], names
        people = set(session.scalars(select(Person.id)))
        assert set(session.scalars(text("SELECT rowid FROM person_search"))) == people, names
        walled = set(session.scalars(
            select(ContactEvent.person_id).where(ContactEvent.void == 0, ContactEvent.result == "XC")))
        assert walled <= set(session.scalars(select(Person.id).where(Person.do_not_call == 1))), names
        up = next_up(session, EVERYONE, caller="w", now=datetime.now(UTC), any_hour=True, any_rest=True)
        forbidden = set(session.scalars(
            select(Person.id).where((Person.do_not_call == 1) | (Person.deceased == 1) | (Person.hostile == 1))))
        assert not forbidden & set(up.ids), names
        walled = set(session.scalars(select(Phone.number).join(Person, Person.id == Phone.person_id).where(
            (Person.do_not_call == 1) | (Phone.status == "do-not-call"))))
        best = dict(session.execute(select(Person.id, Person.phone)).all())
        for called in (up.ids, lists.who_fits(session, EVERYONE, allow_taken=True)[0],
                       browse.find(session, ProspectFilter(callable_only=True)).ids):
            assert not forbidden & set(called) and not walled & {best[one] for one in called}, names
        on_paper = gather(session, EVERYONE)
        uuids = set(session.scalars(select(Person.uuid).where(Person.id.in_(forbidden))))
        assert not uuids & {one.line.uuid for one in on_paper.people}, names
        assert not any(phone.number in walled and not phone.bad for one in on_paper.people
                       for phone in one.line.phones), names
        for row_id in session.scalars(select(CallList.id)).all():
            on_list = next_up(session, row_id, caller="w", now=datetime.now(UTC), any_hour=True, any_rest=True)
            assert not forbidden & set(on_list.ids), names
        held: set[int] = set()
        for row in session.scalars(select(CallList).where(CallList.state != "back").order_by(CallList.id)).all():
            still = {one for one, state in entries(session, row.id) if state == "open"}
            assert row.shares or not still & held, names
            held |= still
        kept = session.execute(select(Person.__table__).order_by(Person.id)).all()
        derived.refresh(session, people)
        assert session.execute(select(Person.__table__).order_by(Person.id)).all() == kept, names


@pytest.mark.parametrize("more", ["", "imports", "streets"])
def test_any_action_is_undone_or_says_why_not(quick_folder, more):
    """Nothing crashes, no row hangs in the air, what is derived is right, a wall stands while its result does."""
    for seed in range(ROUNDS):
        wild = Wild(quick_folder / f"{seed}.organizer", seed, **{more: True} if more else {})
        empty = wild.dump()
        names = [seed]
        for _ in range(30):
            names.append(wild.step())
        check(wild, names)
        if more != "imports":
            try:
                while True:
                    wild.undo()
            except UserError as fault:
                assert fault.message == "There is nothing to undo.", (fault.message, names)
            assert wild.dump() == empty, names
        wild.store.close()
        wild.store.path.unlink()
