"""Call lists from their making to what was not reached."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from organizer.domain.errors import UserError
from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.outreach import lists
from organizer.outreach.list_progress import entries
from organizer.outreach.queue import next_up
from organizer.outreach.record import record_result, set_phone_status
from organizer.prospects import edit, reach
from organizer.prospects.merge import merge

NOW = datetime(2016, 6, 15, 18, tzinfo=UTC)


@pytest.fixture
def five(bank):
    return [bank.add(f"P{n}", f"L{n}", phone=f"21855501{n:02}") for n in range(5)]


def test_a_filter_is_frozen_in_its_order(bank, five):
    made = bank.write(lists.make_list, "  HD 8A   tonight ", EVERYONE, by="t", caller="Denise", due="2016-11-08")
    row = bank.read(lists.one_list, made.id)
    assert (made.people, made.left_out) == (5, {})
    assert (row.name, row.caller, row.due, row.state, row.words) == (
        "HD 8A tonight", "Denise", "2016-11-08", "ready", "everyone")
    assert bank.read(entries, made.id) == [(one, "open") for one in five]
    bank.add("New", phone="2185550150")
    assert bank.read(lists.one_list, made.id).progress.people == 5


def test_who_may_not_be_called_is_left_out_and_told(bank, five):
    bank.write(record_result, five[:1], "XC", by="t")
    bank.write(record_result, five[1:2], "WN", by="t")
    bank.write(edit.edit_person, five[2], "deceased", "yes", by="t")
    made = bank.write(lists.make_list, "Tonight", EVERYONE, by="t")
    assert made.people == 2
    assert lists.left_out_words(made.left_out) == "1 asked not to be called, 1 deceased, 1 without a good number"


def test_the_number_of_somebody_not_to_be_called_keeps_a_housemate_off(bank, store):
    from organizer.storage import journal
    from organizer.storage.tables import Person, Phone

    mary = bank.add("Mary")
    bank.write(record_result, [mary], "XC", by="t")
    with store.writing() as session, journal.action(session, kind="import", name="Import", by="t") as do:
        bill = do.insert(Person, first_name="Bill")
        do.insert(Phone, person_id=bill, number="+12185550101")
    with pytest.raises(UserError, match="Nobody is left to call: 1 asked not to be called, 1 without a good number"):
        bank.write(lists.make_list, "Tonight", EVERYONE, by="t")


def test_two_open_lists_never_hold_the_same_person_unless_told(bank, five):
    first = bank.write(lists.make_list, "One", five[:3], by="t")
    second = bank.write(lists.make_list, "Two", EVERYONE, by="t")
    assert (second.people, second.left_out) == (2, {"taken": 3})
    with pytest.raises(UserError, match="Nobody is left to call: 3 on another list"):
        bank.write(lists.make_list, "Three", five[:3], by="t")
    assert bank.write(lists.make_list, "Three", five[:3], by="t", allow_taken=True).people == 3
    bank.undo()
    bank.write(record_result, five[:1], "CV", by="t", list_id=first.id)
    assert bank.write(lists.make_list, "Four", five[:3], by="t").people == 1


def test_progress_counts_people(bank, five):
    made = bank.write(lists.make_list, "Tonight", five, by="t")
    bank.write(reach.add_phone, five[2], "2185550177", by="t")
    for person, code, more in [
        (five[0], "CV", {"run_answer": "yes"}), (five[1], "NH", {}), (five[1], "LM", {}), (five[2], "WN", {}),
        (five[3], "WX", {}),
    ]:
        bank.write(record_result, [person], code, by="t", list_id=made.id, **more)
    progress = bank.read(lists.one_list, made.id).progress
    assert (progress.people, progress.dialled, progress.reached, progress.yes, progress.bad) == (5, 4, 1, 1, 2)
    assert (progress.finished, progress.open) == (2, 3)
    assert [state for _, state in bank.read(entries, made.id)] == ["done", "open", "open", "bad", "open"]


def test_what_was_not_reached_is_released_and_may_be_taken_again(bank, five):
    made = bank.write(lists.make_list, "Tonight", five, by="t")
    bank.write(record_result, five[:1], "CV", by="t", list_id=made.id)
    bank.write(record_result, five[1:2], "NH", by="t", list_id=made.id)
    assert bank.write(lists.release, made.id, by="t").summary == "Release 4 from list “Tonight”"
    row = bank.read(lists.one_list, made.id)
    assert (row.state, row.progress.released, row.progress.open) == ("back", 4, 0)
    assert bank.write(lists.make_list, "Tomorrow", five, by="t").people == 5
    bank.undo()
    bank.undo()
    assert bank.read(lists.one_list, made.id).progress.open == 4


@pytest.mark.parametrize("give_back", [
    lambda bank, one: bank.write(lists.release, one, by="t"),
    lambda bank, one: bank.write(lists.change_list, one, by="t", state="back"),
    lambda bank, one: bank.write(lists.delete_list, one, by="t"),
])
def test_who_was_given_back_and_is_on_another_list_since_stays_there_after_an_undo(bank, five, give_back):
    made = bank.write(lists.make_list, "Tonight", five[:3], by="t")
    bank.write(record_result, five[:1], "CV", by="t", list_id=made.id)
    given_back = give_back(bank, made.id).action
    other = bank.write(lists.make_list, "Tomorrow", five[1:4], by="t")
    bank.undo(given_back)
    assert [state for _, state in bank.read(entries, made.id)] == ["done", "released", "released"]
    assert [state for _, state in bank.read(entries, other.id)] == ["open"] * 3
    bank.write(lists.release, other.id, by="t")
    assert [state for _, state in bank.read(entries, made.id)] == ["done", "open", "open"]


def test_who_is_open_again_after_an_undo_stays_with_the_list_made_since(bank, five):
    first = bank.write(lists.make_list, "One", five[:2], by="t")
    talked = bank.write(record_result, five[:1], "CV", by="t", list_id=first.id)
    second = bank.write(lists.make_list, "Two", five[:1], by="t")
    bank.undo(talked.action)
    assert bank.read(entries, first.id) == [(five[0], "released"), (five[1], "open")]
    assert bank.read(entries, second.id) == [(five[0], "open")]
    assert bank.read(next_up, first.id, caller="t", now=NOW, any_hour=True).ids == (five[1],)
    bank.write(record_result, five[:1], "RF", by="t", list_id=second.id)
    assert [state for _, state in bank.read(entries, first.id)] == ["done", "open"]


def test_of_two_rows_on_two_lists_the_merged_one_is_on_the_later_list(bank, five):
    first = bank.write(lists.make_list, "One", five[:2], by="t")
    second = bank.write(lists.make_list, "Two", five[2:4], by="t")
    bank.write(merge, five[0], five[2], by="t")
    assert bank.read(entries, first.id) == [(five[0], "released"), (five[1], "open")]
    assert bank.read(entries, second.id) == [(five[0], "open"), (five[3], "open")]
    bank.undo()
    assert [state for row in (first, second) for _, state in bank.read(entries, row.id)] == ["open"] * 4


def test_lists_that_share_people_as_told_both_hold_them(bank, five):
    first = bank.write(lists.make_list, "One", five[:2], by="t")
    second = bank.write(lists.make_list, "Two", five[:2], by="t", allow_taken=True)
    assert [state for row in (first, second) for _, state in bank.read(entries, row.id)] == ["open"] * 4
    bank.write(record_result, five[:1], "CV", by="t", list_id=second.id)  # whoever is reached is done on both
    assert [bank.read(lists.one_list, row.id).progress.open for row in (first, second)] == [1, 1]


def test_who_may_no_longer_be_called_is_not_left_to_reach(bank, five):
    made = bank.write(lists.make_list, "Tonight", five, by="t")
    bank.write(record_result, five[:1], "DC", by="t")
    bank.write(set_phone_status, five[1], bank.person(five[1]).row.phone, "wrong", by="t")
    number = bank.person(five[2]).row.phone
    bank.write(edit.set_field, [bank.add("Zed", "Ox", phone=number)], "do_not_call", "1", by="t")
    assert [state for _, state in bank.read(entries, made.id)] == ["done", "bad", "bad", "open", "open"]
    progress = bank.read(lists.one_list, made.id).progress
    assert (progress.people, progress.dialled, progress.finished, progress.open) == (5, 1, 3, 2)
    assert len(bank.read(next_up, made.id, caller="t", now=NOW, any_hour=True, any_rest=True).ids) == progress.open


def test_a_list_that_goes_out_again_leaves_behind_whom_another_took(bank, five):
    first = bank.write(lists.make_list, "One", five[:3], by="t")
    bank.write(lists.change_list, first.id, by="t", state="back")
    second = bank.write(lists.make_list, "Two", five[1:4], by="t")
    bank.write(lists.open_list, first.id, "Denise", by="t")
    assert [state for _, state in bank.read(entries, first.id)] == ["open", "released", "released"]
    bank.undo()
    bank.write(lists.release, second.id, by="t")
    assert [state for _, state in bank.read(entries, first.id)] == ["open"] * 3
    assert bank.read(lists.one_list, first.id).state == "back"


def test_a_list_is_renamed_taken_over_and_deleted(bank, five):
    made = bank.write(lists.make_list, "Tonight", five, by="t")
    bank.write(lists.open_list, made.id, "Denise", by="t")
    bank.write(lists.open_list, made.id, "Denise", by="t")
    with pytest.raises(UserError, match="out with Denise"):
        bank.write(lists.open_list, made.id, "Moss", by="t")
    bank.write(lists.open_list, made.id, "Moss", by="t", take_over=True)
    bank.write(lists.change_list, made.id, by="t", name="Tomorrow", due="2016-11-09")
    row = bank.read(lists.one_list, made.id)
    assert (row.name, row.caller, row.state, row.due) == ("Tomorrow", "Moss", "out", "2016-11-09")
    bank.write(record_result, five[:1], "CV", by="t", list_id=made.id)
    bank.write(lists.delete_list, made.id, by="t")
    assert bank.read(lists.listed) == []
    assert bank.person(five[0]).row.last_result == "CV"
    bank.undo()
    assert bank.read(lists.one_list, made.id).progress.reached == 1


def test_lists_out_come_first(bank, five):
    names = ["A", "B", "C"]
    made = [bank.write(lists.make_list, name, [five[place]], by="t").id for place, name in enumerate(names)]
    bank.write(lists.change_list, made[0], by="t", state="back")
    bank.write(lists.change_list, made[1], by="t", state="out")
    assert [row.name for row in bank.read(lists.listed)] == ["B", "C", "A"]
    assert [row.name for row in bank.read(lists.listed, state="back")] == ["A"]
    assert bank.read(lists.count_open) == 2


def test_nonsense_is_one_line(bank, five):
    made = bank.write(lists.make_list, "Tonight", five, by="t")
    for work, line in [
        (lambda: bank.write(lists.make_list, "  ", five, by="t"), "name"),
        (lambda: bank.write(lists.make_list, "x", five, by="t", due="31/02"), "a date"),
        (lambda: bank.write(lists.make_list, "x", ProspectFilter(city=("Nowhere",)), by="t"), "Nobody is left"),
        (lambda: bank.write(lists.make_list, "x", [9999], by="t"), "Nobody is left"),
        (lambda: bank.write(lists.change_list, made.id, by="t", state="lost"), "ready, out or back"),
        (lambda: bank.write(lists.change_list, 99, by="t", state="back"), "no longer"),
        (lambda: bank.read(lists.one_list, 99), "no longer"),
    ]:
        with pytest.raises(UserError, match=line):
            work()
