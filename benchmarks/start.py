"""G8: from nothing to the first painted rows of the real program, against a process that only imports QtWidgets.

``python -X importtime -m benchmarks.start STORE`` starts once and tells on stderr how long each import took.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.measure import Figure, in_turns

__all__ = ["run"]


def run(sizes: Sequence[int]) -> Iterator[Figure]:
    """Each size against the bare process, and the largest against the smallest; all in turns."""
    from benchmarks.county import county

    stores = []
    for people in sizes:
        database = county(people)
        database.close()
        stores.append(database.path)
    with tempfile.TemporaryDirectory(prefix="organizer-start-") as home:
        settings = _settings(home)
        bare, *spent = in_turns([
            lambda: _process(settings, "-c", "import PySide6.QtWidgets"),
            *(lambda store=store: _process(settings, "-m", "benchmarks.start", str(store)) for store in stores),
        ], runs=9)
    for people, seconds in zip(sizes, spent, strict=True):
        yield Figure("G8", "start to first painted rows, against import QtWidgets", people,
                     f"{seconds:.2f} s = {seconds / bare:.2f} ×", "≤ 2.0 ×", seconds <= 2 * bare)
    if len(sizes) > 1:
        yield Figure("G8", "start with the most people, against the fewest", sizes[-1],
                     f"{spent[-1] / spent[0]:.2f} ×", "≤ 1.1 ×", spent[-1] <= 1.1 * spent[0])


def _settings(home: str) -> dict[str, str]:
    """Nobody's settings are touched, and what Python compiles is kept between two starts, as it is with a user."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept |= dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "PYTHONPYCACHEPREFIX"), home)
    return {"QT_QPA_PLATFORM": "offscreen", **kept}


def _process(settings: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, cwd=Path(__file__).parents[1], env=settings,
                   stderr=subprocess.DEVNULL)


def _start_once(store: str) -> None:
    """Open the store as the program does, paint its first rows, and be gone."""
    from ui.app import start

    app, window = start([store])
    from PySide6.QtCore import QTimer

    from ui.prospects.page import ProspectsPage

    def wait_for_rows(_jobs: object) -> None:
        assert window.workspace is not None
        page = window.workspace.page("prospects")
        assert isinstance(page, ProspectsPage)
        page.finding.shown.connect(lambda: QTimer.singleShot(0, leave_painted))

    def leave_painted() -> None:
        window.repaint()
        os._exit(0)

    window.store_opened.connect(wait_for_rows)
    app.exec()


if __name__ == "__main__":
    _start_once(sys.argv[1])
