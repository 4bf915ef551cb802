"""Leaves out of a long sheet's comparing all who share a key only with people whose names cannot be theirs.

In a big town two strangers often live at one address or have a name in common. Rows are gone through many at a time
here, by numbers that stand for the names; who may be one person is then settled by `matching` alone.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from organizer.importing.cleaning.nicknames import kinship

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Names", "acquainted"]

_FEW = 6  # people under one key who are compared each with each; of more, nobody is left out

_PARTS = 8  # of the keys, looked at one after the other to save memory
_LETTER = 21  # bits
_END = (1 << _LETTER) - 1


class Names:
    """What tells, of each record, that it cannot be of one person with another: four numbers for its name."""

    def __init__(self) -> None:
        self._numbers = array("q")

    def add(self, given: str, last: str, *, anybody: bool) -> None:
        """Note the next record.

        Args:
            given: its first given name, folded.
            last: its family name, folded.
            anybody: more than the name is weighed, so that nobody can be left out.
        """
        letters = -1 if anybody else ord(given[0]) << 2 * _LETTER | ord(last[0]) << _LETTER | ord(last[-1])
        self._numbers.extend((letters, hash(given), hash(last), kinship(given)))

    def may_be_one(self, one: NDArray[Any], other: NDArray[Any]) -> NDArray[np.bool_]:
        """Whether `likeness.compare` may find more in the names at two places than a family; rather yes than no."""
        import numpy as np

        letters, given, last, kin = np.frombuffer(self._numbers, np.int64).reshape(-1, 4).T
        unlike = letters[one] ^ letters[other]
        slipped = ((unlike & _END << _LETTER) == 0) | ((unlike & _END) == 0)  # it leaves one end of the family name
        found: NDArray[np.bool_] = (
            (letters[one] < 0) | (letters[other] < 0) | (last[one] == last[other]) | (given[one] == given[other])
            | ((given[one] == last[other]) & (last[one] == given[other]))
            | (slipped & ((kin[one] & kin[other]) != 0))
            | ((unlike & (_END << 2 * _LETTER | _END)) == 0)  # one name, parted elsewhere
        )
        return found


def acquainted(hashes: array[int], ends: array[int], names: Names, theirs: Iterable[int]) -> NDArray[np.bool_]:
    """For each key of each record whether it leads to somebody who may be the same person.

    Args:
        hashes: the keys of all records.
        ends: where each record's keys end among them.
        names: of the records.
        theirs: keys that people of the store have, too.
    """
    import numpy as np

    keys, until = np.frombuffer(hashes, np.int64), np.frombuffer(ends, np.int32)
    known = np.fromiter(theirs, np.int64)
    met, shared = np.zeros(len(ends), np.bool_), np.zeros(len(keys), np.bool_)
    for part in range(_PARTS):
        here = np.flatnonzero(keys & (_PARTS - 1) == part)
        here = here[np.argsort(keys[here])]
        ordered, owners = keys[here], np.searchsorted(until, here, side="right")
        twice = np.zeros(len(here), np.bool_)
        twice[1:] = ordered[1:] == ordered[:-1]
        place = np.flatnonzero(twice) - 1
        twice[place] = True
        for step in range(1, _FEW):
            one, other = owners[place], owners[place + step]
            alike = names.may_be_one(one, other)
            met[one[alike]] = met[other[alike]] = True
            place = place[place + step + 1 < len(ordered)]
            place = place[ordered[place] == ordered[place + step + 1]]
        for certain in (ordered[place], known):
            if len(certain):
                found = np.isin(ordered, certain)
                twice |= found
                met[owners[found]] = True
        shared[here] = twice
    at = np.flatnonzero(shared)
    shared[at] = met[np.searchsorted(until, at, side="right")]
    return shared
