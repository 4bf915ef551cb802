"""Sixty people typed in from paper with few key presses, mistakes warned of and taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from organizer.callsheets import compose, shelf
from organizer.callsheets.readback import typing_in
from organizer.districts.load import load_table
from organizer.domain.clock import from_text
from organizer.domain.filters import EVERYONE
from organizer.prospects.details import details
from organizer.storage import journal
from organizer.storage.tables import Person, Phone
from ui.callsheets.typing_page import TypingPage


class Keyboard:
    """Counts the presses it makes."""

    def __init__(self):
        self.presses = 0

    def type(self, text, enter=True):
        for letter in text:
            self._press(QApplication.focusWidget(), 0, letter)
        if enter:
            self.key(Qt.Key.Key_Return)

    def key(self, key):
        self._press(QApplication.focusWidget(), key, "\r" if key == Qt.Key.Key_Return else "")

    def _press(self, widget, key, text):
        self.presses += 1
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


@pytest.fixture
def keyboard():
    return Keyboard()


@pytest.fixture
def sixty(store):
    """Sixty people more, and one sheet of them."""
    with store.writing() as session:
        with journal.action(session, kind="import", name="Import 60", by="t") as do:
            ids = []
            for number in range(60):
                one = do.insert(Person, first_name=f"Pat {number}", last_name="Lee", sort_name=f"lee pat {number:02}")
                do.insert(Phone, person_id=one, number=f"+16125551{number:03}")
                ids.append(one)
        compose.make_sheets(session, ids, title="Sixty", by="t", callers=["Denise"])
        compose.make_sheets(session, EVERYONE, title="All", by="t")
    return store


@pytest.fixture
def page(qtbot, sixty, jobs, window):
    made = TypingPage(jobs, window)
    window.setCentralWidget(made)
    jobs.changed.connect(made.refresh)
    window.activateWindow()
    made.open(None)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.number)
    return made


def entered(page):
    with page.jobs.database.reading() as session:
        return {line: one.code for line, one in typing_in.entered_lines(session, page.sheet).items()}


def test_a_packet_of_sixty_takes_at_most_three_presses_a_person(qtbot, page, keyboard):
    keyboard.type("1")
    qtbot.waitUntil(lambda: page.sheet is not None)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.field)
    assert page.head.caller.text() == "Denise"
    for typed in ("2 cv run=y", "5 lm", "9 lm", "12 wn", "17 cb 7pm", '23 cv run=m help=y "after 6"', "31 rf",
                  "44 lm", "52 wx", "60 cv help=y", "else nh"):
        keyboard.type(typed)
        qtbot.waitUntil(lambda: not page._pending)
    wanted = dict.fromkeys(range(1, 61), "NH") | {2: "CV", 5: "LM", 9: "LM", 12: "WN", 17: "CB", 23: "CV",
                                                          31: "RF", 44: "LM", 52: "WX", 60: "CV"}
    assert entered(page) == wanted
    assert page.head.progress.text() == "60 of 60 entered"
    with page.jobs.database.reading() as session:
        assert journal.next_undo(session).startswith("Sheet 1, lines 1, 3, 4, 6–8, 10, 11,")
    assert page.desk.finish.isVisible()
    keyboard.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _state(page, 1) == "back")
    assert keyboard.presses <= 3 * 60


def _state(page, number):
    with page.jobs.database.reading() as session:
        return next(row.state for row in shelf.listed(session) if row.number == number)


def mode(page):
    """The way round that is in colour and bold."""
    return next(text for text, role in page.desk.modes.spans if role == "link")


def test_result_first_is_plainly_visible_and_takes_lines(qtbot, page, keyboard):
    keyboard.type("1")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.field)
    keyboard.key(Qt.Key.Key_F2)
    assert mode(page) == "result first"
    keyboard.type("lm")
    assert page.desk.prefix.text() == "LM Left message, lines:"
    assert page.desk.prefix.isVisible()
    keyboard.type("3 5 7-9")
    qtbot.waitUntil(lambda: not page._pending)
    assert entered(page) == dict.fromkeys((3, 5, 7, 8, 9), "LM")
    keyboard.key(Qt.Key.Key_Escape)
    assert mode(page) == "result first"


def test_a_move_to_a_new_zip_changes_the_district_and_undo_brings_it_back(qtbot, page, keyboard):
    with page.jobs.database.writing() as session:
        load_table(session, ["zip", "state_house", "share"], [["55007", "11B", "1.000"]], name="zips", by="t")
        person = session.scalar(select(Person.id).where(Person.first_name == "Pat 2"))

    def house():
        with page.jobs.database.reading() as session:
            return dict(details(session, person).row.districts).get("state-house")

    keyboard.type("1")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.field)
    before = house()
    keyboard.type("3 mv in 55007")
    qtbot.waitUntil(lambda: entered(page) == {3: "MV"})
    assert (before, house()) == (None, "11B")
    page.jobs.write(journal.undo, by="t")
    qtbot.waitUntil(lambda: entered(page) == {})
    assert house() is None


def test_a_double_entry_is_warned_of_and_replaced_on_the_second_enter(qtbot, page, keyboard):
    keyboard.type("1")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.field)
    keyboard.type("3 lm")
    qtbot.waitUntil(lambda: not page._pending)
    keyboard.type("3 nh")
    assert "already recorded" in page.desk.problem.text()
    assert page.model.rows[-1].warning
    assert entered(page) == {3: "LM"}
    keyboard.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page._pending)
    assert entered(page) == {3: "NH"}


def test_a_warning_goes_with_the_entry_it_was_about(qtbot, page, keyboard):
    keyboard.type("1")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.field)
    keyboard.type("2 ho")
    assert page.model.rows[-1].warning
    page.field.selectAll()
    qtbot.keyClicks(page.field, "3 l")
    assert not any(row.warning for row in page.model.rows)
    page.field.clear()
    keyboard.type("3 lm")
    qtbot.waitUntil(lambda: not page._pending)
    assert entered(page) == {3: "LM"}


def test_what_is_typed_and_not_entered_is_told(qtbot, page, keyboard):
    assert page.unkept() == ""
    keyboard.type("1")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.field)
    qtbot.keyClicks(page.field, "3 lm")
    assert page.unkept() == "“3 lm” on sheet 1"


def test_undo_brings_the_line_back_to_those_left(qtbot, page, keyboard):
    keyboard.type("1")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.field)
    keyboard.type("3 lm")
    qtbot.waitUntil(lambda: page.head.progress.text() == "1 of 60 entered")
    page.jobs.write(journal.undo, by="t")
    qtbot.waitUntil(lambda: page.head.progress.text() == "0 of 60 entered")
    assert page.model.rows == []


@pytest.mark.parametrize(
    ("typed", "said"), [("99 lm", "not on this sheet"), ("3 qq", "isn't a result"), ("9-4 lm", "backwards")]
)
def test_what_cannot_be_is_said_and_stays_in_the_field(qtbot, page, keyboard, typed, said):
    keyboard.type("1")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.field)
    keyboard.type(typed)
    assert said in page.desk.problem.text()
    assert page.field.text() == typed
    assert entered(page) == {}


def test_a_sheet_that_is_not_there_is_named(qtbot, page, keyboard):
    keyboard.type("77")
    qtbot.waitUntil(lambda: "There is no sheet 77" in page.door.problem.text())


def test_the_callers_tally_is_compared(qtbot, page, keyboard):
    keyboard.type("1")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.field)
    keyboard.type("3 cv run=y")
    qtbot.waitUntil(lambda: not page._pending)
    page.head.tally.setText("1/1/1")
    page.head.tally.editingFinished.emit()
    assert page.head.agrees.text() == "✓ agrees"
    page.head.tally.setText("2/1/1")
    page.head.tally.editingFinished.emit()
    assert page.head.agrees.text() == "dialed 1 here, 2 there"


def test_ctrl_z_in_the_empty_field_takes_the_last_entry_back(qtbot, sixty, window, keyboard):
    path = sixty.path
    sixty.close()
    assert window.open_path(path)
    window.show_page("type-in", 1)
    page = window.workspace.page("type-in")
    qtbot.waitUntil(lambda: page.sheet is not None)
    for typed in ("3 lm", "3 nh", "3 nh"):  # the third confirms the second
        page.field.setText(typed)
        page.field.returnPressed.emit()
        qtbot.waitUntil(lambda: not page._pending)
    assert entered(page) == {3: "NH"}
    page.field.setFocus()
    QTest.keyClick(page.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [row.code for row in page.model.rows] == ["LM"])
    assert entered(page) == {3: "LM"}


def test_who_types_faster_than_the_store_writes_loses_nothing(qtbot, page, keyboard):
    keyboard.type("1")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.field)
    with page.jobs.database.writing():  # somebody else is writing, so that every entry waits
        for typed in ("3 lm", "5 cv", "else nh"):
            keyboard.type(typed)
        assert page.head.progress.text() == "60 of 60 entered"
    qtbot.waitUntil(lambda: not page._pending)
    assert entered(page) == dict.fromkeys(range(1, 61), "NH") | {3: "LM", 5: "CV"}


def test_the_next_sheet_is_scanned_while_one_is_open(qtbot, page, keyboard):
    keyboard.type("1")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.field)
    with page.jobs.database.reading() as session:
        tag = shelf.load_sheet(session, 2).tag
    keyboard.type(tag)
    qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.number == 2)
    assert page.field.text() == ""
    keyboard.type("S1-A2A2")  # printed from another file
    qtbot.waitUntil(lambda: "was not printed from this file" in page.desk.problem.text())
    assert page.sheet.number == 2


def test_a_word_half_typed_is_completed_by_tab_and_not_complained_of(qtbot, page, keyboard):
    keyboard.type("1")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.field)
    keyboard.type("3 cv h", enter=False)
    assert page.desk.problem.text() == ""
    assert page.desk.hint.text().startswith("Tab: would help: yes")
    keyboard.key(Qt.Key.Key_Tab)
    assert page.field.text() == "3 cv help=y "
    keyboard.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page._pending)
    assert page.model.rows[-1].who == page.sheet.lines[2].name
    assert page.model.rows[-1].said == "Talked · Help: yes"


def test_a_sheet_with_lines_left_open_can_be_marked_as_back(qtbot, page, keyboard):
    keyboard.type("1")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.field)
    assert not page.desk.leave_open.isVisible()
    keyboard.type("3 lm")
    assert page.desk.leave_open.text() == "Mark the sheet as back, 59 lines not called"
    page.desk.leave_open.click()
    qtbot.waitUntil(lambda: _state(page, 1) == "back")


def test_whose_calls_they_are_is_asked_and_never_guessed(qtbot, page, keyboard):
    keyboard.type("2")  # a sheet that nobody was given
    qtbot.waitUntil(lambda: page.sheet is not None and QApplication.focusWidget() is page.head.caller)
    assert page.head.caller.text() == ""
    keyboard.type("1 lm")  # a line, typed where a name was asked for
    assert page.field.text() == "1 lm" and "Whose calls are these?" in page.desk.problem.text()
    assert page.head.caller.text() == "" and entered(page) == {}
    keyboard.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entered(page) == {1: "LM"})
    page.head.caller.setFocus()
    keyboard.type("Sam Hill")
    keyboard.type("2 nh")
    qtbot.waitUntil(lambda: len(entered(page)) == 2 and not page._pending)
    with page.jobs.database.reading() as session:
        lines = page.sheet.lines
        assert [details(session, lines[place].person_id).events[0].by for place in (0, 1)] == [page.jobs.by, "Sam Hill"]
        assert next(row for row in shelf.listed(session) if row.number == 2).caller == "Sam Hill"


@pytest.mark.parametrize("before", ["prospects", "seats", "overview"])
def test_the_number_can_be_typed_at_once(qtbot, open_window, before):
    open_window.show_page(before)
    qtbot.waitUntil(lambda: open_window.workspace.current is open_window.workspace.page(before))
    open_window.run_command("type-in", open_window.subject_of("type-in"))
    page = open_window.workspace.page("type-in")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.number)
    open_window.show_page(before)
    open_window.show_page("type-in")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.number)


def test_the_day_is_written_as_people_say_it(qtbot, page, keyboard):
    keyboard.type("1")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.field)
    page.head.day.setText("someday")
    keyboard.type("1 lm")
    assert "“someday” isn't a day" in page.desk.problem.text()
    page.head.day.setText("yesterday")
    keyboard.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entered(page) == {1: "LM"})
    yesterday = datetime.now().astimezone().date() - timedelta(days=1)
    assert page.head.day.text() == yesterday.isoformat()
    with page.jobs.database.reading() as session:
        at = typing_in.entered_lines(session, page.sheet)[1].at
    assert from_text(at).astimezone().date() == yesterday
