"""The commands of this room, as menus and other pages call them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from organizer.callsheets import everything
from organizer.callsheets.safe_file import hash_of
from organizer.cli.filled_file import read_filled
from organizer.domain.filters import ProspectFilter
from organizer.domain.progress import Progress
from organizer.storage.database import Database
from ui.background.jobs import Jobs
from ui.callsheets.export_dialog import ExportDialog
from ui.callsheets.preview import PreviewDialog
from ui.callsheets.template_dialog import TemplateDialog
from ui.labels import as_name
from ui.preferences.remembered import Remembered

__all__ = [
    "edit_templates", "export_people", "import_everything", "make_call_sheet", "make_packet", "read_filled_sheets",
    "type_in_sheet",
]

_FILLED = "Filled call sheets (*.xlsx *.xlsm *.ods *.xls *.csv *.tsv *.txt);;All files (*)"


def make_call_sheet(jobs: Jobs, window: Any, what: ProspectFilter | Sequence[int]) -> PreviewDialog:
    """Open the preview for the people of a filter or a selection."""
    title = "Call sheet"
    if isinstance(what, ProspectFilter) and what:
        title = as_name(what.in_words())
    dialog = PreviewDialog(jobs, what, title, window)
    dialog.open()
    return dialog


def make_packet(jobs: Jobs, window: Any, what: ProspectFilter | Sequence[int]) -> PreviewDialog:
    """Open the same preview where several callers are named, a sheet each."""
    dialog = make_call_sheet(jobs, window, what)
    tabs = dialog.form.tabs
    tabs.setCurrentIndex(next(place for place in range(tabs.count()) if tabs.tabText(place) == "Callers"))
    dialog.form.sheets.callers.setFocus()
    return dialog


def edit_templates(jobs: Jobs, window: Any, what: object) -> TemplateDialog:
    """Open the window where templates are edited."""
    dialog = TemplateDialog(jobs, window)
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


def export_people(jobs: Jobs, window: Any, what: ProspectFilter | Sequence[int]) -> ExportDialog:
    """Ask what people are exported for, and write them."""
    dialog = ExportDialog(jobs, what, window)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def import_everything(jobs: Jobs, window: Any, what: Path) -> None:
    """Fill this file, which must be empty, from a workbook of everything."""
    jobs.run(_fill, what, title=f"Taking in {what.name}", writes=True,
             done=lambda people: (window.refresh(), window.say(f"{people:,} people came with everything about them.")))


def _fill(database: Database, path: Path, progress: Progress) -> int:
    raw = read_filled(path, progress)
    progress(0, 0, "Writing")
    with database.writing() as session:
        return everything.import_everything(session, raw, hash_of(path))
