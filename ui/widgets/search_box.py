"""The box that narrows a list as one types; Enter or Down goes on to what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

__all__ = ["SearchBox"]


class SearchBox(QLineEdit):
    """Args: placeholder: what it looks for; name: the same for whoever hears the screen.

    Signals:
        passed: Enter or Down: the keyboard is wanted in the list.
    """

    passed = Signal()

    def __init__(self, placeholder: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.setMaxLength(200)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and not (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.passed.emit()
        else:
            super().keyPressEvent(event)
