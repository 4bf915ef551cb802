"""What an import changes about people the store already has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from organizer.domain.names import sort_key
from organizer.importing.plan import Entity
from organizer.importing.records.sign_up import CleanRecord
from organizer.importing.store_people import PERSON_COLUMNS, StoredPerson
from organizer.storage.journal import Recorder
from organizer.storage.tables import Address, Email, ExternalId, Person, PersonDistrict, Phone

__all__ = ["ADDRESS", "ADDRESS_COLUMNS", "DISTRICT", "EMAIL", "PHONE", "write"]

PHONE = ["person_id", "number", "kind", "rank", "status", "extension", "text_ok"]
EMAIL = ["person_id", "address", "rank", "status", "opted_out"]
DISTRICT = ["person_id", "district_id", "kind", "method", "source", "as_of", "current"]
ADDRESS_COLUMNS = {
    "line": "line", "unit": "unit", "city": "city", "state": "state", "zip": "zip", "zip4": "zip4", "county": "county",
    "key": "match_key", "latitude": "latitude", "longitude": "longitude",
}
"""A record's field to the address's column."""
ADDRESS = ["person_id", *ADDRESS_COLUMNS.values()]


def write(
    do: Recorder, entities: Sequence[Entity], district_id: Callable[[str, str, str], int], source: str, today: str
) -> tuple[set[int], list[int]]:
    """Write the difference between what the store held and what the plan made of it.

    Returns:
        The people who changed, and those of them whose address did.
    """
    writer = _Difference(do, district_id, source, today)
    for entity in entities:
        if entity.stored is not None and entity.before is not None and entity.before != entity.record:
            writer.person(entity.stored, entity.before, entity.record)
    writer.flush()
    return writer.changed, writer.moved


class _Difference:
    """Updates made at once, and new rows gathered so that they go in together."""

    def __init__(
        self, do: Recorder, district_id: Callable[[str, str, str], int], source: str, today: str
    ) -> None:
        self.do = do
        self.district_id = district_id
        self.source = source
        self.today = today
        self.changed: set[int] = set()
        self.moved: list[int] = []
        self.phones: list[tuple[Any, ...]] = []
        self.emails: list[tuple[Any, ...]] = []
        self.addresses: list[tuple[Any, ...]] = []
        self.ids: list[tuple[Any, ...]] = []
        self.districts: list[tuple[Any, ...]] = []

    def person(self, stored: StoredPerson, before: CleanRecord, after: CleanRecord) -> None:
        """Everything that became different about one person."""
        self.changed.add(stored.id)
        self._columns(stored, before, after)
        self._phones(stored, before, after)
        self._emails(stored, before, after)
        self._place(stored, before, after)
        known_ids = set(before.ids)
        self.ids += [(stored.id, *one) for one in after.ids if one not in known_ids]
        known = dict(before.districts)
        for kind, code in after.districts:
            if known.get(kind) == code:
                continue
            district = self.district_id(kind, code, after.state)
            if kind in stored.sheet_districts:
                self.do.update(PersonDistrict, stored.sheet_districts[kind][0], district_id=district,
                               source=self.source, as_of=self.today[:10])
            else:
                self.districts.append((stored.id, district, kind, "sheet", self.source, self.today[:10], 0))

    def _columns(self, stored: StoredPerson, before: CleanRecord, after: CleanRecord) -> None:
        values: dict[str, Any] = {}
        for name, column in PERSON_COLUMNS.items():
            value = getattr(after, name)
            if value != getattr(before, name):
                values[column] = int(value) if isinstance(value, bool) else value
        if {"first_name", "middle_name", "last_name", "suffix"} & set(values):
            values["sort_name"] = sort_key(after.first, after.last, after.middle, after.suffix)
        if values:
            self.do.update(Person, stored.id, **values)

    def _phones(self, stored: StoredPerson, before: CleanRecord, after: CleanRecord) -> None:
        known = {phone.number: phone for phone in before.phones}
        low, high, _, _ = stored.ranks
        fresh = [phone for phone in after.phones if phone.number not in known]
        first = bool(fresh) and bool(known) and after.phones[0].number not in known  # newer ones come first
        for place, phone in enumerate(fresh):
            rank = low - len(fresh) + place if first else high + 1 + place if known else place
            self.phones.append(
                (stored.id, phone.number, phone.kind, rank, phone.status, phone.extension, phone.text_ok)
            )
        for phone in after.phones:
            was = known.get(phone.number)
            if was is not None and was != phone:
                self.do.update(Phone, stored.phones[phone.number], kind=phone.kind, status=phone.status,
                               extension=phone.extension, text_ok=phone.text_ok)

    def _emails(self, stored: StoredPerson, before: CleanRecord, after: CleanRecord) -> None:
        _, _, low, high = stored.ranks
        known = set(before.emails)
        fresh = [email for email in after.emails if email not in known]
        first = bool(fresh) and bool(known) and after.emails[0] not in known
        for place, email in enumerate(fresh):
            rank = low - len(fresh) + place if first else high + 1 + place if before.emails else place
            self.emails.append((stored.id, email, rank, "ok", int(bool(after.email_out))))
        if bool(after.email_out) != bool(before.email_out):
            for row_id in stored.emails.values():
                self.do.update(Email, row_id, opted_out=int(bool(after.email_out)))

    def _place(self, stored: StoredPerson, before: CleanRecord, after: CleanRecord) -> None:
        values = {
            column: getattr(after, name) for name, column in ADDRESS_COLUMNS.items()
            if getattr(after, name) != getattr(before, name)
        }
        if not values:
            return
        self.moved.append(stored.id)
        if stored.address is not None:
            self.do.update(Address, stored.address, **values)
        else:
            self.addresses.append((stored.id, *(getattr(after, name) for name in ADDRESS_COLUMNS)))

    def flush(self) -> None:
        """Put the new rows in."""
        for table, names, rows in (
            (Phone, PHONE, self.phones), (Email, EMAIL, self.emails), (Address, ADDRESS, self.addresses),
            (ExternalId, ["person_id", "system", "value"], self.ids), (PersonDistrict, DISTRICT, self.districts),
        ):
            self.do.insert_many(table, names, rows)
