"""A filled sheet coming home by keyboard: number, caller and day once, then a line a press of Enter."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from organizer.callsheets import shelf
from organizer.callsheets.readback import typing_in
from organizer.callsheets.readback.entry import Entered, Entry
from organizer.callsheets.readback.shorthand import complete, result_for, sheet_number
from organizer.callsheets.readback.typing_in import TypingIn
from organizer.callsheets.sheet import CallSheet
from organizer.cli.moved import moved
from organizer.domain.changes import Changes
from organizer.domain.clock import from_text
from organizer.domain.errors import UserError
from organizer.outreach.record import record_result
from ui.background.jobs import Jobs
from ui.callsheets.typing_desk import TypingDesk, TypingDoor
from ui.callsheets.typing_head import SCANNED
from ui.callsheets.typing_help import TypingHelp
from ui.callsheets.typing_rows import plain, row_of, rows_of
from ui.widgets.page import Page

__all__ = ["TypingPage"]


class TypingPage(Page):
    """Sheet number, then shorthand, a line at a time, each confirmed with the person's name."""

    title: ClassVar[str] = "Type in"
    icon: ClassVar[str] = "print"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.sheet: CallSheet | None = None
        self.typing: TypingIn | None = None
        self._pending = 0  # entries on their way into the store
        self._result_first = False
        self.door = TypingDoor()
        self.desk = TypingDesk()
        self.number, self.field, self.model = self.door.number, self.desk.field, self.desk.model
        self.head = self.desk.head
        self.help = TypingHelp()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.door)
        self.stack.addWidget(self.desk)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self.help)
        self.field.textEdited.connect(self._read)
        self.field.returnPressed.connect(self._enter)
        self.field.installEventFilter(self)
        self.number.returnPressed.connect(self._ask_for)
        self.door.read_file.clicked.connect(lambda: self.command_wanted.emit("read-back", ()))
        self.head.caller_said.connect(lambda name: self._keep(caller=name))
        self.head.tally_said.connect(lambda tally: self._keep(tally=tally))
        self.head.left.connect(self._begin_lines)
        self.head.day.editingFinished.connect(self._settle_day)
        self.desk.finish.clicked.connect(lambda: self._mark_back())
        self.desk.leave_open.clicked.connect(lambda: self._mark_back())
        self._say_mode()

    # a page

    @override
    def open(self, what: object) -> None:
        if isinstance(what, int):
            self.number.clear()
            self._load(what)
        elif self.sheet is None:
            self._go_to_door()
        else:
            self._go_to(self.field)

    @override
    def refresh(self, changes: Changes) -> None:
        if self.sheet is not None and not self._pending and (changes.many or changes.parts & {"people", "sheets"}):
            self.jobs.read(typing_in.entered_lines, self.sheet, done=self._again, key="entered lines")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.ShortcutOverride and not self.field.text():
            event.ignore()  # in an empty field Ctrl+Z and Ctrl+Y take back entries, not letters
            return True
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_F2:
                self._turn_mode()
                return True
            if event.key() == Qt.Key.Key_Tab and (found := self._complete()):
                self.field.setText(f"{self.field.text()}{found[0][0]} ")
                self._read()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._leave_step()
                return True
        return super().eventFilter(watched, event)

    # the sheet

    def _ask_for(self) -> None:
        try:
            self._load(sheet_number(self.number.text()))
        except UserError as fault:
            self.door.problem.setText(fault.message)

    def _load(self, number: int) -> None:
        self.jobs.read(typing_in.take_up, number, done=self._loaded, failed=self._not_loaded, key="sheet")

    def _not_loaded(self, fault: Any) -> None:
        """Say why, at the door; where a sheet is open it stays."""
        said = fault.message if isinstance(fault, UserError) else "This sheet cannot be read."
        if self.sheet is not None:
            self.number.clear()
            self.desk.problem.setText(said)
            return
        self._go_to_door()
        self.door.problem.setText(said)
        self.number.selectAll()

    def _go_to_door(self) -> None:
        self.stack.setCurrentIndex(0)
        self._go_to(self.number)

    def _go_to(self, part: QWidget) -> None:
        """Have the keyboard here, and whenever the page is shown again: it may not be shown yet."""
        self.lead_to(part)
        part.setFocus()

    def _loaded(self, found: tuple[CallSheet, dict[int, Entered]]) -> None:
        sheet, entered = found
        scanned = self.number.text()
        if "-" in scanned:
            try:
                sheet_number(scanned, sheet.key)
            except UserError as fault:
                self._not_loaded(fault)
                return
        self.sheet, self.typing = sheet, TypingIn(sheet, entered)
        self.head.show_sheet(sheet)
        self.door.problem.clear()
        self.number.clear()
        self.field.clear()
        self._say_mode()
        self._list_all()
        self.stack.setCurrentIndex(1)
        self._read()
        self._go_to(self.field if sheet.caller else self.head.caller)

    def _again(self, entered: dict[int, Entered]) -> None:
        """What the store has now, after an undo or another way of entering."""
        if self.typing is None or self._pending:
            return
        if plain(entered) != plain(self.typing.entered):
            self.typing.entered = dict(entered)
            self._list_all()
        self._count()

    def _list_all(self) -> None:
        assert self.sheet is not None and self.typing is not None
        self.model.put(rows_of(self.sheet, self.typing.entered))
        self.desk.list.scrollToBottom()
        self._count()

    def _count(self) -> None:
        assert self.typing is not None
        totals = self.typing.totals()
        left = totals.people - totals.entered
        self.head.show_totals(totals)
        self.help.show_left(self.typing.left())
        self.desk.show_left(left, begun=bool(totals.entered))

    # typing

    @override
    def unkept(self) -> str:
        text = self.field.text().strip()
        return f"“{text[:40]}” on sheet {self.sheet.number}" if text and self.sheet is not None else ""

    def _complete(self) -> list[tuple[str, str]]:
        return complete(self.field.text(), self.typing.result if self.typing is not None else "")

    def _moment(self) -> datetime | None:
        """The moment of the calls, from which "tomorrow" counts; None while the day is none."""
        try:
            return from_text(typing_in.moment_of(typing_in.day_of_calls(self.head.day.text()))).astimezone()
        except UserError:
            return None

    def _read(self, *_: str) -> None:
        desk = self.desk
        if self.typing is None:
            return
        desk.settle()
        text = self.field.text()
        found = self._complete()
        desk.hint.setText(f"Tab: {', '.join(meaning.lower() for _, meaning in found[:2])}" if found else "⏎ record")
        if not text.strip() or (self._result_first and not self.typing.result):
            result = result_for(text) if text.strip() else None
            spans = [(result.label, "strong"), (" – Enter, then the lines that had it", "soft")] if result else []
            desk.says.say(*spans)
            desk.problem.clear()
            return
        reading = self.typing.read(text, self._moment())
        who, dot, rest = reading.said.partition(" · ")
        desk.says.say((who, "strong"), (dot + rest, ""))
        shown = [one for one in reading.problems if one.level != "more" and not (found and one.level == "error")]
        desk.problem.setText(shown[0].text if shown else "")

    def _enter(self) -> None:
        if self.typing is None or self.sheet is None:
            return
        text = self.field.text().strip()
        if not text:
            if self.desk.finish.isVisible():
                self._mark_back()
            return
        if SCANNED.match(text):  # the next sheet's code, scanned while this one is open
            self.number.setText(text)
            self.field.clear()
            self._load(sheet_number(text))
            return
        if self._result_first and not self.typing.result:
            self._choose_result(text)
            return
        if not self._settle_day():
            return
        if question := self.head.ask_whose(self.jobs.by):
            self.desk.problem.setText(question)
            return
        entry, reading = self.typing.submit(text, self._moment())
        if entry is None:
            worst = next((one for one in reading.problems if one.level in ("error", "ask")), None)
            if worst is not None:
                self.desk.problem.setText(worst.text)
                if worst.level == "ask":
                    self.desk.warn(reading.said, worst.text)
            return
        self._record(entry, text)

    def _choose_result(self, text: str) -> None:
        result = result_for(text)
        if result is None or self.typing is None:
            self.desk.problem.setText(f"“{text}” isn't a result")
            return
        self.typing.result = result.code
        self.field.clear()
        self._say_mode()
        self._read()

    def _record(self, entry: Entry, text: str) -> None:
        """Show the entry at once, so that whoever types goes on, and hand it to the store."""
        assert self.typing is not None and self.sheet is not None
        caller = self.head.calls.caller_name or self.jobs.by
        first = not set(entry.lines) & self.typing.entered.keys()
        self.typing.done(entry, by=caller)
        if first:
            self.desk.add(row_of(self.sheet, entry))
            self._count()
        else:
            self._list_all()
        self.field.clear()
        self._read()
        self._pending += 1
        self.jobs.write(
            typing_in.apply, self.sheet, entry, record=record_result,
            on_moved=partial(moved, by=self.jobs.by), caller=caller, by=self.jobs.by,
            called_on=self.head.day.text().strip(), done=lambda _: self._recorded(),
            failed=lambda fault: self._refused(fault, text),
        )

    def _recorded(self) -> None:
        self._pending -= 1

    def _refused(self, fault: Any, text: str) -> None:
        """The store did not take it: say so, and show what it does have."""
        self._pending -= 1
        why = fault.message if isinstance(fault, UserError) else "This was not recorded. Try again."
        if not self.field.text():
            self.field.setText(text)
        self.desk.problem.setText(f"{text}: {why}")
        if self.sheet is not None:
            self.jobs.read(typing_in.entered_lines, self.sheet, done=self._again, key="entered lines")

    # modes

    def _turn_mode(self) -> None:
        self._result_first = not self._result_first
        if self.typing is not None:
            self.typing.result = ""
        self._say_mode()
        self._read()

    def _leave_step(self) -> None:
        """Esc: empties the field, then leaves the result, then the sheet."""
        if self.field.text():
            self.field.clear()
        elif self.typing is not None and self.typing.result:
            self.typing.result = ""
            self._say_mode()
        else:
            self.sheet = self.typing = None
            self.page_wanted.emit("sheets", None)
            return
        self._read()

    def _say_mode(self) -> None:
        chosen = self.typing.result if self.typing is not None and self._result_first else ""
        self.desk.show_mode(chosen, result_first=self._result_first)
        self.help.show_mode(self._result_first)

    # what is said once a sheet

    def _settle_day(self) -> str:
        """The day of the calls, or "" where what is typed is none, which is said."""
        try:
            return self.head.calls.settle_day()
        except UserError as fault:
            self.desk.problem.setText(fault.message)
            return ""

    def _begin_lines(self, typed: str) -> None:
        """From the head to the lines; a line that was typed up there counts."""
        self._go_to(self.field)
        if typed:
            self.field.setText(typed)
            self._enter()

    def _keep(self, **what: Any) -> None:
        if self.sheet is not None:
            self.jobs.write(shelf.set_sheet, self.sheet.number, by=self.jobs.by, **what)

    def _mark_back(self) -> None:
        if self.sheet is not None and (day := self._settle_day()):
            self._keep(state="back", called_on=day)
            self.sheet = self.typing = None
            self._go_to_door()
