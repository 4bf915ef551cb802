"""Notes of others that speak of somebody: found by a full name in any form, a number or an e-mail, and only those."""

from __future__ import annotations

import pytest

from organizer.outreach.record import record_result
from organizer.prospects import edit
from organizer.prospects.mentions import named_in


@pytest.fixture
def people(store):
    """Zoë Quackenbush, who was a Smith, and Bob Lee, whose note is written in each test."""
    with store.writing() as session:
        zoe = edit.add_person(session, {"first_name": "Zoë", "last_name": "Smith", "phone": "2185550166",
                                        "email": "zoe@example.org"}, by="t").id
        edit.edit_person(session, zoe, "last_name", "Quackenbush", by="t")
        edit.edit_person(session, zoe, "notes", "Zoe Quackenbush herself", by="t")
        bob = edit.add_person(session, {"first_name": "Bob", "last_name": "Lee"}, by="t").id
    return store, zoe, bob


@pytest.mark.parametrize(("note", "found"), [
    ("Rides with ZOE QUACKENBUSH.", True), ("Zoë Smith’s neighbor", True), ("or call 218-555-0166", True),
    ("(218) 555 0166 after six", True), ("mail to <Zoe@Example.org>.", True), ("Zoe said yes", False),
    ("the Quackenbush farm", False), ("Zoe Quackenbushes", False), ("218-555-0167", False), ("", False),
])
def test_a_note_speaks_of_somebody(people, note, found):
    store, zoe, bob = people
    with store.writing() as session:
        edit.edit_person(session, bob, "notes", note, by="t")
        assert named_in(session, [zoe]) == ({bob: "Bob Lee"} if found else {})
        assert named_in(session, [zoe, bob]) == {}


def test_the_note_of_a_call_counts_too(people):
    store, zoe, bob = people
    with store.writing() as session:
        record_result(session, [bob], "CV", by="t", note="wife is Zoe Quackenbush")
        assert named_in(session, [zoe]) == {bob: "Bob Lee"}
