"""The line that asks what a file does not say itself: of which kind its districts are, and a map's projection."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from organizer.domain.district import KINDS
from organizer.domain.errors import UserError
from ui.districts.loading import FileRequest
from ui.widgets.text import button, label

__all__ = ["AskBar"]


class AskBar(QFrame):
    """Why a file could not be loaded, and a second try with what was missing.

    Signals:
        again: the FileRequest with what was added.
    """

    again = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "error")
        self._wanted: FileRequest | None = None
        self.text = label(wrap=True, select=True)
        self.kind = QComboBox()
        self.kind.setAccessibleName("Kind of its districts")
        self.kind.addItem("as the file says", "")
        for kind, words in KINDS.items():
            self.kind.addItem(words, kind)
        self.projection = QLineEdit()
        self.projection.setPlaceholderText("such as EPSG:26915")
        self.projection.setAccessibleName("Projection of the map")
        self.projection.setMaximumWidth(190)
        self.projection.returnPressed.connect(self._again)
        self._about_map = label("Projection:")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 8, 8, 8)
        lines.setSpacing(8)
        lines.addWidget(self.text)
        line = QHBoxLayout()
        line.setSpacing(8)
        for part in (label("Kind of its districts:"), self.kind, self._about_map, self.projection):
            line.addWidget(part)
        line.addWidget(button("Try again", self._again))
        line.addStretch()
        line.addWidget(button("Dismiss", self.hide, kind="quiet"))
        lines.addLayout(line)
        self.hide()

    def ask(self, wanted: FileRequest, fault: UserError) -> None:
        """Show why a file could not be loaded."""
        self._wanted = wanted
        said = fault.message.replace("Say --kind with one of", "Choose a kind below, one of")
        self.text.setText("\n".join([said, *fault.details]))
        self.kind.setCurrentIndex(max(self.kind.findData(wanted.kind), 0))
        self.projection.setText(wanted.projection)
        for part in (self._about_map, self.projection):
            part.setVisible(wanted.is_map)
        self.show()
        self.kind.setFocus()

    def _again(self) -> None:
        if self._wanted is not None:
            self.hide()
            self.again.emit(FileRequest(self._wanted.path, str(self.kind.currentData() or ""),
                                        self.projection.text().strip()))
