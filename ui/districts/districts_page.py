"""The page of districts: who lives where, on a list and a map, and what is in doubt."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.districts import counts
from organizer.districts.assign import AssignReport, set_typed
from organizer.districts.files import Kept
from organizer.domain.changes import Changes
from organizer.domain.errors import Cancelled, UserError
from ui.background.jobs import Jobs
from ui.districts import questions
from ui.districts.areas_view import AreasView
from ui.districts.ask_bar import AskBar
from ui.districts.choice_chip import ChoiceChip
from ui.districts.district_table import CERTAINTIES
from ui.districts.file_drop import FilesPage
from ui.districts.loading import FileRequest, Loaded, apply_files, assign_all, load_file, stop_using
from ui.districts.questions import Board, Compared, LoadedMap
from ui.districts.seat_questions import loaded_words
from ui.districts.sources_view import CompareView, SourcesView
from ui.districts.worklists import ConflictsView, UnassignedView
from ui.widgets.search_box import SearchBox
from ui.widgets.spans import SpanLabel
from ui.widgets.strips import strip
from ui.widgets.text import button

__all__ = ["DistrictsPage"]

_AREAS, _UNASSIGNED, _CONFLICTS, _SOURCES = range(4)


class DistrictsPage(FilesPage):
    """Districts of one kind at a time, in four views."""

    title = "Districts"
    icon = "map"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.board = Board([], "", [])
        self._map: LoadedMap | None = None
        self._stale: set[int] = {_UNASSIGNED, _CONFLICTS, _SOURCES}
        self._waiting: list[FileRequest] = []
        self._beside: tuple[int, ...] = ()
        self.kind = ChoiceChip("Kind", rests=False)
        self.certainty = ChoiceChip("Known", CERTAINTIES)
        self.search = SearchBox("Search districts…", "Search districts")
        self.assign = button("Assign now", self.assign_now)
        self.load = button("Load districts…", self.ask_files, kind="primary")
        self.said = SpanLabel(wrap=False)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Views of the districts")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for words in ("Districts", "Unassigned", "In doubt", "Loaded files"):
            self.tabs.addTab(words)
        self.areas = AreasView()
        self.unassigned = UnassignedView()
        self.conflicts = ConflictsView()
        self.sources = SourcesView()
        self.compare = CompareView()
        self.ask = AskBar()
        self.stack = QStackedWidget()
        self._views = (self.areas, self.unassigned, self.conflicts, self.sources, self.compare)
        for view in self._views:
            self.stack.addWidget(view)
        self._lay_out()
        self._connect()
        self._ask()

    def _lay_out(self) -> None:
        bar = strip(self.kind, self.certainty, self.search, self.assign, self.load, room=(12, 10), grows=self.search)
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 14, 0)
        head.addWidget(self.tabs)
        head.addStretch()
        head.addWidget(self.said, 0, Qt.AlignmentFlag.AlignVCenter)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(bar)
        lines.addLayout(head)
        lines.addWidget(self.stack, 1)
        lines.addWidget(self.ask)

    def _connect(self) -> None:
        self.kind.chosen.connect(lambda _: self._ask())
        self.certainty.chosen.connect(lambda _: self._narrow())
        self.search.textChanged.connect(lambda _: self._narrow())
        self.search.passed.connect(self.setFocus)
        self.tabs.currentChanged.connect(self._turn_to)
        self.areas.people_wanted.connect(partial(self.page_wanted.emit, "prospects"))
        self.areas.sheet_wanted.connect(partial(self.command_wanted.emit, "call-sheet"))
        self.areas.load_wanted.connect(self.ask_files)
        for view in (self.unassigned, self.conflicts):
            view.person_wanted.connect(partial(self.page_wanted.emit, "prospects"))
            view.people_wanted.connect(partial(self.page_wanted.emit, "prospects"))
            view.typed.connect(self._set_typed)
        self.sources.load_wanted.connect(self.ask_files)
        self.sources.compare_wanted.connect(self.compare_with)
        self.sources.stop_wanted.connect(self._stop)
        self.compare.apply_wanted.connect(self._apply)
        self.compare.left.connect(lambda: self._turn_to(_SOURCES))
        self.compare.person_wanted.connect(partial(self.page_wanted.emit, "prospects"))
        self.ask.again.connect(self._start)

    # what the window asks of every page

    @staticmethod
    def count(session: Any) -> int | None:
        """Districts somebody lives in."""
        return counts.districts(session)

    @override
    def refresh(self, changes: Changes) -> None:
        """Ask again for what is shown; the other views when they are next shown."""
        if changes.many or changes.parts & {"people", "districts"}:
            self._stale = {_UNASSIGNED, _CONFLICTS, _SOURCES}
            self._ask()

    @override
    def open(self, what: object) -> None:
        """A tuple of paths to load, or a district kind to show."""
        if isinstance(what, str):
            self.kind.choose(what)
        elif isinstance(what, tuple):
            self.load_files(what)

    @override
    def focus_search(self) -> bool:
        """The box that narrows the list of districts."""
        self.tabs.setCurrentIndex(_AREAS)
        self.search.setFocus()
        self.search.selectAll()
        return True

    @override
    def copy(self) -> bool:
        """The selected lines of the list in view."""
        table = getattr(self.stack.currentWidget(), "table", None)
        return bool(table is not None and table.copy_rows())

    @override
    def select_all(self) -> bool:
        """Every line of the list in view."""
        table = getattr(self.stack.currentWidget(), "table", None)
        if table is not None:
            table.selectAll()
        return table is not None

    # asking

    def _ask(self) -> None:
        self.jobs.read(questions.ask_board, self.kind.value, done=self._got_board, key="districts board")

    def _got_board(self, board: Board) -> None:
        self.board = board
        self.kind.put([(one.kind, one.label) for one in board.kinds] or [("", "none known yet")], board.kind)
        row = next((one for one in board.kinds if one.kind == board.kind), None)
        if row is not None:
            parts = [(f"{row.known:,}", "strong"), (" known", "soft")]
            parts += [(f" ({row.likely:,} only likely)", "soft")] if row.likely else []
            parts += [(f" · {row.split:,} split between districts", "soft")] if row.split else []
            parts += [(f" · {row.unknown:,} unknown", "soft")] if row.unknown else []
            self.said.say(*parts)
            missing = row.split + row.unknown
            self.tabs.setTabText(_UNASSIGNED, f"Unassigned {missing:,}" if missing else "Unassigned")
        else:
            self.said.say()
        self.areas.put(board.kind, board.rows)
        self.jobs.read(questions.ask_map, board.kind, self._map, done=self._got_map, key="districts map")
        self._show_view(self.tabs.currentIndex())

    def _got_map(self, loaded: LoadedMap) -> None:
        self._map = loaded
        self.areas.put_map(loaded)

    def _narrow(self) -> None:
        self.areas.narrow(self.search.text(), self.certainty.value)

    def _turn_to(self, place: int) -> None:
        """Show a view that was chosen; what lay beside is left."""
        self.stack.setCurrentIndex(place)
        self._show_view(place)

    def _show_view(self, place: int) -> None:
        if self.stack.currentWidget() is not self.compare or place != _SOURCES:
            self.stack.setCurrentIndex(place)
        self.lead_to(self._views[self.stack.currentIndex()].table)
        kind = self.board.kind
        if place not in self._stale:
            return
        self._stale.discard(place)
        if not kind and place in (_UNASSIGNED, _CONFLICTS):
            self.unassigned.put("", [], [])
            self.conflicts.put("", [])
            return
        if place == _UNASSIGNED:
            codes = self.board.codes
            self.jobs.read(questions.ask_unassigned, kind, key="districts unassigned",
                           done=lambda rows: self.unassigned.put(kind, rows, codes))
        elif place == _CONFLICTS:
            self.jobs.read(questions.ask_conflicts, kind, key="districts conflicts", done=self._got_conflicts)
        elif place == _SOURCES:
            self.jobs.read(questions.ask_sources, key="districts sources", done=self.sources.put)

    def _got_conflicts(self, rows: list[questions.NamedConflict]) -> None:
        self.conflicts.put(self.board.kind, rows)
        self.tabs.setTabText(_CONFLICTS, f"In doubt {len(rows):,}" if rows else "In doubt")

    # doing

    def assign_now(self) -> None:
        """Work out everybody's districts anew."""
        self.jobs.run(assign_all, self.jobs.by, title="Assigning districts", done=self._assigned)

    def _assigned(self, report: AssignReport) -> None:
        self.told.emit(f"{report.people:,} people looked at: {report.added:,} assignments new, "
                       f"{report.removed:,} taken away.")

    def _set_typed(self, ids: tuple[int, ...], kind: str, code: str) -> None:
        self.jobs.write(set_typed, ids, kind, code, by=self.jobs.by)

    def ask_files(self) -> None:
        """Ask for files and load them."""
        self.command_wanted.emit("load-districts", ())

    @override
    def load_files(self, paths: Iterable[str | Path]) -> None:
        """Load files one after the other."""
        wanted = [FileRequest(Path(path)) for path in paths]
        # precinct tables first, so that street indexes that name precincts find them
        wanted.sort(key=lambda one: (one.is_map, "precinct" not in one.path.name.lower()))
        self._waiting += wanted[1:]
        if wanted:
            self._start(wanted[0])

    def _start(self, wanted: FileRequest) -> None:
        self.jobs.run(load_file, wanted, self.jobs.by, title=f"Loading {wanted.path.name}", done=self._loaded,
                      failed=partial(self._not_loaded, wanted))

    def _loaded(self, loaded: Loaded) -> None:
        if loaded.kept is not None:
            self._show_loaded(loaded.kept)
        elif loaded.seats is not None:
            self.told.emit(loaded_words(loaded.seats))
            self.page_wanted.emit("seats", None)
        if self._waiting:
            self._start(self._waiting.pop(0))

    def _show_loaded(self, kept: Kept) -> None:
        self._stale.add(_SOURCES)
        self.tabs.setCurrentIndex(_SOURCES)
        self._show_view(_SOURCES)
        report = kept.reports[-1]
        said = f"{report.name}: {report.used:,} of {report.rows:,} rows used"
        if kept.assigned is not None:
            said += f", {kept.assigned.people:,} people looked at"
        if kept.instead_of:
            said += f"; it took the place of {', '.join(kept.instead_of)}"
        self.told.emit(f"{said}.")
        if kept.found is not None:
            self._beside += kept.sources
        if self._beside and not self._waiting:
            self.compare_with(*self._beside)
            self._beside = ()

    def _not_loaded(self, wanted: FileRequest, fault: BaseException) -> None:
        self._waiting.clear()
        if isinstance(fault, UserError):
            self.ask.ask(wanted, fault)
        elif isinstance(fault, Cancelled):
            self.told.emit("Stopped; nothing was loaded.")

    def compare_with(self, *source_ids: int) -> None:
        """Show what files that lie beside would change."""
        self.jobs.read(questions.ask_comparison, source_ids, done=self._compared, key="districts compare")

    def _compared(self, compared: Compared) -> None:
        self.compare.put(compared)
        self.stack.setCurrentWidget(self.compare)
        self.lead_to(self.compare.table)

    def _apply(self, source_ids: tuple[int, ...]) -> None:
        self.stack.setCurrentIndex(_SOURCES)
        self.jobs.run(apply_files, source_ids, self.jobs.by, title="Applying it", done=self._assigned)

    def _stop(self, source_id: int) -> None:
        self.jobs.run(stop_using, source_id, self.jobs.by, title="Assigning districts", done=self._assigned)
