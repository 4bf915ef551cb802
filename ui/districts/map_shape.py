"""The loaded boundaries as paths to paint: flattened, joined to districts, with a place for each name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, radians
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

__all__ = ["Area", "Kind", "MapShape", "make_shape"]

Ring = NDArray[np.float64]
_GRID = 1e-6  # degrees; points nearer than this are one


@dataclass(frozen=True, slots=True)
class Area:
    """One loaded polygon: its name, its districts by kind, and its rings as arrays of longitude and latitude."""

    name: str
    districts: Mapping[str, str]
    rings: Sequence[Ring]


@dataclass(slots=True)
class Kind:
    """How the areas form the districts of one kind.

    Args:
        codes: the district of each area, "" where none is known.
        borders: the outlines with what lies inside a district left out, per district.
        places: where a district's name is written, and the box around the district.
        members: the areas of each district.
    """

    codes: list[str]
    borders: dict[str, QPainterPath] = field(default_factory=dict)
    places: dict[str, tuple[QPointF, QRectF]] = field(default_factory=dict)
    members: dict[str, list[int]] = field(default_factory=dict)


class MapShape:
    """Areas in a plane whose y grows downwards, one unit a degree of latitude."""

    def __init__(self, areas: Sequence[Area], stretch: float) -> None:
        self.names = [area.name for area in areas]
        self.districts = [dict(area.districts) for area in areas]
        self._stretch = stretch
        self._rings = [[_flat(ring, stretch) for ring in area.rings if len(ring) > 2] for area in areas]
        self.paths = [_path(rings) for rings in self._rings]
        self.boxes = [path.boundingRect() for path in self.paths]
        self.bounds = QRectF()
        for box in self.boxes:
            self.bounds = self.bounds.united(box)
        self._kinds: dict[str, Kind] = {}

    @property
    def kinds(self) -> list[str]:
        """The kinds that the areas name districts of."""
        return list(dict.fromkeys(kind for districts in self.districts for kind in districts))

    def area_at(self, point: QPointF) -> int | None:
        """The area at a place of the plane."""
        for number, box in enumerate(self.boxes):
            if box.contains(point) and self.paths[number].contains(point):
                return number
        return None

    def kind(self, kind: str) -> Kind:
        """The districts of a kind; worked out once."""
        if kind not in self._kinds:
            self._kinds[kind] = self._join(kind)
        return self._kinds[kind]

    def _join(self, kind: str) -> Kind:
        codes = [districts.get(kind, "") for districts in self.districts]
        made = Kind(codes)
        for number, code in enumerate(codes):
            made.members.setdefault(code, []).append(number)
        made.members.pop("", None)
        single = _edges_once(self._rings, codes)
        start = 0
        for rings, code in zip(self._rings, codes, strict=True):
            border = made.borders.setdefault(code, QPainterPath())
            for ring in rings:
                _add_runs(border, ring, single[start : start + len(ring) - 1])
                start += len(ring) - 1
        for code, members in made.members.items():
            box = QRectF()
            for number in members:
                box = box.united(self.boxes[number])
            made.places[code] = (self._middle(members), box)
        return made

    def _middle(self, members: list[int]) -> QPointF:
        """The middle of that area which lies nearest to the middle of all of them, so that it lies inside."""
        found = [_centre(self._rings[number]) for number in members]
        weights = np.array([weight for _, _, weight in found]) + 1e-12
        spots = np.array([(x, y) for x, y, _ in found])
        middle = (spots * weights[:, None]).sum(axis=0) / weights.sum()
        gaps = ((spots - middle) ** 2).sum(axis=1) / np.sqrt(weights)
        x, y = spots[int(gaps.argmin())]
        return QPointF(float(x), float(y))


def make_shape(areas: Iterable[Area]) -> MapShape | None:
    """Paths for these areas, or None where there are none. Slow for large maps; called in the read lane."""
    found = [area for area in areas if any(len(ring) > 2 for ring in area.rings)]
    if not found:
        return None
    latitudes = [float(ring[:, 1].mean()) for area in found for ring in area.rings[:1] if len(ring)]
    return MapShape(found, max(cos(radians(sum(latitudes) / len(latitudes))), 0.05))


def _flat(ring: Ring, stretch: float) -> Ring:
    """A closed ring in the plane, points that fall together taken once."""
    grid = np.round(np.asarray(ring, dtype=np.float64)[:, :2] / _GRID)
    if not (grid[0] == grid[-1]).all():
        grid = np.vstack([grid, grid[:1]])
    keep = np.ones(len(grid), dtype=bool)
    keep[1:] = (np.diff(grid, axis=0) != 0).any(axis=1)
    flat: Ring = grid[keep] * (_GRID * stretch, -_GRID)
    return flat


def _path(rings: Iterable[Ring]) -> QPainterPath:
    path = QPainterPath()
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]))
        path.closeSubpath()
    return path


def _centre(rings: Sequence[Ring]) -> tuple[float, float, float]:
    """The centre of gravity of the largest ring, and its size."""
    best = (0.0, 0.0, -1.0)
    for ring in rings:
        x, y = ring[:-1, 0], ring[:-1, 1]
        after_x, after_y = ring[1:, 0], ring[1:, 1]
        cross = x * after_y - after_x * y
        area = float(cross.sum()) / 2
        if abs(area) > best[2]:
            if abs(area) > 1e-12:
                best = (float(((x + after_x) * cross).sum()) / (6 * area),
                        float(((y + after_y) * cross).sum()) / (6 * area), abs(area))
            else:
                best = (float(x.mean()), float(y.mean()), abs(area))
    return best


def _edges_once(areas: Sequence[Sequence[Ring]], codes: Sequence[str]) -> NDArray[np.bool_]:
    """For every edge of every ring, whether it is the only one of its district at that place."""
    number = {code: place for place, code in enumerate(dict.fromkeys(codes))}
    rings = [(ring, number[code]) for area, code in zip(areas, codes, strict=True) for ring in area]
    if not rings:
        return np.zeros(0, dtype=bool)
    points = np.round(np.concatenate([ring for ring, _ in rings]) / (_GRID / 4)).astype(np.int64)
    joined = points[:, 0] * 4_000_000_000 + points[:, 1]
    _, ids = np.unique(joined, return_inverse=True)
    ends: list[Any] = []
    start = 0
    for ring, code in rings:
        one = ids[start : start + len(ring)]
        start += len(ring)
        ends.append(np.stack([np.minimum(one[:-1], one[1:]), np.maximum(one[:-1], one[1:]),
                              np.full(len(ring) - 1, code)], axis=1))
    edges = np.concatenate(ends).astype(np.int64)
    size = int(ids.max()) + 1
    keys = (edges[:, 2] * size + edges[:, 0]) * size + edges[:, 1]
    _, back, times = np.unique(keys, return_inverse=True, return_counts=True)
    once: NDArray[np.bool_] = times[back] == 1
    return once


def _add_runs(path: QPainterPath, ring: Ring, wanted: NDArray[np.bool_]) -> None:
    """Draw the edges that are wanted, those in a row as one line."""
    spots = ring.tolist()
    drawing = False
    for place, on in enumerate(wanted.tolist()):
        if on and not drawing:
            path.moveTo(*spots[place])
        if on:
            path.lineTo(*spots[place + 1])
        drawing = on
