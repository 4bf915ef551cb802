"""Everything the store knows about one prospect."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from organizer.domain.district import KINDS
from organizer.domain.errors import UserError
from organizer.domain.names import display_name
from organizer.domain.people import Address, Details, DistrictOf, Email, Event, Phone, SignUpRow, StageStep
from organizer.domain.status import Status
from organizer.prospects import browse
from organizer.storage import tables as t

__all__ = ["STRANGERS", "Housemate", "details", "find_one", "household", "housemates"]

STRANGERS = 8
"""What more than so many people share makes no household of them: a switchboard, a dormitory, a column of "yes"."""


def find_one(session: Session, said: str) -> int:
    """The person's id behind a number or the first letters of a UUID.

    Raises:
        UserError: nobody, or more than one, answers to it.
    """
    if said.isdigit() and len(said) < 12:
        found = session.scalars(select(t.Person.id).where(t.Person.id == int(said))).all()
    else:
        found = session.scalars(select(t.Person.id).where(t.Person.uuid.startswith(said.lower(), autoescape=True))
                                .limit(2)).all()
    if len(found) != 1:
        raise UserError(f"Nobody has the number {said}." if not found else f"More than one person begins with {said}.")
    return found[0]


def details(session: Session, person_id: int) -> Details:
    """One prospect with phones, districts, contact events, sign-ups and household.

    Raises:
        UserError: the person is no longer in the store.
    """
    found = browse.rows(session, [person_id])
    person = session.get(t.Person, person_id)
    if not found or person is None:
        raise UserError("This person is no longer in the file.")
    return Details(
        row=found[0],
        uuid=person.uuid,
        involvement=person.involvement,
        notes=person.notes,
        source=person.source,
        tags=person.tags,
        language=person.language,
        birth_date=person.birth_date,
        signed_up_at=person.signed_up_at,
        phones=_phones(session, person_id),
        emails=tuple(
            Email(address, rank, status, bool(out)) for address, rank, status, out in session.execute(
                select(t.Email.address, t.Email.rank, t.Email.status, t.Email.opted_out)
                .where(t.Email.person_id == person_id).order_by(t.Email.status != "ok", t.Email.rank, t.Email.id))
        ),
        addresses=tuple(
            Address(*tuple(row)) for row in session.execute(
                select(t.Address.line, t.Address.unit, t.Address.city, t.Address.state, t.Address.zip, t.Address.zip4,
                       t.Address.county, t.Address.kind, t.Address.latitude, t.Address.longitude)
                .where(t.Address.person_id == person_id)
                .order_by(t.Address.kind != "home", t.Address.rank, t.Address.id))
        ),
        districts=_districts(session, person_id),
        events=_events(session, person_id),
        stages=tuple(
            StageStep(*row) for row in session.execute(
                select(t.StageChange.track, t.StageChange.stage, t.StageChange.at, t.StageChange.by,
                       t.StageChange.reason)
                .where(t.StageChange.person_id == person_id, t.StageChange.void == 0).order_by(t.StageChange.id.desc()))
        ),
        sign_ups=_sign_ups(session, person_id),
        external_ids=tuple(
            (system, value) for system, value in session.execute(
                select(t.ExternalId.system, t.ExternalId.value).where(t.ExternalId.person_id == person_id)
                .order_by(t.ExternalId.id))
        ),
        household=household(session, person_id),
    )


def household(session: Session, person_id: int) -> tuple[tuple[int, str], ...]:
    """Others who share a phone, an address or the household's id in their source, by name."""
    numbers = select(t.Phone.number).where(t.Phone.person_id == person_id, t.Phone.status == "ok")
    keys = select(t.Address.match_key).where(t.Address.person_id == person_id, t.Address.match_key != "")
    sharing = or_(
        t.Person.id.in_(select(t.Phone.person_id).where(t.Phone.number.in_(numbers), t.Phone.status == "ok")),
        t.Person.id.in_(select(t.Address.person_id).where(t.Address.match_key.in_(keys))),
        t.Person.id.in_(_of_the_same_id(session, person_id)),
    )
    found = session.execute(
        select(t.Person.id, t.Person.first_name, t.Person.last_name, t.Person.middle_name, t.Person.suffix)
        .where(sharing, t.Person.id != person_id).order_by(t.Person.sort_name)
    )
    return tuple((one, display_name(first, last, middle, suffix)) for one, first, last, middle, suffix in found)


def _of_the_same_id(session: Session, person_id: int) -> list[int]:
    house = session.scalar(select(t.Person.household).where(t.Person.id == person_id))
    if not house:
        return []
    found = session.scalars(select(t.Person.id).where(t.Person.household == house).limit(STRANGERS + 1)).all()
    return list(found) if len(found) <= STRANGERS else []


@dataclass(frozen=True, slots=True)
class Housemate:
    """Somebody of a person's household, and what they share ("phone and address"); "" for its id alone."""

    id: int
    name: str
    shares: str
    status: Status


def housemates(session: Session, person_id: int) -> list[Housemate]:
    """The household of a person as the panel shows it; empty where they share nothing with anybody."""
    others = [one for one, _ in household(session, person_id)]
    if not others:
        return []
    by_phone = set(session.scalars(select(t.Phone.person_id).where(
        t.Phone.person_id.in_(others), t.Phone.status == "ok",
        t.Phone.number.in_(select(t.Phone.number).where(t.Phone.person_id == person_id, t.Phone.status == "ok")))))
    by_address = set(session.scalars(select(t.Address.person_id).where(
        t.Address.person_id.in_(others), t.Address.match_key != "",
        t.Address.match_key.in_(select(t.Address.match_key).where(t.Address.person_id == person_id)))))
    return [
        Housemate(row.id, row.name, " and ".join(word for word, among in (("phone", by_phone), ("address", by_address))
                                                 if row.id in among), row.status)
        for row in browse.rows(session, others)
    ]


def _phones(session: Session, person_id: int) -> tuple[Phone, ...]:
    rows = session.execute(
        select(t.Phone.number, t.Phone.kind, t.Phone.rank, t.Phone.status, t.Phone.extension)
        .where(t.Phone.person_id == person_id).order_by(t.Phone.status != "ok", t.Phone.rank, t.Phone.id)
    )
    return tuple(Phone(*row) for row in rows)


def _districts(session: Session, person_id: int) -> tuple[DistrictOf, ...]:
    rank = {kind: place for place, kind in enumerate(KINDS)}
    link = t.PersonDistrict
    rows = session.execute(
        select(link.kind, t.District.code, link.method, link.certainty, link.source, link.as_of, link.share,
               link.current, t.District.state, t.District.name)
        .join(t.District, t.District.id == link.district_id).where(link.person_id == person_id)
    ).all()
    found = [
        DistrictOf(kind, code, method, certainty, source, as_of, share, bool(current), state, name)
        for kind, code, method, certainty, source, as_of, share, current, state, name in rows
    ]
    return tuple(sorted(found, key=lambda one: (rank.get(one.kind, len(rank)), not one.current, one.code)))


def _events(session: Session, person_id: int) -> tuple[Event, ...]:
    e = t.ContactEvent
    rows = session.execute(
        select(e.id, e.at, e.by, e.kind, e.result, e.phone, e.note, e.run_answer, e.help_answer, e.office, e.best_time,
               e.follow_up_at, e.source, e.language, e.moved_to)
        .where(e.person_id == person_id, e.void == 0).order_by(e.at.desc(), e.id.desc())
    )
    return tuple(Event(*row) for row in rows)


def _sign_ups(session: Session, person_id: int) -> tuple[SignUpRow, ...]:
    rows = session.execute(
        select(t.ImportBatch.file_name, t.ImportBatch.sheet, t.ImportBatch.at, t.ImportBatch.headers, t.SignUp.row,
               t.SignUp.cells)
        .join(t.ImportBatch, t.ImportBatch.id == t.SignUp.batch_id)
        .where(t.SignUp.person_id == person_id).order_by(t.SignUp.id.desc())
    )
    return tuple(
        SignUpRow(file, sheet, row, at, tuple(
            (header, str(cell)) for header, cell in zip(json.loads(headers or "[]"), json.loads(cells or "[]"),
                                                        strict=False) if cell not in ("", None)))
        for file, sheet, at, headers, row, cells in rows
    )
