"""Recording what came of a contact attempt, and moving people along their tracks."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.status import ANSWERS, CONTACT_KINDS, RESULTS, Result, result_of, stage_label, stage_rank
from organizer.storage import journal
from organizer.storage.tables import ContactEvent, Person, Phone, StageChange

__all__ = ["find_result", "record_result", "set_phone_status", "set_stage", "suggested_stage"]

NOTE_LIMIT = 20_000  # letters; what is longer belongs in a document


def find_result(said: str) -> Result:
    """The result behind a code or a label, in any case (``lm``, ``Left message``).

    Raises:
        UserError: no result is called so; the line lists the codes.
    """
    word = said.strip().lower()
    for result in RESULTS:
        if word in (result.code.lower(), result.label.lower()):
            return result
    raise UserError(f"“{said}” is no result. Use one of: {', '.join(f'{r.code} {r.label}' for r in RESULTS)}.")


def record_result(
    session: Session, person_ids: Sequence[int], code: str, *, by: str, at: str | None = None, phone: str = "",
    note: str = "", run_answer: str = "", help_answer: str = "", office: str = "", best_time: str = "",
    follow_up_at: str = "", language: str = "", moved_to: str = "", kind: str = "phone", source: str = "window",
    origin_key: str = "", list_id: int | None = None,
) -> Changes:
    """Record one attempt for each of these people, with every effect the result has, as one action.

    A wrong or disconnected number marks that phone alone: the one given, else the one that would be dialled.

    Args:
        session: from `Database.writing`.
        person_ids: whom it is about; the ids must be in the store.
        code: one of our result codes, or "" for a note or a follow-up without an attempt.
        by: who made the attempt.
        at: when, UTC text; now where not given.
        phone: the number dialled (E.164); the person's best one where not given.
        note: what was said.
        run_answer: yes, maybe, later, no or "".
        help_answer: likewise.
        office: the office they would run for.
        best_time: when to call them.
        follow_up_at: when to call back, UTC text.
        language: the language they speak, for a language barrier.
        moved_to: where to, for a move.
        kind: one of CONTACT_KINDS, or "note".
        source: where it was entered ("window", "terminal", "sheet 7 line 12").
        origin_key: what it is called in its source; an event with the same key is not recorded again.
        list_id: the call list it was made from.

    Raises:
        UserError: the code or an answer is not ours, or the note is longer than a page can hold.
    """
    result = _checked(code, kind, run_answer, help_answer, note)
    if origin_key and session.scalar(select(ContactEvent.id).where(ContactEvent.origin_key == origin_key,
                                                                   ContactEvent.void == 0)):
        return Changes()
    label = result.label.lower() if result else "noted"
    name = f"Mark {len(person_ids):,} as {label}" if result else f"Note on {len(person_ids):,}"
    with journal.action(session, kind="record", name=name, by=by, parts=("people", "lists")) as do:
        known = session.execute(
            select(Person.id, Person.phone, Person.last_contact, Person.first_name, Person.last_name)
            .where(Person.id.in_(person_ids))
        ).all()
        if len(known) == 1 and do.name == name:
            who = f"{known[0][3]} {known[0][4]}".strip() or "1"
            do.name = f"Mark {who} as {label}" if result else f"Note on {who}"
        for person, best_phone, last_contact, _, _ in known:
            dialled = phone or (best_phone if kind in ("phone", "text") and result else "")
            do.insert(
                ContactEvent, person_id=person, at=at or max(clock.now(), last_contact or ""), by=by, kind=kind,
                result=result.code if result else "", phone=dialled, note=note, run_answer=run_answer,
                help_answer=help_answer, office=office, best_time=best_time, language=language, moved_to=moved_to,
                follow_up_at=follow_up_at, source=source, origin_key=origin_key, list_id=list_id,
            )
            if result is None:
                continue
            if result.phone_status and dialled:
                _mark_phone(session, do, person, dialled, result.phone_status)
            if result.suppress:
                do.update(Person, person, **{result.suppress: 1})
            if language:
                do.update(Person, person, language=language)
    return do.changes


def _checked(code: str, kind: str, run_answer: str, help_answer: str, note: str) -> Result | None:
    answers = {answer for answer, _ in ANSWERS} | {""}
    for said in (run_answer, help_answer):
        if said not in answers:
            raise UserError(f"“{said}” is no answer. Use yes, maybe, later or no.")
    if kind not in (*CONTACT_KINDS, "note"):
        raise UserError(f"“{kind}” is no way to reach somebody. Use one of: {', '.join(CONTACT_KINDS)}.")
    if len(note) > NOTE_LIMIT:
        raise UserError(f"This note has {len(note):,} letters; {NOTE_LIMIT:,} fit. Shorten it; nothing was lost.")
    if not code:
        return None
    try:
        return result_of(code)
    except KeyError:
        return find_result(code)


def _mark_phone(session: Session, do: journal.Recorder, person: int, number: str, status: str) -> None:
    found = session.scalars(select(Phone.id).where(Phone.person_id == person, Phone.number == number)).all()
    for row_id in found:
        do.update(Phone, row_id, status=status)


def set_phone_status(session: Session, person_id: int, number: str, status: str, *, by: str) -> Changes:
    """Mark one number of a person as ok, wrong or disconnected."""
    if status not in ("ok", "wrong", "disconnected"):
        raise UserError("A number is ok, wrong or disconnected.")
    with journal.action(session, kind="edit", name=f"Mark a number as {status}", by=by) as do:
        _mark_phone(session, do, person_id, number, status)
    return do.changes


def set_stage(
    session: Session, person_ids: Sequence[int], track: str, stage: str, *, by: str, reason: str = "",
    at: str | None = None, seat_id: int | None = None,
) -> Changes:
    """Move people to a stage of the run or the help track, as one action; who is there already is left alone.

    Raises:
        UserError: there is no such track or stage.
    """
    try:
        label = stage_label(track, stage)
    except KeyError:
        raise UserError(f"“{track}:{stage}” is no stage.") from None
    column = Person.run_stage if track == "run" else Person.help_stage
    with journal.action(session, kind="stage", name=f"Move {len(person_ids):,} to {label.lower()}", by=by,
                        parts=("people", "seats")) as do:
        for person, current in session.execute(select(Person.id, column).where(Person.id.in_(person_ids))).all():
            if current == stage:
                continue
            do.insert(StageChange, person_id=person, track=track, stage=stage, at=at or clock.now(), by=by,
                      reason=reason, seat_id=seat_id)
            session.execute(update(Person).where(Person.id == person).values({column.key: stage}))
    return do.changes


def suggested_stage(
    track: str, current: str, result: str, answer: str
) -> str | None:
    """The stage an attempt suggests, never one further back; None where it suggests nothing.

    Talking to somebody suggests "reached" or "contacted"; a yes or maybe to running suggests "interested", a yes to
    helping "said-yes"; later suggests "not-now" and no suggests "no", but only before anybody has committed.
    """
    reached = bool(result) and result_of(result).reached
    step = {"run": "reached", "help": "contacted"}[track] if reached and result == "CV" else None
    if answer in ("yes", "maybe") and track == "run":
        step = "interested"
    elif answer == "yes":
        step = "said-yes"
    elif answer in ("later", "no"):
        step = {"later": "not-now", "no": "no"}[answer]
        committed = stage_rank(track, "committed" if track == "run" else "scheduled")
        return None if stage_rank(track, current) >= committed or current == step else step
    if step is None or stage_rank(track, step) <= stage_rank(track, current):
        return None
    return step
