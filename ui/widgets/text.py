"""Labels and lines that show text as it is: never rich text guessed from data."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QPushButton, QWidget
from typing_extensions import override

__all__ = ["EnterPresses", "button", "label", "rule", "turn"]


def label(text: str = "", role: str = "", parent: QWidget | None = None, *, wrap: bool = False,
          select: bool = False) -> QLabel:
    """A plain-text label.

    Args:
        text: shown as it is.
        role: title, heading, strong, soft, small, bad or good (see resources/styles/app.qss).
        parent: where it lives.
        wrap: whether long text takes several lines, as many as it needs at the width it is given.
        select: whether it can be selected and copied.
    """
    made = _Wrapped(parent) if wrap else QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if role:
        made.setProperty("role", role)
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


class EnterPresses:
    """A button that Enter presses as Space does, and not the main button of its dialog; comes before Qt's own class."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As Qt calls it."""
        assert isinstance(self, QAbstractButton)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)  # type: ignore[misc]


class _Button(EnterPresses, QPushButton):
    pass


_LONG_WORD = re.compile(r"\S{40,}")
_BREAK = "\u200b"  # no space, but a place to go on in the next line


class _Wrapped(QLabel):
    """As high as its lines are at the width it has, also where nobody asks for the height at a width: in a window's
    least size, a splitter, a grid in a scroll area. It may be made as narrow as one likes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = 0  # pixels; 0 before it was laid out
        self.setWordWrap(True)

    @override
    def setText(self, text: str) -> None:
        """A word of no end, such as a file's name, may be broken anywhere."""
        super().setText(_LONG_WORD.sub(lambda found: _BREAK.join(found[0]), text))

    @override
    def text(self) -> str:
        return super().text().replace(_BREAK, "")

    @override
    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, self.maximumWidth()))

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self.heightForWidth(self._given)) if self._given else hint

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.heightForWidth(self._given) if self._given else super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != self._given:
            self._given = event.size().width()
            self.updateGeometry()
