"""Where each column goes: the sheet's columns as rows, each with a menu of fields."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from organizer.importing.views import ColumnView
from ui.importing.purpose_popup import PurposePopup
from ui.importing.words import check_words, field_words
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
        looked_at: the header of the column whose cells that were mended, or are in doubt or not usable, are wanted.
    """

    chosen = Signal(str, object)
    looked_at = Signal(str)

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

    @override
    def _need(self, place: int) -> int:
        """How wide a column must be to show every cell of it whole, those out of sight too."""
        cells = (self.columns_model.index(row, place) for row in range(self.columns_model.rowCount()))
        widest = max((self._cells.sizeHint(QStyleOptionViewItem(), cell).width() for cell in cells), default=0)
        return max(widest, self._header.need(place)) + _AIR

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
        elif index.column() == 3 and (column := self.columns_model.row(index.row())) is not None and (
            column.mended or column.doubtful or column.refused
        ):
            self.looked_at.emit(column.header)

    def _open_at(self, place: int, letters: str = "") -> None:
        column = self.columns_model.row(place)
        if column is None:
            return
        popup = PurposePopup(column, self)
        popup.chosen.connect(lambda field: self.chosen.emit(column.header, field))
        popup.looked_at.connect(lambda: self.looked_at.emit(column.header))
        popup.type(letters)
        popup.open_under(self.viewport(), self.visualRect(self.columns_model.index(place, 1)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter looks for what the column is."""
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if plain and event.text().isalnum() and self.currentIndex().isValid():
            self._open_at(self.currentIndex().row(), event.text())
        else:
            super().keyPressEvent(event)
