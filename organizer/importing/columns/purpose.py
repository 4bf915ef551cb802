"""What a sheet is a list of: people, or what belongs in another room (seats, streets, precincts, ZIP codes)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from organizer.importing.cleaning.text import Cell
from organizer.importing.columns.guess import ColumnGuess
from organizer.importing.columns.mapping import map_columns
from organizer.importing.columns.names import normal
from organizer.importing.columns.values import Values, sample_column, sample_rows

__all__ = ["PEOPLE", "lists_people", "said", "sheet_of"]

PEOPLE = "people"
_SAID = {
    "seats": "is a list of seats or contests, not of people",
    "streets": "is a street index, not a list of people",
    "precincts": "tells which precinct is in which district; it holds no people",
    "zips": "tells which ZIP code is in which district; it holds no people",
    "nobody": "holds no people: none of its columns has names, phones or e-mail addresses",
}
_PERSON = frozenset(("first_name", "last_name", "name_contact", "email", "phone"))
_SEATS = re.compile(
    r"\b(?:filing (?:deadline|opens|closed)|seats? (?:up|label|number)|number elected|incumbent|number of seats"
    r"|contest (?:name|id)|office (?:name|title|type|level)|position name|name on ballot|signatures needed|vote for)\b"
)
_RANGE = re.compile(
    r"\b(?:(?:start|end|low|high|from|to|begin|beginning|ending)\b.*\b(?:house|address|addr|number|no|range|hse|num)"
    r"|(?:house|address|addr|number|hse) ?(?:number|no|num)? ?(?:start|end|low|high|from|to))\b|\bodd even\b"
)


def sheet_of(headers: Sequence[str], rows: Sequence[Sequence[Cell]], guesses: Sequence[ColumnGuess]) -> str:
    """``people``, ``seats``, ``streets``, ``precincts``, ``zips``, or ``nobody`` where no column tells of a person."""
    keys = [normal(header) for header in headers]
    rows = sample_rows(rows)
    filled = {guess.field for guess in guesses if guess.field and Values(sample_column(rows, guess.index)).texts}
    named = bool({"first_name", "last_name"} & filled)
    seats = sum(bool(_SEATS.search(key)) for key in keys)
    if seats >= 2 and not {"external_id", "interest"} <= filled and not (named and "address1" in filled):
        return "seats"
    if sum(bool(_RANGE.search(key)) for key in keys) >= 2 and not (named or {"email", "phone"} & filled):
        return "streets"
    if filled & _PERSON or ("full_name" in filled and _like_people(rows, guesses)):
        return PEOPLE
    if not filled or filled & {"result", "contacted_at", "interest"} or any(
        guess.field == "external_id" and guess.detail for guess in guesses
    ):
        return PEOPLE  # nothing is understood, or a list by other programs' numbers: the page asks
    kinds = [field for field in filled if field and field.startswith("district:") and field != "district:precinct"]
    if "district:precinct" in filled and kinds and "address1" not in filled:
        return "precincts"
    if "zip" in filled and kinds and not {"address1", "address", "street"} & filled:
        return "zips"
    return "nobody"


def lists_people(headers: Sequence[object], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table that somebody wants to load as districts is surely a list of people, to be imported instead."""
    names = [str(header or "") for header in headers]
    guesses = map_columns(names, rows)
    if sheet_of(names, rows, guesses) != PEOPLE:
        return False
    some = sample_rows(rows)
    filled = {guess.field for guess in guesses if guess.field and Values(sample_column(some, guess.index)).texts}
    named = {"first_name", "last_name"} <= filled or "name_contact" in filled or (
        "full_name" in filled and _like_people(rows, guesses))
    return named and bool({"email", "phone", "address1", "address", "birth_date", "interest", "external_id"} & filled)


def _like_people(rows: Sequence[Sequence[Cell]], guesses: Sequence[ColumnGuess]) -> bool:
    """Whether a column called "name" holds names of people, not of places."""
    column = next(guess.index for guess in guesses if guess.field == "full_name")
    values = Values(sample_column(rows, column))
    several = sum(guess.field in ("address1", "address", "interest", "tags", "birth_date") for guess in guesses)
    whole = values.part(lambda text: " " in text or "," in text) >= 0.5 and values.words >= 0.5
    return whole and (values.first_names >= 0.2 or several > 0)


def said(purpose: str) -> str:
    """How the sentence after a file's name goes on ("is a list of seats, not of people")."""
    return _SAID[purpose]
