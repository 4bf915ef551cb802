"""The journal read: who did what and when, in the whole file or to one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from organizer.storage.journal import NO_STEPS
from organizer.storage.tables import Action, Change, SignUp

__all__ = ["HistoryRow", "actions_about", "listed", "who_acted"]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line of the history. `undone` says that it no longer holds; `undoable` that it may be undone by itself."""

    id: int
    at: str
    by: str
    kind: str
    name: str
    undone: bool
    undoable: bool


def listed(
    session: Session, *, person_id: int | None = None, by: str = "", kind: str = "", since: str = "", until: str = "",
    limit: int = 200, offset: int = 0,
) -> list[HistoryRow]:
    """Actions, the latest first by sequence: of everybody or of one person, by anybody or by one, at any time or from
    one stored moment up to another."""
    query = select(Action.id, Action.at, Action.by, Action.kind, Action.name, Action.undone).order_by(Action.id.desc())
    if person_id is not None:
        query = query.where(Action.id.in_(actions_about(person_id)))
    if by:
        query = query.where(Action.by == by)
    if kind:
        query = query.where(Action.kind == kind)
    if since:
        query = query.where(Action.at >= since)
    if until:
        query = query.where(Action.at < until)
    return [
        HistoryRow(row_id, at, who, what, name, bool(undone), not undone and what not in NO_STEPS)
        for row_id, at, who, what, name, undone in session.execute(query.limit(limit).offset(offset))
    ]


def who_acted(session: Session) -> list[str]:
    """Everybody who ever did anything in this file, by name."""
    return sorted(filter(None, session.scalars(select(Action.by).distinct())), key=str.casefold)


def actions_about(person_id: int) -> Any:
    """Actions that changed a person's rows, those of bulk runs found through the rows themselves."""
    own = select(Change.action_id).where(Change.person_id == person_id)
    added = select(Change.action_id).where(
        Change.op == "run", Change.table_name == "person", Change.row_id <= person_id, Change.last_row >= person_id
    )
    signed = (
        select(Change.action_id)
        .join(SignUp, (SignUp.id >= Change.row_id) & (SignUp.id <= Change.last_row))
        .where(Change.op == "run", Change.table_name == "sign_up", SignUp.person_id == person_id)
    )
    one = func.json_each(Change.before, "$.ids").table_valued("value")
    deleted = (
        select(Change.action_id).join(one, true())
        .where(Change.op == "clear", Change.table_name == "person", one.c.value == person_id)
    )
    return own.union(added, signed, deleted)
