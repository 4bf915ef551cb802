"""Typing over the cells of the table of prospects: what is checked at once, kept at once, and undone by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from organizer.domain import clock
from organizer.domain.call_back import said_moment
from organizer.domain.errors import UserError
from organizer.domain.people import SHOWN, ProspectRow
from organizer.outreach.paste import RECORDED
from organizer.outreach.record import find_result, record_result
from organizer.prospects import belongings
from organizer.prospects.edit import edit_person, set_field
from organizer.prospects.fields import clean, field_of
from organizer.prospects.suggest import choices, suggestions
from ui.background.jobs import Jobs
from ui.prospects.columns import BETWEEN, EDITED, typed
from ui.prospects.table_model import ProspectTableModel
from ui.widgets.cell_editor import CellEditor
from ui.widgets.table import Table

__all__ = ["CellEdits", "starts_typing"]


class CellEdits(QObject):
    """Opens an editor over a cell and writes what was typed, as one action each.

    Signals:
        told: a quiet line.
        refused: a line for the error bar.
        moved: what was typed gives somebody another place in the table: their id.
        result_wanted: a result was chosen for the person in the current row: its code.
    """

    told = Signal(str)
    refused = Signal(str)
    moved = Signal(int)
    result_wanted = Signal(str)

    def __init__(self, jobs: Jobs, table: Table, model: ProspectTableModel) -> None:
        super().__init__(table)
        self._jobs = jobs
        self._table = table
        self._model = model
        self.order: Callable[[], str] = str  # asked for the column by which the table is in order
        self.editor: CellEditor | None = None
        self._person = 0
        self._field = ""

    def field_at(self, column: int) -> str:
        """The field behind a column, "" where it is not typed over."""
        return EDITED.get(self._model.columns[column].name, "")

    def holds_words(self, column: int) -> bool:
        """Whether a column is typed over and its words begin small as often as not; a name's do not."""
        return self.field_at(column) not in ("", "name", "phone", *RECORDED)

    def begin(self, place: int, column: int, text: str | None = None, complaint: str = "") -> bool:
        """Open the editor over a cell. Returns whether the cell can be typed over.

        Args:
            place: the row.
            column: its place in the model.
            text: what stands there at first, where it is not the value.
            complaint: what was wrong with it.
        """
        field = self.field_at(column)
        row = self._model.row(place)
        if not field or row is None or not self.finish():
            return False
        value = typed(row, field)
        if text is None and _is_long(field) and len(value) >= SHOWN:
            self._jobs.read(belongings.current, [row.id], field, key="cell",
                            done=lambda found: self._open(row, column, found[row.id], None, complaint))
            return True
        self._open(row, column, value, text, complaint)
        return True

    def _open(self, row: ProspectRow, column: int, value: str, text: str | None, complaint: str) -> None:
        place = self._model.place_of(row.id)
        if place is None or not self.finish():
            return
        field = self.field_at(column)
        index = self._model.index(place, column)
        self._table.go_to(place, column)
        self._person, self._field = row.id, field
        kind = {"last_result": "choice", "follow_up": "moment"}.get(field) or field_of(field).kind
        self.editor = CellEditor(self._table, QPersistentModelIndex(index), value, long=kind == "long",
                                 between=BETWEEN.get(field, ""), strict=kind in ("choice", "flag", "state"))
        self.editor.ended.connect(self._ended)
        self.editor.left.connect(self.leave)
        if text is not None:
            self.editor.type_over(text)
        if kind == "moment":
            self.editor.hint("tue 6pm, tomorrow 7 or 12/3 6:30pm")
        elif known := choices(field):
            self.editor.offer(known)
        else:
            self._jobs.read(suggestions, field, done=self.editor.offer, key="cell words")
        if complaint:
            self.editor.complain(complaint)
        elif (picked := len(self._table.picked_places())) > 1:
            self.editor.hint(f"Ctrl+Enter: all {picked:,} selected")

    def leave(self) -> None:
        """Close without keeping what was typed."""
        editor, self.editor = self.editor, None
        if editor is not None:
            editor.close()

    def finish(self) -> bool:
        """Keep what is being typed. Returns whether no editor is left open."""
        if self.editor is not None:
            self._ended(self.editor.text, "")
        return self.editor is None

    def follow(self) -> None:
        """The rows are others now: lie over the person's new place, or keep what was typed when they are gone."""
        if self.editor is None:
            return
        place = self._model.place_of(self._person)
        if place is None:
            self.finish()
            self.leave()
            return
        self.editor.index = QPersistentModelIndex(self._model.index(place, self.editor.column))
        self.editor.place()

    def _ended(self, text: str, step: str) -> None:
        editor = self.editor
        if editor is None:
            return
        person, field, column = self._person, self._field, editor.column
        place = editor.index.row() if editor.index.isValid() else self._model.place_of(person)
        changed = text.strip() != editor.before.strip()
        ids = [self._model.ids[one] for one in self._table.picked_places()] if step == "all" else [person]
        try:
            result = find_result(text).code if changed and field == "last_result" and text.strip() else ""
            if field == "follow_up" and (changed or step == "all"):
                _moment(text)
            elif changed and field not in RECORDED:
                clean(field, text)
        except UserError as fault:
            editor.complain(fault.message, come_back=bool(step))
            return
        self.leave()
        if result:
            self.result_wanted.emit(result)
            return
        if field != "last_result" and (changed or step == "all"):
            self._write(ids, person, field, column, text)
        moves = changed and self._model.columns[column].name == self.order()
        if moves and len(ids) == 1:
            self._table.pick([place] if place is not None else [])
        elif step in ("up", "down", "left", "right") and place is not None:
            self._go_on(place, column, step)

    def _write(self, ids: list[int], person: int, field: str, column: int, text: str) -> None:
        failed = partial(self._came_back, person, column, text)
        if field == "follow_up":
            self._jobs.write(record_result, ids, "", kind="follow-up", follow_up_at=_moment(text), by=self._jobs.by,
                             failed=failed)
        elif len(ids) > 1:
            self._jobs.write(set_field, ids, field, text, by=self._jobs.by, failed=failed)
        else:
            moves = self._model.columns[column].name == self.order()
            self._jobs.write(edit_person, person, field, text, by=self._jobs.by, failed=failed,
                             done=lambda _: self.moved.emit(person) if moves else None)

    def _came_back(self, person: int, column: int, text: str, fault: BaseException) -> None:
        """The store did not take it: show it again at its cell, or say so where another cell is open by now."""
        place = self._model.place_of(person)
        if self.editor is not None and self.editor.text.strip() == self.editor.before.strip():
            self.leave()
        if place is None or self.editor is not None or not self.begin(place, column, text, str(fault)):
            self.refused.emit(f"{fault} What was typed: “{text[:60]}”.")

    def _go_on(self, place: int, column: int, step: str) -> None:
        columns = [one for one in self._table.visible_columns() if self.field_at(one)]
        if step in ("up", "down"):
            place += 1 if step == "down" else -1
        else:
            at = columns.index(column) + (1 if step == "right" else -1)
            place += at // len(columns)
            column = columns[at % len(columns)]
        if 0 <= place < self._model.rowCount():
            self._table.pick([place])
            self._table.go_to(place, column)
            self.begin(place, column)

    def fill_down(self) -> None:
        """Give the selected rows the value of the first of them; a row by itself takes that of the row above it."""
        if not self.finish():
            return
        column = self._table.currentIndex().column()
        places = self._table.picked_places()
        if not places or column < 0:
            self.told.emit("Select the rows to fill first.")
            return
        if len(places) == 1:
            places = [places[0] - 1, places[0]]
        source = self._model.row(places[0]) if places[0] >= 0 else None
        field = self.field_at(column)
        title = self._model.columns[column].title
        if source is None or not field or field in (*RECORDED, "name"):
            self.told.emit(f"“{title}” is not filled down. Go to the column to fill with the arrow keys first."
                           if source is not None else "There is no row above to take the value from.")
            return
        ids = [self._model.ids[one] for one in places[1:]]
        if _is_long(field):
            self._jobs.read(belongings.current, [source.id], field,
                            done=lambda found: self._fill(ids, field, found[source.id]))
        else:
            self._fill(ids, field, typed(source, field))

    def _fill(self, ids: list[int], field: str, value: str) -> None:
        self._jobs.write(set_field, ids, field, value, by=self._jobs.by, verb="Fill down",
                         failed=lambda fault: self.refused.emit(str(fault)))


def _moment(text: str) -> str:
    """When to call back, as it was typed; "" for no more."""
    return said_moment(text, clock.local_now())


def _is_long(field: str) -> bool:
    return field not in RECORDED and field_of(field).kind == "long"


def starts_typing(event: QKeyEvent) -> bool:
    """A figure or a capital typed on a cell begins to type it over; small letters are results."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    text = event.text()
    return not held and len(text) == 1 and (text.isdigit() or text.isupper() or text in "(+" or ord(text) > 127)
