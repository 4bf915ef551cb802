"""Copies of the open file: backups as time passes and by hand, one elsewhere, and an older one in its place."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from organizer.domain.clock import short_time, to_text
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress
from organizer.storage import backup
from organizer.storage.database import Database
from organizer.storage.file import SUFFIX
from ui.background.jobs import Jobs

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["Copies"]

_LOOK_EVERY = 5 * 60_000  # milliseconds between two looks whether a backup is due


class Copies(QObject):
    """Makes them of the file that the window has open. Args: window: it tells what came of it at its foot."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self._make_if_due)
        window.store_opened.connect(self._watch)
        window.store_closed.connect(self._timer.stop)

    def _watch(self, jobs: Jobs) -> None:
        jobs.changed.connect(self._make_if_due)
        self._timer.start()

    def _make_if_due(self, _changes: object = None) -> None:
        if self._window.jobs is not None:
            self._window.jobs.run(_backup_if_due, title="", done=self._window.foot.show_backup)

    def back_up(self) -> None:
        """Make a checked copy now."""
        if self._window.jobs is not None:
            self._window.jobs.run(_make_backup, title="Backing up", done=self._backed_up)

    def _backed_up(self, made: backup.Backup) -> None:
        self._window.foot.show_backup(made)
        self._window.say(f"Backed up as {made.path.name}.")

    def save_elsewhere(self) -> None:
        """Ask for a place and write a checked copy there."""
        jobs = self._window.jobs
        if jobs is None:
            return
        start = jobs.path.with_name(f"{jobs.path.stem} copy{SUFFIX}")
        said, _ = QFileDialog.getSaveFileName(self._window, "Save a copy", str(start), f"Organizer files (*{SUFFIX})")
        if said:
            jobs.run(_save_copy, Path(said), title="Saving a copy",
                     done=lambda path: self._window.say(f"Saved a copy as {path.name}."))

    def restore(self) -> None:
        """Choose a backup and put it in the file's place."""
        if self._window.jobs is None or not self._window.may_close("restore a backup", self.restore):
            return
        from ui.preferences.restore import choose_backup

        path = self._window.jobs.path
        chosen = choose_backup(path, self._window)
        if chosen is None:
            return
        self._window.close_file()
        fault = None
        try:
            backup.restore(path, chosen)
        except UserError as refused:
            fault = refused
        if self._window.open_path(path):
            if fault is not None:
                self._window.complain(fault.message, "\n".join(fault.details))
            else:
                self._window.say(f"Restored as of {short_time(to_text(chosen.at))}. The state before is kept as a "
                                 "backup.")


def _make_backup(database: Database, progress: Progress) -> backup.Backup:
    progress(0, 0, "Copying")
    return backup.make(database.path, "by hand")


def _backup_if_due(database: Database, progress: Progress) -> backup.Backup | None:
    backup.make_if_due(database.path)
    return next(iter(backup.listed(database.path)), None)


def _save_copy(database: Database, target: Path, progress: Progress) -> Path:
    progress(0, 0, "Copying")
    made = backup.make(database.path, "copy")
    part = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(made.path, part)
        part.chmod(0o600)
        part.replace(target)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise UserError(f"The copy could not be written ({(fault.strerror or 'unknown reason').lower()}). "
                        "Choose another folder.") from None
    return target
