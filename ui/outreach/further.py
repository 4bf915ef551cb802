"""What a chosen result asks for besides the answers: a time, a place, a language, or a second look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import QCompleter, QDateTimeEdit, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from organizer.domain.clock import to_text
from organizer.domain.status import Result
from organizer.outreach.effects import MOVES
from ui.prospects.ask import Choices
from ui.widgets.text import button, label

__all__ = ["Further"]

LANGUAGES = ("Spanish", "Somali", "Hmong", "Vietnamese", "Arabic", "Russian", "Chinese", "Oromo", "Karen", "Amharic",
             "French", "Korean", "Tagalog", "Portuguese", "Haitian Creole", "Polish", "Lao", "Khmer")
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
        self.when: QDateTimeEdit | None = None
        self.where: Choices | None = None
        self.address: QLineEdit | None = None
        self.language: QLineEdit | None = None
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
        if self.language is not None:
            self.language.setFocus()
            self.language.selectAll()

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
            moment: Any = self.when.dateTime().toPython()
            found["follow_up_at"] = to_text(moment)
        if self.where is not None:
            found["moved_to"] = self.where.value
        if self.address is not None:
            found["address"] = " ".join(self.address.text().split())
        if self.language is not None:
            found["language"] = self.last_language = " ".join(self.language.text().split())
        return {name: value for name, value in found.items() if value}

    def _ask_when(self, line: QHBoxLayout, now: datetime) -> None:
        local = now.astimezone().replace(second=0, microsecond=0)
        hour = min(max(local.time(), time(9)), time(20))
        tomorrow = (local + timedelta(days=1)).replace(hour=hour.hour, minute=hour.minute)
        choices = (
            ("In an hour", local + timedelta(hours=1)), ("Tomorrow, this hour", tomorrow),
            ("Tomorrow evening", tomorrow.replace(hour=18, minute=0)),
            ("In a week", tomorrow + timedelta(days=6)),
        )
        self.when = QDateTimeEdit()
        self.when.setCalendarPopup(True)
        self.when.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        self.when.setDisplayFormat("ddd MMM d, h:mm AP")
        self.when.setAccessibleName("Call back at")
        self.when.setMinimumWidth(190)
        self._put_when(tomorrow)
        line.addWidget(label("Call back", "strong"))
        line.addWidget(self.when)
        for number, (text, moment) in enumerate(choices, start=1):
            self._offer(line, f"{number}  {text}", partial(self._put_when, moment))
        line.addStretch()

    def _put_when(self, moment: datetime) -> None:
        if self.when is not None:
            self.when.setDateTime(QDateTime(moment.year, moment.month, moment.day, moment.hour, moment.minute, 0))

    def _ask_where(self, line: QHBoxLayout) -> None:
        options = tuple((code, f"{number}  {text}") for number, (code, text) in enumerate(MOVES, start=1))
        self.where = Choices("", options)
        self.where.choose("out-of-district")
        self._presets = [partial(self.where.choose, code) for code, _ in MOVES]
        line.addWidget(label("Moved", "strong"))
        line.addWidget(self.where, 1)
        self.address = QLineEdit()
        self.address.setPlaceholderText("New address or ZIP, if they tell it")
        self.address.setAccessibleName("New address or ZIP")
        self.address.setMinimumWidth(230)
        self.address.returnPressed.connect(self.entered)
        line.addWidget(self.address)

    def _ask_language(self, line: QHBoxLayout) -> None:
        self.language = QLineEdit(self.last_language)
        self.language.setPlaceholderText("Which language")
        self.language.setAccessibleName("Which language")
        completer = QCompleter(list(LANGUAGES), self.language)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.language.setCompleter(completer)
        self.language.setMaximumWidth(260)
        self.language.returnPressed.connect(self.entered)
        line.addWidget(label("Language", "strong"))
        line.addWidget(self.language)
        line.addWidget(label("Enter saves", "small"))
        line.addStretch()

    def _offer(self, line: QHBoxLayout, text: str, take: Callable[[], object]) -> None:
        self._presets.append(take)
        made = button(text, take, kind="choice")
        line.addWidget(made)
