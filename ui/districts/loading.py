"""Long work of the districts page: reading a file in a child process, keeping it, assigning by it.

Run by `Jobs.run`: each function takes the database first and opens its own short transactions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from organizer.districts import load
from organizer.districts.assign import AssignReport, assign, load_and_assign
from organizer.districts.boundaries import BoundaryFile, read_boundaries
from organizer.districts.columns import recognise
from organizer.districts.report import LoadReport
from organizer.districts.seats import SeatReport, load_seats
from organizer.districts.vip import VipTable, is_vip, read_vip
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent
from organizer.importing.sheet import read_table
from organizer.importing.table import Table
from organizer.importing.worker import run_in_child
from organizer.storage import journal
from organizer.storage.database import Database

__all__ = ["MAPS", "FileRequest", "Loaded", "apply_map", "assign_all", "load_file", "stop_using"]

MAPS = (".json", ".geojson", ".zip", ".shp", ".shz")
"""Endings of maps; everything else is read as a table and known by its content."""


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
        report: what the file assigns; None for a list of seats.
        assigned: what came of assigning by it.
        beside: it was kept beside the map that counts, to be compared first.
        seats: what came of a list of seats.
        changes: what views must ask again.
    """

    report: LoadReport | None = None
    assigned: AssignReport | None = None
    beside: bool = False
    seats: SeatReport | None = None
    changes: Changes = field(default_factory=Changes)


def load_file(database: Database, wanted: FileRequest, by: str, *, progress: Progress = silent) -> Loaded:
    """Read a file in a child process, keep it and assign by it; a map that would replace another lies beside it.

    A list of seats is known by its columns and kept as that.

    Raises:
        UserError: it cannot be read or assigns nothing; nothing is kept.
    """
    name = wanted.path.name
    if is_vip(wanted.path):
        return _keep_feed(database, run_in_child(read_vip, str(wanted.path), progress=progress), by, progress)
    if wanted.is_map:
        areas: BoundaryFile = run_in_child(read_boundaries, str(wanted.path), wanted.kind, wanted.projection,
                                           progress=progress)
        return _keep_map(database, areas, name, by, progress)
    table: Table = run_in_child(read_table, str(wanted.path), progress=progress)
    if not wanted.kind and (found := _seats(database, table, name, by)) is not None:
        return found
    with database.writing() as session:
        keep = partial(load.load_table, session, table.headers, table.rows, name=name, by=by, kind=wanted.kind,
                       file_hash=table.file.file_hash, numbers=table.row_numbers)
        report, assigned = load_and_assign(session, keep, by=by, progress=progress)
    return Loaded(report, assigned, changes=assigned.changes)


def _keep_feed(database: Database, tables: list[VipTable], by: str, progress: Progress) -> Loaded:
    """Keep the tables of a feed as one action; what is told is of the last, its street index where it has one."""
    with database.writing() as session, journal.action(
        session, kind="districts", name=f"Load {tables[0].name}", by=by, parts=("people", "districts")
    ) as do:
        for one in tables:
            report = load.load_table(session, one.headers, one.rows, name=one.name, by=by)
        assigned = assign(session, by=by, progress=progress)
    return Loaded(report, assigned, changes=do.changes)


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


def _keep_map(database: Database, areas: BoundaryFile, name: str, by: str, progress: Progress) -> Loaded:
    progress(0, 0, "Saving")
    with database.writing() as session, journal.action(
        session, kind="districts", name=f"Load {name}", by=by, parts=("people", "districts")
    ) as do:
        report = load.load_areas(session, areas, name=name, by=by, active=False)
        beside = bool(load.replaced_by(session, report.source_id))
        assigned = None
        if beside:
            do.name = f"Load {name} beside the map that counts"
        else:
            load.activate(session, report.source_id, by=by, instead_of=())
            assigned = assign(session, by=by, progress=progress)
            do.name = f"Load {name} and assign {assigned.people:,} people"
    return Loaded(report, assigned, beside, changes=do.changes)


def assign_all(database: Database, by: str, *, progress: Progress = silent) -> AssignReport:
    """Work out everybody's districts anew."""
    with database.writing() as session:
        return assign(session, by=by, progress=progress)


def apply_map(database: Database, source_id: int, by: str, *, progress: Progress = silent) -> AssignReport:
    """Let a map that lies beside count, and assign by it, as one action."""
    with database.writing() as session, journal.action(
        session, kind="districts", name="Apply a new map", by=by, parts=("people", "districts")
    ) as do:
        load.activate(session, source_id, by=by)
        report = assign(session, by=by, progress=progress)
        name = next(one.name for one in load.sources(session) if one.id == source_id)
        do.name = f"Apply {name} to {report.people:,} people"
    report.changes = do.changes
    return report


def stop_using(database: Database, source_id: int, by: str, *, progress: Progress = silent) -> AssignReport:
    """Stop using a file and take back what only it assigned, as one action."""
    with database.writing() as session, journal.action(
        session, kind="districts", name="Stop using a file", by=by, parts=("people", "districts")
    ) as do:
        name = next(one.name for one in load.sources(session) if one.id == source_id)
        load.remove(session, source_id, by=by)
        report = assign(session, by=by, progress=progress)
        do.name = f"Stop using {name}"
    report.changes = do.changes
    return report
