"""One row of a filled sheet with its three sides below each other, and the choice between them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QVBoxLayout, QWidget

from organizer.callsheets.readback.comparison import Comparison, RowBack
from organizer.domain.status import RESULTS
from ui.callsheets.readback_rows import Choices, Item, said_of
from ui.widgets.text import button, label, rule

__all__ = ["ReadbackSide"]

_SIDES = (("printed", "As printed"), ("now", "In this file now"), ("said", "On the sheet"))


class ReadbackSide(QFrame):
    """Beside the list: printed, here now, on the sheet; what may be chosen is a button, and the result a list.

    Signals:
        taken: whether the sheet's side is taken (True) or what is here stays.
        meant: the code that an unclear row means.
        placed: the line that a row without one is; 0 for none.
    """

    taken = Signal(bool)
    meant = Signal(str)
    placed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setFixedWidth(300)
        self.who = label("", "title", wrap=True)
        self.place = label("", "soft", wrap=True)
        self.why = label("", wrap=True)
        self.sides = {name: label("", wrap=True, select=True) for name, _ in _SIDES}
        self.take = button("Take the sheet's", lambda: self.taken.emit(True), kind="choice")
        self.keep = button("Keep what is here", lambda: self.taken.emit(False), kind="choice")
        self._pair = QButtonGroup(self)
        for one in (self.take, self.keep):
            one.setCheckable(True)
            self._pair.addButton(one)
        self.result_label = label("Record it as", "soft")
        self.result = QComboBox()
        self.result.setAccessibleName("Record it as")
        self.result.activated.connect(lambda _: self.meant.emit(self.result.currentData()))
        self.line_label = label("It is this line of the sheet", "soft")
        self.line = QComboBox()
        self.line.setAccessibleName("It is this line of the sheet")
        self.line.activated.connect(lambda _: self.placed.emit(self.line.currentData()))
        self.keys = label("Space takes or leaves a row. A result's key says what an unclear row means: T talked, "
                          "N no answer, M left message.", "small", wrap=True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(4)
        lines.addWidget(self.who)
        lines.addWidget(self.place)
        lines.addSpacing(4)
        lines.addWidget(self.why)
        for name, words in _SIDES:
            lines.addSpacing(4)
            lines.addWidget(rule())
            lines.addWidget(label(words, "small"))
            lines.addWidget(self.sides[name])
        lines.addSpacing(8)
        for part in (self.take, self.keep, self.result_label, self.result, self.line_label, self.line):
            lines.addWidget(part)
        lines.addStretch(1)
        lines.addWidget(self.keys)
        self.show_item(None, None, Choices())

    def show_item(self, item: Item | None, found: Comparison | None, choices: Choices) -> None:
        """Show a row, or nothing."""
        row = item.row if item else None
        self.who.setText(item.who or "No name" if item else "")
        at = [f"Row {item.place}" if item and item.place else "",
              f"sheet {item.where[0]}" if item and item.where[0] else "",
              f"line {item.where[1]}" if item and item.where[1] else ""]
        self.place.setText(", ".join(part for part in at if part))
        why = item.why if item is not None else ""
        self.why.setText(f"{why[:1].upper()}{why[1:]}{'' if not why or why.endswith('?') else '.'}")
        said = said_of(row, choices.codes.get(row.id, "")) if row is not None else item.said if item else ""
        for name, words in (("printed", item.printed if item else ""), ("now", item.now if item else ""),
                            ("said", said)):
            self.sides[name].setText(words or "–")
        choice = item is not None and item.taken is not None
        for one in (self.take, self.keep):
            one.setVisible(choice)
        if choice and item is not None:
            lost = row is not None and row.state == "unknown"
            self.take.setText("Correct it as on the sheet" if item.corrections else
                              f"It is line {item.line}" if lost else "Record what the sheet says")
            self.keep.setText("Keep what is here" if item.now else "Leave it out")
            (self.take if item.taken else self.keep).setChecked(True)
        unclear = row is not None and choice and row.state in ("unclear", "doubled", "conflict")
        self.result_label.setVisible(unclear)
        self.result.setVisible(unclear)
        if unclear and row is not None:
            self._offer_results(choices.code(row))
        self._offer_lines(row, found, choices)

    def _offer_results(self, code: str) -> None:
        self.result.clear()
        self.result.addItem("no result, the note only", "")
        for result in RESULTS:
            self.result.addItem(f"{result.code}  {result.label}", result.code)
        self.result.setCurrentIndex(self.result.findData(code))

    def _offer_lines(self, row: RowBack | None, found: Comparison | None, choices: Choices) -> None:
        """The lines that are not in the file, for a row that is on none of them."""
        lost = row is not None and found is not None and row.sheet in found.sheets and (
            row.state == "unknown" or row.id in choices.placed)
        self.line_label.setVisible(lost)
        self.line.setVisible(lost)
        if not lost or row is None or found is None:
            return
        here = choices.placed.get(row.id, 0)
        free = {line: name for sheet, line, name in found.missing if sheet == row.sheet}
        if here:
            free[here] = row.name
        self.line.clear()
        self.line.addItem("none of them", 0)
        for line, name in sorted(free.items()):
            self.line.addItem(f"{line}  {name}" + (" (likely)" if line == row.maybe else ""), line)
        self.line.setCurrentIndex(max(self.line.findData(here), 0))
