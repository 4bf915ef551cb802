"""The person beside the table: how to reach them, one-key results, and what happened so far."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.domain.people import Details
from organizer.domain.status import (
    HELP_EXITS,
    HELP_STAGES,
    RESULTS,
    RUN_EXITS,
    RUN_STAGES,
    Result,
    result_of,
    stage_label,
)
from organizer.outreach.record import left_out, record_result, set_phone_status, set_stage
from organizer.prospects import reach
from organizer.prospects.details import Housemate, details, housemates
from organizer.prospects.edit import edit_person
from ui import rooms
from ui.background.jobs import Jobs
from ui.labels import RESULT_WORDS, history_of, many
from ui.prospects.ask import AskFrame
from ui.prospects.facts import Facts
from ui.widgets.empty import EmptyState
from ui.widgets.inplace import InPlace
from ui.widgets.keybutton import KeyButton
from ui.widgets.spans import Timeline
from ui.widgets.text import button, label, rule

__all__ = ["PersonPanel"]

_FIRST = ("CV", "LM", "NH", "CB", "RF", "WN", "WX", "XC")
_BY_KEY = {result.key: result.code for result in RESULTS}
WIDTH = 316
_REACH: dict[tuple[str, str], Callable[..., Any]] = {
    ("phone", "change"): reach.change_phone, ("phone", "add"): reach.add_phone, ("phone", "prefer"): reach.prefer_phone,
    ("phone", "remove"): reach.remove_phone, ("phone", "status"): set_phone_status,
    ("email", "change"): reach.change_email, ("email", "add"): reach.add_email, ("email", "prefer"): reach.prefer_email,
    ("email", "remove"): reach.remove_email, ("email", "status"): reach.mark_email,
}


class PersonPanel(QFrame):
    """Shows one person, or how many are selected.

    Signals:
        result_wanted: a result's code was pressed.
        asked: something must be asked before a result is kept.
        answered: a result's code and the further arguments it asked for.
        left: what was asked was left.
        person_wanted: somebody of the household should be shown.
        page_wanted, command_wanted: as a page's.
    """

    result_wanted = Signal(str)
    asked = Signal()
    answered = Signal(str, dict)
    left = Signal()
    person_wanted = Signal(int)
    page_wanted = Signal(str, object)
    command_wanted = Signal(str, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setMinimumWidth(WIDTH)
        self._jobs = jobs
        self.person: int | None = None
        self.about: Details | None = None
        self._ids: tuple[int, ...] = ()
        self.empty = EmptyState("person", "Choose somebody in the table to see how to reach them.")
        self.name = InPlace("Name", "title")
        self.name.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.name.edited.connect(partial(self._edited, "name"))
        self.wants = label(role="soft", wrap=True)
        self.facts = Facts(jobs)
        self.facts.edited.connect(self._edited)
        self.facts.reach_wanted.connect(self._reach)
        self.facts.person_wanted.connect(self.person_wanted)
        self.facts.districts_wanted.connect(lambda: self.command_wanted.emit("where", self._ids))
        self.stages = QWidget()
        self._stage_buttons = {track: button("", partial(self._open_stages, track), kind="link")
                               for track in ("run", "help")}
        self.ask = AskFrame()
        self.ask.answered.connect(self.answered)
        self.ask.left.connect(self.left)
        self.household = QCheckBox()
        self.household.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the table
        self.household.hide()
        self.note = InPlace("Add a note", hint="Add a note…", long=True)
        self.note.edited.connect(self._noted)
        self.history = Timeline()
        self.near = [made(jobs, self) for made in rooms.panels()]
        for one in self.near:
            for signal in ("page_wanted", "command_wanted"):
                if hasattr(one, signal):
                    getattr(one, signal).connect(getattr(self, signal))
        self.body = QWidget()
        self._lay_out(QVBoxLayout(self.body))
        scroll = QScrollArea()
        scroll.setWidget(self.body)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll = scroll
        lines = QVBoxLayout(self)
        lines.setContentsMargins(1, 0, 0, 0)
        lines.addWidget(self.empty)
        lines.addWidget(scroll)
        self.show_people(())

    def _lay_out(self, lines: QVBoxLayout) -> None:
        lines.setContentsMargins(15, 16, 8, 16)
        lines.setSpacing(8)
        lines.addWidget(self.name)
        lines.addWidget(self.wants)
        lines.addWidget(self.facts)
        row = QHBoxLayout(self.stages)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for one in self._stage_buttons.values():
            row.addWidget(one)
        row.addStretch()
        lines.addWidget(self.stages)
        lines.addWidget(rule())
        lines.addWidget(label("Result of this call", "heading"))
        lines.addLayout(self._results())
        lines.addWidget(self.household)
        lines.addWidget(self.ask)
        for one in self.near:
            lines.addWidget(one)
        lines.addWidget(rule())
        self._history_head = label("History", "heading")
        lines.addWidget(self._history_head)
        lines.addWidget(self.note)
        lines.addWidget(self.history)
        lines.addStretch()

    def _results(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, code in enumerate(_FIRST):
            grid.addWidget(self._result_button(result_of(code)), place // 2, place % 2)
        self._more = button("More results", self._open_more, kind="link")
        grid.addWidget(self._more, len(_FIRST) // 2, 0, 1, 2)
        return grid

    def _result_button(self, result: Result) -> KeyButton:
        tone = {"CV": "good", "XC": "bad"}.get(result.code, "")
        made = KeyButton(RESULT_WORDS.get(result.code, result.label), result.key.upper(), tone=tone)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setToolTip(result.meaning)
        made.clicked.connect(partial(self.result_wanted.emit, result.code))
        return made

    def show_people(self, ids: tuple[int, ...]) -> None:
        """Show whoever is selected: nobody, one, or how many."""
        if ids != self._ids:
            self.ask.leave()
            self.household.setChecked(False)
            self.household.hide()
        self._ids = ids
        self.person = ids[0] if len(ids) == 1 else None
        self.empty.setVisible(not ids)
        self._scroll.setVisible(bool(ids))
        for part in (self.facts, self.wants, self.stages, self.note, self.history, self._history_head):
            part.setVisible(self.person is not None)
        if self.person is not None:
            self.read()
        elif ids:
            self.about = None
            self.name.put(f"{many(len(ids), 'person', 'people')} selected")
            for one in self.near:
                one.leave()

    def read(self) -> None:
        """Ask for the person again, and for their household."""
        if self.person is not None:
            self._jobs.read(details, self.person, done=self._show, failed=self._gone, key="person")
            self.read_household()

    def read_household(self) -> None:
        """Ask again who shares a phone or an address with the person."""
        if self.person is not None:
            self._jobs.read(housemates, self.person, done=partial(self._show_household, self.person), key="household")

    @property
    def whole_household(self) -> bool:
        """Whether results are for everybody of the person's household."""
        return self.person is not None and not self.household.isHidden() and self.household.isChecked()

    def _show_household(self, person: int, others: list[Housemate]) -> None:
        if person == self.person:
            self.facts.show_household(others)
            self.household.setText(f"For the &whole household of {len(others) + 1:,}")
            self.household.setVisible(bool(others))

    def ask_for(self, result: Result, who: str, *, sure: bool = False) -> None:
        """Ask what a result needs for somebody. Args: sure: ask first whether it is meant for so many people."""
        self.asked.emit()
        self.ask.ask(result, who or "This person", len(self._ids), sure=sure)
        if sure and not result.suppress:
            self._jobs.read(left_out, self._ids, done=self.ask.leave_out, key="left out")
        self._bring_up_the_ask()

    def _show(self, about: Details) -> None:
        if about.row.id != self.person:
            return
        self.about = about
        row = about.row
        self.name.put(row.name or "(no name)")
        wants = " · ".join(part for part in (row.interest, row.office_sought.replace("; ", ", ")) if part)
        self.wants.setText(wants or "Interest not known")
        self.facts.show_person(about)
        for track, one in self._stage_buttons.items():
            stage = row.run_stage if track == "run" else row.help_stage
            one.setText(f"{'Run' if track == 'run' else 'Help'}: {stage_label(track, stage).lower()} ▾")
        for part in self.near:
            part.show_person(about)
        self.history.put(history_of(about))
        if not self.ask.isHidden():
            self._bring_up_the_ask()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are results on the buttons of results and on the tick below them, as they are on the table."""
        code = _BY_KEY.get(event.text().lower()) if not event.modifiers() else None
        if code and self._ids and isinstance(self.focusWidget(), (KeyButton, QCheckBox)):
            self.result_wanted.emit(code)
        else:
            super().keyPressEvent(event)

    def _bring_up_the_ask(self) -> None:
        """Scroll to what is asked, once it and what is above it have their heights."""
        QTimer.singleShot(0, self.ask, lambda: self._scroll.ensureWidgetVisible(self.ask, 0, 12))

    def _gone(self, _fault: BaseException) -> None:
        self.show_people(())

    def _edited(self, field: str, text: str) -> None:
        if self.person is not None:
            self._jobs.write(edit_person, self.person, field, text, by=self._jobs.by, done=self._kept,
                             failed=partial(self._not_kept, self.person, field, text))

    def _reach(self, kind: str, what: str, which: str, said: str) -> None:
        """Do to a phone or an e-mail address what was asked."""
        if self.person is None:
            return
        work = _REACH.get((kind, what), _REACH[kind, "status"])
        given = {"change": (which, said), "add": (said,), "prefer": (which,), "remove": (which,)}.get(
            what, (which, what))
        self._jobs.write(work, self.person, *given, by=self._jobs.by, done=self._kept,
                         failed=partial(self._reach_refused, kind, what, which, said))

    def _reach_refused(self, kind: str, what: str, which: str, said: str, fault: BaseException) -> None:
        lines = self.facts.phones if kind == "phone" else self.facts.emails
        field = lines.add if what == "add" else lines.line_of(which)
        if field is None or not said or not field.complain(str(fault), said):
            self._refused(fault)

    def _not_kept(self, person: int, field: str, text: str, fault: BaseException) -> None:
        """Say it at the field; where somebody else is shown by now, at the foot, with what was typed."""
        if person != self.person or not self.facts.complain(field, str(fault), text):
            self._jobs.failed.emit(f"{fault} What was typed: “{text[:60]}”.", "")
            self.read()

    def _noted(self, text: str) -> None:
        if self.person is not None and text:
            self.note.put("")
            self._jobs.write(record_result, [self.person], "", by=self._jobs.by, note=text, kind="note",
                             failed=partial(self._note_refused, text))

    def _note_refused(self, text: str, fault: BaseException) -> None:
        self.note.put(text)
        self._jobs.failed.emit(str(fault), "")

    def _kept(self, _changes: object) -> None:
        self.read()

    def _refused(self, fault: BaseException) -> None:
        self._jobs.failed.emit(str(fault), "")
        self.read()

    def _open_more(self) -> None:
        menu = QMenu(self)
        for result in RESULTS:
            if result.code not in _FIRST:
                menu.addAction(f"{result.label}\t{result.key.upper()}", partial(self.result_wanted.emit, result.code))
        menu.exec(self._more.mapToGlobal(QPoint(0, self._more.height())))
        menu.deleteLater()

    def _open_stages(self, track: str) -> None:
        menu = QMenu(self)
        fill_stages(menu, track, lambda code: self._jobs.write(
            set_stage, list(self._ids), track, code, by=self._jobs.by))
        under = self._stage_buttons[track]
        menu.exec(under.mapToGlobal(QPoint(0, under.height())))
        menu.deleteLater()


def fill_stages(menu: QMenu, track: str, chosen: Callable[[str], object]) -> None:
    """Put the stages of a track into a menu, the exits after a line."""
    steps, exits = (RUN_STAGES, RUN_EXITS) if track == "run" else (HELP_STAGES, HELP_EXITS)
    for stage in steps:
        menu.addAction(stage.label, partial(chosen, stage.code))
    menu.addSeparator()
    for stage in exits:
        menu.addAction(stage.label, partial(chosen, stage.code))
