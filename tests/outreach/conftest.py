"""A store with a few people to call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from organizer.prospects import edit
from organizer.prospects.details import details
from organizer.storage import journal


@dataclass
class Bank:
    """A phone bank's store; every call is its own transaction, as in the program."""

    store: Any

    def add(self, first="Ann", last="Lee", phone="2185550101", **more):
        with self.store.writing() as session:
            return edit.add_person(session, {"first_name": first, "last_name": last, "phone": phone, **more}, by="t").id

    def write(self, fn, *args, **kwargs):
        with self.store.writing() as session:
            return fn(session, *args, **kwargs)

    def read(self, fn, *args, **kwargs):
        with self.store.reading() as session:
            return fn(session, *args, **kwargs)

    def person(self, person):
        return self.read(details, person)

    def undo(self, action=None):
        return self.write(journal.undo, by="t", action_id=action)

    def redo(self):
        return self.write(journal.redo, by="t")


@pytest.fixture
def bank(store):
    return Bank(store)
