"""Recruitment sheets looked at before they are printed or saved: a page a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QWidget

from organizer.callsheets.pdf.pages import Layout, page_layout
from organizer.callsheets.pdf.recruit import lay_out_recruits
from organizer.callsheets.recruit import RecruitSheet
from organizer.callsheets.recruits import Recruits, log_recruits, write_recruits
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress
from organizer.storage.database import Database
from ui.background.jobs import Jobs
from ui.callsheets.pages_view import PagesView
from ui.callsheets.printing import paint_layouts
from ui.labels import many
from ui.preferences.remembered import Remembered
from ui.widgets.strips import lay_out, strip
from ui.widgets.text import button, label

__all__ = ["RecruitDialog"]

_PAPERS = (("letter", "Letter"), ("legal", "Legal"), ("a4", "A4"))


class RecruitDialog(QDialog):
    """The pages, and what to do with them.

    Args:
        jobs: the open store.
        make: makes the sheets in the read lane: ``make(session, by=…)``.
        parent: the window.
    """

    def __init__(self, jobs: Jobs, make: Callable[..., Recruits], parent: QWidget) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self._made: Recruits | None = None
        self.setWindowTitle("Recruitment sheets")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(900, 720)
        self.pages = PagesView()
        self.count = label("Looking people up …", "strong")
        self.page = label("", "soft")
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        self.paper = QComboBox()
        self.paper.setAccessibleName("Paper")
        for code, name in _PAPERS:
            self.paper.addItem(name, code)
        self.print_button = button("Print…", self.print_)
        self.pdf_button = button("Save as PDF…", self.save, kind="primary")
        self.pdf_button.setDefault(True)
        self._lay_out()
        self._allow(False)
        self.paper.currentIndexChanged.connect(lambda _: self._show())
        self.pages.page_changed.connect(
            lambda page: self.page.setText(f"page {page:,} of {self.pages.pages:,}"))
        jobs.read(make, by=jobs.by, done=self._found, failed=self._failed)

    def _lay_out(self) -> None:
        foot = strip(self.count, self.page, self.problem, None, self.paper, button("Cancel", self.reject),
                     self.print_button, self.pdf_button, role="foot", room=(16, 8), grows=self.problem)
        lay_out(self, self.pages, foot, grows=self.pages)

    @property
    def sheets(self) -> list[RecruitSheet]:
        """The sheets on the paper that is chosen."""
        paper = str(self.paper.currentData())
        return [replace(one, paper=paper) for one in self._made.sheets] if self._made else []

    def _allow(self, on: bool) -> None:
        for one in (self.paper, self.print_button, self.pdf_button):
            one.setEnabled(on)

    def _found(self, made: Recruits) -> None:
        self._made = made
        out = f", {made.left_out:,} may not be called" if made.left_out else ""
        self.count.setText(f"{many(len(made.sheets), 'person', 'people')}{out}")
        self._show()

    def _show(self) -> None:
        self.jobs.read(_lay_out, self.sheets, done=self._laid_out, failed=self._failed, key="recruitment preview")

    def _laid_out(self, layout: Layout) -> None:
        self.pages.put(layout)
        self._allow(True)
        self.pdf_button.setFocus()

    def _failed(self, fault: Any) -> None:
        self.count.setText("")
        self.problem.setText(fault.message if isinstance(fault, UserError) else "This could not be shown.")
        self.problem.show()
        self._allow(self._made is not None)

    # making

    def save(self) -> None:
        """Ask for a place and write the pages there."""
        remembered = Remembered()
        sheets = self.sheets
        name = sheets[0].line.name if len(sheets) == 1 else sheets[0].asked.name if sheets[0].asked else "prospects"
        plain = "".join(letter if letter not in '/\\:*?"<>|' else "-" for letter in f"recruit {name}"[:80])
        start = remembered.folder("call sheets") / f"{plain}.pdf"
        said, _ = QFileDialog.getSaveFileName(self, "Save recruitment sheets", str(start), "PDF files (*.pdf)")
        if said:
            path = Path(said)
            path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
            remembered.keep_folder("call sheets", path.parent)
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the pages to a file, then open it."""
        sheets = self.sheets

        def done(_: object) -> None:
            say = getattr(self.parent(), "say", None)
            if say is not None:
                say(f"Saved {path.name}, {many(len(sheets), 'page')}.")
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
            self.accept()

        self._allow(False)
        self.jobs.run(_write, sheets, path, self.jobs.by, title=f"Saving {path.name}", done=done, failed=self._failed)

    def print_(self) -> None:
        """Print the pages on a printer of the user's choice."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        sheets = self.sheets
        layout = lay_out_recruits(sheets)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(layout.paper, layout.landscape))
        printer.setFullPage(True)
        printer.setDocName("Recruitment sheets")
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            paint_layouts(printer, [layout])
            self.jobs.write(_log_print, sheets, by=self.jobs.by)
            self.accept()
        dialog.deleteLater()


def _lay_out(_session: Any, sheets: list[RecruitSheet]) -> Layout:
    return lay_out_recruits(sheets)


def _write(database: Database, sheets: list[RecruitSheet], path: Path, by: str, progress: Progress) -> None:
    with database.writing() as session:
        write_recruits(session, sheets, path, by=by, progress=progress)


def _log_print(session: Any, sheets: list[RecruitSheet], *, by: str) -> None:
    log_recruits(session, sheets, None, by=by)
