"""What is dropped on the window or given at its start: files of our own are opened, others are brought in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from organizer.storage.file import SUFFIX

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["bring_in", "take"]

_MAPS = (".json", ".geojson", ".shp", ".shz", ".zip")


def take(window: MainWindow, paths: Sequence[Path]) -> None:
    """Open what is a file of our own, and bring in what is not."""
    own = [path for path in paths if path.suffix.lower() == SUFFIX]
    others = tuple(path for path in paths if path not in own)
    if own and not window.open_path(own[0]):
        return
    if others:
        window.files_dropped.emit(others)


def bring_in(window: MainWindow, paths: tuple[Path, ...]) -> None:
    """Load maps and import sheets, into a new file where none is open."""
    if window.jobs is None:
        window.new_file(title="Start a new file for these people")
    if window.jobs is None:
        window.complain("The sheets need a file to go into. Start or open one, then drop them again.")
        return
    maps = tuple(path for path in paths if path.suffix.lower() in _MAPS)
    sheets = tuple(path for path in paths if path not in maps)
    if maps:
        window.run_command("load-districts", maps)
    if sheets:
        window.run_command("import", sheets)
