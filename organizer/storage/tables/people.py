"""Tables of people, and of how to reach them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Float, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from organizer.storage.tables.base import Base, Flag, Key, Maybe, PersonKey, Uuid, Whole, Word

__all__ = ["Address", "Email", "ExternalId", "Person", "Phone"]


class Person(Base):
    """A prospect. The columns after `created_at` are derived from other tables by `storage.derived`."""

    __tablename__ = "person"
    id: Mapped[Key]
    uuid: Mapped[Uuid]
    prefix: Mapped[Word]
    first_name: Mapped[Word]
    middle_name: Mapped[Word]
    last_name: Mapped[Word]
    suffix: Mapped[Word]
    sort_name: Mapped[Word]
    wants_run: Mapped[Flag]
    wants_help: Mapped[Flag]
    office_sought: Mapped[Word]  # grouped, several joined by "; "
    involvement: Mapped[Word]
    language: Mapped[Word]
    birth_date: Mapped[Word]
    notes: Mapped[Word]
    source: Mapped[Word]
    tags: Mapped[Word]  # joined by ", "
    signed_up_at: Mapped[Word]  # the earliest sign-up
    do_not_call: Mapped[Flag]
    deceased: Mapped[Flag]
    hostile: Mapped[Flag]
    household: Mapped[Word]  # a household's own id in its source, or ""
    created_at: Mapped[Word]
    phone: Mapped[Word]
    phone_status: Mapped[Word]
    email: Mapped[Word]
    address: Mapped[Word]  # line and unit
    city: Mapped[Word]
    city_fold: Mapped[Word]
    state: Mapped[Word]
    zip: Mapped[Word]
    run_stage: Mapped[str] = mapped_column(Text, server_default="new")
    help_stage: Mapped[str] = mapped_column(Text, server_default="new")
    last_result: Mapped[Maybe]
    last_contact: Mapped[Maybe]
    attempts: Mapped[Whole]
    follow_up: Mapped[Maybe]

    __table_args__ = (
        Index("person_by_name", "sort_name", "id"),
        Index("person_by_city", "city_fold", "sort_name"),
        Index("person_by_zip", "zip", "sort_name"),
        Index("person_by_last_contact", "last_contact", "sort_name"),
        Index("person_by_result", "last_result", "sort_name"),
        Index("person_by_follow_up", "follow_up"),
        Index("person_by_household", "household"),
        Index("person_not_to_call", "id", sqlite_where=text("do_not_call = 1")),
        CheckConstraint("length(uuid) = 32", name="person_uuid_is_hex"),
    )


class Phone(Base):
    """A person's number in E.164; status is ok, wrong or disconnected."""

    __tablename__ = "phone"
    id: Mapped[Key]
    person_id: Mapped[PersonKey]
    number: Mapped[Word]
    kind: Mapped[Word]
    rank: Mapped[Whole]
    status: Mapped[str] = mapped_column(Text, server_default="ok")
    extension: Mapped[Word]
    text_ok: Mapped[Word]  # yes, no or ""
    __table_args__ = (
        Index("phone_by_person", "person_id"),
        Index("phone_by_number", "number"),
        Index("phone_not_to_call", "number", sqlite_where=text("status = 'do-not-call'")),
    )


class Email(Base):
    """A person's e-mail address, lower case."""

    __tablename__ = "email"
    id: Mapped[Key]
    person_id: Mapped[PersonKey]
    address: Mapped[Word]
    rank: Mapped[Whole]
    status: Mapped[str] = mapped_column(Text, server_default="ok")
    opted_out: Mapped[Flag]
    __table_args__ = (Index("email_by_person", "person_id"), Index("email_by_address", "address"))


class Address(Base):
    """A person's address. `match_key` is line and ZIP as they are compared (domain.address.match_key)."""

    __tablename__ = "address"
    id: Mapped[Key]
    person_id: Mapped[PersonKey]
    kind: Mapped[str] = mapped_column(Text, server_default="home")
    line: Mapped[Word]
    unit: Mapped[Word]
    city: Mapped[Word]
    state: Mapped[Word]
    zip: Mapped[Word]
    zip4: Mapped[Word]
    county: Mapped[Word]
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    match_key: Mapped[Word]
    rank: Mapped[Whole]
    __table_args__ = (Index("address_by_person", "person_id"), Index("address_by_key", "match_key"))


class ExternalId(Base):
    """What another system calls a person (system "van", value "200799")."""

    __tablename__ = "external_id"
    id: Mapped[Key]
    person_id: Mapped[PersonKey]
    system: Mapped[Word]
    value: Mapped[Word]
    __table_args__ = (Index("external_id_by_person", "person_id"), Index("external_id_by_value", "system", "value"))
