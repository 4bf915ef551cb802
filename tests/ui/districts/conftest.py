"""The sample's precincts as a map, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from organizer.districts.boundaries import read_boundaries
from organizer.districts.load import load_areas
from organizer.districts.outlines import outlines
from organizer.storage.database import Database
from ui.districts.map_shape import MapShape, make_shape


@pytest.fixture(scope="session")
def precincts(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> MapShape:
    """837 real precincts."""
    database = Database.create(tmp_path_factory.mktemp("map") / "map.organizer")
    read = read_boundaries(str(sample / "mn-cd8-precincts.json"))
    with database.writing() as session:
        load_areas(session, read, name="mn-cd8-precincts.json", by="test")
    with database.reading() as session:
        shape = make_shape(outlines(session), "state-house", "precinct")
    database.close()
    assert shape is not None
    return shape
