"""Who made the calls of a sheet, and when: two fields, and what else is said once for all of its lines."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from organizer.callsheets.readback.typing_in import day_of_calls
from organizer.domain import clock
from ui.widgets.text import label

__all__ = ["CallsLine"]


class CallsLine(QWidget):
    """The caller's name and the day, with their names before them.

    Args:
        nobody: what the caller's field says while it is empty.
    """

    def __init__(self, nobody: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caller = QLineEdit()
        self.day = QLineEdit()
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(8)
        self.add("Caller", self.caller, 170, nobody)
        self.add("Day", self.day, 110, "yesterday")

    def add(self, name: str, field: QLineEdit, wide: int, ghost: str) -> None:
        """A further field."""
        field.setAccessibleName(name)
        field.setPlaceholderText(ghost)
        field.setFixedWidth(wide)
        self.line.addWidget(label(name, "soft"))
        self.line.addWidget(field)
        self.line.addSpacing(8)

    def begin(self, caller: str = "") -> None:
        """Another sheet: its caller, and today."""
        self.caller.setText(caller)
        self.day.setText(clock.today().isoformat())

    @property
    def caller_name(self) -> str:
        """The name typed, or ""."""
        return " ".join(self.caller.text().split())

    def settle_day(self) -> str:
        """The day, as it is kept; the field then shows it so.

        Raises:
            UserError: what is typed is none.
        """
        day = day_of_calls(self.day.text())
        self.day.setText(day)
        return day
