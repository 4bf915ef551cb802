"""What is typed in from a filled sheet, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Entered", "Entry", "Problem", "Reading", "ranges"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one typed line says.

    Args:
        lines: whom it is about, by the numbers on the sheet.
        code: the result.
        run_answer: yes, maybe, later, no or "".
        help_answer: likewise.
        note: what stands in quotes or behind everything else.
        follow_up_at: when to call back, UTC text.
        language: what they speak.
        moved_to: where to, roughly.
        address: where somebody moved to: a whole address with its ZIP, or the ZIP alone.
        phone: the place of the number dialled, from 1; 0 for the one to be dialled.
    """

    lines: tuple[int, ...]
    code: str
    run_answer: str = ""
    help_answer: str = ""
    note: str = ""
    follow_up_at: str = ""
    language: str = ""
    moved_to: str = ""
    address: str = ""
    phone: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands in the way. `level`: "more" (go on typing), "error", "ask" (enter it again to mean it), "hint"."""

    level: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text understood: the entry, if it is one; what it says in words; and what is wrong with it."""

    entry: Entry | None
    said: str
    problems: tuple[Problem, ...] = ()

    def worst(self) -> str:
        """The gravest level among the problems, or ""."""
        return next((level for level in ("error", "more", "ask", "hint")
                     if any(problem.level == level for problem in self.problems)), "")


@dataclass(frozen=True, slots=True)
class Entered:
    """What is recorded of a line already."""

    code: str
    at: str = ""
    by: str = ""
    note: str = ""
    run_answer: str = ""
    help_answer: str = ""


def ranges(numbers: Iterable[int]) -> str:
    """``13, 14, 16, 30–44``: two neighbours stay two, three become a range."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in found)
