"""The page of prospects with real threads, a real file, and keys."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.prospects import browse
from organizer.storage import journal
from tests.ui.prospects.table import narrow, picture, press, settled
from ui.main_window import MainWindow
from ui.prospects.page import ProspectsPage
from ui.widgets.choices import ChoiceList


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


def test_a_result_pressed_before_the_search_has_an_answer_is_nobodys(qtbot: QtBot, page: ProspectsPage) -> None:
    page.table.pick([0])
    page.bar.search.setFocus()
    QTest.keyClicks(page.bar.search, "patel")
    QTest.keyClick(page.bar.search, Qt.Key.Key_Return)
    QTest.keyClicks(page.table, "m")
    qtbot.waitUntil(lambda: [page.model.row(place).name for place in page.table.picked_places()] == ["Priya Patel"])
    with page.jobs.database.reading() as session:
        assert journal.next_undo(session) == "Import 12"
    QTest.keyClicks(page.table, "m")
    qtbot.waitUntil(lambda: (row := page.model.row(0)) is not None and (row.name, row.last_result) == ("Priya Patel", "LM"))


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
