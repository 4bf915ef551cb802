"""A call sheet looked at before it is made: the form on the left, the very pages that print on the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPainter
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from organizer.callsheets import compose, gather, outward, shelf
from organizer.callsheets.pdf import Layout, lay_out, page_layout, paint_page
from organizer.callsheets.sheet import CallSheet
from organizer.callsheets.template import Template
from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter
from organizer.domain.progress import Progress
from organizer.storage.database import Database
from ui.background.jobs import Jobs
from ui.callsheets.form import Choice, SheetForm
from ui.callsheets.pages_view import PagesView
from ui.preferences.remembered import Remembered
from ui.widgets.text import button, label

__all__ = ["PreviewDialog", "paint_layouts"]


class PreviewDialog(QDialog):
    """Makes call sheets of a filter or a selection.

    Args:
        jobs: the open store.
        chosen: whom.
        title: what the sheet is called at first.
        parent: the window.
    """

    def __init__(self, jobs: Jobs, chosen: ProspectFilter | Sequence[int], title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.chosen = chosen
        self._gathered: gather.Gathered | None = None
        self._made: list[CallSheet] = []
        self._made_of: tuple[Choice, int] | None = None
        self.setWindowTitle("Make call sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1120, 720)
        self.form = SheetForm(title)
        self.pages = PagesView()
        self.count = label("Looking people up …", "strong")
        self.page = label("", "soft")
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        self.print_button = button("Print…", self.print_)
        self.xlsx_button = button("Save as Excel…", lambda: self.save("xlsx"))
        self.pdf_button = button("Save as PDF…", lambda: self.save("pdf"), kind="primary")
        self.pdf_button.setDefault(True)
        self._lay_out()
        self._allow(False)
        self.form.changed.connect(self.refresh)
        self.form.keep_wanted.connect(self._keep)
        self.pages.page_changed.connect(self._say_page)
        jobs.read(gather.gather, chosen, done=self._found, failed=self._failed)
        jobs.read(shelf.templates, done=self.form.put_templates)

    def _lay_out(self) -> None:
        foot = QFrame()
        foot.setProperty("role", "foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(16, 8, 16, 8)
        line.setSpacing(8)
        line.addWidget(self.count)
        line.addWidget(self.page)
        line.addWidget(self.problem, 1)
        line.addStretch(1)
        for one in (button("Cancel", self.reject), self.print_button, self.xlsx_button, self.pdf_button):
            line.addWidget(one)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.form)
        middle.addWidget(self.pages, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(middle, 1)
        lines.addWidget(foot)

    def refresh(self) -> None:
        """Let the preview follow the form."""
        if self._gathered is None or not self._gathered.people:
            return
        choice = self.form.choice()
        self.jobs.read(_preview, self._gathered, choice, self._words(), self.jobs.by, done=self._show,
                       failed=self._failed, key="call sheet preview")

    def _words(self) -> str:
        return self.chosen.in_words() if isinstance(self.chosen, ProspectFilter) else ""

    def _found(self, found: gather.Gathered) -> None:
        self._gathered = found
        if not found.people:
            self._failed(UserError(compose.nobody(found.left_out)))
            return
        self._allow(True)
        self.refresh()

    def _show(self, found: tuple[Layout, int]) -> None:
        layout, sheets = found
        self.problem.hide()
        self.pages.put(layout)
        assert self._gathered is not None
        people = f"{len(self._gathered.people):,} people"
        several = f" on {sheets:,} sheets" if sheets > 1 else ""
        out = f", {self._gathered.left_out:,} may not be called" if self._gathered.left_out else ""
        self.count.setText(f"{people}{several}{out}")

    def _say_page(self, page: int) -> None:
        self.page.setText(f"page {page:,} of {self.pages.pages:,}")

    def _failed(self, fault: Any) -> None:
        self.count.setText("")
        self.problem.setText(fault.message if isinstance(fault, UserError) else "This could not be shown.")
        self.problem.show()
        self._allow(bool(self._made))

    def _allow(self, on: bool) -> None:
        for one in (self.print_button, self.xlsx_button, self.pdf_button):
            one.setEnabled(on)

    def _keep(self, template: Template) -> None:
        self.jobs.write(shelf.keep_template, template, by=self.jobs.by,
                        done=lambda _: self.jobs.read(shelf.templates, done=self.form.put_templates))

    # making

    def save(self, form: str) -> None:
        """Ask for a place, make the sheets, and write them there."""
        remembered = Remembered()
        title = self.form.choice().title
        plain = "".join(letter if letter not in '/\\:*?"<>|' else "-" for letter in title)
        start = remembered.folder("call sheets") / f"{plain}.{form}"
        kind = "PDF files (*.pdf)" if form == "pdf" else "Excel workbooks (*.xlsx)"
        said, _ = QFileDialog.getSaveFileName(self, "Save call sheet", str(start), kind)
        if said:
            path = Path(said)
            path = path if path.suffix.lower() == f".{form}" else path.with_name(f"{path.name}.{form}")
            remembered.keep_folder("call sheets", path.parent)
            self.make(lambda sheets: self.write(sheets, path))

    def make(self, then: Any) -> None:
        """Freeze the sheets in the store, once for what the form says, then go on with them."""
        choice = self.form.choice()
        if self._made and self._made_of == (choice, 0):
            then(self._made)
            return
        self._allow(False)

        def made(result: compose.Made) -> None:
            self._made, self._made_of = result.sheets, (choice, 0)
            self._allow(True)
            then(result.sheets)

        self.jobs.write(compose.make_sheets, self.chosen, title=choice.title, by=self.jobs.by, words=self._words(),
                        template=choice.template, callers=choice.callers, size=choice.size, due=choice.due, done=made,
                        failed=self._failed)

    def write(self, sheets: list[CallSheet], path: Path) -> None:
        """Write sheets that are made, in the form the file's name says, then open the file."""
        def done(_: object) -> None:
            window = self.parent()
            say = getattr(window, "say", None)
            if say is not None:
                say(f"Saved {path.name}, {sum(len(one.lines) for one in sheets):,} people.")
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
            self.accept()

        self.jobs.run(_write, sheets, path, self.jobs.by, self.form.choice().cover, title=f"Saving {path.name}",
                      done=done, failed=self._failed)

    def print_(self) -> None:
        """Make the sheets and print them on a printer of the user's choice."""
        self.make(self._print)

    def _print(self, sheets: list[CallSheet]) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        layouts = [lay_out(sheet, self.form.choice().cover) for sheet in sheets]
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(layouts[0].paper, layouts[0].landscape))
        printer.setFullPage(True)
        printer.setDocName(sheets[0].title)
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            paint_layouts(printer, layouts)
            self.jobs.write(_log_print, sheets, by=self.jobs.by)
            self.accept()
        dialog.deleteLater()


def _preview(
    session: Any, gathered: gather.Gathered, choice: Choice, words: str, by: str
) -> tuple[Layout, int]:
    """The first sheet's pages as they would print, and how many sheets there would be."""
    sheet = compose.draft(session, gathered, title=choice.title, words=words, by=by, template=choice.template)
    shares = compose.split(sheet.lines, len(choice.callers) or 1, 0 if choice.callers else choice.size)
    if len(shares) > 1:
        first = shares[0]
        sheet = compose.draft(session, gather.Gathered(tuple(
            one for one in gathered.people if one.line.uuid in {line.uuid for line in first}), 0),
            title=choice.title, words=words, by=by, template=choice.template)
    return lay_out(sheet, choice.cover), len(shares)


def _write(
    database: Database, sheets: list[CallSheet], path: Path, by: str, cover: bool, progress: Progress
) -> None:
    with database.writing() as session:
        outward.write_sheets(session, sheets, path, by=by, cover=cover, progress=progress)


def _log_print(session: Any, sheets: list[CallSheet], *, by: str) -> None:
    for sheet in sheets:
        outward.log_export(session, None, by=by, purpose=f"call sheet {sheet.number}", form="print",
                           people=len(sheet.lines), words=sheet.words, columns=["name", *sheet.template.columns])


def paint_layouts(printer: Any, layouts: Sequence[Layout]) -> None:
    """Draw all pages on a printer."""
    painter = QPainter(printer)
    first = True
    for layout in layouts:
        for page in range(len(layout.pages)):
            if not first:
                printer.newPage()
            first = False
            paint_page(painter, QRectF(printer.pageLayout().fullRectPixels(printer.resolution())), layout, page)
    painter.end()
