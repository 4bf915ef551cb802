"""Which field each column is in a sheet without headers, by its values and its neighbours alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from organizer.importing.cleaning.places import is_real_zip
from organizer.importing.columns.guess import ColumnGuess
from organizer.importing.columns.names import NAMELESS, normal
from organizer.importing.columns.values import Values

__all__ = ["fill_gaps", "map_nameless"]

_FEW = 12
_MOST_WORDS = 5  # of a name; more are a sentence
_NAMES = frozenset(("first_name", "last_name", "full_name", "name_contact"))
_CONTACTS = frozenset(("email", "phone", "address1", "address"))
_NAME = re.compile(r"^(?:[^\W\d_]+(?:['’-][^\W\d_]+)*[.,]? ){1,3}[^\W\d_]+(?:['’-][^\W\d_]+)*$")
_PLACE = re.compile(r"[A-Z][^\W\d_.'’ -]*(?:[ .'’-]+[^\W\d_]+)*(?:, ?[A-Za-z]{2}\.?)?(?: +\d{5}(?:-\d{4})?)?$")
_PLACES = frozenset(("address", "address1", "street", "city", "zip"))


def map_nameless(guesses: list[ColumnGuess], values: Sequence[Values]) -> list[ColumnGuess]:
    """Name the columns of a headerless sheet; what is not plain stays unmapped."""
    found: dict[int, str] = {guess.index: guess.field for guess in guesses if guess.field}
    _places(found, values)
    _lone_zip(found, values)
    _people(found, values)
    if not _NAMES & set(found.values()) and _CONTACTS & set(found.values()):
        _strangers(found, values)
    for index, value in enumerate(values):
        if index not in found and "signed_up_at" not in found.values() and value.dates >= 0.95 and value.numbers < 0.1:
            years = [text for text in value.texts if any(f"20{n:02d}" in text for n in range(40))]
            if len(years) >= 0.95 * len(value.texts):
                found[index] = "signed_up_at"
    return [
        replace(guess, field=found.get(guess.index), how="values" if guess.index in found else "", sure=False)
        for guess in guesses
    ]


def fill_gaps(guesses: list[ColumnGuess], values: Sequence[Values]) -> list[ColumnGuess]:
    """Where no header told of names, or none of a place, find them by the values; a human is asked whether it is right.

    Columns known to be something else stay as they are.
    """
    fields = {guess.field for guess in guesses if values[guess.index].texts
              and (guess.field != "name_contact" or guess.how != "values" or values[guess.index].mixed >= 0.5)}
    known = {guess.index: guess.field or "" for guess in guesses if guess.field or guess.how}
    found = dict(known)
    if not fields & _NAMES:
        _pairs(found, guesses, values)
    if not _NAMES & {*fields, *found.values()}:
        _people(found, values)
        if not _NAMES & set(found.values()):
            _named(found, guesses, values)
    _behind_address(found, guesses, values)
    if not fields & _PLACES and ({"email", "phone"} | _NAMES) & {*fields, *found.values()}:
        _places(found, values)
    return [
        replace(guess, field=found[guess.index], how="values", sure=False, note="")
        if guess.index in found and guess.index not in known else guess
        for guess in guesses
    ]


def _behind_address(found: dict[int, str], guesses: Sequence[ColumnGuess], values: Sequence[Values]) -> None:
    """Town, state and ZIP in a column without a name behind the street line, as where one heading spans both."""
    line = next((index for index, field in found.items() if field == "address1"), None)
    behind = guesses[line + 1] if line is not None and line + 1 < len(guesses) else None
    if behind is None or behind.index in found or not NAMELESS.match(normal(behind.header)):
        return
    if not {"city", "place"} & set(found.values()) and values[behind.index].part(_PLACE.match) >= 0.8:
        found[behind.index] = "place"


def _pairs(found: dict[int, str], guesses: Sequence[ColumnGuess], values: Sequence[Values]) -> None:
    """Two columns called the first and the last of somebody ("Chair First", "Chair Last")."""
    places = {normal(guess.header): guess.index for guess in guesses if guess.index not in found}
    for key, first in places.items():
        last = places.get(key.removesuffix(" first") + " last") if key.endswith(" first") else None
        if last is not None and min(values[first].words, values[last].words) >= 0.8:
            found[first], found[last] = "first_name", "last_name"
            return


def _named(found: dict[int, str], guesses: Sequence[ColumnGuess], values: Sequence[Values]) -> None:
    """A column called the name of somebody ("PCO Name"), in which at least some usual names stand."""
    for guess in guesses:
        value, called = values[guess.index], normal(guess.header).endswith(" name") and not guess.note
        whole = value.words >= 0.6 and value.first_names >= 0.2 and value.part(lambda text: " " in text) >= 0.5
        if guess.index not in found and called and whole:
            found[guess.index] = "full_name"
            return


def _places(found: dict[int, str], values: Sequence[Values]) -> None:
    """Street line, then city after it, state and ZIP."""
    free = [index for index in range(len(values)) if index not in found and values[index].texts]
    street = _best(free, values, lambda value: value.streets, 0.6)
    if street is not None:
        full = values[street].full_addresses >= 0.5
        found[street] = "address" if full else "address1"
        free.remove(street)
    zips = [index for index in free if values[index].zips >= 0.9 and values[index].part(lambda t: len(t) >= 5) >= 0.8
            and (street is not None and index > street)]
    if zips:
        found[zips[0]] = "zip"
        free.remove(zips[0])
    after = [index for index in free if street is None or index > street]
    state = _best(after, values, lambda value: value.states if value.length <= 2.5 or value.variety < 0.3 else 0, 0.95)
    if state is not None:
        found[state] = "state"
    if street is not None:
        for index in range(street + 1, min(street + 6, len(values))):
            value = values[index]
            if index not in found and value.words >= 0.9 and value.length > 3 and value.states < 0.5:
                found[index] = "city"
                break


def _lone_zip(found: dict[int, str], values: Sequence[Values]) -> None:
    """A ZIP code with no street before it: each of the first few is one that serves a town, which few numbers are."""
    if _PLACES.isdisjoint(found.values()):
        for index, value in enumerate(values):
            few = list(dict.fromkeys(value.texts))[:_FEW]
            if index not in found and len(value.texts) > 2 and value.zips >= 0.9 and all(map(is_real_zip, few)):
                found[index] = "zip"
                return


def _people(found: dict[int, str], values: Sequence[Values]) -> None:
    """Given names are known; the family name stands beside them."""
    free = [index for index, value in enumerate(values) if index not in found and value.words >= 0.8
            and value.part(lambda text: text.count(" ") < _MOST_WORDS) >= 0.8]
    first = _best(free, values, lambda value: value.first_names if value.length < 22 else 0, 0.35)
    if first is None:
        return
    if values[first].part(lambda text: " " in text) >= 0.7:
        found[first] = "full_name"
        return
    near = sorted((index for index in free if index != first and values[index].variety > 0.2
                   and values[index].length > 3), key=lambda index: (abs(index - first), index > first))
    last = next((index for index in near if values[index].first_names < values[first].first_names * 0.8), None)
    if last is not None and abs(last - first) <= 3:
        found[first], found[last] = "first_name", "last_name"
        between = [index for index in free if index not in (first, last) and index == first + 1]
        if between and values[between[0]].first_names >= 0.3:
            found[between[0]] = "middle_name"


def _strangers(found: dict[int, str], values: Sequence[Values]) -> None:
    """People with names that are not among the usual ones: beside a way to reach them, cells of words that all differ
    are a name, whole where there are two words or more, else in the two columns side by side that come first."""
    own = [index for index, value in enumerate(values)
           if index not in found and value.words >= 0.8 and value.variety >= 0.9 and 3 < value.length < 30]
    whole = [index for index in own if values[index].part(_NAME.match) >= 0.8]
    if whole:
        found[whole[0]] = "full_name"
        return
    single = [index for index in own if values[index].part(lambda text: " " not in text) >= 0.8]
    for index in single:
        if index + 1 in single:
            found[index], found[index + 1] = "first_name", "last_name"
            return


def _best(
    indexes: Sequence[int], values: Sequence[Values], score: Callable[[Values], float], least: float
) -> int | None:
    scored = [(score(values[index]), -index) for index in indexes]
    if not scored or max(scored)[0] < least:
        return None
    return -max(scored)[1]
