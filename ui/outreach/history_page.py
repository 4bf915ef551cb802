"""Everything that was done in this file: by whom and when, and the way to take one thing back."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.domain.changes import Changes
from organizer.domain.clock import short_time
from organizer.storage import journal
from organizer.storage.journal import HistoryRow
from ui.background.jobs import Jobs
from ui.labels import many
from ui.widgets.cells import Cell, Column
from ui.widgets.page import Page
from ui.widgets.table import RowsTableModel, Table
from ui.widgets.text import button, label

__all__ = ["HistoryPage"]

_LIMIT = 2000
_KINDS = {"": "Everything", "record": "Results", "stage": "Stages", "edit": "Edits", "import": "Imports",
          "sheet": "Call sheets", "list": "Call lists", "merge": "Merges", "undo": "Undone"}
_COLUMNS: tuple[Column[HistoryRow], ...] = (
    Column("at", "When", 180, lambda row: Cell(short_time(row.at), "soft" if row.undone else "")),
    Column("by", "Who", 170, lambda row: Cell(row.by, "soft" if row.undone else "strong")),
    Column("name", "What", 560, lambda row: Cell(row.name, "struck" if row.undone else ""), grows=True),
    Column("undone", "", 100, lambda row: Cell("taken back" if row.undone else "", "soft")),
)


class HistoryPage(Page):
    """The journal as a list, the latest first."""

    title: ClassVar[str] = "History"
    icon: ClassVar[str] = "undo"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.model = RowsTableModel(_COLUMNS, self)
        self.table = Table(self.model)
        self.who = QLineEdit()
        self.who.setPlaceholderText("Who…")
        self.who.setAccessibleName("Done by")
        self.who.setMaximumWidth(180)
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind of change")
        for kind, words in _KINDS.items():
            self.kind.addItem(words, kind)
        self.count_line = label("", "soft")
        self.take_back = button("Take this back", self._take_back)
        bar = QFrame()
        bar.setProperty("role", "bar")
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(8)
        for one in (self.kind, self.who, self.count_line):
            line.addWidget(one)
        line.addStretch(1)
        line.addWidget(self.take_back)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(bar)
        lines.addWidget(self.table, 1)
        self.kind.activated.connect(lambda: self._ask())
        self.who.textChanged.connect(lambda: self._ask())
        self.table.picked.connect(self._picked)
        self.lead_to(self.table)
        self._ask()

    @override
    def refresh(self, changes: Changes) -> None:
        self._ask()

    @override
    def focus_search(self) -> bool:
        self.who.setFocus()
        return True

    @override
    def copy(self) -> bool:
        return self.table.copy_rows() > 0

    def _ask(self) -> None:
        self.jobs.read(journal.history, kind=self.kind.currentData() or "", limit=_LIMIT, done=self._show,
                       key="history")

    def _show(self, rows: list[HistoryRow]) -> None:
        said = self.who.text().strip().lower()
        shown = [row for row in rows if said in row.by.lower()]
        self.model.put(shown)
        self.count_line.setText(many(len(shown), "change") + (" (the latest)" if len(rows) == _LIMIT else ""))
        self._picked()

    def _chosen(self) -> HistoryRow | None:
        places = self.table.picked_places()
        return self.model.row(places[0]) if places else None

    def _picked(self) -> None:
        row = self._chosen()
        self.take_back.setEnabled(row is not None and row.undoable)

    def _take_back(self) -> None:
        if (row := self._chosen()) is not None:
            self.jobs.write(journal.undo, by=self.jobs.by, action_id=row.id, done=self._told)

    def _told(self, changes: Changes) -> None:
        kept = f" {'; '.join(changes.kept)}." if changes.kept else ""
        self.told.emit(f"{changes.summary}.{kept}")
