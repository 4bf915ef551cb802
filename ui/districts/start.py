"""The commands of the districts room that menus call."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from ui.background.jobs import Jobs

__all__ = ["load_districts"]

_FILES = "Lists and maps (*.csv *.txt *.tsv *.xlsx *.xls *.ods *.json *.geojson *.zip *.shp);;All files (*)"


def load_districts(jobs: Jobs, window: Any, what: object) -> None:
    """Load street indexes, maps, ZIP and precinct tables. Args: what: paths; nothing asks for them."""
    paths = tuple(str(path) for path in what) if isinstance(what, tuple | list) else ()
    if not paths:
        said, _ = QFileDialog.getOpenFileNames(window, "Load districts", str(Path.home()), _FILES)
        paths = tuple(said)
    if paths:
        window.show_page("districts", paths)
