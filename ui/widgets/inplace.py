"""A value that is edited where it stands: press it or Enter on it, type, Enter keeps, Esc leaves."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ui.widgets.text import label
from ui.widgets.type_ahead import TypeAhead

__all__ = ["InPlace"]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class InPlace(QWidget):
    """Shows text; becomes a field when it is pressed.

    Args:
        name: what it is, for screen readers ("Email").
        role: how the text looks (see `label`).
        hint: what stands there while it is empty.
        long: several lines.
        between, strict: see `TypeAhead`.

    Signals:
        edited: another text was typed.
        opened: it is typed in now, and words may be offered.
    """

    edited = Signal(str)
    opened = Signal()

    def __init__(self, name: str, role: str = "", hint: str = "", *, long: bool = False, between: str = "",
                 strict: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value = ""
        self._hint = hint
        self._role = role
        self._long = long
        self._between = between
        self._strict = strict
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.shown: QLabel = label(wrap=True)
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.field: TypeAhead | QPlainTextEdit | None = None
        self._by_key = False
        self.fault = label("", "bad", wrap=True)
        self.fault.hide()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self._lines.addWidget(self.shown)
        self._lines.addWidget(self.fault)
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

    def edit(self, text: str | None = None) -> None:
        """Become a field. Args: text: what stands in it, where that is not the value."""
        if self.field is not None:
            return
        text = self.value if text is None else text
        if self._long:
            self.field = QPlainTextEdit(text)
            self.field.setFixedHeight(96)
            self.field.setTabChangesFocus(True)
        else:
            self.field = TypeAhead(text, self._between, strict=self._strict)
        self._by_key = False
        self.field.setAccessibleName(self.accessibleName())
        self.field.installEventFilter(self)
        self.shown.hide()
        self._lines.insertWidget(0, self.field)
        self.field.setFocus()
        self.field.selectAll()
        self.opened.emit()

    def offer(self, words: Iterable[str]) -> None:
        """Offer words while it is typed in."""
        if isinstance(self.field, TypeAhead):
            self.field.offer(words)

    def complain(self, text: str, typed: str) -> bool:
        """Be a field again with what was typed, and say below what does not fit.

        Returns whether it does; the cursor is not taken back from where the mouse put it.
        """
        if not self._by_key or self.field is not None:
            return False
        self.edit(typed)
        self.fault.setText(text)
        self.fault.show()
        return True

    def leave(self, *, keep: bool) -> None:
        """Be text again, with what was typed or without."""
        field, self.field = self.field, None
        if field is None:
            return
        text = field.toPlainText() if isinstance(field, QPlainTextEdit) else field.settle() if keep else field.text()
        field.removeEventFilter(self)
        self._lines.removeWidget(field)
        field.hide()
        field.deleteLater()
        self.fault.hide()
        self.shown.show()
        if keep and text.strip() != self.value.strip():
            before = self.value
            self.put(text.strip())
            self.value = before  # until the store has taken it
            self.edited.emit(text.strip())
        elif not self.value:
            self.put("")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in _ENTER:
            event.accept()  # Ctrl+Enter keeps a long text; it is no shortcut of the window here
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.leave(keep=False)
                self.setFocus()
                return True
            newline = self._long and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in _ENTER and not newline:
                self._by_key = True
                self.setFocus()  # leaves it where it had the focus, so that a complaint can take the cursor back
                if self.field is watched:  # and not the new one that came with a complaint
                    self.leave(keep=True)
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
        if event.key() in (*_ENTER, Qt.Key.Key_F2):
            self.edit()
        else:
            super().keyPressEvent(event)
