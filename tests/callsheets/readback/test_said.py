"""What people write in the cells of a result, and what is made of it."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pytest
from sqlalchemy import select

from organizer.callsheets.readback.compare import compare
from organizer.callsheets.readback.said import result_said
from organizer.callsheets.readback.take_back import take_back
from organizer.callsheets.readback.typing_in import entered_lines
from organizer.cli.filled_file import raw_sheets
from organizer.cli.moved import moved
from organizer.domain.clock import to_text
from organizer.outreach.record import record_result
from organizer.storage.tables import ContactEvent
from tests.callsheets.desk import Desk, state


def test_free_text_and_two_answers_are_named_with_a_suggestion_and_not_guessed(desk: Desk) -> None:
    desk.fill({1: {"Result": "left msg"}, 2: {"Result": "LM, NH"}, 3: {"Result": "purple"},
               4: {"Result": "LM", "Run?": "perhaps"}, 5: {"Result": "NH"}})
    found = desk.compare()
    by_line = {row.line: row for row in found.rows}
    assert [by_line[line].state for line in (1, 2, 3, 4, 5)] == ["unclear"] * 4 + ["new"]
    assert (by_line[1].code, by_line[2].code, by_line[3].code) == ("LM", "NH", "")
    assert "two results" in by_line[2].reason
    assert "isn't an answer; write Yes" in by_line[4].reason
    assert desk.take().recorded == 1
    assert desk.take(accept={by_line[1].id}).recorded == 1
    assert desk.entered() == {1: "LM", 5: "NH"}


@pytest.mark.parametrize(
    ("cell", "code", "suggestion"),
    [
        ("lm", "LM", ""), ("LM Left message", "LM", ""), ("Not home", "NH", ""), ("LM/left message", "LM", ""),
        ("Wrong nubmer", "", "WN"), ("vm", "", "LM"), ("hung up on me", "", "RF"), ("NH then LM", "", "LM"),
        ("left answering machine", "", "LM"), ("don't call again", "", "XC"), ("wrong # again", "", "WN"),
        ("spanish only, please", "", "OL"), ("DE", "", ""), ("C", "", ""), ("", "", ""), ("42", "", ""),
    ],
)
def test_result_cells(cell: str, code: str, suggestion: str) -> None:
    said = result_said(cell)
    assert (said.code, said.suggestion) == (code, suggestion)
    assert bool(said.problem) == bool(cell and not code)


def test_tomorrow_counts_from_the_day_of_the_calls_and_stays_the_same_when_read_later(desk: Desk) -> None:
    desk.fill({1: {"Result": "CB", "Call back": "tomorrow 7pm"}, 2: {"Result": "CB"}, 3: {"Call back": "12/3 10am"}})
    day = datetime(2026, 11, 24, 18).astimezone()
    with desk.store.writing() as session:
        found = compare(session, raw_sheets(desk.file), "file", day)
        take_back(session, found, record=record_result, on_moved=partial(moved, by="Tess"), by="Tess",
                  called_on="2026-11-24")
    with desk.store.reading() as session:
        kept = list(session.scalars(select(ContactEvent.follow_up_at).order_by(ContactEvent.origin_key)))
        assert kept[0] == to_text(datetime(2026, 11, 25, 19).astimezone())
        again = compare(session, raw_sheets(desk.file), "file", datetime(2026, 12, 9, 9).astimezone())
    assert again.counts() == {"same": 3, "blank": 13}
    desk.fill({1: {"Call back": "Friday 7pm"}})
    assert state(desk.compare(), 1) == "conflict"


def test_what_was_not_understood_is_kept_word_for_word(desk: Desk) -> None:
    desk.fill({1: {"Result": "spoke to wife", "Run?": "if asked nicely", "Notes": "yard sign"}})
    row = desk.compare().rows[0]
    desk.take(codes={row.id: "LM"})
    with desk.store.reading() as session:
        kept = entered_lines(session, desk.sheet)[1]
    assert (kept.code, kept.note) == ("LM", "yard sign “spoke to wife” (run: if asked nicely)")
    assert desk.compare().counts() == {"same": 1, "blank": 15}
