"""Chips: a condition of a filter that can be pressed and cleared, and small labels for districts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from ui.look import ROW, color, tokens_of
from ui.widgets.cells import plain_tip

__all__ = ["FilterChip", "Tag"]

_EDGE = 9
_MARK = 18  # the room of the ✕ or the ▾


class FilterChip(QAbstractButton):
    """``Status: any ▾`` at rest, ``House: 32A, 32B ✕`` when it narrows.

    Signals:
        cleared: the ✕, Delete or Backspace.
    """

    cleared = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.active = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.say(text, active=False)

    def say(self, text: str, *, active: bool) -> None:
        """Show a condition; active when it narrows the list."""
        self.active = active
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text) if self.fontMetrics().horizontalAdvance(text) > 220 else "")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        wide = min(self.fontMetrics().horizontalAdvance(self.text()), 220)
        return QSize(wide + 2 * _EDGE + _MARK, ROW)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(64, ROW)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.chip_border if self.active or self.hasFocus() else tokens.border
        fill = tokens.chip if self.active else (tokens.hover if self.underMouse() or self.isDown() else tokens.raised)
        painter.setPen(QPen(color(edge), 1))
        painter.setBrush(color(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(color(tokens.chip_text if self.active else tokens.text))
        room = self.rect().adjusted(_EDGE, 0, -_MARK - 4, 0)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        middle, right = self.height() / 2, self.width() - _EDGE
        pen = QPen(painter.pen().color(), 1.3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self.active:
            cross = QRectF(right - 8, middle - 4, 8, 8)
            painter.drawLine(cross.topLeft(), cross.bottomRight())
            painter.drawLine(cross.topRight(), cross.bottomLeft())
        else:
            painter.setBrush(pen.color())
            painter.setPen(Qt.PenStyle.NoPen)
            corner = QRectF(right - 8, middle - 2, 7, 4.5)
            painter.drawPolygon([corner.topLeft(), corner.topRight(),
                                 (corner.bottomLeft() + corner.bottomRight()) / 2])

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self.active and place.x() > self.width() - _EDGE - _MARK and self.rect().contains(place):
            self.setDown(False)
            self.cleared.emit()
            return
        super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.active and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)


class Tag(QWidget):
    """A small bordered word, such as ``HD 32A``.

    Args:
        text: the word.
        dashed: for what is only likely.

    Signals:
        pressed: a click.
    """

    pressed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None, *, dashed: bool = False) -> None:
        super().__init__(parent)
        self.text = text
        self._dashed = dashed
        small = self.font()
        small.setPixelSize(11)
        self.setFont(small)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(min(self.fontMetrics().horizontalAdvance(self.text), 240) + 11, 17)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(color(tokens.border), 1)
        if self._dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(color(tokens.text))
        shown = self.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, self.width() - 8)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, shown)
