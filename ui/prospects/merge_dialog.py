"""Two people who are one, side by side: which value stays, line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.domain.errors import UserError
from organizer.prospects.compare import Compared, compare
from organizer.prospects.details import details
from organizer.prospects.merge import merge, not_same
from ui.background.jobs import Jobs
from ui.prospects.choose_person import ChoosePerson
from ui.widgets.cells import Cell, Column
from ui.widgets.keybutton import KeyButton
from ui.widgets.rows import RowsTableModel
from ui.widgets.table import Table
from ui.widgets.text import button, label

__all__ = ["MOST", "MergeDialog", "merge_people"]

MOST = 10
"""How many rows are merged at a time."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table and whose value was chosen for it: "keep", "other", or "" for what a merge does itself."""

    row: Compared
    chosen: str = ""

    @property
    def result(self) -> str:
        """What stands there once they are one."""
        if self.chosen and self.row.turned:
            return self.row.turned
        if self.chosen:
            return self.row.keep if self.chosen == "keep" else self.row.other
        return self.row.joined or self.row.keep or self.row.other

    @property
    def steps(self) -> tuple[str, ...]:
        """The choices there are, in the order Space goes through them."""
        if self.row.turned:
            return ("", "other")
        if not self.row.field or not self.row.keep or not self.row.other or self.row.keep == self.row.other:
            return ("",)
        return ("", "keep", "other") if self.row.joined else ("", "other")


def _side(line: _Line, text: str, mine: str) -> Cell:
    wins = line.chosen == mine or (not line.chosen and (line.result == text or bool(line.row.joined)))
    return Cell(text.replace("\n", " "), "strong" if wins and text else "soft")


_COLUMNS: tuple[Column[_Line], ...] = (
    Column("label", "", 124, lambda line: Cell(line.row.label, "soft")),
    Column("keep", "Stays", 220, lambda line: _side(line, line.row.keep, "keep"), grows=True),
    Column("other", "Goes", 220, lambda line: _side(line, line.row.other, "other"), grows=True),
    Column("result", "Kept", 240, lambda line: Cell(line.result.replace("\n", " ")), grows=True),
)


def merge_people(jobs: Jobs, window: Any, what: tuple[int, ...]) -> None:
    """Look at two people side by side and make them one; where one is selected, find the other first.

    Raises:
        UserError: nobody, or more than a few, are selected.
    """
    if len(what) == 1:
        ChoosePerson(jobs, what[0], lambda other: MergeDialog(jobs, (what[0], other), window).open(), window).open()
    elif 1 < len(what) <= MOST:
        MergeDialog(jobs, what, window).open()
    else:
        raise UserError("Select the person who is there twice, or all their rows with Ctrl and a press on each, then "
                        f"choose Merge. Up to {MOST} rows are merged at a time.")


class MergeDialog(QDialog):
    """Space changes whose value a line keeps, X swaps who stays, D says that they are two.

    Args:
        people: who is one: the second and those after it are merged into the first, one after the other.
    """

    def __init__(self, jobs: Jobs, people: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._ids = (people[0], people[1])
        self._waiting = list(people[2:])
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Merge people")
        self.resize(900, 520)
        self.heading = label("", "title", wrap=True)
        self.model = RowsTableModel(_COLUMNS, self)
        self.table = Table(self.model)
        self.table.setAccessibleName("Both people, line by line")
        self.table.doubleClicked.connect(lambda _: self.turn())
        self.table.installEventFilter(self)
        self.wins = KeyButton("Whose value", "Space", height=32)
        self.swap = KeyButton("Swap who stays", "X", height=32)
        self.two = KeyButton("Not the same", "D", height=32)
        self.wins.clicked.connect(self.turn)
        self.swap.clicked.connect(self._swap)
        self.two.clicked.connect(self._not_same)
        for one in (self.wins, self.swap, self.two):
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.go = button("Merge", self.accept, kind="primary")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for one in (self.wins, self.swap, self.two):
            foot.addWidget(one)
        foot.addStretch(1)
        foot.addWidget(button("Cancel", self.reject))
        foot.addWidget(self.go)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(8)
        lines.addWidget(self.heading)
        said = label("All phones, addresses, calls and sign-ups of both are kept. Undo brings both back.", "soft",
                     wrap=True)
        lines.addWidget(said)
        lines.addWidget(self.table, 1)
        lines.addLayout(foot)
        self._read()

    def _read(self) -> None:
        self._jobs.read(_both, *self._ids, done=self._show, failed=self._gone, key="merge")

    def _show(self, found: tuple[str, str, list[Compared]]) -> None:
        keep, other, rows = found
        waiting = f" {len(self._waiting):,} more after this." if self._waiting else ""
        self.heading.setText(f"Merge {other} into {keep}?{waiting}")
        self.model.put([_Line(row) for row in rows])
        self.table.pick([0])
        self.table.setFocus()

    def _gone(self, fault: BaseException) -> None:
        self._jobs.failed.emit(str(fault), "")
        self.reject()

    def turn(self) -> None:
        """Let the next side win in the lines selected."""
        places = self.table.picked_places()
        lines = list(self.model.rows)
        for place in places:
            steps = lines[place].steps
            lines[place] = replace(lines[place], chosen=steps[(steps.index(lines[place].chosen) + 1) % len(steps)])
        self.model.put(lines)
        self.table.pick(places)

    def _swap(self) -> None:
        self._ids = (self._ids[1], self._ids[0])
        self._read()

    def _not_same(self) -> None:
        if self.model.rows:
            self._decide(not_same, end=self.reject)

    @override
    def accept(self) -> None:
        if self.model.rows:
            choices = {line.row.field: line.chosen for line in self.model.rows if line.chosen}
            self._decide(merge, choices, end=super().accept)

    def _decide(self, fn: Callable[..., object], *more: object, end: Callable[[], object]) -> None:
        """Have it written; then comes the next of those who are one, or the end."""
        if not self._waiting:
            self._jobs.write(fn, *self._ids, *more, by=self._jobs.by)
            end()
            return
        self._jobs.write(fn, *self._ids, *more, by=self._jobs.by, done=lambda _: self._read(), failed=self._gone)
        self._ids = (self._ids[0], self._waiting.pop(0))
        self.model.put([])

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The letters are keys of the whole dialog."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in (
            Qt.Key.Key_Space, Qt.Key.Key_X, Qt.Key.Key_D, Qt.Key.Key_Return, Qt.Key.Key_Enter
        ):
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Space: self.turn, Qt.Key.Key_X: self._swap, Qt.Key.Key_D: self._not_same}
        if event.key() in steps and not event.modifiers():
            steps[Qt.Key(event.key())]()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)


def _both(session: Any, keep: int, other: int) -> tuple[str, str, list[Compared]]:
    rows = [details(session, one).row for one in (keep, other)]
    names = [f"{row.name or '(no name)'}{f' of {row.city}' if row.city else ''}" for row in rows]
    return names[0], names[1], compare(session, keep, other)
