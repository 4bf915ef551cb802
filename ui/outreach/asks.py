"""What the calling screen asks of the store, each in one visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from organizer.cli.moved import moved
from organizer.domain.changes import Changes
from organizer.domain.filters import ProspectFilter
from organizer.domain.people import ProspectRow
from organizer.outreach import lists
from organizer.outreach.list_progress import list_calls
from organizer.outreach.queue import Queue, Tally, next_up, shift_start, tally
from organizer.outreach.record import record_result
from organizer.prospects import browse, wording
from organizer.storage import journal
from ui.outreach.round import Source

__all__ = ["Opening", "State", "opening", "record_call", "state"]


_AT_HAND = 200  # people of a great filter: more than anybody passes over before the next order comes


@dataclass(frozen=True, slots=True)
class Opening:
    """What a round begins with: its name, its script, and who was called before."""

    name: str
    script: str
    called: frozenset[int] = frozenset()


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
        return Opening(row.name, row.script, frozenset(list_calls(session, source)))
    if isinstance(source, ProspectFilter):
        words = wording.in_words(session, source)
        return Opening(words[:1].upper() + words[1:], "")
    return Opening(f"{len(source):,} chosen by hand", "")


def state(
    session: Any, source: Source, caller: str, now: datetime, since: datetime, *, current: int | None = None,
    skipped: Sequence[int] = (), any_hour: bool = False, any_rest: bool = False,
    but_for: Sequence[int] = (), first: Sequence[int] = (),
) -> State:
    """The order now; `first` come before the others, where they may be called.

    `since` is when the screen was opened; a shift begun before it goes on.
    """
    queue = next_up(session, source, caller=caller, now=now, skipped=skipped, any_hour=any_hour, any_rest=any_rest,
                    but_for=but_for, limit=_AT_HAND)
    known = set(queue.ids) if first else set()
    order = [*(one for one in first if one in known), *(one for one in queue.ids[:5 + len(first)] if one not in first)]
    coming = [one for one in order if one != current][:4]
    begun = shift_start(session, caller, now, since)
    return State(queue, tuple(browse.rows(session, coming)), tally(session, caller, begun, now))


def record_call(
    session: Any, person: int, code: str, *, by: str, receipt: list[int], instead_of: Sequence[int] = (),
    address: str = "", **values: Any,
) -> Changes:
    """Record a call from the calling screen, in place of an earlier one where that is put right.

    Somebody who moved gets the new address, and their districts are worked out again.

    Args:
        session: from `Database.writing`.
        person: who was called.
        code: what came of it.
        by: who called.
        receipt: takes the action's number.
        instead_of: the receipt of the call whose place this one takes.
        address: where somebody moved to, if they told it.
        **values: further arguments of `record_result`.
    """
    for action in instead_of:
        journal.undo(session, by=by, action_id=action)
    on_moved = partial(moved, address=address, by=by) if code == "MV" else None
    changes = record_result(session, [person], code, by=by, apply_suggestion=True, on_moved=on_moved, **values)
    receipt[:] = [changes.action] if changes.action is not None else []
    return changes
