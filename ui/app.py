"""The front door of the window: ``organizer-app [FILE]``.

Nothing heavy is imported at the top: the child process that reads spreadsheets loads this module again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.main_window import MainWindow

__all__ = ["main", "start"]

_STARTED = 3_000  # milliseconds until the first page is surely there
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def main(arguments: list[str] | None = None) -> int:
    """Open the window and stay until it is closed. Returns the exit code."""
    app, _window = start(sys.argv[1:] if arguments is None else arguments)
    return app.exec()


def start(given: list[str]) -> tuple[QApplication, MainWindow]:
    """The application and its window, which opens the file given, or the last one, and brings in the sheets given."""
    _load_ground_floor()
    import logging
    from pathlib import Path

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from organizer.storage.file import SUFFIX
    from ui.bringing import take
    from ui.look import Look
    from ui.main_window import MainWindow
    from ui.on_screen import fit
    from ui.preferences.remembered import Remembered

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    QApplication.setOrganizationName("Organizer")
    QApplication.setApplicationName("Organizer")
    app = QApplication([sys.argv[0], *given])
    app.setApplicationDisplayName("Organizer")
    remembered = Remembered()
    look = Look(app, remembered.scheme)
    window = MainWindow(look, remembered)
    sys.excepthook = _reporter(window)
    fit(window)
    window.show()
    files = [Path(one).absolute() for one in given if not one.startswith("-")]
    last = [] if any(path.suffix.lower() == SUFFIX for path in files) else remembered.recent[:1]

    def begin() -> None:
        for path in last:
            window.open_path(path)
        take(window, files)  # sheets go into the file that was open last

    QTimer.singleShot(0, window, begin)
    QTimer.singleShot(_STARTED, app, _collect_again)
    return app, window


def _load_ground_floor() -> None:
    """Load what the first page asks before Qt, which slows every import after its own.

    All that is made while starting stays, so looking it through for garbage is put off: it takes a tenth of the time.
    """
    import gc
    from importlib import import_module

    gc.disable()
    import_module("organizer.prospects.browse")


def _collect_again() -> None:
    import gc

    gc.freeze()
    gc.enable()


def _reporter(window: MainWindow) -> Hook:
    """What happens to a bug in the window's own thread: logged without people, told without fuss."""
    import logging

    from ui.background.jobs import describe

    def report(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        said = describe(fault.with_traceback(trace))
        logging.getLogger("organizer.window").error("%s", said)
        window.complain("Something went wrong, but nothing was lost.", said)

    return report


if __name__ == "__main__":
    sys.exit(main())
