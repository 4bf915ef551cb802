"""The loaded boundaries as paths to paint: flattened, joined to districts, with a place for each name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, radians

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from organizer.districts.outlines import Outline, Ring, borders

__all__ = ["FULL", "LEVELS", "Kind", "MapShape", "make_shape"]

_GRID = 1e-6  # degrees; points nearer than this are one
FULL = 20
"""The level at which nothing is left out."""
LEVELS = (4, 6, 8, 10, 12, 14)
"""The coarser ones that are drawn."""


@dataclass(slots=True)
class Kind:
    """How the areas form the districts of one kind.

    Args:
        codes: the district of each area, "" where none is known.
        borders: the outlines with what lies inside a district left out, as lines, per district.
        places: where a district's name is written, and the box around the district.
        members: the areas of each district.
    """

    codes: list[str]
    borders: dict[str, list[Ring]] = field(default_factory=dict)
    places: dict[str, tuple[QPointF, QRectF]] = field(default_factory=dict)
    members: dict[str, list[int]] = field(default_factory=dict)


class MapShape:
    """Areas in a plane whose y grows downwards, one unit a degree of latitude.

    Paths come in levels: at level n points nearer than 2**-n units are one, so that a wide view paints few of them.
    """

    def __init__(self, areas: Sequence[Outline], stretch: float) -> None:
        self.areas = areas
        self._stretch = stretch
        self._rings = [[_flat(ring, stretch) for ring in area.rings if len(ring) > 2] for area in areas]
        self.boxes = [_box(rings) for rings in self._rings]
        self.bounds = QRectF()
        for box in self.boxes:
            self.bounds = self.bounds.united(box)
        self._kinds: dict[str, Kind] = {}
        self._paths: dict[int, list[QPainterPath]] = {}
        self._borders: dict[tuple[str, int], dict[str, QPainterPath]] = {}

    @property
    def kinds(self) -> list[str]:
        """The kinds that the areas name districts of."""
        return list(dict.fromkeys(kind for area in self.areas for kind in area.districts))

    def area_at(self, point: QPointF, kind: str) -> int | None:
        """The area at a place of the plane, among those that name a district of a kind."""
        codes = self.kind(kind).codes
        for number, box in enumerate(self.boxes):
            if codes[number] and box.contains(point) and self.paths(FULL)[number].contains(point):
                return number
        return None

    def kind(self, kind: str) -> Kind:
        """The districts of a kind; worked out once."""
        if kind not in self._kinds:
            self._kinds[kind] = self._join(kind)
        return self._kinds[kind]

    def ready(self, kind: str) -> bool:
        """Whether the districts of a kind are worked out, so that they can be drawn at once."""
        return kind in self._kinds

    def prepare(self, kind: str) -> None:
        """Work out the districts of a kind and their paths at all levels; takes a while, so in another thread."""
        self.kind(kind)
        for level in (*LEVELS, FULL):
            self.paths(level)
            self.borders(kind, level)

    def paths(self, level: int) -> list[QPainterPath]:
        """The areas to fill; an area too small to be seen is an empty path."""
        if level not in self._paths:
            self._paths[level] = [_path(_thin(ring, level) for ring in rings) for rings in self._rings]
        return self._paths[level]

    def borders(self, kind: str, level: int) -> dict[str, QPainterPath]:
        """The outline of each district of a kind."""
        if (kind, level) not in self._borders:
            self._borders[kind, level] = {
                code: _path(_thin(line, level) for line in lines) for code, lines in self.kind(kind).borders.items()
            }
        return self._borders[kind, level]

    def _join(self, kind: str) -> Kind:
        codes = [area.districts.get(kind, "") for area in self.areas]
        made = Kind(codes)
        for number, code in enumerate(codes):
            made.members.setdefault(code, []).append(number)
        made.members.pop("", None)
        made.borders = {code: [_flat(ring, self._stretch) for ring in rings]
                        for code, rings in borders(self.areas, kind).items()}
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


def make_shape(areas: Sequence[Outline], *kinds: str) -> MapShape | None:
    """Paths for these areas with the districts of these kinds worked out, or None where there are none.

    Takes some tenths of a second for a large county: called in the read lane.
    """
    if not areas:
        return None
    middle = sum(float(area.rings[0][:, 1].mean()) for area in areas) / len(areas)
    shape = MapShape(areas, max(cos(radians(middle)), 0.05))
    for kind in kinds or shape.kinds[:1]:
        shape.prepare(kind)
    return shape


def _flat(ring: Ring, stretch: float) -> Ring:
    """A closed ring in the plane, points that fall together taken once."""
    grid = np.round(np.asarray(ring, dtype=np.float64)[:, :2] / _GRID)
    if not (grid[0] == grid[-1]).all():
        grid = np.vstack([grid, grid[:1]])
    keep = np.ones(len(grid), dtype=bool)
    keep[1:] = (np.diff(grid, axis=0) != 0).any(axis=1)
    flat: Ring = grid[keep] * (_GRID * stretch, -_GRID)
    return flat


def _box(rings: Sequence[Ring]) -> QRectF:
    every = np.concatenate(rings) if rings else np.zeros((1, 2))
    (left, top), (right, bottom) = every.min(axis=0).tolist(), every.max(axis=0).tolist()
    return QRectF(left, top, right - left, bottom - top)


def _thin(line: Ring, level: int) -> Ring:
    """A line with the points that fall together at a level taken once."""
    if level >= FULL:
        return line
    grid = np.round(line * 2.0**level)
    keep = np.ones(len(grid), dtype=bool)
    keep[1:] = (np.diff(grid, axis=0) != 0).any(axis=1)
    thinned: Ring = grid[keep] / 2.0**level
    return thinned


def _path(lines: Iterable[Ring]) -> QPainterPath:
    path = QPainterPath()
    for line in lines:
        if len(line) > 1:
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in line.tolist()]))
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
