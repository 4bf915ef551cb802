"""Tables of call sheets as they were printed."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from organizer.storage.tables.base import Base, Key, Uuid, Whole, Word

__all__ = ["CallSheet", "CallSheetLine", "SheetTemplate"]


class CallSheet(Base):
    """A sheet as it was made; never changes but for state, caller and due. `number` is what is printed and typed."""

    __tablename__ = "call_sheet"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    number: Mapped[int] = mapped_column(Integer, unique=True)
    packet: Mapped[Word]
    title: Mapped[Word]
    words: Mapped[Word]
    template: Mapped[Word]  # JSON: columns, order, look, script as printed
    state: Mapped[str] = mapped_column(Text, server_default="out")  # out, back, lost
    caller: Mapped[Word]
    due: Mapped[Word]
    called_on: Mapped[Word]
    tally: Mapped[Word]  # the caller's own, JSON {dialled, reached, yes}
    list_id: Mapped[int | None] = mapped_column(ForeignKey("call_list.id", ondelete="SET NULL"))
    made_at: Mapped[Word]
    made_by: Mapped[Word]


class CallSheetLine(Base):
    """A line as printed: JSON of what stood on it, which is also the baseline when the sheet comes home."""

    __tablename__ = "call_sheet_line"
    id: Mapped[Key]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("call_sheet.id", ondelete="CASCADE"))
    line: Mapped[Whole]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    person_uuid: Mapped[Word]
    printed: Mapped[Word]
    __table_args__ = (
        Index("call_sheet_line_by_sheet", "sheet_id", "line"),
        Index("call_sheet_line_by_person", "person_id"),
    )


class SheetTemplate(Base):
    """A named way to print: JSON of columns, script and look."""

    __tablename__ = "sheet_template"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    name: Mapped[str] = mapped_column(Text, unique=True)
    body: Mapped[Word]
