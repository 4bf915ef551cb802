"""Labels and lines that show text as it is: never rich text guessed from data."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

__all__ = ["button", "is_enter", "label", "rule", "turn"]


def label(text: str = "", role: str = "", parent: QWidget | None = None, *, wrap: bool = False,
          select: bool = False) -> QLabel:
    """A plain-text label.

    Args:
        text: shown as it is.
        role: title, heading, strong, soft, small, bad or good (see resources/styles/app.qss).
        parent: where it lives.
        wrap: whether long text takes several lines.
        select: whether it can be selected and copied.
    """
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        made.setMinimumWidth(1)
    if select:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def turn(made: QLabel, role: str) -> None:
    """Give a label another role, and so another look."""
    if made.property("role") != role:
        made.setProperty("role", role)
        made.style().unpolish(made)
        made.style().polish(made)


def rule(parent: QWidget | None = None, *, upright: bool = False) -> QFrame:
    """A hair line between two things."""
    made = QFrame(parent)
    made.setProperty("role", "vrule" if upright else "rule")
    return made


def button(text: str, pressed: Callable[[], object] | None = None, *, kind: str = "",
           parent: QWidget | None = None) -> QPushButton:
    """A push button. Args: kind: primary, danger, link, quiet, choice, big or "" (see app.qss)."""
    made = _Button(text, parent)
    made.setAutoDefault(False)  # else Enter in a field presses the first button of its dialog
    if kind:
        made.setProperty("kind", kind)
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if pressed is not None:
        made.clicked.connect(lambda: pressed())
    return made


def is_enter(event: QKeyEvent) -> bool:
    """Whether it is Enter, alone and pressed just now: on a button with the focus it presses it, as Space does."""
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()


class _Button(QPushButton):
    """Enter presses it, and not the main button of its dialog."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)
