"""What the calling screen asks of the store, each in one visit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.util import find_spec
from typing import Any

from organizer.domain.address import split_full
from organizer.domain.changes import Changes
from organizer.domain.filters import ProspectFilter
from organizer.domain.people import ProspectRow
from organizer.outreach import lists
from organizer.outreach.queue import Queue, Tally, next_up, shift_start, tally
from organizer.outreach.record import record_result
from organizer.prospects import browse
from organizer.prospects.edit import edit_person
from organizer.storage import journal
from ui.outreach.round import Source

__all__ = ["Opening", "State", "opening", "record_call", "state"]


@dataclass(frozen=True, slots=True)
class Opening:
    """What a round begins with: its name, its script, and how many were called before."""

    name: str
    script: str
    called: int


@dataclass(frozen=True, slots=True)
class State:
    """The order as it is now, the rows of those who come next, and the caller's tally."""

    queue: Queue
    rows: tuple[ProspectRow, ...]
    tally: Tally


def opening(session: Any, source: Source) -> Opening:
    """The name and script of what is called.

    Raises:
        UserError: the list is gone.
    """
    if isinstance(source, int):
        row = lists.one_list(session, source)
        return Opening(row.name, row.script, row.progress.dialled)
    if isinstance(source, ProspectFilter):
        words = source.in_words()
        return Opening(words[:1].upper() + words[1:], "", 0)
    return Opening(f"{len(source):,} chosen by hand", "", 0)


def state(
    session: Any, source: Source, caller: str, now: datetime, since: datetime, *, current: int | None = None,
    skipped: Sequence[int] = (), any_hour: bool = False, any_rest: bool = False,
) -> State:
    """The order now. `since` is when the window was opened; a shift begun before it goes on."""
    queue = next_up(session, source, caller=caller, now=now, skipped=skipped, any_hour=any_hour, any_rest=any_rest)
    coming = [one for one in queue.ids[:5] if one != current][:4]
    begun = min(since, shift_start(session, caller, now))
    return State(queue, tuple(browse.rows(session, coming)), tally(session, caller, begun, now))


def record_call(
    session: Any, person: int, code: str, *, by: str, instead_of: int | None = None, address: str = "", **values: Any
) -> Changes:
    """Record a call from the calling screen, in place of an earlier one where that is put right.

    Somebody who moved gets the new address, and their districts are worked out again.
    """
    if instead_of is not None:
        journal.undo(session, by=by, action_id=instead_of)
    moved = partial(_moved, address=address, by=by) if code == "MV" else None
    return record_result(session, [person], code, by=by, apply_suggestion=True, on_moved=moved, **values)


def _moved(session: Any, people: Sequence[int], *, address: str, by: str) -> None:
    if address:
        found = split_full(address)
        five = address.strip()[:5]
        given = {"address": f"{found.line} {found.unit}".strip(), "city": found.city, "state": found.state,
                 "zip": found.zip}
        if five.isdigit() and len(address.strip()) in (5, 10):
            given = {"address": "", "city": "", "state": "", "zip": address.strip()}
        for person in people:
            for field, value in given.items():
                edit_person(session, person, field, value, by=by)
    _assign(session, people, by=by)


def _assign(session: Any, people: Sequence[int], *, by: str) -> None:
    """Have the districts of people worked out again by the room that knows how."""
    if find_spec("organizer.districts.assign") is None:
        return
    from organizer.districts import assign

    work: Callable[..., object] = assign.assign
    work(session, ids=list(people), by=by)
