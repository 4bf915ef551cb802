"""Districts of one kind as a list and as a map, chosen in either, with who lives in those chosen below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from organizer.districts.known import DistrictRow
from organizer.domain.district import KINDS
from organizer.domain.filters import ProspectFilter
from ui.districts.district_table import district_columns
from ui.districts.map_legend import DistrictCount
from ui.districts.map_view import MapView
from ui.districts.questions import LoadedMap
from ui.labels import many
from ui.widgets.empty import EmptyState
from ui.widgets.rows import RowsTableModel
from ui.widgets.spans import SpanLabel
from ui.widgets.table import Table
from ui.widgets.text import button

__all__ = ["AreasView"]


class AreasView(QWidget):
    """List and map side by side.

    Signals:
        people_wanted: the filter of those who live in the districts chosen.
        sheet_wanted: the same, for a call sheet.
        load_wanted: the empty map's step.
    """

    people_wanted = Signal(object)
    sheet_wanted = Signal(object)
    load_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = ""
        self.certainty = ""
        self._rows: list[DistrictRow] = []
        self._words = ""
        self.model: RowsTableModel[DistrictRow] = RowsTableModel(district_columns(), self)
        self.table = Table(self.model, "districts")
        self.table.setAccessibleName("Districts")
        self.map = MapView()
        self.no_map = EmptyState("map", "", "Load a map…", self.load_wanted.emit)
        self.empty = EmptyState("map", "No districts are known yet. Load the county's street index, a map, a ZIP table "
                                "or a precinct table, or import a sheet that names districts.", "Load districts…",
                                self.load_wanted.emit)
        self.beside = QStackedWidget()
        self.beside.addWidget(self.map)
        self.beside.addWidget(self.no_map)
        self.said = SpanLabel(wrap=False)
        self.sheet = button("Make call sheet", lambda: self._tell(self.sheet_wanted))
        self.show_people = button("Show", lambda: self._tell(self.people_wanted), kind="primary")
        self._lay_out()
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _: self._tell(self.people_wanted))
        self.map.district_chosen.connect(self._chosen_on_map)
        self.map.district_opened.connect(self._opened_on_map)
        self._picked()

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.table)
        splitter.addWidget(self.beside)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([556, 612])
        foot = QFrame()
        foot.setProperty("role", "foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 8, 12, 8)
        line.setSpacing(8)
        line.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.sheet)
        line.addWidget(self.show_people)
        self._known = QWidget()
        lines = QVBoxLayout(self._known)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(splitter, 1)
        lines.addWidget(foot)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._known)
        self.stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    def put(self, kind: str, rows: list[DistrictRow]) -> None:
        """Show the districts of a kind."""
        before = set(self.codes) if kind == self.kind else set()
        self.kind = kind
        self._rows = rows
        self.stack.setCurrentWidget(self._known if kind else self.empty)
        self._fill(before)

    def narrow(self, words: str, certainty: str) -> None:
        """Show the districts whose name has these words, and count the people known this surely."""
        self._words, self.certainty = words.casefold().strip(), certainty
        self._fill(set(self.codes))

    def put_map(self, loaded: LoadedMap) -> None:
        """Show the map, or say that there is none of this kind."""
        shape = loaded.shape if loaded.shape is not None and self.kind in loaded.shape.kinds else None
        if shape is not self.map.shape_:
            self.map.show_shape(shape)
        if shape is None:
            title = KINDS.get(self.kind, "this kind")
            self.no_map.say(f"No map of {title} is loaded. A GeoJSON file or a zipped shapefile will do.",
                            "Load a map…")
        self.beside.setCurrentWidget(self.map if shape is not None else self.no_map)
        self._shade()

    @property
    def codes(self) -> list[str]:
        """The codes of the districts chosen."""
        return [self.model.rows[place].code for place in self.table.picked_places() if place < len(self.model.rows)]

    @property
    def filter(self) -> ProspectFilter:
        """Those who live in the districts chosen."""
        return ProspectFilter(districts=tuple((self.kind, code) for code in self.codes), certainty=self.certainty)

    def people(self, row: DistrictRow) -> int:
        """How many live there, of the certainty asked for."""
        return {"": row.people, "exact": row.people - row.likely, "likely": row.likely,
                "split": row.split}[self.certainty]

    def _fill(self, chosen: set[str]) -> None:
        shown = [row for row in self._rows
                 if (not self._words or self._words in f"{row.label} {row.name}".casefold())
                 and (not self.certainty or self.people(row))]
        self.model.put(shown)
        self.table.pick([place for place, row in enumerate(self.model.rows) if row.code in chosen])
        self._shade()
        self._picked()

    def _shade(self) -> None:
        if self.map.shape_ is not None and self.map.shape_.ready(self.kind):
            self.map.shade(self.kind, {row.code: DistrictCount(self.people(row), row.run, row.help)
                                       if not self.certainty else DistrictCount(self.people(row))
                                       for row in self._rows})

    def _picked(self) -> None:
        codes = set(self.codes)
        rows = [row for row in self.model.rows if row.code in codes]
        self.map.mark(codes)
        people = sum(self.people(row) for row in rows)
        for one in (self.sheet, self.show_people):
            one.setEnabled(bool(people))
        self.show_people.setText(f"Show {many(people, 'person', 'people')}" if people else "Show people")
        if not rows:
            self.said.say(("Choose districts in the list or on the map.", "soft"))
            return
        names = ", ".join(row.label for row in rows[:4]) + (f" and {len(rows) - 4} more" if len(rows) > 4 else "")
        said = [f"{sum(row.run for row in rows):,} would run", f"{sum(row.help for row in rows):,} would help",
                f"{sum(row.reached for row in rows):,} reached"]
        self.said.say((names, "strong"), (f"  {many(people, 'person', 'people')} · {' · '.join(said)}", "soft"))

    def _chosen_on_map(self, _kind: str, code: str, add: bool) -> None:
        codes = set(self.codes) ^ {code} if add else {code}
        places = [place for place, row in enumerate(self.model.rows) if row.code in codes]
        self.table.pick(places)
        if places:
            self.table.scrollTo(self.model.index(places[0], 0))

    def _opened_on_map(self, kind: str, code: str) -> None:
        self._chosen_on_map(kind, code, False)
        self._tell(self.people_wanted)

    def _tell(self, signal: object) -> None:
        if self.codes and self.show_people.isEnabled():
            signal.emit(self.filter)  # type: ignore[attr-defined]
