"""A field for a day or a time, typed as people say it, with what was understood beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from organizer.domain.call_back import said_day, said_moment
from organizer.domain.clock import from_text
from organizer.domain.errors import UserError
from ui.widgets.field import Field
from ui.widgets.text import label, turn

__all__ = ["WhenField", "day_words", "moment_words"]


def moment_words(moment: datetime) -> str:
    """``Tue Nov 8, 6:00 PM``, which the field reads back."""
    return f"{day_words(moment)}, {moment.hour % 12 or 12}:{moment:%M %p}"


def day_words(moment: datetime) -> str:
    """``Tue Nov 8``, or ``Wed Nov 8, 2028`` when it is far off."""
    near = abs((moment.date() - datetime.now(UTC).date()).days) < _YEAR
    return f"{moment:%a %b} {moment.day}" if near else f"{moment:%a %b} {moment.day}, {moment.year}"


_YEAR = 360  # days, before a day and month alone could mean another year's


class WhenField(QWidget):
    """Takes ``tue 6pm``, ``tomorrow 7``, ``12/3``; ↑ and ↓ go through what is offered.

    Args:
        now: this moment, with its zone.
        name: what the field is called.
        offers: texts that ↑ and ↓ put in, the first of them being there at the start.
        days: only days, without times.
        under: what was understood is said under the field, where it is narrow.
        past: a day looks back: the last such day, not the next.

    Signals:
        entered: Enter.
        changed: what is understood changed.
    """

    entered = Signal()
    changed = Signal()

    def __init__(self, now: datetime, name: str, offers: Sequence[str] = (), *, days: bool = False,
                 past: bool = False, under: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._days = days
        self._past = past
        self._offers = list(offers)
        self._place = 0
        self.field = Field(name)
        self.field.setPlaceholderText("such as fri or 12/3" if days else "such as tue 6pm")
        self.field.setMinimumWidth(190)
        self.understood = label("", "soft", wrap=True)
        line = QVBoxLayout(self) if under else QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4 if under else 8)
        line.addWidget(self.field)
        line.addWidget(self.understood, 1)
        self.setFocusProxy(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.value = ""
        self.problem = ""
        self.field.textChanged.connect(self._read)
        self.field.entered.connect(self.entered)
        self.field.stepped.connect(self._step)
        if self._offers:
            self.put(self._offers[0])

    def put(self, said: str) -> None:
        """Write something into the field, selected, so that typing replaces it."""
        self.field.setText(said)
        self.field.selectAll()

    def _step(self, by: int) -> None:
        if self._offers:
            self._place = (self._place + by) % len(self._offers)
            self.put(self._offers[self._place])

    def _read(self, said: str) -> None:
        """What was understood, or in one line why not."""
        try:
            self.value = said_day(said, self._now, past=self._past) if self._days else said_moment(said, self._now)
            self.problem, shown = "", ""
            if self.value:
                moment = from_text(self.value)
                shown = day_words(moment) if self._days else moment_words(moment.astimezone())
                shown = "" if shown == said else f"→ {shown}"
        except UserError as fault:
            self.value, self.problem, shown = "", fault.message, fault.message
        self.understood.setText(shown)
        turn(self.understood, "bad" if self.problem else "soft")
        self.changed.emit()
