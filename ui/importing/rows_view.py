"""The rows of a sheet before they are written: what happens to each, and why; a cell can be mended right here."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter
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
from organizer.outreach.paste import lines_of
from ui.look import ROW, color, tokens_of
from ui.widgets.clipboard import put_cells, table_of, text_of

__all__ = ["OUTCOME_WORDS", "RowsView"]

Index = QModelIndex | QPersistentModelIndex
OUTCOME_WORDS = {"added": "New", "updated": "Here, updated", "unchanged": "Here already", "held": "Perhaps here",
                 "again": "Same person", "refused": "Not importable"}
_LEAD = ("Row", "What happens", "Why")
_WIDTHS = ((56, 70), (110, 140), (180, 340), (76, 260))  # pixels, of the first three and of all others
_AIR = 12


class RowsView(QTableView):
    """Pages of rows, as the import sees them.

    Signals:
        edited: cells as row number, place of the column, the new text, and the one before.
        more_wanted: rows from this place on.
    """

    edited = Signal(list)
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
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked |
                             QAbstractItemView.EditTrigger.EditKeyPressed |
                             QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setFixedHeight(ROW + 1)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setResizeContentsPrecision(60)
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
        self._fit(fresh=fresh)

    def _fit(self, *, fresh: bool) -> None:
        """Columns as wide as what stands in them, within reason; of the same sheet none becomes narrower."""
        for place in range(self.rows_model.columnCount()):
            least, most = _WIDTHS[min(place, len(_WIDTHS) - 1)]
            need = max(self.sizeHintForColumn(place), self.horizontalHeader().sectionSizeHint(place)) + _AIR
            self.setColumnWidth(place, max(least if fresh else self.columnWidth(place), min(need, most)))

    def copy_cells(self) -> int:
        """Put the selected cells on the clipboard. Returns how many cells."""
        lines = [[self.rows_model.data(self.rows_model.index(row, column)) for column in range(left, right + 1)]
                 for top, left, bottom, right in self._selected() for row in range(top, bottom + 1)]
        if lines:
            put_cells(text_of(lines), table_of(lines))
        return sum(map(len, lines))

    def paste_cells(self) -> bool:
        """Write what is on the clipboard into the cells from the current one on, one cell into all that are selected.

        Returns whether they can be written to.
        """
        here = self.currentIndex()
        if not here.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        lines = lines_of(QGuiApplication.clipboard().text())
        top, left, bottom, right = next(iter(self._selected()), (here.row(), here.column(), here.row(), here.column()))
        if len(lines) == 1 and len(lines[0]) == 1:
            lines = [lines[0] * (right - left + 1)] * (bottom - top + 1)
        return self.rows_model.write((top + down, left + across, cell.strip())
                                     for down, line in enumerate(lines) for across, cell in enumerate(line))

    def _selected(self) -> list[tuple[int, int, int, int]]:
        """The block of selected cells, if there is one: top, left, bottom, right."""
        parts: Any = self.selectionModel().selection()
        return [(part.top(), part.left(), part.bottom(), part.right()) for part in parts][:1]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete empties the selected cells."""
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.rows_model.write((row, column, "") for top, left, bottom, right in self._selected()
                                  for row in range(top, bottom + 1) for column in range(left, right + 1))
        else:
            super().keyPressEvent(event)


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
        if role == Qt.ItemDataRole.ToolTipRole:
            text = problem.reason if problem is not None else self._text(row, column)
            cut = problem is not None or self._view.sizeHintForIndex(index).width() > self._view.columnWidth(column)
            return f"<span>{html.escape(text)}</span>" if cut else None
        return None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.rows[index.row()]
        place = index.column() - len(_LEAD)
        if role != Qt.ItemDataRole.EditRole or place < 0 or row.cells[place] == value:
            return False
        return self.write([(index.row(), index.column(), str(value))])

    def write(self, cells: Iterable[tuple[int, int, str]]) -> bool:
        """Ask for text in cells by their places in the table. Returns whether any of it is new and may be written."""
        new = []
        for at, column, text in cells:
            place = column - len(_LEAD)
            if at < len(self.rows) and 0 <= place < len(self.headers) and self.rows[at].cells[place] != text:
                new.append((self.rows[at].row, place, text, self.rows[at].cells[place]))
        if new:
            self._view.edited.emit(new)
        return bool(new)

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
