"""G4 to G6 and G10 as the user meets them: the real window, drawn into memory, over a store of any size."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from benchmarks.county import county
from benchmarks.measure import Figure, p95
from benchmarks.on_screen import HOME, application, open_window, rest, ticks, until
from benchmarks.sheets import csv_sheet
from organizer.domain.filters import EVERYONE, ProspectFilter
from ui.prospects.page import ProspectsPage

__all__ = ["run"]

_TEN = (("state-house", "10A"), ("state-house", "10B"))
_FILTERS = (
    ProspectFilter(districts=_TEN), ProspectFilter(districts=_TEN, interest=("run",), results=("none",)), EVERYONE,
    ProspectFilter(city=("Duluth",)), ProspectFilter(search="ngu"), EVERYONE,
)


def run(sizes: Sequence[int]) -> Iterator[Figure]:
    """Each size in its own window."""
    app = application()
    for people in sizes:
        database = county(people)
        store = Path(shutil.copy(database.path, HOME))
        database.close()
        window, page = open_window(app, store)
        until(app, partial(_shows, page, people))
        yield from _filters(app, page, people)
        yield from _keys(app, page, people)
        yield from _scrolling(app, page, people)
        yield _memory(store, people)
        if people <= 100_000:
            yield from _while_importing(app, store, people)
        window.close()
        window.deleteLater()


def _shows(page: ProspectsPage, people: int) -> bool:
    return len(page.model.ids) >= people


def _shows_anew(page: ProspectsPage, before: object) -> bool:
    return page.model.ids is not before and page.model.row(0) is not None


def _filters(app: QApplication, page: ProspectsPage, people: int) -> Iterator[Figure]:
    """From a filter put in the bar to its first screen painted."""
    spent = []
    for chosen in _FILTERS * 6:
        before = page.model.ids
        start = time.perf_counter()
        page.bar.put(chosen)
        until(app, partial(_shows_anew, page, before), 5)
        page.table.viewport().repaint()
        spent.append((time.perf_counter() - start) * 1000)
        rest(app, 0.05)
    most = 16 if people <= 10_700 else 33 if people <= 100_000 else 50
    yield Figure("G4", "filter in the window: changed to painted", people, f"p95 {p95(spent):.1f} ms",
                 f"p95 ≤ {most} ms", p95(spent) <= most)
    page.bar.put(EVERYONE)
    until(app, partial(_shows, page, people))


def _keys(app: QApplication, page: ProspectsPage, people: int) -> Iterator[Figure]:
    """From a key on a row to its new status painted, and to the commit."""
    shown, kept = [], []
    for place in range(30):
        page.table.pick([place])
        rest(app, 0.05)
        done: list[object] = []
        start = time.perf_counter()
        app.sendEvent(page.table, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, "n"))
        page.table.viewport().repaint()
        shown.append((time.perf_counter() - start) * 1000)
        page.jobs.write(lambda session: None, done=done.append)
        until(app, done.__len__)
        kept.append((time.perf_counter() - start) * 1000)
    yield Figure("G5", "key to pixels (and to the commit)", people, f"p95 {p95(shown):.1f} ({p95(kept):.0f}) ms",
                 "p95 ≤ 33 ms", p95(shown) <= 33)


def _scrolling(app: QApplication, page: ProspectsPage, people: int) -> Iterator[Figure]:
    """Frames of wheeling and of jumping about."""
    view, bar = page.table.viewport(), page.table.verticalScrollBar()
    chance = random.Random(1)
    wheel, jumps = [], []
    for _ in range(200):
        start = time.perf_counter()
        middle = QPointF(view.rect().center())
        app.sendEvent(view, QWheelEvent(
            middle, QPointF(view.mapToGlobal(middle.toPoint())), QPoint(0, 0), QPoint(0, -360),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        ))
        app.processEvents()
        view.repaint()
        wheel.append((time.perf_counter() - start) * 1000)
    for _ in range(200):
        start = time.perf_counter()
        bar.setValue(chance.randrange(max(1, bar.maximum())))
        app.processEvents()
        view.repaint()
        jumps.append((time.perf_counter() - start) * 1000)
    for name, spent in (("wheel", wheel), ("random", jumps)):
        yield Figure("G6", f"a frame of scrolling, {name}", people, f"p95 {p95(spent):.1f} ms", "p95 ≤ 16 ms",
                     p95(spent) <= 16)
    bar.setValue(0)


def _memory(store: Path, people: int) -> Figure:
    """What the window keeps, alone in a process of its own, after jumping about."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.window_alone", str(store)], check=True,
                          capture_output=True, text=True, cwd=Path(__file__).parents[1])
    found = json.loads(done.stdout.splitlines()[-1])
    return Figure("G6", "memory of the window: opened, and after scrolling", people,
                  f"{found['opened']:.0f}, {found['scrolled']:.0f} MB", "≤ 220 MB at 1,500,000",
                  found["scrolled"] <= 220)


def _while_importing(app: QApplication, store: Path, people: int) -> Iterator[Figure]:
    """A tick every 16 ms while a child process imports into the very store that the window shows."""
    ends = time.perf_counter() + 2
    idle = ticks(app, lambda: time.perf_counter() > ends)
    job = subprocess.Popen([sys.executable, "-m", "organizer", "import", str(store), str(csv_sheet(10_700))],
                           stdout=subprocess.DEVNULL)
    busy = ticks(app, lambda: job.poll() is not None)
    yield Figure("G10", "tick while an import runs beside, against idle", people,
                 f"p95 {p95(busy):.1f} = {p95(busy) / p95(idle):.2f} ×, max {max(busy):.0f}", "≤ 1.3 ×, max 50 ms",
                 p95(busy) <= 1.3 * p95(idle) and max(busy) <= 50)
