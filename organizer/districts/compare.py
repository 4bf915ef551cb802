"""A new file beside those that counts: who would change district, person by person, before anything is applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from organizer.districts import load, replacing
from organizer.districts.assign import WORKED_OUT, Had, existing_rows, named_precinct
from organizer.districts.lookup import open_lookups
from organizer.districts.towns import GUESSED
from organizer.districts.ways import Way, homes, work_out
from organizer.storage.derived import trust

__all__ = ["Comparison", "Move", "compare"]


@dataclass(frozen=True, slots=True)
class Move:
    """A person whose district of a kind would change; "" is none."""

    person: int
    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What applying files would change, and which they would stand in for."""

    sources: tuple[int, ...]
    instead_of: tuple[str, ...]
    moves: tuple[Move, ...]

    def by_kind(self) -> dict[str, Counter[tuple[str, str]]]:
        """How many would go from which district to which, by kind."""
        out: dict[str, Counter[tuple[str, str]]] = {}
        for one in self.moves:
            out.setdefault(one.kind, Counter())[one.before, one.after] += 1
        return out


def compare(session: Session, source_ids: Sequence[int]) -> Comparison:
    """Who would change if these sources counted in the place of those that `replacing.activate` would retire.

    Raises:
        UserError: it is not there.
    """
    rows = load.sources(session)
    former = replacing.replaced_by(session, source_ids)
    now = [one.id for one in rows if one.active]
    then = [*{one for one in now if one not in former}.union(source_ids)]
    people = homes(session)
    existing = existing_rows(session, None)
    named = {person: code for person, had in existing.items() if (code := named_precinct(had))}
    before = work_out(people, open_lookups(session, now), named)
    after = work_out(people, open_lookups(session, then), named)
    moves = []
    for home in people:
        said = [had for had in existing.get(home.person, ())
                if had.method not in WORKED_OUT and had.source not in GUESSED]
        old, new = _best(before.get(home.person, ()), said), _best(after.get(home.person, ()), said)
        if old != new:
            moves += [Move(home.person, kind, old.get(kind, ""), new.get(kind, ""))
                      for kind in sorted(old.keys() | new.keys()) if old.get(kind) != new.get(kind)]
    return Comparison(tuple(source_ids), tuple(one.name for one in rows if one.id in former), tuple(moves))


def _best(ways: Iterable[Way], said: Iterable[Had]) -> dict[str, str]:
    """The code that counts for each kind."""
    found: dict[str, tuple[tuple[int, bool, str], str]] = {}
    offers = [(way.method, "likely" if way.likely else part.certainty, way.source.as_of, part.kind, part.code)
              for way in ways for part in way.place if part.certainty != "split"]
    offers += [(had.method, had.certainty, had.as_of, had.kind, had.code) for had in said if had.certainty != "split"]
    for method, certainty, as_of, kind, code in offers:
        rank = trust(method, certainty, as_of)
        if kind not in found or found[kind][0] < rank:
            found[kind] = (rank, code)
    return {kind: code for kind, (_, code) in found.items()}
