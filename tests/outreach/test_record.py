"""Every result with the effect it has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from organizer.callsheets.gather import gather
from organizer.domain import clock
from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter
from organizer.domain.status import RESULTS
from organizer.outreach.record import record_result, set_phone_status
from organizer.prospects import browse, edit, reach
from organizer.prospects.details import housemates
from organizer.storage import history, journal


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: result.code)
def test_every_result_is_an_event_that_undo_takes_back(bank, result):
    ann = bank.add()
    before = bank.person(ann)
    changes = bank.write(record_result, [ann], result.code, by="Denise", note="said so")
    after = bank.person(ann)
    assert changes.people == {ann}
    assert (after.row.last_result, after.row.attempts, after.events[0].by) == (result.code, 1, "Denise")
    assert after.events[0].phone == "+12185550101"
    bank.undo()
    assert bank.person(ann) == before
    bank.redo()
    assert bank.person(ann) == after


@pytest.mark.parametrize(("code", "status"), [("WN", "wrong"), ("WX", "disconnected")])
def test_a_bad_number_is_marked_and_the_next_one_comes_up(bank, code, status):
    ann = bank.add()
    bank.write(reach.add_phone, ann, "763 555 0190", kind="home", by="t")
    bank.write(record_result, [ann], code, by="t")
    person = bank.person(ann)
    assert (person.row.phone, person.row.phone_status) == ("+17635550190", "ok")
    assert [(phone.number, phone.status) for phone in person.phones] == [
        ("+17635550190", "ok"), ("+12185550101", status)]
    bank.write(record_result, [ann], code, by="t", phone="+17635550190")
    assert bank.read(browse.count, ProspectFilter(callable_only=True)) == 0


def test_the_number_that_was_dialled_is_the_one_marked(bank):
    ann = bank.add()
    bank.write(reach.add_phone, ann, "763 555 0190", by="t")
    bank.write(record_result, [ann], "WN", by="t", phone="+17635550190")
    assert {phone.number: phone.status for phone in bank.person(ann).phones} == {
        "+12185550101": "ok", "+17635550190": "wrong"}


def test_a_call_back_makes_a_follow_up_even_without_a_time(bank):
    ann = bank.add()
    bank.write(record_result, [ann], "CB", by="t", at="2016-06-01T23:00:00Z", follow_up_at="2016-06-04T23:00:00Z")
    assert bank.person(ann).row.follow_up == "2016-06-04T23:00:00Z"
    bank.write(record_result, [ann], "CB", by="t", at="2016-06-05T17:00:00Z")
    assert bank.person(ann).row.follow_up[:10] == "2016-06-06"
    bank.write(record_result, [ann], "CV", by="t")
    assert bank.person(ann).row.follow_up is None


@pytest.mark.parametrize(("code", "hours"), [("NH", 20), ("LM", 72), ("BZ", 1), ("WN", 0), ("WX", 0)])
def test_a_try_that_missed_them_keeps_the_call_back_they_were_promised(bank, code, hours):
    ann = bank.add()
    bank.write(reach.add_phone, ann, "2185550177", by="t")
    bank.write(record_result, [ann], "CB", by="t", at="2016-06-01T20:00:00Z", follow_up_at="2016-06-04T20:00:00Z")
    early = bank.write(record_result, [ann], code, by="t", at="2016-06-02T20:00:00Z")
    assert bank.person(ann).row.follow_up == "2016-06-04T20:00:00Z"
    late = bank.write(record_result, [ann], code, by="t", at="2016-06-04T20:30:00Z")
    due = datetime(2016, 6, 4, 20, 30, tzinfo=UTC) + timedelta(hours=hours)
    assert bank.person(ann).row.follow_up == clock.to_text(due)
    bank.undo(early.action)
    assert bank.person(ann).row.follow_up == clock.to_text(due)
    bank.undo(late.action)
    assert bank.person(ann).row.follow_up == "2016-06-04T20:00:00Z"


@pytest.mark.parametrize("code", ["CV", "RF", "MV", "OL"])
def test_speaking_to_them_or_closing_the_matter_ends_a_call_back(bank, code):
    ann = bank.add()
    bank.write(record_result, [ann], "CB", by="t", at="2016-06-01T20:00:00Z", follow_up_at="2016-06-04T20:00:00Z")
    bank.write(record_result, [ann], code, by="t", at="2016-06-02T20:00:00Z")
    assert bank.person(ann).row.follow_up is None
    bank.write(record_result, [ann], "NH", by="t", at="2016-06-05T20:00:00Z")
    assert bank.person(ann).row.follow_up is None
    bank.undo()
    bank.undo()
    assert bank.person(ann).row.follow_up == "2016-06-04T20:00:00Z"


def test_a_follow_up_is_set_and_taken_away_without_a_call(bank):
    ann = bank.add()
    made = bank.write(record_result, [ann], "", by="t", kind="follow-up", follow_up_at="2016-06-04T20:00:00Z")
    assert (made.summary, bank.person(ann).row.follow_up) == ("Set a follow-up with Ann Lee", "2016-06-04T20:00:00Z")
    gone = bank.write(record_result, [ann], "", by="t", kind="follow-up")
    row = bank.person(ann).row
    assert (gone.summary, row.follow_up) == ("Take away the follow-up with Ann Lee", None)
    assert (row.last_result, row.attempts) == (None, 0)
    bank.undo()
    assert bank.person(ann).row.follow_up == "2016-06-04T20:00:00Z"


def test_do_not_call_suppresses_every_number_wherever_it_stands(bank):
    mary = bank.add("Mary", "Lee")
    bank.write(reach.add_phone, mary, "218 555 0177", by="t")
    bill = bank.add("Bill", "Lee")
    bank.write(record_result, [mary], "XC", by="t")
    assert bank.person(mary).row.do_not_call
    assert {phone.status for phone in bank.person(mary).phones} == {"do-not-call"}
    assert not bank.person(bill).row.do_not_call
    assert bank.person(bill).row.phone_status == "do-not-call"
    assert bank.read(browse.count, ProspectFilter(callable_only=True)) == 0
    bank.write(record_result, [mary], "WN", by="t")
    assert {phone.status for phone in bank.person(mary).phones} == {"do-not-call"}
    bank.undo()
    bank.undo()
    assert bank.person(bill).row.phone_status == "ok"


def test_the_wall_holds_through_the_undo_of_other_things(bank):
    ann = bank.add()
    flag = bank.write(edit.edit_person, ann, "do_not_call", "yes", by="t")
    bank.write(record_result, [ann], "XC", by="t")
    bank.undo(flag.action)
    assert bank.person(ann).row.do_not_call
    with pytest.raises(UserError, match="undo it in the history"):
        bank.write(edit.edit_person, ann, "do_not_call", "no", by="t")


@pytest.mark.parametrize("code", ["DC", "HO"])
def test_the_dead_and_the_hostile_are_on_no_list(bank, code):
    ann = bank.add()
    bank.write(record_result, [ann], code, by="t")
    assert bank.read(browse.count, ProspectFilter(callable_only=True)) == 0


def test_suggested_steps_are_taken_only_when_asked_and_named(bank):
    ann = bank.add("Aisha", "Flores")
    bank.write(record_result, [ann], "CV", by="t", run_answer="maybe")
    assert bank.person(ann).row.run_stage == "new"
    changes = bank.write(record_result, [ann], "CV", by="t", run_answer="maybe", help_answer="yes",
                         office="School board", apply_suggestion=True)
    row = bank.person(ann).row
    assert changes.summary == "Mark Aisha Flores as talked, interested, said yes"
    assert (row.run_stage, row.help_stage, row.wants_run, row.wants_help) == ("interested", "said-yes", True, True)
    assert row.office_sought == "School board"
    bank.write(record_result, [ann], "CV", by="t", office="school board", apply_suggestion=True)
    assert bank.person(ann).row.run_stage == "interested"
    assert bank.person(ann).row.office_sought == "School board"
    bank.undo()
    bank.undo()
    assert bank.person(ann).row.run_stage == "new"


def test_moved_out_leaves_the_run_track_and_districts_are_looked_up_again(bank):
    ann, ben = bank.add(), bank.add("Ben", phone="2185550102")
    asked = []
    bank.write(record_result, [ann, ben], "MV", by="t", moved_to="out-of-state", apply_suggestion=True,
               on_moved=lambda session, ids: asked.append(ids))
    assert asked == [[ann, ben]]
    assert bank.person(ann).row.run_stage == "moved"
    assert bank.person(ann).events[0].result == "MV"


def test_an_action_keeps_its_name_though_districts_are_looked_up_in_it(bank):
    def assign(session, people):
        with journal.action(session, kind="districts", name="Assign", by="t") as do:
            do.name = "Assign districts to 1 people"

    changes = bank.write(record_result, [bank.add()], "MV", by="t", on_moved=assign)
    assert changes.summary == "Mark Ann Lee as moved"


def test_a_language_is_kept_with_the_person(bank):
    ann = bank.add()
    bank.write(record_result, [ann], "OL", by="t", language="Hmong")
    assert bank.person(ann).language == "Hmong"


def test_one_result_for_the_household(bank):
    mary, bill = bank.add("Mary"), bank.add("Bill")
    other = bank.add("Zed", phone="2185550199")
    changes = bank.write(record_result, [mary], "NH", by="t", whole_household=True)
    assert changes.people == {mary, bill}
    assert changes.summary == "Mark 2 as no answer"
    assert bank.person(other).row.attempts == 0


def test_a_household_is_known_by_its_id_in_the_source_unless_the_id_is_everybodys(bank):
    mary, bill = (bank.add(name, phone=f"218555020{place}", household="VH 88") for place, name in enumerate("MB"))
    crowd = [bank.add(f"P{place}", phone=f"218555030{place}", household="yes") for place in range(9)]
    assert bank.person(mary).household == ((bill, "B Lee"),)
    assert bank.read(housemates, mary)[0].shares == ""
    assert bank.person(crowd[0]).household == ()
    assert bank.write(record_result, [mary], "NH", by="t", whole_household=True).people == {mary, bill}
    lines = {one.line.person_id: one.line.household for one in bank.read(gather, [mary, bill, *crowd]).people}
    assert lines[mary] == lines[bill] != 0
    assert {lines[person] for person in crowd} == {0}


def test_one_action_for_many_and_none_for_the_same_line_again(bank):
    people = [bank.add(f"P{n}", phone=f"21855501{n:02}") for n in range(12)]
    assert bank.write(record_result, people, "lm", by="t").summary == "Mark 12 as left message"
    assert bank.write(record_result, people[:1], "LM", by="t", origin_key="sheet 7 line 1").action
    assert bank.write(record_result, people[:1], "LM", by="t", origin_key="sheet 7 line 1").action is None


@pytest.mark.parametrize(("given", "line"), [
    ({"code": "QQ"}, "isn't a result"), ({"code": "CV", "run_answer": "dunno"}, "isn't an answer"),
    ({"code": "CV", "kind": "pigeon"}, "a way to reach"), ({"code": "MV", "moved_to": "the moon"}, "a place to move"),
    ({"code": "CB", "follow_up_at": "31/02"}, "a date or time"),
    ({"code": "CV", "at": "2016-02-31"}, "a date or time"),
    ({"code": "", "note": "x" * 100_000}, "100,000 letters; 20,000 fit"),
])
def test_bad_input_is_one_line_and_nothing_is_written(bank, given, line):
    ann = bank.add()
    before = bank.person(ann)
    with pytest.raises(UserError, match=line):
        bank.write(record_result, [ann], given.pop("code"), by="t", **given)
    assert bank.person(ann) == before
    assert len(bank.read(history.listed)) == 1


@pytest.mark.parametrize("note", ["🗳️ yes!", "شكرا جزيلا", "<img src=file:///x>", "a\nb", "' OR 1=1 --",
                                  "x" * 20_000])
def test_odd_notes_are_kept_as_they_are(bank, note):
    ann = bank.add()
    bank.write(record_result, [ann], "CV", by="t", note=note)
    assert bank.person(ann).events[0].note == note


def test_a_number_can_be_made_good_again(bank):
    ann = bank.add()
    bank.write(record_result, [ann], "WX", by="t")
    bank.write(set_phone_status, ann, "+12185550101", "ok", by="t")
    assert bank.person(ann).row.phone_status == "ok"


def test_of_several_people_those_who_must_not_be_called_get_no_result_of_a_call(bank):
    ann, ben, cid = bank.add(), bank.add("Ben"), bank.add("Cid")
    bank.write(record_result, [ben], "XC", by="t")
    bank.write(record_result, [cid], "DC", by="t")
    assert bank.write(record_result, [ann, ben, cid], "NH", by="t").summary.startswith("Mark Ann")
    assert [bank.person(one).row.last_result for one in (ann, ben, cid)] == ["NH", "XC", "DC"]
    bank.write(record_result, [ben], "LM", by="t")  # one at a time is somebody's own choice
    assert bank.person(ben).row.last_result == "LM"
    with pytest.raises(UserError, match="None of these people may be called"):
        bank.write(record_result, [ben, cid], "NH", by="t")
