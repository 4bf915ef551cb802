"""Streets written another way than in an index: a direction at the other end, a suffix or a road's class left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from organizer.domain.street_words import DIRECTIONS, SUFFIXES

__all__ = ["NearNames"]

_WINDS = frozenset(DIRECTIONS.values())
_TYPES = frozenset(SUFFIXES.values())
_CLASSED = re.compile(r"^(?P<class>STATE|US|COUNTY) (?P<rest>(?:HIGHWAY|ROAD|ROUTE) .+)$")


class _Parts(NamedTuple):
    """A street's name without what people leave out, and what that was."""

    name: str
    winds: tuple[str, ...]
    type: str
    road: str


def _parts(street: str) -> _Parts:
    words = street.split()
    winds = []
    if len(words) > 1 and words[0] in _WINDS:
        winds.append(words.pop(0))
    if len(words) > 1 and words[-1] in _WINDS:
        winds.append(words.pop())
    kind = words.pop() if len(words) > 1 and words[-1] in _TYPES else ""
    name = " ".join(words)
    found = _CLASSED.match(name)
    return _Parts(found["rest"] if found else name, tuple(sorted(winds)), kind, found["class"] if found else "")


class NearNames:
    """The streets of an index by what of their names nobody leaves out.

    Args:
        streets: (street key, ZIP) pairs.
    """

    def __init__(self, streets: Iterable[tuple[str, str]]) -> None:
        self._streets: dict[tuple[str, str], list[tuple[_Parts, str]]] = defaultdict(list)
        for street, zip_code in streets:
            parts = _parts(street)
            self._streets[parts.name, zip_code].append((parts, street))

    def find(self, street: str, zip_code: str) -> tuple[str, str] | None:
        """The one street of the ZIP that this can be; None where there is none, or several."""
        asked = _parts(street)
        hits = [name for parts, name in self._streets.get((asked.name, zip_code), ())
                if all(not said or said == there for said, there in zip(asked[1:], parts[1:], strict=True))]
        return (hits[0], zip_code) if len(hits) == 1 else None
