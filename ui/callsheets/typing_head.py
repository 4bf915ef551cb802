"""The head of a sheet that is typed in: which it is, whose calls they are, and how far it has come."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from organizer.callsheets.readback.typing_in import Totals
from organizer.callsheets.sheet import CallSheet
from organizer.domain.clock import short_date
from ui.callsheets.calls_line import CallsLine
from ui.labels import many
from ui.widgets.text import label

__all__ = ["SCANNED", "TypingHead"]

SCANNED = re.compile(r"^S\d{1,9}-[A-Z]\d[A-Z]\d$", re.IGNORECASE)
"""What the code on the paper says, as a scanner types it."""
_COUNTS = (("dialled", "dialed"), ("reached", "reached"), ("yes", "yes"))


class TypingHead(QFrame):
    """What is said once a sheet.

    Signals:
        caller_said: the name of whoever called, to be kept with the sheet.
        tally_said: the caller's own count, to be kept with it.
        left: Enter in the caller's field, and what was typed there that is no name but meant for the lines, or "".
    """

    caller_said = Signal(str)
    tally_said = Signal(object)
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._printed = ""  # the caller's name on the sheet
        self._own = False  # calls without a caller's name are those of whoever types
        self._ours: Totals | None = None
        self.heading = label("", "title")
        self.heading.setMinimumWidth(1)
        self.about = label("", "soft")
        self.progress = label("", "strong")
        self.totals = label("", "soft")
        self.calls = CallsLine("who called")
        self.caller, self.day, self.tally = self.calls.caller, self.calls.day, QLineEdit()
        self.agrees = label("", "good")
        self._lay_out()
        self.caller.editingFinished.connect(self._caller_typed)
        self.caller.returnPressed.connect(self._leave_caller)
        self.tally.editingFinished.connect(self._tally_typed)

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 10, 20, 10)
        lines.setSpacing(4)
        for left, right in ((self.heading, self.progress), (self.about, self.totals)):
            line = QHBoxLayout()
            line.addWidget(left, 1)
            line.addWidget(right)
            lines.addLayout(line)
        self.calls.add("Caller's tally", self.tally, 90, "34/9/4")
        self.tally.setToolTip("Dialed, reached and yes, as the caller counted them")
        self.calls.line.addWidget(self.agrees)
        self.calls.line.addStretch(1)
        lines.addWidget(self.calls)

    def show_sheet(self, sheet: CallSheet) -> None:
        """Another sheet."""
        self._printed, self._own = sheet.caller, False
        self.heading.setText(f"Sheet {sheet.number} – {sheet.title}")
        self.about.setText(f"{many(len(sheet.lines), 'person', 'people')} · printed {short_date(sheet.made_at)}")
        self.calls.begin(sheet.caller)
        self.tally.clear()

    def show_totals(self, ours: Totals) -> None:
        """How many are in, and what came of them; the caller's tally is held against it."""
        self._ours = ours
        self.progress.setText(f"{ours.entered:,} of {ours.people:,} entered")
        self.totals.setText(" · ".join(f"{word} {getattr(ours, name)}" for name, word in _COUNTS))
        self._compare()

    def ask_whose(self, me: str) -> str:
        """Whose calls they are is never guessed: without a name this asks it, once; then they are one's own."""
        if self.calls.caller_name or self._own:
            return ""
        self._own = True
        whose = f"{me}’s" if me else "yours"
        return f"Whose calls are these? Type the caller above, or press Enter again: then they are {whose}."

    def _caller_typed(self) -> None:
        name = self.calls.caller_name
        if name and name != self._printed and _is_name(name) and self.caller.isModified():
            self.caller.setModified(False)
            self.caller_said.emit(name)

    def _leave_caller(self) -> None:
        said = self.calls.caller_name
        if meant_for_lines := bool(said) and not _is_name(said):
            self.caller.setText(self._printed)
        self.left.emit(said if meant_for_lines else "")

    def _tally_typed(self) -> None:
        tally = self._their_tally()
        if tally is not None and self.tally.isModified():
            self.tally.setModified(False)
            self.tally_said.emit(tally)
        self._compare()

    def _their_tally(self) -> dict[str, int] | None:
        """The caller's own count, if it is one: ``34/9/4``."""
        parts = self.tally.text().replace(",", "/").split("/")
        if len(parts) != 3 or not all(part.strip().isdigit() for part in parts):
            return None
        return {name: int(part) for (name, _), part in zip(_COUNTS, parts, strict=True)}

    def _compare(self) -> None:
        """Hold the caller's tally against what is typed in, and say which of the three differ."""
        tally = self._their_tally()
        if tally is None or self._ours is None:
            self.agrees.clear()
            return
        counts = [(word, getattr(self._ours, name), tally[name]) for name, word in _COUNTS]
        differs = "; ".join(f"{word} {here} here, {there} there" for word, here, there in counts if here != there)
        self.agrees.setText(differs or "✓ agrees")
        self.agrees.setProperty("role", "bad" if differs else "good")
        self.agrees.style().polish(self.agrees)


def _is_name(said: str) -> bool:
    """Not a line or a sheet's code, typed where a name was asked for."""
    return not said[:1].isdigit() and not SCANNED.match(said)
