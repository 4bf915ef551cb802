"""A whole shift at the phone, through the real window and by the keyboard alone."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from organizer.domain.clock import from_text
from organizer.domain.filters import ProspectFilter
from organizer.domain.status import RESULTS, result_of
from organizer.outreach import lists, today
from organizer.outreach.local_time import is_calling_time
from organizer.prospects import belongings, browse, edit
from organizer.prospects.details import details
from organizer.storage import journal
from organizer.storage.database import Database
from ui.main_window import MainWindow
from ui.preferences.remembered import Remembered

CODES = [result.code for result in RESULTS]
KEY = {result.code: result.key for result in RESULTS}
ZIPS = ("10001", "96910", "96799", "55434")  # New York, Guam, Samoa, Minnesota: somewhere it is day
TWO_NUMBERS = (5, 9)  # who has a second number, and will first be a wrong or a dead one


class Hands:
    """Two hands on the keyboard; every key goes to whatever has the focus, and is counted."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.pressed = 0

    def press(self, key, held=Qt.KeyboardModifier.NoModifier):
        """One key."""
        self.pressed += 1
        QTest.keyClick(self.target(), key, held)

    def type(self, text):
        """Letters, in any script."""
        for letter in text:
            self.pressed += 1
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.target(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def enter(self):
        """The Enter key."""
        self.press(Qt.Key.Key_Return)

    def control(self, key):
        """A key with Ctrl."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def wait(self, condition):
        """Look until it is so."""
        self.qtbot.waitUntil(condition, timeout=10_000)

    @staticmethod
    def target():
        return QApplication.focusWidget() or QApplication.activePopupWidget() or QApplication.activeWindow()


@pytest.fixture
def path(tmp_path):
    """Forty people who may be called now, and one who may not."""
    now = datetime.now(UTC)
    zip_code = next((one for one in ZIPS if is_calling_time(one, now)), ZIPS[0])
    database = Database.create(tmp_path / "anoka-2026.organizer")
    with database.writing() as session:
        for place in range(41):
            added = edit.add_person(session, {
                "first_name": f"P{place:02}", "last_name": f"Lee{place:02}", "phone": f"21855501{place:02}",
                "zip": zip_code, "wants_run": "yes"}, by="import")
            if place in TWO_NUMBERS:
                belongings.add_phone(session, added.id, f"76355501{place:02}", by="import")
        edit.edit_person(session, added.id, "do_not_call", "yes", by="import")
    database.close()
    return database.path


@pytest.fixture
def start(qtbot, look):
    """The program started anew, as often as one likes."""
    open_ones = []

    def begin(path):
        window = MainWindow(look, Remembered())
        window.resize(1366, 768)
        window.show()
        QTest.qWaitForWindowActive(window)
        assert window.open_path(path)
        open_ones.append(window)
        return window

    yield begin
    for one in open_ones:
        one.close()
        one.deleteLater()


def begin_round(hands, window, caller):
    """Say who one is, freeze everybody as a list, open it, and begin to call."""
    hands.wait(lambda: window.foot.asking is not None and window.foot.asking.isVisible())
    hands.type(caller)
    hands.enter()
    assert window.jobs.by == caller
    page = window.workspace.page("prospects")
    hands.wait(lambda: page.model.rowCount() == 41)
    hands.control(Qt.Key.Key_L)
    hands.wait(lambda: QApplication.activeModalWidget() is not None)
    hands.control(Qt.Key.Key_A)
    hands.type("Tonight")
    hands.enter()
    page = window.workspace.page("call-lists")
    hands.wait(lambda: window.workspace.current is page and page.model.rowCount() == 1)
    hands.enter()
    page = window.workspace.page("calling")
    hands.wait(lambda: page.shown is not None or not page.empty.isHidden() and "too early" in page.empty.text)
    if page.shown is None:
        hands.enter()  # at an hour when it is night wherever the party has people: call all the same
        hands.wait(lambda: page.shown is not None)
    return page


def call(hands, page, code):
    """A result and Enter; Skip is one key."""
    hands.type(KEY[code])
    hands.enter()


def test_a_shift_of_forty_calls(qtbot, start, path):
    hands, window = Hands(qtbot), start(path)
    page = begin_round(hands, window, "Denise Brooks")
    assert page.view.name.text() == "P00 Lee00"
    # forty results, of every kind, as fast as they can be typed: two keys each
    said = [CODES[place % len(CODES)] for place in range(40)]
    hands.pressed = 0
    for code in said:
        call(hands, page, code)
    assert hands.pressed <= 80
    hands.wait(lambda: page.round.current is not None and all(one.action for one in page.round.calls))
    check_store(window, said)
