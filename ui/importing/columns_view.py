"""Where each column goes: the sheet's columns as rows, each with a menu of fields."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Signal
from PySide6.QtWidgets import QMenu, QStyleOptionViewItem, QWidget
from typing_extensions import override

from organizer.importing.views import ColumnView
from ui.importing.words import FIELD_GROUPS, check_words, field_words
from ui.widgets.cells import Cell, Column
from ui.widgets.rows import RowsTableModel
from ui.widgets.table import Table

__all__ = ["ColumnsView"]


def _check(column: ColumnView) -> Cell:
    text, tone = check_words(column)
    return Cell(text, *(("status", tone) if tone in ("bad", "waiting") else ("soft" if tone == "new" else "good",)))


_COLUMNS: tuple[Column[ColumnView], ...] = (
    Column("header", "Column in the file", 200, lambda one: Cell(one.header), grows=True),
    Column("field", "Goes to", 190, lambda one: Cell(
        f"{field_words(one.field, one.detail)} ▾", "chips", "press", (f"{field_words(one.field, one.detail)} ▾",))),
    Column("values", "First values", 210, lambda one: Cell(" · ".join(one.values), "soft"), grows=True),
    Column("check", "Check", 190, _check, grows=True),
)


_AIR = 4  # pixels; a text that just fits is cut by a rounding


class ColumnsView(Table):
    """The columns of a sheet.

    Signals:
        chosen: a header and the field it shall go to ("phone:mobile", None for an extra field).
    """

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.columns_model = RowsTableModel(_COLUMNS)
        super().__init__(self.columns_model, parent=parent)
        self.columns_model.setParent(self)
        self.horizontalHeader().setStretchLastSection(True)
        self.setAccessibleName("Columns of the file")
        self.clicked.connect(self._clicked)
        self.opened.connect(self._open_at)

    @override
    def fit_width(self) -> None:
        """As the others do; and what the check says is shown whole before any more of the first values is."""
        super().fit_width()
        header, _, values, check = range(len(_COLUMNS))
        others = sum(self.columnWidth(place) for place in range(check))
        missing = self._need(check) - (self.viewport().width() - others)  # it takes what the others leave
        told = max(self._need(header), _COLUMNS[header].width)
        for place, least in ((header, told), (values, _COLUMNS[values].width // 2)):
            give = min(missing, self.columnWidth(place) - least)
            if give > 0:
                self.setColumnWidth(place, self.columnWidth(place) - give)
                missing -= give

    def _need(self, place: int) -> int:
        """How wide a column must be to show every cell of it whole, those out of sight too."""
        cells = (self.columns_model.index(row, place) for row in range(self.columns_model.rowCount()))
        return max((self._cells.sizeHint(QStyleOptionViewItem(), cell).width() for cell in cells), default=0) + _AIR

    def put(self, columns: tuple[ColumnView, ...]) -> None:
        """Show these columns; the selection stays where it was."""
        before = self.picked_places()
        self.columns_model.put(columns)
        if not self._fitted:
            self.fit_width()
        if before and before[0] < len(columns):
            self.pick(before[:1])

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 1:
            self._open_at(index.row())

    def _open_at(self, place: int) -> None:
        column = self.columns_model.row(place)
        if column is None:
            return
        menu = self.menu(column)
        rect = self.visualRect(self.columns_model.index(place, 1))
        menu.exec(self.viewport().mapToGlobal(QPoint(rect.left() + 8, rect.bottom())))
        menu.deleteLater()

    def menu(self, column: ColumnView) -> QMenu:
        """All fields in groups, the one chosen ticked."""
        menu = QMenu(self)
        detailed = column.field in ("phone", "interest", "spouse", "attempt") and column.detail
        now = f"{column.field}:{column.detail}" if detailed else column.field
        extra = menu.addAction(field_words(None), self._choose(column.header, None))
        extra.setCheckable(True)
        extra.setChecked(now is None)
        menu.addSeparator()
        for group, fields in FIELD_GROUPS:
            part = menu.addMenu(group)
            for field in fields:
                name, _, detail = field.partition(":")
                words = field_words(field) if field.startswith("district:") else field_words(name, detail)
                action = part.addAction(words, self._choose(column.header, field))
                action.setCheckable(True)
                action.setChecked(field == now)
        return menu

    def _choose(self, header: str, field: str | None) -> Callable[[], None]:
        return lambda: self.chosen.emit(header, field)
