"""Call lists: a filter or a selection frozen under a name, with a caller, a due date and how far it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter
from organizer.outreach.list_progress import AT_WORK, Progress, entries, progress_of
from organizer.prospects import browse, wording
from organizer.prospects.conditions import walled_numbers
from organizer.storage import journal
from organizer.storage.tables import CallList, CallListEntry, Person

__all__ = [
    "STATES", "ListRow", "Made", "TakenError", "change_list", "count_open", "delete_list", "left_out_words", "listed",
    "make_list", "one_list", "open_elsewhere", "open_list", "release", "taken_people", "who_fits",
]

STATES: tuple[tuple[str, str], ...] = (("ready", "Ready"), ("out", "Out"), ("back", "Back"))


@dataclass(frozen=True, slots=True)
class ListRow:
    """A call list as shown."""

    id: int
    name: str
    caller: str
    due: str
    state: str
    words: str
    script: str
    made_at: str
    made_by: str
    progress: Progress = field(default_factory=Progress)


@dataclass(frozen=True, slots=True)
class Made:
    """A list that was made: its id, how many are on it, and who was left out for which reason."""

    id: int
    people: int
    left_out: dict[str, int]
    changes: Changes


class TakenError(UserError):
    """A list that another caller has, or is to have; it may be taken over."""


_REASONS = {
    "do_not_call": "asked not to be called", "deceased": "deceased", "hostile": "hostile",
    "no_phone": "without a good number", "taken": "on another list",
}


def left_out_words(left_out: dict[str, int]) -> str:
    """``3 asked not to be called, 1 on another list``, or nothing."""
    return ", ".join(f"{count:,} {_REASONS[why]}" for why, count in left_out.items() if count)


def make_list(
    session: Session, name: str, people: ProspectFilter | Sequence[int], *, by: str, caller: str = "", due: str = "",
    script: str = "", sort: str = "name", allow_taken: bool = False, most: int = 0,
) -> Made:
    """Freeze the people of a filter, or those chosen, as a list to call.

    Args:
        session: from `Database.writing`.
        name: what the list is called.
        people: a filter, whose order is `sort`, or ids in the order to keep.
        by: who makes it.
        caller: who is to call; "" for whoever comes.
        due: a date (``2016-11-08``) or "".
        script: what to say, with {placeholders}; "" for the usual one.
        sort: the order of a filter's people.
        allow_taken: also take people who are open on another list.
        most: how many at most, the first in order; 0 for all. The others stay free for the next list.

    Raises:
        UserError: the name is blank, the date is none, or nobody is left to call.
    """
    name = " ".join(name.split())
    if not name:
        raise UserError("Give the list a name.")
    _check_due(due)
    if isinstance(people, ProspectFilter):
        kept, words = people.to_json(), wording.in_words(session, people)
    else:
        kept, words = "", f"{len(dict.fromkeys(people)):,} chosen by hand"
    good, left_out = who_fits(session, people, sort=sort, allow_taken=allow_taken)
    good = good[:most] if most else good
    if not good:
        said = left_out_words(left_out)
        raise UserError(f"Nobody is left to call{f': {said}' if said else ''}. Choose other people.")
    with journal.action(session, kind="list", name=f"Make list “{name}” of {len(good):,}", by=by,
                        parts=("lists",)) as do:
        row = do.insert(CallList, name=name, caller=caller, due=due, filter=kept, words=words, script=script,
                        made_at=clock.now(), made_by=by, shares=int(allow_taken))
        do.insert_many(CallListEntry, ["list_id", "person_id", "position"],
                       [(row, person, place) for place, person in enumerate(good, start=1)])
    return Made(row, len(good), left_out, do.changes)


def who_fits(
    session: Session, people: ProspectFilter | Sequence[int], *, sort: str = "name", allow_taken: bool = False
) -> tuple[list[int], dict[str, int]]:
    """Those of a filter or a choice who may go on a list, in order, and how many may not, by reason."""
    ids = browse.find(session, people, sort).ids if isinstance(people, ProspectFilter) else list(dict.fromkeys(people))
    return _callable(session, ids, () if allow_taken else taken_people(session))


def _check_due(due: str) -> None:
    try:
        if due:
            date.fromisoformat(due)
    except ValueError:
        raise UserError(f"“{due[:40]}” isn't a date. Write it as 2016-11-08.") from None


def _callable(session: Session, ids: Sequence[int], taken: Iterable[int]) -> tuple[list[int], dict[str, int]]:
    """Those who may be called, in order, and how many may not, by reason."""
    taken = set(taken)
    fit: dict[int, str] = {}
    for start in range(0, len(ids), 900):
        rows = session.execute(
            select(Person.id, Person.do_not_call, Person.deceased, Person.hostile, Person.phone, Person.phone_status,
                   Person.phone.in_(walled_numbers())).where(Person.id.in_(ids[start:start + 900]))
        )
        for one, wall, dead, hostile, phone, status, forbidden in rows:
            fit[one] = (
                "do_not_call" if wall else "deceased" if dead else "hostile" if hostile
                else "no_phone" if not phone or status != "ok" or forbidden else "taken" if one in taken else ""
            )
    left_out = Counter(fit[one] for one in ids if fit.get(one))
    return [one for one in ids if fit.get(one) == ""], {why: left_out[why] for why in _REASONS if left_out[why]}


def taken_people(session: Session) -> set[int]:
    """People still open on a list that is ready or out, so that no other list takes them."""
    found: set[int] = set()
    for row_id in session.scalars(select(CallList.id).where(CallList.state.in_(AT_WORK))):
        found.update(one for one, state in entries(session, row_id) if state == "open")
    return found


def open_elsewhere(session: Session, caller: str) -> set[int]:
    """People still open on a list that is out with another caller."""
    found: set[int] = set()
    for row_id in session.scalars(
        select(CallList.id).where(CallList.state == "out", CallList.caller.not_in(("", caller)))
    ):
        found.update(one for one, state in entries(session, row_id) if state == "open")
    return found


def listed(session: Session, *, state: str = "") -> list[ListRow]:
    """Call lists with how far each is: those out first, then ready, then back; the latest first within each."""
    rank = {code: place for place, code in enumerate(("out", "ready", "back"))}
    query = select(CallList)
    if state:
        query = query.where(CallList.state == state)
    rows = [_list_row(session, row) for row in session.scalars(query.order_by(CallList.id.desc()))]
    return sorted(rows, key=lambda row: rank.get(row.state, len(rank)))


def one_list(session: Session, row_id: int) -> ListRow:
    """One call list with how far it is.

    Raises:
        UserError: it is gone.
    """
    return _list_row(session, _found(session, row_id))


def _found(session: Session, row_id: int) -> CallList:
    row = session.get(CallList, row_id, populate_existing=True)
    if row is None:
        raise UserError("This call list is no longer in the file. Choose another one.")
    return row


def _list_row(session: Session, row: CallList) -> ListRow:
    return ListRow(row.id, row.name, row.caller, row.due, row.state, row.words, row.script, row.made_at, row.made_by,
                   progress_of(session, row.id))


def change_list(session: Session, row_id: int, *, by: str, **values: str) -> Changes:
    """Rename a list, or change its caller, due date, state or script.

    A list that goes out again leaves behind whom another list has taken meanwhile.

    Raises:
        UserError: it is gone, or a value does not fit.
    """
    row = _found(session, row_id)
    if "name" in values:
        values["name"] = " ".join(values["name"].split())
        if not values["name"]:
            raise UserError("Give the list a name.")
    _check_due(values.get("due", ""))
    if values.get("state", "ready") not in dict(STATES):
        raise UserError("A list is ready, out or back.")
    what = f"Mark list “{row.name}” as {values['state']}" if set(values) == {"state"} else f"Change list “{row.name}”"
    again = row.state == "back" and values.get("state", "back") != "back"
    taken = taken_people(session) if again else set()
    with journal.action(session, kind="list", name=what, by=by, parts=("lists",)) as do:
        if taken:
            _release(session, do, row_id, taken)
        do.update(CallList, row_id, **values)
    return do.changes


def _release(session: Session, do: journal.Recorder, row_id: int, people: set[int]) -> None:
    """Give back those of these people who are open on a list."""
    still = {one for one, state in entries(session, row_id) if state == "open"} & people
    for entry_id, person in session.execute(
        select(CallListEntry.id, CallListEntry.person_id).where(CallListEntry.list_id == row_id)
    ).all():
        if person in still:
            do.update(CallListEntry, entry_id, released=1)


def open_list(session: Session, row_id: int, caller: str, *, by: str, take_over: bool = False) -> Changes:
    """Sit down to a list: it is out with this caller from now on.

    Raises:
        TakenError: it is out with somebody else, or meant for them, and nobody said to take it over.
    """
    row = _found(session, row_id)
    if row.state != "back" and row.caller and row.caller != caller and not take_over:
        held = "is out with" if row.state == "out" else "was made for"
        raise TakenError(f"This list {held} {row.caller}. Ask them, or take it over.")
    with journal.action(session, kind="list", name=f"Open list “{row.name}”" + (f" for {caller}" if caller else ""),
                        by=by, parts=("lists",)) as do:
        change_list(session, row_id, by=by, state="out", caller=caller)
    return do.changes


def release(session: Session, row_id: int, *, by: str) -> Changes:
    """Give back whoever was not reached, so that another list may take them, and mark the list as back."""
    row = _found(session, row_id)
    still = {one for one, state in entries(session, row_id) if state == "open"}
    with journal.action(session, kind="list", name=f"Release {len(still):,} from list “{row.name}”", by=by,
                        parts=("lists",)) as do:
        _release(session, do, row_id, still)
        do.update(CallList, row_id, state="back")
    return do.changes


def delete_list(session: Session, row_id: int, *, by: str) -> Changes:
    """Take a list away; what was recorded from it stays."""
    row = _found(session, row_id)
    with journal.action(session, kind="list", name=f"Delete list “{row.name}”", by=by, parts=("lists",)) as do:
        do.delete(CallList, row_id)
    return do.changes


def count_open(session: Session) -> int:
    """How many lists are ready or out, for the side bar."""
    return session.scalar(
        select(func.count()).select_from(CallList).where(CallList.state.in_(AT_WORK))
    ) or 0
