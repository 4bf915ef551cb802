"""People who may be one: side by side, field by field, settled with a key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from organizer.cli.assigning import assign_new
from organizer.domain.changes import Changes
from organizer.importing import review
from organizer.importing.matching.side_by_side import Field, kept
from organizer.importing.review import OpenReview
from ui.background.jobs import Jobs
from ui.widgets.cells import Cell, Column
from ui.widgets.empty import EmptyState
from ui.widgets.keybutton import KeyButton
from ui.widgets.page import Page
from ui.widgets.rows import RowsTableModel
from ui.widgets.strips import beneath, lay_out, strip
from ui.widgets.table import Table
from ui.widgets.text import label

__all__ = ["DuplicatesPage"]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the comparison; `other` says that the other's value shall win."""

    field: Field
    other: bool = False


def _side(text: str, line: _Line, *, wins: bool) -> Cell:
    if line.field.mine == line.field.theirs:
        return Cell(text, "soft")
    return Cell(text, "strong" if line.field.choice and wins else "")


def _kept(line: _Line) -> Cell:
    return Cell(kept(line.field, other=line.other), "soft" if line.field.mine == line.field.theirs else "")


_COLUMNS: tuple[Column[_Line], ...] = (
    Column("words", "", 116, lambda line: Cell(line.field.label, "soft")),
    Column("mine", "Here already", 140, lambda line: _side(line.field.mine, line, wins=not line.other), grows=True),
    Column("theirs", "The other one", 140, lambda line: _side(line.field.theirs, line, wins=line.other), grows=True),
    Column("kept", "Kept if they are one", 140, _kept, grows=True),
)
_QUESTIONS: tuple[Column[OpenReview], ...] = (
    Column("name", "Who", 130, lambda one: Cell(one.name), grows=True),
    Column("other", "May be", 130, lambda one: Cell(one.other_name, "soft"), grows=True),
)


class DuplicatesPage(Page):
    """One question at a time: S the same, D different, Space the other's value, right and left another question."""

    title: ClassVar[str] = "Duplicates"
    icon: ClassVar[str] = "duplicate"
    badge: ClassVar[bool] = True

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.questions: list[OpenReview] = []
        self.at = 0
        self._settled: set[int] = set()
        self.heading = label("", "title")
        self.reasons = label("", "soft", wrap=True)
        self.model = RowsTableModel(_COLUMNS, self)
        self.table = Table(self.model)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.list_model = RowsTableModel(_QUESTIONS, self)
        self.list = Table(self.list_model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.list.setAccessibleName("Questions")
        self.empty = EmptyState("duplicate", "Nobody waits for review: no two people look like one.", "Show everybody",
                                lambda: self.page_wanted.emit("prospects", None))
        self.same = KeyButton("The same person", "S", tone="good", height=36)
        self.different = KeyButton("Not the same", "D", height=36)
        self.wins = KeyButton("Take the other's value", "Space", height=36)
        self.later = KeyButton("Later", "→", height=36)
        self.same.clicked.connect(lambda: self.settle("same"))
        self.different.clicked.connect(lambda: self.settle("different"))
        self.wins.clicked.connect(self._turn)
        self.later.clicked.connect(lambda: self._go(1))
        self.table.opened.connect(lambda _: self._turn())
        self.table.picked.connect(self._say_choice)
        self.list.picked.connect(self._picked)
        self._lay_out()
        self.refresh(Changes(many=True))

    def _lay_out(self) -> None:
        head = strip(beneath(self.heading, self.reasons))
        said = label("↑ ↓ go to another line. Ctrl+Z takes an answer back.", "small", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot = strip(self.same, self.different, self.wins, self.later, beneath(said), role="foot")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self.table)
        split.setStretchFactor(1, 1)
        split.setSizes([270, 900])
        split.setChildrenCollapsible(False)
        self._desk = QWidget()
        self._desk.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        lay_out(self._desk, head, split, foot, grows=split)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._desk)
        lay_out(self, self.stack, grows=self.stack)

    @staticmethod
    @override
    def count(session: Any) -> int | None:
        return review.count_open(session) or None

    @override
    def refresh(self, changes: Changes) -> None:
        if changes.many or changes.parts & {"people"}:
            self.jobs.read(review.open_reviews, done=self._show, key="reviews")

    @override
    def copy(self) -> bool:
        return self.table.copy_rows() > 0

    # showing

    def _show(self, found: list[OpenReview]) -> None:
        before = self.questions[self.at].id if self.questions else 0
        self._settled &= {one.id for one in found}
        self.questions = [one for one in found if one.id not in self._settled]
        keys = [one.id for one in self.questions]
        stays = before in keys
        self.at = keys.index(before) if stays else min(self.at, max(len(keys) - 1, 0))
        self.list_model.put(self.questions)
        if not stays or not self.model.rows:
            self._fill()
        else:
            self._say_where()

    def _fill(self) -> None:
        self.stack.setCurrentWidget(self._desk if self.questions else self.empty)
        self.lead_to(self._desk if self.questions else self.empty.step)
        if not self.questions:
            return
        question = self.questions[self.at]
        self.model.columns = (
            *_COLUMNS[:2], replace(_COLUMNS[2], title=f"Row {question.row:,} of {question.file}" if question.row
                                   else "The other one"), _COLUMNS[3])
        self.model.put([_Line(field) for field in question.fields])
        first = next((place for place, line in enumerate(self.model.rows) if line.field.choice), 0)
        if self.model.rows:
            self.table.pick([first])
        self._say_where()

    def _say_where(self) -> None:
        question = self.questions[self.at]
        self.heading.setText(f"Is {question.name} the same person as {question.other_name}?")
        self.reasons.setText(f"Question {self.at + 1:,} of {len(self.questions):,}. "
                             f"Why it is asked: {question.reasons.replace('; ', ', ')}.")
        self.list.blockSignals(True)
        self.list.pick([self.at])
        self.list.blockSignals(False)
        self.list.scrollTo(self.list_model.index(self.at, 0))
        self._say_choice()

    def _line(self) -> _Line | None:
        places = self.table.picked_places()
        return self.model.row(places[0]) if places else None

    def _say_choice(self) -> None:
        line = self._line()
        self.wins.setEnabled(line is not None and line.field.choice)

    # deciding

    def settle(self, verdict: str) -> None:
        """Answer the question shown, and bring the next one."""
        if not self.questions:
            return
        question = self.questions.pop(self.at)
        choices = {line.field.name: "other" for line in self.model.rows if line.other}
        self._settled.add(question.id)
        self.at = min(self.at, max(len(self.questions) - 1, 0))
        self.list_model.put(self.questions)
        self._fill()

        def failed(fault: Any) -> None:
            self._settled.discard(question.id)
            self.refused.emit(getattr(fault, "message", str(fault)))
            self.refresh(Changes(many=True))

        self.jobs.write(review.settle, question.id, verdict, by=self.jobs.by, choices=choices, after=assign_new,
                        failed=failed)

    def _picked(self) -> None:
        places = self.list.picked_places()
        if places and places[0] != self.at:
            self.at = places[0]
            self._fill()
            self.setFocus()

    def _go(self, step: int) -> None:
        if self.questions:
            self.at = (self.at + step) % len(self.questions)
            self._fill()

    def _turn(self) -> None:
        line, places = self._line(), self.table.picked_places()
        if line is not None and line.field.choice:
            rows = list(self.model.rows)
            rows[places[0]] = replace(line, other=not line.other)
            self.model.put(rows)
            self.table.pick(places[:1])

    def _move(self, step: int) -> None:
        places = self.table.picked_places()
        self.table.pick([min(max((places[0] if places else 0) + step, 0), max(len(self.model.rows) - 1, 0))])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: (self._move, 1), Qt.Key.Key_Up: (self._move, -1), Qt.Key.Key_Right: (self._go, 1),
                 Qt.Key.Key_Left: (self._go, -1)}
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() == Qt.Key.Key_S:
            self.settle("same")
        elif plain and event.key() == Qt.Key.Key_D:
            self.settle("different")
        elif plain and event.key() == Qt.Key.Key_Space:
            self._turn()
        elif plain and event.key() in steps:
            work, step = steps[Qt.Key(event.key())]
            work(step)
        else:
            super().keyPressEvent(event)
