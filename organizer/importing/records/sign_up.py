"""A row of a sheet as it was understood: what it tells of one person, clean."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, NamedTuple

from organizer.importing.cleaning.phones import PhoneValue

__all__ = ["GOES_BY", "Attempt", "CleanRecord", "Problem", "goes_by"]

GOES_BY = "Goes by “{}”"
"""How a note says what somebody is called for short."""
_GOES_BY = re.compile(GOES_BY.format("([^”]*)"))


def goes_by(notes: str) -> str:
    """What somebody is called for short, by the notes; "" where they do not tell."""
    found = _GOES_BY.search(notes) if "“" in notes else None
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that was mended or refused, or a row that was.

    Args:
        row: its number in the sheet as a spreadsheet shows it, from 1.
        column: the header; "" for the row as a whole.
        value: what stood there.
        reason: what was wrong and what was done.
        kept: whether the cell is used (mended or doubtful), not left out.
        doubtful: whether it is used as it was written, for somebody to look at.
    """

    row: int
    column: str
    value: str
    reason: str
    kept: bool = True
    doubtful: bool = False


class Attempt(NamedTuple):
    """One contact of several that a row tells of, each in columns of its own.

    Args:
        contact: which one (``2``, ``2024-06-12``, ``texted``), by which it is known when the sheet comes again.
        said: its result as written.
        at: when it was made, "" where the sheet does not tell.
        by: who made it.
        kind: the words that tell how.
        note: what else was written of it.
    """

    contact: str
    said: str = ""
    at: str = ""
    by: str = ""
    kind: str = ""
    note: str = ""


@dataclass(slots=True)
class CleanRecord:
    """What a row tells of one person; "" or nothing where it is silent.

    `email_out` and `do_not_call` are None where the row does not say. `key` compares addresses. `result` and the three
    after it are of a contact; `attempts` are several, in their order.
    """

    row: int = 0
    prefix: str = ""
    first: str = ""
    middle: str = ""
    last: str = ""
    suffix: str = ""
    phones: tuple[PhoneValue, ...] = ()
    emails: tuple[str, ...] = ()
    email_out: bool | None = None
    email_bad: bool = False
    line: str = ""
    unit: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    zip4: str = ""
    county: str = ""
    latitude: float | None = None
    longitude: float | None = None
    key: str = ""
    ids: tuple[tuple[str, str], ...] = ()
    districts: tuple[tuple[str, str], ...] = ()
    wants_run: bool = False
    wants_help: bool = False
    office: str = ""
    involvement: str = ""
    signed_up_at: str = ""
    source: str = ""
    tags: str = ""
    notes: str = ""
    do_not_call: bool | None = None
    deceased: bool = False
    language: str = ""
    birth_date: str = ""
    household: str = ""
    result: str = ""
    contacted_at: str = ""
    contacted_by: str = ""
    contact_kind: str = ""
    attempts: tuple[Attempt, ...] = ()

    def __reduce__(self) -> tuple[type[CleanRecord], tuple[Any, ...]]:
        return CleanRecord, _ALL(self)  # quicker than by names, where millions are put aside

    def copy(self) -> CleanRecord:
        """One that may be changed while this one stays."""
        return CleanRecord(*_ALL(self))

    @property
    def nobody(self) -> bool:
        """Whether nothing but another system's number tells of a person; it may still find one of the store."""
        return not (self.first or self.last or self.phones or self.emails or self.line)

    @property
    def empty(self) -> bool:
        """Whether nothing in it says who it is or how to reach them."""
        return not (self.first or self.last or self.phones or self.emails or self.line or self.ids)

    @property
    def reachable(self) -> bool:
        """Whether it names somebody and tells how to reach them, so that a person can be made of it."""
        return bool((self.first or self.last) and (self.phones or self.emails or self.line))

    @property
    def has_address(self) -> bool:
        """Whether it tells anything of a place."""
        return bool(self.line or self.city or self.state or self.zip or self.county or self.latitude is not None)

    def to_json(self) -> str:
        """The record as kept with a row held for review; only what it tells."""
        plain = CleanRecord()
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        told = {name: value for name, value in told.items() if value != getattr(plain, name) and name != "attempts"}
        if self.phones:
            told["phones"] = [phone._asdict() for phone in self.phones]
        return json.dumps(told, ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> CleanRecord:
        """A kept record; a field this version does not know is passed over."""
        known = {field.name for field in fields(CleanRecord)}
        told = {name: value for name, value in json.loads(text).items() if name in known}
        for name in ("emails", "ids", "districts"):
            if name in told:
                told[name] = tuple(tuple(one) if isinstance(one, list) else one for one in told[name])
        if "phones" in told:
            told["phones"] = tuple(PhoneValue(**phone) for phone in told["phones"])
        return CleanRecord(**told)


_ALL = attrgetter(*(field.name for field in fields(CleanRecord)))
