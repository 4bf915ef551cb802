"""The imports a store holds, for a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.storage.tables import ImportBatch, Person

__all__ = ["BatchRow", "count", "listed", "to_show"]


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One import: `rows` is the sum of the five counts behind it."""

    id: int
    at: str
    by: str
    file_name: str
    recognised_as: str
    rows: int
    added: int
    updated: int
    unchanged: int
    held: int
    refused: int
    action_id: int | None


def listed(session: Session) -> list[BatchRow]:
    """All imports, the latest first."""
    b = ImportBatch
    rows: Iterable[Any] = session.execute(
        select(b.id, b.at, b.by, b.file_name, b.recognised_as, b.rows, b.added, b.updated, b.unchanged, b.held,
               b.refused, b.action_id).order_by(b.id.desc())
    )
    return [BatchRow(*row) for row in rows]


def count(session: Session) -> int:
    """How many imports there are."""
    return session.execute(select(func.count()).select_from(ImportBatch)).scalar_one()


def to_show(session: Session, action_id: int | None, newcomers: int) -> int | None:
    """The id of the import that an action made, to look at its people; None where it brought everybody there is."""
    if session.scalar(select(func.count()).select_from(Person)) == newcomers:
        return None
    return session.scalar(select(ImportBatch.id).where(ImportBatch.action_id == action_id))
