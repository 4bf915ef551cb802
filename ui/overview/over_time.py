"""Plots over time: columns day by day, and a line week by week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from typing_extensions import override

from ui.labels import many
from ui.look import Tokens, color
from ui.overview.plot import Mark, Plot, sized

__all__ = ["Column", "Columns", "LinePlot", "Moment", "ticks"]

_TALL = 150.0
_FOOT = 22.0
_LEGEND = 22.0
_SIDE = 40.0
_PALE = 0.3
_PALE_IN_THE_DARK = 0.8


@dataclass(frozen=True, slots=True)
class Column:
    """One day: a short label, the part that counts, all of it, what a press leads to, and how many people that is."""

    label: str
    count: int
    whole: int
    target: object = None
    people: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of a line: a short label, its value, and of how many."""

    label: str
    value: int
    of: int


def ticks(most: int) -> list[int]:
    """Round numbers from nothing to at least `most`, four steps or fewer."""
    if most <= 0:
        return [0, 1]
    step = next(nice * 10**power for power in range(12) for nice in (1, 2, 5) if nice * 10**power * 4 >= most)
    return list(range(0, -(-most // step) * step + 1, step))


def _axis(painter: QPainter, room: QRectF, marks: Sequence[int], tokens: Tokens) -> None:
    """Lines across with their numbers on the left."""
    top = marks[-1] or 1
    for mark in marks:
        y = round(room.bottom() - room.height() * mark / top) + 0.5
        painter.setPen(QPen(color(tokens.line if mark else tokens.border), 1))
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
        painter.setPen(color(tokens.soft))
        painter.drawText(QRectF(room.left() - _SIDE, y - 9, _SIDE - 8, 18),
                         Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{mark:,}")


def _labels(painter: QPainter, spots: Sequence[tuple[float, str]], top: float, left: float, right: float) -> None:
    """Write as many labels at even distances as fit without touching; the last is always among them."""
    metrics = painter.fontMetrics()
    widest = max((metrics.horizontalAdvance(text) for _, text in spots), default=0) + 2
    pitch = (spots[-1][0] - spots[0][0]) / (len(spots) - 1) if len(spots) > 1 else 1.0
    every = max(1, ceil((widest + 10) / max(pitch, 0.1)))
    until = right + 1.0
    for x, text in list(reversed(spots))[::every]:
        start = min(max(x - widest / 2, left - 12), right - widest)
        if start + widest <= until:
            painter.drawText(QRectF(start, top, widest, 18), Qt.AlignmentFlag.AlignCenter, text)
            until = start


def _tones(tokens: Tokens) -> tuple[QColor, QColor]:
    """The strong and the pale tone. A dark ground swallows a wash, so that there both are lighter."""
    dark = color(tokens.window).lightness() < 128
    pale = QColor(tokens.press)
    pale.setAlphaF(_PALE_IN_THE_DARK if dark else _PALE)
    return QColor(tokens.link if dark else tokens.press), pale


class Columns(Plot):
    """A column a day: all of it in a pale tone, the part that counts in a strong one before it."""

    def __init__(self, title: str, part: str, whole: str) -> None:
        """Args: title; part and whole: what the two tones are called ("reached", "dialed")."""
        super().__init__(title)
        self._names = (part, whole)
        self.columns: tuple[Column, ...] = ()

    def put(self, columns: Sequence[Column], words: str) -> None:
        """Show these columns."""
        self.columns = tuple(columns)
        self.renewed(words)

    @override
    def body_height(self, width: float) -> float:
        return _TALL + _FOOT + _LEGEND

    @override
    def draw_body(self, painter: QPainter, room: QRectF, tokens: Tokens) -> list[Mark]:
        painter.setFont(sized(self.face, 12))
        field = QRectF(room.left() + _SIDE, room.top() + 6, room.width() - _SIDE, _TALL - 6)
        marks_y = ticks(max((column.whole for column in self.columns), default=0))
        _axis(painter, field, marks_y, tokens)
        marks: list[Mark] = []
        spots = []
        strong, pale = _tones(tokens)
        pitch = field.width() / max(len(self.columns), 7)
        thick = max(2.0, min(pitch * 0.66, 34.0))
        for place, column in enumerate(self.columns):
            x = field.left() + pitch * (place + 0.5)
            spots.append((x, column.label))
            for count, fill in ((column.whole, pale), (column.count, strong)):
                tall = field.height() * count / marks_y[-1]
                painter.fillRect(QRectF(x - thick / 2, field.bottom() - tall, thick, tall), fill)
            hit = QRectF(x - pitch / 2, field.top(), pitch, field.height())
            said = f"{column.label}: {column.count:,} {self._names[0]} of {column.whole:,} {self._names[1]}"
            if 0 < column.people < column.whole:
                said += f", {many(column.people, 'person', 'people')}"
            marks.append(Mark(hit, said, column.target if column.whole else None))
        painter.setPen(color(tokens.soft))
        _labels(painter, spots, field.bottom() + 4, field.left(), room.right())
        self._legend(painter, QRectF(field.left(), field.bottom() + _FOOT + 2, field.width(), 18), tokens)
        return marks

    def _legend(self, painter: QPainter, room: QRectF, tokens: Tokens) -> None:
        left = room.left()
        for name, fill in zip(self._names, _tones(tokens), strict=True):
            painter.fillRect(QRectF(left, room.center().y() - 4.5, 9, 9), fill)
            wide = painter.fontMetrics().horizontalAdvance(name)
            painter.setPen(color(tokens.soft))
            painter.drawText(QRectF(left + 14, room.top(), wide + 2, 18), Qt.AlignmentFlag.AlignVCenter, name)
            left += wide + 32


class LinePlot(Plot):
    """A line of the campaign's one number, the last point with its value beside it."""

    def __init__(self, title: str, unit: str) -> None:
        """Args: title; unit: what is counted ("seats have somebody")."""
        super().__init__(title)
        self._unit = unit
        self.points: tuple[Moment, ...] = ()

    def put(self, points: Sequence[Moment], words: str) -> None:
        """Show these points."""
        self.points = tuple(points)
        self.renewed(words)

    @override
    def body_height(self, width: float) -> float:
        return _TALL + _FOOT

    @override
    def draw_body(self, painter: QPainter, room: QRectF, tokens: Tokens) -> list[Mark]:
        painter.setFont(sized(self.face, 12))
        goal = f"of {self.points[-1].of:,}" if self.points else ""
        ends = painter.fontMetrics().horizontalAdvance(goal)
        field = QRectF(room.left() + _SIDE, room.top() + 6, room.width() - _SIDE - ends - 14, _TALL - 6)
        marks_y = ticks(max((max(point.value, point.of) for point in self.points), default=0))
        _axis(painter, field, marks_y, tokens)
        if not self.points:
            return []
        step = field.width() / max(len(self.points) - 1, 1)
        xs = [field.left() + step * place if len(self.points) > 1 else field.right() for place in
              range(len(self.points))]

        def height(value: int) -> float:
            return field.bottom() - field.height() * value / marks_y[-1]

        painter.setPen(QPen(color(tokens.faint), 1.2, Qt.PenStyle.DashLine))
        goals = [QPointF(x, height(one.of)) for x, one in zip(xs, self.points, strict=True)]
        painter.drawPolyline(QPolygonF([QPointF(field.left(), goals[0].y()), *goals]))
        spots = [QPointF(x, height(one.value)) for x, one in zip(xs, self.points, strict=True)]
        below = QPainterPath()
        below.addPolygon(QPolygonF([QPointF(xs[0], field.bottom()), *spots, QPointF(xs[-1], field.bottom())]))
        wash = QColor(tokens.press)
        wash.setAlphaF(0.12)
        painter.fillPath(below, wash)
        painter.setPen(QPen(color(tokens.press), 2.2))
        painter.drawPolyline(QPolygonF(spots))
        marks = []
        painter.setBrush(color(tokens.window))
        for spot, point in zip(spots, self.points, strict=True):
            if len(self.points) <= 30:
                painter.setPen(QPen(color(tokens.press), 1.8))
                painter.drawEllipse(spot, 3.2, 3.2)
            hit = QRectF(spot.x() - max(step / 2, 5), field.top(), max(step, 10), field.height())
            marks.append(Mark(hit, f"{point.label}: {point.value:,} of {point.of:,} {self._unit}"))
        painter.setPen(color(tokens.soft))
        _labels(painter, [(x, one.label) for x, one in zip(xs, self.points, strict=True)], field.bottom() + 4,
                field.left(), room.right())
        painter.drawText(QRectF(field.right() + 8, height(self.points[-1].of) - 9, ends + 6, 18),
                         Qt.AlignmentFlag.AlignVCenter, goal)
        painter.setFont(sized(self.face, 13, bold=True))
        painter.setPen(color(tokens.text))
        painter.drawText(QRectF(field.right() + 8, spots[-1].y() - 9, ends + 6, 18), Qt.AlignmentFlag.AlignVCenter,
                         f"{self.points[-1].value:,}")
        return marks
