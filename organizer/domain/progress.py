"""How a long job tells how far it is and hears that it should stop."""

from __future__ import annotations

from typing import Protocol

__all__ = ["FINISHING", "LastTold", "Progress", "silent"]

FINISHING = "Finishing"
"""The stage from which a job is not stopped any more: what it did is being kept."""


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


class LastTold:
    """A progress that can say again where it stands, for a job within a long step that knows nothing of it.

    Args:
        progress: is told.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._last = (0, 0, "")

    def __call__(self, done: int, total: int, stage: str) -> None:
        """Say how far the job is."""
        self._last = (done, total, stage)
        self._progress(done, total, stage)

    def again(self) -> None:
        """Say the same once more, which also hears whether to stop."""
        if self._last[2]:
            self._progress(*self._last)
