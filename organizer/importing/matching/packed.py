"""People and their keys in few bytes each, so that a million can be compared: `matching.Index` is made of these."""

from __future__ import annotations

import marshal
import tempfile
import weakref
from array import array
from collections.abc import Iterable
from typing import IO, Any

__all__ = ["CROWDED", "Places", "Shelf"]

CROWDED = 97
"""Places kept under one key. Where so many share it, it tells nothing of who they are."""
_IN_MEMORY = 24 * 1024 * 1024


class Shelf:
    """Tuples of plain values by number; some megabytes are kept, what was put there earlier lies in a nameless file."""

    def __init__(self) -> None:
        self._kept = bytearray()
        self._file: IO[bytes] | None = None
        self._filed = 0  # bytes in the file
        self._starts = array("q")
        self._sizes = array("i")

    def __len__(self) -> int:
        return len(self._starts)

    def append(self, values: tuple[Any, ...]) -> None:
        """Put one more on the shelf."""
        self._starts.append(0)
        self._sizes.append(0)
        self[len(self) - 1] = values

    def __setitem__(self, number: int, values: tuple[Any, ...]) -> None:
        packed = marshal.dumps(values)
        if len(self._kept) + len(packed) > _IN_MEMORY:
            self._put_away()
        self._starts[number], self._sizes[number] = self._filed + len(self._kept), len(packed)
        self._kept += packed

    def _put_away(self) -> None:
        if self._file is None:  # without a buffer: what is read lies anywhere, and is small
            self._file = tempfile.TemporaryFile(prefix="organizer-", buffering=0)  # noqa: SIM115 - closed with the shelf
            weakref.finalize(self, self._file.close)
        self._file.seek(self._filed)
        left = memoryview(self._kept)
        while left:
            left = left[self._file.write(left):]
        self._filed += len(self._kept)
        self._kept = bytearray()

    def __getitem__(self, number: int) -> tuple[Any, ...]:
        start, size = self._starts[number], self._sizes[number]
        if start >= self._filed:
            start -= self._filed
            packed: bytes | bytearray = self._kept[start : start + size]
        else:
            assert self._file is not None
            self._file.seek(start)
            packed = self._file.read(size)
        found: tuple[Any, ...] = marshal.loads(packed)
        return found


class Places:
    """For each key the places where it stands, in the order they were added, the first `CROWDED` of them.

    Args:
        only: the hashes of the keys that are worth keeping; None keeps all.
    """

    def __init__(self, only: Iterable[int] | None = None) -> None:
        self._all = only is None
        self._last: dict[int, int] = dict.fromkeys(only or (), -1)  # a key's hash to its latest entry
        self._place = array("i")
        self._before = array("i")  # the entry before it under the same key, or -1
        self._count = array("b")  # entries under the key up to this one

    def add(self, hashed: int, place: int) -> None:
        """Note that a key, of which only the hash is asked, stands at a place."""
        before = self._last.get(hashed, -1 if self._all else None)
        if before is None:
            return
        count = self._count[before] + 1 if before >= 0 else 1
        if count <= CROWDED:
            self._last[hashed] = len(self._place)
            self._place.append(place)
            self._before.append(before)
            self._count.append(count)

    def know(self, hashes: Iterable[int]) -> bool:
        """Whether one of these keys stands anywhere yet."""
        last = self._last
        return any(last.get(one, -1) >= 0 for one in hashes)

    def of(self, key: object) -> list[int]:
        """Where a key stands."""
        found: list[int] = []
        entry = self._last.get(hash(key), -1)
        while entry >= 0:
            found.append(self._place[entry])
            entry = self._before[entry]
        found.reverse()
        return found
