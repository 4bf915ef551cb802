"""One long piece of work: how far it is, told to the window, and its cancel, heard in the lane that does it."""

from __future__ import annotations

import threading
from time import monotonic

import shiboken6
from PySide6.QtCore import QObject, Signal

from organizer.domain.errors import Cancelled

__all__ = ["Job", "Reporter", "emit"]

_EVERY = 0.1  # seconds between two reports of progress


class Job(QObject):
    """One long piece of work as the window sees it.

    Signals:
        progressed: done, total (0: unknown) and what is being done.
        finished: it ended, in whatever way.
    """

    progressed = Signal(int, int, str)
    finished = Signal()

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.started = monotonic()
        self.done = 0
        self.total = 0
        self.stage = ""
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask it to stop; it leaves nothing behind."""
        self._stop.set()


class Reporter:
    """The `Progress` of a long job: tells the window ten times a second and hears a cancel."""

    def __init__(self, job: Job, jobs: QObject) -> None:
        self._job = job
        self._jobs = jobs
        self._last = (0.0, "")

    def __call__(self, done: int, total: int, stage: str) -> None:
        """As `Progress` is called."""
        if self._job.cancelled:
            raise Cancelled
        moment, last_stage = self._last
        now = monotonic()
        if stage != last_stage or now - moment >= _EVERY or done >= total > 0:
            self._last = (now, stage)
            if not emit(self._jobs, "_told", self._job, done, total, stage):
                raise Cancelled  # nobody is there any more to wait for it


def emit(jobs: QObject, signal: str, *said: object) -> bool:
    """Emit from a lane. Returns whether there was still a window: on closing it may be gone before its lanes are."""
    try:
        getattr(jobs, signal).emit(*said)
    except RuntimeError:
        if shiboken6.isValid(jobs):
            raise
        return False
    return True
