"""The shorthand of typing in, and a whole packet typed into a store."""

from __future__ import annotations

import random
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizer.callsheets import compose, shelf
from organizer.callsheets.readback.entry import Entered, ranges
from organizer.callsheets.readback.shorthand import complete, parse, result_for, sheet_number
from organizer.callsheets.readback.typing_in import TypingIn, apply, entered_lines, moment_of
from organizer.callsheets.sheet import CallSheet
from organizer.cli.moved import moved
from organizer.domain.call_back import call_back_at
from organizer.domain.errors import UserError
from organizer.domain.filters import EVERYONE
from organizer.domain.status import RESULTS
from organizer.outreach.record import record_result, set_phone_status
from organizer.prospects import browse
from organizer.storage import journal
from organizer.storage.database import Database
from tests.callsheets.county import add_county
from tests.callsheets.sheets import make_sheet

NOW = datetime(2026, 11, 18, 17, 30, tzinfo=ZoneInfo("America/Chicago"))  # a Wednesday
SHEET = make_sheet(60)


@pytest.mark.parametrize(
    ("text", "lines", "code", "more"),
    [
        ("3 lm", (3,), "LM", {}),
        ("3lm", (3,), "LM", {}),
        ("3 m", (3,), "LM", {}),
        ("3 left", (3,), "LM", {}),
        ("#3 LM", (3,), "LM", {}),
        ("4-9 nh", tuple(range(4, 10)), "NH", {}),
        ("4–6,8,10..11 nh", (4, 5, 6, 8, 10, 11), "NH", {}),
        ("4 7 9 nh", (4, 7, 9), "NH", {}),
        ("nh 4 7 9-10", (4, 7, 9, 10), "NH", {}),
        ('12 cv run=y help=m "after 6"', (12,), "CV", {"run_answer": "yes", "help_answer": "maybe", "note": "after 6"}),
        ("12 cv ry hn", (12,), "CV", {"run_answer": "yes", "help_answer": "no"}),
        ("12 cv r=l wants a sign", (12,), "CV", {"run_answer": "later", "note": "wants a sign"}),
        ("15 cb 7pm", (15,), "CB", {"follow_up_at": "2026-11-19T01:00:00Z"}),
        ("15 cb 7pm married, may help by phone", (15,), "CB",
         {"follow_up_at": "2026-11-19T01:00:00Z", "note": "married, may help by phone"}),
        ("15 cb busy on dec 3 at 10am", (15,), "CB", {"follow_up_at": "2026-12-03T16:00:00Z", "note": "busy"}),
        ("15 cb fri 10am busy mom", (15,), "CB", {"follow_up_at": "2026-11-20T16:00:00Z", "note": "busy mom"}),
        ("16 ol spanish", (16,), "OL", {"language": "Spanish"}),
        ('16 mv out "to Duluth"', (16,), "MV", {"moved_to": "out-of-district", "note": "to Duluth"}),
        ("16 mv 55802", (16,), "MV", {"address": "55802", "note": ""}),
        ("16 mv in 412 Oak St, Duluth 55802", (16,), "MV",
         {"moved_to": "in-district", "address": "412 Oak St, Duluth 55802", "note": ""}),
        ('16 mv "2 kids now, Duluth"', (16,), "MV", {"address": "", "note": "2 kids now, Duluth"}),
        ("3 wn p2", (3,), "WN", {"phone": 2}),
        ("m", (1,), "LM", {}),
    ],
)
def test_what_is_typed_is_understood(text: str, lines: tuple[int, ...], code: str, more: dict[str, str]) -> None:
    reading = parse(text, SHEET, now=NOW)
    assert reading.entry is not None, reading.problems
    assert (reading.entry.lines, reading.entry.code) == (lines, code)
    for name, value in more.items():
        assert getattr(reading.entry, name) == value
    assert reading.worst() in ("", "hint")


@pytest.mark.parametrize(
    ("text", "level", "word"),
    [
        ("", "more", "line and result"),
        ("12", "more", "which result"),
        ("61 lm", "error", "1–60"),
        ("9-4 lm", "error", "backwards"),
        ("3 xx", "error", "isn't a result"),
        ("3 lm 4 nh", "error", "one entry at a time"),
        ("3 lm nh", "error", "one entry at a time"),
        ("3 nh run=y", "ask", "an answer, yet no answer"),
        ("3 xc", "ask", "never called again"),
        ("5 wn", "ask", "no number"),
        ("15 cb", "hint", "next day"),
        ("4 wn p3", "error", "1 numbers"),
    ],
)
def test_what_cannot_be_is_said(text: str, level: str, word: str) -> None:
    reading = parse(text, SHEET, now=NOW)
    assert reading.worst() == level
    assert any(word in problem.text for problem in reading.problems)
    assert (reading.entry is None) == (level in ("error", "more"))


def test_the_line_below_names_the_person() -> None:
    line = SHEET.lines[11]
    assert parse('12 cv run=y "after 6"', SHEET).said == f"12 {line.name} · talked · would run: yes · “after 6”"
    assert parse("4-9 nh", SHEET).said == "4–9 · 6 people · no answer"


def test_else_takes_what_is_left() -> None:
    entered = {number: Entered("LM") for number in range(1, 58)}
    reading = parse("else nh", SHEET, entered)
    assert reading.entry is not None
    assert reading.entry.lines == (58, 59, 60)
    everything = {number: Entered("LM") for number in range(1, 61)}
    assert parse("else nh", SHEET, everything).worst() == "error"


def test_result_first_takes_lines_alone() -> None:
    reading = parse("3 7-9", SHEET, result="LM")
    assert reading.entry is not None
    assert (reading.entry.lines, reading.entry.code) == ((3, 7, 8, 9), "LM")


def test_a_double_entry_is_asked_once_and_a_wall_needs_undo() -> None:
    typing = TypingIn(SHEET, {11: Entered("LM", "2026-11-20T18:00:00Z"), 12: Entered("XC")})
    entry, reading = typing.submit("11 nh")
    assert entry is None
    assert "already recorded: LM, Nov 20" in reading.problems[0].text
    entry, _ = typing.submit("11 nh")
    assert entry is not None
    entry, reading = typing.submit("12 nh")
    assert entry is None
    assert "Undo" in reading.problems[0].text


def test_completion_adds_the_rest_of_a_word() -> None:
    assert ("m", "Left message") in complete("3 l")
    assert ("se", "all that are left") in complete("el")
    assert ("y", "would run: yes") in complete("12 cv run=")
    assert complete('12 cv "after l') == []
    assert complete("12") == complete("") == complete("3 ") == []


@pytest.mark.parametrize(
    ("said", "number"), [("7", 7), (" S7-K8F9 ", 7), ("s12-k8f9", 12), ("Sheet 3", 3), ("#4", 4)]
)
def test_a_sheet_is_named_by_number_or_code(said: str, number: int) -> None:
    assert sheet_number(said, "K8F9") == number


@pytest.mark.parametrize("said", ["", "seven", "S7-XXXX", "7.5", "-1"])
def test_what_is_no_sheet_is_said(said: str) -> None:
    with pytest.raises(UserError):
        sheet_number(said)


def test_the_code_of_another_county_is_said() -> None:
    with pytest.raises(UserError, match="was not printed from this file"):
        sheet_number("S7-K8F9", "A3A3")


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("7pm", "2026-11-19T01:00:00Z"), ("5pm", "2026-11-19T23:00:00Z"), ("7", "2026-11-19T01:00:00Z"),
        ("tomorrow", "2026-11-20T00:00:00Z"), ("wed 9am", "2026-11-25T15:00:00Z"), ("12/3", "2026-12-04T00:00:00Z"),
        ("1/5 6:30pm", "2027-01-06T00:30:00Z"), ("dec 3 noon", "2026-12-03T18:00:00Z"),
        ("evening", "2026-11-19T00:00:00Z"),
        ("2026-12-24 morning", "2026-12-24T16:00:00Z"), ("soon", ""),
    ],
)
def test_call_back_times(words: str, at: str) -> None:
    assert call_back_at(words.split(), NOW)[0] == at


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    reading = parse(text, SHEET, {5: Entered("LM")}, now=NOW)
    assert reading.worst() != "" or reading.entry is not None
    complete(text)


@given(st.sets(st.integers(1, 60)))
def test_ranges_say_exactly_the_numbers(numbers: set[int]) -> None:
    said = ranges(numbers)
    if numbers:
        reading = parse(said.replace(" ", "") + " nh", SHEET)
        assert reading.entry is not None
        assert set(reading.entry.lines) == numbers


def test_hot_keys_and_codes_all_lead_to_their_result() -> None:
    for result in RESULTS:
        assert result_for(result.code) == result_for(result.key) == result_for(result.label.replace(" ", "")) == result


def fresh(store: Database, people: int) -> CallSheet:
    add_county(store, people)
    with store.writing() as session:
        return compose.make_sheets(session, EVERYONE, title="All", by="Tess").sheets[0]


def enter(store: Database, typing: TypingIn, text: str) -> str:
    """Type a line, twice where it is asked; returns what was typed in all."""
    typed = text + "\n"
    entry, reading = typing.submit(text)
    if entry is None and reading.worst() == "ask":
        entry, reading = typing.submit(text)
        typed += typed
    assert entry is not None, reading.problems
    with store.writing() as session:
        apply(session, typing.sheet, entry, record=record_result, on_moved=partial(moved, by="Tess"),
              caller="D. Brooks", by="Tess")
    typing.done(entry)
    return typed


def test_entries_land_on_the_person_with_where_they_came_from(store: Database) -> None:
    sheet = fresh(store, 8)
    typing = TypingIn(sheet, {})
    enter(store, typing, '2 cv run=y "after 6"')
    enter(store, typing, "3-4 wn")
    with store.reading() as session:
        events = browse.rows(session, [line.person_id or 0 for line in sheet.lines])
        assert [row.last_result for row in events[:5]] == [None, "CV", "WN", "WN", None]
        assert events[1].run_stage == "interested"
        lines = entered_lines(session, sheet)
        [row] = shelf.listed(session)
    assert lines[2].run_answer == "yes"
    assert lines[2].by == "D. Brooks"
    assert row.entered == 3
    assert typing.left() == "1, 5–12"
    totals = typing.totals()
    assert (totals.dialled, totals.reached, totals.yes) == (3, 1, 1)


def test_a_correction_replaces_and_gives_the_number_back(store: Database) -> None:
    sheet = fresh(store, 4)
    typing = TypingIn(sheet, {})
    enter(store, typing, "3 wx")
    enter(store, typing, "3 lm")
    with store.reading() as session:
        [row] = browse.rows(session, [sheet.lines[2].person_id or 0])
        assert (row.last_result, row.phone_status, row.attempts) == ("LM", "ok", 1)
        assert entered_lines(session, sheet)[3].code == "LM"
    with store.writing() as session:
        journal.undo(session, by="t")
        assert entered_lines(session, sheet)[3].code == "WX"


def test_a_correction_leaves_a_number_bad_that_was_so_before(store: Database) -> None:
    sheet = fresh(store, 4)
    typing = TypingIn(sheet, {})
    line = sheet.lines[2]
    with store.writing() as session:
        set_phone_status(session, line.person_id or 0, line.phones[0].number, "disconnected", by="t")
    enter(store, typing, "3 wx")
    enter(store, typing, "3 nh")
    with store.reading() as session:
        [row] = browse.rows(session, [line.person_id or 0])
        assert (row.last_result, row.phone_status) == ("NH", "disconnected")


def test_a_packet_of_sixty_takes_at_most_three_key_presses_a_person(store: Database) -> None:
    sheet = fresh(store, 58)
    chance = random.Random(6)
    truth = {line.number: chance.choices(["NH", "LM", "CV", "WN", "BZ"], [45, 25, 15, 8, 7])[0] for line in sheet.lines}
    typing = TypingIn(sheet, {})
    typed = "S1\n"
    for code, key in (("LM", "m"), ("CV", "cv"), ("WN", "w"), ("BZ", "b")):
        numbers = [number for number, one in truth.items() if one == code]
        typed += enter(store, typing, f"{ranges(numbers).replace(' ', '').replace('–', '-')} {key}")
    typed += enter(store, typing, "else n")
    assert {number: one.code for number, one in typing.entered.items()} == truth
    assert len(typed) / len(sheet.lines) <= 3
    with store.reading() as session:
        assert {number: one.code for number, one in entered_lines(session, sheet).items()} == truth
    by_line = "".join({"NH": "n", "LM": "m", "CV": "t", "WN": "w", "BZ": "b"}[code] + "\n" for code in truth.values())
    assert len(by_line) / len(sheet.lines) <= 3  # line after line, without a number


def test_somebody_who_is_gone_is_said_and_nothing_recorded(store: Database) -> None:
    from organizer.storage.tables import Person

    sheet = fresh(store, 3)
    with store.writing() as session, journal.action(session, kind="edit", name="x", by="t") as do:
        do.delete(Person, sheet.lines[1].person_id or 0)
    entry = parse("1-2 nh", sheet).entry
    assert entry is not None
    with store.writing() as session, pytest.raises(UserError, match="line 2 is no longer"):
        apply(session, sheet, entry, record=record_result, on_moved=partial(moved, by="t"), caller="t")
    with store.reading() as session:
        assert entered_lines(session, sheet) == {}


def test_days_of_calls_lie_behind() -> None:
    assert moment_of("2026-11-17", NOW) == "2026-11-18T00:00:00Z"
    assert moment_of("", NOW) == moment_of("2026-11-18", NOW) == "2026-11-18T23:30:00Z"
    with pytest.raises(UserError, match="lies ahead"):
        moment_of("2026-11-19", NOW)
