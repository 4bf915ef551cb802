"""A value that is edited where it stands: press it or Enter on it, type, Enter keeps, Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ui.widgets.text import label

__all__ = ["InPlace"]


class InPlace(QWidget):
    """Shows text; becomes a field when it is pressed.

    Args:
        name: what it is, for screen readers ("Email").
        role: how the text looks (see `label`).
        hint: what stands there while it is empty.
        long: several lines.

    Signals:
        edited: another text was typed.
    """

    edited = Signal(str)

    def __init__(self, name: str, role: str = "", hint: str = "", *, long: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value = ""
        self._hint = hint
        self._role = role
        self._long = long
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.shown: QLabel = label(wrap=True)
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.field: QLineEdit | QPlainTextEdit | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.shown)
        self.put("")

    def put(self, value: str, shown: str = "") -> None:
        """Show a value. Args: shown: how it is shown, where that differs from what is typed."""
        self.value = value
        if self.field is not None:
            return
        text = shown or value
        self.shown.setText(text or self._hint)
        self.shown.setProperty("role", self._role if text else "soft")
        self.shown.style().unpolish(self.shown)
        self.shown.style().polish(self.shown)
        self.setToolTip("")

    def edit(self) -> None:
        """Become a field."""
        if self.field is not None:
            return
        self.field = QPlainTextEdit(self.value) if self._long else QLineEdit(self.value)
        if isinstance(self.field, QPlainTextEdit):
            self.field.setFixedHeight(96)
            self.field.setTabChangesFocus(True)
        self.field.setAccessibleName(self.accessibleName())
        self.field.installEventFilter(self)
        self.shown.hide()
        self._lines.addWidget(self.field)
        self.field.setFocus()
        self.field.selectAll()

    def leave(self, *, keep: bool) -> None:
        """Be text again, with what was typed or without."""
        field, self.field = self.field, None
        if field is None:
            return
        text = field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
        field.removeEventFilter(self)
        self._lines.removeWidget(field)
        field.hide()
        field.deleteLater()
        self.shown.show()
        if keep and text.strip() != self.value.strip():
            self.put(text.strip())
            self.edited.emit(text.strip())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in (
            Qt.Key.Key_Return, Qt.Key.Key_Enter
        ):
            event.accept()  # Ctrl+Enter keeps a long text; it is no shortcut of the window here
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.leave(keep=False)
                self.setFocus()
                return True
            newline = self._long and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not newline:
                self.leave(keep=True)
                self.setFocus()
                return True
        if event.type() == QEvent.Type.FocusOut:
            self.leave(keep=True)
        return super().eventFilter(watched, event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit()
        else:
            super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit()
        else:
            super().keyPressEvent(event)
