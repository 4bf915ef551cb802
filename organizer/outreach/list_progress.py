"""How far a call list is, person by person and in sums."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from organizer.domain.status import finishes, result_of
from organizer.storage.tables import CallList, CallListEntry, ContactEvent, Person

__all__ = ["Progress", "entries", "progress_of"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a list is, in people: `bad` are those without a good number left."""

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


def _results(session: Session, row_id: int) -> dict[int, list[Any]]:
    """What came of the list's people since it was made, by person, the latest last."""
    event, entry = ContactEvent, CallListEntry
    made_at = select(CallList.made_at).where(CallList.id == row_id).scalar_subquery()
    rows = session.execute(
        select(event.person_id, event.result, event.run_answer, event.help_answer, event.at, event.phone)
        .join(entry, and_(entry.person_id == event.person_id, entry.list_id == row_id))
        .where(event.void == 0, event.result != "",
               or_(event.list_id == row_id, and_(event.list_id.is_(None), event.at >= made_at)))
        .order_by(event.at, event.id)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def entries(session: Session, row_id: int) -> list[tuple[int, str]]:
    """The people of a list in order, each "open", "done", "bad" (no good number, or a wall since) or "released"."""
    results = _results(session, row_id)
    rows = session.execute(
        select(CallListEntry.person_id, CallListEntry.released, Person.do_not_call, Person.deceased, Person.hostile,
               Person.phone, Person.phone_status)
        .join(Person, Person.id == CallListEntry.person_id)
        .where(CallListEntry.list_id == row_id).order_by(CallListEntry.position, CallListEntry.id)
    )
    found = []
    for one, released, wall, dead, hostile, phone, status in rows:
        done = any(finishes(event.result) for event in results.get(one, ()))
        state = (
            "released" if released else "done" if done
            else "bad" if wall or dead or hostile or not phone or status != "ok" else "open"
        )
        found.append((one, state))
    return found


def progress_of(session: Session, row_id: int) -> Progress:
    """The sums of a list."""
    states = Counter(state for _, state in entries(session, row_id))
    results = _results(session, row_id)
    reached = [one for one, events in results.items() if any(result_of(event.result).reached for event in events)]
    yes = [one for one, events in results.items()
           if any("yes" in (event.run_answer, event.help_answer) for event in events)]
    bad = [one for one, events in results.items() if any(result_of(event.result).phone_status for event in events)]
    return Progress(
        people=sum(states.values()), dialled=len(results), reached=len(reached), yes=len(yes), bad=len(bad),
        finished=states["done"] + states["bad"], released=states["released"],
    )
