"""The page of prospects with real threads, a real file, and keys."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.domain.changes import Changes
from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.prospects import browse, saved
from organizer.prospects.details import details
from organizer.storage import journal
from organizer.storage.tables import Person
from ui.main_window import MainWindow
from ui.prospects.page import ProspectsPage
from ui.widgets.choices import ChoiceList
from ui.widgets.table import Table


@pytest.fixture
def page(qtbot: QtBot, open_window: MainWindow) -> ProspectsPage:
    """The page with twelve people on it, the table in focus."""
    assert open_window.workspace is not None
    found = open_window.workspace.page("prospects")
    assert isinstance(found, ProspectsPage)
    qtbot.waitUntil(lambda: len(found.model.ids) == 12 and found.model.row(11) is not None)
    found.table.setFocus()
    return found


def picture(page: ProspectsPage) -> list[str]:
    """Name and status of each row, as drawn."""
    marks = {"new": "○", "waiting": "●", "follow": "●", "good": "★", "done": "★", "bad": "✕", "off": "–"}
    status = next(place for place, column in enumerate(page.model.columns) if column.name == "status")
    lines = []
    for place in range(page.model.rowCount()):
        cell = page.model.cell(place, status)
        lines.append(f"{marks[cell.tone]} {page.model.cell(place, 0).text}: {cell.text}")
    return lines


def settled(qtbot: QtBot, page: ProspectsPage) -> None:
    """Wait until everything asked has been answered."""
    for _ in range(2):
        got: list[object] = []
        page.jobs.write(lambda session: None, done=got.append)
        qtbot.waitUntil(lambda got=got: bool(got))
        page.jobs.read(lambda session: None, done=got.append)
        qtbot.waitUntil(lambda got=got: len(got) == 2)


def narrow(qtbot: QtBot, page: ProspectsPage, chosen: ProspectFilter, count: int) -> None:
    page.bar.put(chosen)
    qtbot.waitUntil(lambda: len(page.model.ids) == count)
    settled(qtbot, page)


def press(table: Table, letter: str) -> None:
    QGuiApplication.sendEvent(table, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key(ord(letter.upper())),
                                               Qt.KeyboardModifier.NoModifier, letter))


def test_the_model_keeps_qt_s_contract(qtbot: QtBot, page: ProspectsPage) -> None:
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    narrow(qtbot, page, ProspectFilter(search="flores"), 1)
    narrow(qtbot, page, EVERYONE, 12)
    tester.deleteLater()


def test_filter_by_district_and_interest(qtbot: QtBot, page: ProspectsPage) -> None:
    wanted = ProspectFilter(districts=(("state-house", "32A"), ("state-house", "32B")), interest=("run",))
    narrow(qtbot, page, wanted, 5)
    assert page.bar.chips["district"].text() == "House: 32A, 32B"
    assert page.bar.chips["interest"].text() == "Interest: Run"
    assert page.count_line.count.text == "5 of 12 prospects"
    page.bar.chips["district"].cleared.emit()
    qtbot.waitUntil(lambda: page.count_line.count.text == "5 of 12 prospects" and page.bar.filter.districts == ())


def test_search_finds_without_accents(qtbot: QtBot, page: ProspectsPage) -> None:
    page.bar.search.setText("munoz jose")
    qtbot.waitUntil(lambda: len(page.model.ids) == 1)
    settled(qtbot, page)
    assert picture(page) == ["○ José Muñoz: New"]
    page.bar.search.setText("ł")
    qtbot.waitUntil(lambda: len(page.model.ids) in (0, 1))


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


def test_the_panel_shows_the_person_and_their_history(qtbot: QtBot, page: ProspectsPage) -> None:
    page.show_person(3)
    qtbot.waitUntil(lambda: page.panel.name.value == "Aisha Flores")
    assert page.panel.facts.phones.first.shown.text() == "(612) 555-0127"
    press(page.table, "w")
    settled(qtbot, page)
    qtbot.waitUntil(lambda: page.panel.facts.phones.first.shown.text() == "(763) 555-0190")
    assert page.panel.history.entries[0][0] == "Wrong number"


def test_a_field_is_edited_in_place(qtbot: QtBot, page: ProspectsPage) -> None:
    page.show_person(3)
    qtbot.waitUntil(lambda: page.panel.facts.emails.first.value == "p3@example.org")
    field = page.panel.facts.emails.first
    field.edit()
    assert field.field is not None
    field.field.setText("Aisha@Example.org")  # type: ignore[union-attr]
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    settled(qtbot, page)
    qtbot.waitUntil(lambda: page.panel.facts.emails.first.value == "aisha@example.org")
    field = page.panel.facts.emails.first
    field.edit()
    field.field.setText("not an address")  # type: ignore[union-attr]
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    settled(qtbot, page)
    assert "an e-mail address" in field.fault.text() and field.field.text() == "not an address"  # type: ignore[union-attr]
    qtbot.keyClick(field.field, Qt.Key.Key_Escape)
    assert field.value == "aisha@example.org"


def test_a_name_is_edited_in_place(qtbot: QtBot, page: ProspectsPage) -> None:
    page.show_person(3)
    qtbot.waitUntil(lambda: page.panel.name.value == "Aisha Flores")
    page.panel.name.edited.emit("Aisha María Flores")
    settled(qtbot, page)
    with page.jobs.database.reading() as session:
        row = browse.rows(session, [3])[0]
    assert (row.first_name, row.last_name) == ("Aisha María", "Flores")


def test_sorting_asks_the_store(qtbot: QtBot, page: ProspectsPage) -> None:
    page.table._head_clicked(2)
    qtbot.waitUntil(lambda: page.model.cell(0, 2).text == "Blaine")
    page.table._head_clicked(2)
    qtbot.waitUntil(lambda: page.model.cell(0, 2).text == "Łódź")
    assert page.count_line.order.text() == "Sorted by city, last first"


def test_a_saved_filter_stands_in_the_side_bar(qtbot: QtBot, page: ProspectsPage, open_window: MainWindow) -> None:
    narrow(qtbot, page, ProspectFilter(interest=("run",)), 5)
    page.jobs.write(saved.keep, "Would run", page.bar.filter, by="x")
    side = open_window.workspace.side  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: any(item.text == "Would run" and item.count == 5 for item in side.items))
    narrow(qtbot, page, EVERYONE, 12)
    side.chosen.emit(next(item.name for item in side.items if item.text == "Would run"))
    qtbot.waitUntil(lambda: len(page.model.ids) == 5)


def test_nobody_found_says_what_to_do(qtbot: QtBot, page: ProspectsPage) -> None:
    page.bar.put(ProspectFilter(search="nobody at all"))
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
    assert page.empty.step.text() == "Clear the filter"
    page.empty.step.click()
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)


def test_the_district_popup_lists_codes_in_natural_order(qtbot: QtBot, page: ProspectsPage) -> None:
    page.bar.chips["district"].click()
    popup = page.bar.chips["district"].findChild(ChoiceList)
    assert popup is not None
    qtbot.waitUntil(lambda: len(popup._model.choices) == 5)
    assert [one.text for one in popup._model.choices] == ["8A", "10A", "32A", "32B", "33A"]
    popup._toggle(2)
    qtbot.waitUntil(lambda: len(page.model.ids) == 4)
    popup.window().close()


def test_somebody_hidden_by_the_filter_is_shown(qtbot: QtBot, page: ProspectsPage) -> None:
    narrow(qtbot, page, ProspectFilter(search="flores"), 1)
    page.show_person(1)
    qtbot.waitUntil(lambda: page.selected_ids == (1,))
    assert page.bar.filter == EVERYONE


def test_each_saved_filter_has_columns_and_an_order_of_its_own(
    qtbot: QtBot, page: ProspectsPage, open_window: MainWindow
) -> None:
    page.jobs.write(saved.keep, "Would run", ProspectFilter(interest=("run",)), by="x")
    side = open_window.workspace.side  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: any(item.text == "Would run" for item in side.items))
    plain = page.table.visible_columns()
    side.chosen.emit(next(item.name for item in side.items if item.text == "Would run"))
    qtbot.waitUntil(lambda: len(page.model.ids) == 5)
    tags = next(place for place, column in enumerate(page.model.columns) if column.name == "tags")
    page.table.show_column(tags, True)
    page.table._header.moveSection(page.table._header.visualIndex(tags), 0)
    page.table.remember()
    page.table._head_clicked(2)
    settled(qtbot, page)
    page.bar.put(EVERYONE)
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)
    assert page.table.visible_columns() == plain and page.count_line.order.text() == "Sorted by name"
    side.chosen.emit(next(item.name for item in side.items if item.text == "Would run"))
    qtbot.waitUntil(lambda: len(page.model.ids) == 5)
    assert page.table.visible_columns() == [tags, *plain]
    qtbot.waitUntil(lambda: page.count_line.order.text() == "Sorted by city")
    assert page.table._header.sorted == (2, False)


def test_a_saved_filter_is_renamed_in_the_side_bar(
    qtbot: QtBot, page: ProspectsPage, open_window: MainWindow
) -> None:
    page.jobs.write(saved.keep, "Would run", ProspectFilter(interest=("run",)), by=page.jobs.by)
    side = open_window.workspace.side  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: any(item.text == "Would run" for item in side.items))
    row_id = int(next(item.name for item in side.items if item.text == "Would run").removeprefix("filter:"))
    page.jobs.write(saved.rename, row_id, "Runners", by=page.jobs.by)
    qtbot.waitUntil(lambda: any(item.text == "Runners" and item.count == 5 for item in side.items))
    open_window.undo()
    qtbot.waitUntil(lambda: any(item.text == "Would run" for item in side.items))


def test_a_saved_filter_is_reached_renamed_and_deleted_by_keys(
    qtbot: QtBot, page: ProspectsPage, open_window: MainWindow
) -> None:
    def name_it() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, name_it)
            return
        field = dialog.findChild(QLineEdit)
        field.setText("Runners")
        QTest.keyClick(field, Qt.Key.Key_Return)

    def choose(*keys: Qt.Key) -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            QTimer.singleShot(10, lambda: choose(*keys))
            return
        for key in keys:
            QTest.keyClick(menu, key)

    def ask_for_menu(*keys: Qt.Key) -> None:
        QTimer.singleShot(0, lambda: choose(*keys))
        QApplication.sendEvent(view, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard,
                                                       view.visualRect(view.currentIndex()).center(),
                                                       view.mapToGlobal(view.visualRect(view.currentIndex()).center())))

    page.jobs.write(saved.keep, "Would run", ProspectFilter(interest=("run",)), by="x")
    side = open_window.workspace.side  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: any(item.text == "Would run" for item in side.items))
    view = side.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert open_window.page is not page and view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: len(page.model.ids) == 5)
    assert open_window.page is page and view.hasFocus()
    QTimer.singleShot(0, name_it)
    ask_for_menu(Qt.Key.Key_Down, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(item.text == "Runners" and item.count == 5 for item in side.items))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert open_window.focusWidget() is page.table
    ask_for_menu(Qt.Key.Key_Up, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not any(item.text == "Runners" for item in side.items))
    open_window.undo()
    qtbot.waitUntil(lambda: any(item.text == "Runners" for item in side.items))


def test_all_are_selected_even_those_that_are_still_on_their_way(
    qtbot: QtBot, page: ProspectsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.prospects.finding._FIRST", 3)
    page.table.sort_wanted.emit("city", False)
    qtbot.waitUntil(lambda: page.count_line.order.text() == "Sorted by city")
    page.model.show_ids(page.model.ids[:3])
    page.bar.put(ProspectFilter(without=(("city", "Nowhere"),)))
    page.finding.count = 12
    page.select_all()
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)
    page.model.show_ids(page.model.ids[:3])
    page.select_all()
    page.finding._find_all()
    qtbot.waitUntil(lambda: len(page.selected_ids) == 12)


def test_a_narrow_window_keeps_the_table_whole_and_the_person_a_key_away(
    qtbot: QtBot, page: ProspectsPage, open_window: MainWindow
) -> None:
    open_window.resize(1366, 768)
    open_window.show()
    qtbot.waitUntil(lambda: page.beside.is_open)
    wide = page.bar.height()
    open_window.resize(960, 600)
    qtbot.waitUntil(lambda: not page.beside.is_open)
    assert page.table.width() > 700 and page.count_line.drawer.text() == "Show the person"
    assert all(chip.width() >= chip.sizeHint().width() for chip in page.bar.chips.values() if chip.isVisible())
    assert page.bar.sheet.width() >= page.bar.sheet.sizeHint().width()
    narrow(qtbot, page, ProspectFilter(districts=tuple(("state-house", f"{code}A") for code in range(30, 38)),
                                       interest=("run",), results=("LM", "NH", "CB")), 0)
    qtbot.waitUntil(lambda: page.bar.height() > wide)
    page.bar.put(EVERYONE)
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)
    page.table.pick([0])
    press(page.table, "t")  # what must be asked is asked in sight
    assert page.beside.is_open and page.panel.ask.isVisible()
    qtbot.keyClick(page.panel.ask, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.beside.is_open)
    open_window.tell_page("panel", "")
    assert page.beside.is_open and page.panel.width() >= 300
    open_window.resize(1366, 768)
    qtbot.waitUntil(lambda: page.bar.height() == wide)
    page.count_line.drawer.click()
    assert not page.beside.is_open


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


def test_space_ticks_in_the_popups_of_the_filter(qtbot: QtBot, page: ProspectsPage) -> None:
    page.bar.chips["interest"].click()
    popup = page.bar.chips["interest"].findChild(ChoiceList)
    assert popup is not None
    qtbot.waitUntil(lambda: bool(popup._model.choices))
    first, second = (one.value for one in popup._model.choices[:2])
    qtbot.waitUntil(lambda: popup.view.hasFocus())
    qtbot.keyClick(popup.view, Qt.Key.Key_Space)
    assert popup.chosen == (first,)
    qtbot.keyClick(popup.view, Qt.Key.Key_Down)
    qtbot.keyClick(popup.view, Qt.Key.Key_Space)
    assert popup.chosen == (first, second)
    qtbot.keyClick(popup.view, Qt.Key.Key_Space)
    assert popup.chosen == (first,)
    popup.window().close()


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


def test_who_no_longer_meets_the_filter_is_not_painted_again_while_the_answer_is_near(
    qtbot: QtBot, page: ProspectsPage
) -> None:
    held = threading.Event()
    view = page.table.viewport()
    page.jobs.read(lambda session: held.wait(10))
    page.bar.put(ProspectFilter(city=("Blaine",)))
    assert not view.updatesEnabled()
    qtbot.waitUntil(view.updatesEnabled)  # the store is slow: what there was is shown meanwhile
    assert len(page.model.ids) == 12
    held.set()
    qtbot.waitUntil(lambda: len(page.model.ids) == 4)
    page.bar.put(EVERYONE)
    qtbot.waitUntil(lambda: len(page.model.ids) == 12 and view.updatesEnabled())
