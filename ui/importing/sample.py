"""The sample county for the first try: read in the child as any sheet, then districts and seats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from organizer.cli.importing import assign_new
from organizer.domain.changes import Changes
from organizer.domain.filters import EVERYONE
from organizer.domain.progress import Progress
from organizer.importing import desk
from organizer.importing.sheet import read_table
from organizer.importing.worker import ChildSession, run_in_child
from organizer.prospects import browse
from organizer.storage.database import Database

__all__ = ["bring_in"]


@dataclass(frozen=True, slots=True)
class Brought:
    """How many people there are now."""

    people: int
    changes: Changes

    def __format__(self, spec: str) -> str:
        return format(self.people, spec)


def bring_in(database: Database, place: Path, names: Sequence[str], by: str, progress: Progress) -> Brought:
    """Import the sample sheets and load its districts and seats."""
    with ChildSession(stall_seconds=300.0) as child:
        for number, name in enumerate(names):
            progress(number, len(names) + 2, f"Reading {name}")
            child.call(desk.read, str(place / name))
            child.call(desk.plan, str(database.path), "fill", {})
            child.call(desk.commit, str(database.path), by, assign_new)
    progress(len(names), len(names) + 2, "Finding districts and seats")
    _districts(database, place, by)
    with database.reading() as session:
        return Brought(browse.count(session, EVERYONE), Changes(many=True))


def _districts(database: Database, place: Path, by: str) -> None:
    """Load the sample's tables, its map and its seats, then assign once by all of them."""
    from organizer.districts import load, seats
    from organizer.districts.assign import assign
    from organizer.districts.boundaries import read_boundaries

    for name in ("precinct-districts.csv", "street-index.csv", "zip-house-districts.csv", "seats.csv"):
        table = run_in_child(read_table, str(place / name))
        with database.writing() as session:
            if name == "seats.csv":
                seats.load_seats(session, table.headers, table.rows, name=name, by=by)
            else:
                load.load_table(session, table.headers, table.rows, name=name, by=by,
                                file_hash=table.file.file_hash, numbers=table.row_numbers)
    areas = run_in_child(read_boundaries, str(place / "mn-cd8-precincts.json"))
    with database.writing() as session:
        load.load_areas(session, areas, name="mn-cd8-precincts.json", by=by)
        assign(session, by=by)
