"""The districts that the rows of a sheet name, as the store numbers them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.domain.district import natural_key
from organizer.importing.records.sign_up import CleanRecord
from organizer.storage.bulk import new_uuids
from organizer.storage.journal import Recorder
from organizer.storage.spelling import Spelling
from organizer.storage.tables import District

__all__ = ["DistrictNumbers"]


class DistrictNumbers:
    """Finds districts and adds those that the store lacks.

    Args:
        session: the transaction of the import.
        do: its action.
        usual_state: the state of districts whose rows name none.
    """

    def __init__(self, session: Session, do: Recorder, usual_state: str) -> None:
        self._do = do
        self._usual_state = usual_state
        self._spelling = Spelling(session)
        self._known: dict[tuple[str, str, str], int] = {}
        for row_id, kind, state, code in session.execute(
            select(District.id, District.kind, District.state, District.code).order_by(District.id)
        ):
            self._known.setdefault((kind, state, self._spelling.of(kind, code)), row_id)

    def number(self, kind: str, code: str, state: str) -> int:
        """The number of a district; it is added if `make_sure` has not seen it."""
        key = (kind, state or self._usual_state, self._spelling.of(kind, code))
        found = self._known.get(key)
        if found is None:
            self._add([key])
            found = self._known[key]
        return found

    def make_sure(self, records: Iterable[CleanRecord]) -> None:
        """Add at once whatever these records name and the store lacks."""
        named = {(kind, r.state or self._usual_state, code) for r in records for kind, code in r.districts}
        written = {(kind, state, self._spelling.of(kind, code)) for kind, state, code in sorted(named)}
        self._add(sorted(written - self._known.keys()))

    def _add(self, missing: list[tuple[str, str, str]]) -> None:
        ids = self._do.insert_many(District, ["uuid", "kind", "state", "code", "sort_key"], [
            (uuid, kind, state, code, natural_key(code))
            for uuid, (kind, state, code) in zip(new_uuids(len(missing)), missing, strict=True)
        ])
        self._known.update(zip(missing, ids, strict=True))
