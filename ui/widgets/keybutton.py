"""A button with its key: the words on the left, the key's cap on the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from ui.look import color, tokens_of
from ui.widgets.text import EnterPresses

__all__ = ["KeyButton", "KeyCap"]


class KeyButton(EnterPresses, QAbstractButton):
    """``Left message  [M]``.

    Args:
        text: the words.
        key: what the cap shows; the key itself is handled by whoever holds the button.
        tone: "" plain, "good" filled green, "bad" red words.
        height: 30 in a panel, 42 on the calling screen.
    """

    def __init__(self, text: str, key: str = "", parent: QWidget | None = None, *, tone: str = "",
                 height: int = 30) -> None:
        super().__init__(parent)
        self.key = key
        self.tone = tone
        self._height = height
        self._edge, self._end = (10, 6) if height < 36 else (14, 12)
        self.setText(text)
        self.setAccessibleName(f"{text} ({key})" if key else text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if height > 36:
            font = self.font()
            font.setPixelSize(14)
            self.setFont(font)

    @override
    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + self._cap_width() + self._edge + self._end + 9, self._height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _cap_width(self) -> int:
        return max(18, self.fontMetrics().horizontalAdvance(self.key) + 8) if self.key else 0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = (self.tone == "good" or self.isChecked()) and self.isEnabled()
        fill, ink, edge = tokens.raised, tokens.text, tokens.border
        if filled:
            fill = edge = tokens.bad if self.tone == "bad" else tokens.good
            ink = "#ffffff"
        elif self.tone == "bad":
            ink, edge = tokens.bad_text, tokens.bad_border
        if not self.isEnabled():
            ink, edge = tokens.faint, tokens.line
        elif not filled and (self.isDown() or self.underMouse()):
            fill = tokens.selected if self.isDown() else tokens.hover
        if self.hasFocus():
            edge = tokens.press
        painter.setPen(QPen(color(edge), 2 if self.hasFocus() and filled else 1))
        painter.setBrush(color(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        wide = self._cap_width()
        room = self.rect().adjusted(self._edge, 0, -wide - self._end - 4, 0)
        painter.setPen(color(ink))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self.key:
            cap = QRectF(self.width() - wide - self._end, (self.height() - 19) / 2, wide, 19)
            _draw_cap(painter, cap, self.key, self)


class KeyCap(QWidget):
    """A key by itself, as in a line that explains ("Esc leave the list")."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setAccessibleName(key)
        font = self.font()
        font.setPixelSize(11)
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(max(18, self.fontMetrics().horizontalAdvance(self.key) + 11), 18)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_cap(painter, QRectF(self.rect()), self.key, self)


def _draw_cap(painter: QPainter, rect: QRectF, key: str, widget: QWidget) -> None:
    tokens = tokens_of(widget)
    painter.setPen(QPen(color(tokens.border), 1))
    painter.setBrush(color(tokens.raised))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    font = painter.font()
    font.setPixelSize(11)
    painter.setFont(font)
    painter.setPen(color(tokens.soft))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)
