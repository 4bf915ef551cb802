"""Names of somebody forgotten in what others made: saved filters, lists, sheets, files, exports, the history.

A search that means just them goes, with the saved filter that was made for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from organizer.domain.names import fold
from organizer.prospects.mentions import names_of
from organizer.storage import history
from organizer.storage.tables import (
    Action,
    Base,
    CallList,
    CallSheet,
    Change,
    Email,
    ExportLog,
    ImportBatch,
    Person,
    Phone,
    SavedFilter,
)

__all__ = ["SOMEBODY", "reword", "spelled"]

SOMEBODY = "somebody"
_WORDED: tuple[tuple[type[Base], tuple[str, ...]], ...] = (
    (SavedFilter, ("name",)), (CallList, ("name", "words")), (CallSheet, ("title", "words")),
    (ExportLog, ("words", "file_name")), (ImportBatch, ("file_name", "sheet")), (Action, ("name",)),
)
_SEARCH = re.compile(r"“([^”]+)”")


def spelled(name: str) -> re.Pattern[str]:
    """A name wherever it stands as words of its own, as in ``ann_lee.csv``, and not in ``Ann Leeson``."""
    between = r"[\W_]+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<![^\W_]){between}(?![^\W_])", re.IGNORECASE)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.casefold()))


@dataclass(slots=True)
class _Known:
    """What they are called: full names by their first word, and words that mean them alone or only beside others."""

    names: dict[str, set[str]] = field(default_factory=dict)
    sure: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)

    def meant_by(self, search: str) -> bool:
        """Whether a search can only be for them."""
        digits = re.sub(r"\D", "", search)
        words = set(re.findall(r"[\w@.+-]+", fold(search)))
        return (len(digits) >= 7 and any(one.endswith(digits) for one in self.sure)) or bool(
            words & self.sure and words <= self.sure | self.beside)

    def without(self, text: str) -> str:
        """A text without their names, and without a search for them."""
        names = [name for word in self.names.keys() & _words(text) for name in self.names[word]]
        for name in sorted(names, key=len, reverse=True):
            text = spelled(name).sub(SOMEBODY, text)
        return _SEARCH.sub(lambda found: f"“{SOMEBODY}”" if self.meant_by(found[1]) else found[0], text)


def reword(session: Session, people: Collection[int], own: int) -> set[int]:
    """Put "somebody" for them wherever others named them in a heading, and drop the saved filters that seek them.

    Args:
        session: from `Database.writing`.
        people: who is forgotten, still in the store.
        own: the action that forgets them.

    Returns:
        Actions of which steps were taken out of what can be undone.
    """
    _reword_actions_about(session, people, own)
    known = _known(session, people)
    scrubbed: set[int] = set()
    for row_id, said in session.execute(select(SavedFilter.id, SavedFilter.filter)).all():
        if known.meant_by(_search_in(said)):
            session.execute(delete(SavedFilter).where(SavedFilter.id == row_id))
            scrubbed |= _drop_changes(session, SavedFilter, row_id)
    for row_id, said in session.execute(select(CallList.id, CallList.filter)).all():
        if known.meant_by(_search_in(said)):
            session.execute(update(CallList).where(CallList.id == row_id).values(filter=""))
            scrubbed |= _drop_changes(session, CallList, row_id)
    for table, columns in _WORDED:
        cells: Any = [getattr(table, name) for name in columns]
        for row_id, *texts in session.execute(select(table.id, *cells)).all():  # type: ignore[attr-defined]
            better = [known.without(text) for text in texts]
            if better != texts and not (table is Action and row_id == own):
                if table is SavedFilter:
                    better = [_free(session, better[0])]
                session.execute(update(table).where(table.id == row_id)  # type: ignore[attr-defined]
                                .values(dict(zip(columns, better, strict=True))))
                if table is not ImportBatch:  # whose name is no part of what can be undone
                    scrubbed |= _drop_changes(session, table, row_id)
    return scrubbed


def _reword_actions_about(session: Session, people: Collection[int], own: int) -> None:
    """What was done to them is told of "somebody", also where only a part of their name stands."""
    for person in people:
        about = history.actions_about(person)
        rows = session.execute(
            select(Action.id, Action.name)
            .where(Action.id != own, or_(Action.id.in_(about), Action.reverses.in_(about)))
        ).all()
        names = [spelled(name) for name in names_of(session, person)]
        for row_id, said in rows:
            better = said
            for name in names:
                better = name.sub(SOMEBODY, better)
            if better != said:
                session.execute(update(Action).where(Action.id == row_id).values(name=better))


def _free(session: Session, name: str) -> str:
    """A name for a saved filter that no other has."""
    taken = set(session.scalars(select(SavedFilter.name)))
    return next(one for one in (name, *(f"{name} {number}" for number in range(2, len(taken) + 3))) if one not in taken)


def _known(session: Session, people: Collection[int]) -> _Known:
    known = _Known()
    for person in people:
        for name in names_of(session, person):
            words = fold(name).split()
            if len(words) > 1:
                known.names.setdefault(min(_words(name.split()[0]), default=""), set()).add(name)
            known.beside.update(words)
    theirs = Person.id.in_(people)
    lasts, others = ({fold(last) for last in session.scalars(select(Person.last_name).where(who).distinct())}
                     for who in (theirs, ~theirs))
    known.sure.update(last.split()[-1] for last in lasts - others - {""})
    for number in session.scalars(select(Phone.number).where(Phone.person_id.in_(people))):
        known.sure.add(number.lstrip("+"))
    mails = session.scalars(select(Email.address).where(Email.person_id.in_(people)))
    known.sure.update(mail.lower() for mail in mails)
    return known


def _search_in(said: str) -> str:
    try:
        found = json.loads(said or "{}")
    except ValueError:
        return ""
    return str(found.get("search", "")) if isinstance(found, dict) else ""


def _drop_changes(session: Session, table: type[Base], row_id: int) -> set[int]:
    """What was written of a row before is no step to undo any more. Returns the actions it was of."""
    name = str(table.__table__.name)  # type: ignore[attr-defined]
    theirs = (Change.table_name == name, or_(
        Change.row_id == row_id, (Change.row_id <= row_id) & (Change.last_row >= row_id)))
    actions = set(session.scalars(select(Change.action_id).where(*theirs)))
    session.execute(delete(Change).where(*theirs))
    return actions
