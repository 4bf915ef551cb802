"""What stands where on the page of seats."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.background.jobs import Jobs
from ui.districts.choice_chip import ChoiceChip
from ui.districts.deadlines_view import DeadlinesView
from ui.districts.file_drop import FilesPage
from ui.districts.folding_bar import FoldingBar
from ui.districts.party_bar import PartyBar
from ui.districts.seat_form import SeatForm
from ui.districts.seat_panel import SeatView
from ui.districts.seat_table import CLOSES, COVERAGES, seat_columns
from ui.districts.side_panel import SidePanel
from ui.overview.bars import StackedBars
from ui.widgets.bars import ConfirmBar
from ui.widgets.empty import EmptyState
from ui.widgets.rows import RowsTableModel
from ui.widgets.search_box import SearchBox
from ui.widgets.table import Table
from ui.widgets.text import button

__all__ = ["NO_SEATS", "SeatsLayout"]

NO_SEATS = ("No seats are known yet. Load the election office's list of offices, or add the first one.", "Load seats…")


class SeatsLayout(FilesPage):
    """Chips above, the plot and the board (or the deadlines) below, one seat beside them; `SeatsPage` moves it."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.kind = ChoiceChip("Kind", [("", "all")])
        self.coverage = ChoiceChip("Coverage", COVERAGES)
        self.closes = ChoiceChip("Filing closes within", CLOSES)
        self.search = SearchBox("Search seats…", "Search seats")
        self.load = button("Load seats…")
        self.add = button("Add seat", kind="primary")
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Views of the seats")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for words in ("Board", "Deadlines"):
            self.tabs.addTab(words)
        self.plot = StackedBars("Who is on the ballot?")
        self.model: RowsTableModel[Any] = RowsTableModel(seat_columns(), self)
        self.table = Table(self.model, "seats")
        self.table.setAccessibleName("Seats")
        self.empty = EmptyState("seat", *NO_SEATS)
        self.deadlines = DeadlinesView()
        self.below = QStackedWidget()
        self.stack = QStackedWidget()
        self.panel = SidePanel()
        self.view = SeatView(self.panel)
        self.form = SeatForm()
        self.confirm = ConfirmBar()
        self.party = PartyBar()
        self._lay_out()

    def _lay_out(self) -> None:
        bar = FoldingBar((self.kind, self.coverage, self.closes), (self.search, self.load, self.add))
        self.below.addWidget(self.table)
        self.below.addWidget(self.empty)
        board = QWidget()
        parts = QVBoxLayout(board)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        self.head = QWidget()
        around = QVBoxLayout(self.head)
        around.setContentsMargins(16, 12, 16, 8)
        around.addWidget(self.plot)
        parts.addWidget(self.head)
        parts.addWidget(self.below, 1)
        self.stack.addWidget(board)
        self.stack.addWidget(self.deadlines)
        column = QWidget()
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(bar)
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 0, 0)
        head.addWidget(self.tabs)
        head.addStretch()
        lines.addLayout(head)
        lines.addWidget(self.stack, 1)
        lines.addWidget(self.confirm)
        lines.addWidget(self.party)
        self.panel.lines.addWidget(self.view)
        self.panel.lines.addWidget(self.form)
        self.panel.lines.addStretch()
        self.panel.hide()
        self.form.hide()
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(column, 1)
        page.addWidget(self.panel)
