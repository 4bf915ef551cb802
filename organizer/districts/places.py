"""A place as the lookups tell it: the districts there, how sure, and the precincts of the precinct tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from organizer.districts.listed import precinct_key
from organizer.domain.district import county_key

__all__ = ["Part", "Place", "Precincts", "merged"]


class Part(NamedTuple):
    """One district of a place."""

    kind: str
    code: str
    certainty: str = "exact"
    share: float | None = None


Place = tuple[Part, ...]


def merged(places: Sequence[Place]) -> Place:
    """Several places as one: where they disagree on a kind, its parts are split."""
    if len(places) == 1:
        return places[0]
    codes: dict[str, dict[str, Part]] = defaultdict(dict)
    for place in places:
        for part in place:
            codes[part.kind][part.code] = part
    return tuple(
        part if len(found) == 1 else part._replace(certainty="split")
        for found in codes.values()
        for part in found.values()
    )


class Precincts:
    """Precincts of the precinct tables, by id, by name and county, or by a name that only one county has."""

    def __init__(self, rows: Iterable[Sequence[str]] = ()) -> None:
        self._by_id: dict[str, Place] = {}
        self._by_name: dict[tuple[str, str], Place] = {}
        self._counties: dict[str, list[str]] = defaultdict(list)
        by_id: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        by_name: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for precinct_id, key, county, kind, code in rows:
            if precinct_id:
                by_id[precinct_id][kind].add(code)
            if key:
                by_name[key, county][kind].add(code)
        self._by_id = {name: _place(found) for name, found in by_id.items()}
        self._by_name = {name: _place(found) for name, found in by_name.items()}
        for key, county in self._by_name:
            self._counties[key].append(county)

    def __bool__(self) -> bool:
        return bool(self._by_id or self._by_name)

    def find(self, text: str, county: str = "") -> Place | str:
        """The precinct's districts; a name without a county that several counties have is refused."""
        if found := self._by_id.get(text):
            return found
        if text.endswith(")") and " (" in text:
            text, county = text[:-1].rsplit(" (", 1)
        key, area = precinct_key(text), county_key(county)
        if found := self._by_name.get((key, area)) or (self._by_name.get((key, "")) if area else None):
            return found
        counties = self._counties.get(key, [])
        if len(counties) == 1 and (not area or not counties[0]):
            found = self._by_name[key, counties[0]]
            return tuple(part._replace(certainty="likely") if part.certainty == "exact" else part for part in found)
        if len(counties) > 1 and not area:
            return "several counties have a precinct of this name"
        return "the precinct is not in the precinct table"


def _place(found: dict[str, set[str]]) -> Place:
    return tuple(
        Part(kind, code, "exact" if len(codes) == 1 else "split")
        for kind, codes in found.items()
        for code in sorted(codes)
    )
