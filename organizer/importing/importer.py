"""An import written to the store: people, their contacts and districts, the rows as they came, one undoable action."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.district import natural_key
from organizer.domain.progress import Progress, silent
from organizer.importing import groupings, history_files, known_people, new_people, remembered
from organizer.importing.cleaning.text import plain
from organizer.importing.plan import Entity, ImportPlan, match_people, raw_cells
from organizer.importing.sign_up import CleanRecord, Problem
from organizer.storage import journal
from organizer.storage.bulk import new_uuids
from organizer.storage.tables import (
    Action,
    District,
    ImportBatch,
    Review,
    SignUp,
)

__all__ = ["ImportReport", "import_sign_ups"]


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

    def to_json(self) -> dict[str, object]:
        """The object of the command line."""
        return {
            "file": self.file, "sheet": self.sheet, "recognised_as": self.recognised_as,
            "header_row": self.header_row, "mapping": self.mapping, "rows": self.rows, "added": self.added,
            "updated": self.updated, "unchanged": self.unchanged, "held": self.held, "refused": self.refused,
            "problems": [
                {"row": one.row, "column": one.column, "value": one.value, "reason": one.reason}
                for one in self.problems
            ],
            "action": self.action,
        }


def report_of(plan: ImportPlan, action: int | None = None, changes: Changes | None = None) -> ImportReport:
    """The report of a plan, done or not."""
    sums = plan.sums()
    problems = tuple(sorted(plan.problems, key=lambda problem: problem.row))
    return ImportReport(
        file=plan.table.file.path_name, sheet=plan.table.sheet, recognised_as=plan.exporter.label,
        header_row=plan.table.header_row, mapping=plan.mapping(), rows=len(plan.table.rows), problems=problems,
        action=action, people=plan.people, changes=changes or Changes(), **sums,
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
    """Do what was planned, as one action.

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
    with journal.action(session, kind="import", name=_name(plan), by=by, parts=("people", "districts")) as do:
        batch = _batch(do, plan, by)
        moved = _Writer(session, do, plan, batch, progress).run()
        if plan.is_history:
            history_files.write_events(session, do, plan, by)
        sums = plan.sums()
        do.update(ImportBatch, batch, **sums, problems=_problems_text(plan.problems))
        remembered.remember(do, session, plan.table.headers, plan.mapping(), decided or {})
        for field, meanings in plan.regrouped.items():
            groupings.regroup(session, field, meanings, by=by)
        if on_people is not None and moved:
            on_people(session, moved)
    return report_of(plan, do.id, do.changes)


def _name(plan: ImportPlan) -> str:
    word = "person" if plan.people == 1 else "people"
    return f"Import {plan.table.file.path_name}, {plan.people:,} {word}"


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


class _Writer:
    """The rows of one import on their way into the tables."""

    def __init__(
        self, session: Session, do: journal.Recorder, plan: ImportPlan, batch: int, progress: Progress
    ) -> None:
        self.session = session
        self.do = do
        self.plan = plan
        self.batch = batch
        self.progress = progress
        self.today = clock.now()
        self.source = plan.table.file.path_name
        self.default_state = _usual_state(plan.records)
        self.districts: dict[tuple[str, str, str], int] = {}
        self.person_of: dict[int, int] = {}  # id() of an entity to the person's number
        self.row_at = plan.row_places()
        mapping = plan.mapping()
        self.extra_columns = [place for place, header in enumerate(plan.table.headers) if not mapping.get(header)]

    def run(self) -> list[int]:
        """Write everything; returns the people who are new or have another address."""
        plan = self.plan
        new = [entity for entity in plan.entities if entity.person is None and not entity.held]
        known = [entity for entity in plan.entities if entity.person is not None and entity.rows]
        self.progress(0, len(plan.records), "Saving")
        self.districts = self._district_ids(new, known)
        ids = new_people.write(
            self.do, [entity.record for entity in new], self.district_id, self.source, self.today, self._extra(new)
        )
        self.person_of = {id(entity): person for entity, person in zip(new, ids, strict=True)}
        self.progress(len(plan.records) // 2, len(plan.records), "Saving")
        for entity in known:
            assert entity.person is not None
            self.person_of[id(entity)] = entity.person
        moved = list(ids)
        if plan.policy != "skip":
            changed, away = known_people.write(self.do, known, self.district_id, self.source, self.today)
            self.do.touch(changed)
            moved += away
        self._rows()
        self._reviews()
        if self.extra_columns:
            self.do.touch(entity.person for entity in known if entity.person is not None)
        return moved

    def _extra(self, new: Sequence[Entity]) -> dict[int, str]:
        """By a new person's place, their cells of columns that no field took."""
        columns, rows = self.extra_columns, self.plan.table.rows
        if not columns:
            return {}
        extra = {}
        for place, entity in enumerate(new):
            cells = [rows[self.row_at[record]][column] for record in entity.rows for column in columns]
            said = " ".join([
                cell if isinstance(cell, str) else _searched(cell) for cell in cells if cell not in ("", None)
            ])
            if said:
                extra[place] = said
        return extra

    def district_id(self, kind: str, code: str, state: str) -> int:
        """The number of a district that `run` made sure of."""
        return self.districts[kind, state or self.default_state, code]

    def _district_ids(self, new: Sequence[Entity], known: Sequence[Entity]) -> dict[tuple[str, str, str], int]:
        """Every district the rows name, those the store lacks added."""
        wanted = {
            (kind, entity.record.state or self.default_state, code)
            for entity in (*new, *known) for kind, code in entity.record.districts
        }
        if not wanted:
            return {}
        kinds = sorted({kind for kind, _, _ in wanted})
        found = {
            (kind, state, code): row_id
            for row_id, kind, state, code in self.session.execute(
                select(District.id, District.kind, District.state, District.code).where(District.kind.in_(kinds))
            )
        }
        missing = sorted(wanted - set(found))
        rows = [
            (uuid, kind, state, code, natural_key(code))
            for uuid, (kind, state, code) in zip(new_uuids(len(missing)), missing, strict=True)
        ]
        ids = self.do.insert_many(District, ["uuid", "kind", "state", "code", "sort_key"], rows)
        found.update(zip(missing, ids, strict=True))
        return found

    def _rows(self) -> None:
        """The rows as they came; those the store holds letter by letter are not kept twice."""
        plan = self.plan
        owner: dict[int, int] = {}
        for entity in plan.entities:
            person = self.person_of.get(id(entity))
            if person is not None:
                for place in entity.rows:
                    owner[place] = person
        numbers, rows = plan.table.row_numbers, plan.table.rows
        kept = [place for place in range(len(plan.records)) if place not in plan.repeated]
        ids = self.do.insert_many(SignUp, ["batch_id", "row", "person_id", "outcome", "reason", "cells"], [
            (self.batch, numbers[at], owner.get(place), plan.outcomes[place], plan.reasons[place], raw_cells(rows[at]))
            for place in kept for at in (self.row_at[place],)
        ])
        self.sign_up_of = dict(zip(kept, ids, strict=True))

    def _reviews(self) -> None:
        """Rows held, and people who came in but should be looked at."""
        rows = []
        for entity in self.plan.entities:
            if entity.match is None or entity.rival is None or not entity.rows:
                continue
            rival = self.person_of.get(id(entity.rival), entity.rival.person)
            sign_up = self.sign_up_of.get(entity.rows[0])
            if rival is None or (entity.held and sign_up is None):
                continue
            other = None if entity.held else self.person_of[id(entity)]
            rows.append((
                rival, other, sign_up, entity.record.to_json(), entity.match.score, "; ".join(entity.match.reasons),
                self.today,
            ))
        self.do.insert_many(
            Review,
            ["uuid", "person_id", "other_id", "sign_up_id", "record", "score", "reasons", "at"],
            [(uuid, *row) for uuid, row in zip(new_uuids(len(rows)), rows, strict=True)],
        )


def _searched(cell: Any) -> str:
    """A cell that is no text, as the search will read it out of the row that is kept."""
    return str(cell) if isinstance(cell, bool | int | float) else plain(cell)


def _usual_state(records: Sequence[CleanRecord]) -> str:
    """The state most rows name, for the districts of those that name none."""
    counted: dict[str, int] = {}
    for record in records:
        if record.state:
            counted[record.state] = counted.get(record.state, 0) + 1
    return max(counted, key=lambda state: counted[state]) if counted else ""


