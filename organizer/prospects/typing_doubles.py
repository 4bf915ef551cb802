"""Who in the file the person being typed may already be."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from organizer.domain.contact import email_from, phone_from
from organizer.domain.names import display_name, fold
from organizer.storage.tables import Email, Person, Phone

__all__ = ["Likely", "likely_doubles"]

_ALIKE = 0.86  # first names at least this like count as one slip of the pen apart


@dataclass(frozen=True, slots=True)
class Likely:
    """Somebody in the file and why it may be the same person ("same phone"). `sure` when the name agrees, too."""

    id: int
    name: str
    city: str
    why: str
    sure: bool


def likely_doubles(
    session: Session, first: str = "", last: str = "", phone: str = "", email: str = "", *, limit: int = 5
) -> list[Likely]:
    """People who share the phone, the e-mail or the name typed so far, the surest first; quick enough for each key."""
    found: dict[int, list[str]] = {}
    number = phone_from(phone) if phone.strip() else None
    if number:
        for one in session.scalars(select(Phone.person_id).where(Phone.number == number[0]).limit(20)):
            found.setdefault(one, []).append("same phone")
    address = email_from(email) if email.strip() else None
    if address:
        for one in session.scalars(select(Email.person_id).where(Email.address == address).limit(20)):
            found.setdefault(one, []).append("same e-mail")
    first, last = fold(first), fold(last)
    agree: set[int] = set()
    if first and last:
        same_last = or_(Person.sort_name == last, and_(Person.sort_name > last + " ", Person.sort_name < last + "!"))
        for one, key in session.execute(select(Person.id, Person.sort_name).where(same_last).limit(2000)).all():
            given = key[len(last):].strip().split(" ")[0]
            if given == first or (len(first) > 2 and JaroWinkler.similarity(given, first) >= _ALIKE):
                found.setdefault(one, []).append("same name" if given == first else "name alike")
                agree.add(one)
    rows = session.execute(
        select(Person.id, Person.first_name, Person.last_name, Person.middle_name, Person.suffix, Person.city)
        .where(Person.id.in_(list(found)[:100]))
    )
    likely = [
        Likely(one, display_name(a, b, c, d), city, ", ".join(found[one]), one in agree and len(found[one]) > 1)
        for one, a, b, c, d, city in rows
    ]
    return sorted(likely, key=lambda one: (not one.sure, -len(found[one.id]), one.name))[:limit]
