"""Which keys more than one person has: only those can lead from one person to another."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from organizer.domain.progress import Progress, silent

__all__ = ["KeyHashes"]

_AT_ONCE = 500_000  # keys that are held as numbers of Python's at a time


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

    def met_twice(self, progress: Progress = silent) -> set[int]:
        """The hashes that stand there more than once."""
        twice: set[int] = set()
        count = len(self._hashes) // _AT_ONCE + 1
        parts = [array("q") for _ in range(count)]
        for one in self._hashes:
            parts[one % count].append(one)
        while parts:
            progress(count - len(parts), count, "Comparing")
            seen: set[int] = set()
            for one in parts.pop():
                if one in seen:
                    twice.add(one)
                else:
                    seen.add(one)
        return twice

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
