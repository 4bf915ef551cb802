"""The headings of a table."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from ui.look import ROW, color, tokens_of

__all__ = ["Header"]


class Header(QHeaderView):
    """Headings in small bold letters, with a ▾ after the one that is sorted by."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(ROW + 1)
        self.setMinimumSectionSize(36)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sorted: tuple[int, bool] | None = None
        self._font = QFont(self.font())
        self._font.setPixelSize(12)
        self._font.setWeight(QFont.Weight.DemiBold)

    def title(self, section: int) -> str:
        """The words of a heading."""
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")

    def need(self, section: int) -> int:
        """How wide a heading is that is shown whole."""
        mark = " ▾" if self.sorted is not None and self.sorted[0] == section else ""
        return QFontMetrics(self._font).horizontalAdvance(self.title(section) + mark) + 13

    def elided(self, title: str, room: int, mark: str = "") -> str:
        """A heading cut to the room there is. Args: room: in pixels; mark: stands after it."""
        metrics = QFontMetrics(self._font)
        return metrics.elidedText(title, Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance(mark))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens = tokens_of(self)
        painter.fillRect(rect, color(tokens.header))
        painter.setPen(color(tokens.line))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.setFont(self._font)
        painter.setPen(color(tokens.soft))
        mark = ""
        if self.sorted is not None and self.sorted[0] == section:
            mark = " ▴" if self.sorted[1] else " ▾"
        side = self.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        room = rect.adjusted(8, 0, -8 if side == Qt.AlignmentFlag.AlignRight else -4, 0)
        shown = self.elided(self.title(section), room.width(), mark)
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown + mark)
