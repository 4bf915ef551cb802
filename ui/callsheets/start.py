"""The commands of this room, as menus and other pages call them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from organizer.domain.filters import ProspectFilter
from ui.background.jobs import Jobs
from ui.callsheets.preview import PreviewDialog
from ui.preferences.remembered import Remembered

__all__ = ["make_call_sheet", "read_filled_sheets", "type_in_sheet"]

_FILLED = "Filled call sheets (*.xlsx *.xlsm *.ods *.xls *.csv *.tsv *.txt);;All files (*)"


def make_call_sheet(jobs: Jobs, window: Any, what: ProspectFilter | Sequence[int]) -> PreviewDialog:
    """Open the preview for the people of a filter or a selection."""
    title = "Call sheet"
    if isinstance(what, ProspectFilter) and what:
        words = what.in_words()
        title = words[:1].upper() + words[1:]
    dialog = PreviewDialog(jobs, what, title, window)
    dialog.open()
    return dialog


def type_in_sheet(jobs: Jobs, window: Any, what: int | None) -> None:
    """Go to the page where a sheet that came home is typed in."""
    window.show_page("type-in", what)


def read_filled_sheets(jobs: Jobs, window: Any, what: tuple[Path, ...]) -> None:
    """Compare filled call sheets with what was printed; without any the user is asked which."""
    paths = tuple(what) if what and all(isinstance(one, Path) for one in what) else ()
    if not paths:
        remembered = Remembered()
        said, _ = QFileDialog.getOpenFileNames(window, "Read filled call sheets", str(remembered.folder("filled")),
                                               _FILLED)
        if not said:
            return
        paths = tuple(Path(one) for one in said)
        remembered.keep_folder("filled", paths[0].parent)
    window.show_page("read-back", paths)
