"""All call sheets: which are out, which are back, who has them, and who took people out of the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QPoint, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QMenu,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from organizer.callsheets import outward, shelf
from organizer.callsheets.outward import LogRow
from organizer.callsheets.shelf import STATES, SheetRow
from organizer.domain.changes import Changes
from organizer.domain.clock import short_date, short_time
from organizer.domain.progress import Progress
from organizer.storage.database import Database
from ui.background.jobs import Jobs
from ui.labels import many
from ui.preferences.remembered import Remembered
from ui.widgets.cells import Cell, Column
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.table import RowsTableModel, Table
from ui.widgets.text import button, label

__all__ = ["SheetsPage"]

_TONES = {"out": "waiting", "back": "done", "lost": "bad"}
_SHEETS: tuple[Column[SheetRow], ...] = (
    Column("number", "Sheet", 64, lambda row: Cell(str(row.number), "strong"), sort=lambda row: row.number),
    Column("title", "Title", 300, lambda row: Cell(row.title), sort=lambda row: row.title.lower()),
    Column("people", "People", 70, lambda row: Cell(f"{row.people:,}", "number"), sort=lambda row: row.people),
    Column("entered", "Entered", 76, lambda row: Cell(f"{row.entered:,}", "number"),
           sort=lambda row: row.entered),
    Column("state", "State", 90, lambda row: Cell(STATES[row.state], "status", _TONES[row.state]),
           sort=lambda row: row.state),
    Column("caller", "Caller", 150, lambda row: Cell(row.caller), sort=lambda row: row.caller.lower()),
    Column("due", "Back by", 90, lambda row: Cell(short_date(row.due) if row.due else ""),
           sort=lambda row: row.due or "9"),
    Column("made", "Made", 190, lambda row: Cell(f"{short_date(row.made_at)} by {row.made_by}", "soft"),
           sort=lambda row: row.made_at),
)
_LOG: tuple[Column[LogRow], ...] = (
    Column("at", "When", 140, lambda row: Cell(short_time(row.at)), sort=lambda row: row.at),
    Column("by", "Who", 110, lambda row: Cell(row.by, "strong"), sort=lambda row: row.by.lower()),
    Column("purpose", "For", 190, lambda row: Cell(row.purpose), sort=lambda row: row.purpose, grows=True),
    Column("people", "People", 64, lambda row: Cell(f"{row.people:,}", "number"), sort=lambda row: row.people),
    Column("form", "As", 50, lambda row: Cell(row.form), sort=lambda row: row.form),
    Column("file", "File", 190, lambda row: Cell(row.file_name), sort=lambda row: row.file_name.lower(), grows=True),
    Column("words", "Which people", 190, lambda row: Cell(row.words, "soft"), sort=lambda row: row.words, grows=True),
    Column("columns", "Columns", 150, lambda row: Cell(", ".join(row.columns), "soft"), grows=True),
    Column("hash", "File's SHA-256", 110, lambda row: Cell(row.file_hash, "soft"), grows=True),
)


class SheetsPage(Page):
    """The list of sheets, and beside it the log of everything that left the file."""

    title: ClassVar[str] = "Call sheets"
    icon: ClassVar[str] = "print"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.model = RowsTableModel(_SHEETS, self)
        self.table = Table(self.model, "sheets")
        self.log_model = RowsTableModel(_LOG, self)
        self.log = Table(self.log_model, "export log")
        self.empty = EmptyState("print", "No call sheet was made yet. Choose people, then press Make call sheet.",
                                "Choose people", lambda: self.page_wanted.emit("prospects", None))
        self.count_line = label("", "soft")
        self._said = ""
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.addTab("Sheets")
        self.tabs.addTab("Who took what")
        self.tabs.setMinimumWidth(self.tabs.sizeHint().width() + 24)  # the chosen one is bold, which no hint counts
        self.type_in = button("Type one in", self._type_in, kind="primary")
        self.read_back = button("Read a filled workbook…", lambda: self.command_wanted.emit("read-back", ()))
        self.stack = QStackedWidget()
        for one in (self.empty, self.table, self.log):
            self.stack.addWidget(one)
        bar = QFrame()
        bar.setProperty("role", "bar")
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(8)
        line.addWidget(self.tabs)
        line.addWidget(self.count_line)
        line.addStretch(1)
        line.addWidget(self.read_back)
        line.addWidget(self.type_in)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(bar)
        lines.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(lambda _: self._choose_view())
        self.table.opened.connect(lambda _: self._type_in())
        self.table.menu_wanted.connect(self._menu)
        self.refresh(Changes(many=True))

    @staticmethod
    @override
    def count(session: Any) -> int | None:
        return len(shelf.listed(session, "out")) or None

    @override
    def refresh(self, changes: Changes) -> None:
        if changes.many or changes.parts & {"sheets", "people", "lists"}:
            self.jobs.read(shelf.listed, done=self._show, key="sheets")
            self.jobs.read(outward.export_log, done=self._show_log, key="export log")

    @override
    def copy(self) -> bool:
        table = self.log if self.stack.currentWidget() is self.log else self.table
        return table.copy_rows() > 0

    def _show(self, rows: list[SheetRow]) -> None:
        chosen = self._chosen()
        self.model.put(rows)
        out = sum(1 for row in rows if row.state == "out")
        self._said = f"{many(len(rows), 'sheet')}, {out:,} out" if rows else ""
        self._choose_view()
        places = [place for place, row in enumerate(self.model.rows) if row.number == chosen]
        if rows:
            self.table.pick(places or [0])

    def _show_log(self, rows: list[LogRow]) -> None:
        self.log_model.put(rows)
        self._choose_view()

    def _choose_view(self) -> None:
        shown = self.log if self.tabs.currentIndex() == 1 else self.table if self.model.rows else self.empty
        self.stack.setCurrentWidget(shown)
        self.count_line.setText(many(len(self.log_model.rows), "time", "times") if shown is self.log else self._said)
        self.type_in.setVisible(bool(self.model.rows))

    def _chosen(self) -> int | None:
        places = self.table.picked_places()
        row = self.model.row(places[0]) if places else None
        return row.number if row else None

    def _type_in(self) -> None:
        self.page_wanted.emit("type-in", self._chosen())

    def _menu(self, index: QModelIndex, place: QPoint) -> None:
        row = self.model.row(index.row())
        if row is None:
            return
        menu = QMenu(self)
        menu.addAction("Type in results", self._type_in)
        menu.addAction("Print again as PDF…", lambda: self._again(row))
        menu.addSeparator()
        for state, name in STATES.items():
            action = menu.addAction(f"Mark as {name.lower()}", partial(self._set, row, state=state))
            action.setEnabled(state != row.state)
        menu.addAction("Hand to…", lambda: self._hand_to(row))
        menu.exec(place)
        menu.deleteLater()

    def _set(self, row: SheetRow, **values: Any) -> None:
        self.jobs.write(shelf.set_sheet, row.number, by=self.jobs.by, **values)

    def _hand_to(self, row: SheetRow) -> None:
        name, sure = QInputDialog.getText(self, f"Hand sheet {row.number} to", "Caller", text=row.caller)
        if sure:
            self._set(row, caller=" ".join(name.split()))

    def _again(self, row: SheetRow) -> None:
        start = Remembered().folder("call sheets") / f"call sheet {row.number}.pdf"
        said, _ = QFileDialog.getSaveFileName(self, "Print again as PDF", str(start), "PDF files (*.pdf)")
        if said:
            path = Path(said).with_suffix(".pdf")
            self.jobs.run(_write_again, row.number, path, self.jobs.by, title=f"Saving {path.name}",
                          done=lambda _: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))


def _write_again(database: Database, number: int, path: Path, by: str, progress: Progress) -> None:
    """The sheet as it was printed, once more."""
    with database.writing() as session:
        outward.write_sheets(session, [shelf.load_sheet(session, number)], path, by=by, progress=progress)
