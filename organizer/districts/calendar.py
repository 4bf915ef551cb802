"""Filing deadlines: what closes within a week, a fortnight, a month, and a calendar file with reminders."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from icalendar import Alarm, Calendar, Event
from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer import __version__
from organizer.districts.coverage import SeatRow, board
from organizer.domain import clock
from organizer.domain.errors import UserError
from organizer.storage.tables import Seat

__all__ = ["STEPS", "Deadlines", "deadlines", "to_ics", "write_ics"]

STEPS = (7, 14, 30)
"""Days before a deadline at which it is listed and the calendar reminds of it."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seats by how soon their filing closes, the soonest first; each stands in the nearest list only.

    Args:
        within: (days, seats) for 7, 14 and 30 days.
        open_now: seats whose window is open today.
        opening: seats whose window opens within 30 days.
        later: seats whose filing closes after that.
    """

    within: tuple[tuple[int, tuple[SeatRow, ...]], ...]
    open_now: tuple[SeatRow, ...]
    opening: tuple[SeatRow, ...]
    later: tuple[SeatRow, ...] = ()


def deadlines(session: Session, *, today: date | None = None) -> Deadlines:
    """The T-30, T-14 and T-7 lists of today."""
    today = today or clock.today()
    rows = sorted((one for one in board(session, today=today) if one.days is not None and one.days >= 0),
                  key=lambda one: (one.days or 0, one.urgency))
    within = []
    since = -1
    for step in STEPS:
        within.append((step, tuple(one for one in rows if one.days is not None and since < one.days <= step)))
        since = step
    open_now = tuple(one for one in rows if one.filing_opens and one.filing_opens <= today.isoformat())
    soon = (today + timedelta(days=30)).isoformat()
    opening = tuple(one for one in rows if today.isoformat() < one.filing_opens <= soon)
    later = tuple(one for one in rows if one.days is not None and one.days > STEPS[-1])
    return Deadlines(tuple(within), open_now, opening, later)


def to_ics(session: Session, *, seat_ids: Sequence[int] | None = None, today: date | None = None) -> bytes:
    """A calendar of filing windows: when each opens, and when it closes, with reminders 30, 14 and 7 days before."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Organizer {__version__}//Filing deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Filing deadlines")
    stamp = datetime.combine(today or clock.today(), datetime.min.time(), UTC)
    uuids = dict(session.execute(select(Seat.id, Seat.uuid)).all())
    for one in sorted(board(session, today=today, seat_ids=seat_ids), key=lambda row: (row.filing_deadline, row.name)):
        for day, word in ((one.filing_opens, "opens"), (one.filing_deadline, "closes")):
            if day:
                calendar.add_component(_event(one, date.fromisoformat(day), word, uuids[one.id], stamp))
    return bytes(calendar.to_ical())


def _event(one: SeatRow, day: date, word: str, uuid: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uuid}-{word}@organizer")
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"Filing {word}: {one.name}")
    event.add("description", f"{one.label}. {one.coverage}. {one.would_run:,} people who live there would run.")
    event.add("transp", "TRANSPARENT")
    if word == "closes":
        for step in STEPS:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"Filing for {one.name} closes in {step} days")
            alarm.add("trigger", timedelta(days=-step))
            event.add_component(alarm)
    return event


def write_ics(session: Session, path: str, *, today: date | None = None) -> int:
    """Write the calendar to a file, whole or not at all. Returns how many seats have a deadline.

    Raises:
        UserError: no seat has one, or the file cannot be written.
    """
    rows = [one for one in board(session, today=today) if one.filing_deadline]
    if not rows:
        raise UserError("No seat has a filing deadline yet. Load a seat list or edit a seat.")
    body = to_ics(session, today=today)
    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=".organizer-", suffix=".ics", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as fault:
        reason = (fault.strerror or "unknown reason").lower()
        raise UserError(f"{target.name} could not be written: {reason}. Choose another place.") from None
    return len(rows)
