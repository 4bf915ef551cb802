"""Files that come while another is read, checked or imported wait in line; what is left is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

SAMPLE = Path(__file__).parents[3] / "resources" / "sample"
LARGE = SAMPLE / "bsd-win-signups.xlsx"


@pytest.fixture
def view(qtbot, open_window):
    """The page to check, in a window that has the keyboard."""
    open_window.activateWindow()
    open_window.prepare_page("import")
    return open_window.workspace.page("import")


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "few.csv"
    path.write_text("First Name,Last Name,Email\nAnn,Lee,ann@example.org\n", encoding="utf-8")
    return path


def read(qtbot, view, name):
    """Wait until a file stands there to be checked."""
    qtbot.waitUntil(lambda: view.view is not None and view.view.file == name, timeout=60_000)


def test_a_file_dropped_while_another_is_read_comes_after_it(qtbot, open_window, view, small):
    open_window.files_dropped.emit((LARGE,))
    qtbot.waitUntil(lambda: LARGE.name in view.head.heading.text())
    assert view.view is None
    open_window.files_dropped.emit((small,))
    read(qtbot, view, LARGE.name)
    qtbot.waitUntil(lambda: view.head.heading.text() == f"Import {LARGE.name} – file 1 of 2")
    assert view.foot.skip.isVisible()
    view.foot.skip.click()
    read(qtbot, view, small.name)
    assert view.head.heading.text() == f"Import {small.name} – file 2 of 2"


def test_files_dropped_while_one_is_checked_or_imported_are_said_to_come_after_it(qtbot, open_window, view, small, tmp_path):
    more = [tmp_path / f"{name}.csv" for name in ("two", "three")]
    for number, path in enumerate(more):
        path.write_text(f"Name,Email\nBo Ray,bo{number}@example.org\n", encoding="utf-8")
    open_window.files_dropped.emit((small,))
    read(qtbot, view, small.name)
    open_window.files_dropped.emit((more[0],))
    qtbot.waitUntil(lambda: view.head.heading.text().endswith("– file 1 of 2"))
    assert open_window.foot.undo_bar.said == "1 file comes after this one."
    view.go.click()
    open_window.files_dropped.emit((more[1],))
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    assert "few.csv is in" in view.done.title.text()
    qtbot.waitUntil(lambda: len(view.line) == 2)
    view.done.go.click()
    read(qtbot, view, "two.csv")
    assert view.head.heading.text().endswith("– file 2 of 3")


def test_what_was_left_while_it_was_read_does_not_come_back(qtbot, open_window, view, small):
    open_window.files_dropped.emit((LARGE,))
    qtbot.waitUntil(lambda: LARGE.name in view.head.heading.text())
    view.foot.cancel.click()
    assert open_window.page is open_window.workspace.page("imports")
    qtbot.waitUntil(lambda: not open_window.jobs.under_way, timeout=5_000)
    assert view.view is None
    open_window.files_dropped.emit((small,))
    read(qtbot, view, small.name)
    assert view.head.heading.text() == f"Import {small.name}"


def test_reading_that_is_stopped_from_another_page_leaves_that_page(qtbot, open_window, view):
    open_window.files_dropped.emit((LARGE,))
    qtbot.waitUntil(lambda: bool(open_window.jobs.under_way))
    open_window.show_page("prospects")
    open_window.jobs.under_way[0].cancel()
    qtbot.waitUntil(lambda: view.reading._sentence.text().startswith("Drop a sign-up sheet"))
    assert open_window.page is open_window.workspace.page("prospects")


def test_enter_on_a_refusal_chooses_another_file(qtbot, open_window, view, small, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(small)], ""))
    flyer = tmp_path / "flyer.pdf"
    flyer.write_bytes(b"%PDF-1.7")
    open_window.files_dropped.emit((flyer,))
    qtbot.waitUntil(lambda: "PDF" in view.reading._sentence.text() and open_window.focusWidget() is view.reading.step)
    qtbot.keyClick(open_window.focusWidget(), Qt.Key.Key_Return)
    read(qtbot, view, small.name)


def test_a_file_that_was_read_takes_the_keyboard_from_no_other_page(qtbot, open_window, view):
    open_window.files_dropped.emit((LARGE,))
    qtbot.waitUntil(lambda: LARGE.name in view.head.heading.text())
    open_window.show_page("prospects")
    search: QLineEdit = open_window.page.bar.search
    search.setFocus()
    read(qtbot, view, LARGE.name)
    assert QApplication.focusWidget() is search
    open_window.show_page("import")
    assert QApplication.focusWidget() is view.go


def test_a_file_gone_before_it_is_read_anew_leads_to_the_next_step(qtbot, open_window, view, small):
    open_window.files_dropped.emit((small,))
    read(qtbot, view, small.name)
    small.unlink()
    view.options.encoding.setFocus()
    view.options.encoding.activated.emit(1)
    qtbot.waitUntil(lambda: "was not found" in view.reading._sentence.text())
    assert QApplication.focusWidget() is view.reading.step


def test_a_sheet_that_tells_nobody_leads_to_its_columns(qtbot, open_window, view, tmp_path):
    path = tmp_path / "notes.csv"
    path.write_text("What,Which\nchairs,red\ntables,blue\n", encoding="utf-8")
    open_window.files_dropped.emit((path,))
    qtbot.waitUntil(lambda: view.reading.other.isVisible() or view.view is not None, timeout=30_000)
    if view.view is None:
        view.reading.other.click()
    assert not view.go.isEnabled() and view.go.text() == "Import"
    qtbot.waitUntil(lambda: QApplication.focusWidget() is view.columns)


def test_a_sheet_is_not_imported_before_it_was_seen_what_would_be(qtbot, open_window, view):
    open_window.files_dropped.emit((LARGE,))
    read(qtbot, view, LARGE.name)
    view.options.kind_buttons[""].click()
    rows = view.rows.rows_model
    qtbot.waitUntil(lambda: bool(rows.rows), timeout=30_000)
    before, seen = view.view, []
    view.columns.columns_model.modelReset.connect(lambda: seen.append(view.view))
    rows.setData(rows.index(0, 4), "Xx")
    assert not view.go.isEnabled()
    view.columns.chosen.emit(view.view.columns[0].header, "notes")
    qtbot.waitUntil(view.go.isEnabled, timeout=30_000)
    assert len(seen) == 1 and view.view is not before  # what was asked first is passed over
    view.options.encoding.activated.emit(0)
    assert not view.go.isEnabled()


def test_nothing_of_a_sheet_is_changed_while_it_is_imported(qtbot, open_window, view):
    open_window.files_dropped.emit((LARGE,))
    read(qtbot, view, LARGE.name)
    view.options.kind_buttons[""].click()
    qtbot.waitUntil(lambda: bool(view.rows.rows_model.rows), timeout=30_000)
    view.rows.setCurrentIndex(view.rows.rows_model.index(0, 4))
    QApplication.clipboard().setText("Xx")
    view.go.click()
    assert not any(part.isEnabled() for part in (view.options, view.rows, view.foot.policy, view.go))
    assert not view.paste() and not view.foot.cancel.isVisible()
    assert QApplication.focusWidget() is view
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=60_000)
    assert view.done.isEnabled() and QApplication.focusWidget() is view.done.go


def test_a_file_gets_in_line_also_while_the_store_is_being_written(qtbot, open_window, view, small):
    other = open_window.jobs.database.raw()
    other.execute("BEGIN EXCLUSIVE")
    try:
        open_window.files_dropped.emit((small,))
        qtbot.waitUntil(lambda: small.name in view.head.heading.text())
    finally:
        other.rollback()
        other.close()
    read(qtbot, view, small.name)


def test_an_import_that_was_stopped_can_be_done_after_all(qtbot, open_window, view):
    open_window.files_dropped.emit((LARGE,))
    read(qtbot, view, LARGE.name)
    with qtbot.waitSignal(open_window.jobs.cancelled, timeout=30_000):
        view.go.click()
        open_window.jobs.under_way[0].cancel()
    qtbot.waitUntil(view.go.isEnabled, timeout=60_000)
    assert view.options.isEnabled() and view.foot.cancel.isVisible() and QApplication.focusWidget() is view.go
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=60_000)
    assert view.done.title.text() == f"{LARGE.name} is in."


def test_a_list_that_is_not_of_people_is_not_passed_over_for_files_that_come_meanwhile(
        qtbot, open_window, view, small):
    open_window.files_dropped.emit((SAMPLE / "seats.csv",))
    qtbot.waitUntil(lambda: view.reading.step.text() == "Load it as seats", timeout=30_000)
    assert not view.foot.skip.isVisible()
    open_window.files_dropped.emit((small,))
    qtbot.waitUntil(lambda: view.head.heading.text() == "Import seats.csv – file 1 of 2")
    assert view.reading.step.text() == "Load it as seats" and view.foot.skip.isVisible() and view.view is None
    view.foot.skip.click()
    read(qtbot, view, small.name)


def test_another_file_chosen_in_place_of_a_list_that_is_not_of_people_is_read_at_once(
        qtbot, open_window, view, small, tmp_path, monkeypatch):
    path = tmp_path / "list.csv"
    path.write_text("name,type,id\nSTATEWIDE,X,1\nCOUNTYWIDE,Y,2\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(small)], ""))
    open_window.files_dropped.emit((path,))
    qtbot.waitUntil(lambda: view.reading.step.text() == "Choose another file", timeout=30_000)
    view.reading.step.click()
    read(qtbot, view, small.name)
    assert view.head.heading.text() == f"Import {small.name}"
