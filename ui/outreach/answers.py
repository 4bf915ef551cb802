"""What was answered in a call: Run? Help? which office, best time; by the digits, and by Tab for what is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from organizer.domain.status import ANSWERS
from ui.prospects.ask import Choices
from ui.widgets.field import Field
from ui.widgets.keybutton import KeyCap

__all__ = ["Answers"]

_ANSWERS = [code for code, _ in ANSWERS]


class Answers(QWidget):
    """Signals: entered: Enter in one of its fields."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run = Choices("Run?")
        self.help = Choices("Help?")
        self.office = Field("Which office")
        self.best_time = Field("Best time to call")
        across = QHBoxLayout()
        across.setSpacing(12)
        for choices, keys in ((self.run, "1–4"), (self.help, "5–8")):
            parts = choices.findChildren(QWidget)
            for part in parts:
                part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                part.ensurePolished()
            choices.setMinimumWidth(sum(max(part.sizeHint().width(), part.minimumWidth()) + 4 for part in parts))
            across.addWidget(choices)
            across.addWidget(KeyCap(keys), 0, Qt.AlignmentFlag.AlignVCenter)
        across.addStretch(1)
        self._more = QWidget()
        row = QHBoxLayout(self._more)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for field in self.fields:
            field.entered.connect(self.entered)
            row.addWidget(field, 1)
        row.addWidget(KeyCap("Tab"), 0, Qt.AlignmentFlag.AlignVCenter)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addLayout(across)
        lines.addWidget(self._more)
        self.ask_more(False)

    @property
    def fields(self) -> Sequence[Field]:
        """What Tab goes through while somebody was talked to."""
        return (self.office, self.best_time)

    def ask_more(self, on: bool) -> None:
        """Show the fields to type into, or not."""
        self._more.setVisible(on)

    def press(self, digit: int) -> None:
        """1 to 4 answer Run?, 5 to 8 Help?; the same once more takes it back."""
        choices = self.run if digit <= 4 else self.help
        value = _ANSWERS[(digit - 1) % 4]
        choices.choose("" if choices.value == value else value)

    def values(self) -> dict[str, str]:
        """The arguments of `record_result`."""
        return {"run_answer": self.run.value, "help_answer": self.help.value, "office": self.office.said,
                "best_time": self.best_time.said}

    def put(self, values: Mapping[str, str]) -> None:
        """Fill in what was answered; nothing given clears."""
        self.run.choose(values.get("run_answer", ""))
        self.help.choose(values.get("help_answer", ""))
        self.office.setText(values.get("office", ""))
        self.best_time.setText(values.get("best_time", ""))
