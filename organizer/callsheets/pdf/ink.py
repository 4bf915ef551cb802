"""Ink for paper: the styles of text, how wide a text runs, and the marks of a page before any device is known.

All lengths are in units of 1/1440 inch, so that sizes of fonts are whole numbers on every device.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication

__all__ = [
    "INCH", "POINT", "Ink", "Stamp", "Style", "cut_to", "ensure_app", "fit", "font_of", "line_height", "width", "wrap",
]

INCH = 1440
POINT = 20
_FAMILIES = ["Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", "Arial"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: size in points, weight, grey (0 black to 255 white), struck out."""

    size: float
    bold: bool = False
    grey: int = 25
    struck: bool = False

    def at(self, size: float) -> Style:
        """The same in another size."""
        return Style(size, self.bold, self.grey, self.struck)


def ensure_app() -> None:
    """Have what Qt needs to know fonts: the window's application where there is one, else one without a screen."""
    if QCoreApplication.instance() is None:
        headless = ["-platform", "offscreen"] if sys.platform.startswith("linux") else []
        global _application
        _application = QGuiApplication(["organizer", *headless])


_application: QGuiApplication | None = None


@lru_cache(maxsize=256)
def font_of(style: Style) -> QFont:
    """The font of a style in paper units."""
    font = QFont()
    font.setFamilies(_FAMILIES)
    font.setPixelSize(round(style.size * POINT))
    font.setWeight(QFont.Weight.DemiBold if style.bold else QFont.Weight.Normal)
    font.setStrikeOut(style.struck)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferOutline)
    for feature in ("calt", "liga"):  # variants of signs and joined letters, by which a PDF's text would lose letters
        font.setFeature(QFont.Tag(feature), 0)
    return font


@lru_cache(maxsize=256)
def _metrics(style: Style) -> QFontMetricsF:
    return QFontMetricsF(font_of(style))


@lru_cache(maxsize=8_000)
def width(text: str, style: Style) -> float:
    """How far a text runs."""
    return _metrics(style).horizontalAdvance(text)


def line_height(style: Style) -> float:
    """From one line of text to the next; the same for every script, so that rows stay even."""
    return style.size * POINT * 1.22


def wrap(text: str, style: Style, room: float) -> list[str]:
    """The text in as many lines as it takes, broken at spaces, within a word only where one is too long."""
    if not text:
        return []
    if width(text, style) <= room:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, style) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        while width(word, style) > room and len(word) > 1:
            cut = _cut(word, style, room)
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return [*lines, line] if line else lines


def fit(
    text: str, style: Style, room: float, lines: int = 2, smallest: float = 0.78, most: int = 0
) -> tuple[list[str], Style]:
    """The text at full size if it fits in so many lines, else smaller, and in the end in more lines, up to `most`.

    Without `most` nothing is ever cut off.
    """
    broken = wrap(text, style, room)
    size = style.size
    while len(broken) > lines and size > style.size * smallest:
        size -= 0.5
        broken = wrap(text, style.at(size), room)
    smaller = style.at(size)
    return (cut_to(broken, most, smaller, room) if most else broken), smaller


def cut_to(lines: list[str], most: int, style: Style, room: float) -> list[str]:
    """At most so many lines, an ellipsis at the end of the last where more were there."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    if width(f"{last}…", style) > room:
        last = last[: _cut(last, style, room - width("…", style))]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _cut(word: str, style: Style, room: float) -> int:
    """How many letters of a word fit; at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if width(word[:middle], style) <= room:
            low = middle
        else:
            high = middle - 1
    return low


@dataclass(frozen=True, eq=False, slots=True)
class Stamp:
    """Marks that many lines have alike, such as the words to tick: measured once, and by the painter shaped once."""

    ink: Ink


@dataclass(slots=True)
class Ink:
    """The marks of one page, gathered by kind so that a page is drawn with few changes of pen and font."""

    texts: dict[Style, list[tuple[float, float, str]]] = field(default_factory=lambda: defaultdict(list))
    lines: dict[tuple[int, int], list[tuple[float, float, float, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )  # by (grey, thickness)
    circles: list[tuple[float, float, float]] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float, int]] = field(default_factory=list)  # filled, with their grey
    frames: list[tuple[float, float, float, float]] = field(default_factory=list)
    stamps: dict[Stamp, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Text from x, its line's top at y."""
        if text:
            self.texts[style].append((x, y + style.size * POINT * 1.0, text))

    def text_right(self, x: float, y: float, text: str, style: Style) -> None:
        """Text that ends at x."""
        self.text(x - width(text, style), y, text, style)

    def paragraph(self, x: float, y: float, lines: list[str], style: Style) -> float:
        """Lines below each other; returns where the next would begin."""
        for line in lines:
            self.text(x, y, line, style)
            y += line_height(style)
        return y

    def rule(self, x1: float, y1: float, x2: float, y2: float, grey: int = 150, thickness: int = 10) -> None:
        """A straight line, half a point thick unless told."""
        self.lines[grey, thickness].append((x1, y1, x2, y2))

    def circle(self, x: float, y: float, radius: float) -> None:
        """A circle to tick, by its centre."""
        self.circles.append((x, y, radius))

    def box(self, x: float, y: float, wide: float, high: float, grey: int) -> None:
        """A filled box."""
        self.boxes.append((x, y, wide, high, grey))

    def frame(self, x: float, y: float, wide: float, high: float) -> None:
        """An empty box to write in."""
        self.frames.append((x, y, wide, high))

    def stamp(self, x: float, y: float, stamp: Stamp) -> None:
        """The marks of a stamp, its corner at x and y."""
        self.stamps[stamp].append((x, y))
