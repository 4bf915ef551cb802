"""A pasted cell that says what came of a call, with what it tells besides: where to, which language, when again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from organizer.domain import clock
from organizer.domain.call_back import said_moment
from organizer.domain.errors import UserError
from organizer.domain.status import MOVE_WORDS, MOVES, result_of
from organizer.outreach.record import find_result
from organizer.prospects import fields

__all__ = ["PastedResult", "read_result"]

_APART = re.compile(r"\s*[,:;(–—-]+\s*|\s+to\s+|\s+", re.IGNORECASE)
_PLACES = MOVE_WORDS | {
    re.sub(r"\W+|the", "", word.lower()): code for code, label in MOVES for word in (code, label)
}


@dataclass(frozen=True, slots=True)
class PastedResult:
    """A result and what its cell tells besides.

    Args:
        code: the result's.
        moved_to: where to, for a move: a code of `status.MOVES`.
        address: their new address or ZIP.
        language: which, for a language barrier.
        follow_up_at: when to call back, UTC text.
        note: what else the cell says.
    """

    code: str
    moved_to: str = ""
    address: str = ""
    language: str = ""
    follow_up_at: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """``Moved, out of the state``, ``Language, Hmong``, ``Call back, Fri 6 PM``."""
        when = clock.short_time(self.follow_up_at) if self.follow_up_at else ""
        said = (dict(MOVES).get(self.moved_to, "").lower(), self.address, self.language, when, self.note)
        return ", ".join([result_of(self.code).label, *filter(None, said)])

    @property
    def lacks(self) -> str:
        """What the result asks for and the cell does not tell: "where", "language" or ""."""
        told = self.moved_to or self.address or self.language or self.note
        return "" if told or (asks := result_of(self.code).asks) not in ("where", "language") else asks

    def completed(self, *, moved_to: str, address: str, language: str) -> PastedResult:
        """With what was answered for all cells that lack it."""
        if self.lacks == "where":
            return replace(self, moved_to=moved_to, address=address)
        return replace(self, language=language) if self.lacks else self


def read_result(said: str) -> PastedResult:
    """``Left message``, ``Moved, out of state``, ``MV to 55802``, ``Language: Hmong``, ``Call back fri 6pm``.

    Raises:
        UserError: no result is called so, or the day makes no sense.
    """
    try:
        return PastedResult(find_result(said).code)
    except UserError:
        for cut in _APART.finditer(said):
            first, more = said[: cut.start()], said[cut.end():].strip(" ().,")
            if more and len(first) > 1 and (read := _read_of(first)):
                return read(more)
        raise


def _read_of(first: str) -> Callable[[str], PastedResult] | None:
    """How what stands behind these words is read; None where they are no result that asks for something."""
    try:
        return _MORE.get(find_result(first).code)
    except UserError:
        return None


def _moved(more: str) -> PastedResult:
    place = _PLACES.get(re.sub(r"\W+|the", "", more.lower()))
    if place:
        return PastedResult("MV", moved_to=place)
    return PastedResult("MV", address=more) if re.search(r"\d", more) else PastedResult("MV", note=more)


_MORE: dict[str, Callable[[str], PastedResult]] = {
    "MV": _moved,
    "OL": lambda more: PastedResult("OL", language=str(fields.clean("language", more))),
    "CB": lambda more: PastedResult("CB", follow_up_at=said_moment(more, clock.local_now())),
}
