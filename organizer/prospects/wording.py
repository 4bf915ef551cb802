"""A filter in words with the names that only the store knows: of a seat, a call list, an import."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.domain.filters import ProspectFilter
from organizer.storage.tables import CallList, ImportBatch, Seat

__all__ = ["in_words"]


def in_words(session: Session, chosen: ProspectFilter) -> str:
    """``seat: State House 8A · would run``, as printed at the head of a sheet and kept of what left."""
    seat = "" if chosen.seat is None else session.scalar(select(Seat.name).where(Seat.id == chosen.seat)) or ""
    kept = "" if chosen.call_list is None else session.scalar(
        select(CallList.name).where(CallList.id == chosen.call_list)) or ""
    file = "" if chosen.imported is None else session.scalar(
        select(ImportBatch.file_name).where(ImportBatch.id == chosen.imported)) or ""
    return chosen.in_words(seat=seat, call_list=kept, imported=file)
