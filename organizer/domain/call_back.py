"""When to call back, as people scribble it: ``7pm``, ``mon 7``, ``tomorrow evening``, ``12/3 6:30pm``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from organizer.domain.clock import from_text, to_text
from organizer.domain.errors import UserError

__all__ = ["call_back_at", "said_day", "said_moment"]

_CLOCK = re.compile(r"^(\d{1,2})(?::(\d{2}))?(am|pm|a|p)?$", re.IGNORECASE)
_DAY = re.compile(r"^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{2}|\d{4}))?$")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_YEAR = re.compile(r"\b\d{4}\b|\d[/-]\d+[/-]\d")
_TOMORROW = ("tomorrow", "tmrw", "tom")
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")
_PARTS = {"morning": time(10), "noon": time(12), "afternoon": time(14), "evening": time(18), "tonight": time(18)}
_FILLERS = {"at", "on", "after", "around", "by"}
_USUAL = time(18)
_HALF = re.compile(r"(\d)\s+([ap])\.?m?\.?(?=\s|,|$)", re.IGNORECASE)


def call_back_at(words: Sequence[str], now: datetime) -> tuple[str, list[str]]:
    """The moment that the words name, as UTC text, and the words that say something else; "" if none names one.

    A time without a day is the next such time; a day without a time is at six in the evening. A bare 1 to 8 is in the
    afternoon, as nobody is called at night.
    """
    day, clock, others = _read(words, now)
    if day is None and clock is None:
        return "", others
    moment = _at(day or now.date(), clock or _USUAL, now)
    if day is None and moment <= now:
        moment = _at(now.date() + timedelta(days=1), clock or _USUAL, now)
    return to_text(moment), others


def _at(day: date, clock: time, now: datetime) -> datetime:
    """A time in the zone of `now`; where that is but an offset, in this machine's, whose clocks change on their day."""
    if isinstance(now.tzinfo, ZoneInfo) or now.astimezone().utcoffset() != now.utcoffset():
        return datetime.combine(day, clock, now.tzinfo)
    return datetime.combine(day, clock).astimezone()


def _read(words: Sequence[str], now: datetime) -> tuple[date | None, time | None, list[str]]:
    """The day, the time, and the words that are neither."""
    day: date | None = None
    clock: time | None = None
    others: list[str] = []
    held: list[str] = []  # "on", "Dec": no part of a note where a day or a time follows
    month = 0
    for word in words:
        said = word.lower().strip(".,")
        taken = True
        if month and said.rstrip("stndrh").isdigit():
            day = _date(now, month, int(said.rstrip("stndrh")))
            taken = day is not None
        elif said in _FILLERS or _month(said):
            held.append(word)
            month = _month(said) or month
            continue
        elif day is not None and re.fullmatch(r"20\d\d", said) and (found := _date(now, day.month, day.day, int(said))):
            day = found
        elif (day is None or said[:3].isalpha()) and (found := _day(said, now)):
            day = day or found
        elif clock is None and (at := _time(said)):
            clock = at
        else:
            taken = False
        others += [] if taken else [*held, word]
        held, month = [], 0
    return day, clock, [*others, *(word for word in held if word.lower() not in _FILLERS)]


def _month(said: str) -> int:
    """The number of a month, by at least three letters of its name (``dec``, ``sept``); 0 for another word."""
    return next((number for number, name in enumerate(_MONTHS, 1) if len(said) > 2 and name.startswith(said)), 0)


def said_moment(said: str, now: datetime) -> str:
    """The moment that a whole field names, as UTC text; "" for nothing.

    Raises:
        UserError: it names none, says something else besides, or lies behind `now`.
    """
    said = " ".join(said.split())
    if not said:
        return ""
    if re.match(r"\d{4}-\d\d-\d\dT", said):
        said = said.replace("T", " ", 1)
    at, others = call_back_at(_HALF.sub(r"\1\2m", said).split(), now)
    if not at or others:
        raise UserError(f"“{said[:40]}” isn't a day or time. Write tue 6pm, tomorrow 7, or 12/3 6:30pm.")
    if from_text(at) <= now:
        raise UserError(f"“{said[:40]}” is past already. Give a time that is still to come.")
    return at


def said_day(said: str, now: datetime, *, past: bool = False) -> str:
    """The day that a whole field names, as an ISO date; "" for nothing. A day that is past is taken as it is.

    With `past` a day without a year, or of the week, is the last such day instead of the next.

    Raises:
        UserError: it names none, says something else besides, or with `past` is still to come.
    """
    if not said.strip():
        return ""
    day, clock, others = _read(said.split(), now)
    if day is None or clock is not None or others:
        example = "yesterday" if past else "tomorrow"
        raise UserError(f"“{said.strip()[:40]}” isn't a day. Write fri, {example}, 12/3 or 2016-12-03.")
    if past and day > now.date():
        if _YEAR.search(said) or said.strip().lower() in _TOMORROW:
            raise UserError(f"“{said.strip()[:40]}” is still to come. Give a day that is past, or today.")
        week = not any(letter.isdigit() for letter in said)
        day = day - timedelta(days=7) if week else day - timedelta(days=366 if _leap(day) else 365)
    return day.isoformat()


def _leap(day: date) -> bool:
    """Whether the year up to a day has a 29th of February."""
    return (day - timedelta(days=365)).day != day.day


def _time(said: str) -> time | None:
    if said in _PARTS:
        return _PARTS[said]
    found = _CLOCK.match(said)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1].lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif 1 <= hour <= 8:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(said: str, now: datetime) -> date | None:
    today = now.date()
    if said in ("today", "tonight"):
        return today if said == "today" else None
    if said in _TOMORROW:
        return today + timedelta(days=1)
    if said == "yesterday":
        return today - timedelta(days=1)
    if len(said) >= 3 and said.isalpha():
        for place, name in enumerate(_WEEK):
            if name.startswith(said):
                return today + timedelta(days=(place - today.weekday() - 1) % 7 + 1)
    if _ISO.match(said):
        try:
            return date.fromisoformat(said)
        except ValueError:
            return None
    found = _DAY.match(said)
    if not found:
        return None
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0) if found[3] else 0
    return _date(now, int(found[1]), int(found[2]), year)


def _date(now: datetime, month: int, day: int, year: int = 0) -> date | None:
    """A day of this year, or of the next where this year's is past."""
    try:
        found = date(year or now.year, month, day)
        return found if year or found >= now.date() else found.replace(year=now.year + 1)
    except ValueError:
        return None
