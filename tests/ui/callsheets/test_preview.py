"""A call sheet seen before it is made, made, listed, and logged."""

from __future__ import annotations

import pytest
import shiboken6
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTime
from PySide6.QtPrintSupport import QPrinter

from organizer.callsheets import compose, log, shelf
from organizer.callsheets.template import STANDARD, Template
from organizer.cli.taking import take_sheets
from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.domain.progress import silent
from organizer.storage import journal
from organizer.storage.tables import Person
from ui.callsheets.preview import PreviewDialog, print_again
from ui.callsheets.sheets_page import SheetsPage
from ui.callsheets.start import edit_templates


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
    preview.form.page.landscape.click()
    qtbot.waitUntil(lambda: preview.pages.shown.landscape)
    preview.form.tabs.setCurrentIndex(2)
    qtbot.keyClicks(preview.form.sheets.callers, "Denise, Jamal")
    qtbot.waitUntil(lambda: "on 2 sheets" in preview.count.text())
    said = [{text for marks in page.ink.texts.values() for _, _, text in marks} for page in preview.pages.shown.pages]
    assert [name for name in ("Denise", "Jamal") for page in said if name in page] == ["Denise", "Jamal"]
    preview.form.sheets.cover.click()
    qtbot.waitUntil(lambda: preview.pages.pages == 4)
    assert preview.pages.shown.pages[0].lines == preview.pages.shown.pages[2].lines == ()


def test_the_number_of_sheets_or_their_size_shares_the_people(qtbot, preview):
    preview.form.sheets.parts.setValue(2)
    qtbot.waitUntil(lambda: "on 2 sheets" in preview.count.text())
    assert not preview.form.sheets.size_.isEnabled()
    preview.form.sheets.parts.setValue(1)
    preview.form.sheets.size_.setValue(1)
    qtbot.waitUntil(lambda: "on 4 sheets" in preview.count.text())


def test_a_day_that_is_none_is_said_and_nothing_is_made(qtbot, preview):
    preview.form.tabs.setCurrentIndex(2)
    qtbot.keyClicks(preview.form.sheets.due, "someday")
    qtbot.waitUntil(lambda: "isn't a day" in preview.problem.text())
    assert not preview.pdf_button.isEnabled()
    preview.form.sheets.due.clear()
    qtbot.keyClicks(preview.form.sheets.due, "2028-05-30")
    qtbot.waitUntil(preview.pdf_button.isEnabled)
    assert preview.form.choice().due == "2028-05-30"
    assert preview.problem.isHidden()


def test_everything_of_a_template_can_be_changed_and_is_kept_under_a_name(qtbot, jobs, preview):
    form = preview.form
    form.page.paper.setCurrentIndex(form.page.paper.findData("a4"))
    form.page.density.setCurrentIndex(form.page.density.findData("list"))
    form.page.columns["email"].click()
    form.page.kinds["state-senate"].click()
    form.page.breaks.setCurrentIndex(form.page.breaks.findText("State Senate"))
    form.words.script.setPlainText("Hello!")
    form.words.pitch.setPlainText("One.\n\nTwo.")
    form.words.asked.setPlainText("Who?\nUs.\n\nWhy?\nTo win.")
    form.words.return_to.setText("Jo, 12 Oak St")
    form.words.first.setTime(QTime(10, 0))
    wanted = form.template().named("Mine")
    form.keep_wanted.emit(wanted)
    qtbot.waitUntil(lambda: form.templates.findText("Mine") >= 0)
    with jobs.database.reading() as session:
        kept = shelf.load_template(session, "Mine")
    assert kept == wanted == Template(
        name="Mine", paper="a4", density="list", columns=(*STANDARD.columns[:5], "email", *STANDARD.columns[5:]),
        breaks="district", break_kind="state-senate", district_kinds=("state-house",), script="Hello!",
        pitch=("One.", "Two."), if_asked=(("Who?", "Us."), ("Why?", "To win.")), return_to="Jo, 12 Oak St",
        window=("10:00", "20:30"),
    )
    assert preview.form.choice().template.paper == "a4"


def test_templates_are_edited_with_the_page_in_view(qtbot, jobs, window):
    dialog = edit_templates(jobs, window, None)
    qtbot.waitUntil(lambda: dialog.form.templates.count() == 1)
    assert not dialog.form.keep.isEnabled()
    assert dialog.pages.pages >= 2
    dialog.form.page.landscape.click()
    qtbot.waitUntil(lambda: dialog.pages.shown.landscape)
    assert dialog.form.keep.isEnabled()
    dialog.form.keep.click()
    qtbot.waitUntil(lambda: "is saved" in dialog.said.text())
    qtbot.waitUntil(lambda: not dialog.form.keep.isEnabled())
    with jobs.database.reading() as session:
        assert shelf.load_template(session, "Standard").landscape
    dialog.form.forget.click()
    qtbot.waitUntil(lambda: "is removed" in dialog.said.text())
    qtbot.waitUntil(lambda: not dialog.pages.shown.landscape)
    with jobs.database.reading() as session:
        assert shelf.templates(session) == [STANDARD]
    dialog.form.words.first.setTime(QTime(23, 0))
    qtbot.waitUntil(lambda: "end before they begin" in dialog.problem.text())
    dialog.accept()
    assert dialog.isVisible()
    assert "“Standard” are not saved" in dialog.problem.text()
    dialog.accept()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog) or not dialog.isVisible())


def test_choosing_another_template_keeps_what_was_not_saved(qtbot, preview):
    form = preview.form
    form.keep_wanted.emit(form.template().named("Mine"))
    qtbot.waitUntil(lambda: form.templates.findText("Mine") >= 0)

    def choose(name):
        form.templates.setCurrentText(name)
        form.templates.activated.emit(form.templates.currentIndex())

    def offered():
        return [form.templates.itemText(place) for place in range(form.templates.count())]

    form.page.landscape.click()
    form.words.return_to.setText("Jo")
    choose("Mine")
    assert (form.template().landscape, form.template().return_to, form.keep.isEnabled()) == (False, "", False)
    assert offered() == ["Standard", "Standard – not saved", "Mine"]
    assert form.unsaved() == ["Standard"]
    choose("Standard – not saved")
    assert (form.template().landscape, form.template().return_to, form.keep.isEnabled()) == (True, "Jo", True)
    assert offered() == ["Standard", "Mine"]
    choose("Standard")
    assert (form.template(), form.unsaved()) == (STANDARD, ["Standard"])
    form.words.return_to.setText("Bo")
    choose("Standard – not saved")
    assert (form.template().return_to, offered()) == ("Jo", ["Standard", "Standard – not saved", "Mine"])
    assert form.templates.currentText() == "Standard"


def test_sheets_go_to_a_printer_and_are_logged(qtbot, jobs, window, tmp_path):
    preview = opened(qtbot, jobs, window)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFullPage(True)
    with qtbot.waitSignal(preview.accepted, timeout=10_000):
        preview.make(lambda sheets: preview.print_on(printer, sheets))
    [page] = PdfReader(tmp_path / "printed.pdf").pages
    assert "Okafor" in page.extract_text()
    assert float(page.mediabox.width) == pytest.approx(8.5 * 72, abs=1.5)
    with jobs.database.reading() as session:
        [row] = log.export_log(session)
    assert (row.form, row.file_name, row.people, row.purpose) == ("print", "", 4, "call sheet 1")


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv"])
def test_sheets_whose_folder_vanishes_before_they_are_saved_are_not_out(qtbot, jobs, window, tmp_path, monkeypatch,
                                                                        form):
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: True)
    preview, gone = opened(qtbot, jobs, window), tmp_path / "stick"
    preview.make(lambda sheets: preview.write(sheets, gone / f"a.{form}"))
    qtbot.waitUntil(lambda: "is not there" in preview.problem.text())
    qtbot.waitUntil(preview.pdf_button.isEnabled)
    with jobs.database.reading() as session:
        assert (shelf.listed(session), log.export_log(session)) == ([], [])
    gone.mkdir()
    with qtbot.waitSignal(preview.accepted, timeout=10_000):
        preview.make(lambda sheets: preview.write(sheets, gone / f"a.{form}"))
    with jobs.database.reading() as session:
        assert [row.number for row in shelf.listed(session)] == [2]


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
        assert [row.form for row in log.export_log(session)] == ["xlsx", "pdf"]


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
    jobs.write(compose.make_sheets, EVERYONE, title="Everyone", by="D. Brooks")
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    row = page.model.rows[0]
    assert (row.number, row.people, row.state) == (1, 12, "out")
    page.panel.states["back"].click()
    qtbot.waitUntil(lambda: page.model.rows[0].state == "back")
    page.panel.caller.edit("Jamal")
    qtbot.keyClick(page.panel.caller.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rows[0].caller == "Jamal")
    page.panel.due.edit("someday")
    qtbot.keyClick(page.panel.due.field, Qt.Key.Key_Return)
    assert "isn't a day" in page.panel.due.fault.text()
    page.panel.due.field.setText("2028-05-30")
    qtbot.keyClick(page.panel.due.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rows[0].due == "2028-05-30")
    page.show_only.setCurrentIndex(page.show_only.findData("out"))
    page.show_only.activated.emit(1)
    assert page.model.rows == []
    assert page.panel.isHidden()
    page.show_only.setCurrentIndex(0)
    page.show_only.activated.emit(0)
    page.search.setText("everyone 1")
    assert len(page.model.rows) == 1
    with qtbot.waitSignal(page.page_wanted) as asked:
        page.type_in.click()
    assert asked.args == ["type-in", 1]


def test_several_sheets_are_changed_together_and_undone_together(qtbot, jobs, window):
    page = SheetsPage(jobs, window)
    jobs.changed.connect(page.refresh)
    jobs.write(compose.make_sheets, EVERYONE, title="Everyone", by="D. Brooks", callers=("Ann", "Bo", "Cy"))
    qtbot.waitUntil(lambda: len(page.model.rows) == 3)
    assert page.panel.packet.text() == "Choose all 3 sheets of the packet"
    page.panel.packet.click()
    assert page.panel.title.text() == "3 sheets"
    page.panel.states["lost"].click()
    qtbot.waitUntil(lambda: {row.state for row in page.model.rows} == {"lost"})
    assert len(page.panel.rows) == 3
    jobs.write(journal.undo, by="D. Brooks")
    qtbot.waitUntil(lambda: {row.state for row in page.model.rows} == {"out"})


def test_a_sheet_is_printed_and_saved_again_as_it_was(qtbot, jobs, tmp_path):
    database = jobs.database
    with database.writing() as session:
        [sheet] = compose.make_sheets(session, EVERYONE, title="Everyone", by="D. Brooks").sheets
        with journal.action(session, kind="edit", name="Edit", by="t") as do:
            do.update(Person, sheet.lines[0].person_id, first_name="Changed")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_again(database, [1], printer, "Jo", silent)
    assert take_sheets(database, [1], tmp_path / "a.csv", by="Jo") == [tmp_path / "a.csv"]
    printed = " ".join(page.extract_text() for page in PdfReader(tmp_path / "printed.pdf").pages)
    for line in sheet.lines:
        assert line.code in printed
    assert "Changed" not in printed + (tmp_path / "a.csv").read_text("utf-8-sig")
    with database.reading() as session:
        assert [(row.form, row.by) for row in log.export_log(session)] == [("csv", "Jo"), ("print", "Jo")]


def test_a_packet_for_several_callers_has_a_way_of_its_own(qtbot, open_window):
    assert any(action.text().replace("&", "") == "Make sheets for several callers…"
               for menu in open_window.menuBar().actions() for action in menu.menu().actions())
    open_window.run_command("packet", open_window.subject_of("packet"))
    dialog = open_window.findChild(PreviewDialog)
    assert dialog.form.tabs.tabText(dialog.form.tabs.currentIndex()) == "Callers"
    qtbot.waitUntil(dialog.form.sheets.callers.isVisible)
    dialog.reject()
