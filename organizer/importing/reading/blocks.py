"""A list that may be too long to be held: beyond its first part it then lies in a file and is read back in blocks."""

from __future__ import annotations

import pickle
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import IO, Any, TypeVar, overload

__all__ = ["BLOCK", "Blocks"]

T = TypeVar("T")
BLOCK = 1024
_HELD = 2_300_000  # cells that are held in memory: no usual list ever touches the disk
_CELLS = 22  # an item that is no row counts as so many
_RECENT = 10  # more than are ever worked on together


class Blocks(Sequence[T]):
    """A sequence that only grows, and of which single items may be exchanged.

    The file has no name, is for its owner alone and goes with the list.

    Args:
        items: what it begins with.
    """

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._room = _HELD
        self._held: list[list[T]] = [[]]
        self._last = self._held[0]
        self._file: IO[bytes] | None = None
        self._places: list[tuple[int, int]] = []  # where in the file, and how long
        self._recent: dict[int, list[T]] = {}
        self._length = 0
        self.extend(items)

    def append(self, item: T) -> None:
        """Add one item."""
        if len(self._last) == BLOCK:
            self._next_block()
        self._last.append(item)
        self._length += 1

    def extend(self, items: Iterable[T]) -> None:
        """Add many items."""
        rest = iter(items)
        for item in rest:
            self.append(item)
            more = list(islice(rest, BLOCK - len(self._last)))
            self._last += more
            self._length += len(more)

    def _next_block(self) -> None:
        fresh: list[T] = []
        rows = [item for item in self._last if isinstance(item, list)]
        self._room -= sum(map(len, rows)) + _CELLS * (BLOCK - len(rows))
        if self._room > 0:
            self._held.append(fresh)
        elif self._places:
            self._places.append(self._written(self._last))
        else:  # too long to be held: a fifth of it stays
            stay = len(self._held) // 5
            self._places = [self._written(block) for block in self._held[stay:]]
            del self._held[stay:]
        self._last = fresh

    def _written(self, block: list[T]) -> tuple[int, int]:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="organizer-")  # noqa: SIM115 - it stays open as long as the list
            weakref.finalize(self, self._file.close)
        packed = pickle.dumps(block, 5)
        start = self._file.seek(0, 2)
        self._file.write(packed)
        return start, len(packed)

    def _block(self, number: int) -> list[T]:
        if number < len(self._held):
            return self._held[number]
        number -= len(self._held)
        if number == len(self._places):
            return self._last
        block = self._recent.get(number)
        if block is None:
            assert self._file is not None
            start, size = self._places[number]
            self._file.seek(start)
            block = pickle.loads(self._file.read(size))
            if len(self._recent) == _RECENT:
                del self._recent[next(iter(self._recent))]
            self._recent[number] = block
        return block

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[T]:
        return chain.from_iterable(map(self._block, range(-(-self._length // BLOCK))))

    def parts(self) -> Iterator[tuple[int, list[T]]]:
        """All items, some at a time, with the place of the first of them."""
        for number in range(-(-self._length // BLOCK)):
            yield number * BLOCK, self._block(number)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            wanted = range(self._length)[place]
            if wanted.step != 1:
                return [self[one] for one in wanted]
            found: list[T] = []
            for start in range(wanted.start // BLOCK * BLOCK, wanted.stop, BLOCK):
                found += self._block(start // BLOCK)[max(0, wanted.start - start) : wanted.stop - start]
            return found
        if place < 0:
            place += self._length
        if not 0 <= place < self._length:
            raise IndexError(place)
        return self._block(place // BLOCK)[place % BLOCK]

    def __setitem__(self, place: int, item: T) -> None:
        number, within = divmod(range(self._length)[place], BLOCK)
        block = self._block(number)
        block[within] = item
        number -= len(self._held)
        if 0 <= number < len(self._places):
            self._places[number] = self._written(block)

    def __reduce__(self) -> tuple[type[Blocks[T]], tuple[list[T]]]:
        return Blocks, (list(self),)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(other) == len(self) and all(
            mine == theirs for mine, theirs in zip(self, other, strict=True)
        )

    __hash__ = None  # type: ignore[assignment]
