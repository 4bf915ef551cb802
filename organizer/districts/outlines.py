"""Loaded boundaries as outlines to draw: rings of longitude and latitude, and districts without their inner lines."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.storage.tables import Boundary, DistrictSource

__all__ = ["Outline", "Ring", "borders", "mapped_sources", "outlines"]

Ring = NDArray[np.float64]
_GRID = 2e-4  # degrees, some 20 m: neighbours drawn by different hands meet within it


@dataclass(frozen=True, slots=True)
class Outline:
    """One loaded polygon: its name, its districts by kind, its rings (x is longitude), and the shape as WKB."""

    name: str
    districts: dict[str, str]
    rings: tuple[Ring, ...]
    wkb: bytes


def mapped_sources(session: Session) -> tuple[int, ...]:
    """Ids of the maps that count now; another answer means that the outlines are others."""
    return tuple(session.scalars(
        select(DistrictSource.id).where(DistrictSource.form == "boundary", DistrictSource.active == 1)
        .order_by(DistrictSource.id)
    ))


def outlines(session: Session, source_ids: Sequence[int] | None = None) -> list[Outline]:
    """The areas of these maps, or of those that count now."""
    chosen = mapped_sources(session) if source_ids is None else tuple(source_ids)
    rows = session.execute(
        select(Boundary.name, Boundary.districts, Boundary.shape).where(Boundary.source_id.in_(chosen))
        .order_by(Boundary.id)
    ).all()
    made = []
    for (name, districts, wkb), shape in zip(rows, shapely.from_wkb([row[2] for row in rows]), strict=True):
        named = {kind: code for kind, code in json.loads(districts or "{}").items() if not kind.startswith("#")}
        rings = tuple(_rings(shapely.get_parts(shape)))
        if rings:
            made.append(Outline(name, named, rings, wkb))
    return made


def borders(areas: Iterable[Outline], kind: str) -> dict[str, list[Ring]]:
    """The outer lines of each district of a kind, with what lies between its own areas left out."""
    members: dict[str, list[Outline]] = defaultdict(list)
    for area in areas:
        if code := area.districts.get(kind, ""):
            members[code].append(area)
    found: dict[str, list[Ring]] = {}
    for code, some in members.items():
        if len(some) == 1:
            found[code] = list(some[0].rings)
            continue
        joined = shapely.union_all(shapely.from_wkb([area.wkb for area in some]), grid_size=_GRID)
        found[code] = [np.asarray(part.exterior.coords) for part in shapely.get_parts(joined)
                       if part.geom_type == "Polygon"]
    return found


def _rings(parts: Iterable[Any]) -> Iterable[Ring]:
    for part in parts:
        if part.geom_type == "Polygon":
            yield np.asarray(part.exterior.coords)[:, :2]
            for inner in part.interiors:
                yield np.asarray(inner.coords)[:, :2]
