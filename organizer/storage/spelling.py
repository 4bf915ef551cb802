"""How the store writes a district's code, so that ``AGUA FRIA`` in one list and ``Agua Fria`` in another are one."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.domain.district import natural_key
from organizer.storage.tables import District, Seat

__all__ = ["Spelling", "spelled"]


def spelled(session: Session, kind: str, code: str) -> str:
    """One code as the store writes it, without a look at all the others where its district is there."""
    found = session.scalar(
        select(District.code).where(District.kind == kind, District.sort_key == natural_key(code))
        .order_by(District.id).limit(1)
    )
    return Spelling(session, kind).of(kind, code) if found is None else found


class Spelling:
    """The spelling of each district's code: that of its people first, then that of its seats, then as asked."""

    def __init__(self, session: Session, kind: str = "") -> None:
        """Look at what is there, of one kind or of all."""
        districts = select(District.kind, District.code).order_by(District.id)
        seats = select(Seat.district_kind, Seat.district_code).order_by(Seat.id)
        if kind:
            districts, seats = districts.where(District.kind == kind), seats.where(Seat.district_kind == kind)
        self._first: dict[tuple[str, str], str] = {}
        self._known: dict[tuple[str, str], str] = {}
        for query in (districts, seats):
            for one, code in session.execute(query):
                self.of(one, code)

    def of(self, kind: str, code: str) -> str:
        """The code as the store writes it; one that is new there is written so from now on."""
        written = self._known.get((kind, code))
        if written is None:
            written = self._first.setdefault((kind, natural_key(code)), code)
            self._known[kind, code] = written
        return written
