"""The window where templates are edited: the form on the left, a sheet of invented people on the right as it prints."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget
from typing_extensions import override

from organizer.callsheets import sample, shelf
from organizer.callsheets.pdf.pages import lay_out
from organizer.callsheets.template import Template
from organizer.domain.errors import UserError
from ui.background.jobs import Jobs
from ui.callsheets.form import SheetForm
from ui.callsheets.pages_view import PagesView
from ui.callsheets.preview import side_by_side
from ui.widgets.text import button, label

__all__ = ["TemplateDialog"]


class TemplateDialog(QDialog):
    """Edits templates; what is saved is there the next time a sheet is made.

    Args:
        jobs: the open store.
        parent: the window.
    """

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self._warned = False
        self.setWindowTitle("Call sheet templates")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1180, 740)
        self.form = SheetForm(of_sheet=False)
        self.form.put_kinds(sample.KINDS)
        self.pages = PagesView()
        self.said = label("", "good")
        self.page = label("", "soft")
        self.problem = label("", "bad", wrap=True)
        self.cover = QCheckBox("Show the cover page")
        self.cover.toggled.connect(lambda _: self.refresh())
        side_by_side(self, self.form, self.pages, self.said, self.page, self.problem, self.cover,
                     button("Close", self.accept, kind="primary"))
        self.form.changed.connect(self.refresh)
        self.form.keep_wanted.connect(self._keep)
        self.form.forget_wanted.connect(self._forget)
        self.pages.page_changed.connect(lambda page: self.page.setText(f"page {page:,} of {self.pages.pages:,}"))
        jobs.read(shelf.templates, done=self.form.put_templates)
        self.refresh()

    @override
    def done(self, result: int) -> None:
        """Close; what was changed and not saved is said first, and dropped the second time."""
        if (names := self.form.unsaved()) and not self._warned:
            self._warned = True
            self.problem.setText(f"The changes to {' and '.join(f'“{name}”' for name in names)} are not saved. Save "
                                 "them, or close once more to drop them.")
            return
        super().done(result)

    def refresh(self) -> None:
        """Let the page follow the form; a few people are laid out at once."""
        self._warned = False
        choice = self.form.choice()
        self.problem.setText(choice.problem)
        if not choice.problem:
            self.pages.put(lay_out(sample.sample_sheet(choice.template), self.cover.isChecked()))

    def _keep(self, template: Template) -> None:
        self.jobs.write(shelf.keep_template, template, by=self.jobs.by, failed=self._failed,
                        done=partial(self._again, f"“{template.name}” is saved."))

    def _forget(self, name: str) -> None:
        self.jobs.write(shelf.forget_template, name, by=self.jobs.by, failed=self._failed,
                        done=partial(self._again, f"“{name}” is removed. Sheets made with it stay as they are."))

    def _again(self, said: str, _: object) -> None:
        self.said.setText(said)
        self.jobs.read(shelf.templates, done=self.form.put_templates)

    def _failed(self, fault: Any) -> None:
        self.problem.setText(fault.message if isinstance(fault, UserError) else "This could not be saved.")
