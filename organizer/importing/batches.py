"""The imports a store holds, for a list."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.storage.tables import ImportBatch

__all__ = ["BatchRow", "count", "listed"]


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One import: `rows` is the sum of the five counts behind it."""

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
    rows = session.execute(
        select(b.at, b.by, b.file_name, b.recognised_as, b.rows, b.added, b.updated, b.unchanged, b.held, b.refused,
               b.action_id).order_by(b.id.desc())
    )
    return [BatchRow(*row) for row in rows]


def count(session: Session) -> int:
    """How many imports there are."""
    return session.execute(select(func.count()).select_from(ImportBatch)).scalar_one()
