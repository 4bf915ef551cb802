"""The rows of the district table, found by kind, code and state, and made where they are missing."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.domain.district import natural_key
from organizer.storage import journal
from organizer.storage.spelling import Spelling
from organizer.storage.tables import District, new_uuid

__all__ = ["Districts", "state_of"]


def state_of(text: str) -> str:
    """A state as districts keep it: two capitals or nothing."""
    return text.strip().upper()[:2]


class Districts:
    """The districts of the store by kind, code and state; new ones are made in one go."""

    def __init__(self, session: Session) -> None:
        self._spelling = Spelling(session)
        self._ids: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        self.codes: dict[int, str] = {}
        for row_id, kind, state, code in session.execute(
            select(District.id, District.kind, District.state, District.code)
        ):
            self._ids[kind, self._spelling.of(kind, code)].setdefault(state, row_id)
            self.codes[row_id] = code
        self._new: dict[tuple[str, str, str], None] = {}

    def find(self, kind: str, code: str, state: str) -> int | None:
        """The district's id: of this state, or of no state, or where the state is not known the only one."""
        known = self._ids.get((kind, self._spelling.of(kind, code)))
        if not known:
            return None
        if state in known:
            return known[state]
        if not state and len(known) == 1:
            return next(iter(known.values()))
        return known.get("")

    def want(self, kind: str, code: str, state: str) -> None:
        """Note a district that must be there."""
        if self.find(kind, code, state) is None:
            self._new[kind, self._spelling.of(kind, code), state] = None

    def make(self, do: journal.Recorder) -> None:
        """Make those that were wanted and are not there."""
        named = {(kind, code) for kind, code, state in self._new if state}
        wanted = [one for one in self._new if one[2] or one[:2] not in named]
        rows = [(new_uuid(), kind, state, code, "", natural_key(code)) for kind, code, state in wanted]
        ids = do.insert_many(District, ("uuid", "kind", "state", "code", "name", "sort_key"), rows)
        for row_id, (kind, code, state) in zip(ids, wanted, strict=True):
            self._ids[kind, code][state] = row_id
            self.codes[row_id] = code
        self._new.clear()
