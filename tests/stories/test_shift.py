"""A whole shift at the phone, through the real window and by the keyboard alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from organizer.domain.clock import from_text, to_text
from organizer.domain.filters import ProspectFilter
from organizer.domain.status import RESULTS, result_of
from organizer.outreach import lists
from organizer.outreach.local_time import is_calling_time
from organizer.prospects import browse, edit, reach
from organizer.prospects.details import details
from organizer.storage import history
from organizer.storage.database import Database
from ui.main_window import MainWindow
from ui.preferences.remembered import Remembered

CALLER = "Denise Brooks"
CODES = [result.code for result in RESULTS]
KEY = {result.code: result.key for result in RESULTS}
ZIPS = ("10001", "96910", "96799", "55434")  # New York, Guam, Samoa, Minnesota: somewhere it is day
TWO_NUMBERS = (5, 17, 29)  # who has a second number


class Hands:
    """Two hands on the keyboard; every key goes to whatever has the focus, and is counted."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.pressed = 0
        self.window = None

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
        """Look until it is so. Where a popup closed, the window has the keyboard again, as a desktop sees to."""
        def so():
            window = QApplication.activeModalWidget() or self.window
            if QApplication.activePopupWidget() is None and window is not None and not window.isActiveWindow():
                window.activateWindow()
            return condition()

        self.qtbot.waitUntil(so, timeout=10_000)

    @staticmethod
    def target():
        """Whatever hears the keyboard now."""
        popup = QApplication.activePopupWidget()
        return (popup and (popup.focusWidget() or popup)) or QApplication.focusWidget() or QApplication.activeWindow()


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
                reach.add_phone(session, added.id, f"76355501{place:02}", by="import")
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


class Model:
    """What must come of a shift, kept in plain Python: numbers by person, what was said, who is up."""

    def __init__(self):
        self.numbers = [[f"+121855501{place:02}", *([f"+176355501{place:02}"] if place in TWO_NUMBERS else [])]
                        for place in range(40)]
        self.calls = []  # (place, code, number, more)
        self.up = 0

    def record(self, code, **more):
        """Another number comes up after a bad one, else the next person."""
        number = self.numbers[self.up][0]
        self.calls.append((self.up, code, number, more))
        if code in ("WN", "WX"):
            self.numbers[self.up].pop(0)
            if self.numbers[self.up]:
                return
        self.up += 1

    def undo(self):
        """The last call never was; that person is up again."""
        place, code, number, _ = self.calls.pop()
        if code in ("WN", "WX"):
            self.numbers[place].insert(0, number)
        self.up = place

    def tally(self):
        """Dialled, reached and yes."""
        return (len(self.calls), sum(result_of(code).reached for _, code, _, _ in self.calls),
                sum("yes" in (more.get("run_answer"), more.get("help_answer")) for _, _, _, more in self.calls))

    def check(self, session, people):
        """The store says the same of everybody."""
        for place, person in enumerate(people):
            mine = [call for call in self.calls if call[0] == place]
            about = details(session, person)
            assert [(event.result, event.phone, event.by) for event in reversed(about.events)] == [
                (code, number, CALLER) for _, code, number, _ in mine]
            row = about.row
            last = mine[-1][1] if mine else None
            assert (row.last_result, row.attempts) == (last, len(mine))
            assert (row.follow_up is not None) == (last == "CB")
            assert bool(row.do_not_call) == (last == "XC") and bool(row.deceased) == (last == "DC")
            bad = {number: result_of(code).phone_status for _, code, number, _ in mine if code in ("WN", "WX")}
            wall = "do-not-call" if last == "XC" else "ok"
            assert {phone.number: phone.status for phone in about.phones} == {
                **dict.fromkeys(self.numbers[place], wall), **bad}
            for name in ("run_answer", "help_answer", "note", "office", "best_time"):
                assert [getattr(event, name) for event in reversed(about.events)] == [
                    more.get(name, "") for _, _, _, more in mine]


def begin_round(hands, window):
    """Say who one is, freeze everybody as a list, open it, and begin to call."""
    hands.window = window
    hands.wait(lambda: QApplication.activePopupWidget() is not None)
    hands.type(CALLER)
    hands.enter()
    assert window.jobs.by == CALLER
    page = window.workspace.page("prospects")
    hands.wait(lambda: page.model.rowCount() == 41)
    hands.control(Qt.Key.Key_L)
    hands.wait(lambda: (asked := QApplication.activeModalWidget()) is not None and asked.isAncestorOf(hands.target()))
    hands.type("Tonight")
    hands.enter()
    page = window.workspace.page("call-lists")
    hands.wait(lambda: page.table.hasFocus() and page.model.rowCount() == 1)
    assert page.model.rows[0].progress.people == 40  # one of them asked not to be called
    hands.enter()
    return up(hands, window)


def up(hands, window):
    """Wait for somebody to be up."""
    page = window.workspace.page("calling")
    hands.wait(lambda: page.shown is not None or "too early" in page.empty.text)
    if page.shown is None:
        hands.enter()  # at an hour when it is night wherever the party has people: call all the same
        hands.wait(lambda: page.shown is not None)
    return page


def settled(hands, page):
    """Wait until every call is in the store and the screen has caught up."""
    window = page.window()
    hands.wait(lambda: all(one.action for one in page.round.calls) and window.foot.saved.text() == "Saved")
    got = []
    page.jobs.read(lambda session: None, done=got.append)
    hands.wait(lambda: bool(got) and page.shown is not None)


def test_a_shift_of_forty_calls(qtbot, start, path):
    hands, window, model = Hands(qtbot), start(path), Model()
    page = begin_round(hands, window)
    with window.jobs.database.reading() as session:
        people = browse.find(session, ProspectFilter(do_not_call=False)).ids

    hands.pressed = 0
    for place in range(40):  # results of every kind as fast as they can be typed, nothing waited for
        code = CODES[place % len(CODES)]
        hands.type(KEY[code])
        hands.enter()
        model.record(code)
        if place in (12, 20, 33):  # a mistake: taken back, and said rightly
            before = hands.pressed
            settled(hands, page)
            hands.control(Qt.Key.Key_Z)
            model.undo()
            hands.wait(lambda: page.shown is not None and page.view.name.text() == f"P{model.up:02} Lee{model.up:02}"
                       and len(page.round.calls) == len(model.calls))
            hands.pressed = before - 2
            hands.type(KEY["CV"])
            hands.enter()
            model.record("CV")
    assert hands.pressed <= 80
    settled(hands, page)
    assert len(model.calls) == 40 and {code for _, code, _, _ in model.calls} == set(CODES)
    with window.jobs.database.reading() as session:
        model.check(session, people)
    dialled, reached, yes = model.tally()
    hands.wait(lambda: page.view.shift.text().startswith(
        f"This shift: {dialled} dialed · {reached} reached · {yes} yes · "))

    called_back = [place for place, code, _, _ in model.calls if code == "CB"]
    hands.control(Qt.Key.Key_2)
    hands.control(Qt.Key.Key_Q)
    window = hands.window = start(path)
    with window.jobs.database.reading() as session:
        model.check(session, people)
        (row,) = lists.listed(session)
        undone = [one.name for one in history.listed(session) if one.undone]
        soon = datetime.now(UTC) + timedelta(days=2)
        found = browse.find(session, ProspectFilter(follow_up_by=to_text(soon))).ids
    assert (row.name, row.caller, row.state, row.progress.dialled) == ("Tonight", CALLER, "out", model.up)
    assert len(undone) == 3
    assert sorted(found) == sorted(people[place] for place in called_back)
    assert window.jobs.by == CALLER
    hands.control(Qt.Key.Key_3)
    page = window.workspace.page("call-lists")
    hands.wait(lambda: page.table.hasFocus() and page.model.rowCount() == 1)
    hands.enter()
    page = up(hands, window)
    assert page.view.name.text() == f"P{model.up:02} Lee{model.up:02}"


def test_what_is_said_in_a_call_by_the_keyboard_alone(qtbot, start, path):
    hands, window, model = Hands(qtbot), start(path), Model()
    page = begin_round(hands, window)
    with window.jobs.database.reading() as session:
        people = browse.find(session, ProspectFilter(do_not_call=False)).ids

    def shown(name):
        hands.wait(lambda: page.shown is not None and page.view.name.text() == name)

    # talked: would run (maybe), would help (yes), for which office, when, and a note
    hands.type("t")
    hands.type("25")
    hands.press(Qt.Key.Key_Tab)
    hands.type("School board")
    hands.press(Qt.Key.Key_Tab)
    hands.type("evenings")
    hands.press(Qt.Key.Key_Tab)
    hands.type("met at the 🎪, شكرا")
    hands.enter()
    model.record("CV", run_answer="maybe", help_answer="yes", office="School board", best_time="evenings",
                 note="met at the 🎪, شكرا")
    # a note begun by typing; its letters are no results
    shown("P01 Lee01")
    hands.type("m")
    hands.type("with her son, not today")
    hands.enter()
    model.record("LM", note="with her son, not today")
    # call back: a day that is none is refused at the field, nothing typed is lost, then a real one
    shown("P02 Lee02")
    hands.type("c")
    hands.type("31/02")
    hands.enter()
    assert "isn't a day or time" in page.view.further.when.understood.text()
    assert page.view.name.text() == "P02 Lee02" and page.view.further.when.field.text() == "31/02"
    hands.control(Qt.Key.Key_A)
    hands.type("tue 6pm")
    hands.enter()
    model.record("CB")
    # moved, with the new ZIP; a language; and a wall that Esc leaves and Enter confirms
    shown("P03 Lee03")
    hands.type("v")
    hands.type("3")
    hands.press(Qt.Key.Key_Tab)
    hands.type("10001")
    hands.enter()
    model.record("MV")
    shown("P04 Lee04")
    hands.type("l")
    hands.type("hm")  # is completed
    hands.enter()
    model.record("OL")
    # a wrong number, and the next number of the same person comes up
    shown("P05 Lee05")
    assert page.view.phone.text() == "(218) 555-0105"
    hands.type("w")
    hands.enter()
    model.record("WN")
    hands.wait(lambda: page.view.phone.text() == "(763) 555-0105")
    hands.type("d")
    assert any("will never be called again" in one.text() for one in page.view.further.findChildren(QLabel))
    hands.press(Qt.Key.Key_Escape)
    assert page.code == ""
    hands.type("n")
    hands.enter()
    model.record("NH")
    # back to the one before: what is saved now takes the place of what was said
    shown("P06 Lee06")
    hands.press(Qt.Key.Key_Backspace)
    shown("P05 Lee05")
    assert "You recorded: no answer" in page.view.revisited.text()
    hands.type("d")
    hands.enter()
    model.calls[-1] = (5, "XC", model.calls[-1][2], {})
    shown("P06 Lee06")
    hands.type("s")
    shown("P07 Lee07")
    settled(hands, page)

    model.numbers[5] = ["+12185550105", "+17635550105"]
    with window.jobs.database.reading() as session:
        for place in (0, 1, 2, 3, 4):
            model.check(session, people[:place + 1])
        first, _, back, moved, tongue, walled = (details(session, one) for one in people[:6])
        assert (first.row.run_stage, first.row.help_stage) == ("interested", "said-yes")
        at = from_text(back.row.follow_up).astimezone()
        assert (at.weekday(), at.hour, at.minute) == (1, 18, 0) and at > datetime.now(UTC)
        assert (moved.events[0].moved_to, moved.row.zip, moved.row.run_stage) == ("out-of-state", "10001", "moved")
        assert tongue.language == "Hmong"
        assert walled.row.do_not_call and {phone.status for phone in walled.phones} == {"do-not-call"}
        assert [event.result for event in walled.events] == ["XC", "WN"]
        assert browse.count(session, ProspectFilter(callable_only=True, ids=(people[5],))) == 0
    # a name typed twice is quick to switch, and is stamped on what follows
    hands.press(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    hands.wait(lambda: QApplication.activePopupWidget() is not None)
    hands.type("J. Moss")
    hands.enter()
    hands.wait(lambda: page.hasFocus())
    hands.type("b")
    hands.enter()
    settled(hands, page)
    with window.jobs.database.reading() as session:
        assert details(session, people[7]).events[0].by == "J. Moss" == history.listed(session)[0].by


def test_the_days_work_leads_to_the_first_call_by_one_key(qtbot, start, path):
    hands, window = Hands(qtbot), start(path)
    hands.window = window
    hands.wait(lambda: QApplication.activePopupWidget() is not None)
    hands.type(CALLER)
    hands.enter()
    hands.control(Qt.Key.Key_2)
    page = window.workspace.page("follow-ups")
    hands.wait(lambda: page.table.hasFocus() and page.model.rowCount() == 1)
    assert page.model.rows[0].label == "Sign-ups nobody has called yet"
    hands.enter()
    calling = up(hands, window)
    assert calling.view.name.text() == "P00 Lee00"
    hands.press(Qt.Key.Key_Escape)
    hands.wait(lambda: window.workspace.current is window.workspace.page("call-lists"))
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    hands.wait(lambda: window.workspace.current is calling and calling.view.name.text() == "P00 Lee00")
    hands.type("n")
    hands.enter()
    hands.control(Qt.Key.Key_H)
    history = window.workspace.page("history")
    hands.wait(lambda: history.table.hasFocus() and bool(history.model.rows)
               and history.model.rows[0].name == "Mark P00 Lee00 as no answer")
    assert history.model.rows[0].by == CALLER
