"""What comes of reading a filled sheet: its rows with their three sides, and what is to be said of the file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from organizer.callsheets.readback.corrections import Correction
from organizer.callsheets.sheet import CallSheet

__all__ = ["STATES", "Comparison", "RowBack"]

STATES: dict[str, str] = {
    "new": "to be recorded", "same": "recorded already", "blank": "left blank", "conflict": "two accounts",
    "unclear": "not understood", "doubled": "twice in the file", "again": "said twice",
    "unknown": "on no sheet of this file", "foreign": "from another file", "gone": "no longer in this file",
}


@dataclass(frozen=True, slots=True)
class RowBack:
    """A row of the file, whose it is, and the three sides of it.

    Args:
        row: its number in the file; tab: the tab it stands on, where there are several.
        id: its place among all rows that were read, by which it is chosen.
        state: of STATES; only "new" is applied without being asked.
        code: the result understood, or suggested where the state is "unclear".
        said: the result cell as it was written.
        note: what is kept with the result; a result that was not understood stands in it word for word.
        printed: the last contact as printed; now: as the store has it; both in words.
        maybe: the line it may be where it is on none ("unknown"); 0 where nothing comes near.
        reason: why it is not simply applied.
    """

    row: int
    id: int = 0
    tab: str = ""
    sheet: int = 0
    line: int = 0
    person_id: int | None = None
    name: str = ""
    state: str = "unknown"
    code: str = ""
    said: str = ""
    note: str = ""
    run_answer: str = ""
    help_answer: str = ""
    follow_up_at: str = ""
    printed: str = ""
    now: str = ""
    maybe: int = 0
    reason: str = ""

    @property
    def account(self) -> tuple[str, ...]:
        """All that the row says of the call."""
        return self.code, self.note, self.run_answer, self.help_answer, self.follow_up_at


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of a file: its rows, what was corrected on them, which lines are missing, and remarks."""

    file: str
    sheets: dict[int, CallSheet]
    rows: tuple[RowBack, ...]
    corrections: tuple[Correction, ...]
    missing: tuple[tuple[int, int, str], ...]
    notes: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """How many rows there are of each state."""
        return dict(Counter(row.state for row in self.rows))
