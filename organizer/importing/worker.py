"""A child process for everything foreign: it may crash, hang or eat memory there, and the window only hears a line.

The child is an interpreter of its own that talks over its pipes, not a `multiprocessing` process: that one would import
the parent's main module again, with Qt, before it read a single cell.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from organizer.domain.errors import Cancelled, UserError
from organizer.domain.progress import FINISHING, Progress, silent
from organizer.importing.child import read_frame, write_frame

__all__ = ["CHILD_ARGUMENT", "DEFAULT_MEMORY", "ChildError", "ChildSession", "run_in_child"]

DEFAULT_MEMORY = 2 * 1024**3
CHILD_ARGUMENT = "--organizer-child"
"""What a frozen program is started with when it shall be the child; its entry point then calls `child.main()`."""

_SECONDS_TO_STOP_NICELY = 0.6
_SECONDS_TO_FINISH = 900.0  # a large import is written to the disk without another word
_TICK = 0.05
_START = "import sys; sys.path[:] = {path!r}; from organizer.importing.child import main; main()"

DAMAGED = "The file could not be read: it is damaged. Open it in your spreadsheet program, save it again and retry."
TOO_SLOW = "The file could not be read in reasonable time: it is damaged or holds far more than a list of people."
STOPPED = ("The file could not be read: it is too big for the memory there is, or damaged. Open it in your spreadsheet "
           "program, save the sheet with the people as .csv and retry.")
TOO_BIG = "The file needs more memory than reading a list may take. Save the sheet with the people as .csv and retry."

_FOR_MEMORY = (-signal.SIGABRT, -9)
"""How a child ends whose reader gets no memory, or that the system ends for want of it; a damaged file may, too."""


class ChildError(RuntimeError):
    """A fault in our own code in the child: goes to the log, names places in the code and nothing else."""


def _command(memory: int) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_ARGUMENT, str(memory)]
    path = [os.getcwd() if entry == "" else entry for entry in sys.path]
    return [sys.executable, "-c", _START.format(path=path), str(memory)]


class ChildSession:
    """A child that stays: what a function leaves in its `state` is there for the next call.

    Not for two threads at once; give each lane its own or take turns. A child that died is started anew by the next
    call, with an empty state.

    Args:
        memory: bytes the child may take; 0 for no limit.
        stall_seconds: how long it may be busy without saying a word before it is ended.
        first: a module-level function that the child runs as soon as it is there; nobody waits for its answer.
    """

    def __init__(
        self, *, memory: int = DEFAULT_MEMORY, stall_seconds: float = 20.0, first: Callable[[], object] | None = None
    ) -> None:
        self.first = first
        self.memory = memory
        self.stall_seconds = stall_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._reader: threading.Thread | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether the child runs, so that its state is still there."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the child ahead of the first call, so that it is ready when needed."""
        if self.alive:
            return
        self._end()
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        environment = {**os.environ, "RUST_BACKTRACE": "0", "PYTHONIOENCODING": "utf-8"}
        self._process = subprocess.Popen(
            _command(self.memory), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            creationflags=flags, env=environment,
        )  # fmt: skip
        self._answers = queue.SimpleQueue()
        self._reader = threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True)
        self._reader.start()
        if self.first is not None:
            with contextlib.suppress(OSError):  # a child that is gone already is told of by the first call
                write_frame(self._process.stdin, ("first", self.first))  # type: ignore[arg-type]

    def call(
        self,
        function: Callable[..., Any],
        *args: Any,
        progress: Progress = silent,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Any:
        """Run `function(state, *args, progress=…)` in the child and return what it returns.

        Raises:
            UserError: the function's own, or the child died, hung or ran out of memory.
            Cancelled: `cancelled` said so, or `progress` raised it; the child stopped by itself or was ended.
            ChildError: the function failed in a way that is our fault.
        """
        return self._call(function, args, True, progress, cancelled)

    def _call(
        self, function: Callable[..., Any], args: tuple[Any, ...], with_state: bool,
        progress: Progress, cancelled: Callable[[], bool],
    ) -> Any:  # fmt: skip
        with self._turn:
            self.start()
            try:
                return self._talk(("call", function, args, with_state), progress, cancelled)
            except (Cancelled, UserError, ChildError):
                raise
            except BaseException:  # Ctrl+C, or a fault in the asker's own progress
                self._end_gently()
                raise

    def _talk(self, order: object, progress: Progress, cancelled: Callable[[], bool]) -> Any:
        process = self._process
        assert process is not None and process.stdin is not None
        try:
            write_frame(process.stdin, order)  # type: ignore[arg-type]
        except OSError:
            self._end()
            raise UserError(DAMAGED) from None
        heard = time.monotonic()
        asked_to_stop: float | None = None
        finishing = False
        while True:
            try:
                answer = self._answers.get(timeout=_TICK)
            except queue.Empty:
                answer = ("",)
            else:
                heard = time.monotonic()
            now = time.monotonic()
            match answer:
                case ("progress", done, total, stage):
                    if stage == FINISHING:  # nothing stops it from here on
                        finishing, asked_to_stop = True, None
                    if asked_to_stop is None:
                        try:
                            progress(done, total, stage)
                        except Cancelled:
                            asked_to_stop = None if finishing else self._ask_to_stop(now)
                case ("result", value):
                    return value
                case ("refused", line, details):
                    raise UserError(line, *details)
                case ("cancelled",):
                    raise Cancelled
                case ("memory",):
                    self._end()
                    raise UserError(TOO_BIG)
                case ("fault", what):
                    raise ChildError(what)
                case None:  # the child is gone
                    self._end()
                    if asked_to_stop is not None:
                        raise Cancelled
                    raise UserError(STOPPED if process.returncode in _FOR_MEMORY else DAMAGED)
            if asked_to_stop is None and not finishing and cancelled():
                asked_to_stop = self._ask_to_stop(now)
            if asked_to_stop is not None and now - asked_to_stop > _SECONDS_TO_STOP_NICELY:
                self._end()
                raise Cancelled
            if now - heard > (_SECONDS_TO_FINISH if finishing else self.stall_seconds):
                self._end()
                raise UserError(TOO_SLOW)

    def _ask_to_stop(self, now: float) -> float:
        process = self._process
        if process is not None and process.stdin is not None:
            with contextlib.suppress(OSError):
                write_frame(process.stdin, ("stop",))  # type: ignore[arg-type]
        return now

    def _end_gently(self) -> None:
        """Give the child the time to take back what it was about, then end it."""
        until = self._ask_to_stop(time.monotonic()) + _SECONDS_TO_STOP_NICELY
        with contextlib.suppress(queue.Empty):
            while (answer := self._answers.get(timeout=max(0.0, until - time.monotonic()))) is not None:
                if answer[0] != "progress":
                    break
        self._end()

    def _end(self) -> None:
        process, reader = self._process, self._reader
        self._process = self._reader = None
        if process is None:
            return
        if process.poll() is None:
            process.kill()
        process.wait()
        if reader is not None:
            reader.join()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def close(self) -> None:
        """End the child and forget its state; a later call starts a new one."""
        with self._turn:
            self._end()


def _listen(process: subprocess.Popen[bytes], answers: queue.SimpleQueue[Any]) -> None:
    """Hand on what the child says; None when it is gone."""
    assert process.stdout is not None
    try:
        while True:
            answers.put(read_frame(process.stdout))  # type: ignore[arg-type]
    except Exception:  # its end may come in the midst of a frame
        answers.put(None)


def run_in_child(
    function: Callable[..., Any],
    *args: Any,
    progress: Progress = silent,
    cancelled: Callable[[], bool] = lambda: False,
    memory: int = DEFAULT_MEMORY,
    stall_seconds: float = 20.0,
) -> Any:
    """Run a module-level `function(*args, progress=…)` in a child of its own; raises what `ChildSession.call` does."""
    with ChildSession(memory=memory, stall_seconds=stall_seconds) as child:
        return child._call(function, args, False, progress, cancelled)
