"""How many seats had somebody, week by week: worked out from the journal, the candidacies and the run stages.

Seats are followed backwards from how they stand today; a candidate's stage of a week is the last step taken until
then. What was undone counts as never done. Weeks before the journal begins are known by the sums kept then.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.districts.coverage import COMMITTED, FILED, board, headline
from organizer.domain import clock
from organizer.storage import rowtext
from organizer.storage.tables import Action, Candidacy, Change, Coverage, Seat, StageChange

__all__ = ["history"]

_SURE = frozenset((*FILED, *COMMITTED))
_MOST = 104  # weeks that are followed back


@dataclass(slots=True)
class _State:
    """Seats with how many of ours the list says have filed, and who is a candidate for which."""

    filed: dict[int, int]
    candidates: dict[int, tuple[int, int]] = field(default_factory=dict)  # candidacy: seat, person


def history(session: Session, *, today: date | None = None) -> list[tuple[str, int, int]]:
    """(day, seats, with somebody) at the end of every week that is known, and today, the earliest first."""
    today = today or clock.today()
    weeks: dict[date, tuple[str, int, int]] = {}
    for day, seats, somebody in session.execute(
        select(Coverage.day, Coverage.seats, Coverage.with_somebody).where(Coverage.day <= today.isoformat())
        .order_by(Coverage.day)
    ):
        weeks[_monday(date.fromisoformat(day))] = (day, seats, somebody)
    weeks |= _worked_out(session, today)
    sums = headline(board(session, today=today))
    if sums.seats:
        weeks[_monday(today)] = (today.isoformat(), sums.seats, sums.somebody)
    return [weeks[week] for week in sorted(weeks)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _worked_out(session: Session, today: date) -> dict[date, tuple[str, int, int]]:
    """The weeks from the journal's first seat to the last one, by following its changes backwards."""
    changes = session.execute(
        select(Action.at, Change.table_name, Change.op, Change.row_id, Change.last_row, Change.before, Change.rows)
        .join(Action, Action.id == Change.action_id)
        .where(Change.table_name.in_(("seat", "candidacy")), Action.undone == 0, Action.reverses.is_(None))
        .order_by(Change.id.desc())
    ).all()
    if not changes:
        return {}
    state = _State(
        dict(session.execute(select(Seat.id, Seat.filed_ours)).all()),
        {row[0]: (row[1], row[2]) for row in session.execute(
            select(Candidacy.id, Candidacy.seat_id, Candidacy.person_id))},
    )
    steps = _steps(session)
    out: dict[date, tuple[str, int, int]] = {}
    first = _monday(clock.from_text(changes[-1][0]).astimezone().date())
    week = _monday(today) - timedelta(days=7)
    place = 0
    for _ in range(_MOST):
        if week < first:
            break
        end = week + timedelta(days=6)
        after = clock.to_text(datetime.combine(end + timedelta(days=1), time.min).astimezone())
        while place < len(changes) and changes[place][0] >= after:
            _take_back(state, changes[place])
            place += 1
        if state.filed:
            out[week] = (end.isoformat(), len(state.filed), _with_somebody(state, steps, after))
        week -= timedelta(days=7)
    return out


def _steps(session: Session) -> dict[int, tuple[list[str], list[str]]]:
    """By person the moments and stages of the run track, the earliest first."""
    found: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for person, at, stage in session.execute(
        select(StageChange.person_id, StageChange.at, StageChange.stage)
        .where(StageChange.track == "run", StageChange.void == 0).order_by(StageChange.at, StageChange.id)
    ):
        found[person][0].append(at)
        found[person][1].append(stage)
    return found


def _take_back(state: _State, change: Any) -> None:
    """Make the state what it was before a change."""
    _, table, op, row_id, last_row, before, rows = change
    if op in ("insert", "run"):
        for one in range(row_id, (last_row or row_id) + 1):
            state.filed.pop(one, None) if table == "seat" else state.candidates.pop(one, None)
    elif op == "update" and table == "seat" and before:
        values = rowtext.load(before)
        if "filed_ours" in values and row_id in state.filed:
            state.filed[row_id] = values["filed_ours"]
    elif op in ("delete", "clear") and rows:
        for name, row in _rows(rows):
            if name == "seat":
                state.filed[row["id"]] = row.get("filed_ours", 0)
            elif name == "candidacy":
                state.candidates[row["id"]] = (row["seat_id"], row["person_id"])


def _rows(packed: bytes) -> Iterable[tuple[str, dict[str, Any]]]:
    """Rows that were taken away, with the name of their table."""
    for name, columns, rows in rowtext.Taken.unpack(packed).blocks:
        for row in rows:
            yield name, dict(zip(columns, row, strict=True))


def _with_somebody(state: _State, steps: dict[int, tuple[list[str], list[str]]], after: str) -> int:
    """How many seats had somebody who has filed or is committed, before a moment."""
    found = {seat for seat, ours in state.filed.items() if ours > 0}
    for seat, person in state.candidates.values():
        if seat in state.filed and seat not in found and person in steps:
            moments, stages = steps[person]
            place = bisect_right(moments, after)
            if place and stages[place - 1] in _SURE:
                found.add(seat)
    return len(found)
