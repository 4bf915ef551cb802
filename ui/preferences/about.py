"""What the program is, and its keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QMainWindow, QScrollArea, QVBoxLayout, QWidget

from organizer import __version__
from organizer.domain.status import RESULTS
from ui.widgets.keybutton import KeyCap
from ui.widgets.text import button, label, rule

__all__ = ["AboutDialog", "KeysDialog"]


_CELLS = (
    ("F2", "Type over the cell; a capital letter or a figure begins at once, after Left or Right any letter"),
    ("Del", "Empty the cell: Enter keeps it so"),
    ("Enter", "While typing: keep it and go down; Tab goes to the right, Esc leaves it as it was"),
    ("Ctrl+Enter", "While typing: keep it for all rows selected"),
    ("Alt+W", "The result is for the whole household; while calling, too"),
    ("/", "Search"),
)  # in the table, besides the results


class AboutDialog(QDialog):
    """Name, version and what it keeps where."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Organizer")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 24, 24, 16)
        lines.setSpacing(8)
        lines.addWidget(label("Organizer", "title"))
        lines.addWidget(label(f"Version {__version__}", "soft"))
        lines.addWidget(label("From a sign-up spreadsheet to somebody on the ballot. Works without a network; "
                              "everything it knows is in the file you opened, and in the backups beside it.",
                              wrap=True))
        lines.addSpacing(8)
        lines.addWidget(button("Close", self.accept), 0, Qt.AlignmentFlag.AlignRight)


class KeysDialog(QDialog):
    """The keys of the menus, and those of the table. Args: window: whose actions are listed."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle("Keys")
        self.resize(640, 560)
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(24, 16, 24, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label("In the table, for the people selected", "heading"), 0, 0, 1, 2)
        row = 1
        for result in RESULTS:
            row = _line(grid, row, result.key.upper(), f"{result.label}: {_small(result.meaning)}")
        for key, what in _CELLS:
            row = _line(grid, row, key, what)
        grid.addWidget(rule(), row, 0, 1, 2)
        grid.addWidget(label("Everywhere", "heading"), row + 1, 0, 1, 2)
        row += 2
        for action in _with_keys(window):
            row = _line(grid, row, action.shortcut().toString(), action.text().replace("&", "").rstrip("…"))
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 12)
        lines.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addStretch()
        foot.addWidget(button("Close", self.accept))
        lines.addLayout(foot)


def _line(grid: QGridLayout, row: int, key: str, text: str) -> int:
    grid.addWidget(KeyCap(key), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    grid.addWidget(label(text, wrap=True), row, 1)
    return row + 1


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _with_keys(window: QMainWindow) -> list[QAction]:
    return [action for action in window.menuBar().findChildren(QAction)
            if not action.shortcut().isEmpty() and action.text()]
