"""Districts for people who are new or live elsewhere now; it stands here because importing and districts stay apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = ["assign_new"]


def assign_new(session: Session, person_ids: Sequence[int], by: str) -> None:
    """Give new people the districts that the loaded street indexes, maps and tables know."""
    from sqlalchemy import select

    from organizer.storage.tables import DistrictSource

    if session.scalar(select(DistrictSource.id).where(DistrictSource.active == 1).limit(1)) is not None:
        from organizer.districts.assign import assign

        assign(session, person_ids, by=by)
