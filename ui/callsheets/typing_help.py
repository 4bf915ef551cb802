"""The panel beside the typing: how to type it, and which lines are left."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from organizer.domain.status import RESULTS
from ui.widgets.chip import Tag
from ui.widgets.flow import FlowLayout
from ui.widgets.spans import SpanLabel
from ui.widgets.text import label, rule

__all__ = ["TypingHelp"]

_LINE_FIRST = (
    ("3 lm", "line 3 left message"),
    ("4-9 nh", "4 to 9 no answer"),
    ("12 cv run=y help=m", "talked, with answers"),
    ("15 cb 7pm", "call back at seven"),
    ("16 mv in 55802", "moved, to this ZIP"),
    ('8 rf "moved soon"', "with a note"),
    ("else nh", "all that are left"),
)
_RESULT_FIRST = (
    ("lm", "the result, once"),
    ("3 5 7-9", "lines that had it"),
    ("Esc", "another result"),
)


class TypingHelp(QFrame):
    """Shorthand on top, lines left below, all codes at the foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setFixedWidth(300)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(16, 16, 16, 16)
        self._lines.setSpacing(8)
        self._lines.addWidget(label("How to type it", "title"))
        self._how = QWidget()
        self._lines.addWidget(self._how)
        self._lines.addWidget(rule())
        self._lines.addWidget(label("Lines left", "heading"))
        self._left = QWidget()
        self._flow = FlowLayout(self._left)
        self._lines.addWidget(self._left)
        self._lines.addWidget(rule())
        self._lines.addWidget(label("Results", "heading"))
        codes = QGridLayout()
        codes.setHorizontalSpacing(8)
        codes.setVerticalSpacing(2)
        half = (len(RESULTS) + 1) // 2
        for place, result in enumerate(RESULTS):
            row, side = place % half, 2 * (place // half)
            codes.addWidget(label(result.code, "strong"), row, side)
            codes.addWidget(label(result.label, "small"), row, side + 1)
        codes.setColumnStretch(1, 1)
        codes.setColumnStretch(3, 1)
        self._lines.addLayout(codes)
        self._lines.addStretch(1)
        self.show_mode(False)

    def show_mode(self, result_first: bool) -> None:
        """Explain one of the two ways round."""
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        for typed, meant in _RESULT_FIRST if result_first else _LINE_FIRST:
            lines.addWidget(SpanLabel(((typed, "strong"), (f"  {meant}", "soft"))))
        self._lines.replaceWidget(self._how, made)
        self._how.deleteLater()
        self._how = made

    def show_left(self, left: str) -> None:
        """The lines without a result, as chips."""
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for part in left.split(", ") if left else ():
            self._flow.addWidget(Tag(part))
        if not left:
            self._flow.addWidget(label("none", "soft"))
        self._left.updateGeometry()
