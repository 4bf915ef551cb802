"""The page of prospects: filter, table, person."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QModelIndex, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.domain.changes import Changes
from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.domain.people import ProspectRow
from organizer.domain.status import RESULTS
from organizer.outreach.record import set_stage
from organizer.prospects import browse, saved
from ui.background.jobs import Jobs
from ui.labels import many
from ui.preferences.remembered import Remembered
from ui.prospects import recording
from ui.prospects.cell_edits import CellEdits, starts_typing
from ui.prospects.columns import COLUMNS
from ui.prospects.filter_bar import FilterBar
from ui.prospects.paste_dialog import paste_into
from ui.prospects.person_panel import WIDTH, PersonPanel
from ui.prospects.row_menu import fill_row_menu
from ui.prospects.table_model import ProspectTableModel
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.spans import SpanLabel
from ui.widgets.table import Table
from ui.widgets.text import label

__all__ = ["ProspectsPage"]

_BY_KEY = {result.key: result for result in RESULTS}
_FIRST = 2_000  # ids and rows of the first answer, so that a screen is there at once
_PAUSE = 40  # milliseconds after the first screen until all ids are asked for, so that nobody types against them
_REST = 150  # milliseconds after a small change until the filter is asked again
_MANY = 2_000  # people beyond which a result by key asks first


class ProspectsPage(Page):
    """The table of prospects with its filter and the person's panel."""

    title = "Prospects"
    icon = "people"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self._view = ""
        self._sort = ("name", False)
        self._remembered = Remembered()
        self._total: int | None = None
        self._asked = 0
        self._all_wanted = False
        self._rest_of_them = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rest_of_them.timeout.connect(self._find_all)
        self._found = 0
        self._at: int | None = None
        self._again = QTimer(self, singleShot=True, interval=_REST)
        self._again.timeout.connect(self._find)
        self.bar = FilterBar(jobs)
        self.model = ProspectTableModel(self._fetch, self)
        self.table = Table(self.model, "prospects", self._remembered)
        self.table.setAccessibleName("Prospects")
        self.table.installEventFilter(self)
        self.table.typed_over = True
        self.edits = CellEdits(jobs, self.table, self.model)
        self.count_line = SpanLabel(wrap=False)
        self.sort_line = label(role="soft")
        self.empty = EmptyState("people", "", "", self._empty_step)
        self.panel = PersonPanel(jobs)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.setFocusProxy(self.table)
        self._lay_out()
        self.bar.changed.connect(self._filtered)
        self.bar.save_wanted.connect(self.save_filter)
        self.bar.sheet_wanted.connect(lambda: self.command_wanted.emit("call-sheet", self.subject))
        self.table.sort_wanted.connect(self._sorted)
        self.table.picked.connect(self._picked)
        self.table.menu_wanted.connect(self._menu)
        self.table.edit_wanted.connect(self._edit)
        self.edits.told.connect(self.told)
        self.edits.refused.connect(self.refused)
        self.edits.result_wanted.connect(self.record)
        self.table.opened.connect(lambda _: self.panel.note.setFocus())
        self.panel.result_wanted.connect(self.record)
        self.panel.answered.connect(partial(recording.keep, self))
        self.panel.left.connect(self.table.setFocus)
        self.panel.person_wanted.connect(self.show_person)
        self.panel.page_wanted.connect(self.page_wanted)
        self.panel.command_wanted.connect(self.command_wanted)
        self._use_view("")
        self._find()

    def _lay_out(self) -> None:
        counts = QHBoxLayout()
        counts.setContentsMargins(14, 8, 14, 8)
        counts.addWidget(self.count_line)
        counts.addStretch()
        counts.addWidget(self.sort_line, 0, Qt.AlignmentFlag.AlignTop)
        column = QWidget()
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.bar)
        lines.addLayout(counts)
        lines.addWidget(self.stack, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.addWidget(column)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setCollapsible(0, False)
        splitter.setSizes([1366 - 196 - WIDTH, WIDTH])
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(splitter)

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
            }
            name, argument = what
            commands[name](argument)

    def show_person(self, person: int) -> None:
        """Select somebody; when the filter hides them it is taken off."""
        place = self.model.place_of(person)
        if place is None:
            self._at = person
            self.bar.put(EVERYONE)
            self._find()
            return
        self.table.pick([place])
        self.table.scrollTo(self.model.index(place, 0))

    def expect(self, person: int) -> None:
        """Select somebody who was just added, where the filter shows them."""
        self._at = person
        self._find()

    @override
    def refresh(self, changes: Changes) -> None:
        if changes.many or "people" in changes.parts or changes.people:
            self._total = None
            few = not changes.many and 0 < len(changes.people) <= 50
            self.model.outdate(changes.people if few else None)
            if few:
                self._again.start()  # who is found may wait until the keys rest; the rows themselves do not
            else:
                self._find()
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

    @override
    def copy(self) -> bool:
        copied = self.table.copy_rows()
        if copied:
            self.told.emit(f"Copied {many(copied, 'row')}.")
        return bool(copied)

    def copy_column(self, column: int) -> None:
        """Copy one column of the rows selected."""
        self.told.emit(f"Copied {many(self.table.copy_rows(column=column), 'cell')}.")

    @override
    def paste(self) -> bool:
        return paste_into(self, QGuiApplication.clipboard().text())

    @override
    def fill_down(self) -> bool:
        self.edits.fill_down()
        return True

    @override
    def select_all(self) -> bool:
        self._all_wanted = len(self.model.ids) < self._found  # the rest is on its way
        self.table.selectAll()
        self.table.setFocus()
        return True

    # finding and showing

    def _use_view(self, view: str) -> None:
        """Each saved filter has columns, widths and an order of its own, kept on this computer."""
        self.table.use_layout(f"prospects-{view}" if view else "prospects")
        name, _, turned = bytes(self._remembered.layout(f"order/{view}").data()).decode().partition(" ")
        self._view, self._sort = view, (name or "name", bool(turned))
        self.table.show_sorted(*self._sort)

    def _filtered(self, chosen: ProspectFilter) -> None:
        if not chosen and self._view:
            self._use_view("")
        self.table.scrollToTop()
        self._find()

    def _sorted(self, name: str, descending: bool) -> None:
        self._sort = (name, descending)
        self._remembered.keep_layout(f"order/{self._view}", QByteArray(f"{name}{' down' * descending}".encode()))
        self._find()

    def _find(self) -> None:
        self._asked += 1
        self._all_wanted = False
        self._rest_of_them.stop()
        self.jobs.read(_first_screen, self.bar.filter, *self._sort, self._total, failed=self._not_found,
                       done=partial(self._got_first, self._asked), key="first screen")

    def _got_first(self, asked: int, first: tuple[browse.Found, list[ProspectRow], int]) -> None:
        found, rows, self._total = first
        whole = found.count <= len(found.ids)
        if not whole and asked == self._asked:
            self._rest_of_them.start()
        self._found = found.count
        self._say_count()
        shown = self.model.ids if whole else self.model.ids[: len(found.ids)]
        if found.count > len(self.model.ids) or found.ids != shown or not found.ids:
            self._show(found.ids, rows)
        else:
            self.model.change(rows)

    def _find_all(self) -> None:
        asked = self._asked
        self.jobs.read(browse.find, self.bar.filter, *self._sort, stop=lambda: asked != self._asked, key="all ids",
                       failed=self._not_found, done=partial(self._got_all, asked), all_of_it=True)

    def _got_all(self, asked: int, found: browse.Found) -> None:
        if asked != self._asked:  # the order or the filter is another one by now
            return
        self._found = found.count
        self._say_count()
        self._show(found.ids, ())
        if self._all_wanted:
            self.select_all()

    def _show(self, ids: array[int], rows: Sequence[ProspectRow]) -> None:
        if ids != self.model.ids:
            kept = set(self.selected_ids)
            first = next(iter(self.table.picked_places()), 0)
            grown = len(ids) > len(self.model.ids) > 0 and ids[: len(self.model.ids)] == self.model.ids
            self.model.show_ids(ids, rows)
            if not grown:
                self._keep_selected(kept, first)
        else:
            self.model.put_rows(rows)
        if self._at is not None and self.model.place_of(self._at) is not None:
            person, self._at = self._at, None
            self.show_person(person)
        self.edits.follow()
        self.stack.setCurrentWidget(self.table if ids else self.empty)
        if not ids:
            self._say_empty()

    def _keep_selected(self, people: set[int], first: int) -> None:
        """Select the same people again; where they are gone, whoever took their place."""
        places = [place for person in people if (place := self.model.place_of(person)) is not None]
        if not places and people and self.model.ids:
            places = [min(first, len(self.model.ids) - 1)]
        self.table.pick(places)
        self._picked()

    def _not_found(self, fault: BaseException) -> None:
        self.refused.emit(str(fault))

    def _say_count(self) -> None:
        total = self._total if self._total is not None else self._found
        if self.bar.filter:
            self.count_line.say((f"{self._found:,}", "strong"), (f" of {many(total, 'prospect')}", "soft"))
        else:
            self.count_line.say((f"{self._found:,}", "strong"), (" prospect" if total == 1 else " prospects", "soft"))
        title = next((column.title for column in COLUMNS if column.name == self._sort[0]), "name")
        self.sort_line.setText(f"Sorted by {title.lower()}{', last first' if self._sort[1] else ''}")

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
        name, said = QInputDialog.getText(self, "Save this filter", "Name in the side bar:",
                                          text=self.bar.filter.in_words()[:60])
        if said and name.strip():
            self.jobs.write(saved.keep, name, self.bar.filter, by=self.jobs.by)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters on the table are results."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            result = _BY_KEY.get(event.text().lower()) if plain else None
            if result is not None:
                self.record(result.code)
                return True
            if event.key() == Qt.Key.Key_Slash and plain:
                return self.focus_search()
            if starts_typing(event):
                index = self.table.currentIndex()
                return index.isValid() and self.edits.begin(index.row(), index.column(), event.text())
        return super().eventFilter(watched, event)

    def _edit(self, place: int, column: int) -> None:
        if not self.edits.begin(place, column) and self.edits.editor is None:
            self.told.emit(f"“{COLUMNS[column].title}” is worked out from the rest and is not typed over.")

    def _menu(self, index: QModelIndex, place: QPoint) -> None:
        menu = QMenu(self)
        fill_row_menu(menu, self, index)
        menu.exec(place)
        menu.deleteLater()


def _first_screen(
    session: Any, chosen: ProspectFilter, sort: str, descending: bool, total: int | None
) -> tuple[browse.Found, list[ProspectRow], int]:
    """The first ids and rows of a filter, and how many there are in all, counted where that is not known."""
    if total is None:
        total = browse.count(session)
    found = browse.find(session, chosen, sort, descending, limit=_FIRST, total=None if chosen else total)
    return found, browse.rows(session, found.ids[:64]), total
