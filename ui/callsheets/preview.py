"""A call sheet looked at before it is made: the form on the left, the very pages that print on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from organizer.callsheets import compose, gather, outward, shelf
from organizer.callsheets.pdf.pages import Layout, lay_out
from organizer.callsheets.sheet import CallSheet
from organizer.callsheets.template import Template
from organizer.cli.taking import take_new_sheets
from organizer.domain.changes import Changes
from organizer.domain.errors import Cancelled, UserError
from organizer.domain.filters import ProspectFilter
from organizer.domain.progress import Progress
from organizer.storage.database import Database
from ui.background.jobs import Jobs
from ui.callsheets.form import Choice, SheetForm
from ui.callsheets.pages_view import PagesView
from ui.callsheets.printing import ask_printer, paint_layouts
from ui.labels import many
from ui.preferences.remembered import Remembered
from ui.widgets.text import button, label

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

__all__ = ["FORMS", "PreviewDialog", "ask_place", "print_again", "side_by_side"]

FORMS = {"pdf": "PDF files (*.pdf)", "xlsx": "Excel workbooks (*.xlsx)", "csv": "Text tables (*.csv)"}
"""Ending and description of the files that a sheet may be saved as."""


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
        self._made_of: Choice | None = None
        self._made_by: int | None = None  # the action that made them, as long as no paper may be out
        self.setWindowTitle("Make call sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1180, 740)
        self.form = SheetForm(title)
        self.pages = PagesView()
        self.count = label("Looking people up …", "strong")
        self.page = label("", "soft")
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        self.print_button = button("Print…", self.print_)
        self.csv_button = button("Save as csv…", lambda: self.save("csv"))
        self.xlsx_button = button("Save as Excel…", lambda: self.save("xlsx"))
        self.pdf_button = button("Save as PDF…", lambda: self.save("pdf"), kind="primary")
        self.pdf_button.setDefault(True)
        self._makers = (self.print_button, self.csv_button, self.xlsx_button, self.pdf_button)
        side_by_side(self, self.form, self.pages, self.count, self.page, self.problem,
                     button("Cancel", self.reject), *self._makers)
        self._allow(False)
        self.form.changed.connect(self.refresh)
        self.form.keep_wanted.connect(self._keep)
        self.form.forget_wanted.connect(self._forget)
        self.pages.page_changed.connect(self._say_page)
        jobs.read(gather.gather, chosen, done=self._found, failed=self._failed)
        jobs.read(shelf.templates, done=self.form.put_templates)

    def refresh(self) -> None:
        """Let the preview follow the form."""
        if self._gathered is None or not self._gathered.people:
            return
        choice = self.form.choice()
        if choice.problem:
            self._failed(UserError(choice.problem))
            return
        self.jobs.read(_preview, self._gathered, choice, self._gathered.words, self.jobs.by, done=self._show,
                       failed=self._failed, key="call sheet preview")

    def _found(self, found: gather.Gathered) -> None:
        self._gathered = found
        if not found.people:
            self._failed(UserError(compose.nobody(found.left_out)))
            return
        who = self.chosen
        if isinstance(who, ProspectFilter) and (who.seat or who.call_list) and not self.form.title.isModified():
            self.form.title.setText(f"{found.words[:1].upper()}{found.words[1:]}")  # the seat or list by its name
        self.form.put_kinds(sorted({kind for one in found.people for kind, _ in one.line.districts}))
        self.refresh()

    def _show(self, found: tuple[Layout, int]) -> None:
        layout, sheets = found
        self.problem.hide()
        self._allow(True)
        self.pages.put(layout)
        assert self._gathered is not None
        people = many(len(self._gathered.people), "person", "people")
        several = f" on {sheets:,} sheets" if sheets > 1 else ""
        out = f", {self._gathered.left_out:,} may not be called" if self._gathered.left_out else ""
        self.count.setText(f"{people}{several}{out}")

    def _say_page(self, page: int) -> None:
        self.page.setText(f"page {page:,} of {self.pages.pages:,}")

    def _failed(self, fault: Any) -> None:
        self.problem.setText(fault.message if isinstance(fault, UserError) else "" if isinstance(fault, Cancelled)
                             else "This could not be done.")
        self.problem.setVisible(bool(self.problem.text()))
        if self._gathered is None or not self._gathered.people:
            self.count.setText("")
        self._allow(bool(self._gathered and self._gathered.people) and not self.form.choice().problem)

    def _allow(self, on: bool) -> None:
        for one in self._makers:
            one.setEnabled(on)

    def _keep(self, template: Template) -> None:
        self.jobs.write(shelf.keep_template, template, by=self.jobs.by, done=self._ask_templates, failed=self._failed)

    def _forget(self, name: str) -> None:
        self.jobs.write(shelf.forget_template, name, by=self.jobs.by, done=self._ask_templates)

    def _ask_templates(self, _: object) -> None:
        self.jobs.read(shelf.templates, done=self.form.put_templates)

    # making

    def save(self, form: str) -> None:
        """Ask for a place, make the sheets, and write them there."""
        path = ask_place(self, self.form.choice().title, form)
        if path is not None:
            self.make(lambda sheets: self.write(sheets, path))

    def make(self, then: Callable[[list[CallSheet]], object]) -> None:
        """Freeze the sheets in the store, once for what the form says, then go on with them."""
        choice = self.form.choice()
        if self._made and self._made_of == choice:
            then(self._made)
            return
        self._allow(False)

        def made(result: compose.Made) -> None:
            self._made, self._made_of, self._made_by = result.sheets, choice, result.changes.action
            self._allow(True)
            then(result.sheets)

        self.jobs.write(compose.make_sheets, self.chosen, title=choice.title, by=self.jobs.by,
                        template=choice.template, callers=choice.callers, parts=choice.parts, size=choice.size,
                        due=choice.due, done=made, failed=self._failed)

    def write(self, sheets: list[CallSheet], path: Path) -> None:
        """Write sheets that are made, in the form the file's name says, then open the file."""
        self._allow(False)
        self.jobs.run(take_new_sheets, [sheet.number for sheet in sheets], path, by=self.jobs.by,
                      made=self._made_by, cover=self.form.choice().cover, title=f"Saving {path.name}",
                      done=lambda files: self._written(sheets, files), failed=self._not_written)

    def _not_written(self, fault: Any) -> None:
        """Sheets that are in no file were taken back, so that they are not listed as out either."""
        self._failed(fault)
        if self._made_by is not None:
            self._made, self._made_of = [], None
            self.jobs.changed.emit(Changes(parts=frozenset({"sheets"})))

    def _written(self, sheets: list[CallSheet], files: list[Path]) -> None:
        self._tell(f"Saved {files[0].name}, {_people(sheets)}." if len(files) == 1
                   else f"Saved {len(files)} files in {files[0].parent.name}, {_people(sheets)}.")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(files[0] if len(files) == 1 else files[0].parent)))
        self.accept()

    def print_(self) -> None:
        """Print the sheets on a printer of the user's choice; they are made once a printer is chosen."""
        choice = self.form.choice()
        printer = ask_printer(self, choice.title, choice.template.paper, choice.template.landscape)
        if printer is not None:
            self.make(lambda sheets: self.print_on(printer, sheets))

    def print_on(self, printer: QPrinter, sheets: list[CallSheet]) -> None:
        """Print sheets that are made, beside the window."""
        self._allow(False)
        self._made_by = None

        def done(_: object) -> None:
            self._tell(f"Printed {many(len(sheets), 'sheet')}, {_people(sheets)}.")
            self.accept()

        self.jobs.run(_print, printer, sheets, self.jobs.by, self.form.choice().cover, title="Printing", done=done,
                      failed=self._failed)

    def _tell(self, said: str) -> None:
        say = getattr(self.parent(), "say", None)
        if say is not None:
            say(said)


def side_by_side(
    dialog: QDialog, form: QWidget, pages: QWidget, *foot: QWidget
) -> None:
    """The form left, the pages right, and a foot: three texts, then buttons."""
    bar = QFrame()
    bar.setProperty("role", "foot")
    line = QHBoxLayout(bar)
    line.setContentsMargins(16, 8, 16, 8)
    line.setSpacing(8)
    for one in foot[:2]:
        line.addWidget(one)
    line.addWidget(foot[2], 1)
    line.addStretch(0)
    for one in foot[3:]:
        line.addWidget(one)
    middle = QHBoxLayout()
    middle.setSpacing(0)
    middle.addWidget(form)
    middle.addWidget(pages, 1)
    lines = QVBoxLayout(dialog)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    lines.addLayout(middle, 1)
    lines.addWidget(bar)


def ask_place(parent: QWidget, title: str, *forms: str) -> Path | None:
    """Where to save a file of one of these forms, called after the title at first."""
    remembered = Remembered()
    plain = "".join(letter if letter not in '/\\:*?"<>|' else "-" for letter in title)[:80].strip(" .") or "call sheet"
    start = remembered.folder("call sheets") / f"{plain}.{forms[0]}"
    said, kind = QFileDialog.getSaveFileName(parent, "Save call sheet", str(start),
                                             ";;".join(FORMS[form] for form in forms))
    if not said:
        return None
    path = Path(said)
    if path.suffix.lower().lstrip(".") not in forms:
        ending = next((form for form in forms if FORMS[form] == kind), forms[0])
        path = path.with_name(f"{path.name}.{ending}")
    remembered.keep_folder("call sheets", path.parent)
    return path


def print_again(database: Database, numbers: Sequence[int], printer: QPrinter, by: str, progress: Progress) -> None:
    """Sheets as they were printed, on a printer."""
    with database.reading() as session:
        sheets = [shelf.load_sheet(session, number) for number in numbers]
    _print(database, printer, sheets, by, len(sheets) > 1, progress)


def _people(sheets: Sequence[CallSheet]) -> str:
    return many(sum(len(one.lines) for one in sheets), "person", "people")


def _preview(
    session: Any, gathered: gather.Gathered, choice: Choice, words: str, by: str
) -> tuple[Layout, int]:
    """The pages of all sheets as they would print, and how many sheets there would be."""
    sheets = compose.drafts(session, gathered, title=choice.title, words=words, by=by, template=choice.template,
                            callers=choice.callers, parts=choice.parts, size=choice.size, due=choice.due)
    pages = tuple(page for sheet in sheets for page in lay_out(sheet, choice.cover).pages)
    return Layout(pages, choice.template.paper, choice.template.landscape), len(sheets)


def _print(
    database: Database, printer: QPrinter, sheets: Sequence[CallSheet], by: str, cover: bool, progress: Progress
) -> None:
    paint_layouts(printer, [lay_out(sheet, cover) for sheet in sheets], progress)
    with database.writing() as session:
        outward.log_sheets(session, [outward.Left.of(sheet, None) for sheet in sheets], by=by)
