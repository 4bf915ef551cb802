"""What the page to check has done in the child process, as functions for the long lane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from organizer.callsheets.csv_file import write_csv
from organizer.cli.assigning import assign_new
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress
from organizer.importing import desk
from organizer.importing.cleaning.groupings import Answer
from organizer.importing.reading.limits import PATIENCE_TO_WRITE, patience_for
from organizer.importing.views import Done, PlanView, RowView
from organizer.importing.worker import ChildSession
from organizer.storage.database import Database
from ui.importing.decisions import Order

__all__ = ["RowsAsked", "answers", "commit", "plan", "read", "rows", "save_refused"]

_SHOWN = 500  # rows brought at once
_GONE = "What was read of the file is no longer at hand, so it is read again. Nothing was changed; import it then."


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """Which rows are looked at: of a kind of `desk.rows`, with something said in a column, with a word in them."""

    kind: str = ""
    column: str = ""
    word: str = ""


def read(database: Database, child: ChildSession, order: Order, progress: Progress) -> PlanView:
    """Read a file, or pasted cells, and plan its import."""
    how = order.reading
    if isinstance(order.what, Path):
        child.stall_seconds = patience_for(order.what)
        child.call(desk.read, str(order.what), how.get("sheet"), how.get("encoding"), how.get("delimiter"),
                   how.get("header_row"), progress=progress)
    else:
        child.call(desk.read_text, order.what, how.get("header_row"), progress=progress)
    return _planned(database, child, order, progress)


def plan(database: Database, child: ChildSession, order: Order, progress: Progress) -> PlanView:
    """Work out anew what the import will do."""
    if child.alive:
        try:
            return _planned(database, child, order, progress)
        except UserError:
            if child.alive:
                raise
    return read(database, child, order, progress)


def _planned(database: Database, child: ChildSession, order: Order, progress: Progress) -> PlanView:
    found: PlanView = child.call(desk.plan, str(database.path), order.policy, order.chosen, order.regrouped,
                                 order.mended, progress=progress)
    return found


def rows(
    database: Database, child: ChildSession, order: Order, asked: RowsAsked, offset: int, progress: Progress
) -> tuple[int, list[RowView], int]:
    """How many such rows there are, some of them, and the place of the first."""
    total, found = _asked(database, child, order, progress, desk.rows, asked.kind, offset, _SHOWN, asked.column,
                          asked.word)
    return total, found, offset


def answers(
    database: Database, child: ChildSession, order: Order, field: str, progress: Progress
) -> tuple[str, list[Answer]]:
    """A field's answers in groups."""
    return field, _asked(database, child, order, progress, desk.answers_of, field)


def commit(database: Database, child: ChildSession, by: str, progress: Progress) -> Done:
    """Do what was planned.

    Raises:
        UserError: see `desk.commit`; or the child that had the plan is gone.
    """
    if not child.alive:
        raise UserError(_GONE)
    usual, child.stall_seconds = child.stall_seconds, PATIENCE_TO_WRITE
    try:
        done: Done = child.call(desk.commit, str(database.path), by, assign_new, progress=progress)
    finally:
        child.stall_seconds = usual
    return done


def save_refused(database: Database, child: ChildSession, order: Order, path: Path, progress: Progress) -> int:
    """Write the rows left out, each with its reason. Returns how many."""
    headers, rows = _asked(database, child, order, progress, desk.refused_rows)
    write_csv(path, headers, rows)
    return len(rows)


def _asked(
    database: Database, child: ChildSession, order: Order, progress: Progress, about: Callable[..., Any], *what: object
) -> Any:
    """Ask about the file; where the child that had read it is gone, or goes meanwhile, it is read once more."""
    if child.alive:
        try:
            return child.call(about, *what)
        except UserError:
            if child.alive:
                raise
    read(database, child, order, progress)
    return child.call(about, *what)
