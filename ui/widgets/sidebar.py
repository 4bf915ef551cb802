"""The side bar: rooms and saved filters with their counts."""

from __future__ import annotations

from dataclasses import dataclass

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
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.look import color, tokens_of

__all__ = ["SideBar", "SideItem"]

Index = QModelIndex | QPersistentModelIndex
_WIDTH = 196
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(slots=True)
class SideItem:
    """One line. `name` is told when it is chosen; a line without a name is a heading."""

    name: str
    text: str
    count: int | None = None
    badge: bool = False


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: list[SideItem] = []

    def put(self, items: list[SideItem]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.items)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.text if item.count is None else f"{item.text}, {item.count}"
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and not self.items[index.row()].name:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView, model: _Model) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def _font(self, heading: bool, chosen: bool) -> QFont:
        font = QFont(self._view.font())
        if heading:
            font.setPixelSize(11)
        font.setWeight(QFont.Weight.DemiBold if heading or chosen else QFont.Weight.Normal)
        return font

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item = self._model.items[index.row()]
        if not item.name:
            return QSize(_WIDTH, 32 if index.row() else 26)
        room = self._view.viewport().width() - 34 - self._count_width(item)
        metrics = QFontMetrics(self._font(False, True))
        tall = metrics.boundingRect(QRect(0, 0, max(room, 40), 400), _WRAP, item.text).height()
        return QSize(_WIDTH, max(30, min(tall, 2 * metrics.lineSpacing()) + 12))

    def _count_width(self, item: SideItem) -> int:
        if item.count is None:
            return 0
        return QFontMetrics(self._font(False, True)).horizontalAdvance(f"{item.count:,}") + 14

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = self._model.items[index.row()]
        tokens = tokens_of(self._view)
        rect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font(not item.name, chosen))
        if not item.name:
            painter.setPen(color(tokens.soft))
            painter.drawText(rect.adjusted(18, 4, -8, -2), Qt.AlignmentFlag.AlignBottom, item.text)
            painter.restore()
            return
        pill = QRectF(rect).adjusted(8, 0.5, -8, -0.5)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(tokens.side_selected if chosen else tokens.hover))
            painter.drawRoundedRect(pill, 6, 6)
        if chosen and self._view.hasFocus():
            painter.setPen(color(tokens.press))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(color(tokens.side_text if chosen else tokens.text))
        room = rect.adjusted(18, 0, -16 - self._count_width(item), 0)
        painter.drawText(room, _WRAP, item.text)
        self._draw_count(painter, rect, item)
        painter.restore()

    def _draw_count(self, painter: QPainter, rect: QRect, item: SideItem) -> None:
        if item.count is None:
            return
        tokens = tokens_of(self._view)
        said = f"{item.count:,}"
        line = QRect(rect.left(), rect.top(), rect.width() - 18, min(rect.height(), 30))
        if item.badge and item.count:
            font = self._font(False, False)
            font.setPixelSize(12)
            painter.setFont(font)
            wide = painter.fontMetrics().horizontalAdvance(said) + 13
            pill = QRectF(line.right() - wide + 1, line.center().y() - 8.5, wide, 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(tokens.badge))
            painter.drawRoundedRect(pill, 9, 9)
            painter.setPen(color("#ffffff"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, said)
        else:
            painter.setPen(color(tokens.soft))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, said)


class SideBar(QFrame):
    """Rooms and saved filters.

    Signals:
        chosen: the name of a line that was chosen; by the arrow keys the keyboard stays here.
        entered: a line was clicked, or Enter pressed on it: the keyboard goes to what it shows.
        menu_wanted: a right click on a line: its name and where on the screen.
    """

    chosen = Signal(str)
    entered = Signal()
    menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setFixedWidth(_WIDTH)
        self._model = _Model(self)
        self.view = QListView()
        self.view.setProperty("role", "side")
        self.view.setAccessibleName("Rooms and saved filters")
        self.view.setModel(self._model)
        self.view.setItemDelegate(_Delegate(self.view, self._model))
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.view.clicked.connect(self._entered)
        self.view.installEventFilter(self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 12, 0, 8)
        lines.addWidget(self.view)
        self._quiet = False

    @property
    def items(self) -> list[SideItem]:
        """The lines as they stand."""
        return self._model.items

    @property
    def current(self) -> str:
        """The chosen line's name, or ""."""
        index = self.view.currentIndex()
        return self._model.items[index.row()].name if index.isValid() else ""

    def put(self, items: list[SideItem]) -> None:
        """Show these lines and keep the choice."""
        before = self.current
        self._quiet = True
        self._model.put(items)
        self.choose(before)

    def choose(self, name: str) -> None:
        """Mark a line as chosen without telling."""
        self._quiet = True
        row = next((row for row, item in enumerate(self.items) if name and item.name == name), None)
        index = self._model.index(row) if row is not None else QModelIndex()
        if index.isValid():
            self.view.setCurrentIndex(index)
        else:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        self._quiet = False

    def set_count(self, name: str, count: int | None) -> None:
        """Another number beside a line."""
        for row, item in enumerate(self.items):
            if item.name == name and item.count != count:
                item.count = count
                self._model.dataChanged.emit(self._model.index(row), self._model.index(row))

    def _moved(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if not self._quiet and index.isValid() and self._model.items[index.row()].name:
            self.chosen.emit(self._model.items[index.row()].name)

    def _entered(self, index: QModelIndex) -> None:
        if index.isValid() and self._model.items[index.row()].name:
            self._moved(index)
            self.entered.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in (
            Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right
        ):
            self._entered(self.view.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def _menu(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        if index.isValid() and self._model.items[index.row()].name:
            self.menu_wanted.emit(self._model.items[index.row()].name, self.view.viewport().mapToGlobal(place))
