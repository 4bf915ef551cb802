"""The calling screen: one person big, one key a result, Enter saves and brings the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter
from organizer.domain.people import Phone
from organizer.domain.status import result_of
from organizer.outreach import lists, today
from organizer.outreach.queue import undone
from organizer.outreach.record import NOTE_LIMIT
from organizer.outreach.screen import Screen, screen
from ui.background.jobs import Jobs
from ui.outreach import asks
from ui.outreach.calling_side import CallingSide
from ui.outreach.calling_view import CallingView, result_by_key
from ui.outreach.offers import Offer, Offers, at_the_end, at_the_start
from ui.outreach.round import Call, Round, Source
from ui.widgets.bars import ConfirmBar
from ui.widgets.page import Page

__all__ = ["CallingPage"]

_AHEAD = 3  # people read before they come up
_ROOM = 940  # pixels beneath which the right side gives way to the person
_KEYS = result_by_key()


class CallingPage(Page):
    """Calls a list, a filter or a selection, one after the other."""

    title: ClassVar[str] = "Calling"
    icon: ClassVar[str] = "phone"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.round: Round | None = None
        self.shown: Screen | None = None
        self.number: Phone | None = None
        self.code = ""
        self._begun = datetime.now(UTC)
        self._name = ""
        self._script = ""
        self._called_before = 0
        self._known: dict[int, Screen] = {}
        self._early: list[tuple[int, str]] = []
        self.view = CallingView()
        self.side = CallingSide(jobs)
        self.empty = Offers()
        self.confirm = ConfirmBar()
        self.stack = QStackedWidget()
        work = QWidget()
        across = QHBoxLayout(work)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.view, 1)
        across.addWidget(self.side)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(work)
        self._work = work
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.stack, 1)
        lines.addWidget(self.confirm)
        self.view.result_pressed.connect(self.choose)
        self.view.save_pressed.connect(self.save)
        self.view.number_pressed.connect(self.change_number)
        self.empty.chosen.connect(self._take_offer)
        self.view.further.entered.connect(self.save)
        self.view.answers.entered.connect(self.save)
        self.view.note.save_wanted.connect(self.save)
        self.view.note.back_wanted.connect(self.back_out)
        self.view.note.left.connect(self._leave_note)
        self.view.note.digit_typed.connect(self.answer)
        self.view.note.textChanged.connect(self._note_changed)
        self.side.page_wanted.connect(self.page_wanted)
        self.side.command_wanted.connect(self.command_wanted)
        self.confirm.closed.connect(self.setFocus)

    # beginning

    @override
    def open(self, what: object) -> None:
        """A call list's id, a ProspectFilter, or ids."""
        if isinstance(what, bool) or not isinstance(what, (int, ProspectFilter, tuple, list)):
            return
        self._begin(tuple(what) if isinstance(what, list) else what)

    def _begin(self, source: Source, *, take_over: bool = False) -> None:
        if not self.jobs.by:
            self.refused.emit("Say who is at the keyboard first: Edit, Who is at the keyboard.")
        if isinstance(source, int):
            self.jobs.write(lists.open_list, source, self.jobs.by, by=self.jobs.by, take_over=take_over,
                            done=lambda _: self._start(source), failed=partial(self._not_begun, source))
        else:
            self._start(source)

    def _not_begun(self, source: int, fault: BaseException) -> None:
        if isinstance(fault, UserError) and "out with" in fault.message:
            self.confirm.ask(fault.message, "Take it over", partial(self._begin, source, take_over=True))
        else:
            self.refused.emit(str(fault))

    def offer_a_start(self) -> None:
        """With nothing to call yet, offer whom to begin with."""
        self.round = None
        self.jobs.read(today.home, self.jobs.by, datetime.now().astimezone(), done=self._offer_start,
                       key="calling home")

    def _offer_start(self, home: today.Home) -> None:
        if self.round is None:
            self.empty.say(*at_the_start(home))
            self.stack.setCurrentWidget(self.empty)
            self.setFocus()

    def _start(self, source: Source) -> None:
        self.round = Round(source)
        self._known.clear()
        self._clear()
        self.shown = None
        self._begun = datetime.now(UTC)
        self.jobs.read(asks.opening, source, done=partial(self._opened, self.round),
                       failed=lambda fault: self.refused.emit(str(fault)))

    def _opened(self, round_: Round, found: asks.Opening) -> None:
        if round_ is not self.round:
            return
        self._name, self._script, self._called_before = found.name, found.script, found.called
        self._ask_order()

    def _ask_order(self) -> None:
        """Ask for the order as it is now."""
        if (round_ := self.round) is None:
            return
        self.jobs.read(
            asks.state, round_.source, self.jobs.by, datetime.now().astimezone(), self._begun, current=round_.current,
            skipped=tuple(round_.skipped), any_hour=round_.any_hour, any_rest=round_.any_rest,
            done=partial(self._got_order, round_), key="calling order",
        )

    def _got_order(self, round_: Round, found: asks.State) -> None:
        if round_ is not self.round:
            return  # the answer to what was called before
        round_.take(found.queue)
        self.view.show_tally(found.tally)
        self.side.show_next([row for row in found.rows if row.id != round_.current][:3])
        if round_.current is None:
            self._next()
        else:
            self._show_place()
            self._read_ahead()

    # showing

    def _next(self) -> None:
        if self.round is not None:
            self._bring_up(self.round.forward())

    def _bring_up(self, person: int | None) -> None:
        self._clear()
        self.shown = None
        self._show_place()
        if person is None:
            self._say_end()
            return
        self.stack.setCurrentWidget(self._work)
        self.setFocus()
        if person in self._known:
            self._show(self._known[person])
        else:
            self._read(person)
        self._read_ahead()

    def _read_ahead(self) -> None:
        for person in self.round.next_few(_AHEAD) if self.round else ():
            if person not in self._known:
                self._read(person)

    def _read(self, person: int) -> None:
        self.jobs.read(screen, person, now=datetime.now().astimezone(), caller=self.jobs.by, script=self._script,
                       done=self._got_screen, failed=partial(self._gone, person), key=f"screen {person}")

    def _got_screen(self, found: Screen) -> None:
        person = found.about.row.id
        self._known[person] = found
        if self.round is not None and self.round.current == person:
            self._show(found)

    def _gone(self, person: int, fault: BaseException) -> None:
        if isinstance(fault, UserError) and self.round is not None and self.round.current == person:
            self._next()

    def _show(self, shown: Screen) -> None:
        again = self.shown is not None and self.shown.about.row.id == shown.about.row.id
        self.shown = shown
        good = [one for one in shown.about.phones if one.status == "ok"]
        kept = [one for one in good if again and self.number is not None and one.number == self.number.number]
        self.number = next(iter(kept or good), None)
        self.view.show_screen(shown, self.number)
        self.side.show_screen(shown)
        looked_at = self.round.revisited if self.round else None
        self.view.revisited.setVisible(looked_at is not None)
        if looked_at is not None:
            self.view.revisited.setText(f"You recorded: {looked_at.label.lower()}. What you save now takes its place.")
        early, self._early = self._early, []
        for key, text in early:
            self._take_key(key, text)

    def _show_place(self) -> None:
        if (round_ := self.round) is None:
            return
        total = round_.queue.total
        done = self._called_before + round_.handled()
        self.view.show_place(self._name, min(done + (round_.current is not None), max(total, 1)), total)

    def _say_end(self) -> None:
        if self.round is not None:
            self.empty.say(*at_the_end(self.round.queue, is_list=isinstance(self.round.source, int)))
            self.stack.setCurrentWidget(self.empty)
            self.setFocus()

    def _take_offer(self, offer: Offer) -> None:
        round_ = self.round
        if offer.does == "call" and isinstance(offer.what, (int, ProspectFilter)):
            self._begin(offer.what)
        elif offer.does in ("hour", "rest") and round_ is not None:
            round_.any_hour = round_.any_hour or offer.does == "hour"
            if offer.does == "rest":
                round_.any_rest = datetime.now(UTC)
            self._ask_order()
        elif offer.does == "give-back" and round_ is not None and isinstance(round_.source, int):
            self.jobs.write(lists.release, round_.source, by=self.jobs.by, done=lambda _: self.offer_a_start())
        elif offer.does == "start":
            self.offer_a_start()
        elif offer.does == "import":
            self.command_wanted.emit("import", ())
        else:
            self.page_wanted.emit("call-lists", None)

    # choosing

    def choose(self, code: str) -> None:
        """Choose a result; "" skips."""
        if self.shown is None or self.round is None:
            return
        if not code:
            self._bring_up(self.round.skip())
            self._ask_order()
            return
        self._choose(code)
        if not self.view.further.takes_letters:
            self.setFocus()

    def _choose(self, code: str) -> None:
        if code == self.code:
            return
        self.code = code
        self.view.show_choice(code)
        name = self.shown.about.row.name if self.shown is not None else ""
        self.view.further.ask(result_of(code) if code else None, name or "This person", datetime.now().astimezone())

    def answer(self, digit: int) -> None:
        """1 to 4 answer Run?, 5 to 8 Help?, unless the chosen result offers something by number."""
        if self.view.further.press(digit):
            return
        self.view.answers.press(digit)
        if not self.code:
            self._choose("CV")

    def change_number(self) -> None:
        """Dial the person's next good number."""
        if self.shown is None:
            return
        good = [one for one in self.shown.about.phones if one.status == "ok"]
        if len(good) > 1 and self.number in good:
            self.number = good[(good.index(self.number) + 1) % len(good)]
            self.view.show_number(self.shown.about.phones, self.number)

    def back_out(self) -> None:
        """One step back: out of the choice, else to the call before."""
        if self.code:
            self._choose("")
            self.setFocus()
        elif self.round is not None:
            call = self.round.back()
            if call is None:
                self.told.emit("This is the first call of this round.")
            else:
                self._bring_up(call.person)

    def _clear(self) -> None:
        self.code = ""
        self.view.show_choice("")
        self.view.further.ask(None, "", self._begun)
        self.view.answers.put({})
        self.view.note.clear()
        self.view.revisited.hide()

    def _note_changed(self) -> None:
        """A single letter in the note may yet be another result's key: show what Enter would save."""
        if self.code:
            self.view.show_choice(self._meant())

    def _meant(self) -> str:
        """The chosen result, or the one whose key stands alone in the note."""
        text = self.view.note.toPlainText()
        other = _KEYS.get(text.lower(), "") if len(text) == 1 else ""
        return other if other and not result_of(other).asks and not result_of(other).suppress else self.code

    # saving

    def save(self) -> None:
        """Save the chosen result and bring up the next person."""
        round_, shown = self.round, self.shown
        if round_ is None or shown is None:
            return
        if not self.code:
            if round_.revisited is not None:
                self._next()
            else:
                self.told.emit("Choose what came of the call first: a letter, or Skip with S.")
            return
        note = self.view.note.text
        if self._meant() != self.code:
            self._choose(self._meant())
            note = ""
        if self.view.further.problem:
            self.view.further.fields[0].setFocus()
            return
        if len(note) > NOTE_LIMIT:
            self.refused.emit(f"This note has {len(note):,} letters; {NOTE_LIMIT:,} fit. Shorten it; nothing was lost.")
            return
        values: dict[str, Any] = {
            "note": note, "phone": self.number.number if self.number else "", **self.view.answers.values(),
            **self.view.further.values(),
        }
        if isinstance(round_.source, int):
            values["list_id"] = round_.source
        instead_of = round_.revisited.action if round_.revisited is not None else None
        if instead_of is not None and round_.revisited in round_.calls:
            round_.calls.remove(round_.revisited)
        call = Call(shown.about.row.id, result_of(self.code).label, values={**values, "code": self.code})
        stays = self._has_another_number()
        round_.saving(call, stays=stays)
        self.jobs.write(asks.record_call, call.person, self.code, by=self.jobs.by, instead_of=instead_of,
                        done=partial(self._saved, call, stays), failed=partial(self._failed, call, stays), **values)
        self._known.pop(call.person, None)
        if stays:
            self._try_next_number()
        else:
            self._next()

    def _has_another_number(self) -> bool:
        if self.shown is None or not result_of(self.code).phone_status:
            return False
        return any(one.status == "ok" and one is not self.number for one in self.shown.about.phones)

    def _try_next_number(self) -> None:
        """Strike the number that was dialled and put up the next one."""
        if self.shown is None or self.number is None:
            return
        bad = result_of(self.code).phone_status
        about = self.shown.about
        phones = tuple(replace(one, status=bad) if one is self.number else one for one in about.phones)
        shown = replace(self.shown, about=replace(about, phones=phones))
        self._clear()
        self.shown = None
        self._show_place()
        self.setFocus()
        self._show(shown)

    def _saved(self, call: Call, stays: bool, changes: Changes) -> None:
        if self.round is not None:
            self.round.saved(call, changes.action, stays=stays)
            self._ask_order()

    def _failed(self, call: Call, stays: bool, fault: BaseException) -> None:
        """Bring the person back with what was typed."""
        self.refused.emit(str(fault) if isinstance(fault, UserError) else "This call could not be saved. Try again.")
        if self.round is None:
            return
        self.round.failed(call, stays=stays)
        self._bring_up(call.person)
        values = call.values
        self._choose(values.get("code", ""))
        self.view.further.put(values)
        self.view.answers.put(values)
        self.view.note.setPlainText(values.get("note", ""))

    # what happens elsewhere

    @override
    def refresh(self, changes: Changes) -> None:
        if self.round is None:
            self.offer_a_start()
            return
        round_ = self.round
        if changes.many:
            self._known.clear()
        for person in changes.people:
            self._known.pop(person, None)
        if round_.current is not None and (changes.many or round_.current in changes.people):
            self._read(round_.current)
        actions = round_.actions()
        if actions and changes.summary.startswith("Undo"):
            self.jobs.read(undone, actions, done=partial(self._undone, round_))
        self._ask_order()

    def _undone(self, round_: Round, actions: set[int]) -> None:
        call = round_.undone(actions) if round_ is self.round else None
        if call is not None:
            self._known.pop(call.person, None)
            self._bring_up(call.person)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setVisible(event.size().width() >= _ROOM)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()
        if self.round is None:
            self.offer_a_start()

    # keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
                                      Qt.KeyboardModifier.ShiftModifier)
        if not plain:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif self.stack.currentWidget() is self.empty:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.empty.press(1)
            elif event.key() == Qt.Key.Key_Backspace:
                self.back_out()
            elif event.text().isdigit() and event.text().isascii():
                self.empty.press(int(event.text()))
        elif self.round is None:
            super().keyPressEvent(event)
        elif self.shown is None:
            self._early.append((event.key(), event.text()))
        else:
            self._take_key(event.key(), event.text())

    def _take_key(self, key: int, text: str) -> None:
        if self.shown is None:
            self._early.append((key, text))
            return
        whole: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Return: self.save, Qt.Key.Key_Enter: self.save, Qt.Key.Key_Backspace: self.back_out,
            Qt.Key.Key_Tab: self._tab, Qt.Key.Key_Space: self.view.note.setFocus,
        }
        letter = text.lower()
        if key in whole:
            whole[key]()
        elif letter and letter in "12345678":
            self.answer(int(letter))
        elif not self.code and letter in _KEYS:
            self.choose(_KEYS[letter])
        elif not self.code and letter == "s":
            self.choose("")
        elif text.isprintable() and text:
            self.view.note.setFocus()
            self.view.note.insertPlainText(text)

    def _tab(self, *, back: bool = False) -> None:
        """From the result to what it asks, to the note, and round again; with no result yet, to the next number."""
        good = [one for one in self.shown.about.phones if one.status == "ok"] if self.shown else []
        if not self.code and self.hasFocus() and len(good) > 1:
            self.change_number()
            return
        asked = self.view.answers.fields if self.code == "CV" else self.view.further.fields
        round_ = [self, *asked, self.view.note]
        place = next((place for place, one in enumerate(round_) if one.hasFocus()), 0)
        round_[(place + (-1 if back else 1)) % len(round_)].setFocus(Qt.FocusReason.TabFocusReason)

    def _leave_note(self, key: int) -> None:
        if key == Qt.Key.Key_Escape:
            self.setFocus()
        else:
            self._tab(back=key == Qt.Key.Key_Backtab)

    def _escape(self) -> None:
        if self.code or self.view.note.toPlainText():
            self._clear()
            self.setFocus()
        else:
            self.page_wanted.emit("call-lists", None)

    @override
    def focusNextPrevChild(self, next_: bool) -> bool:
        """Tab stays among what belongs to the call."""
        if self.shown is not None and self.stack.currentWidget() is self._work and not self.confirm.isVisible():
            self._tab(back=not next_)
            return True
        return super().focusNextPrevChild(next_)
