"""Works out what an import will do with every row, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent
from organizer.importing.cleaning import groupings
from organizer.importing.cleaning.groupings import AnswerGroups
from organizer.importing.cleaning.mending import mended_how
from organizer.importing.cleaning.text import plain
from organizer.importing.columns import layouts, remembered
from organizer.importing.columns.fingerprints import recognise
from organizer.importing.columns.mapping import map_columns
from organizer.importing.columns.names import normal
from organizer.importing.columns.values import sample_rows
from organizer.importing.matching.noted import Noted
from organizer.importing.plan import EMPTY, NOBODY_MATCHES, WHY_REFUSED, ImportPlan
from organizer.importing.reading.blocks import Blocks
from organizer.importing.reading.table import Table
from organizer.importing.recognising import match_people
from organizer.importing.records.clean import clean_table
from organizer.importing.records.sign_up import Problem
from organizer.storage.forgotten import REASON
from organizer.storage.tables import District

__all__ = ["plan_import"]


def plan_import(
    session: Session | None,
    table: Table,
    *,
    policy: str = "fill",
    chosen: Mapping[str, str | None] | None = None,
    regrouped: AnswerGroups | None = None,
    progress: Progress = silent,
) -> ImportPlan:
    """Work out what an import does, row by row, writing nothing.

    Args:
        session: for reading; None for a store that is still to be made.
        table: the sheet.
        policy: what happens to people already here: fill blanks, update, or skip.
        chosen: header to field, as the user says; the rest is found out.
        regrouped: what answers count as, as the user says: field to answer to meaning.
        progress: told how far it is.
    """
    if table.header_row == 0 and (names := layouts.names_of(table.rows[:200])):
        table = replace(table, headers=names)
    table = _without_reasons(table)
    _check_chosen(table, chosen or {})
    exporter = recognise(table.headers)
    told = remembered.recall(session, table.headers) if session is not None else {}
    sample = sample_rows(table.rows)
    guesses = map_columns(table.headers, sample, remembered=told, chosen=chosen, own=exporter.columns)
    groups = groupings.read(session) if session is not None else {}
    for name, meanings in (regrouped or {}).items():
        groups[name] = groups.get(name, {}) | {groupings.key_of(answer): said for answer, said in meanings.items()}
    noted = Noted(len(table.rows))
    cleaned = clean_table(
        table.rows, guesses, row_numbers=table.row_numbers, exporter=exporter, groupings=groups,
        home_state=_home_state(session), progress=progress, note=noted.take,
    )
    hidden = [Problem(row, header, text, *mended_how(text)) for row, header, text in table.as_written]
    plan = ImportPlan(table, guesses, exporter, policy, sample, cleaned.records, [*hidden, *cleaned.problems],
                      groupings=groups, regrouped=regrouped or {})
    match_people(session, plan, progress, noted)
    return plan


def _without_reasons(table: Table) -> Table:
    """A file of refused rows that comes back mended, without the column that said why."""
    if len(table.headers) < 2 or table.headers[-1] != WHY_REFUSED:
        return table
    said = [why for row in table.rows if (why := plain(row[-1]).strip())]
    if not said or not all(why.startswith((EMPTY, NOBODY_MATCHES, REASON)) for why in said):
        return table
    note = f"The column “{WHY_REFUSED}” of the rows left out last time is not taken in again."
    return replace(table, headers=table.headers[:-1], rows=Blocks([row[:-1] for row in table.rows]),
                   notes=[*table.notes, note])


def _home_state(session: Session | None) -> str:
    """The state of most districts of a store; "" for none."""
    if session is None:
        return ""
    states = select(District.state).where(District.state != "").group_by(District.state)
    return session.scalar(states.order_by(func.count().desc()).limit(1)) or ""


def _check_chosen(table: Table, chosen: Mapping[str, str | None]) -> None:
    known = {normal(header) for header in table.headers}
    for header in chosen:
        if normal(header) not in known:
            raise UserError(f"{table.file.path_name} has no column “{header}”. It has: {', '.join(table.headers)}.")
