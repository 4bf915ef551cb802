"""Towns with a seat to fill: who likely lives in one, by the postal city or by what their precinct is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.districts.district_rows import Districts, state_of
from organizer.districts.listed import precinct_key
from organizer.districts.ways import Home, homes
from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.district import county_key
from organizer.domain.names import fold
from organizer.storage import journal
from organizer.storage.tables import District, PersonDistrict, Seat

__all__ = ["BY_NAME", "GUESSED", "POSTAL", "Towns", "assign_towns"]

POSTAL = "postal city"
"""The source of a city district that only the postal address says."""
BY_NAME = "name of the precinct"
"""The source of a township that only the name of the precinct says, as where townships vote by themselves."""
GUESSED = (POSTAL, BY_NAME)
"""The sources that are worked out here, though they stand where a sheet's do."""
_CLASSES = {"township": "twp", "town": "twp", "borough": "boro", "village": "village", "municipality": ""}
_CLASSED = re.compile(r"^(?P<name>.+?) (?P<class>twp|boro|borough|village)\b")
_PART = re.compile(r"(?: (?:p-?|w-?)?\w{0,2}\d\w?)+$")


class _Town(NamedTuple):
    """A town's name without what kind of town it is, that kind ("" if it is not said), and its county."""

    name: str
    of: str
    county: str = ""

    def may_be(self, other: _Town) -> bool:
        """Whether the same can be meant, of two of one name."""
        return (not self.of or not other.of or self.of == other.of) and (
            not self.county or not other.county or self.county == other.county)


def _town(text: str, of: str = "", county: str = "") -> _Town:
    """``Delmar Twp 2`` and ``DELMAR TOWNSHIP`` are both the township Delmar."""
    key = precinct_key(text)
    if found := _CLASSED.match(key):
        return _Town(found["name"], found["class"].removesuffix("ugh"), county_key(county))
    return _Town(_PART.sub("", key), of, county_key(county))


class Towns:
    """The towns in which a seat is to be filled; only for these it counts, as likely, where people seem to live."""

    def __init__(self, session: Session) -> None:
        self._cities: dict[str, str] = {}
        self._others: dict[str, list[tuple[_Town, str, str]]] = defaultdict(list)
        for kind, code, county in session.execute(
            select(Seat.district_kind, Seat.district_code, Seat.county)
            .where(Seat.district_kind.in_(("city", *_CLASSES)), Seat.district_code != "").distinct()
        ):
            if kind == "city":
                self._cities[fold(code)] = code
            else:
                town = _town(code, _CLASSES[kind], county)
                self._others[town.name].append((town, kind, code))

    def __bool__(self) -> bool:
        return bool(self._cities or self._others)

    def of(self, home: Home, precincts: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """(kind, code, source) of the towns somebody likely lives in; where two could be meant, neither."""
        if city := self._cities.get(fold(home.city)):
            yield "city", city, POSTAL
        for mine in dict.fromkeys(_town(precinct, county=home.county) for precinct in precincts):
            found = {(kind, code) for town, kind, code in self._others.get(mine.name, ()) if town.may_be(mine)}
            if len(found) == 1:
                yield *found.pop(), BY_NAME


def assign_towns(session: Session, *, by: str) -> Changes:
    """Say of people who seem to live in a town that has a seat to fill that they likely do."""
    towns = Towns(session)
    p = PersonDistrict
    with journal.action(session, kind="districts", name="Assign towns", by=by, parts=("people", "districts")) as do:
        districts = Districts(session)
        precincts: dict[int, list[str]] = defaultdict(list)
        for person, code in session.execute(
            select(p.person_id, District.code).join(District, District.id == p.district_id)
            .where(p.kind == "precinct", p.current == 1)
        ) if towns else ():
            precincts[person].append(code)
        found = [(home, *town) for home in (homes(session) if towns else ())
                 for town in towns.of(home, precincts.get(home.person, ()))]
        for home, kind, code, _ in found:
            districts.want(kind, code, state_of(home.state))
        districts.make(do)
        wanted = {(home.person, districts.find(kind, code, state_of(home.state)), kind, source)
                  for home, kind, code, source in found}
        had = {(person, district, kind, source): row_id for row_id, person, district, kind, source in session.execute(
            select(p.id, p.person_id, p.district_id, p.kind, p.source)
            .where(p.source.in_(GUESSED), p.method == "sheet")
        )}
        fresh = sorted(one for one in wanted - had.keys() if one[1] is not None)
        do.delete_many(PersonDistrict, [row_id for one, row_id in had.items() if one not in wanted])
        columns = ("person_id", "district_id", "kind", "source", "method", "certainty", "as_of")
        today = clock.now()[:10]
        do.insert_many(PersonDistrict, columns, [(*one, "sheet", "likely", today) for one in fresh])
        moved = {one[0] for one in fresh} | {one[0] for one in had if one not in wanted}
        if moved:
            do.touch_districts(moved)
    return do.changes
