"""Columns that tell of one contact of several: ``Call 1``, ``2nd call date``, ``Attempt 3 notes``, ``Called 6/12``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from organizer.importing.cleaning.dates import clean_past
from organizer.importing.cleaning.results import read_result
from organizer.importing.columns.names import normal
from organizer.importing.columns.values import Values

__all__ = ["find"]

_NUMBERS = {word: str(number) for number, words in enumerate((
    ("1st", "first", "primera", "primer", "one"), ("2nd", "second", "segunda", "segundo", "two"),
    ("3rd", "third", "tercera", "tercer", "three"), ("4th", "fourth"), ("5th", "fifth"), ("6th", "sixth"),
    ("7th", "seventh"), ("8th", "eighth"),
), 1) for word in words}
_ACTS = frozenset((
    "call", "calls", "called", "phoned", "dial", "dialed", "attempt", "attempts", "try", "contact", "contacted", "text",
    "texted", "texts", "knock", "knocked", "door", "doors", "visit", "visited", "canvass", "canvassed", "pass", "round",
    "phonebank", "phonebanked", "outreach", "touch", "llamada", "intento", "contacto",
))
_WORDS = {
    "result": ("result", "results", "outcome", "response", "disposition", "status", "resultado"),
    "at": ("date", "day", "when", "on", "fecha"),
    "by": ("by", "caller", "who", "canvasser"),
    "note": ("notes", "note", "comments", "comment", "details", "remarks", "notas"),
}
_PART_OF = {word: part for part, words in _WORDS.items() for word in words}
_FILLERS = frozenset((
    "of", "the", "number", "no", "de", "la", "made", "phone", "bank", "banking", "knocking", "gotv", "shift", "night",
    "calling", "follow", "up", "followup", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
))
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d(?: 00:00:00)?|\b\d{1,2}[/-]\d{1,2}(?:[/-](?:\d{4}|\d{2}))?\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?\b(?:,? \d{4}\b)?",
    re.IGNORECASE,
)


class _Heading(NamedTuple):
    """Which contact a header is of (``2``, ``2024-06-12``, ``texted``), and what it tells of it."""

    contact: str
    part: str


def find(headers: Sequence[str], values: Sequence[Values]) -> dict[int, str]:
    """By a column's place the contact and what it tells of it (``2:result``); nothing where no column holds results.

    A contact is named by its number, by the day in its header, or by the word for what was done; columns without a
    number are of the first where the same ones follow with a number.

    Args:
        headers: as written.
        values: of each column.
    """
    places: dict[_Heading, int] = {}
    keys = [normal(header) for header in headers]
    for index, header in enumerate(headers):
        heading = _heading(header)
        if heading is None:
            continue
        places.setdefault(heading, index)
        base = re.sub(r" ?2$", "", keys[index])
        if heading.contact == "2" and base != keys[index] and base in keys:  # "Result" before "Result 2"
            places.setdefault(_Heading("1", heading.part), keys.index(base))
    told = {
        contact for (contact, part), index in places.items()
        if part in ("result", "note") and _holds_results(values[index], bare=not contact[0].isdigit())
    }
    for contact in told:
        if _Heading(contact, "result") not in places:  # the notes are the results
            places[_Heading(contact, "result")] = places.pop(_Heading(contact, "note"))
    if not told:
        return {}
    numbered = {heading.contact for heading in places if heading.contact[0].isdigit()}
    return {
        index: f"{contact}:{part}" for (contact, part), index in places.items()
        if contact in told or (contact in numbered and any(one[0].isdigit() for one in told))
        if _fits(part, values[index])
    }


def _heading(header: str) -> _Heading | None:
    found = _DATE.search(header)
    day = clean_past(found[0])[:10] if found else ""
    words = normal(_DATE.sub(" ", header, count=1) if day else header).split()
    numbers = [_NUMBERS.get(word, word) for word in words if word.isdecimal() or word in _NUMBERS]
    rest = [word for word in words if not (word.isdecimal() or word in _NUMBERS)]
    parts = [_PART_OF[word] for word in rest if word in _PART_OF]
    acts = [word for word in rest if word in _ACTS]
    if len(numbers) + bool(day) > 1 or not set(rest) <= _ACTS | _PART_OF.keys() | _FILLERS:
        return None
    if day:
        return _Heading(day, parts[0] if parts else "result")
    if numbers and (acts or parts) and len(numbers[0]) < 3:
        return _Heading(numbers[0].lstrip("0") or "0", parts[-1] if parts else "result")
    return _Heading(normal(header), "result") if acts and not parts else None


def _holds_results(values: Values, *, bare: bool) -> bool:
    """Whether a column holds what came of contacts; a yes or no is none where nothing else tells so."""
    named = _named(values)
    return named >= 0.6 or (not bare and named >= 0.3 and values.part(lambda text: read_result(text).code) >= 0.6)


def _named(values: Values) -> float:
    return values.part(lambda text: read_result(text, answers=False).code)


def _fits(part: str, values: Values) -> bool:
    """Whether a column called a day holds some, and one called a result does not."""
    if part not in ("result", "at") or not values.texts:
        return True
    named = _named(values) >= 0.3
    return not named and values.days > 0 if part == "at" else named or values.days < 0.5
