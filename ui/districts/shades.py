"""Shades of the map: how many people a colour stands for, light and dark."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from ui.look import DARK, Tokens

__all__ = ["STEPS", "Shades"]

STEPS = 5
_LIGHT = ("#e4edfd", "#bcd3fa", "#8cb2f5", "#5589e6", "#2a5cc0")
_DARK = ("#233250", "#2d4879", "#3a62a8", "#5684d8", "#86aef7")
_NICE = (1, 2, 3, 5, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750)


class Shades:
    """Five steps over the counts of a map, each with about as many districts, with round numbers as their ends.

    Args:
        counts: people in each district.
    """

    def __init__(self, counts: Iterable[int]) -> None:
        some = sorted(count for count in counts if count > 0)
        self.tops: list[int] = []
        for step in range(1, STEPS):
            if some:
                top = _rounded(some[min(len(some) - 1, len(some) * step // STEPS)])
                if some[0] <= top < some[-1] and (not self.tops or top > self.tops[-1]):
                    self.tops.append(top)
        if some:
            self.tops.append(some[-1])

    def step(self, count: int) -> int | None:
        """The step of a count; None for nobody."""
        return min(bisect_left(self.tops, count), len(self.tops) - 1) if count > 0 and self.tops else None

    def fill(self, count: int, tokens: Tokens) -> str:
        """The colour of a count."""
        step = self.step(count)
        return tokens.line if step is None else self._ramp(tokens)[step]

    def _ramp(self, tokens: Tokens) -> tuple[str, ...]:
        """As many colours as there are steps, the ends kept."""
        ramp = _DARK if tokens is DARK else _LIGHT
        steps = len(self.tops)
        if steps <= 1:
            return (ramp[2],)
        return tuple(ramp[round(place * (len(ramp) - 1) / (steps - 1))] for place in range(steps))

    def legend(self, tokens: Tokens) -> list[tuple[str, str]]:
        """(colour, words) of each step from nobody upwards."""
        lines = [(tokens.line, "nobody")]
        low = 1
        for top, fill in zip(self.tops, self._ramp(tokens) if self.tops else (), strict=True):
            lines.append((fill, f"{low:,}" if low >= top else f"{low:,}–{top:,}"))
            low = top + 1
        return lines


def _rounded(count: int) -> int:
    scale = 1
    while count > 1000 * scale:
        scale *= 10
    return scale * min(_NICE, key=lambda nice: abs(nice * scale - count))
