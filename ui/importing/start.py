"""The commands of this room, as menus and other pages call them."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QFileDialog

from organizer.cli.demo import SAMPLES
from organizer.domain.errors import UserError
from organizer.importing.reading.sheet import expand, passed_over
from ui.background.jobs import Jobs
from ui.callsheets.arrivals import receive
from ui.importing.file_line import PassedOver
from ui.preferences.remembered import Remembered

__all__ = ["import_files", "import_pasted", "import_sample"]

_KINDS = "Spreadsheets (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt *.tab);;All files (*)"


def import_files(jobs: Jobs, window: Any, what: tuple[Path, ...]) -> None:
    """Check and import files; without any the user is asked which.

    Raises:
        UserError: a folder holds no spreadsheet.
    """
    paths = list(what or ())
    window.prepare_page("import")
    if not paths:
        remembered = Remembered()
        start = str(remembered.folder("import"))
        said, _ = QFileDialog.getOpenFileNames(window, "Import sign-up sheets", start, _KINDS)
        if not said:
            return
        paths = [Path(one) for one in said]
        remembered.keep_folder("import", paths[0].parent)
    for folder in filter(Path.is_dir, paths):
        if things := passed_over(folder):
            window.show_page("import", PassedOver(folder.name, tuple(things)))
    receive(jobs, window, expand(paths), lambda lists: window.show_page("import", lists))


def import_pasted(jobs: Jobs, window: Any, what: str | None) -> None:
    """Check and import cells from the clipboard.

    Raises:
        UserError: the clipboard holds no text.
    """
    text = what or QApplication.clipboard().text()
    if not text.strip():
        raise UserError("The clipboard holds no cells. Copy them in the spreadsheet first.")
    window.show_page("import", (text,))


def import_sample(jobs: Jobs, window: Any, what: object) -> None:
    """Bring the sample county in: sheets, districts and seats, one after the other, without questions."""
    from ui.importing.sample import bring_in

    with as_file(files("resources") / "sample") as place:
        jobs.run(bring_in, place, SAMPLES, jobs.by, title="Bringing the sample in",
                 done=lambda people: window.say(f"{people:,} invented people are here to try things on."))
