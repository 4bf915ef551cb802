"""One person on one page: all there is to know before asking somebody to run, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from organizer.callsheets.sheet import Line

__all__ = ["RecruitSheet", "SeatAsk"]


@dataclass(frozen=True, slots=True)
class SeatAsk:
    """A seat to ask about. `deadline` in words; `days_left` until filing closes, None if not known."""

    name: str
    district: str = ""
    deadline: str = ""
    days_left: int | None = None
    standing: str = ""


@dataclass(frozen=True, slots=True)
class RecruitSheet:
    """A recruitment sheet: the person, the seats where they live, who knows them, who made it and when."""

    line: Line
    seats: tuple[SeatAsk, ...] = ()
    known_by: str = ""
    county: str = ""
    made_at: str = ""
    made_by: str = ""
    paper: str = "letter"

    @property
    def suggested(self) -> str:
        """What to ask, about the seat whose deadline is nearest."""
        if not self.seats:
            return "Would you run for something where you live? Which office would suit you?"
        seat = min(self.seats, key=lambda one: one.days_left if one.days_left is not None else 10_000)
        until = f" Filing closes {seat.deadline}." if seat.deadline else ""
        return f"Will you run for {seat.name}?{until}"
