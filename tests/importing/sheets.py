"""Small sheets for tests, and the short way from a sheet into a store."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from organizer.importing.columns.names import looks_like_header
from organizer.importing.importer import ImportReport, import_sign_ups
from organizer.importing.plan import ImportPlan
from organizer.importing.planning import plan_import
from organizer.importing.reading.sheet import read_table
from organizer.storage.database import Database

__all__ = ["HEADERS", "bring_in", "planned", "write_csv"]

HEADERS = ["First Name", "Last Name", "Email", "Phone", "Address", "City", "State", "Zip"]


def write_csv(path: Path, rows: Sequence[Sequence[object]], headers: Sequence[str] = HEADERS) -> Path:
    """A csv file of these rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headers, *rows])
    return path


def planned(
    store: Database, path: Path, policy: str = "fill", chosen: Mapping[str, str | None] | None = None
) -> ImportPlan:
    """A file read and planned."""
    table = read_table(path, looks_like_header=looks_like_header)
    with store.reading() as session:
        return plan_import(session, table, policy=policy, chosen=chosen)


def bring_in(
    store: Database, path: Path, policy: str = "fill", chosen: Mapping[str, str | None] | None = None
) -> ImportReport:
    """A file imported; the sums always hold."""
    plan = planned(store, path, policy, chosen)
    with store.writing() as session:
        report = import_sign_ups(session, plan, by="tester", decided=dict(chosen or {}))
    assert report.rows == report.added + report.updated + report.unchanged + report.held + report.refused
    return report
