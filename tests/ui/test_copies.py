"""Copies of the open file: by hand, elsewhere, and an older one in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from organizer.outreach.record import record_result
from organizer.prospects import browse
from organizer.storage import backup
from organizer.storage.database import Database
from ui.main_window import MainWindow
from ui.preferences.restore import RestoreDialog


def answer(press: Callable[[RestoreDialog], object]) -> None:
    """Have the next dialog answered once it is there."""
    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, RestoreDialog):
            press(dialog)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def test_a_backup_by_hand_is_told_and_brings_the_file_back(qtbot: QtBot, open_window: MainWindow) -> None:
    path = open_window.jobs.path
    open_window.copies.back_up()
    qtbot.waitUntil(lambda: "Backed up as" in open_window.foot.undo_bar.said)
    with qtbot.waitSignal(open_window.jobs.changed):
        open_window.jobs.write(record_result, [1], "NH", by="D. Brooks")
    answer(lambda dialog: dialog.go.click())
    open_window.copies.restore()
    assert open_window.jobs is not None and open_window.jobs.path == path
    with open_window.jobs.database.reading() as session:
        assert browse.rows(session, [1])[0].last_result is None
    assert "Restored as of" in open_window.foot.undo_bar.said


def test_a_backup_that_is_broken_leaves_the_file_as_it_is_and_says_so(qtbot: QtBot, open_window: MainWindow) -> None:
    open_window.copies.back_up()
    qtbot.waitUntil(lambda: "Backed up as" in open_window.foot.undo_bar.said)

    def damage(dialog: RestoreDialog) -> None:
        for one in backup.listed(open_window.jobs.path):
            one.path.write_bytes(b"nothing of use")
        dialog.go.click()

    answer(damage)
    open_window.copies.restore()
    assert open_window.jobs is not None and open_window.workspace.error.isVisible()
    assert "Restored" not in open_window.foot.undo_bar.said
    with open_window.jobs.database.reading() as session:
        assert browse.count(session) == 12


def test_a_copy_elsewhere_is_a_whole_file(
    qtbot: QtBot, open_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "elsewhere.organizer"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(target), ""))
    open_window.copies.save_elsewhere()
    qtbot.waitUntil(lambda: "Saved a copy as elsewhere.organizer" in open_window.foot.undo_bar.said)
    copy = Database.open(target)
    with copy.reading() as session:
        assert browse.count(session) == 12
    copy.close()
