"""An import written to the store: people, their contacts and districts, the rows as they came, one undoable action."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.progress import Progress, silent
from organizer.importing import history_files, known_people, new_people, regrouping, standing
from organizer.importing.cleaning.text import plain
from organizer.importing.columns import remembered
from organizer.importing.district_numbers import DistrictNumbers
from organizer.importing.plan import Entity, ImportPlan, raw_cells
from organizer.importing.reading.blocks import BLOCK
from organizer.importing.recognising import match_people
from organizer.importing.records.sign_up import CleanRecord, Problem
from organizer.storage import bulk, journal, search
from organizer.storage.bulk import new_uuids
from organizer.storage.tables import (
    Action,
    Address,
    Email,
    ExternalId,
    ImportBatch,
    Person,
    PersonDistrict,
    Phone,
    Review,
    SignUp,
)

__all__ = ["ImportReport", "import_sign_ups"]

Row = Sequence[Any]
"""The cells of a row of the sheet."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, as `organizer import --json` prints it."""

    file: str
    sheet: str
    recognised_as: str
    header_row: int
    mapping: dict[str, str | None]
    rows: int
    added: int
    updated: int
    unchanged: int
    held: int
    refused: int
    problems: tuple[Problem, ...]
    action: int | None = None
    people: int = 0
    changes: Changes = field(default_factory=Changes)
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The object of the command line."""
        return {
            "file": self.file, "sheet": self.sheet, "recognised_as": self.recognised_as,
            "header_row": self.header_row, "mapping": self.mapping, "rows": self.rows, "added": self.added,
            "updated": self.updated, "unchanged": self.unchanged, "held": self.held, "refused": self.refused,
            "people": self.people,
            "problems": [
                {"row": one.row, "column": one.column, "value": one.value, "reason": one.reason,
                 "kept": one.kept}
                for one in self.problems
            ],
            "notes": list(self.notes), "action": self.action,
        }


def report_of(plan: ImportPlan, action: int | None = None, changes: Changes | None = None) -> ImportReport:
    """The report of a plan, done or not."""
    sums = plan.sums()
    problems = tuple(sorted(plan.problems, key=lambda problem: problem.row))
    return ImportReport(
        file=plan.table.file.path_name, sheet=plan.table.sheet, recognised_as=plan.exporter.label,
        header_row=plan.table.header_row, mapping=plan.mapping(), rows=len(plan.table.rows), problems=problems,
        action=action, people=plan.people, changes=changes or Changes(), notes=tuple(plan.table.notes), **sums,
    )


def import_sign_ups(
    session: Session,
    plan: ImportPlan,
    *,
    by: str,
    decided: dict[str, str | None] | None = None,
    on_people: Callable[[Session, Sequence[int]], object] | None = None,
    progress: Progress = silent,
) -> ImportReport:
    """Do what was planned, as one action; where nothing would come of it none is begun, and the report has no number.

    The plan is worked out anew where the store has changed since.

    Args:
        session: from `Database.writing`; a backup was made before it was opened.
        plan: from `plan_import`.
        by: who is at the keyboard.
        decided: header to field where the user chose, to be remembered.
        on_people: called inside the action with the people who are new or have a new address.
        progress: told how far it is.
    """
    if (session.scalar(select(func.coalesce(func.max(Action.id), 0))) or 0) != plan.basis:
        match_people(session, plan)
    if plan.is_idle:
        return report_of(plan)
    with journal.action(session, kind="import", name=_name(plan), by=by, parts=("people", "districts")) as do:
        batch = _batch(do, plan, by)
        writer = _Writer(session, do, plan, batch, progress)
        moved = writer.run()
        if plan.contacts:
            history_files.write_events(session, do, plan, writer.owner, by)
        if plan.steps:
            standing.write(session, do, plan, writer.owner, by)
        sums = plan.sums()
        do.update(ImportBatch, batch, **sums, problems=_problems_text(plan.problems))
        remembered.remember(do, session, plan.table.headers, plan.mapping(), decided or {})
        for field, meanings in plan.regrouped.items():
            regrouping.regroup(session, field, meanings, by=by)
        if on_people is not None and moved:
            on_people(session, moved)
    return report_of(plan, do.id, do.changes)


def _name(plan: ImportPlan) -> str:
    """As the button before it says: the contacts of a log, the people who gain something, or the rows that are kept."""
    count, words = (plan.contacts_kept, "contact contacts") if plan.is_history else (plan.gaining, "person people")
    if not (count or plan.is_history):
        count, words = len(plan.table.rows), "row rows"
    return f"Import {plan.table.file.path_name}, {count:,} {words.split()[count != 1]}"


def _batch(do: journal.Recorder, plan: ImportPlan, by: str) -> int:
    table = plan.table
    return do.insert(
        ImportBatch, file_name=table.file.path_name, file_hash=table.file.file_hash, sheet=table.sheet,
        recognised_as=plan.exporter.label, header_row=table.header_row,
        mapping=json.dumps(plan.mapping(), ensure_ascii=False), headers=json.dumps(list(table.headers)),
        policy=plan.policy, rows=len(table.rows), at=clock.now(), by=by,
    )


def _problems_text(problems: Iterable[Problem]) -> str:
    return json.dumps(
        [{"row": p.row, "column": p.column, "value": p.value, "reason": p.reason} for p in problems],
        ensure_ascii=False,
    )


_AT_ONCE = 8 * BLOCK
_GROWING = (Person, Phone, Email, Address, ExternalId, SignUp)
_SORTABLE = 300_000  # records whose districts, some for each, can still be sorted in memory; they come nearly in order,
# so that keeping their indexes row by row takes little longer and no memory


class _Writer:
    """The rows of one import on their way into the tables, some thousand at a time."""

    def __init__(
        self, session: Session, do: journal.Recorder, plan: ImportPlan, batch: int, progress: Progress
    ) -> None:
        self.session = session
        self.do = do
        self.plan = plan
        self.batch = batch
        self.progress = progress
        self.now = clock.now()
        self.source = plan.table.file.path_name
        self.districts = DistrictNumbers(session, do, plan.usual_state)
        self.owner = array("q", bytes(8 * len(plan.records)))
        """For each record the number of the person it belongs to; 0 for nobody."""
        mapping = plan.mapping()
        self.extra_columns = [place for place, header in enumerate(plan.table.headers) if not mapping.get(header)]
        self.sign_up_of: dict[int, int] = {}

    def run(self) -> Sequence[int]:
        """Write everything; returns the people who are new or have another address."""
        known = [entity for entity in self.plan.entities if entity.person is not None and entity.rows]
        for entity in known:
            self._own(entity, entity.person)
        count = len(self.plan.records)
        growing = (*_GROWING, PersonDistrict) if count <= _SORTABLE else _GROWING
        with bulk.indexes_afterwards(self.session, growing, count), search.merged_later(self.session):
            people = self._rows()
        if self.plan.policy != "skip":
            changed, moved = known_people.write(self.do, known, self.districts.number, self.source, self.now)
            self.do.touch(changed)
            people.extend(moved)
        self._reviews()
        if self.extra_columns:
            self.do.touch(
                entity.person for entity in known
                if entity.person is not None and not self.plan.repeated.issuperset(entity.rows)
            )
        return people

    def _own(self, entity: Entity, person: int | None) -> None:
        for place in entity.rows:
            self.owner[place] = person or 0

    def _rows(self) -> array[int]:
        """New people in the order of the sheet, each with the rows as they came."""
        plan = self.plan
        first = {
            entity.rows[0]: entity for entity in plan.entities if entity.person is None and not entity.held
        }
        history = plan.is_history
        looked_at = {entity.rows[0] for entity in plan.entities if entity.match is not None and entity.rows}
        people = array("q")
        count = len(plan.records)
        for start in range(0, count, _AT_ONCE):
            self.progress(start, count, "Saving")
            places = range(start, min(start + _AT_ONCE, count))
            kept = plan.table.rows[plan.row_at[start] : plan.row_at[places[-1]] + 1]
            new: list[tuple[CleanRecord, Sequence[int]]] = []
            for place, record in enumerate(plan.records[start : start + _AT_ONCE], start):
                if plan.alone[place]:
                    new.append((plan.told(place) if history else record, (place,)))
                elif place in first:
                    new.append((first[place].record, first[place].rows))
            records = [record for record, _ in new]
            self.districts.make_sure(records)
            ids = new_people.write(
                self.do, records, self.districts.number, self.source, self.now,
                self._extra(kept, plan.row_at[start], (rows for _, rows in new)),
            )
            for person, (_, rows) in zip(ids, new, strict=True):
                for place in rows:
                    self.owner[place] = person
            people.extend(ids)
            self._keep(kept, places, looked_at)
        return people

    def _extra(self, kept: Sequence[Row], first: int, people: Iterable[Sequence[int]]) -> list[str]:
        """For each new person their cells of columns that no field took; `kept` are rows at hand from `first` on."""
        columns, rows, row_at = self.extra_columns, self.plan.table.rows, self.plan.row_at
        return [
            _said([kept[row_at[places[0]] - first][column] for column in columns]) if len(places) == 1
            else _said([row[column] for place in places for row in (rows[row_at[place]],) for column in columns])
            for places in people
        ]

    def _keep(self, rows: Sequence[Row], places: range, looked_at: set[int]) -> None:
        """The rows as they came; those the store holds letter by letter are not kept twice."""
        plan = self.plan
        numbers, row_at, owner = plan.table.row_numbers, plan.row_at, self.owner
        first = row_at[places[0]]
        kept = [place for place in places if place not in plan.repeated] if plan.repeated else places
        ids = self.do.insert_many(SignUp, ["row", "person_id", "outcome", "reason", "cells"], [
            (numbers[at], owner[place] or None, plan.outcomes[place], plan.reasons[place],
             "[]" if place in plan.blanked else raw_cells(rows[at - first]))
            for place in kept for at in (row_at[place],)
        ], batch_id=self.batch)
        if looked_at:
            self.sign_up_of.update(
                (place, number) for place, number in zip(kept, ids, strict=True) if place in looked_at
            )

    def _reviews(self) -> None:
        """Rows held, and people who came in but should be looked at."""
        rows = []
        for entity in self.plan.entities:
            if entity.match is None or entity.rival is None or not entity.rows:
                continue
            rival = entity.rival.person or (self.owner[entity.rival.rows[0]] if entity.rival.rows else 0)
            sign_up = self.sign_up_of.get(entity.rows[0])
            if not rival or (entity.held and sign_up is None):
                continue
            other = None if entity.held else self.owner[entity.rows[0]]
            rows.append((
                rival, other, sign_up, history_files.with_contacts(self.plan, entity), entity.match.score,
                "; ".join(entity.match.reasons), self.now,
            ))
        self.do.insert_many(
            Review,
            ["uuid", "person_id", "other_id", "sign_up_id", "record", "score", "reasons", "at"],
            [(uuid, *row) for uuid, row in zip(new_uuids(len(rows)), rows, strict=True)],
        )


def _said(cells: Row) -> str:
    """Cells as the search will read them out of the row that is kept."""
    return " ".join([
        cell if isinstance(cell, str) else str(cell) if isinstance(cell, bool | int | float) else plain(cell)
        for cell in cells if cell not in ("", None)
    ])
