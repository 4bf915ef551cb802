"""On a real X display the window is really shown: the system libraries that the start fetches are enough."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.conftest import CLONE

SHOW = """
import sys, time
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.look import Look
from ui.main_window import MainWindow
from ui.preferences.remembered import Remembered

app = QApplication(sys.argv)
window = MainWindow(Look(app, "light"), Remembered())
window.show()
shown = QTest.qWaitForWindowExposed(window, 20_000)
picture = window.screen().grabWindow(window.winId()).toImage()
colors = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
print(app.platformName(), shown, len(colors) > 3)
window.close()
"""


@pytest.fixture
def display() -> Iterator[str]:
    """An X display that nobody looks at."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as said:
        number = said.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(20)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has X displays that nobody looks at")
def test_the_window_shows_on_an_x_display(display: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOW], cwd=CLONE, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
    )
    assert done.stdout.split() == ["xcb", "True", "True"], done.stdout + done.stderr
