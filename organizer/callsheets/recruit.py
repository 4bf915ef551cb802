"""One person on one page: all there is to know before asking somebody to run, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from organizer.callsheets.sheet import Line
from organizer.domain.people import SeatAsk

__all__ = ["RecruitSheet"]


@dataclass(frozen=True, slots=True)
class RecruitSheet:
    """A recruitment sheet.

    Args:
        line: the person.
        seats: those where they live, the most urgent first.
        asked: the seat to ask about; None leaves it to the nearest deadline.
        known_by: who knows them.
    """

    line: Line
    seats: tuple[SeatAsk, ...] = ()
    asked: SeatAsk | None = None
    known_by: str = ""
    county: str = ""
    made_at: str = ""
    made_by: str = ""
    paper: str = "letter"

    @property
    def suggested(self) -> str:
        """What to ask, about the seat it was made for or the one whose deadline is nearest."""
        seat = self.asked or min(self.seats, key=_soon, default=None)
        if seat is None:
            return "Would you run for something where you live? Which office would suit you?"
        until = ""
        if seat.deadline:
            closed = seat.days_left is not None and seat.days_left < 0
            until = f" Filing {'closed' if closed else 'closes'} {seat.deadline}."
        return f"Will you run for {seat.name}?{until}"


def _soon(seat: SeatAsk) -> int:
    """What comes first: the nearest deadline, then those not known, at last what has closed."""
    if seat.days_left is None:
        return 10_000
    return seat.days_left if seat.days_left >= 0 else 20_000
