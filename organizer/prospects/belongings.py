"""What hangs on a person in rows of its own: phones, e-mails, the home address, typed districts."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.address import match_key, normalize
from organizer.domain.contact import shown_phone
from organizer.domain.district import KINDS, natural_key, normalize_code
from organizer.domain.errors import UserError
from organizer.domain.names import display_name, sort_key, split_name
from organizer.storage import journal
from organizer.storage.forgotten import Forgotten
from organizer.storage.spelling import spelled
from organizer.storage.tables import Address, District, Email, Person, PersonDistrict, Phone

__all__ = [
    "current", "names", "put_address", "put_district", "put_email", "put_name", "put_phone", "refuse_suppressed",
]

_INTEREST = case((and_(Person.wants_run == 1, Person.wants_help == 1), "both"), (Person.wants_run == 1, "run"),
                 (Person.wants_help == 1, "help"), else_="")
_PHONE_ORDER = (Phone.status != "ok", Phone.rank, Phone.id)
_EMAIL_ORDER = (Email.status != "ok", Email.rank, Email.id)
_ADDRESS_ORDER = (Address.kind != "home", Address.rank, Address.id)


def names(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """The names of those who are in the file, in the order asked."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), 900):
        for one, *parts in session.execute(
            select(Person.id, Person.first_name, Person.last_name, Person.middle_name, Person.suffix)
            .where(Person.id.in_(ids[start:start + 900]))
        ):
            found[one] = display_name(*parts)
    return {one: found[one] for one in dict.fromkeys(ids) if one in found}


def current(session: Session, ids: Sequence[int], field: str) -> dict[int, str]:
    """What stands in a field now, as text."""
    found = dict.fromkeys(ids, "")
    if field in ("unit", "county", "address"):
        column = {"unit": Address.unit, "county": Address.county, "address": Address.line}[field]
        for one in ids:
            found[one] = session.scalar(select(column).where(Address.person_id == one).order_by(*_ADDRESS_ORDER)) or ""
        return found
    if field == "name":
        return found | names(session, ids)
    if field.startswith("district:"):
        rows = select(PersonDistrict.person_id, District.code).join(
            District, District.id == PersonDistrict.district_id
        ).where(PersonDistrict.kind == field.removeprefix("district:"), PersonDistrict.current == 1)
        key = PersonDistrict.person_id
    else:
        rows, key = select(Person.id, _INTEREST if field == "interest" else getattr(Person, field)), Person.id
    for start in range(0, len(ids), 900):
        found.update(
            (one, str(int(value)) if isinstance(value, bool) else str(value or ""))
            for one, value in session.execute(rows.where(key.in_(ids[start:start + 900])))
        )
    return found


def refuse_suppressed(session: Session, person: int, number: str) -> None:
    """Stop a number that somebody else asked never to be dialled on.

    Raises:
        UserError: it belongs to a person marked "do not call".
    """
    held = session.scalar(
        select(func.count()).select_from(Phone).join(Person, Person.id == Phone.person_id)
        .where(Phone.number == number, Person.do_not_call == 1, Person.id != person)
    )
    if held or Forgotten(session).holds([number]):
        raise UserError(f"{shown_phone(number)} belongs to somebody who asked not to be called and was not added. "
                        "Give another number.")


def put_phone(session: Session, do: journal.Recorder, person: int, value: str) -> None:
    """Make a number the one to dial: a new one replaces the best one, a known one is ranked first, "" takes it away."""
    number, _, extension = value.partition("x")
    rows = session.execute(
        select(Phone.id, Phone.number, Phone.rank).where(Phone.person_id == person).order_by(*_PHONE_ORDER)
    ).all()
    if not number:
        if rows:
            do.delete(Phone, rows[0].id)
        return
    refuse_suppressed(session, person, number)
    same = [row for row in rows if row.number == number]
    if same:
        do.update(Phone, same[0].id, rank=min(row.rank for row in rows) - (same[0] is not rows[0]), extension=extension)
    elif rows:
        do.update(Phone, rows[0].id, number=number, extension=extension, status="ok", kind="")
    else:
        do.insert(Phone, person_id=person, number=number, extension=extension)


def put_name(session: Session, do: journal.Recorder, person: int, value: str) -> None:
    """Give a person the name written whole; a last name of several words that it still ends with stays one."""
    last, suffix = session.execute(select(Person.last_name, Person.suffix).where(Person.id == person)).one()
    first, last, suffix = split_name(value, last, suffix)
    do.update(Person, person, first_name=first, middle_name="", last_name=last, suffix=suffix,
              sort_name=sort_key(first, last, "", suffix))


def put_email(session: Session, do: journal.Recorder, person: int, value: str) -> None:
    """Make an address the one to write to, as `put_phone` does for numbers."""
    rows = session.execute(
        select(Email.id, Email.address, Email.rank).where(Email.person_id == person).order_by(*_EMAIL_ORDER)
    ).all()
    if not value:
        if rows:
            do.delete(Email, rows[0].id)
        return
    same = [row for row in rows if row.address == value]
    if same:
        do.update(Email, same[0].id, rank=min(row.rank for row in rows) - (same[0] is not rows[0]))
    elif rows:
        do.update(Email, rows[0].id, address=value, status="ok", opted_out=0)
    else:
        do.insert(Email, person_id=person, address=value)


def put_address(session: Session, do: journal.Recorder, person: int, field: str, value: str) -> None:
    """Change one part of the address they live at; the street line and the unit are written the postal way.

    An address whose last part is taken away is no more, so that it hides none that is known better.
    """
    row = session.execute(
        select(Address.id, Address.line, Address.unit, Address.zip, Address.city, Address.state, Address.county)
        .where(Address.person_id == person).order_by(*_ADDRESS_ORDER).limit(1)
    ).first()
    if row is None:
        if not value:
            return
        row_id, line, unit, zip_code = do.insert(Address, person_id=person), "", "", ""
    else:
        row_id, line, unit, zip_code = row[:4]
        parts = {"address": line, "unit": unit, "zip": zip_code, "city": row.city, "state": row.state,
                 "county": row.county}
        if not value and not any(said for part, said in parts.items() if part != field):
            do.delete(Address, row_id)
            return
    given: dict[str, str] = {}
    if field == "address":
        line, in_line = normalize(value)
        given = {"line": line, "unit": in_line or unit}
    elif field == "unit":
        line, unit = normalize(line, value) if value else (line, "")
        given = {"line": line, "unit": unit}
    elif field == "zip":
        zip_code, _, plus = value.partition("-")
        given = {"zip": zip_code, "zip4": plus}
    else:
        given = {field: value}
    if field in ("address", "unit", "zip"):
        given["match_key"] = match_key(given.get("line", line), given.get("unit", unit), zip_code)
    if field in ("address", "city", "state", "zip"):
        do.update(Address, row_id, **given, latitude=None, longitude=None)
    else:
        do.update(Address, row_id, **given)


def put_district(session: Session, do: journal.Recorder, person: int, kind: str, value: str) -> None:
    """Put a person in a district by hand, which outweighs every other way to know it; "" takes that back.

    Raises:
        UserError: there is no such kind.
    """
    if kind not in KINDS:
        raise UserError(f"“{kind[:40]}” isn't a kind of district. Kinds: {', '.join(KINDS)}.")
    for row_id in session.scalars(
        select(PersonDistrict.id).where(PersonDistrict.person_id == person, PersonDistrict.kind == kind,
                                        PersonDistrict.method == "typed")
    ).all():
        do.delete(PersonDistrict, row_id)
    code = normalize_code(kind, value)
    if not code:
        return
    code = spelled(session, kind, code)
    state = session.scalar(select(Person.state).where(Person.id == person)) or ""
    known = session.execute(
        select(District.id, District.state).where(District.kind == kind, District.code == code)
        .order_by(District.state != state, District.id)
    ).first()
    district = known.id if known is not None and (not state or known.state in (state, "")) else None
    if district is None:
        district = do.insert(District, kind=kind, state=state, code=code, sort_key=natural_key(code))
    do.insert(PersonDistrict, person_id=person, district_id=district, kind=kind, method="typed", certainty="exact",
              source="typed", as_of=clock.now()[:10])
