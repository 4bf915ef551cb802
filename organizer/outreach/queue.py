"""Whom to call next: follow-ups that are due, then people nobody has tried, then those who have rested long enough."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.filters import ProspectFilter
from organizer.domain.status import RESULTS
from organizer.outreach.effects import day_part, rested_at
from organizer.outreach.filter_queue import FilterQueue
from organizer.outreach.list_progress import Calls, entries, list_calls
from organizer.outreach.lists import open_elsewhere
from organizer.outreach.local_time import is_calling_time, zone_of
from organizer.prospects import conditions
from organizer.storage.tables import Action, ContactEvent, Person

__all__ = ["Queue", "Tally", "next_up", "shift_start", "tally", "undone"]

_BREAK = timedelta(hours=2)  # without a call, after which a new shift begins
_EASTERN = ZoneInfo("America/New_York")


@dataclass(frozen=True, slots=True)
class Queue:
    """People to call, in order, and how many of the rest wait for what.

    Args:
        ids: whom to call now, the next one first.
        follow_ups: how many of them asked to be called by now.
        resting: left alone for a while, because they were tried lately.
        asleep: it is too early or too late where they live.
        promised: they asked to be called later than now.
        total: everybody there is to call: who may be called, now or later, and on a list whoever was called already.
    """

    ids: tuple[int, ...]
    follow_ups: int = 0
    resting: int = 0
    asleep: int = 0
    promised: int = 0
    total: int = 0


def next_up(
    session: Session, people: int | ProspectFilter | Sequence[int], *, caller: str, now: datetime,
    skipped: Collection[int] = (), any_hour: bool = False, any_rest: bool = False,
    but_for: Collection[int] = (), limit: int | None = None,
) -> Queue:
    """The calling order of a list (by its id), a filter, or people chosen by hand.

    Nobody comes up who may not be called, or, outside a list, who is on another caller's open list. Of those who have
    rested, people come first whom nobody answered for at another part of the day than now.

    Args:
        session: from `Database.reading`.
        people: a call list's id, a filter, or ids in order.
        caller: who calls.
        now: this moment, with its zone.
        skipped: passed over this time; they come last.
        any_hour: call also where it is before 9:00 or after 20:30.
        any_rest: call also those who rest or asked for a later time.
        but_for: of those, not these, who were called since that was said.
        limit: how many of a filter's people to name; there may be a great many.
    """
    if isinstance(people, ProspectFilter):
        return _of_filter(session, FilterQueue(
            session, people, now, open_elsewhere(session, caller), any_hour=any_hour, any_rest=any_rest,
            but_for=but_for), now, skipped, limit)
    called = list_calls(session, people) if isinstance(people, int) else {}
    ids = _candidates(session, people, caller, called)
    due: list[tuple[Any, int]] = []
    fresh: list[int] = []
    rested: list[tuple[Any, int]] = []
    waiting = {"resting": 0, "asleep": 0, "promised": 0}
    moment = clock.to_text(now)
    since = set(but_for)
    rows = _rows(session, ids)
    for place, row in enumerate(rows):
        may_rest = not any_rest or row.id in since
        if not any_hour and not is_calling_time(row.zip, now, row.state):
            waiting["asleep"] += 1
        elif row.follow_up:
            if row.follow_up > moment and may_rest:
                waiting["promised"] += 1
            else:
                due.append(((row.follow_up, place), row.id))
        elif row.last_result is None:
            fresh.append(row.id)
        elif may_rest and rested_at(row.last_result, clock.from_text(row.last_contact)) > now:
            waiting["resting"] += 1
        else:
            rested.append(((_same_part(row, now), row.last_contact, place), row.id))
    order = [one for _, one in sorted(due)] + fresh + [one for _, one in sorted(rested)]
    behind = set(skipped)
    order = [one for one in order if one not in behind] + [one for one in order if one in behind]
    return Queue(tuple(order), follow_ups=len(due), total=len(called.keys() | {row.id for row in rows}), **waiting)


def _of_filter(
    session: Session, queue: FilterQueue, now: datetime, skipped: Collection[int], limit: int | None
) -> Queue:
    """Counted in the store, and only the first few asked for."""
    counts = queue.counts
    ids = queue.first(limit, skipped, lambda row: _same_part(row, now))
    return Queue(tuple(ids), follow_ups=counts["due"], total=sum(counts.values()) - counts["barred"],
                 **{kind: counts[kind] for kind in ("resting", "asleep", "promised")})


def _candidates(session: Session, people: int | Sequence[int], caller: str, called: Calls) -> list[int]:
    """Who is still to be called, where those of a list were `called` so far."""
    if isinstance(people, int):
        return [one for one, state in entries(session, people, called) if state == "open"]
    elsewhere = open_elsewhere(session, caller)
    return [one for one in dict.fromkeys(people) if one not in elsewhere]


def _rows(session: Session, ids: Sequence[int]) -> list[Any]:
    """What the order goes by, for those who may be called, in the order given."""
    found = {}
    for start in range(0, len(ids), 900):
        for row in session.execute(
            select(Person.id, Person.zip, Person.state, Person.last_result, Person.last_contact, Person.follow_up)
            .where(Person.id.in_(ids[start:start + 900]), conditions.callable_people())
        ):
            found[row.id] = row
    return [found[one] for one in ids if one in found]


def _same_part(row: Any, now: datetime) -> bool:
    """Whether nobody answered at this same part of the day the last time."""
    if row.last_result != "NH":
        return False
    zone = zone_of(row.zip, row.state) or _EASTERN
    return day_part(clock.from_text(row.last_contact).astimezone(zone)) == day_part(now.astimezone(zone))


@dataclass(frozen=True, slots=True)
class Tally:
    """What one caller did in a shift. `minutes` run from the first call, or the shift's start, to now."""

    dialled: int = 0
    reached: int = 0
    yes: int = 0
    minutes: int = 0


def shift_start(session: Session, caller: str, now: datetime, opened: datetime | None = None) -> datetime:
    """When this caller's shift began: the first of the calls up to now that are never two hours apart; else now.

    Where the calling screen was `opened` within two hours before, it began then; one left open overnight says nothing.
    """
    start = now
    for at in session.scalars(
        select(ContactEvent.at).where(
            ContactEvent.by == caller, ContactEvent.void == 0, ContactEvent.result != "", ContactEvent.kind == "phone",
            ContactEvent.at >= clock.to_text(now - timedelta(hours=16)), ContactEvent.at <= clock.to_text(now),
        ).order_by(ContactEvent.at.desc())
    ):
        if start - clock.from_text(at) > _BREAK:
            break
        start = clock.from_text(at)
    return opened if opened is not None and opened <= start <= opened + _BREAK else start


def undone(session: Session, actions: Collection[int]) -> set[int]:
    """Which of these actions no longer hold."""
    return set(session.scalars(select(Action.id).where(Action.id.in_(actions), Action.undone == 1)))


def tally(session: Session, caller: str, since: datetime, now: datetime) -> Tally:
    """The caller's calls since a moment: how many were dialled, how many reached, how many said yes to anything."""
    event = ContactEvent
    reached = [result.code for result in RESULTS if result.reached]
    dialled, spoken, yes = session.execute(
        select(
            func.count(), func.sum(case((event.result.in_(reached), 1), else_=0)),
            func.sum(case((or_(event.run_answer == "yes", event.help_answer == "yes"), 1), else_=0)),
        ).where(event.by == caller, event.at >= clock.to_text(since), event.result != "", event.void == 0,
                event.kind == "phone")
    ).one()
    return Tally(dialled, spoken or 0, yes or 0, max(0, int((now - since).total_seconds() // 60)))
