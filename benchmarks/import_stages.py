"""Where an import's time goes: each stage against the least that anything could take for it, in processor time."""

from __future__ import annotations

import contextlib
import csv
import time
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from sqlalchemy import event
from sqlalchemy.engine import Engine

from benchmarks.measure import Figure, no_collection
from organizer.domain.names import fold
from organizer.importing import desk
from organizer.storage.database import PRAGMAS
from organizer.storage.file import driver

__all__ = ["STAGES", "stages"]

STAGES = {"Opening": "reading", "Reading": "reading", "Looking at dates": "cleaning", "Cleaning": "cleaning",
          "Looking for doubles": "matching", "Comparing": "matching", "Matching": "matching", "Saving": "saving",
          "Finishing": "saving"}
"""What the program says it is about, and the stage that belongs to."""
_OURS = ("INSERT", "CREATE", "DROP")


class _Clock:
    """The processor's seconds for each stage, told by the progress that the program itself reports."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._stage = ""
        self._since = time.process_time()

    def __call__(self, done: int, total: int, stage: str) -> None:
        now = time.process_time()
        self.spent[STAGES.get(self._stage, "")] += now - self._since
        self._stage, self._since = stage, now


def stages(goal: str, path: Path, rows: int, folder: Path) -> tuple[dict[str, float], list[Figure]]:
    """Import a sheet into a store of its own, in this process, and time the stages."""
    store = folder / "stages.organizer"
    store.unlink(missing_ok=True)
    state: dict[str, Any] = {}
    clock = _Clock()
    desk.get_ready()
    with no_collection(), _statements() as said:
        desk.read(state, str(path), progress=clock)
        clock(0, 0, "Cleaning")  # what the columns mean counts among it
        desk.plan(state, str(store), progress=clock)
        clock(0, 0, "Saving")
        desk.commit(state, str(store), "benchmark", progress=clock)
        clock(0, 0, "")
        state.clear()
        floors = _reading_floors(path)
        bare = _again(said, folder / "bare.db")
    spent = {stage: clock.spent[stage] for stage in ("reading", "cleaning", "matching", "saving")}

    def line(what: str, value: str) -> Figure:
        return Figure(goal, what, rows, value, "")

    return spent, [
        *(line(f"reading, against {name}", f"{spent['reading']:.2f} s = {spent['reading'] / floor:.1f} ×")
          for name, floor in floors.items()),
        *(line(stage, f"{spent[stage]:.2f} s, a row {spent[stage] / rows * 1e6:.0f} µs")
          for stage in ("cleaning", "matching")),
        line("saving, against the same statements by the bare driver",
             f"{spent['saving']:.2f} s = {spent['saving'] / sum(bare.values()):.1f} ×"),
        line("of which the bare driver: " + ", ".join(bare), " + ".join(f"{one:.2f}" for one in bare.values()) + " s"),
    ]


@contextlib.contextmanager
def _statements() -> Iterator[list[tuple[str, Any, bool]]]:
    """Every statement that makes or fills a table while the block runs."""
    said: list[tuple[str, Any, bool]] = []

    def keep(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        if statement.lstrip().startswith(_OURS):
            said.append((statement, values, many))

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", keep)


def _again(said: list[tuple[str, Any, bool]], path: Path) -> dict[str, float]:
    """The seconds the bare driver takes for the same rows, their indexes and the search, on the same terms."""
    path.unlink(missing_ok=True)
    spent = {"rows": 0.0, "indexes": 0.0, "search": 0.0, "commit": 0.0}
    with contextlib.closing(driver().connect(str(path), isolation_level=None)) as connection:
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name}={value}")
        connection.create_function("organizer_fold", 1, fold)
        connection.execute("BEGIN IMMEDIATE")
        for statement, values, many in [*said, ("COMMIT", (), False)]:
            begun = time.process_time()
            (connection.executemany if many else connection.execute)(statement, values)
            kind = "search" if "person_search" in statement else "indexes" if "INDEX" in statement else "rows"
            spent["commit" if statement == "COMMIT" else kind] += time.process_time() - begun
    return spent


def _reading_floors(path: Path) -> dict[str, float]:
    works = {"csv.reader": _csv} if path.suffix == ".csv" else {"calamine": _calamine, "unpacking alone": _unpack}
    spent = {}
    for name, work in works.items():
        begun = time.process_time()
        work(path)
        spent[name] = time.process_time() - begun
    return spent


def _csv(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass


def _calamine(path: Path) -> None:
    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def _unpack(path: Path) -> None:
    with zipfile.ZipFile(path) as book:
        for part in book.namelist():
            book.read(part)
