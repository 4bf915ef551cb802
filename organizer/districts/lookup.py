"""From an address, a point, a precinct or a ZIP to its districts, in memory, as fast as a dictionary goes.

A *place* is a tuple of (kind, code, certainty), where certainty is exact, likely or split, with the share for a part
of a ZIP. What is not found is a reason, a plain sentence.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.districts.houses import HIGHEST, OPEN, of_key
from organizer.districts.near_names import NearNames
from organizer.districts.places import Part, Place, Precincts, merged
from organizer.domain.address import parse, street_key
from organizer.domain.names import fold
from organizer.storage.tables import Boundary, DistrictSource, PrecinctDistrict, StreetSegment, ZipDistrict

__all__ = ["Areas", "Known", "Place", "Precincts", "Streets", "Zips", "open_lookups"]

_SIDES = {"even": 0, "odd": 1, "both": 2}


class Streets:
    """One street index: runs of house numbers by street and ZIP, or by street and town where there is no ZIP."""

    def __init__(self, rows: Iterable[Sequence[Any]], precincts: Precincts) -> None:
        self.places: list[Place] = [()]
        numbers: dict[tuple[str, str], int] = {}
        runs: dict[tuple[str, str], list[tuple[int, int, int, str, int]]] = defaultdict(list)
        towns: dict[tuple[str, str], list[tuple[int, int, int, str, int]]] = defaultdict(list)
        self.zipless: set[tuple[str, str]] = set()
        for street, zip_code, city, low, high, parity, units, precinct, districts in rows:
            number = numbers.get((precinct, districts))
            if number is None:
                number = numbers[precinct, districts] = len(self.places)
                self.places.append(_segment_place(precinct, districts, precincts))
            run = (low, OPEN if not low and high == HIGHEST else high, _SIDES[parity], units, number)
            if zip_code:
                runs[street, zip_code].append(run)
            else:
                self.zipless.add((street, city))
            towns[street, city].append(run)
        self._runs = {name: (_clean(found), tuple(found)) for name, found in runs.items()}
        self._towns = {name: tuple(found) for name, found in towns.items()}
        self._merged: dict[tuple[int, ...], int] = {}
        self.disputed: set[int] = {-2}
        self._near: NearNames | None = None
        self._cities: dict[str, list[str]] | None = None

    def find(self, keys: Iterable[str]) -> list[int]:
        """For each match key the number of its place in `places`; 0 unknown street, -1 no range, -2 ranges disagree."""
        out: list[int] = []
        runs = self._runs
        for key in keys:
            house, _, rest = key.partition("|")
            street, unit, zip5 = rest.split("|") if rest else ("", "", "")
            known = runs.get((street, zip5))
            if known is None:
                out.append(0)
                continue
            clean, found = known
            try:
                number = int(house)
            except ValueError:
                number = of_key(house) if house else 0
            if clean:
                for low, high, side, _units, place in found:
                    if low <= number <= high and (side == 2 or side == number & 1):
                        out.append(place)
                        break
                else:
                    out.append(-1)
            else:
                out.append(self._settle(found, number, unit))
        return out

    def find_near(self, key: str) -> Place | None:
        """The place of an address whose street or number is written another way than in the index; only likely.

        ``5th St N`` is found under ``N 5th St``, ``12 Oak`` under ``Oak St`` where the ZIP has one Oak alone, and
        ``3712 74th St`` under ``37-12``.
        """
        house, _, rest = key.partition("|")
        if not house or not rest:
            return None
        street, unit, zip5 = rest.split("|")
        if self._near is None:
            self._near = NearNames(self._runs)
        name = (street, zip5) if (street, zip5) in self._runs else self._near.find(street, zip5)
        if name is None:
            return None
        found = self._runs[name][1]
        number = self._settle(found, of_key(house), unit)
        if number == -1 and house.isdigit() and len(house) in (3, 4, 5):
            number = self._settle(found, of_key(f"{house[:-2]}-{house[-2:]}"), unit)
        return self.places[number] if number > 0 else None

    def find_in_town(self, line: str, unit: str, city: str) -> tuple[Place | None, bool]:
        """The place of an address by street and town, and whether the index itself has no ZIP there."""
        street = parse(line, unit)
        if street.number is None:
            return None, False
        name = (street_key(street.street), fold(city))
        found = self._towns.get(name) or self._towns.get((name[0], "")) or ()
        number = self._settle(found, of_key(street.house), street.unit.split()[-1] if street.unit else "")
        return (self.places[number] if number > 0 else None), name in self.zipless

    def _settle(self, found: Sequence[tuple[int, int, int, str, int]], number: int, unit: str) -> int:
        hits = [run for run in found if run[0] <= number <= run[1] and run[2] in (2, number & 1)]
        if any(run[3] for run in hits):
            mine = [run for run in hits if run[3] and _in_units(unit, run[3])]
            hits = mine or [run for run in hits if not run[3]] or hits
        places = {run[4] for run in hits}
        if not places:
            return -1
        if len(places) == 1:
            return places.pop()
        agreed = tuple(sorted(places))
        if agreed not in self._merged:
            parts = [part for part in merged([self.places[one] for one in agreed]) if part.certainty == "exact"]
            common = tuple(part for part in parts if all(part in self.places[one] for one in agreed))
            self._merged[agreed] = len(self.places) if common else -2
            if common:
                self.disputed.add(len(self.places))
                self.places.append(common)
        return self._merged[agreed]

    def find_in_zip_and_town(self, key: str, city: str) -> int:
        """As `find`, among the runs that the index has in this town: for numbers of `disputed`, in two towns of a ZIP.

        0 where the index has the street of this ZIP not in the town.
        """
        house, _, rest = key.partition("|")
        street, unit, zip5 = rest.split("|")
        mine = set(self._towns.get((street, fold(city)), ()))
        found = [run for run in self._runs[street, zip5][1] if run in mine]
        return self._settle(found, of_key(house), unit) if found else 0

    def towns_of(self, key: str) -> list[str]:
        """The towns in which the index has the street of a match key, in this ZIP."""
        street, _, zip5 = key.partition("|")[2].split("|")
        if self._cities is None:
            self._cities = defaultdict(list)
            for name, city in self._towns:
                self._cities[name].append(city)
        here = set(self._runs.get((street, zip5), ((), ()))[1])
        return sorted(city for city in self._cities[street] if city and not here.isdisjoint(self._towns[street, city]))


def _clean(found: list[tuple[int, int, int, str, int]]) -> bool:
    """Whether no house number of the street is in two runs, so that the first hit is the only one."""
    found.sort()
    if any(run[3] for run in found):
        return False
    reach = [-1, -1]
    for low, high, side, _, _ in found:
        for one in (0, 1) if side == 2 else (side,):
            if low <= reach[one]:
                return False
            reach[one] = max(reach[one], high)
    return True


def _in_units(unit: str, spread: str) -> bool:
    low, dash, high = spread.partition("-")
    if not dash:
        return unit.upper() == spread
    if unit.isdigit() and low.isdigit() and high.isdigit():
        return int(low) <= int(unit) <= int(high)
    return bool(unit) and low <= unit.upper() <= high


def _segment_place(precinct: str, districts: str, precincts: Precincts) -> Place:
    own = {kind: Part(kind, code) for kind, code in json.loads(districts).items()} if districts else {}
    if precinct:
        found = precincts.find(precinct)
        listed = (Part("precinct", precinct),) if isinstance(found, str) else found
        for part in listed:
            if part.kind not in own or own[part.kind].certainty == "split":
                own.setdefault(part.kind, part)
    split = [part for part in (() if not precinct or isinstance(found, str) else found) if part.certainty == "split"]
    return (*(part for part in own.values() if part.certainty != "split"),
            *(part for part in split if own.get(part.kind, part).certainty == "split"))


class Areas:
    """One map: polygons in a tree."""

    def __init__(self, rows: Iterable[Sequence[Any]], precincts: Precincts) -> None:
        import shapely

        self.places: list[Place] = []
        shapes = []
        for districts, wkb in rows:
            named: dict[str, str] = json.loads(districts)
            precinct_id = named.pop("#precinct_id", "")
            own = {kind: Part(kind, code) for kind, code in named.items()}
            found = precincts.find(precinct_id) if precinct_id else ""
            if not isinstance(found, str):
                for part in found:
                    own.setdefault(part.kind, part)
            elif precinct_id and "precinct" not in own:
                own["precinct"] = Part("precinct", precinct_id)
            self.places.append(tuple(own.values()))
            shapes.append(shapely.from_wkb(wkb))
        self.tree = shapely.STRtree(shapes)
        self._merged: dict[tuple[int, ...], int] = {}

    def find(self, longitudes: Any, latitudes: Any) -> list[int]:
        """For each point the number of its place in `places`; -1 outside all areas."""
        import numpy as np
        import shapely

        east, north = np.asarray(longitudes, dtype=float), np.asarray(latitudes, dtype=float)
        asked, hit = self.tree.query(shapely.points(east, north), predicate="intersects")
        out = np.full(len(east), -1)
        out[asked] = hit
        result: list[int] = out.tolist()
        counts = np.bincount(asked, minlength=len(east))
        several = np.nonzero(counts > 1)[0].tolist()
        if several:
            hits = hit[np.argsort(asked, kind="stable")]
            ends = np.cumsum(counts)
            for one in several:
                result[one] = self._common(tuple(sorted(hits[ends[one] - counts[one] : ends[one]].tolist())))
        return result

    def _common(self, areas: tuple[int, ...]) -> int:
        """A point on a border, or in areas of several kinds: what does not contradict."""
        if areas not in self._merged:
            place = merged([self.places[one] for one in areas])
            self._merged[areas] = len(self.places)
            self.places.append(tuple(part for part in place if part.certainty != "split"))
        return self._merged[areas]


class Zips:
    """One ZIP table."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        found: dict[str, dict[str, list[Part]]] = defaultdict(lambda: defaultdict(list))
        for zip_code, kind, code, share in rows:
            found[zip_code][kind].append(Part(kind, code, "likely", share))
        self._places: dict[str, Place] = {
            zip_code: tuple(
                part if len(parts) == 1 else part._replace(certainty="split")
                for parts in kinds.values()
                for part in sorted(parts, key=lambda part: -(part.share or 0))
            )
            for zip_code, kinds in found.items()
        }

    def find(self, zip_code: str) -> Place | None:
        """The ZIP's districts: likely where it is one of a kind, else split with shares."""
        return self._places.get(zip_code)


class Known(NamedTuple):
    """A lookup with the source it comes from."""

    id: int
    name: str
    as_of: str
    state: str
    lookup: Any


def open_lookups(session: Session, source_ids: Sequence[int] | None = None) -> dict[str, list[Known]]:
    """Lookups of every source that counts, by form, the latest loaded first; or of the chosen sources."""
    wanted = DistrictSource.active == 1 if source_ids is None else DistrictSource.id.in_(source_ids)
    found = session.execute(
        select(DistrictSource.id, DistrictSource.form, DistrictSource.name, DistrictSource.loaded_at,
               DistrictSource.report).where(wanted).order_by(DistrictSource.id.desc())
    ).all()
    precincts = Precincts(_latest_precincts(session, [row.id for row in found if row.form == "precinct"]))
    out: dict[str, list[Known]] = {"street": [], "boundary": [], "zip": [], "precinct": []}
    for row in found:
        state = json.loads(row.report or "{}").get("state", "")
        lookup: Any
        if row.form == "street":
            s = StreetSegment
            lookup = Streets(
                (tuple(one) for one in session.execute(
                    select(s.street_key, s.zip, s.city, s.low, s.high, s.parity, s.units, s.precinct, s.districts)
                    .where(s.source_id == row.id)
                )),
                precincts,
            )
        elif row.form == "boundary":
            lookup = Areas(
                (tuple(one) for one in session.execute(
                    select(Boundary.districts, Boundary.shape).where(Boundary.source_id == row.id)
                )),
                precincts,
            )
        elif row.form == "zip":
            z = ZipDistrict
            lookup = Zips(
                tuple(one) for one in session.execute(
                    select(z.zip, z.kind, z.code, z.share).where(z.source_id == row.id)
                )
            )
        else:
            lookup = precincts
        out[row.form].append(Known(row.id, row.name, row.loaded_at[:10], state, lookup))
    return out


def _latest_precincts(session: Session, source_ids: Sequence[int]) -> Iterable[Sequence[str]]:
    """Rows of the precinct tables; a precinct that a later table has is taken from that one alone."""
    p = PrecinctDistrict
    seen: set[tuple[str, str, str]] = set()
    for source_id in source_ids:
        rows = session.execute(
            select(p.precinct_id, p.precinct_key, p.county_key, p.kind, p.code).where(p.source_id == source_id)
        ).all()
        new = [row for row in rows if (row[0], row[1], row[2]) not in seen]
        yield from (tuple(row) for row in new)
        seen.update((row[0], row[1], row[2]) for row in new)
