"""Making call sheets as the user meets it: a packet on the screen, a change of its look, a file written meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.county import county
from benchmarks.measure import Figure, p95
from benchmarks.on_screen import HOME, application, rest, ticks
from organizer.callsheets import compose
from organizer.cli.taking import take_sheets
from organizer.domain.filters import EVERYONE
from organizer.prospects import browse
from ui.background.jobs import Jobs
from ui.callsheets.preview import PreviewDialog
from ui.look import Look

__all__ = ["run"]

_LARGEST = 10_700


def run(sizes: Sequence[int]) -> Iterator[Figure]:
    """A packet of 200 out of the county, the look of 200, 400 and all, and the window while all are written."""
    app = application()
    look = Look(app, "light")
    database = county(_LARGEST)
    jobs = Jobs(database, by="benchmark")
    window = QWidget()
    with database.reading() as session:
        everybody = list(browse.find(session, EVERYONE).ids)[:_LARGEST]
    yield from _packet(app, jobs, window, everybody[:200])
    for people in (200, 400, len(everybody)):
        yield from _changes(app, jobs, window, everybody[:people])
    yield from _while_writing(app, jobs, min(_LARGEST, *sizes))
    jobs.close()
    database.close()
    del look


def _packet(app: QApplication, jobs: Jobs, window: QWidget, people: list[int]) -> Iterator[Figure]:
    """From the command to four callers' sheets with their covers, the first page painted."""
    spent = []
    for _ in range(10):
        start = time.perf_counter()
        dialog = PreviewDialog(jobs, people, "Tonight", window)
        dialog.form.sheets.callers.setText("Denise, Jamal, Linh, Amal")
        dialog.form.sheets.cover.setChecked(True)
        dialog.show()
        _until(app, lambda dialog=dialog: dialog.pages.pages > 8)  # type: ignore[misc]
        dialog.pages.viewport().repaint()
        spent.append((time.perf_counter() - start) * 1000)
        dialog.close()
        rest(app, 0.05)
    yield Figure("", "a packet on the screen, from the command", len(people), f"p95 {p95(spent):.0f} ms",
                 "≤ 1,000 ms", p95(spent) <= 1000)


def _changes(app: QApplication, jobs: Jobs, window: QWidget, people: list[int]) -> Iterator[Figure]:
    """From a change of the template to its page painted."""
    dialog = PreviewDialog(jobs, people, "Tonight", window)
    dialog.show()
    _until(app, lambda: dialog.pages.pages > 0)
    rest(app, 0.3)
    spent = []
    form = dialog.form
    for _ in range(6):
        for change in (form.page.landscape.click, form.page.columns["notes"].click, form.page.portrait.click,
                       lambda: form.words.script.insertPlainText("Hello. "), form.page.columns["notes"].click):
            before = dialog.pages.shown
            start = time.perf_counter()
            change()
            _until(app, lambda before=before: dialog.pages.shown is not before)  # type: ignore[misc]
            dialog.pages.viewport().repaint()
            spent.append((time.perf_counter() - start) * 1000)
            rest(app, 0.03)
    goal = "≤ 100 ms" if len(people) <= 400 else ""
    yield Figure("", "a change of the look, to its page painted", len(people), f"p95 {p95(spent):.0f} ms", goal,
                 p95(spent) <= 100 if goal else None)
    dialog.close()
    rest(app, 0.05)


def _while_writing(app: QApplication, jobs: Jobs, people: int) -> Iterator[Figure]:
    """A tick every 16 ms while the same store's sheet is written."""
    made: list[compose.Made] = []
    jobs.write(compose.make_sheets, EVERYONE, title="Everybody", by="benchmark", done=made.append)
    _until(app, lambda: bool(made))
    number = made[0].sheets[0].number
    for form in ("pdf", "xlsx"):
        ends = time.perf_counter() + 2
        idle = ticks(app, lambda ends=ends: time.perf_counter() > ends)  # type: ignore[misc]
        done: list[object] = []
        jobs.run(take_sheets, [number], Path(HOME) / f"a.{form}", by="benchmark", title="", done=done.append)
        busy = ticks(app, lambda done=done: bool(done))  # type: ignore[misc]
        yield Figure("G10", f"tick while a {form} is written, against idle", people,
                     f"p95 {p95(busy):.1f} = {p95(busy) / p95(idle):.2f} ×, max {max(busy):.0f}",
                     "≤ 1.3 ×, max 50 ms", p95(busy) <= 1.3 * p95(idle) and max(busy) <= 50)


def _until(app: QApplication, ready: Callable[[], bool]) -> None:
    """Take events as they come and sleep between, as a window does, so that the other threads have their turn."""
    ends = time.perf_counter() + 60
    while not ready():
        app.processEvents()
        time.sleep(0.0005)
        if time.perf_counter() > ends:
            raise SystemExit("The preview did not come, so nothing was measured.")
