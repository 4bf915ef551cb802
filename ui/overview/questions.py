"""What the overview asks the store, in one go, and how it becomes bars, columns and a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from organizer.districts import coverage, known, over_weeks
from organizer.districts.coverage import Headline, SeatRow
from organizer.districts.known import DistrictRow
from organizer.domain import clock
from organizer.domain.filters import ProspectFilter
from organizer.domain.status import HELP_EXITS, RUN_EXITS
from organizer.outreach import overview
from organizer.outreach.overview import CallerRow, Day, Step
from ui.districts.seat_table import TONES, deadline_words
from ui.labels import many
from ui.overview.bars import Bar
from ui.overview.over_time import Column, Moment

__all__ = ["PERIODS", "Overview", "ask_overview", "call_columns", "caller_bars", "closing_bars", "district_bars",
           "result_bars", "stage_bars", "week_moments"]

PERIODS = (("28", "last 28 days"), ("7", "last 7 days"), ("90", "last 90 days"), ("365", "last 12 months"),
           ("all", "all"))
_EXITS = {stage.code for stage in RUN_EXITS + HELP_EXITS}
_TONE_OF_RESULT = {"none": "tone_new", "CV": "tone_done", "CB": "tone_follow", "LM": "tone_waiting",
                   "BZ": "tone_waiting", "NH": "tone_new", "OL": "tone_waiting"}


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the page shows. `since` is the moment from which callers are counted."""

    seats: list[SeatRow]
    headline: Headline
    weeks: list[tuple[str, int, int]]
    days: list[Day]
    callers: list[CallerRow]
    since: str
    run: list[Step]
    help: list[Step]
    results: list[Step]
    districts: list[DistrictRow]


def ask_overview(session: Any, period: str, today: date | None = None) -> Overview:
    """The campaign as it stands. Args: period: days back, or "all"."""
    today = today or clock.today()
    first = date(2000, 1, 1) if period == "all" else today - timedelta(days=int(period) - 1)
    since = "" if period == "all" else clock.to_text(datetime(first.year, first.month, first.day).astimezone())
    days = overview.by_day(session, None, since=first, until=today)
    if period == "all":
        start = next((place for place, day in enumerate(days) if day.dialled), max(len(days) - 28, 0))
        end = next((len(days) - place for place, day in enumerate(reversed(days)) if day.dialled), len(days))
        days = days[start:end]
    kinds = known.kinds(session)
    rows = coverage.board(session, today=today)
    return Overview(
        rows, coverage.headline(rows), over_weeks.history(session, today=today), days,
        overview.by_caller(session, since=since), since, overview.funnel(session, "run"),
        overview.funnel(session, "help"), overview.results(session),
        known.summary(session, kinds[0].kind) if kinds else [],
    )


def call_columns(days: Sequence[Day]) -> list[Column]:
    """Day by day; week by week or month by month where there are too many. A press tells ("days", first, last)."""
    if len(days) <= 62:
        groups = [[day] for day in days]
    elif len(days) <= 430:
        groups = [list(some) for _, some in groupby(days, key=lambda day: day.day - timedelta(days=day.day.weekday()))]
    else:
        groups = [list(some) for _, some in groupby(days, key=lambda day: (day.day.year, day.day.month))]
    columns = []
    for some in groups:
        first, last = some[0].day, some[-1].day
        label = f"{first:%b %Y}" if len(days) > 430 else f"{first:%b} {first.day}"
        columns.append(Column(label, sum(day.reached for day in some), sum(day.dialled for day in some),
                              ("days", first, last), len(frozenset().union(*(day.people for day in some)))))
    return columns


def caller_bars(callers: Sequence[CallerRow], most: int = 10) -> list[Bar]:
    """Who reached how many people. A press tells ("caller", name)."""
    return [Bar(one.caller, one.reached, "press", f"of {one.dialled:,} dialed · {one.yes:,} yes",
                ("caller", one.caller) if one.reached else None) for one in callers[:most]]


def stage_bars(steps: Sequence[Step]) -> list[Bar]:
    """A funnel: how many stand at each stage, and how many came this far; those who left come last."""
    on_track = [step for step in steps if step.code not in _EXITS]
    left = [step for step in steps if step.code in _EXITS and step.people]
    bars = []
    for place, step in enumerate(on_track):
        further = sum(one.people for one in on_track[place:])
        note = f"{further:,} this far" if further > step.people and place else ""
        bars.append(Bar(step.label, step.people, "tone_new" if step.code == "new" else "press", note,
                        step.filter if step.people else None))
    return _scaled(bars + [Bar(step.label, step.people, "tone_off", "left the track", step.filter) for step in left])


def result_bars(steps: Sequence[Step]) -> list[Bar]:
    """How many have each result as their last; results nobody has are left out."""
    return _scaled([Bar(step.label, step.people, _TONE_OF_RESULT.get(step.code, "tone_bad"), "", step.filter)
                    for step in steps if step.people])


def _scaled(bars: list[Bar]) -> list[Bar]:
    """The first bar broken where it would leave no room to see the others."""
    rest = max((bar.count for bar in bars[1:]), default=0)
    if bars and rest and bars[0].count > 3 * rest:
        bars[0] = replace(bars[0], broken=True, note=bars[0].note or "bar cut short")
    return bars


def closing_bars(rows: Sequence[SeatRow], most: int = 8) -> list[Bar]:
    """Seats without anybody of ours by how soon their filing closes, each with those who live there and would run.

    A press tells the seat's id.
    """
    soon = sorted((row for row in rows if row.none_of_ours and row.days is not None and row.days >= 0),
                  key=lambda row: (row.days or 0, row.urgency))
    return [Bar(row.name, row.would_run, f"tone_{TONES[row.state]}",
                f"would run · {deadline_words(row)}, {many(row.days or 0, 'day')}", row.id) for row in soon[:most]]


def district_bars(rows: Sequence[DistrictRow], most: int = 12) -> list[Bar]:
    """The districts where most people live, with how many were reached."""
    return [Bar(row.label, row.people, "press", f"{row.run:,} would run · {row.reached:,} reached",
                ProspectFilter(districts=((row.kind, row.code),)))
            for row in sorted(rows, key=lambda row: -row.people)[:most]]


def week_moments(weeks: Sequence[tuple[str, int, int]]) -> list[Moment]:
    """The campaign's one number at the end of each week."""
    found = []
    for day, seats, somebody in weeks[-53:]:
        when = date.fromisoformat(day)
        found.append(Moment(f"{when:%b} {when.day}", somebody, seats))
    return found
