"""Cells pasted back: what they would change, and the change."""

from __future__ import annotations

import pytest

from organizer.domain.errors import UserError
from organizer.outreach import paste
from organizer.outreach.pasted_result import read_result
from organizer.outreach.record import record_result


def test_a_pasted_column_is_shown_before_it_goes_in(bank):
    people = [bank.add(f"P{n}", "", "", wants_run="yes") for n in range(3)]
    lines = [["no"], ["whatever"], ["yes"], ["yes"]]
    rows = bank.read(paste.preview, people, ["wants_run"], lines)
    assert [(row.old, row.new, bool(row.problem)) for row in rows] == [
        ("Yes", "No", False), ("Yes", "whatever", True), ("Yes", "Yes", False), ("", "yes", True)]
    changes = bank.write(paste.paste, people, ["wants_run"], lines, by="t")
    assert changes.people == {people[0]}
    assert [bank.person(one).row.wants_run for one in people] == [False, True, True]


@pytest.mark.parametrize(("field", "old", "new"), [
    ("address", "1 Main St", "2 Oak Ave"), ("phone", "(218) 555-0101", "(218) 555-0102"), ("run_stage", "New", "Filed"),
    ("district:ward", "2", "3"), ("name", "Ann Lee", "Ann de la Cruz"), ("interest", "Run", "Both"), ("zip", "55802", "55803"), ("county", "Pine", "Aitkin"),
])
def test_every_kind_of_field_can_be_pasted_over(bank, field, old, new):
    ann = bank.add(**{"last": "", "phone": "", field: old})
    rows = bank.read(paste.preview, [ann], [field], [[new]])
    assert [(row.old, row.new) for row in rows] == [(old, new)]
    bank.write(paste.paste, [ann], [field], [[new]], by="t")
    assert bank.read(paste.preview, [ann], [field], [[new]])[0].old == new


def test_a_block_is_pasted_as_one_action_and_undone(bank):
    people = [bank.add(f"P{n}", "", "", city="Ely") for n in range(3)]
    lines = paste.lines_of('Duluth\t2185550101\r\n"Two ""Old"" Harbors"\t=1+1\r\nVirginia\t\r\n')
    rows = bank.read(paste.preview, people, ["city", "phone"], lines)
    assert [(row.name, row.field, row.new) for row in rows if row.changes] == [
        ("P0", "city", "Duluth"), ("P0", "phone", "(218) 555-0101"), ("P1", "city", 'Two "Old" Harbors'),
        ("P2", "city", "Virginia")]
    assert [row.problem for row in rows if row.problem] == [
        "“=1+1” isn't a phone number. Write ten digits, as (218) 555-0100."]
    changes = bank.write(paste.paste, people, ["city", "phone"], lines, by="t")
    assert changes.summary == "Paste 2 columns of 3 people"
    bank.undo()
    assert {bank.person(one).row.city for one in people} == {"Ely"}


@pytest.mark.parametrize(("text", "lines"), [
    ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]), ('"two\nlines"\tx', [["two\nlines", "x"]]), ('5" pipe\t"ok', [['5" pipe', '"ok']]),
    ("'=sum\t'twas", [["=sum", "'twas"]]), ("\n\n", [[""], [""]]), ("", []),
])
def test_cells_come_off_the_clipboard_as_the_spreadsheet_shows_them(text, lines):
    assert paste.lines_of(text) == lines


def test_a_pasted_number_that_must_not_be_dialled_is_named_and_left_out(bank):
    mary, bill = bank.add(first="Mary", phone="2185550101"), bank.add(first="Bill", phone="2185550102")
    bank.write(record_result, [mary], "XC", by="t")
    lines = [["(218) 555-0101"]]
    rows = bank.read(paste.preview, [bill], ["phone"], lines)
    assert ["asked not to be called" in row.problem for row in rows] == [True]
    bank.write(paste.paste, [bill], ["phone"], lines, by="t")
    assert bank.person(bill).row.phone == "+12185550102"


def test_a_pasted_column_of_results_is_recorded_as_one_action_and_undone(bank):
    ann, ben, cy, di, ed = (bank.add(first=name, phone=f"218555010{n}") for n, name in enumerate(("Ann", "Ben", "Cy", "Di", "Ed")))
    bank.write(record_result, [ed], "XC", by="t")
    lines = [["left message"], ["NH"], ["New"], ["maybe"], ["Left message"]]
    people = [ann, ben, cy, di, ed]
    rows = bank.read(paste.preview, people, ["last_result"], lines)
    assert [(row.old, row.new, bool(row.problem)) for row in rows] == [
        ("", "Left message", False), ("", "No answer", False), ("", "", False), ("", "maybe", True), ("Do not call", "Left message", True)]
    assert "isn't a result" in rows[3].problem and "must not be called" in rows[4].problem
    changes = bank.write(paste.paste, people, ["last_result"], lines, by="t")
    assert changes.summary == "Paste result of 2 people"
    assert [bank.person(one).row.last_result for one in people] == ["LM", "NH", None, None, "XC"]
    assert [bank.person(one).row.attempts for one in people[:2]] == [1, 1]
    assert not any(row.changes for row in bank.read(paste.preview, people[:2], ["last_result"], lines[:2]))
    bank.undo()
    assert [bank.person(one).row.last_result for one in people] == [None, None, None, None, "XC"]


def test_a_wrong_number_pasted_marks_the_phone_and_do_not_call_holds(bank):
    ann, ben = bank.add(phone="2185550101"), bank.add(first="Ben", phone="2185550102")
    bank.write(paste.paste, [ann, ben], ["last_result"], [["Wrong number"], ["do not call"]], by="t")
    assert [one.status for one in bank.person(ann).phones] == ["wrong"]
    assert bank.person(ben).row.do_not_call


def test_days_to_call_back_are_pasted_and_taken_away(bank):
    ann, ben = bank.add(phone=""), bank.add("Ben", phone="")
    bank.write(record_result, [ben], "", kind="follow-up", follow_up_at="2020-01-02T18:00:00Z", by="t")
    rows = bank.read(paste.preview, [ann, ben, ann], ["follow_up"], [["31/02"], ["2020-01-02 18:00"], ["2099-01-02 18:00"]])
    assert [bool(row.problem) for row in rows] == [True, False, False] and not rows[1].changes
    bank.write(paste.paste, [ann, ben], ["follow_up"], [["2099-01-02 18:00"], [""]], by="t")
    assert bank.person(ann).row.follow_up and not bank.person(ben).row.follow_up


@pytest.mark.parametrize(
    ("said", "shown", "lacks"),
    [
        ("Moved", "Moved", "where"), ("mv", "Moved", "where"), ("Moved, out of state", "Moved, out of the state", ""),
        ("Moved to 55802", "Moved, 55802", ""), ("Moved (in the district)", "Moved, in the district", ""),
        ("moved - 12 Elm St, Ely MN 55731", "Moved, 12 Elm St, Ely MN 55731", ""), ("Moved to Florida", "Moved, Florida", ""),
        ("Language", "Language", "language"), ("Language: Hmong", "Language, Hmong", ""),
        ("OL Spanish", "Language, Spanish", ""), ("Left message", "Left message", ""),
    ],
)
def test_a_pasted_result_tells_where_to_and_which_language(said, shown, lacks):
    found = read_result(said)
    assert (found.words, found.lacks) == (shown, lacks)


@pytest.mark.parametrize("said", ["v good", "call bakc", "Left message with wife", "Call back 31/02"])
def test_what_is_no_result_is_not_guessed(said):
    with pytest.raises(UserError):
        read_result(said)


def test_what_a_pasted_result_lacks_is_answered_once_for_all_and_undone(bank):
    ann, ben, cy = (bank.add(name, phone="") for name in ("Ann", "Ben", "Cy"))
    lines = [["Moved"], ["Moved, in district"], ["Language"]]
    moved = []
    bank.write(paste.paste, [ann, ben, cy], ["last_result"], lines, by="t", moved_to="out-of-state", address="33101",
               language="Hmong", on_moved=lambda session, people, **more: moved.append((people, more["address"])))
    assert [bank.person(one).events[0].moved_to for one in (ann, ben)] == ["out-of-state", "in-district"]
    assert bank.person(cy).events[0].language == bank.person(cy).language == "Hmong"
    assert moved == [([ann], "33101"), ([ben], "")]
    bank.undo()
    assert not any(bank.person(one).events for one in (ann, ben, cy))


def test_lines_in_another_order_go_to_those_they_name_and_nobody_is_renamed(bank):
    ann, bo, cy = (bank.add(name, "Lee", "", city="Ely") for name in ("Ann", "Bo", "Cy"))
    dee = bank.add("Dee", "Núñez", "", city="Ely")
    for _ in range(2):
        bank.add("Same", "Name", "", city="Ely")
    columns = ["name", "city"]
    lines = [["Cy Lee", "Cook"], ["ann  lee", "Aurora"], ["Bo Lee", "Ely"], ["Dee Nunez", "Duluth"], ["New One", "Orr"],
             ["Same Name", "Tower"]]
    rows = bank.read(paste.preview, [ann, bo, cy], columns, lines)
    assert [(row.id, row.new) for row in rows if row.changes and row.field == "city"] == [
        (cy, "Cook"), (ann, "Aurora"), (dee, "Duluth")]
    assert [row.problem.partition(".")[0] for row in rows if row.problem] == [
        "Nobody here is called so", "Several people are called so"]
    bank.write(paste.paste, [ann, bo, cy], columns, lines, by="t")
    assert [(bank.person(one).row.name, bank.person(one).row.city) for one in (ann, bo, cy, dee)] == [
        ("Ann Lee", "Aurora"), ("Bo Lee", "Ely"), ("Cy Lee", "Cook"), ("Dee Núñez", "Duluth")]


def test_two_lines_that_changed_places_rename_nobody_and_blank_ones_are_no_problem(bank):
    people = [bank.add(name, "Lee", "", city="Ely") for name in ("Ann", "Bo", "Cy", "Dee")]
    lines = [["Ann Lee", "Ely"], ["Cy Lee", "Cook"], ["Bo Lee", "Orr"], ["Dee Lee", "Ely"], ["", ""]]
    assert not any(row.problem for row in bank.read(paste.preview, people, ["name", "city"], lines))
    bank.write(paste.paste, people, ["name", "city"], lines, by="t")
    assert [(bank.person(one).row.name, bank.person(one).row.city) for one in people] == [
        ("Ann Lee", "Ely"), ("Bo Lee", "Orr"), ("Cy Lee", "Cook"), ("Dee Lee", "Ely")]


def test_a_name_mended_in_a_sheet_is_still_pasted_back(bank):
    people = [bank.add(name, "Lee", "", city="Ely") for name in ("Ann", "Bo", "Cy")]
    lines = [["Ann Lee", "Ely"], ["Bo Lee-Day", "Orr"], ["Cy Lee", "Ely"]]
    bank.write(paste.paste, people, ["name", "city"], lines, by="t")
    assert [bank.person(one).row.name for one in people] == ["Ann Lee", "Bo Lee-Day", "Cy Lee"]
