"""The codes of a kind to choose from: of the state's legislature, or what people live in and the loaded files name."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.districts.load import sources
from organizer.domain.district import natural_key
from organizer.domain.legislature import codes_of
from organizer.storage.tables import Boundary, District, Person, PrecinctDistrict, StreetSegment, ZipDistrict

__all__ = ["pick_list"]


def pick_list(session: Session, kind: str, state: str = "") -> list[str]:
    """Codes to choose from: all that the state's legislature has, or else those that the store knows.

    Where the state is not said it is that of most people.
    """
    if not state:
        state = session.scalar(
            select(Person.state).where(Person.state != "").group_by(Person.state).order_by(func.count().desc()).limit(1)
        ) or ""
    if listed := codes_of(state, kind):
        return list(listed)
    d = District
    found = set(session.scalars(select(d.code).where(d.kind == kind, d.code != "", d.state.in_(("", state.upper())))
                                if state else select(d.code).where(d.kind == kind, d.code != "")))
    for source in sources(session):
        if source.active and kind in dict(source.kinds):
            found.update(_named(session, source.id, source.form, kind))
    return sorted(found - {""}, key=natural_key)


def _named(session: Session, source_id: int, form: str, kind: str) -> list[str]:
    """The codes of a kind that a loaded file names."""
    if form in ("zip", "precinct"):
        table = ZipDistrict if form == "zip" else PrecinctDistrict
        query = select(table.code).where(table.source_id == source_id, table.kind == kind)
    else:
        source = StreetSegment if form == "street" else Boundary
        code = func.json_extract(source.districts, f'$."{kind}"')
        query = select(code).where(source.source_id == source_id, source.districts != "", code.is_not(None))
    return [str(code) for code in session.scalars(query.distinct())]
