"""Bars that lie: parts of a whole by kind, and counts of a funnel, of results, of callers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from typing_extensions import override

from ui.look import Tokens, color
from ui.overview.plot import Mark, Plot, sized

__all__ = ["Bar", "Bars", "Part", "StackedBar", "StackedBars"]

_ROW = 25.0
_THICK = 14.0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: what it is, how many, in which tone (a token's name), and what a press leads to."""

    name: str
    count: int
    tone: str
    target: object = None


@dataclass(frozen=True, slots=True)
class StackedBar:
    """A whole in parts. `note` stands behind it (``62% open``)."""

    label: str
    parts: tuple[Part, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One count.

    Args:
        label: what is counted.
        count: how many.
        tone: a token's name.
        note: stands behind the number (``12 this far``).
        target: what a press leads to.
        broken: it is so much longer than the others that it is drawn with a break and sets no scale.
    """

    label: str
    count: int
    tone: str = "press"
    note: str = ""
    target: object = None
    broken: bool = False


def _label_width(font: QFont, labels: Sequence[str], width: float) -> float:
    metrics = QFontMetricsF(font)
    return min(max((metrics.horizontalAdvance(label) for label in labels), default=0.0) + 16, width * 0.44)


def _write(painter: QPainter, room: QRectF, text: str, ink: str,
           side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
           cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
    painter.setPen(color(ink))
    shown = painter.fontMetrics().elidedText(text, cut, int(room.width()) + 1)
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)


class StackedBars(Plot):
    """Each bar is a hundred per cent; every part says its number where there is room, and its name in the legend."""

    NOTE = 92.0

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.bars: tuple[StackedBar, ...] = ()

    def put(self, bars: Sequence[StackedBar], words: str) -> None:
        """Show these bars."""
        self.bars = tuple(bars)
        self.renewed(words)

    @override
    def body_height(self, width: float) -> float:
        return _ROW * len(self.bars) + 26 if self.bars else 26

    @override
    def draw_body(self, painter: QPainter, room: QRectF, tokens: Tokens) -> list[Mark]:
        font = sized(self.face, 13)
        painter.setFont(font)
        left = _label_width(font, [bar.label for bar in self.bars], room.width())
        wide = max(room.width() - left - self.NOTE, 40)
        marks: list[Mark] = []
        top = room.top()
        for bar in self.bars:
            line = QRectF(room.left(), top, room.width(), _ROW)
            painter.setFont(font)
            _write(painter, QRectF(line.left(), top, left - 12, _ROW), bar.label, tokens.text)
            strip = QRectF(room.left() + left, top + (_ROW - _THICK) / 2, wide, _THICK)
            marks += self._draw_parts(painter, strip, bar, tokens)
            painter.setFont(font)
            _write(painter, QRectF(strip.right() + 10, top, self.NOTE - 10, _ROW), bar.note, tokens.soft)
            top += _ROW
        self._draw_legend(painter, QRectF(room.left() + left, top + 4, room.width() - left, 18), tokens)
        return marks

    def _draw_parts(self, painter: QPainter, strip: QRectF, bar: StackedBar, tokens: Tokens) -> list[Mark]:
        whole = sum(part.count for part in bar.parts)
        marks = []
        clip = QPainterPath()
        clip.addRoundedRect(strip, 3, 3)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(strip, color(tokens.line))
        painter.setFont(sized(self.face, 11, bold=True))
        left = strip.left()
        for part in bar.parts:
            if not part.count or not whole:
                continue
            box = QRectF(left, strip.top(), strip.width() * part.count / whole, strip.height())
            painter.fillRect(box, color(getattr(tokens, part.tone)))
            if left > strip.left():
                painter.fillRect(QRectF(left - 0.5, strip.top(), 1, strip.height()), color(tokens.window))
            if box.width() > painter.fontMetrics().horizontalAdvance(str(part.count)) + 8:
                painter.setPen(color("#ffffff"))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{part.count:,}")
            marks.append(Mark(box, f"{bar.label}: {part.count:,} of {whole:,} {part.name.lower()}", part.target))
            left = box.right()
        painter.restore()
        return marks

    def _draw_legend(self, painter: QPainter, room: QRectF, tokens: Tokens) -> None:
        parts = {part.name: part.tone for bar in self.bars for part in bar.parts}
        painter.setFont(sized(self.face, 12))
        left = room.left()
        for name, tone in parts.items():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(getattr(tokens, tone)))
            painter.drawRoundedRect(QRectF(left, room.center().y() - 4.5, 9, 9), 2, 2)
            wide = painter.fontMetrics().horizontalAdvance(name)
            _write(painter, QRectF(left + 14, room.top(), wide + 2, room.height()), name, tokens.soft)
            left += wide + 32


class Bars(Plot):
    """Counts below each other, the longest as long as there is room; a funnel when they only grow smaller."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.bars: tuple[Bar, ...] = ()

    def put(self, bars: Sequence[Bar], words: str) -> None:
        """Show these bars."""
        self.bars = tuple(bars)
        self.renewed(words)

    @override
    def body_height(self, width: float) -> float:
        return _ROW * max(len(self.bars), 1) + 4

    @override
    def draw_body(self, painter: QPainter, room: QRectF, tokens: Tokens) -> list[Mark]:
        font = sized(self.face, 13)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        left = _label_width(font, [bar.label for bar in self.bars], room.width())
        behind = max((metrics.horizontalAdvance(f"{bar.count:,}  {bar.note}") for bar in self.bars), default=0.0) + 14
        wide = max(room.width() - left - behind, 30)
        most = max((bar.count for bar in self.bars if not bar.broken), default=0) or 1
        marks = []
        for place, bar in enumerate(self.bars):
            top = room.top() + place * _ROW
            _write(painter, QRectF(room.left(), top, left - 12, _ROW), bar.label, tokens.text,
                   cut=Qt.TextElideMode.ElideMiddle)  # seats of one office are told apart by their ends
            long = wide * min(bar.count / most, 1.0)
            box = QRectF(room.left() + left, top + (_ROW - _THICK) / 2, max(long, 2 if bar.count else 0), _THICK)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(getattr(tokens, bar.tone)))
            painter.drawRoundedRect(box, 3, 3)
            if bar.broken:
                _tear(painter, QRectF(box.right() - 34, box.top(), 16, box.height()), tokens)
            if not bar.count:
                painter.setPen(QPen(color(tokens.line), 1))
                painter.drawLine(box.topLeft(), box.bottomLeft())
            number = f"{bar.count:,}"
            text = QRectF(box.right() + 8, top, metrics.horizontalAdvance(number) + 2, _ROW)
            _write(painter, text, number, tokens.text)
            _write(painter, QRectF(text.right() + 6, top, room.right() - text.right() - 6, _ROW), bar.note, tokens.soft)
            hit = QRectF(room.left(), top + 1, text.right() - room.left() + 4, _ROW - 2)
            said = f"{bar.label}: {bar.count:,}" + (f", {bar.note}" if bar.note else "")
            marks.append(Mark(hit, said, bar.target))
        return marks


def _tear(painter: QPainter, place: QRectF, tokens: Tokens) -> None:
    """A slanted gap: here the bar is longer than drawn."""
    painter.setPen(QPen(color(tokens.window), 3))
    for left in (place.left(), place.left() + 7):
        painter.drawLine(QPointF(left, place.bottom() + 1), QPointF(left + 6, place.top() - 1))
