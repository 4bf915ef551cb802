"""The campaign's coverage as bars: by kind of seat, nobody, in talks, with somebody."""

from __future__ import annotations

from organizer.districts.coverage import Headline, KindCoverage
from ui.districts.seat_table import NO_KIND
from ui.overview.bars import Part, StackedBar

__all__ = ["coverage_bars", "rare_kinds"]

_MOST = 7  # kinds that get a bar of their own


def coverage_bars(headline: Headline) -> list[StackedBar]:
    """A bar a kind; a press on a part tells (kind, coverage), as `SeatFilter` takes them. Rare kinds share a bar."""
    rest = rare_kinds(headline)
    bars = [_bar(one) for one in headline.kinds if one not in rest]
    if rest:
        kinds = " ".join(one.kind or NO_KIND for one in rest)
        bars.append(_bar(KindCoverage(kinds, "Other", sum(one.seats for one in rest), sum(one.nobody for one in rest),
                                      sum(one.talks for one in rest), sum(one.somebody for one in rest))))
    return bars


def rare_kinds(headline: Headline) -> list[KindCoverage]:
    """The kinds that share a bar."""
    often = sorted(headline.kinds, key=lambda one: -one.seats)
    return [one for one in headline.kinds if len(often) > _MOST and one not in often[: _MOST - 1]]


def _bar(one: KindCoverage) -> StackedBar:
    parts = (("No candidate", one.nobody, "tone_bad", "none"), ("In talks", one.talks, "tone_waiting", "talks"),
             ("Committed or filed", one.somebody, "tone_done", "somebody"))
    return StackedBar(one.label or "No district", tuple(
        Part(name, count, tone, (one.kind or NO_KIND, coverage)) for name, count, tone, coverage in parts),
        f"{one.open_share:.0%} open")
