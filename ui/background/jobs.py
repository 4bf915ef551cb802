"""The stairs: what the window asks of the store, answered from other threads.

Four lanes, each one thread: quick questions (`read`), questions that look at everybody and must not hold the quick
ones up (`read` with ``all_of_it``; also `look`, which needs no store), changes (`write`), and long work that opens its
own transactions (`run`: reading a folder of sheets, writing a big export). Answers come back in the window's thread by
one queued signal.

    jobs.read(browse.count, chosen, done=self._show_count, key="count")
    jobs.write(record_result, ids, "LM", by=jobs.by, done=self._recorded)
    jobs.run(import_file, path, title="Importing", done=self._imported)
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from time import monotonic
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from organizer.domain.changes import Changes
from organizer.domain.errors import Cancelled, UserError
from organizer.storage.database import Database
from ui.background.job import Job, Reporter, emit

__all__ = ["Job", "Jobs", "describe"]

_log = logging.getLogger("organizer.jobs")
Callback = Callable[[Any], object] | None


@dataclass(slots=True)
class _Task:
    work: Callable[[], Any]
    done: Callback
    failed: Callback
    key: str = ""
    ticket: int = 0
    writes: bool = False
    job: Job | None = None


class Jobs(QObject):
    """Runs functions of the ground floor beside the window.

    Args:
        database: the open store.
        by: who is at the keyboard; may be set anew at any time.

    Signals:
        changed: the Changes of a write that was committed.
        failed: a UserError that its caller did not take: the line and its details.
        broken: a bug: a description without personal data, to be copied into a report.
        started: a long Job began.
        saving: whether writes are waiting or under way.
        cancelled: a long job was stopped by the user; its title.
    """

    changed = Signal(object)
    failed = Signal(str, str)
    broken = Signal(str)
    started = Signal(object)
    saving = Signal(bool)
    cancelled = Signal(str)
    _answered = Signal(object, object, object)  # task, result, fault
    _told = Signal(object, int, int, str)

    def __init__(self, database: Database, parent: QObject | None = None, *, by: str = "") -> None:
        super().__init__(parent)
        self.database = database
        self.by = by
        self._latest: dict[str, int] = {}
        self._tickets = 0
        self._writes = 0
        self._open = True
        self._asked = monotonic()
        self._long: set[Job] = set()
        self._lanes = {name: _Lane(name, self) for name in ("read", "scan", "write", "run")}
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def path(self) -> Path:
        """The store's file."""
        return self.database.path

    @property
    def under_way(self) -> list[Job]:
        """The long work that the user was told of and that has not ended."""
        return [job for job in self._long if job.title]

    @property
    def quiet(self) -> float:
        """For how many seconds nobody has asked a quick question or changed anything."""
        return monotonic() - self._asked

    def read(
        self, fn: Callable[..., Any], *args: Any, done: Callback = None, failed: Callback = None, key: str = "",
        all_of_it: bool = False, **kwargs: Any,
    ) -> None:
        """Ask ``fn(session, *args)``. A newer question with the same key makes the older answer void.

        With `all_of_it` it is asked beside the quick questions, whose answers may come before.
        """

        def work() -> Any:
            with self.database.reading() as session:
                return fn(session, *args, **kwargs)

        self._put("scan" if all_of_it else "read", _Task(work, done, failed, key))

    def look(self, fn: Callable[..., Any], *args: Any, done: Callback = None, failed: Callback = None) -> None:
        """Ask ``fn(*args)``, which is soon answered without the store, also while somebody writes into that."""
        self._put("scan", _Task(lambda: fn(*args), done, failed))

    def write(
        self, fn: Callable[..., Any], *args: Any, done: Callback = None, failed: Callback = None, told_as: str = "",
        **kwargs: Any,
    ) -> None:
        """Change the store by ``fn(session, *args)`` in one transaction.

        When `fn` returns Changes, or something with `.changes`, `changed` is emitted before `done` is called.
        `told_as` is its title where the user is told of it and may stop it, after which nothing of it is kept.
        """
        if told_as:
            self.run(_change, lambda session: fn(session, *args, **kwargs), title=told_as, writes=True, done=done,
                     failed=failed)
            return

        def work() -> Any:
            with self.database.writing() as session:
                return fn(session, *args, **kwargs)

        self._writes += 1
        self.saving.emit(True)
        self._put("write", _Task(work, done, failed, writes=True))

    def run(
        self, fn: Callable[..., Any], *args: Any, title: str, done: Callback = None, failed: Callback = None,
        writes: bool = False, **kwargs: Any,
    ) -> Job:
        """Do long work: ``fn(database, *args, progress=…)``, with progress and cancel shown to the user.

        `fn` opens its own short transactions. Its result may carry `.changes` as that of a write. Without a title the
        user is not told of it. With `writes` it takes its turn among the writes and they wait for it: for work that
        a child process writes into the store.
        """
        job = Job(title, self)
        self._long.add(job)

        def work() -> Any:
            return fn(self.database, *args, progress=Reporter(job, self), **kwargs)

        if writes:
            self._writes += 1
            self.saving.emit(True)
        self._put("write" if writes else "run", _Task(work, done, failed, writes=writes, job=job))
        if title:
            self.started.emit(job)
        return job

    def close(self) -> None:
        """Stop the lanes: writes that wait are still made, long jobs are cancelled, answers are dropped."""
        if not self._open:
            return
        self._open = False
        for job in self._long:
            job.cancel()
        for lane in self._lanes.values():
            lane.stop()

    def _put(self, lane: str, task: _Task) -> None:
        if not self._open:
            return
        if lane in ("read", "write"):
            self._asked = monotonic()
        if task.key:
            self._tickets += 1
            task.ticket = self._latest[task.key] = self._tickets
        self._lanes[lane].queue.put(task)

    def stale(self, task: _Task) -> bool:
        """Whether a newer question took this one's place. Called from the lanes, too."""
        return bool(task.key) and self._latest.get(task.key) != task.ticket

    def _deliver(self, task: _Task, result: Any, fault: BaseException | None) -> None:
        if task.writes:
            self._writes -= 1
            if not self._writes:
                self.saving.emit(False)
        if task.job is not None:
            self._long.discard(task.job)
            task.job.finished.emit()
            task.job.deleteLater()
        if not self._open or self.stale(task):
            return
        if fault is not None:
            self._fail(task, fault)
            return
        changes = result if isinstance(result, Changes) else getattr(result, "changes", None)
        if (task.writes or task.job is not None) and isinstance(changes, Changes) and _says_something(changes):
            self.changed.emit(changes)
        if task.done is not None and _alive(task.done):
            task.done(result)

    def _fail(self, task: _Task, fault: BaseException) -> None:
        if isinstance(fault, Cancelled):
            if task.job is not None and task.job.title:  # else the user was not told of it, either
                self.cancelled.emit(task.job.title)
            if task.failed is not None and _alive(task.failed):
                task.failed(fault)
        elif isinstance(fault, UserError):
            if task.failed is not None and _alive(task.failed):
                task.failed(fault)
            else:
                self.failed.emit(fault.message, "\n".join(fault.details))
        else:
            self.broken.emit(describe(fault))
            if task.failed is not None and _alive(task.failed):
                task.failed(fault)

    def _tell(self, job: Job, done: int, total: int, stage: str) -> None:
        if shiboken6.isValid(job):
            job.done, job.total, job.stage = done, total, stage
            job.progressed.emit(done, total, stage)


def _change(database: Database, fn: Callable[[Any], Any], progress: Reporter) -> Any:
    with database.writing(lambda: progress(0, 0, "")) as session:
        return fn(session)


class _Lane:
    """One thread that takes tasks in order."""

    def __init__(self, name: str, jobs: Jobs) -> None:
        self.queue: SimpleQueue[_Task | None] = SimpleQueue()
        self._jobs = jobs
        self._thread = threading.Thread(target=self._work, name=f"{name} lane", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let it finish what it has and wait for its end."""
        self.queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (task := self.queue.get()) is not None:
            if self._jobs.stale(task) and not task.writes:
                continue
            result: Any = None
            fault: BaseException | None = None
            try:
                result = task.work()
            except BaseException as raised:  # handed to the window, which knows what to show
                if not isinstance(raised, (UserError, Cancelled)):
                    _log.error("%s", describe(raised))
                fault = raised.with_traceback(None)
                fault.__context__ = fault.__cause__ = None
            emit(self._jobs, "_answered", task, result, fault)


def describe(fault: BaseException) -> str:
    """What a bug was and where, without what it was about: no message, no values, no people."""
    frames = traceback.extract_tb(fault.__traceback__)
    lines = [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames[-12:]]
    remembered: str = getattr(fault, "_organizer_where", "")
    if lines:
        remembered = "\n".join([type(fault).__name__, *lines])
        fault._organizer_where = remembered  # type: ignore[attr-defined]
    return remembered or type(fault).__name__


def _says_something(changes: Changes) -> bool:
    return bool(changes.action is not None or changes.people or changes.many or changes.parts)


def _alive(callback: Callable[[Any], object]) -> bool:
    """Whether the objects that an answer is for are still there: of a bound method, a partial or a local function."""
    plain = getattr(callback, "func", callback)
    held = [getattr(plain, "__self__", None), *getattr(callback, "args", ())]
    held += [cell.cell_contents for cell in getattr(plain, "__closure__", None) or () if _filled(cell)]
    return all(shiboken6.isValid(one) for one in held if isinstance(one, QObject))


def _filled(cell: Any) -> bool:
    try:
        _ = cell.cell_contents
    except ValueError:
        return False
    return True
