"""Tables of contact attempts, stages and call lists."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from organizer.storage.tables.base import ActionKey, Base, Flag, Key, PersonKey, Uuid, Whole, Word

__all__ = ["CallList", "CallListEntry", "ContactEvent", "StageChange"]


class ContactEvent(Base):
    """A contact attempt and what came of it. Append-only: `void` is set when its action is undone."""

    __tablename__ = "contact_event"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    person_id: Mapped[PersonKey]
    at: Mapped[Word]
    by: Mapped[Word]
    kind: Mapped[str] = mapped_column(Text, server_default="phone")
    result: Mapped[Word]
    phone: Mapped[Word]
    note: Mapped[Word]
    run_answer: Mapped[Word]
    help_answer: Mapped[Word]
    office: Mapped[Word]
    best_time: Mapped[Word]
    language: Mapped[Word]
    moved_to: Mapped[Word]
    follow_up_at: Mapped[Word]
    source: Mapped[Word]  # window, terminal, sheet 7 line 12, a file's name
    origin_key: Mapped[Word]  # what the event is in its source, so that reading it twice adds nothing
    list_id: Mapped[int | None] = mapped_column(Integer)
    action_id: Mapped[ActionKey]
    void: Mapped[Flag]
    __table_args__ = (
        Index("contact_event_by_person", "person_id", "at"),
        Index("contact_event_by_at", "at"),
        Index("contact_event_by_origin", "origin_key"),
        Index("contact_event_by_action", "action_id"),
    )


class StageChange(Base):
    """A step on a track. Append-only, as contact events are."""

    __tablename__ = "stage_change"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    person_id: Mapped[PersonKey]
    track: Mapped[Word]
    stage: Mapped[Word]
    at: Mapped[Word]
    by: Mapped[Word]
    reason: Mapped[Word]
    seat_id: Mapped[int | None] = mapped_column(Integer)
    action_id: Mapped[ActionKey]
    void: Mapped[Flag]
    __table_args__ = (Index("stage_change_by_person", "person_id", "id"),)


class CallList(Base):
    """A filter or selection frozen as a list. State: ready, out or back. `shares`: people of other lists, as told."""

    __tablename__ = "call_list"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    name: Mapped[Word]
    caller: Mapped[Word]
    due: Mapped[Word]
    state: Mapped[str] = mapped_column(Text, server_default="ready")
    filter: Mapped[Word]
    words: Mapped[Word]
    script: Mapped[Word]
    made_at: Mapped[Word]
    made_by: Mapped[Word]
    shares: Mapped[Flag]


class CallListEntry(Base):
    """A person on a list; `released` gives the person back. Whether they were reached is told by contact events."""

    __tablename__ = "call_list_entry"
    id: Mapped[Key]
    list_id: Mapped[int] = mapped_column(ForeignKey("call_list.id", ondelete="CASCADE"))
    person_id: Mapped[PersonKey]
    position: Mapped[Whole]
    released: Mapped[Flag]
    __table_args__ = (
        Index("call_list_entry_by_list", "list_id", "position"),
        Index("call_list_entry_by_person", "person_id"),
    )
