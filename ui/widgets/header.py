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

    @override
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens = tokens_of(self)
        painter.fillRect(rect, color(tokens.header))
        painter.setPen(color(tokens.line))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        font = QFont(self.font())
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(color(tokens.soft))
        title = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        mark = ""
        if self.sorted is not None and self.sorted[0] == section:
            mark = " ▴" if self.sorted[1] else " ▾"
        side = self.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        room = rect.adjusted(8, 0, -8 if side == Qt.AlignmentFlag.AlignRight else -4, 0)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room.width() - metrics.horizontalAdvance(mark))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown + mark)
