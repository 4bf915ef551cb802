"""Contact histories from other programs: their results, by name, as events on the right people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
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
    from organizer.importing.plan import ImportPlan
    from organizer.storage.journal import Recorder

__all__ = ["result_code", "write_events"]

_EVENT = ["uuid", "person_id", "at", "by", "kind", "result", "phone", "note", "source", "origin_key", "action_id"]
_WORDS = re.compile(r"[\W_]+")
_SUPPRESSED = "do-not-call"


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
    """Our code for a result by its name in whatever program (``Not Home`` is NH); "" for one that is not known."""
    return _names().get(_key(said), "")


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


def write_events(session: Session, do: Recorder, plan: ImportPlan, by: str) -> None:
    """Add an event for each row whose person is known; one that is here already is not added again.

    A bad number marks that phone alone, "do not call" every number of the person; the person's own flags follow from
    the events.
    """
    known = set(session.scalars(select(ContactEvent.origin_key).where(
        ContactEvent.origin_key != "", ContactEvent.void == 0
    )))
    rows: list[tuple[Any, ...]] = []
    marks: list[tuple[int, str, str]] = []
    source = plan.table.file.path_name
    for entity in plan.entities:
        if entity.person is None:
            continue
        for place in entity.rows:
            record = plan.records[place]
            code = result_code(record.result)
            key = _origin(record, plan.exporter.key)
            if not record.result or key in known:
                continue
            known.add(key)
            note = record.notes
            if not code:
                note = f"{record.result}. {note}".strip()
                plan.problems.append(Problem(record.row, "", record.result, "no result of ours; kept as a note"))
            phone = record.phones[0].number if record.phones else ""
            rows.append((new_uuid(), entity.person, record.contacted_at or clock.now(), record.contacted_by or by,
                         _kind(record.contact_kind), code, phone, note, source, key, do.id))
            status = result_of(code).phone_status if code else ""
            if status and phone:
                marks.append((entity.person, phone, status))
            elif code == "XC":
                marks.append((entity.person, "", _SUPPRESSED))
            plan.outcomes[place] = "updated"
    do.insert_many(ContactEvent, _EVENT, rows)
    _mark(session, do, marks)
    do.touch({row[1] for row in rows})


def _origin(record: CleanRecord, system: str) -> str:
    """What an event is in its source: whom, when, what and by whom."""
    who = "/".join(value for _, value in record.ids) or next(iter(record.emails), "") or (
        record.phones[0].number if record.phones else f"{record.first} {record.last}"
    )
    return "|".join((system or "sheet", who, record.contacted_at, _key(record.result), record.contacted_by))


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
