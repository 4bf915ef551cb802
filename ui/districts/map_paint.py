"""Paints the map into a picture: fills, borders, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QTransform

from organizer.domain.district import short_label
from ui.districts.map_shape import MapShape
from ui.districts.shades import Shades, ink_on
from ui.look import Tokens, color

__all__ = ["Camera", "Shading", "paint_map", "picture_of"]


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
    fills: dict[str, QPainterPath] = defaultdict(QPainterPath)
    areas = QPainterPath()
    for number, (path, box) in enumerate(zip(shape.paths, shape.boxes, strict=True)):
        if box.intersects(seen):
            areas.addPath(path)
            code = kind.codes[number]
            fill = shading.shades.fill(shading.people.get(code, 0), tokens) if code else tokens.side
            fills[fill].addPath(path)
    painter.save()
    painter.setTransform(transform, True)
    painter.setPen(Qt.PenStyle.NoPen)
    for fill, path in fills.items():
        painter.setBrush(color(fill))
        painter.drawPath(path)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if len(kind.members) * 1.5 < len(shape.paths) and _room_for_areas(shape, camera):
        faint = QColor(tokens.text)
        faint.setAlphaF(0.13)
        painter.setPen(_pen(faint, 0.7))
        painter.drawPath(areas)
    edge = QColor(tokens.window if tokens.window == "#ffffff" else tokens.side)
    dense = len(kind.members) > 200 and not _room_for_areas(shape, camera)
    painter.setPen(_pen(edge, 0.6 if dense else 1.4))
    for code, border in kind.borders.items():
        if code not in kind.places or kind.places[code][1].intersects(seen):
            painter.drawPath(border)
    painter.setPen(_pen(QColor(tokens.text), 2.4))
    for code in shading.marked:
        if code in kind.borders:
            painter.drawPath(kind.borders[code])
    painter.restore()
    _names(painter, shape, shading, transform, rect, tokens)


def _room_for_areas(shape: MapShape, camera: Camera) -> bool:
    """Whether an area is on average at least 12 pixels wide."""
    size = shape.bounds.width() * shape.bounds.height() / max(len(shape.paths), 1)
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
    order = sorted(kind.places.items(), key=lambda one: -one[1][1].width() * one[1][1].height())
    for code, (place, box) in order:
        spot = transform.map(place)
        if not rect.adjusted(-40, -20, 40, 20).contains(spot):
            continue
        people = shading.people.get(code, 0)
        lines = [short_label(shading.kind, code), f"{people:,}"]
        wide = max(metrics.horizontalAdvance(line) for line in lines)
        tall = metrics.height() * len(lines)
        on_screen = transform.mapRect(box)
        if on_screen.width() < wide + 10 or on_screen.height() < tall * 0.9:
            lines = [code] if on_screen.width() >= metrics.horizontalAdvance(code) + 6 else []
            wide = metrics.horizontalAdvance(code)
            tall = metrics.height()
            if not lines or on_screen.height() < tall:
                continue
        label = QRectF(spot.x() - wide / 2 - 3, spot.y() - tall / 2, wide + 6, tall)
        if any(label.intersects(other) for other in taken):
            continue
        taken.append(label)
        fill = shading.shades.fill(people, tokens)
        ink = ink_on(fill)
        top = label.top() + metrics.ascent()
        for number, line in enumerate(lines):
            painter.setPen(color(ink))
            spot = QPointF(label.center().x() - metrics.horizontalAdvance(line) / 2, top + number * metrics.height())
            _halo(painter, spot, line, fill)
            painter.drawText(spot, line)
    painter.restore()


def _halo(painter: QPainter, spot: QPointF, line: str, fill: str) -> None:
    """A rim of the district's own colour, so that borders do not cross the letters."""
    rim = QColor(fill)
    rim.setAlphaF(0.8)
    painter.save()
    painter.setPen(rim)
    for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        painter.drawText(spot + QPointF(dx, dy), line)
    painter.restore()
