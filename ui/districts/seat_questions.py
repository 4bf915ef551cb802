"""What the seats page asks the store and tells it, each in a lane of its own, as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from organizer.districts import calendar, coverage, matching, seats
from organizer.districts.calendar import Deadlines
from organizer.districts.coverage import Headline, SeatRow
from organizer.districts.matching import Match
from organizer.districts.seats import SeatDetails, SeatReport
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter
from organizer.domain.progress import Progress, silent
from organizer.importing.reading.sheet import read_table
from organizer.importing.worker import run_in_child
from organizer.prospects import browse
from organizer.storage.database import Database
from ui.labels import many

__all__ = [
    "NewSeat", "SeatBoard", "SeatFull", "add_seat", "ask_board", "ask_people", "ask_seat", "load_seat_file",
    "loaded_words", "save_calendar",
]


@dataclass(frozen=True, slots=True)
class SeatBoard:
    """All seats by urgency, the sums over them, and the deadlines that are near."""

    rows: list[SeatRow]
    headline: Headline
    deadlines: Deadlines


@dataclass(frozen=True, slots=True)
class SeatFull:
    """One seat with all that is known of it, and those who could fill it, the best first."""

    row: SeatRow
    details: SeatDetails
    matches: list[Match]

    @property
    def filter(self) -> ProspectFilter:
        """Exactly those who could fill it."""
        return ProspectFilter(districts=((self.row.kind, self.row.code),),
                              ids=tuple(one.person for one in self.matches))


@dataclass(frozen=True, slots=True)
class NewSeat:
    """A seat that was added: its id, and what views must ask again."""

    id: int
    changes: Changes


def add_seat(session: Any, values: dict[str, str], *, by: str) -> NewSeat:
    """Add a seat by hand.

    Raises:
        UserError: a value makes no sense.
    """
    return NewSeat(*seats.add_seat(session, by=by, **values))


def ask_board(session: Any) -> SeatBoard:
    """The board of today."""
    rows = coverage.board(session)
    return SeatBoard(rows, coverage.headline(rows), calendar.deadlines(session))


def ask_seat(session: Any, seat_id: int) -> SeatFull:
    """Everything about one seat.

    Raises:
        UserError: it is not there.
    """
    details = seats.seat(session, seat_id)
    rows = coverage.board(session, seat_ids=[seat_id])
    return SeatFull(rows[0], details, matching.match(session, seat_id))


def ask_people(session: Any, words: str, limit: int = 12) -> list[tuple[int, str, str]]:
    """People by words about them: id, name and city, to choose a candidate from anywhere."""
    found = browse.find(session, ProspectFilter(search=words, do_not_call=False), limit=limit)
    return [(row.id, row.name, row.city) for row in browse.rows(session, list(found.ids[:limit]))]


def load_seat_file(
    database: Database, path: Path, by: str, party: str = "", *, progress: Progress = silent
) -> SeatReport:
    """Read a list of seats in a child process and keep it. Args: party: ours, as the list writes it.

    Raises:
        UserError: it is no such list; nothing is kept.
    """
    table = run_in_child(read_table, str(path), progress=progress)
    progress(0, 0, "Saving")
    with database.writing() as session:
        report = seats.load_seats(session, table.headers, table.rows, name=path.name, by=by,
                                  numbers=table.row_numbers, party=party)
    if not report.added and not report.updated and not report.unchanged:
        raise UserError(f"{path.name} has no seat to use.", *(f"Row {row}: {why}" for row, why in report.refused[:20]))
    return report


def loaded_words(report: SeatReport) -> str:
    """What came of a list of seats, in sentences."""
    said = [f"{report.name}: {many(report.added, 'seat')} added, {report.updated:,} brought up to date, "
            f"{report.unchanged:,} unchanged."]
    if report.refused:
        row, why = report.refused[0]
        said.append(f"{len(report.refused):,} rows not used, the first is row {row}: {why}.")
    return " ".join(said + report.notes)


def save_calendar(session: Any, path: str) -> int:
    """Write the filing deadlines as a calendar file; how many seats it has."""
    return calendar.write_ics(session, path)
