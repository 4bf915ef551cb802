"""What follows from other rows: a person's best phone, stage and last result, the current districts, the search text.

Every write ends here through the journal, so that no view ever has to work these out again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import and_, case, exists, func, or_, select, text, update
from sqlalchemy.orm import Session

from organizer.domain.status import RESULTS, keeps_call_back
from organizer.storage import search
from organizer.storage.tables import (
    Address,
    ContactEvent,
    Email,
    ExternalId,
    ImportBatch,
    Person,
    PersonDistrict,
    Phone,
    SignUp,
    StageChange,
)

__all__ = ["TRUST", "choose_districts", "phone_words", "refresh", "trust"]

TRUST = ("typed", "street", "boundary", "sheet", "precinct", "zip")
"""Ways to know a district, the most trusted first."""
_TRUSTED = {method: rank for rank, method in enumerate(TRUST)}
_CHUNK = 5000
_AT_ONCE = 50_000  # people whose districts are chosen by one statement
_WALLS = {"do_not_call": "XC", "deceased": "DC", "hostile": "HO"}


def trust(method: str, certainty: str, as_of: str) -> tuple[int, bool, str]:
    """How much a way to know a district counts; of two the greater one does, of equals the later row."""
    return -_TRUSTED.get(method, len(TRUST)), certainty == "exact", as_of


def refresh(session: Session, people: Iterable[int]) -> None:
    """Work out again what follows for these people; ids that are no longer there are forgotten by the search."""
    ids = sorted(set(people))
    for start in range(0, len(ids), _CHUNK):
        _refresh(session, ids[start : start + _CHUNK])


def choose_districts(session: Session, people: Iterable[int]) -> None:
    """Choose again which assignment of each kind counts for these people."""
    _choose_districts(session, sorted(set(people)))


def _refresh(session: Session, ids: Sequence[int]) -> None:
    session.flush()
    _choose_districts(session, ids)
    among = Person.id.in_(ids if len(ids) < 500 else _touched(session, ids))
    session.execute(
        update(Person).where(among).values(**_best_rows(), **_last_steps(), **_walls()),
        execution_options={"synchronize_session": False},
    )
    _search_text(session, ids)


def _touched(session: Session, ids: Sequence[int]) -> Any:
    """Many ids as a temporary table, which joins faster than a long list."""
    connection = session.connection()
    connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY)")
    connection.exec_driver_sql("DELETE FROM touched")
    connection.exec_driver_sql("INSERT INTO touched (id) VALUES (?)", [(one,) for one in ids])
    return select(text("id")).select_from(text("touched"))


def _one(column: Any, *where: Any, order: Sequence[Any]) -> Any:
    return select(column).where(*where).order_by(*order).limit(1).correlate(Person).scalar_subquery()


def _best_rows() -> dict[str, Any]:
    """The phone to dial, the e-mail to write to, the address they live at."""
    phone_order = (Phone.status != "ok", Phone.rank, Phone.id)
    email_order = (Email.status != "ok", Email.rank, Email.id)
    address_order = (Address.kind != "home", Address.rank, Address.id)
    own_phone, own_email = Phone.person_id == Person.id, Email.person_id == Person.id
    own_address = Address.person_id == Person.id
    line = Address.line + case((Address.unit != "", " " + Address.unit), else_="")
    values = {
        "phone": _one(Phone.number, own_phone, order=phone_order),
        "phone_status": _one(Phone.status, own_phone, order=phone_order),
        "email": _one(Email.address, own_email, order=email_order),
        "address": _one(line, own_address, order=address_order),
        "city": _one(Address.city, own_address, order=address_order),
        "city_fold": _one(func.organizer_fold(Address.city), own_address, order=address_order),
        "state": _one(Address.state, own_address, order=address_order),
        "zip": _one(Address.zip, own_address, order=address_order),
    }
    return {name: func.coalesce(value, "") for name, value in values.items()}


def _last_steps() -> dict[str, Any]:
    """Stages by sequence, not by clock; the last attempt by when it was made."""
    live = (ContactEvent.person_id == Person.id, ContactEvent.void == 0)
    latest = (ContactEvent.at.desc(), ContactEvent.id.desc())
    with_result = (*live, ContactEvent.result != "")
    tries = [result.code for result in RESULTS if result.attempt]
    values: dict[str, Any] = {
        "last_result": _one(ContactEvent.result, *with_result, order=latest),
        "last_contact": _one(ContactEvent.at, *with_result, order=latest),
        "follow_up": _follow_up(live, latest),
        "attempts": select(func.count()).where(*live, ContactEvent.result.in_(tries)).correlate(Person)
        .scalar_subquery(),
    }
    for track in ("run", "help"):
        stage = _one(
            StageChange.stage, StageChange.person_id == Person.id, StageChange.void == 0, StageChange.track == track,
            order=(StageChange.id.desc(),),
        )
        values[f"{track}_stage"] = func.coalesce(stage, "new")
    return values


def _follow_up(live: Sequence[Any], latest: Sequence[Any]) -> Any:
    """When to call back: as promised, or, once that was due and a try missed them, when the last try has rested.

    Speaking to them ends it, and so does what closes the matter.
    """
    event = ContactEvent
    missed = {result.code: result.rest_hours for result in RESULTS if keeps_call_back(result.code)}
    says = (event.follow_up_at != "", event.kind == "follow-up", and_(event.result != "", event.result.not_in(missed)))
    promised = _one(event.follow_up_at, *live, or_(*says), order=latest)
    tried = (*live, event.result != "")
    rested = [(and_(event.result == code, event.follow_up_at == ""),
               func.strftime("%Y-%m-%dT%H:%M:%SZ", event.at, f"+{hours} hours")) for code, hours in missed.items()]
    return case(
        (func.coalesce(promised, "") == "", None),
        (_one(event.at, *tried, order=latest) < promised, promised),
        else_=func.coalesce(_one(case(*rested), *tried, order=latest), promised),
    )


def _walls() -> dict[str, Any]:
    """A live "do not call", "deceased" or "hostile" holds whatever else is undone or imported."""
    return {
        column: case(
            (
                exists().where(
                    ContactEvent.person_id == Person.id, ContactEvent.void == 0, ContactEvent.result == code
                ),
                1,
            ),
            else_=getattr(Person, column),
        )
        for column, code in _WALLS.items()
    }


def _choose_districts(session: Session, ids: Sequence[int]) -> None:
    """Mark the most trusted assignment of each kind; a split ZIP is never silently picked."""
    p = PersonDistrict.__table__.c
    trusted = (
        p.certainty == "split", case(_TRUSTED, value=p.method, else_=len(TRUST)), p.certainty != "exact",
        p.as_of.desc(), p.id.desc(),
    )  # as in `trust`
    first = func.row_number().over(partition_by=(p.person_id, p.kind), order_by=trusted) == 1
    best = case((first & (p.certainty != "split"), 1), else_=0).label("best")
    connection = session.connection()
    for chunk in _chunks(ids, _AT_ONCE):
        among = p.person_id.in_(chunk) if len(chunk) < 500 else p.person_id.in_(_touched(session, chunk))
        ranked = select(p.id, p.current, best).where(among).subquery()
        wrong = session.execute(select(ranked.c.best, ranked.c.id).where(ranked.c.current != ranked.c.best)).all()
        if wrong:
            connection.exec_driver_sql("UPDATE person_district SET current = ? WHERE id = ?", list(map(tuple, wrong)))


def _search_text(session: Session, ids: Sequence[int]) -> None:
    said: dict[int, list[str]] = defaultdict(list)
    names = (Person.id, Person.first_name, Person.middle_name, Person.last_name, Person.suffix, Person.notes,
             Person.tags, Person.office_sought, Person.involvement, Person.source, Person.language)
    here: set[int] = set()
    for chunk in _chunks(ids, 900):
        for person, *parts in session.execute(select(*names).where(Person.id.in_(chunk))):
            here.add(person)
            said[person] += parts
        for person, number in session.execute(select(Phone.person_id, Phone.number).where(Phone.person_id.in_(chunk))):
            said[person].append(phone_words(number))
        for person, *parts in session.execute(
            select(Email.person_id, Email.address).where(Email.person_id.in_(chunk))
        ):
            said[person] += parts
        for person, *parts in session.execute(
            select(Address.person_id, Address.line, Address.unit, Address.city, Address.zip, Address.county)
            .where(Address.person_id.in_(chunk))
        ):
            said[person] += parts
        for person, *parts in session.execute(
            select(ExternalId.person_id, ExternalId.value).where(ExternalId.person_id.in_(chunk))
        ):
            said[person] += parts
        for person, note in session.execute(
            select(ContactEvent.person_id, ContactEvent.note)
            .where(ContactEvent.person_id.in_(chunk), ContactEvent.note != "", ContactEvent.void == 0)
        ):
            said[person].append(note)
        _extra_cells(session, chunk, said)
    search.put(session, ((person, " ".join(parts)) for person, parts in said.items()))
    search.drop(session, (person for person in ids if person not in here))


def phone_words(number: str) -> str:
    """A number in the parts by which people look for it."""
    digits = number.lstrip("+")
    if len(digits) == 11 and digits[0] == "1":
        return f"{digits} {digits[1:]} {digits[1:4]} {digits[4:7]} {digits[7:]} {digits[4:]}"
    return digits


def _extra_cells(session: Session, chunk: Sequence[int], said: dict[int, list[str]]) -> None:
    """The cells of columns that no field took, so that nothing somebody wrote is out of reach."""
    rows = session.execute(
        select(SignUp.person_id, SignUp.batch_id, SignUp.cells).where(SignUp.person_id.in_(chunk))
    ).all()
    if not rows:
        return
    batches = {batch for _, batch, _ in rows}
    extra: dict[int, list[int]] = {}
    for batch, mapping, headers in session.execute(
        select(ImportBatch.id, ImportBatch.mapping, ImportBatch.headers).where(ImportBatch.id.in_(batches))
    ):
        fields = json.loads(mapping or "{}")
        extra[batch] = [place for place, header in enumerate(json.loads(headers or "[]")) if not fields.get(header)]
    for person, batch, cells in rows:
        places = extra.get(batch)
        if person is None or not places or not cells:
            continue
        row = json.loads(cells)
        said[person] += [str(row[place]) for place in places if place < len(row) and row[place] not in ("", None)]


def _chunks(ids: Sequence[int], size: int) -> Iterable[Sequence[int]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


