"""Dates and moments in every usual form, with the doubt between day and month made known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from organizer.domain import clock
from organizer.importing.cleaning.text import Cell, tidy

__all__ = ["clean_birth", "clean_moment", "clean_near", "clean_past", "day_comes_first", "is_doubtful",
           "nearest_year"]

_SLASHED = re.compile(
    r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?:,?\s+(\d{1,2})(?::(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([ap])?\.?m?\.?|\s*([ap])\.?m\.?))?"
    r"(?:\s+(?:[A-Z]{2,5}|GMT[+-]\d+))?$",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([ap]m)?\s*"
    r"(Z|UTC|[+-]\d\d:?\d\d)?)?(?:\s+[A-Z]{3,4})?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
_NO_YEAR = re.compile(
    r"^(?:(?P<one>\d{1,2})[/.\-](?P<two>\d{1,2})|(?P<month>[^\W\d_]{3,10})\.?[ -](?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"|(?P<first>\d{1,2})(?:st|nd|rd|th)?[ -](?:de )?(?P<name>[^\W\d_]{3,10})\.?)"
    r"(?:,?\s+\d{1,2}(?::\d\d)?\s*[ap]\.?m?\.?)?$",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EIGHT = re.compile(r"^(\d{8})$")
_OF_A_BROWSER = re.compile(r"\s*GMT([+-]\d{4})(?:\s*\([^)]*\))?$")
_YEARS = range(1850, 2151)
"""Years a date may lie in; a bare number among them is a year, not a day counted by a spreadsheet."""
_EXCEL_START = datetime(1899, 12, 30)
_ENOUGH = 5_000  # dates that tell whether the day comes first


def clean_moment(cell: Cell, day_first: bool = False) -> str:
    """A moment as the store keeps it (UTC text), a bare date where no time is told, or nothing.

    A time without a zone is read as local time, as `clock.to_text` does.
    """
    if not isinstance(cell, str):
        if isinstance(cell, datetime):
            return _text(cell)
        if isinstance(cell, date):
            return cell.isoformat()
        if isinstance(cell, bool) or cell is None:
            return ""
        if isinstance(cell, int | float):
            return _serial(float(cell))
    text = tidy(cell)
    return _moment(text, day_first) if text else ""


def clean_past(cell: Cell, day_first: bool = False) -> str:
    """A moment as `clean_moment` tells it; a day without its year (``6/12``, ``12-Jun``) is the last such one."""
    return clean_moment(cell, day_first) or (_last(tidy(cell), day_first, clock.today()) if cell else "")


def nearest_year(day: str, beside: str) -> str:
    """A past day in the year by which it lies nearest to another one of its column; a day to come stays as it was."""
    other, month = date.fromisoformat(beside[:10]), day[5:10].split("-")
    years = (other.year - 1, other.year, other.year + 1)
    built = (_build(year, int(month[0]), int(month[1]), None, None, None, None) for year in years)
    fitting = [one for one in built if one and one <= clock.today().isoformat()]
    return min(fitting, key=lambda one: abs(date.fromisoformat(one) - other), default=day)


def clean_near(cell: Cell, day_first: bool = False) -> str:
    """A moment as `clean_moment` tells it; a day without its year is the one nearest to today, behind it or before."""
    if (found := clean_past(cell, day_first)) and not clean_moment(cell, day_first):
        today, last = clock.today(), date.fromisoformat(found)
        following = _build(last.year + 1, last.month, last.day, None, None, None, None)
        if following and date.fromisoformat(following) - today < today - last:
            return following
    return found


@lru_cache(maxsize=4096)
def _last(text: str, day_first: bool, today: date) -> str:
    found = _NO_YEAR.match(_WEEKDAY.sub("", text))
    if not found:
        return ""
    if found["one"]:
        month, day = int(found["one"]), int(found["two"])
        if day_first or month > 12:
            month, day = day, month
    else:
        name = (found["month"] or found["name"]).lower()
        name = next((known for word, known in _SPANISH.items() if name.startswith(word)), name)
        if name[:3] not in _MONTHS:
            return ""
        month, day = _MONTHS.index(name[:3]) + 1, int(found["day"] or found["first"])
    for year in range(today.year, today.year - 9, -1):
        built = _build(year, month, day, None, None, None, None)
        if built and built <= today.isoformat():
            return built
    return ""


@lru_cache(maxsize=65536)
def _moment(text: str, day_first: bool) -> str:
    if found := _SLASHED.match(text):
        first, second, year, hour, minute, seconds, half, alone = found.groups()
        minute, half = (minute, half) if minute else ("0" if hour else None, alone)
        month, day = (int(second), int(first)) if day_first else (int(first), int(second))
        if month > 12 >= day:
            month, day = day, month
        return _build(_year(year), month, day, hour, minute, seconds, half)
    if found := _ISO.match(text):
        year, month_text, day_text, hour, minute, seconds, half, zone = found.groups()
        if zone:
            return _zoned(text)
        return _build(int(year), int(month_text), int(day_text), hour, minute, seconds, half)
    if _EIGHT.match(text):
        return _eight(text)
    try:
        return _serial(float(text))
    except ValueError:
        return _worded(text, day_first)


def _build(
    year: int, month: int, day: int, hour: str | None, minute: str | None, seconds: str | None, half: str | None
) -> str:
    try:
        if year not in _YEARS:
            return ""
        if hour is None or minute is None:
            return date(year, month, day).isoformat()
        hours = int(hour)
        if half:
            hours = hours % 12 + (12 if half[0] in "pP" else 0)
        return _text(datetime(year, month, day, hours, int(minute), int(seconds or 0)))
    except ValueError:
        return ""


def _text(moment: datetime) -> str:
    if moment.tzinfo is None and moment.hour == moment.minute == moment.second == 0:
        return moment.date().isoformat()
    from organizer.domain import clock

    try:
        return clock.to_text(moment)
    except (ValueError, OverflowError, OSError):
        return moment.date().isoformat()


def _zoned(text: str) -> str:
    text = re.sub(r"\s*(?:utc|z)$", "+00:00", text.replace("/", "-"), flags=re.IGNORECASE)
    text = re.sub(r"\s*([+-]\d\d):?(\d\d)$", r"\1:\2", text)
    try:
        return _text(datetime.fromisoformat(text))
    except ValueError:
        return ""


def _eight(text: str) -> str:
    """``20160618`` or ``06181958``."""
    for year, month, day in ((text[:4], text[4:6], text[6:]), (text[4:], text[:2], text[2:4])):
        if 1850 <= int(year) <= 2150:
            built = _build(int(year), int(month), int(day), None, None, None, None)
            if built:
                return built
    return ""


def _serial(number: float) -> str:
    """A day as spreadsheets count them since 1900; other numbers are no dates."""
    if 19000101 <= number <= 21501231 and number.is_integer():
        return _eight(str(int(number)))
    if 1e9 <= number < 2e9 or 1e12 <= number < 2e12:  # seconds since 1970, or thousandths of them
        return _text(datetime.fromtimestamp(number if number < 2e9 else number / 1000, UTC).replace(microsecond=0))
    if not 366 < number < 91000 or number in _YEARS:
        return ""
    moment = _EXCEL_START + timedelta(days=number)
    return _text((moment + timedelta(microseconds=500_000)).replace(microsecond=0))


def _worded(text: str, day_first: bool) -> str:
    """``June 18, 2016 10:27 PM``, ``18 de junio de 2016``."""
    from dateutil import parser

    if not re.search(r"\d{4}|'\d\d|\b\d\d$", text) or not re.search(r"[^\W\d_]{3}", text):
        return ""
    if _NO_YEAR.match(_WEEKDAY.sub("", text)):
        return ""
    spanish = _OF_A_BROWSER.sub(r" \1", text).lower()
    for word, month in _SPANISH.items():
        spanish = re.sub(rf"\b{word}[a-z]*\b", month, spanish)
    spanish = re.sub(r"\bdel?\b", " ", spanish)
    try:
        moment = parser.parse(spanish, dayfirst=day_first, default=datetime(2000, 1, 1))
    except (ValueError, OverflowError, TypeError):
        return ""
    return _text(moment)


_SPANISH = {"ene": "jan", "abr": "apr", "ago": "aug", "dic": "dec", "enero": "jan", "febrero": "feb", "marzo": "mar",
            "mayo": "may", "junio": "jun", "julio": "jul", "septiembre": "sep", "setiembre": "sep", "octubre": "oct",
            "noviembre": "nov"}


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 2:
        this = clock.today().year % 100
        return 2000 + year if year <= this + 1 else 1900 + year
    return year


def clean_birth(cell: Cell, day_first: bool = False) -> str:
    """A date of birth as ISO, a bare year as it is, or nothing."""
    text = tidy(cell)
    if text.isdigit() and len(text) == 4 and "1850" <= text <= "2150":
        return text
    born = clean_moment(cell if not isinstance(cell, str) else text, day_first)[:10]
    if born > clock.today().isoformat():
        return "" if born[:4] in text else f"{int(born[:4]) - 100}{born[4:]}"
    return born


def day_comes_first(cells: Iterable[Cell]) -> bool | None:
    """Whether a column writes the day before the month; None where none of its dates tells.

    Where thousands tell the same and none the contrary, the rest need not be asked.
    """
    day = month = 0
    for cell in cells:
        if isinstance(cell, str) and (found := _SLASHED.match(cell.strip())):
            day += int(found[1]) > 12
            month += int(found[2]) > 12
            if abs(day - month) == day + month >= _ENOUGH:
                break
    return None if day == month == 0 else day > month


def is_doubtful(cell: Cell) -> bool:
    """Whether day and month could be taken for each other (``6/7/2016``, but not ``6/6/2016``)."""
    if not isinstance(cell, str) or not (found := _SLASHED.match(cell.strip())):
        return False
    return int(found[1]) <= 12 and int(found[2]) <= 12 and int(found[1]) != int(found[2])
