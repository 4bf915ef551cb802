"""What waits to be done today: follow-ups, new people, lists and sheets not yet back, filing deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.filters import ProspectFilter
from organizer.outreach import lists
from organizer.outreach.list_progress import progress_of
from organizer.prospects import browse, conditions
from organizer.storage.tables import CallList, CallSheet, CallSheetLine, Person, Seat

__all__ = ["NEAR", "Home", "Work", "due_people", "home", "today"]

NEAR = 30
"""Days before a filing deadline from which on it is told."""
_FAR = "9999-12-31T00:00:00Z"
_NEW = 14  # days for which a sign-up nobody has tried is new


@dataclass(frozen=True, slots=True)
class Work:
    """One line of the day.

    Args:
        kind: "overdue", "due", "later", "new", "list", "sheet" or "deadline".
        label: in a person's words.
        count: how many people, or days left for a deadline.
        filter: whom it is about, where a filter says it.
        target: id of the list or seat, or number of the sheet, it leads to.
        when: the date it hangs on, "" where none.
        urgent: it should have been done before today, or a deadline is within a week.
    """

    kind: str
    label: str
    count: int
    filter: ProspectFilter | None = None
    target: int | None = None
    when: str = ""
    urgent: bool = False


def today(session: Session, now: datetime) -> list[Work]:
    """The day's work, the most urgent kind first; what has nothing to do is left out. `now` carries the user's zone."""
    return [*_follow_ups(session, now), *_coming(session, now), *_untouched(session, now),
            *_lists(session, now), *_sheets(session, now),
            *_deadlines(session, now.date())]


@dataclass(frozen=True, slots=True)
class Home:
    """Whom a caller may begin with: those due by tonight, their own and free lists, the untried, and everybody."""

    due: int
    due_filter: ProspectFilter
    lists: tuple[lists.ListRow, ...]
    untried: int
    untried_filter: ProspectFilter
    callable: int
    callable_filter: ProspectFilter


def home(session: Session, caller: str, now: datetime) -> Home:
    """Whom this caller may begin with; lists that are out with somebody else, or have nobody left, are not offered."""
    due = ProspectFilter(follow_up_by=_tonight(now), callable_only=True)
    untried = ProspectFilter(results=("none",), callable_only=True)
    everybody = ProspectFilter(callable_only=True)
    own = [row for row in lists.listed(session)
           if row.state != "back" and row.caller in ("", caller) and row.progress.open]
    return Home(browse.count(session, due), due, tuple(own), browse.count(session, untried), untried,
                browse.count(session, everybody), everybody)


def _tonight(now: datetime) -> str:
    """The end of the day, as stored."""
    return clock.to_text(datetime.combine(now.date(), time(23, 59, 59), now.tzinfo))


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def _follow_ups(session: Session, now: datetime) -> list[Work]:
    start = _midnight(now)
    before_today = clock.to_text(start - timedelta(seconds=1))
    overdue = ProspectFilter(follow_up_by=before_today, callable_only=True)
    by_tonight = ProspectFilter(follow_up_by=_tonight(now), callable_only=True)
    late = browse.count(session, overdue)
    due = browse.count(session, by_tonight) - late
    found = []
    if late:
        found.append(Work("overdue", "Follow-ups overdue", late, overdue, urgent=True))
    if due:
        found.append(Work("due", "Follow-ups due today", due, by_tonight))
    return found


def _coming(session: Session, now: datetime) -> list[Work]:
    """Who asked to be called on a later day, and when the first of them is due."""
    after = select(func.count(), func.min(Person.follow_up)).where(
        Person.follow_up > _tonight(now), conditions.callable_people())
    people, first = session.execute(after).one()
    if first is None:
        return []
    said = f"Follow-ups on a later day, the next {clock.short_time(first)}"
    return [Work("later", said, people, ProspectFilter(follow_up_by=_FAR, callable_only=True), when=first)]


def _untouched(session: Session, now: datetime) -> list[Work]:
    """People whom nobody has tried: those who signed up lately, else all."""
    since = (now.date() - timedelta(days=_NEW)).isoformat()
    untried = ProspectFilter(results=("none",), callable_only=True)
    lately = session.scalar(
        select(func.count()).select_from(Person)
        .where(Person.signed_up_at >= since, Person.last_result.is_(None), Person.do_not_call == 0)
    ) or 0
    people = browse.count(session, untried)
    if not people:
        return []
    said = f"New sign-ups nobody has called ({lately:,} in two weeks)" if lately else "Sign-ups nobody has called yet"
    return [Work("new", said, people, untried)]


def _late(due: str, now: datetime) -> bool:
    return bool(due) and due < now.date().isoformat()


def _lists(session: Session, now: datetime) -> list[Work]:
    rows = session.execute(
        select(CallList.id, CallList.name, CallList.caller, CallList.due).where(CallList.state == "out")
        .order_by(CallList.due == "", CallList.due, CallList.id)
    )
    return [
        Work("list", _with(f"List “{name}”", caller), _people_on(session, row_id), ProspectFilter(call_list=row_id),
             row_id, due, _late(due, now))
        for row_id, name, caller, due in rows
    ]


def _people_on(session: Session, row_id: int) -> int:
    return progress_of(session, row_id).open


def _with(what: str, caller: str) -> str:
    return f"{what} is out with {caller}" if caller else f"{what} is out"


def _sheets(session: Session, now: datetime) -> list[Work]:
    lines: Any = (
        select(func.count()).where(CallSheetLine.sheet_id == CallSheet.id).correlate(CallSheet).scalar_subquery()
    )
    rows = session.execute(
        select(CallSheet.number, CallSheet.caller, CallSheet.due, lines)
        .where(CallSheet.state == "out").order_by(CallSheet.due == "", CallSheet.due, CallSheet.number)
    )
    return [
        Work("sheet", _with(f"Sheet {number}", caller), people, None, number, due, _late(due, now))
        for number, caller, due, people in rows
    ]


def _deadlines(session: Session, day: date) -> list[Work]:
    last = (day + timedelta(days=NEAR)).isoformat()
    rows = session.execute(
        select(Seat.id, Seat.name, Seat.filing_deadline)
        .where(Seat.filing_deadline >= day.isoformat(), Seat.filing_deadline <= last, Seat.filed_ours <= 0)
        .order_by(Seat.filing_deadline, Seat.name)
    )
    found = []
    for row_id, name, deadline in rows:
        left = (date.fromisoformat(deadline[:10]) - day).days
        found.append(Work("deadline", f"Filing for {name} closes", left, ProspectFilter(seat=row_id), row_id, deadline,
                          left <= 7))
    return found


def due_people(session: Session, now: datetime) -> int:
    """How many follow-ups are due or overdue by tonight, for the side bar."""
    return sum(work.count for work in _follow_ups(session, now))
