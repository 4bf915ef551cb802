"""The page of prospects: filter, table, person."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.domain.changes import Changes
from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.domain.people import ProspectRow
from organizer.domain.status import RESULTS
from organizer.outreach.record import set_stage
from organizer.prospects import belongings, browse, saved
from ui.background.jobs import Jobs
from ui.labels import as_name
from ui.preferences.remembered import Remembered
from ui.prospects import recording
from ui.prospects.beside import Beside
from ui.prospects.cell_edits import CellEdits, starts_typing
from ui.prospects.columns import COLUMNS
from ui.prospects.copying import CopyPopup, copy_people
from ui.prospects.count_line import CountLine
from ui.prospects.filter_bar import FilterBar
from ui.prospects.finding import Finding
from ui.prospects.paste_dialog import paste_into
from ui.prospects.person_panel import WIDTH, PersonPanel
from ui.prospects.row_menu import fill_row_menu
from ui.prospects.table_model import ProspectTableModel
from ui.widgets.ask_name import ask_name
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.table import Table

__all__ = ["ProspectsPage"]

_BY_KEY = {result.key: result for result in RESULTS}
_TO_CELL = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class ProspectsPage(Page):
    """The table of prospects with its filter and the person's panel."""

    title = "Prospects"
    icon = "people"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self._view = ""
        self.copied: tuple[int, ...] = ()  # the columns copied last by themselves
        self._remembered = Remembered()
        self.bar = FilterBar(jobs)
        self.model = ProspectTableModel(self._fetch, self)
        self.table = Table(self.model, "prospects", self._remembered)
        self.table.setAccessibleName("Prospects")
        self.table.installEventFilter(self)
        self.table.typed_over = True
        self._by_cell = False  # the hands went to a cell of words, not just to a person
        self.table.pressed.connect(lambda _: self._go_by_cell(False))
        self.edits = CellEdits(jobs, self.table, self.model)
        self.finding = Finding(jobs, self.table, self.model, self)
        self.count_line = CountLine()
        self.empty = EmptyState("people", "", "", self._empty_step)
        self.panel = PersonPanel(jobs)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.lead_to(self.table)
        self._lay_out()
        self.bar.changed.connect(self._filtered)
        self.bar.search.passed.connect(self._to_found)
        self.bar.save_wanted.connect(self.save_filter)
        self.bar.sheet_wanted.connect(lambda: self.command_wanted.emit("call-sheet", self.subject))
        self.table.sort_wanted.connect(self._sorted)
        self.table.picked.connect(self._picked)
        self.table.menu_wanted.connect(self._menu)
        self.table.edit_wanted.connect(self._edit)
        self.edits.told.connect(self.told)
        self.edits.refused.connect(self.refused)
        self.edits.result_wanted.connect(self.record)
        self.edits.order = lambda: self.finding.sort[0]
        self.edits.moved.connect(self.finding.await_person)
        self.finding.missed.connect(self._missed)
        self.table.opened.connect(lambda _: self._to_note())
        self.panel.result_wanted.connect(self.record)
        self.panel.asked.connect(self.beside.open_for_now)
        self.panel.answered.connect(partial(recording.keep, self))
        self.panel.left.connect(self.table.setFocus)
        for done in (self.panel.answered, self.panel.left):
            done.connect(self.beside.answered)
        self.beside.turned.connect(self.count_line.person_shown)
        self.count_line.person_shown(self.beside.is_open)
        self.count_line.turn_wanted.connect(self._turn_panel)
        self.finding.counted.connect(self._say_count)
        self.finding.shown.connect(self._shown)
        self.finding.kept.connect(self._picked)
        self.finding.refused.connect(self.refused)
        self.panel.person_wanted.connect(self.show_person)
        self.panel.page_wanted.connect(self.page_wanted)
        self.panel.command_wanted.connect(self.command_wanted)
        self._use_view("")
        self.finding.find()

    def _lay_out(self) -> None:
        column = QWidget()
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.bar)
        lines.addWidget(self.count_line)
        lines.addWidget(self.stack, 1)
        self.beside = Beside(column, self.panel, WIDTH)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.beside)

    # what other rooms ask

    @staticmethod
    def count(session: Any) -> int | None:
        """Everybody in the file."""
        return browse.count(session)

    @property
    def filter(self) -> ProspectFilter:
        """The filter shown."""
        return self.bar.filter

    @property
    def selected_ids(self) -> tuple[int, ...]:
        """The people selected, in the order of the table."""
        return tuple(self.model.ids[place] for place in self.table.picked_places() if place < len(self.model.ids))

    @property
    def subject(self) -> ProspectFilter:
        """What a call sheet or an export is about: the people selected if several are, else the filter."""
        self.bar.settle()
        ids = self.selected_ids
        return ProspectFilter(ids=ids) if len(ids) > 1 else self.bar.filter

    @override
    def open(self, what: object) -> None:
        """A ProspectFilter, a saved filter, a person's id, or a menu's (command, argument)."""
        if isinstance(what, ProspectFilter):
            self._use_view("")
            self.bar.put(what)
        elif isinstance(what, saved.Saved):
            self._use_view(hashlib.sha1(f"{self.jobs.path}|{what.id}".encode()).hexdigest()[:16])
            self.bar.put(what.filter)
        elif isinstance(what, int):
            self.show_person(what)
        elif isinstance(what, tuple):
            commands: dict[str, Callable[[str], object]] = {
                "record": self.record, "stage": self.set_stage, "save-filter": lambda _: self.save_filter(),
                "clear-filter": lambda _: self.bar.put(EVERYONE), "columns": lambda _: self.table.choose_columns(),
                "copy-columns": lambda _: CopyPopup.ask(self), "panel": lambda _: self._turn_panel(),
            }
            name, argument = what
            commands[name](argument)

    def show_person(self, person: int) -> None:
        """Select somebody; when the filter hides them it is taken off."""
        if not self.finding.select(person):
            self.bar.put(EVERYONE)
            self.finding.await_person(person)

    def _missed(self, person: int) -> None:
        """Somebody was added or changed whom the filter hides: say so, with the way to them."""
        if not self.bar.filter:
            return

        def say(names: dict[int, str]) -> None:
            self.offered.emit(f"The filter hides {names.get(person) or 'this person'}.", "Show",
                              lambda: self.page_wanted.emit("prospects", person))

        self.jobs.read(belongings.names, [person], done=say)

    def expect(self, person: int) -> None:
        """Select somebody who was just added, where the filter shows them."""
        self.finding.await_person(person)

    @override
    def refresh(self, changes: Changes) -> None:
        if changes.many or "people" in changes.parts or changes.people:
            few = not changes.many and 0 < len(changes.people) <= 50
            self.finding.outdate(changes.people if few else None)
            if changes.many or self.panel.person in changes.people or (self.panel.person is not None and (
                changes.parts - {"people", "filters", "settings"}
            )):
                self.panel.read()
            else:
                self.panel.read_household()
        elif changes.parts & {"districts", "seats", "lists"}:
            self.panel.read()

    @override
    def focus_search(self) -> bool:
        self.bar.search.setFocus()
        self.bar.search.selectAll()
        return True

    def _to_found(self) -> None:
        """From the search to the people it found."""
        self.bar.settle()
        self.setFocus()
        self.finding.go_to_first()

    @override
    def unkept(self) -> str:
        return "" if self.edits.finish() else "what is typed in the table"

    @override
    def copy(self) -> bool:
        return copy_people(self, self.table.visible_columns())

    @override
    def paste(self) -> bool:
        return paste_into(self, QGuiApplication.clipboard().text())

    @override
    def fill_down(self) -> bool:
        self.edits.fill_down()
        return True

    @override
    def select_all(self) -> bool:
        self.finding.select_all()
        return True

    # finding and showing

    def _use_view(self, view: str) -> None:
        """Each saved filter has columns, widths and an order of its own, kept on this computer."""
        self.table.use_layout(f"prospects-{view}" if view else "prospects")
        name, _, turned = bytes(self._remembered.layout(f"order/{view}").data()).decode().partition(" ")
        self._view, self.finding.sort = view, (name or "name", bool(turned))
        self.table.show_sorted(*self.finding.sort)

    def _filtered(self, chosen: ProspectFilter) -> None:
        if not chosen and self._view:
            self._use_view("")
        self.table.scrollToTop()
        self.finding.filter = chosen
        self.finding.find()

    def _sorted(self, name: str, descending: bool) -> None:
        self.finding.sort = (name, descending)
        self._remembered.keep_layout(f"order/{self._view}", QByteArray(f"{name}{' down' * descending}".encode()))
        self.finding.find()

    def _shown(self) -> None:
        self.edits.follow()
        self.stack.setCurrentWidget(self.table if self.model.ids else self.empty)
        if not self.model.ids:
            self._say_empty()
        self.lead_to(self.table if self.model.ids else self.empty.step)

    def _say_count(self) -> None:
        found = self.finding.count
        self.count_line.say(found, found if self.finding.total is None else self.finding.total, self.finding.sort,
                            filtered=bool(self.bar.filter))

    def _say_empty(self) -> None:
        if self.bar.filter:
            self.empty.say("Nobody meets all of these conditions.", "Clear the filter")
        else:
            self.empty.say("Nobody is in this file yet. Bring in a sign-up sheet: drop it on this window, or choose "
                           "it.", "Import sign-ups")

    def _empty_step(self) -> None:
        if self.bar.filter:
            self.bar.put(EVERYONE)
        else:
            self.command_wanted.emit("import", ())

    def _fetch(self, ids: Sequence[int], done: Callable[[list[ProspectRow]], object]) -> None:
        self.jobs.read(browse.rows, list(ids), done=done)

    def _picked(self) -> None:
        self.panel.show_people(self.selected_ids)

    def _turn_panel(self) -> None:
        self.beside.turn(not self.beside.is_open)

    def _to_note(self) -> None:
        self.beside.open_for_now()
        self.panel.note.setFocus()

    # recording

    def record(self, code: str) -> None:
        """Record a result for the people selected, after asking what it needs."""
        recording.record(self, code)

    def set_stage(self, said: str) -> None:
        """Move the people selected along a track: ``run:interested``."""
        track, _, stage = said.partition(":")
        ids = self.selected_ids
        if ids:
            self.jobs.write(set_stage, list(ids), track, stage, by=self.jobs.by)
        else:
            self.told.emit("Select somebody first.")

    def save_filter(self) -> None:
        """Ask for a name and keep the filter in the side bar."""
        self.bar.settle()
        name = ask_name(self, "Save this filter", "Name in the side bar:", as_name(self.bar.filter.in_words())[:60])
        if name:
            self.jobs.write(saved.keep, name, self.bar.filter, by=self.jobs.by)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters on the table are results, but not in a cell of words that Left, Right or Tab went to."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if event.key() in _TO_CELL:
                self._go_by_cell(True)
            typing = self._by_cell and self.edits.holds_words(self.table.currentIndex().column())
            result = _BY_KEY.get(event.text().lower()) if plain and not typing else None
            if result is not None:
                self.record(result.code)
                return True
            if event.key() == Qt.Key.Key_Slash and plain and not typing:
                return self.focus_search()
            letter = event.text().strip()
            index = self.table.currentIndex()
            if plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and index.isValid():
                return self.edits.begin(index.row(), index.column(), "")  # emptied, and kept with Enter
            if starts_typing(event) or (typing and plain and letter and letter.isprintable()):
                return index.isValid() and self.edits.begin(index.row(), index.column(), event.text())
        return super().eventFilter(watched, event)

    def _go_by_cell(self, on: bool) -> None:
        self._by_cell = on

    def _edit(self, place: int, column: int) -> None:
        if not self.edits.begin(place, column) and self.edits.editor is None:
            self.told.emit(f"“{COLUMNS[column].title}” is worked out from the rest and is not typed over.")

    def _menu(self, index: QModelIndex, place: QPoint) -> None:
        menu = QMenu(self)
        fill_row_menu(menu, self, index)
        menu.exec(place)
        menu.deleteLater()
