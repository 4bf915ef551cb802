"""What a view says when there is nothing in it: a drawing, one sentence, one next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from ui.look import icon, tokens_of
from ui.widgets.text import button, label

__all__ = ["EmptyState"]

_WIDE = 360  # pixels of the sentence


class EmptyState(QWidget):
    """Args: drawing: a name in resources/icons; sentence; step: the button's words ("" for none); pressed."""

    def __init__(self, drawing: str, sentence: str, step: str = "", pressed: Callable[[], object] | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._picture = QLabel()
        self._sentence = label(sentence, "soft", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setMaximumWidth(_WIDE)
        self.step = button(step, pressed, kind="primary")
        self.setFocusProxy(self.step)
        self.other = button("", kind="link")
        self.other.hide()
        lines = QVBoxLayout(self)
        lines.setSpacing(12)
        lines.addStretch(2)
        lines.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._sentence, 100)  # as wide as it may be
        middle.addStretch(1)
        lines.addLayout(middle)
        for part in (self.step, self.other):
            lines.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch(3)
        self.step.setVisible(bool(step))  # once it has a parent; before, it would be a window of its own
        self._paint()

    def say(self, sentence: str, step: str = "", other: str = "") -> None:
        """Another sentence and step; `other` are the words of a second way, the button `other`."""
        self._sentence.setText(sentence)
        self.step.setText(step)
        self.step.setVisible(bool(step))
        self.other.setText(other)
        self.other.setVisible(bool(other))

    def _paint(self) -> None:
        made = icon(self._drawing, tokens_of(self).faint)
        self._picture.setPixmap(made.pixmap(48, 48))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()
        super().changeEvent(event)
