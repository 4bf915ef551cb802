"""Adding a person from anywhere, and being told who it may already be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from organizer.domain.filters import ProspectFilter
from organizer.prospects.details import details
from organizer.storage import journal
from tests.ui.prospects.table import narrow, settled
from ui.main_window import MainWindow
from ui.prospects.add_person import AddPersonDialog
from ui.prospects.page import ProspectsPage


@pytest.fixture
def form(qtbot: QtBot, page: ProspectsPage, open_window: MainWindow) -> AddPersonDialog:
    """The form, opened by its key from another page."""
    open_window.show_page("seats")
    QTest.keyClick(open_window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    found = open_window.findChild(AddPersonDialog)
    assert found is not None and found.isVisible()
    found.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is found.fields["name"])
    return found


def test_two_keys_and_typing_add_a_person(qtbot: QtBot, page: ProspectsPage, form: AddPersonDialog) -> None:
    QTest.keyClicks(form.fields["name"], "Nuria Vega-Ros")
    QTest.keyClicks(form.fields["phone"], "218 555 0143")
    QTest.keyClicks(form.fields["city"], "blai")
    QTest.keyClick(form.fields["city"], Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Blaine" in form.fields["city"].words)  # type: ignore[attr-defined]
    QTest.keyClick(form.fields["city"], Qt.Key.Key_Backspace)
    QTest.keyClick(form.fields["city"], Qt.Key.Key_Down)
    QTest.keyClick(form.fields["city"], Qt.Key.Key_Return)  # takes the word
    assert form.fields["city"].text() == "Blaine"
    form.interest.choose("both")
    QTest.keyClick(form.fields["city"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.window().findChildren(AddPersonDialog))
    settled(qtbot, page)
    with page.jobs.database.reading() as session:
        assert journal.next_undo(session) == "Add Nuria Vega-Ros"
        row = details(session, 13).row
    assert (row.name, row.phone, row.city, row.wants_run, row.wants_help) == (
        "Nuria Vega-Ros", "+12185550143", "Blaine", True, True)


def test_who_it_may_be_is_told_while_typing_and_opened(
    qtbot: QtBot, page: ProspectsPage, form: AddPersonDialog, open_window: MainWindow
) -> None:
    QTest.keyClicks(form.fields["name"], "aysha flores")
    qtbot.waitUntil(lambda: form._others.count() == 2)
    assert form._others.itemAt(1).widget().text() == "Open Aisha Flores · Blaine · name alike"  # type: ignore[union-attr]
    assert form.go.text() == "Add"
    QTest.keyClicks(form.fields["phone"], "6125550127")
    qtbot.waitUntil(lambda: form.go.text() == "Add anyway")
    QTest.keyClick(form.fields["phone"], Qt.Key.Key_Return)
    assert form.isVisible()  # asked once
    form._others.itemAt(1).widget().click()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: page.selected_ids == (3,))
    assert open_window.workspace.current is page  # type: ignore[union-attr]


@pytest.mark.parametrize(("field", "said", "line"), [
    ("phone", "12", "a phone number"), ("email", "x", "an e-mail address"), ("state", "Freedonia", "a state"),
    ("zip", "123", "a ZIP code"), ("notes", "n" * 25_000, "25,000 letters"),
])
def test_what_does_not_fit_is_told_under_its_field(
    qtbot: QtBot, page: ProspectsPage, form: AddPersonDialog, field: str, said: str, line: str
) -> None:
    form.fields["name"].setText("Ann Lee")
    form.fields[field].setText(said)
    form.accept()
    settled(qtbot, page)
    assert form.isVisible() and line in form.faults[field].text() and form.fields[field].text()
    assert page.finding.total == 12


def test_one_after_the_other_keeps_the_place(qtbot: QtBot, page: ProspectsPage, form: AddPersonDialog) -> None:
    form.fields["name"].setText("Ann Lee")
    form.fields["city"].setText("Ely")
    QTest.keyClick(form.fields["name"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not form.fields["name"].text())
    assert form.fields["city"].text() == "Ely" and form.isVisible()
    form.fields["name"].setText("Ben Lee")
    form.accept()
    settled(qtbot, page)
    with page.jobs.database.reading() as session:
        assert [details(session, person).row.name for person in (13, 14)] == ["Ann Lee", "Ben Lee"]


def test_who_is_added_behind_a_filter_is_a_press_away(
    qtbot: QtBot, page: ProspectsPage, form: AddPersonDialog, open_window: MainWindow
) -> None:
    narrow(qtbot, page, ProspectFilter(districts=(("state-house", "32A"),)), 4)
    QTest.keyClicks(form.fields["name"], "Zoe Q. Test")
    QTest.keyClick(form.fields["name"], Qt.Key.Key_Return)
    bar = open_window.foot.undo_bar
    qtbot.waitUntil(lambda: "Zoe Q. Test" in bar.said and bar.step.isVisible() and bar.step.text() == "Show")
    bar.step.click()
    qtbot.waitUntil(lambda: open_window.workspace.current is page and page.selected_ids == (13,))
    assert not page.bar.filter
