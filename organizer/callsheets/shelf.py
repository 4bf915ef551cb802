"""The sheets that were made: listed, opened as they were printed, handed out and taken back; templates by name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.callsheets.sheet import CallSheet, Line
from organizer.callsheets.template import STANDARD, Template
from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.storage import journal, tables
from organizer.storage.tables import CallSheetLine, ContactEvent, Person, Setting, SheetTemplate

__all__ = [
    "STATES", "SheetRow", "count_out", "events_of", "forget_template", "frame_json", "is_late", "keep_template",
    "listed", "load_sheet", "load_template", "origin_key", "people_of", "people_on", "set_sheet", "settings_of",
    "templates",
]

STATES: dict[str, str] = {"out": "Out", "back": "Back", "lost": "Lost"}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet in the list of sheets. `entered` lines have a result that came from this sheet."""

    number: int
    title: str
    words: str
    packet: str
    people: int
    entered: int
    state: str
    caller: str
    due: str
    made_at: str
    made_by: str
    uuid: str


def origin_key(sheet_uuid: str, line: int) -> str:
    """What the event of a line is called, so that it is never recorded twice."""
    return f"sheet:{sheet_uuid}:{line}"


def events_of(sheet: CallSheet | str) -> tuple[Any, ...]:
    """The conditions of the events that came from a sheet, or from one with this UUID, and hold."""
    first = origin_key(sheet if isinstance(sheet, str) else sheet.uuid, 0)[:-1]
    return ContactEvent.origin_key >= first, ContactEvent.origin_key < first + "~", ContactEvent.void == 0


def frame_json(sheet: CallSheet) -> str:
    """All of a sheet but its lines, as kept in the store."""
    return json.dumps(
        {"template": json.loads(sheet.template.to_json()), "county": sheet.county, "key": sheet.key,
         "hours": sheet.hours, "part": sheet.part, "parts": sheet.parts},
        ensure_ascii=False, sort_keys=True,
    )


def load_sheet(session: Session, number: int) -> CallSheet:
    """A sheet as it was printed; only its caller and due date are those of today.

    Raises:
        UserError: there is no such sheet; the line names those there are.
    """
    row = session.execute(select(tables.CallSheet).where(tables.CallSheet.number == number)).scalar_one_or_none()
    if row is None:
        known = session.execute(select(func.min(tables.CallSheet.number), func.max(tables.CallSheet.number))).one()
        there = f"Sheets {known[0]} to {known[1]} are here." if known[0] else "No sheet was made here yet."
        raise UserError(f"There is no sheet {number}. {there}")
    frame = json.loads(row.template)
    lines = session.scalars(
        select(CallSheetLine.printed).where(CallSheetLine.sheet_id == row.id).order_by(CallSheetLine.line)
    )
    return CallSheet(
        title=row.title, lines=tuple(Line.from_json(one) for one in lines), number=row.number, uuid=row.uuid,
        words=row.words, county=frame["county"], key=frame["key"], made_at=row.made_at, made_by=row.made_by,
        caller=row.caller, due=row.due, hours=frame["hours"], packet=row.packet, part=frame["part"],
        parts=frame["parts"], template=Template.from_json(json.dumps(frame["template"])),
    )


def people_of(session: Session, sheet: CallSheet, only: Sequence[int] = ()) -> dict[int, int]:
    """The person of each line, by line: the one printed, or whom they were merged into; those gone are left out.

    `only` are the lines asked about; all where none is named.
    """
    by_uuid: dict[str, int] = {}
    lines = [line for number in only if (line := sheet.line(number))] if only else list(sheet.lines)
    uuids = [line.uuid for line in lines]
    for start in range(0, len(uuids), 900):
        by_uuid.update((uuid, person) for uuid, person in session.execute(
            select(Person.uuid, Person.id).where(Person.uuid.in_(uuids[start : start + 900]))))
    kept = select(CallSheetLine.line, CallSheetLine.person_id).join(
        tables.CallSheet, tables.CallSheet.id == CallSheetLine.sheet_id).where(tables.CallSheet.uuid == sheet.uuid)
    if len(by_uuid) == len(uuids):
        return {line.number: by_uuid[line.uuid] for line in lines}
    found = {line: person for line, person in session.execute(kept) if person is not None}
    return found | {line.number: by_uuid[line.uuid] for line in lines if line.uuid in by_uuid}


def listed(session: Session, state: str = "") -> list[SheetRow]:
    """The sheets, the latest first, of one state or all."""
    s = tables.CallSheet
    sizes = select(CallSheetLine.sheet_id, func.count().label("people")).group_by(CallSheetLine.sheet_id)
    counts = {size.sheet_id: size.people for size in session.execute(sizes)}
    query = select(s.id, s.number, s.title, s.words, s.packet, s.state, s.caller, s.due, s.made_at, s.made_by, s.uuid)
    if state:
        query = query.where(s.state == state)
    found = []
    for row in session.execute(query.order_by(s.number.desc())):
        found.append(SheetRow(
            row.number, row.title, row.words, row.packet, counts.get(row.id, 0), _entered(session, row.uuid), row.state,
            row.caller, row.due, row.made_at, row.made_by, row.uuid,
        ))
    return found


def is_late(row: SheetRow) -> bool:
    """Whether a sheet is out past its day."""
    return row.state == "out" and bool(row.due) and row.due < clock.today().isoformat()


def people_on(session: Session, numbers: Sequence[int]) -> int:
    """How many lines these sheets have together."""
    ids = select(tables.CallSheet.id).where(tables.CallSheet.number.in_(numbers))
    return session.execute(select(func.count()).where(CallSheetLine.sheet_id.in_(ids))).scalar_one()


def count_out(session: Session) -> int:
    """How many sheets are out."""
    return session.execute(select(func.count()).where(tables.CallSheet.state == "out")).scalar_one()


def _entered(session: Session, uuid: str) -> int:
    return session.execute(
        select(func.count(func.distinct(ContactEvent.origin_key))).where(*events_of(uuid))).scalar_one()


def set_sheet(
    session: Session, number: int | Sequence[int], *, by: str, state: str | None = None, caller: str | None = None,
    due: str | None = None, called_on: str | None = None, tally: dict[str, int] | None = None,
) -> Changes:
    """Hand sheets to somebody, take them back, give them up as lost, or note the caller's tally; lines never change.

    Raises:
        UserError: there is no such sheet or state.
    """
    if state is not None and state not in STATES:
        raise UserError(f"A sheet is {', '.join(STATES)}; “{state}” is none of these.")
    numbers = [number] if isinstance(number, int) else list(number)
    found = select(tables.CallSheet.number, tables.CallSheet.id).where(tables.CallSheet.number.in_(numbers))
    ids = {row.number: row.id for row in session.execute(found)}
    if missing := [one for one in numbers if one not in ids]:
        raise UserError(f"There is no sheet {missing[0]}.")
    values: dict[str, str | None] = {"state": state, "caller": caller, "due": due, "called_on": called_on,
                                     "tally": None if tally is None else json.dumps(tally, sort_keys=True)}
    given = {name: value for name, value in values.items() if value is not None}
    which = f"sheet {numbers[0]}" if len(numbers) == 1 else f"{len(numbers)} sheets"
    if state:
        name = f"Mark {which} as {state}"
    else:
        name = f"Hand {which} to {caller}" if caller and len(given) == 1 else f"Change {which}"
    with journal.action(session, kind="sheet", name=name, by=by, parts=("sheets",)) as do:
        for one in numbers:
            do.update(tables.CallSheet, ids[one], **given)
    return do.changes


def settings_of(session: Session) -> dict[str, str]:
    """What is decided for the store as a whole, by name."""
    return {row.name: row.value for row in session.execute(select(Setting.name, Setting.value))}


def templates(session: Session) -> list[Template]:
    """The named templates, the standard one first."""
    kept = [Template.from_json(body).named(name) for name, body in session.execute(
        select(SheetTemplate.name, SheetTemplate.body).order_by(SheetTemplate.name))]
    return kept if any(one.name == STANDARD.name for one in kept) else [STANDARD, *kept]


def load_template(session: Session, name: str) -> Template:
    """The template of a name.

    Raises:
        UserError: there is none; the line lists those there are.
    """
    known = templates(session)
    for one in known:
        if one.name == name:
            return one
    raise UserError(f"No template is called “{name}”. There are: {', '.join(one.name for one in known)}.")


def keep_template(session: Session, template: Template, *, by: str) -> Changes:
    """Save a template under its name, in place of one that had it."""
    if not template.name.strip():
        raise UserError("Give the template a name.")
    row = session.scalar(select(SheetTemplate.id).where(SheetTemplate.name == template.name))
    said = f"Save template {template.name}"
    with journal.action(session, kind="template", name=said, by=by, parts=("sheets",)) as do:
        if row is None:
            do.insert(SheetTemplate, name=template.name, body=template.to_json())
        else:
            do.update(SheetTemplate, row, body=template.to_json())
    return do.changes


def forget_template(session: Session, name: str, *, by: str) -> Changes:
    """Take a saved template away; sheets printed with it keep theirs."""
    row = session.scalar(select(SheetTemplate.id).where(SheetTemplate.name == name))
    with journal.action(session, kind="template", name=f"Remove template {name}", by=by, parts=("sheets",)) as do:
        if row is not None:
            do.delete(SheetTemplate, row)
    return do.changes
