"""Plots on paper: page after page, each plot whole, in the light colours."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from ui.look import LIGHT, app_font, color
from ui.overview.plot import Plot, sized

__all__ = ["ask_and_print", "paint_plots", "write_plots"]

_WIDE = 680.0  # the width of a page in the plots' own pixels
_GAP = 22.0


def paint_plots(device: QPagedPaintDevice, title: str, words: str, plots: Sequence[Plot]) -> int:
    """Paint plots below each other on a printer or a PDF. Returns how many pages."""
    painter = QPainter(device)
    width = float(painter.device().width())
    scale = width / _WIDE
    painter.scale(scale, scale)
    tall = painter.device().height() / scale
    top = _head(painter, title, words, 1)
    pages = 1
    for plot in plots:
        high = plot.heightForWidth(int(_WIDE))
        if top + high > tall and top > 60:
            device.newPage()
            pages += 1
            top = _head(painter, title, words, pages)
        plot.draw_on_paper(painter, QRectF(0, top, _WIDE, high), _font())
        top += high + _GAP
    painter.end()
    return pages


def _font() -> QFont:
    """The window's font without figures of one width and other variants: they carry no letters in a PDF's text."""
    font = app_font()
    for feature in ("tnum", "calt"):
        font.setFeature(QFont.Tag.fromString(feature), 0)
    return font


def _head(painter: QPainter, title: str, words: str, page: int) -> float:
    font = _font()
    painter.setPen(color(LIGHT.text))
    painter.setFont(sized(font, 18, bold=True))
    painter.drawText(QRectF(0, 0, _WIDE, 26), Qt.AlignmentFlag.AlignVCenter, title)
    painter.setFont(sized(font, 12))
    painter.setPen(color(LIGHT.soft))
    painter.drawText(QRectF(0, 0, _WIDE, 26), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                     f"page {page}")
    painter.drawText(QRectF(0, 26, _WIDE, 20), Qt.AlignmentFlag.AlignVCenter, words)
    return 64.0


def write_plots(path: str, title: str, words: str, plots: Sequence[Plot]) -> int:
    """Write plots as a PDF. Returns how many pages."""
    writer = QPdfWriter(path)
    writer.setTitle(title)
    writer.setResolution(300)
    writer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout.Unit.Millimeter)
    return paint_plots(writer, title, words, plots)


def ask_and_print(parent: QWidget, title: str, words: str, plots: Sequence[Plot]) -> None:
    """Ask for a printer and print."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout.Unit.Millimeter)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec():
        paint_plots(printer, title, words, plots)
    dialog.deleteLater()
