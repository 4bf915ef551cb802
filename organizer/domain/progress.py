"""How a long job tells how far it is and hears that it should stop."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Progress", "silent"]


class Progress(Protocol):
    """Called by a long job now and then, at least five times a second.

    Args:
        done: units finished so far (rows, pages).
        total: units in all; 0 when not known yet.
        stage: what is being done, in a person's words ("Reading", "Matching", "Saving").

    Raises:
        Cancelled: the user asked to stop; the job unwinds and leaves nothing.
    """

    def __call__(self, done: int, total: int, stage: str) -> None:
        """Say how far the job is."""


def silent(done: int, total: int, stage: str) -> None:
    """A progress nobody looks at."""
