"""Tables of what was decided, changed and taken out: filters, settings, actions, exports."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from organizer.storage.tables.base import Base, Flag, Key, Maybe, Uuid, Whole, Word

__all__ = ["Action", "Change", "ExportLog", "SavedFilter", "Setting"]


class SavedFilter(Base):
    """A filter kept under a name; `filter` is ProspectFilter's JSON, `view` the table's columns and order."""

    __tablename__ = "saved_filter"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    name: Mapped[str] = mapped_column(Text, unique=True)
    filter: Mapped[Word]
    view: Mapped[Word]
    position: Mapped[Whole]


class Setting(Base):
    """What is decided for this store as a whole (county name, callers, signing key)."""

    __tablename__ = "setting"
    id: Mapped[Key]
    name: Mapped[str] = mapped_column(Text, unique=True)
    value: Mapped[Word]


class ExportLog(Base):
    """Who took people out of the store, when, how many, by which filter, with which columns. Append-only."""

    __tablename__ = "export_log"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    at: Mapped[Word]
    by: Mapped[Word]
    purpose: Mapped[Word]
    form: Mapped[Word]
    file_name: Mapped[Word]
    file_hash: Mapped[Word]
    people: Mapped[Whole]
    words: Mapped[Word]
    columns: Mapped[Word]


class Action(Base):
    """One change by a person. Undo and redo are actions too, which name the one they reverse."""

    __tablename__ = "action"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    kind: Mapped[Word]
    name: Mapped[Word]
    at: Mapped[Word]
    by: Mapped[Word]
    reverses: Mapped[int | None] = mapped_column(ForeignKey("action.id"))
    undone: Mapped[Flag]
    many: Mapped[Flag]
    parts: Mapped[Word]  # joined by ","
    __table_args__ = (Index("action_by_kind", "kind"),)


class Change(Base):
    """What an action did to one row, or to a run of new rows (row_id to last_row).

    `before` and `after` are JSON of the changed columns; for a run that was undone, `rows` keeps what was taken away.
    """

    __tablename__ = "change"
    id: Mapped[Key]
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"))
    table_name: Mapped[Word]
    op: Mapped[Word]  # insert, update, delete, run
    row_id: Mapped[Whole]
    last_row: Mapped[Whole]
    person_id: Mapped[int | None] = mapped_column(Integer)
    before: Mapped[Maybe]
    after: Mapped[Maybe]
    rows: Mapped[bytes | None] = mapped_column(LargeBinary)
    __table_args__ = (
        Index("change_by_action", "action_id"),
        Index("change_by_row", "table_name", "row_id"),
        Index("change_by_person", "person_id"),
    )
