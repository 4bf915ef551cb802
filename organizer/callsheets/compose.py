"""Sheets from people: put in order, split for callers, numbered, frozen in the store, written and logged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from organizer.callsheets.gather import Candidate, Gathered, gather
from organizer.callsheets.hours import hours_to_call
from organizer.callsheets.seal import seal_of
from organizer.callsheets.sheet import CallSheet, Line, check_code, line_codes
from organizer.callsheets.shelf import frame_json, settings_of
from organizer.callsheets.template import STANDARD, Template
from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.district import natural_key, short_label
from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter
from organizer.storage import journal, tables
from organizer.storage.tables import CallSheetLine, Setting, new_uuid

__all__ = ["Made", "arrange", "draft", "drafts", "make_sheets", "nobody", "split"]


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the sheets, and how many of the people asked for may not be called."""

    sheets: list[CallSheet]
    changes: Changes
    left_out: int = 0


def arrange(people: Sequence[Candidate], template: Template) -> tuple[Line, ...]:
    """People as lines without numbers, in the template's order, households together, groups for its page breaks."""
    houses: dict[int, list[Candidate]] = defaultdict(list)
    for place, one in enumerate(people):
        houses[one.line.household or -place - 1].append(one)

    def key(one: Candidate) -> tuple[Any, ...]:
        return {"name": (one.by_name,), "street": one.by_street, "phone": (one.by_phone,)}[template.order]

    if template.breaks == "caller" and not any(one.caller for one in people):
        template = replace(template, breaks="none")
    ordered: list[tuple[tuple[Any, ...], list[Line]]] = []
    kinds = template.district_kinds
    for house in houses.values():
        house = sorted(house, key=lambda one: (key(one), one.by_name, one.line.uuid))
        group = _group(house[0], template)
        lines = [replace(one.line, group=group[1], districts=_districts(one.line, kinds)) for one in house]
        ordered.append(((group[0], key(house[0]), house[0].by_name, house[0].line.uuid), lines))
    ordered.sort(key=lambda pair: pair[0])
    return tuple(line for _, lines in ordered for line in lines)


def _districts(line: Line, kinds: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if not kinds:
        return line.districts
    return tuple(pair for kind in kinds for pair in line.districts if pair[0] == kind)


def _group(one: Candidate, template: Template) -> tuple[str, str]:
    """What a person's page break goes by, as it sorts and as it is printed."""
    if template.breaks == "none":
        return "", ""
    if template.breaks == "caller":
        return (one.caller.casefold(), f"for {one.caller}") if one.caller else ("\U0010ffff", "no caller known")
    wanted = template.broken_by() or "precinct"
    found = next(((kind, code) for kind, code in one.line.districts if kind == wanted), None)
    if found is None:
        return "\U0010ffff", f"no {template.breaks} known"
    return natural_key(found[1]), short_label(*found)


def split(lines: Sequence[Line], parts: int = 1, size: int = 0) -> list[tuple[Line, ...]]:
    """Lines as so many parts of about the same length, or as parts of about `size`; households stay whole."""
    if size > 0:
        parts = max(1, ceil(len(lines) / size))
    runs: list[list[Line]] = []
    for line in lines:
        if runs and line.household and runs[-1][-1].household == line.household:
            runs[-1].append(line)
        else:
            runs.append([line])
    found: list[tuple[Line, ...]] = []
    left = len(lines)
    place = 0
    for part in range(parts):
        goal = left / (parts - part)
        taken: list[Line] = []
        while place < len(runs) and (not taken or len(taken) + len(runs[place]) / 2 <= goal):
            taken += runs[place]
            place += 1
        left -= len(taken)
        if taken or part == 0:
            found.append(tuple(taken))
    if place < len(runs):
        found[-1] += tuple(line for run in runs[place:] for line in run)
    return found


def _numbered(lines: Sequence[Line], sheet_uuid: str) -> tuple[Line, ...]:
    codes = line_codes(sheet_uuid, (line.uuid for line in lines))
    return tuple(replace(line, number=number, code=code)
                 for number, (line, code) in enumerate(zip(lines, codes, strict=True), 1))


def draft(
    session: Session, gathered: Gathered, *, title: str, words: str = "", by: str = "", template: Template = STANDARD
) -> CallSheet:
    """One sheet of all as it would be made now; nothing is written."""
    return drafts(session, gathered, title=title, words=words, by=by, template=template)[0]


def drafts(
    session: Session, gathered: Gathered, *, title: str, words: str = "", by: str = "", template: Template = STANDARD,
    callers: Sequence[str] = (), parts: int = 1, size: int = 0, due: str = "", packet: str = "",
) -> list[CallSheet]:
    """The sheets as `make_sheets` would make them now, for a preview; nothing is written."""
    shares = _shared(gathered, template, callers, parts, size)
    return _composed(session, shares, _next_number(session), title=title, words=words, by=by, template=template,
                     callers=callers, due=due, packet=packet, final=False)


def _shared(
    gathered: Gathered, template: Template, callers: Sequence[str], parts: int, size: int
) -> list[tuple[Line, ...]]:
    """The lines of each sheet. Callers that are named have a sheet each, whoever had the people on a list before."""
    if callers and template.breaks == "caller":
        template = replace(template, breaks="none")
    return split(arrange(gathered.people, template), len(callers) or parts, 0 if callers else size)


def _composed(
    session: Session, shares: Sequence[Sequence[Line]], first: int, *, title: str, words: str, by: str,
    template: Template, callers: Sequence[str], due: str, packet: str, final: bool,
) -> list[CallSheet]:
    """A numbered sheet of each share. What is only looked at gets codes that belong to no sheet."""
    county = settings_of(session).get("county", "")
    seal = seal_of(session) if final else None
    moment = clock.now()
    made = []
    for part, lines in enumerate(shares, 1):
        number, uuid = first + part - 1, new_uuid() if final else f"draft {part}"
        made.append(CallSheet(
            title=title, lines=_numbered(lines, uuid), number=number, uuid=uuid, words=words, county=county,
            key=seal.sheet_key(number) if seal else check_code(uuid), made_at=moment, made_by=by,
            caller=callers[part - 1] if part <= len(callers) else "", due=due,
            hours=hours_to_call(((line.state, line.zip) for line in lines), template.window),
            packet=packet or (title if len(shares) > 1 else ""), part=part, parts=len(shares), template=template,
        ))
    return made


def make_sheets(
    session: Session, chosen: ProspectFilter | Sequence[int], *, title: str, by: str, words: str = "",
    template: Template = STANDARD, callers: Sequence[str] = (), parts: int = 1, size: int = 0, due: str = "",
    packet: str = "", list_id: int | None = None,
) -> Made:
    """Make numbered sheets of a filter or a selection and freeze them in the store, as one action.

    Args:
        session: from `Database.writing`.
        chosen: whom; those who may never be called are left out and counted.
        title: what is printed at the head.
        by: who makes them.
        words: the filter in words; its own where not given.
        template: the look.
        callers: a sheet each, or
        parts: so many sheets, or
        size: sheets of about so many people.
        due: a date.
        packet: what several sheets are called together; the title where not given.
        list_id: the call list they are made from.

    Raises:
        UserError: nobody is left to call.
    """
    gathered = gather(session, chosen)
    if not gathered.people:
        raise UserError(nobody(gathered.left_out))
    shares = _shared(gathered, template, callers, parts, size)
    people = len(gathered.people)
    said = words or gathered.words
    first = _take_numbers(session, len(shares))
    name = f"Make call sheet {first}, {people:,} people"
    if len(shares) > 1:
        name = f"Make call sheets {first}–{first + len(shares) - 1}, {people:,} people"
    made = _composed(session, shares, first, title=title, words=said, by=by, template=template, callers=callers,
                     due=due, packet=packet, final=True)
    with journal.action(session, kind="sheet", name=name, by=by, parts=("sheets",)) as do:
        for sheet in made:
            _freeze(do, sheet, list_id)
    return Made(made, do.changes, gathered.left_out)


def nobody(left_out: int) -> str:
    """Why there is nobody to put on a sheet."""
    if left_out:
        return ("Nobody is left to call: those found are marked do not call, deceased or hostile, or have no good "
                "number. Widen the filter.")
    return "The filter finds nobody, so there is nothing to write. Widen it, or import sign-ups first."


def _freeze(do: journal.Recorder, sheet: CallSheet, list_id: int | None) -> None:
    row = do.insert(
        tables.CallSheet, uuid=sheet.uuid, number=sheet.number, packet=sheet.packet, title=sheet.title,
        words=sheet.words, template=frame_json(sheet), caller=sheet.caller, due=sheet.due, list_id=list_id,
        made_at=sheet.made_at, made_by=sheet.made_by,
    )
    do.insert_many(
        CallSheetLine, ["sheet_id", "line", "person_id", "person_uuid", "printed"],
        [(row, line.number, line.person_id, line.uuid, line.to_json()) for line in sheet.lines],
    )


def _next_number(session: Session) -> int:
    kept = session.scalar(select(Setting.value).where(Setting.name == "last_sheet"))
    used = session.scalar(select(tables.CallSheet.number).order_by(tables.CallSheet.number.desc()).limit(1))
    return max(int(kept or 0), used or 0) + 1


def _take_numbers(session: Session, count: int) -> int:
    """The first of so many numbers; none is given twice, even when making a sheet is undone: paper may be out."""
    first = _next_number(session)
    last = str(first + count - 1)
    if session.execute(update(Setting).where(Setting.name == "last_sheet").values(value=last)).rowcount == 0:  # type: ignore[attr-defined]
        session.execute(insert(Setting).values(name="last_sheet", value=last))
    return first


