"""Results and answers recorded by keys on the page, for one person and for many."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.domain.changes import Changes
from organizer.domain.filters import ProspectFilter
from organizer.prospects import browse
from organizer.prospects.details import details
from organizer.storage import journal
from organizer.storage.tables import Person
from tests.ui.prospects.table import narrow, picture, press, settled
from ui.main_window import MainWindow
from ui.prospects.page import ProspectsPage


def test_a_key_records_for_all_selected_at_once(qtbot: QtBot, page: ProspectsPage) -> None:
    narrow(qtbot, page, ProspectFilter(districts=(("state-house", "32A"),)), 4)
    page.table.pick([1, 2])
    press(page.table, "m")
    assert picture(page)[1:3] == ["● Angela Chen: Left message", "● Maria Okafor: Left message"]  # before any answer
    settled(qtbot, page)
    assert picture(page)[1:3] == ["● Angela Chen: Left message", "● Maria Okafor: Left message"]
    assert page.selected_ids == tuple(page.model.ids[1:3])
    with page.jobs.database.reading() as session:
        assert [row.last_result for row in browse.rows(session, page.selected_ids)] == ["LM", "LM"]
        assert details(session, page.selected_ids[0]).events[0].by == "D. Brooks"


def test_what_was_marked_is_undone_and_done_again(qtbot: QtBot, page: ProspectsPage, open_window: MainWindow) -> None:
    page.table.pick([0])
    press(page.table, "n")
    settled(qtbot, page)
    assert picture(page)[0].endswith("No answer")
    open_window.actions_.undo.trigger()
    qtbot.waitUntil(lambda: picture(page)[0].endswith("New"))
    settled(qtbot, page)
    open_window.actions_.redo.trigger()
    qtbot.waitUntil(lambda: picture(page)[0].endswith("No answer"))


def test_a_question_names_who_is_selected_before_their_details_have_come(qtbot: QtBot, page: ProspectsPage) -> None:
    page.table.pick([0])
    qtbot.waitUntil(lambda: page.panel.about is not None)
    page.table.pick([1])
    press(page.table, "d")
    said = " ".join(one.text() for one in page.panel.ask.findChildren(QLabel))
    assert page.model.row(1).name in said and page.model.row(0).name not in said  # type: ignore[union-attr]


def test_do_not_call_asks_once_and_escape_leaves_it(qtbot: QtBot, page: ProspectsPage) -> None:
    page.table.pick([3])
    press(page.table, "d")
    assert page.panel.ask.isVisible() and page.panel.ask.go.text() == "Mark as do not call"
    qtbot.keyClick(page.panel.ask, Qt.Key.Key_Escape)
    settled(qtbot, page)
    assert not page.panel.ask.isVisible() and picture(page)[3].endswith("New")
    press(page.table, "d")
    qtbot.keyClick(page.panel.ask.go, Qt.Key.Key_Return)
    settled(qtbot, page)
    assert picture(page)[3].startswith("–") and picture(page)[3].endswith("Do not call")


def test_talked_takes_answers_and_moves_the_stage(qtbot: QtBot, page: ProspectsPage) -> None:
    page.table.pick([3])
    press(page.table, "t")
    ask = page.panel.ask
    ask._parts["run_answer"].choose("maybe")
    ask._parts["note"].setText("call after 6")
    qtbot.keyClick(ask._parts["note"], Qt.Key.Key_Return)
    settled(qtbot, page)
    assert picture(page)[3].endswith("Interested")
    with page.jobs.database.reading() as session:
        event = details(session, page.selected_ids[0]).events[0]
    assert (event.result, event.run_answer, event.note) == ("CV", "maybe", "call after 6")


def test_call_back_makes_a_follow_up(qtbot: QtBot, page: ProspectsPage) -> None:
    page.table.pick([4])
    press(page.table, "c")
    page.panel.ask.accept()
    settled(qtbot, page)
    with page.jobs.database.reading() as session:
        assert browse.rows(session, page.selected_ids)[0].follow_up is not None


def test_a_result_for_many_is_asked_first_and_leaves_out_who_must_not_be_called(
    qtbot: QtBot, page: ProspectsPage
) -> None:
    def more(session: Session) -> Changes:
        with journal.action(session, kind="import", name="Import 20", by="t") as do:
            for number in range(20):
                do.insert(Person, first_name="Pat", last_name=f"Zed {number}", sort_name=f"zed pat {number:02}",
                          do_not_call=1 if number < 3 else 0)
        return do.changes

    page.jobs.write(more)
    qtbot.waitUntil(lambda: len(page.model.ids) == 32)
    page.table.setFocus()
    page.select_all()
    press(page.table, "n")
    qtbot.waitUntil(lambda: page.panel.ask.go.text() == "Mark 29 people")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)  # the Enter of somebody who meant one
    assert not page.panel.ask.isVisible()
    press(page.table, "n")
    qtbot.waitUntil(lambda: page.panel.ask.go.text() == "Mark 29 people")
    page.panel.ask.go.click()
    settled(qtbot, page)
    with page.jobs.database.reading() as session:
        called = session.scalars(select(Person.id).where(Person.last_result == "NH")).all()
        walled = session.scalars(select(Person.id).where(Person.do_not_call == 1)).all()
        assert len(called) == 29 and len(walled) == 3 and not set(called) & set(walled)
    assert all(page.model.row(place).last_result is None for place in range(32)
               if page.model.row(place).do_not_call)


def test_what_is_asked_is_scrolled_to_in_a_low_window(qtbot: QtBot, page: ProspectsPage) -> None:
    page.window().resize(1366, 520)
    page.table.pick([0])
    page.record("CV")
    panel = page.panel
    port = panel._scroll.viewport()

    def whole() -> bool:
        foot = panel.ask.mapTo(port, panel.ask.rect().bottomLeft()).y()
        return panel.ask.isVisible() and panel._scroll.verticalScrollBar().maximum() > 0 and foot < port.height()

    qtbot.waitUntil(whole)
