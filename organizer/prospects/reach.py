"""A person's phones and e-mail addresses, one by one: added, changed, marked, put first, taken away."""

from __future__ import annotations

from sqlalchemy import func, select
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


_Way = type[Phone] | type[Email]


def _known(session: Session, way: _Way, person_id: int) -> dict[str, list[int]]:
    """A person's numbers or addresses, each with the ids of its rows: one, but where people were merged."""
    value = way.number if issubclass(way, Phone) else way.address
    found: dict[str, list[int]] = {}
    for said, row_id in session.execute(select(value, way.id).where(way.person_id == person_id).order_by(way.id)):
        found.setdefault(said, []).append(row_id)
    return found


def _add(session: Session, way: _Way, person_id: int, value: str, *, name: str, by: str, **cells: str) -> Changes:
    """Put a number or an address behind those already known."""
    if session.scalar(select(Person.id).where(Person.id == person_id)) is None:
        raise UserError("This person is no longer in the file.")
    last = session.scalar(select(func.max(way.rank)).where(way.person_id == person_id))
    with journal.action(session, kind="edit", name=name, by=by) as do:
        if value not in _known(session, way, person_id):
            do.insert(way, person_id=person_id, rank=0 if last is None else last + 1, **cells)
    return do.changes


def _change(
    session: Session, way: _Way, person_id: int, value: str, wanted: str, *, name: str, by: str, **cells: str
) -> Changes:
    """Write a number or an address anew; one that is there already takes its place."""
    known = _known(session, way, person_id)
    if value not in known:
        raise UserError(f"This {'number' if way is Phone else 'address'} is no longer there.")
    with journal.action(session, kind="edit", name=name, by=by) as do:
        if wanted != value and wanted in known:
            do.delete(way, known[value][0])
        else:
            do.update(way, known[value][0], **cells)
    return do.changes


def _remove(session: Session, way: _Way, person_id: int, value: str, *, name: str, by: str) -> Changes:
    """Take a number or an address away, if it is still there."""
    with journal.action(session, kind="edit", name=name, by=by) as do:
        for row_id in _known(session, way, person_id).get(value, ()):
            do.delete(way, row_id)
    return do.changes


def add_phone(session: Session, person_id: int, said: str, *, kind: str = "", by: str) -> Changes:
    """Give a person a further number, behind those already known.

    Raises:
        UserError: it is no number, or one that must not be dialled.
    """
    number, _, extension = str(clean("phone", said)).partition("x")
    if not number:
        raise UserError("Type a number.")
    refuse_suppressed(session, person_id, number)
    return _add(session, Phone, person_id, number, name="Add a number", by=by, number=number, extension=extension,
                kind=kind)


def change_phone(session: Session, person_id: int, number: str, said: str, *, by: str) -> Changes:
    """Write one of a person's numbers anew, in its place; blank takes it away.

    Raises:
        UserError: it is no number, or one that must not be dialled.
    """
    wanted, _, extension = str(clean("phone", said)).partition("x")
    if not wanted:
        return remove_phone(session, person_id, number, by=by)
    refuse_suppressed(session, person_id, wanted)
    another = {"number": wanted, "status": "ok", "kind": ""} if wanted != number else {}
    return _change(session, Phone, person_id, number, wanted, name="Change a number", by=by, extension=extension,
                   **another)


def prefer_phone(session: Session, person_id: int, number: str, *, by: str) -> Changes:
    """Dial one of a person's numbers before the others."""
    with journal.action(session, kind="edit", name="Dial another number first", by=by) as do:
        put_phone(session, do, person_id, number)
    return do.changes


def remove_phone(session: Session, person_id: int, number: str, *, by: str) -> Changes:
    """Take one of a person's numbers away."""
    return _remove(session, Phone, person_id, number, name="Remove a number", by=by)


def add_email(session: Session, person_id: int, said: str, *, by: str) -> Changes:
    """Give a person a further e-mail address, behind those already known."""
    address = str(clean("email", said))
    if not address:
        raise UserError("Type an e-mail address.")
    return _add(session, Email, person_id, address, name="Add an e-mail address", by=by, address=address)


def change_email(session: Session, person_id: int, address: str, said: str, *, by: str) -> Changes:
    """Write one of a person's e-mail addresses anew, in its place; blank takes it away."""
    wanted = str(clean("email", said))
    if not wanted:
        return remove_email(session, person_id, address, by=by)
    return _change(session, Email, person_id, address, wanted, name="Change an e-mail address", by=by, address=wanted)


def mark_email(session: Session, person_id: int, address: str, status: str, *, by: str) -> Changes:
    """Say that mail to an address comes back ("bad"), or that it arrives ("ok").

    Raises:
        UserError: there is no such status.
    """
    if status not in ("ok", "bad"):
        raise UserError("An address is ok or bad.")
    with journal.action(session, kind="edit", name=f"Mark an e-mail address as {status}", by=by) as do:
        for row_id in _known(session, Email, person_id).get(address, ()):
            do.update(Email, row_id, status=status)
    return do.changes


def prefer_email(session: Session, person_id: int, address: str, *, by: str) -> Changes:
    """Write to one of a person's addresses before the others."""
    with journal.action(session, kind="edit", name="Write to another address first", by=by) as do:
        put_email(session, do, person_id, address)
    return do.changes


def remove_email(session: Session, person_id: int, address: str, *, by: str) -> Changes:
    """Take one of a person's e-mail addresses away."""
    return _remove(session, Email, person_id, address, name="Remove an e-mail address", by=by)
