"""What the page to check has done in the child process, as functions for the long lane."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from organizer.callsheets.csv_file import write_csv
from organizer.cli.importing import assign_new
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress
from organizer.importing import desk
from organizer.importing.cleaning.groupings import Answer
from organizer.importing.reading.limits import patience_for
from organizer.importing.views import Done, PlanView, RowView
from organizer.importing.worker import ChildSession
from organizer.storage.database import Database

__all__ = ["Decided", "answers", "commit", "edit", "plan", "read", "rows", "save_refused"]

Decided = tuple[str, dict[str, str | None], dict[str, dict[str, str]]]
"""What the user said: the policy, where columns go (by header), and what answers count as (by field)."""
_SHOWN = 500  # rows brought at once
_GONE = "What was read of the file is no longer at hand, so it is read again. Nothing was changed; import it then."
_WRITE_SECONDS = 900.0  # a large import says nothing while the store works its indexes out


def read(
    database: Database, child: ChildSession, path: Path | str, options: Mapping[str, Any], decided: Decided,
    progress: Progress,
) -> PlanView:
    """Read a file, or pasted cells, and plan its import."""
    if isinstance(path, Path):
        child.stall_seconds = patience_for(path)
        child.call(desk.read, str(path), options.get("sheet"), options.get("encoding"), options.get("delimiter"),
                   options.get("header_row"), progress=progress)
    else:
        child.call(desk.read_text, path, options.get("header_row"), progress=progress)
    return plan(database, child, decided, progress)


def plan(database: Database, child: ChildSession, decided: Decided, progress: Progress) -> PlanView:
    """Work out anew what the import will do."""
    found: PlanView = child.call(desk.plan, str(database.path), *decided, progress=progress)
    return found


def edit(
    database: Database, child: ChildSession, row: int, place: int, value: str, decided: Decided, progress: Progress
) -> PlanView:
    """Write into a cell of the sheet and plan anew."""
    child.call(desk.edit_cell, row, place, value)
    return plan(database, child, decided, progress)


def rows(
    database: Database, child: ChildSession, kind: str, offset: int, progress: Progress
) -> tuple[int, list[RowView], int]:
    """How many rows of a kind there are, some of them, and the place of the first."""
    total, found = child.call(desk.rows, kind, offset, _SHOWN)
    return total, found, offset


def answers(
    database: Database, child: ChildSession, field: str, progress: Progress
) -> tuple[str, list[Answer]]:
    """A field's answers in groups."""
    return field, child.call(desk.answers_of, field)


def commit(database: Database, child: ChildSession, by: str, progress: Progress) -> Done:
    """Do what was planned.

    Raises:
        UserError: see `desk.commit`; or the child that had the plan is gone.
    """
    if not child.alive:
        raise UserError(_GONE)
    usual, child.stall_seconds = child.stall_seconds, _WRITE_SECONDS
    try:
        done: Done = child.call(desk.commit, str(database.path), by, assign_new, progress=progress)
    finally:
        child.stall_seconds = usual
    return done


def save_refused(database: Database, child: ChildSession, path: Path, progress: Progress) -> int:
    """Write the rows left out, each with its reason. Returns how many."""
    headers, rows = child.call(desk.refused_rows)
    write_csv(path, headers, rows)
    return len(rows)
