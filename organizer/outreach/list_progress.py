"""How far a call list is, person by person and in sums."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from organizer.domain.status import finishes, result_of
from organizer.prospects import conditions
from organizer.storage.tables import CallList, CallListEntry, ContactEvent, Person

__all__ = ["AT_WORK", "Calls", "Progress", "entries", "list_calls", "progress_of"]

Calls = dict[int, list[Any]]
"""What came of calls, by person, the latest last."""
AT_WORK = ("ready", "out")
"""The states of a list whose people no other list takes."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a list is, in people.

    Args:
        people: who was put on it.
        dialled: called since.
        reached: spoken to.
        yes: said yes to anything.
        bad: at whom a call found a wrong or disconnected number, even if another one is left.
        finished: no longer to be called: reached, or with a wall or without a good number since.
        released: given back, or called from a list made later.
    """

    people: int = 0
    dialled: int = 0
    reached: int = 0
    yes: int = 0
    bad: int = 0
    finished: int = 0
    released: int = 0

    @property
    def open(self) -> int:
        """How many are still to be reached."""
        return self.people - self.finished - self.released


def list_calls(session: Session, row_id: int) -> Calls:
    """What came of the calls to a list's people since it was made, by person, the latest last."""
    event, entry = ContactEvent, CallListEntry
    made_at = select(CallList.made_at).where(CallList.id == row_id).scalar_subquery()
    rows = session.execute(
        select(event.person_id, event.result, event.run_answer, event.help_answer, event.at, event.phone)
        .join(entry, and_(entry.person_id == event.person_id, entry.list_id == row_id))
        .where(event.void == 0, event.result != "",
               or_(event.list_id == row_id, and_(event.at >= made_at, entry.released == 0)))
        .order_by(event.at, event.id)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def _held_later(session: Session, row_id: int) -> set[int]:
    """People who came to be open on a list made later, too, as by a merge or an undo: that one alone holds them.

    Not those of a list that was made to share them.
    """
    mine, theirs = aliased(CallListEntry), aliased(CallListEntry)
    common: dict[int, set[int]] = defaultdict(set)
    for list_id, person in session.execute(
        select(theirs.list_id, theirs.person_id)
        .join(mine, and_(mine.person_id == theirs.person_id, mine.list_id == row_id, mine.released == 0))
        .join(CallList, CallList.id == theirs.list_id)
        .where(theirs.list_id > row_id, theirs.released == 0, CallList.shares == 0, CallList.state.in_(AT_WORK))
    ):
        common[list_id].add(person)
    return {one for list_id, people in common.items() for one, state in _by_itself(session, list_id)
            if state == "open" and one in people}


def entries(session: Session, row_id: int, calls: Calls | None = None) -> list[tuple[int, str]]:
    """The people of a list in order, each "open", "done", "bad" (no good number, or a wall since) or "released".

    Args:
        session: for reading.
        row_id: the list.
        calls: `list_calls` of it, where they were asked for already.
    """
    elsewhere = _held_later(session, row_id)
    return [(one, "released" if state == "open" and one in elsewhere else state)
            for one, state in _by_itself(session, row_id, calls)]


def _by_itself(session: Session, row_id: int, calls: Calls | None = None) -> list[tuple[int, str]]:
    """The same, whatever other lists there are."""
    results = list_calls(session, row_id) if calls is None else calls
    rows = session.execute(
        select(CallListEntry.person_id, CallListEntry.released, conditions.callable_people())
        .join(Person, Person.id == CallListEntry.person_id)
        .where(CallListEntry.list_id == row_id).order_by(CallListEntry.position, CallListEntry.id)
    )
    found = []
    for one, released, may_be_called in rows:
        done = any(finishes(event.result) for event in results.get(one, ()))
        found.append((one, "released" if released else "done" if done else "open" if may_be_called else "bad"))
    return found


def progress_of(session: Session, row_id: int) -> Progress:
    """The sums of a list."""
    results = list_calls(session, row_id)
    states = Counter(state for _, state in entries(session, row_id, results))
    reached = [one for one, events in results.items() if any(result_of(event.result).reached for event in events)]
    yes = [one for one, events in results.items()
           if any("yes" in (event.run_answer, event.help_answer) for event in events)]
    bad = [one for one, events in results.items() if any(result_of(event.result).phone_status for event in events)]
    return Progress(
        people=sum(states.values()), dialled=len(results), reached=len(reached), yes=len(yes), bad=len(bad),
        finished=states["done"] + states["bad"], released=states["released"],
    )
