"""A feed of the Voting Information Project: its files joined into the precinct table and street index we read.

A feed says in one file which precincts there are, in another which districts, and in a third which lies in which; or
all of it in one XML file. Run it in a child process.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from organizer.domain.district import county_name, kind_of
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent

__all__ = ["VipTable", "is_vip", "read_vip"]

_NAMES = ("precinct", "precinct_split", "electoral_district", "precinct_electoral_district",
          "precinct_split_electoral_district", "locality")
_LINKS = ("precinct_electoral_district", "precinct_split_electoral_district")
_HEADERS = ("Precinct ID", "Precinct", "County", "District type", "District")
_STREET = {
    "StartHouseNumber": "Start House Number", "EndHouseNumber": "End House Number", "OddEvenBoth": "Odd Even Both",
    "StreetDirection": "Street Direction", "StreetName": "Street Name", "StreetSuffix": "Street Suffix",
    "AddressDirection": "Address Direction", "City": "City", "State": "State", "Zip": "Zip",
    "PrecinctId": "Precinct ID",
}
_BIGGEST = 2_000_000_000  # bytes
_NUMBER = re.compile(r"0*(\d+[A-Za-z]?)\s*$")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class VipTable:
    """A table made of a feed, as `load.load_table` takes it."""

    name: str
    headers: tuple[str, ...]
    rows: list[tuple[str, ...]]


def is_vip(path: Path) -> bool:
    """Whether a file is a feed's XML, or one of its files about precincts with those it needs beside it."""
    if path.suffix.lower() == ".xml":
        try:
            with path.open("rb") as file:
                return b"<VipObject" in file.read(8_000)
        except OSError:
            return False
    if path.stem.lower() not in _NAMES:
        return False
    beside = _beside(path)
    return "precinct" in beside and "electoral_district" in beside and any(one in beside for one in (
        *_LINKS, path.stem.lower()))


def read_vip(path: str, progress: Progress = silent) -> list[VipTable]:
    """The precinct table of a feed, and its street index where the XML holds one.

    Raises:
        UserError: it is cut off, or names no districts of a kind we know.
    """
    file = Path(path)
    progress(0, 0, "Reading the feed")
    if file.suffix.lower() == ".xml":
        return _from_xml(file)
    found = {name: _read(one) for name, one in _beside(file).items()}
    links: dict[str, list[str]] = defaultdict(list)
    for name in _LINKS:
        for row in found.get(name, ()):
            of = row.get("precinct_id") or row.get("precinct_split_id", "")
            links[of].append(row.get("electoral_district_id", ""))
    for row in (*found.get("precinct", ()), *found.get("precinct_split", ())):
        links[row.get("id", "")] += row.get("electoral_district_ids", "").split()
    return [_precincts(file.name, found, links)]


def _beside(path: Path) -> dict[str, Path]:
    """The feed's files beside one of them, by name."""
    return {one.stem.lower(): one for one in path.parent.iterdir()
            if one.suffix.lower() == path.suffix.lower() and one.stem.lower() in _NAMES and one.is_file()}


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return [{str(name).strip().lower(): (value or "").strip() for name, value in row.items() if name is not None}
                for row in csv.DictReader(file, strict=False)]


def _precincts(name: str, found: Mapping[str, Iterable[Row]], links: Mapping[str, list[str]]) -> VipTable:
    districts: dict[str, tuple[str, str]] = {}
    strange: set[str] = set()
    for row in found.get("electoral_district", ()):
        kind = kind_of(row.get("type", ""))
        code = row.get("number", "")
        if not code and (number := _NUMBER.search(row.get("name", ""))):
            code = number[1]
        if kind is None:
            strange.add(row.get("type", ""))
        elif kind not in ("state", "national"):
            districts[row.get("id", "")] = (kind, code or row.get("name", ""))
    counties = {row.get("id", ""): county_name(row.get("name", "").title())
                for row in found.get("locality", ()) if row.get("type", "").lower() in ("county", "parish", "")}
    rows: list[tuple[str, ...]] = []
    precincts = {row.get("id", ""): row for row in found.get("precinct", ())}
    nothing: Row = {}
    splits = [(row.get("id", ""), precincts.get(row.get("precinct_id", ""), nothing))
              for row in found.get("precinct_split", ())]
    for precinct_id, precinct in (*precincts.items(), *splits):
        county = counties.get(precinct.get("locality_id", ""), "")
        rows += [(precinct_id, precinct.get("name", ""), county, *districts[one])
                 for one in dict.fromkeys(links.get(precinct_id, [])) if one in districts]
    if not rows:
        why = f" of a kind we know ({', '.join(sorted(strange)[:3])})" if strange else ""
        raise UserError(f"{name} belongs to a feed that puts its precincts into no districts{why}.")
    return VipTable(name, _HEADERS, rows)


def _from_xml(file: Path) -> list[VipTable]:
    if file.stat().st_size > _BIGGEST:
        raise UserError(f"{file.name} is too big to be read at once.")
    found: dict[str, list[Row]] = defaultdict(list)
    links: dict[str, list[str]] = {}
    streets: list[tuple[str, ...]] = []
    try:
        for _, element in ElementTree.iterparse(file, events=("end",)):
            tag = element.tag.rpartition("}")[2]
            if tag == "StreetSegment":
                streets.append(tuple(_said(element, name) for name in _STREET))
            elif tag in ("Precinct", "ElectoralDistrict", "Locality"):
                one = {"id": element.get("id", ""), "name": _said(element, "Name"), "type": _said(element, "Type"),
                       "number": _said(element, "Number"), "locality_id": _said(element, "LocalityId")}
                found["electoral_district" if tag == "ElectoralDistrict" else tag.lower()].append(one)
                if tag == "Precinct":
                    links[one["id"]] = _said(element, "ElectoralDistrictIds").split()
            else:
                continue
            element.clear()
    except ElementTree.ParseError as fault:
        raise UserError(f"{file.name} is cut off or no XML: it stops making sense in line {fault.position[0]:,}. "
                        "Download it again.") from None
    tables = [_precincts(file.name, found, links)]
    if streets:
        tables.append(VipTable(f"{file.name} streets", tuple(_STREET.values()), streets))
    return tables


def _said(element: ElementTree.Element, name: str) -> str:
    """The text of a child, whatever its namespace."""
    return next((" ".join((one.text or "").split()) for one in element if one.tag.rpartition("}")[2] == name), "")
