"""Which of the files that count a new one stands in for, and letting it count in their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from organizer.districts.load import SourceRow, sources
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.storage import journal
from organizer.storage.tables import Boundary, DistrictSource, PrecinctDistrict, StreetSegment, ZipDistrict

__all__ = ["activate", "replaced_by"]


def replaced_by(session: Session, source_ids: Sequence[int]) -> list[int]:
    """The files that these stand in for: of the same form and name, or with at least half of what they tell in it too.

    A map lies mostly inside the new one and names a kind that it names; an index or table has mostly streets, ZIPs or
    precincts of the new one, and tells nothing of a kind that the new one does not know.
    """
    rows = {one.id: one for one in sources(session)}
    if not set(source_ids) <= rows.keys():
        raise UserError("That file is no longer there.")
    out = []
    for rival in rows.values():
        if rival.active and rival.id not in source_ids and any(
            _stands_in(session, rows[one], rival) for one in source_ids
        ):
            out.append(rival.id)
    return out


def _stands_in(session: Session, new: SourceRow, former: SourceRow) -> bool:
    if new.form != former.form:
        return False
    if new.name == former.name:
        return True
    kinds, known = _kinds(session, new), _kinds(session, former)
    if new.form == "boundary":
        named = kinds - {"county", "precinct"} or kinds
        return bool(named & known) and _inside(session, new.id, former.id)
    if not known <= kinds:
        return False
    told = {"street": _streets, "zip": _zips, "precinct": _precincts}[new.form]
    before = told(session, former.id)
    return 2 * len(before & told(session, new.id)) >= len(before)


def _kinds(session: Session, source: SourceRow) -> set[str]:
    kinds = {kind for kind, _ in source.kinds}
    s = StreetSegment
    if source.form == "street" and session.scalar(select(exists().where(s.source_id == source.id, s.precinct != ""))):
        kinds.add("precinct")
    return kinds


def _of(columns: Sequence[Any]) -> Callable[[Session, int], set[Any]]:
    def told(session: Session, source_id: int) -> set[Any]:
        table = columns[0].class_
        return {tuple(row) for row in session.execute(select(*columns).where(table.source_id == source_id).distinct())}

    return told


_streets = _of((StreetSegment.street_key, StreetSegment.zip))
_zips = _of((ZipDistrict.zip,))
_precincts = _of((PrecinctDistrict.precinct_key, PrecinctDistrict.county_key))


def _inside(session: Session, new: int, former: int) -> bool:
    """Whether most areas of a map lie in areas of another."""
    import shapely

    points = [shape.representative_point() for shape in _shapes(session, former)]
    inside = set(shapely.STRtree(_shapes(session, new)).query(points, predicate="within")[0].tolist())
    return len(inside) * 2 >= len(points)


def _shapes(session: Session, source_id: int) -> list[Any]:
    import shapely

    return [shapely.from_wkb(one) for one in
            session.scalars(select(Boundary.shape).where(Boundary.source_id == source_id))]


def activate(session: Session, source_id: int, *, by: str, instead_of: Sequence[int] | None = None) -> Changes:
    """Let a file that lies beside count, in the place of others; assign afterwards.

    Args:
        session: from `Database.writing`.
        source_id: the file.
        by: who decides it.
        instead_of: the sources that stop counting; None: as `replaced_by` says.

    Raises:
        UserError: it is not there.
    """
    former = replaced_by(session, [source_id]) if instead_of is None else instead_of
    name = session.scalar(select(DistrictSource.name).where(DistrictSource.id == source_id))
    if name is None:
        raise UserError("That file is no longer there.")
    with journal.action(session, kind="districts", name=f"Apply {name}", by=by, parts=("districts",)) as do:
        for one in former:
            do.update(DistrictSource, one, active=0)
        do.update(DistrictSource, source_id, active=1)
    return do.changes
