"""Contacts made in other programs, or noted by hand, become events on the right people."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from organizer.importing.importer import import_sign_ups
from organizer.importing.plan import plan_import
from organizer.importing.sheet import read_text_table
from organizer.storage.tables import ContactEvent, Person, Phone

PEOPLE = (
    "nationbuilder_id\tVoter File VANID\tfirst_name\tlast_name\tmobile_number\tphone_number\n"
    "11\tv1\tAnn\tLee\t218-555-0101\t218-555-0102\n12\tv2\tBo\tRay\t218-555-0111\t\n13\tv3\tCy\tDunn\t218-555-0121\t\n"
)
VAN = (
    "Voter File VANID\tContact Name\tDate Canvassed\tResult\tContact Type\tCanvassed By\tPhone\n"
    "v1\tLee, Ann\t06/13/2024\tNot Home\tPhone\tKim Vo\t218-555-0101\n"
    "v2\tRay, Bo\t06/13/2024\tWrong Number\tPhone\tKim Vo\t218-555-0111\n"
    "v9\tGone, Al\t06/13/2024\tNot Home\tPhone\tKim Vo\t\n"
)
NATIONBUILDER = (
    "nationbuilder_id\tsignup_full_name\tcontact_method\tcontact_status\tcontact_type\tcontent\tauthor_full_name\tcreated_at\n"
    "11\tAnn Lee\tphone_call\tno_answer\tRecruiting\ttry again\tKim Vo\t2024-06-13 10:00:00\n"
    "12\tBo Ray\tphone_call\tbad_info\tRecruiting\t\tKim Vo\t2024-06-13 10:10:00\n"
    "99\tAl Gone\tdoor_knock\tno_answer\tRecruiting\t\tKim Vo\t2024-06-13 10:10:00\n"
)
BY_HAND = (
    "Name\tPhone\tCalled on\tStatus\tCaller\tNotes\n"
    "Ann Lee\t218-555-0101\t6/13/2024\tNH\tKim Vo\ttry again\nBo Ray\t218-555-0111\t6/13/2024\twrong number\tKim Vo\t\n"
    "Al Gone\t218-555-0177\t6/13/2024\tno answer\tKim Vo\t\n"
)


def bring(store, text):
    with store.reading() as session:
        plan = plan_import(session, read_text_table(text))
    with store.writing() as session:
        return plan, import_sign_ups(session, plan, by="t")


@pytest.mark.parametrize("text", [VAN, NATIONBUILDER, BY_HAND], ids=["van", "nationbuilder", "by hand"])
def test_results_by_name_go_to_their_people(store, text):
    bring(store, PEOPLE)
    plan, report = bring(store, text)
    assert plan.is_history
    assert (report.updated, report.added, report.refused) == (2, 0, 1)
    with store.reading() as session:
        events = session.execute(
            select(Person.first_name, ContactEvent.result, ContactEvent.by, ContactEvent.at)
            .join(Person, Person.id == ContactEvent.person_id).order_by(Person.id)).all()
    assert [tuple(event[:3]) for event in events] == [("Ann", "NH", "Kim Vo"), ("Bo", "WN", "Kim Vo")]
    assert all(event.at.startswith("2024-06-13") for event in events)


@pytest.mark.parametrize("text", [VAN, BY_HAND], ids=["van", "by hand"])
def test_a_bad_number_marks_that_phone_alone(store, text):
    bring(store, PEOPLE)
    bring(store, text)
    with store.reading() as session:
        states = dict(session.execute(select(Phone.number, Phone.status)).all())
    assert states == {"+12185550101": "ok", "+12185550102": "ok", "+12185550111": "wrong", "+12185550121": "ok"}


@pytest.mark.parametrize("text", [VAN, NATIONBUILDER, BY_HAND], ids=["van", "nationbuilder", "by hand"])
def test_the_same_file_twice_adds_no_event(store, text):
    bring(store, PEOPLE)
    bring(store, text)
    bring(store, text)
    with store.reading() as session:
        assert len(session.scalars(select(ContactEvent.id)).all()) == 2
