"""The numbers beside the rooms in the side bar: cheap enough to be asked after every change."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.storage.tables import District, PersonDistrict, Seat

__all__ = ["districts", "seats"]


def districts(session: Session) -> int:
    """Districts in which somebody is known to live."""
    lived_in = select(PersonDistrict.id).where(PersonDistrict.district_id == District.id,
                                               PersonDistrict.current == 1).exists()
    return session.scalar(select(func.count()).select_from(District).where(lived_in)) or 0


def seats(session: Session) -> int:
    """Seats to be filled."""
    return session.scalar(select(func.count()).select_from(Seat)) or 0
