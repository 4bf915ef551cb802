"""The calling order of a filter by the store's own means: counted in one pass, and only the first few sorted."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, not_, or_, select, true
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.filters import ProspectFilter
from organizer.domain.states import STATES
from organizer.domain.status import RESULTS
from organizer.outreach.effects import rested_at
from organizer.outreach.local_time import is_calling_time, zone_of
from organizer.prospects import conditions
from organizer.storage.tables import Person

__all__ = ["FilterQueue"]

_KINDS = ("barred", "asleep", "promised", "due", "fresh", "resting", "rested")
_PLACE = (Person.sort_name, Person.id)


class FilterQueue:
    """What each person of a filter is at this moment: "due", "fresh" or "rested" are to be called; others wait.

    Args:
        session: for reading.
        chosen: the filter.
        now: this moment.
        elsewhere: people whom nobody here calls.
        any_hour: call also where it is early or late.
        any_rest: call also those who rest or asked for a later time.
        but_for: of those, not these.
    """

    def __init__(
        self, session: Session, chosen: ProspectFilter, now: datetime, elsewhere: Collection[int], *, any_hour: bool,
        any_rest: bool, but_for: Collection[int],
    ) -> None:
        may_rest = _among(Person.id, but_for) if any_rest else true()
        asked = func.coalesce(Person.follow_up, "") != ""
        self._session = session
        self._of = [*conditions.of(chosen), *([not_(_among(Person.id, elsewhere))] if elsewhere else [])]
        walled = _these(session.scalars(conditions.walled_numbers()).all())
        self._kind = case(
            (not_(conditions.callable_people(walled)), "barred"),
            *([] if any_hour else [(_asleep(session, now), "asleep")]),
            (and_(asked, Person.follow_up > clock.to_text(now), may_rest), "promised"),
            (asked, "due"),
            (Person.last_result.is_(None), "fresh"),
            (and_(may_rest, _resting(now)), "resting"),
            else_="rested",
        )

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many people are what."""
        # a limit keeps SQLite from working the kind out again for each sum
        each = select(self._kind.label("kind")).select_from(Person).where(*self._of).limit(-1).subquery()
        sums = self._session.execute(select(*(func.total(each.c.kind == kind) for kind in _KINDS))).one()
        return {kind: int(count) for kind, count in zip(_KINDS, sums, strict=True)}

    def first(self, count: int | None, last: Collection[int], same_part: Callable[[Any], bool]) -> list[int]:
        """The first of those to be called, in order.

        Args:
            count: how many; all where None.
            last: those who come after everybody else.
            same_part: whether a row (last result and contact, ZIP, state) says that nobody answered at this same part
                of the day; then the others who rested come first.
        """
        found: list[int] = []
        for which in ([not_(_among(Person.id, last)), _among(Person.id, last)] if last else [true()]):
            left = None if count is None else count - len(found)
            found += islice(self._in_order(which, left, same_part), left)
        return found

    def _in_order(
        self, which: ColumnElement[bool], limit: int | None, same_part: Callable[[Any], bool]
    ) -> Iterator[int]:
        for kind, order in (("due", (Person.follow_up, *_PLACE)), ("fresh", _PLACE)):
            if not self.counts[kind]:
                continue
            yield from self._session.scalars(
                select(Person.id).where(*self._of, which, self._kind == kind).order_by(*order).limit(limit))
        behind = []
        for row in self._session.execute(
            select(Person.id, Person.last_result, Person.last_contact, Person.zip, Person.state)
            .where(*self._of, which, self._kind == "rested").order_by(Person.last_contact, *_PLACE)
        ):
            if same_part(row):
                behind.append(row.id)
            else:
                yield row.id
        yield from behind


def _these(values: Collection[Any]) -> Any:
    """Any number of values as one parameter, to be looked among."""
    return select(func.json_each(literal(json.dumps(list(values)))).table_valued("value").c.value)


def _among(column: Any, values: Collection[Any]) -> ColumnElement[bool]:
    return column.in_(_these(values))  # type: ignore[no-any-return]


def _resting(now: datetime) -> ColumnElement[bool]:
    """Whether somebody is left alone for a while after the last attempt; each result asks for its own rest."""
    begun = case({one.code: clock.to_text(now - (rested_at(one.code, now) - now)) for one in RESULTS},
                 value=Person.last_result, else_=clock.to_text(now))
    return Person.last_contact > begun


def _asleep(session: Session, now: datetime) -> ColumnElement[bool]:
    """Whether it is too early or too late where somebody lives: by the ZIP, else by the state."""
    zips = _zips(session)
    silent = [one for one in zips if zone_of(one) is None]  # these say nothing
    asleep = [one for one in zips if one not in silent and not is_calling_time(one, now)]
    awake = [state for state in STATES if is_calling_time("", now, state)]
    by_state = not_(Person.state.in_(awake))
    if is_calling_time("", now):
        by_state = Person.state.in_([state for state in STATES if state not in awake])
    return or_(_among(Person.zip, asleep), and_(_among(Person.zip, silent), by_state))


def _zips(session: Session) -> set[str]:
    """Every ZIP in the store once, by leaps through its index."""
    least = select(func.min(Person.zip).label("zip")).cte("leaps", recursive=True)
    following = select(func.min(Person.zip)).where(Person.zip > least.c.zip).scalar_subquery()
    leaps = least.union_all(select(following).where(least.c.zip.is_not(None)))
    return {one for one in session.scalars(select(leaps.c.zip)) if one is not None}
