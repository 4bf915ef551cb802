"""Today: what is overdue, due, new or close, each line leading to the work with one key."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.clock import short_date
from organizer.outreach import today
from organizer.outreach.today import Work
from ui.background.jobs import Jobs
from ui.labels import many
from ui.widgets.cells import Cell, Column
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.rows import RowsTableModel
from ui.widgets.strips import lay_out, strip
from ui.widgets.table import Table
from ui.widgets.text import button, label

__all__ = ["TodayPage"]

_KINDS = {"overdue": "Overdue", "due": "Due today", "later": "Coming up", "new": "New sign-ups",
          "list": "Call list", "sheet": "Call sheet", "deadline": "Filing deadline"}

_STEPS = {"later": "Show the people", "list": "Open the list", "sheet": "Type it in", "deadline": "Open the seat"}


def _count(row: Work) -> Cell:
    return Cell(many(row.count, "day") if row.kind == "deadline" else f"{row.count:,}", "number")


_COLUMNS: tuple[Column[Work], ...] = (
    Column("kind", "What", 150, lambda row: Cell(_KINDS.get(row.kind, row.kind), "status",
                                                 "bad" if row.urgent else "waiting")),
    Column("label", "Work", 520, lambda row: Cell(row.label, "strong" if row.urgent else ""), grows=True),
    Column("count", "How many", 100, _count),
    Column("when", "When", 130, lambda row: Cell(short_date(row.when) if row.when else "", "soft")),
)


class TodayPage(Page):
    """The day's work, the most urgent first."""

    title: ClassVar[str] = "Follow-ups"
    icon: ClassVar[str] = "calendar"
    badge: ClassVar[bool] = True

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.model = RowsTableModel(_COLUMNS, self)
        self.table = Table(self.model)
        self.count_line = label("", "soft")
        self.empty = EmptyState("check", "Nothing is due today. New sign-ups, follow-ups and deadlines appear here.",
                                "Show everybody", lambda: self.page_wanted.emit("prospects", None))
        self.people = button("Show the people  P", self._people)
        self.go = button("Start calling  ⏎", self._open, kind="primary")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        self.bar = strip(self.count_line, None, self.people, self.go, room=(12, 8))
        lay_out(self, self.bar, self.stack, grows=self.stack)
        self.table.opened.connect(lambda _: self._open())
        self.table.picked.connect(self._picked)
        QShortcut("P", self, self._people, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.refresh(Changes(many=True))

    @staticmethod
    @override
    def count(session: Any) -> int | None:
        return today.due_people(session, clock.local_now()) or None

    @override
    def refresh(self, changes: Changes) -> None:
        if changes.many or changes.parts:
            self.jobs.read(_today, done=self._show, key="today")

    def _show(self, rows: list[Work]) -> None:
        row = self._chosen()
        chosen = (row.kind, row.target) if row else None
        self.model.put(rows)
        urgent = sum(row.urgent for row in rows)
        pressing = f", {urgent:,} urgent" if urgent else ""
        self.count_line.setText(f"{many(len(rows), 'thing')} to do{pressing}" if rows else "")
        self.stack.setCurrentWidget(self.table if rows else self.empty)
        self.bar.setVisible(bool(rows))
        self.lead_to(self.table if rows else self.empty.step)
        if rows:
            places = [place for place, row in enumerate(rows) if chosen and (row.kind, row.target) == chosen]
            self.table.pick(places or [0])
        self._picked()

    def _chosen(self) -> Work | None:
        places = self.table.picked_places()
        return self.model.row(places[0]) if places else None

    def _picked(self) -> None:
        row = self._chosen()
        self.people.setVisible(row is not None and row.filter is not None and row.kind != "later")
        if row is not None:
            self.go.setText(f"{_STEPS.get(row.kind, 'Start calling')}  ⏎")

    def _open(self) -> None:
        """Go to the work itself: call, type in, or look for somebody to file."""
        row = self._chosen()
        if row is None:
            return
        if row.kind in ("overdue", "due", "new"):
            self.page_wanted.emit("calling", row.filter)
        elif row.kind == "later":
            self._people()
        else:
            page = {"list": "call-lists", "sheet": "type-in", "deadline": "seats"}[row.kind]
            self.page_wanted.emit(page, row.target)

    def _people(self) -> None:
        row = self._chosen()
        if row is not None and row.filter is not None:
            self.page_wanted.emit("prospects", row.filter)


def _today(session: Any) -> list[Work]:
    return today.today(session, clock.local_now())
