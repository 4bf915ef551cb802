"""A call list's own sheet: its name, who calls it, when it is due back, what to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter
from organizer.outreach import lists
from organizer.outreach.lists import ListRow, Made
from ui.background.jobs import Jobs
from ui.labels import as_name, many
from ui.widgets.text import button, label
from ui.widgets.when_field import WhenField

__all__ = ["ListDialog"]

_NO_END = 999_999


class ListDialog(QDialog):
    """Makes a list of people, or changes one.

    Args:
        jobs: the stairs.
        what: a filter or ids to freeze, or the list to change.
        names: callers to offer.
        parent: the window.

    Attributes:
        made: what came of it, None until then.
    """

    def __init__(self, jobs: Jobs, what: ProspectFilter | Sequence[int] | ListRow, names: Sequence[str] = (),
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._what = what
        self.made: Made | Changes | None = None
        row = what if isinstance(what, ListRow) else None
        self.setWindowTitle("Change the call list" if row else "Make a call list")
        self.name = QLineEdit(row.name if row else _words(what))
        self.name.setAccessibleName("Name of the list")
        self.name.setMaxLength(200)
        self.caller = QLineEdit(row.caller if row else "")
        self.caller.setAccessibleName("Caller")
        self.caller.setPlaceholderText("whoever opens it first")
        completer = QCompleter(list(names), self.caller)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.caller.setCompleter(completer)
        self.due = WhenField(clock.local_now(), "Due back", [row.due] if row and row.due else [], days=True)
        self.due.field.entered.connect(self.save)
        self.most = QSpinBox()
        self.most.setAccessibleName("How many people at most")
        self.most.setSpecialValueText("all of them")
        self.most.setMaximum(_NO_END)
        self.most.setMaximumWidth(190)
        self.most.lineEdit().setTextMargins(8, 0, 8, 0)  # which the style's padding does not reach
        self.most.valueChanged.connect(self._count)
        self._good, self._out = 0, ""
        self.script = QPlainTextEdit(row.script if row else "")
        self.script.setAccessibleName("What to say")
        self.script.setPlaceholderText("The usual words. Your own may use {first}, {caller}, {seat}, {office}, {city}.")
        self.script.setTabChangesFocus(True)
        self.script.setFixedHeight(68)
        self.taken = QCheckBox("Also people who are on another open list")
        self.taken.toggled.connect(self._look)
        self.people = label("", "soft", wrap=True)
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        shown = [("Name", self.name), ("Caller", self.caller), ("How many", self.most), ("Due back", self.due),
                 ("What to say", self.script)]
        if row is not None:
            shown.pop(2)
        for words, field in shown:
            form.addRow(label(words), field)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 16, 20, 16)
        lines.setSpacing(12)
        lines.addLayout(form)
        if row is None:
            lines.addWidget(self.taken)
            lines.addWidget(self.people)
        lines.addWidget(self.problem)
        lines.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("Cancel", self.reject))
        self.go = button("Save" if row else "Make the list", self.save, kind="primary")
        self.go.setDefault(True)
        foot.addWidget(self.go)
        lines.addLayout(foot)
        self.setMinimumWidth(560)
        self.name.selectAll()
        self.name.setFocus()
        if row is None:
            self._look()

    def save(self) -> None:
        """Make or change it; what does not fit is said here, and nothing typed is lost."""
        if self.due.problem:
            self.due.setFocus()
            return
        given: dict[str, Any] = {"caller": " ".join(self.caller.text().split()), "due": self.due.value,
                                 "script": self.script.toPlainText().strip()}
        self.go.setEnabled(False)
        if isinstance(self._what, ListRow):
            self._jobs.write(lists.change_list, self._what.id, name=self.name.text(), by=self._jobs.by, **given,
                             done=self._saved, failed=self._failed)
        else:
            self._jobs.write(lists.make_list, self.name.text(), self._what, by=self._jobs.by, **given,
                             allow_taken=self.taken.isChecked(), most=self.most.value(), done=self._saved,
                             failed=self._failed)

    def _saved(self, made: Made | Changes) -> None:
        self.made = made
        self.accept()

    def _failed(self, fault: BaseException) -> None:
        self.go.setEnabled(True)
        self.problem.setText(fault.message if isinstance(fault, UserError) else "The list could not be saved.")
        self.problem.show()

    def _look(self) -> None:
        if not isinstance(self._what, ListRow):
            self._jobs.read(lists.who_fits, self._what, allow_taken=self.taken.isChecked(), done=self._looked,
                            key="who fits")

    def _looked(self, found: tuple[list[int], dict[str, int]]) -> None:
        good, left_out = found
        self._good, self._out = len(good), lists.left_out_words(left_out)
        QTimer.singleShot(0, self, self.adjustSize)
        self._count()

    def _count(self) -> None:
        most, all_ = self.most.value(), many(self._good, "person", "people")
        said = f"The first {most:,} of {all_} to call; the others stay free for the next list." if (
            0 < most < self._good) else f"{all_} to call."
        self.people.setText(said + (f" Left out: {self._out}." if self._out else ""))


def _words(what: ProspectFilter | Sequence[int] | ListRow) -> str:
    if isinstance(what, ProspectFilter):
        return as_name(what.in_words())
    return "" if isinstance(what, ListRow) else f"{len(what):,} chosen people"
