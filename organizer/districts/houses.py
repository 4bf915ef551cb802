"""House numbers as street indexes compare them: plain ones, with a half or a letter, in two parts, and on a grid."""

from __future__ import annotations

import re

from organizer.districts.columns import whole

__all__ = ["GRID", "HIGHEST", "OPEN", "block_of", "house_number", "house_words", "of_key"]

HIGHEST = 999_999
"""The end of a street that has no end in the index."""
OPEN = 10**15
"""Above every house number, also those in two parts."""
_TWO = 10**12  # so far above plain numbers that 37-12 is never taken for one of them
_STEP = 10**5
_ROW = 10**6
_ON_GRID = 10**13  # above those in two parts
_WINDS = "NSEW"
_PARTS = re.compile(r"^(\d{1,5})-(\d{1,4})[A-H]?$", re.IGNORECASE)
GRID = r"(?:[NS]\d{1,3}[\s-]?[EW]|[EW]\d{1,3}[\s-]?[NS]|\d{1,3}[NSEW]|[NSEW])\d{2,5}"
"""How a number on a grid is written: ``N6W23001``, ``W204 N11912``, ``39W721``, ``N7835``."""
_GRID = re.compile(r"^(?P<first>[NSEW])?(?P<row>\d{1,3})?[\s-]?(?P<second>[NSEW])(?P<number>\d{2,5})[A-H]?$",
                   re.IGNORECASE)
_IS_GRID = re.compile(rf"^{GRID}[A-H]?$", re.IGNORECASE)
_MORE = re.compile(r"^(\d{1,6})(?:\s?-?[A-H]|[\s-]?\d/\d)$", re.IGNORECASE)


def house_number(text: str) -> int | None:
    """A county's house number: ``4,000``, ``100 1/2``, ``12A``, ``37-12``, ``N6W23001``; None if it is none.

    What follows the number is left out: a half or a letter lies where its number lies, or the index disagrees there.
    """
    text = text.strip().replace("½", " 1/2").replace("–", "-")
    if two := _PARTS.match(text):
        return _TWO + int(two[1]) * _STEP + int(two[2])
    if more := _MORE.match(text):
        return int(more[1])
    if _IS_GRID.match(text) and (grid := _GRID.match(text)):
        return _ON_GRID + _row(grid) * _ROW + int(grid["number"])
    return whole(text)


def _row(grid: re.Match[str]) -> int:
    """Which line of the grid a number stands on, so that both its directions and the first number tell it apart."""
    first = 1 + _WINDS.index(grid["first"].upper()) if grid["first"] else 0
    return (first * 1000 + int(grid["row"] or 0)) * 4 + _WINDS.index(grid["second"].upper())


def block_of(number: int) -> int:
    """Where a range may not run on: 0 for plain numbers, 1 for those in two parts, else the line of the grid."""
    return 0 if number < _TWO else 1 if number < _ON_GRID else 2 + (number - _ON_GRID) // _ROW


def of_key(house: str) -> int:
    """The number in a match key; -1 where there is none."""
    found = house_number(house)
    if found is None:
        digits = re.match(r"\d{1,6}(?!\d|-)", house)
        return int(digits[0]) if digits else -1
    return found


def house_words(number: int) -> str:
    """A number as it is written: ``37-12``, ``N6W23001``."""
    if number < _TWO:
        return str(number)
    if number >= _ON_GRID:
        row, last = divmod(number - _ON_GRID, _ROW)
        line, second = divmod(row, 4)
        first, before = divmod(line, 1000)
        return f"{_WINDS[first - 1] if first else ''}{before or ''}{_WINDS[second]}{last}"
    first, second = divmod(number - _TWO, _STEP)
    return f"{first}-{second:02d}"
