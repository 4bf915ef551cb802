"""Contact histories from other programs: their results, by name, as events on the right people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.names import fold
from organizer.domain.status import RESULTS, result_of
from organizer.importing.sign_up import CleanRecord, Problem
from organizer.storage.tables import ContactEvent, Phone, new_uuid

if TYPE_CHECKING:
    from organizer.importing.plan import Entity, ImportPlan
    from organizer.storage.journal import Recorder

__all__ = ["find_new", "result_code", "with_contacts", "write_events", "write_kept"]

_EVENT = ["uuid", "person_id", "at", "by", "kind", "result", "phone", "note", "follow_up_at", "source", "origin_key",
          "action_id"]
_WORDS = re.compile(r"[\W_]+")
_MORE = re.compile(r"\s+[-–—]+\s*|[,;:(/.]\s*")
_SUPPRESSED = "do-not-call"
_UNKNOWN = "no result of ours; kept as a note"
_KEPT = "contacts"  # beside the fields of a record that waits for review


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    table: dict[str, list[str]] = json.loads((files("resources") / "results.json").read_text(encoding="utf-8"))
    names = {_key(name): code for code, spellings in table.items() for name in spellings}
    return names | {_key(result.label): result.code for result in RESULTS} | {
        result.code.lower(): result.code for result in RESULTS
    }


def _key(text: str) -> str:
    return _WORDS.sub(" ", fold(text)).strip()


@lru_cache(maxsize=1024)
def result_code(said: str) -> str:
    """Our code for a result by its name in whatever program (``Not Home`` is NH), also where more is said behind it
    (``talked - will run``); "" for one that is not known."""
    names = _names()
    known = names.get(_key(said.replace("#", " number ")))
    return known or names.get(_key(_MORE.split(said, 1)[0]), "")


@lru_cache(maxsize=256)
def _kind(said: str) -> str:
    word = _key(said)
    for kind, words in _KINDS.items():
        if any(part in word for part in words):
            return kind
    return "phone"


_KINDS = {"text": ("text", "sms"), "email": ("email", "e mail", "correo"),
          "in-person": ("walk", "door", "person", "canvass"), "letter": ("letter", "mail", "postcard"),
          "event": ("event", "meeting"), "phone": ("phone", "call")}
"""Words by which other programs tell how somebody was contacted."""


def find_new(session: Session | None, plan: ImportPlan) -> None:
    """Note which rows of a plan become events: those whose contact the store has not got yet, whoever they are of."""
    plan.problems = [problem for problem in plan.problems if problem.reason != _UNKNOWN]
    known = set(session.scalars(select(ContactEvent.origin_key).where(
        ContactEvent.origin_key != "", ContactEvent.void == 0
    ))) if session is not None else set()
    person_of = {place: entity.person for entity in plan.entities if entity.person is not None for place in entity.rows}
    here = _recorded(session, sorted(set(person_of.values()))) if session is not None else {}
    plan.contacts = set()
    for place, record in enumerate(plan.records):
        key = _origin(plan, place)
        waits = place in plan.repeated and place not in person_of
        if not record.result or waits or plan.outcomes[place] == "refused" or key in known:
            continue
        known.add(key)
        if _is_recorded(record, here.get(person_of.get(place, 0), ())):
            continue
        plan.contacts.add(place)
        if plan.outcomes[place] == "unchanged":
            plan.outcomes[place] = "updated"
        if not result_code(record.result):
            plan.problems.append(Problem(record.row, "", record.result, _UNKNOWN))


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


def _is_recorded(record: CleanRecord, recorded: Iterable[tuple[str, str, str]]) -> bool:
    """Whether a contact is one of these, told with or without the hour and the caller."""
    code = result_code(record.result)
    return bool(code and record.contacted_at) and any(
        code == result and at.startswith(record.contacted_at)
        and (not record.contacted_by or fold(record.contacted_by) == fold(by))
        for result, at, by in recorded
    )


def write_events(session: Session, do: Recorder, plan: ImportPlan, owner: Sequence[int], by: str) -> None:
    """Add an event for each row that `find_new` chose and whose person is known by now.

    A bad number marks that phone alone, "do not call" every number of the person; the person's own flags follow from
    the events.

    Args:
        session: from `Database.writing`.
        do: the action.
        plan: what is imported.
        owner: for each record the number of the person it belongs to; 0 for nobody.
        by: who is at the keyboard, where a row tells no caller.
    """
    source = plan.table.file.path_name
    _write(session, do, by, [(owner[place], _contact(plan, place, source)) for place in sorted(plan.contacts)
                             if owner[place]])


def with_contacts(plan: ImportPlan, entity: Entity) -> str:
    """A record to be kept until a human said who it is, and the contacts that were made with them."""
    made = [_contact(plan, place, plan.table.file.path_name) for place in entity.rows if place in plan.contacts]
    text = entity.record.to_json()
    if not (made and entity.held):
        return text
    return json.dumps({**json.loads(text), _KEPT: made}, ensure_ascii=False)


def write_kept(session: Session, do: Recorder, record: str, person: int, by: str) -> None:
    """The contacts kept with a record, as events on the person it became."""
    _write(session, do, by, [(person, made) for made in json.loads(record).get(_KEPT, ())])


def _contact(plan: ImportPlan, place: int, source: str) -> dict[str, str]:
    """What a row tells of a contact."""
    record = plan.records[place]
    note = record.notes if plan.is_history else ""
    code = result_code(record.result)
    if not code or _key(record.result.replace("#", " number ")) not in _names():  # more was said than a result
        note = f"{record.result}. {note}".strip()
    return {
        "at": record.contacted_at or clock.now(), "by": record.contacted_by, "kind": _kind(record.contact_kind),
        "result": code, "phone": record.phones[0].number if record.phones and plan.is_history else "", "note": note,
        "follow_up": plan.steps.get(place, {}).get("follow_up", ""), "source": source,
        "origin_key": _origin(plan, place),
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


def _origin(plan: ImportPlan, place: int) -> str:
    """What an event is in its source: whom, when, what and by whom; a call to a couple is one with each of them."""
    record = plan.records[place]
    who = "/".join(value for _, value in record.ids) or next(iter(record.emails), "") or (
        record.phones[0].number if record.phones else f"{record.first} {record.last}"
    )
    if place and plan.row_at[place - 1] == plan.row_at[place]:
        who = f"{who}/{record.first} {record.last}"
    system = plan.exporter.key or "sheet"
    return "|".join((system, who, record.contacted_at, _key(record.result), record.contacted_by))


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
