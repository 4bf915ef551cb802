"""The columns of dates of a lot, each in the order of day and month that its own cells tell."""

from __future__ import annotations

from bisect import bisect

from organizer.importing.cleaning import dates
from organizer.importing.cleaning.text import Doubt, tidy
from organizer.importing.columns.guess import ColumnGuess
from organizer.importing.records.lot import Lot

__all__ = ["fill_dates", "holds_dates", "moments"]

_DATES = frozenset(("signed_up_at", "contacted_at", "birth_date"))
_EITHER_ORDER = Doubt("read as month/day; nothing in this column tells them apart")


def holds_dates(guess: ColumnGuess) -> bool:
    """Whether a column is one of dates, of which the whole sheet tells whether the day comes first."""
    return guess.field in _DATES or (guess.field == "attempt" and guess.detail.endswith(":at"))


def fill_dates(lot: Lot, guess: ColumnGuess, attribute: str) -> None:
    """A day or moment for each record."""
    for record, value in zip(lot.records, moments(lot, guess), strict=True):
        if value:
            setattr(record, attribute, value)


def moments(lot: Lot, guess: ColumnGuess) -> list[str]:
    """What a column's cells tell, "" for those that are blank or no dates, which is noted."""
    told = lot.order[guess.index]
    day_first, doubt = bool(told), told is None
    born = guess.field == "birth_date"
    clean = dates.clean_birth if born else dates.clean_moment
    found = [""] * len(lot.records)
    yearless: dict[int, str] = {}
    for place, cell in enumerate(lot.cells(guess)):
        if cell in ("", None):
            continue
        value = clean(cell, day_first)
        if doubt and value and dates.is_doubtful(cell):
            doubt = False
            lot.note(place, guess, cell, _EITHER_ORDER, once="order")
        if not value and not born and (value := dates.clean_past(cell, day_first)):
            yearless[place] = value
        if not value and tidy(cell).strip("0/-: "):  # Outlook writes 0/0/00 for none
            lot.note(place, guess, cell, "not a date", kept=False)
        found[place] = value
    told_years = [place for place, value in enumerate(found) if value and place not in yearless]
    for place, last in yearless.items():
        at = bisect(told_years, place)
        beside = min(told_years[max(0, at - 1):at + 1], key=lambda one: abs(one - place), default=None)
        near = lot.dated.get(guess.index, "") if beside is None else found[beside]
        found[place] = dates.nearest_year(last, near) if near else last
        how = "no year told" if near else "no year in this column"
        lot.note(place, guess, lot.cells(guess)[place], f"{how}; taken as {found[place][:4]}", once="year")
    if told_years:
        lot.dated[guess.index] = found[told_years[-1]]
    return found
