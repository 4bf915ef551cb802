"""What is left to settle by hand: people without a district, and people of whom two ways disagree."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from organizer.domain.district import KINDS, short_label
from organizer.domain.filters import ProspectFilter
from ui.districts.choice_chip import ChoiceChip
from ui.districts.code_box import CodeBox
from ui.districts.district_table import conflict_columns, unassigned_columns
from ui.districts.questions import NamedConflict, NamedUnassigned
from ui.labels import many
from ui.widgets.cells import Column
from ui.widgets.empty import EmptyState
from ui.widgets.rows import RowsTableModel
from ui.widgets.spans import SpanLabel
from ui.widgets.table import Table
from ui.widgets.text import button, label

__all__ = ["ConflictsView", "UnassignedView"]


_NOTHING = "No districts are known yet. Load the files that say who lives where."


class _Worklist(QWidget):
    """A heading, a list, what can be done with the lines selected, and a word when it is empty.

    Signals:
        person_wanted: Enter or a double click on a person: the id.
        people_wanted: a filter.
        typed: ids, kind and code that the user decided on.
    """

    person_wanted = Signal(object)
    people_wanted = Signal(object)
    typed = Signal(tuple, str, str)

    def __init__(self, name: str, columns: list[Column[Any]], empty: str) -> None:
        super().__init__()
        self.kind = ""
        self.rows: list[Any] = []
        self.model: RowsTableModel[Any] = RowsTableModel(columns, self)
        self.table = Table(self.model, name)
        self.said = SpanLabel(wrap=False)
        self.empty = EmptyState("check", empty)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(14, 8, 12, 8)
        self.head.setSpacing(8)
        self.head.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        self.foot = QFrame()
        self.foot.setProperty("role", "foot")
        self.line = QHBoxLayout(self.foot)
        self.line.setContentsMargins(14, 8, 12, 8)
        self.line.setSpacing(8)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(self.head)
        lines.addWidget(self.stack, 1)
        lines.addWidget(self.foot)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda place: self.person_wanted.emit(self.model.rows[place].row.person))

    @property
    def selected(self) -> list[Any]:
        """The lines selected."""
        return [self.model.rows[place] for place in self.table.picked_places() if place < len(self.model.rows)]

    @property
    def ids(self) -> tuple[int, ...]:
        """The people of the lines selected."""
        return tuple(dict.fromkeys(one.row.person for one in self.selected))

    def _show(self, rows: list[Any]) -> None:
        before = set(self.ids)
        self.model.put(rows)
        self.table.pick([place for place, one in enumerate(self.model.rows) if one.row.person in before])
        self.stack.setCurrentWidget(self.table if rows else self.empty)
        self.foot.setVisible(bool(rows))
        self._picked()

    def _picked(self) -> None:
        """Say what can be done now."""


class UnassignedView(_Worklist):
    """People without a district of a kind, with the reason; the district can be set for those selected."""

    def __init__(self) -> None:
        super().__init__("unassigned", unassigned_columns(), "")
        self.reason = ChoiceChip("Why")
        self.reason.chosen.connect(lambda _: self._narrow())
        self.show_all = button("Show these people", self._show_people)
        self.head.addWidget(self.reason)
        self.head.addWidget(self.show_all)
        self.table.setAccessibleName("People without a district")
        self._ask = label()
        self.code = CodeBox("District to set")
        self.code.setMinimumWidth(150)
        self.code.entered.connect(self._set)
        self.set_ = button("Set by hand", self._set, kind="primary")
        self.line.addWidget(self._ask, 1)
        self.line.addWidget(self.code)
        self.line.addWidget(self.set_)
        if (field := self.code.lineEdit()) is not None:
            field.setPlaceholderText("Which district?")

    def put(self, kind: str, rows: list[NamedUnassigned], codes: list[str]) -> None:
        """Show everybody without a district of a kind. Args: codes: those there are, to choose from."""
        self.kind, self.rows = kind, rows
        self.empty.say(f"Everybody's {KINDS.get(kind, kind)} district is known." if kind else _NOTHING)
        self.show_all.setVisible(bool(rows))
        reasons = Counter(_reason(one) for one in rows)
        self.reason.put([("", f"any ({len(rows):,})")]
                        + [(reason, f"{reason} ({count:,})") for reason, count in reasons.most_common(12)])
        before = self.code.currentText() if kind == self.code.property("kind") else ""
        self.code.put_codes(codes, before)
        self.code.setProperty("kind", kind)
        self._narrow()

    def _narrow(self) -> None:
        shown = [one for one in self.rows if not self.reason.value or _reason(one) == self.reason.value]
        kind = KINDS.get(self.kind, "")
        self.said.say(*([(f"{len(shown):,}", "strong"), (f" whose {kind} district is not known, and why.", "soft")]
                        if shown else []))
        self.reason.setVisible(bool(self.rows))
        self.show_all.setVisible(bool(shown))
        self._show(shown)

    def _picked(self) -> None:
        count = len(self.ids)
        self._ask.setText(f"Where do the {count:,} selected live?" if count > 1 else
                          "Where does the one selected live?" if count else "Select people to set their district.")
        self.code.setEnabled(bool(count))
        self.set_.setEnabled(bool(count))

    def _set(self) -> None:
        if self.ids and self.code.currentText().strip():
            self.typed.emit(self.ids, self.kind, self.code.currentText().strip())

    def _show_people(self) -> None:
        narrowed = bool(self.reason.value)
        ids = tuple(one.row.person for one in self.model.rows) if narrowed else None
        self.people_wanted.emit(ProspectFilter(unknown_kind=self.kind, ids=ids))


def _reason(one: NamedUnassigned) -> str:
    """The reason without what is special to one person, so that alike ones are counted together."""
    return "the ZIP is split" if one.row.parts else str(one.row.reason).split("; ")[0]


class ConflictsView(_Worklist):
    """People of whom two ways disagree; either is made to count by hand."""

    def __init__(self) -> None:
        super().__init__("conflicts", conflict_columns(), "")
        self.table.setAccessibleName("People of whom two ways disagree")
        self._ask = label()
        self.keep = button("Keep", lambda: self._settle(now=True))
        self.take = button("Take the other", lambda: self._settle(now=False))
        self.line.addWidget(self._ask, 1)
        self.line.addWidget(self.keep)
        self.line.addWidget(self.take)

    def put(self, kind: str, rows: list[NamedConflict]) -> None:
        """Show everybody of whom two ways disagree about a kind."""
        self.kind, self.rows = kind, rows
        self.empty.say(f"All ways of knowing agree about {KINDS.get(kind, kind)}." if kind else _NOTHING)
        if rows:
            self.said.say((f"{len(rows):,}", "strong"),
                          (" of whom two ways disagree. The more trusted one counts until you decide.", "soft"))
        else:
            self.said.say()
        self._show(rows)

    def _picked(self) -> None:
        chosen = self.selected
        self._ask.setText("" if chosen else "Select people to decide where they live.")
        for one in (self.keep, self.take):
            one.setEnabled(bool(chosen))
        nows = {short_label(one.row.kind, one.row.current.code) for one in chosen}
        others = {short_label(one.row.kind, one.row.other.code) for one in chosen}
        self.keep.setText(f"Keep {nows.pop()}" if len(nows) == 1 else "Keep what counts now")
        self.take.setText(f"Take {others.pop()}" if len(others) == 1 else "Take the other")
        if chosen:
            self._ask.setText(f"{many(len(chosen), 'person', 'people')} selected.")

    def _settle(self, *, now: bool) -> None:
        by_code: dict[str, list[int]] = {}
        for one in self.selected:
            by_code.setdefault((one.row.current if now else one.row.other).code, []).append(one.row.person)
        for code, ids in by_code.items():
            self.typed.emit(tuple(ids), self.kind, code)
