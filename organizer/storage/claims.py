"""Whether people whom an undo would open again on a call list are on a list that was made since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from organizer.domain.status import finishes
from organizer.storage import rowtext
from organizer.storage.tables import CallList, CallListEntry, Change, ContactEvent

__all__ = ["claimed_by"]

_AT_WORK = ("ready", "out")


def claimed_by(session: Session, changes: Iterable[Any], later: Any) -> int | None:
    """The later action that made a list with people whom undoing these changes would open on theirs again.

    Args:
        session: from `Database.writing`.
        changes: what the action to be undone wrote.
        later: a query for the actions since that still hold.
    """
    opened = _opened(session, changes)
    if not opened:
        return None
    entry = CallListEntry
    for action, list_id, person in session.execute(
        select(Change.action_id, entry.list_id, entry.person_id)
        .join(entry, or_(and_(Change.op == "run", entry.id.between(Change.row_id, Change.last_row)),
                         and_(Change.op == "insert", entry.id == Change.row_id)))
        .join(CallList, CallList.id == entry.list_id)
        .where(Change.action_id.in_(later), Change.table_name == entry.__tablename__, entry.released == 0,
               CallList.state.in_(_AT_WORK))
    ):
        if any(person in people for one, people in opened.items() if one != list_id):
            return int(action)
    return None


def _opened(session: Session, changes: Iterable[Any]) -> dict[int, set[int]]:
    """People who would be open again, by list."""
    found: dict[int, set[int]] = defaultdict(set)
    entry = CallListEntry
    given_back: list[int] = []
    for change in changes:
        if change.op == "update" and change.table_name == entry.__tablename__:
            given_back += [change.row_id] if rowtext.load(change.before).get("released") == 0 else []
        elif change.op == "update" and change.table_name == CallList.__tablename__:
            if rowtext.load(change.before).get("state") in _AT_WORK and rowtext.load(change.after)["state"] == "back":
                people = session.scalars(
                    select(entry.person_id).where(entry.list_id == change.row_id, entry.released == 0)).all()
                made_at = session.scalar(select(CallList.made_at).where(CallList.id == change.row_id))
                found[change.row_id].update(set(people) - _done(session, change.row_id, made_at or ""))
        elif change.op == "delete" and change.table_name == CallList.__tablename__:
            taken = rowtext.Taken.unpack(change.rows)
            row = taken.first()
            if row["state"] in _AT_WORK:
                done = _done(session, change.row_id, row["made_at"])
                found[change.row_id].update(
                    one["person_id"] for one in taken.of(entry.__tablename__)
                    if not one["released"] and one["person_id"] not in done)
    for start in range(0, len(given_back), 900):
        for list_id, person in session.execute(
            select(entry.list_id, entry.person_id).where(entry.id.in_(given_back[start : start + 900]))
        ):
            found[list_id].add(person)
    return found


def _done(session: Session, list_id: int, made_at: str) -> set[int]:
    """People who were reached, or are beyond reach, since a list was made."""
    event = ContactEvent
    return {person for person, result in session.execute(
        select(event.person_id, event.result).where(
            event.void == 0, event.result != "",
            or_(event.list_id == list_id, and_(event.list_id.is_(None), event.at >= made_at)))
    ) if finishes(result)}
