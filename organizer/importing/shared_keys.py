"""Which keys more than one person has: only those can lead from one person to another."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator

__all__ = ["KeyHashes"]

_MANY = 200_000  # keys from which on it pays to load numpy


class KeyHashes:
    """The keys of many records as bare numbers, eight bytes each."""

    def __init__(self) -> None:
        self._hashes = array("q")
        self._ends = array("i")

    def add(self, keys: Iterable[object]) -> None:
        """Note the keys of the next record."""
        self._hashes.extend(map(hash, keys))
        self._ends.append(len(self._hashes))

    def all(self) -> set[int]:
        """Every key's hash."""
        return set(self._hashes)

    def without(self, places: set[int]) -> KeyHashes:
        """The same, as if the records at these places had none."""
        found = KeyHashes()
        for place, mine in enumerate(self):
            if place not in places:
                found._hashes.extend(mine)
            found._ends.append(len(found._hashes))
        return found

    def met_twice(self) -> set[int]:
        """The hashes that stand there more than once."""
        if len(self._hashes) < _MANY:
            return {one for one, times in Counter(self._hashes).items() if times > 1}
        import numpy as np

        ordered = np.sort(np.frombuffer(self._hashes, np.int64))
        return set(ordered[1:][ordered[1:] == ordered[:-1]].tolist())

    def among(self, wanted: set[int]) -> KeyHashes:
        """Of each record's keys those that are wanted."""
        found = KeyHashes()
        for mine in self:
            found._hashes.extend([one for one in mine if one in wanted])
            found._ends.append(len(found._hashes))
        return found

    def __iter__(self) -> Iterator[array[int]]:
        """Each record's keys."""
        start = 0
        for end in self._ends:
            yield self._hashes[start:end]
            start = end
