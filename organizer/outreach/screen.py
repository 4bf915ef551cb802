"""What the calling screen shows of one person: everything known, the time there, the seat to speak of, the script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from organizer.domain.clock import short_date
from organizer.domain.names import fold
from organizer.domain.people import Details
from organizer.outreach.local_time import is_calling_time, local_time
from organizer.prospects.conditions import elects
from organizer.prospects.details import Housemate, details, housemates
from organizer.storage.tables import District, PersonDistrict, Seat

__all__ = ["SCRIPT", "OpenSeat", "Screen", "screen", "seat_to_offer", "spoken"]

SCRIPT = (
    "“Hi {first}, this is {caller} with the county party. {why} {seat} Is now a good time to talk about it?”"
)
"""What is said where the list has no script of its own; {first}, {caller}, {why}, {seat}, {city} … are filled in."""
_WORD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """A seat where somebody lives that nobody of ours has filed for; `deadline` is ISO or ""."""

    id: int
    name: str
    deadline: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """One person as the calling screen shows them.

    Args:
        about: everything known.
        local: what time it is where they live, None where that is not known.
        may_call: whether it is a time to call there.
        seat: the open seat to speak of.
        script: what to say, as (text, role) spans; "strong" is what matters most.
        household: who else is under this phone or address.
    """

    about: Details
    local: datetime | None
    may_call: bool
    seat: OpenSeat | None
    script: tuple[tuple[str, str], ...]
    household: tuple[Housemate, ...] = ()


def screen(session: Session, person_id: int, *, now: datetime, caller: str, script: str = "") -> Screen:
    """Everything the calling screen shows of one person.

    Raises:
        UserError: the person is no longer in the store.
    """
    about = details(session, person_id)
    row = about.row
    seat = seat_to_offer(session, person_id, row.office_sought, now.date())
    return Screen(
        about, local_time(row.zip, now, row.state), is_calling_time(row.zip, now, row.state), seat,
        spoken(script or SCRIPT, about, caller, seat), tuple(housemates(session, person_id)),
    )


def seat_to_offer(session: Session, person_id: int, office_sought: str, day: date) -> OpenSeat | None:
    """The open seat nearest to what they want: an office they named before any other, the soonest deadline first."""
    living = (
        select(District.kind, District.code, District.state)
        .join(PersonDistrict, PersonDistrict.district_id == District.id)
        .where(PersonDistrict.person_id == person_id, PersonDistrict.current == 1).subquery()
    )
    rows = session.execute(
        select(Seat.id, Seat.name, Seat.office, Seat.filing_deadline)
        .join(living, elects(living.c))
        .where(Seat.filed_ours <= 0, or_(Seat.filing_deadline == "", Seat.filing_deadline >= day.isoformat()))
        .distinct()
    ).all()
    wanted = [fold(one) for one in office_sought.split("; ") if one]

    def wants(name: str, office: str) -> bool:
        said = fold(f"{name} {office}")
        return any(one in said for one in wanted)

    found = sorted((not wants(name, office), deadline or "9", name, row_id) for row_id, name, office, deadline in rows)
    if not found:
        return None
    others, deadline, name, row_id = found[0]
    return OpenSeat(row_id, name, "" if deadline == "9" else deadline, not others)


def spoken(script: str, about: Details, caller: str, seat: OpenSeat | None) -> tuple[tuple[str, str], ...]:
    """A script with its {placeholders} filled in; one that is not known stays out, an unknown word stays as written."""
    row = about.row
    filled = {
        "first": (row.first_name or row.last_name or "there", ""), "last": (row.last_name, ""),
        "name": (row.name, ""), "city": (row.city, ""), "caller": (caller or "___", "strong"),
        "why": (_why(about), ""), "seat": (_of_seat(seat), "strong"), "office": (row.office_sought, ""),
    }
    spans: list[tuple[str, str]] = []
    start = 0
    for found in _WORD.finditer(script):
        text, role = filled.get(found[1], (found[0], ""))
        before = script[start:found.start()]
        start = found.end()
        if not text and script[start:start + 1] == " ":
            start += 1
        spans += [(before, ""), (text, role)]
    spans.append((script[start:], ""))
    joined: list[tuple[str, str]] = []
    for text, role in spans:
        if joined and joined[-1][1] == role:
            joined[-1] = (joined[-1][0] + text, role)
        elif text:
            joined.append((text, role))
    return tuple(joined)


def _why(about: Details) -> str:
    row = about.row
    if row.wants_run and row.wants_help:
        return "You told us you might run for office or help out."
    if row.wants_run:
        return "You told us you might run for office."
    return "You told us you would help out." if row.wants_help else ""


def _of_seat(seat: OpenSeat | None) -> str:
    if seat is None:
        return ""
    closes = f", and filing closes {short_date(seat.deadline)}" if seat.deadline else ""
    return f"{seat.name} where you live has nobody yet{closes}."
