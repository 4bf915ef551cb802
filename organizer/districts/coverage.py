"""Who is on the ballot: every seat with its candidates, deadline and people who would run, and the sums over them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.district import KINDS, natural_key, short_label
from organizer.domain.names import display_name
from organizer.domain.status import RUN_EXITS, RUN_STAGES, stage_label, stage_rank
from organizer.prospects.conditions import elects
from organizer.storage.tables import Candidacy, Coverage, District, Person, PersonDistrict, Seat

__all__ = ["Headline", "KindCoverage", "SeatRow", "board", "headline", "keep_today", "would_run_here"]

FILED = ("filed", "qualified", "nominee", "won")
"""Run stages of somebody who is on the ballot."""
COMMITTED = ("committed", "paperwork")
"""Run stages of somebody who said they will be."""
TALKING = ("reached", "interested", "matched", "vetted")
"""Run stages of somebody who is being talked to."""
_OUT = {stage.code for stage in RUN_EXITS} - {"not-now"} | {"lost"}
_STATES = {"filed": "Filed", "committed": "Committed", "talks": "In talks", "none": "No candidate"}


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A line of the board.

    Args:
        state: filed, committed, talks or none: how far our best candidate is.
        ours: our candidates on the ballot, by the list or by our own stages, whichever is more.
        total: all candidates on the ballot.
        candidates: our people for this seat: (id, name, run stage).
        would_run: people who live there, would run, and may be asked.
        by_stage: of these how many at each run stage.
        days: to the filing deadline; negative when it has passed; None when it is not known.
        none_of_ours: nobody of ours is on the ballot or committed.
        uncontested: there are no more candidates than seats.
        short_slate: somebody of ours, but fewer than seats.
    """

    id: int
    name: str
    office: str
    kind: str
    code: str
    county: str
    seats_up: int
    election_date: str
    filing_opens: str
    filing_deadline: str
    incumbent: str
    incumbent_party: str
    state: str
    ours: int
    total: int
    candidates: tuple[tuple[int, str, str], ...]
    would_run: int
    by_stage: tuple[tuple[str, int], ...]
    days: int | None
    none_of_ours: bool
    uncontested: bool
    short_slate: bool

    @property
    def label(self) -> str:
        """``HD 10A``."""
        return short_label(self.kind, self.code)

    @property
    def coverage(self) -> str:
        """The word of the Coverage column."""
        return _STATES[self.state]

    @property
    def candidate(self) -> str:
        """``Rosa Flores (committed)``, ``talking to 2``, or how many the list says have filed."""
        best = [one for one in self.candidates if one[2] in FILED + COMMITTED]
        if best:
            more = f" and {len(best) - 1} more" if len(best) > 1 else ""
            return f"{best[0][1]} ({stage_label('run', best[0][2]).lower()}){more}"
        if self.state == "filed":
            return f"{self.ours:,} filed"
        talking = sum(one[2] in TALKING for one in self.candidates)
        return f"talking to {talking:,}" if talking else ""

    @property
    def has_somebody(self) -> bool:
        """Whether somebody of ours has filed or is committed."""
        return self.state in ("filed", "committed")

    @property
    def urgency(self) -> tuple[Any, ...]:
        """What the board is sorted by: still open, not covered, closing soonest, least begun, most who would run."""
        closed = self.days is not None and self.days < 0
        covered = self.has_somebody and not self.short_slate
        begun = {"none": 0, "talks": 1, "committed": 2, "filed": 3}[self.state]
        return (closed, covered, 10_000 if self.days is None else self.days, begun, -self.would_run, self.kind,
                natural_key(self.code), self.name)


@dataclass(frozen=True, slots=True)
class KindCoverage:
    """The bar of one kind: seats without anybody, in talks, with somebody."""

    kind: str
    label: str
    seats: int
    nobody: int
    talks: int
    somebody: int

    @property
    def open_share(self) -> float:
        """The part of the seats without somebody of ours, 0 to 1."""
        return 1 - self.somebody / self.seats if self.seats else 0.0


@dataclass(frozen=True, slots=True)
class Headline:
    """The head of the board. `seats` with `somebody` is the campaign's one number."""

    seats: int
    somebody: int
    nobody: int
    none_of_ours: int
    uncontested: int
    short_slate: int
    closing: int
    kinds: tuple[KindCoverage, ...]

    @property
    def words(self) -> str:
        """``91 seats, 58 with nobody yet. 17 filing windows close within 30 days.``"""
        said = f"{self.seats:,} {'seat' if self.seats == 1 else 'seats'}, {self.nobody:,} with nobody yet."
        windows = "filing window closes" if self.closing == 1 else "filing windows close"
        return f"{said} {self.closing:,} {windows} within 30 days."


def would_run_here() -> list[Any]:
    """Conditions on a person who would run and may be asked: not suppressed, not out, not on a ballot or promised."""
    promised = exists().where(Candidacy.person_id == Person.id, Person.run_stage.in_(COMMITTED))
    return [
        ~promised,
        Person.do_not_call == 0, Person.deceased == 0, Person.hostile == 0,
        or_(Person.wants_run == 1, Person.run_stage.in_((*TALKING[1:], *COMMITTED))),
        Person.run_stage.not_in((*_OUT, *FILED)),
    ]


def board(session: Session, *, today: date | None = None, seat_ids: Sequence[int] | None = None) -> list[SeatRow]:
    """Every seat, or the chosen ones, the most urgent first."""
    today = today or clock.today()
    among = [] if seat_ids is None else [Seat.id.in_(seat_ids)]
    seats = session.execute(
        select(Seat.id, Seat.name, Seat.office, Seat.district_kind, Seat.district_code, Seat.county, Seat.seats_up,
               Seat.election_date, Seat.filing_opens, Seat.filing_deadline, Seat.incumbent, Seat.incumbent_party,
               Seat.filed_ours, Seat.filed_total).where(*among)
    ).all()
    people: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for seat, person, first, last, stage in session.execute(
        select(Candidacy.seat_id, Person.id, Person.first_name, Person.last_name, Person.run_stage)
        .join(Person, Person.id == Candidacy.person_id).order_by(Candidacy.id)
    ):
        people[seat].append((person, display_name(first, last), stage))
    would = _would_run(session)
    rows = []
    for one in seats:
        mine = tuple(sorted(people[one.id], key=lambda who: -_rank(who[2])))
        filed = sum(stage in FILED for _, _, stage in mine)
        ours = max(one.filed_ours, filed)
        total = max(one.filed_total, ours)
        committed = any(stage in COMMITTED for _, _, stage in mine)
        talks = any(stage in TALKING for _, _, stage in mine)
        state = "filed" if ours else "committed" if committed else "talks" if talks else "none"
        slate = ours + sum(stage in COMMITTED for _, _, stage in mine)
        stages: Counter[str] = would.get(one.id, Counter())
        rows.append(SeatRow(
            one.id, one.name, one.office, one.district_kind, one.district_code, one.county, one.seats_up,
            one.election_date, one.filing_opens, one.filing_deadline, one.incumbent, one.incumbent_party,
            state, ours, total, mine, sum(stages.values()),
            tuple(sorted(stages.items(), key=lambda found: -_rank(found[0]))),
            (date.fromisoformat(one.filing_deadline) - today).days if one.filing_deadline else None,
            state in ("none", "talks"), total <= one.seats_up, 0 < slate < one.seats_up,
        ))
    return sorted(rows, key=lambda row: row.urgency)


def _rank(stage: str) -> int:
    return stage_rank("run", stage) if stage in {one.code for one in RUN_STAGES} else -1


def _would_run(session: Session) -> dict[int, Counter[str]]:
    """How many would run where a seat is to be filled, by seat and run stage."""
    here = select(Seat.id.label("seat"), District.id.label("district")).join(District, elects()).subquery()
    p = PersonDistrict
    by_district: dict[int, Counter[str]] = defaultdict(Counter)
    for district, stage, count in session.execute(
        select(p.district_id, Person.run_stage, func.count())
        .join(Person, Person.id == p.person_id)
        .where(p.current == 1, p.district_id.in_(select(here.c.district)), *would_run_here())
        .group_by(p.district_id, Person.run_stage)
    ):
        by_district[district][stage] += count
    out: dict[int, Counter[str]] = defaultdict(Counter)
    for seat, district in session.execute(select(here.c.seat, here.c.district)):
        out[seat].update(by_district[district])
    return out


def headline(rows: Sequence[SeatRow], *, within: int = 30) -> Headline:
    """The sums over the board."""
    by_kind: dict[str, list[SeatRow]] = defaultdict(list)
    for one in rows:
        by_kind[one.kind].append(one)
    order = {kind: rank for rank, kind in enumerate(KINDS)}
    kinds = tuple(
        KindCoverage(
            kind, KINDS.get(kind, kind), len(found), sum(one.state == "none" for one in found),
            sum(one.state == "talks" for one in found), sum(one.has_somebody for one in found),
        )
        for kind, found in sorted(by_kind.items(), key=lambda item: order.get(item[0], 99))
    )
    somebody = sum(one.has_somebody for one in rows)
    return Headline(
        len(rows), somebody, len(rows) - somebody, sum(one.none_of_ours for one in rows),
        sum(one.uncontested for one in rows), sum(one.short_slate for one in rows),
        sum(one.days is not None and 0 <= one.days <= within for one in rows), kinds,
    )


def keep_today(session: Session, today: date | None = None) -> None:
    """Keep today's sums for the plot; no action of a person's, so nothing to undo."""
    session.flush()
    sums = headline(board(session, today=today))
    day = (today or clock.today()).isoformat()
    row = session.scalar(select(Coverage).where(Coverage.day == day))
    if row is None:
        if sums.seats:
            session.add(Coverage(day=day, seats=sums.seats, with_somebody=sums.somebody))
    else:
        row.seats, row.with_somebody = sums.seats, sums.somebody
    session.flush()
