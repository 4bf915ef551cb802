"""Columns that tell of further people in a row: ``Spouse First Name``, ``Partner's cell``, ``Voter 3 E-mail``."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from organizer.importing.cleaning.text import Cell
from organizer.importing.columns.names import alias_of, meanings, normal, split_key
from organizer.importing.columns.values import Values

__all__ = ["FIELDS", "find", "first_parents"]

FIELDS = frozenset((
    "first_name", "middle_name", "last_name", "full_name", "suffix", "prefix", "name_contact", "email", "phone",
    "birth_date", "external_id", "language",
))
"""What a second person has of their own; the address is that of the row."""
_CALLED = frozenset(("first_name", "full_name", "name_contact"))
_NAMES = _CALLED | {"middle_name", "last_name"}
_SURE = (
    r"(?:spouse (?:or |and )?(?:domestic )?partner|husband (?:or |and )?wife|spouse|spouce|sp|husband|wife|hubby"
    r"|significant other|(?:domestic|life) partner|conyuge|espos[ao] [ao]|esposa|esposo|marido)"
)
_PARENT = r"(?:parent (?:or )?guardian|parent|guardian)"
_OF_A_HOUSE = rf"(?:voter|person|adult|owner|resident|(?:household |family )?member|applicant|{_PARENT})"
_MAYBE = (
    r"(?:partner|pareja|co ?owner|co ?applicant|joint owner"
    rf"|(?P<place>2nd|second|other|3rd|third|4th|fourth) {_OF_A_HOUSE}"
    rf"|{_OF_A_HOUSE}(?: number)? ?(?P<number>[2-6]|two))"
)
_WORDS = f"(?:(?P<sure>{_SURE})|{_MAYBE})"
_AHEAD = re.compile(rf"^{_WORDS}(?: s)?(?: (?P<rest>.+))?$")
_FIRST_PARENT = re.compile(rf"^{_PARENT} ?(?:1|one)(?: s)?(?: (?P<rest>.+))?$")
_BEHIND = re.compile(rf"^(?P<rest>.+?) (?:of |de (?:la |el )?)?(?:your |su |tu )?{_WORDS}$")
_NUMBERED = re.compile(r"^(?P<rest>.+?) ?(?P<number>[2-6]|two)$")
_PLACES = {"two": 2, "3rd": 3, "third": 3, "4th": 4, "fourth": 4}
_REPEATED = re.compile(r"\(\d+\)$")
_SAME = 0.5  # of the names: the same again tells of nobody new


def find(headers: Sequence[str], rows: Sequence[Sequence[Cell]], values: Sequence[Values]) -> dict[int, str]:
    """By a column's place what it tells of a second person (``phone:mobile``) or of one further on (``3:full_name``);
    nothing of whom no column tells the name.

    ``First Name 2`` is of one where it stands behind ``First Name`` with other names in it, and what else is numbered
    so behind it is theirs, too.

    Args:
        headers: as written.
        rows: some of the sheet's rows.
        values: of each column.
    """
    keys = [normal(header) for header in headers]
    rests = _numbered(headers, keys, rows) | _said(keys, values)
    found = {
        index: (number, field) for index, (number, rest) in rests.items() if (field := _field(rest, values[index]))
    }
    called = {number for number, field in found.values() if field in _CALLED}
    return {
        index: field if number == 2 else f"{number}:{field}"
        for index, (number, field) in found.items() if number in called
    }


def first_parents(headers: Sequence[str], second: Collection[str]) -> dict[int, str]:
    """By a column's place what a first parent's is of, where the second one has columns, too: the list is of them."""
    if not any(split_key(field)[0] in _CALLED for field in second):
        return {}
    hits = {index: _FIRST_PARENT.match(normal(header)) for index, header in enumerate(headers)}
    return {index: hit["rest"] or "name" for index, hit in hits.items() if hit}


def _said(keys: Sequence[str], values: Sequence[Values]) -> dict[int, tuple[int, str]]:
    """Which person a header speaks of, and what is left of it without the words for that; "name" where nothing is."""
    found = {}
    for index, key in enumerate(keys):
        hit = _AHEAD.match(key) or _BEHIND.match(key)
        if hit and (hit["rest"] or _names_people(values[index], sure=bool(hit["sure"]))):
            found[index] = _number(hit["place"] or hit["number"]), hit["rest"] or "name"
    return found


def _numbered(
    headers: Sequence[str], keys: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> dict[int, tuple[int, str]]:
    """The same of names that stand once more with a number, and of what is numbered so behind them."""
    hits = {
        index: (_number(hit["number"]), hit["rest"]) for index, key in enumerate(keys) if (hit := _NUMBERED.match(key))
    }
    named = [
        index for index, (_, rest) in hits.items()
        if (alias_of(rest) or ("",))[0] in _NAMES and (base := _base(keys, rest)) is not None
        and _differ(rows, base, index)
    ]
    if len(named) < 2 and any(_REPEATED.search(headers[index]) for index in named):
        return {}  # "Name" twice may be anybody's
    numbers = {hits[index][0] for index in named}
    return {index: hit for index, hit in hits.items() if hit[0] in numbers and index >= named[0]}


def _number(word: str | None) -> int:
    return _PLACES.get(word or "", int(word) if word and word.isdigit() else 2)


def _base(keys: Sequence[str], rest: str) -> int | None:
    """The place of the first person's column of the same name."""
    return next((index for index, key in enumerate(keys) if key in (rest, f"{rest} 1", f"{rest}1")), None)


def _differ(rows: Sequence[Sequence[Cell]], one: int, other: int) -> bool:
    pairs = [(str(row[one]).strip().lower(), str(row[other]).strip().lower()) for row in rows
             if max(one, other) < len(row) and row[other] not in ("", None)]
    return sum(left == right for left, right in pairs) <= _SAME * len(pairs)


def _field(rest: str, values: Values) -> str | None:
    for found, _, _ in meanings(rest, values):
        field = split_key(found)[0]
        if field is None:
            return None
        if field in FIELDS and values.fits(field) and not (field in _NAMES and values.answers > 0.5):
            return found
    return None


def _names_people(values: Values, *, sure: bool) -> bool:
    """Whether a column called "Partner" holds people, not organizations or a yes and no."""
    named = values.words >= 0.5 and values.answers < 0.3 and (sure or values.first_names >= 0.3)
    return named or not values.texts
