"""A plot: marks drawn by hand that can be hovered, walked through by keys, pressed, copied and printed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFont,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from ui.look import LIGHT, Tokens, color, tokens_of
from ui.widgets.cells import plain_tip

__all__ = ["Mark", "Plot", "sized"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing in a plot: where, what it says in full, and what a press leads to (None: nothing)."""

    rect: QRectF
    text: str
    target: object = None


def sized(font: QFont, pixels: int, *, bold: bool = False) -> QFont:
    """A font in another size."""
    made = QFont(font)
    made.setPixelSize(pixels)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


class Plot(QWidget):
    """Draws a heading, a quiet line under it, and marks. Subclasses draw the marks and say how tall they are.

    Signals:
        chosen: the target of a mark that was pressed.
        print_wanted: "Print…" was chosen.
    """

    chosen = Signal(object)
    print_wanted = Signal()

    HEAD = 46.0
    """Pixels for the heading and the line under it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.words = ""
        self.marks: list[Mark] = []
        self._current: int | None = None
        self._hovered: int | None = None
        self._face: QFont | None = None
        self.setAccessibleName(title)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # for subclasses

    def body_height(self, width: float) -> float:
        """How tall the marks are at a width."""
        raise NotImplementedError

    def draw_body(self, painter: QPainter, room: QRectF, tokens: Tokens) -> list[Mark]:
        """Draw the marks into a room and say where each is."""
        raise NotImplementedError

    def renewed(self, words: str) -> None:
        """The data changed: lay out and draw anew. Args: words: the line under the heading."""
        self.words = words
        self.setAccessibleDescription(words)
        self._current = self._hovered = None
        self.updateGeometry()
        self.update()

    # drawing

    @property
    def face(self) -> QFont:
        """The font to draw with: the widget's own, or the one of the paper."""
        return self._face or self.font()

    def draw_on_paper(self, painter: QPainter, rect: QRectF, font: QFont) -> None:
        """Draw with another font in the light colours."""
        self._face = font
        try:
            self.draw(painter, rect, LIGHT)
        finally:
            self._face = None

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens, said: str = "") -> list[Mark]:
        """Draw all of it into a rectangle, on the screen, a picture or paper. Args: said: in place of the line."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self.face
        painter.setFont(sized(base, 13, bold=True))
        painter.setPen(color(tokens.text))
        line = QRectF(rect.left(), rect.top(), rect.width(), 20)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self.title)
        painter.setFont(sized(base, 13))
        painter.setPen(color(tokens.text if said else tokens.soft))
        words = painter.fontMetrics().elidedText(said or self.words, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(line.translated(0, 20), Qt.AlignmentFlag.AlignVCenter, words)
        return self.draw_body(painter, rect.adjusted(0, self.HEAD, 0, 0), tokens)

    def picture(self, width: int = 0, ratio: float = 2.0) -> QImage:
        """The plot as a picture in the light colours."""
        wide = width or self.width()
        tall = self.heightForWidth(wide)
        image = QImage(QSize(round((wide + 32) * ratio), round((tall + 32) * ratio)), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(color(LIGHT.window))
        painter = QPainter(image)
        self.draw(painter, QRectF(16, 16, wide, tall), LIGHT)
        painter.end()
        return image

    def copy(self) -> None:
        """Put the plot on the clipboard as a picture."""
        QGuiApplication.clipboard().setImage(self.picture())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        current = self._current if self.hasFocus() else None
        said = self.marks[current].text if current is not None and current < len(self.marks) else ""
        self.marks = self.draw(painter, QRectF(self.rect()), tokens, said)
        for place, width in ((self._hovered, 1.0), (current, 2.0)):
            if place is not None and place < len(self.marks):
                painter.setPen(QPen(color(tokens.text if width == 1 else tokens.press), width))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self.marks[place].rect.adjusted(-1, -1, 1, 1), 3, 3)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return round(self.HEAD + self.body_height(width))

    @override
    def sizeHint(self) -> QSize:
        return QSize(420, self.heightForWidth(max(self.width(), 420)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    # hands

    def mark_at(self, spot: QPointF) -> int | None:
        """The number of the mark at a point."""
        return next((place for place, mark in enumerate(self.marks) if mark.rect.contains(spot)), None)

    def press(self, place: int) -> None:
        """Tell the target of a mark."""
        if 0 <= place < len(self.marks) and self.marks[place].target is not None:
            self.chosen.emit(self.marks[place].target)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.mark_at(event.position())
        if place != self._hovered:
            self._hovered = place
            pressable = place is not None and self.marks[place].target is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if pressable else Qt.CursorShape.ArrowCursor)
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.mark_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and place is not None:
            self.press(place)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()
        super().leaveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        key = event.key()
        if key in steps and self.marks:
            step = steps[Qt.Key(key)]
            before = self._current
            first = 0 if step > 0 else len(self.marks) - 1
            self._current = first if before is None else (before + step) % len(self.marks)
            self.setAccessibleDescription(self.marks[self._current].text)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current is not None:
            self.press(self._current)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction("Copy as a picture", self.copy)
        menu.addAction("Print…", self.print_wanted.emit)
        menu.exec(event.globalPos())
        menu.deleteLater()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self.marks[place].text) if place is not None else "", self)
            return True
        return super().event(event)
