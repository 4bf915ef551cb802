"""The page to check under the hands: what was said is taken back, sheets follow each other, nothing is passed in silence."""

from __future__ import annotations

import csv
import os
import signal

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from organizer.storage import journal
from tests.ui.importing.test_import_page import page, people, small  # noqa: F401

HEADERS = ["First Name", "Last Name", "Email"]


@pytest.fixture
def wards(tmp_path):
    """A workbook with two sheets of people, one that is hidden, and one that says how to fill them in."""
    book = openpyxl.Workbook()
    for name, rows in {
        "Ward 1": [HEADERS, ["Ann", "Lee", "ann1@example.org"], ["Bo", "Ray", "bo1@example.org"]],
        "Ward 2": [HEADERS, ["Cy", "Dunn", "cy2@example.org"]],
        "Old": [HEADERS, ["Di", "Fox", "di3@example.org"]], "How to": [["Please fill in the sheets."]],
    }.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book["Old"].sheet_state = "hidden"
    book.remove(book["Sheet"])
    path = tmp_path / "wards.xlsx"
    book.save(path)
    return path


def undo(qtbot, window):
    """Ctrl+Z where the cursor is."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_an_edited_cell_comes_back_with_ctrl_z_and_the_people_stay(qtbot, open_window, page, small):  # noqa: F811
    view = page(small)
    with open_window.jobs.database.reading() as session:
        before = journal.next_undo(session)
    view.options.kind_buttons["refused"].click()
    qtbot.waitUntil(lambda: len(view.rows.rows_model.rows) == 1)
    view.rows.setFocus()
    view.rows.setCurrentIndex(view.rows.rows_model.index(0, 3))
    view.rows.rows_model.setData(view.rows.rows_model.index(0, 3), "Cy")
    qtbot.waitUntil(lambda: view.view.sums["added"] == 3)
    undo(qtbot, open_window)
    qtbot.waitUntil(lambda: view.view.sums["refused"] == 1)
    rows = view.rows.rows_model  # all rows are shown, since the filter had none left
    qtbot.waitUntil(lambda: len(rows.rows) == 4 and rows.rows[3].cells[0] == "")
    with open_window.jobs.database.reading() as session:
        assert journal.next_undo(session) == before


def test_what_was_mended_is_named_before_the_file_is_closed(qtbot, open_window, page, small):  # noqa: F811
    view = page(small)
    assert not view.unkept()
    mend_name(qtbot, view)
    assert view.unkept() == "what you changed in signups.csv"
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    assert not view.unkept()


def test_a_column_that_was_sent_elsewhere_comes_back_with_ctrl_z(qtbot, open_window, page, small):  # noqa: F811
    view = page(small)
    view.columns.chosen.emit("What now", "notes")
    qtbot.waitUntil(lambda: view.view.columns[5].field == "notes")
    undo(qtbot, open_window)
    qtbot.waitUntil(lambda: view.view.columns[5].field is None)


def test_the_sheets_of_a_workbook_are_offered_one_after_the_other(qtbot, open_window, page, wards):  # noqa: F811
    before = people(open_window)
    view = page(wards)
    assert view.view.sheet == "Ward 1" and "“Ward 2” can be imported after it" in view.head.about.text()
    assert [view.options.sheet.itemText(n) for n in range(4)] == ["Ward 1", "Ward 2", "Old (hidden)", "How to"]
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    assert view.done.go.text() == "Go on with sheet “Ward 2”"
    view.done.go.click()
    qtbot.waitUntil(lambda: view.view is not None and view.view.sheet == "Ward 2", timeout=30_000)
    assert view.head.heading.text() == "Import wards.xlsx, sheet “Ward 2” – file 2 of 2"
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    assert view.done.go.text() == "Show the people" and people(open_window) == before + 3


def test_what_a_folder_holds_besides_sheets_is_named(qtbot, open_window, tmp_path):
    folder = tmp_path / "June"
    (folder / "old").mkdir(parents=True)
    (folder / "a.csv").write_text("Name,Email\nAnn Number1,ann1@example.org\n", encoding="utf-8")
    (folder / "letter.docx").write_bytes(b"x")
    open_window.files_dropped.emit((folder,))
    view = open_window.workspace.page("import")
    qtbot.waitUntil(lambda: view.view is not None, timeout=30_000)
    assert view.head.passed_over.isVisibleTo(view)
    assert view.head.passed_over.text() == (
        "Passed over in “June”: letter.docx (not named like a spreadsheet), old (a folder in the folder).")


def test_the_sheets_own_doubles_are_not_said_to_be_here(qtbot, open_window, page, tmp_path):  # noqa: F811
    path = tmp_path / "twice.csv"
    path.write_text("Name,Email\nCy Dunn,cy9@example.org\nDi Fox,di9@example.org\nCy Dunn,cy9@example.org\n")
    view = page(path)
    view.options.kind_buttons[""].click()
    qtbot.waitUntil(lambda: len(view.rows.rows_model.rows) == 3)
    model = view.rows.rows_model
    assert [model.index(row, 1).data() for row in range(3)] == ["New", "New", "Same person"]
    assert model.index(2, 2).data() == "the same person as in row 2"


def test_the_button_counts_those_who_gain_something(qtbot, open_window, page, small, tmp_path):  # noqa: F811
    view = page(small)
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    path = tmp_path / "more.csv"
    path.write_text("First Name,Last Name,Mobile Phone,Email\nAnn,Lee,2185550101,\nBob,McDonald,2185550102,bob@example.org\n"
                    "Eve,Moss,2185550199,\n", encoding="utf-8")
    view = page(path)
    qtbot.waitUntil(lambda: view.view is not None and view.view.file == "more.csv", timeout=30_000)
    assert view.go.text() == "Import 2 people"


def test_the_sums_count_rows_and_say_how_many_people_couples_make(qtbot, open_window, page, tmp_path):  # noqa: F811
    path = tmp_path / "couples.csv"
    path.write_text("Name,Phone\nJohn & Mary Dunn,218-555-0199\n\"Dunn, John and Mary\",218-555-0199\nTotal: 2,\n")
    view = page(path)
    assert view.foot.sums.text() == "3 rows: 1 new (2 people), 1 more of the same people, 1 not importable."
    assert view.go.text() == "Import 2 people"


def test_a_sheet_of_headers_alone_says_so(qtbot, open_window, page, tmp_path):  # noqa: F811
    path = tmp_path / "empty list.csv"
    path.write_text("First Name,Last Name,Email\n")
    view = page(path)
    assert view.foot.sums.text() == "There are no rows below the headers, so there is nothing to import."
    assert not view.go.isEnabled()


def test_what_the_check_says_is_seen_whole(qtbot, open_window, page, tmp_path):  # noqa: F811
    path = tmp_path / "sums.csv"
    path.write_text("Name,Phone,Zip\nAnn Lee,218-555-0101,55802\nTotal: 2,,\nBo Ray,218-555-0102,5580\n", encoding="utf-8")
    table = page(path).columns
    said = [table.columns_model.cell(row, 3).text for row in range(3)]
    assert any(len(one) > 40 for one in said)
    table.resize(1100, 400)
    assert table.columnWidth(3) >= table.sizeHintForColumn(3)
    assert table.columnWidth(0) >= table.sizeHintForColumn(0)


def test_a_cell_is_copied_and_pasted_over(qtbot, open_window, page, small):  # noqa: F811
    view = page(small)
    view.options.kind_buttons["refused"].click()
    qtbot.waitUntil(lambda: len(view.rows.rows_model.rows) == 1)
    view.rows.setCurrentIndex(view.rows.rows_model.index(0, 8))
    assert view.copy() and QApplication.clipboard().text() == "just a note"
    view.rows.setCurrentIndex(view.rows.rows_model.index(0, 1))
    assert not view.paste()  # what happens to a row is not written by hand
    view.rows.setCurrentIndex(view.rows.rows_model.index(0, 3))
    QApplication.clipboard().setText("Cy\tDunn\nDi\tFox\n")
    assert view.paste()
    qtbot.waitUntil(lambda: view.view.sums["added"] == 3)
    assert view.view.sums["refused"] == 0


def test_what_is_in_doubt_is_not_called_mended(qtbot, open_window, page, tmp_path):  # noqa: F811
    path = tmp_path / "mail.csv"
    path.write_text("Name,E-mail,Zip\nANN LEE,ann@gmial.com,5580\nBo Ray,bo@example.org,558021234\n", encoding="utf-8")
    view = page(path)
    name, mail, place = (view.columns.columns_model.cell(row, 3) for row in range(3))
    assert name.kind == "good" and "1 mended" in name.text
    assert mail.tone == "waiting" and mail.text == "1 to look at: gmail.com may be meant; kept as written"
    assert place.tone == "waiting" and place.text.startswith("1 to look at: a ZIP code of 4 digits")
    view.options.kind_buttons[""].click()
    qtbot.waitUntil(lambda: len(view.rows.rows_model.rows) == 2)
    inks = [view.rows.rows_model.index(0, place).data(Qt.ItemDataRole.ForegroundRole).name() for place in (3, 4)]
    assert inks[0] != inks[1]


def kill_reader(qtbot, view):
    """End the process that reads, as the system does for want of memory."""
    reader = view.asking.child._process
    os.kill(reader.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: reader.poll() is not None)


def mend_name(qtbot, view):
    """Write a first name into the row without one."""
    view.options.kind_buttons["refused"].click()
    qtbot.waitUntil(lambda: len(view.rows.rows_model.rows) == 1)
    view.rows.rows_model.setData(view.rows.rows_model.index(0, 3), "Cy")
    qtbot.waitUntil(lambda: view.view.sums["added"] == 3 and len(view.rows.rows_model.rows) == 4)  # all, as none is left


def test_a_reader_that_is_gone_before_the_import_reads_once_more_and_keeps_what_was_mended(
        qtbot, open_window, page, small):  # noqa: F811
    before = people(open_window)
    view = page(small)
    mend_name(qtbot, view)
    kill_reader(qtbot, view)
    view.go.click()
    qtbot.waitUntil(lambda: not view._importing and view.go.isEnabled(), timeout=30_000)
    assert people(open_window) == before and view.view.sums["added"] == 3
    assert open_window.workspace.error.isVisible()  # and says why there is another click to make
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    assert people(open_window) == before + 3


def test_whatever_is_asked_of_a_reader_that_is_gone_is_answered(
        qtbot, open_window, page, small, tmp_path, monkeypatch):  # noqa: F811
    view = page(small)
    mend_name(qtbot, view)
    kill_reader(qtbot, view)
    view.columns.chosen.emit("What now", "notes")
    qtbot.waitUntil(lambda: view.view.columns[5].field == "notes", timeout=30_000)
    assert view.view.sums["added"] == 3
    kill_reader(qtbot, view)
    undo(qtbot, open_window)
    qtbot.waitUntil(lambda: view.view.columns[5].field is None, timeout=30_000)
    kill_reader(qtbot, view)
    undo(qtbot, open_window)
    qtbot.waitUntil(lambda: view.view.sums["refused"] == 1, timeout=30_000)
    kill_reader(qtbot, view)
    view.options.kind_buttons["refused"].click()
    qtbot.waitUntil(lambda: len(view.rows.rows_model.rows) == 1, timeout=30_000)
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    kill_reader(qtbot, view)
    target = tmp_path / "left out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(target), ""))
    view.done.refused.click()
    qtbot.waitUntil(target.exists, timeout=30_000)
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert [row[5] for row in csv.reader(file)] == ["What now", "just a note"]


def test_a_file_that_changed_meanwhile_says_which_mending_is_lost(qtbot, page, small):  # noqa: F811
    view = page(small)
    mend_name(qtbot, view)
    lines = small.read_text(encoding="utf-8").splitlines()
    small.write_text("\n".join([*lines[:4], "Di,Fox,,,,", *lines[4:]]), encoding="utf-8")
    kill_reader(qtbot, view)
    view.columns.chosen.emit("What now", "notes")
    qtbot.waitUntil(lambda: "no longer fits 1 of its cells" in view.head.about.text(), timeout=30_000)
    assert view.view.sums["refused"] == 1


def test_another_way_of_reading_is_taken_back_with_ctrl_z_and_leaves_what_was_mended(
        qtbot, open_window, page, small):  # noqa: F811
    view = page(small)
    mend_name(qtbot, view)
    view.options.reading_chosen.emit({"encoding": "mac_roman"})
    qtbot.waitUntil(lambda: view.view.encoding == "mac_roman")
    assert view.view.sums["added"] == 3
    undo(qtbot, open_window)
    qtbot.waitUntil(lambda: view.view.encoding != "mac_roman")
    assert view.view.sums["added"] == 3


def test_a_way_of_reading_that_fails_leaves_the_sheet_as_it_was(qtbot, open_window, page, small):  # noqa: F811
    view = page(small)
    mend_name(qtbot, view)
    view.options.header_row.setText("900")
    qtbot.keyClick(view.options.header_row, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.options.header_row.text() == "1" and view.go.isEnabled(), timeout=30_000)
    assert view.view.sums["added"] == 3
    error = open_window.workspace.error
    assert error.isVisible() and "signups.csv has no row 900." in error.text.text()


def test_a_column_sent_elsewhere_while_another_way_of_reading_fails_leaves_a_sheet_to_import(
        qtbot, open_window, page, small):  # noqa: F811
    view = page(small)
    view.options.reading_chosen.emit({"header_row": 900})
    view.columns.chosen.emit("What now", "notes")
    qtbot.waitUntil(open_window.workspace.error.isVisible, timeout=30_000)
    qtbot.waitUntil(view.go.isEnabled, timeout=30_000)
    assert view.view.header_row == 1 and not view.asking.is_reading and not view._decisions.any


def test_another_way_of_reading_taken_back_before_it_failed_is_not_heard_of(
        qtbot, open_window, page, small):  # noqa: F811
    view = page(small)
    view.options.reading_chosen.emit({"header_row": 900})
    undo(qtbot, open_window)
    qtbot.waitUntil(lambda: not view.asking.is_reading, timeout=30_000)
    assert view.view.header_row == 1 and view.go.isEnabled() and not open_window.workspace.error.isVisible()


def test_another_way_of_reading_that_is_stopped_leaves_the_sheet_as_it_was(qtbot, open_window, page, small):  # noqa: F811
    view = page(small)
    mend_name(qtbot, view)
    view.options.reading_chosen.emit({"header_row": 3})
    open_window.foot.progress.cancel()
    qtbot.waitUntil(lambda: not view.asking.is_reading and view.go.isEnabled(), timeout=30_000)
    assert open_window.workspace.current is view and view.view.header_row == 1 and view.view.sums["added"] == 3
