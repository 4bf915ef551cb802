"""A popup list with ticks: type to narrow, arrows to move, Space or Enter to choose; it holds at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from organizer.domain.names import fold
from ui.look import color, tokens_of
from ui.widgets.cells import paint_check
from ui.widgets.text import button, label

__all__ = ["Choice", "ChoiceList", "ChoicePopup", "Popup"]

Index = QModelIndex | QPersistentModelIndex
_LINE = 26


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the list; one without a value is a heading. By the words of `also` it is found, too."""

    value: Any
    text: str
    count: int | None = None
    also: str = ""


def _rank(sought: str, text: str) -> int:
    return 0 if text.startswith(sought) else 1 if f" {sought}" in text else 2 if sought in text else 3


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []
        self.chosen: dict[Any, None] = {}
        self._all: list[Choice] = []
        self._word = ""

    def put(self, choices: Iterable[Choice], chosen: Iterable[Any]) -> None:
        self._all = list(choices)
        self.chosen = dict.fromkeys(chosen)
        self.narrow(self._word)

    def narrow(self, word: str) -> None:
        self.beginResetModel()
        self._word = word
        sought = fold(word)
        self.choices = [one for one in self._all
                        if not sought or (one.value is not None and sought in fold(f"{one.text} {one.also}"))]
        if sought:  # first what begins so, then what has a word that does, then the others
            self.choices.sort(key=lambda one: _rank(sought, fold(one.text)))
        self.endResetModel()

    def toggle(self, row: int) -> bool:
        value = self.choices[row].value
        if value is None:
            return False
        if value in self.chosen:
            del self.chosen[value]
        else:
            self.chosen[value] = None
        self.dataChanged.emit(self.index(row), self.index(row))
        return True

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.choices)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text
        if role == Qt.ItemDataRole.CheckStateRole and choice.value is not None:
            return Qt.CheckState.Checked if choice.value in self.chosen else Qt.CheckState.Unchecked
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.choices[index.row()].value is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView, model: _Model, *, boxes: bool) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._boxes = boxes

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _LINE)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = tokens_of(self._view)
        choice = self._model.choices[index.row()]
        rect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = Qt.AlignmentFlag.AlignVCenter
        if choice.value is None:
            font = QFont(painter.font())
            font.setPixelSize(11)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(color(tokens.soft))
            painter.drawText(rect.adjusted(12, 4, -8, 0), middle, choice.text)
            painter.restore()
            return
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(rect, color(tokens.selected if state & QStyle.StateFlag.State_Selected else tokens.hover))
        on = choice.value in self._model.chosen
        if self._boxes:
            paint_check(painter, QRectF(rect.left() + 12, rect.center().y() - 6, 14, 14), on, tokens)
        elif on:
            painter.setPen(color(tokens.link))
            painter.drawText(rect.adjusted(13, 0, 0, 0), middle, "✓")
        said = f"{choice.count:,}" if choice.count is not None else ""
        wide = painter.fontMetrics().horizontalAdvance(said)
        painter.setPen(color(tokens.soft))
        painter.drawText(rect.adjusted(0, 0, -12, 0), middle | Qt.AlignmentFlag.AlignRight, said)
        painter.setPen(color(tokens.text))
        room = rect.adjusted(34, 0, -wide - 24, 0)
        shown = painter.fontMetrics().elidedText(choice.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, shown)
        painter.restore()


class ChoiceList(QWidget):
    """The list and its search box, for use in a popup. Args: boxes: whether several can be ticked, each in its box.

    Signals:
        changed: the values chosen, in the order of the list.
    """

    changed = Signal(tuple)

    def __init__(self, parent: QWidget | None = None, *, boxes: bool = True) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Type to find…")
        self.search.setAccessibleName("Find in the list")
        self.search.textChanged.connect(self._narrowed)
        self.view = QListView()
        self.view.setAccessibleName("Choices")
        self.view.setModel(self._model)
        self.view.setItemDelegate(_Delegate(self.view, self._model, boxes=boxes))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.installEventFilter(self)
        self.view.clicked.connect(lambda index: self._toggle(index.row()))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        box = QHBoxLayout()
        box.setContentsMargins(8, 8, 8, 0)
        box.addWidget(self.search)
        lines.addLayout(box)
        lines.addWidget(self.view, 1)
        self.setFocusProxy(self.search)

    def put(self, choices: Sequence[Choice], chosen: Iterable[Any]) -> None:
        """Show these choices with those ticked."""
        self._model.put(choices, chosen)
        self.search.setVisible(len(choices) > 8)
        self.setFocusProxy(self.search if len(choices) > 8 else self.view)
        self.view.setMinimumHeight(min(max(len(choices), 2), 14) * _LINE + 6)
        self._first()

    def go_to(self, value: Any) -> None:
        """Have the keyboard on the line of this value."""
        row = next((row for row, one in enumerate(self._model.choices) if one.value == value), None)
        if row is not None:
            self.view.setCurrentIndex(self._model.index(row))
            self.view.scrollTo(self._model.index(row), QListView.ScrollHint.PositionAtCenter)

    def clear(self) -> None:
        """Take all ticks away."""
        self._model.chosen.clear()
        self._model.narrow(self.search.text())
        self.changed.emit(())

    def take_focus(self) -> None:
        """Put the cursor where typing narrows the list."""
        (self.search if not self.search.isHidden() else self.view).setFocus()

    @property
    def chosen(self) -> tuple[Any, ...]:
        """The values ticked."""
        return tuple(self._model.chosen)

    def _narrowed(self, word: str) -> None:
        self._model.narrow(word)
        self._first()

    def _first(self) -> None:
        row = next((row for row, one in enumerate(self._model.choices) if one.value is not None), None)
        if row is not None:
            self.view.setCurrentIndex(self._model.index(row))

    def _toggle(self, row: int) -> None:
        if 0 <= row < len(self._model.choices) and self._model.toggle(row):
            self.changed.emit(self.chosen)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space on the list ticks; the list would keep it to itself."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            self._toggle(self.view.currentIndex().row())
            return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(self.view.currentIndex().row())
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.view.setFocus()
        else:
            super().keyPressEvent(event)


class Popup(QFrame):
    """A frame that opens under a widget and goes when something else is pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(1, 1, 1, 1)
        self.lines.setSpacing(4)

    def open_under(self, widget: QWidget, part: QRect | None = None) -> None:
        """Open below a widget, or below a part of it, moved so that it stays on its screen."""
        self.adjustSize()
        part = part or widget.rect()
        place = widget.mapToGlobal(QPoint(part.left(), part.bottom() + 3))
        screen = widget.screen() or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        if place.y() + self.height() > room.bottom():
            place.setY(max(room.top(), room.bottom() - self.height()))
        self.move(place)
        self.show()


class ChoicePopup(Popup):
    """A popup with one list of choices and a way to clear it.

    Signals:
        changed: the values chosen.
    """

    changed = Signal(tuple)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = ChoiceList()
        self.list.changed.connect(self.changed)
        self.setMinimumWidth(260)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 8, 0)
        head.addWidget(label(title, "heading"), 1)
        head.addWidget(button("Clear", self.list.clear, kind="link"))
        self.lines.addLayout(head)
        self.lines.addWidget(self.list)
        self.setFocusProxy(self.list)

    def put(self, choices: Sequence[Choice], chosen: Iterable[Any]) -> None:
        """Show these choices."""
        self.list.put(choices, chosen)
        self.adjustSize()
        self.list.take_focus()
