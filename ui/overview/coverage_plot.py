"""The campaign's coverage as bars: by kind of seat, nobody, in talks, with somebody."""

from __future__ import annotations

from organizer.districts.coverage import Headline, KindCoverage
from ui.overview.bars import Part, StackedBar

__all__ = ["coverage_bars"]

_MOST = 7  # kinds that get a bar of their own


def coverage_bars(headline: Headline) -> list[StackedBar]:
    """A bar a kind; a press on a part tells (kind, coverage), as `SeatFilter` takes them. Rare kinds share a bar."""
    kinds = sorted(headline.kinds, key=lambda one: -one.seats)[: _MOST if len(headline.kinds) <= _MOST else _MOST - 1]
    rest = [one for one in headline.kinds if one not in kinds]
    bars = [_bar(one) for one in headline.kinds if one in kinds]
    if rest:
        bars.append(_bar(KindCoverage("", "Other", sum(one.seats for one in rest), sum(one.nobody for one in rest),
                                      sum(one.talks for one in rest), sum(one.somebody for one in rest))))
    return bars


def _bar(one: KindCoverage) -> StackedBar:
    parts = (("No candidate", one.nobody, "tone_bad", "none"), ("In talks", one.talks, "tone_waiting", "talks"),
             ("Committed or filed", one.somebody, "tone_done", "somebody"))
    return StackedBar(one.label or "No district", tuple(  # what has no kind of its own cannot be asked for by it
        Part(name, count, tone, (one.kind, coverage) if one.kind else None) for name, count, tone, coverage in parts),
        f"{one.open_share:.0%} open")
