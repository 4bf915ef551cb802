"""The box for a note on the calling screen: Enter saves the call, Backspace in an empty box goes back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

__all__ = ["NoteBox"]


class NoteBox(QPlainTextEdit):
    """Shift+Enter makes a new line.

    Signals:
        save_wanted: Enter.
        back_wanted: Backspace with nothing in the box.
        left: Esc, Tab or Shift+Tab: which of them.
        digit_typed: a digit with nothing in the box.
    """

    save_wanted = Signal()
    back_wanted = Signal()
    left = Signal(int)
    digit_typed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Note")
        self.setPlaceholderText("Note… (start typing)")
        self.setProperty("kind", "tall")
        self.setTabChangesFocus(True)

    @property
    def text(self) -> str:
        """What was typed, without blank ends."""
        return self.toPlainText().strip()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self.toPlainText():
            steps = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(step) for step in steps):
                event.ignore()  # with nothing typed, undo means the last call
                return False
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, empty = event.key(), not self.toPlainText()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.save_wanted.emit()
        elif key == Qt.Key.Key_Backspace and empty:
            self.back_wanted.emit()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.left.emit(key)
        elif empty and plain and event.text() in tuple("12345678"):
            self.digit_typed.emit(int(event.text()))
        else:
            super().keyPressEvent(event)
