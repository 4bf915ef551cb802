"""The board of seats as rows and columns, and which of them a filter shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from organizer.districts.coverage import SeatRow
from organizer.domain.district import natural_key
from organizer.domain.names import fold
from ui.widgets.cells import Cell, Column

__all__ = [
    "CLOSES", "COVERAGES", "NO_KIND", "TONES", "SeatFilter", "contest_words", "day_words", "days_words",
    "deadline_words", "flag_words", "seat_columns",
]

TONES = {"none": "bad", "talks": "waiting", "committed": "done", "filed": "done"}
"""The tone of the dot for each state of a seat."""
COVERAGES = (
    ("", "any"), ("not-filed", "not filed"), ("none", "no candidate"), ("talks", "in talks"),
    ("committed", "committed"), ("filed", "filed"), ("somebody", "committed or filed"),
    ("none-of-ours", "nobody from our party"), ("uncontested", "no more candidates than seats"),
    ("short", "fewer of ours than seats"),
)
CLOSES = (("", "any"), ("7", "7 days"), ("14", "14 days"), ("30", "30 days"), ("60", "60 days"), ("90", "90 days"),
          ("past", "closed already"))
NO_KIND = "none"
"""Of seats in no district, for `SeatFilter`."""


@dataclass(frozen=True, slots=True)
class SeatFilter:
    """Which seats of the board: by kind (of several any one, with a space between them), coverage, days, and words."""

    kind: str = ""
    coverage: str = ""
    closes: str = ""
    words: str = ""

    def takes(self, row: SeatRow) -> bool:
        """Whether a seat is shown."""
        if self.kind and (row.kind or NO_KIND) not in self.kind.split():
            return False
        held = {
            "": True, "not-filed": row.state != "filed", "somebody": row.has_somebody,
            "none-of-ours": row.none_of_ours, "uncontested": row.uncontested, "short": row.short_slate,
        }
        if not held.get(self.coverage, row.state == self.coverage):
            return False
        if self.closes == "past":
            if row.days is None or row.days >= 0:
                return False
        elif self.closes and (row.days is None or not 0 <= row.days <= int(self.closes)):
            return False
        sought = fold(f"{row.name} {row.label} {row.office} {row.county} {row.candidate}")
        return all(word in sought for word in fold(self.words).split())


def day_words(iso: str) -> str:
    """``Nov 2, 2027``; a text that is no date stays."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day:%b} {day.day}, {day.year}"


def deadline_words(row: SeatRow) -> str:
    """``Aug 10`` where the days left say which year, ``Aug 10, 2028`` where that is far off or long ago."""
    said = day_words(row.filing_deadline)
    return said.partition(",")[0] if row.days is not None and 0 <= row.days <= 330 else said


def days_words(row: SeatRow) -> str:
    """``259``, ``today`` or ``closed``."""
    if row.days is None:
        return ""
    return "closed" if row.days < 0 else "today" if row.days == 0 else f"{row.days:,}"


def contest_words(row: SeatRow) -> str:
    """Whether whoever stands there will be elected without a contest, or ""."""
    if not row.uncontested:
        return ""
    return "no more candidates than seats" if row.total else "no candidate of any party is known"


def flag_words(row: SeatRow) -> str:
    """``nobody from our party · no more candidates than seats``."""
    said = ["nobody from our party"] if row.none_of_ours else []
    said += [words] if (words := contest_words(row)) else []
    said += [f"fewer of ours than the {row.seats_up} seats"] if row.short_slate else []
    return " · ".join(said)


def seat_columns() -> list[Column[SeatRow]]:
    """As on the drawing: seat, district, election, deadline, coverage, candidate, who would run."""
    return [
        Column("seat", "Seat", 184, lambda row: Cell(row.name, "strong"), lambda row: natural_key(row.name),
               grows=True),
        Column("district", "District", 90, lambda row: Cell(row.label, "chips", chips=(row.label,)),
               lambda row: (row.kind, natural_key(row.code)), grows=True),
        Column("election", "Election", 104, lambda row: Cell(day_words(row.election_date)),
               lambda row: row.election_date or "9"),
        Column("closes", "Filing closes", 96, lambda row: Cell(deadline_words(row)),
               lambda row: row.filing_deadline or "9"),
        Column("days", "Days", 50, lambda row: Cell(days_words(row), "number"),
               lambda row: 99_999 if row.days is None else row.days),
        Column("coverage", "Coverage", 120, lambda row: Cell(row.coverage, "status", TONES[row.state]),
               lambda row: ("none", "talks", "committed", "filed").index(row.state)),
        Column("candidate", "Candidate", 98, lambda row: Cell(row.candidate), lambda row: fold(row.candidate),
               grows=True),
        Column("would_run", "Would run", 86, lambda row: Cell(f"{row.would_run:,}", "number"),
               lambda row: row.would_run),
        Column("seats_up", "Seats up", 66, lambda row: Cell(f"{row.seats_up}", "number"), lambda row: row.seats_up,
               shown=False),
        Column("ours", "Filed, our party", 112, lambda row: Cell(f"{row.ours}", "number"), lambda row: row.ours,
               shown=False),
        Column("total", "Filed, in all", 84, lambda row: Cell(f"{row.total}", "number"), lambda row: row.total,
               shown=False),
        Column("flags", "To know", 300, lambda row: Cell(flag_words(row), "soft"), flag_words, shown=False),
        Column("incumbent", "Incumbent", 150, lambda row: Cell(" ".join(
            part for part in (row.incumbent, f"({row.incumbent_party})" if row.incumbent_party else "") if part)),
            lambda row: fold(row.incumbent), shown=False),
    ]
