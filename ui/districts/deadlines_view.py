"""The filing deadlines: within 7, 14 and 30 days, the windows that open soon, and the later ones."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from organizer.districts.calendar import Deadlines
from organizer.districts.coverage import SeatRow
from organizer.domain import clock
from organizer.domain.district import natural_key
from ui.districts.seat_table import TONES, day_words
from ui.labels import many
from ui.widgets.cells import Cell, Column
from ui.widgets.empty import EmptyState
from ui.widgets.rows import RowsTableModel
from ui.widgets.spans import SpanLabel
from ui.widgets.table import Table
from ui.widgets.text import button

__all__ = ["DeadlinesView"]

Line = tuple[str, str, int, SeatRow]
"""Which list, the date, days until then, and the seat."""


def _columns() -> list[Column[Line]]:
    return [
        Column("list", "When", 106, lambda one: Cell(one[0], "strong"), lambda one: one[2], grows=True),
        Column("date", "Date", 112, lambda one: Cell(day_words(one[1])), lambda one: one[1]),
        Column("days", "Days left", 76, lambda one: Cell(f"{one[2]:,}", "number"), lambda one: one[2]),
        Column("seat", "Seat", 212, lambda one: Cell(one[3].name), lambda one: natural_key(one[3].name),
               grows=True),
        Column("coverage", "Coverage", 122, lambda one: Cell(one[3].coverage, "status", TONES[one[3].state]),
               lambda one: one[3].coverage),
        Column("candidate", "Candidate", 116, lambda one: Cell(one[3].candidate), lambda one: one[3].candidate,
               grows=True),
        Column("would_run", "Would run", 92, lambda one: Cell(f"{one[3].would_run:,}", "number"),
               lambda one: one[3].would_run),
    ]


class DeadlinesView(QWidget):
    """A list by how soon it is.

    Signals:
        seat_wanted: the id of a seat.
        calendar_wanted: "Save as calendar…".
    """

    seat_wanted = Signal(int)
    calendar_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = SpanLabel()
        self.calendar = button("Save as calendar (.ics)…", self.calendar_wanted.emit)
        self.model: RowsTableModel[Line] = RowsTableModel(_columns(), self)
        self.table = Table(self.model, "deadlines")
        self.table.setAccessibleName("Filing deadlines")
        self.empty = EmptyState("calendar", "No seat has a filing deadline ahead. Load a seat list, or edit a seat.")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 12, 8)
        head.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.calendar)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        lines.addWidget(self.stack, 1)
        self.table.opened.connect(lambda place: self.seat_wanted.emit(self.model.rows[place][3].id))

    def put(self, found: Deadlines) -> int:
        """Show the lists of today. Returns how many windows close."""
        lines: list[Line] = [(f"within {days} days", row.filing_deadline, row.days or 0, row)
                             for days, rows in found.within for row in rows]
        closing = len(lines)
        lines += [("opens soon", row.filing_opens, _until(row), row) for row in found.opening]
        opening = {row.id for row in found.opening}
        lines += [("later", row.filing_deadline, row.days or 0, row) for row in found.later if row.id not in opening]
        self.model.put(lines)
        self.stack.setCurrentWidget(self.table if lines else self.empty)
        said = f" close{'s' if closing == 1 else ''} within 30 days, {len(found.open_now):,} open now"
        said += f", {len(found.opening):,} will open within 30 days." if found.opening else "."
        if found.later and not closing:
            said += f" The next to close is {found.later[0].name}, {day_words(found.later[0].filing_deadline)}."
        self.said.say((many(closing, "filing window"), "strong"), (said, "soft"))
        return closing


def _until(row: SeatRow) -> int:
    from datetime import date

    return (date.fromisoformat(row.filing_opens) - clock.today()).days
