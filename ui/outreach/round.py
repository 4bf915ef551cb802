"""One round of calls without any widgets: who is up, who comes next, who was called, and how to go back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from organizer.domain.filters import ProspectFilter
from organizer.outreach.queue import Queue

__all__ = ["Call", "Round", "Source"]

Source = int | ProspectFilter | tuple[int, ...]
"""What is called: a call list by its id, a filter, or people chosen by hand."""


@dataclass(slots=True)
class Call:
    """A call of this round: whom, what was recorded in a word, and the action once it is saved.

    `also` are others it is recorded for, as they live there, too. `receipt` is filled by the write that saves it, so
    that a later write that takes its place finds it there even before the window has heard.
    """

    person: int
    label: str
    action: int | None = None
    values: dict[str, str] = field(default_factory=dict)
    receipt: list[int] = field(default_factory=list)
    also: tuple[int, ...] = ()

    @property
    def people(self) -> tuple[int, ...]:
        """Everybody it is recorded for."""
        return (self.person, *self.also)


class Round:
    """Where the caller is in a list.

    Args:
        source: what is called.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.current: int | None = None
        self.upcoming: list[int] = []
        self.calls: list[Call] = []
        self.skipped: list[int] = []
        self.returned: list[int] = []
        self.revisited: Call | None = None
        self.queue = Queue(())
        self.total = 0
        self.called_before: frozenset[int] = frozenset()
        self.any_hour = False
        self.any_rest = False
        self.called_since: set[int] = set()
        self._saving: dict[int, int] = {}

    def wake_all(self) -> None:
        """From now on also those come up who rest; whoever is called after this rests again."""
        self.any_rest = True
        self.called_since.clear()

    def take(self, queue: Queue) -> None:
        """A fresh order; who is up stays up, and who is being saved does not come back."""
        self.queue = queue
        self.total = max(self.total, queue.total)  # who was called may leave the filter
        ids = [*self.returned, *(one for one in queue.ids if one not in self.returned)]
        known = set(queue.ids)
        self.upcoming = [one for one in ids if one in known and one != self.current and not self._saving.get(one)]

    def forward(self) -> int | None:
        """Bring up the next person, or nobody."""
        self.revisited = None
        self.current = self.upcoming.pop(0) if self.upcoming else None
        return self.current

    def skip(self) -> int | None:
        """Pass over whoever is up; they come again at the end."""
        if self.current is not None:
            self.skipped = [one for one in self.skipped if one != self.current] + [self.current]
            if self.upcoming:
                self.upcoming.append(self.current)
        return self.forward()

    def saving(self, call: Call, *, stays: bool = False) -> None:
        """A call is on its way to the store; `stays` keeps the person up for another number."""
        self.calls.append(call)
        self.called_since.update(call.people)
        self.returned = [one for one in self.returned if one not in call.people]
        self.upcoming = [one for one in self.upcoming if one not in call.also]
        self.revisited = None
        for person in call.also if stays else call.people:
            self._saving[person] = self._saving.get(person, 0) + 1
        self.skipped = [one for one in self.skipped if one not in call.people]

    def saved(self, call: Call, action: int | None, *, stays: bool = False) -> None:
        """It is in the store."""
        call.action = action
        for person in call.also if stays else call.people:
            self._release(person)

    def failed(self, call: Call, *, stays: bool = False) -> None:
        """It could not be saved: the person comes up again."""
        for person in call.also if stays else call.people:
            self._release(person)
        self.called_since.difference_update(call.people)
        if call in self.calls:
            self.calls.remove(call)
        self.bring(call.person)

    def bring(self, person: int) -> None:
        """Put somebody up now; whoever was up comes right after."""
        self.upcoming = [one for one in self.upcoming if one != person]
        if self.current is not None and self.current != person:
            self.upcoming.insert(0, self.current)
        self.current = person
        self.revisited = None

    def back(self) -> Call | None:
        """Go to the call before; from a revisited one, to the one before that."""
        looked_at = self.revisited
        place = self.calls.index(looked_at) if looked_at in self.calls else len(self.calls)
        if place == 0:
            return None
        call = self.calls[place - 1]
        if looked_at is not None and self.current == looked_at.person:
            self.current = None  # was only looked at
        self.bring(call.person)
        self.revisited = call
        return call

    def undone(self, actions: set[int]) -> Call | None:
        """Calls that were undone leave the round; the latest of them comes up again."""
        gone = [call for call in self.calls if call.action in actions]
        for call in gone:
            self.calls.remove(call)
            self.called_since.difference_update(call.people)
            self.returned = [call.person, *(one for one in self.returned if one != call.person)]
        if not gone:
            return None
        self.bring(gone[-1].person)
        return gone[-1]

    def place(self) -> tuple[int, int]:
        """Whoever is up, as the how manieth of how many: counted are those called, also before this round."""
        called = self.called_before | {call.person for call in self.calls}
        up = self.current is not None and self.current not in called
        total = max(self.total, len(called) + up)
        return min(max(len(called) + up, 1), total), total

    def actions(self) -> list[int]:
        """The actions of this round that are in the store."""
        return [call.action for call in self.calls if call.action is not None]

    def next_few(self, count: int = 3) -> Sequence[int]:
        """Who comes after whoever is up."""
        return self.upcoming[:count]

    def _release(self, person: int) -> None:
        left = self._saving.get(person, 0) - 1
        if left > 0:
            self._saving[person] = left
        else:
            self._saving.pop(person, None)
