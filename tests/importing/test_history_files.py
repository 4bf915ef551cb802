"""Contacts made in other programs, or noted by hand, become events on the right people."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from organizer.callsheets.people_file import export_people
from organizer.importing import review
from organizer.importing.importer import import_sign_ups
from organizer.importing.planning import plan_import
from organizer.importing.reading.sheet import read_text_table
from organizer.outreach.record import record_result
from organizer.storage import journal
from organizer.storage.database import Database
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


def events_of(store):
    """First name, result, caller and when of every contact."""
    with store.reading() as session:
        return [tuple(event) for event in session.execute(
            select(Person.first_name, ContactEvent.result, ContactEvent.by, ContactEvent.at)
            .join(Person, Person.id == ContactEvent.person_id).where(ContactEvent.void == 0)
            .order_by(Person.id, ContactEvent.at))]


@pytest.mark.parametrize("text", [VAN, NATIONBUILDER, BY_HAND], ids=["van", "nationbuilder", "by hand"])
def test_results_by_name_go_to_their_people(store, text):
    bring(store, PEOPLE)
    plan, report = bring(store, text)
    assert plan.is_history
    new = int(text is BY_HAND)  # only there is enough of Al Gone to make a person of
    assert (report.updated, report.added, report.refused) == (2, new, 1 - new)
    events = events_of(store)
    assert [event[:3] for event in events][:2] == [("Ann", "NH", "Kim Vo"), ("Bo", "WN", "Kim Vo")]
    assert all(at.startswith("2024-06-13") for *_, at in events)


@pytest.mark.parametrize("text", [VAN, BY_HAND], ids=["van", "by hand"])
def test_a_bad_number_marks_that_phone_alone(store, text):
    bring(store, PEOPLE)
    bring(store, text)
    with store.reading() as session:
        states = dict(session.execute(select(Phone.number, Phone.status)).all())
    states.pop("+12185550177", None)  # of the one whom the list by hand brought
    assert states == {"+12185550101": "ok", "+12185550102": "ok", "+12185550111": "wrong", "+12185550121": "ok"}


@pytest.mark.parametrize("text", [VAN, NATIONBUILDER, BY_HAND], ids=["van", "nationbuilder", "by hand"])
def test_the_same_file_twice_adds_no_event(store, text):
    bring(store, PEOPLE)
    bring(store, text)
    before = events_of(store)
    plan, report = bring(store, text)
    assert (report.added, report.updated) == (0, 0) and not plan.contacts
    assert events_of(store) == before and len(before) >= 2


STRANGERS = (
    "VANID\tName\tPhone\tEmail\tDate Canvassed\tResult\tContact Type\tCanvassed By\tNotes\n"
    "1\tLee, Ann\t218-555-0101\t\t06/12/2024\tNot Home\tPhone\tKim Vo\ttry at six\n"
    "1\tLee, Ann\t218-555-0101\t\t06/13/2024\tCanvassed\tPhone\tKim Vo\tnice talk\n"
    "2\tRay, Bo\t\tbo@example.org\t06/13/2024\tRefused\tEmail\tKim Vo\t\n"
    "3\tDunn, Cy\t\t\t06/13/2024\tNot Home\tPhone\tKim Vo\t\n4\t\t\t\t06/13/2024\tNot Home\tPhone\tKim Vo\t\n"
)


def test_people_who_are_not_here_come_in_with_their_calls(store):
    _, report = bring(store, STRANGERS)
    assert (report.rows, report.added, report.updated, report.refused, report.people) == (5, 2, 1, 2, 2)
    assert {problem.reason for problem in report.problems if not problem.kept} == {"nobody in the store matches"}
    assert [event[:2] for event in events_of(store)] == [("Ann", "NH"), ("Ann", "CV"), ("Bo", "RF")]
    with store.reading() as session:
        people = session.execute(select(Person.first_name, Person.notes, Person.attempts, Person.last_result)
                                 .order_by(Person.id)).all()
        notes = session.scalars(select(ContactEvent.note).order_by(ContactEvent.at)).all()
    assert [tuple(one) for one in people] == [("Ann", "", 2, "CV"), ("Bo", "", 1, "RF")]
    assert notes == ["try at six", "nice talk", ""]
    _, again = bring(store, STRANGERS)
    assert (again.added, again.updated, again.unchanged, again.refused) == (0, 0, 3, 2)
    assert len(events_of(store)) == 3


def test_one_undo_takes_the_people_and_their_calls_back(store):
    _, report = bring(store, STRANGERS)
    with store.writing() as session:
        journal.undo(session, by="t", action_id=report.action)
    with store.reading() as session:
        assert session.scalars(select(Person.id)).all() == []
    assert events_of(store) == []


NICKNAMED = (
    "Name\tPhone\tCalled on\tResult\tCaller\n"
    "William Orr\t218-555-0151\t6/12/2024\tno answer\tKim Vo\nWilliam Orr\t218-555-0151\t6/13/2024\twrong number\tKim Vo\n"
)


@pytest.mark.parametrize(("verdict", "called"), [("same", "Bill"), ("different", "William")])
def test_calls_of_somebody_who_may_be_here_wait_with_the_row(store, verdict, called):
    bring(store, "First name\tLast name\tPhone\nBill\tOrr\t218-555-0151\n")
    _, report = bring(store, NICKNAMED)
    assert (report.held, report.added) == (2, 0) and events_of(store) == []
    _, again = bring(store, NICKNAMED)
    assert again.unchanged == 2
    with store.writing() as session:
        (question,) = review.open_reviews(session)
        review.settle(session, question.id, verdict, by="t")
    assert [event[:2] for event in events_of(store)] == [(called, "NH"), (called, "WN")]
    bring(store, NICKNAMED)
    assert len(events_of(store)) == 2


def test_our_own_export_brings_the_last_contact_along(store, tmp_path):
    bring(store, PEOPLE.replace("Cy\tDunn\t218-555-0121", "Cy\tDunn\t"))
    with store.writing() as session:
        ids = session.scalars(select(Person.id).order_by(Person.id)).all()
        record_result(session, ids[:1], "LM", by="Kim Vo", at="2024-06-13T15:00:00Z", note="try at six")
        record_result(session, ids[2:], "CB", by="Kim Vo", at="2024-06-14T15:00:00Z")
    path = tmp_path / "people.csv"
    with store.writing() as session:
        export_people(session, ids, path, by="t")
    text = path.read_text(encoding="utf-8-sig").replace("\t", " ").replace(",", "\t")
    before = events_of(store)
    plan, report = bring(store, text)
    assert not plan.is_history
    assert (report.unchanged, report.rows) == (3, 3), report
    assert events_of(store) == before
    other = Database.create(tmp_path / "other.organizer")
    for added, events in ((3, [("Ann", "LM"), ("Cy", "CB")]), (0, [("Ann", "LM"), ("Cy", "CB")])):
        _, report = bring(other, text)
        assert report.added == added
        assert [event[:2] for event in events_of(other)] == events
    assert [at for *_, at in events_of(other)] == ["2024-06-13T15:00:00Z", "2024-06-14T15:00:00Z"]
    other.close()


def test_a_contact_that_tells_a_name_alone_waits_for_whoever_has_it(store):
    bring(store, PEOPLE + "14\tv4\tDi\tFox\t218-555-0131\t\n15\tv5\tDi\tFox\t218-555-0141\t\n")
    log = ("Name\tPhone\tCalled on\tResult\tCaller\n" "Ann Lee\t555-0101\t6/13/2024\tleft message\tKim Vo\n"
           "Ann Lee\t\t6/14/2024\tno answer\tKim Vo\nDi Fox\t\t6/13/2024\tno answer\tKim Vo\n"
           "Al Gone\t\t6/13/2024\tno answer\tKim Vo\nBo Ray\t218-555-0111\t6/13/2024\tno answer\tKim Vo\n")
    plan, _ = bring(store, log)
    assert plan.row_outcomes() == ["held", "held", "refused", "refused", "updated"]  # there are two of Di Fox
    with store.writing() as session:
        (waiting,) = review.open_reviews(session)
        review.settle(session, waiting.id, "same", by="t")
    assert [event[:2] for event in events_of(store)] == [("Ann", "LM"), ("Ann", "NH"), ("Bo", "NH")]
    plan, _ = bring(store, log)
    assert plan.row_outcomes()[:2] == ["unchanged", "unchanged"] and not plan.contacts
