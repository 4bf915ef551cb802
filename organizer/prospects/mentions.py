"""Where the notes of others speak of somebody: by a full name in any of its forms, a number or an e-mail address."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import product
from typing import Any

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from organizer.domain.names import display_name, fold
from organizer.prospects import belongings
from organizer.storage import rowtext
from organizer.storage.tables import Change, ContactEvent, Email, Person, Phone

__all__ = ["named_in", "names_of"]

_DIGITS = 10  # of a number, without the country


def named_in(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Others whose notes, or whose calls' notes, speak of these people: their ids and names, in order of the ids."""
    marks = _Marks.of(session, ids)
    notes = union_all(
        select(Person.id, Person.notes).where(Person.notes != ""),
        select(ContactEvent.person_id, ContactEvent.note).where(ContactEvent.note != "", ContactEvent.void == 0),
    )
    theirs = set(ids)
    found = {person for person, note in session.execute(notes) if person not in theirs and marks.are_in(note)}
    return belongings.names(session, sorted(found))


@dataclass(frozen=True, slots=True)
class _Marks:
    """What people are known by. Names lie under their first word, so that a note is looked through once."""

    names: dict[str, set[str]]
    numbers: set[str]
    mails: set[str]

    @staticmethod
    def of(session: Session, ids: Collection[int]) -> _Marks:
        marks = _Marks({}, set(), set())
        for person in ids:
            for name in map(_words, names_of(session, person)):
                if " " in name:  # a first name alone may be anybody's
                    marks.names.setdefault(name.partition(" ")[0], set()).add(name)
            numbers = session.scalars(select(Phone.number).where(Phone.person_id == person))
            marks.numbers.update(number[-_DIGITS:] for number in numbers if len(number) > _DIGITS)
            mails = session.scalars(select(Email.address).where(Email.person_id == person))
            marks.mails.update(mail.lower() for mail in mails)
        return marks

    def are_in(self, note: str) -> bool:
        words = _words(note)
        for first in self.names.keys() & set(words.split()):
            if any(f" {name} " in f" {words} " for name in self.names[first]):
                return True
        digits = re.sub(r"\D", "", note)
        if any(digits[at:at + _DIGITS] in self.numbers for at in range(len(digits) - _DIGITS + 1)):
            return True
        return "@" in note and any(part.strip(".,;:()<>\"'") in self.mails for part in note.lower().split())


def _words(said: str) -> str:
    """Text as it is compared: folded, its words parted by one space and nothing else."""
    return " ".join(re.findall(r"\w+", fold(said)))


def names_of(session: Session, person: int) -> list[str]:
    """Every name the person may stand under, the longest first."""
    parts: dict[str, set[str]] = {name: {""} for name in ("first_name", "last_name", "middle_name", "suffix")}
    values: list[dict[str, Any]] = [dict(row) for row in session.execute(
        select(*(getattr(Person, name) for name in parts)).where(Person.id == person)).mappings()]
    for before, after, rows in session.execute(
        select(Change.before, Change.after, Change.rows)
        .where(Change.table_name == "person", Change.row_id == person, Change.person_id == person)
    ):
        values += [rowtext.load(one) for one in (before, after) if one]
        values += [taken.first()] if rows and (taken := rowtext.Taken.unpack(rows)) else []
    for one in values:
        for name, known in parts.items():
            known.add(str(one.get(name) or ""))
    found = {display_name(*one) for one in product(*parts.values())}
    found |= {f"{first} {last}".strip() for first, last in product(parts["first_name"], parts["last_name"])}
    return sorted((one for one in found if len(one) > 1), key=len, reverse=True)
