"""Recording what came of a contact attempt, and moving people along their tracks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress
from typing import Any

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.names import display_name
from organizer.domain.status import ANSWERS, CONTACT_KINDS, MOVES, RESULTS, Result, result_of, stage_label
from organizer.outreach.effects import answer_effects, default_follow_up, suggested_stage
from organizer.prospects.details import household
from organizer.storage import journal
from organizer.storage.tables import ContactEvent, Person, Phone, StageChange

__all__ = ["find_result", "left_out", "record_result", "set_phone_status", "set_stage", "suggested_stage"]

NOTE_LIMIT = 20_000  # letters; what is longer belongs in a document
SUPPRESSED = "do-not-call"
"""The status of a number that somebody asked never to be dialled again."""

_EVENT, _PERSON, _PHONE = (table.__table__.c for table in (ContactEvent, Person, Phone))
_RECORDED = select(_EVENT.id).where(_EVENT.origin_key == bindparam("key"), _EVENT.void == 0)
_KNOWN = select(_PERSON.id, _PERSON.phone, _PERSON.last_contact, _PERSON.run_stage, _PERSON.help_stage,
                _PERSON.wants_run, _PERSON.wants_help).where(_PERSON.id.in_(bindparam("people", expanding=True)))
_DIALLED = select(_PHONE.id).where(_PHONE.person_id == bindparam("person"), _PHONE.number == bindparam("number"),
                                   _PHONE.status != SUPPRESSED)
# put together once: a filled sheet of thousands asks each of them for every line


def find_result(said: str) -> Result:
    """The result behind a code, a label or a hot key, in any case (``lm``, ``Left message``, ``m``).

    Raises:
        UserError: no result is called so; the line lists the codes.
    """
    word = said.strip().lower()
    for result in RESULTS:
        if word in (result.code.lower(), result.label.lower(), result.key):
            return result
    raise UserError(f"“{said[:40]}” isn't a result. Use one of: {', '.join(f'{r.code} {r.label}' for r in RESULTS)}.")


def record_result(
    session: Session, person_ids: Sequence[int], code: str, *, by: str, at: str | None = None, phone: str = "",
    note: str = "", run_answer: str = "", help_answer: str = "", office: str = "", best_time: str = "",
    follow_up_at: str = "", language: str = "", moved_to: str = "", kind: str = "phone", source: str = "window",
    origin_key: str = "", list_id: int | None = None, apply_suggestion: bool = False, whole_household: bool = False,
    on_moved: Callable[[Session, Sequence[int]], object] | None = None,
) -> Changes:
    """Record one attempt for each of these people, with every effect the result has, as one action.

    A wrong or disconnected number marks that phone alone: the one given, else the one that would be dialled. "Do not
    call" suppresses the person and every number of theirs, at whomever else it stands. What came of a call is never
    recorded in bulk for people who must not be called: of several people they are left out.

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
        follow_up_at: when to call back, UTC text; for "call back" the next day at this hour where not given.
        language: the language they speak, for a language barrier.
        moved_to: where to, for a move: a code of `status.MOVES`.
        kind: one of CONTACT_KINDS, "note", or "follow-up" for a day to call on that was set or, left out, taken away.
        source: where it was entered ("window", "terminal", "sheet 7 line 12").
        origin_key: what it is called in its source; an event with the same key is not recorded again.
        list_id: the call list it was made from.
        apply_suggestion: take the step along the tracks that the result and the answers suggest, never one back.
        whole_household: record it for everybody who shares a phone or an address with them, too.
        on_moved: called with the people who moved, inside the action, so that their districts are worked out again.

    Raises:
        UserError: the code, an answer or a moment is not ours, the note is longer than a page can hold, or none of
            several people may be called.
    """
    result = _checked(code, kind, (run_answer, help_answer), note, moved_to, (at or "", follow_up_at))
    if origin_key and session.execute(_RECORDED, {"key": origin_key}).first():
        return Changes()
    person_ids = list(dict.fromkeys(person_ids))
    meant = person_ids if len(person_ids) == 1 else []
    if whole_household:
        person_ids = list(dict.fromkeys([*person_ids, *(
            one for person in person_ids for one, _ in household(session, person))]))
    if result and not result.suppress and kind == "phone" and len(person_ids) > 1:
        walled = left_out(session, person_ids) - set(meant)
        person_ids = [one for one in person_ids if one not in walled]
        if not person_ids:
            raise UserError("None of these people may be called, so no result was recorded. Choose somebody else.")
    if result and result.code == "CB" and not follow_up_at:
        follow_up_at = default_follow_up(clock.from_text(at or clock.now()))
    known = session.execute(_KNOWN, {"people": person_ids}).all()
    steps: set[str] = set()
    with journal.action(session, kind="record", name="", by=by, parts=("people", "lists")) as do:
        for person, best_phone, last_contact, run_stage, help_stage, *wants in known:
            dialled = phone or (best_phone if kind in ("phone", "text") and result else "")
            do.insert(
                ContactEvent, person_id=person, at=at or max(clock.now(), last_contact or ""), by=by, kind=kind,
                result=result.code if result else "", phone=dialled, note=note, run_answer=run_answer,
                help_answer=help_answer, office=office, best_time=best_time, language=language, moved_to=moved_to,
                follow_up_at=follow_up_at, source=source, origin_key=origin_key, list_id=list_id,
            )
            if language:
                do.update(Person, person, language=language)
            if result is not None:
                _take_effect(session, do, person, result, dialled)
            if apply_suggestion:
                _learn(session, do, person, run_answer, help_answer, office)
                for track, step in answer_effects(
                    run_stage, help_stage, result.code if result else "",
                    offered=list(compress(("run", "help"), wants)), run_answer=run_answer, help_answer=help_answer,
                    moved_to=moved_to,
                ):
                    _step(do, person, track, step, by=by, at=at)
                    steps.add(stage_label(track, step).lower())
        do.name = do.name or _named(session, [row[0] for row in known], result, steps,
                                    planned=None if note or not (follow_up_at or kind == "follow-up") else follow_up_at)
        if on_moved is not None and result is not None and result.code == "MV" and known:
            on_moved(session, [row[0] for row in known])
    return do.changes


def left_out(session: Session, person_ids: Sequence[int]) -> set[int]:
    """Those of these people who get no result in bulk: who must not be called, or has died."""
    return set(session.scalars(select(Person.id).where(
        Person.id.in_(person_ids), or_(Person.do_not_call == 1, Person.deceased == 1, Person.hostile == 1))).all())


def _named(
    session: Session, people: Sequence[int], result: Result | None, steps: set[str], *, planned: str | None
) -> str:
    """``Mark Aisha Flores as talked, interested``, ``Mark 12 as left message``, ``Note on 3``, ``Set …``."""
    who = f"{len(people):,}"
    if len(people) == 1:
        row = session.execute(
            select(Person.first_name, Person.last_name, Person.middle_name, Person.suffix)
            .where(Person.id == people[0])
        ).one()
        who = display_name(*row) or who
    if result is None:
        what = "Note on" if planned is None else "Set a follow-up with" if planned else "Take away the follow-up with"
        return f"{what} {who}"
    return f"Mark {who} as {', '.join([result.label.lower(), *sorted(steps)])}"


def _take_effect(session: Session, do: journal.Recorder, person: int, result: Result, dialled: str) -> None:
    if result.phone_status and dialled:
        _mark_phone(session, do, person, dialled, result.phone_status)
    if result.suppress:
        do.update(Person, person, **{result.suppress: 1})
    if result.suppress == "do_not_call":
        numbers = select(Phone.number).where(Phone.person_id == person)
        for row_id in session.scalars(select(Phone.id).where(Phone.number.in_(numbers))).all():
            do.update(Phone, row_id, status=SUPPRESSED)


def _learn(
    session: Session, do: journal.Recorder, person: int, run_answer: str, help_answer: str, office: str
) -> None:
    """What the answers tell about the person: would run, would help, for which office."""
    if run_answer in ("yes", "maybe"):
        do.update(Person, person, wants_run=1)
    if help_answer in ("yes", "maybe"):
        do.update(Person, person, wants_help=1)
    if office:
        sought = session.scalar(select(Person.office_sought).where(Person.id == person)) or ""
        offices = [one for one in sought.split("; ") if one]
        if office.lower() not in [one.lower() for one in offices]:
            do.update(Person, person, office_sought="; ".join([*offices, office]))


def _checked(
    code: str, kind: str, answers: Sequence[str], note: str, moved_to: str, moments: Sequence[str]
) -> Result | None:
    known = {answer for answer, _ in ANSWERS} | {""}
    for said in answers:
        if said not in known:
            raise UserError(f"“{said[:40]}” isn't an answer. Use yes, maybe, later or no.")
    if kind not in (*CONTACT_KINDS, "note", "follow-up"):
        raise UserError(f"“{kind[:40]}” isn't a way to reach somebody. Use one of: {', '.join(CONTACT_KINDS)}.")
    if len(note) > NOTE_LIMIT:
        raise UserError(f"This note has {len(note):,} letters; {NOTE_LIMIT:,} fit. Shorten it; nothing was lost.")
    if moved_to and moved_to not in dict(MOVES):
        raise UserError(f"“{moved_to[:40]}” isn't a place to move to. Use one of: {', '.join(dict(MOVES))}.")
    for moment in moments:
        _check_moment(moment)
    if not code:
        return None
    try:
        return result_of(code)
    except KeyError:
        return find_result(code)


def _check_moment(moment: str) -> None:
    try:
        if moment:
            clock.from_text(moment)
    except ValueError:
        raise UserError(f"“{moment[:40]}” isn't a date or time. Write it as 2016-11-08 18:30.") from None


def _mark_phone(session: Session, do: journal.Recorder, person: int, number: str, status: str) -> None:
    for row_id in session.scalars(_DIALLED, {"person": person, "number": number}).all():
        do.update(Phone, row_id, status=status)


def set_phone_status(session: Session, person_id: int, number: str, status: str, *, by: str) -> Changes:
    """Mark one number of a person as ok, wrong or disconnected."""
    if status not in ("ok", "wrong", "disconnected"):
        raise UserError("A number is ok, wrong or disconnected.")
    with journal.action(session, kind="edit", name=f"Mark a number as {status}", by=by) as do:
        _mark_phone(session, do, person_id, number, status)
    return do.changes


def _step(do: journal.Recorder, person: int, track: str, stage: str, *, by: str, at: str | None = None,
          **more: Any) -> None:
    do.insert(StageChange, person_id=person, track=track, stage=stage, at=at or clock.now(), by=by, **more)


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
        raise UserError(f"“{track}:{stage}” isn't a stage.") from None
    column = Person.run_stage if track == "run" else Person.help_stage
    with journal.action(session, kind="stage", name=f"Move {len(person_ids):,} to {label.lower()}", by=by,
                        parts=("people", "seats")) as do:
        for person, current in session.execute(select(Person.id, column).where(Person.id.in_(person_ids))).all():
            if current == stage:
                continue
            _step(do, person, track, stage, by=by, reason=reason, at=at, seat_id=seat_id)
            session.execute(update(Person).where(Person.id == person).values({column.key: stage}))
    return do.changes
