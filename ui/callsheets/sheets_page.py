"""All call sheets: which are out, which are back, who has them, and who took people out of the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QPoint, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QStackedWidget, QTabBar, QWidget
from typing_extensions import override

from organizer.callsheets import log, shelf
from organizer.callsheets.log import LogRow
from organizer.callsheets.sheet import CallSheet
from organizer.callsheets.shelf import STATES, SheetRow, is_late
from organizer.cli.taking import take_sheets
from organizer.domain.changes import Changes
from organizer.domain.clock import short_date, short_time
from organizer.domain.filters import ProspectFilter
from organizer.domain.names import fold
from ui.background.jobs import Jobs
from ui.callsheets.preview import FORMS, ask_place, print_again
from ui.callsheets.printing import ask_printer
from ui.callsheets.sheet_panel import SheetPanel
from ui.labels import many
from ui.widgets.cells import Cell, Column
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.rows import RowsTableModel
from ui.widgets.search_box import SearchBox
from ui.widgets.strips import lay_out, strip
from ui.widgets.table import Table
from ui.widgets.text import button, label

__all__ = ["SheetsPage"]

_TONES = {"out": "waiting", "back": "done", "lost": "bad"}
_SHEETS: tuple[Column[SheetRow], ...] = (
    Column("number", "Sheet", 56, lambda row: Cell(str(row.number), "strong"), sort=lambda row: row.number),
    Column("title", "Title", 250, lambda row: Cell(row.title), sort=lambda row: row.title.lower(), grows=True),
    Column("people", "People", 64, lambda row: Cell(f"{row.people:,}", "number"), sort=lambda row: row.people),
    Column("entered", "Entered", 72, lambda row: Cell(f"{row.entered:,}", "number"),
           sort=lambda row: row.entered),
    Column("state", "State", 78, lambda row: Cell(*(("Late", "status", "bad") if is_late(row) else
                                                    (STATES[row.state], "status", _TONES[row.state]))),
           sort=lambda row: ("late" if is_late(row) else row.state)),
    Column("caller", "Caller", 120, lambda row: Cell(row.caller), sort=lambda row: row.caller.lower()),
    Column("due", "Back by", 114, lambda row: Cell(short_date(row.due) if row.due else ""),
           sort=lambda row: row.due or "9"),
    Column("made", "Made", 84, lambda row: Cell(short_date(row.made_at), "soft"), sort=lambda row: row.made_at),
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
        self.tabs = _tabs()
        self.show_only = _which_sheets()
        self.show_only.activated.connect(lambda _: self._filter())
        self.search = SearchBox("Search  Ctrl+F", "Search the sheets")
        self.search.setFixedWidth(150)
        self.search.textChanged.connect(lambda _: self._filter())
        self.search.passed.connect(self.setFocus)
        self.templates = button("Templates…", lambda: self.command_wanted.emit("sheet-templates", None))
        self.type_in = button("Type one in", self._type_in, kind="primary")
        self.read_back = button("Read a filled workbook…", lambda: self.command_wanted.emit("read-back", ()))
        self.stack = QStackedWidget()
        for one in (self.empty, self.table, self.log):
            self.stack.addWidget(one)
        self.panel = SheetPanel()
        self._rows: list[SheetRow] = []
        self._lay_out()
        self.panel.set_wanted.connect(self._set)
        self.panel.wanted.connect(self._do)
        self.tabs.currentChanged.connect(lambda _: self._choose_view())
        self.table.opened.connect(lambda _: self._type_in())
        self.table.menu_wanted.connect(self._menu)
        self.table.picked.connect(self._picked)
        self.refresh(Changes(many=True))

    def _lay_out(self) -> None:
        bar = strip(self.tabs, self.count_line, None, self.show_only, self.search, self.templates, self.read_back,
                    self.type_in, room=(12, 8))
        middle = QWidget()
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.stack, 1)
        line.addWidget(self.panel)
        lay_out(self, bar, middle, grows=middle)

    @staticmethod
    @override
    def count(session: Any) -> int | None:
        return shelf.count_out(session) or None

    @override
    def refresh(self, changes: Changes) -> None:
        if changes.many or changes.parts & {"sheets", "people", "lists"}:
            self.jobs.read(shelf.listed, done=self._show, key="sheets")
            self.jobs.read(log.export_log, done=self._show_log, key="export log")

    @override
    def copy(self) -> bool:
        table = self.log if self.stack.currentWidget() is self.log else self.table
        return table.copy_rows() > 0

    @override
    def focus_search(self) -> bool:
        self.tabs.setCurrentIndex(0)
        self.search.setFocus()
        self.search.selectAll()
        return True

    @override
    def select_all(self) -> bool:
        table = self.log if self.stack.currentWidget() is self.log else self.table
        table.selectAll()
        return True

    def _show(self, rows: list[SheetRow]) -> None:
        self._rows = rows
        self._filter()

    def _filter(self) -> None:
        """Show the sheets that are asked for, those chosen before still chosen."""
        chosen = {row.number for row in self.panel.rows}
        only, words = self.show_only.currentData(), fold(self.search.text()).split()
        rows = [row for row in self._rows if (not only or (is_late(row) if only == "late" else row.state == only))
                and all(word in fold(f"{row.number} {row.title} {row.packet} {row.caller} {row.words}")
                        for word in words)]
        self.model.put(rows)
        out = sum(1 for row in self._rows if row.state == "out")
        self._said = f"{many(len(rows), 'sheet')}, {out:,} out" if self._rows else ""
        self._choose_view()
        places = [place for place, row in enumerate(self.model.rows) if row.number in chosen]
        if rows:
            self.table.pick(places or [0])
        self._picked()

    def _show_log(self, rows: list[LogRow]) -> None:
        self.log_model.put(rows)
        self._choose_view()

    def _choose_view(self) -> None:
        shown = self.log if self.tabs.currentIndex() == 1 else self.table if self._rows else self.empty
        self.stack.setCurrentWidget(shown)
        self.lead_to(self.empty.step if shown is self.empty else shown)
        self.count_line.setText(many(len(self.log_model.rows), "time", "times") if shown is self.log else self._said)
        here = shown is self.table
        for part in (self.type_in, self.show_only, self.search):
            part.setVisible(here)
        self.panel.setVisible(here and bool(self.panel.rows))

    def _chosen(self) -> int | None:
        places = self.table.picked_places()
        row = self.model.row(places[0]) if places else None
        return row.number if row else None

    def _type_in(self) -> None:
        self.page_wanted.emit("type-in", self._chosen())

    def _menu(self, index: QModelIndex, place: QPoint) -> None:
        rows = self.panel.rows
        if not rows:
            return
        menu = QMenu(self)
        for what, words in (("type-in", "Type in results\tEnter"), ("people", "Show the people")):
            menu.addAction(words, partial(self._do, what)).setEnabled(len(rows) == 1)
        menu.addSeparator()
        for state, name in STATES.items():
            action = menu.addAction(f"Mark as {name.lower()}", partial(self._set, "state", state))
            action.setEnabled(any(state != row.state for row in rows))
        menu.addAction("Hand to…", self.panel.caller.edit)
        menu.addAction("Back by…", self.panel.due.edit)
        menu.addSeparator()
        menu.addAction("Print again…", partial(self._do, "print"))
        menu.addAction("Save again as a file…", partial(self._do, "save"))
        menu.exec(place)
        menu.deleteLater()

    def _picked(self) -> None:
        rows = [row for place in self.table.picked_places() if (row := self.model.row(place)) is not None]
        of_packet = [row for row in self._rows if rows and _packet(row) == _packet(rows[0])]
        self.panel.put(rows, len(of_packet) if len(rows) == 1 else 0)

    def _set(self, name: str, value: str) -> None:
        change = partial(shelf.set_sheet, by=self.jobs.by, **{name: value})  # type: ignore[arg-type]
        self.jobs.write(change, [row.number for row in self.panel.rows])

    def _do(self, what: str) -> None:
        numbers = [row.number for row in self.panel.rows]
        if not numbers:
            return
        if what == "type-in":
            self._type_in()
        elif what == "people":
            self.jobs.read(_people, numbers[0],
                           done=lambda ids: self.page_wanted.emit("prospects", ProspectFilter(ids=ids)))
        elif what == "packet":
            packet = _packet(self.panel.rows[0])
            self.table.pick(place for place, row in enumerate(self.model.rows) if _packet(row) == packet)
            self.table.setFocus()
        elif what == "print":
            self.jobs.read(shelf.load_sheet, numbers[0], done=partial(self._print_again, numbers))
        else:
            self._save_again(numbers)

    def _print_again(self, numbers: list[int], first: CallSheet) -> None:
        printer = ask_printer(self, first.title, first.template.paper, first.template.landscape)
        if printer is not None:
            self.jobs.run(print_again, numbers, printer, self.jobs.by, title="Printing",
                          done=lambda _: self.told.emit(f"Printed {many(len(numbers), 'sheet')} again."))

    def _save_again(self, numbers: list[int]) -> None:
        name = f"call sheet {numbers[0]}" if len(numbers) == 1 else f"call sheets {min(numbers)} to {max(numbers)}"
        path = ask_place(self, name, *FORMS)
        if path is not None:
            self.jobs.run(take_sheets, numbers, path, by=self.jobs.by, cover=len(numbers) > 1,
                          title=f"Saving {path.name}", done=self._saved)

    def _saved(self, files: list[Path]) -> None:
        self.told.emit(f"Saved {files[0].name}." if len(files) == 1 else f"Saved {len(files)} files.")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(files[0] if len(files) == 1 else files[0].parent)))


def _tabs() -> QTabBar:
    tabs = QTabBar()
    tabs.setExpanding(False)
    tabs.setDrawBase(False)
    tabs.setUsesScrollButtons(False)
    tabs.addTab("Sheets")
    tabs.addTab("Who took what")
    tabs.setMinimumWidth(tabs.sizeHint().width() + 24)  # the chosen one is bold, which no hint counts
    return tabs


def _which_sheets() -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName("Which sheets")
    for key, words in (("", "All"), ("out", "Out"), ("late", "Late"), ("back", "Back"), ("lost", "Lost")):
        choice.addItem(words, key)
    return choice


def _packet(row: SheetRow) -> tuple[str, str]:
    """What sheets that were made together share; a sheet by itself has only itself."""
    return (row.packet, row.made_at) if row.packet else (row.uuid, "")


def _people(session: Any, number: int) -> tuple[int, ...]:
    return tuple(shelf.people_of(session, shelf.load_sheet(session, number)).values())
