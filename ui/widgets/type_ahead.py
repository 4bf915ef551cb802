"""A line that offers words while it is typed in: those that contain what was typed, the first one a key away."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QWidget
from typing_extensions import override

from organizer.domain.names import fold

__all__ = ["TypeAhead"]

_MOVES = {
    Qt.Key.Key_Return: "down", Qt.Key.Key_Enter: "down", Qt.Key.Key_Tab: "right", Qt.Key.Key_Backtab: "left",
    Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down",
}  # keys that end the typing in a cell, and where they go from there
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINE, _SEEN, _MOST = 24, 9, 60


class TypeAhead(QLineEdit):
    """A line with a list of words under it. Qt's completer is not used: it cannot offer parts of a line safely.

    Args:
        text: what stands there at first.
        between: what parts several words in one line ("; "), "" where there is only one.
        strict: only words of the list will do, so that Enter takes the first that fits what was typed.
        in_cell: Tab, Enter and the arrows up and down end it, as in a spreadsheet.

    Signals:
        ended: in a cell, it is done: "down", "up", "left", "right", or "all" for Ctrl+Enter.
        left: in a cell, Esc: nothing is to be kept.
    """

    ended = Signal(str)
    left = Signal()

    def __init__(self, text: str = "", between: str = "", *, strict: bool = False, in_cell: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._between = between.strip()
        self._strict = strict
        self._in_cell = in_cell
        self._words: list[tuple[str, str]] = []
        self._found = QStringListModel(self)
        self.list = QListView(self)
        self.list.setWindowFlags(Qt.WindowType.ToolTip)
        self.list.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.list.setProperty("role", "words")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName("Words to choose from")
        self.list.setModel(self._found)
        self.list.hide()
        self.list.clicked.connect(lambda index: self._take(str(index.data())))
        self.textEdited.connect(lambda _: self._suggest())

    def offer(self, words: Iterable[str]) -> None:
        """Offer these words from now on."""
        self._words = [(fold(word), word) for word in words]
        if self.hasFocus() and self.isModified():
            self._suggest()

    @property
    def words(self) -> list[str]:
        """The words that are offered."""
        return [word for _, word in self._words]

    def settle(self) -> str:
        """What is meant: the word marked in the list, with `strict` the first that fits, else what was typed."""
        marked = self.list.currentIndex()
        if not self.list.isHidden() and marked.isValid():
            self._take(str(marked.data()))
        elif self._strict and (said := self._part()) and (fitting := self._fitting(said)):
            self._take(fitting[0])
        self.list.hide()
        return self.text()

    def _part(self) -> str:
        return (self.text().rpartition(self._between)[2] if self._between else self.text()).strip()

    def _fitting(self, said: str) -> list[str]:
        """Words with what was typed in them: the very word, then those that begin so, then the others."""
        sought = fold(said)
        found = [(key != sought, not key.startswith(sought), place, word)
                 for place, (key, word) in enumerate(self._words) if sought in key]
        return [word for *_, word in sorted(found)[:_MOST]]

    def _suggest(self, *, all_of_them: bool = False) -> None:
        said = "" if all_of_them else self._part()
        found = self._fitting(said) if said or all_of_them else []
        if not found or found == [said] or not self.isVisible():
            self.list.hide()
            return
        self._found.setStringList(found)
        self.list.setCurrentIndex(self._found.index(-1))
        if self.list.isWindow():
            wide = max(self.width(), min(360, self.list.sizeHintForColumn(0) + 32))
            self.list.setFixedSize(wide, min(len(found), _SEEN) * max(_LINE, self.list.sizeHintForRow(0)) + 4)
            place = self.mapToGlobal(QPoint(0, self.height() + 1))
            if place.y() + self.list.height() > self.screen().availableGeometry().bottom():
                place = self.mapToGlobal(QPoint(0, -self.list.height() - 1))
            self.list.move(place)
        self.list.show()

    def _take(self, word: str) -> None:
        head = self.text().rpartition(self._between)[0].strip() if self._between else ""
        self.setText(f"{head}{self._between} {word}" if head else word)
        self.list.hide()

    def _mark(self, step: int) -> None:
        row = self.list.currentIndex().row() + step
        self.list.setCurrentIndex(self._found.index(max(-1, min(row, self._found.rowCount() - 1))))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self._in_cell and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.keyPressEvent(event)
                return True
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and (
            (event.key() == Qt.Key.Key_Escape and not self.list.isHidden()) or (self._in_cell and event.key() in _ENTER)
        ):  # what ends the typing is no shortcut of the window
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        listed = not self.list.isHidden()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._suggest(all_of_them=True)
        elif listed and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._mark(1 if key == Qt.Key.Key_Down else -1)
        elif listed and key == Qt.Key.Key_Escape and not self._in_cell:
            self.list.hide()
        elif listed and key in _ENTER and not self._in_cell and self.list.currentIndex().isValid():
            self.settle()
        elif not self._in_cell or (key not in _MOVES and key != Qt.Key.Key_Escape):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self.list.hide()
            self.left.emit()
        else:
            self._end(key, event.modifiers())

    def _end(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        self.settle()
        step = _MOVES[key]
        if key in _ENTER and held & Qt.KeyboardModifier.ControlModifier:
            step = "all"
        elif key in _ENTER and held & Qt.KeyboardModifier.ShiftModifier:
            step = "up"
        self.ended.emit(step)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.list.isWindow():
            self.list.hide()
        super().focusOutEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.list.hide()
        super().hideEvent(event)
