"""A line to type into that keeps Enter to itself; ↑ and ↓ go through what is offered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget
from typing_extensions import override

__all__ = ["Field"]


class Field(QLineEdit):
    """Keeps Enter to itself, so that no other widget hears it a second time.

    Args:
        name: what it is called, shown while it is empty.
        completions: words that are completed while typing.

    Signals:
        entered: Enter.
        stepped: ↑ (-1) or ↓ (1).
    """

    entered = Signal()
    stepped = Signal(int)

    def __init__(self, name: str, completions: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        if completions:
            completer = QCompleter(list(completions), self)
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.setCompleter(completer)

    @property
    def said(self) -> str:
        """What was typed, without blank ends."""
        return " ".join(self.text().split())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
