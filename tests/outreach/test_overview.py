"""The day's work and the campaign's numbers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from organizer.domain import clock
from organizer.outreach import lists, overview, today
from organizer.outreach.record import record_result, set_stage
from organizer.prospects import browse
from organizer.storage import journal
from organizer.storage.tables import CallSheet, CallSheetLine, Seat

CHICAGO = ZoneInfo("America/Chicago")
NOW = datetime(2016, 6, 15, 18, 0, tzinfo=CHICAGO)


def moment(**time):
    return clock.to_text(NOW + timedelta(**time))


@pytest.fixture
def busy(bank):
    people = [bank.add(f"P{n}", phone=f"21855501{n:02}", wants_run="yes") for n in range(8)]
    for person, follow_up in zip(people, (-30, -1, 3, 30), strict=False):
        bank.write(record_result, [person], "CB", by="Denise", at=moment(days=-5), follow_up_at=moment(hours=follow_up))
    bank.write(record_result, people[4:5], "XC", by="Moss", at=moment(days=-1))
    made = bank.write(lists.make_list, "Tonight", people[5:7], by="t", due="2016-06-14")
    bank.write(lists.open_list, made.id, "Moss", by="t")
    with bank.store.writing() as session, journal.action(session, kind="seat", name="Seats", by="t") as do:
        sheet = do.insert(CallSheet, number=7, caller="Denise", due="2016-06-20")
        do.insert(CallSheetLine, sheet_id=sheet, line=1)
        do.insert(CallSheet, number=8, state="back")
        do.insert(Seat, name="Ward 2", filing_deadline="2016-06-20")
        do.insert(Seat, name="Ward 3", filing_deadline="2016-06-20", filed_ours=1)
        do.insert(Seat, name="Mayor", filing_deadline="2016-07-30")
        do.insert(Seat, name="Clerk", filing_deadline="2016-06-01")
    return people


def test_today_lists_what_waits_the_most_urgent_first(bank, busy):
    found = [(work.kind, work.count, work.urgent) for work in bank.read(today.today, NOW)]
    assert found == [
        ("overdue", 1, True), ("due", 2, False), ("later", 1, False), ("new", 3, False), ("list", 2, True),
        ("sheet", 1, False), ("deadline", 5, True),
    ]
    assert bank.read(today.due_people, NOW) == 3


def test_each_line_leads_to_the_people_behind_it(bank, busy):
    for work in bank.read(today.today, NOW):
        if work.kind == "overdue":
            assert list(bank.read(browse.find, work.filter).ids) == busy[:1]
        if work.kind == "new":
            assert bank.read(browse.count, work.filter) == work.count


def test_an_empty_store_has_nothing_to_do(bank):
    assert bank.read(today.today, NOW) == []


def test_new_sign_ups_of_the_last_two_weeks_are_told(bank):
    bank.add("Old", phone="2185550101", signed_up_at="2016-01-01")
    assert bank.read(today.today, NOW)[0].label == "Sign-ups nobody has called yet"
    bank.add("New", phone="2185550102", signed_up_at="2016-06-10")
    assert bank.read(today.today, NOW)[0].label == "New sign-ups nobody has called (1 in two weeks)"


def test_reached_by_day_counts_days_of_the_readers_zone(bank):
    ann = bank.add()
    bank.write(record_result, [ann], "NH", by="D", at="2016-06-14T04:30:00Z")  # still the 13th in Minnesota
    bank.write(record_result, [ann], "CV", by="D", at="2016-06-15T15:00:00Z", run_answer="yes")
    days = bank.read(overview.by_day, CHICAGO, since=date(2016, 6, 12), until=date(2016, 6, 15))
    assert [(day.day.day, day.dialled, day.reached, day.yes) for day in days] == [
        (12, 0, 0, 0), (13, 1, 0, 0), (14, 0, 0, 0), (15, 1, 1, 1)]
    assert [day.people for day in days] == [set(), {ann}, set(), {ann}]
    assert bank.read(overview.by_day, None, since=date(2016, 6, 12), until=date(2016, 6, 15))


def test_by_caller_puts_who_reached_the_most_first(bank):
    people = [bank.add(f"P{n}", phone=f"21855501{n:02}") for n in range(4)]
    bank.write(record_result, people[:3], "NH", by="Moss")
    bank.write(record_result, people[3:], "CV", by="Denise", help_answer="yes")
    bank.write(record_result, people[3:], "CV", by="Denise")  # the same person again
    rows = bank.read(overview.by_caller)
    assert [(row.caller, row.dialled, row.reached, row.yes) for row in rows] == [("Denise", 2, 1, 1), ("Moss", 3, 0, 0)]
    assert bank.read(overview.by_caller, since="2999") == []


def test_every_bar_finds_the_people_it_counts(bank, busy):
    bank.write(set_stage, busy[:2], "run", "interested", by="t")
    bank.write(set_stage, busy[2:3], "help", "said-yes", by="t")
    bank.add("Neither", phone="2185550190")
    steps = [*bank.read(overview.funnel, "run"), *bank.read(overview.funnel, "help"), *bank.read(overview.results)]
    assert sum(step.people for step in bank.read(overview.results)) == 9
    assert {step.code: step.people for step in bank.read(overview.funnel, "run") if step.people} == {
        "new": 6, "interested": 2}
    for step in steps:
        assert bank.read(browse.count, step.filter) == step.people, step
