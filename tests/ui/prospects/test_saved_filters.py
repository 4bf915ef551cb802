"""Filters kept in the side bar, each with its columns and its order."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.prospects import saved
from tests.ui.prospects.table import narrow, settled
from ui.main_window import MainWindow
from ui.prospects.page import ProspectsPage


def test_a_saved_filter_stands_in_the_side_bar(qtbot: QtBot, page: ProspectsPage, open_window: MainWindow) -> None:
    narrow(qtbot, page, ProspectFilter(interest=("run",)), 5)
    page.jobs.write(saved.keep, "Would run", page.bar.filter, by="x")
    side = open_window.workspace.side  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: any(item.text == "Would run" and item.count == 5 for item in side.items))
    narrow(qtbot, page, EVERYONE, 12)
    side.chosen.emit(next(item.name for item in side.items if item.text == "Would run"))
    qtbot.waitUntil(lambda: len(page.model.ids) == 5)


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
