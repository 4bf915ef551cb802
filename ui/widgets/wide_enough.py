"""A page in a window that may be narrower than it: it keeps the width it needs, and is moved from side to side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

__all__ = ["WideEnough"]


class WideEnough(QScrollArea):
    """Shows a page as wide as there is room, or as wide as its parts need; always as high as there is room."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)
        page.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self._page and self.isVisible():
            need, room = self._page.minimumSizeHint().width(), self.viewport().width()
            if self._page.width() != max(need, room):
                self._fit()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """First as wide as there is room, where a page may take another form; wider only if that is not enough."""
        room = self.viewport().size()
        self._page.resize(room)
        need = self._page.minimumSizeHint().width()
        if self.isVisible() and need > room.width():  # unseen, it has not taken its other form yet
            self._page.resize(need, room.height())
