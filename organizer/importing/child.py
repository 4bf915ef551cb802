"""The far end of `worker`: a small process that does what it is asked, and whose end harms nobody.

Frames on both pipes are a length and a pickle. The parent sends ("first", function), ("call", function, args) or
("stop",), or closes the pipe; this end answers a call with ("progress", done, total, stage), ("result", value),
("refused", line, details), ("cancelled",), ("memory",) or ("fault", what).
"""

from __future__ import annotations

import gc
import os
import pickle
import queue
import signal
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO

from organizer.domain.errors import Cancelled, UserError

__all__ = ["LENGTH", "let_grow", "main", "read_frame", "write_frame"]

LENGTH = struct.Struct(">Q")
SECONDS_BETWEEN_REPORTS = 0.08
_PAUSE = 0.05  # seconds without a call after which there is time to sweep
_MUCH = 1_000_000  # objects made since the last sweep that do not wait for a pause


def write_frame(pipe: BinaryIO, message: object) -> None:
    """Send one message."""
    body = pickle.dumps(message, protocol=5)
    pipe.write(LENGTH.pack(len(body)))
    pipe.write(body)
    pipe.flush()


def read_frame(pipe: BinaryIO) -> Any:
    """Receive one message.

    Raises:
        EOFError: the other end is gone.
    """
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (size,) = LENGTH.unpack(head)
    body = pipe.read(size)
    if len(body) < size:
        raise EOFError
    return pickle.loads(body)


class _Desk:
    """Takes the parent's orders in a thread, so that "stop" and the parent's end are heard while work goes on."""

    def __init__(self, orders: BinaryIO, answers: BinaryIO) -> None:
        self.orders = orders
        self.answers = answers
        self.stopped = threading.Event()
        self.calls: queue.SimpleQueue[tuple[Any, ...] | None] = queue.SimpleQueue()
        self.last_report = 0.0
        self.last_stage = ""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                message = read_frame(self.orders)
            except (EOFError, OSError):
                self.stopped.set()
                self.calls.put(None)
                return
            except BaseException as error:  # a function that does not exist on this side
                self.calls.put(("unknown", _line_of(error)))
                continue
            if message[0] == "stop":
                self.stopped.set()
            else:
                self.calls.put(message)

    def next_call(self) -> tuple[Any, ...] | None:
        """The next order; sweeping takes as long as a small import's reading, so it is done while nobody waits."""
        try:
            return self.calls.get(timeout=0 if gc.get_count()[0] > _MUCH else _PAUSE)
        except queue.Empty:
            gc.collect(1)
            return self.calls.get()

    def progress(self, done: int, total: int, stage: str) -> None:
        if self.stopped.is_set():
            raise Cancelled
        now = time.monotonic()
        if stage != self.last_stage or now - self.last_report >= SECONDS_BETWEEN_REPORTS:
            self.last_report, self.last_stage = now, stage
            write_frame(self.answers, ("progress", done, total, stage))


def _line_of(error: BaseException) -> str:
    """Where and what kind, but not the error's own text, which may quote a cell."""
    places = traceback.extract_tb(error.__traceback__)[-6:]
    return " < ".join([type(error).__name__, *(f"{os.path.basename(p.filename)}:{p.lineno}" for p in reversed(places))])


def _answer(function: Callable[..., Any], args: tuple[Any, ...], desk: _Desk) -> tuple[Any, ...]:
    try:
        return ("result", function(*args, progress=desk.progress))
    except Cancelled:
        return ("cancelled",)
    except UserError as error:
        return ("refused", error.message, tuple(error.details))
    except MemoryError:
        return ("memory",)
    except BaseException as error:  # a reader's panic is a BaseException
        return ("fault", _line_of(error))


def let_grow(size: int) -> None:
    """Let this process grow to so many bytes if it is held to fewer, for a file that is large itself."""
    try:
        import resource
    except ImportError:
        return
    held = resource.getrlimit(resource.RLIMIT_AS)[0]
    if held != resource.RLIM_INFINITY and held < size:
        _limit_memory(size)


def _limit_memory(size: int) -> None:
    """Let this process grow to so many bytes and no further, where the system knows how."""
    try:
        import resource
    except ImportError:
        return
    try:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    except (ValueError, OSError):
        return


def main() -> None:
    """Serve until the parent closes the pipe. `sys.argv[1]` is the memory limit in bytes, 0 for none."""
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to hear, which then says "stop"
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):  # nothing that a library prints may reach the pipes
        os.dup2(nowhere, stream)
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    if limit:
        _limit_memory(limit)
    desk = _Desk(orders, answers)
    state: dict[str, Any] = {}
    gc.disable()  # millions of cells hold no cycles, and looking through them again and again doubles an import's time
    while (message := desk.next_call()) is not None:
        if message[0] == "first":
            with suppress(Exception):  # the calls that need what it could not do will tell
                message[1]()
            gc.freeze()  # what was loaded stays, and is not looked through again
            continue
        if message[0] == "unknown":
            answer: tuple[Any, ...] = ("fault", message[1])
        else:
            _, function, args, with_state = message
            desk.stopped.clear()
            answer = _answer(function, (state, *args) if with_state else args, desk)
        try:
            write_frame(answers, answer)
        except OSError:
            break
        except MemoryError:
            write_frame(answers, ("memory",))
        except Exception as error:  # a result that does not pickle
            write_frame(answers, ("fault", _line_of(error)))
        del answer, message
    os._exit(0)
