"""Choosing a backup to go back to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from organizer.domain.clock import short_time, to_text
from organizer.storage import backup
from ui.widgets.text import button, label

__all__ = ["RestoreDialog", "choose_backup"]

_WHY = {"timer": "made by itself", "import": "before an import", "migration": "before a newer version opened it"}


class RestoreDialog(QDialog):
    """Lists a store's backups, the newest first. Args: store: the file; its backups lie beside it."""

    def __init__(self, store: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Restore a backup")
        self.resize(460, 380)
        self.backups = backup.listed(store)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(12)
        said = ("The file goes back to how it was then. How it is now is kept as a backup first." if self.backups
                else "No backup of this file has been made yet.")
        lines.addWidget(label(said, wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName("Backups")
        for one in self.backups:
            size = one.path.stat().st_size / 1_000_000
            why = _WHY.get(one.reason, one.reason)
            QListWidgetItem(f"{short_time(to_text(one.at))} · {why} · {size:,.1f} MB", self.list)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.accept)
        lines.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button("Cancel", self.reject))
        self.go = button("Restore", self.accept, kind="primary")
        self.go.setEnabled(bool(self.backups))
        row.addWidget(self.go)
        lines.addLayout(row)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> backup.Backup | None:
        """The backup that is marked."""
        row = self.list.currentRow()
        return self.backups[row] if 0 <= row < len(self.backups) else None


def choose_backup(store: Path, parent: QWidget) -> backup.Backup | None:
    """Ask which backup; None when the user leaves it."""
    dialog = RestoreDialog(store, parent)
    done = dialog.exec()
    chosen = dialog.chosen if done == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return chosen
