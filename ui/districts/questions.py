"""What the districts page asks the store, each answered in the read lane as plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from organizer.districts import known, load
from organizer.districts.compare import Comparison, compare
from organizer.districts.known import Conflict, DistrictRow, KindRow, Unassigned
from organizer.districts.load import SourceRow
from organizer.districts.outlines import mapped_sources, outlines
from organizer.districts.picking import pick_list
from organizer.domain.district import KINDS
from organizer.prospects import browse
from ui.districts.map_shape import MapShape, make_shape

__all__ = [
    "Board", "Compared", "LoadedMap", "NamedConflict", "NamedUnassigned", "ask_board", "ask_comparison",
    "ask_conflicts", "ask_map", "ask_sources", "ask_unassigned",
]

_LIMIT = 5_000  # people named in a worklist; its heading counts all


@dataclass(frozen=True, slots=True)
class Board:
    """The kinds with their sums, the districts of the chosen one, and the codes of it to choose from."""

    kinds: list[KindRow]
    kind: str
    rows: list[DistrictRow]
    codes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LoadedMap:
    """The map that counts now, and the sources it is made of."""

    sources: tuple[int, ...]
    shape: MapShape | None


@dataclass(frozen=True, slots=True)
class NamedUnassigned:
    """A person without a district, by name."""

    name: str
    row: Unassigned


@dataclass(frozen=True, slots=True)
class NamedConflict:
    """A person of whom two ways disagree, by name."""

    name: str
    row: Conflict


@dataclass(frozen=True, slots=True)
class Compared:
    """What files would change: their names, and each move with the person's name (the first few thousand)."""

    name: str
    found: Comparison
    moves: list[tuple[str, int, str, str, str]]  # name, person, kind, before, after


def ask_board(session: Any, kind: str) -> Board:
    """The sums of all kinds and the districts of one; the first kind where the chosen one is not known.

    A kind that only a loaded map names is among them, with nobody living there yet.
    """
    kinds = known.kinds(session)
    names = [one.kind for one in kinds]
    everybody = kinds[0].known + kinds[0].split + kinds[0].unknown if kinds else browse.count(session)
    for source in load.sources(session):
        for mapped, districts in source.kinds if source.active and source.form == "boundary" else ():
            if mapped not in names:
                names.append(mapped)
                kinds.append(KindRow(mapped, KINDS.get(mapped, mapped), districts, 0, 0, 0, everybody))
    chosen = kind if kind in names else (names[0] if names else "")
    if not chosen:
        return Board(kinds, "", [])
    return Board(kinds, chosen, known.summary(session, chosen), pick_list(session, chosen))


def ask_map(session: Any, kind: str, before: LoadedMap | None) -> LoadedMap:
    """The map with the districts of a kind worked out; what was made before is used again where it still holds."""
    sources = mapped_sources(session)
    if before is not None and before.sources == sources:
        if before.shape is not None and kind in before.shape.kinds:
            before.shape.prepare(kind)
        return before
    areas = outlines(session, sources)
    named = {one for area in areas for one in area.districts}
    return LoadedMap(sources, make_shape(areas, *([kind] if kind in named else [])))


def ask_unassigned(session: Any, kind: str) -> list[NamedUnassigned]:
    """Everybody without a district of a kind, with the reason."""
    rows = known.unassigned(session, kind)
    names = _names(session, [row.person for row in rows[:_LIMIT]])
    return [NamedUnassigned(names.get(row.person, ""), row) for row in rows]


def ask_conflicts(session: Any, kind: str) -> list[NamedConflict]:
    """Everybody of whom two ways disagree about a kind; what was typed by hand is settled."""
    rows = [row for row in known.conflicts(session, kind) if row.current.method != "typed"]
    names = _names(session, [row.person for row in rows[:_LIMIT]])
    return [NamedConflict(names.get(row.person, ""), row) for row in rows]


def ask_sources(session: Any) -> list[SourceRow]:
    """What was loaded."""
    return load.sources(session)


def ask_comparison(session: Any, source_ids: Sequence[int]) -> Compared:
    """Who would change if files that lie beside counted."""
    found = compare(session, source_ids)
    names = _names(session, [one.person for one in found.moves[:_LIMIT]])
    title = " and ".join(dict.fromkeys(row.name for row in load.sources(session) if row.id in source_ids))
    return Compared(title, found, [(names.get(one.person, ""), one.person, one.kind, one.before, one.after)
                                   for one in found.moves[:_LIMIT]])


def _names(session: Any, ids: Iterable[int]) -> dict[int, str]:
    return {row.id: row.name for row in browse.rows(session, list(dict.fromkeys(ids)))}
