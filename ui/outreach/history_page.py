"""Everything that was done in this file: by whom and when, and the way to take one thing back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.clock import short_time, to_text
from organizer.prospects import belongings
from organizer.storage import history, journal
from organizer.storage.history import HistoryRow
from ui.background.jobs import Jobs
from ui.labels import many
from ui.widgets.cells import Cell, Column
from ui.widgets.page import Page
from ui.widgets.rows import RowsTableModel
from ui.widgets.strips import lay_out, strip
from ui.widgets.table import Table
from ui.widgets.text import button, label
from ui.widgets.when_field import WhenField

__all__ = ["HistoryPage"]

_LIMIT = 2000
_KINDS = {"": "Everything", "record": "Results", "stage": "Stages", "add": "Added by hand", "edit": "Edits",
          "import": "Imports", "sheet": "Call sheets", "sheet-entry": "Sheets typed in", "list": "Call lists",
          "merge": "Merges", "split": "Splits", "delete": "Deletions", "districts": "Districts", "seats": "Seats",
          "undo": "Undone", "redo": "Done again"}
_TIMES = (("", "At any time"), ("0", "Today"), ("1", "Since yesterday"), ("7", "Last 7 days"), ("30", "Last 30 days"),
          ("day", "On one day…"))
_COLUMNS: tuple[Column[HistoryRow], ...] = (
    Column("at", "When", 140, lambda row: Cell(short_time(row.at), "soft" if row.undone else "")),
    Column("by", "Who", 110, lambda row: Cell(row.by, "soft" if row.undone else "strong")),
    Column("name", "What", 310, lambda row: Cell(row.name, "struck" if row.undone else ""), grows=True),
    Column("undone", "", 96, lambda row: Cell("taken back" if row.undone else "", "soft")),
)


class HistoryPage(Page):
    """The journal as a list, the latest first."""

    title: ClassVar[str] = "History"
    icon: ClassVar[str] = "undo"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self._person: int | None = None
        self.model = RowsTableModel(_COLUMNS, self)
        self.table = Table(self.model)
        self.kind = _Choice("Kind of change", _KINDS.items())
        self.who = _Choice("Done by", [("", "Anybody")])
        self.when = _Choice("When", _TIMES)
        self.day = WhenField(clock.local_now(), "Day", days=True, past=True)
        self.day.hide()
        self.only = button("", self._everybody, kind="link")
        self.only.setToolTip("Show what was done to everybody")
        self.only.hide()
        self.count_line = label("", "soft")
        self.take_back = button("Take this back", self._take_back)
        bar = strip(self.kind, self.who, self.when, self.day, self.only, self.count_line, None, self.take_back,
                    room=(12, 8))
        lay_out(self, bar, self.table, grows=self.table)
        for choice in (self.kind, self.who, self.when):
            choice.activated.connect(self._ask)
        self.day.changed.connect(self._ask)
        self.table.picked.connect(self._picked)
        self.lead_to(self.table)
        self._ask()

    @override
    def open(self, what: object) -> None:
        """A person's id: only what was done to them."""
        if isinstance(what, int):
            self._person = what
            self.jobs.read(belongings.names, [what], done=self._named)
            self._ask()

    def _named(self, names: dict[int, str]) -> None:
        if self._person is not None:
            self.only.setText(f"Only {names.get(self._person) or 'one person'}  ✕".replace("&", "&&"))
            self.only.show()

    def _everybody(self) -> None:
        self._person = None
        self.only.hide()
        self._ask()

    @override
    def refresh(self, changes: Changes) -> None:
        self._ask()

    @override
    def focus_search(self) -> bool:
        self.who.setFocus()
        return True

    @override
    def copy(self) -> bool:
        return self.table.copy_rows() > 0

    def _ask(self) -> None:
        on_a_day = self.when.value == "day"
        self.day.setVisible(on_a_day)
        since, until = _span(self.day.value if on_a_day else self.when.value, clock.local_now())
        self.jobs.read(_rows, person_id=self._person, by=self.who.value, kind=self.kind.value, since=since,
                       until=until, limit=_LIMIT, done=self._show, key="history")

    def _show(self, found: tuple[list[HistoryRow], list[str]]) -> None:
        rows, names = found
        self.who.offer([("", "Anybody"), *((name, name) for name in names)])
        self.model.put(rows)
        self.count_line.setText(many(len(rows), "change") + (" (the latest)" if len(rows) == _LIMIT else ""))
        self._picked()

    def _chosen(self) -> HistoryRow | None:
        places = self.table.picked_places()
        return self.model.row(places[0]) if places else None

    def _picked(self) -> None:
        row = self._chosen()
        self.take_back.setEnabled(row is not None and row.undoable)

    def _take_back(self) -> None:
        if (row := self._chosen()) is not None:
            self.jobs.write(journal.undo, by=self.jobs.by, action_id=row.id, done=self._told)

    def _told(self, changes: Changes) -> None:
        kept = f" {'; '.join(changes.kept)}." if changes.kept else ""
        name = changes.summary.removeprefix("Undo ").strip("“”")
        self.told.emit(f"Took back: {name[:1].lower()}{name[1:]}.{kept}")


class _Choice(QComboBox):
    """A list of values with their words, of which one is chosen."""

    def __init__(self, name: str, offers: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.offer(offers)

    @property
    def value(self) -> str:
        """What is chosen."""
        return str(self.currentData() or "")

    def offer(self, offers: Iterable[tuple[str, str]]) -> None:
        """Offer these; what was chosen stays so where it is among them."""
        offers, chosen = list(offers), self.value
        if [self.itemData(place) for place in range(self.count())] != [value for value, _ in offers]:
            self.clear()
            for value, words in offers:
                self.addItem(words, value)
            self.setCurrentIndex(max(self.findData(chosen), 0))


def _rows(session: Any, **chosen: Any) -> tuple[list[HistoryRow], list[str]]:
    return history.listed(session, **chosen), history.who_acted(session)


def _span(said: str, now: datetime) -> tuple[str, str]:
    """From when to when, as stored: a number of days back, or one day by its date; "" for no bound."""
    if not said:
        return "", ""
    day = now.date() - timedelta(days=int(said)) if said.isdigit() else date.fromisoformat(said)
    midnight = datetime.combine(day, time())
    return to_text(midnight), "" if said.isdigit() else to_text(midnight + timedelta(days=1))
