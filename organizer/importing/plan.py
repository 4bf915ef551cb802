"""What an import will do with every row, worked out before anything is written."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent
from organizer.importing import columns, groupings, remembered, store_people
from organizer.importing.clean import clean_table
from organizer.importing.cleaning.text import plain
from organizer.importing.columns import ColumnGuess
from organizer.importing.fingerprints import Exporter, recognise
from organizer.importing.folding import fold
from organizer.importing.groupings import AnswerGroups
from organizer.importing.matching import Index, Match, Tier, profile_of
from organizer.importing.sign_up import CleanRecord, Problem
from organizer.importing.store_people import StoredPerson
from organizer.importing.table import Table
from organizer.storage.tables import Action, ImportBatch, SignUp

__all__ = ["OUTCOMES", "Entity", "ImportPlan", "plan_import", "raw_cells"]

OUTCOMES = ("added", "updated", "unchanged", "held", "refused")
EMPTY = "no name, phone, e-mail or address in it"
NOBODY_MATCHES = "nobody in the store matches"
_EVERY = 500


@dataclass(slots=True)
class Entity:
    """One person of an import: new, known to the store, or held because they may be somebody else.

    Args:
        record: all that its rows tell, folded; for a known person what the store will hold.
        rows: places of its records in the plan.
        person: the person's number in the store; None for a new or held one.
        match: why it is known, held, or to be looked at.
        rival: place of the entity, or the number of the stored person, that it may be.
        stored: the person as the store has them now.
        before: what the store holds before the import.
    """

    record: CleanRecord
    rows: list[int] = field(default_factory=list)
    person: int | None = None
    match: Match | None = None
    rival: Entity | None = None
    stored: StoredPerson | None = None
    before: CleanRecord | None = None

    @property
    def held(self) -> bool:
        """Whether a human must say who it is before it is added."""
        return self.match is not None and self.match.tier == Tier.LIKELY


@dataclass(slots=True)
class ImportPlan:
    """Everything known about an import before it is done.

    Args:
        table: the sheet as read.
        guesses: where each column goes.
        exporter: the program it came from.
        policy: fill, update or skip.
        records: the cleaned rows; a couple has two with one row number.
        problems: cells mended or refused, and rows refused.
        outcomes: what happens to each record.
        reasons: why, where it is refused or held.
        entities: the people behind the records, those only of rows refused excepted.
        basis: the last action the store had seen when this was worked out.
        repeated: places of records whose row the store holds letter by letter.
        groupings: the user's own word on answers, kept or said just now: field to folded answer to meaning.
        regrouped: what was said just now, to be kept with the import.
    """

    table: Table
    guesses: list[ColumnGuess]
    exporter: Exporter
    policy: str
    records: list[CleanRecord]
    problems: list[Problem]
    outcomes: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    basis: int = 0
    repeated: set[int] = field(default_factory=set)
    groupings: AnswerGroups = field(default_factory=dict)
    regrouped: AnswerGroups = field(default_factory=dict)

    @property
    def is_history(self) -> bool:
        """Whether the rows tell of contacts made, not of sign-ups."""
        fields = {guess.field for guess in self.guesses}
        return "result" in fields and bool({"contacted_at", "contacted_by", "contact_kind"} & fields)

    def row_outcomes(self) -> dict[int, str]:
        """Row number to outcome; of a couple's two the one that tells more."""
        by_row: dict[int, str] = {}
        for record, outcome in zip(self.records, self.outcomes, strict=True):
            before = by_row.get(record.row)
            if before is None or OUTCOMES.index(outcome) < OUTCOMES.index(before):
                by_row[record.row] = outcome
        return by_row

    def row_places(self) -> array[int]:
        """For each record the place of its row in the table."""
        places = array("l")
        at, numbers = 0, self.table.row_numbers
        for record in self.records:
            while numbers[at] != record.row:
                at += 1
            places.append(at)
        return places

    def sums(self) -> dict[str, int]:
        """How many rows will be added, updated, unchanged, held and refused."""
        counted = Counter(self.row_outcomes().values())
        return {outcome: counted.get(outcome, 0) for outcome in OUTCOMES}

    @property
    def people(self) -> int:
        """How many people the rows are of, those held and refused left out."""
        return sum(bool(entity.rows) and not entity.held for entity in self.entities)

    def mapping(self) -> dict[str, str | None]:
        """Header to field, as reported and kept."""
        return {guess.header: columns.reported(guess) for guess in self.guesses}


def raw_cells(row: Sequence[object]) -> str:
    """A row as it is kept: a JSON list of its cells."""
    try:
        text = '","'.join(row)  # type: ignore[arg-type]
    except TypeError:  # not all of it is text
        return _ENCODER.encode(row)
    if text.isprintable() and "\\" not in text and text.count('"') == 2 * len(row) - 2:
        return f'["{text}"]'
    return _ENCODER.encode(row)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=plain)


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
    _check_chosen(table, chosen or {})
    told = remembered.recall(session, table.headers) if session is not None else {}
    guesses = columns.map_columns(table.headers, table.rows, remembered=told, chosen=chosen)
    exporter = recognise(table.headers)
    groups = groupings.read(session) if session is not None else {}
    for name, meanings in (regrouped or {}).items():
        groups[name] = groups.get(name, {}) | {groupings.key_of(answer): said for answer, said in meanings.items()}
    cleaned = clean_table(
        table.rows, guesses, row_numbers=table.row_numbers, exporter=exporter, groupings=groups, progress=progress
    )
    plan = ImportPlan(table, guesses, exporter, policy, cleaned.records, cleaned.problems, groupings=groups,
                      regrouped=regrouped or {})
    match_people(session, plan, progress)
    return plan


def _check_chosen(table: Table, chosen: Mapping[str, str | None]) -> None:
    known = {columns.normal(header) for header in table.headers}
    for header in chosen:
        if columns.normal(header) not in known:
            raise UserError(f"{table.file.path_name} has no column “{header}”. It has: {', '.join(table.headers)}.")


def match_people(session: Session | None, plan: ImportPlan, progress: Progress = silent) -> None:
    """Find who each record is, in the store and among the rows before it, and what that means for the row."""
    if session is not None:
        plan.basis = session.scalar(select(func.coalesce(func.max(Action.id), 0))) or 0
    plan.problems = [problem for problem in plan.problems if problem.column or problem.kept]
    _Matching(session, plan, progress).run()


class _Matching:
    """One pass over a plan's records."""

    def __init__(self, session: Session | None, plan: ImportPlan, progress: Progress) -> None:
        self.session = session
        self.plan = plan
        self.progress = progress
        self.index = Index()
        self.at: list[Entity | int] = []  # for each place of the index: an entity, or a person not met yet
        self.by_person: dict[int, Entity] = {}
        self.place_of: dict[int, int] = {}

    def run(self) -> None:
        """Match all records, then settle what each row does."""
        plan = self.plan
        for profile in store_people.profiles(self.session, plan.records) if self.session is not None else ():
            self.place_of[profile.who] = len(self.at)
            self.at.append(profile.who)
            profile.who = len(self.at) - 1
            self.index.add(profile)
        seen = self._seen_rows()
        row_at = {number: place for place, number in enumerate(plan.table.row_numbers)} if seen else {}
        plan.outcomes = [""] * len(plan.records)
        plan.reasons = [""] * len(plan.records)
        plan.entities, plan.repeated = [], set()
        for place, record in enumerate(plan.records):
            if place % _EVERY == 0:
                self.progress(place, len(plan.records), "Matching")
            before = seen.get(raw_cells(plan.table.rows[row_at[record.row]])) if seen else None
            if before is not None and self._again(place, record, before):
                continue
            self._one(place, record)
        self._settle()

    def _seen_rows(self) -> dict[str, tuple[int | None, str]]:
        """Rows with the same headers that the store holds already: cells to person and outcome."""
        if self.session is None:
            return {}
        batches = list(self.session.scalars(
            select(ImportBatch.id).where(ImportBatch.headers == json.dumps(list(self.plan.table.headers)))
        ))
        if not batches:
            return {}
        seen: dict[str, tuple[int | None, str]] = {}
        for cells, person, outcome in self.session.execute(
            select(SignUp.cells, SignUp.person_id, SignUp.outcome).where(SignUp.batch_id.in_(batches))
            .order_by(SignUp.id)
        ):
            if person is not None or outcome == "held":
                seen[cells] = (person, outcome)
        return seen

    def _again(self, place: int, record: CleanRecord, before: tuple[int | None, str]) -> bool:
        """A row the store holds letter by letter. Returns False where it must be looked at anew."""
        person, _ = before
        couple = (place and self.plan.records[place - 1].row == record.row) or (
            place + 1 < len(self.plan.records) and self.plan.records[place + 1].row == record.row
        )
        if couple:
            return False
        self.plan.repeated.add(place)
        if person is None:
            self.plan.outcomes[place] = "unchanged"
            self.plan.reasons[place] = "waits for review already"
            return True
        if person not in self.place_of:
            return False
        self._known(self.place_of[person], place)
        return True

    def _one(self, place: int, record: CleanRecord) -> None:
        plan = self.plan
        profile = profile_of(record)
        match = self.index.find(profile)
        if match.tier == Tier.CERTAIN:
            self.index.extend(profile, match.who)
            self._known(match.who, place)
            return
        if record.empty or (plan.is_history and match.tier < Tier.CERTAIN):
            reason = NOBODY_MATCHES if plan.is_history and not record.empty else EMPTY
            plan.outcomes[place], plan.reasons[place] = "refused", reason
            plan.problems.append(Problem(record.row, "", "", reason, kept=False))
            return
        entity = Entity(record, [place], match=match if match.tier != Tier.NONE else None)
        if entity.match is not None:
            entity.rival = self._entity(match.who)
            if entity.held and entity.rival.held and entity.rival.rival is not None:
                entity.rival = entity.rival.rival
        profile.who = len(self.at)
        self.index.add(profile)
        self.at.append(entity)
        plan.entities.append(entity)
        plan.outcomes[place] = "held" if entity.held else "added"
        if entity.held:
            plan.reasons[place] = ", ".join(match.reasons)

    def _entity(self, place: int) -> Entity:
        """The entity at a place of the index; a person of the store becomes one when first met."""
        found = self.at[place]
        if isinstance(found, Entity):
            return found
        entity = Entity(CleanRecord(), person=found)
        self.at[place] = entity
        self.by_person[found] = entity
        return entity

    def _known(self, index_place: int, place: int) -> None:
        """A record of somebody met before."""
        entity = self._entity(index_place)
        entity.rows.append(place)
        if entity.person is not None:
            return
        plan = self.plan
        changed = fold(entity.record, plan.records[place], newer_wins=plan.policy == "update")
        if entity.held:
            plan.outcomes[place], plan.reasons[place] = "held", plan.reasons[entity.rows[0]]
        else:
            plan.outcomes[place] = "updated" if changed else "unchanged"

    def _settle(self) -> None:
        """Fold what the rows tell into the people of the store that they are of."""
        plan = self.plan
        known = [entity for entity in self.by_person.values() if entity.rows]
        if self.session is None or not known:
            return
        people = store_people.read_people(self.session, [entity.person for entity in known if entity.person])
        for entity in known:
            assert entity.person is not None
            entity.stored = people[entity.person]
            entity.record = entity.stored.record
            entity.before = replace(entity.record)
            for place in entity.rows:
                record = plan.records[place]
                if plan.is_history:
                    record = CleanRecord(ids=record.ids)
                changed = plan.policy != "skip" and fold(entity.record, record, newer_wins=plan.policy == "update")
                plan.outcomes[place] = "updated" if changed else "unchanged"
        plan.entities += known


