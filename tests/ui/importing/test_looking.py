"""Looking at a sheet before it is imported: finding a purpose, a word, the cells of a column, and mending many at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.importing.test_checking_by_hand import undo
from tests.ui.importing.test_import_page import page, people  # noqa: F401
from ui.importing.purpose_popup import PurposePopup

SHEET = (
    "Name,Line 2,E-mail,Zip\nANN LEE,218-555-0101,ann@gmial.com,55802\nBo Ray,218-555-0102,bo@example.org,5580\n"
    "Zoë Núñez,555-0103,zoe@example.org,55803\nTotal: 3,,,\n"
)


@pytest.fixture
def view(qtbot, open_window, page, tmp_path):  # noqa: F811
    """The page with a small sheet on it, and the keyboard in the window."""
    path = tmp_path / "potluck.csv"
    path.write_text(SHEET, encoding="utf-8")
    open_window.activateWindow()
    return page(path)


def numbers(view):
    return [row.row for row in view.rows.rows_model.rows]


def shows(qtbot, view, wanted):
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.rows and numbers(view) == wanted, timeout=10_000)


def popup():
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, PurposePopup) and one.isVisible())


def test_what_a_column_is_is_found_by_typing(qtbot, open_window, view):
    view.columns.setFocus()
    view.columns.pick([1])
    qtbot.keyClicks(view.columns, "c")
    box = popup().list.search
    assert box.text() == "c"
    qtbot.keyClicks(box, "ell")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (view.view.columns[1].field, view.view.columns[1].detail) == ("phone", "mobile"))
    qtbot.waitUntil(lambda: view.view.columns[1].refused == 1)
    undo(qtbot, open_window)
    qtbot.waitUntil(lambda: view.view.columns[1].detail != "mobile")


def test_a_letter_finds_the_purposes_that_begin_with_it_in_their_order(qtbot, view):
    view.columns.setFocus()
    view.columns.pick([1])
    qtbot.keyClicks(view.columns, "c")  # not a district of the county's commission, which has two such words
    qtbot.keyClick(popup().list.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.view.columns[1].field == "city")


def test_enter_opens_the_list_at_what_the_column_is_and_choosing_that_changes_nothing(qtbot, view):
    view.columns.setFocus()
    view.columns.pick([2])
    qtbot.keyClick(view.columns, Qt.Key.Key_Return)
    opened = popup()
    assert opened.list.view.currentIndex().data() == "E-mail"
    before = view.view
    qtbot.keyClick(opened.list.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not opened.isVisible())
    assert view.view is before and not view._decisions.any


def test_a_column_can_be_kept_aside(qtbot, view):
    view.columns.setFocus()
    view.columns.pick([2])
    qtbot.keyClicks(view.columns, "i")
    qtbot.keyClicks(popup().list.search, "gnore")
    qtbot.keyClick(popup().list.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.view.columns[2].field is None)


def test_the_rows_with_a_cell_to_look_at_are_not_those_that_were_mended(qtbot, view):
    assert view.options.kind_buttons["mended"].text() == "Mended 1"
    view.options.kind_buttons["mended"].click()
    shows(qtbot, view, [2])
    assert view.options.kind_buttons["to look at"].text() == "To look at 2"
    view.options.kind_buttons["to look at"].click()
    shows(qtbot, view, [2, 3])  # and none that is not importable


def test_the_check_of_a_column_leads_to_its_rows(qtbot, view):
    place = view.columns.visualRect(view.columns.columns_model.index(3, 3)).center()
    qtbot.mouseClick(view.columns.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shows(qtbot, view, [3])
    assert view.options.column_button.text() == "Zip 1"
    view.rows.rows_model.setData(view.rows.rows_model.index(0, 6), "55806")
    shows(qtbot, view, [2, 3, 4, 5])  # all of them, as there is no such cell any more
    assert not view.options.column_button.isVisible()
    view.options.columns_button.click()
    view.columns.pick([2])
    qtbot.keyClick(view.columns, Qt.Key.Key_Return)
    popup().rows.click()
    shows(qtbot, view, [2])


def test_a_word_is_found_in_the_rows_and_esc_leaves_the_word_not_the_sheet(qtbot, open_window, view):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = view.options.search
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClicks(box, "nunez")
    shows(qtbot, view, [4])
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    shows(qtbot, view, [2, 3, 4, 5])
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert view.rows.hasFocus() and view.view is not None and open_window.workspace.current is view
    view.options.columns_button.click()
    assert not box.isVisible()


def test_a_block_is_copied_pasted_and_emptied_in_one_step_each(qtbot, open_window, view):
    view.options.kind_buttons[""].click()
    shows(qtbot, view, [2, 3, 4, 5])
    table, model = view.rows, view.rows.rows_model
    table.setCurrentIndex(model.index(3, 3))
    QApplication.clipboard().setText("Cy Dunn\t218-555-0104\nDi Fox\t218-555-0105\n")
    assert view.paste()
    qtbot.waitUntil(lambda: view.view.sums["refused"] == 0 and model.rows[3].cells[:2] == ("Cy Dunn", "218-555-0104"))
    undo(qtbot, open_window)
    qtbot.waitUntil(lambda: view.view.sums["refused"] == 1 and model.rows[3].cells[0] == "Total: 3")
    table.setFocus()
    table.setCurrentIndex(model.index(0, 3))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(table, key, Qt.KeyboardModifier.ShiftModifier)
    assert view.copy() and QApplication.clipboard().text() == "ANN LEE\t218-555-0101\nBo Ray\t218-555-0102\n"
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: [row.cells[:2] for row in model.rows[:2]] == [("", "")] * 2)


def test_a_file_with_a_name_of_no_end_leaves_the_window_as_wide_as_it_was(qtbot, open_window, page, tmp_path):  # noqa: F811
    path = tmp_path / f"{'goal_priority_report-' * 10}.csv"
    path.write_text(SHEET, encoding="utf-8")
    view = page(path)
    qtbot.waitUntil(lambda: view.head.heading.height() > 40)
    assert view.minimumSizeHint().width() <= 1100 and view.head.heading.text() == f"Import {path.name}"
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    assert view.minimumSizeHint().width() <= 1100


def test_nobody_is_asked_about_people_who_are_here_where_none_is(qtbot, open_window, page, tmp_path):  # noqa: F811
    paths = [tmp_path / "new.csv", tmp_path / "known.csv"]
    paths[0].write_text("Name,Phone\nAnn Lee,218-555-0101\n", encoding="utf-8")
    paths[1].write_text("First Name,Last Name,Phone,City\nMaria,Okafor,612-555-0161,Blaine\n", encoding="utf-8")
    assert not page(paths[0]).foot.policy.isVisible()
    open_window.workspace.page("import").foot.cancel.click()
    assert page(paths[1]).foot.policy.isVisible()


def test_esc_leaves_the_row_of_headers_as_it_was(qtbot, view):
    box, before = view.options.header_row, view.view
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "3")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(view.columns.hasFocus)
    assert box.text() == "1" and not view._decisions.any and view.view is before and view.go.isEnabled()


def test_what_is_typed_in_a_field_goes_with_its_sheet(qtbot, open_window, view):
    box = view.options.header_row
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "3")
    view._leave()  # as one who stops the reading at the foot of the window
    assert not view.asking.is_reading and view.view is None


def test_no_row_of_headers_is_said_by_leaving_the_field_empty(qtbot, view):
    box = view.options.header_row
    box.setFocus()
    box.selectAll()
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: view.view.rows == 5, timeout=10_000)
    assert box.text() == "" and view.view.header_row == 0
