"""What a table shows: rows of any kind, and columns that make cells of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from ui.widgets.cells import Cell, Column

__all__ = ["RowsTableModel", "TableModel"]

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_WAITING = Cell("…", "soft")


class TableModel(QAbstractTableModel, Generic[Row]):
    """What all tables share: columns, and cells made of rows. Subclasses say how many rows and which."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def row(self, place: int) -> Row | None:
        """The row at a place, or None while it is being fetched."""
        raise NotImplementedError

    def cell(self, place: int, column: int) -> Cell:
        """The cell to paint."""
        row = self.row(place)
        return _WAITING if row is None else self.columns[column].cell(row)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.cell(index.row(), index.column()).text
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title if 0 <= section < len(self.columns) else None
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            numbers = self.rowCount() and self.cell(0, section).kind == "number"
            return Qt.AlignmentFlag.AlignRight if numbers else Qt.AlignmentFlag.AlignLeft
        return None


class RowsTableModel(TableModel[Row]):
    """A short list that is in memory whole, sorted here."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.rows: list[Row] = []
        self._order: tuple[int, bool] | None = None

    def put(self, rows: Iterable[Row]) -> None:
        """Show these rows, in the order the user sorts by, else as they come."""
        self.beginResetModel()
        self.rows = list(rows)
        self._sort()
        self.endResetModel()

    @override
    def row(self, place: int) -> Row | None:
        return self.rows[place] if 0 <= place < len(self.rows) else None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        self.beginResetModel()
        self._sort()
        self.endResetModel()

    def _sort(self) -> None:
        if self._order is not None and (key := self.columns[self._order[0]].sort) is not None:
            self.rows.sort(key=key, reverse=self._order[1])
