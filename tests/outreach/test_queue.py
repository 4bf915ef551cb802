"""The calling order: follow-ups, the untried, the rested; local hours; the tally."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from organizer.domain import clock
from organizer.domain.filters import EVERYONE
from organizer.domain.status import RESULTS
from organizer.outreach import lists
from organizer.outreach.local_time import is_calling_time, local_time
from organizer.outreach.queue import Queue, next_up, shift_start, tally
from organizer.outreach.record import record_result
from organizer.prospects import browse, edit, reach

CHICAGO = ZoneInfo("America/Chicago")
NOW = datetime(2016, 6, 15, 18, 0, tzinfo=CHICAGO)


def ago(**time):
    return clock.to_text(NOW - timedelta(**time))


@pytest.fixture
def six(bank):
    return [bank.add(f"P{n}", f"L{n}", phone=f"21855501{n:02}", zip="55434", state="MN") for n in range(6)]


def order(bank, people=EVERYONE, caller="Denise", now=NOW, **more):
    return bank.read(next_up, people, caller=caller, now=now, **more)


def call(bank, person, code, by="Denise", **more):
    return bank.write(record_result, [person], code, by=by, **more)


def test_follow_ups_due_come_first_then_the_untried_then_those_who_rested(bank, six):
    call(bank, six[0], "NH", at=ago(days=10))
    call(bank, six[1], "CB", at=ago(hours=3), follow_up_at=ago(minutes=10))
    call(bank, six[2], "CB", at=ago(days=3), follow_up_at=ago(days=1))
    call(bank, six[3], "CB", at=ago(days=3), follow_up_at=clock.to_text(NOW + timedelta(hours=2)))
    call(bank, six[4], "LM", at=ago(hours=60))
    found = order(bank)
    assert found == Queue((six[2], six[1], six[5], six[0]), follow_ups=2, resting=1, promised=1, total=6)


@pytest.mark.parametrize(("code", "hours", "up"), [
    ("NH", 47, False), ("NH", 49, True), ("LM", 71, False), ("LM", 73, True), ("BZ", 0.5, False), ("BZ", 1.5, True),
    ("CV", 40, False), ("RF", 24 * 80, False), ("RF", 24 * 91, True),
])
def test_who_was_called_lately_rests(bank, six, code, hours, up):
    call(bank, six[0], code, at=ago(hours=hours))
    assert (six[0] in order(bank).ids) is up
    assert six[0] in order(bank, any_rest=True).ids


def test_who_is_called_all_the_same_rests_again_once_called(bank, six):
    call(bank, six[0], "NH", at=ago(hours=3))
    call(bank, six[1], "CB", at=ago(hours=3), follow_up_at=clock.to_text(NOW + timedelta(hours=2)))
    call(bank, six[2], "NH", at=ago(minutes=2))
    woken = order(bank, any_rest=True, but_for=[six[2]])
    assert set(woken.ids) == {six[0], six[1], *six[3:]} and woken.resting == 1


def test_nobody_comes_up_who_may_not_be_called(bank, six):
    call(bank, six[0], "XC", at=ago(days=100))
    call(bank, six[1], "DC", at=ago(days=100))
    call(bank, six[2], "HO", at=ago(days=100))
    call(bank, six[3], "WX", at=ago(days=100))
    assert order(bank, any_rest=True, any_hour=True).ids == (six[4], six[5])


def test_a_bad_number_brings_up_the_next_one_at_once(bank, six):
    bank.write(reach.add_phone, six[0], "2185550177", by="t")
    call(bank, six[0], "WN", at=ago(minutes=1))
    assert six[0] in order(bank).ids


def test_nobody_answered_at_this_hour_so_another_is_tried_first(bank, six):
    call(bank, six[0], "NH", at=clock.to_text(datetime(2016, 6, 1, 19, 0, tzinfo=CHICAGO)))
    call(bank, six[1], "NH", at=clock.to_text(datetime(2016, 6, 8, 10, 0, tzinfo=CHICAGO)))
    assert order(bank, six[:2]).ids == (six[1], six[0])
    morning = NOW.replace(hour=10)
    assert order(bank, six[:2], now=morning).ids == (six[0], six[1])


def test_a_filter_counted_in_the_store_is_called_in_the_order_of_the_same_people_one_by_one(bank):
    chance = random.Random(7)
    homes = [("55434", "MN"), ("10001-1234", "NY"), ("90001", "CA"), ("96801", "HI"), ("", "MN"), ("", "TX"), ("", ""),
             ("09001", "AE"), ("86515", "AZ")]
    with bank.store.writing() as session:
        people = []
        for number in range(120):
            zip_code, state = chance.choice(homes)
            people.append(edit.add_person(session, {
                "first_name": f"P{number}", "last_name": f"L{chance.randrange(40):02}", "zip": zip_code, "state": state,
                "phone": f"2185550{number:03}"}, by="t").id)
        for one in chance.sample(people, 90):
            record_result(session, [one], chance.choice(RESULTS).code, by="t", at=ago(hours=chance.randrange(1, 3000)),
                          follow_up_at=chance.choice(["", "", ago(hours=1), ago(days=2), ago(hours=-2)]))
    in_order, skipped = tuple(bank.read(browse.find, EVERYONE).ids), chance.sample(people, 5)
    found = set()
    for hour in (6, 10, 13, 18, 21, 23):
        for more in ({}, {"any_hour": True}, {"any_rest": True, "any_hour": True},
                     {"any_rest": True, "but_for": chance.sample(people, 30)}):
            more.update(now=NOW.replace(hour=hour), skipped=skipped)
            whole = order(bank, **more)
            assert whole == order(bank, in_order, **more)
            assert order(bank, limit=7, **more) == replace(whole, ids=whole.ids[:7])
            found.add(whole)
    assert len(found) > 15  # of 24, as far as the hour and the rest make a difference


def test_the_skipped_come_last(bank, six):
    assert order(bank, skipped=[six[0], six[1]]).ids == (*six[2:], six[0], six[1])


def test_people_on_a_list_that_is_out_with_somebody_else_do_not_come_up(bank, six):
    made = bank.write(lists.make_list, "Hers", six[:2], by="t")
    assert order(bank).ids == tuple(six)
    bank.write(lists.open_list, made.id, "Moss", by="t")
    assert order(bank).ids == tuple(six[2:])
    assert order(bank, caller="Moss").ids == tuple(six)
    assert order(bank, made.id).ids == tuple(six[:2])


def test_a_list_is_worked_until_each_is_reached(bank, six):
    made = bank.write(lists.make_list, "Tonight", six, by="t")
    call(bank, six[0], "CV", list_id=made.id, at=ago(minutes=9))
    call(bank, six[1], "NH", list_id=made.id, at=ago(minutes=8))
    call(bank, six[2], "XC", at=ago(minutes=7))
    found = order(bank, made.id)
    assert (found.ids, found.resting, found.total) == (tuple(six[3:]), 1, 5)


def test_people_wait_until_it_is_day_where_they_live(bank):
    east = bank.add("East", phone="2125550101", zip="10001")
    west = bank.add("West", phone="2135550102", zip="90001")
    nowhere = bank.add("Nowhere", phone="2185550103")
    morning = datetime(2016, 6, 15, 10, 0, tzinfo=ZoneInfo("America/New_York"))
    found = order(bank, now=morning)
    assert (found.ids, found.asleep) == ((east,), 2)
    assert set(order(bank, now=morning, any_hour=True).ids) == {east, west, nowhere}
    bank.write(edit.edit_person, nowhere, "state", "NY", by="t")
    assert order(bank, now=morning).ids == (east, nowhere)


@pytest.mark.parametrize(("zip_code", "state", "hour"), [
    ("55434", "", 12), ("85001", "", 10), ("86515", "", 11), ("96801", "", 7), ("00901", "", 13), ("", "MN", 12),
    ("99501", "", 9), ("46301", "IN", 12), ("86003", "", 10), ("554", "", None), ("", "TX", None), ("abcde", "", None),
    ("09001", "AE", None),
    ("79901", "TX", 11), ("79830", "TX", 12), ("32456", "FL", 13), ("32465", "FL", 12), ("46534", "IN", 12),
    ("47546", "IN", 13), ("37402", "TN", 13), ("37203", "TN", 12), ("83501", "ID", 10), ("83702", "ID", 11),
    ("67735", "KS", 11), ("58601", "ND", 11), ("89883", "NV", 11), ("86034", "AZ", 10), ("86503", "AZ", 11),
])
def test_local_time_goes_by_the_zip_over_borders_too_with_the_real_rules_of_arizona_and_hawaii(zip_code, state, hour):
    now = datetime(2016, 7, 1, 17, 0, tzinfo=UTC)
    local = local_time(zip_code, now, state)
    assert (local.hour if local else None) == hour


@pytest.mark.parametrize(("when", "allowed"), [("08:59", False), ("09:00", True), ("20:29", True), ("20:30", False)])
def test_the_window_is_nine_to_half_past_eight(when, allowed):
    hour, minute = map(int, when.split(":"))
    assert is_calling_time("55434", NOW.replace(hour=hour, minute=minute)) is allowed


@pytest.mark.parametrize(("hour", "allowed"), [(11, False), (12, True), (20, True), (21, False)])
def test_an_unknown_zone_is_called_from_noon_to_nine_eastern(hour, allowed):
    now = datetime(2016, 7, 1, hour, 30 if hour < 20 else 0, tzinfo=ZoneInfo("America/New_York"))
    if hour == 12:
        now = now.replace(minute=0)
    assert is_calling_time("", now) is allowed


def test_the_tally_of_a_shift(bank, six):
    since = NOW - timedelta(minutes=38)
    call(bank, six[0], "CV", at=ago(minutes=30), run_answer="yes", help_answer="yes")
    call(bank, six[1], "NH", at=ago(minutes=20))
    call(bank, six[2], "RF", at=ago(minutes=10))
    call(bank, six[3], "CV", at=ago(minutes=5), by="Moss")
    call(bank, six[4], "CV", at=ago(days=2))
    call(bank, six[5], "", at=ago(minutes=4), note="only a note")
    found = bank.read(tally, "Denise", since, NOW)
    assert (found.dialled, found.reached, found.yes, found.minutes) == (3, 2, 1, 38)
    bank.undo()
    bank.undo()
    bank.undo()
    bank.undo()
    assert bank.read(tally, "Denise", since, NOW).reached == 1
    assert bank.read(tally, "Nobody", since, NOW).dialled == 0


def spoken(bank, people, *moments):
    for person, moment in zip(people, moments, strict=True):
        call(bank, person, "CV", at=clock.to_text(moment))


def shift(bank, now, opened=None):
    start = bank.read(shift_start, "Denise", now, opened)
    found = bank.read(tally, "Denise", start, now)
    return found.dialled, found.minutes


def test_a_shift_goes_on_across_midnight(bank, six):
    evening = datetime(2016, 11, 8, 23, 20, tzinfo=CHICAGO)
    spoken(bank, six[:4], *(evening + timedelta(minutes=minutes) for minutes in (0, 35, 45, 70)))
    assert shift(bank, evening + timedelta(minutes=75)) == (4, 75)
    assert shift(bank, evening + timedelta(minutes=75), evening - timedelta(minutes=10)) == (4, 85)


def test_a_shift_goes_on_across_the_hour_that_is_skipped_and_the_one_that_comes_twice(bank, six):
    for day in (datetime(2016, 3, 13, 6, 30, tzinfo=UTC), datetime(2016, 11, 6, 5, 30, tzinfo=UTC)):
        spoken(bank, six[:3], *(day + timedelta(hours=hours) for hours in (0, 1, 2)))
        now = (day + timedelta(hours=2, minutes=15)).astimezone(CHICAGO)
        assert shift(bank, now) == (3, 135)


def test_a_screen_left_open_overnight_begins_a_new_shift(bank, six):
    evening = datetime(2016, 11, 8, 19, 0, tzinfo=CHICAGO)
    morning = evening + timedelta(hours=14)
    spoken(bank, six[:2], evening, evening + timedelta(minutes=20))
    assert shift(bank, morning, evening) == (0, 0)
    spoken(bank, six[2:3], morning)
    assert shift(bank, morning + timedelta(minutes=5), evening) == (1, 5)
