"""Exporting from the window: what leaves is said before, and who took it is listed after."""

from __future__ import annotations

import csv

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import func, select

from organizer.callsheets.log import export_log
from organizer.callsheets.safe_file import hash_of
from organizer.domain.filters import ProspectFilter
from organizer.outreach.record import record_result
from organizer.storage.tables import Person
from ui.callsheets.start import export_people


@pytest.fixture
def dialog(qtbot, open_window):
    with open_window.jobs.database.writing() as session:
        person = session.scalar(select(Person.id).where(Person.first_name == "Maria"))
        record_result(session, [person], "XC", by="t")
    made = export_people(open_window.jobs, open_window, ProspectFilter(interest=("run",)))
    qtbot.waitUntil(lambda: made.xlsx_button.isEnabled())
    return made


def log(window):
    with window.jobs.database.reading() as session:
        return export_log(session)


def test_who_leaves_and_who_stays_is_said_before(dialog):
    assert dialog.count.text() == ("4 people. 1 stays here: do not call, deceased, hostile, or without a good number.")
    assert dialog.columns.text().startswith("2") and "First name" in dialog.columns.text()
    assert dialog.who.text() == "Would run."


def test_only_the_columns_of_the_purpose_leave_and_it_is_logged_and_listed(qtbot, dialog, open_window, tmp_path):
    QTest.keyClick(dialog.purposes["organizer"], Qt.Key.Key_Down)
    QTest.keyClick(dialog.purposes["calling"], Qt.Key.Key_Down)
    assert dialog.purpose == "letters"
    qtbot.waitUntil(lambda: dialog.xlsx_button.isEnabled())
    path = tmp_path / "letters.csv"
    dialog.write(path)
    qtbot.waitUntil(lambda: bool(log(open_window)), timeout=30_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = list(csv.reader(file))
    assert headings == ["First name", "Middle name", "Last name", "Suffix", "Address", "City", "State", "Zip",
                        "External ID"]
    assert len(rows) == 4
    assert not any("Maria" in row for row in rows)
    [row] = log(open_window)
    assert (row.by, row.people, row.words, row.form, row.file_name) == ("D. Brooks", 4, "would run", "csv", path.name)
    assert row.columns == tuple(headings)
    assert row.file_hash == hash_of(path)
    open_window.show_page("sheets")
    page = open_window.workspace.page("sheets")
    page.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(page.log_model.rows) == 1)
    assert page.count_line.text() == "1 time"


def test_everything_goes_out_and_into_an_empty_file_by_a_drop(qtbot, dialog, open_window, tmp_path):
    dialog.purposes["everything"].setChecked(True)
    assert not dialog.csv_button.isEnabled()
    path = tmp_path / "all.xlsx"
    dialog.write(path)
    qtbot.waitUntil(lambda: bool(log(open_window)) and bool(log(open_window)[0].file_hash), timeout=60_000)
    assert log(open_window)[0].file_hash == hash_of(path)
    assert "About this file" in load_workbook(path, read_only=True).sheetnames
    open_window.open_path(tmp_path / "new.organizer", create=True)
    open_window.files_dropped.emit((path,))

    def people():
        with open_window.jobs.database.reading() as session:
            return session.scalar(select(func.count()).select_from(Person))

    qtbot.waitUntil(lambda: people() == 12, timeout=60_000)


def test_where_nothing_could_be_written_nothing_is_logged(qtbot, dialog, open_window, tmp_path):
    dialog.purposes["everything"].setChecked(True)
    with qtbot.waitSignal(open_window.jobs.failed, timeout=60_000) as told:
        dialog.write(tmp_path / "no such folder" / "all.xlsx")
    assert "is not there" in told.args[0]
    assert log(open_window) == []


def test_the_menu_has_it(open_window):
    entries = [action.text() for menu in open_window.menuBar().actions() for action in menu.menu().actions()]
    assert "&Export…" in entries
    assert "&Read a filled workbook…" in entries
