"""How everything looks: colours light and dark, the font, the style sheet and the icons."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files
from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

__all__ = ["DARK", "GAP", "LIGHT", "ROW", "TEXT", "Look", "Tokens", "app_font", "color", "icon", "tokens_of"]

ROW = 28
TEXT = 13
GAP = (4, 8, 12, 16)
"""Distances between things; nothing stands between these steps."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme. Press is what can be pressed; the tones are those of `domain.status.Status`."""

    window: str
    side: str
    header: str
    line: str
    border: str
    text: str
    soft: str
    faint: str
    press: str
    press_hover: str
    press_text: str
    link: str
    chip: str
    chip_border: str
    chip_text: str
    selected: str
    side_selected: str
    side_text: str
    hover: str
    raised: str
    badge: str
    good: str
    warn: str
    bad: str
    bad_text: str
    bad_border: str
    notice: str
    error: str
    error_border: str
    tone_new: str
    tone_waiting: str
    tone_follow: str
    tone_good: str
    tone_done: str
    tone_bad: str
    tone_off: str


LIGHT = Tokens(
    window="#ffffff", side="#eef1f5", header="#fafbfc", line="#e3e7ed", border="#c9d1dc", text="#1a2030",
    soft="#667085", faint="#8b94a5", press="#1f58d0", press_hover="#1949b0", press_text="#ffffff", link="#1a4fc0",
    chip="#eaf1fe", chip_border="#1f58d0", chip_text="#163f9e", selected="#e5eeff", side_selected="#dbe6fb",
    side_text="#123a97", hover="#f4f6fa", raised="#ffffff", badge="#c2410c", good="#15803d", warn="#b45309",
    bad="#b91c1c", bad_text="#b42318", bad_border="#efb4ae", notice="#f3f5f9", error="#fdecea",
    error_border="#f0b8b1", tone_new="#94a3b8", tone_waiting="#d97706", tone_follow="#2158d0", tone_good="#12a06c",
    tone_done="#15803d", tone_bad="#b91c1c", tone_off="#64748b",
)
DARK = Tokens(
    window="#1c2027", side="#171a20", header="#191d23", line="#2c323c", border="#3d4552", text="#e6eaf1",
    soft="#98a2b3", faint="#79839a", press="#3367e0", press_hover="#4a7bee", press_text="#ffffff", link="#8ab0ff",
    chip="#1f3157", chip_border="#4a7bee", chip_text="#d3e1ff", selected="#22334f", side_selected="#23395f",
    side_text="#e3ecff", hover="#232831", raised="#20252d", badge="#c2410c", good="#15803d", warn="#f59e0b",
    bad="#dc2626", bad_text="#ff9d94", bad_border="#7f3a35", notice="#232831", error="#3a2021", error_border="#7f3a35",
    tone_new="#94a3b8", tone_waiting="#e28a1b", tone_follow="#4c80f1", tone_good="#1fb881", tone_done="#22a35a",
    tone_bad="#e04848", tone_off="#8490a3",
)


def tokens_of(widget: QWidget) -> Tokens:
    """The colours in force where a widget stands, told by the application's palette; ask again at each painting."""
    return DARK if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


@lru_cache(maxsize=256)
def color(name: str) -> QColor:
    """A token as a colour; the same object each time, not to be changed."""
    return QColor(name)


def app_font() -> QFont:
    """Inter where it is installed, else the system's face; figures all of one width."""
    face = "Inter" if "Inter" in QFontDatabase.families() else QFontDatabase.systemFont(
        QFontDatabase.SystemFont.GeneralFont
    ).family()
    font = QFont(face)
    font.setPixelSize(TEXT)
    font.setFeature(QFont.Tag.fromString("tnum"), 1)
    return font


class Look(QObject):
    """Keeps the application in the system's scheme, or in the one the user chose.

    Signals:
        changed: another theme is in force.
    """

    changed = Signal()

    def __init__(self, app: QApplication, scheme: str = "system") -> None:
        """Dress the application. Args: app; scheme: system, light or dark."""
        super().__init__(app)
        self._app = app
        self.scheme = scheme
        self.tokens = LIGHT
        app.setStyle("Fusion")
        app.setFont(app_font())
        app.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    def choose(self, scheme: str) -> None:
        """Follow the system, or be light or dark whatever it says."""
        self.scheme = scheme
        self._apply()

    def _apply(self) -> None:
        dark = self.scheme == "dark" or (
            self.scheme == "system" and self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        self.tokens = DARK if dark else LIGHT
        self._app.setPalette(_palette(self.tokens))
        self._app.setStyleSheet(_style_sheet(self.tokens))
        self.changed.emit()


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for one, name in (
        (role.Window, tokens.window), (role.Base, tokens.window), (role.AlternateBase, tokens.header),
        (role.Button, tokens.raised), (role.ToolTipBase, tokens.raised), (role.Light, tokens.raised),
        (role.Midlight, tokens.line), (role.Mid, tokens.border), (role.Dark, tokens.border),
        (role.Text, tokens.text), (role.WindowText, tokens.text), (role.ButtonText, tokens.text),
        (role.ToolTipText, tokens.text), (role.BrightText, tokens.press_text), (role.PlaceholderText, tokens.faint),
        (role.Highlight, tokens.press), (role.HighlightedText, tokens.press_text), (role.Link, tokens.link),
        (role.LinkVisited, tokens.link), (role.Accent, tokens.press),
    ):
        palette.setColor(one, QColor(name))
    for one in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(tokens.faint))
    return palette


@lru_cache(maxsize=2)
def _style_sheet(tokens: Tokens) -> str:
    text = (files("resources") / "styles" / "app.qss").read_text(encoding="utf-8")
    folder = files("resources") / "styles"
    drawings = {name: str(folder / f"{name}.svg").replace("\\", "/") for name in ("down", "tick")}
    return Template(text).substitute(asdict(tokens), **drawings)


@lru_cache(maxsize=256)
def icon(name: str, tint: str) -> QIcon:
    """One of the drawings in resources/icons in one colour.

    Args:
        name: the file's name without its end.
        tint: a colour as ``#rrggbb``, usually a token.
    """
    text = (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(text.replace("currentColor", tint).encode()))
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 96):
        pixmap = QPixmap(QSize(side, side))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        made.addPixmap(pixmap)
    return made
