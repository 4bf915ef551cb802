"""Adding people by hand and changing what is known of them, one field or many people at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.names import fold, sort_key
from organizer.prospects import belongings
from organizer.prospects.fields import clean, field_of
from organizer.storage import journal
from organizer.storage.tables import ContactEvent, Person, StageChange

__all__ = ["Added", "add_person", "check", "delete_people", "edit_person", "put", "set_field", "tag"]

Said = str | bool | int
_NAMES = ("first_name", "last_name", "middle_name", "suffix")
_ADDRESS = ("address", "unit", "city", "state", "zip", "county")
_STAGES = {"run_stage": "run", "help_stage": "help"}
_WALLS = {"do_not_call": "XC", "deceased": "DC", "hostile": "HO"}


@dataclass(frozen=True, slots=True)
class Added:
    """A person who was added: the new id and what changed."""

    id: int
    changes: Changes


def add_person(session: Session, values: Mapping[str, Said], *, by: str) -> Added:
    """Add a person from fields by name (see `fields.FIELDS`); blanks are passed over.

    Raises:
        UserError: nothing to know the person by, or a value that does not fit its field. Nothing is added.
    """
    cleaned = {name: clean(name, said) for name, said in values.items()}
    cleaned = {name: value for name, value in cleaned.items() if value not in ("", 0)}
    if not any(name in cleaned for name in ("first_name", "last_name", "phone", "email")):
        raise UserError("Give at least a name, a phone or an e-mail address.")
    shown = f"{cleaned.get('first_name', '')} {cleaned.get('last_name', '')}".strip() or "a person"
    with journal.action(session, kind="add", name=f"Add {shown}", by=by) as do:
        person = do.insert(Person, created_at=clock.now(), sort_name=sort_key("", ""))
        for name, value in cleaned.items():
            put(session, do, person, name, value, by=by)
    return Added(person, do.changes)


def edit_person(session: Session, person_id: int, field: str, value: Said, *, by: str) -> Changes:
    """Change one field of one person.

    A phone or an e-mail replaces the one that would be used now; blank takes that one away.

    Raises:
        UserError: the value does not fit, or the number belongs to somebody who asked not to be called.
    """
    return _set(session, [person_id], field, [clean(field, value)], by)


def set_field(
    session: Session, ids: Sequence[int], field: str, value: Said, *, by: str, verb: str = "Change"
) -> Changes:
    """Give many people the same value, as one action. Args: verb: how the action's name begins ("Fill down")."""
    return _set(session, ids, field, [clean(field, value)] * len(ids), by, verb)


def tag(session: Session, ids: Sequence[int], said: str, *, off: bool = False, by: str) -> Changes:
    """Give many people a tag beside those they have, or take it off them.

    Raises:
        UserError: no tag was named.
    """
    wanted = [one for one in (part.strip() for part in str(clean("tags", said)).split(",")) if one]
    if not wanted:
        raise UserError("Type a tag.")
    old = belongings.current(session, ids, "tags")
    folded = {fold(one) for one in wanted}
    with journal.action(session, kind="edit", by=by, name=(
        f"{'Untag' if off else 'Tag'} {len(ids):,} as {', '.join(wanted)}"
    )) as do:
        for person, said_before in old.items():
            has = [one for one in (part.strip() for part in said_before.split(",")) if one]
            known = {fold(one) for one in has}
            new = [one for one in has if fold(one) not in folded] if off else [
                *has, *(one for one in wanted if fold(one) not in known)]
            if new != has:
                do.update(Person, person, tags=", ".join(new))
    return do.changes


def delete_people(session: Session, ids: Sequence[int], *, by: str) -> Changes:
    """Take people out of the file with everything that hangs on them. Undo brings all of it back."""
    names = belongings.names(session, ids)
    who = next(iter(names.values())) if len(names) == 1 else f"{len(names):,} people"
    with journal.action(session, kind="delete", name=f"Delete {who}", by=by, parts=("people", "lists")) as do:
        do.delete_many(Person, names)
        do.touch(names)
    return do.changes


def _set(
    session: Session, ids: Sequence[int], field: str, values: Sequence[str | int], by: str, verb: str = "Change"
) -> Changes:
    label = field_of(field).label.lower()
    names = belongings.names(session, ids)
    if ids and not names:
        raise UserError("This person is no longer in the file.")
    who = next(iter(names.values())) if len(names) == 1 else f"{len(names):,} people"
    with journal.action(session, kind="edit", name=f"{verb} {label} of {who}", by=by) as do:
        for person, value in zip(ids, values, strict=True):
            if person in names:
                check(session, person, field, value)
                put(session, do, person, field, value, by=by)
    return do.changes


def check(session: Session, person: int, field: str, value: str | int) -> None:
    """Refuse what would open a wall.

    Raises:
        UserError: the line says why.
    """
    if field == "phone" and value:
        belongings.refuse_suppressed(session, person, str(value).split("x")[0])
    if field in _WALLS and not int(value):
        held = session.scalar(
            select(ContactEvent.id).where(ContactEvent.person_id == person, ContactEvent.void == 0,
                                          ContactEvent.result == _WALLS[field]).limit(1)
        )
        if held is not None:
            raise UserError(f"{field_of(field).label} was recorded after a call. If that was a mistake, undo it in "
                            "the history.")


def put(session: Session, do: journal.Recorder, person: int, field: str, value: str | int, *, by: str) -> None:
    """Write one cleaned value where it belongs."""
    if field == "phone":
        belongings.put_phone(session, do, person, str(value))
    elif field == "email":
        belongings.put_email(session, do, person, str(value))
    elif field == "name":
        belongings.put_name(session, do, person, str(value))
    elif field == "interest":
        do.update(Person, person, wants_run=int(value in ("run", "both")), wants_help=int(value in ("help", "both")))
    elif field in _ADDRESS:
        belongings.put_address(session, do, person, field, str(value))
    elif field.startswith("district:"):
        belongings.put_district(session, do, person, field.removeprefix("district:"), str(value))
    elif field in _STAGES:
        current = session.scalar(select(getattr(Person, field)).where(Person.id == person))
        if current != value:
            do.insert(StageChange, person_id=person, track=_STAGES[field], stage=value, at=clock.now(), by=by)
    else:
        do.update(Person, person, **{field: value})
        if field in _NAMES:
            name = session.execute(
                select(Person.first_name, Person.last_name, Person.middle_name, Person.suffix)
                .where(Person.id == person)
            ).one()
            do.update(Person, person, sort_name=sort_key(*name))
