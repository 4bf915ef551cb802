"""Contacts that a sheet tells of: their results, by name, as events on the right people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.names import fold
from organizer.domain.result_names import said_as
from organizer.domain.status import result_of
from organizer.importing.cleaning.results import contact_kind, read_result
from organizer.importing.plan import Entity, ImportPlan
from organizer.importing.records.sign_up import Attempt, CleanRecord, Problem
from organizer.storage.journal import Recorder
from organizer.storage.tables import ContactEvent, Phone, new_uuid

__all__ = ["find_new", "with_contacts", "write_events", "write_kept"]

_EVENT = ["uuid", "person_id", "at", "by", "kind", "result", "phone", "note", "follow_up_at", "source", "origin_key",
          "action_id"]
_SUPPRESSED = "do-not-call"
_UNKNOWN = "no result of ours; kept as a note"
_KEPT = "contacts"  # beside the fields of a record that waits for review


def find_new(session: Session | None, plan: ImportPlan) -> None:
    """Note which rows of a plan become events: those whose contact the store has not got yet, whoever they are of."""
    plan.problems = [problem for problem in plan.problems if problem.reason != _UNKNOWN]
    known = set(session.scalars(select(ContactEvent.origin_key).where(
        ContactEvent.origin_key != "", ContactEvent.void == 0
    ))) if session is not None else set()
    person_of = {place: entity.person for entity in plan.entities if entity.person is not None for place in entity.rows}
    here = _recorded(session, sorted(set(person_of.values()))) if session is not None else {}
    plan.contacts = {}
    for place, record in enumerate(plan.records):
        if not (record.result or record.attempts) or plan.outcomes[place] == "refused" or (
            place in plan.repeated and place not in person_of  # it waits for review
        ):
            continue
        new = []
        for number, one in enumerate(told(record)):
            key = _origin(plan, place, one)
            if key not in known and not _is_recorded(one, here.get(person_of.get(place, 0), ()), plan.tells_status):
                new.append(number)
                if not one.code:
                    plan.problems.append(Problem(record.row, "", one.note, _UNKNOWN))
            known.add(key)
        if new:
            plan.contacts[place] = tuple(new)
            if plan.outcomes[place] == "unchanged":
                plan.outcomes[place] = "updated"


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as a row tells of it. `which` is the one of several (``2``), `at` a day or a moment, or ""."""

    which: str
    code: str
    at: str
    by: str
    kind: str
    note: str
    said: str


def told(record: CleanRecord) -> list[Contact]:
    """The contacts of a row, the earliest first; one without a day was made by the day of the next that has one."""
    attempts = record.attempts
    if record.result:
        alone = Attempt("", record.result, record.contacted_at, record.contacted_by, record.contact_kind)
        attempts = (alone, *attempts)
    found: list[Contact] = []
    later = ""
    for one in reversed(attempts):
        read = read_result(one.said)
        at = later = one.at or read.day or later
        note, by = ". ".join(text for text in (read.note, one.note) if text), one.by or record.contacted_by
        found.append(Contact(one.contact, read.code, at, by, contact_kind(one.kind), note, one.said))
    return found[::-1]


def _recorded(session: Session, people: Sequence[int]) -> dict[int, list[tuple[str, str, str]]]:
    """What was recorded of people, however it came: result, when, and by whom."""
    found: dict[int, list[tuple[str, str, str]]] = {}
    for start in range(0, len(people), 900):
        for person, *said in session.execute(
            select(ContactEvent.person_id, ContactEvent.result, ContactEvent.at, ContactEvent.by)
            .where(ContactEvent.person_id.in_(people[start : start + 900]), ContactEvent.void == 0)
        ):
            found.setdefault(person, []).append((said[0], said[1], said[2]))
    return found


def _is_recorded(one: Contact, recorded: Iterable[tuple[str, str, str]], status: bool) -> bool:
    """Whether a contact is one of these, told with or without the hour, the seconds and the caller; what is only the
    status of a person may be any of them."""
    return bool(one.code and (one.at or status)) and any(
        one.code == result and at.startswith(one.at.removesuffix(":00Z")) and (not one.by or fold(one.by) == fold(by))
        for result, at, by in recorded
    )


def write_events(session: Session, do: Recorder, plan: ImportPlan, owner: Sequence[int], by: str) -> None:
    """Add the events that `find_new` chose, of rows whose person is known by now.

    A bad number marks that phone alone, "do not call" every number of the person; the person's own flags follow from
    the events.

    Args:
        session: from `Database.writing`.
        do: the action.
        plan: what is imported.
        owner: for each record the number of the person it belongs to; 0 for nobody.
        by: who is at the keyboard, where a row tells no caller.
    """
    _write(session, do, by, [(owner[place], made) for place in sorted(plan.contacts) if owner[place]
                             for made in _events(plan, place)])


def with_contacts(plan: ImportPlan, entity: Entity) -> str:
    """A record to be kept until a human said who it is, and the contacts that were made with them."""
    made = [made for place in entity.rows if place in plan.contacts for made in _events(plan, place)]
    text = entity.record.to_json()
    if not (made and entity.held):
        return text
    return json.dumps({**json.loads(text), _KEPT: made}, ensure_ascii=False)


def write_kept(session: Session, do: Recorder, record: str, person: int, by: str) -> None:
    """The contacts kept with a record, as events on the person it became."""
    _write(session, do, by, [(person, made) for made in json.loads(record).get(_KEPT, ())])


def _events(plan: ImportPlan, place: int) -> Iterator[dict[str, str]]:
    """The new contacts of a row as they are kept; a follow-up stands with the last of them."""
    record, contacts, chosen = plan.records[place], told(plan.records[place]), plan.contacts[place]
    log = plan.is_history
    dialed = record.phones[0].number if record.phones and (
        log or (len(record.phones) == 1 and not plan.exporter.clean)
    ) else ""
    for number in chosen:
        one = contacts[number]
        notes = (one.note, record.notes if log else "")
        yield {
            "at": one.at or clock.now(), "by": one.by, "kind": one.kind, "result": one.code,
            "phone": dialed if number == len(contacts) - 1 else "",  # after an earlier one it may have been put right
            "note": ". ".join(text for text in notes if text),
            "follow_up": plan.steps.get(place, {}).get("follow_up", "") if number == chosen[-1] else "",
            "source": plan.table.file.path_name, "origin_key": _origin(plan, place, one),
        }


def _write(session: Session, do: Recorder, by: str, contacts: Iterable[tuple[int, Mapping[str, str]]]) -> None:
    rows: list[tuple[Any, ...]] = []
    marks: list[tuple[int, str, str]] = []
    for person, made in contacts:
        rows.append((new_uuid(), person, made["at"], made["by"] or by, made["kind"], made["result"], made["phone"],
                     made["note"], made.get("follow_up", ""), made["source"], made["origin_key"], do.id))
        status = result_of(made["result"]).phone_status if made["result"] else ""
        if status and made["phone"]:
            marks.append((person, made["phone"], status))
        elif made["result"] == "XC":
            marks.append((person, "", _SUPPRESSED))
    do.insert_many(ContactEvent, _EVENT, rows)
    _mark(session, do, marks)
    do.touch({row[1] for row in rows})


def _origin(plan: ImportPlan, place: int, one: Contact) -> str:
    """What an event is in its source: whom, when, what and by whom; a call to a couple is one with each of them."""
    record = plan.records[place]
    who = "/".join(value for _, value in record.ids) or next(iter(record.emails), "") or (
        record.phones[0].number if record.phones else f"{record.first} {record.last}"
    )
    if place and plan.row_at[place - 1] == plan.row_at[place]:
        who = f"{who}/{record.first} {record.last}"
    system = plan.exporter.key or "sheet"
    return "|".join((system, who, one.at, said_as(one.said), one.by, *filter(None, (one.which,))))


def _mark(session: Session, do: Recorder, marks: Iterable[tuple[int, str, str]]) -> None:
    """Numbers that turned out bad, or must not be dialled again at whomever they stand."""
    marks = list(marks)
    people = sorted({person for person, _, _ in marks})
    rows: dict[int, list[tuple[int, str, str]]] = {}
    for start in range(0, len(people), 900):
        for row_id, person, number, status in session.execute(
            select(Phone.id, Phone.person_id, Phone.number, Phone.status)
            .where(Phone.person_id.in_(people[start : start + 900]))
        ):
            rows.setdefault(person, []).append((row_id, number, status))
    for person, number, status in marks:
        for row_id, own, now in rows.get(person, []):
            if own == number and now == "ok":
                do.update(Phone, row_id, status=status)
    never = {own for person, number, _ in marks if not number for _, own, _ in rows.get(person, [])}
    listed = sorted(never)
    for start in range(0, len(listed), 900):
        for row_id, person in session.execute(
            select(Phone.id, Phone.person_id).where(Phone.number.in_(listed[start : start + 900]))
        ).all():
            do.update(Phone, row_id, status=_SUPPRESSED)
            do.touch((person,))
