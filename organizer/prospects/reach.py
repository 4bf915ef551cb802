"""A person's phones and e-mail addresses, one by one: added, changed, marked, put first, taken away."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.prospects.belongings import put_email, put_phone, refuse_suppressed
from organizer.prospects.fields import clean
from organizer.storage import journal
from organizer.storage.tables import Email, Person, Phone

__all__ = [
    "add_email", "add_phone", "change_email", "change_phone", "mark_email", "prefer_email", "prefer_phone",
    "remove_email", "remove_phone",
]


def _still_there(session: Session, person_id: int) -> None:
    if session.scalar(select(Person.id).where(Person.id == person_id)) is None:
        raise UserError("This person is no longer in the file.")


def add_phone(session: Session, person_id: int, said: str, *, kind: str = "", by: str) -> Changes:
    """Give a person a further number, behind those already known.

    Raises:
        UserError: it is no number, or one that must not be dialled.
    """
    number, _, extension = str(clean("phone", said)).partition("x")
    if not number:
        raise UserError("Type a number.")
    _still_there(session, person_id)
    refuse_suppressed(session, person_id, number)
    rows = session.execute(select(Phone.number, Phone.rank).where(Phone.person_id == person_id)).all()
    with journal.action(session, kind="edit", name="Add a number", by=by) as do:
        if number not in [row.number for row in rows]:
            do.insert(Phone, person_id=person_id, number=number, extension=extension, kind=kind,
                      rank=max((row.rank for row in rows), default=-1) + 1)
    return do.changes


def change_phone(session: Session, person_id: int, number: str, said: str, *, by: str) -> Changes:
    """Write one of a person's numbers anew, in its place; blank takes it away.

    Raises:
        UserError: it is no number, or one that must not be dialled.
    """
    wanted, _, extension = str(clean("phone", said)).partition("x")
    if not wanted:
        return remove_phone(session, person_id, number, by=by)
    refuse_suppressed(session, person_id, wanted)
    numbers = {row.number: row.id for row in session.execute(
        select(Phone.id, Phone.number).where(Phone.person_id == person_id))}
    if number not in numbers:
        raise UserError("This number is no longer there.")
    with journal.action(session, kind="edit", name="Change a number", by=by) as do:
        if wanted != number and wanted in numbers:
            do.delete(Phone, numbers[number])
        elif wanted != number:
            do.update(Phone, numbers[number], number=wanted, extension=extension, status="ok", kind="")
        else:
            do.update(Phone, numbers[number], extension=extension)
    return do.changes


def prefer_phone(session: Session, person_id: int, number: str, *, by: str) -> Changes:
    """Dial one of a person's numbers before the others."""
    with journal.action(session, kind="edit", name="Dial another number first", by=by) as do:
        put_phone(session, do, person_id, number)
    return do.changes


def remove_phone(session: Session, person_id: int, number: str, *, by: str) -> Changes:
    """Take one of a person's numbers away."""
    with journal.action(session, kind="edit", name="Remove a number", by=by) as do:
        for row_id in session.scalars(
            select(Phone.id).where(Phone.person_id == person_id, Phone.number == number)
        ).all():
            do.delete(Phone, row_id)
    return do.changes


def add_email(session: Session, person_id: int, said: str, *, by: str) -> Changes:
    """Give a person a further e-mail address, behind those already known."""
    address = str(clean("email", said))
    if not address:
        raise UserError("Type an e-mail address.")
    _still_there(session, person_id)
    rows = session.execute(select(Email.address, Email.rank).where(Email.person_id == person_id)).all()
    with journal.action(session, kind="edit", name="Add an e-mail address", by=by) as do:
        if address not in [row.address for row in rows]:
            do.insert(Email, person_id=person_id, address=address, rank=max((row.rank for row in rows), default=-1) + 1)
    return do.changes


def change_email(session: Session, person_id: int, address: str, said: str, *, by: str) -> Changes:
    """Write one of a person's e-mail addresses anew, in its place; blank takes it away."""
    wanted = str(clean("email", said))
    if not wanted:
        return remove_email(session, person_id, address, by=by)
    known = {row.address: row.id for row in session.execute(
        select(Email.id, Email.address).where(Email.person_id == person_id))}
    if address not in known:
        raise UserError("This address is no longer there.")
    with journal.action(session, kind="edit", name="Change an e-mail address", by=by) as do:
        if wanted != address and wanted in known:
            do.delete(Email, known[address])
        else:
            do.update(Email, known[address], address=wanted)
    return do.changes


def mark_email(session: Session, person_id: int, address: str, status: str, *, by: str) -> Changes:
    """Say that mail to an address comes back ("bad"), or that it arrives ("ok").

    Raises:
        UserError: there is no such status.
    """
    if status not in ("ok", "bad"):
        raise UserError("An address is ok or bad.")
    with journal.action(session, kind="edit", name=f"Mark an e-mail address as {status}", by=by) as do:
        for row_id in session.scalars(
            select(Email.id).where(Email.person_id == person_id, Email.address == address)
        ).all():
            do.update(Email, row_id, status=status)
    return do.changes


def prefer_email(session: Session, person_id: int, address: str, *, by: str) -> Changes:
    """Write to one of a person's addresses before the others."""
    with journal.action(session, kind="edit", name="Write to another address first", by=by) as do:
        put_email(session, do, person_id, address)
    return do.changes


def remove_email(session: Session, person_id: int, address: str, *, by: str) -> Changes:
    """Take one of a person's e-mail addresses away."""
    with journal.action(session, kind="edit", name="Remove an e-mail address", by=by) as do:
        for row_id in session.scalars(
            select(Email.id).where(Email.person_id == person_id, Email.address == address)
        ).all():
            do.delete(Email, row_id)
    return do.changes
