"""What a result asks for next, in a frame under the result buttons: answers, a time, a place, a language, or a yes."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from organizer.domain import clock
from organizer.domain.status import ANSWERS, MOVES, Result
from ui.labels import many
from ui.look import ROW
from ui.widgets.flow import FlowLayout
from ui.widgets.text import button, label
from ui.widgets.when_field import WhenField, moment_words

__all__ = ["LANGUAGES", "AskFrame", "Choices", "address_field", "language_field"]

LANGUAGES = ("Spanish", "Somali", "Hmong", "Vietnamese", "Arabic", "Russian", "Chinese", "Oromo", "Karen", "Amharic",
             "French", "Korean", "Tagalog", "Portuguese", "Haitian Creole", "Polish", "Lao", "Khmer")
_ASKED = {
    "XC": ("{who} will never be called again, from any list.", "Mark as do not call"),
    "DC": ("{who} will be taken off every list.", "Mark as deceased"),
    "HO": ("{who} will not be called again without the chair.", "Mark as hostile"),
}


class Choices(QWidget):
    """``Run?  Yes  Maybe  Later  No``: one of them or none."""

    def __init__(self, title: str, options: tuple[tuple[str, str], ...] = ANSWERS,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._values: dict[QPushButton, str] = {}
        line = FlowLayout(self, across=4, down=4)
        if title:
            head = label(title)
            head.setFixedSize(38, ROW)
            line.addWidget(head)
        for value, text in options:
            one = QPushButton(text)
            one.setProperty("kind", "choice")
            one.setCheckable(True)
            one.setAutoDefault(False)
            one.setAccessibleName(f"{title} {text}".strip())
            one.clicked.connect(lambda on, one=one: self._only(one if on else None))
            self._values[one] = value
            self._group.addButton(one)
            line.addWidget(one)
        self.setFocusProxy(next(iter(self._values)))

    @property
    def value(self) -> str:
        """The value chosen, or ""."""
        return next((value for one, value in self._values.items() if one.isChecked()), "")

    @property
    def last(self) -> QPushButton:
        """The last of them, behind which the keyboard goes on."""
        return list(self._values)[-1]

    def choose(self, value: str) -> None:
        """Press one."""
        self._only(next((one for one, has in self._values.items() if has == value), None))

    def _only(self, chosen: QPushButton | None) -> None:
        for one in self._values:
            one.setChecked(one is chosen)


def language_field() -> QLineEdit:
    """A line that asks for a language and offers the usual ones."""
    field = QLineEdit()
    field.setPlaceholderText("Which language")
    field.setAccessibleName("Which language")
    completer = QCompleter(field)
    completer.setModel(QStringListModel(list(LANGUAGES), completer))
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    field.setCompleter(completer)
    return field


def address_field() -> QLineEdit:
    """A line that asks where somebody moved to."""
    field = QLineEdit()
    field.setPlaceholderText("New address or ZIP, if they tell it")
    field.setAccessibleName("New address or ZIP")
    return field


class AskFrame(QFrame):
    """Asks once what a result needs. Enter keeps it, Esc leaves it.

    Signals:
        answered: the result's code and the further arguments of `record_result`.
        left: nothing is recorded.
    """

    answered = Signal(str, dict)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "box")
        self.result: Result | None = None
        self._count = 0
        self._left_out = label(wrap=True)
        self._parts: dict[str, Any] = {}
        self._body: QWidget | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(12, 12, 12, 12)
        self._lines.setSpacing(8)
        self.hide()

    def ask(self, result: Result, who: str, count: int, *, sure: bool = False) -> None:
        """Ask about a result for somebody (or `count` people); with `sure`, whether it is meant for so many."""
        self._clear()
        self._count = count
        self.result = result
        self._parts = {}
        self._body = QWidget()
        lines = QVBoxLayout(self._body)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        head = f"{result.label}: {who}" if count == 1 else f"{result.label}: {many(count, 'person', 'people')}"
        lines.addWidget(label(head, "heading", wrap=True))
        go = "Save"
        if sure and not result.suppress:
            lines.addWidget(label(f"All {count:,} people selected would get this result.", wrap=True))
            self._left_out = label("Those who must not be called are left out.", "soft", wrap=True)
            lines.addWidget(self._left_out)
        if result.code in _ASKED:
            sentence, go = _ASKED[result.code]
            lines.addWidget(label(sentence.format(who=who if count == 1 else "These people"), wrap=True))
        elif result.asks == "answers":
            self._ask_answers(lines)
        elif result.asks == "when":
            self._ask_when(lines)
        elif result.asks == "where":
            self._parts["moved_to"] = Choices("", MOVES)
            self._parts["address"] = address_field()
            lines.addWidget(self._parts["moved_to"])
            lines.addWidget(self._parts["address"])
        elif result.asks == "language":
            self._ask_language(lines)
        note = QLineEdit()
        note.setPlaceholderText("Note")
        note.setAccessibleName("Note")
        self._parts["note"] = note
        lines.addWidget(note)
        row = QHBoxLayout()
        row.addStretch()
        cancel = button("Cancel", self.leave)
        row.addWidget(cancel)
        if sure and not result.suppress:
            go = f"Mark {many(count, 'person', 'people')}"
        self.go = button(go, self.accept, kind="danger" if result.suppress or sure else "primary")
        row.addWidget(self.go)
        lines.addLayout(row)
        self._lines.addWidget(self._body)
        self.show()
        first = self._parts.get("language") or self._parts.get("follow_up_at")
        if sure:
            first = cancel  # so many are not marked by the Enter of somebody who meant one
        (first or (self.go if result.suppress else note)).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_out(self, people: set[int]) -> None:
        """Say how many of those asked about get nothing, because they must not be called."""
        if self.result is None:
            return
        left = self._count - len(people)
        self.go.setText(f"Mark {many(left, 'person', 'people')}")
        self.go.setEnabled(left > 0)
        self._left_out.setText(f"{many(len(people), 'person', 'people')} who must not be called "
                               f"{'is' if len(people) == 1 else 'are'} left out." if people else
                               "Nobody among them asked not to be called.")

    def accept(self) -> None:
        """Take what is there."""
        result = self.result
        if result is None:
            return
        values: dict[str, Any] = {}
        for name, part in self._parts.items():
            if isinstance(part, Choices):
                values[name] = part.value
            elif isinstance(part, WhenField):
                if part.problem:
                    part.setFocus()
                    return
                values[name] = part.value
            else:
                values[name] = " ".join(part.text().split())
        self._clear()
        self.answered.emit(result.code, {name: value for name, value in values.items() if value})

    def leave(self) -> None:
        """Record nothing."""
        if self.result is not None:
            self._clear()
            self.left.emit()

    def _clear(self) -> None:
        self.result = None
        if self._body is not None:
            self._lines.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
            self._body = None
        self.hide()

    def _ask_answers(self, lines: QVBoxLayout) -> None:
        for name, title in (("run_answer", "Run?"), ("help_answer", "Help?")):
            self._parts[name] = Choices(title)
            lines.addWidget(self._parts[name])
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        for column, (name, hint) in enumerate((("office", "Which office"), ("best_time", "Best time"))):
            field = QLineEdit()
            field.setPlaceholderText(hint)
            field.setAccessibleName(hint)
            self._parts[name] = field
            grid.addWidget(field, 0, column)
        lines.addLayout(grid)

    def _ask_when(self, lines: QVBoxLayout) -> None:
        now = clock.local_now()
        evening = (now + timedelta(days=1)).replace(hour=18, minute=0)
        field = WhenField(now, "Call back at", [moment_words(one) for one in (evening, evening + timedelta(days=6))],
                          under=True)
        field.entered.connect(self.accept)
        self._parts["follow_up_at"] = field
        lines.addWidget(field)
        quick = QHBoxLayout()
        quick.setSpacing(4)
        for text, said in (("Tonight", "today 7pm"), ("Tomorrow", "tomorrow 6pm"),
                           ("In a week", moment_words(evening + timedelta(days=6)))):
            quick.addWidget(button(text, partial(field.put, said), kind="choice"))
        quick.addStretch()
        lines.addLayout(quick)

    def _ask_language(self, lines: QVBoxLayout) -> None:
        field = language_field()
        self._parts["language"] = field
        lines.addWidget(field)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if isinstance(focus, QPushButton) and focus is not self.go and focus.hasFocus():
                focus.click()
            else:
                self.accept()
        else:
            super().keyPressEvent(event)
