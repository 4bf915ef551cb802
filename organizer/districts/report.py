"""What came of loading a file: rows used and not used, each with its reason."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field

from organizer.domain.changes import Changes

__all__ = ["LoadReport", "Unused"]

_KEPT = 200  # how many unused rows are kept in full; the sums count all


@dataclass(frozen=True, slots=True)
class Unused:
    """A row that was not used: its number in the file (the header is 1), and why."""

    row: int
    reason: str


@dataclass(slots=True)
class LoadReport:
    """What a file held.

    Args:
        form: street, boundary, zip or precinct.
        name: the file's name.
        rows: rows or shapes in the file.
        used: of these, used.
        unused: of these, not used, with reasons (the first 200 by row; `reasons` counts all).
        notes: plain sentences on what was mended, overlaps, gaps, or should be loaded next.
        kinds: how many different districts of each kind it names.
        source_id: where it was kept in the store.
        changes: what the store's views must ask again.
    """

    form: str
    name: str
    rows: int = 0
    used: int = 0
    unused: list[Unused] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    source_id: int = 0
    changes: Changes = field(default_factory=Changes)

    @property
    def not_used(self) -> int:
        """How many rows were not used."""
        return self.rows - self.used

    def refuse(self, row: int, reason: str) -> None:
        """Count a row as not used."""
        self.reasons[reason] += 1
        if len(self.unused) < _KEPT:
            self.unused.append(Unused(row, reason))

    def in_words(self) -> list[str]:
        """The report as sentences, for the window and the terminal."""
        said = [f"{self.used:,} of {self.rows:,} rows used."]
        said += [f"{count:,} not used: {reason}." for reason, count in self.reasons.most_common()]
        return said + self.notes

    def to_json(self) -> str:
        """The report as kept beside the source."""
        return json.dumps(
            {"rows": self.rows, "used": self.used, "reasons": dict(self.reasons), "notes": self.notes,
             "kinds": self.kinds, "unused": [[one.row, one.reason] for one in self.unused]},
            ensure_ascii=False,
        )
