"""A bar above a page that lies in two lines where one is too narrow for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget
from typing_extensions import override

__all__ = ["FoldingBar"]


class FoldingBar(QFrame):
    """Two groups beside each other, or one below the other. Args: second: of it the first widget takes what is left."""

    def __init__(self, first: Sequence[QWidget], second: Sequence[QWidget]) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(12, 10, 12, 10)
        self._lines.setSpacing(8)
        self._groups = (QHBoxLayout(), QHBoxLayout())
        for group, widgets in zip(self._groups, (first, second), strict=True):
            group.setSpacing(8)
            for widget in widgets:
                group.addWidget(widget, int(widget is second[0]))
        self._groups[0].addStretch()
        self._lines.addLayout(self._groups[0])
        self._lines.addLayout(self._groups[1], 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(group.sizeHint().width() for group in self._groups) + 32
        self._lines.setDirection(QBoxLayout.Direction.LeftToRight if self.width() >= needed
                                 else QBoxLayout.Direction.TopToBottom)
