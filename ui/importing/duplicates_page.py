"""People who may be one: side by side, field by field, settled with a key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.domain.changes import Changes
from organizer.importing import review
from organizer.importing.review import OpenReview
from ui.background.jobs import Jobs
from ui.labels import many
from ui.widgets.cells import Cell, Column
from ui.widgets.empty import EmptyState
from ui.widgets.keybutton import KeyButton
from ui.widgets.page import Page
from ui.widgets.table import RowsTableModel, Table
from ui.widgets.text import label

__all__ = ["DuplicatesPage"]


@dataclass(frozen=True, slots=True)
class _Field:
    """One line of the comparison; `other` says that the other's value shall win."""

    name: str
    words: str
    ours: str
    theirs: str
    other: bool = False


_COLUMNS: tuple[Column[_Field], ...] = (
    Column("words", "", 170, lambda row: Cell(row.words, "soft")),
    Column("ours", "In the file", 330, lambda row: Cell(row.ours, "soft" if row.other else "strong")),
    Column("theirs", "The other one", 330, lambda row: Cell(row.theirs, "strong" if row.other else "soft")),
    Column("wins", "Kept if they are one", 170, lambda row: Cell("the other's" if row.other else "the file's", "soft")),
)


class DuplicatesPage(Page):
    """One question at a time: S the same, D different, Space the other's value, right and left another question."""

    title: ClassVar[str] = "Duplicates"
    icon: ClassVar[str] = "duplicate"
    badge: ClassVar[bool] = True

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.questions: list[OpenReview] = []
        self.at = 0
        self.heading = label("", "title")
        self.reasons = label("", "soft", wrap=True)
        self.model = RowsTableModel(_COLUMNS, self)
        self.table = Table(self.model)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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
        head = QFrame()
        head.setProperty("role", "bar")
        top = QVBoxLayout(head)
        top.setContentsMargins(20, 10, 20, 10)
        top.addWidget(self.heading)
        top.addWidget(self.reasons)
        foot = QFrame()
        foot.setProperty("role", "foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(20, 10, 20, 10)
        line.setSpacing(8)
        for one in (self.same, self.different, self.wins, self.later):
            line.addWidget(one)
        line.addStretch(1)
        desk = QWidget()
        lines = QVBoxLayout(desk)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(head)
        lines.addWidget(self.table, 1)
        lines.addWidget(foot)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(desk)
        self._desk = desk
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.refresh(Changes(many=True))

    @staticmethod
    @override
    def count(session: Any) -> int | None:
        return review.count_open(session) or None

    @override
    def refresh(self, changes: Changes) -> None:
        if changes.many or changes.parts & {"people"}:
            self.jobs.read(review.open_reviews, done=self._show, key="reviews")

    @override
    def open(self, what: object) -> None:
        self.setFocus()

    def settle(self, verdict: str) -> None:
        """Answer the question shown, and bring the next one."""
        if not self.questions:
            return
        question = self.questions[self.at]
        choices = {row.name: "other" for row in self.model.rows if row.other}
        self.jobs.write(review.settle, question.id, verdict, by=self.jobs.by, choices=choices)

    def _show(self, found: list[OpenReview]) -> None:
        self.questions = found
        self.at = min(self.at, max(len(found) - 1, 0))
        self.stack.setCurrentWidget(self._desk if found else self.empty)
        self._fill()

    def _fill(self) -> None:
        if not self.questions:
            return
        question = self.questions[self.at]
        self.heading.setText(f"Are these one person? {self.at + 1:,} of {many(len(self.questions), 'question')}")
        source = f"{question.file}, row {question.row:,}: " if question.row else ""
        self.reasons.setText(f"{source}{question.reasons}")
        self.model.put([_Field(*one) for one in question.fields])
        if self.model.rows:
            self.table.pick([0])

    def _go(self, step: int) -> None:
        if self.questions:
            self.at = (self.at + step) % len(self.questions)
            self._fill()

    def _turn(self) -> None:
        places = self.table.picked_places()
        if places and (row := self.model.row(places[0])) is not None:
            rows = list(self.model.rows)
            rows[places[0]] = replace(row, other=not row.other)
            self.model.put(rows)
            self.table.pick(places[:1])

    def _move(self, step: int) -> None:
        places = self.table.picked_places()
        self.table.pick([min(max((places[0] if places else 0) + step, 0), max(len(self.model.rows) - 1, 0))])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: (self._move, 1), Qt.Key.Key_Up: (self._move, -1), Qt.Key.Key_Right: (self._go, 1),
                 Qt.Key.Key_Left: (self._go, -1)}
        if event.key() == Qt.Key.Key_S:
            self.settle("same")
        elif event.key() == Qt.Key.Key_D:
            self.settle("different")
        elif event.key() == Qt.Key.Key_Space:
            self._turn()
        elif event.key() in steps:
            work, step = steps[Qt.Key(event.key())]
            work(step)
        else:
            super().keyPressEvent(event)
