"""Writes the people who are new to the store, whole: what follows from their rows goes in with them.

Nothing else can know anything of a person who is only being added, so that their best phone, their address line and
the words they are found by are known here already, and need not be worked out from the tables afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from organizer.domain.names import fold, sort_key
from organizer.importing import known_people
from organizer.importing.records.sign_up import CleanRecord
from organizer.storage.bulk import new_uuids
from organizer.storage.derived import phone_words
from organizer.storage.journal import Recorder
from organizer.storage.tables import Address, Email, ExternalId, Person, PersonDistrict, Phone

__all__ = ["write"]

DistrictId = Callable[[str, str, str], int]
"""The number of a district of a kind, code and state."""

_PERSON = [
    "uuid", "prefix", "first_name", "middle_name", "last_name", "suffix", "sort_name", "wants_run", "wants_help",
    "office_sought", "involvement", "language", "birth_date", "notes", "source", "tags", "signed_up_at", "do_not_call",
    "deceased", "household", "phone", "phone_status", "email", "address", "city", "city_fold", "state", "zip",
]


def write(
    do: Recorder, records: Sequence[CleanRecord], district_id: DistrictId, source: str, now: str,
    extra: Sequence[str],
) -> range:
    """Add people with everything that hangs on them, and return their numbers in the order of the records.

    Args:
        do: the action they come in by.
        records: one for each person.
        district_id: finds the districts their rows name.
        source: the file, kept with each district.
        now: the moment of the import.
        extra: for each the cells of columns that no field took, which are searched too.
    """
    ids = do.insert_many(Person, _PERSON, [
        _person(uuid, record) for uuid, record in zip(new_uuids(len(records)), records, strict=True)
    ], created_at=now)
    pairs = list(zip(ids, records, strict=True))
    do.insert_many(Phone, known_people.PHONE, [
        (person, one.number, one.kind, rank, one.status, one.extension, one.text_ok)
        for person, r in pairs for rank, one in enumerate(r.phones)
    ])
    do.insert_many(Email, known_people.EMAIL, [
        (person, one, rank, "bad" if r.email_bad and not rank else "ok", int(bool(r.email_out)))
        for person, r in pairs for rank, one in enumerate(r.emails)
    ])
    homes: list[tuple[Any, ...]] = [
        (person, r.line, r.unit, r.city, r.state, r.zip, r.zip4, r.county, r.key, r.latitude, r.longitude)
        for person, r in pairs if r.has_address
    ]
    if all(home[-2:] == (None, None) for home in homes):  # the driver takes as long for one None as for ten texts
        do.insert_many(Address, known_people.ADDRESS[:-2], [home[:-2] for home in homes])
    else:
        do.insert_many(Address, known_people.ADDRESS, homes)
    do.insert_many(ExternalId, ["person_id", "system", "value"], [
        (person, system, value) for person, r in pairs for system, value in r.ids
    ])
    do.insert_many(PersonDistrict, ["person_id", "district_id", "kind", "current"], _districts(pairs, district_id),
                   method="sheet", source=source, as_of=now[:10])
    do.complete(ids, ((person, _words(r, more)) for (person, r), more in zip(pairs, extra, strict=True)))
    return ids


def _districts(people: Iterable[tuple[int, CleanRecord]], district_id: DistrictId) -> Iterator[tuple[Any, ...]]:
    """Each person's districts; neighbours live in the same ones, so that most are looked up once for all."""
    alike: dict[tuple[object, ...], list[tuple[Any, ...]]] = {}
    for person, r in people:
        key = (r.districts, r.state)
        found = alike.get(key)
        if found is None:
            last = dict(r.districts)
            found = alike[key] = [
                (district_id(kind, code, r.state), kind, int(code == last[kind])) for kind, code in r.districts
            ]
        for one in found:
            yield (person, *one)


def _person(uuid: str, r: CleanRecord) -> tuple[Any, ...]:
    phone = next((one for one in r.phones if one.status == "ok"), r.phones[0]) if r.phones else None
    email = ""
    if r.emails:
        email = r.emails[1] if r.email_bad and len(r.emails) > 1 else r.emails[0]
    return (
        uuid, r.prefix, r.first, r.middle, r.last, r.suffix, sort_key(r.first, r.last, r.middle, r.suffix),
        int(r.wants_run), int(r.wants_help), r.office, r.involvement, r.language, r.birth_date, r.notes, r.source,
        r.tags, r.signed_up_at, int(bool(r.do_not_call)), int(r.deceased), r.household,
        phone.number if phone else "", phone.status if phone else "", email,
        f"{r.line} {r.unit}" if r.unit else r.line, r.city, fold(r.city), r.state, r.zip,
    )


def _words(r: CleanRecord, extra: str) -> str:
    """What a new person is found by; `storage.derived` says the same of one who is here."""
    said = [
        r.first, r.middle, r.last, r.suffix, r.notes, r.tags, r.office, r.involvement, r.source, r.language, *r.emails,
        r.line, r.unit, r.city, r.zip, r.county, extra,
    ]
    said += [phone_words(phone.number) for phone in r.phones]
    said += [value for _, value in r.ids]
    return " ".join(said)
