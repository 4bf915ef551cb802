"""An import as the window and the terminal see it: the work is done in a child process, values come back.

Every function here runs in the child of a `worker.ChildSession`; its `state` keeps the sheet and the plan between
calls, so that the page to check can ask again and again without reading the file anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.names import fold
from organizer.domain.progress import FINISHING, LastTold, Progress, silent
from organizer.importing.child import let_grow
from organizer.importing.cleaning.text import plain
from organizer.importing.reading.limits import memory_for
from organizer.importing.records.sign_up import Problem
from organizer.importing.views import Done, PlanView, RowView, rows_mended, rows_to_look_at, view_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from organizer.importing.cleaning.groupings import Answer, AnswerGroups
    from organizer.importing.plan import ImportPlan

__all__ = [
    "answers_of", "check_store", "commit", "dry_report", "get_ready", "plan", "read", "read_text",
    "refused_rows", "rows",
]

Mended = Mapping[tuple[int, int], tuple[str, str]]
"""Cells written over by hand, by the row's number and the place in the row: the text before, and the one now."""
AfterImport = Callable[["Session", Sequence[int], str], object]
"""Called inside the import's action with the people who are new or moved, and who is at the keyboard."""


def get_ready() -> None:
    """Load all that an import needs, a third of a short one's time, while the user still looks for the file."""
    import python_calamine_plus  # noqa: F401
    from sqlalchemy.orm import configure_mappers

    from organizer.importing import importer, planning  # noqa: F401
    from organizer.importing.cleaning import nicknames  # noqa: F401
    from organizer.importing.columns import purpose  # noqa: F401
    from organizer.importing.reading import sheet  # noqa: F401
    from organizer.storage import backup, migrate  # noqa: F401
    from organizer.storage.file import driver

    driver()
    configure_mappers()


def read(
    state: dict[str, Any], path: str, sheet: str | None = None, encoding: str | None = None,
    delimiter: str | None = None, header_row: int | None = None, *, progress: Progress = silent,
) -> None:
    """Read a file into the state.

    Raises:
        UserError: see `sheet.read_table`.
    """
    from organizer.importing.columns.names import looks_like_header
    from organizer.importing.reading.sheet import read_table

    let_grow(memory_for(path))
    _forget(state)
    state["table"] = read_table(
        path, sheet=sheet, encoding=encoding, delimiter=delimiter, header_row=header_row,
        looks_like_header=looks_like_header, progress=progress,
    )


def _forget(state: dict[str, Any]) -> None:
    """What was told of the table before holds no longer."""
    for what in ("plan", "read"):
        state.pop(what, None)


def read_text(state: dict[str, Any], text: str, header_row: int | None = None, *, progress: Progress = silent) -> None:
    """Read pasted cells into the state.

    Raises:
        UserError: there is nothing in them.
    """
    from organizer.importing.reading.sheet import read_text_table

    _forget(state)
    state["table"] = read_text_table(text, header_row=header_row)


def plan(
    state: dict[str, Any], store: str, policy: str = "fill", chosen: Mapping[str, str | None] | None = None,
    regrouped: AnswerGroups | None = None, mended: Mended | None = None, *, progress: Progress = silent,
) -> PlanView:
    """Work out what an import of the sheet in the state will do to a store, which need not be there yet."""
    from organizer.importing.planning import plan_import
    from organizer.storage.database import Database

    lost = _write_over(state, mended or {})
    table = state["table"]
    if Path(store).exists():
        database = Database.open(store)
        try:
            with database.reading() as session:
                made = plan_import(session, table, policy=policy, chosen=chosen, regrouped=regrouped,
                                   progress=progress)
        finally:
            database.close()
    else:
        made = plan_import(None, table, policy=policy, chosen=chosen, regrouped=regrouped, progress=progress)
    state["plan"], state["chosen"] = made, dict(chosen or {})
    view = view_of(made, told=bool(chosen))
    if lost:
        view = replace(view, notes=(*view.notes, f"what was mended by hand no longer fits {lost:,} of its cells"))
    return view


def _write_over(state: dict[str, Any], mended: Mended) -> int:
    """Have just these cells written over and all others as they were read; the file stays.

    Returns how many do not stand as they did when they were mended, and are left.
    """
    table, read = state["table"], state.setdefault("read", {})
    if not (read or mended):
        return 0
    places = {number: place for place, number in enumerate(table.row_numbers)}

    def write(row: int, index: int, cell: Any) -> Any:
        cells = table.rows[places[row]]
        table.rows[places[row]] = [*cells[:index], cell, *cells[index + 1 :]]
        return cells[index]

    for row, index in read.keys() - mended.keys():
        write(row, index, read.pop((row, index)))
    lost = 0
    for (row, index), (before, now) in mended.items():
        cells = table.rows[places[row]] if row in places else ()
        if (row, index) in read:
            write(row, index, now)
        elif index < len(cells) and plain(cells[index]) == before:
            read[row, index] = write(row, index, now)
        else:
            lost += 1
    return lost


def rows(
    state: dict[str, Any], which: str = "", offset: int = 0, limit: int = 100, column: str = "", word: str = "", *,
    progress: Progress = silent,
) -> tuple[int, list[RowView]]:
    """Rows of the plan and how many there are.

    Args:
        state: the child's, with the plan in it.
        which: all, or only those "mended", those with a cell "to look at" that come in, or those of one outcome.
        offset: the place of the first that is wanted.
        limit: how many are wanted.
        column: only those of whose cell in this column something is said.
        word: only those that have this in their cells, accents and case ignored.
        progress: not told.
    """
    made: ImportPlan = state["plan"]
    outcomes, numbers = made.row_outcomes(), made.table.row_numbers
    problems: dict[int, list[Problem]] = {}
    for problem in made.problems:
        problems.setdefault(problem.row, []).append(problem)
    chosen: Sequence[int] = range(len(numbers))
    if which == "mended":
        told = rows_mended(made)
        chosen = [at for at in chosen if numbers[at] in told]
    elif which == "to look at":
        told = rows_to_look_at(made, outcomes)
        chosen = [at for at in chosen if numbers[at] in told]
    elif which:
        chosen = [at for at in chosen if outcomes[at] == which]
    if column:
        told = {problem.row for problem in made.problems if problem.column == column}
        chosen = [at for at in chosen if numbers[at] in told]
    if sought := fold(word):
        chosen = [at for at in chosen if sought in fold(" ".join(map(plain, made.table.rows[at])))]
    shown = chosen[offset : offset + limit]
    wanted = set(shown)
    reasons = {at: reason for at, reason in zip(made.row_at, made.reasons, strict=True) if reason and at in wanted}
    again = {
        made.row_at[place]: numbers[made.row_at[one.rows[0]]]
        for one in made.entities if one.person is None and not one.held for place in one.rows[1:]
        if made.row_at[place] in wanted and made.row_at[place] != made.row_at[one.rows[0]]
    }
    for at, first in again.items():
        outcomes[at], reasons[at] = "again", f"the same person as in row {first:,}"
    return len(chosen), [
        RowView(numbers[at], outcomes[at], reasons.get(at, ""), tuple(plain(cell) for cell in made.table.rows[at]),
                tuple(problems.get(numbers[at], ())))
        for at in shown
    ]


def answers_of(state: dict[str, Any], field: str = "office_sought", *, progress: Progress = silent) -> list[Answer]:
    """Every different answer in a field's columns, what it counts as, and how often it was given."""
    from organizer.importing.cleaning.groupings import grouped

    made: ImportPlan = state["plan"]
    counted: Counter[str] = Counter()
    for guess in made.guesses:
        if guess.field == field:
            counted.update(plain(row[guess.index]).strip() for row in made.table.rows)
    counted.pop("", None)
    return grouped(field, counted, made.groupings.get(field, {}))


def refused_rows(state: dict[str, Any], *, progress: Progress = silent) -> tuple[list[str], list[list[str]]]:
    """The refused rows in the sheet's own columns with a reason behind, ready to be mended and imported again."""
    from organizer.importing.plan import WHY_REFUSED

    made: ImportPlan = state["plan"]
    _, refused = rows(state, "refused", 0, len(made.table.rows))
    return [*made.table.headers, WHY_REFUSED], [[*view.cells, view.reason] for view in refused]


def commit(
    state: dict[str, Any], store: str, by: str, after: AfterImport | None = None, listed: bool = False, *,
    progress: Progress = silent,
) -> Done:
    """Do what was planned: a checked backup, then everything in one transaction.

    Args:
        state: the child's, with the plan in it.
        store: the store's path; made where nothing is there.
        by: who is at the keyboard.
        after: what else belongs to the import.
        listed: every problem is wanted in the report, of which a long sheet may have hundreds of thousands.
        progress: told how far it is.

    Raises:
        UserError: no backup could be made, or the store could not be written; it is as it was.
    """
    from organizer.importing import batches
    from organizer.importing.importer import import_sign_ups, report_of
    from organizer.storage import backup
    from organizer.storage.database import Database

    made: ImportPlan = state["plan"]
    path = Path(store)
    fresh = not path.exists()
    if fresh and made.is_idle:
        return Done(report_of(made).to_json(), Changes())
    database = Database.create(path) if fresh else Database.open(path)
    try:
        if not fresh:
            progress(0, 0, "Backing up")
            backup.make(path.absolute(), "import", progress)
        told = LastTold(progress)
        with database.writing(told.again) as session:
            report = import_sign_ups(
                session, made, by=by, decided=state.get("chosen"), progress=told,
                on_people=None if after is None else lambda inner, ids: after(inner, ids, by),
            )
            batch = batches.to_show(session, report.action, made.newcomers)
            progress(0, 0, FINISHING)
    except BaseException:
        database.close()
        if fresh:
            path.unlink(missing_ok=True)
        raise
    database.close()
    if not listed:
        report = replace(report, problems=())
    return Done(report.to_json(), report.changes, made.again, made.questions, made.contacts_kept, made.newcomers,
                made.is_history, batch)


def check_store(state: dict[str, Any], store: str, *, progress: Progress = silent) -> None:
    """See that a store can be opened, before any file is read.

    Raises:
        UserError: it is none, or cannot be opened.
    """
    from organizer.storage.database import Database

    if Path(store).exists():
        Database.open(store).close()
    elif not Path(store).absolute().parent.is_dir():
        raise UserError(f"The folder of {Path(store).name} is not there. Make it, or choose another place.")


def dry_report(state: dict[str, Any], *, progress: Progress = silent) -> dict[str, Any]:
    """The object of the command line for a plan that is not done."""
    from organizer.importing.importer import report_of

    return report_of(state["plan"]).to_json()
