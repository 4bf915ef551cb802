"""A file that was read, whatever its form: kept and assigned by at once, or beside what counts to be weighed first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from organizer.districts import load, replacing
from organizer.districts.assign import AssignReport, assign, count_kinds
from organizer.districts.compare import Comparison, compare
from organizer.districts.report import LoadReport
from organizer.domain.changes import Changes
from organizer.domain.progress import Progress, silent
from organizer.storage import journal

__all__ = ["File", "Kept", "apply_beside", "keep_and_assign", "keep_beside", "keep_or_weigh", "stop_using"]


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read.

    Args:
        name: as it is called, shown as the source.
        read: a `Table`, for a map a `BoundaryFile`, for a VIP feed the list of its tables.
        form: street, zip or precinct, where the user says so.
        kind: the kind of its districts, where no column says it.
    """

    name: str
    read: Any
    form: str = ""
    kind: str = ""


@dataclass(slots=True)
class Kept:
    """What came of keeping files.

    Args:
        reports: one a table or map, in the order they came.
        assigned: what came of assigning by them; None where they lie beside.
        found: what they would change, where they lie beside.
        instead_of: names of the files that they took the place of.
        changes: what views must ask again.
    """

    reports: list[LoadReport]
    assigned: AssignReport | None = None
    found: Comparison | None = None
    instead_of: tuple[str, ...] = ()
    changes: Changes = field(default_factory=Changes)

    @property
    def sources(self) -> tuple[int, ...]:
        """The ids of what was kept."""
        return tuple(one.source_id for one in self.reports)


def _keep(session: Session, files: Sequence[File], by: str, progress: Progress) -> Kept:
    """Keep files beside what counts; a street index may name the precincts of a table that came before it."""
    reports: list[LoadReport] = []
    for file in files:
        if hasattr(file.read, "areas"):
            progress(0, 0, "Saving")
            reports.append(load.load_areas(session, file.read, name=file.name, by=by, active=False))
            continue
        feed = isinstance(file.read, list)
        for table in file.read if feed else [file.read]:
            reports.append(load.load_table(
                session, table.headers, table.rows, name=table.name if feed else file.name, by=by, form=file.form,
                kind=file.kind, file_hash="" if feed else table.file.file_hash,
                numbers=None if feed else table.row_numbers, active=False,
                precincts_from=[one.source_id for one in reports], progress=progress,
            ))
    return Kept(reports)


def keep_and_assign(session: Session, files: Sequence[File], *, by: str, progress: Progress = silent) -> Kept:
    """Load files in the place of what they replace and assign by all of them, as one action for one undo."""
    with journal.action(session, kind="districts", name="Load", by=by, parts=("people", "districts")) as do:
        kept = _keep(session, files, by, progress)
        former = replacing.replaced_by(session, kept.sources)
        kept.instead_of = tuple(one.name for one in load.sources(session) if one.id in former)
        kept.assigned = apply_beside(session, kept.sources, by=by, progress=progress)
        do.name = f"Load {_named(kept.reports)} and assign {kept.assigned.people:,} people"
    return _ended(session, kept, do)


def keep_beside(session: Session, file: File, *, by: str, progress: Progress = silent) -> Kept:
    """Load a file beside what counts, and tell what it would change."""
    with journal.action(session, kind="districts", name="Load", by=by, parts=("districts",)) as do:
        kept = _keep(session, [file], by, progress)
        do.name = f"Load {_named(kept.reports)} beside what counts"
        kept.found = compare(session, kept.sources)
    return _ended(session, kept, do)


def keep_or_weigh(session: Session, file: File, *, by: str, progress: Progress = silent) -> Kept:
    """Load a file; it counts at once, unless somebody who has a district by a file like it would get another.

    Then it lies beside, and so does a map that would replace one.
    """
    with journal.action(session, kind="districts", name="Load", by=by, parts=("people", "districts")) as do:
        rivals = {one.form for one in load.sources(session) if one.active}
        kept = _keep(session, [file], by, progress)
        found = compare(session, kept.sources) if rivals & {one.form for one in kept.reports} else None
        if found is not None and _weighs(kept.reports, found):
            kept.found = found
            do.name = f"Load {_named(kept.reports)} beside what counts"
        else:
            kept.instead_of = found.instead_of if found is not None else ()
            kept.assigned = apply_beside(session, kept.sources, by=by, progress=progress)
            do.name = f"Load {_named(kept.reports)} and assign {kept.assigned.people:,} people"
    return _ended(session, kept, do)


def _weighs(reports: Sequence[LoadReport], found: Comparison) -> bool:
    """Whether there is something to decide. That another table names a precinct differently is nothing."""
    forms = {one.form for one in reports}
    if "boundary" in forms and found.instead_of:
        return True
    return any(move.before and (move.kind != "precinct" or "precinct" not in forms) for move in found.moves)


def apply_beside(
    session: Session, source_ids: Sequence[int], *, by: str, progress: Progress = silent
) -> AssignReport:
    """Let what lies beside count in the place of what it replaces, and assign by it, as one action."""
    with journal.action(session, kind="districts", name="Apply", by=by, parts=("people", "districts")) as do:
        former = replacing.replaced_by(session, source_ids)
        for one in source_ids:
            replacing.activate(session, one, by=by, instead_of=former)
            former = []
        report = assign(session, by=by, progress=progress)
        names = [one.name for one in load.sources(session) if one.id in source_ids]
        do.name = f"Apply {', '.join(names)} to {report.people:,} people"
    return _told(session, report, do)


def stop_using(session: Session, source_id: int, *, by: str, progress: Progress = silent) -> AssignReport:
    """Stop using a file and take back what only it assigned, as one action."""
    with journal.action(session, kind="districts", name="Stop", by=by, parts=("people", "districts")) as do:
        load.remove(session, source_id, by=by)
        report = assign(session, by=by, progress=progress)
        do.name = f"Stop using {next(one.name for one in load.sources(session) if one.id == source_id)}"
    return _told(session, report, do)


def _named(reports: Sequence[LoadReport]) -> str:
    return ", ".join(dict.fromkeys(one.name for one in reports)) if len(reports) < 3 else f"{len(reports)} files"


def _ended(session: Session, kept: Kept, do: journal.Recorder) -> Kept:
    kept.changes = do.changes
    for one in kept.reports:
        one.changes = do.changes
    if kept.assigned is not None:
        _told(session, kept.assigned, do)
    return kept


def _told(session: Session, report: AssignReport, do: journal.Recorder) -> AssignReport:
    report.changes = do.changes
    if not journal.is_open(session):
        report.by_kind = count_kinds(session)  # what counts is chosen when the action ends
    return report
