"""A filled sheet coming home by keyboard: number, caller and day once, then a line a press of Enter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.callsheets import shelf, typing_in
from organizer.callsheets.entry import Entry, complete, ranges, result_for, sheet_number
from organizer.callsheets.sheet import CallSheet
from organizer.callsheets.typing_in import TypingIn
from organizer.domain.changes import Changes
from organizer.domain.clock import short_date
from organizer.domain.errors import UserError
from organizer.domain.status import result_of
from organizer.outreach.record import record_result
from ui.background.jobs import Jobs
from ui.callsheets.typing_help import TypingHelp
from ui.labels import many
from ui.widgets.cells import Cell, Column
from ui.widgets.keybutton import KeyCap
from ui.widgets.page import Page
from ui.widgets.table import RowsTableModel, Table
from ui.widgets.text import button, label

__all__ = ["TypingPage"]


@dataclass(frozen=True, slots=True)
class _Row:
    """An entry as the list shows it; a `warning` stands where nothing was recorded."""

    lines: str
    who: str
    code: str
    said: str
    note: str
    warning: bool = False


_COLUMNS: tuple[Column[_Row], ...] = (
    Column("lines", "Line", 64, lambda row: Cell(row.lines, "strong")),
    Column("who", "Who", 190, lambda row: Cell(row.who)),
    Column("code", "Code", 60, lambda row: Cell(row.code, "strong")),
    Column("said", "Result", 340, lambda row: Cell(row.said, "status", "waiting") if row.warning else Cell(row.said)),
    Column("note", "Note", 200, lambda row: Cell(row.note, "soft")),
)


class TypingPage(Page):
    """Sheet number, then shorthand, a line at a time, each confirmed with the person's name."""

    title: ClassVar[str] = "Type in"
    icon: ClassVar[str] = "print"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.sheet: CallSheet | None = None
        self.typing: TypingIn | None = None
        self._busy = False
        self.number = QLineEdit()
        self.field = QLineEdit()
        self.caller = QLineEdit()
        self.day = QLineEdit()
        self.tally = QLineEdit()
        self.heading = label("", "title")
        self.about = label("", "soft")
        self.progress = label("", "strong")
        self.totals = label("", "soft")
        self.says = label("", "strong")
        self.problem = label("", "bad")
        self.mode = label("", "soft")
        self.hint = label("", "soft")
        self.model = RowsTableModel(_COLUMNS, self)
        self.list = Table(self.model)
        self.help = TypingHelp()
        self.finish = button("All lines are in: mark the sheet as back", self._mark_back, kind="primary")
        self.stack = QStackedWidget()
        self.stack.addWidget(self._door())
        self.stack.addWidget(self._desk())
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self.help)
        self.field.textEdited.connect(self._read)
        self.field.returnPressed.connect(self._enter)
        self.field.installEventFilter(self)
        self.number.returnPressed.connect(self._ask_for)
        self.tally.editingFinished.connect(self._keep_tally)
        self.caller.editingFinished.connect(self._keep_caller)
        self.day.editingFinished.connect(self._check_day)
        self._say_mode()

    def _door(self) -> QWidget:
        """Where the sheet's number is asked for."""
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(32, 48, 32, 32)
        lines.setSpacing(8)
        lines.addWidget(label("Which sheet came home?", "title"))
        lines.addWidget(label("Type the number printed at its head, or scan its code.", "soft"))
        self.number.setAccessibleName("Sheet number")
        self.number.setPlaceholderText("7")
        self.number.setMaximumWidth(220)
        self.number.setProperty("kind", "large")
        self.door_problem = label("", "bad", wrap=True)
        lines.addWidget(self.number)
        lines.addWidget(self.door_problem)
        lines.addStretch(1)
        return made

    def _desk(self) -> QWidget:
        """Where it is typed in."""
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._head())
        middle = QVBoxLayout()
        middle.setContentsMargins(20, 16, 20, 8)
        middle.setSpacing(8)
        self.field.setAccessibleName("Line and result")
        self.field.setPlaceholderText("3 lm")
        self.field.setProperty("kind", "large")
        mono = QFont("monospace")
        mono.setStyleHint(QFont.StyleHint.Monospace)
        mono.setPixelSize(18)
        self.field.setFont(mono)
        middle.addWidget(self.field)
        under = QHBoxLayout()
        under.setSpacing(8)
        under.addWidget(self.says)
        under.addWidget(self.problem)
        under.addStretch(1)
        under.addWidget(self.hint)
        under.addWidget(self.mode)
        under.addWidget(KeyCap("F2"))
        middle.addLayout(under)
        middle.addWidget(self.finish)
        lines.addLayout(middle)
        self.list.horizontalHeader().hide()
        self.list.horizontalHeader().setStretchLastSection(True)
        lines.addWidget(self.list, 1)
        return made

    def _head(self) -> QFrame:
        head = QFrame()
        head.setProperty("role", "bar")
        lines = QVBoxLayout(head)
        lines.setContentsMargins(20, 10, 20, 10)
        lines.setSpacing(4)
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.heading.setMinimumWidth(1)
        first.addWidget(self.heading, 1)
        first.addWidget(self.progress)
        second.addWidget(self.about, 1)
        second.addWidget(self.totals)
        third.setSpacing(8)
        for name, field, wide, ghost in (
            ("Caller", self.caller, 170, "who called"), ("Day", self.day, 110, "2016-11-08"),
            ("Caller's tally", self.tally, 90, "34/9/4"),
        ):
            field.setAccessibleName(name)
            field.setPlaceholderText(ghost)
            field.setFixedWidth(wide)
            third.addWidget(label(name, "soft"))
            third.addWidget(field)
            third.addSpacing(8)
        self.tally.setToolTip("Dialled, reached and yes, as the caller counted them")
        self.agrees = label("", "good")
        third.addWidget(self.agrees)
        third.addStretch(1)
        for line in (first, second, third):
            lines.addLayout(line)
        return head

    # a page

    @override
    def open(self, what: object) -> None:
        if isinstance(what, int):
            self._load(what)
        elif self.sheet is None:
            self.stack.setCurrentIndex(0)
            self.number.setFocus()
        else:
            self.field.setFocus()

    @override
    def refresh(self, changes: Changes) -> None:
        if self.sheet is not None and not self._busy and (changes.many or changes.parts & {"people", "sheets"}):
            self.jobs.read(typing_in.entered_lines, self.sheet, done=self._again, key="entered lines")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_F2:
                self._turn_mode()
                return True
            if event.key() == Qt.Key.Key_Tab and (found := complete(self.field.text())):
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
            self.door_problem.setText(fault.message)

    def _load(self, number: int) -> None:
        self.jobs.read(_load, number, done=self._loaded, failed=self._not_loaded, key="sheet")

    def _not_loaded(self, fault: Any) -> None:
        self.stack.setCurrentIndex(0)
        self.door_problem.setText(fault.message if isinstance(fault, UserError) else "This sheet cannot be read.")
        self.number.setFocus()
        self.number.selectAll()

    def _loaded(self, found: tuple[CallSheet, dict[int, Any]]) -> None:
        sheet, entered = found
        scanned = self.number.text()
        if "-" in scanned and self.stack.currentIndex() == 0:
            try:
                sheet_number(scanned, sheet.key)
            except UserError as fault:
                self._not_loaded(fault)
                return
        self.sheet, self.typing = sheet, TypingIn(sheet, entered)
        self.heading.setText(f"Sheet {sheet.number} – {sheet.title}")
        self.about.setText(f"{many(len(sheet.lines), 'person', 'people')} · printed {short_date(sheet.made_at)}")
        self.caller.setText(sheet.caller or self.jobs.by)
        self.day.setText(date.today().isoformat())
        self.tally.clear()
        self.door_problem.clear()
        self.number.clear()
        self.field.clear()
        self._list_all()
        self.stack.setCurrentIndex(1)
        self._read()
        (self.field if self.caller.text() else self.caller).setFocus()

    def _again(self, entered: dict[int, Any]) -> None:
        """What the store has now, after an undo or another way of entering."""
        if self.typing is not None and entered.keys() != self.typing.entered.keys():
            self.typing.entered = dict(entered)
            self._list_all()
        self._count()

    def _list_all(self) -> None:
        assert self.sheet is not None and self.typing is not None
        rows = []
        for line in self.sheet.lines:
            if (one := self.typing.entered.get(line.number)) is not None:
                rows.append(_Row(str(line.number), line.name, one.code, result_of(one.code).label, one.note))
        self.model.put(rows)
        self.list.scrollToBottom()
        self._count()

    def _count(self) -> None:
        assert self.typing is not None
        totals = self.typing.totals()
        self.progress.setText(f"{totals.entered:,} of {totals.people:,} entered")
        self.totals.setText(f"dialled {totals.dialled} · reached {totals.reached} · yes {totals.yes}")
        self.help.show_left(self.typing.left())
        self.finish.setVisible(totals.entered == totals.people)
        self._compare_tally()

    # typing

    def _read(self, *_: str) -> None:
        if self.typing is None:
            return
        text = self.field.text()
        if not text.strip():
            self.says.clear()
            self.problem.clear()
            self.hint.setText("⏎ record")
            return
        reading = self.typing.read(text)
        self.says.setText(reading.said)
        shown = [one for one in reading.problems if one.level != "more"]
        self.problem.setText(shown[0].text if shown else "")
        self.problem.setToolTip("")
        found = complete(text)
        self.hint.setText(f"Tab: {found[0][1].lower()}" if found else "⏎ record")

    def _enter(self) -> None:
        if self.typing is None or self.sheet is None:
            return
        text = self.field.text().strip()
        if not text:
            if self.finish.isVisible():
                self._mark_back()
            return
        if self._result_first and not self.typing.result:
            result = result_for(text)
            if result is None:
                self.problem.setText(f"“{text}” is no result")
                return
            self.typing.result = result.code
            self.field.clear()
            self._say_mode()
            self._read()
            return
        if not self._check_day():
            return
        entry, reading = self.typing.submit(text)
        if entry is None:
            worst = next((one for one in reading.problems if one.level in ("error", "ask")), None)
            if worst is not None:
                self.problem.setText(worst.text)
                if worst.level == "ask":
                    self._warn(reading.said, worst.text)
            return
        self.field.clear()
        self._read()
        self._busy = True
        caller = " ".join(self.caller.text().split()) or self.jobs.by
        self.jobs.write(
            typing_in.apply, self.sheet, entry, record=record_result, caller=caller, by=self.jobs.by,
            called_on=self.day.text().strip(), done=lambda changes: self._recorded(entry, caller, text),
            failed=lambda fault: self._refused(fault, text),
        )

    def _recorded(self, entry: Entry, caller: str, text: str) -> None:
        self._busy = False
        assert self.typing is not None and self.sheet is not None
        first = not set(entry.lines) & self.typing.entered.keys()
        self.typing.done(entry, by=caller)
        rows = [row for row in self.model.rows if not row.warning]
        if first:
            self.model.put([*rows, self._row(entry)])
            self.list.scrollToBottom()
            self._count()
        else:
            self._list_all()

    def _row(self, entry: Entry) -> _Row:
        assert self.sheet is not None
        result = result_of(entry.code)
        line = self.sheet.line(entry.lines[0])
        who = line.name if line is not None and len(entry.lines) == 1 else f"{len(entry.lines)} people"
        said = [result.label]
        said += [f"{name}: {answer}" for name, answer in (("Run", entry.run_answer), ("Help", entry.help_answer))
                 if answer]
        note = entry.note
        if result.phone_status and line is not None and len(entry.lines) == 1:
            bad = next((one.shown for one in line.phones if not one.bad), "")
            note = " · ".join(part for part in (f"{bad} marked {result.phone_status}" if bad else "", note) if part)
        return _Row(ranges(entry.lines), who, entry.code, " · ".join(said), note)

    def _refused(self, fault: Any, text: str) -> None:
        self._busy = False
        self.field.setText(text)
        self.problem.setText(fault.message if isinstance(fault, UserError) else "This was not recorded. Try again.")

    def _warn(self, said: str, why: str) -> None:
        number, _, who = said.partition(" · ")[0].partition(" ")
        rows = [row for row in self.model.rows if not row.warning]
        self.model.put([*rows, _Row(number, who, "", why.partition(" – ")[0], "press Enter again to record it", True)])
        self.list.scrollToBottom()

    # modes

    _result_first = False

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
        if not self._result_first:
            said, ghost = "line first", "3 lm"
        elif self.typing is not None and self.typing.result:
            said, ghost = f"lines that had: {result_of(self.typing.result).label.lower()}", "3 5 7-9"
        else:
            said, ghost = "result first", "lm"
        self.mode.setText(said)
        self.mode.setProperty("role", "strong" if self._result_first else "soft")
        self.mode.style().polish(self.mode)
        self.field.setPlaceholderText(ghost)
        self.help.show_mode(self._result_first)

    # what is said once a sheet

    def _check_day(self) -> bool:
        try:
            typing_in.moment_of(self.day.text().strip())
        except (ValueError, UserError) as fault:
            said = fault.message if isinstance(fault, UserError) else "The day is no date. Write it as 2016-11-08."
            self.problem.setText(said)
            return False
        return True

    def _keep_caller(self) -> None:
        name = " ".join(self.caller.text().split())
        if self.sheet is not None and name and name != self.sheet.caller:
            self.jobs.write(shelf.set_sheet, self.sheet.number, by=self.jobs.by, caller=name)

    def _their_tally(self) -> dict[str, int] | None:
        parts = self.tally.text().replace(",", "/").split("/")
        if len(parts) != 3 or not all(part.strip().isdigit() for part in parts):
            return None
        return dict(zip(("dialled", "reached", "yes"), (int(part) for part in parts), strict=True))

    def _keep_tally(self) -> None:
        tally = self._their_tally()
        if self.sheet is not None and tally is not None and self.tally.isModified():
            self.tally.setModified(False)
            self.jobs.write(shelf.set_sheet, self.sheet.number, by=self.jobs.by, tally=tally)
        self._compare_tally()

    def _compare_tally(self) -> None:
        tally = self._their_tally()
        if tally is None or self.typing is None:
            self.agrees.clear()
            return
        ours = self.typing.totals()
        same = (ours.dialled, ours.reached, ours.yes) == tuple(tally.values())
        self.agrees.setText("✓ agrees" if same else "differs")
        self.agrees.setProperty("role", "good" if same else "bad")
        self.agrees.style().polish(self.agrees)

    def _mark_back(self) -> None:
        if self.sheet is not None:
            number = self.sheet.number
            self.jobs.write(shelf.set_sheet, number, by=self.jobs.by, state="back", called_on=self.day.text().strip())
            self.sheet = self.typing = None
            self.stack.setCurrentIndex(0)
            self.number.setFocus()


def _load(session: Any, number: int) -> tuple[CallSheet, dict[int, Any]]:
    sheet = shelf.load_sheet(session, number)
    return sheet, typing_in.entered_lines(session, sheet)
