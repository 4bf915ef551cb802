"""The table that every list is shown in: 28-pixel rows, no vertical header, a heading that sorts, columns to choose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget
from typing_extensions import override

from ui.look import ROW
from ui.preferences.remembered import Remembered
from ui.widgets.cells import CellDelegate
from ui.widgets.clipboard import put_cells, table_of, text_of
from ui.widgets.header import Header
from ui.widgets.rows import RowsTableModel, TableModel

__all__ = ["Table", "shared_width"]

_COPY_LIMIT = 50_000  # rows; what is more is exported, not copied


def shared_width(room: int, usual: Sequence[int], needs: Sequence[int]) -> list[int]:
    """The widths of columns that share some room: what their cells need, the smallest lack first, then what is left.

    None becomes much narrower than usual, or more than about twice as wide; so they may need more than the room.
    """
    widths = [min(one * 3 // 4, max(need, one // 2)) for one, need in zip(usual, needs, strict=True)]
    lacks = [max(0, min(need, int(one * 2.2)) - width) for one, need, width in zip(usual, needs, widths, strict=True)]
    left = max(0, room - sum(widths))
    for done, place in enumerate(sorted(range(len(lacks)), key=lacks.__getitem__)):
        given = min(lacks[place], left // (len(lacks) - done))
        widths[place] += given
        left -= given
    total = sum(usual)
    return [min(width + left * one // total, max(width, int(one * 2.2)))
            for one, width in zip(usual, widths, strict=True)]


class Table(QTableView):
    """A table over a `TableModel`.

    Args:
        model: what is shown.
        name: under which widths, order and choice of columns are remembered; "" does not.
        remembered: where.

    Signals:
        sort_wanted: a column's name and whether descending; for a `RowsTableModel` it is done already.
        menu_wanted: a right click, the Menu key or Shift+F10: the model's index and the place on the screen.
        picked: the rows that are selected changed.
        opened: Enter on a row, or a double click where cells are not typed over: its place.
        edit_wanted: F2, or a double click, on a cell of a table whose cells are typed over: its row and column.
    """

    sort_wanted = Signal(str, bool)
    menu_wanted = Signal(QModelIndex, QPoint)
    picked = Signal()
    opened = Signal(int)
    edit_wanted = Signal(int, int)

    def __init__(self, model: TableModel[Any], name: str = "", remembered: Remembered | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._remembered = remembered if remembered is not None else (Remembered() if name else None)
        self._model = model
        self._fitted = False
        self._measured = self._known = self._fitting = False
        self.typed_over = False
        self._header = Header(self)
        self.setHorizontalHeader(self._header)
        self.setModel(model)
        self._cells = CellDelegate(self)
        self.setItemDelegate(self._cells)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(ROW)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self._header.customContextMenuRequested.connect(self._header_menu)
        self._header.sectionClicked.connect(self._head_clicked)
        self.doubleClicked.connect(self._double_clicked)
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit())
        self.reset_columns()
        self._restore()
        model.modelReset.connect(self._others_come)
        for told in (model.layoutChanged, model.rowsInserted, model.dataChanged):
            told.connect(self._rows_came)

    # columns

    def reset_columns(self) -> None:
        """Columns as they were made: order, widths, which are shown."""
        for place, column in enumerate(self._model.columns):
            self._header.moveSection(self._header.visualIndex(place), place)
            self._header.setSectionHidden(place, not column.shown)
            self.setColumnWidth(place, column.width)

    def show_sorted(self, name: str, descending: bool) -> None:
        """Mark the heading that the list is sorted by."""
        place = next((place for place, column in enumerate(self._model.columns) if column.name == name), None)
        self._header.sorted = None if place is None else (place, descending)
        self._header.viewport().update()

    def fit_width(self) -> None:
        """Share the width among the columns that grow, first by what their cells need; the user's own come before."""
        shown = [(place, self._model.columns[place]) for place in self.visible_columns()]
        growing = [(place, column.width) for place, column in shown if column.grows]
        room = self.viewport().width() - sum(column.width for _, column in shown if not column.grows)
        needs = [self._need(place) if self._measured else usual for place, usual in growing]
        widths = shared_width(room, [usual for _, usual in growing], needs)
        self._fitting = True
        for (place, _), width in zip(growing, widths, strict=True):
            self.setColumnWidth(place, width)
        self._fitting = False

    def _need(self, place: int) -> int:
        return max(self.sizeHintForColumn(place), self._header.need(place))

    def _others_come(self) -> None:
        self._known = False
        self._rows_came()

    def _rows_came(self, *_: object) -> None:
        """Share the width anew when the first rows of a list are there; what changes in them moves no column."""
        if not self._known and self._model.rowCount() and self._model.row(0) is not None:
            self._measured = self._known = True
            if not self._fitted:
                self.fit_width()

    def visible_columns(self) -> list[int]:
        """The shown columns' places in the model, from left to right."""
        places = [self._header.logicalIndex(visual) for visual in range(self._header.count())]
        return [place for place in places if not self._header.isSectionHidden(place)]

    def choose_columns(self, place: QPoint | None = None) -> None:
        """Open the list of columns with a tick before each that is shown."""
        menu = QMenu(self)
        for number, column in enumerate(self._model.columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(number))
            action.toggled.connect(lambda on, number=number: self.show_column(number, on))
        menu.addSeparator()
        menu.addAction("Fit widths to what is shown", self.resizeColumnsToContents)
        menu.addAction("Reset the columns", self.reset_columns)
        menu.exec(place if place is not None else self.mapToGlobal(QPoint(24, ROW)))
        menu.deleteLater()
        self.remember()

    def show_column(self, place: int, on: bool) -> None:
        """Show or hide one column; one stays."""
        if on or len(self.visible_columns()) > 1:
            self._header.setSectionHidden(place, not on)
            self.remember()

    def use_layout(self, name: str) -> None:
        """Keep columns under another name from now on, and show them as they were kept there, else as made."""
        if name == self._name or self._remembered is None:
            return
        self._name = name
        kept = self._remembered.layout(self._key)
        self._fitted = bool(kept.size())
        if self._fitted:
            self._header.restoreState(kept)
        else:
            self.reset_columns()
            self.fit_width()

    @property
    def _key(self) -> str:
        """A choice of columns is of use only among the same columns."""
        return f"columns/{self._name}/{len(self._model.columns)}"

    def remember(self) -> None:
        """Keep order, widths and choice of columns for the next time."""
        if self._name and self._remembered is not None:
            self._remembered.keep_layout(self._key, self._header.saveState())

    def _restore(self) -> None:
        if self._name and self._remembered is not None:
            kept = self._remembered.layout(self._key)
            if kept.size():
                self._header.restoreState(kept)
                self._fitted = True
        self._header.sectionResized.connect(self._later)
        self._header.sectionMoved.connect(self._later)

    def _later(self, *_: int) -> None:
        if QGuiApplication.mouseButtons() and not self._fitting:  # the user's hand, not our own fitting
            self._fitted = True
            self.remember()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._cells.begin()
        super().paintEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._fitted:
            self.fit_width()

    def sort_here(self) -> bool:
        """Sort by the cursor's column as a click on its heading does. Returns whether that can be."""
        place = self.currentIndex().column()
        if place < 0 or self._model.columns[place].sort is None:
            return False
        self._head_clicked(place)
        return True

    def _head_clicked(self, place: int) -> None:
        column = self._model.columns[place]
        if column.sort is None:
            return
        before = self._header.sorted
        descending = before is not None and before[0] == place and not before[1]
        self.show_sorted(column.name, descending)
        if isinstance(self._model, RowsTableModel):
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            self._model.sort(place, order)
        self.sort_wanted.emit(column.name, descending)

    # rows

    def picked_places(self) -> list[int]:
        """The selected rows' places, in order."""
        found: set[int] = set()
        parts: Any = self.selectionModel().selection()
        for part in parts:
            found.update(range(part.top(), part.bottom() + 1))
        return sorted(found)

    def pick(self, places: Iterable[int]) -> None:
        """Select these rows and no others; the first becomes the current one."""
        wanted = sorted(set(places))
        selection = QItemSelection()
        last = self._model.columnCount() - 1
        start = 0
        while start < len(wanted):
            end = start
            while end + 1 < len(wanted) and wanted[end + 1] == wanted[end] + 1:
                end += 1
            selection.select(self._model.index(wanted[start], 0), self._model.index(wanted[end], last))
            start = end + 1
        if wanted:
            self.selectionModel().setCurrentIndex(self._model.index(wanted[0], self.visible_columns()[0]),
                                                  QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def go_to(self, place: int, column: int) -> None:
        """Make a cell the current one without selecting anything else, and bring it into sight."""
        index = self._model.index(place, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def copy_rows(self) -> int:
        """Put the selected rows on the clipboard, those of a list that is in memory whole. Returns how many rows.

        Several cells wide and high they have their headings above them.
        """
        places = self.picked_places()[:_COPY_LIMIT]
        if not places:
            return 0
        shown = self.visible_columns()
        lines = [[self._model.columns[column].title for column in shown]] if len(places) > 1 and len(shown) > 1 else []
        lines += [[self._model.columns[column].said(row) for column in shown]
                  for row in map(self._model.row, places) if row is not None]
        put_cells(text_of(lines), table_of(lines))
        return len(places)

    def _double_clicked(self, index: QModelIndex) -> None:
        if self.typed_over:
            self.edit_wanted.emit(index.row(), index.column())
        else:
            self.opened.emit(index.row())

    def _menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            if index.row() not in self.picked_places():
                self.pick([index.row()])
            self.menu_wanted.emit(index, self.viewport().mapToGlobal(place))

    def _header_menu(self, place: QPoint) -> None:
        self.choose_columns(self._header.mapToGlobal(place))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index.row())
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._menu(self.visualRect(index).center())  # as the Menu key does, which not every keyboard has
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not self.typed_over and not event.modifiers() and (
            rows := self._model.rowCount()
        ):
            place = 0 if event.key() == Qt.Key.Key_Home else rows - 1
            self.pick([place])
            self.scrollTo(self._model.index(place, self.visible_columns()[0]))
        elif event.key() == Qt.Key.Key_F2 and self.typed_over and index.isValid():
            self.edit_wanted.emit(index.row(), index.column())
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are results here, not a search."""
