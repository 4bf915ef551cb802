"""Maps of boundaries: GeoJSON and zipped shapefiles read, mended, brought to WGS 84. Run it in a child process."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from organizer.districts import mapfile
from organizer.districts.columns import cell_text, is_legislative, said
from organizer.domain.district import KINDS, county_name, in_county, kind_of, normalize_code
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent

__all__ = ["Area", "BoundaryFile", "read_boundaries"]

_CENSUS_CD = re.compile(r"^cd ?\d+(?: ?fp)?$")
_NAMES = ("district", "district number", "district code", "dist", "dist no", "district no", "code", "number", "name",
          "district name", "namelsad", "label", "basename", "id", "geoid")
_WGS84 = ("EPSG:4326", "OGC:CRS84", "CRS84")


@dataclass(frozen=True, slots=True)
class Area:
    """A shape with its districts: well-known binary in WGS 84; `precinct_id` where the file has one."""

    name: str
    districts: tuple[tuple[str, str], ...]
    wkb: bytes
    precinct_id: str = ""


@dataclass(slots=True)
class BoundaryFile:
    """What a map file held: areas, how many shapes there were, refusals (row, reason) and what was mended."""

    areas: list[Area]
    rows: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_boundaries(path: str, kind: str = "", crs: str = "", progress: Progress = silent) -> BoundaryFile:
    """Read a GeoJSON file, a zipped shapefile, or a .shp with its companions beside it.

    Args:
        path: the file.
        kind: the district kind, where no column says one.
        crs: the projection in any form that PROJ knows (``EPSG:26915``), where the file names none.
        progress: told the stage.

    Raises:
        UserError: not such a file, cut off, no areas in it, no projection, or no telling what the areas are.
    """
    file = Path(path)
    progress(0, 0, "Reading the map")
    if not file.exists():
        raise UserError(f"{file.name} was not found.")
    if file.is_dir():
        raise UserError(f"{file.name} is a folder. Choose the map file in it.")
    if zipfile.is_zipfile(file) or file.suffix.lower() == ".shp":
        records, shapes, crs = mapfile.read_shapefile(file, crs)
    elif file.suffix.lower() in (".zip", ".shz"):
        raise UserError(f"{file.name} is cut off or no zip file. Download it again.")
    else:
        records, shapes, crs = mapfile.read_geojson(file, crs)
    progress(0, len(shapes), "Mending shapes")
    return _areas(file.name, records, shapes, kind, crs)


def _areas(
    name: str, records: Sequence[Mapping[str, Any]], shapes: Sequence[BaseGeometry | str], kind: str, crs: str
) -> BoundaryFile:
    if not shapes:
        raise UserError(f"{name} is empty: it holds no shapes.")
    columns = _columns(name, records, kind)
    out = BoundaryFile([], len(shapes))
    mended: Counter[str] = Counter()
    convert = _converter(name, crs)
    named: list[tuple[int, dict[str, str], BaseGeometry]] = []
    for number, (record, found) in enumerate(zip(records, shapes, strict=True), start=1):
        if not isinstance(found, str):
            found = _polygon(found, mended, convert)
        if isinstance(found, str):
            out.refused.append((number, found))
            continue
        named.append((number, {role: cell_text(record.get(header)) for role, header in columns.items()}, found))
    _check_place(name, out, named)
    repeated = Counter(cells.get("precinct", "") for _, cells, _ in named)
    for number, cells, geometry in named:
        districts = _districts(cells, columns, repeated)
        if not districts and not cells.get("#precinct_id"):
            out.refused.append((number, "no district is named for it"))
            continue
        title = cells.get("precinct") or cells.get("#name") or (districts[0][1] if districts else cells["#precinct_id"])
        out.areas.append(Area(title, districts, shapely.to_wkb(geometry), cells.get("#precinct_id", "")))
    if not out.areas:
        reason = Counter(why for _, why in out.refused).most_common(1)
        many = f"None of the {out.rows:,} shapes" if out.rows > 1 else "The one shape"
        raise UserError(f"{many} of {name} can be used: {reason[0][0]}." if reason and out.rows > 1 else
                        f"{many} of {name} cannot be used: {reason[0][0]}." if reason else f"{name} is empty.")
    out.notes += [f"{count:,} shapes {what}." for what, count in mended.items()]
    return out


def _columns(name: str, records: Sequence[Mapping[str, Any]], kind: str) -> dict[str, str]:
    """Which property says what: a kind, or #precinct_id, #county, #name."""
    headers = list(dict.fromkeys(header for record in records[:50] for header in record))
    out: dict[str, str] = {}
    words = {said(header): header for header in headers}
    for text, header in words.items():
        if text in ("precinct id", "precinct code", "pctid", "pct id", "precinctid", "vtdid", "vtd id", "vtdst", "vtd"):
            out.setdefault("#precinct_id", header)
        elif text in ("county", "county name", "countyname", "co name"):
            out.setdefault("#county", header)
        elif _CENSUS_CD.match(text):
            out.setdefault("congressional", header)
        elif is_legislative(header):
            out.setdefault("legislative", header)
        elif text == "name":
            out.setdefault("#name", header)
        elif (found := kind_of(header)) and found not in ("state", "national", "county", "other"):
            out.setdefault(found, header)
    if kind and kind not in out:
        own = next((words[text] for text in _NAMES if text in words), headers[0] if len(headers) == 1 else "")
        if not own:
            raise UserError(f"{name} has no column that names its districts. Its columns: {', '.join(headers[:12])}.")
        out[kind] = own
    if "#county" in out:
        out["county"] = out["#county"]
    if not [role for role in out if not role.startswith("#") and role != "county"] and "#precinct_id" not in out:
        raise UserError(
            f"{name} does not say what kind of districts its areas are. Say --kind with one of: "
            f"{', '.join(list(KINDS)[:9])}."
        )
    return out


def _districts(
    cells: Mapping[str, str], columns: Mapping[str, str], repeated: Counter[str]
) -> tuple[tuple[str, str], ...]:
    county = cells.get("#county", "")
    out = []
    for role in columns:
        text = cells.get(role, "")
        if role.startswith("#") or not text:
            continue
        if role == "county":
            code = county_name(text)
        elif role == "county-council":
            code = in_county(county, text)
        elif role == "precinct":
            code = f"{text} ({county_name(county)})" if repeated[text] > 1 and county else text
        else:
            code = normalize_code(role, text)
        out.append((role, code))
    return tuple(out)


def _converter(name: str, crs: str) -> Any:
    """A function from the file's coordinates to WGS 84; None where they are that already."""
    if crs.upper().replace("URN:OGC:DEF:CRS:", "").replace("::", ":").replace("1.3:", "") in _WGS84:
        return None
    import pyproj

    try:
        source = pyproj.CRS.from_user_input(crs)
        if source.to_epsg() in (4326, 4269):  # NAD83 differs by a metre or two
            return None
        transformer = pyproj.Transformer.from_crs(source, "EPSG:4326", always_xy=True)
    except pyproj.exceptions.ProjError:
        raise UserError(f"{name} names a projection that is not known. Name it as EPSG:number.") from None
    return lambda points: _moved(transformer, points)


def _moved(transformer: Any, points: Any) -> Any:
    import numpy as np

    return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))


def _polygon(found: BaseGeometry, mended: Counter[str], convert: Any) -> BaseGeometry | str:
    """The areas of a shape, flat, valid, in WGS 84; or why it is none."""
    if found.is_empty:
        return "it has no shape"
    if found.has_z:
        found = shapely.force_2d(found)
        mended["were three-dimensional and made flat"] += 1
    if found.geom_type == "GeometryCollection":
        mended["were collections, of which the areas were kept"] += 1
    elif "Polygon" not in found.geom_type:
        return "it is a line, not an area" if "Line" in found.geom_type else "it is a point, not an area"
    if convert is not None:
        found = shapely.transform(found, convert)
    if not found.is_valid:
        found = shapely.make_valid(found)
        mended["crossed themselves and were mended"] += 1
    areas = [part for part in _flat(found) if part.geom_type == "Polygon" and not part.is_empty]
    if not areas:
        return "it is a line, not an area"
    return areas[0] if len(areas) == 1 else shapely.unary_union(areas)


def _flat(found: BaseGeometry) -> Iterable[BaseGeometry]:
    for part in getattr(found, "geoms", [found]):
        if hasattr(part, "geoms"):
            yield from _flat(part)
        else:
            yield part


def _check_place(name: str, out: BoundaryFile, named: list[tuple[int, dict[str, str], BaseGeometry]]) -> None:
    """Refuse what does not lie in the United States: swapped axes, a lost minus, feet taken for degrees."""
    kept, reasons = [], Counter[str]()
    for number, cells, geometry in named:
        why = _misplaced(*geometry.bounds)
        if why:
            out.refused.append((number, why))
            reasons[why] += 1
        else:
            kept.append((number, cells, geometry))
    if named and not kept:
        raise UserError(f"{name} does not lie in the United States: {reasons.most_common(1)[0][0]}. None of its "
                        f"{out.rows:,} shapes was used.")
    named[:] = kept


def _misplaced(west: float, south: float, east: float, north: float) -> str:
    if not all(abs(edge) < 1e7 * 10 for edge in (west, south, east, north)):
        return "its coordinates aren't numbers"
    if (south > -125 and north <= -60 and west > 15 and east < 72) or (north < -90 and abs(west) <= 90):
        return "latitude and longitude are swapped"
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        return "its coordinates are not degrees; the projection must be named"
    pacific = west >= 144 and (east <= 146.2 or south > 50)  # Guam, the Northern Marianas, the last Aleutians
    samoa = south > -15 and north < -10 and west > -172 and east < -168
    if west > 0 and not pacific:
        return "it lies in the eastern hemisphere; the longitude has lost its minus"
    if north < 0 and not samoa:
        return "it lies in the southern hemisphere"
    if not samoa and (south < 13 or north > 72.5):
        return "it lies outside the United States"
    return ""
