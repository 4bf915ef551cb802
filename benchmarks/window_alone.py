"""The window on a store, alone in its process: filters, a key, scrolling, and what it keeps in memory after it all.

Run as ``python -m benchmarks.window_alone STORE``; prints one line of JSON. `window` calls it for each size.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

__all__ = ["main"]


def main(store: Path) -> dict[str, float]:
    """Open the store, jump about in it, and tell the memory in MB: after opening and after scrolling."""
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = home
        from PySide6.QtWidgets import QApplication

        from ui.look import Look
        from ui.main_window import MainWindow
        from ui.preferences.remembered import Remembered

        app = QApplication([])
        remembered = Remembered()
        remembered.sign_in("benchmark")
        window = MainWindow(Look(app, "light"), remembered)
        window.resize(1366, 768)
        window.show()
        window.open_path(store)
        assert window.workspace is not None
        page = window.workspace.page("prospects")
        found: dict[str, float] = {}

        def rest(seconds: float) -> None:
            ends = time.perf_counter() + seconds
            while time.perf_counter() < ends:
                app.processEvents()

        while page.model.row(0) is None or len(page.model.ids) < 2:  # type: ignore[union-attr]
            rest(0.05)
        rest(3)
        found["opened"] = _kept()
        bar = page.table.verticalScrollBar()  # type: ignore[union-attr]
        for place in range(100):
            bar.setValue(bar.maximum() * place // 100)
            rest(0.02)
        found["scrolled"] = _kept()
        window.close()
    return found


def _kept() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
