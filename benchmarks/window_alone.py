"""The window on a store, alone in its process: what it keeps in memory, opened and after jumping about.

Run as ``python -m benchmarks.window_alone STORE``; prints one line of JSON. `window` calls it for each size.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.memory import kept
from benchmarks.on_screen import application, open_window, rest

__all__ = ["main"]


def main(store: Path) -> dict[str, float]:
    """Open the store, jump about in it, and tell the memory in MB: after opening and after scrolling."""
    app = application()
    window, page = open_window(app, store)
    rest(app, 3)
    found = {"opened": kept("VmRSS")}
    bar = page.table.verticalScrollBar()
    for place in range(100):
        bar.setValue(bar.maximum() * place // 100)
        rest(app, 0.02)
    found["scrolled"] = kept("VmRSS")
    window.close()
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
