"""The child process: whatever happens in it, the parent hears an answer or one plain line."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from organizer.domain.errors import Cancelled, UserError
from organizer.domain.progress import Progress, silent
from organizer.importing import desk
from organizer.importing.child import let_grow
from organizer.importing.worker import DAMAGED, STOPPED, ChildError, ChildSession, run_in_child

CLONE = Path(__file__).parents[2]

_held: list[socket.socket] = []

# What the child is asked to do; it finds these by name.


def add(one: int, two: int, *, progress: Progress = silent) -> int:
    progress(0, 2, "Adding")
    return one + two


def refuse(*, progress: Progress = silent) -> None:
    raise UserError("That is no sheet.", "Its first byte is odd.")


def fail(*, progress: Progress = silent) -> None:
    raise KeyError("Lupe Ramírez")


def abort(*, progress: Progress = silent) -> None:
    os.abort()


def leave(*, progress: Progress = silent) -> None:
    os._exit(0)


def hang(*, progress: Progress = silent) -> None:
    threading.Event().wait(60)


def count(*, progress: Progress = silent) -> None:
    while True:
        progress(0, 1, "Counting")


def hold(port: int) -> None:
    _held.append(socket.create_connection(("127.0.0.1", port)))


def hoard(*, progress: Progress = silent) -> int:
    return len([bytes(50_000_000) for _ in range(200)])


def chatter(*, progress: Progress = silent) -> str:
    os.write(1, b"not for the pipe")
    return "heard"


def large(size: int, *, progress: Progress = silent) -> bytes:
    return bytes(size)


def keep(state: dict[str, Any], value: int, *, progress: Progress = silent) -> None:
    state["value"] = value


def tell(state: dict[str, Any], *, progress: Progress = silent) -> int | None:
    return state.get("value")


def loaded(state: dict[str, Any], *, progress: Progress = silent) -> set[str]:
    return set(sys.modules)


def grow(size: int, *, progress: Progress = silent) -> int:
    let_grow(size)
    return len(bytes(size // 2))


def hang_with_state(state: dict[str, Any], *, progress: Progress = silent) -> None:
    hang()


def count_with_state(state: dict[str, Any], *, progress: Progress = silent) -> None:
    count(progress=progress)


def die_with_state(state: dict[str, Any], *, progress: Progress = silent) -> None:
    abort()


def test_answers_and_reports_progress() -> None:
    heard: list[tuple[int, int, str]] = []
    assert run_in_child(add, 2, 3, progress=lambda *report: heard.append(report)) == 5
    assert heard == [(0, 2, "Adding")]


def test_a_refusal_comes_back_as_it_was() -> None:
    with pytest.raises(UserError) as caught:
        run_in_child(refuse)
    assert caught.value.message == "That is no sheet."
    assert caught.value.details == ("Its first byte is odd.",)


def test_a_fault_of_ours_names_places_and_no_people() -> None:
    with pytest.raises(ChildError) as caught:
        run_in_child(fail)
    assert "KeyError" in str(caught.value)
    assert "test_worker.py" in str(caught.value)
    assert "Lupe" not in str(caught.value)


@pytest.mark.parametrize(("death", "line"), [(abort, STOPPED if sys.platform != "win32" else DAMAGED), (leave, DAMAGED)])
def test_a_dead_child_is_an_ordinary_refusal(death: Any, line: str) -> None:
    with pytest.raises(UserError, match=line):
        run_in_child(death)


def test_a_hanging_child_is_given_up() -> None:
    begun = time.monotonic()
    with pytest.raises(UserError, match="reasonable time"):
        run_in_child(hang, stall_seconds=0.4)
    assert time.monotonic() - begun < 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not limit a child's memory in this way")
def test_a_greedy_child_is_stopped() -> None:
    with pytest.raises(UserError):
        run_in_child(hoard, memory=1024**3)


@pytest.mark.parametrize("job", [hang, count])
def test_cancel_answers_within_a_second(job: Any) -> None:
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        run_in_child(job, cancelled=lambda: time.monotonic() - begun > 0.3)
    assert time.monotonic() - begun < 1.3


def test_progress_may_cancel() -> None:
    def stop(done: int, total: int, stage: str) -> None:
        raise Cancelled

    begun = time.monotonic()
    with pytest.raises(Cancelled):
        run_in_child(count, progress=stop)
    assert time.monotonic() - begun < 1.5


def test_what_the_child_prints_does_not_disturb() -> None:
    assert run_in_child(chatter) == "heard"


def test_large_answers_come_whole() -> None:
    assert len(run_in_child(large, 30_000_000)) == 30_000_000


def test_a_session_keeps_its_state() -> None:
    with ChildSession() as child:
        assert child.call(tell) is None
        child.call(keep, 7)
        assert child.call(tell) == 7
        with pytest.raises(Cancelled):
            child.call(count_with_state, cancelled=lambda: True)
        assert child.call(tell) == 7, "a child that stops by itself keeps what it had"


def test_a_session_begins_anew_after_a_death() -> None:
    with ChildSession(stall_seconds=2.0) as child:
        child.call(keep, 7)
        with pytest.raises(UserError):
            child.call(die_with_state)
        assert not child.alive
        assert child.call(tell) is None
        with pytest.raises(UserError):
            child.call(hang_with_state)
        assert child.call(tell) is None


def test_a_child_gets_ready_before_it_is_asked() -> None:
    needed = {"sqlalchemy", "python_calamine_plus", "organizer.importing.importer", "organizer.importing.columns.purpose"}
    with ChildSession() as child, ChildSession(first=desk.get_ready) as ready:
        assert not needed & child.call(loaded)
        assert needed <= ready.call(loaded)


def test_a_child_that_could_not_get_ready_still_answers() -> None:
    with ChildSession(first=fail) as child:
        assert child.call(tell) is None


def test_a_large_file_is_given_the_memory_it_needs() -> None:
    size = 600_000_000
    with pytest.raises(UserError, match="more memory"):
        run_in_child(large, size, memory=size)
    assert run_in_child(grow, 2 * size, memory=size) == size


def test_works_from_a_thread() -> None:
    answers: list[int] = []
    thread = threading.Thread(target=lambda: answers.append(run_in_child(add, 1, 1)))
    thread.start()
    thread.join()
    assert answers == [2]


def test_the_child_is_light() -> None:
    code = "import sys, organizer.importing.child; print(*sys.modules)"
    names = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=CLONE)
    heavy = {"PySide6", "sqlalchemy", "openpyxl", "numpy", "python_calamine", "python_calamine_plus", "clevercsv"}
    assert not heavy & set(names.stdout.split())


def test_the_child_ends_with_its_parent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(30)
        code = (
            f"import sys; sys.path[:] = {sys.path!r}\n"
            "import functools, os\n"
            "from organizer.importing.worker import ChildSession\n"
            "from tests.importing.test_worker import hold\n"
            f"child = ChildSession(first=functools.partial(hold, {door.getsockname()[1]})); child.start()\n"
            "os._exit(1)\n"
        )
        subprocess.run([sys.executable, "-c", code], check=False)
        line, _ = door.accept()
        with line:
            line.settimeout(30)
            assert line.recv(1) == b""  # it is closed when the child ends
