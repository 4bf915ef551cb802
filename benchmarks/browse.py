"""G4: a change of filter to the exact count and the first screen, and every sort; G5's part below the window."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from benchmarks.county import county
from benchmarks.measure import Figure, growth, p95, times
from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.outreach import record
from organizer.outreach.queue import next_up
from organizer.prospects import browse
from organizer.storage.database import Database

__all__ = ["run"]

_SCREEN = 40
_TEN = (("state-house", "10A"), ("state-house", "10B"))
_FILTERS = {
    "everyone": EVERYONE,
    "two districts": ProspectFilter(districts=_TEN),
    "districts, would run, not called": ProspectFilter(districts=_TEN, interest=("run",), results=("none",)),
    "districts, stage, text": ProspectFilter(districts=_TEN, stages=(("run", "new"),), search="ngu"),
    "typed: three letters": ProspectFilter(search="ngu"),
    "city": ProspectFilter(city=("Duluth",)),
    "callable": ProspectFilter(callable_only=True),
}


def _wanted(people: int) -> float:
    return 16 if people <= 10_700 else 33 if people <= 100_000 else 50


def run(sizes: Sequence[int]) -> Iterator[Figure]:
    """Every filter and sort at every size; the median's growth; a result recorded and committed."""
    medians = []
    for people in sizes:
        database = county(people)
        every: list[float] = []
        with database.reading() as session:
            for name, chosen in _FILTERS.items():
                spent = times(partial(_first_screen, session, chosen))
                every += spent
                yield _figure("G4", f"filter: {name}", people, spent)
            for sort in ("name", "phone", "city", "status", "office_sought", "last_contact", "district:state-house"):
                yield _figure("G4", f"sort: {sort}", people,
                              times(partial(_first_screen, session, EVERYONE, sort), runs=10))
        medians.append(statistics.median(every))
        yield from _calling_order(database, people)
        spent = times(partial(_record, database), runs=20)
        yield Figure("G5", "result recorded, journalled, committed", people, f"p95 {p95(spent):.1f} ms",
                     "p95 ≤ 33 ms with the window", p95(spent) <= 33)
        database.close()
    if len(sizes) > 1:
        grown = medians[-1] / medians[0]
        yield Figure("G4", f"median over filters grows with exponent {growth(sizes, medians):.2f}", sizes[-1],
                     f"{grown:.2f} × the smallest", "≤ 2.5 × at 1,500,000", None)


def _first_screen(session: Session, chosen: ProspectFilter, sort: str = "name") -> None:
    found = browse.find(session, chosen, sort, limit=_SCREEN)
    browse.rows(session, found.ids)


def _figure(goal: str, what: str, people: int, spent: Sequence[float]) -> Figure:
    worst, wanted = p95(spent), _wanted(people)
    return Figure(goal, what, people, f"p50 {statistics.median(spent):.1f}  p95 {worst:.1f} ms",
                  f"p95 ≤ {wanted:.0f} ms", worst <= wanted)


def _calling_order(database: Database, people: int) -> Iterator[Figure]:
    """Whom to call next, as it is asked after every call."""
    now = datetime(2016, 6, 15, 18, tzinfo=ZoneInfo("America/Chicago"))
    with database.reading() as session:
        for name, chosen in (("everyone", EVERYONE), ("two districts", ProspectFilter(districts=_TEN))):
            spent = times(partial(next_up, session, chosen, caller="b", now=now, limit=200), runs=10)
            wanted = 33 if people <= 10_700 else 250 if people <= 100_000 else 4_000
            yield Figure("G5", f"calling order: {name}", people,
                         f"p50 {statistics.median(spent):.1f}  p95 {p95(spent):.1f} ms", f"p95 ≤ {wanted} ms, unseen",
                         p95(spent) <= wanted)


def _record(database: Database) -> None:
    with database.writing() as session:
        record.record_result(session, [7], "LM", by="benchmark")
