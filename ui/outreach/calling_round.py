"""One round of calls on the screen: how it begins, who is up, and what is offered when nobody is."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter
from organizer.domain.people import Phone, ProspectRow
from organizer.outreach import lists, today
from organizer.outreach.queue import undone
from organizer.outreach.screen import Screen, screen
from ui.background.jobs import Jobs
from ui.outreach import asks
from ui.outreach.calling_side import CallingSide
from ui.outreach.calling_view import CallingView, wall_of
from ui.outreach.offers import Offer, Offers, at_the_end, at_the_start
from ui.outreach.round import Round, Source
from ui.widgets.bars import ConfirmBar
from ui.widgets.page import Page

__all__ = ["CallingRound"]

_AHEAD = 3  # people read before they come up
_ROOM = 940  # pixels beneath which the right side gives way to the person


class CallingRound(Page):
    """Goes through a list, a filter or a selection: whoever is up is shown, with who comes next.

    Signals:
        is_up: somebody is shown, or shown anew.
    """

    is_up = Signal()
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
        self._coming: tuple[ProspectRow, ...] = ()
        self._known: dict[int, Screen] = {}
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
        self.empty.chosen.connect(self._take_offer)
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
            self.refused.emit("Say who is at the keyboard (Ctrl+Shift+U), then start calling again.")
        elif isinstance(source, int):
            self.jobs.write(lists.open_list, source, self.jobs.by, by=self.jobs.by, take_over=take_over,
                            done=lambda _: self._start(source), failed=partial(self._not_begun, source))
        else:
            self._start(source)

    def _not_begun(self, source: int, fault: BaseException) -> None:
        if isinstance(fault, lists.TakenError):
            self.confirm.ask(fault.message, "Take it over", partial(self._begin, source, take_over=True))
        else:
            self.refused.emit(str(fault))

    def offer_a_start(self) -> None:
        """With nothing to call yet, offer whom to begin with."""
        self.round = None
        self.jobs.read(today.home, self.jobs.by, clock.local_now(), done=self._offer_start,
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
        self._name, self._script, round_.called_before = found.name, found.script, found.called
        self._ask_order()

    def _ask_order(self) -> None:
        """Ask for the order as it is now."""
        if (round_ := self.round) is None:
            return
        self.jobs.read(
            asks.state, round_.source, self.jobs.by, clock.local_now(), self._begun, current=round_.current,
            skipped=tuple(round_.skipped), any_hour=round_.any_hour, any_rest=round_.any_rest,
            but_for=tuple(round_.called_since), first=tuple(round_.returned),
            done=partial(self._got_order, round_), key="calling order",
        )

    def _got_order(self, round_: Round, found: asks.State) -> None:
        if round_ is not self.round:
            return  # the answer to what was called before
        round_.take(found.queue)
        self.view.show_tally(found.tally)
        self._coming = found.rows
        if round_.current is None:
            self._next()
        else:
            self._show_place()
            self._read_ahead()
        self._show_next()

    # showing

    def _show_next(self) -> None:
        """Who comes after whoever is up; whoever is up is not among them."""
        current = self.round.current if self.round is not None else None
        self.side.show_next([row for row in self._coming if row.id != current][:3])

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
        self._show_next()
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
        self.jobs.read(screen, person, now=clock.local_now(), caller=self.jobs.by, script=self._script,
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
        if not good and not wall_of(shown) and self._is_fresh(shown.about.row.id):
            self._next()  # the call before took their number, too: it is shared
            return
        kept = [one for one in good if again and self.number is not None and one.number == self.number.number]
        self.number = next(iter(kept or good), None)
        self.view.show_screen(shown, self.number)
        self.side.show_screen(shown)
        looked_at = self.round.revisited if self.round else None
        self.view.revisited.setVisible(looked_at is not None)
        if looked_at is not None:
            self.view.revisited.setText(f"You recorded: {looked_at.label.lower()}. What you save now takes its place.")
        self.is_up.emit()

    def _is_fresh(self, person: int) -> bool:
        """Whether somebody is up for the first time, and nothing was noted of them yet."""
        round_ = self.round
        noted = self.code or self.view.note.toPlainText()
        return round_ is not None and not noted and person not in {call.person for call in round_.calls}

    def _show_place(self) -> None:
        if (round_ := self.round) is None:
            return
        self.view.show_place(self._name, *round_.place())

    @property
    def standing(self) -> int | str | None:
        """What the page of lists should point at: the list that is called, or the name and place of another round."""
        if self.round is None or self.shown is None:
            return None
        if isinstance(self.round.source, int):
            return self.round.source
        place, total = self.round.place()
        return f"{self._name or 'the chosen people'}, {place:,} of {total:,}"

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
                round_.wake_all()
            self._ask_order()
        elif offer.does == "give-back" and round_ is not None and isinstance(round_.source, int):
            self.jobs.write(lists.release, round_.source, by=self.jobs.by, done=lambda _: self.offer_a_start())
        elif offer.does == "start":
            self.offer_a_start()
        elif offer.does == "import":
            self.command_wanted.emit("import", ())
        else:
            self.page_wanted.emit("call-lists", None)

    def _clear(self) -> None:
        self.code = ""
        self.view.show_choice("")
        self.view.further.ask(None, "", self._begun)
        self.view.answers.put({})
        self.view.note.clear()
        self.view.revisited.hide()

    # what happens elsewhere

    @override
    def refresh(self, changes: Changes) -> None:
        if self.round is None:
            self.offer_a_start()
            return
        round_ = self.round
        touched = self._forget(changes)
        if round_.current is not None and (changes.many or round_.current in touched | changes.people):
            self._read(round_.current)
        actions = round_.actions()
        if actions and changes.summary.startswith("Undo"):
            self.jobs.read(undone, actions, done=partial(self._undone, round_))
        self._ask_order()

    def _forget(self, changes: Changes) -> set[int]:
        """What was read of people whom this changed, or somebody of their household, holds no longer: of whom."""
        touched = {
            person for person, known in self._known.items()
            if changes.many or not {person, *(one.id for one in known.household)}.isdisjoint(changes.people)
        }
        for person in touched:
            del self._known[person]
        return touched

    def _undone(self, round_: Round, actions: set[int]) -> None:
        call = round_.undone(actions) if round_ is self.round else None
        if call is not None:
            self._known.pop(call.person, None)
            self._bring_up(call.person)
            self._ask_order()

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
