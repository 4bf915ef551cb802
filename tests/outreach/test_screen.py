"""What is said on the phone, and of which seat."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from organizer.domain import clock
from organizer.outreach.queue import shift_start, undone
from organizer.outreach.record import record_result
from organizer.outreach.screen import screen, spoken
from organizer.storage import journal
from organizer.storage.tables import Seat

NOW = datetime(2016, 6, 15, 18, 42, tzinfo=ZoneInfo("America/Chicago"))


@pytest.fixture
def aisha(bank):
    person = bank.add("Aisha", "Flores", zip="55434", state="MN", wants_run="yes", office_sought="School board",
                      **{"district:school": "16", "district:ward": "2"})
    with bank.store.writing() as session, journal.action(session, kind="seat", name="Seats", by="t") as do:
        for name, kind, code, deadline, filed in [
            ("Ward 2", "ward", "2", "2016-07-01", 0), ("ISD 16 School board, seat 3", "school", "16", "2016-08-11", 0),
            ("ISD 16 School board, seat 4", "school", "16", "2016-08-11", 1),
            ("ISD 16 School board, seat 5", "school", "16", "2016-01-11", 0), ("Ward 3", "ward", "3", "2016-07-01", 0),
        ]:
            do.insert(Seat, name=name, district_kind=kind, district_code=code, filing_deadline=deadline,
                      filed_ours=filed)
    return person


def test_the_script_names_the_caller_and_the_seat_they_want(bank, aisha):
    shown = bank.read(screen, aisha, now=NOW, caller="Denise")
    words = "".join(text for text, _ in shown.script)
    year = "" if datetime.now().year == 2016 else ", 2016"
    assert words == (
        "“Hi Aisha, this is Denise with the county party. You told us you might run for office. ISD 16 School board, "
        f"seat 3 where you live has nobody yet, and filing closes Aug 11{year}. Is now a good time to talk about it?”")
    assert next(text for text, role in shown.script if role == "strong") == "Denise"
    assert (shown.local.hour, shown.local.minute, shown.may_call) == (18, 42, True)
    assert shown.seat.wanted


def test_what_is_not_known_is_left_out(bank):
    ann = bank.add("", "Lee")
    shown = bank.read(screen, ann, now=NOW, caller="")
    words = "".join(text for text, _ in shown.script)
    assert words == "“Hi Lee, this is ___ with the county party. Is now a good time to talk about it?”"
    assert (shown.seat, shown.local) == (None, None)


@pytest.mark.parametrize(("script", "said"), [
    ("{first}!", "Ann!"), ("{what} {first}", "{what} Ann"), ("", ""), ("{", "{"), ("{city} {first}", "Ann"),
    ("<b>{first}</b>", "<b>Ann</b>"),
])
def test_a_script_of_ones_own(bank, script, said):
    ann = bank.add("Ann")
    spans = spoken(script, bank.person(ann), "Denise", None)
    assert "".join(text for text, _ in spans) == said


def test_a_shift_begins_after_two_hours_without_a_call(bank):
    ann = bank.add()
    assert bank.read(shift_start, "Denise", NOW) == NOW
    for minutes in (10, 100, 219, 400):
        bank.write(record_result, [ann], "NH", by="Denise", at=clock.to_text(NOW - timedelta(minutes=minutes)))
    assert bank.read(shift_start, "Denise", NOW) == NOW - timedelta(minutes=219)
    assert bank.read(shift_start, "Moss", NOW) == NOW


def test_it_is_known_which_actions_were_undone(bank):
    ann = bank.add()
    one = bank.write(record_result, [ann], "NH", by="t").action
    two = bank.write(record_result, [ann], "LM", by="t").action
    bank.undo(one)
    assert bank.read(undone, [one, two]) == {one}
