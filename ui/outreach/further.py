"""What a chosen result asks for besides the answers: a time, a place, a language, or a second look."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from organizer.domain.clock import from_text
from organizer.domain.status import MOVES, Result
from organizer.outreach.effects import EARLIEST_CALL
from ui.prospects.ask import LANGUAGES, Choices
from ui.widgets.field import Field
from ui.widgets.text import label
from ui.widgets.when_field import WhenField, moment_words

__all__ = ["Further"]

_SURE = {
    "XC": "{who} will never be called again, from any list, on any of these numbers. Enter confirms, Esc leaves it.",
    "DC": "{who} will be taken off every list. Enter confirms, Esc leaves it.",
    "HO": "{who} will not be called again without the chair. Enter confirms, Esc leaves it.",
}


class Further(QFrame):
    """Shown under the result buttons while a result that asks for more is chosen.

    Signals:
        entered: Enter was pressed in one of its fields.
    """

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "box")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(14, 10, 14, 10)
        self._lines.setSpacing(8)
        self._body: QWidget | None = None
        self._presets: list[Callable[[], object]] = []
        self.when: WhenField | None = None
        self.where: Choices | None = None
        self.address: Field | None = None
        self.language: Field | None = None
        self.last_language = ""
        self.hide()

    def ask(self, result: Result | None, who: str, now: datetime) -> None:
        """Show what a result asks for, with what is most likely filled in; None clears."""
        if self._body is not None:
            self._lines.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = self.when = self.where = self.address = self.language = None
        self._presets = []
        if result is None or not (result.asks in ("when", "where", "language") or result.code in _SURE):
            self.hide()
            return
        self._body = QWidget()
        line = QHBoxLayout(self._body)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        if result.asks == "when":
            self._ask_when(line, now)
        elif result.asks == "where":
            self._ask_where(line)
        elif result.asks == "language":
            self._ask_language(line)
        else:
            line.addWidget(label(_SURE[result.code].format(who=who), "bad", wrap=True), 1)
        self._lines.addWidget(self._body)
        self.show()
        first = self.when.field if self.when is not None else self.language
        if first is not None:
            first.setFocus()
            first.selectAll()

    @property
    def problem(self) -> str:
        """Why what was typed cannot be saved, or ""."""
        return self.when.problem if self.when is not None else ""

    @property
    def takes_letters(self) -> bool:
        """Whether what is typed next goes into one of its fields at once."""
        return self.when is not None or self.language is not None

    @property
    def fields(self) -> list[Field]:
        """The fields to type into, in the order Tab goes."""
        given = (self.when.field if self.when is not None else None, self.address, self.language)
        return [one for one in given if one is not None]

    def put(self, values: Mapping[str, str]) -> None:
        """Fill in what was said before, as when a call could not be saved."""
        if self.when is not None and values.get("follow_up_at"):
            self.when.put(moment_words(from_text(values["follow_up_at"]).astimezone()))
        if self.where is not None and self.address is not None:
            self.where.choose(values.get("moved_to", ""))
            self.address.setText(values.get("address", ""))
        if self.language is not None:
            self.language.setText(values.get("language", ""))

    def press(self, digit: int) -> bool:
        """Take a digit as one of what is offered. Returns whether it was."""
        if 1 <= digit <= len(self._presets):
            self._presets[digit - 1]()
            return True
        return False

    def values(self) -> dict[str, str]:
        """The further arguments of `record_result`, and `address` for somebody who moved."""
        found: dict[str, str] = {}
        if self.when is not None:
            found["follow_up_at"] = self.when.value
        if self.where is not None:
            found["moved_to"] = self.where.value
        if self.address is not None:
            found["address"] = self.address.said
        if self.language is not None:
            said = self.language.said
            found["language"] = self.last_language = next(
                (one for one in LANGUAGES if one.lower() == said.lower()), said)
        return {name: value for name, value in found.items() if value}

    def _ask_when(self, line: QHBoxLayout, now: datetime) -> None:
        local = now.replace(second=0, microsecond=0)
        hour = min(max(local.time(), EARLIEST_CALL), time(20))
        tomorrow = (local + timedelta(days=1)).replace(hour=hour.hour, minute=hour.minute)
        offers = (tomorrow, tomorrow.replace(hour=18, minute=0), tomorrow + timedelta(days=6),
                  local + timedelta(hours=1))
        self.when = WhenField(now, "Call back at", [moment_words(one) for one in offers])
        self.when.field.setPlaceholderText(f"Left blank: {moment_words(tomorrow)}")
        self.when.entered.connect(self.entered)
        line.addWidget(label("Call back", "strong"))
        line.addWidget(self.when, 1)
        line.addWidget(label("Type tue 6pm, or ↑ ↓", "small"))

    def _ask_where(self, line: QHBoxLayout) -> None:
        options = tuple((code, f"{number}  {text}") for number, (code, text) in enumerate(MOVES, start=1))
        self.where = Choices("", options)
        self.where.choose("out-of-district")
        self._presets = [partial(self.where.choose, code) for code, _ in MOVES]
        line.addWidget(label("Moved", "strong"))
        line.addWidget(self.where, 1)
        for choice in self.where.findChildren(QWidget):
            choice.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.address = Field("New address or ZIP")
        self.address.setMinimumWidth(230)
        self.address.entered.connect(self.entered)
        line.addWidget(self.address)

    def _ask_language(self, line: QHBoxLayout) -> None:
        self.language = Field("Which language", LANGUAGES)
        self.language.setText(self.last_language)
        self.language.setMaximumWidth(260)
        self.language.entered.connect(self.entered)
        line.addWidget(label("Language", "strong"))
        line.addWidget(self.language)
        line.addWidget(label("Enter saves", "small"))
        line.addStretch()
