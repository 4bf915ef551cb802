"""The imports made so far: which file, when, by whom, with which sums; each can be taken back."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget
from typing_extensions import override

from organizer.domain.changes import Changes
from organizer.domain.clock import short_time
from organizer.domain.filters import ProspectFilter
from organizer.importing import batches
from organizer.importing.batches import BatchRow
from organizer.storage import journal
from ui.background.jobs import Jobs
from ui.labels import many
from ui.widgets.cells import Cell, Column
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.rows import RowsTableModel
from ui.widgets.strips import lay_out, strip
from ui.widgets.table import Table
from ui.widgets.text import button, label

__all__ = ["ImportsPage"]


def _number(value: int) -> Cell:
    return Cell(f"{value:,}" if value else "", "number")


_COLUMNS: tuple[Column[BatchRow], ...] = (
    Column("at", "When", 150, lambda row: Cell(short_time(row.at)), lambda row: row.at),
    Column("file", "File", 250, lambda row: Cell(row.file_name, "strong"), lambda row: row.file_name.lower(),
           grows=True),
    Column("source", "Looks like", 150, lambda row: Cell(row.recognised_as, "soft"), lambda row: row.recognised_as,
           grows=True),
    Column("rows", "Rows", 70, lambda row: _number(row.rows), lambda row: row.rows),
    Column("added", "New", 70, lambda row: _number(row.added), lambda row: row.added),
    Column("updated", "Updated", 80, lambda row: _number(row.updated), lambda row: row.updated),
    Column("unchanged", "No change", 100, lambda row: _number(row.unchanged), lambda row: row.unchanged),
    Column("held", "For review", 88, lambda row: _number(row.held), lambda row: row.held),
    Column("refused", "Left out", 76, lambda row: _number(row.refused), lambda row: row.refused),
    Column("by", "By", 100, lambda row: Cell(row.by), lambda row: row.by.lower()),
)


class ImportsPage(Page):
    """A list of imports, and the way to the next one."""

    title: ClassVar[str] = "Imports"
    icon: ClassVar[str] = "import"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.model = RowsTableModel(_COLUMNS, self)
        self.table = Table(self.model, "imports")
        self.count_line = label("", "soft")
        self.empty = EmptyState("import", "Nothing was imported yet. Drop a sign-up sheet here, or choose one.",
                                "Import a sheet…", self._import)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        self.take_back = button("Take this import back", self._take_chosen_back)
        self.people = button("Show its people", self._show_people)
        for one in (self.people, self.take_back):
            one.setEnabled(False)
        bar = strip(
            self.count_line, None, self.people, self.take_back,
            button("Group the answers", lambda: self.page_wanted.emit("answers", None)),
            button("Import pasted cells", lambda: self.command_wanted.emit("import-pasted", None)),
            button("Import a sheet…", self._import, kind="primary"), room=(12, 8),
        )
        lay_out(self, bar, self.stack, grows=self.stack)
        self.table.menu_wanted.connect(self._menu)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _: self._show_people())
        self.refresh(Changes(many=True))

    @staticmethod
    @override
    def count(session: Any) -> int | None:
        return batches.count(session) or None

    @override
    def refresh(self, changes: Changes) -> None:
        if changes.many or changes.parts & {"people", "districts"}:
            self.jobs.read(batches.listed, done=self._show, key="imports")

    @override
    def copy(self) -> bool:
        return self.table.copy_rows() > 0

    def _show(self, rows: list[BatchRow]) -> None:
        self.model.put(rows)
        people = sum(row.added for row in rows)
        self.count_line.setText(f"{many(len(rows), 'import')}, {people:,} people added" if rows else "")
        self.stack.setCurrentWidget(self.table if rows else self.empty)
        for one in (self.people, self.take_back):
            one.setVisible(bool(rows))
        self._picked()
        self.lead_to(self.table if rows else self.empty.step)

    def _chosen(self) -> BatchRow | None:
        places = self.table.picked_places()
        return self.model.row(places[0]) if len(places) == 1 else None

    def _picked(self) -> None:
        row = self._chosen()
        self.people.setEnabled(row is not None)
        self.take_back.setEnabled(row is not None and row.action_id is not None)

    def _show_people(self) -> None:
        if (row := self._chosen()) is not None:
            self.page_wanted.emit("prospects", ProspectFilter(imported=row.id))

    def _take_chosen_back(self) -> None:
        if (row := self._chosen()) is not None:
            self._take_back(row)

    def _import(self) -> None:
        self.command_wanted.emit("import", ())

    def _menu(self, index: QModelIndex, place: QPoint) -> None:
        row = self.model.row(index.row())
        if row is None:
            return
        menu = QMenu(self)
        menu.addAction("Show its people", self._show_people)
        undo = menu.addAction("Take this import back", lambda: self._take_back(row))
        undo.setEnabled(row.action_id is not None)
        menu.exec(place)
        menu.deleteLater()

    def _take_back(self, row: BatchRow) -> None:
        def told(changes: Changes) -> None:
            kept = f" {'; '.join(changes.kept)}." if changes.kept else ""
            self.told.emit(f"{row.file_name} was taken back.{kept}")

        self.setFocus()  # the button is off in a moment, and the next one must not get its Enter
        self.jobs.write(journal.undo, by=self.jobs.by, action_id=row.action_id, done=told,
                        told_as=f"Taking back {row.file_name}")
