"""The stairs between the window and the store: real threads, a real file."""

from __future__ import annotations

import threading
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.orm import Session

from organizer.domain.changes import Changes
from organizer.domain.errors import Cancelled, UserError
from organizer.outreach.record import record_result
from organizer.prospects import browse
from ui.background.jobs import Jobs, describe


def test_a_question_is_answered_in_the_window_s_thread(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[tuple[int, bool]] = []
    here = threading.get_ident()
    jobs.read(browse.count, done=lambda count: answers.append((count, threading.get_ident() == here)))
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(12, True)]


def test_an_answer_to_an_old_question_is_dropped(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[int] = []
    all_asked = threading.Event()

    def slow(session: object, value: int) -> int:
        assert all_asked.wait(30)
        return value

    for value in range(20):
        jobs.read(slow, value, done=answers.append, key="same")
    all_asked.set()
    last: list[int] = []
    jobs.read(browse.count, done=last.append)  # answers come in order
    qtbot.waitUntil(lambda: bool(last))
    assert answers == [19]


def test_a_write_tells_what_changed_and_is_there_for_the_next_read(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[Changes] = []
    jobs.changed.connect(told.append)
    with qtbot.waitSignal(jobs.changed):
        jobs.write(record_result, [1, 2], "LM", by=jobs.by)
    assert told[0].people == {1, 2} and told[0].summary == "Mark 2 as left message"
    rows: list[object] = []
    jobs.read(browse.rows, [1], done=rows.extend)
    qtbot.waitUntil(lambda: bool(rows))
    assert rows[0].last_result == "LM"  # type: ignore[attr-defined]


def test_a_user_error_goes_to_its_asker_or_to_the_bar(qtbot: QtBot, jobs: Jobs) -> None:
    def refuse(session: object) -> None:
        raise UserError("Give it a name.", "first", "second")

    mine: list[BaseException] = []
    jobs.read(refuse, failed=mine.append)
    with qtbot.waitSignal(jobs.failed) as caught:
        jobs.write(refuse)
    assert caught.args == ["Give it a name.", "first\nsecond"]
    qtbot.waitUntil(lambda: bool(mine))
    assert [str(one) for one in mine] == ["Give it a name."]


def test_a_bug_is_told_without_what_it_was_about(qtbot: QtBot, jobs: Jobs) -> None:
    def bug(session: object) -> None:
        raise ValueError("Aisha Flores (612) 555-0127")

    with qtbot.waitSignal(jobs.broken) as caught:
        jobs.read(bug)
    said = caught.args[0]
    assert "ValueError" in said and "test_jobs.py" in said
    assert "Aisha" not in said and "555" not in said


def test_a_long_job_tells_how_far_it_is_and_stops(qtbot: QtBot, jobs: Jobs) -> None:
    stopped = threading.Event()

    def long(database: object, *, progress: Callable[[int, int, str], None]) -> None:
        progress(1, 2, "Counting")
        assert stopped.wait(30)
        progress(2, 2, "Counting")

    failed: list[BaseException] = []
    job = jobs.run(long, title="Counting", failed=failed.append)
    stages: list[str] = []
    job.progressed.connect(lambda done, total, stage: stages.append(stage))
    qtbot.waitUntil(lambda: bool(stages))
    with qtbot.waitSignal(jobs.cancelled):
        job.cancel()
        stopped.set()
    assert isinstance(failed[0], Cancelled)


def test_an_answer_for_somebody_who_left_is_dropped(qtbot: QtBot, jobs: Jobs) -> None:
    class Asker(QObject):
        def take(self, count: int) -> None:
            raise AssertionError

    asker = Asker()
    jobs.read(browse.count, done=asker.take)
    shiboken6.delete(asker)
    last: list[int] = []
    jobs.read(browse.count, done=last.append)
    qtbot.waitUntil(lambda: bool(last))


def test_closing_lets_waiting_writes_through(qtbot: QtBot, jobs: Jobs) -> None:
    for person in range(1, 6):
        jobs.write(record_result, [person], "NH", by="x")
    jobs.close()
    with jobs.database.reading() as session:
        assert [row.last_result for row in browse.rows(session, range(1, 6))] == ["NH"] * 5


def test_a_lane_outlives_its_window(qtbot: QtBot, jobs: Jobs) -> None:
    gone, ended = threading.Event(), threading.Event()
    halted: list[BaseException] = []

    def long(database: object, *, progress: Callable[[int, int, str], None]) -> None:
        assert gone.wait(30)
        try:
            progress(1, 2, "Counting")
        except Cancelled as stop:
            halted.append(stop)
            raise

    def last(database: object, *, progress: object) -> None:
        ended.set()

    owner = QObject()
    orphan = Jobs(jobs.database, owner)
    orphan.run(long, title="Counting")
    orphan.run(last, title="")
    shiboken6.delete(owner)
    gone.set()
    assert ended.wait(30)  # the lane went on after it had nobody to answer
    assert halted
    for lane in orphan._lanes.values():
        lane.stop()


def test_none_keeps_its_references(qtbot: QtBot) -> None:
    """PySide6 6.12.0 loses one reference to None at most calls under Python 3.11."""
    import sys

    from PySide6.QtWidgets import QLabel

    shown = QLabel()
    qtbot.addWidget(shown)
    before = sys.getrefcount(None)
    for number in range(2000):
        shown.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 500


def test_a_description_survives_without_a_traceback() -> None:
    assert describe(KeyError("secret")) == "KeyError"


def test_a_change_that_is_told_can_be_stopped_and_keeps_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    started = threading.Event()

    def mark_for_long(session: Session) -> Changes:
        changes = record_result(session, [1, 2], "LM", by="t")
        started.set()
        for _ in range(100_000):
            session.execute(text("SELECT count(*) FROM person a, person b, person c, person d"))
        return changes

    faults: list[BaseException] = []
    with qtbot.waitSignal(jobs.started) as told:
        jobs.write(mark_for_long, told_as="Changing 2 people", failed=faults.append)
    job = told.args[0]
    assert job.title == "Changing 2 people" and jobs.under_way == [job]
    assert started.wait(10)
    with qtbot.waitSignal(jobs.cancelled, timeout=5_000):
        job.cancel()
    assert isinstance(faults[0], Cancelled)
    with jobs.database.reading() as session:
        assert browse.rows(session, [1])[0].last_result is None
    with qtbot.waitSignal(jobs.changed):
        jobs.write(record_result, [1], "NH", by="t", told_as="Changing 1 person")
