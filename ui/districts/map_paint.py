"""Paints the map into a picture: fills, borders, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import log2

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QTransform

from organizer.domain.district import short_label
from ui.districts.map_shape import FULL, LEVELS, MapShape
from ui.districts.shades import Shades
from ui.look import DARK, Tokens, color

__all__ = ["Camera", "Shading", "level_for", "paint_map", "picture_of"]


@dataclass(frozen=True, slots=True)
class Camera:
    """What part of the plane is shown: its point in the middle of the view, and pixels per unit."""

    x: float
    y: float
    scale: float

    def transform(self, width: float, height: float) -> QTransform:
        """From the plane to a view of this size."""
        return QTransform(self.scale, 0, 0, self.scale, width / 2 - self.x * self.scale,
                          height / 2 - self.y * self.scale)


@dataclass(slots=True)
class Shading:
    """What the colours say: people by district of one kind, and which districts are marked."""

    kind: str
    people: Mapping[str, int] = field(default_factory=dict)
    marked: Collection[str] = ()
    shades: Shades = field(default_factory=lambda: Shades(()))


def picture_of(shape: MapShape, shading: Shading, camera: Camera, size: QSize, ratio: float, tokens: Tokens,
               font: QFont) -> QPixmap:
    """The map as a picture of a size in logical pixels."""
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(color(tokens.window))
    painter = QPainter(picture)
    painter.setFont(font)
    paint_map(painter, shape, shading, camera, QRectF(0, 0, size.width(), size.height()), tokens)
    painter.end()
    return picture


def paint_map(painter: QPainter, shape: MapShape, shading: Shading, camera: Camera, rect: QRectF,
              tokens: Tokens) -> None:
    """Paint the map into a rectangle that begins at the painter's origin."""
    transform = camera.transform(rect.width(), rect.height())
    back, _ = transform.inverted()
    seen = back.mapRect(rect)
    kind = shape.kind(shading.kind)
    level = level_for(camera.scale)
    fills: dict[str, QPainterPath] = defaultdict(QPainterPath)
    areas = []
    for number, (path, box) in enumerate(zip(shape.paths(level), shape.boxes, strict=True)):
        code = kind.codes[number]
        if code and box.intersects(seen):
            areas.append(path)
            fills[shading.shades.fill(shading.people.get(code, 0), tokens)].addPath(path)
    painter.save()
    painter.setTransform(transform, True)
    painter.setPen(Qt.PenStyle.NoPen)
    for fill, path in fills.items():
        painter.setBrush(color(fill))
        painter.drawPath(path)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    roomy = _room_for_areas(shape, camera)
    if roomy and len(kind.members) * 1.5 < len(shape.areas):
        faint = QColor(tokens.text)
        faint.setAlphaF(0.10)
        painter.setPen(_pen(faint, 1))
        for path in areas:
            painter.drawPath(path)
    edge = QColor(tokens.side if tokens is DARK else tokens.window)
    painter.setPen(_pen(edge, 1.5 if len(kind.members) < 200 else 1))
    borders = shape.borders(shading.kind, level)
    for code, border in borders.items():  # one by one: a single path of many lines takes ten times as long
        if kind.places[code][1].intersects(seen):
            painter.drawPath(border)
    painter.setPen(_pen(QColor(tokens.text), 2.4))
    for code in shading.marked:
        if code in borders:
            painter.drawPath(borders[code])
    painter.restore()
    _names(painter, shape, shading, transform, rect, tokens)


def level_for(scale: float) -> int:
    """The coarsest level of the shape whose steps are at most two thirds of a pixel wide."""
    wanted = log2(max(scale, 1e-6) * 1.5)
    return next((level for level in LEVELS if level >= wanted), FULL)


def _room_for_areas(shape: MapShape, camera: Camera) -> bool:
    """Whether an area is on average at least 12 pixels wide."""
    size = shape.bounds.width() * shape.bounds.height() / max(len(shape.areas), 1)
    return float(size**0.5) * camera.scale >= 12


def _pen(ink: QColor, width: float) -> QPen:
    pen = QPen(ink, width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _names(painter: QPainter, shape: MapShape, shading: Shading, transform: QTransform, rect: QRectF,
           tokens: Tokens) -> None:
    """Write the name and the count of every district that has the room, the larger ones first."""
    kind = shape.kind(shading.kind)
    font = QFont(painter.font())
    font.setPixelSize(12)
    font.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetricsF(font)
    painter.save()
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    taken: list[QRectF] = []
    back = QColor(tokens.window)
    back.setAlphaF(0.72)
    order = sorted(kind.places.items(), key=lambda one: -one[1][1].width() * one[1][1].height())
    for code, (place, box) in order:
        spot = transform.map(place)
        if not rect.adjusted(-40, -20, 40, 20).contains(spot):
            continue
        label = _label(metrics, shading, code, transform.mapRect(box))
        if not label:
            continue
        wide = max(metrics.horizontalAdvance(line) for line in label)
        plate = QRectF(0, 0, wide + 8, metrics.height() * len(label))
        plate.moveCenter(spot)
        if any(plate.intersects(other) for other in taken):
            continue
        taken.append(plate)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(color(tokens.text))
        for number, line in enumerate(label):
            painter.drawText(QRectF(plate.left(), plate.top() + number * metrics.height(), plate.width(),
                                    metrics.height()), Qt.AlignmentFlag.AlignCenter, line)
    painter.restore()


def _label(metrics: QFontMetricsF, shading: Shading, code: str, room: QRectF) -> list[str]:
    """What can be written into a district of this size on the screen: name and count, the code alone, or nothing."""
    full = [short_label(shading.kind, code), f"{shading.people.get(code, 0):,}"]
    for lines in (full, [code]):
        wide = max(metrics.horizontalAdvance(line) for line in lines)
        if room.width() >= wide + 4 and room.height() >= metrics.height() * len(lines):
            return lines
    return []
