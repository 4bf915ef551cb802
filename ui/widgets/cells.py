"""What stands in a table: columns, cells, and the delegate that paints a cell in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip
from typing_extensions import override

from ui.look import ROW, Tokens, color, tokens_of

__all__ = ["Cell", "CellDelegate", "Column", "chips_shown", "paint_check", "plain_tip"]

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_EDGE = 8
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_TO_LEFT = Qt.AlignmentFlag.AlignLeft | _MIDDLE | Qt.TextFlag.TextSingleLine
_TO_RIGHT = Qt.AlignmentFlag.AlignRight | _MIDDLE | Qt.TextFlag.TextSingleLine
_INKS = {"soft": "soft", "struck": "soft", "bad": "bad_text", "good": "tone_done"}
_MARKED = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Args:
        text: what is copied, read aloud and, for most kinds, shown.
        kind: "" plain, strong, soft, bad (what is wrong), good (what is right), number (to the right), status (dot and
            word), chips, struck (a bad number), check (a box; the text is only copied and read aloud).
        tone: the dot's tone, one of `domain.status.Status`; "press" for chips that open something; "on" or "off".
        chips: the words of the chips.
    """

    text: str = ""
    kind: str = ""
    tone: str = ""
    chips: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column of a table.

    Args:
        name: kept in settings and told when the user sorts.
        title: its heading.
        width: in pixels, at the start.
        cell: the cell of a row.
        sort: the key by which a short list is sorted, or None if it cannot be; database tables only look whether it is.
        shown: at the start; the user may choose otherwise.
        grows: takes its share of the width that is left over, or gives of its own where there is too little.
        copied: what is copied of a row, where the cell says it shorter.
    """

    name: str
    title: str
    width: int
    cell: Callable[[Row], Cell]
    sort: Callable[[Row], Any] | None = None
    shown: bool = True
    grows: bool = False
    copied: Callable[[Row], str] | None = None

    def said(self, row: Row) -> str:
        """The text of a row's cell as it is copied."""
        return self.cell(row).text if self.copied is None else self.copied(row)


def plain_tip(text: str) -> str:
    """A tool tip that shows a text as it is."""
    return f"<span>{escape(text)}</span>" if text else ""


@lru_cache(maxsize=64)
def _font(family: str, kind: str) -> tuple[QFont, QFontMetrics]:
    from ui.look import app_font

    font = app_font()
    if family != font.family():
        font.setFamily(family)
    if kind == "strong":
        font.setWeight(QFont.Weight.DemiBold)
    elif kind == "chips":
        font.setPixelSize(11)
    elif kind == "struck":
        font.setStrikeOut(True)
    return font, QFontMetrics(font)


@lru_cache(maxsize=8_000)
def _fit(family: str, kind: str, text: str, width: int) -> str:
    """The text, cut with an ellipsis where it is wider."""
    if "\n" in text:
        text = " ".join(text.split())
    metrics = _font(family, kind)[1]
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=5_000)
def _wide(family: str, kind: str, text: str) -> int:
    return _font(family, kind)[1].horizontalAdvance(text)


class CellDelegate(QStyledItemDelegate):
    """Paints what `model.cell(row, column)` says; asks the model for nothing else."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._family = view.font().family()
        self.tokens: Tokens = tokens_of(view)

    def begin(self) -> None:
        """Look up what holds for all cells of one painting; called by the table before it paints."""
        self.tokens = tokens_of(self._view)
        self._family = self._view.font().family()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = _cell_of(index)
        family = self._view.font().family()
        if cell.kind == "chips":
            return QSize(sum(_wide(family, "chips", chip) + 15 for chip in cell.chips) + 2 * _EDGE, ROW)
        if cell.kind == "check":
            return QSize(2 * _EDGE + 18, ROW)
        return QSize(_wide(family, cell.kind, cell.text) + 2 * _EDGE + (15 if cell.kind == "status" else 0), ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = _cell_of(index)
        tokens = self.tokens
        rect = option.rect
        if (state := option.state) & _MARKED:
            if state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, color(tokens.selected))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(color(tokens.press))
                painter.drawRect(rect.adjusted(0, 0, -1, -2))
        painter.setPen(color(tokens.line))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if not cell.text and not cell.chips:
            return
        family = self._family
        if cell.kind == "chips":
            _paint_chips(painter, rect, cell, tokens, family)
            return
        if cell.kind == "check":
            box = QRectF(rect.left() + _EDGE + 2, rect.center().y() - 7, 14, 14)
            paint_check(painter, box, cell.tone == "on", tokens)
            return
        room = rect.adjusted(_EDGE, 0, -_EDGE, -1)
        if cell.kind == "status":
            _paint_dot(painter, room, cell.tone, tokens)
            room = room.adjusted(15, 0, 0, 0)
        painter.setPen(color(getattr(tokens, _INKS.get(cell.kind, "text"))))
        painter.setFont(_font(family, cell.kind)[0])
        painter.drawText(room, _TO_RIGHT if cell.kind == "number" else _TO_LEFT,
                         _fit(family, cell.kind, cell.text, room.width()))

    @override
    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show what was cut off."""
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            cell = _cell_of(index)
            room = option.rect.width() - 2 * _EDGE
            if self.sizeHint(option, index).width() - 2 * _EDGE > room:
                QToolTip.showText(event.globalPos(), plain_tip(cell.text[:2000]), view)
                return True
        QToolTip.hideText()
        return False


def _cell_of(index: Index) -> Cell:
    model: QAbstractItemModel = index.model()
    found: Cell = model.cell(index.row(), index.column())  # type: ignore[attr-defined]
    return found


def paint_check(painter: QPainter, box: QRectF, on: bool, tokens: Tokens) -> None:
    """A box of 14 pixels, with a tick in it or empty."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color(tokens.press if on else tokens.border), 1))
    painter.setBrush(color(tokens.press if on else tokens.raised))
    painter.drawRoundedRect(box, 3, 3)
    if on:
        painter.setPen(QPen(color("#ffffff"), 1.6))
        painter.drawPolyline([box.topLeft() + QPointF(3, 7), box.topLeft() + QPointF(6, 10),
                              box.topLeft() + QPointF(11, 4)])
    painter.restore()


def _paint_dot(painter: QPainter, room: QRect, tone: str, tokens: Tokens) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tint = color(getattr(tokens, f"tone_{tone}", tokens.tone_new))
    circle = QRectF(room.left(), room.center().y() - 3.5, 9, 9)
    if tone == "off":
        painter.setPen(QPen(tint, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        circle.adjust(1, 1, -1, -1)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
    painter.drawEllipse(circle)
    painter.restore()


def chips_shown(widths: list[int], room: int, plus: int) -> int:
    """How many chips are painted, the first in any case; where not all are, “+2” has its room behind them."""
    if sum(widths) + 4 * (len(widths) - 1) <= room:
        return len(widths)
    shown, left = 1, room - plus - widths[0] - 4
    while shown < len(widths) and left >= widths[shown] + 4:
        left -= widths[shown] + 4
        shown += 1
    return shown


def _paint_chips(painter: QPainter, rect: QRect, cell: Cell, tokens: Tokens, family: str) -> None:
    painter.save()
    painter.setClipRect(rect)
    painter.setFont(_font(family, "chips")[0])
    left, right = rect.left() + _EDGE, rect.right() - _EDGE
    shown = chips_shown([_wide(family, "chips", chip) + 11 for chip in cell.chips], right - left,
                         _wide(family, "chips", f"+{len(cell.chips) - 1}"))
    for place, chip in enumerate(cell.chips):
        wide = _wide(family, "chips", chip) + 11
        rest = len(cell.chips) - place
        if place == shown:
            painter.setPen(color(tokens.soft))
            painter.drawText(QRect(left, rect.top(), 40, rect.height() - 1), Qt.AlignmentFlag.AlignVCenter, f"+{rest}")
            break
        wide = min(wide, right - left - (_wide(family, "chips", f"+{rest - 1}") + 4 if shown == 1 < rest else 0))
        if wide < 14:
            break
        pill = QRect(left, rect.top() + (rect.height() - 18) // 2, wide, 17)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pressed = cell.tone == "press"
        painter.setPen(QPen(color(tokens.chip_border if pressed else tokens.border), 1))
        painter.setBrush(color(tokens.chip if pressed else tokens.raised))
        painter.drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(color(tokens.chip_text if pressed else tokens.text))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, _fit(family, "chips", chip, wide - 6))
        left += wide + 4
    painter.restore()
