"""One row that is two people: what goes with the second."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.domain.errors import UserError
from organizer.domain.names import display_name, split_name
from organizer.domain.people import ProspectRow
from organizer.importing.cleaning.names import split_couple
from organizer.prospects import browse
from organizer.prospects.compare import Piece, pieces
from organizer.prospects.merge import Split, split
from ui.background.jobs import Jobs
from ui.widgets.choices import Choice, ChoiceList
from ui.widgets.text import button, label

__all__ = ["SplitDialog", "split_person"]

_HEADS = {"phone": "Phones", "email": "E-mail addresses", "sign-up": "Sign-ups", "call": "Calls and notes"}


def split_person(jobs: Jobs, window: Any, what: tuple[int, ...]) -> None:
    """Take a second person out of a row.

    Raises:
        UserError: not just one is selected.
    """
    if len(what) != 1:
        raise UserError("Select the one row that is two people, then choose Split.")
    dialog = SplitDialog(jobs, what[0], window)
    dialog.done_with = partial(window.show_page, "prospects")
    dialog.open()


class SplitDialog(QDialog):
    """Two names, and ticks before what is the second one's."""

    def __init__(self, jobs: Jobs, person: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._person = person
        self._row: ProspectRow | None = None
        self.done_with: Any = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Split into two people")
        self.resize(560, 560)
        self.first, self.second = QLineEdit(), QLineEdit()
        self.first.setAccessibleName("Who stays")
        self.second.setAccessibleName("The second person")
        names = QGridLayout()
        names.setHorizontalSpacing(12)
        names.addWidget(label("Who stays", "small"), 0, 0)
        names.addWidget(label("The second person", "small"), 0, 1)
        names.addWidget(self.first, 1, 0)
        names.addWidget(self.second, 1, 1)
        self.fault = label("", "bad", wrap=True)
        self.fault.hide()
        self.list = ChoiceList()
        self.share = QCheckBox("Both are reached by the phones and addresses ticked")
        self.address = QCheckBox("They live at the same address")
        self.address.setChecked(True)
        self.go = button("Split", self.accept, kind="primary")
        self.go.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("Cancel", self.reject))
        foot.addWidget(self.go)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(8)
        lines.addWidget(label("Which of this is the second person\u2019s?", "title"))
        lines.addLayout(names)
        lines.addWidget(self.fault)
        lines.addWidget(label("Ticked goes to the second person:", "soft"))
        lines.addWidget(self.list, 1)
        lines.addWidget(self.share)
        lines.addWidget(self.address)
        lines.addLayout(foot)
        jobs.read(_known, person, done=self._show, failed=self._refused)

    def _show(self, found: tuple[ProspectRow, list[Piece]]) -> None:
        row, known = found
        self._row = row
        couple = split_couple(row.first_name, row.last_name)
        self.first.setText(display_name(couple[0].first, couple[0].last) if couple else row.name)
        self.second.setText(display_name(couple[1].first, couple[1].last) if couple else "")
        choices: list[Choice] = []
        for kind, title in _HEADS.items():
            of_kind = [piece for piece in known if piece.kind == kind]
            choices += [Choice(None, title)] * bool(of_kind)
            choices += [Choice((piece.kind, piece.key), piece.words) for piece in of_kind]
        phones = [("phone", piece.key) for piece in known if piece.kind == "phone"]
        self.list.put(choices, phones[1:] or phones)
        self.share.setChecked(len(phones) == 1)
        (self.first if couple else self.second).setFocus()

    @override
    def accept(self) -> None:
        if self._row is None:
            return
        first, last, suffix = split_name(self.second.text(), self._row.last_name)
        names = {"first_name": first, "last_name": last, "suffix": suffix}
        chosen: dict[str, list[Any]] = {kind: [] for kind in _HEADS}
        for kind, key in self.list.chosen:
            chosen[kind].append(key)
        stays: dict[str, str] = {}
        if self.first.text().strip() and self.first.text().strip() != self._row.name:
            parts = split_name(self.first.text(), self._row.last_name)
            stays = {"first_name": parts[0], "middle_name": "", "last_name": parts[1], "suffix": parts[2]}
        flags = {name: int(getattr(self._row, name)) for name in ("wants_run", "wants_help")}
        self._jobs.write(
            split, self._person, {**names, **flags}, sign_ups=chosen["sign-up"], phones=chosen["phone"],
            emails=chosen["email"], events=chosen["call"], with_address=self.address.isChecked(),
            share=self.share.isChecked(), stays=stays, by=self._jobs.by, done=self._split, failed=self._refused,
        )

    def _split(self, made: Split) -> None:
        super().accept()
        if self.done_with is not None:
            self.done_with(made.id)

    def _refused(self, fault: BaseException) -> None:
        self.fault.setText(str(fault))
        self.fault.show()
        self.second.setFocus()


def _known(session: Any, person: int) -> tuple[ProspectRow, list[Piece]]:
    known = pieces(session, person)
    return browse.rows(session, [person])[0], known
