"""The districts that a lot's columns name: by kind, several in one cell, or those that elect to both houses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from organizer.domain.district import normalize_code
from organizer.domain.legislature import LETTERED_SEATS, of_legislative, whole_district
from organizer.importing.cleaning.district_cells import split_districts, tells_none
from organizer.importing.cleaning.places import state_of_zip
from organizer.importing.cleaning.text import Cell, tidy
from organizer.importing.columns.guess import ColumnGuess
from organizer.importing.records.lot import Lot

__all__ = ["fill_districts", "fill_legislative", "leave_seats_out"]

_ENOUGH = 500  # records that tell in which state a list is from


def fill_districts(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """The codes of each kind of district; what has a column of its own is taken from there."""
    codes = []
    for guess in sorted(columns, key=lambda one: one.field == "districts"):
        cells = lot.cells(guess)
        memory: dict[Cell, tuple[tuple[str, str], ...]] = {}
        for cell in set(cells):
            memory[cell] = _codes(guess, tidy(cell)) if cell not in ("", None) else ()
        codes.append([memory[cell] for cell in cells])
    several = any(guess.field == "districts" for guess in columns)
    for record, found in zip(lot.records, zip(*codes, strict=True), strict=False):
        told = tuple([one for column in found for one in column])
        record.districts = tuple(dict(reversed(told)).items())[::-1] if several else told


def leave_seats_out(lot: Lot) -> None:
    """Take the letter of a seat off a House district, where the state has such; once it is known who lives where."""
    for record in lot.records:
        if record.districts and (state := record.state or state_of_zip(record.zip)) in LETTERED_SEATS:
            record.districts = tuple([(kind, whole_district(state, kind, code)) for kind, code in record.districts])


def _codes(guess: ColumnGuess, text: str) -> tuple[tuple[str, str], ...]:
    kind = (guess.field or "").removeprefix("district:")
    if kind == "districts":
        return split_districts(text, tuple(filter(None, guess.detail.split(","))))
    code = "" if tells_none(text) else normalize_code(kind, text)
    return ((kind, code),) if code and code != "0" else ()


def fill_legislative(lot: Lot, columns: Sequence[ColumnGuess]) -> None:
    """Legislative districts, which mean something else in each state; what has a column of its own stays from there."""
    for guess in columns[:1]:
        known = Counter(record.state or state_of_zip(record.zip) for record in lot.records[:_ENOUGH])
        del known[""]
        usual = known.most_common(1)[0][0] if known else lot.home_state
        told: set[str] = set()
        for place, cell in enumerate(lot.cells(guess)):
            text, record = tidy(cell), lot.records[place]
            if tells_none(text):
                continue
            state = record.state or state_of_zip(record.zip) or usual
            found = split_districts(text) or of_legislative(state, text)
            own = {kind for kind, _ in record.districts}
            record.districts += tuple(one for one in found if one[0] not in own)
            houses = tuple(kind for kind, _ in found)
            if len(houses) == 1 and houses[0] not in told:
                told.add(houses[0])
                lot.note(place, guess, cell, _NOTES[houses[0]])


_NOTES = {"state-house": "taken as the State House district", "state-senate": "taken as the State Senate district"}
