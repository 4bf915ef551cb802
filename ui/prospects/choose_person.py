"""Finding one other person by name, phone or street: for whom a row is the same as."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.domain.contact import shown_phone
from organizer.domain.filters import ProspectFilter
from organizer.domain.people import ProspectRow
from organizer.prospects import browse
from ui.background.jobs import Jobs
from ui.widgets.cells import Cell, Column
from ui.widgets.rows import RowsTableModel
from ui.widgets.table import Table
from ui.widgets.text import button, label

__all__ = ["ChoosePerson"]

_MOST = 100  # people shown; who has more types more
_PAUSE = 60  # milliseconds after the last letter
_COLUMNS: tuple[Column[ProspectRow], ...] = (
    Column("name", "Name", 160, lambda row: Cell(row.name or "(no name)", "" if row.name else "soft"), grows=True),
    Column("phone", "Phone", 119, lambda row: Cell(shown_phone(row.phone) if row.phone else "")),
    Column("email", "Email", 150, lambda row: Cell(row.email), grows=True),
    Column("city", "City", 100, lambda row: Cell(row.city), grows=True),
)


class ChoosePerson(QDialog):
    """A search box over a short list; up and down go through it, Enter takes the one.

    Args:
        person: who is not looked for.
        chosen: told the id of whoever was taken.
    """

    def __init__(self, jobs: Jobs, person: int, chosen: Callable[[int], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._person = person
        self._chosen = chosen
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Merge with somebody else")
        self.resize(640, 420)
        self.heading = label("Who is the same person?", "title", wrap=True)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Name, phone, street…")
        self.search.setAccessibleName("Search name, phone, street")
        self.search.setMaxLength(200)
        self.search.installEventFilter(self)
        self.model = RowsTableModel(_COLUMNS, self)
        self.table = Table(self.model)
        self.table.setAccessibleName("People found")
        self.table.opened.connect(lambda _: self.accept())
        self.nobody = label("", "soft", wrap=True)
        self.go = button("Compare", self.accept, kind="primary")
        self.go.setEnabled(False)
        self.table.picked.connect(self._picked)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.nobody, 1)
        foot.addWidget(button("Cancel", self.reject))
        foot.addWidget(self.go)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(8)
        for one in (self.heading, self.search):
            lines.addWidget(one)
        lines.addWidget(self.table, 1)
        lines.addLayout(foot)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._find)
        self.search.textChanged.connect(lambda _: self._timer.start())
        jobs.read(browse.rows, [person], done=self._begin)

    def _begin(self, rows: list[ProspectRow]) -> None:
        """Whoever has the same last name stands there at first."""
        if rows and not self.search.text():
            name = rows[0].name
            self.heading.setText(f"Who is the same person as {name or 'this one'}?")
            self.search.setText(name.split()[-1] if name else "")
            self.search.selectAll()
        self._find()

    def _find(self) -> None:
        self._timer.stop()
        said = self.search.text().strip()
        if said:
            self._jobs.read(_found, said, self._person, done=self._show, key="other person")
        else:
            self._show([])

    def _show(self, rows: list[ProspectRow]) -> None:
        self.model.put(rows)
        self.table.pick([0] if rows else [])
        self._picked()
        self.nobody.setText("" if rows or not self.search.text().strip() else "Nobody else is found by that.")

    def _picked(self) -> None:
        self.go.setEnabled(bool(self.table.picked_places()))

    @override
    def accept(self) -> None:
        if self._timer.isActive():  # what is shown was found by something else
            self._find()
            return
        places = self.table.picked_places()
        row = self.model.row(places[0]) if places else None
        if row is not None:
            super().accept()
            self._chosen(row.id)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the search box go through the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.model.rows:
                at = next(iter(self.table.picked_places()), 0) + step
                self.table.pick([max(0, min(at, len(self.model.rows) - 1))])
                self.table.scrollTo(self.table.currentIndex())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
        return super().eventFilter(watched, event)


def _found(session: Any, said: str, but: int) -> list[ProspectRow]:
    ids = browse.find(session, ProspectFilter(search=said), limit=_MOST + 1).ids
    return browse.rows(session, [one for one in ids if one != but][:_MOST])
