"""Adding people by hand and changing what is known of them, one field or many people at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.names import sort_key
from organizer.prospects import belongings
from organizer.prospects.fields import clean, field_of, shown
from organizer.storage import journal
from organizer.storage.tables import ContactEvent, Person, StageChange

__all__ = ["Added", "PasteRow", "add_person", "delete_people", "edit_person", "paste", "preview_paste", "set_field"]

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


@dataclass(frozen=True, slots=True)
class PasteRow:
    """What a pasted value would do to one person: `problem` says why it cannot go in, else it is empty."""

    id: int
    name: str
    old: str
    new: str
    problem: str = ""


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
            _put(session, do, person, name, value, by=by)
    return Added(person, do.changes)


def edit_person(session: Session, person_id: int, field: str, value: Said, *, by: str) -> Changes:
    """Change one field of one person.

    A phone or an e-mail replaces the one that would be used now; blank takes that one away.

    Raises:
        UserError: the value does not fit, or the number belongs to somebody who asked not to be called.
    """
    return _set(session, [person_id], field, [clean(field, value)], by)


def set_field(session: Session, ids: Sequence[int], field: str, value: Said, *, by: str) -> Changes:
    """Give many people the same value (fill down), as one action."""
    return _set(session, ids, field, [clean(field, value)] * len(ids), by)


def preview_paste(session: Session, ids: Sequence[int], field: str, values: Sequence[str]) -> list[PasteRow]:
    """What pasting a column of values would change, person by person, and what could not go in.

    A single value goes to everybody; otherwise values go one by one, and people beyond the last keep theirs.
    """
    field_of(field)
    if len(values) == 1:
        values = list(values) * len(ids)
    old = belongings.current(session, ids, field)
    names = belongings.names(session, ids)
    found = []
    for person, said in zip(ids, values, strict=False):
        if person not in names:
            found.append(PasteRow(person, "", "", said[:200], "This person is no longer in the file."))
            continue
        try:
            new = clean(field, said)
            _check(session, person, field, new)
        except UserError as fault:
            found.append(PasteRow(person, names[person], shown(field, old[person]), said[:200], fault.message))
        else:
            found.append(PasteRow(person, names[person], shown(field, old[person]), shown(field, new)))
    for said in values[len(ids):]:
        found.append(PasteRow(0, "", "", said[:200], "There is no row for this value."))
    return found


def paste(session: Session, ids: Sequence[int], field: str, values: Sequence[str], *, by: str) -> Changes:
    """Paste a column: every value that fits its person goes in, as one action; the others stay as they are."""
    good = [row for row in preview_paste(session, ids, field, values) if not row.problem and row.new != row.old]
    return _set(session, [row.id for row in good], field, [clean(field, row.new) for row in good], by, "Paste")


def delete_people(session: Session, ids: Sequence[int], *, by: str) -> Changes:
    """Take people out of the file with everything that hangs on them. Undo brings all of it back."""
    names = belongings.names(session, ids)
    who = next(iter(names.values())) if len(names) == 1 else f"{len(names):,} people"
    with journal.action(session, kind="delete", name=f"Delete {who}", by=by, parts=("people", "lists")) as do:
        for person in names:
            do.delete(Person, person)
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
                _check(session, person, field, value)
                _put(session, do, person, field, value, by=by)
    return do.changes


def _check(session: Session, person: int, field: str, value: str | int) -> None:
    """Refuse what would open a wall or leave a person without a name to be found by."""
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


def _put(session: Session, do: journal.Recorder, person: int, field: str, value: str | int, *, by: str) -> None:
    """Write one cleaned value where it belongs."""
    if field == "phone":
        belongings.put_phone(session, do, person, str(value))
    elif field == "email":
        belongings.put_email(session, do, person, str(value))
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
