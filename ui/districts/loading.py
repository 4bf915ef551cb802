"""Long work of the districts page: reading a file in a child process, keeping it, assigning by it.

Run by `Jobs.run`: each function takes the database first and opens its own short transactions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from organizer.cli.districts import MAPS, read_source
from organizer.districts import files
from organizer.districts.assign import AssignReport, assign
from organizer.districts.columns import recognise
from organizer.districts.files import File, Kept
from organizer.districts.seats import SeatReport, load_seats
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent
from organizer.importing.columns.purpose import lists_people
from organizer.importing.reading.table import Table
from organizer.storage.database import Database

__all__ = ["FileRequest", "Loaded", "apply_files", "assign_all", "load_file", "stop_using"]


@dataclass(frozen=True, slots=True)
class FileRequest:
    """A file to load. `kind` and `projection` are given by hand where the file does not say them."""

    path: Path
    kind: str = ""
    projection: str = ""

    @property
    def is_map(self) -> bool:
        """Whether it is read as a map."""
        return self.path.suffix.lower() in MAPS


@dataclass(slots=True)
class Loaded:
    """What came of a load.

    Args:
        kept: what came of a file that assigns; None for a list of seats.
        seats: what came of a list of seats.
        changes: what views must ask again.
    """

    kept: Kept | None = None
    seats: SeatReport | None = None
    changes: Changes = field(default_factory=Changes)


def load_file(database: Database, wanted: FileRequest, by: str, *, progress: Progress = silent) -> Loaded:
    """Read a file in a child process, keep it and assign by it; one that would move people lies beside until applied.

    A list of seats is known by its columns and kept as that.

    Raises:
        UserError: it cannot be read or assigns nothing; nothing is kept.
    """
    name = wanted.path.name
    read: Any = read_source(wanted.path, kind=wanted.kind, crs=wanted.projection, progress=progress)
    if isinstance(read, Table) and not wanted.kind and (found := _seats(database, read, name, by)) is not None:
        return found
    if isinstance(read, Table) and not wanted.kind and lists_people(read.headers, read.rows):
        raise UserError(f"{name} is a list of people, not of districts. Choose File, Import to bring them in.")
    with database.writing() as session:
        kept = files.keep_or_weigh(session, File(name, read, kind=wanted.kind), by=by, progress=progress)
    return Loaded(kept, changes=kept.changes)


def _seats(database: Database, table: Table, name: str, by: str) -> Loaded | None:
    """Keep a table that assigns nothing but names offices as a list of seats; None where it is none."""
    try:
        recognise(table.headers)
    except UserError:
        try:
            with database.writing() as session:
                report = load_seats(session, table.headers, table.rows, name=name, by=by, numbers=table.row_numbers)
        except UserError:
            return None
        if report.added or report.updated or report.unchanged:
            return Loaded(seats=report, changes=report.changes)
    return None


def assign_all(database: Database, by: str, *, progress: Progress = silent) -> AssignReport:
    """Work out everybody's districts anew."""
    with database.writing() as session:
        return assign(session, by=by, progress=progress)


def apply_files(
    database: Database, source_ids: Sequence[int], by: str, *, progress: Progress = silent
) -> AssignReport:
    """Let what lies beside count, and assign by it, as one action."""
    with database.writing() as session:
        return files.apply_beside(session, source_ids, by=by, progress=progress)


def stop_using(database: Database, source_id: int, by: str, *, progress: Progress = silent) -> AssignReport:
    """Stop using a file and take back what only it assigned, as one action."""
    with database.writing() as session:
        return files.stop_using(session, source_id, by=by, progress=progress)
