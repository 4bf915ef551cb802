"""What a column's values are, whatever its header says: e-mails, phones, ZIP codes, states, dates, names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from organizer.domain.names import fold
from organizer.importing.cleaning import nicknames
from organizer.importing.cleaning.answers import clean_offices, leaning
from organizer.importing.cleaning.dates import clean_moment, clean_past
from organizer.importing.cleaning.emails import clean_emails
from organizer.importing.cleaning.family_names import stands_first
from organizer.importing.cleaning.phones import clean_phones
from organizer.importing.cleaning.places import STATES, clean_state
from organizer.importing.cleaning.results import result_code
from organizer.importing.cleaning.status_words import read_status, tells
from organizer.importing.cleaning.text import Cell, tidy
from organizer.importing.cleaning.titles import is_title

__all__ = ["Values", "sample_column", "sample_rows"]

_Row = TypeVar("_Row")
_SAMPLE = 200
_LONGEST = 300  # letters of a cell that are looked at
_EMAIL = re.compile(r"^'?[^@\s]+@[^@\s]+\.[^@\s]{2,}$|\+AEA-")
_ZIP = re.compile(r"^(?:z:|[A-Z]{2} )?\d{5}(?:-?\d{4})?$|^\d{3,4}(?:\.0)?$")
_COUNTED = re.compile(r"\d{10}$|\d{13}$")
"""A moment counted from 1970, which is more often somebody's number."""
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?$")
_WORDS = re.compile(r"^[^\W\d_]+(?:[ .'’,&-]+[^\W\d_]+)*\.?$")
_HOUSE = re.compile(r"^\d+[A-Za-z]?(?:[ -]\d+(?:/\d)?)? +[^\W_].*[^\W\d_]")
_BOX = re.compile(r"p\.? ?o\.? ?box \d", re.IGNORECASE)
_FULL = re.compile(
    r",?\s[A-Za-z]{2}\.?,?\s+\d{5}(?:-\d{4})?(?:,?\s+(?:USA?|United States))?$|,\s[^,\d]+\s\d{5}$"
    r"|,\s*[^,]+,\s*[A-Za-z. ]{2,}$|,[^,\d]+,\s*\d{5}(?:-\d{4})?$"
)
_CONTACT = re.compile(r"<?[^@\s<>,;]+@[^@\s<>,;]+\.\w{2,}>?|\(?\+?\d[\d\s().+/-]{5,}\d(?:\.0)?")
_POWER = re.compile(r"^\d[.,]\d+[eE]\+?\d+$")


def sample_rows(rows: Sequence[_Row]) -> Sequence[_Row]:
    """A thousand rows or two from the whole length of a sheet: a long one is gone through once for all its columns."""
    return rows[:: max(1, len(rows) // 1000)]


def sample_column(rows: Sequence[Sequence[Cell]], index: int) -> list[Cell]:
    """Up to two hundred filled cells of a column, taken from the whole length of the sheet."""
    step = max(1, len(rows) // 1000)
    found = []
    for row in rows[::step]:
        if index < len(row) and row[index] not in ("", None):
            found.append(row[index])
            if len(found) >= _SAMPLE:
                break
    return found


@dataclass
class Values:
    """Some cells of one column, and what part of them is what (0 to 1; 0 for an empty column)."""

    cells: Sequence[Cell]

    @cached_property
    def texts(self) -> list[str]:
        """The cells as text, without the mark NationBuilder puts before them."""
        return [text[:_LONGEST] for text in (tidy(cell).removeprefix("'") for cell in self.cells) if text]

    def part(self, holds: Callable[[str], object]) -> float:
        """The part of the filled cells for which a condition holds."""
        return sum(bool(holds(text)) for text in self.texts) / len(self.texts) if self.texts else 0.0

    @cached_property
    def emails(self) -> float:
        """The part that looks like e-mail addresses."""
        return self.part(_EMAIL.search)

    @cached_property
    def phones(self) -> float:
        """The part that could be telephone numbers, damaged ones included."""
        return self.part(_phone_like)

    @cached_property
    def sure_phones(self) -> float:
        """The part that are clean US telephone numbers and nothing else (a voter's number of ten digits is none)."""
        plain = self.part(str.isdigit)
        good = self.part(lambda text: clean_phones(text)[0] and not clean_phones(text)[1])
        return good if plain < 0.9 else max(0.0, good - 0.1)

    @cached_property
    def mixed(self) -> float:
        """The part that is a name together with a phone number or an e-mail address."""
        return self.part(_name_and_contact)

    @cached_property
    def zips(self) -> float:
        """The part that could be ZIP codes."""
        return self.part(_ZIP.match)

    @cached_property
    def states(self) -> float:
        """The part that are US states."""
        return self.part(lambda text: len(text) < 22 and clean_state(text)[0] in STATES)

    @cached_property
    def dates(self) -> float:
        """The part that are dates or moments."""
        kept = [cell for cell in self.cells if cell not in ("", None)]
        told = [tidy(cell).removeprefix("'") if isinstance(cell, str) else cell for cell in kept]
        good = sum(bool(clean_moment(cell)) and not (isinstance(cell, str) and _COUNTED.match(cell)) for cell in told)
        return good / len(kept) if kept else 0.0

    @cached_property
    def days(self) -> float:
        """The part that are dates or moments, with their year or without it."""
        return self.part(clean_past)

    @cached_property
    def words(self) -> float:
        """The part that is letters and spaces only, as names are."""
        return self.part(_WORDS.match)

    @cached_property
    def numbers(self) -> float:
        """The part that is a number."""
        return self.part(_is_number)

    @cached_property
    def streets(self) -> float:
        """The part that begins with a house number and goes on with a street, or is a box at the post office."""
        return self.part(lambda text: _HOUSE.match(text) or _BOX.match(text))

    @cached_property
    def full_addresses(self) -> float:
        """The part that ends in city and state or ZIP, as an address in one cell does."""
        return self.part(_FULL.search)

    @cached_property
    def answers(self) -> float:
        """The part that says yes, no or maybe, at least to begin with."""
        return self.part(lambda text: leaning(text) is not None)

    @cached_property
    def results(self) -> float:
        """The part that is the result of a call by its name or code."""
        return self.part(result_code)

    @cached_property
    def statuses(self) -> float:
        """The part that says in this program's words where somebody stands; 0 where any other might say so, too."""
        return self.part(lambda text: any(read_status(text))) if self.part(tells) else 0.0

    @cached_property
    def offices(self) -> float:
        """The part that names an office somebody could run for."""
        return self.part(lambda text: clean_offices(text)[1] and clean_offices(text)[0] not in ("", "Any"))

    @cached_property
    def first_names(self) -> float:
        """The part whose first word is a usual given name."""
        known = nicknames.given_names()
        return self.part(lambda text: fold(text.split()[0]).strip(",.") in known)

    @cached_property
    def last_first(self) -> bool:
        """Whether these are whole names that begin with the last name, no comma behind it."""
        return stands_first(self.texts)

    @cached_property
    def variety(self) -> float:
        """How many of the cells differ, 0 to 1."""
        return len({text.lower() for text in self.texts}) / len(self.texts) if self.texts else 0.0

    @cached_property
    def length(self) -> float:
        """The mean number of letters."""
        return sum(map(len, self.texts)) / len(self.texts) if self.texts else 0.0

    def fits(self, field: str) -> bool:
        """Whether the values could be what a header promises; an empty column fits anything."""
        rule = _FITS.get(field)
        return rule is None or not self.texts or rule(self)


def _phone_like(text: str) -> bool:
    if _POWER.match(text):
        return True
    digits = sum(letter.isdigit() for letter in text.removesuffix(".0"))
    return 7 <= digits <= 26 and "@" not in text and digits * 2 >= len(text) - 12


def _name_and_contact(text: str) -> bool:
    rest, found = _CONTACT.subn(" ", text)
    words = re.findall(r"[^\W\d_]{2,}", rest)
    return bool(found) and len(words) >= 2 and words[0].lower() in nicknames.given_names()


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _in_range(limit: float) -> Callable[[Values], bool]:
    return lambda values: values.part(lambda text: _is_number(text) and abs(float(text)) <= limit) >= 0.8


_FITS: dict[str, Callable[[Values], bool]] = {
    "email": lambda values: values.emails >= 0.3 or values.part(lambda text: clean_emails(text)[0]) >= 0.3,
    "phone": lambda values: values.phones >= 0.3,
    "zip": lambda values: values.zips >= 0.4,
    "state": lambda values: values.states >= 0.4 or (values.words >= 0.9 and values.length <= 4),
    "latitude": _in_range(90),
    "longitude": _in_range(180),
    "signed_up_at": lambda values: values.days >= 0.5,
    "contacted_at": lambda values: values.days >= 0.5,
    "follow_up": lambda values: values.days >= 0.5,
    "household_id": lambda values: values.part(lambda text: any(map(str.isdigit, text))) >= 0.5,
    "birth_date": lambda values: values.dates >= 0.5 or values.part(_YEAR.match) >= 0.8,
    "interest": lambda values: (
        values.first_names < 0.5 or values.words < 0.9 or values.variety < 0.8 or values.answers >= 0.5
    ),
    "email_opt_out": lambda values: values.answers >= 0.5,
    "email_opt_in": lambda values: values.emails < 0.3,
    "sms_ok": lambda values: values.phones < 0.3 and values.emails < 0.3,
    "do_not_call": lambda values: values.phones < 0.3 and values.emails < 0.3,
    "phone_extension": lambda values: values.part(str.isdigit) >= 0.6,
    "first_name": lambda values: values.emails < 0.5 and values.numbers < 0.5,
    "last_name": lambda values: values.emails < 0.5 and values.numbers < 0.5,
    "full_name": lambda values: values.emails < 0.5 and values.numbers < 0.5,
    "prefix": lambda values: values.part(is_title) >= 0.5,
    "suffix": lambda values: values.length <= 6,
    "city": lambda values: values.numbers < 0.5 and values.emails < 0.5,
    "county": lambda values: values.numbers < 0.5,
    "address1": lambda values: values.emails < 0.5 and values.dates < 0.9,
    "full_address": lambda values: values.emails < 0.5,
    "result": lambda values: values.variety < 0.5 or len(values.texts) < 30,
    "office_sought": lambda values: values.numbers < 0.5 and values.emails < 0.5,
}
