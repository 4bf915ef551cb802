"""Map files taken apart: GeoJSON text and the parts of a shapefile, as records and shapes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from organizer.domain.errors import UserError

__all__ = ["Parts", "read_geojson", "read_shapefile"]

Parts = tuple[list[Mapping[str, Any]], list[BaseGeometry | str], str]
"""A record a shape, the shapes (or why one has none), and the projection."""
_BIGGEST = 1_500_000_000  # bytes unpacked
_SUFFIXES = (".shp", ".dbf", ".shx", ".prj", ".cpg")


def read_geojson(file: Path, crs: str) -> Parts:
    """Read GeoJSON; longitude and latitude unless the file names a projection."""
    try:
        data = json.loads(file.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise UserError(f"{file.name} isn't a GeoJSON file: it is not text.") from None
    except json.JSONDecodeError as fault:
        raise UserError(
            f"{file.name} is cut off or no GeoJSON file: it stops making sense in line {fault.lineno:,}. Download it "
            "again."
        ) from None
    except RecursionError:
        raise UserError(f"{file.name} isn't a GeoJSON file: it is nested too deeply.") from None
    features = data.get("features") if isinstance(data, dict) else None
    if isinstance(data, dict) and data.get("type") == "Feature":
        features = [data]
    if not isinstance(features, list):
        raise UserError(f"{file.name} isn't a GeoJSON file of areas: it has no features.")
    named = data.get("crs") or {}
    if isinstance(named, dict) and isinstance(named.get("properties"), dict):
        crs = str(named["properties"].get("name") or crs)
    records: list[Mapping[str, Any]] = []
    shapes: list[BaseGeometry | str] = []
    for feature in features:
        ok = isinstance(feature, dict)
        properties = feature.get("properties") if ok else None
        records.append(properties if isinstance(properties, dict) else {})
        shapes.append(_from_geojson(feature.get("geometry") if ok else None))
    return records, shapes, crs or "EPSG:4326"


def _from_geojson(geometry: Any) -> BaseGeometry | str:
    if not geometry:
        return "it has no shape"
    try:
        return shape(geometry)
    except Exception:  # shapely raises whatever its parts raise on half a shape
        return "its shape cannot be read"


def read_shapefile(file: Path, crs: str) -> Parts:
    """Read a shapefile from a zip or beside the .shp; its .prj says the projection, else `crs` must."""
    import shapefile

    parts = _parts(file)
    if ".shp" not in parts:
        raise UserError(f"{file.name} holds no .shp file. Choose the zip as the county or state gave it.")
    if ".dbf" not in parts:
        raise UserError(f"{file.name} has no .dbf beside its .shp, so its areas have no names. Ask for the whole set.")
    projection = parts[".prj"].decode("utf-8", "replace").strip() if ".prj" in parts else ""
    if not (projection or crs):
        raise UserError(
            f"{file.name} has no .prj, so its projection is not known and is not guessed. Ask for the .prj, or name "
            "the projection with --crs (such as EPSG:26915)."
        )
    try:
        reader = shapefile.Reader(
            shp=io.BytesIO(parts[".shp"]), dbf=io.BytesIO(parts[".dbf"]),
            shx=io.BytesIO(parts[".shx"]) if ".shx" in parts else None,
            encoding=_encoding(parts.get(".cpg", b"")), encodingErrors="replace",
        )
        names = [one[0] for one in reader.fields if one[0] != "DeletionFlag"]
        records = [dict(zip(names, record, strict=False)) for record in reader.iterRecords()]
        shapes: list[BaseGeometry | str] = []
        for one in reader.iterShapes():
            try:
                shapes.append("it has no shape" if one.shapeType == 0 else shape(one.__geo_interface__))
            except Exception:  # as above: a broken ring raises anything
                shapes.append("its shape cannot be read")
    except Exception as fault:  # pyshp raises struct.error, ValueError and its own on damaged files
        raise UserError(f"{file.name} is a damaged shapefile. Download it again.", type(fault).__name__) from None
    if len(records) < len(shapes):
        raise UserError(f"{file.name} is a damaged shapefile: it has fewer names than areas. Download it again.")
    return [*records[: len(shapes)]], shapes, projection or crs


def _encoding(cpg: bytes) -> str:
    said_encoding = cpg.decode("ascii", "replace").strip()
    try:
        "".encode(said_encoding or "utf-8")
    except LookupError:
        return "utf-8"
    return said_encoding or "utf-8"


def _parts(file: Path) -> dict[str, bytes]:
    """The set's files by suffix, from the zip or from beside the .shp."""
    if not zipfile.is_zipfile(file):
        beside = {one.suffix.lower(): one for one in file.parent.iterdir() if one.stem == file.stem and one.is_file()}
        return {suffix: one.read_bytes() for suffix, one in beside.items() if suffix in _SUFFIXES}
    with zipfile.ZipFile(file) as archive:
        infos = [one for one in archive.infolist() if not one.is_dir() and "__MACOSX" not in one.filename]
        maps = [one for one in infos if one.filename.lower().endswith(".shp")]
        if len(maps) > 1:
            raise UserError(f"{file.name} holds {len(maps)} maps. Put one in a zip of its own.")
        stem = maps[0].filename[:-4] if maps else ""
        wanted = [one for one in infos if one.filename[:-4] == stem]
        if sum(one.file_size for one in wanted) > _BIGGEST:
            raise UserError(f"{file.name} is too big to be a map of districts.")
        try:
            return {one.filename[-4:].lower(): archive.read(one) for one in wanted}
        except (zipfile.BadZipFile, RuntimeError, EOFError, OSError):
            raise UserError(f"{file.name} is damaged or locked with a password. Download it again.") from None
