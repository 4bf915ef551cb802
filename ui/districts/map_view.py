"""The map: loaded boundaries shaded by people per district, to pan, zoom and choose from, by mouse or by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QToolTip, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.domain.district import natural_key
from ui.districts.map_canvas import MapCanvas
from ui.districts.map_shape import MapShape

__all__ = ["MapView"]

_STEP = 1.25


class MapView(MapCanvas):
    """Keys: arrows move, + and - zoom, 0 shows all, Page Up and Page Down go through the districts,
    Space chooses one, Enter shows who lives there.

    Signals:
        district_chosen: kind and code of a district that was clicked or chosen by Space, and whether to add it
            to those chosen before (Ctrl).
        district_opened: kind and code of a district that was double-clicked, or chosen by Enter.
    """

    district_chosen = Signal(str, str, bool)
    district_opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grabbed: QPointF | None = None
        self._moved = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 180)
        self.setAccessibleName("Map of the districts")
        self.setAccessibleDescription("Arrow keys move, plus and minus zoom, 0 shows all, Page Up and Page Down go "
                                      "through the districts, Space chooses one, Enter shows who lives there.")
        self._buttons()

    def _buttons(self) -> None:
        self._tools: list[QToolButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 8, 0)
        column.setSpacing(4)
        for text, name, pressed in (("+", "Zoom in", lambda: self.zoom(_STEP * _STEP)),
                                    ("−", "Zoom out", lambda: self.zoom(1 / _STEP / _STEP)),
                                    ("⤢", "Show all", self.fit)):
            one = QToolButton(self)
            one.setText(text)
            one.setFixedSize(28, 28)
            one.setAccessibleName(name)
            one.setToolTip(name)
            one.setProperty("role", "onmap")
            one.clicked.connect(pressed)
            one.hide()
            self._tools.append(one)
            column.addWidget(one, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch()

    @override
    def show_shape(self, shape: MapShape | None) -> None:
        super().show_shape(shape)
        for one in self._tools:
            one.setVisible(shape is not None)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._grabbed, self._moved = event.position(), False

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is None:
            self._set_current(self.district_at(event.position()))
            return
        step = event.position() - self._grabbed
        if self._moved or step.manhattanLength() > 4:
            self._moved = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._grabbed = event.position()
            self.pan(step.x(), step.y())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._grabbed is None:
            return
        self._grabbed = None
        self.unsetCursor()
        if not self._moved and (code := self.district_at(event.position())):
            add = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.district_chosen.emit(self.shading.kind, code, add)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and (code := self.district_at(event.position())):
            self.district_opened.emit(self.shading.kind, code)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._set_current("")
        super().leaveEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(_STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = 60.0
        moves = {Qt.Key.Key_Left: (step, 0), Qt.Key.Key_Right: (-step, 0), Qt.Key.Key_Up: (0, step),
                 Qt.Key.Key_Down: (0, -step)}
        if key in moves:
            self.pan(*moves[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_STEP)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(1 / _STEP)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.fit()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._next(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.district_opened.emit(self.shading.kind, self.current)
        elif key == Qt.Key.Key_Space and self.current:
            add = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.district_chosen.emit(self.shading.kind, self.current, add)
        else:
            super().keyPressEvent(event)

    def _next(self, step: int) -> None:
        if self.shape_ is None or not self.shading.kind:
            return
        codes = sorted(self.shape_.kind(self.shading.kind).members, key=natural_key)
        if codes:
            place = codes.index(self.current) + step if self.current in codes else (0 if step > 0 else -1)
            self.go_to(codes[place % len(codes)])

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tip(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def _tip(self, spot: QPoint, place: QPoint) -> None:
        if self.shape_ is None or not self.shading.kind:
            return
        area = self.shape_.area_at(QPointF(self.place_at(QPointF(spot))), self.shading.kind)
        if area is None:
            QToolTip.hideText()
            return
        code = self.shape_.kind(self.shading.kind).codes[area]
        name = self.shape_.areas[area].name
        words = self.words_for(code)
        QToolTip.showText(place, words if name == code else f"{words}\n{name}", self)
