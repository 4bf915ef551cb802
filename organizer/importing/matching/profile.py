"""A person as they are compared: names and contacts folded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from organizer.domain.names import fold
from organizer.importing.records.sign_up import CleanRecord, goes_by

__all__ = ["MOST", "Profile", "make_profile", "profile_of", "short_name"]

MOST = 97
"""Addresses, numbers or ids of one person that are told apart; of more than that nobody is known."""

_NOT_LETTER = re.compile(r"[\W\d_]+")


@dataclass(slots=True)
class Profile:
    """What a person is recognised by, folded. `who` is the caller's own number for the person; among the given names
    an apostrophe stands before what they are called for short."""

    who: int
    given: tuple[str, ...]
    last: str
    suffix: str
    whole: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    key: str
    line: str
    zip: str
    city: str
    birth: str
    year: str
    ids: tuple[tuple[str, str], ...]


def profile_of(record: CleanRecord, who: int = 0) -> Profile:
    """A record as it is compared."""
    return make_profile(
        who, record.first, record.middle, record.last, record.suffix, record.emails,
        tuple([phone.number for phone in record.phones]), record.key, record.line, record.zip, record.city,
        record.birth_date, record.ids, goes_by(record.notes) if record.notes else "",
    )


def short_name(record: CleanRecord) -> tuple[str, str]:
    """The first given name and the family name of `profile_of(record)`; "" for what it has not got."""
    given = _letters(record.first) or _letters(record.middle)
    return given.partition(" ")[0], _letters(record.last)


def make_profile(
    who: int, first: str, middle: str, last: str, suffix: str, emails: tuple[str, ...], phones: tuple[str, ...],
    key: str, line: str, zip_code: str, city: str, birth: str, ids: tuple[tuple[str, str], ...], called: str = "",
) -> Profile:
    """A person as they are compared, from plain values."""
    given, family, year = _letters(first), _letters(last), birth[:4]
    if len(birth) != 10:  # nobody is found by a year alone, which too many share
        birth = ""
    if middle:
        given = f"{given} {_letters(middle)}"
    names = given.split()
    if called:
        names += [f"'{name}" for name in _letters(called).split()]
    return Profile(
        who, tuple(names), family, suffix and suffix.lower().strip("."), f"{given}{family}".replace(" ", ""),
        emails, phones, key, line, zip_code[:5], city, birth, year, ids,
    )


@lru_cache(maxsize=32768)
def _letters(text: str) -> str:
    return _NOT_LETTER.sub(" ", fold(text)).strip() if text else ""
