"""Text of several weights in one wrapping line, and a timeline made of such lines; always plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.look import Tokens, color, tokens_of

__all__ = ["SpanLabel", "Timeline"]

Span = tuple[str, str]
_BREAK = "\u2028"  # a new line inside one paragraph


class SpanLabel(QWidget):
    """``141 of 10,624`` with the first word bold. Args: spans: (text, role); roles: "", strong, soft, bad, link."""

    def __init__(self, spans: Iterable[Span] = (), parent: QWidget | None = None, *, wrap: bool = True) -> None:
        super().__init__(parent)
        self._wrap = wrap
        self.spans: tuple[Span, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.say(*spans)

    def say(self, *spans: Span) -> None:
        """Show these spans, one after the other."""
        self.spans = spans
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The words without their weights."""
        return "".join(text for text, _ in self.spans)

    def _layout(self, width: float) -> tuple[QTextLayout, float]:
        tokens = tokens_of(self)
        text = "".join(said.replace("\n", _BREAK) for said, _ in self.spans)
        layout = QTextLayout(text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if self._wrap
                           else QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats(_formats(self.spans, tokens))
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += max(line.height(), self.fontMetrics().height()) + 2
        layout.endLayout()
        return layout, height

    @override
    def hasHeightForWidth(self) -> bool:
        return self._wrap

    @override
    def heightForWidth(self, width: int) -> int:
        return round(self._layout(max(width, 1))[1] + 0.5)

    @override
    def sizeHint(self) -> QSize:
        layout, height = self._layout(10_000)
        wide = round(layout.maximumWidth() + 1)
        return QSize(min(wide, 260) if self._wrap else wide, round(height + 0.5))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(20 if self._wrap else self.sizeHint().width(), self.fontMetrics().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(color(tokens_of(self).text))
        layout, height = self._layout(self.width() if self._wrap else 10_000)
        layout.draw(painter, QPointF(0, 0 if self._wrap else max((self.height() - height) // 2, 0)))


def _formats(spans: Sequence[Span], tokens: Tokens) -> list[QTextLayout.FormatRange]:
    found = []
    start = 0
    for text, role in spans:
        one = QTextLayout.FormatRange()
        one.start, one.length = start, _units(text)
        style = QTextCharFormat()
        if role in ("strong", "link"):
            style.setFontWeight(QFont.Weight.DemiBold)
        inks = {"soft": tokens.soft, "bad": tokens.bad_text, "link": tokens.link}
        style.setForeground(color(inks.get(role, tokens.text)))
        one.format = style
        found.append(one)
        start += one.length
    return found


def _units(text: str) -> int:
    """Length as Qt counts it, in 16-bit units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Timeline(QWidget):
    """What happened, the latest first, beside an upright line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(14, 2, 0, 2)
        self._lines.setSpacing(10)
        self.entries: list[tuple[str, str, str]] = []

    def put(self, entries: list[tuple[str, str, str]]) -> None:
        """Show entries of (bold words, soft words, note)."""
        self.entries = entries
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for head, soft, note in entries:
            spans = [(head, "strong"), (f" {soft}", "soft")]
            if note:
                spans.append((f"\n{note}", ""))
            self._lines.addWidget(SpanLabel(spans))
        self.setVisible(bool(entries))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, 2, self.height(), color(tokens_of(self).line))
