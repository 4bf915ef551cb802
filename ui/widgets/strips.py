"""Strips across a page: a bar above what it shows, a foot below, and a page that is laid out from them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

__all__ = ["beneath", "lay_out", "strip"]


def strip(
    *parts: QWidget | QVBoxLayout | None, role: str = "bar", room: tuple[int, int] = (20, 10),
    grows: QWidget | None = None,
) -> QFrame:
    """Parts side by side.

    Args:
        parts: from left to right; None takes the room that is left over. What stands below each other grows.
        role: "bar" above, "foot" below.
        room: at the sides, and above and below.
        grows: the part that takes the room that is left over.
    """
    frame = QFrame()
    frame.setProperty("role", role)
    line = QHBoxLayout(frame)
    line.setContentsMargins(room[0], room[1], room[0], room[1])
    line.setSpacing(8)
    for part in parts:
        if part is None:
            line.addStretch(1)
        elif isinstance(part, QWidget):
            line.addWidget(part, int(part is grows))
        else:
            line.addLayout(part, 1)
    return frame


def beneath(*parts: QWidget) -> QVBoxLayout:
    """Parts below each other, close together: a title and what is said of it."""
    lines = QVBoxLayout()
    lines.setSpacing(4)
    for part in parts:
        lines.addWidget(part)
    return lines


def lay_out(page: QWidget, *parts: QWidget, grows: QWidget) -> None:
    """Fill a page from top to bottom without gaps; one part takes the room that is left over."""
    lines = QVBoxLayout(page)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    for part in parts:
        lines.addWidget(part, int(part is grows), Qt.AlignmentFlag(0))
