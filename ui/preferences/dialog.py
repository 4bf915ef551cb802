"""The preferences: colours and who is at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QVBoxLayout

from organizer.settings import data_folder
from ui.widgets.text import button, label

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["PreferencesDialog"]

_SCHEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))


class PreferencesDialog(QDialog):
    """Every choice holds at once; there is nothing to confirm."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle("Preferences")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 24, 24, 16)
        lines.setSpacing(16)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        self.scheme = QComboBox()
        for _, text in _SCHEMES:
            self.scheme.addItem(text)
        self.scheme.setCurrentIndex([name for name, _ in _SCHEMES].index(window.look.scheme))
        self.scheme.currentIndexChanged.connect(lambda row: window.choose_scheme(_SCHEMES[row][0]))
        form.addRow(label("Colors"), self.scheme)
        self.who = QLineEdit(window.remembered.who)
        self.who.setMinimumWidth(240)
        self.who.editingFinished.connect(lambda: window.sign_in(" ".join(self.who.text().split())[:60]))
        form.addRow(label("Your name"), self.who)
        place = label(str(data_folder()), "soft", wrap=True, select=True)
        form.addRow(label("New files go to"), place)
        lines.addLayout(form)
        lines.addWidget(button("Close", self.accept), 0, Qt.AlignmentFlag.AlignRight)
