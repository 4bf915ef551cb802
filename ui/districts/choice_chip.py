"""A chip that holds one choice of a few: ``Kind: State House ▾``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui.widgets.chip import FilterChip

__all__ = ["ChoiceChip"]


class ChoiceChip(FilterChip):
    """Opens a menu of its choices; the first is the one at rest, and where the ✕ leads back to.

    Args:
        title: what is chosen ("Kind").
        choices: value and words of each.
        rests: whether the first choice narrows nothing, so that the chip is quiet and has no ✕.

    Signals:
        chosen: another value.
    """

    chosen = Signal(str)

    def __init__(self, title: str, choices: Sequence[tuple[str, str]] = (), parent: QWidget | None = None, *,
                 rests: bool = True) -> None:
        super().__init__(title, parent)
        self._title = title
        self._rests = rests
        self.choices: list[tuple[str, str]] = []
        self.value = ""
        self.clicked.connect(self.open_menu)
        self.cleared.connect(lambda: self.choose(self.choices[0][0]) if self.choices else None)
        self.put(choices)

    def put(self, choices: Sequence[tuple[str, str]], value: str | None = None) -> None:
        """Offer other choices, silently; the value stays if it is among them."""
        self.choices = list(choices)
        wanted = self.value if value is None else value
        known = [one for one, _ in choices]
        self.value = wanted if wanted in known else (known[0] if known else "")
        self._show()

    def choose(self, value: str) -> None:
        """Choose a value and tell."""
        if value != self.value:
            self.value = value
            self._show()
            self.chosen.emit(value)

    def _show(self) -> None:
        words = dict(self.choices).get(self.value, "any")
        first = not self.choices or self.value == self.choices[0][0]
        self.say(f"{self._title}: {words}", active=self._rests and not first)

    def open_menu(self) -> None:
        """Show the choices below the chip."""
        menu = self.menu()
        menu.exec(self.mapToGlobal(QPoint(0, self.height() + 2)))
        menu.deleteLater()

    def menu(self) -> QMenu:
        """The choices as a menu."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for value, words in self.choices:
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value == self.value)
            group.addAction(action)
            action.triggered.connect(partial(self.choose, value))
        return menu
