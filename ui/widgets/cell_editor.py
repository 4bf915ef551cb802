"""A field over a cell of a table: typed in, moved on from, and told at the cell what does not fit."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QVBoxLayout
from typing_extensions import override

from ui.widgets.table import Table
from ui.widgets.text import label
from ui.widgets.type_ahead import TypeAhead

__all__ = ["CellEditor"]

_LEAST, _LONG, _TALL = 120, 340, 120
_LIMIT = 1_000_000  # letters taken in before anything is said of them


class CellEditor(QObject):
    """One cell while it is typed in.

    Args:
        table: where it lies.
        index: the cell.
        text: what stands there at first.
        long: several lines; Ctrl+Enter or Tab ends it.
        between: see `TypeAhead`.
        strict: see `TypeAhead`.

    Signals:
        ended: the text, and where to go next: "down", "up", "left", "right", "all" or "" (the focus left).
        left: Esc.
    """

    ended = Signal(str, str)
    left = Signal()

    def __init__(self, table: Table, index: QPersistentModelIndex, text: str, *, long: bool = False, between: str = "",
                 strict: bool = False) -> None:
        super().__init__(table)
        self._table = table
        self.index = index
        self.column = index.column()
        self.before = text
        self.open = True
        self.field: TypeAhead | QPlainTextEdit
        if long:
            self.field = QPlainTextEdit(text, table.viewport())
            self.field.setTabChangesFocus(True)
        else:
            self.field = TypeAhead(text, between, strict=strict, in_cell=True, parent=table.viewport())
            self.field.setMaxLength(_LIMIT)
            self.field.ended.connect(lambda step: self.ended.emit(self.text, step))
            self.field.left.connect(self.left)
        self.field.setProperty("kind", "cell")
        self.field.setAccessibleName(str(table.model().headerData(index.column(), Qt.Orientation.Horizontal) or ""))
        self.field.installEventFilter(self)
        self.said = QFrame(table.viewport())
        self.said.setProperty("role", "complaint")
        lines = QVBoxLayout(self.said)
        lines.setContentsMargins(8, 4, 8, 4)
        self._words = label(wrap=True)
        lines.addWidget(self._words)
        self.said.hide()
        for bar in (table.verticalScrollBar(), table.horizontalScrollBar()):
            bar.valueChanged.connect(self.place)
        self.place()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    @property
    def text(self) -> str:
        """What stands in it now."""
        return self.field.toPlainText() if isinstance(self.field, QPlainTextEdit) else self.field.text()

    def type_over(self, text: str) -> None:
        """Put a text in the place of what stands there, the cursor behind it."""
        if isinstance(self.field, QPlainTextEdit):
            self.field.setPlainText(text)
            self.field.moveCursor(QTextCursor.MoveOperation.End)
        else:
            self.field.setText(text)

    def offer(self, words: Iterable[str]) -> None:
        """Offer words while it is typed in."""
        if self.open and isinstance(self.field, TypeAhead):
            self.field.offer(words)

    def complain(self, text: str, *, come_back: bool = True) -> None:
        """Say at the cell what does not fit, and stay. Args: come_back: whether the cursor goes there, too."""
        self._say(text, "complaint")
        if come_back:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def hint(self, text: str) -> None:
        """Say at the cell what else can be done."""
        self._say(text, "tip")

    def _say(self, text: str, role: str) -> None:
        self._words.setText(text)
        self.said.setProperty("role", role)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.show()
        self.place()

    def place(self, *_: object) -> None:
        """Lie over the cell, wherever it is now."""
        if not self.open or not self.index.isValid():
            return
        room = self._table.viewport().rect()
        cell = self._table.visualRect(self.index)
        long = isinstance(self.field, QPlainTextEdit)
        wide = min(max(cell.width(), _LONG if long else _LEAST), room.width())
        tall = _TALL if long else cell.height()
        left = max(0, min(cell.left(), room.width() - wide))
        top = min(cell.top(), max(0, room.height() - tall)) if long else cell.top()
        self.field.setGeometry(QRect(left, top, wide, tall))
        if not self.said.isHidden():
            self.said.setFixedWidth(min(max(wide, 260), room.width()))
            self.said.setFixedHeight(self._words.heightForWidth(self.said.width() - 18) + 10)
            below = top + tall + 2
            if below + self.said.height() > room.height():
                below = max(0, top - self.said.height() - 2)
            self.said.move(QPoint(max(0, min(left, room.width() - self.said.width())), below))
            self.said.raise_()

    def close(self) -> None:
        """Be gone."""
        if not self.open:
            return
        self.open = False
        had = self.field.hasFocus()
        self.field.removeEventFilter(self)
        for one in (self.field, self.said):
            one.hide()
            one.deleteLater()
        if had:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def _is_for_all(self, event: QKeyEvent) -> bool:
        """Whether a step back or forth, or the pasting of several cells, is meant for the table: nothing is typed."""
        if self.text != self.before or (self.said.isVisible() and self.said.property("role") == "complaint"):
            return False
        if event.matches(QKeySequence.StandardKey.Paste):
            between = "\t" if isinstance(self.field, QPlainTextEdit) else "\t\n"  # a note has lines of its own
            return bool(set(between) & set(QGuiApplication.clipboard().text().strip("\r\n")))
        return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in (
            Qt.Key.Key_Return, Qt.Key.Key_Enter
        ):
            event.accept()
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_for_all(event):
            self.left.emit()
            event.ignore()
            return True
        if isinstance(self.field, QPlainTextEdit) and event.type() == QEvent.Type.KeyPress and isinstance(
            event, QKeyEvent
        ):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or (
                event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control
            ):
                self.ended.emit(self.text, {Qt.Key.Key_Tab: "right", Qt.Key.Key_Backtab: "left"}.get(
                    Qt.Key(event.key()), "down"))
                return True
        if event.type() == QEvent.Type.FocusOut and self.open and not _for_a_moment():
            self.ended.emit(self.text, "")
        return super().eventFilter(watched, event)


def _for_a_moment() -> bool:
    """Whether the focus went to a popup or another program, from which it comes back."""
    return QApplication.activePopupWidget() is not None or QApplication.activeWindow() is None
