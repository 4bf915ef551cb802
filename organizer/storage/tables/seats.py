"""Tables of the offices to be filled, and of who might fill them."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from organizer.storage.tables.base import Base, Key, PersonKey, Uuid, Whole, Word

__all__ = ["Candidacy", "Coverage", "Seat"]


class Seat(Base):
    """An office to be filled. Dates are ISO; -1 means not known for the counts."""

    __tablename__ = "seat"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    name: Mapped[Word]
    office: Mapped[Word]
    district_kind: Mapped[Word]
    district_code: Mapped[Word]
    state: Mapped[Word]
    county: Mapped[Word]
    seats_up: Mapped[int] = mapped_column(Integer, server_default="1")
    partisan: Mapped[Word]
    term: Mapped[Word]
    election_date: Mapped[Word]
    primary_date: Mapped[Word]
    filing_opens: Mapped[Word]
    filing_deadline: Mapped[Word]
    incumbent: Mapped[Word]
    incumbent_party: Mapped[Word]
    incumbent_running: Mapped[Word]
    signatures_needed: Mapped[Word]
    filing_fee: Mapped[Word]
    filed_ours: Mapped[Whole]
    filed_total: Mapped[Whole]
    source: Mapped[Word]
    as_of: Mapped[Word]
    notes: Mapped[Word]
    __table_args__ = (Index("seat_by_district", "district_kind", "district_code"),)


class Candidacy(Base):
    """A prospect for a seat; how far is the prospect's run stage."""

    __tablename__ = "candidacy"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id", ondelete="CASCADE"))
    person_id: Mapped[PersonKey]
    at: Mapped[Word]
    by: Mapped[Word]
    __table_args__ = (Index("candidacy_by_seat", "seat_id"), Index("candidacy_by_person", "person_id"))


class Coverage(Base):
    """How many seats had somebody on a day, so that the plot week by week needs no guess."""

    __tablename__ = "coverage"
    id: Mapped[Key]
    day: Mapped[str] = mapped_column(Text, unique=True)
    seats: Mapped[Whole]
    with_somebody: Mapped[Whole]
