"""The calling screen: one person big, one key a result, Enter saves and brings the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.status import result_of
from organizer.outreach.record import NOTE_LIMIT
from ui.background.jobs import Jobs
from ui.outreach import asks
from ui.outreach.calling_round import CallingRound
from ui.outreach.calling_view import result_by_key
from ui.outreach.round import Call

__all__ = ["CallingPage"]

_KEYS = result_by_key()
_CHANGES = 4  # letters in the note up to which somebody may be changing their mind


class CallingPage(CallingRound):
    """Takes what came of each call."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self._early: list[tuple[int, str]] = []
        self._noting = False  # after Space what is typed is a note, be it a single letter
        self._keys_back = False  # after Esc in the note the next letter is a result's key again
        self.is_up.connect(self._catch_up)
        self.view.result_pressed.connect(self.choose)
        self.view.save_pressed.connect(self.save)
        self.view.number_pressed.connect(self.change_number)
        self.view.further.entered.connect(self.save)
        self.view.answers.entered.connect(self.save)
        self.view.note.save_wanted.connect(self.save)
        self.view.note.back_wanted.connect(self.back_out)
        self.view.note.left.connect(self._leave_note)
        self.view.note.digit_typed.connect(self.answer)
        self.view.note.textChanged.connect(self._note_changed)

    @override
    def unkept(self) -> str:
        if self.shown is None or not (self.code or self.view.note.text):
            return ""
        return f"the call with {self.shown.about.row.name or 'the person who is up'}"

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
        self._keys_back = False
        self._noting = self._noting and bool(self.view.note.toPlainText())
        if code == self.code:
            return
        self.code = code
        self.view.show_choice(code)
        name = self.shown.about.row.name if self.shown is not None else ""
        self.view.further.ask(result_of(code) if code else None, name or "This person", clock.local_now())

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

    def _note_changed(self) -> None:
        """Letters in the note may yet be other results' keys: show what Enter would take."""
        if self.code:
            self.view.show_choice(self._meant())

    def _meant(self) -> str:
        """The chosen result, or that of the last key where the note holds nothing but a few keys of results.

        No key is a vowel, so that no word is taken for one.
        """
        return _KEYS[self.view.note.toPlainText().lower()[-1]] if self._are_keys() else self.code

    def _are_keys(self) -> bool:
        text = self.view.note.toPlainText().lower()
        return not self._noting and 0 < len(text) <= _CHANGES and all(one in _KEYS for one in text)

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
        meant = self._meant()
        if self._are_keys():
            self.view.note.clear()
        note = self.view.note.text
        if meant != self.code:
            self.choose(meant)
            if result_of(meant).asks or result_of(meant).suppress:
                return  # what it asks is answered first, and what cannot be called again is seen first
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
        instead_of = round_.revisited.receipt if round_.revisited is not None else ()
        if round_.revisited in round_.calls:
            round_.calls.remove(round_.revisited)
        whole = self.side.whole_household and not result_of(self.code).suppress  # that is said of each by themselves
        call = Call(shown.about.row.id, result_of(self.code).label, values={**values, "code": self.code},
                    also=tuple(one.id for one in shown.household) if whole else ())
        stays = self._has_another_number()
        round_.saving(call, stays=stays)
        self.jobs.write(asks.record_call, call.person, self.code, by=self.jobs.by, receipt=call.receipt,
                        instead_of=instead_of, done=partial(self._saved, call, stays),
                        failed=partial(self._failed, call, stays), whole_household=whole, **values)
        for person in call.people:
            self._known.pop(person, None)
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
            Qt.Key.Key_Tab: self._tab, Qt.Key.Key_Space: self._take_note,
        }
        letter = text.lower()
        if key in whole:
            whole[key]()
        elif letter and letter in "12345678":
            self.answer(int(letter))
        elif (not self.code or self._keys_back) and letter in _KEYS:
            self.choose(_KEYS[letter])
        elif not self.code and letter == "s":
            self.choose("")
        elif text.isprintable() and text:
            self._keys_back = False
            self.view.note.setFocus()
            self.view.note.insertPlainText(text)

    def _take_note(self) -> None:
        self._noting = True
        self.view.note.setFocus()

    def _catch_up(self) -> None:
        """Take the keys that were pressed before the person was there."""
        early, self._early = self._early, []
        for key, text in early:
            self._take_key(key, text)

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
            if self._are_keys():
                self.view.note.clear()
            self._keys_back = bool(self.code)
            self.setFocus()
        else:
            self._tab(back=key == Qt.Key.Key_Backtab)

    def _escape(self) -> None:
        if self.code or self.view.note.toPlainText():
            self._clear()
            self.setFocus()
        else:
            self.page_wanted.emit("call-lists", self.standing)

    @override
    def focusNextPrevChild(self, next_: bool) -> bool:
        """Tab stays among what belongs to the call."""
        if self.shown is not None and self.stack.currentWidget() is self._work and not self.confirm.isVisible():
            self._tab(back=not next_)
            return True
        return super().focusNextPrevChild(next_)
