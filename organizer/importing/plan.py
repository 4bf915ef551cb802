"""What an import will do with every row, worked out before anything is written."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from organizer.importing.cleaning.groupings import AnswerGroups
from organizer.importing.cleaning.text import plain
from organizer.importing.columns.fingerprints import Exporter
from organizer.importing.columns.guess import ColumnGuess, reported
from organizer.importing.columns.names import normal
from organizer.importing.matching.index import Match, Tier
from organizer.importing.reading.table import Cell, Table
from organizer.importing.records.sign_up import CleanRecord, Problem
from organizer.importing.store_people import StoredPerson

__all__ = ["EMPTY", "NOBODY_MATCHES", "OUTCOMES", "Entity", "ImportPlan", "Step", "raw_cells"]

OUTCOMES = ("added", "updated", "unchanged", "held", "refused")
WHY_REFUSED = "Reason"
"""What the column is called that a file of refused rows has behind its own."""
EMPTY = "no name, phone, e-mail or address in it"
NOBODY_MATCHES = "nobody in the store matches"

Step = dict[str, str]
"""What is taken from a row of where its person stands: a field to a stage's code or a moment."""


@dataclass(slots=True)
class Entity:
    """One person of an import: new, known to the store, or held because they may be somebody else.

    Args:
        record: all that its rows tell, folded; for a known person what the store will hold.
        rows: places of its records in the plan.
        person: the person's number in the store; None for a new or held one.
        match: why it is known, held, or to be looked at.
        rival: the other one, of the sheet or the store, that it may be.
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
        sample: some of the rows, from the whole length of the table.
        records: the cleaned rows; a couple has two with one row number.
        problems: cells mended or refused, and rows refused.
        outcomes: what happens to each record.
        reasons: why, where it is refused or held.
        row_at: for each record the place of its row in the table.
        alone: for each record 1 where it is all that tells of a person new to the store.
        entities: the people behind the other records, those only of rows refused excepted.
        usual_state: the state most records name; "" where none does.
        basis: the last action the store had seen when this was worked out.
        repeated: places of records whose row the store holds letter by letter.
        couples: places of a couple's two records whose row the store holds, which are compared all the same.
        blanked: places of records of people who were forgotten, whose cells are not kept.
        groupings: the user's own word on answers, kept or said just now: field to folded answer to meaning.
        regrouped: what was said just now, to be kept with the import.
        contacts: by the place of a record which of its contacts become events.
        steps: by the place of a record the stages and the follow-up that are taken from its row.
    """

    table: Table
    guesses: list[ColumnGuess]
    exporter: Exporter
    policy: str
    sample: Sequence[Sequence[Cell]]
    records: Sequence[CleanRecord]
    problems: list[Problem]
    outcomes: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    row_at: array[int] = field(default_factory=lambda: array("l"))
    alone: bytearray = field(default_factory=bytearray)
    entities: list[Entity] = field(default_factory=list)
    usual_state: str = ""
    basis: int = 0
    repeated: set[int] = field(default_factory=set)
    couples: set[int] = field(default_factory=set)
    blanked: set[int] = field(default_factory=set)
    groupings: AnswerGroups = field(default_factory=dict)
    regrouped: AnswerGroups = field(default_factory=dict)
    contacts: dict[int, tuple[int, ...]] = field(default_factory=dict)
    steps: dict[int, Step] = field(default_factory=dict)

    @property
    def tells_contacts(self) -> bool:
        """Whether rows tell what came of reaching out."""
        return any(guess.field in ("result", "attempt", "status") for guess in self.guesses)

    @property
    def tells_status(self) -> bool:
        """Whether rows tell where people stand, of which the last result is a part."""
        return any(guess.field == "status" for guess in self.guesses)

    @property
    def contacts_kept(self) -> int:
        """How many contacts are noted at once, those of rows that wait for review left out."""
        return sum(len(which) for place, which in self.contacts.items() if self.outcomes[place] != "held")

    @property
    def is_history(self) -> bool:
        """Whether the rows are contacts made, not people with the last contact beside them."""
        fields = {guess.field for guess in self.guesses}
        told = bool({"contacted_at", "contacted_by", "contact_kind"} & fields) and "attempt" not in fields
        return "result" in fields and told and not any(
            guess.field == "result" and normal(guess.header).startswith("last ") for guess in self.guesses
        )

    def told(self, place: int, record: CleanRecord | None = None) -> CleanRecord:
        """What a record, which may be at hand, tells of the person; the note of a call is not theirs."""
        record = record or self.records[place]
        if self.is_history and record.notes:
            record = record.copy()
            record.notes = ""
        return record

    def row_outcomes(self) -> list[str]:
        """What happens to each row of the table; of a couple's two what tells more."""
        by_row = [""] * len(self.table.rows)
        for at, outcome in zip(self.row_at, self.outcomes, strict=True):
            before = by_row[at]
            if not before or OUTCOMES.index(outcome) < OUTCOMES.index(before):
                by_row[at] = outcome
        return by_row

    def sums(self) -> dict[str, int]:
        """How many rows will be added, updated, unchanged, held and refused."""
        counted = Counter(self.row_outcomes())
        return {outcome: counted.get(outcome, 0) for outcome in OUTCOMES}

    @property
    def people(self) -> int:
        """How many people the rows are of, those held and refused left out."""
        return sum(self.alone) + sum(bool(entity.rows) and not entity.held for entity in self.entities)

    @property
    def newcomers(self) -> int:
        """How many of them the store does not know."""
        return sum(self.alone) + sum(one.person is None and bool(one.rows) and not one.held for one in self.entities)

    @property
    def gaining(self) -> int:
        """How many people are new or gain something."""
        known = [one for one in self.entities if one.person is not None and one.rows]
        return self.people - sum(all(self.outcomes[place] != "updated" for place in one.rows) for one in known)

    @property
    def again(self) -> int:
        """How many further rows there are of people whom the sheet itself brings."""
        further = {
            self.row_at[place] for one in self.entities if one.person is None and not one.held for place in one.rows[1:]
        }
        if not further:
            return 0
        outcomes = self.row_outcomes()
        return sum(outcomes[at] in ("updated", "unchanged") for at in further)

    @property
    def questions(self) -> int:
        """How many people come in though they may be somebody else of the store or the sheet."""
        return sum(one.match is not None and one.rival is not None and bool(one.rows) and not one.held
                   for one in self.entities)

    @property
    def is_idle(self) -> bool:
        """Whether nothing comes of it: nobody is added or learned of, and no row kept that the store has not got."""
        return not (self.regrouped or self.contacts) and all(
            outcome == "refused" or (outcome == "unchanged" and (place in self.repeated or place in self.couples))
            for place, outcome in enumerate(self.outcomes)
        )

    def mapping(self) -> dict[str, str | None]:
        """Header to field, as reported and kept."""
        return {guess.header: reported(guess) for guess in self.guesses}


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=plain)


def raw_cells(row: Sequence[object]) -> str:
    """A row as it is kept: a JSON list of its cells."""
    try:
        text = '","'.join(row)  # type: ignore[arg-type]
    except TypeError:  # not all of it is text
        return _ENCODER.encode(row)
    if text.isprintable() and "\\" not in text and text.count('"') == 2 * len(row) - 2:
        return f'["{text}"]'
    return _ENCODER.encode(row)
