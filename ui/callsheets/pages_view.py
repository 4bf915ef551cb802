"""The pages of a sheet one below the other, drawn by the very layout that prints."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override

from organizer.callsheets.pdf.pages import Layout, paint_page
from ui.look import color, tokens_of

__all__ = ["PagesView"]

_GAP = 16
_KEPT = 6  # pages whose pictures are kept
_WIDEST = 820


class PagesView(QScrollArea):
    """Shows a `Layout`, as wide as there is room.

    Signals:
        page_changed: the number, from 1, of the page at the top of the view.
    """

    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = _Strip()
        self.setWidget(self._strip)
        self.setWidgetResizable(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName("Preview")
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._moved)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._strip.layout_.pages) if self._strip.layout_ else 0

    @property
    def shown(self) -> Layout | None:
        """The pages shown."""
        return self._strip.layout_

    def put(self, layout: Layout | None) -> None:
        """Show other pages, at the same height of the strip."""
        self._strip.put(layout)
        self._fit()
        self._moved(self.verticalScrollBar().value())

    def go_to(self, page: int) -> None:
        """Bring a page, from 1, to the top."""
        if 1 <= page <= self.pages:
            self.verticalScrollBar().setValue(self._strip.top_of(page - 1))

    def _moved(self, value: int) -> None:
        if self.pages:
            self.page_changed.emit(self._strip.page_at(value + _GAP) + 1)

    def _fit(self) -> None:
        self._strip.set_width(min(self.viewport().width(), _WIDEST))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _Strip(QWidget):
    """All pages in a column; paints those in view and keeps their pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.layout_: Layout | None = None
        self._tops: list[int] = []
        self._sizes: list[QSize] = []
        self._pictures: OrderedDict[tuple[int, int, float], QPixmap] = OrderedDict()

    def put(self, layout: Layout | None) -> None:
        self.layout_ = layout
        self._pictures.clear()
        self._measure(self.width())
        self.update()

    def set_width(self, width: int) -> None:
        self._measure(width)

    def top_of(self, page: int) -> int:
        return max(self._tops[page] - _GAP // 2, 0)

    def page_at(self, y: int) -> int:
        return max((place for place, top in enumerate(self._tops) if top <= y), default=0)

    def _measure(self, width: int) -> None:
        self._tops, self._sizes = [], []
        y = _GAP
        for page in self.layout_.pages if self.layout_ else ():
            wide = max(width - 2 * _GAP, 200)
            size = QSize(wide, round(wide * page.size[1] / page.size[0]))
            self._tops.append(y)
            self._sizes.append(size)
            y += size.height() + _GAP
        self.resize(width, max(y, 1))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.layout_ is None:
            return
        painter = QPainter(self)
        for place, (top, size) in enumerate(zip(self._tops, self._sizes, strict=True)):
            rect = QRect(_GAP, top, size.width(), size.height())
            if not rect.intersects(event.rect()):
                continue
            painter.drawPixmap(rect, self._picture(place, size))
            painter.setPen(color(tokens_of(self).border))
            painter.drawRect(rect)

    def _picture(self, place: int, size: QSize) -> QPixmap:
        ratio = self.devicePixelRatioF()
        key = (place, size.width(), ratio)
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        picture = QPixmap(size * ratio)
        picture.fill(QColor("#ffffff"))
        painter = QPainter(picture)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        assert self.layout_ is not None
        paint_page(painter, QRectF(0, 0, picture.width(), picture.height()), self.layout_, place)
        painter.end()
        picture.setDevicePixelRatio(ratio)
        self._pictures[key] = picture
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        return picture
