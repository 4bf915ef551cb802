"""What the map shows and from where: a picture with a rim to spare, drawn anew when the map rests."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from organizer.domain.district import short_label
from ui.districts.map_legend import DistrictCount, draw_legend
from ui.districts.map_paint import Camera, Shading, level_for, picture_of
from ui.districts.map_shape import MapShape
from ui.districts.shades import Shades
from ui.look import color, tokens_of

__all__ = ["MapCanvas"]

_RIM = 0.3  # of the view's size, drawn beyond each edge
_REST = 70  # milliseconds without movement before the map is drawn anew
_CLOSEST = 60_000.0  # pixels a degree: a house is seen


class MapCanvas(QWidget):
    """The map without hands; `MapView` adds mouse and keys.

    Signals:
        district_hovered: kind and code under the pointer or the keys; code "" for none.
    """

    district_hovered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shape_: MapShape | None = None
        self.shading = Shading("")
        self.counts: dict[str, DistrictCount] = {}
        self.camera = Camera(0, 0, 1)
        self.current = ""
        self._fitted = True
        self._picture: QPixmap | None = None
        self._drawn = self.camera
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._redraw)

    # what it shows

    def show_shape(self, shape: MapShape | None) -> None:
        """Another map; the view shows all of it."""
        self.shape_ = shape
        self.current = ""
        self._picture = None
        self.fit()

    def shade(self, kind: str, counts: Mapping[str, DistrictCount]) -> None:
        """Colour the districts of a kind by their people."""
        self.counts = dict(counts)
        people = {code: one.people for code, one in counts.items()}
        known = self.shape_.kind(kind).members if self.shape_ is not None and kind else {}
        shades = Shades(people.get(code, 0) for code in known)
        if kind != self.shading.kind:
            self.current = ""
        self.shading = Shading(kind, people, self.shading.marked if kind == self.shading.kind else (), shades)
        self._redraw()

    def mark(self, codes: Collection[str]) -> None:
        """Draw a strong line around these districts."""
        if set(codes) != set(self.shading.marked):
            self.shading.marked = tuple(codes)
            self._redraw()

    # where it looks

    def fit(self) -> None:
        """Show all."""
        if self.shape_ is None:
            self.update()
            return
        bounds = self.shape_.bounds
        scale = min(self.width() / max(bounds.width(), 1e-9), self.height() / max(bounds.height(), 1e-9)) * 0.94
        self._look(Camera(bounds.center().x(), bounds.center().y(), min(scale, _CLOSEST)))
        self._fitted = True
        self._redraw()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Closer (more than 1) or further, about a point of the widget or its middle."""
        if self.shape_ is None:
            return
        spot = at or QPointF(self.width() / 2, self.height() / 2)
        fixed = self.place_at(spot)
        widest = min(self.width() / max(self.shape_.bounds.width(), 1e-9),
                     self.height() / max(self.shape_.bounds.height(), 1e-9)) * 0.5
        scale = max(widest, min(self.camera.scale * factor, _CLOSEST))
        self._look(Camera(fixed.x() - (spot.x() - self.width() / 2) / scale,
                          fixed.y() - (spot.y() - self.height() / 2) / scale, scale))

    def pan(self, dx: float, dy: float) -> None:
        """Move what is shown by pixels."""
        self._look(Camera(self.camera.x - dx / self.camera.scale, self.camera.y - dy / self.camera.scale,
                          self.camera.scale))

    def go_to(self, code: str) -> None:
        """Make a district the current one and bring it into view."""
        if self.shape_ is None or code not in (places := self.shape_.kind(self.shading.kind).places):
            return
        self._set_current(code)
        place, _ = places[code]
        on_screen = self.camera.transform(self.width(), self.height()).map(place)
        if not QRectF(self.rect()).adjusted(30, 30, -30, -30).contains(on_screen):
            self._look(Camera(place.x(), place.y(), self.camera.scale))

    def place_at(self, spot: QPointF) -> QPointF:
        """The place of the plane under a point of the widget."""
        back, _ = self.camera.transform(self.width(), self.height()).inverted()
        return back.map(spot)

    def district_at(self, spot: QPointF) -> str:
        """The code of the district under a point of the widget, or ""."""
        if self.shape_ is None or not self.shading.kind:
            return ""
        area = self.shape_.area_at(self.place_at(spot), self.shading.kind)
        return "" if area is None else self.shape_.kind(self.shading.kind).codes[area]

    def words_for(self, code: str) -> str:
        """``State House HD 8A: 123 people · 12 would run``."""
        count = self.counts.get(code, DistrictCount())
        return f"{short_label(self.shading.kind, code)}: {count.in_words()}"

    def _set_current(self, code: str) -> None:
        if code != self.current:
            self.current = code
            self.district_hovered.emit(self.shading.kind, code)
            self.update()

    def _look(self, camera: Camera) -> None:
        self.camera = camera
        self._fitted = False
        gone = max(abs(camera.x - self._drawn.x) / max(self.width(), 1), abs(camera.y - self._drawn.y)
                   / max(self.height(), 1)) * camera.scale
        if camera.scale == self._drawn.scale and gone > _RIM:
            self._redraw()
        else:
            self._rest.start()
            self.update()

    # drawing

    def _redraw(self) -> None:
        self._rest.stop()
        if self.shape_ is None or not self.shading.kind or self.width() < 2 or self.height() < 2:
            self._picture = None
        else:
            size = QSize(round(self.width() * (1 + 2 * _RIM)), round(self.height() * (1 + 2 * _RIM)))
            self._picture = picture_of(self.shape_, self.shading, self.camera, size, self.devicePixelRatioF(),
                                       tokens_of(self), self.font())
            self._drawn = self.camera
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = tokens_of(self)
        painter.fillRect(self.rect(), color(tokens.window))
        if self._picture is not None:
            grow = self.camera.scale / self._drawn.scale
            size = self._picture.deviceIndependentSize()
            target = QRectF(0, 0, size.width() * grow, size.height() * grow)
            target.moveCenter(QPointF(self.width() / 2 + (self._drawn.x - self.camera.x) * self.camera.scale,
                                      self.height() / 2 + (self._drawn.y - self.camera.y) * self.camera.scale))
            if abs(grow - 1) < 1e-9:
                painter.drawPixmap(target.topLeft(), self._picture)
            else:
                painter.drawPixmap(target, self._picture, QRectF(self._picture.rect()))
            self._draw_current(painter)
            foot = self.words_for(self.current) if self.current else ""
            draw_legend(painter, self.shading, foot, tokens, self.width(), self.height())
        if self.hasFocus():
            painter.setPen(QPen(color(tokens.press), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _draw_current(self, painter: QPainter) -> None:
        if not self.current or self.shape_ is None:
            return
        tokens = tokens_of(self)
        border = self.shape_.borders(self.shading.kind, level_for(self.camera.scale)).get(self.current)
        if border is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self.camera.transform(self.width(), self.height()), True)
        for ink, wide in ((tokens.window, 5.0), (tokens.badge, 2.4)):
            pen = QPen(color(ink), wide)
            pen.setCosmetic(True)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPath(border)
        painter.restore()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        else:
            self._rest.start()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._redraw()
        super().changeEvent(event)
