"""What a sheet is typed in on: its head, the one field, what it says so far, and the list of what is in."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from organizer.domain.status import result_of
from ui.callsheets.typing_head import TypingHead
from ui.callsheets.typing_rows import COLUMNS, TypedRow
from ui.labels import many
from ui.widgets.keybutton import KeyCap
from ui.widgets.rows import RowsTableModel
from ui.widgets.spans import SpanLabel
from ui.widgets.table import Table
from ui.widgets.text import button, label

__all__ = ["TypingDesk", "TypingDoor"]


class TypingDoor(QWidget):
    """Where the sheet's number is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = QLineEdit()
        self.number.setAccessibleName("Sheet number")
        self.number.setPlaceholderText("7")
        self.number.setMaximumWidth(220)
        self.number.setProperty("kind", "large")
        self.problem = label("", "bad", wrap=True)
        self.read_file = button("Read a filled-in file…", kind="link")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(32, 48, 32, 32)
        lines.setSpacing(8)
        lines.addWidget(label("Which sheet came back?", "title"))
        lines.addWidget(label("Type the number printed at its head, or scan its code, then press Enter.", "soft"))
        lines.addWidget(self.number)
        lines.addWidget(self.problem)
        row = QHBoxLayout()
        row.addWidget(self.read_file)
        row.addStretch(1)
        lines.addLayout(row)
        lines.addStretch(1)


class TypingDesk(QWidget):
    """Where it is typed in; `TypingPage` knows what to do with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.head = TypingHead()
        self.prefix = label("", "title")
        self.says = SpanLabel()
        self.problem = label("", "bad")
        self.hint = label("", "soft")
        self.modes = SpanLabel(wrap=False)
        self.model = RowsTableModel(COLUMNS, self)
        self.list = Table(self.model)
        self.list.setAccessibleName("What is typed in")
        self.finish = button("All lines are in: mark the sheet as back", kind="primary")
        self.leave_open = button("", kind="link")
        self.field.setAccessibleName("Line and result")
        self.field.setPlaceholderText("3 lm")
        self.field.setProperty("kind", "large")
        mono = QFont("monospace")
        mono.setStyleHint(QFont.StyleHint.Monospace)
        mono.setPixelSize(18)
        self.field.setFont(mono)
        self.list.horizontalHeader().hide()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.head)
        lines.addLayout(self._middle())
        lines.addWidget(self.list, 1)
        lines.addWidget(self._foot())

    def _middle(self) -> QVBoxLayout:
        middle = QVBoxLayout()
        middle.setContentsMargins(20, 16, 20, 8)
        middle.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.prefix)
        row.addWidget(self.field, 1)
        middle.addLayout(row)
        under = QHBoxLayout()
        under.setSpacing(8)
        under.addWidget(self.says, 1)
        under.addWidget(self.hint)
        under.addSpacing(8)
        under.addWidget(self.modes)
        under.addWidget(KeyCap("F2"))
        middle.addLayout(under)
        self.problem.setFixedHeight(self.problem.fontMetrics().lineSpacing() + 2)  # the list stays where it is
        middle.addWidget(self.problem)
        middle.addWidget(self.finish)
        return middle

    def _foot(self) -> QFrame:
        self.foot = QFrame()
        self.foot.setProperty("role", "foot")
        line = QHBoxLayout(self.foot)
        line.setContentsMargins(20, 6, 20, 6)
        line.addWidget(self.leave_open)
        line.addStretch(1)
        return self.foot

    def show_mode(self, chosen: str, *, result_first: bool) -> None:
        """Say plainly which way round it is, in words and before the field. Args: chosen: the result the lines get."""
        self.modes.say(("line first", "soft" if result_first else "link"), (" / ", "soft"),
                       ("result first", "link" if result_first else "soft"))
        self.prefix.setVisible(result_first)
        self.prefix.setText(f"{chosen} {result_of(chosen).label}, lines:" if chosen else "Result:")
        self.field.setPlaceholderText("3 5 7-9" if chosen else "lm" if result_first else "3 lm")

    def show_left(self, left: int, *, begun: bool) -> None:
        """Offer the end of the sheet: all lines are in, or some were not called."""
        self.finish.setVisible(not left)
        self.foot.setVisible(bool(left) and begun)
        self.leave_open.setText(f"Mark the sheet as back, {many(left, 'line')} not called")

    def add(self, row: TypedRow) -> None:
        """Show one more line at the end; a warning that stood there is settled."""
        self.model.put([*(one for one in self.model.rows if not one.warning), row])
        self.list.scrollToBottom()

    def settle(self) -> None:
        """Take a warning away: the entry it was about is no longer the one that Enter would record."""
        if any(one.warning for one in self.model.rows):
            self.model.put([one for one in self.model.rows if not one.warning])

    def warn(self, said: str, why: str) -> None:
        """Show what is doubtful about an entry that Enter records when pressed once more."""
        number, _, who = said.partition(" · ")[0].partition(" ")
        self.add(TypedRow(number, who, "", why.partition(" – ")[0], "press Enter again to record it", True))
