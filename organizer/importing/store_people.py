"""People already in the store: found by what an import brings, and read as records that can be folded into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import case, func, select, text
from sqlalchemy.orm import Session

from organizer.domain.names import fold
from organizer.importing.cleaning.phones import PhoneValue
from organizer.importing.matching.keys import mailboxes
from organizer.importing.matching.profile import Profile, make_profile
from organizer.importing.records.sign_up import GOES_BY, CleanRecord, goes_by
from organizer.prospects import browse
from organizer.prospects.merge import MERGED
from organizer.storage.tables import (
    Address,
    District,
    Email,
    ExternalId,
    Person,
    PersonDistrict,
    Phone,
)

__all__ = ["OWN", "PERSON_COLUMNS", "StoredPerson", "add_own", "any_there", "profiles", "read_people"]

OWN = MERGED
"""The system of our own numbers for people, as our exports carry them."""
_ALL = 40_000  # people up to whom the whole store is looked at
PERSON_COLUMNS = {
    "prefix": "prefix", "first": "first_name", "middle": "middle_name", "last": "last_name", "suffix": "suffix",
    "wants_run": "wants_run", "wants_help": "wants_help", "office": "office_sought", "involvement": "involvement",
    "language": "language", "birth_date": "birth_date", "notes": "notes", "source": "source", "tags": "tags",
    "signed_up_at": "signed_up_at", "do_not_call": "do_not_call", "deceased": "deceased", "household": "household",
}
"""A record's field to the person's column."""


@dataclass(slots=True)
class StoredPerson:
    """A person as a record, with the numbers of the rows behind it."""

    id: int
    uuid: str
    record: CleanRecord
    phones: dict[str, int] = field(default_factory=dict)
    emails: dict[str, int] = field(default_factory=dict)
    opted_out: frozenset[str] = frozenset()
    address: int | None = None
    sheet_districts: dict[str, tuple[int, int]] = field(default_factory=dict)  # kind to row and district
    ranks: tuple[int, int, int, int] = (0, 0, 0, 0)  # lowest and highest rank of phones, of e-mails


def any_there(session: Session) -> bool:
    """Whether the store holds anybody yet."""
    return session.scalar(select(Person.id).limit(1)) is not None


def profiles(session: Session, records: Sequence[CleanRecord], *, own: bool = False) -> Iterator[Profile]:
    """Whoever of the store might be one of these records' people: all of a small store, else those who share a key.

    Args:
        session: for reading.
        records: the rows of a sheet.
        own: the sheet is an export of ours, so that people are known by our own number for them, too.
    """
    count = session.scalar(select(func.count()).select_from(Person)) or 0
    if count == 0:
        return
    if count <= _ALL or count <= 4 * len(records):
        yield from _profiles(session, None, own)
        return
    wanted = sorted(_sharing(session, records, own))
    for start in range(0, len(wanted), 900):
        yield from _profiles(session, wanted[start : start + 900], own)


def _sharing(session: Session, records: Sequence[CleanRecord], own: bool) -> set[int]:
    """People who share an e-mail, a phone, an address, an id or a full name with one of the records."""
    found: set[int] = set()
    keys: tuple[tuple[Any, Any, Iterable[str]], ...] = (
        (Email.person_id, Email.address, {email for record in records for email in mailboxes(record.emails)}),
        (Phone.person_id, Phone.number, {phone.number for record in records for phone in record.phones}),
        (Address.person_id, Address.match_key, {record.key for record in records if record.key}),
        (ExternalId.person_id, ExternalId.value, {value for record in records for _, value in record.ids}),
        (Person.id, Person.uuid, {value for record in records for _, value in record.ids} if own else ()),
    )
    for person, column, values in keys:
        listed = sorted(values)
        for start in range(0, len(listed), 900):
            found.update(session.scalars(select(person).where(column.in_(listed[start : start + 900]))))
    names = {fold(f"{record.last} {record.first.split(' ')[0]}") for record in records if record.last and record.first}
    connection = session.connection()
    connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS sought_name (low TEXT PRIMARY KEY)")
    connection.exec_driver_sql("DELETE FROM sought_name")
    connection.execute(text("INSERT INTO sought_name (low) VALUES (:low)"), [{"low": name} for name in names])
    found.update(session.scalars(text(
        "SELECT person.id FROM sought_name JOIN person ON person.sort_name >= low AND person.sort_name < low || '~'"
    )))
    return found


def _profiles(session: Session, ids: Sequence[int] | None, own: bool) -> Iterator[Profile]:
    def rows(*columns: Any, person: Any) -> Any:
        query = select(*columns)
        return session.execute(query if ids is None else query.where(person.in_(ids)))

    emails: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for person, value in rows(Email.person_id, Email.address, person=Email.person_id):
        emails[person] += (value,)
    numbers: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for person, value in rows(Phone.person_id, Phone.number, person=Phone.person_id):
        numbers[person] += (value,)
    ids_of: dict[int, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    for person, system, value in rows(
        ExternalId.person_id, ExternalId.system, ExternalId.value, person=ExternalId.person_id
    ):
        ids_of[person] += ((system, value),)
    places = {
        person: parts
        for person, *parts in rows(
            Address.person_id, Address.match_key, Address.line, Address.zip, Address.city, person=Address.person_id
        )
    }
    blank = ["", "", "", ""]
    called = case((Person.notes.like("%" + GOES_BY.replace("{}", "%") + "%"), Person.notes), else_="")
    for person, uuid, first, middle, last, suffix, birth, notes in rows(
        Person.id, Person.uuid, Person.first_name, Person.middle_name, Person.last_name, Person.suffix,
        Person.birth_date, called, person=Person.id,
    ):
        key, line, zip_code, city = places.get(person, blank)
        yield make_profile(person, first, middle, last, suffix, emails.get(person, ()), numbers.get(person, ()),
                           key, line, zip_code, city, birth,
                           (*ids_of.get(person, ()), (OWN, uuid)) if own else ids_of.get(person, ()), goes_by(notes))


def read_people(session: Session, ids: Iterable[int]) -> dict[int, StoredPerson]:
    """People of the store as records."""
    wanted = sorted(set(ids))
    people: dict[int, StoredPerson] = {}
    for start in range(0, len(wanted), 900):
        _read_chunk(session, wanted[start : start + 900], people)
    return people


def add_own(session: Session, people: Mapping[int, StoredPerson]) -> None:
    """Let people know what an export of ours tells beside what came from sheets: our number, and found districts."""
    ids = list(people)
    for start in range(0, len(ids), 900):
        found = browse.districts_of(session, ids[start : start + 900])
        for person in ids[start : start + 900]:
            record = people[person].record
            record.ids += ((OWN, people[person].uuid),)
            record.districts += tuple(one for one in found.get(person, ()) if one not in record.districts)


def _read_chunk(session: Session, chunk: Sequence[int], people: dict[int, StoredPerson]) -> None:
    names = list(PERSON_COLUMNS)
    columns = [getattr(Person, PERSON_COLUMNS[name]) for name in names]
    for person, uuid, *values in session.execute(select(Person.id, Person.uuid, *columns).where(Person.id.in_(chunk))):
        told = dict(zip(names, values, strict=True))
        for name in ("wants_run", "wants_help", "do_not_call", "deceased"):
            told[name] = bool(told[name])
        people[person] = StoredPerson(person, uuid, CleanRecord(**told))
    for row_id, person, number, kind, extension, status, text_ok, rank in session.execute(
        select(Phone.id, Phone.person_id, Phone.number, Phone.kind, Phone.extension, Phone.status, Phone.text_ok,
               Phone.rank).where(Phone.person_id.in_(chunk)).order_by(Phone.rank, Phone.id)
    ):
        stored = people[person]
        stored.record.phones += (PhoneValue(number, kind, extension, status, text_ok),)
        stored.phones[number] = row_id
        low, high, *others = stored.ranks
        stored.ranks = (min(low, rank), max(high, rank), others[0], others[1])
    for row_id, person, value, rank, opted_out in session.execute(
        select(Email.id, Email.person_id, Email.address, Email.rank, Email.opted_out)
        .where(Email.person_id.in_(chunk)).order_by(Email.rank, Email.id)
    ):
        stored = people[person]
        stored.record.emails += (value,)
        stored.emails[value] = row_id
        stored.record.email_out = bool(stored.record.email_out) or bool(opted_out)
        if opted_out:
            stored.opted_out |= {value}
        low, high, low_email, high_email = stored.ranks
        stored.ranks = (low, high, min(low_email, rank), max(high_email, rank))
    for row_id, person, *place in session.execute(
        select(Address.id, Address.person_id, Address.line, Address.unit, Address.city, Address.state, Address.zip,
               Address.zip4, Address.county, Address.latitude, Address.longitude, Address.match_key)
        .where(Address.person_id.in_(chunk)).order_by((Address.kind != "home").desc(), Address.rank.desc())
    ):
        stored = people[person]
        stored.address = row_id
        for name, value in zip(
            ("line", "unit", "city", "state", "zip", "zip4", "county", "latitude", "longitude", "key"), place,
            strict=True,
        ):
            setattr(stored.record, name, value)
    for person, system, value in session.execute(
        select(ExternalId.person_id, ExternalId.system, ExternalId.value).where(ExternalId.person_id.in_(chunk))
    ):
        people[person].record.ids += ((system, value),)
    for row_id, person, kind, district, code in session.execute(
        select(PersonDistrict.id, PersonDistrict.person_id, PersonDistrict.kind, PersonDistrict.district_id,
               District.code).join(District, District.id == PersonDistrict.district_id)
        .where(PersonDistrict.person_id.in_(chunk), PersonDistrict.method == "sheet")
    ):
        people[person].sheet_districts[kind] = (row_id, district)
        people[person].record.districts += ((kind, code),)
