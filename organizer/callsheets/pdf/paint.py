"""Ink on a device: the marks of a page drawn with a painter, each stamp shaped once for all the places it stands at."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QGlyphRun, QPainter, QPainterPath, QPen, QRawFont, QTextLayout

from organizer.callsheets.pdf.ink import INCH, Ink, Stamp, Style, font_of

__all__ = ["Painting"]

_TICK = QColor(60, 60, 60)


class Painting:
    """Draws pages with one painter.

    What it keeps of fonts belongs to the thread it was made in, so it lives no longer than the work at hand.
    """

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._ready: dict[Stamp, _Shaped] = {}

    def page(self, ink: Ink, size: tuple[float, float], room: QRectF) -> None:
        """Draw a page of a size in inches so that it fills `room`."""
        painter = self._painter
        painter.save()
        painter.translate(room.topLeft())
        painter.scale(room.width() / (size[0] * INCH), room.height() / (size[1] * INCH))
        self._marks(ink)
        for stamp, places in ink.stamps.items():
            shaped = self._ready.get(stamp) or self._ready.setdefault(stamp, _Shaped(stamp.ink))
            for x, y in places:
                painter.translate(x, y)
                shaped.draw(painter)
                painter.translate(-x, -y)
        for style, texts in ink.texts.items():
            painter.setFont(font_of(style))
            painter.setPen(_grey(style.grey))
            for x, y, text in texts:
                painter.drawText(QPointF(x, y), text)
        painter.restore()

    def _marks(self, ink: Ink) -> None:
        painter = self._painter
        for x, y, wide, high, grey in ink.boxes:
            painter.fillRect(QRectF(x, y, wide, high), _grey(grey))
        for (grey, thickness), lines in ink.lines.items():
            painter.setPen(QPen(_grey(grey), thickness))
            painter.drawLines([QLineF(*line) for line in lines])
        painter.setPen(QPen(_TICK, 11))
        painter.setBrush(QBrush())
        for x, y, radius in ink.circles:
            painter.drawEllipse(QPointF(x, y), radius, radius)
        if ink.frames:
            painter.drawRects([QRectF(*frame) for frame in ink.frames])


class _Shaped:
    """A stamp ready to be drawn: glyphs in their places, and outlines."""

    def __init__(self, ink: Ink) -> None:
        self._runs = [(_grey(style.grey), run) for style, texts in ink.texts.items() for run in _glyphs(style, texts)]
        self._lines = [(QPen(_grey(grey), thickness), [QLineF(*line) for line in lines])
                       for (grey, thickness), lines in ink.lines.items()]
        self._filled: dict[int, QPainterPath] = {}
        for x, y, wide, high, grey in ink.boxes:
            self._filled.setdefault(grey, QPainterPath()).addRect(x, y, wide, high)
        self._outlines = QPainterPath()
        for x, y, radius in ink.circles:
            self._outlines.addEllipse(QPointF(x, y), radius, radius)
        for frame in ink.frames:
            self._outlines.addRect(QRectF(*frame))

    def draw(self, painter: QPainter) -> None:
        for grey, filled in self._filled.items():
            painter.fillPath(filled, _grey(grey))
        for pen, lines in self._lines:
            painter.setPen(pen)
            painter.drawLines(lines)
        if not self._outlines.isEmpty():
            painter.strokePath(self._outlines, QPen(_TICK, 11))
        for colour, run in self._runs:
            painter.setPen(colour)
            painter.drawGlyphRun(QPointF(0, 0), run)


def _glyphs(style: Style, texts: list[tuple[float, float, str]]) -> list[QGlyphRun]:
    """Texts of one style as the glyphs of each font that they take."""
    found: dict[tuple[str, str], tuple[QRawFont, list[int], list[QPointF]]] = {}
    for x, y, text in texts:
        layout = QTextLayout(text, font_of(style))
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(1_000_000)
        layout.endLayout()
        corner = QPointF(x, y - line.ascent())
        for run in layout.glyphRuns():
            font = run.rawFont()
            _, indexes, places = found.setdefault((font.familyName(), font.styleName()), (font, [], []))
            indexes.extend(run.glyphIndexes())
            places.extend(place + corner for place in run.positions())
    made = []
    for font, indexes, places in found.values():
        run = QGlyphRun()
        run.setRawFont(font)
        run.setGlyphIndexes(indexes)
        run.setPositions(places)
        made.append(run)
    return made


def _grey(value: int) -> QColor:
    return QColor(value, value, value)
