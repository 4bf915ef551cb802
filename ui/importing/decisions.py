"""What the user said about a sheet that is checked, so that each step can be taken back before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Decisions", "Order"]


@dataclass(frozen=True, slots=True)
class Order:
    """A file as the user wants it read and imported, from which its plan can be worked out anew at any time.

    Args:
        what: the file, or pasted cells.
        reading: how it is read, in the words of `desk.read`.
        policy: what happens to people already here.
        chosen: where columns go, by header.
        regrouped: what answers count as, by field.
        mended: cells that were written over, by row number and place in the row: the text before, and now.
    """

    what: Path | str
    reading: Mapping[str, Any]
    policy: str
    chosen: Mapping[str, str | None]
    regrouped: Mapping[str, Mapping[str, str]]
    mended: Mapping[tuple[int, int], tuple[str, str]]


class Decisions:
    """Where columns go, what answers count as, what stands in cells, how the file is read, and the way back."""

    def __init__(self, sheet: str | None = None) -> None:
        self._reading: dict[str, Any] = {} if sheet is None else {"sheet": sheet}
        self._chosen: dict[str, str | None] = {}
        self._regrouped: dict[str, dict[str, str]] = {}
        self._mended: dict[tuple[int, int], tuple[str, str]] = {}
        self._steps: list[tuple[Any, ...]] = []

    def order(self, what: Path | str, policy: str) -> Order:
        """All that was said, for the child."""
        return Order(what, self._reading, policy, self._chosen, self._regrouped, self._mended)

    def read(self, options: dict[str, Any]) -> None:
        """The file is to be read in another way; of another sheet no cell was mended."""
        self._keep()
        self._reading = self._reading | options
        if "sheet" in options:
            self._mended = {}

    def choose(self, header: str, field: str | None) -> None:
        """A column goes to a field."""
        self._keep()
        self._chosen = self._chosen | {header: field}

    def regroup(self, field: str, meanings: dict[str, str]) -> None:
        """Answers count as something else."""
        self._keep()
        self._regrouped = self._regrouped | {field: self._regrouped.get(field, {}) | meanings}

    def mend(self, cells: Iterable[tuple[int, int, str, str]]) -> None:
        """Cells were written over. Args: cells: row number, place in the row, the text now, and the one before."""
        self._keep()
        self._mended = self._mended | {
            (row, place): (self._mended.get((row, place), (before, ""))[0], now) for row, place, now, before in cells
        }

    def take_back(self) -> bool:
        """Take the last step back, where there is `any`. Returns whether the file must be read anew for that."""
        reading = self._reading
        self._reading, self._chosen, self._regrouped, self._mended = self._steps.pop()
        return reading != self._reading

    @property
    def any(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._steps)

    def _keep(self) -> None:
        self._steps.append((self._reading, self._chosen, self._regrouped, self._mended))
