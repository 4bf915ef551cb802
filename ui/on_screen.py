"""Fitting a window to the screen it opens on."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QStyle, QWidget

__all__ = ["fit", "fitting"]


def fitting(size: QSize, screen: QRect, title: int) -> QRect | None:
    """Where a window of this size stands whole on a screen under its title bar; nothing where it fits as it is."""
    room = screen.adjusted(0, title, 0, 0)
    if size.width() <= room.width() and size.height() <= room.height():
        return None
    kept = size.boundedTo(room.size())
    return QRect(room.left() + (room.width() - kept.width()) // 2, room.top(), kept.width(), kept.height())


def fit(window: QWidget) -> None:
    """Make a window that is too large for its screen as large as there is room, so that its foot can be seen."""
    if window.isMaximized() or window.isFullScreen():
        return
    title = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, window)
    there = fitting(window.size(), window.screen().availableGeometry(), max(title, 32))
    if there is not None:
        window.setGeometry(there)
