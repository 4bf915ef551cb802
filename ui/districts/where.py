"""Where somebody lives: every way in which each district is known, which one counts, and setting it by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from organizer.districts import known
from organizer.districts.assign import set_typed
from organizer.districts.picking import pick_list
from organizer.domain.clock import short_date
from organizer.domain.district import KINDS, natural_key, short_label
from organizer.domain.errors import UserError
from organizer.domain.people import DistrictOf
from organizer.prospects import browse
from ui.background.jobs import Jobs
from ui.districts.code_box import CodeBox
from ui.labels import many
from ui.widgets.cells import Cell, Column
from ui.widgets.empty import EmptyState
from ui.widgets.rows import RowsTableModel
from ui.widgets.table import Table
from ui.widgets.text import button, label

__all__ = ["WhereDialog"]


@dataclass(frozen=True, slots=True)
class _Home:
    """Who is asked about, and all that is known of where they live; for several only who."""

    title: str
    address: str
    state: str
    ways: tuple[DistrictOf, ...]


def way_columns() -> list[Column[DistrictOf]]:
    """A district, how it is known, from what and when, how surely, and whether that counts."""
    return [
        Column("kind", "Kind", 146, lambda one: Cell(KINDS.get(one.kind, one.kind), "" if one.current else "soft")),
        Column("district", "District", 150, lambda one: Cell(
            short_label(one.kind, one.code), "strong" if one.current else "soft"), lambda one: natural_key(one.code)),
        Column("counts", "", 90, lambda one: Cell("Counts", "status", "done") if one.current else Cell("")),
        Column("how", "How it is known", 136, lambda one: Cell(known.METHODS.get(one.method, one.method)),
               lambda one: one.method),
        Column("sure", "How sure", 90, lambda one: Cell(_sure(one)), lambda one: one.certainty),
        Column("source", "File or person", 190, lambda one: Cell(one.source), lambda one: one.source),
        Column("since", "As of", 86, lambda one: Cell(short_date(one.as_of) if one.as_of else ""),
               lambda one: one.as_of),
    ]


def _sure(one: DistrictOf) -> str:
    if one.certainty == "split":
        return f"split, {one.share:.0%}" if one.share is not None else "split"
    return one.certainty


class WhereDialog(QDialog):
    """Explains the districts of one person, and sets those of one or several by hand.

    Args:
        jobs: the open store.
        people: whom.
        parent: the window.
    """

    def __init__(self, jobs: Jobs, people: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.people = tuple(people)
        self.home = _Home("", "", "", ())
        self.setWindowTitle("Districts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(900, 520 if len(self.people) == 1 else 200)
        self.title = label(role="title", wrap=True)
        self.address = label(role="soft", wrap=True)
        self.model: RowsTableModel[DistrictOf] = RowsTableModel(way_columns(), self)
        self.table = Table(self.model, "ways of knowing")
        self.table.setAccessibleName("Ways of knowing where they live")
        self.empty = EmptyState("map", "No district is known. Load a street index, a map or a ZIP table on the "
                                "Districts page, or set one below.")
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind of district")
        for kind, words in KINDS.items():
            self.kind.addItem(words, kind)
        self.code = CodeBox("District")
        self.code.setMinimumWidth(170)
        self.set_ = button("Set by hand", self._set, kind="primary")
        self.take_back = button("Take back what was typed", lambda: self._write(""))
        self.fault = label(role="bad", wrap=True)
        self.fault.hide()
        self._lay_out()
        if (field := self.code.lineEdit()) is not None:
            field.setPlaceholderText("Which district?")
            field.returnPressed.connect(self._set)
        self.kind.currentIndexChanged.connect(lambda _: self._ask_codes())
        self.table.picked.connect(self._picked)
        self._ask()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 10)
        head.addWidget(self.title)
        head.addWidget(self.address)
        foot = QFrame()
        foot.setProperty("role", "foot")
        line = QHBoxLayout()
        line.setSpacing(8)
        for part in (label("They live in"), self.kind, self.code, self.set_, self.take_back):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(button("Close", self.accept))
        lower = QVBoxLayout(foot)
        lower.setContentsMargins(16, 8, 16, 8)
        lower.addWidget(self.fault)
        lower.addLayout(line)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        for view in (self.table, self.empty):
            view.hide()
            lines.addWidget(view, 1)
        if len(self.people) != 1:
            lines.addStretch()
        lines.addWidget(foot)

    def _ask(self) -> None:
        self.jobs.read(_ask_home, self.people, done=self._show, key=f"where {id(self)}")

    def _show(self, home: _Home) -> None:
        first = not self.home.title
        kind = str(self.kind.currentData())
        self.home = home
        self.title.setText(home.title)
        self.address.setText(home.address)
        self.model.put(home.ways)
        self.table.setVisible(bool(home.ways))
        self.empty.setVisible(not home.ways and len(self.people) == 1)
        place = next((place for place, one in enumerate(self.model.rows) if one.kind == kind), 0)
        if home.ways:
            self.table.pick([place])
        if first or not home.ways:
            self._ask_codes()
        if first:
            self.code.setFocus()
        self._picked()

    def _picked(self) -> None:
        places = self.table.picked_places()
        if places and places[0] < len(self.model.rows):
            one = self.model.rows[places[0]]
            if self.kind.currentData() != one.kind:
                self.kind.setCurrentIndex(self.kind.findData(one.kind))
            self.code.setEditText(one.code)
        kind = self.kind.currentData()
        self.take_back.setVisible(len(self.people) > 1 or any(
            one.kind == kind and one.method == "typed" for one in self.home.ways))

    def _ask_codes(self) -> None:
        self.jobs.read(pick_list, str(self.kind.currentData()), self.home.state, done=self._put_codes,
                       key=f"where codes {id(self)}")
        kind = self.kind.currentData()
        self.take_back.setVisible(len(self.people) > 1 or any(
            one.kind == kind and one.method == "typed" for one in self.home.ways))

    def _put_codes(self, codes: list[str]) -> None:
        said = self.code.currentText()
        kind = self.kind.currentData()
        counts = next((one.code for one in self.home.ways if one.kind == kind and one.current), "")
        self.code.put_codes(codes, said if said in codes or said == counts else counts)
        if (field := self.code.lineEdit()) is not None and field.hasFocus():
            field.selectAll()

    def _set(self) -> None:
        said = self.code.currentText().strip()
        if said:
            self._write(said)

    def _write(self, code: str) -> None:
        self.fault.hide()
        self.jobs.write(set_typed, self.people, str(self.kind.currentData()), code, by=self.jobs.by,
                        done=lambda _: self._ask(), failed=self._failed)

    def _failed(self, fault: BaseException) -> None:
        self.fault.setText(fault.message if isinstance(fault, UserError) else "It could not be saved.")
        self.fault.show()


def _ask_home(session: Any, people: tuple[int, ...]) -> _Home:
    rows = browse.rows(session, list(people[:1]))
    if len(people) != 1 or not rows:
        return _Home(f"{many(len(people), 'person', 'people')} selected", "", rows[0].state if rows else "", ())
    row = rows[0]
    place = ", ".join(part for part in (row.address, row.city, f"{row.state} {row.zip}".strip()) if part)
    return _Home(row.name or "(no name)", place or "No address is known.", row.state,
                 tuple(one for one, _ in known.explain(session, people[0])))


