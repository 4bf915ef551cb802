"""Tables of the sheets that came in, of how they were read, and of rows that may be somebody known."""

from __future__ import annotations

from sqlalchemy import Float, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from organizer.storage.tables.base import ActionKey, Base, Key, PersonKey, Uuid, Whole, Word

__all__ = ["Grouping", "ImportBatch", "Mapping", "NotSame", "Review", "SignUp"]


class ImportBatch(Base):
    """One sheet imported: where from, how its columns were read, and the sums over its rows."""

    __tablename__ = "import_batch"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    file_name: Mapped[Word]
    file_hash: Mapped[Word]
    sheet: Mapped[Word]
    recognised_as: Mapped[Word]
    header_row: Mapped[Whole]
    mapping: Mapped[Word]  # JSON {header: field or null}
    headers: Mapped[Word]  # JSON list, so that a sign-up keeps only its cells
    policy: Mapped[Word]
    rows: Mapped[Whole]
    added: Mapped[Whole]
    updated: Mapped[Whole]
    unchanged: Mapped[Whole]
    held: Mapped[Whole]
    refused: Mapped[Whole]
    problems: Mapped[Word]  # JSON list of {row, column, value, reason}
    at: Mapped[Word]
    by: Mapped[Word]
    action_id: Mapped[ActionKey]


class SignUp(Base):
    """A row as it came. `cells` is a JSON list in the order of the batch's headers; outcome as in the sums."""

    __tablename__ = "sign_up"
    id: Mapped[Key]
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id", ondelete="CASCADE"))
    row: Mapped[Whole]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    outcome: Mapped[Word]  # added, updated, unchanged, held, refused
    reason: Mapped[Word]
    cells: Mapped[Word]
    __table_args__ = (Index("sign_up_by_person", "person_id"), Index("sign_up_by_batch", "batch_id", "row"))


class Mapping(Base):
    """How a set of headers was mapped last time: JSON {normalised header: field or null}."""

    __tablename__ = "mapping"
    id: Mapped[Key]
    header_key: Mapped[str] = mapped_column(Text, unique=True)
    fields: Mapped[Word]
    used_at: Mapped[Word]


class Grouping(Base):
    """What an answer counts as ("council" is "City council"), per field; the user's word over the built-in one."""

    __tablename__ = "grouping"
    id: Mapped[Key]
    field: Mapped[Word]
    answer: Mapped[Word]  # folded
    meaning: Mapped[Word]
    __table_args__ = (UniqueConstraint("field", "answer", name="grouping_is_one"),)


class Review(Base):
    """A held row, or two people, that may be the same: waits for a human."""

    __tablename__ = "review"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    person_id: Mapped[PersonKey]
    other_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    sign_up_id: Mapped[int | None] = mapped_column(ForeignKey("sign_up.id", ondelete="CASCADE"))
    record: Mapped[Word]  # JSON of the held row as it was cleaned
    score: Mapped[float] = mapped_column(Float, server_default="0")
    reasons: Mapped[Word]  # joined by "; "
    state: Mapped[str] = mapped_column(Text, server_default="open")  # open, same, different
    at: Mapped[Word]
    __table_args__ = (Index("review_by_state", "state"), Index("review_by_person", "person_id"))


class NotSame(Base):
    """Two people somebody said are not the same; by UUID, low first, so that it outlives a merge of stores."""

    __tablename__ = "not_same"
    id: Mapped[Key]
    low_uuid: Mapped[Word]
    high_uuid: Mapped[Word]
    at: Mapped[Word]
    by: Mapped[Word]
    __table_args__ = (UniqueConstraint("low_uuid", "high_uuid", name="not_same_is_one"),)
