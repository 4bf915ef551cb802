"""The line over the table of prospects: how many there are, in which order, and the way to the person beside."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.labels import many
from ui.prospects.columns import COLUMNS
from ui.widgets.spans import SpanLabel
from ui.widgets.text import button, label

__all__ = ["CountLine"]


class CountLine(QWidget):
    """Signals: turn_wanted: the person beside the table is to be shown, or put away."""

    turn_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.count = SpanLabel(wrap=False)
        self.order = label(role="soft")
        self.drawer = button("", self.turn_wanted.emit, kind="link")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 14, 8)
        line.addWidget(self.count)
        line.addStretch()
        line.addWidget(self.order)
        line.addSpacing(8)
        line.addWidget(self.drawer)

    def say(self, found: int, total: int, sort: tuple[str, bool], *, filtered: bool) -> None:
        """``5 of 12 prospects``, ``Sorted by city, last first``."""
        if filtered:
            self.count.say((f"{found:,}", "strong"), (f" of {many(total, 'prospect')}", "soft"))
        else:
            self.count.say((f"{found:,}", "strong"), (" prospect" if total == 1 else " prospects", "soft"))
        name, turned = sort
        title = next((column.title for column in COLUMNS if column.name == name), "name")
        self.order.setText(f"Sorted by {title.lower()}{', last first' if turned else ''}")

    def person_shown(self, on: bool) -> None:
        """Whether the person stands beside the table now."""
        self.drawer.setText("Hide the person" if on else "Show the person")
