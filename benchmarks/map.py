"""The map of 837 precincts as it is dragged and zoomed: what a frame takes, and what drawing it anew at rest takes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from benchmarks.measure import Figure, p95, times
from organizer.districts.boundaries import read_boundaries
from organizer.districts.load import load_areas
from organizer.districts.outlines import outlines
from organizer.storage.database import Database
from ui.districts.map_legend import DistrictCount
from ui.districts.map_shape import MapShape, make_shape
from ui.districts.map_view import MapView
from ui.look import Look

__all__ = ["run"]

_MAP = Path(__file__).parents[1] / "resources" / "sample" / "mn-cd8-precincts.json"
_FRAME = 1000 / 60  # milliseconds: nobody sees a stutter


def run(sizes: Sequence[int]) -> Iterator[Figure]:
    """Every movement, light and dark; how many people there are changes nothing. Args: sizes: not used."""
    app = QApplication.instance() or QApplication([])
    shape = _shape()
    areas = len(shape.areas)
    for scheme in ("light", "dark"):
        look = Look(app, scheme)  # type: ignore[arg-type]
        view = MapView()
        view.resize(1170, 700)
        view.show_shape(shape)
        codes = shape.kind("precinct").members
        view.shade("precinct", {code: DistrictCount(place * 7 % 211) for place, code in enumerate(codes)})
        view.show()
        screen = QPixmap(view.size())
        for what, move in (
            ("drag, a frame", lambda view=view: view.pan(5, 3)),
            ("zoom, a frame", lambda view=view: view.zoom(1.01, QPointF(500, 300))),
        ):
            def frame(move=move, view=view, screen=screen) -> None:  # type: ignore[no-untyped-def]
                move()
                view.render(screen)

            found = times(frame, runs=120)
            view.fit()
            yield Figure("map", f"{what}, {scheme}: 95 of 100 under", areas, f"{p95(found):.1f} ms", "≤ 16.7 ms",
                         p95(found) <= _FRAME)
        anew = times(view._redraw, runs=15)
        yield Figure("map", f"drawn anew at rest, {scheme}", areas, f"{p95(anew):.0f} ms", "≤ 100 ms",
                     p95(anew) <= 100)
        view.close()
        del look


def _shape() -> MapShape:
    with tempfile.TemporaryDirectory() as place:
        database = Database.create(Path(place) / "map.organizer")
        read = read_boundaries(str(_MAP))
        with database.writing() as session:
            load_areas(session, read, name=_MAP.name, by="benchmark")
        with database.reading() as session:
            made = make_shape(outlines(session), "state-house", "precinct")
        database.close()
    assert made is not None
    return made
