"""Call lists: who calls whom, how far each list is, and the way into calling."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget
from typing_extensions import override

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.clock import short_date
from organizer.domain.filters import ProspectFilter
from organizer.outreach import lists
from organizer.outreach.lists import ListRow
from ui.background.jobs import Jobs
from ui.labels import many
from ui.outreach.list_dialog import ListDialog
from ui.preferences.remembered import Remembered
from ui.widgets.cells import Cell, Column
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.rows import RowsTableModel
from ui.widgets.strips import lay_out, strip
from ui.widgets.table import Table
from ui.widgets.text import button, label

__all__ = ["CallListsPage"]

_STATES = {"ready": ("Ready", "follow"), "out": ("Out", "waiting"), "back": ("Back", "done")}


def _number(value: int) -> Cell:
    return Cell(f"{value:,}" if value else "", "number")


def _late(row: ListRow) -> bool:
    return bool(row.due) and row.state != "back" and row.due < clock.today().isoformat()


_COLUMNS: tuple[Column[ListRow], ...] = (
    Column("name", "List", 270, lambda row: Cell(row.name, "strong"), lambda row: row.name.lower(), grows=True),
    Column("state", "State", 90, lambda row: Cell(_STATES[row.state][0], "status", _STATES[row.state][1]),
           lambda row: row.state),
    Column("caller", "Caller", 150, lambda row: Cell(row.caller), lambda row: row.caller.lower()),
    Column("due", "Due back", 110, lambda row: Cell(short_date(row.due), "status" if _late(row) else "",
                                                    "bad" if _late(row) else ""), lambda row: row.due or "9"),
    Column("people", "People", 72, lambda row: _number(row.progress.people), lambda row: row.progress.people),
    Column("dialled", "Dialed", 76, lambda row: _number(row.progress.dialled), lambda row: row.progress.dialled),
    Column("reached", "Reached", 80, lambda row: _number(row.progress.reached), lambda row: row.progress.reached),
    Column("yes", "Yes", 56, lambda row: _number(row.progress.yes), lambda row: row.progress.yes),
    Column("bad", "Bad numbers", 112, lambda row: _number(row.progress.bad), lambda row: row.progress.bad),
    Column("open", "Left", 60, lambda row: _number(row.progress.open), lambda row: row.progress.open),
)
_NONE_YET = "No call list yet. Filter the people to call, then choose Make a call list."


class CallListsPage(Page):
    """All lists; Enter starts calling."""

    title: ClassVar[str] = "Call lists"
    icon: ClassVar[str] = "phone"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.model = RowsTableModel(_COLUMNS, self)
        self.table = Table(self.model, "call lists")
        self.count_line = label("", "soft")
        self.empty = EmptyState("phone", _NONE_YET, "Choose people", lambda: self.page_wanted.emit("prospects", None))
        self.go_on = button("", self._go_on, kind="link")
        self.go_on.hide()
        self.empty.other.clicked.connect(self._go_on)
        self.call = button("Start calling  ⏎", self._call, kind="primary")
        self.change = button("Change…  F2", self._change)
        self.give_back = button("Give back who is left", self._give_back)
        self.give_back.setToolTip("Whoever was not reached may go on another list; this one is marked as back.")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        self.bar = strip(self.count_line, self.go_on, None, self.change, self.give_back, self.call, room=(12, 8))
        lay_out(self, self.bar, self.stack, grows=self.stack)
        self.table.opened.connect(lambda _: self._call())
        self.table.menu_wanted.connect(self._menu)
        self.table.picked.connect(self._picked)
        self._wanted: int | None = None
        self.refresh(Changes(many=True))

    @staticmethod
    @override
    def count(session: Any) -> int | None:
        return lists.count_open(session) or None

    @override
    def refresh(self, changes: Changes) -> None:
        if changes.many or changes.parts & {"lists", "people"}:
            self.jobs.read(lists.listed, done=self._show, key="call lists")

    @override
    def open(self, what: object) -> None:
        """The id of a list to point at, or the words for a round of calls without a list that was left."""
        if isinstance(what, int):
            self._wanted = what
            self.table.pick(())  # until it is there, no key is about another list
            self.stack.setCurrentWidget(self.table)
            self.jobs.read(lists.listed, done=self._show, key="call lists")
        if isinstance(what, (int, str)):
            said = f"Go on calling: {what}" if isinstance(what, str) else ""
            self.go_on.setText(said)
            self.go_on.setVisible(bool(said))
            self.empty.say(_NONE_YET, "Choose people", said)
            self.lead_to(self._first())

    @override
    def copy(self) -> bool:
        return self.table.copy_rows() > 0

    def _show(self, rows: list[ListRow]) -> None:
        chosen = self._chosen()
        wanted = self._wanted if self._wanted is not None else chosen.id if chosen else None
        self._wanted = None
        self.model.put(rows)
        left = sum(row.progress.open for row in rows if row.state != "back")
        self.count_line.setText(f"{many(len(rows), 'list')}, {left:,} people left to reach" if rows else "")
        self.stack.setCurrentWidget(self.table if rows else self.empty)
        self.bar.setVisible(bool(rows))
        if rows:
            places = [place for place, row in enumerate(self.model.rows) if row.id == wanted]
            self.table.pick(places or [0])
        self.lead_to(self._first())

    def _first(self) -> QWidget:
        if self.stack.currentWidget() is self.table:
            return self.table
        return self.empty.other if self.go_on.text() else self.empty.step

    def _go_on(self) -> None:
        self.page_wanted.emit("calling", None)

    def _picked(self) -> None:
        row = self._chosen()
        self.give_back.setEnabled(row is not None and row.state != "back")
        self.call.setEnabled(row is not None and row.progress.open > 0)

    def _chosen(self) -> ListRow | None:
        places = self.table.picked_places()
        return self.model.row(places[0]) if places else None

    def _call(self) -> None:
        if (row := self._chosen()) is not None:
            self.page_wanted.emit("calling", row.id)

    def _menu(self, index: QModelIndex, place: QPoint) -> None:
        row = self.model.row(index.row())
        if row is None:
            return
        by = self.jobs.by
        menu = QMenu(self)
        menu.addAction("Start calling", self._call)
        menu.addAction("Show the people", lambda: self.page_wanted.emit("prospects", ProspectFilter(call_list=row.id)))
        menu.addAction("Make call sheet…",
                       lambda: self.command_wanted.emit("call-sheet", ProspectFilter(call_list=row.id)))
        menu.addSeparator()
        menu.addAction("Change…\tF2", self._change)
        for state, words in lists.STATES:
            if state != row.state:
                menu.addAction(f"Mark as {words.lower()}",
                               partial(self.jobs.write, lists.change_list, row.id, by=by, state=state))
        menu.addSeparator()
        menu.addAction("Give back whoever was not reached", self._give_back)
        menu.addAction("Delete the list", lambda: self.jobs.write(lists.delete_list, row.id, by=by))
        menu.exec(place)
        menu.deleteLater()

    def _change(self) -> None:
        if (row := self._chosen()) is not None:
            dialog = ListDialog(self.jobs, row, Remembered().names, self.window())
            dialog.finished.connect(dialog.deleteLater)
            dialog.finished.connect(lambda _: self.table.setFocus())
            dialog.open()

    def _give_back(self) -> None:
        if (row := self._chosen()) is not None:
            self.jobs.write(lists.release, row.id, by=self.jobs.by)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self._change()
        else:
            super().keyPressEvent(event)
