"""Choosing which columns of the selected rows are copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from ui.labels import many
from ui.prospects.columns import COLUMNS
from ui.widgets.choices import Choice, ChoicePopup
from ui.widgets.text import button

if TYPE_CHECKING:
    from ui.prospects.page import ProspectsPage

__all__ = ["CopyPopup"]


class CopyPopup(ChoicePopup):
    """A tick before each column in sight; those copied last are ticked, else the one with the cursor."""

    def __init__(self, page: ProspectsPage) -> None:
        super().__init__("Copy these columns", page.table)
        self._page = page
        self.go = button("", self.copy, kind="primary")
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 8, 8)
        foot.addStretch()
        foot.addWidget(self.go)
        self.lines.addLayout(foot)
        shown = page.table.visible_columns()
        before = [column for column in page.copied if column in shown] or [page.table.currentIndex().column()]
        self.put([Choice(column, COLUMNS[column].title) for column in shown], before)
        self.changed.connect(self._say)
        self._say()

    @classmethod
    def ask(cls, page: ProspectsPage) -> None:
        """Open it over the table, where rows are selected."""
        if not page.selected_ids:
            page.told.emit("Select the rows to copy first.")
            return
        cls(page).open_under(page.bar)

    def _say(self, *_: object) -> None:
        self.go.setEnabled(bool(self.list.chosen))
        self.go.setText(f"Copy {many(len(self._page.selected_ids) * len(self.list.chosen), 'cell')}")

    def copy(self) -> None:
        """Put the block of cells on the clipboard, the columns in the order of the table."""
        chosen = set(self.list.chosen)
        columns = [column for column in self._page.table.visible_columns() if column in chosen]
        self._page.copied = tuple(columns)
        rows = self._page.table.copy_rows(columns=columns)
        self._page.told.emit(f"Copied {many(rows * len(columns), 'cell')}.")
        self.close()
