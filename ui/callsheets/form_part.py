"""A part of the form beside the preview: captions over fields, one below the other, in a view that scrolls."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.text import label

__all__ = ["FormPart", "indented"]

_Widget = TypeVar("_Widget", bound=QWidget)
_Field = TypeVar("_Field", bound=QAbstractSpinBox)


class FormPart(QScrollArea):
    """Scrolls upright only; fields are as wide as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self.lines = QVBoxLayout(inside)
        self.lines.setContentsMargins(16, 8, 16, 12)
        self.lines.setSpacing(4)
        self.setWidget(inside)

    def field(self, name: str, widget: _Widget) -> _Widget:
        """A field under its caption."""
        self.lines.addWidget(_caption(name, widget))
        self.lines.addWidget(widget)
        self.lines.addSpacing(4)
        return widget

    def pair(self, *fields: tuple[str, QWidget]) -> None:
        """Fields side by side, each under its caption."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for place, (name, widget) in enumerate(fields):
            grid.addWidget(_caption(name, widget), 0, place)
            grid.addWidget(widget, 1, place)
            grid.setColumnStretch(place, 1)
        self.lines.addLayout(grid)
        self.lines.addSpacing(4)


def indented(field: _Field) -> _Field:
    """A field whose text begins where that of the others does; the style's padding does not reach it."""
    field.lineEdit().setTextMargins(6, 0, 6, 0)
    return field


def _caption(name: str, widget: QWidget) -> QLabel:
    made = label(name, "small", wrap=len(name) > 40)
    made.setBuddy(widget)
    widget.setAccessibleName(name)
    return made
