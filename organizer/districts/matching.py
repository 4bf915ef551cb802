"""From a seat to the people who could fill it, with the reasons; from a person to the seats near them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from organizer.districts import coverage
from organizer.districts.coverage import SeatRow, would_run_here
from organizer.districts.towns import BY_NAME, POSTAL
from organizer.districts.ways import chunks
from organizer.domain.clock import short_date
from organizer.domain.district import short_label
from organizer.domain.errors import UserError
from organizer.domain.names import display_name, fold
from organizer.domain.people import SeatAsk
from organizer.domain.status import result_of, stage_label
from organizer.prospects.conditions import elects
from organizer.storage.tables import District, Person, PersonDistrict, Seat

__all__ = ["Match", "NearSeat", "as_ask", "match", "seat_asks", "seats_near"]


@dataclass(frozen=True, slots=True)
class Match:
    """A person who could fill a seat: how well, and why, the weightiest reason first."""

    person: int
    name: str
    score: int
    reasons: tuple[str, ...]
    wants: str
    run_stage: str
    last_result: str | None
    last_contact: str | None
    phone: str
    certainty: str


@dataclass(frozen=True, slots=True)
class NearSeat:
    """A seat in one of a person's districts; `certainty` is that of the district."""

    seat: SeatRow
    certainty: str


_STAGES = {"interested": 20, "matched": 24, "vetted": 30, "committed": 12, "paperwork": 10, "reached": 8, "assigned": 2,
           "not-now": -25}
_RESULTS = {"CV": 12, "CB": 6, "LM": -2, "NH": 0, "BZ": 0, "OL": -4, "RF": -30, "WN": -8, "WX": -8, "MV": -40}
_ANY = ("any", "")


def match(session: Session, seat_id: int, *, limit: int | None = None) -> list[Match]:
    """People who live in the seat's district and would run, the best first.

    Left out: do not call, deceased, hostile, those who said no, moved or are ineligible, those on a ballot, and those
    who are committed to a seat.

    Raises:
        UserError: the seat is not there.
    """
    chosen = session.execute(
        select(Seat.district_kind, Seat.district_code, Seat.office, Seat.name).where(Seat.id == seat_id)
    ).first()
    if chosen is None:
        raise UserError("That seat is no longer there.")
    kind, code, office, name = chosen
    d, p = District, PersonDistrict
    rows = session.execute(
        select(Person.id, Person.first_name, Person.last_name, Person.office_sought, Person.involvement,
               Person.run_stage, Person.last_result, Person.last_contact, Person.phone, Person.phone_status,
               Person.wants_run, p.certainty, p.method, p.source)
        .join(p, and_(p.person_id == Person.id, p.current == 1)).join(d, d.id == p.district_id)
        .join(Seat, elects()).where(Seat.id == seat_id, *would_run_here())
    ).all()
    label = short_label(kind, code)
    found = {row.id: _scored(row, office or name, label) for row in rows}
    ranked = sorted(found.values(), key=lambda one: (-one.score, fold(one.name), one.person))
    return ranked[:limit]


def _scored(row: Any, office: str, label: str) -> Match:
    (person, first, last, wants, involvement, stage, result, contact, phone, phone_status, wants_run, certainty,
     method, source) = row
    said: list[tuple[int, str]] = []
    wished = [fold(one) for one in wants.split("; ")]
    if fold(office) in wished:
        said.append((40, f"wants {_plain(office)}"))
    elif all(one in _ANY for one in wished):
        said.append((14, "open to any office"))
    else:
        said.append((2, f"wants {_plain(wants)}"))
    exact = certainty == "exact"
    way = _WAYS.get(source) or _WAYS.get(method, method)
    place = f"lives in {label}" if exact else f"likely lives in {label} ({way})"
    said.append((20 if exact else 8, place))
    if stage in _STAGES:
        said.append((_STAGES[stage], stage_label("run", stage).lower()))
    elif wants_run:
        said.append((5, "would run"))
    if involvement:
        said.append((8, involvement if len(involvement) <= 60 else involvement[:59].rstrip() + "…"))
    if result:
        said.append((_RESULTS.get(result, 0), f"{result_of(result).label.lower()} {short_date(contact)}"))
    else:
        said.append((3, "not yet called"))
    if not phone or phone_status != "ok":
        said.append((-10, "no good phone" if phone else "no phone"))
    score = sum(points for points, _ in said)
    reasons = tuple(text for _, text in sorted(said, key=lambda one: -abs(one[0])))
    return Match(person, display_name(first, last), score, reasons, wants, stage, result, contact, phone, certainty)


_WAYS = {"zip": "by ZIP", POSTAL: "by postal city", BY_NAME: "by the name of the precinct", "sheet": "by their sheet",
         "precinct": "by precinct", "boundary": "by coordinates"}


def _plain(office: str) -> str:
    """An office inside a sentence: ``school board``, ``State House``, ``US House``."""
    return office if office.startswith(("State", "US")) else office.lower()


def seats_near(
    session: Session, person_id: int, *, open_only: bool = True, today: date | None = None
) -> list[NearSeat]:
    """Seats in the districts where a person lives, the most urgent first; by default those without somebody."""
    d, p = District, PersonDistrict
    sure: dict[int, str] = dict(session.execute(
        select(Seat.id, p.certainty).join(d, elects()).join(p, p.district_id == d.id)
        .where(p.person_id == person_id, p.current == 1)
    ).all())
    rows = coverage.board(session, today=today, seat_ids=list(sure)) if sure else []
    return [NearSeat(one, sure[one.id]) for one in rows if not open_only or _is_open(one)]


def seat_asks(
    session: Session, person_ids: Sequence[int], *, first: int = 0, today: date | None = None
) -> dict[int, list[SeatAsk]]:
    """The seats to ask people about where they live, in words, the most urgent first.

    Args:
        session: for reading.
        person_ids: whom.
        first: the seat that stands first, also where it is filled or filing for it has closed.
        today: the day to count from.
    """
    d, p = District, PersonDistrict
    rows = coverage.board(session, today=today)
    open_ones = {one.id: one for one in rows if one.id == first or _is_open(one)}
    at: dict[int, list[SeatRow]] = defaultdict(list)
    for district, seat in session.execute(select(d.id, Seat.id).join(Seat, elects())):
        if seat in open_ones:
            at[district].append(open_ones[seat])
    near: dict[int, list[SeatRow]] = defaultdict(list)
    for chunk in chunks(person_ids):
        for person, district in session.execute(
            select(p.person_id, p.district_id).where(p.person_id.in_(chunk or ()), p.current == 1)
        ):
            near[person] += at[district]
    return {person: [as_ask(one) for one in sorted(found, key=lambda row: (row.id != first, row.urgency))]
            for person, found in near.items()}


def as_ask(row: SeatRow) -> SeatAsk:
    """A seat as it is asked about on paper."""
    day = date.fromisoformat(row.filing_deadline) if row.filing_deadline else None
    standing = {"none": "nobody yet", "talks": row.candidate, "committed": row.candidate, "filed": row.candidate}
    said = standing[row.state]
    if row.short_slate:
        said = f"{row.seats_up:,} seats up, {said}"
    return SeatAsk(row.name, row.label, f"{day:%b} {day.day}, {day.year}" if day else "", row.days, said)


def _is_open(row: SeatRow) -> bool:
    """Whether somebody of ours is lacking and may still file."""
    return (not row.has_somebody or row.short_slate) and (row.days is None or row.days >= 0)
