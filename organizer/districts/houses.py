"""House numbers as street indexes compare them: plain ones, with a half or a letter, and those in two parts."""

from __future__ import annotations

import re

from organizer.districts.columns import whole

__all__ = ["HIGHEST", "OPEN", "house_number", "house_words", "of_key"]

HIGHEST = 999_999
"""The end of a street that has no end in the index."""
OPEN = 10**15
"""Above every house number, also those in two parts."""
_TWO = 10**12  # so far above plain numbers that 37-12 is never taken for one of them
_STEP = 10**5
_PARTS = re.compile(r"^(\d{1,5})-(\d{1,4})[A-H]?$", re.IGNORECASE)
_MORE = re.compile(r"^(\d{1,6})(?:\s?-?[A-H]|[\s-]?\d/\d)$", re.IGNORECASE)


def house_number(text: str) -> int | None:
    """A county's house number: ``4,000``, ``100 1/2``, ``12A``, ``37-12``; None if it is none.

    What follows the number is left out: a half or a letter lies where its number lies, or the index disagrees there.
    """
    text = text.strip().replace("½", " 1/2").replace("–", "-")
    if two := _PARTS.match(text):
        return _TWO + int(two[1]) * _STEP + int(two[2])
    if more := _MORE.match(text):
        return int(more[1])
    return whole(text)


def of_key(house: str) -> int:
    """The number in a match key; -1 where there is none."""
    found = house_number(house)
    if found is None:
        digits = re.match(r"\d{1,6}(?!\d|-)", house)
        return int(digits[0]) if digits else -1
    return found


def house_words(number: int) -> str:
    """A number as it is written: ``37-12``."""
    if number < _TWO:
        return str(number)
    first, second = divmod(number - _TWO, _STEP)
    return f"{first}-{second:02d}"
