"""Filters kept under a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter
from organizer.prospects import browse
from organizer.storage import journal
from organizer.storage.tables import SavedFilter

__all__ = ["Saved", "forget", "keep", "listed", "load", "narrowed", "rename"]


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved filter with how many it finds now. `view` is the window's own note of columns and order."""

    id: int
    name: str
    filter: ProspectFilter
    count: int
    view: str = ""


def listed(session: Session) -> list[Saved]:
    """All saved filters in their order, with live counts."""
    rows = session.execute(
        select(SavedFilter.id, SavedFilter.name, SavedFilter.filter, SavedFilter.view)
        .order_by(SavedFilter.position, SavedFilter.id)
    ).all()
    found = []
    for row_id, name, kept, view in rows:
        chosen = ProspectFilter.from_json(kept)
        found.append(Saved(row_id, name, chosen, browse.count(session, chosen), view))
    return found


def load(session: Session, name: str) -> ProspectFilter:
    """The filter kept under a name.

    Raises:
        UserError: there is none; the line lists those there are.
    """
    kept = session.scalar(select(SavedFilter.filter).where(SavedFilter.name == name))
    if kept is None:
        names = ", ".join(session.scalars(select(SavedFilter.name).order_by(SavedFilter.position))) or "none yet"
        raise UserError(f"No filter is saved as “{name}”. Saved: {names}.")
    return ProspectFilter.from_json(kept)


def keep(session: Session, name: str, chosen: ProspectFilter, *, by: str, view: str = "") -> Changes:
    """Save a filter under a name, in place of one that had it.

    Raises:
        UserError: the name is blank.
    """
    name = " ".join(name.split())
    if not name:
        raise UserError("Give the filter a name.")
    row = session.execute(select(SavedFilter.id).where(SavedFilter.name == name)).scalar()
    with journal.action(session, kind="filter", name=f"Save filter “{name}”", by=by, parts=("filters",)) as do:
        if row is not None:
            do.update(SavedFilter, row, filter=chosen.to_json(), view=view)
        else:
            last = session.scalar(select(func.coalesce(func.max(SavedFilter.position), 0))) or 0
            do.insert(SavedFilter, name=name, filter=chosen.to_json(), view=view, position=last + 1)
    return do.changes


def rename(session: Session, row_id: int, name: str, *, by: str) -> Changes:
    """Call a saved filter otherwise.

    Raises:
        UserError: the name is blank, or another filter has it.
    """
    name = " ".join(name.split())
    if not name:
        raise UserError("Give the filter a name.")
    if session.scalar(select(SavedFilter.id).where(SavedFilter.name == name, SavedFilter.id != row_id)) is not None:
        raise UserError(f"Another filter is called “{name}”. Choose another name.")
    with journal.action(session, kind="filter", name=f"Rename a filter to “{name}”", by=by, parts=("filters",)) as do:
        do.update(SavedFilter, row_id, name=name)
    return do.changes


def forget(session: Session, row_id: int, *, by: str) -> Changes:
    """Take a saved filter away."""
    name = session.scalar(select(SavedFilter.name).where(SavedFilter.id == row_id)) or ""
    with journal.action(session, kind="filter", name=f"Delete filter “{name}”", by=by, parts=("filters",)) as do:
        do.delete(SavedFilter, row_id)
    return do.changes


def narrowed(base: ProspectFilter, given: dict[str, Any]) -> ProspectFilter:
    """A filter with further conditions: searches are joined, other fields replaced."""
    if base.search and given.get("search"):
        given = {**given, "search": f"{base.search} {given['search']}"}
    return replace(base, **given)
