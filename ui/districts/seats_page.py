"""The page of seats: who is on the ballot, which filing windows close, and who lives there and would run."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from organizer.districts import counts, seats
from organizer.districts.picking import pick_list
from organizer.districts.seats import SeatReport
from organizer.domain.changes import Changes
from organizer.domain.district import KINDS
from organizer.domain.errors import UserError
from ui.background.jobs import Jobs
from ui.districts import seat_questions
from ui.districts.candidate_popup import CandidatePopup
from ui.districts.seat_questions import NewSeat, SeatBoard, SeatFull
from ui.districts.seat_table import NO_KIND, SeatFilter
from ui.districts.seats_layout import NO_SEATS, SeatsLayout
from ui.overview.coverage_plot import coverage_bars, rare_kinds
from ui.overview.paper import ask_and_print

__all__ = ["SeatsPage"]

_FILES = "Seat lists (*.csv *.txt *.tsv *.xlsx *.xls *.ods);;All files (*)"


class SeatsPage(SeatsLayout):
    """The board, the deadlines, and one seat beside them."""

    title = "Seats"
    icon = "seat"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.board: SeatBoard | None = None
        self._wanted = 0
        self._connect()
        self._ask()

    def _connect(self) -> None:
        self.load.clicked.connect(lambda: self.ask_files())
        self.add.clicked.connect(lambda: self.add_seat())
        self.empty.step.clicked.connect(lambda: self._empty_step())
        for chip in (self.kind, self.coverage, self.closes):
            chip.chosen.connect(lambda _: self._narrow())
        self.search.textChanged.connect(lambda _: self._narrow())
        self.search.passed.connect(self._to_board)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _: self.view.call.setFocus())
        self.plot.chosen.connect(lambda target: self.show_seats(SeatFilter(*target)))
        self.plot.print_wanted.connect(lambda: ask_and_print(self, "Seats", self.plot.words, [self.plot]))
        self.deadlines.seat_wanted.connect(self.show_seat)
        self.deadlines.calendar_wanted.connect(lambda: self.save_calendar())
        view = self.view
        view.person_wanted.connect(partial(self.page_wanted.emit, "prospects"))
        view.people_wanted.connect(partial(self.page_wanted.emit, "prospects"))
        view.call_wanted.connect(partial(self.command_wanted.emit, "call-list"))
        view.sheet_wanted.connect(partial(self.command_wanted.emit, "call-sheet"))
        view.recruit_wanted.connect(partial(self.command_wanted.emit, "recruit-sheet"))
        view.candidate_wanted.connect(self.choose_candidate)
        view.drop_wanted.connect(self._drop)
        view.edit_wanted.connect(self.edit_seat)
        self.party.chosen.connect(self._count_as_ours)
        self.form.saved.connect(self._save)
        self.form.left.connect(self._leave_form)
        self.form.codes_wanted.connect(self._ask_codes)
        self.form.remove_wanted.connect(self._remove)

    # what the window asks of every page

    @staticmethod
    def count(session: Any) -> int | None:
        """Seats on the board."""
        return counts.seats(session)

    @override
    def refresh(self, changes: Changes) -> None:
        """Ask again where people, districts or seats changed."""
        if changes.many or changes.parts & {"people", "districts", "seats"}:
            self._ask()

    @override
    def open(self, what: object) -> None:
        """A seat's id, a SeatFilter, or a tuple of paths to load."""
        if isinstance(what, int):
            self.show_seat(what)
        elif isinstance(what, SeatFilter):
            self.show_seats(what)
        elif isinstance(what, tuple):
            self.load_files(what)

    @override
    def focus_search(self) -> bool:
        """The box that narrows the board."""
        self.tabs.setCurrentIndex(0)
        self.search.setFocus()
        self.search.selectAll()
        return True

    def _to_board(self) -> None:
        """From the search to the seats it found, whatever else was shown."""
        self.tabs.setCurrentIndex(0)
        self.setFocus()

    @override
    def copy(self) -> bool:
        """The seats selected, or the plot where it has the focus."""
        if self.plot.hasFocus():
            self.plot.copy()
            return True
        table = self.table if self.tabs.currentIndex() == 0 else self.deadlines.table
        return bool(table.copy_rows())

    @override
    def select_all(self) -> bool:
        """Every seat shown."""
        self.table.selectAll()
        return True

    # showing

    def show_seat(self, seat_id: int) -> None:
        """Select a seat; the filter is taken off when it hides it."""
        self.tabs.setCurrentIndex(0)
        self._wanted = seat_id
        if self.board is not None:
            if all(row.id != seat_id for row in self.model.rows):
                self.show_seats(SeatFilter())
            self._select_wanted()

    def show_seats(self, chosen: SeatFilter) -> None:
        """Show the seats of a filter."""
        self.tabs.setCurrentIndex(0)
        for chip, value in ((self.kind, chosen.kind), (self.coverage, chosen.coverage), (self.closes, chosen.closes)):
            chip.put(chip.choices, value)
        self.search.setText(chosen.words)
        self._narrow()

    @property
    def filter(self) -> SeatFilter:
        """What the chips say."""
        return SeatFilter(self.kind.value, self.coverage.value, self.closes.value, self.search.text())

    @property
    def seat_id(self) -> int:
        """The seat selected, or 0."""
        places = self.table.picked_places()
        return self.model.rows[places[0]].id if places and places[0] < len(self.model.rows) else 0

    def _ask(self) -> None:
        self.jobs.read(seat_questions.ask_board, done=self._got_board, key="seats board")

    def _got_board(self, board: SeatBoard) -> None:
        self.board = board
        kinds = [(one.kind or NO_KIND, KINDS.get(one.kind, one.kind) or "no district") for one in board.headline.kinds]
        if rare := rare_kinds(board.headline):
            kinds.append((" ".join(one.kind or NO_KIND for one in rare), "other"))
        self.kind.put([("", "all"), *kinds])
        self.plot.put(coverage_bars(board.headline), board.headline.words)
        self.head.setVisible(bool(board.rows))
        closing = self.deadlines.put(board.deadlines)
        self.tabs.setTabText(1, f"Deadlines {closing:,}" if closing else "Deadlines")
        if not self._wanted:
            self._wanted = self.seat_id
        self._narrow()
        if self.seat_id:
            self._ask_seat()

    def _narrow(self) -> None:
        if self.board is None:
            return
        before = self._wanted or self.seat_id
        chosen = self.filter
        self.model.put(row for row in self.board.rows if chosen.takes(row))
        if self.model.rows:
            self.below.setCurrentWidget(self.table)
        else:
            self.empty.say(*(("No seat is like this.", "Show all seats") if self.board.rows else NO_SEATS))
            self.below.setCurrentWidget(self.empty)
        self.lead_to(self.table if self.model.rows else self.empty.step)
        self._wanted = before
        self._select_wanted()

    def _select_wanted(self) -> None:
        place = next((place for place, row in enumerate(self.model.rows) if row.id == self._wanted), None)
        if place is None and self.model.rows and not self._wanted:
            place = 0
        self._wanted = 0
        self.table.pick([] if place is None else [place])
        if place is not None:
            self.table.scrollTo(self.model.index(place, 0))
        self._picked()

    def _picked(self) -> None:
        if self.seat_id:
            self._ask_seat()
        elif self.form.isHidden():
            self.panel.hide()

    def _ask_seat(self) -> None:
        self.jobs.read(seat_questions.ask_seat, self.seat_id, done=self._got_seat, key="seat")

    def _got_seat(self, full: SeatFull) -> None:
        if full.row.id == self.seat_id:
            self.view.show_seat(full)
            if self.form.isHidden():
                self.view.show()
            self.panel.show()

    def _empty_step(self) -> None:
        if self.board is not None and self.board.rows:
            self.show_seats(SeatFilter())
        else:
            self.ask_files()

    # changing

    def add_seat(self) -> None:
        """Open the form for a new seat, of the kind that is shown."""
        self._open_form(None, district_kind=self.kind.value if self.kind.value in KINDS else "")

    def edit_seat(self) -> None:
        """Open the form for the seat selected."""
        if self.view.full is not None:
            self._open_form(self.view.full.details)

    def _open_form(self, details: seats.SeatDetails | None, **start: str) -> None:
        self.view.hide()
        self.form.edit(details, **start)
        self.form.show()
        self.panel.show()
        self.form.fields["name"].setFocus()

    def _ask_codes(self, kind: str, state: str) -> None:
        self.jobs.read(pick_list, kind, state, done=partial(self.form.put_codes, kind), key="seat codes")

    def _leave_form(self) -> None:
        self.form.hide()
        self.view.setVisible(bool(self.seat_id))
        self.panel.setVisible(bool(self.seat_id))
        self.table.setFocus()

    def _save(self, seat_id: int, values: dict[str, str]) -> None:
        if seat_id:
            self.jobs.write(seats.edit_seat, seat_id, by=self.jobs.by, **values, done=lambda _: self._leave_form(),
                            failed=self._not_saved)
        else:
            self.jobs.write(seat_questions.add_seat, values, by=self.jobs.by, done=self._added, failed=self._not_saved)

    def _added(self, added: NewSeat) -> None:
        self._leave_form()
        self.show_seats(SeatFilter())
        self._wanted = added.id
        self._ask()

    def _not_saved(self, fault: BaseException) -> None:
        self.form.complain(fault.message if isinstance(fault, UserError) else "It could not be saved.")

    def _remove(self, seat_id: int) -> None:
        self.confirm.ask("Take this seat off the board, with who is a candidate for it?", "Remove",
                         lambda: self.jobs.write(seats.remove_seat, seat_id, by=self.jobs.by,
                                                 done=lambda _: self._leave_form()))

    def choose_candidate(self) -> None:
        """Open the choice of a candidate for the seat selected."""
        if self.view.full is not None:
            popup = CandidatePopup(self.view.candidate, self.jobs, self.view.full)
            popup.chosen.connect(self._set_candidate)
            self.view.open_candidates(popup)

    def _set_candidate(self, person: int, stage: str) -> None:
        self.jobs.write(seats.set_candidate, self.seat_id, person, by=self.jobs.by, stage=stage)

    def _drop(self, person: int) -> None:
        self.jobs.write(seats.drop_candidate, self.seat_id, person, by=self.jobs.by)

    # files

    def ask_files(self) -> None:
        """Ask for seat lists and load them."""
        said, _ = QFileDialog.getOpenFileNames(self, "Load seats", "", _FILES)
        self.load_files(said)

    @override
    def load_files(self, paths: Iterable[str | Path]) -> None:
        """Load seat lists."""
        for path in map(Path, paths):
            self.jobs.run(seat_questions.load_seat_file, path, self.jobs.by, title=f"Loading {path.name}",
                          done=partial(self._loaded, path))

    def _loaded(self, path: Path, report: SeatReport) -> None:
        self.told.emit(seat_questions.loaded_words(report))
        self.party.ask(path, report)

    def _count_as_ours(self, path: Path, party: str) -> None:
        self.jobs.run(seat_questions.load_seat_file, path, self.jobs.by, party, title=f"Loading {path.name}",
                      done=lambda report: self.told.emit(seat_questions.loaded_words(report)))

    def save_calendar(self, path: str = "") -> None:
        """Write the filing deadlines as a calendar. Args: path: where; asked for when it is not given."""
        start = self.jobs.path.with_name("filing deadlines.ics")
        said = path or QFileDialog.getSaveFileName(self, "Save the deadlines", str(start), "Calendars (*.ics)")[0]
        if said:
            self.jobs.read(seat_questions.save_calendar, said,
                           done=lambda count: self.told.emit(f"Saved {count:,} deadlines as {Path(said).name}."))
