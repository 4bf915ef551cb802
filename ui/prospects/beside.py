"""The table of prospects with the person beside it; in a narrow window the person comes and goes like a drawer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

__all__ = ["Beside"]

_NARROW = 900  # pixels below which the table needs all of them


class Beside(QSplitter):
    """A list on the left, a panel on the right that may be put away.

    Args:
        main, panel: the two.
        width: of the panel at first.

    Signals:
        turned: the panel was opened or put away.
    """

    turned = Signal(bool)

    def __init__(self, main: QWidget, panel: QWidget, width: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._panel = panel
        self._width = width
        self._wanted = True  # while there is room
        self._drawn = False  # while there is not
        self._for_now = False
        self._narrow: bool | None = None
        self.setHandleWidth(1)
        self.addWidget(main)
        self.addWidget(panel)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setChildrenCollapsible(False)

    @property
    def is_open(self) -> bool:
        """Whether the panel is there."""
        return not self._panel.isHidden()

    def turn(self, on: bool) -> None:
        """Open the panel or put it away, as the user asks."""
        self._for_now = False
        if self._narrow:
            self._drawn = on
        else:
            self._wanted = on
        self._show()

    def open_for_now(self) -> None:
        """Open the panel until what it asks was answered."""
        if not self.is_open:
            self._for_now = True
            self._show()

    def answered(self) -> None:
        """Put the panel away again if it was opened only to ask."""
        if self._for_now:
            self._for_now = False
            self._show()

    def _show(self) -> None:
        on = self._for_now or (self._drawn if self._narrow else self._wanted)
        if on != self.is_open:
            self._panel.setVisible(on)
            if on:
                self.setSizes([max(self.width() - self._width - 1, 1), self._width])
        self.turned.emit(on)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < _NARROW
        if narrow != self._narrow:
            first = self._narrow is None
            self._narrow = narrow
            if first:
                self.setSizes([max(event.size().width() - self._width - 1, 1), self._width])
            self._show()
        super().resizeEvent(event)
