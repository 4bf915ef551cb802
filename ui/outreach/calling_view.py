"""The middle of the calling screen: the person, the phone, what to say, the results and the note."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from organizer.domain.clock import short_time
from organizer.domain.contact import shown_phone
from organizer.domain.people import Phone
from organizer.domain.status import RESULTS, Result, keeps_call_back, result_of
from organizer.outreach.effects import EARLIEST_CALL
from organizer.outreach.queue import Tally
from organizer.outreach.screen import Screen
from ui.labels import RESULT_WORDS
from ui.outreach.answers import Answers
from ui.outreach.further import Further
from ui.outreach.note_box import NoteBox
from ui.widgets.keybutton import KeyButton, KeyCap
from ui.widgets.spans import SpanLabel
from ui.widgets.text import button, label, turn

__all__ = ["CallingView", "result_by_key", "wall_of"]

_GRID = ("CV", "NH", "LM", "CB", "BZ", "WN", "WX", "RF", "MV", "OL", "XC", "")
_LOW = 600  # pixels beneath which name and number are set smaller
_KINDS = {"mobile": "cell", "home": "home", "work": "work"}


class CallingView(QFrame):
    """Shows one person big. It holds no state of the round; the page tells it what to show.

    Signals:
        result_pressed: a result's code, "" for skip.
        save_pressed, number_pressed: what they say.
    """

    result_pressed = Signal(str)
    save_pressed = Signal()
    number_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.where = SpanLabel(wrap=False)
        self.shift = label("", "soft")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.name = _big(34)
        self.about = label("", "soft", wrap=True)
        self.phone = _big(44)
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.phone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.kind = label("", "soft")
        self.second = button("", self.number_pressed.emit, kind="link")
        self.tab = KeyCap("Tab")
        self.revisited = label("", "bad", wrap=True)
        self.words = SpanLabel()
        self.further = Further()
        self.promise = label("", "soft", wrap=True)
        self.promise.hide()
        self._call_back: str | None = None
        self.answers = Answers()
        self.note = NoteBox()
        self.save = button("Save and next  ⏎", self.save_pressed.emit, kind="primary")
        self.buttons: dict[str, KeyButton] = {}
        for one in (self.second, self.save):
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        self._lay_out(QVBoxLayout(body))
        self._scroll = scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QWidget()
        foot.setLayout(self._foot())
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(scroll, 1)
        lines.addWidget(foot)

    def _lay_out(self, lines: QVBoxLayout) -> None:
        lines.setContentsMargins(30, 16, 30, 4)
        lines.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self.where, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.shift, 0, Qt.AlignmentFlag.AlignVCenter)
        lines.addLayout(top)
        lines.addWidget(self.bar)
        lines.addSpacing(8)
        for part in (self.name, self.about, self.phone):
            lines.addWidget(part)
        numbers = QHBoxLayout()
        numbers.setSpacing(6)
        for one in (self.kind, self.second, self.tab):
            numbers.addWidget(one)
        numbers.addStretch()
        lines.addLayout(numbers)
        lines.addWidget(self.revisited)
        box = QFrame()
        box.setProperty("role", "box")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(14, 12, 14, 12)
        font = QFont(self.words.font())
        font.setPixelSize(15)
        self.words.setFont(font)
        inside.addWidget(self.words)
        self._box = box
        lines.addWidget(box)
        lines.addSpacing(4)
        lines.addLayout(self._results())
        lines.addWidget(self.further)
        lines.addWidget(self.promise)
        lines.addWidget(self.answers)
        lines.addWidget(self.note)
        lines.addStretch()

    def _results(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, code in enumerate(_GRID):
            made = self._result(result_of(code)) if code else KeyButton("Skip", "S", height=42)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(partial(self.result_pressed.emit, code))
            self.buttons[code] = made
            grid.addWidget(made, place // 4, place % 4)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        return grid

    def _result(self, result: Result) -> KeyButton:
        made = KeyButton(RESULT_WORDS.get(result.code, result.label), result.key.upper(), height=42,
                         tone="bad" if result.code == "XC" else "")
        made.setCheckable(True)
        made.setToolTip(result.meaning)
        return made

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(30, 8, 30, 12)
        foot.setSpacing(6)
        for key, text in (("Backspace", "previous"), ("Ctrl Z", "undo"), ("Esc", "leave")):
            foot.addWidget(KeyCap(key))
            foot.addWidget(label(f"{text}  ", "small"))
        for code in ("DC", "HO"):
            result = result_of(code)
            foot.addWidget(KeyCap(result.key.upper()))
            made = button(result.label.lower(), partial(self.result_pressed.emit, code), kind="link")
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setToolTip(result.meaning)
            foot.addWidget(made)
        foot.addStretch()
        foot.addWidget(self.save)
        return foot

    # showing

    def show_screen(self, shown: Screen, number: Phone | None) -> None:
        """Show a person and the number to dial."""
        row = shown.about.row
        self._call_back = row.follow_up
        self._scroll.verticalScrollBar().setValue(0)
        self.name.setText(row.name or "(no name)")
        wall = wall_of(shown)
        self.about.setText(wall or " · ".join(part for part in (_wants(shown), _known(shown), _clock(shown)) if part))
        turn(self.about, "soft" if shown.may_call and not wall else "bad")
        self.show_number(shown.about.phones, number)
        self.words.say(*shown.script)
        self._box.setVisible(bool(shown.script))

    def show_number(self, phones: tuple[Phone, ...], number: Phone | None) -> None:
        """Show the number to dial, and the one that Tab changes to."""
        self.phone.setText(shown_phone(number.number, number.extension) if number else "No number")
        others = [one for one in phones if one is not number and one.status == "ok"]
        kind = _KINDS.get(number.kind, "") if number else ""
        self.kind.setText(f"{kind} ·" if kind and others else kind)
        self.second.setVisible(bool(others))
        self.tab.setVisible(bool(others))
        if others:
            second = others[0]
            self.second.setText(f"second number {shown_phone(second.number)} {_KINDS.get(second.kind, '')}".rstrip())

    def show_choice(self, code: str) -> None:
        """Mark the chosen result, or none."""
        for one, made in self.buttons.items():
            if made.isCheckable():
                made.setChecked(one == code and bool(code))
                made.update()
        self.answers.ask_more(code == "CV")
        self.promise.setText(_promise(code, self._call_back) if code and self._call_back else "")
        self.promise.setVisible(bool(self.promise.text()))
        if code:
            QTimer.singleShot(0, self, self._bring_into_view)
        self.save.setText(f"Save as {result_of(code).label.lower()}  ⏎" if code in ("DC", "HO") else "Save and next  ⏎")

    def _bring_into_view(self) -> None:
        """In a low window, have what the result asks for in sight, and the note."""
        self._scroll.ensureWidgetVisible(self.note, 0, 4)
        self._scroll.ensureWidgetVisible(self.further if self.further.isVisible() else self.answers, 0, 4)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < _LOW
        for part, pixels in ((self.name, 22 if low else 34), (self.phone, 32 if low else 44)):
            font = part.font()
            if font.pixelSize() != pixels:
                font.setPixelSize(pixels)
                part.setFont(font)

    def show_place(self, name: str, place: int, total: int) -> None:
        """``HD 32A – would run · 14 of 60``."""
        name = name if len(name) <= 60 else f"{name[:59]}…"
        self.where.say((f"{name} · ", "soft"), (f"{place:,} of {total:,}", "strong"))
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(max(place - 1, 0))

    def show_tally(self, tally: Tally) -> None:
        """``This shift: 13 dialed · 5 reached · 2 yes · 38 min``."""
        self.shift.setText(f"This shift: {tally.dialled:,} dialed · {tally.reached:,} reached · {tally.yes:,} yes · "
                           f"{tally.minutes:,} min")


def result_by_key() -> dict[str, str]:
    """Codes by hot key."""
    return {result.key: result.code for result in RESULTS}


def _big(pixels: int) -> QLabel:
    made = label(wrap=True)
    font = QFont(made.font())
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.Bold)
    made.setFont(font)
    return made


def _wants(shown: Screen) -> str:
    row = shown.about.row
    office = ", ".join(_inside(one) for one in row.office_sought.split("; "))
    if row.wants_run:
        said = f"Would run: {office}" if office else "Would run"
        return f"{said}, and would help" if row.wants_help else said
    return "Would help" if row.wants_help else office


def wall_of(shown: Screen) -> str:
    """Why somebody must not be called, as when that was recorded elsewhere while they are up; else ""."""
    row = shown.about.row
    why = ("asked not to be called" if row.do_not_call else "has died" if row.deceased
           else "is called by the chair only" if any(event.result == "HO" for event in shown.about.events) else "")
    return f"{row.name or 'This person'} {why}. Don't dial; S goes on to the next." if why else ""


def _known(shown: Screen) -> str:
    """What was said in earlier calls that the next caller should know: the language, the best time, the call-back."""
    best = next((event.best_time for event in shown.about.events if event.best_time), "")
    language, call_back = shown.about.language, shown.about.row.follow_up
    return " · ".join(part for part in (
        f"speaks {language}" if language else "", f"best time: {best}" if best else "",
        f"to be called back {short_time(call_back)}" if call_back else "") if part)


def _promise(code: str, call_back: str) -> str:
    """What the chosen result does to the call-back somebody was promised."""
    if keeps_call_back(code):
        return "They are still to be called back: a try that misses them doesn't end that."
    return "" if code == "CB" else f"This ends the call-back of {short_time(call_back)}."


def _inside(office: str) -> str:
    """``School board`` as it stands inside a sentence; names in capitals stay as they are."""
    return office[:1].lower() + office[1:] if office[1:] == office[1:].lower() else office


def _clock(shown: Screen) -> str:
    if shown.local is None:
        return "" if shown.may_call else "what time it is there is not known: call from noon to 9 PM Eastern"
    said = f"it is {_hour(shown.local)} where they live"
    if shown.may_call:
        return said
    return f"{said}, too {'early' if shown.local.time() < EARLIEST_CALL else 'late'} to call"


def _hour(moment: datetime) -> str:
    return f"{moment.hour % 12 or 12}:{moment:%M %p}"
