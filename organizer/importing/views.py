"""What the page to check shows of an import: values that come back from the child process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from organizer.domain.changes import Changes
from organizer.importing.cleaning.text import plain
from organizer.importing.records.sign_up import Problem

if TYPE_CHECKING:
    from organizer.importing.plan import ImportPlan

__all__ = ["ColumnView", "Done", "PlanView", "RowView", "rows_mended", "rows_to_look_at", "view_of"]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column on the page to check. `mended`, `doubtful` and `refused` count its cells, each in one of them; `why`
    is what was mostly wrong with the worst of these; `values` are the first that differ."""

    index: int
    header: str
    field: str | None
    detail: str
    how: str
    sure: bool
    note: str
    values: tuple[str, ...]
    mended: int
    doubtful: int
    refused: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class PlanView:
    """What the page to check shows of a plan. `answered` are the fields whose answers can be grouped; `purpose` is
    "people", or what else the sheet is a list of (see `purpose.sheet_of`); `again` are further rows of people whom the
    sheet itself brings, `changed` the rows by which people of the store gain something, `gaining` the people who are
    new or gain something, `repeated` the rows that the store holds letter by letter, `contacts` those that become
    events at once, `others` the sheets that look like people, too."""

    file: str
    sheet: str
    sheets: tuple[tuple[str, bool, int], ...]
    form: str
    encoding: str
    delimiter: str
    header_row: int
    recognised_as: str
    is_history: bool
    columns: tuple[ColumnView, ...]
    rows: int
    people: int
    sums: Mapping[str, int]
    mended: int
    to_look_at: int
    notes: tuple[str, ...]
    answered: tuple[str, ...]
    purpose: str
    again: int
    changed: int
    repeated: int
    contacts: int
    gaining: int
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A row on the page to check: its number, what happens to it and why, its cells, and what is wrong with which.

    The outcome of a further row of somebody whom the sheet itself brings is "again".
    """

    row: int
    outcome: str
    reason: str
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """An import that was done: the object of the command line, what changed, how many of the rows were further ones of
    people whom the sheet itself brought, how many who came in are to be looked at under Duplicates, how many contacts
    were noted, how many people are new, whether the rows were contacts rather than people, and the id of the import
    where others are here, too."""

    report: dict[str, Any]
    changes: Changes
    again: int = 0
    questions: int = 0
    contacts: int = 0
    newcomers: int = 0
    is_history: bool = False
    batch: int | None = None


def view_of(made: ImportPlan, *, told: bool) -> PlanView:
    """What the page shows of a plan. Args: told: the user said where columns go, so that the sheet is one of people."""
    from organizer.importing.cleaning.groupings import FIELDS
    from organizer.importing.columns.purpose import PEOPLE, sheet_of

    table = made.table
    reasons: dict[tuple[str, str], Counter[str]] = {}
    for problem in made.problems:
        state = "refused" if not problem.kept else "doubtful" if problem.doubtful else "mended"
        reasons.setdefault((problem.column, state), Counter())[problem.reason.partition(":")[0]] += 1
    columns = []
    for guess in made.guesses:
        mine = [reasons.get((guess.header, state), Counter()) for state in ("refused", "doubtful", "mended")]
        refused, doubtful, mended = (one.total() for one in mine)
        mostly = next((one.most_common(1)[0][0] for one in mine if one), "")
        columns.append(ColumnView(guess.index, guess.header, guess.field, guess.detail, guess.how, guess.sure,
                                  guess.note, _first_values(made, guess.index), mended, doubtful, refused,
                                  mostly))
    return PlanView(
        file=table.file.path_name, sheet=table.sheet,
        sheets=tuple((one.name, one.hidden, one.rows) for one in table.file.sheets), form=table.file.form,
        encoding=table.file.encoding, delimiter=table.file.delimiter, header_row=table.header_row,
        recognised_as=made.exporter.label, is_history=made.is_history, columns=tuple(columns), rows=len(table.rows),
        people=made.people, sums=made.sums(), mended=len(rows_mended(made)),
        to_look_at=len(rows_to_look_at(made, made.row_outcomes())),
        notes=tuple(table.notes),
        answered=tuple(name for name in FIELDS if any(guess.field == name for guess in made.guesses)),
        again=made.again,
        changed=len({made.row_at[place] for entity in made.entities if entity.person is not None
                     for place in entity.rows if made.outcomes[place] == "updated"}),
        repeated=len({made.row_at[place] for place in (*made.repeated, *made.couples)}),
        contacts=made.contacts_kept,
        gaining=made.gaining,
        others=table.others,
        purpose=PEOPLE if told else sheet_of(table.headers, made.sample, made.guesses),
    )


def rows_mended(made: ImportPlan) -> set[int]:
    """The numbers of rows of which a cell was mended."""
    return {problem.row for problem in made.problems if problem.kept and not problem.doubtful}


def rows_to_look_at(made: ImportPlan, outcomes: Sequence[str]) -> set[int]:
    """The numbers of rows that come in with a cell in doubt, or without one that is not usable."""
    told = {problem.row for problem in made.problems if problem.doubtful or not problem.kept}
    return told and {number for number, outcome in zip(made.table.row_numbers, outcomes, strict=True)
                     if number in told and outcome != "refused"}


def _first_values(made: ImportPlan, index: int, wanted: int = 4) -> tuple[str, ...]:
    """The first cells of a column that differ, the exporter's apostrophes taken off."""
    found: dict[str, None] = {}
    for row in made.table.rows[:400]:
        text = plain(row[index]).strip() if index < len(row) else ""
        if made.exporter.unquote:
            text = text.removeprefix("'")
        if text:
            found[text[:80]] = None
            if len(found) == wanted:
                break
    return tuple(found)
