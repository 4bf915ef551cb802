"""The campaign in numbers: reached by day and by caller, how far people have come, what calls led to."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.filters import ProspectFilter
from organizer.domain.status import HELP_EXITS, HELP_STAGES, RESULTS, RUN_EXITS, RUN_STAGES
from organizer.storage.tables import ContactEvent, Person

__all__ = ["REACHED", "CallerRow", "Day", "Step", "by_caller", "by_day", "funnel", "results"]

REACHED = frozenset(result.code for result in RESULTS if result.reached)
"""Results of a call in which the person was spoken to."""


@dataclass(frozen=True, slots=True)
class Day:
    """Calls of one day in the reader's zone, and whom they were to."""

    day: date
    dialled: int
    reached: int
    yes: int
    people: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class CallerRow:
    """Calls of one caller, and how many people were reached by them."""

    caller: str
    dialled: int
    reached: int
    yes: int


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: a stage or a result, how many people stand there, and the filter that finds them."""

    code: str
    label: str
    people: int
    filter: ProspectFilter


def by_day(session: Session, zone: tzinfo | None, *, since: date, until: date) -> list[Day]:
    """Calls by day, every day from `since` to `until`, also those without any; `zone` None is this machine's."""
    counts: dict[date, Counter[str]] = defaultdict(Counter)
    people: dict[date, set[int]] = defaultdict(set)
    event = ContactEvent
    start = clock.to_text(datetime(since.year, since.month, since.day, tzinfo=zone).astimezone(zone))
    for person, at, result, run, help_ in session.execute(
        select(event.person_id, event.at, event.result, event.run_answer, event.help_answer)
        .where(event.void == 0, event.result != "", event.at >= start)
    ):
        day = clock.from_text(at).astimezone(zone).date()
        people[day].add(person)
        counts[day]["dialled"] += 1
        counts[day]["reached"] += result in REACHED
        counts[day]["yes"] += "yes" in (run, help_)
    days = [since + timedelta(days=place) for place in range((until - since).days + 1)]
    return [Day(day, counts[day]["dialled"], counts[day]["reached"], counts[day]["yes"],
                frozenset(people.get(day, ()))) for day in days]


def by_caller(session: Session, *, since: str = "") -> list[CallerRow]:
    """Calls by caller, who reached the most first; since a stored moment, or ever."""
    event = ContactEvent
    rows = session.execute(
        select(
            event.by, func.count(), func.count(func.distinct(case((event.result.in_(REACHED), event.person_id)))),
            func.sum(case(((event.run_answer == "yes") | (event.help_answer == "yes"), 1), else_=0)),
        ).where(event.void == 0, event.result != "", event.at >= since).group_by(event.by)
    )
    found = [CallerRow(by or "nobody", dialled, reached or 0, yes or 0) for by, dialled, reached, yes in rows]
    return sorted(found, key=lambda row: (-row.reached, -row.dialled, row.caller))


def funnel(session: Session, track: str) -> list[Step]:
    """How many people stand at each stage of a track, exits behind; only people who would run (or help) at all,
    or have left "new"."""
    column, wants = (Person.run_stage, Person.wants_run) if track == "run" else (Person.help_stage, Person.wants_help)
    rows = session.execute(select(column, func.count()).where((wants == 1) | (column != "new")).group_by(column))
    people = {stage: count for stage, count in rows if count}
    steps = (RUN_STAGES + RUN_EXITS) if track == "run" else (HELP_STAGES + HELP_EXITS)
    found = []
    for stage in steps:
        chosen = ProspectFilter(stages=((track, stage.code),), interest=(track,) if stage.code == "new" else ())
        found.append(Step(stage.code, stage.label, people.get(stage.code, 0), chosen))
    return found


def results(session: Session) -> list[Step]:
    """How many people have each result as their last, and how many none yet."""
    rows = session.execute(select(Person.last_result, func.count()).group_by(Person.last_result))
    people = {code or "none": count for code, count in rows}
    named = [("none", "Not yet called"), *((result.code, result.label) for result in RESULTS)]
    return [Step(code, label, people.get(code, 0), ProspectFilter(results=(code,))) for code, label in named]
