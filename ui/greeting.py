"""The first thing a newcomer sees: open or start a file, or try the sample."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ui.look import icon, tokens_of
from ui.preferences.remembered import Remembered, named_apart
from ui.widgets.text import button, label

__all__ = ["Greeting"]


class Greeting(QWidget):
    """Two choices, the recent files, and who is at the keyboard.

    Signals:
        new_wanted, open_wanted, sample_wanted: a choice.
        file_wanted: a recent file.
        signed_in: a name was given.
    """

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    file_wanted = Signal(Path)
    signed_in = Signal(str)

    def __init__(self, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remembered = remembered
        column = QWidget()
        column.setFixedWidth(640)
        lines = QVBoxLayout(column)
        lines.setSpacing(16)
        title = label("Find who could fill which empty seat", "title")
        lines.addWidget(title)
        lines.addWidget(label("Organizer turns sign-up sheets into call sheets, and calls into candidates. "
                              "Everything stays in one file on this computer.", "soft", wrap=True))
        choices = QHBoxLayout()
        choices.setSpacing(16)
        self.file_card = _Card("file", "Open or start a file", "Your own people: start with a sign-up spreadsheet, or "
                               "go on where you left off.")
        self.new = button("Start a new file", self.new_wanted.emit, kind="primary")
        self.existing = button("Open a file", self.open_wanted.emit)
        self.file_card.add(self.new, self.existing)
        self.sample_card = _Card("sample", "Try the sample", "A made-up county with sign-ups, districts and seats. "
                                 "Nothing you do there touches your own file.")
        self.sample = button("Open the sample", self.sample_wanted.emit)
        self.sample_card.add(self.sample)
        choices.addWidget(self.file_card, 1)
        choices.addWidget(self.sample_card, 1)
        lines.addLayout(choices)
        who = QHBoxLayout()
        who.setSpacing(8)
        self.who = QLineEdit(remembered.who)
        self.who.setAccessibleName("Your name")
        self.who.setPlaceholderText("Such as D. Brooks")
        self.who.setMaximumWidth(240)
        self.who.editingFinished.connect(lambda: self.signed_in.emit(self.who.text().strip()))
        who.addWidget(label("Who is at the keyboard?"))
        who.addWidget(self.who)
        who.addWidget(label("It is noted with everything you record.", "small"), 1)
        lines.addLayout(who)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(4)
        lines.addLayout(self._recent)
        page = QHBoxLayout(self)
        page.addStretch()
        middle = QVBoxLayout()
        middle.addStretch(2)
        middle.addWidget(column)
        middle.addStretch(3)
        page.addLayout(middle)
        page.addStretch()
        self.refresh()

    def refresh(self) -> None:
        """Show the recent files anew."""
        while (item := self._recent.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        recent = self._remembered.recent
        if recent:
            self._recent.addWidget(label("Recent files", "heading"))
        for path in recent[:5]:
            line = button(named_apart(path, recent), partial(self.file_wanted.emit, path), kind="link")
            line.setToolTip(str(path))
            self._recent.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)


class _Card(QFrame):
    """One of the two choices."""

    def __init__(self, drawing: str, title: str, text: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._drawing = drawing
        self._picture = QLabel()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(16, 16, 16, 16)
        self._lines.setSpacing(8)
        self._lines.addWidget(self._picture)
        self._lines.addWidget(label(title, "heading"))
        self._lines.addWidget(label(text, "soft", wrap=True))
        self._lines.addStretch(1)
        self._paint()

    def add(self, *buttons: QWidget) -> None:
        """Set buttons in the last line."""
        line = QHBoxLayout()
        line.setSpacing(8)
        for one in buttons:
            line.addWidget(one)
        line.addStretch()
        self._lines.addLayout(line)

    def _paint(self) -> None:
        self._picture.setPixmap(icon(self._drawing, tokens_of(self).press).pixmap(QSize(28, 28)))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()
        super().changeEvent(event)
