"""People and their keys in few bytes each, so that a million can be compared: `matching.Index` is made of these."""

from __future__ import annotations

import marshal
import tempfile
import weakref
from array import array
from collections.abc import Iterable
from typing import Any

__all__ = ["CROWDED", "Places", "Shelf"]

CROWDED = 97
"""Places kept under one key. Where so many share it, it tells nothing of who they are."""
_IN_MEMORY = 24 * 1024 * 1024


class Shelf:
    """Tuples of plain values by number; beyond some megabytes they lie in a nameless temporary file."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY, prefix="organizer-")  # noqa: SIM115 - closed with it
        weakref.finalize(self, self._file.close)
        self._starts = array("q")
        self._sizes = array("l")
        self._end = 0

    def __len__(self) -> int:
        return len(self._starts)

    def append(self, values: tuple[Any, ...]) -> None:
        """Put one more on the shelf."""
        self._starts.append(0)
        self._sizes.append(0)
        self[len(self) - 1] = values

    def __setitem__(self, number: int, values: tuple[Any, ...]) -> None:
        packed = marshal.dumps(values)
        self._file.seek(self._end)
        self._file.write(packed)
        self._starts[number], self._sizes[number] = self._end, len(packed)
        self._end += len(packed)

    def __getitem__(self, number: int) -> tuple[Any, ...]:
        self._file.seek(self._starts[number])
        found: tuple[Any, ...] = marshal.loads(self._file.read(self._sizes[number]))
        return found


class Places:
    """For each key the places where it stands, in the order they were added, the first `CROWDED` of them.

    Args:
        only: the hashes of the keys that are worth keeping; None keeps all.
    """

    def __init__(self, only: Iterable[int] | None = None) -> None:
        self._all = only is None
        self._last: dict[int, int] = dict.fromkeys(only or (), -1)  # a key's hash to its latest entry
        self._place = array("l")
        self._before = array("l")  # the entry before it under the same key, or -1
        self._count = array("b")  # entries under the key up to this one

    def add(self, key: object, place: int) -> None:
        """Note that a key stands at a place."""
        hashed = hash(key)
        before = self._last.get(hashed, -1 if self._all else None)
        if before is None:
            return
        count = self._count[before] + 1 if before >= 0 else 1
        if count <= CROWDED:
            self._last[hashed] = len(self._place)
            self._place.append(place)
            self._before.append(before)
            self._count.append(count)

    def of(self, key: object) -> list[int]:
        """Where a key stands."""
        found = []
        entry = self._last.get(hash(key), -1)
        while entry >= 0:
            found.append(self._place[entry])
            entry = self._before[entry]
        found.reverse()
        return found
