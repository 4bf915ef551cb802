"""What may be called next, where nobody is up: numbered steps, the first of them by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from organizer.domain.filters import ProspectFilter
from organizer.outreach.queue import Queue
from organizer.outreach.today import Home
from ui.labels import many
from ui.look import icon, tokens_of
from ui.widgets.keybutton import KeyButton
from ui.widgets.text import label

__all__ = ["Offer", "Offers", "at_the_end", "at_the_start"]

_MOST = 8  # steps offered at once; more are on the page of call lists


@dataclass(frozen=True, slots=True)
class Offer:
    """One step. `does` is "call" with whom in `what`, "hour", "rest", "give-back", "start", "lists" or "import"."""

    words: str
    does: str
    what: int | ProspectFilter | None = None


def at_the_start(home: Home) -> tuple[str, list[Offer]]:
    """What may be called when no list was chosen."""
    found = [Offer(f"Call back whoever is due: {home.due:,}", "call", home.due_filter)] if home.due else []
    for row in home.lists:
        verb = "Go on with" if row.state == "out" else "Start"
        found.append(Offer(f"{verb} “{_short(row.name)}”: {row.progress.open:,} left", "call", row.id))
    if home.untried:
        found.append(Offer(f"Call whoever was never called: {home.untried:,}", "call", home.untried_filter))
    if home.callable > home.untried:
        found.append(Offer(f"Call everybody who may be called: {home.callable:,}", "call", home.callable_filter))
    if not found:
        return "Nobody to call yet. Import a sign-up sheet first.", [Offer("Import sign-ups…", "import")]
    return "Whom do you want to call?", [*found[:_MOST - 1], Offer("All call lists", "lists")]


def at_the_end(queue: Queue, *, is_list: bool) -> tuple[str, list[Offer]]:
    """What may be done when nobody is left to call now."""
    waits = [text for count, text in (
        (queue.resting, f"{many(queue.resting, 'person', 'people')} tried lately and resting"),
        (queue.promised, f"{queue.promised:,} to call back later"),
        (queue.asleep, f"{queue.asleep:,} where it is too early or too late (calls are from 9 AM to 8:30 PM there)"),
    ) if count]
    found = []
    if queue.asleep:
        found.append(Offer(f"Call anyway where it is too early or too late: {queue.asleep:,}", "hour"))
    if waiting := queue.resting + queue.promised:
        found.append(Offer(f"Call anyway those who rest or asked for later: {waiting:,}", "rest"))
    if is_list:
        found.append(Offer("Give the list back", "give-back"))
    found.append(Offer("Call somebody else", "start"))
    if waits:
        return f"Nobody is left to call now: {', '.join(waits)}.", found
    return "Everybody here was called." if queue.total else "There is nobody here who may be called.", found


class Offers(QWidget):
    """A sentence and the steps.

    Signals:
        chosen: an Offer.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = label("", "title", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(8)
        column = QWidget()
        column.setFixedWidth(520)
        lines = QVBoxLayout(column)
        lines.setSpacing(16)
        lines.addStretch(2)
        for part in (self._picture, self._sentence):
            lines.addWidget(part)
        lines.addLayout(self._steps)
        lines.addStretch(3)
        outer = QVBoxLayout(self)
        outer.addWidget(column, 1, Qt.AlignmentFlag.AlignHCenter)
        self.offers: list[Offer] = []

    @property
    def text(self) -> str:
        """The sentence."""
        return self._sentence.text()

    def say(self, sentence: str, offers: Sequence[Offer]) -> None:
        """Show a sentence and its steps."""
        self._picture.setPixmap(icon("phone", tokens_of(self).faint).pixmap(48, 48))
        self._sentence.setText(sentence)
        while (item := self._steps.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.offers = list(offers)
        for place, offer in enumerate(offers):
            made = KeyButton(offer.words, "⏎" if place == 0 else str(place + 1), height=42)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(lambda _=False, place=place: self.press(place + 1))
            self._steps.addWidget(made)

    def press(self, number: int) -> None:
        """Take a step by its number."""
        if 1 <= number <= len(self.offers):
            self.chosen.emit(self.offers[number - 1])


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39]}…"
