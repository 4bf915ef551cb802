"""How far a long job is, drawn in a terminal and nowhere else."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Never, Self, TextIO

from tqdm import tqdm

__all__ = ["TerminalProgress"]


class TerminalProgress:
    """A line with what is being done, how many of how many, and the time left; it goes when the job ends.

    Where the output is no terminal nothing is written, so that logs and pipes stay clean.

    Args:
        out: where it is drawn.
    """

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._stage = ""
        self._bar: tqdm[Never] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def __call__(self, done: int, total: int, stage: str) -> None:
        """Say how far the job is."""
        bar = self._bar
        if bar is None or stage != self._stage:
            self._end()
            bar = self._bar = tqdm(desc=stage, file=self._out, disable=None, leave=False, unit=" rows")
            self._stage = stage
        bar.total = total or None
        bar.n = done
        bar.refresh()

    def _end(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
