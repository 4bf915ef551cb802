"""A random walk over the store, step by step against a plain model of it.

The model knows people as plain records and takes each step in a few lines of Python; undo and redo give it back its
own earlier states. After every step the store must say the same, in every derived column and in the search.
"""

from __future__ import annotations

import copy
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter
from organizer.domain.status import RESULTS
from organizer.importing.importer import import_sign_ups
from organizer.importing.planning import plan_import
from organizer.importing.reading.sheet import read_text_table
from organizer.outreach.record import record_result, set_stage
from organizer.prospects import browse, edit
from organizer.prospects.merge import merge, split
from organizer.storage import journal, reversal
from organizer.storage.database import Database
from organizer.storage.tables import ContactEvent, Person, Phone
from tests.storage.conftest import MEMORY

FULL = bool(os.environ.get("CI") or os.environ.get("ORGANIZER_WALK"))
"""200 walks of 50 steps, as `.ci/run` takes them; else 25 of 30."""
FIRST = ["Ann", "Ben", "Đức", "محمد", "Cy"]
LAST = ["Lee", "Olson", "Muñoz"]
NUMBERS = [f"+1218555010{digit}" for digit in range(6)]
BAD = {"WN": "wrong", "WX": "disconnected"}
MISSED = {"NH": 20, "LM": 72, "BZ": 1, "WN": 0, "WX": 0}
"""Results after which somebody is still to be called back, and the hours of rest before that."""
WALLS = {"XC": "do_not_call", "DC": "deceased", "HO": "hostile"}


@dataclass
class Someone:
    """A person as the model knows them; phones are [number, status, rank, row order]."""

    first: str
    last: str
    city: str = ""
    notes: str = ""
    phones: list[list] = field(default_factory=list)
    events: list[tuple[str, str, str, str]] = field(default_factory=list)  # at, result, follow-up, phone
    stages: dict[str, list[str]] = field(default_factory=lambda: {"run": [], "help": []})
    walls: set[str] = field(default_factory=set)
    names: set[tuple[str, str]] = field(default_factory=set)  # of the rows of sheets that brought them

    def best(self):
        """The phone that would be dialled."""
        return min(self.phones, key=lambda one: (one[1] != "ok", one[2], one[3]), default=None)

    def call_back(self):
        """When they are to be called back, or None."""
        promised, moved = "", ""
        for at, result, said, _ in sorted(self.events):
            if said or result not in MISSED:
                promised = moved = said
            elif promised:
                rested = datetime.fromisoformat(at) + timedelta(hours=MISSED[result])
                moved = f"{rested:%Y-%m-%dT%H:%M:%SZ}" if at >= promised else promised
        return moved or None

    def held(self):
        """Walls of their own and those that live results put up."""
        return self.walls | {WALLS[result] for _, result, _, _ in self.events if result in WALLS}


class Walk(RuleBasedStateMachine):
    """Steps as a volunteer takes them."""

    @initialize()
    def start(self):
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.store = Database.create(self.folder / "walk.organizer")
        self.people: dict[int, Someone] = {}
        self.past: list[dict[int, Someone]] = []
        self.future: list[dict[int, Someone]] = []
        self.sheets: list[list] = []
        self.clock = 0
        self.serial = 0

    def teardown(self):
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)

    def write(self, fn, *args, **kwargs):
        with self.store.writing() as session:
            return fn(session, *args, **kwargs)

    def took(self, changes, people):
        """A step that was journalled; the model moves on to `people`."""
        if changes.action is None:
            assert people == self.people
            return
        self.past.append(self.people)
        self.future.clear()
        self.people = people

    def new_phone(self, number):
        self.serial += 1
        return [number, "ok", 0, self.serial]

    def new_name(self):
        """A first and a last name like no other."""
        self.serial += 1
        letters = sha256(str(self.serial).encode()).hexdigest().translate(str.maketrans("0123456789", "ghijklmnop"))
        return letters[:6].title(), letters[6:14].title()

    def moment(self):
        self.clock += 1
        return f"2016-07-{self.clock // 24 % 28 + 1:02}T{self.clock % 24:02}:{self.clock // 672 % 60:02}:00Z"

    def any_person(self, data):
        return data.draw(st.sampled_from(sorted(self.people)))

    def owned(self, number, but=None):
        return any("do_not_call" in one.held() and any(phone[0] == number for phone in one.phones)
                   for key, one in self.people.items() if key != but)

    def walled(self):
        """Numbers that nobody may be called on, because somebody asked so."""
        return {phone[0] for one in self.people.values() for phone in one.phones
                if phone[1] == "do-not-call" or "do_not_call" in one.held()}

    @rule(first=st.sampled_from(FIRST), last=st.sampled_from(LAST), number=st.sampled_from(["", *NUMBERS]))
    def add(self, first, last, number):
        values = {"first_name": first, "last_name": last, "phone": number}
        if number and self.owned(number):
            try:
                self.write(edit.add_person, values, by="w")
            except UserError:
                return
            raise AssertionError("a number not to be called went in")
        added = self.write(edit.add_person, values, by="w")
        people = copy.deepcopy(self.people)
        people[added.id] = Someone(first, last, phones=[self.new_phone(number)] if number else [])
        self.took(added.changes, people)

    @rule(rows=st.lists(st.tuples(st.sampled_from(["", *NUMBERS]), st.sampled_from(["", "Duluth", "Cañon City"]),
                                  st.booleans()), min_size=1, max_size=4))
    def bring_in(self, rows):
        """A sheet of people nobody knows yet: no name comes twice. Some ask not to be called."""
        self.sheets.append([(self.new_name(), *row) for row in rows])
        self.read_sheet(self.sheets[-1])

    @precondition(lambda self: self.sheets)
    @rule(data=st.data())
    def bring_in_again(self, data):
        """A sheet of before brings only those of it who are gone."""
        self.read_sheet(data.draw(st.sampled_from(self.sheets)))

    def read_sheet(self, rows):
        known = {name for one in self.people.values() for name in one.names}
        lines = ["ID\tFirst Name\tLast Name\tPhone\tCity\tDo Not Call"]
        lines += [f"{first}-{last}\t{first}\t{last}\t{number}\t{city}\t{'yes' * wall}"
                  for (first, last), number, city, wall in rows]
        with self.store.reading() as session:
            before = set(session.scalars(select(Person.id)))
            plan = plan_import(session, read_text_table("\n".join(lines)), policy="skip")
        report = self.write(import_sign_ups, plan, by="w")
        with self.store.reading() as session:
            added = dict(session.execute(select(Person.last_name, Person.id).where(Person.id.not_in(before))).all())
        people = copy.deepcopy(self.people)
        for name, number, city, wall in rows:
            if name not in known:
                people[added.pop(name[1])] = Someone(
                    *name, city=city, phones=[self.new_phone(number)] if number else [], names={name},
                    walls={"do_not_call"} if wall else set())
        assert not added and report.rows == len(rows)
        self.took(report.changes, people)

    @precondition(lambda self: self.people)
    @rule(data=st.data(), value=st.sampled_from(["", "Duluth", "Ely", "Cañon City"]))
    def change_city(self, data, value):
        one = self.any_person(data)
        people = copy.deepcopy(self.people)
        people[one].city = value
        self.took(self.write(edit.edit_person, one, "city", value, by="w"), people)

    @precondition(lambda self: self.people)
    @rule(data=st.data(), value=st.sampled_from(["x", "brings pie", "🥧"]))
    def change_notes_of_many(self, data, value):
        chosen = data.draw(st.lists(st.sampled_from(sorted(self.people)), min_size=1, max_size=3, unique=True))
        people = copy.deepcopy(self.people)
        for one in chosen:
            people[one].notes = value
        self.took(self.write(edit.set_field, chosen, "notes", value, by="w"), people)

    @precondition(lambda self: self.people)
    @rule(data=st.data(), number=st.sampled_from(["", *NUMBERS]))
    def change_phone(self, data, number):
        one = self.any_person(data)
        if number and self.owned(number, one):
            try:
                self.write(edit.edit_person, one, "phone", number, by="w")
            except UserError:
                return
            raise AssertionError("a number not to be called went in")
        people = copy.deepcopy(self.people)
        someone = people[one]
        best = someone.best()
        same = [phone for phone in someone.phones if phone[0] == number]
        if not number:
            if best:
                someone.phones.remove(best)
        elif same:
            first = min(same, key=lambda phone: (phone[1] != "ok", phone[2], phone[3]))
            first[2] = min(phone[2] for phone in someone.phones) - (first is not best)
        elif best:
            best[0], best[1] = number, "ok"
        else:
            someone.phones.append(self.new_phone(number))
        self.took(self.write(edit.edit_person, one, "phone", number, by="w"), people)

    @precondition(lambda self: self.people)
    @rule(data=st.data(), code=st.sampled_from([result.code for result in RESULTS]), soon=st.booleans())
    def record(self, data, code, soon):
        one, at = self.any_person(data), self.moment()
        people = copy.deepcopy(self.people)
        someone = people[one]
        best = someone.best()
        follow_up = (at if soon else "2016-09-01T00:00:00Z") if code == "CB" else ""
        dialled = best[0] if best else ""
        someone.events.append((at, code, follow_up, dialled))
        if code in BAD:
            for phone in someone.phones:
                if phone[0] == dialled and phone[1] != "do-not-call":
                    phone[1] = BAD[code]
        if code in WALLS:
            someone.walls.add(WALLS[code])
        if code == "XC":
            numbers = {phone[0] for phone in someone.phones}
            for other in people.values():
                for phone in other.phones:
                    if phone[0] in numbers:
                        phone[1] = "do-not-call"
        self.took(self.write(record_result, [one], code, by="w", at=at, follow_up_at=follow_up), people)

    @precondition(lambda self: self.people)
    @rule(data=st.data(), track=st.sampled_from(["run", "help"]), stage=st.sampled_from(["new", "not-now", "no"]))
    def move(self, data, track, stage):
        one = self.any_person(data)
        people = copy.deepcopy(self.people)
        if (people[one].stages[track] or ["new"])[-1] != stage:
            people[one].stages[track].append(stage)
        self.took(self.write(set_stage, [one], track, stage, by="w"), people)

    @precondition(lambda self: len(self.people) > 1)
    @rule(data=st.data())
    def join(self, data):
        keep = self.any_person(data)
        other = data.draw(st.sampled_from(sorted(set(self.people) - {keep})))
        people = copy.deepcopy(self.people)
        mine, theirs = people[keep], people.pop(other)
        known = {}
        for phone in mine.phones:
            known[phone[0]] = phone
        last = max((phone[2] for phone in mine.phones), default=-1)
        for place, phone in enumerate(sorted(theirs.phones, key=lambda one: (one[2], one[3])), 1):
            if phone[0] not in known:
                phone[2] = last + place
                mine.phones.append(phone)
            elif phone[1] != "ok" and known[phone[0]][1] == "ok":
                known[phone[0]][1] = phone[1]
        mine.events += theirs.events
        mine.walls |= theirs.held() | mine.held()
        if "do_not_call" in mine.walls:
            numbers = {phone[0] for phone in mine.phones}
            for phone in (phone for one in people.values() for phone in one.phones if phone[0] in numbers):
                phone[1] = "do-not-call"
        mine.city = mine.city or theirs.city
        parts = mine.notes.split("\n") if mine.notes else []
        mine.notes = "\n".join([*parts, *(part for part in theirs.notes.split("\n") if part and part not in parts)])
        for track in ("run", "help"):
            mine.stages[track] = self.stages_of(keep, other, track)
        mine.names |= theirs.names
        self.took(self.write(merge, keep, other, by="w"), people)

    def stages_of(self, keep, other, track):
        """Both people's steps by sequence, which the store alone knows."""
        from organizer.storage.tables import StageChange

        with self.store.reading() as session:
            return list(session.scalars(
                select(StageChange.stage).where(StageChange.person_id.in_((keep, other)), StageChange.track == track,
                                                StageChange.void == 0).order_by(StageChange.id)))

    @precondition(lambda self: self.people)
    @rule(data=st.data(), first=st.sampled_from(FIRST))
    def take_apart(self, data, first):
        one = self.any_person(data)
        people = copy.deepcopy(self.people)
        old = people[one]
        numbers = data.draw(st.lists(st.sampled_from(sorted({phone[0] for phone in old.phones})), max_size=1)
                            if old.phones else st.just([]))
        new = Someone(first, old.last, city=old.city)
        new.phones = [phone for phone in old.phones if phone[0] in numbers]
        old.phones = [phone for phone in old.phones if phone[0] not in numbers]
        new.walls = {"do_not_call"} & old.held()
        made = self.write(split, one, {"first_name": first, "last_name": old.last}, phones=numbers, by="w")
        people[made.id] = new
        self.took(made.changes, people)

    @precondition(lambda self: self.people)
    @rule(data=st.data())
    def delete(self, data):
        one = self.any_person(data)
        people = copy.deepcopy(self.people)
        del people[one]
        self.took(self.write(edit.delete_people, [one], by="w"), people)

    @rule()
    def undo(self):
        if not self.past:
            try:
                self.write(journal.undo, by="w")
            except UserError:
                return
            raise AssertionError("something was undone that nobody did")
        self.write(journal.undo, by="w")
        self.future.append(self.people)
        self.people = self.past.pop()

    @rule()
    def redo(self):
        if not self.future:
            try:
                self.write(journal.redo, by="w")
            except UserError:
                return
            raise AssertionError("something was done again that nobody undid")
        self.write(journal.redo, by="w")
        self.past.append(self.people)
        self.people = self.future.pop()

    @rule()
    def reopen(self):
        path = self.store.path
        self.store.close()
        self.store = Database.open(path)

    @invariant()
    def the_store_says_what_the_model_says(self):
        if not hasattr(self, "store"):
            return
        with self.store.reading() as session:
            found = {row["id"]: row for row in session.execute(select(Person.__table__)).mappings()}
            assert set(found) == set(self.people)
            phones: dict[int, list] = {one: [] for one in found}
            for person, number, status in session.execute(select(Phone.person_id, Phone.number, Phone.status)):
                phones[person].append((number, status))
            events: dict[int, list] = {one: [] for one in found}
            for person, at, result in session.execute(
                select(ContactEvent.person_id, ContactEvent.at, ContactEvent.result).where(ContactEvent.void == 0)
            ):
                events[person].append((at, result))
            for one, someone in self.people.items():
                self.compare(found[one], someone)
                assert sorted(phones[one]) == sorted((phone[0], phone[1]) for phone in someone.phones)
                assert sorted(events[one]) == sorted((at, result) for at, result, _, _ in someone.events)
            assert set(session.scalars(text("SELECT rowid FROM person_search"))) == set(self.people)
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
            callable_ = set(browse.find(session, ProspectFilter(callable_only=True)).ids)
        assert callable_ == {
            one for one, someone in self.people.items()
            if not someone.held() and someone.best() and someone.best()[1] == "ok"
            and someone.best()[0] not in self.walled()
        }

    def compare(self, row, someone):
        """Every derived column of one person."""
        last = max(someone.events, key=lambda event: event[0], default=None)
        best = someone.best()
        assert (row["first_name"], row["last_name"], row["city"], row["notes"]) == (
            someone.first, someone.last, someone.city, someone.notes)
        assert (row["phone"], row["phone_status"]) == ((best[0], best[1]) if best else ("", ""))
        assert (row["last_result"], row["last_contact"]) == ((last[1], last[0]) if last else (None, None))
        assert row["follow_up"] == someone.call_back()
        assert row["attempts"] == len(someone.events)
        assert row["run_stage"] == (someone.stages["run"] or ["new"])[-1]
        assert row["help_stage"] == (someone.stages["help"] or ["new"])[-1]
        assert {wall for wall in WALLS.values() if row[wall]} == someone.held()


TestWalk = Walk.TestCase
TestWalk.settings = settings(
    max_examples=200 if FULL else 25, stateful_step_count=50 if FULL else 30, deadline=None,
    suppress_health_check=list(HealthCheck), print_blob=True,
)


@pytest.mark.parametrize("name", ["_update", "_delete"])
def test_the_walk_bites(monkeypatch, name):
    """A planted bug, an undo that forgets one kind of change, is found."""
    monkeypatch.setattr(reversal._Reversal, name, lambda self, table, change: None)
    few = settings(max_examples=200, stateful_step_count=30, deadline=None, database=None, phases=[Phase.generate],
                   suppress_health_check=list(HealthCheck))
    with pytest.raises((AssertionError, IntegrityError, UserError)):
        run_state_machine_as_test(Walk, settings=few)
