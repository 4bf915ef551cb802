"""The files that districts come from: what each gave, and what a new one would change before it counts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from organizer.districts.load import SourceRow
from organizer.domain.clock import short_time
from organizer.domain.district import KINDS, natural_key, short_label
from ui.districts.district_table import FORM_WORDS, source_columns
from ui.districts.questions import Compared
from ui.districts.side_panel import SidePanel
from ui.labels import many
from ui.widgets.cells import Cell, Column
from ui.widgets.empty import EmptyState
from ui.widgets.rows import RowsTableModel
from ui.widgets.spans import SpanLabel
from ui.widgets.table import Table
from ui.widgets.text import button, label, rule

__all__ = ["CompareView", "SourcesView"]

Move = tuple[str, int, str, str, str]


class SourcesView(QWidget):
    """The list of files and what is known of the one selected.

    Signals:
        load_wanted: another file.
        compare_wanted, stop_wanted: the id of a source.
    """

    load_wanted = Signal()
    compare_wanted = Signal(int)
    stop_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: RowsTableModel[SourceRow] = RowsTableModel(source_columns(), self)
        self.table = Table(self.model, "sources")
        self.table.setAccessibleName("Loaded files")
        self.empty = EmptyState("file", "No street index, map, ZIP table or precinct table is loaded yet. The county's "
                                "election office has them; drop the file here.", "Load districts…",
                                self.load_wanted.emit)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.title = label(role="title", wrap=True)
        self.words = label(role="soft", wrap=True)
        self.notes = label(wrap=True, select=True)
        self.compare = button("See what it would change", lambda: self._tell(self.compare_wanted), kind="primary")
        self.stop = button("Stop using it", lambda: self._tell(self.stop_wanted))
        self.panel = self._make_panel()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.stack, 1)
        line.addWidget(self.panel)
        self.table.picked.connect(self._picked)
        self.put([])

    def _make_panel(self) -> SidePanel:
        panel = SidePanel()
        for part in (self.title, self.words, rule(), self.notes, self.compare, self.stop):
            panel.lines.addWidget(part)
        panel.lines.addStretch()
        return panel

    def put(self, rows: list[SourceRow]) -> None:
        """Show these files; the one selected stays selected."""
        before = self.source.id if self.source else None
        self.model.put(rows)
        self.stack.setCurrentWidget(self.table if rows else self.empty)
        place = next((place for place, row in enumerate(self.model.rows) if row.id == before), 0)
        self.table.pick([place] if rows else [])
        self._picked()

    def select(self, source_id: int) -> None:
        """Select one of the files."""
        self.table.pick([place for place, row in enumerate(self.model.rows) if row.id == source_id])

    @property
    def source(self) -> SourceRow | None:
        """The file selected."""
        places = self.table.picked_places()
        return self.model.rows[places[0]] if len(places) == 1 and places[0] < len(self.model.rows) else None

    def _picked(self) -> None:
        row = self.source
        self.panel.setVisible(row is not None)
        if row is None:
            return
        self.title.setText(row.name)
        what = FORM_WORDS.get(row.form, row.form)
        self.words.setText(f"{what} · loaded {short_time(row.loaded_at)}\n" + (
            "It counts." if row.active else "It lies beside and changes nothing."))
        said = [f"{row.rows_used:,} of {row.rows_used + row.rows_unused:,} rows used."]
        said += [f"{count:,} not used: {reason}." for reason, count in row.reasons]
        said += row.notes
        if row.unused:
            more = row.rows_unused - len(row.unused[:40])
            said.append("Rows not used:\n" + "\n".join(f"{number}: {reason}" for number, reason in row.unused[:40])
                        + (f"\nand {more:,} more" if more > 0 else ""))
        self.notes.setText("\n\n".join(said))
        self.compare.setVisible(not row.active)
        self.stop.setVisible(row.active)

    def _tell(self, signal: Any) -> None:
        if self.source is not None:
            signal.emit(self.source.id)


def _label(kind: str, code: str) -> str:
    return short_label(kind, code) if code else "none"


def _columns() -> list[Column[Move]]:
    return [
        Column("name", "Name", 220, lambda one: Cell(one[0], "strong"), lambda one: one[0]),
        Column("kind", "Kind", 140, lambda one: Cell(KINDS.get(one[2], one[2])), lambda one: one[2]),
        Column("before", "Lives now in", 150, lambda one: Cell(_label(one[2], one[3])),
               lambda one: natural_key(one[3])),
        Column("after", "Would live in", 150, lambda one: Cell(_label(one[2], one[4])),
               lambda one: natural_key(one[4])),
    ]


class CompareView(QWidget):
    """What new files would change, person by person, with Apply.

    Signals:
        apply_wanted: the ids of the sources.
        left: back to the list.
        person_wanted: the id of somebody.
    """

    apply_wanted = Signal(object)
    left = Signal()
    person_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources: tuple[int, ...] = ()
        self.said = SpanLabel()
        self.sums = label(role="soft", wrap=True)
        self.model: RowsTableModel[Move] = RowsTableModel(_columns(), self)
        self.table = Table(self.model, "changes of a file")
        self.table.setAccessibleName("People whose district would change")
        self.empty = EmptyState("check", "Nobody would change district.")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.apply = button("Apply it", lambda: self.apply_wanted.emit(self._sources), kind="primary")
        self.back = button("Not now", self.left.emit)
        head = QVBoxLayout()
        head.setContentsMargins(14, 10, 12, 10)
        head.addWidget(self.said)
        head.addWidget(self.sums)
        foot = QFrame()
        foot.setProperty("role", "foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 8, 12, 8)
        line.setSpacing(8)
        line.addWidget(label("It can be undone.", "soft"), 1)
        line.addWidget(self.back)
        line.addWidget(self.apply)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        lines.addWidget(self.stack, 1)
        lines.addWidget(foot)
        self.table.opened.connect(lambda place: self.person_wanted.emit(self.model.rows[place][1]))

    def put(self, compared: Compared) -> None:
        """Show a comparison."""
        found = compared.found
        self._sources = found.sources
        people = len({one.person for one in found.moves})
        instead = f" in the place of {', '.join(found.instead_of)}" if found.instead_of else ""
        self.said.say((f"{many(people, 'person', 'people')} would change district", "strong"),
                      (f" if {compared.name} counted{instead}.", ""))
        lines = []
        for kind, moves in found.by_kind().items():
            first = ", ".join(f"{_label(kind, a)} → {_label(kind, b)} {count:,}" for (a, b), count in
                              moves.most_common(5))
            lines.append(f"{KINDS.get(kind, kind)}: {sum(moves.values()):,} ({first}{', …' if len(moves) > 5 else ''})")
        self.sums.setText("\n".join(lines))
        self.sums.setVisible(bool(lines))
        self.model.put(compared.moves)
        self.stack.setCurrentWidget(self.table if compared.moves else self.empty)
