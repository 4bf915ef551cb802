"""A call sheet seen before it is made, made, listed, and logged."""

from __future__ import annotations

import pytest
import shiboken6
from openpyxl import load_workbook
from pypdf import PdfReader

from organizer.callsheets import outward, shelf
from organizer.domain.filters import EVERYONE, ProspectFilter
from ui.callsheets.preview import PreviewDialog
from ui.callsheets.sheets_page import SheetsPage


def opened(qtbot, jobs, window):
    dialog = PreviewDialog(jobs, ProspectFilter(districts=(("state-house", "32A"),)), "HD 32A", window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.pages.pages == 1)
    return dialog


@pytest.fixture
def preview(qtbot, jobs, window):
    dialog = opened(qtbot, jobs, window)
    yield dialog
    if shiboken6.isValid(dialog):
        dialog.close()


def test_the_preview_says_how_many_and_follows_the_form(qtbot, preview):
    assert preview.count.text() == "4 people"
    preview.form.landscape.click()
    qtbot.waitUntil(lambda: preview.pages.shown.landscape)
    preview.form.callers.setText("Denise, Jamal")
    preview.form.callers.textEdited.emit("")
    qtbot.waitUntil(lambda: "on 2 sheets" in preview.count.text())


def test_a_saved_pdf_and_workbook_hold_the_people_and_are_logged(qtbot, jobs, window, tmp_path, monkeypatch):
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: True)
    pdf, xlsx = tmp_path / "a.pdf", tmp_path / "a.xlsx"
    for path in (pdf, xlsx):
        preview = opened(qtbot, jobs, window)
        with qtbot.waitSignal(preview.accepted, timeout=10_000):
            preview.make(lambda sheets, preview=preview, path=path: preview.write(sheets, path))
    assert "Okafor" in PdfReader(pdf).pages[0].extract_text()
    assert "Result" in {str(cell.value) for row in load_workbook(xlsx).worksheets[0].iter_rows() for cell in row}
    with jobs.database.reading() as session:
        assert [row.number for row in shelf.listed(session)] == [2, 1]
        assert [row.form for row in outward.export_log(session)] == ["xlsx", "pdf"]


def test_nobody_to_call_is_said_and_cannot_be_printed(qtbot, jobs, window):
    dialog = PreviewDialog(jobs, ProspectFilter(city=("Nowhere",)), "x", window)
    dialog.open()
    qtbot.waitUntil(lambda: "finds nobody" in dialog.problem.text())
    assert not dialog.pdf_button.isEnabled()
    dialog.close()


def test_the_sheets_page_lists_changes_and_hands_over(qtbot, jobs, window):
    page = SheetsPage(jobs, window)
    jobs.changed.connect(page.refresh)
    assert page.stack.currentWidget() is page.empty
    from organizer.callsheets import compose

    jobs.write(compose.make_sheets, EVERYONE, title="Everyone", by="D. Brooks")
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    row = page.model.rows[0]
    assert (row.number, row.people, row.state) == (1, 12, "out")
    page._set(row, state="back", caller="Jamal")
    qtbot.waitUntil(lambda: page.model.rows[0].state == "back")
    assert page.model.rows[0].caller == "Jamal"
    with qtbot.waitSignal(page.page_wanted) as asked:
        page.type_in.click()
    assert asked.args == ["type-in", 1]
