"""Timing in turns, so that two things measured side by side see the same machine."""

from __future__ import annotations

import contextlib
import gc
import math
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Figure", "growth", "in_turns", "no_collection", "times"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a report: what, at which size, its value and its goal in words, and whether it is met."""

    goal: str
    what: str
    people: int
    value: str
    wanted: str
    met: bool | None = None

    def line(self) -> str:
        """The figure as it is printed."""
        verdict = {True: "met", False: "MISSED", None: ""}[self.met]
        return f"{self.goal:<4} {self.what:<58} {self.people:>9,}  {self.value:<26} {self.wanted:<28} {verdict}"


@contextlib.contextmanager
def no_collection() -> Iterator[None]:
    """As in the child that imports."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def times(work: Callable[[], object], runs: int = 30, warm: int = 3) -> list[float]:
    """Milliseconds of each of `runs` calls, after a few that do not count."""
    for _ in range(warm):
        work()
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return found


def in_turns(works: Sequence[Callable[[], object]], runs: int = 5) -> list[float]:
    """The median seconds of each work, run A B A B … after one round that does not count."""
    found: list[list[float]] = [[] for _ in works]
    for turn in range(runs + 1):
        for place, work in enumerate(works):
            start = time.perf_counter()
            work()
            if turn:
                found[place].append(time.perf_counter() - start)
    return [statistics.median(one) for one in found]


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 stay under."""
    return sorted(values)[min(len(values) - 1, math.ceil(len(values) * 0.95) - 1)]


def growth(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The exponent b in value = a × size^b over the smallest and the largest size."""
    return math.log(values[-1] / values[0]) / math.log(sizes[-1] / sizes[0])
