"""Files of districts as counties really send them broken: what each is called, and what is said of it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import shapefile
from pyproj import CRS, Transformer

__all__ = ["HALF_GOOD", "REFUSED", "write"]

_RING = [[-93.0, 46.0], [-92.0, 46.0], [-92.0, 47.0], [-93.0, 47.0], [-93.0, 46.0]]
_LINE = {"type": "LineString", "coordinates": _RING[:2]}
_HEADS = "Low,High,OddEven,Street,Zip,Ward"


def _map(*shapes: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"ward": str(number)}, "geometry": shape}
        for number, shape in enumerate(shapes, start=1)]})


def _turned(turn: Callable[[float, float], list[float]]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[turn(*point) for point in _RING]]}


_GOOD = _turned(lambda east, north: [east, north])
_TEXT: dict[str, str] = {
    "lines.geojson": _map(_LINE, _LINE),
    "points.geojson": _map({"type": "Point", "coordinates": [-93, 46]}),
    "east.geojson": _map(_turned(lambda east, north: [-east, north])),
    "south.geojson": _map(_turned(lambda east, north: [east, -north])),
    "swapped.geojson": _map(_turned(lambda east, north: [north, east])),
    "feet.geojson": _map(_turned(lambda east, north: [2_800_000 + east, 700_000 + north])),
    "half.geojson": _map(_GOOD, _GOOD)[:180],
    "none.geojson": _map(),
    "words.json": '{"hello": 1}',
    "numbers.csv": f"{_HEADS}\nabc,98,E,Main St,55735,1\nfour,98,E,Oak St,55735,1\n",
    "backwards.csv": f"{_HEADS}\n98,2,E,Main St,55735,1\n",
    "unknown.csv": "Low,High,Street,Zip,Precinct\n2,98,Main St,55735,P-99\n",
    "people.csv": "First Name,Phone\nAna,1\n",
    "mixed.geojson": _map(_LINE, _GOOD, None),
    "high.geojson": _map(_turned(lambda east, north: [east, north, 251.5])),
    "mixed.csv": f"{_HEADS}\nabc,98,E,Main St,55735,1\n98,2,E,Main St,55735,1\n2,98,E,Main St,55735,1\n"
                 "2,98,E,,55735,1\n2,98,sometimes,Elm St,55735,1\n",
}
_SHAPES = {"noprj.zip": (".prj",), "nodbf.zip": (".dbf",), "noshp.zip": (".shp",), "noshx.zip": (".shx",),
           "statefeet.zip": (), "halfzip.zip": ()}


def write(folder: Path, name: str) -> Path:
    """Write the file of that name. A shapefile is in feet of Minnesota's State Plane."""
    path = folder / name
    if name in _TEXT:
        path.write_text(_TEXT[name], "utf-8")
        return path
    crs = "EPSG:3594"
    turn = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform
    with shapefile.Writer(str(folder / "wards.shp")) as writer:
        writer.field("WARD", "C")
        writer.poly([[list(turn(*point)) for point in reversed(_RING)]])
        writer.record("2")
    (folder / "wards.prj").write_text(CRS(crs).to_wkt("WKT1_ESRI"))
    with zipfile.ZipFile(path, "w") as archive:
        for suffix in (".shp", ".dbf", ".shx", ".prj"):
            if suffix not in _SHAPES[name]:
                archive.write(folder / f"wards{suffix}", f"wards{suffix}")
    if name == "halfzip.zip":
        path.write_bytes(path.read_bytes()[:300])
    return path


REFUSED: dict[str, str] = {
    "lines.geojson": "None of the 2 shapes of lines.geojson can be used: it is a line, not an area.",
    "points.geojson": "it is a point, not an area",
    "east.geojson": "it lies in the eastern hemisphere; the longitude has lost its minus",
    "south.geojson": "it lies in the southern hemisphere",
    "swapped.geojson": "latitude and longitude are swapped",
    "feet.geojson": "its coordinates are not degrees; the projection must be named",
    "half.geojson": "half.geojson is cut off",
    "none.geojson": "it holds no shapes",
    "words.json": "it has no features",
    "numbers.csv": "a house number is not a number (2 of 2 rows)",
    "backwards.csv": "the range runs backwards (1 of 1 rows)",
    "unknown.csv": "the precinct is not in the precinct table; load that table first (1 of 1 rows)",
    "noprj.zip": "noprj.zip has no .prj, so its projection is not known and is not guessed",
    "nodbf.zip": "has no .dbf beside its .shp",
    "noshp.zip": "holds no .shp file",
    "halfzip.zip": "is cut off or no zip file",
}
"""Files of which nothing can be used, and the words in which that is said; the store stays as it was."""

HALF_GOOD: dict[str, tuple[int, int, dict[str, int]]] = {
    "mixed.geojson": (3, 1, {"it is a line, not an area": 1, "it has no shape": 1}),
    "high.geojson": (1, 1, {}),
    "noshx.zip": (1, 1, {}),
    "statefeet.zip": (1, 1, {}),
    "mixed.csv": (5, 1, {"a house number is not a number": 1, "the range runs backwards": 1, "no street name": 1,
                         "odd, even or both is not said in a way we know": 1}),
}
"""Files of which some rows can be used: how many there are, how many are used, and why the others are not."""
