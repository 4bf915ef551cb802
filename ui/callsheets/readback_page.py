"""A filled sheet coming home as a file: printed, here now and on the sheet side by side, recorded by one press."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.callsheets.readback.compare import compare
from organizer.callsheets.readback.comparison import Comparison
from organizer.callsheets.readback.filled import RawSheet
from organizer.callsheets.readback.take_back import TakenBack, take_as_seen
from organizer.callsheets.readback.typing_in import moment_of
from organizer.cli.filled_file import read_filled
from organizer.cli.moved import moved
from organizer.domain.changes import Changes
from organizer.domain.clock import from_text
from organizer.domain.errors import Cancelled, UserError
from organizer.domain.progress import Progress
from organizer.domain.status import RESULTS
from organizer.outreach.record import record_result
from organizer.storage.database import Database
from ui.background.jobs import Jobs
from ui.callsheets.readback_desk import ReadbackDesk
from ui.callsheets.readback_rows import COLUMNS, VIEWS, Choices, Item, items_of
from ui.labels import many
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page

__all__ = ["ReadbackPage"]

_BY_KEY = {result.key: result.code for result in RESULTS}


class ReadbackPage(Page):
    """Files wait in line; each is compared, decided on where it must be, and recorded."""

    title: ClassVar[str] = "Read a sheet back"
    icon: ClassVar[str] = "print"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.waiting: deque[Path] = deque()
        self.raw: Sequence[RawSheet] | None = None
        self.found: Comparison | None = None
        self.choices = Choices()
        self._path = Path()
        self._called = from_text(moment_of("")).astimezone()
        self.desk = ReadbackDesk()
        self.empty = EmptyState("print", "Drop a filled call sheet on the window, or choose one.", "Choose a file…",
                                self._next_or_ask)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.desk)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.table, self.model, self.side, self.go = self.desk.table, self.desk.model, self.desk.side, self.desk.go
        self.calls = self.desk.calls
        self.caller, self.day = self.calls.caller, self.calls.day
        self.desk.view_chosen.connect(self._fill)
        self.desk.close_button.clicked.connect(lambda: self._leave())
        self.go.clicked.connect(lambda: self._record())
        self.table.installEventFilter(self)
        self.table.picked.connect(self._show_side)
        self.table.opened.connect(lambda _: self._turn())
        self.table.clicked.connect(self._clicked)
        self.side.taken.connect(self._turn)
        self.side.meant.connect(self._mean)
        self.side.placed.connect(self._place)
        self.day.editingFinished.connect(self._change_day)

    # a page

    @override
    def open(self, what: object) -> None:
        if isinstance(what, tuple) and what:
            self.waiting.extend(what)
            if self.found is None or not self._undecided():
                self._next()

    @override
    def refresh(self, changes: Changes) -> None:
        if self.raw is not None and (changes.many or changes.parts & {"people", "sheets"}):
            self._compare()

    @override
    def copy(self) -> bool:
        return self.table.copy_rows() > 0

    @override
    def select_all(self) -> bool:
        self.table.selectAll()
        return True

    def _next_or_ask(self) -> None:
        if self.waiting:
            self._next()
        else:
            self.command_wanted.emit("read-back", ())

    def _next(self) -> None:
        """The next file in line."""
        self.raw = self.found = None
        self.choices = Choices()
        self._path = self.waiting.popleft()
        self.calls.begin()
        self._called = from_text(moment_of("")).astimezone()
        self.desk.choose("written")
        self.empty.say(f"Reading {self._path.name} …")
        self.stack.setCurrentIndex(0)
        self.jobs.run(_read, self._path, title=f"Reading {self._path.name}", done=self._got, failed=self._cannot)

    def _leave(self) -> None:
        self.raw = self.found = None
        self.waiting.clear()
        self.page_wanted.emit("sheets", None)

    # reading and comparing

    def _got(self, raw: Sequence[RawSheet]) -> None:
        self.raw = raw
        self._compare()

    def _compare(self) -> None:
        self.jobs.read(compare, self.raw, self._path.name, self._called, dict(self.choices.placed), done=self._show,
                       failed=self._cannot, key="filled sheet")

    def _cannot(self, fault: Any) -> None:
        if isinstance(fault, Cancelled):
            self._leave()
            return
        said = fault.message if isinstance(fault, UserError) else "This file could not be read."
        self.raw = self.found = None
        self.stack.setCurrentIndex(0)
        self.empty.say(said, "Go on with the next file" if self.waiting else "Choose another file…")
        self.empty.step.setFocus()

    def _show(self, found: Comparison) -> None:
        first = self.found is None
        self.found = found
        self.desk.heading.setText(found.file)
        sheets = [f"sheet {number} – {sheet.title}" if sheet.title else f"sheet {number}"
                  for number, sheet in sorted(found.sheets.items())]
        said = "; ".join(sheets[:3]) + (f" and {len(sheets) - 3:,} more" if len(sheets) > 3 else "")
        about = [f"{said[:1].upper()}{said[1:]}" if said else "No sheet of this file",
                 many(len(found.rows), "row"), f"{many(len(self.waiting), 'more file')} after this one"
                 if self.waiting else ""]
        self.desk.about.setText(" · ".join(part for part in about if part))
        callers = {sheet.caller for sheet in found.sheets.values() if sheet.caller}
        if first and len(callers) == 1:
            self.caller.setText(callers.pop())
        self.desk.notes.setText(" ".join(found.notes))
        self.desk.notes.setVisible(bool(found.notes))
        self.stack.setCurrentIndex(1)
        self._fill()
        if first:
            (self.table if self._undecided() or not self.go.isEnabled() else self.go).setFocus()

    def _undecided(self) -> bool:
        return any(item.taken is not None for item in self._items("look"))

    def _items(self, view: str) -> list[Item]:
        return [item for item in self._all if view in item.views]

    _all: Sequence[Item] = ()

    def _fill(self, view: str = "") -> None:
        """Show the rows of a view, and say what a press will do."""
        if self.found is None:
            return
        picked = self.table.picked_places()
        self._all = items_of(self.found, self.choices)
        view = self.desk.show_views({name: len(self._items(name)) for name in VIEWS}, view)
        self.model.put(self._items(view))
        if self.model.rows:
            self.table.pick([min(picked[0], len(self.model.rows) - 1)] if picked else [0])
        self._show_side()
        self._say_sums()

    def _say_sums(self) -> None:
        results = [item for item in self._all if item.row is not None]
        taken = sum(1 for item in results if item.taken)
        mended = sum(1 for item in self._all if item.corrections and item.taken)
        left = sum(1 for item in self._all if item.taken is False)
        named = sum(1 for item in results if item.row and item.row.state in ("unknown", "foreign", "gone")
                    and item.taken is None)
        said = [part for part in (many(taken, "result") if taken else "",
                                  many(mended, "correction") if mended else "") if part]
        words = " and ".join(said)
        rest = [f"{left:,} left as {'it is' if left == 1 else 'they are'} here" if left else "",
                f"{many(named, 'row')} cannot be recorded" if named else ""]
        tail = "; ".join(part for part in rest if part)
        if words:
            first = f"{words} will be recorded, as one step that Undo takes back"
        else:
            same = len(self._items("same"))
            first = f"{many(same, 'result')} of this sheet {'is' if same == 1 else 'are'} recorded" if same else (
                "Nothing to record")
        self.desk.sums.setText(f"{first}; {tail}." if tail else f"{first}.")
        self.go.setEnabled(bool(words) or bool(self.waiting))
        self.go.setText(f"&Record {words}" if words else "Go on with the next file" if self.waiting else "Record")
        self.desk.close_button.setText("Cancel" if words else "Close")

    # choosing

    def _item(self) -> Item | None:
        places = self.table.picked_places()
        return self.model.row(places[0]) if places else None

    def _show_side(self) -> None:
        self.side.show_item(self._item(), self.found, self.choices)

    def _clicked(self, index: QModelIndex) -> None:
        if COLUMNS[index.column()].name == "take":
            self._turn()

    def _turn(self, on: bool | None = None) -> None:
        """Take or leave the rows that are picked, all of them as the first."""
        places = self.table.picked_places()
        items = [item for item in map(self.model.row, places) if item is not None and item.taken is not None]
        if not items or self.found is None:
            return
        on = not items[0].taken if on is None else on
        for item in items:
            self.choices.turn(item, self.found, on)
        if any(item.row is not None and item.row.state == "unknown" for item in items):
            self._compare()  # they have a line now
            return
        self._fill()
        self.table.pick(places)

    def _mean(self, code: str) -> None:
        """Say which result an unclear row has, and take it."""
        item = self._item()
        if item is None or item.row is None or item.taken is None or self.found is None or item.row.state == "new":
            return
        self.choices.codes[item.row.id] = code
        self.choices.turn(item, self.found, True)
        self._fill()

    def _place(self, line: int) -> None:
        """Say which line a row is that is on none."""
        item = self._item()
        if item is not None and item.row is not None:
            self.choices.placed.pop(item.row.id, None)
            if line:
                self.choices.placed[item.row.id] = line
            self._compare()

    def _change_day(self) -> None:
        changed = self.day.isModified()
        try:
            self._called = from_text(moment_of(self.calls.settle_day())).astimezone()
        except UserError as fault:
            self.desk.problem.setText(fault.message)
            return
        self.desk.problem.clear()
        if self.raw is not None and changed:
            self._compare()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space:
                self._turn()
                return True
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if plain and (code := _BY_KEY.get(event.text().lower())):
                self._mean(code)
                return True
        return super().eventFilter(watched, event)

    # doing it

    def _record(self) -> None:
        if self.found is None or self.raw is None or not self.go.isEnabled():
            return
        results = any(item.taken for item in self._all)
        if not results:
            if self.waiting:
                self._next()
            return
        self._change_day()
        if self.desk.problem.text():
            self.day.setFocus()
            return
        self.go.setEnabled(False)
        by = self.jobs.by
        choices = self.choices
        self.jobs.write(
            take_as_seen, self.raw, self.found, self._called, dict(choices.placed),
            record=record_result, on_moved=partial(moved, by=by), by=by,
            caller=self.calls.caller_name, called_on=self.day.text().strip(),
            accept=set(choices.accept), leave=set(choices.leave), codes=dict(choices.codes),
            corrections=[one for one in self.found.corrections if choices.mends(one)],
            done=self._recorded, failed=self._not_recorded,
        )

    def _recorded(self, taken: TakenBack) -> None:
        if taken.failed:
            self.refused.emit("; ".join(taken.failed))
        self._compare()
        self.desk.close_button.setFocus()

    def _not_recorded(self, fault: Any) -> None:
        self.refused.emit(fault.message if isinstance(fault, UserError) else "Nothing was recorded. Try again.")
        self._compare()


def _read(database: Database, path: Path, progress: Progress) -> list[RawSheet]:
    return read_filled(path, progress)
