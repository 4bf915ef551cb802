"""Every way in which the loaded sources know where people live, worked out in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.districts.lookup import Known, Place
from organizer.domain.address import match_key
from organizer.domain.progress import Progress, silent
from organizer.storage.tables import Address

__all__ = ["Home", "Way", "Ways", "chunks", "homes", "work_out"]


class Home(NamedTuple):
    """What is known of where a person lives."""

    person: int
    key: str
    line: str
    unit: str
    city: str
    state: str
    zip: str
    county: str
    latitude: float | None
    longitude: float | None


class Way(NamedTuple):
    """One way in which one source knows a person's districts."""

    method: str
    source: Known
    place: Place
    likely: bool = False


Ways = dict[int, list[Way]]


def homes(session: Session, person_ids: Iterable[int] | None = None) -> list[Home]:
    """Where people live: the home address first, the best rank, one with a house before a box."""
    a = Address
    query = (
        select(a.person_id, a.match_key, a.line, a.unit, a.city, a.state, a.zip, a.county, a.latitude, a.longitude)
        .order_by(a.person_id, a.kind != "home", a.rank, a.id)
    )
    out: list[Home] = []
    for ids in chunks(person_ids):
        rows = session.execute(query if ids is None else query.where(a.person_id.in_(ids))).all()
        last = -1
        for row in rows:
            if not row[1] and row[2] and row[6]:  # a file of before this number was understood
                row = (row[0], match_key(row[2], row[3], row[6]), *row[2:])
            if row[0] != last:
                out.append(Home._make(row))
                last = row[0]
            elif row[1] and (not out[-1].key or out[-1].key[0] == "|") and row[1][0] != "|":
                out[-1] = Home._make(row)
    return out


def chunks(person_ids: Iterable[int] | None) -> Iterator[Sequence[int] | None]:
    """The ids a statement may name at once; None, said once, is everybody."""
    if person_ids is None:
        yield None
        return
    ids = sorted(set(person_ids))
    for start in range(0, len(ids), 900):
        yield ids[start : start + 900]


def work_out(
    people: Sequence[Home], lookups: dict[str, list[Known]], precincts_of: dict[int, str] | None = None,
    progress: Progress = silent,
) -> Ways:
    """Every way in which the loaded sources know where these people live; no store needed.

    Args:
        people: where they live.
        lookups: from `open_lookups`.
        precincts_of: person to the precinct that a person or a sheet named, for the precinct table.
        progress: told after each source.
    """
    out: Ways = defaultdict(list)
    total = sum(len(known) for known in lookups.values()) or 1
    done = 0
    for source in lookups["street"]:
        _by_street(people, source, out)
        progress(done := done + 1, total, "Looking up streets")
    if lookups["street"]:
        missing = [home for home in people if home.person not in out]
        for source in lookups["street"]:
            _by_near_street(missing, source, out)
    located = [home for home in people if home.latitude is not None and home.longitude is not None]
    for source in lookups["boundary"]:
        if located:
            found = source.lookup.find([home.longitude for home in located], [home.latitude for home in located])
            places = source.lookup.places
            for home, number in zip(located, found, strict=True):
                if number >= 0:
                    _add(out, home.person, Way("boundary", source, places[number], not home.line))
        progress(done := done + 1, total, "Looking at the map")
    if lookups["precinct"] and precincts_of:
        source = lookups["precinct"][0]
        for home in people:
            named = precincts_of.get(home.person)
            if named:
                place = source.lookup.find(named, home.county)
                if not isinstance(place, str):
                    out[home.person].append(
                        Way("precinct", source, tuple(part for part in place if part.kind != "precinct"))
                    )
    for source in lookups["zip"]:
        find = source.lookup.find
        for home in people:
            if home.zip and (place := find(home.zip[:5])):
                _add(out, home.person, Way("zip", source, place, True))
        progress(done := done + 1, total, "Looking up ZIPs")
    return out


def _add(out: Ways, person: int, way: Way) -> None:
    """Add a way without the kinds that a source of the same form, loaded later, has said."""
    said = {part.kind for other in out[person] if other.method == way.method for part in other.place}
    if said:
        way = way._replace(place=tuple(part for part in way.place if part.kind not in said))
    if way.place:
        out[person].append(way)


def _by_street(people: Sequence[Home], source: Known, out: Ways) -> None:
    """By one street index; of a kind that a later loaded one has said it is not asked again."""
    places = source.lookup.places
    disputed = source.lookup.disputed
    for home, number in zip(people, source.lookup.find([home.key for home in people]), strict=True):
        if number in disputed and home.city:
            number = max(source.lookup.find_in_zip_and_town(home.key, home.city), 0) or number
        if number > 0:
            _add(out, home.person, Way("street", source, places[number]))


def _by_near_street(people: Sequence[Home], source: Known, out: Ways) -> None:
    """By the street and town, or under another spelling, where no index has the address as it is written."""
    for home, number in zip(people, source.lookup.find([home.key for home in people]), strict=True):
        if number not in (0, -1):
            continue
        place, exact = None, False
        if number == 0 and home.line and home.city and (not home.zip or source.lookup.zipless):
            place, exact = source.lookup.find_in_town(home.line, home.unit, home.city)
        place = place or source.lookup.find_near(home.key)
        if place:
            _add(out, home.person, Way("street", source, place, not exact))
