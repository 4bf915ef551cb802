"""The rows of a sheet before they are written: what happens to each, and why; a cell can be mended right here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from organizer.importing.records.sign_up import Problem
from organizer.importing.views import RowView
from ui.look import ROW, color, tokens_of

__all__ = ["OUTCOME_WORDS", "RowsView"]

Index = QModelIndex | QPersistentModelIndex
OUTCOME_WORDS = {"added": "New", "updated": "Here, updated", "unchanged": "Here already", "held": "Perhaps here",
                 "again": "Same person", "refused": "Not importable"}
_LEAD = ("Row", "What happens", "Why")


class RowsView(QTableView):
    """Pages of rows, as the import sees them.

    Signals:
        edited: row number, place of the column, the new text, and the one before.
        more_wanted: rows from this place on.
    """

    edited = Signal(int, int, str, str)
    more_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = _RowsModel(self)
        self.setModel(self.rows_model)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked |
                             QAbstractItemView.EditTrigger.EditKeyPressed |
                             QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setFixedHeight(ROW + 1)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName("Rows of the file")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_RowDelegate(self))
        self.rows_model.wanted.connect(self.more_wanted)

    def put(self, headers: Sequence[str], rows: Sequence[RowView], total: int, offset: int = 0) -> None:
        """Show rows under the sheet's headers; with an offset they follow those shown already.

        Args:
            headers: of the sheet.
            rows: some of them.
            total: how many there are; the view asks for more when the user comes near the end.
            offset: the place of the first.
        """
        if offset:
            self.rows_model.add(rows, total, offset)
            return
        fresh = list(headers) != self.rows_model.headers
        here = self.currentIndex()
        self.rows_model.put(headers, rows, total)
        if here.isValid() and rows and not fresh:  # the work goes on where it was, or at what stands there now
            self.setCurrentIndex(self.rows_model.index(min(here.row(), len(rows) - 1), here.column()))
        if fresh:
            for place in range(self.rows_model.columnCount()):
                self.setColumnWidth(place, (56, 130, 280)[place] if place < 3 else 130)


    def copy_cell(self) -> int:
        """Put the current cell on the clipboard. Returns how many cells."""
        text = str(self.currentIndex().data() or "")
        if text:
            QGuiApplication.clipboard().setText(text)
        return int(bool(text))

    def paste_cell(self) -> bool:
        """Write what is on the clipboard into the current cell. Returns whether it can be written to."""
        index = self.currentIndex()
        cell = QGuiApplication.clipboard().text().partition("\n")[0].partition("\t")[0].strip()
        return bool(index.flags() & Qt.ItemFlag.ItemIsEditable) and self.rows_model.setData(index, cell)


class _RowDelegate(QStyledItemDelegate):
    """Cells as far from the edge as everywhere, with a hair line below."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(5, 0, 0, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.highlight())
        super().paint(painter, inner, index)
        painter.setPen(color(tokens_of(option.widget).line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


class _RowsModel(QAbstractTableModel):
    wanted = Signal(int)

    def __init__(self, view: RowsView) -> None:
        super().__init__(view)
        self._view = view
        self.headers: list[str] = []
        self.rows: list[RowView] = []
        self.total = 0
        self._asked = 0

    def put(self, headers: Sequence[str], rows: Sequence[RowView], total: int) -> None:
        self.beginResetModel()
        self.headers, self.rows, self.total, self._asked = list(headers), list(rows), total, 0
        self.endResetModel()

    def add(self, rows: Sequence[RowView], total: int, offset: int) -> None:
        if offset == len(self.rows) and rows:
            self.beginInsertRows(QModelIndex(), offset, offset + len(rows) - 1)
            self.rows += rows
            self.total = total
            self.endInsertRows()

    @override
    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        return not parent.isValid() and self._asked < len(self.rows) < self.total

    @override
    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008
        self._asked = len(self.rows)
        self.wanted.emit(len(self.rows))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_LEAD) + len(self.headers)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return _LEAD[section] if section < len(_LEAD) else self.headers[section - len(_LEAD)]

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if index.column() >= len(_LEAD) else plain

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        column = index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, column)
        problem = self._problem(row, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            tokens = tokens_of(self._view)
            if problem is not None:
                return color(tokens.bad_text if not problem.kept else tokens.warn if problem.doubtful
                             else tokens.tone_done)
            if column == 1:
                return color(tokens.bad_text if row.outcome == "refused" else tokens.warn if row.outcome == "held"
                             else tokens.text)
            return color(tokens.soft) if column in (0, 2) else None
        if role == Qt.ItemDataRole.ToolTipRole and problem is not None:
            return f"<span>{problem.reason.replace('<', '&lt;')}</span>"
        return None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.rows[index.row()]
        place = index.column() - len(_LEAD)
        if role != Qt.ItemDataRole.EditRole or place < 0 or row.cells[place] == value:
            return False
        self._view.edited.emit(row.row, place, str(value), row.cells[place])
        return True

    def _text(self, row: RowView, column: int) -> str:
        if column == 0:
            return f"{row.row:,}"
        if column == 1:
            return OUTCOME_WORDS.get(row.outcome, row.outcome)
        if column == 2:
            return row.reason or "; ".join(dict.fromkeys(problem.reason for problem in row.problems))
        return " ".join(row.cells[column - len(_LEAD)].split())

    def _problem(self, row: RowView, column: int) -> Problem | None:
        """What was wrong with a cell."""
        if column < len(_LEAD):
            return None
        header = self.headers[column - len(_LEAD)]
        return next((one for one in row.problems if one.column == header), None)
