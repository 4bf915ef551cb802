"""A page on which files can be dropped."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.background.jobs import Jobs
from ui.widgets.page import Page

__all__ = ["FilesPage"]


class FilesPage(Page):
    """Loads the files that are dropped on it."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.setAcceptDrops(True)

    def load_files(self, paths: Iterable[str | Path]) -> None:
        """Load files one after the other."""
        raise NotImplementedError

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.load_files([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()
