"""The real window, drawn into memory, over a store of any size, and the ways to wait for it."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_folder = tempfile.TemporaryDirectory(prefix="organizer-benchmarks-home-")
HOME = _folder.name
"""Where the settings of whoever measures are left alone; gone afterwards."""
for _name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = HOME

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from ui.look import Look  # noqa: E402
from ui.main_window import MainWindow  # noqa: E402
from ui.preferences.remembered import Remembered  # noqa: E402
from ui.prospects.page import ProspectsPage  # noqa: E402

__all__ = ["HOME", "application", "open_window", "rest", "ticks", "until"]


def application() -> QApplication:
    """The one application."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    return app


def open_window(app: QApplication, store: Path) -> tuple[MainWindow, ProspectsPage]:
    """The window with a store open, once its first screen is there."""
    remembered = Remembered()
    remembered.sign_in("benchmark")
    window = MainWindow(Look(app, "light"), remembered)
    window.resize(1366, 768)
    window.show()
    window.open_path(store)
    assert window.workspace is not None
    page = window.workspace.page("prospects")
    assert isinstance(page, ProspectsPage)
    until(app, lambda: page.model.row(0) is not None)
    return window, page


def ticks(app: QApplication, ended: Callable[[], bool]) -> list[float]:
    """Milliseconds between two looks at the events, 16 apart."""
    found = []
    while not ended():
        start = time.perf_counter()
        time.sleep(0.016)
        app.processEvents()
        found.append((time.perf_counter() - start) * 1000)
    return found


def until(app: QApplication, ready: Callable[[], object], seconds: float = 60) -> None:
    """Let the window live until something is so; it sleeps between events, as it does with a user before it.

    Looking all the time would keep the lock that the reading thread needs for each row.
    """
    ends = time.perf_counter() + seconds
    tick = QTimer(interval=100)
    tick.start()
    while not ready():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() > ends:
            raise SystemExit("The window did not answer, so nothing was measured.")


def rest(app: QApplication, seconds: float) -> None:
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        app.processEvents()
