"""Who is in the table of prospects: a first screen at once, everybody after it, and the same people selected."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal

from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.domain.people import ProspectRow
from organizer.prospects import browse
from ui.background.jobs import Jobs
from ui.prospects.table_model import ProspectTableModel
from ui.widgets.table import Table

__all__ = ["Finding"]

_FIRST = 2_000  # ids and rows of the first answer, so that a screen is there at once
_PAUSE = 40  # milliseconds after the first screen until all ids are asked for, so that nobody types against them
_HOLD = 60  # milliseconds for which people who no longer meet the filter are not painted again; then they are
_REST = 150  # milliseconds after a small change until the filter is asked again


class Finding(QObject):
    """Asks the store who meets a filter, in which order, and shows them in the table.

    Args:
        table, model: where they are shown.

    Signals:
        counted: how many were found is known.
        shown: the people in the table are those found.
        kept: the selection was put again after the people changed places.
        missed: somebody who was awaited is not among those found: their id.
        refused: why the store could not say.
    """

    counted = Signal()
    shown = Signal()
    kept = Signal()
    missed = Signal(int)
    refused = Signal(str)

    def __init__(self, jobs: Jobs, table: Table, model: ProspectTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._table = table
        self._model = model
        self.filter = EVERYONE
        self.sort = ("name", False)
        self.count = 0
        self.total: int | None = None
        self._awaited: int | None = None
        self._asked = self._answered = 0
        self._first_wanted = False
        self._all_wanted = False
        self._rest_of_them = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rest_of_them.timeout.connect(self._find_all)
        self._again = QTimer(self, singleShot=True, interval=_REST)
        self._again.timeout.connect(self.find)
        self._asked_for: tuple[ProspectFilter, tuple[str, bool]] | None = None
        self._hold = QTimer(self, singleShot=True, interval=_HOLD)
        self._hold.timeout.connect(self._paint_again)

    def find(self) -> None:
        """Ask who meets the filter."""
        self._asked += 1
        self._all_wanted = False
        self._rest_of_them.stop()
        if self._asked_for != (self.filter, self.sort):
            self._asked_for = (self.filter, self.sort)
            self._table.viewport().setUpdatesEnabled(False)
            self._hold.start()
        self._jobs.read(_first_screen, self.filter, *self.sort, self.total, failed=self._not_found,
                        done=partial(self._got_first, self._asked), key="first screen")

    def outdate(self, people: frozenset[int] | None) -> None:
        """Take it that these people changed, or anybody: few are shown anew at once, who is found may wait for rest."""
        self.total = None
        self._model.outdate(people)
        if people is not None:
            self._again.start()
        else:
            self.find()

    def await_person(self, person: int) -> None:
        """Ask again, and select somebody where they are found."""
        self._awaited = person
        self.find()

    def select_all(self) -> None:
        """Select everybody found, those too that are still on their way."""
        self._all_wanted = len(self._model.ids) < self.count
        self._table.selectAll()
        self._table.setFocus()

    def select(self, person: int) -> bool:
        """Select somebody and bring them into sight. Returns whether they are in the table."""
        place = self._model.place_of(person)
        if place is None:
            return False
        self._table.pick([place])
        self._table.scrollTo(self._model.index(place, 0))
        return True

    def go_to_first(self) -> None:
        """Select the first one found where nobody is; as long as that is not known, no key is about somebody else."""
        self._first_wanted = True
        if self._answered == self._asked:
            self._select_first()
        else:
            self._table.pick(())
            self._table.setCurrentIndex(QModelIndex())

    def _select_first(self) -> None:
        if self._first_wanted and self._model.ids and not self._table.picked_places():
            self._table.pick([0])
        self._first_wanted = False

    def _paint_again(self) -> None:
        self._hold.stop()
        self._table.viewport().setUpdatesEnabled(True)

    def _got_first(self, asked: int, first: tuple[browse.Found, list[ProspectRow], int]) -> None:
        found, rows, self.total = first
        if asked == self._asked:
            self._paint_again()
        whole = found.count <= len(found.ids)
        if not whole and asked == self._asked:
            self._rest_of_them.start()
        self.count = found.count
        self.counted.emit()
        shown = self._model.ids if whole else self._model.ids[: len(found.ids)]
        if found.count > len(self._model.ids) or found.ids != shown or not found.ids:
            self._show(found.ids, rows)
        else:
            self._model.change(rows)
            self._select_awaited()
        if asked == self._asked:
            self._answered = asked
            self._select_first()
            if whole:
                self._miss_awaited()

    def _find_all(self) -> None:
        asked = self._asked
        self._jobs.read(browse.find, self.filter, *self.sort, stop=lambda: asked != self._asked, key="all ids",
                        failed=self._not_found, done=partial(self._got_all, asked), all_of_it=True)

    def _got_all(self, asked: int, found: browse.Found) -> None:
        if asked != self._asked:  # the order or the filter is another one by now
            return
        self.count = found.count
        self.counted.emit()
        self._show(found.ids, ())
        self._miss_awaited()
        if self._all_wanted:
            self.select_all()

    def _not_found(self, fault: BaseException) -> None:
        self._paint_again()
        self.refused.emit(str(fault))

    def _show(self, ids: array[int], rows: Sequence[ProspectRow]) -> None:
        before = self._model.ids
        if ids != before:
            kept = {before[place] for place in self._table.picked_places() if place < len(before)}
            first = next(iter(self._table.picked_places()), 0)
            grown = len(ids) > len(before) > 0 and ids[: len(before)] == before
            self._model.show_ids(ids, rows)
            if not grown:
                self._keep_selected(kept, first)
        else:
            self._model.put_rows(rows)
        self._select_awaited()
        self.shown.emit()

    def _select_awaited(self) -> None:
        if self._awaited is not None and self.select(self._awaited):
            self._awaited = None

    def _miss_awaited(self) -> None:
        person, self._awaited = self._awaited, None
        if person is not None:
            self.missed.emit(person)

    def _keep_selected(self, people: set[int], first: int) -> None:
        """Select the same people again; where they are gone, whoever took their place."""
        places = [place for person in people if (place := self._model.place_of(person)) is not None]
        if not places and people and self._model.ids:
            places = [min(first, len(self._model.ids) - 1)]
        self._table.pick(places)
        self.kept.emit()


def _first_screen(
    session: Any, chosen: ProspectFilter, sort: str, descending: bool, total: int | None
) -> tuple[browse.Found, list[ProspectRow], int]:
    """The first ids and rows of a filter, and how many there are in all, counted where that is not known."""
    if total is None:
        total = browse.count(session)
    found = browse.find(session, chosen, sort, descending, limit=_FIRST, total=None if chosen else total)
    return found, browse.rows(session, found.ids[:64]), total
