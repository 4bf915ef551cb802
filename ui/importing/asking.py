"""What the page to check asks of the child process about the file that is on; of one that was left it hears no more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from organizer.domain.errors import Cancelled
from organizer.importing import desk
from organizer.importing.worker import ChildSession
from ui.background.job import Job
from ui.background.jobs import Jobs

__all__ = ["Asking"]

Answer = Callable[[Any], object]


class Asking:
    """Asks in the long lane, one thing after the other. Args: failed: told what went wrong, of all that is asked."""

    def __init__(self, jobs: Jobs, failed: Answer) -> None:
        self.child = ChildSession(first=desk.get_ready)
        self.child.start()  # it gets ready while the user looks for the file
        self._jobs = jobs
        self._failed = failed
        self._file = 0
        self._plan = 0  # the latest that was asked for
        self._read: Job | None = None
        self._latest: Job | None = None

    @property
    def is_reading(self) -> bool:
        """Whether a file is being read."""
        return self._read is not None

    def ask(
        self, work: Callable[..., object], *about: object, done: Answer, failed: Answer | None = None, title: str = "",
    ) -> Job:
        """Have a function of `child_work` done."""
        return self._jobs.run(work, self.child, *about, title=title, done=partial(self._answered, self._file, done),
                              failed=partial(self._answered, self._file, failed or self._gone_wrong))

    def plan(self, work: Callable[..., object], *about: object, done: Answer, title: str = "") -> Job:
        """Have the import planned; where it was asked for again meanwhile, only the newer plan is heard of."""
        self._plan += 1
        self._latest = self.ask(work, *about, title=title, done=partial(self._planned, self._plan, done),
                                failed=partial(self._not_planned, self._plan))
        return self._latest

    def read(self, work: Callable[..., object], *about: object, done: Answer) -> None:
        """Have the file read and its import planned, which the user is told of and may stop."""
        self._read = self.plan(work, *about, done=done, title="Reading")

    def leave(self) -> None:
        """Be done with the file; if it is still being read or planned, that ends."""
        self._file += 1
        if self._latest is not None:
            self._latest.cancel()
        self._latest = self._read = None

    def _answered(self, file: int, then: Answer, found: Any) -> None:
        if file == self._file:
            then(found)

    def _planned(self, plan: int, then: Answer, found: Any) -> None:
        if plan == self._plan:
            self._latest = self._read = None
            then(found)

    def _not_planned(self, plan: int, fault: Any) -> None:
        if plan == self._plan or isinstance(fault, Cancelled):
            self._gone_wrong(fault)

    def _gone_wrong(self, fault: Any) -> None:
        self._read = None
        self._failed(fault)
