"""Map files: read, mended, brought to degrees, or refused by name."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import shapefile
import shapely
from pyproj import CRS, Transformer

from organizer.districts.boundaries import read_boundaries
from organizer.domain.errors import UserError
from tests.districts.homes import SAMPLE

SQUARE = [[-93.0, 46.0], [-92.0, 46.0], [-92.0, 47.0], [-93.0, 47.0], [-93.0, 46.0]]


def geojson(path: Path, *geometries: Any, **properties: str) -> str:
    features = [{"type": "Feature", "properties": properties or {"ward": str(n)}, "geometry": geometry}
                for n, geometry in enumerate(geometries, start=1)]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return str(path)


def polygon(ring: list[list[float]]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [ring]}


def shape_zip(path: Path, crs: str = "EPSG:26915", drop: tuple[str, ...] = ()) -> str:
    """A zipped shapefile of one square ward in a projection."""
    turned = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    with shapefile.Writer(str(path.with_suffix(".shp"))) as writer:
        writer.field("WARD", "C")
        writer.poly([[list(turned.transform(*point)) for point in reversed(SQUARE)]])
        writer.record("2")
    path.with_suffix(".prj").write_text(CRS(crs).to_wkt("WKT1_ESRI"))
    with zipfile.ZipFile(path.with_suffix(".zip"), "w") as archive:
        for suffix in (".shp", ".dbf", ".shx", ".prj"):
            if suffix not in drop:
                archive.write(path.with_suffix(suffix), f"folder/wards{suffix}")
    return str(path.with_suffix(".zip"))


def test_the_real_precincts_are_read_and_mended() -> None:
    found = read_boundaries(str(SAMPLE / "mn-cd8-precincts.json"))
    assert (len(found.areas), found.rows, found.refused) == (837, 837, [])
    assert found.notes == [
        "10 shapes crossed themselves and were mended.", "12 shapes were collections, of which the areas were kept.",
    ]
    assert dict(found.areas[0].districts) == {
        "precinct": "Aitkin", "congressional": "8", "state-senate": "10", "state-house": "10A",
        "county-council": "Aitkin 01", "county": "Aitkin",
    }
    assert all(shapely.from_wkb(one.wkb).is_valid for one in found.areas)


@pytest.mark.parametrize("crs", ["EPSG:26915", "EPSG:2264", "EPSG:3857", "EPSG:4269"])
def test_a_zipped_shapefile_is_brought_to_degrees(tmp_path: Path, crs: str) -> None:
    found = read_boundaries(shape_zip(tmp_path / "wards", crs))
    assert found.areas[0].districts == (("ward", "2"),)
    assert shapely.from_wkb(found.areas[0].wkb).bounds == pytest.approx((-93, 46, -92, 47), abs=1e-4)


def test_a_missing_shx_is_no_matter_and_a_missing_prj_is_asked_for(tmp_path: Path) -> None:
    assert read_boundaries(shape_zip(tmp_path / "a", drop=(".shx",))).areas
    bare = shape_zip(tmp_path / "b", drop=(".prj",))
    with pytest.raises(UserError, match="projection"):
        read_boundaries(bare)
    assert read_boundaries(bare, "", "EPSG:26915").areas
    with pytest.raises(UserError, match=r"no \.dbf"):
        read_boundaries(shape_zip(tmp_path / "c", drop=(".dbf",)))


def test_flat_from_three_dimensions(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.json", polygon([[*point, 300.0] for point in SQUARE]))
    found = read_boundaries(path)
    assert found.notes == ["1 shapes were three-dimensional and made flat."]
    assert not shapely.from_wkb(found.areas[0].wkb).has_z


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ({"type": "LineString", "coordinates": SQUARE}, "it is a line, not an area"),
        ({"type": "Point", "coordinates": SQUARE[0]}, "it is a point, not an area"),
        (polygon([[-x, y] for x, y in SQUARE]), "eastern hemisphere"),
        (polygon([[y, x] for x, y in SQUARE]), "swapped"),
        (polygon([[x, -y] for x, y in SQUARE]), "southern hemisphere"),
        (polygon([[500000 + x, 5100000 + y] for x, y in SQUARE]), "not degrees"),
        (None, "it has no shape"),
    ],
)
def test_what_is_no_area_here_is_named(tmp_path: Path, geometry: Any, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_boundaries(geojson(tmp_path / "a.json", geometry))
    found = read_boundaries(geojson(tmp_path / "b.json", geometry, polygon(SQUARE)))
    assert (found.rows, len(found.areas), len(found.refused)) == (2, 1, 1)
    assert said in found.refused[0][1]


def test_half_a_file_and_other_files_are_refused_in_one_line(tmp_path: Path) -> None:
    whole = (SAMPLE / "mn-cd8-precincts.json").read_bytes()
    bodies = {"half.json": whole[:5000], "list.json": b"[]", "text.json": b"hello", "bytes.json": b"\xff\xfe\x00",
              "cut.zip": b"PK\x03\x04cut", "empty.json": b""}
    for name, body in bodies.items():
        (tmp_path / name).write_bytes(body)
        with pytest.raises(UserError) as refused:
            read_boundaries(str(tmp_path / name))
        assert name in refused.value.message
        assert "\n" not in refused.value.message
    with pytest.raises(UserError, match="not found"):
        read_boundaries(str(tmp_path / "nothing.json"))


def test_the_kind_is_asked_for_where_no_column_says_it(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.json", polygon(SQUARE), NAME="Ward 3", colour="red")
    with pytest.raises(UserError, match="--kind"):
        read_boundaries(path)
    assert read_boundaries(path, "ward").areas[0].districts == (("ward", "3"),)


def test_a_damaged_shapefile_is_refused(tmp_path: Path) -> None:
    path = Path(shape_zip(tmp_path / "a"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "cut.zip", "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body[:120] if name.endswith((".shp", ".shx")) else body)
    with pytest.raises(UserError, match=r"cut\.zip"):
        read_boundaries(str(tmp_path / "cut.zip"))
