"""The table of prospects as ids in order and a store of rows, fetched by the page as they come into sight."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QTimer
from typing_extensions import override

from organizer.domain.people import ProspectRow
from ui.prospects.columns import COLUMNS
from ui.widgets.rows import TableModel

__all__ = ["PAGE", "ProspectTableModel"]

PAGE = 64
_KEPT = 4_000  # rows kept in memory
_ASKED = 4  # pages asked for at once; those scrolled past are not asked for
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int], Callable[[list[ProspectRow]], object]], object]


class ProspectTableModel(TableModel[ProspectRow]):
    """Shows "…" for a row that is not here yet and asks for its page.

    Args:
        fetch: called with ids and what takes the rows, in the window's thread.
    """

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._fetch = fetch
        self.ids: array[int] = array("q")
        self._rows: dict[int, ProspectRow] = {}
        self._fresh: set[int] = set()
        self._pending: set[int] = set()
        self._wanted: dict[int, None] = {}
        self._age = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._ask)

    def show_ids(self, ids: array[int], rows: Iterable[ProspectRow] = ()) -> None:
        """Show these people in this order; rows known already are shown at once."""
        self.put_rows(rows)
        if ids == self.ids:
            return
        if len(ids) > len(self.ids) and ids[: len(self.ids)] == self.ids and len(self.ids):
            self.beginInsertRows(QModelIndex(), len(self.ids), len(ids) - 1)
            self.ids = ids
            self.endInsertRows()
            return
        self.beginResetModel()
        self.ids = ids
        self._wanted.clear()
        self._pending.clear()
        self._age += 1
        self.endResetModel()

    def put_rows(self, rows: Iterable[ProspectRow]) -> None:
        """Keep rows that were read beside."""
        for row in rows:
            self._rows[row.id] = row
            self._fresh.add(row.id)
        if len(self._rows) > _KEPT:
            for person in list(self._rows)[: len(self._rows) - _KEPT]:
                del self._rows[person]
                self._fresh.discard(person)

    def change(self, rows: Iterable[ProspectRow]) -> None:
        """Other rows for people already shown, visible at once."""
        rows = list(rows)
        self.put_rows(rows)
        self.redraw({row.id for row in rows})

    def outdate(self, people: Iterable[int] | None = None) -> None:
        """What is kept of these people (None: of all) is shown until it has been read again."""
        if people is None:
            self._fresh.clear()
        else:
            self._fresh.difference_update(people)
        self._pending.clear()
        self._age += 1
        self.redraw(people if people is not None else None)

    def redraw(self, people: Iterable[int] | None) -> None:
        """Have the view paint these people's rows again, or all of them."""
        last = len(self.columns) - 1
        if people is None:
            if self.ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, last))
            return
        for person in people:
            place = self.place_of(person)
            if place is not None:
                self.dataChanged.emit(self.index(place, 0), self.index(place, last))

    def place_of(self, person: int) -> int | None:
        """The row in which somebody stands now."""
        try:
            return self.ids.index(person)
        except ValueError:
            return None

    def known(self, person: int) -> ProspectRow | None:
        """What is kept of somebody, without asking."""
        return self._rows.get(person)

    @override
    def row(self, place: int) -> ProspectRow | None:
        if not 0 <= place < len(self.ids):
            return None
        person = self.ids[place]
        if person not in self._fresh:
            page = place // PAGE
            if page not in self._pending:
                self._wanted.pop(page, None)
                self._wanted[page] = None
                if not self._timer.isActive():
                    self._timer.start()
        return self._rows.get(person)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.ids)

    def _ask(self) -> None:
        pages = list(self._wanted)[-_ASKED:]
        self._wanted.clear()
        for page in pages:
            self._pending.add(page)
            ids = self.ids[page * PAGE : (page + 1) * PAGE]
            age = self._age
            self._fetch(ids, lambda rows, page=page, age=age: self._take(page, age, rows))  # type: ignore[misc]

    def _take(self, page: int, age: int, rows: list[ProspectRow]) -> None:
        if age != self._age:
            return
        self._pending.discard(page)
        self.put_rows(rows)
        here = self.ids[page * PAGE : (page + 1) * PAGE]
        self._fresh.update(here)  # whoever is gone from the store is not asked for again
        if here:
            first = page * PAGE
            self.dataChanged.emit(self.index(first, 0), self.index(first + len(here) - 1, len(self.columns) - 1))
