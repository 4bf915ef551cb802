"""The people behind a bar of the overview, as a filter of exactly those."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.filters import ProspectFilter
from organizer.outreach.overview import REACHED
from organizer.storage.tables import ContactEvent

__all__ = ["called_between", "reached_by"]


def called_between(session: Session, first: date, last: date, zone: tzinfo | None = None) -> ProspectFilter:
    """Everybody who was called from one day to another, both included; `zone` None is this machine's."""
    event = ContactEvent
    ids = session.scalars(
        select(event.person_id).where(
            event.void == 0, event.result != "", event.at >= _midnight(first, zone),
            event.at < _midnight(last + timedelta(days=1), zone),
        ).distinct()
    )
    return ProspectFilter(ids=tuple(sorted(ids)))


def reached_by(session: Session, caller: str, *, since: str = "") -> ProspectFilter:
    """Everybody whom a caller reached, since a stored moment or ever; `nobody` are calls without a name."""
    event = ContactEvent
    ids = session.scalars(
        select(event.person_id).where(event.void == 0, event.result.in_(REACHED), event.at >= since,
                                      event.by == ("" if caller == "nobody" else caller)).distinct()
    )
    return ProspectFilter(ids=tuple(sorted(ids)))


def _midnight(day: date, zone: tzinfo | None) -> str:
    return clock.to_text(datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(zone))
