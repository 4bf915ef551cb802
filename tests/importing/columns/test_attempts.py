"""Home-made call sheets: several contacts in a row, each in columns with a number or a day in their headers."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from organizer.importing.cleaning.results import read_result
from organizer.importing.columns.mapping import map_columns
from organizer.importing.columns.names import chosen_field
from organizer.importing.history_files import told
from organizer.storage.tables import ContactEvent, Person, Phone
from tests.importing.test_history_files import bring, events_of
from tests.importing.test_unseen_exporters import fields, planned

SHEET = (
    "Name\tPhone\tCall 1\tCall 1 Date\tCall 2\tCall 2 date\tCall 3\tNotes\n"
    "Ann Lee\t218-555-0101\tLM\t6/12/2024\tyes!!\t6/15/2024\t\tlikes dogs\n"
    "Bo Ray\t218-555-0102\tno answer x2\t6/12/2024\twrong #\t6/16/2024\t\t\n"
    "Cy Dunn\t218-555-0103\tspoke w/ wife\t6/12/2024\t\t\t\t\n"
)


def contacts(plan, place=0):
    return [(one.code, one.at, one.note) for one in told(plan.records[place])]


def test_each_numbered_call_is_a_contact_of_its_day(store):
    plan, report = bring(store, SHEET)
    assert (report.added, plan.is_history, plan.contacts_kept) == (3, False, 5)
    assert [(event[0], event[1], event[3]) for event in events_of(store)] == [
        ("Ann", "LM", "2024-06-12"), ("Ann", "CV", "2024-06-15"), ("Bo", "NH", "2024-06-12"), ("Bo", "WN", "2024-06-16"),
        ("Cy", "CV", "2024-06-12")]
    with store.reading() as session:
        notes = session.scalars(select(ContactEvent.note).order_by(ContactEvent.person_id, ContactEvent.at)).all()
        people = session.execute(select(Person.last_result, Person.attempts, Person.notes).order_by(Person.id)).all()
        numbers = session.scalars(select(Phone.status).order_by(Phone.person_id)).all()
    assert notes == ["", "yes!!", "no answer x2", "", "spoke w/ wife"]
    assert [tuple(one) for one in people] == [("CV", 2, "likes dogs"), ("WN", 2, ""), ("CV", 1, "")]
    assert numbers == ["ok", "wrong", "ok"]


def test_the_sheet_with_one_more_call_adds_that_call_only(store):
    bring(store, SHEET)
    before = len(events_of(store))
    _, same = bring(store, SHEET)
    assert (same.added, same.updated, len(events_of(store))) == (0, 0, before)
    bring(store, SHEET.replace("6/12/2024\t\t\t\t\n", "6/12/2024\tLM\t6/20/2024\t\t\n"))
    assert [event[1] for event in events_of(store)][before - 1 :] == ["CV", "LM"]


@pytest.mark.parametrize(("headers", "row", "expected"), [
    (["Called 6/12/24", "Called 6/19/24"], ["LM", "Talked - will help"],
     [("LM", "2024-06-12", ""), ("CV", "2024-06-19", "Talked - will help")]),
    (["1st call", "2nd call"], ["6/12/24 NH", "left msg (6/15/24)"], [("NH", "2024-06-12", ""), ("LM", "2024-06-15", "")]),
    (["Attempt #1 Result", "Attempt #1 Notes", "Attempt #2 Result"], ["busy", "loud place", "hung up"],
     [("BZ", "", "loud place"), ("RF", "", "")]),
    (["Result", "Date", "Result", "Date"], ["NH", "6/12/2024", "LM", "6/15/2024"],
     [("NH", "2024-06-12", ""), ("LM", "2024-06-15", "")]),
    (["Call 1 notes", "Call 2 notes"], ["LM", "Talked, wants school board"],
     [("LM", "", ""), ("CV", "", "Talked, wants school board")]),
    (["Call 1", "Call 2"], ["LM", "will think about it"], [("LM", "", ""), ("", "", "will think about it")]),
    (["Call 1", "Call 2", "Call 2 date"], ["LM", "NH", "6/15/24"], [("LM", "2024-06-15", ""), ("NH", "2024-06-15", "")]),
    (["Llamada 1", "Llamada 2"], ["no contesta", "dejé mensaje"], [("NH", "", ""), ("LM", "", "")]),
    (["Call 1", "Call 2"], ["LM", "n/a"], [("LM", "", "")]),
    (["Mon 6/3/24", "GOTV 11/2/24"], ["LM", "talked"], [("LM", "2024-06-03", ""), ("CV", "2024-11-02", "")]),
])  # fmt: skip
def test_columns_of_calls_in_many_forms(headers, row, expected):
    plan = planned(["Name", "Phone", *headers], ["Ann Lee", "218-555-0101", *row])
    assert contacts(plan) == expected


def test_who_called_and_how():
    plan = planned(["Name", "Phone", "Texted?", "Call 1", "Call 1 by", "Caller"],
                   ["Ann Lee", "218-555-0101", "no response", "LM", "Kim", "Jo"])
    assert [(one.code, one.kind, one.by) for one in told(plan.records[0])] == [("NH", "text", "Jo"), ("LM", "phone", "Kim")]


@pytest.mark.parametrize(("headers", "rows"), [
    (["Call 1", "Call 2"], [["6/12", "6/15"], ["6/12", ""]]), (["Called?", "Texted?"], [["yes", "x"], ["no", ""]]),
    (["Call 1", "Call 2"], [["x", "x"], ["x", ""]]), (["Round 1", "Round 2"], [["12", "14"], ["9", "3"]]),
    (["Contact 1", "Contact 2"], [["Jan Doe", "Jim Roe"], ["Al Fox", "Bea Orr"]]), (["Response 1", "Response 2"], [["yes", "no"], ["no", "yes"]]),
    (["6/3", "6/4"], [["x", ""], ["yes", "maybe"]]),
])  # fmt: skip
def test_what_are_no_results_are_no_contacts(headers, rows):
    plan = planned(["Name", "Phone", *headers], *[[name, "218-555-0101", *row] for name, row in
                                                  zip(("Ann Lee", "Bo Ray"), rows, strict=True)])
    assert not plan.contacts and "attempt" not in fields(plan).values() and "address1" not in fields(plan).values()


@pytest.mark.parametrize(("said", "code", "note"), [
    ("left msg w/ wife", "LM", "left msg w/ wife"), ("yes!!", "CV", "yes!!"), ("x", "", "x"), ("no", "", "no"), ("CB 6/15", "CB", "CB 6/15"),
    ("No - not interested", "RF", "No - not interested"), ("wrong #", "WN", ""), ("Stop by later", "", "Stop by later"),
    ("voicemail full", "NH", ""), ("Live oak", "", "Live oak"), ("text sent", "LM", ""), ("LM w/ wife", "LM", "LM w/ wife"),
])  # fmt: skip
def test_results_in_a_volunteers_words(said, code, note):
    assert read_result(said) == (code, "", note)


def test_a_day_without_its_year_is_the_last_such_day():
    plan = planned(["Name", "Phone", "Date called", "Result"], ["Ann Lee", "218-555-0101", "6/12", "NH"],
                   ["Bo Ray", "218-555-0102", "13-Jun", "LM"])
    days = [one.contacted_at for one in plan.records]
    assert [day[4:] for day in days] == ["-06-12", "-06-13"]
    assert all(day <= date.today().isoformat() and date.today() - date.fromisoformat(day) < 366 * one for one in (_DAY,) for day in days)
    assert [one.reason for one in plan.problems] == [f"no year in this column; taken as {days[0][:4]}"]


_DAY = date.resolution


def test_a_column_can_be_said_to_be_a_call():
    assert chosen_field("attempt:2:at") == ("attempt", "2:at")
    assert {guess.field for guess in map_columns(["Zuruf"], [["LM"]], chosen={"Zuruf": "attempt:1:result"})} == {"attempt"}


def test_days_of_calls_are_read_in_their_columns_order_and_what_is_none_is_told():
    plan = planned(
        ["Name", "Phone", "Call 1", "Call 1 date", "Call 2", "Call 2 date"],
        ["Ann Lee", "218-555-0101", "LM", "13/06/2024", "NH", "6/15/2024"],
        ["Bo Ray", "218-555-0102", "NH", "12/06/2024", "LM", "last Tues"],
        ["Cy Dunn", "218-555-0103", "NH", "", "", "6/17/2024"],
        ["Di Moe", "218-555-0104", "NH", "", "NH", "soon"],
        ["Ed Poe", "218-555-0105", "NH", "", "NH", "later"],
    )
    assert contacts(plan, 0) == [("LM", "2024-06-13", ""), ("NH", "2024-06-15", "")]
    assert contacts(plan, 1) == [("NH", "2024-06-12", ""), ("LM", "", "")]
    assert [(one.value, one.kept) for one in plan.problems if one.column == "Call 2 date"] == [
        ("last Tues", False), ("2024-06-17", False), ("soon", False), ("later", False)]


def test_a_long_note_of_a_call_is_kept_whole():
    note = "we talked about the school " * 100
    plan = planned(["Name", "Phone", "Call 1", "Call 1 notes"], ["Ann Lee", "218-555-0101", "LM", note])
    assert contacts(plan) == [("LM", "", note.strip())]
