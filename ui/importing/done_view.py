"""What an import did: the same sums as before it, and what to do next."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from organizer.importing.views import Done
from ui.labels import many
from ui.preferences.remembered import Remembered
from ui.widgets.text import button, label

__all__ = ["DoneView"]

_LINES = (
    ("added", "new", "added to Prospects"),
    ("updated", "already here", "new details were added"),
    ("unchanged", "already here", "nothing to change"),
    ("held", "perhaps here already", "wait for review"),
    ("refused", "not importable", "left out, each with its reason"),
)


def _lines(done: Done) -> list[tuple[int, str, str]]:
    """The sums that are not nothing: how many, what they are, what became of them; then what else came with them."""
    sums = {name: done.report[name] for name, _, _ in _LINES}
    contacts = f"contact{'s' * (done.contacts != 1)}"
    if done.is_history:
        left = done.report["rows"] - done.contacts - sums["held"] - sums["refused"]
        people = "people" if done.newcomers > 1 else "person"
        found = [(done.contacts, contacts, "added to their history"), (left, "here already", "nothing to change"),
                 *((sums[name], words, more) for name, words, more in _LINES[3:]),
                 (done.newcomers, f"new {people}", "added with their contacts")]
    else:
        again = done.again
        for name in ("unchanged", "updated"):  # the sheet's own doubles are among these, and were not here before
            taken = min(again, sums[name])
            sums[name] -= taken
            again -= taken
        found = [(sums[name], words, more) for name, words, more in _LINES]
        if done.newcomers > sums["added"]:  # of couples
            found[0] = (sums["added"], f"new ({done.newcomers:,} people)", found[0][2])
        found.insert(1, (done.again - again, "more of the same people", "the sheet has them more than once"))
        found.append((done.contacts, f"{contacts} made with them", "added to their history"))
    found.append((done.questions, "of these to look at", "in, but perhaps the same as somebody else: see Duplicates"))
    return [line for line in found if line[0]]


class DoneView(QWidget):
    """The summary of one import.

    Signals:
        people_wanted: show the people of this import, which has this id; None for everybody.
        review_wanted: look at those who may be here already.
        refused_wanted: save the rows that were left out.
        next_wanted: go on with the next file.
    """

    people_wanted = Signal(object)
    review_wanted = Signal()
    refused_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label("", "title", wrap=True)
        self.rows = label("", "soft")
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(8)
        self.grid.setColumnStretch(2, 1)
        self.go = button("Show the people", self._went, kind="primary")
        self.go.setDefault(True)
        self.go.setAutoDefault(True)
        self.review = button("Review those perhaps here…", self.review_wanted.emit)
        self.refused = button("Save the rows left out…", self.refused_wanted.emit)
        self.people = button("Show the people", lambda: self.people_wanted.emit(self._batch))
        self._batch: int | None = None
        self._more = False
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for one in (self.go, self.review, self.refused, self.people):
            buttons.addWidget(one)
        buttons.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(32, 32, 32, 32)
        lines.setSpacing(8)
        lines.addWidget(self.title)
        lines.addWidget(self.rows)
        lines.addSpacing(8)
        lines.addLayout(self.grid)
        lines.addSpacing(12)
        lines.addLayout(buttons)
        lines.addSpacing(8)
        self.foot = label("", "small")
        lines.addWidget(self.foot)
        lines.addStretch(1)

    def show_report(self, done: Done, waiting: int, sheet: str = "") -> None:
        """Show the sums; `waiting` files come after this one, first the `sheet` of the same file."""
        while (item := self.grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        report, self._batch = done.report, done.batch
        kept = report["action"] is not None
        whole = "What was pasted" if report["file"] == "clipboard" else report["file"]
        self.title.setText(f"{whole} is in." if kept else f"{whole}: nothing was kept.")
        self.foot.setText("Ctrl+Z takes the whole import back. A backup was made before it." if kept
                          else "No row brought anything new, so there is nothing to take back.")
        self.rows.setText(f"{many(report['rows'], 'row')}:")
        for row, (number, words, more) in enumerate(_lines(done)):
            count = label(f"{number:,}", "strong")
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.grid.addWidget(count, row, 0)
            self.grid.addWidget(label(words), row, 1)
            self.grid.addWidget(label(more, "soft"), row, 2)
        self._more = waiting > 0
        self.go.setText(f"Go on with sheet “{sheet}”" if sheet else f"Next file ({waiting} left)" if waiting
                        else "Show the people")
        self.people.setVisible(bool(waiting))
        self.review.setText("Review those perhaps here…" if report["held"] else
                            f"Answer {many(done.questions, 'question')}…")
        self.review.setVisible(bool(report["held"] or done.questions))
        self.refused.setVisible(bool(report["refused"]))

    def ask_where(self, file: Path | str) -> Path | None:
        """Ask where the rows left out of a file, or of pasted text, are to be saved."""
        stem = file.stem if isinstance(file, Path) else "pasted cells"
        start = Remembered().folder("refused rows") / f"{stem} not imported.csv"
        said, _ = QFileDialog.getSaveFileName(self, "Save the rows that were not imported", str(start),
                                              "Text with commas (*.csv)")
        return Path(said) if said else None

    def _went(self) -> None:
        if self._more:
            self.next_wanted.emit()
        else:
            self.people_wanted.emit(self._batch)
