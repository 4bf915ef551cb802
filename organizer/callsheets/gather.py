"""Who may stand on a sheet: people read from the store with all a sheet can print, and the walls nobody passes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.callsheets.sheet import Line, SheetPhone
from organizer.domain import clock
from organizer.domain.clock import short_date
from organizer.domain.contact import shown_phone
from organizer.domain.filters import ProspectFilter
from organizer.domain.names import display_name, fold, list_name
from organizer.domain.status import result_of
from organizer.prospects import browse, conditions, wording
from organizer.prospects.details import STRANGERS
from organizer.storage.tables import Address, CallList, CallListEntry, ContactEvent, Email, Person, Phone

__all__ = ["Candidate", "Gathered", "gather", "ids_of", "words_of"]

_CHUNK = 900
_LETTER = {"mobile": "M", "cell": "M", "home": "H", "work": "W"}
_HOUSE = re.compile(r"^\s*(\d+)\S*\s*(.*)$")
_PAST = 6  # earlier contacts kept for the recruitment sheet
_LAST = 2  # latest contacts printed on a line


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be called: the line to be, and what it is ordered and put together by.

    `caller` is whoever has the person on a call list that is not back.
    """

    line: Line
    by_name: str
    by_street: tuple[str, str, int]
    by_phone: str
    place_key: str
    house: str = ""
    caller: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Candidates in order of name, how many of those asked for may not be called, and who they are in words."""

    people: tuple[Candidate, ...]
    left_out: int
    words: str


def ids_of(session: Session, chosen: ProspectFilter | Sequence[int]) -> list[int]:
    """The people meant by a filter or a selection."""
    if isinstance(chosen, ProspectFilter):
        return list(browse.find(session, chosen).ids)
    return list(dict.fromkeys(chosen))


def words_of(session: Session, chosen: ProspectFilter | Sequence[int], ids: Sequence[int]) -> str:
    """Whom a filter or a selection means, as it is printed and kept of what left."""
    if isinstance(chosen, ProspectFilter):
        return wording.in_words(session, chosen)
    return f"{len(ids):,} chosen {'person' if len(ids) == 1 else 'people'}"


def gather(session: Session, chosen: ProspectFilter | Sequence[int]) -> Gathered:
    """The people of a filter or a selection who may be called.

    Do-not-call, deceased and hostile people, and people whose every number is known to be bad, are left out whatever
    was asked. A number that a do-not-call person has is struck out for all.
    """
    ids = ids_of(session, chosen)
    walled = set(session.scalars(conditions.walled_numbers()))
    found: list[Candidate] = []
    for start in range(0, len(ids), _CHUNK):
        found += _chunk(session, ids[start : start + _CHUNK], walled)
    found.sort(key=lambda one: (one.by_name, one.line.uuid))
    return Gathered(tuple(_with_households(found)), len(ids) - len(found), words_of(session, chosen, ids))


def _chunk(session: Session, ids: Sequence[int], walled: set[str]) -> list[Candidate]:
    phones = _grouped(session, select(Phone.person_id, Phone.number, Phone.kind, Phone.status, Phone.extension)
                      .where(Phone.person_id.in_(ids)).order_by(Phone.status != "ok", Phone.rank, Phone.id))
    emails = _grouped(session, select(Email.person_id, Email.address)
                      .where(Email.person_id.in_(ids), Email.status == "ok").order_by(Email.rank, Email.id))
    places = _grouped(session, select(Address.person_id, Address.match_key).where(Address.person_id.in_(ids))
                      .order_by(Address.kind != "home", Address.rank, Address.id))
    events = _grouped(session, select(
        ContactEvent.person_id, ContactEvent.result, ContactEvent.at, ContactEvent.by, ContactEvent.note
    ).where(ContactEvent.person_id.in_(ids), ContactEvent.void == 0).order_by(
        ContactEvent.at.desc(), ContactEvent.id.desc()))
    callers = {row.person_id: row.caller for row in session.execute(
        select(CallListEntry.person_id, CallList.caller).join(CallList, CallList.id == CallListEntry.list_id)
        .where(CallListEntry.person_id.in_(ids), CallListEntry.released == 0, CallList.state != "back")
        .order_by(CallList.id))}
    districts = browse.districts_of(session, ids)
    people = session.execute(
        select(
            Person.id, Person.uuid, Person.first_name, Person.middle_name, Person.last_name, Person.suffix,
            Person.sort_name, Person.wants_run, Person.wants_help, Person.office_sought, Person.involvement,
            Person.language, Person.birth_date, Person.address, Person.city, Person.state, Person.zip,
            Person.household,
        ).where(Person.id.in_(ids), Person.do_not_call == 0, Person.deceased == 0, Person.hostile == 0)
    )
    found = []
    for row in people:
        numbers = tuple(
            SheetPhone(number, shown_phone(number, extension),
                       _LETTER.get(kind, kind[:1].upper()), bad=status != "ok" or number in walled)
            for number, kind, status, extension in phones[row.id]
        )
        if numbers and all(phone.bad for phone in numbers):
            continue
        found.append(_candidate(row, numbers, [one for one, in emails[row.id]], districts.get(row.id, []),
                                events[row.id], [key for key, in places[row.id]], callers.get(row.id, "")))
    return found


def _grouped(session: Session, query: Any) -> dict[int, list[tuple[Any, ...]]]:
    """Rows by the person in their first column."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for person, *row in session.execute(query):
        found[person].append(tuple(row))
    return found


def _candidate(
    row: Any, phones: tuple[SheetPhone, ...], emails: list[str], districts: list[tuple[str, str]],
    events: list[tuple[Any, ...]], places: list[str], caller: str,
) -> Candidate:
    past = [" ".join(part for part in (result_of(result).label if result else "Note", short_date(at), f"by {by}" if by
            else "", f"– {note}" if note else "") if part) for result, at, by, note in events[:_PAST]]
    last = [f"{result_of(result).label} {short_date(at)}" for result, at, _, _ in events if result][:_LAST]
    wants = ", ".join(word for word, on in (("Run", row.wants_run), ("Volunteer", row.wants_help)) if on)
    line = Line(
        number=0, code="", uuid=row.uuid, person_id=row.id,
        name=display_name(row.first_name, row.last_name, row.middle_name, row.suffix),
        list_name=list_name(" ".join(p for p in (row.first_name, row.middle_name) if p), row.last_name, row.suffix),
        age=_age(row.birth_date), phones=phones, email=emails[0] if emails else "", address=row.address, city=row.city,
        state=row.state, zip=row.zip, districts=tuple(districts),
        interest=" · ".join(part for part in (wants, row.office_sought) if part),
        involved=" ".join(row.involvement.split()), language=row.language,
        last=", ".join(last), past=tuple(past),
    )
    house = _HOUSE.match(row.address)
    street = (fold(row.city), fold(house[2] if house else row.address), int(house[1][:9]) if house else 0)
    best = next((phone.number for phone in phones if not phone.bad), "")
    return Candidate(line, row.sort_name or "\U0010ffff", street, best or "~", places[0] if places else "",
                     row.household, caller)


def _age(born: str) -> str:
    """Years since a full birth date; empty where it is not known."""
    try:
        day = date.fromisoformat(born[:10])
    except ValueError:
        return ""
    today = clock.today()
    years = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    return str(years) if 0 < years < 120 else ""


def _with_households(people: list[Candidate]) -> Iterable[Candidate]:
    """Each person with the number of a household: those who share a good phone, an address or its id."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(people):
        for phone in one.line.phones:
            if not phone.bad:
                holders[phone.number].append(place)
        if one.place_key:
            holders[f"@{one.place_key}"].append(place)
        if one.house:
            holders[f"#{one.house}"].append(place)
    root = list(range(len(people)))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for group in holders.values():
        if 1 < len(group) <= STRANGERS:
            for other in group[1:]:
                low, high = sorted((find(group[0]), find(other)))
                root[high] = low
    sizes: dict[int, int] = defaultdict(int)
    for place in range(len(people)):
        sizes[find(place)] += 1
    for place, one in enumerate(people):
        household = find(place) + 1 if sizes[find(place)] > 1 else 0
        yield replace(one, line=replace(one.line, household=household)) if household else one
