"""Where a sheet says that people stand: their stage on each track, and when to get back to them.

A sheet never moves anybody back or over what was recorded here: a stage is taken for whoever is still new on that
track, a follow-up for whoever has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.status import stage_named
from organizer.importing.cleaning.dates import clean_near, day_comes_first
from organizer.importing.cleaning.status_words import read_status
from organizer.importing.cleaning.text import tidy
from organizer.importing.plan import ImportPlan
from organizer.importing.records.sign_up import CleanRecord
from organizer.storage.journal import Recorder
from organizer.storage.tables import ContactEvent, Person, StageChange

__all__ = ["FIELDS", "find_new", "write"]

FIELDS = ("run_stage", "help_stage", "follow_up")
_MORNING = time(9)


def find_new(session: Session | None, plan: ImportPlan) -> None:
    """Note what is taken from which row of a plan; a row that tells something new is one that updates its person."""
    plan.steps = {}
    columns = {guess.field: guess.index for guess in plan.guesses if guess.field in FIELDS}
    status = next((guess.index for guess in plan.guesses if guess.field == "status"), None)
    if not columns and status is None:
        return
    rows, known = plan.table.rows, _known(session, plan)
    day_first = bool(day_comes_first(row[columns["follow_up"]] for row in rows)) if "follow_up" in columns else False
    for entity_rows, person in _people(plan):
        standing = known.get(person, {})
        if person and plan.policy == "skip":
            continue
        for place in entity_rows:
            if place in plan.repeated or plan.outcomes[place] in ("held", "refused"):
                continue
            row = rows[plan.row_at[place]]
            said = {field: _said(field, row[index], day_first) for field, index in columns.items()}
            if status is not None:
                said = _by_status(tidy(row[status]), plan.records[place]) | said
            new = {field: value for field, value in said.items() if value and not standing.get(field)}
            if new:
                plan.steps[place] = new
                standing = {**standing, **new}
                if plan.outcomes[place] == "unchanged":
                    plan.outcomes[place] = "updated"


def write(session: Session, do: Recorder, plan: ImportPlan, owner: Sequence[int], by: str) -> None:
    """Write what `find_new` chose, for the people whom the rows became.

    Args:
        session: from `Database.writing`.
        do: the action.
        plan: what is imported.
        owner: for each record the number of the person it belongs to; 0 for nobody.
        by: who is at the keyboard.
    """
    source, now = plan.table.file.path_name, clock.now()
    for place, taken in sorted(plan.steps.items()):
        person = owner[place]
        if not person:
            continue
        at = plan.records[place].contacted_at or now
        for field, value in taken.items():
            if field == "follow_up" and place in plan.contacts:
                continue  # it stands with the contact
            if field == "follow_up":
                do.insert(ContactEvent, person_id=person, at=at, by=by, kind="follow-up", follow_up_at=value,
                          source=source)
            else:
                track = field.removesuffix("_stage")
                do.insert(StageChange, person_id=person, track=track, stage=value, at=at, by=by,
                          reason=f"from {source}")
    do.touch({owner[place] for place in plan.steps if owner[place]})


def _said(field: str, cell: object, day_first: bool) -> str:
    """A cell as a stage beyond the first, or as a moment; "" where it says neither."""
    if cell in ("", None):
        return ""
    if field != "follow_up":
        code = stage_named(field.removesuffix("_stage"), tidy(cell))
        return "" if code == "new" else code
    moment = clean_near(cell, day_first)
    if len(moment) == 10:
        return clock.to_text(datetime.combine(date.fromisoformat(moment), _MORNING))
    return moment


def _by_status(text: str, record: CleanRecord) -> dict[str, str]:
    """The stage that a status names; where both tracks have one of this name, on that which the person is on."""
    _, run, helping = read_status(text)
    if run and helping:
        run, helping = ("", helping) if record.wants_help and not record.wants_run else (run, "")
    return {field: code for field, code in (("run_stage", run), ("help_stage", helping)) if code not in ("", "new")}


def _people(plan: ImportPlan) -> list[tuple[Sequence[int], int]]:
    """The places of each person's rows, and their number in the store, 0 for who is new."""
    alone = [((place,), 0) for place, one in enumerate(plan.alone) if one]
    return [*alone, *((entity.rows, entity.person or 0) for entity in plan.entities if not entity.held)]


def _known(session: Session | None, plan: ImportPlan) -> dict[int, dict[str, str]]:
    """Where the people of the store stand, who are in the plan."""
    found: dict[int, dict[str, str]] = {}
    people = sorted({entity.person for entity in plan.entities if entity.person is not None})
    for start in range(0, len(people) if session is not None else 0, 900):
        assert session is not None
        for person, run, helping, follow_up in session.execute(
            select(Person.id, Person.run_stage, Person.help_stage, Person.follow_up)
            .where(Person.id.in_(people[start : start + 900]))
        ):
            found[person] = {"run_stage": run.removeprefix("new"), "help_stage": helping.removeprefix("new"),
                             "follow_up": follow_up or ""}
    return found
