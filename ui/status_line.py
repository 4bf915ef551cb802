"""The line at the foot of the window: file, saved, last backup, who is at the keyboard, and what was just done."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLineEdit, QStatusBar, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.domain.clock import short_time, to_text
from organizer.storage import backup
from ui.preferences.remembered import Remembered
from ui.widgets.bars import ProgressBar, UndoBar
from ui.widgets.text import button, label

__all__ = ["StatusLine"]

_HIGH = 28  # pixels, whatever is said in it

class StatusLine(QStatusBar):
    """Signals: switch_wanted: the name was pressed."""

    switch_wanted = Signal()

    def __init__(self, remembered: Remembered, parent: QWidget) -> None:
        super().__init__(parent)
        self._remembered = remembered
        self._window = parent
        self._is_open = False
        self.setSizeGripEnabled(False)
        self.setContentsMargins(6, 0, 6, 0)
        self.file = label()
        self.saved = label()
        self.backup = label()
        self.who = button("", self.switch_wanted.emit)
        self.who.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for one in (self.file, self.saved, self.backup):
            self.addWidget(one)
        self.undo_bar, self.progress = UndoBar(), ProgressBar()
        for bar in (self.progress, self.undo_bar):
            self.addWidget(bar, 1)
            bar.hide()
            bar.installEventFilter(self)
        self.setFixedHeight(_HIGH)
        self.addPermanentWidget(self.who)
        self._asking: _WhoPopup | None = None
        self.show_store(None)
        self.show_who()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is said or under way takes the room of the file's name and backup; nothing on the page moves."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._share()
        return super().eventFilter(watched, event)

    def _share(self) -> None:
        quiet = self.undo_bar.isHidden() and self.progress.isHidden()
        self.file.setVisible(quiet)
        for one in (self.saved, self.backup):
            one.setVisible(quiet and self._is_open)

    def show_store(self, path: Path | None) -> None:
        """Name the open file and its last backup."""
        self.file.setText(path.name if path else "No file open")
        self.file.setToolTip(str(path) if path else "")
        self._is_open = path is not None
        self._share()
        self.saved.setText("Saved")
        if path is not None:
            self.show_backup(next(iter(backup.listed(path)), None))

    def say_saving(self, saving: bool) -> None:
        """Whether something is being written just now."""
        self.saved.setText("Saving …" if saving else "Saved")

    def show_backup(self, made: backup.Backup | None) -> None:
        """When the last backup was made."""
        if made is None:
            self.backup.setText("No backup yet")
            return
        today = made.at.astimezone().date() == datetime.now(UTC).astimezone().date()
        said = short_time(to_text(made.at))
        self.backup.setText(f"Last backup {said.rpartition(', ')[2] if today else said}")

    def show_who(self) -> None:
        """Name who is at the keyboard."""
        who = self._remembered.who
        self.who.setText(f"You are {who}".replace("&", "&&") if who else "Who is at the keyboard?")

    def ask_who(self) -> None:
        """Open the little field for a name over the right end of the line."""
        self._asking = _WhoPopup(self._remembered, self._window)
        self._asking.named.connect(self._window.sign_in)  # type: ignore[attr-defined]
        self._asking.adjustSize()
        corner = self.mapToGlobal(QPoint(self.width(), 0))
        self._asking.move(corner - QPoint(self._asking.width() + 8, self._asking.height() + 4))
        self._asking.show()
        self._asking.field.setFocus()


class _WhoPopup(QFrame):
    """Asks for a name; the names used here before are offered."""

    named = Signal(str)

    def __init__(self, remembered: Remembered, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 12, 16, 12)
        lines.setSpacing(8)
        lines.addWidget(label("Who is at the keyboard?", "heading"))
        lines.addWidget(label("Your name is noted with every call and change.", "small"))
        row = QHBoxLayout()
        self.field = QLineEdit(remembered.who)
        self.field.selectAll()
        self.field.setAccessibleName("Your name")
        self.field.setPlaceholderText("Name, such as D. Brooks")
        self.field.setMinimumWidth(220)
        completer = QCompleter(remembered.names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(completer)
        self.field.returnPressed.connect(lambda: self._choose(self.field.text()))
        row.addWidget(self.field, 1)
        row.addWidget(button("Sign in", lambda: self._choose(self.field.text()), kind="primary"))
        lines.addLayout(row)
        for name in remembered.names[:5]:
            lines.addWidget(button(name.replace("&", "&&"), partial(self._choose, name), kind="link"), 0,
                            Qt.AlignmentFlag.AlignLeft)

    def _choose(self, name: str) -> None:
        name = " ".join(name.split())[:60]
        if name:
            self.named.emit(name)
        self.close()  # also with no name: it must not stand before the work
