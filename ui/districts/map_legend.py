"""The map's key: what the colours mean, and the district under the pointer in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from organizer.domain.district import KINDS
from ui.districts.map_paint import Shading
from ui.look import Tokens, color

__all__ = ["DistrictCount", "draw_legend"]


@dataclass(frozen=True, slots=True)
class DistrictCount:
    """Who lives in a district: people, those who would run, those who would help."""

    people: int = 0
    run: int = 0
    help: int = 0

    def in_words(self) -> str:
        """``123 people · 12 would run · 40 would help``."""
        who = "nobody yet" if not self.people else "1 person" if self.people == 1 else f"{self.people:,} people"
        said = [who]
        if self.run:
            said.append(f"{self.run:,} would run")
        if self.help:
            said.append(f"{self.help:,} would help")
        return " · ".join(said)


def draw_legend(painter: QPainter, shading: Shading, foot: str, tokens: Tokens, width: int, height: int) -> None:
    """Draw the key in the lower left corner of a view of this size, and a line about one district in the upper one."""
    lines = shading.shades.legend(tokens)
    font = QFont(painter.font())
    font.setPixelSize(12)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    title = f"People by {KINDS.get(shading.kind, shading.kind)}"
    wide = max(metrics.horizontalAdvance(title), *(22 + metrics.horizontalAdvance(text) for _, text in lines)) + 22
    tall = 18 * (len(lines) + 1) + 12
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = _plate(painter, QRectF(8, height - tall - 8, wide, tall), tokens)
    room.setHeight(18)
    painter.setPen(color(tokens.soft))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
    for fill, text in lines:
        room.translate(0, 18)
        painter.setPen(QPen(color(tokens.border), 1))
        painter.setBrush(color(fill))
        painter.drawRect(QRectF(room.left() + 0.5, room.top() + 3.5, 14, 11))
        painter.setPen(color(tokens.text))
        painter.drawText(room.adjusted(22, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
    if foot:
        wide = min(metrics.horizontalAdvance(foot) + 22, width - 60)
        room = _plate(painter, QRectF(8, 8, wide, 28), tokens)
        painter.setPen(color(tokens.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter,
                         metrics.elidedText(foot, Qt.TextElideMode.ElideRight, int(room.width()) + 1))


def _plate(painter: QPainter, box: QRectF, tokens: Tokens) -> QRectF:
    """Draw a plate to write on; returns the room inside."""
    painter.setPen(QPen(color(tokens.border), 1))
    painter.setBrush(color(tokens.raised))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    return box.adjusted(10, 6, -10, -6)
