"""Which keys more than one person has: only those can lead from one person to another."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator

from organizer.importing.matching.strangers import Names, acquainted

__all__ = ["KeyHashes"]


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

    def ways(self, theirs: set[int], names: Names | None = None) -> KeyHashes:
        """Of each record's keys those that lead to others.

        Args:
            theirs: keys that people of the store have, too.
            names: of the records, to leave out whoever shares keys with strangers only; for a long sheet.
        """
        found = KeyHashes()
        if names is None:
            wanted = theirs.union(one for one, times in Counter(self._hashes).items() if times > 1)
            for mine in self:
                found._hashes.extend([one for one in mine if one in wanted])
                found._ends.append(len(found._hashes))
            return found
        import numpy as np

        kept = acquainted(self._hashes, self._ends, names, theirs)
        found._hashes.frombytes(np.frombuffer(self._hashes, np.int64)[kept].tobytes())
        ends = np.concatenate([[0], np.cumsum(kept, dtype=np.int32)])[np.frombuffer(self._ends, np.int32)]
        found._ends.frombytes(ends.astype(np.int32).tobytes())
        return found

    def __iter__(self) -> Iterator[array[int]]:
        """Each record's keys."""
        start = 0
        for end in self._ends:
            yield self._hashes[start:end]
            start = end
