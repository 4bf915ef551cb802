"""The sample county for the first try: read in the child as any sheet, then districts and seats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from organizer.cli.assigning import assign_new
from organizer.domain.changes import Changes
from organizer.domain.filters import EVERYONE
from organizer.domain.progress import Progress
from organizer.importing import desk
from organizer.importing.worker import ChildSession
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
    """Load the sample's seats, tables and map, then assign once by all of them."""
    from organizer.cli.demo import DISTRICTS
    from organizer.cli.districts import read_source
    from organizer.districts.files import File, keep_and_assign
    from organizer.districts.seats import load_seats

    seats = read_source(place / "seats.csv")
    found = [File(name, read_source(place / name)) for name in DISTRICTS]
    with database.writing() as session:
        load_seats(session, seats.headers, seats.rows, name="seats.csv", by=by)
        keep_and_assign(session, found, by=by)
