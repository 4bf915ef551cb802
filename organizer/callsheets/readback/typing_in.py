"""A filled sheet on its way back by keyboard: what is entered, what is left, and each entry into the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.callsheets.readback.entry import Entered, Entry, Reading, ranges
from organizer.callsheets.readback.shorthand import parse
from organizer.callsheets.sheet import CallSheet, Line
from organizer.callsheets.shelf import events_of, load_sheet, origin_key, people_of
from organizer.domain import clock
from organizer.domain.call_back import said_day
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.status import result_of
from organizer.storage import journal
from organizer.storage.tables import Change, ContactEvent, Phone

__all__ = [
    "Moved", "RecordResult", "Totals", "TypingIn", "apply", "day_of_calls", "entered_lines", "moment_of", "take_up",
    "withdraw",
]


class RecordResult(Protocol):
    """What records one attempt (`organizer.outreach.record.record_result`); handed in, so that rooms stay apart."""

    def __call__(
        self, session: Session, person_ids: list[int], code: str, *, by: str, at: str | None, phone: str, note: str,
        run_answer: str, help_answer: str, follow_up_at: str, language: str, moved_to: str, source: str,
        origin_key: str, apply_suggestion: bool, on_moved: Callable[[Session, Sequence[int]], object],
    ) -> Changes:
        """Record one attempt for these people."""


class Moved(Protocol):
    """What a move brings with it (`organizer.cli.moved.moved`, with who says so)."""

    def __call__(
        self, session: Session, people: Sequence[int], *, address: str = "", elsewhere: bool = False
    ) -> object:
        """Give them the new address, where it is known, and work their districts out again."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What the entries add up to, to be held against the caller's own tally."""

    people: int
    entered: int
    dialled: int
    reached: int
    yes: int


class TypingIn:
    """A sheet being typed in. Holds no session: `submit` says what to record, and `done` is told what was.

    Args:
        sheet: as printed.
        entered: what the store has of its lines already (`entered_lines`).
    """

    def __init__(self, sheet: CallSheet, entered: Mapping[int, Entered]) -> None:
        self.sheet = sheet
        self.entered = dict(entered)
        self.result = ""  # in result-first mode the code that the typed lines had
        self._asked: set[tuple[tuple[int, ...], str]] = set()

    def read(self, text: str, now: datetime | None = None) -> Reading:
        """What the text says so far, for the line below the field."""
        return parse(text, self.sheet, self.entered, now=now, result=self.result)

    def submit(self, text: str, now: datetime | None = None) -> tuple[Entry | None, Reading]:
        """Enter was pressed: the entry to record, or None where something is wrong or must be said twice."""
        reading = self.read(text, now)
        entry = reading.entry
        if entry is None or reading.worst() in ("error", "more"):
            return None, reading
        key = (entry.lines, entry.code)
        if reading.worst() == "ask" and key not in self._asked:
            self._asked.add(key)
            return None, reading
        self._asked.discard(key)
        return entry, reading

    def done(self, entry: Entry, at: str = "", by: str = "") -> None:
        """The entry is in the store."""
        for number in entry.lines:
            self.entered[number] = Entered(entry.code, at, by, entry.note, entry.run_answer, entry.help_answer)

    def left(self) -> str:
        """The lines without a result: ``13, 14, 30–44``."""
        return ranges(line.number for line in self.sheet.lines if line.number not in self.entered)

    def totals(self) -> Totals:
        """Dialled, reached and yes, as on the paper's totals box."""
        codes = [(result_of(one.code), one) for one in self.entered.values()]
        return Totals(
            people=len(self.sheet.lines), entered=len(self.entered),
            dialled=sum(result.attempt for result, _ in codes), reached=sum(result.reached for result, _ in codes),
            yes=sum("yes" in (one.run_answer, one.help_answer) for _, one in codes),
        )


def day_of_calls(said: str) -> str:
    """The day of the calls as people write it (``yesterday``, ``fri``, ``12/3``) as an ISO date; "" for nothing.

    Raises:
        UserError: it isn't a date, or is still to come.
    """
    return said_day(said, clock.local_now(), past=True)


def moment_of(called_on: str, now: datetime | None = None) -> str:
    """When calls of that day are said to have been made: now for today, else six in the evening of the day."""
    now = now or clock.local_now()
    day = date.fromisoformat(called_on) if called_on else now.date()
    if day > now.date():
        raise UserError("The day of the calls lies ahead. Check the date on the sheet.")
    return clock.to_text(now if day == now.date() else datetime.combine(day, time(18), now.tzinfo))


def entered_lines(session: Session, sheet: CallSheet) -> dict[int, Entered]:
    """What the store has of this sheet's lines, however it came in."""
    rows = session.execute(
        select(ContactEvent.origin_key, ContactEvent.result, ContactEvent.at, ContactEvent.by, ContactEvent.note,
               ContactEvent.run_answer, ContactEvent.help_answer)
        .where(*events_of(sheet)).order_by(ContactEvent.id)
    )
    return {int(key.rpartition(":")[2]): Entered(result, at, by, note, run, helping)
            for key, result, at, by, note, run, helping in rows if result}


def take_up(session: Session, number: int) -> tuple[CallSheet, dict[int, Entered]]:
    """A sheet by its number, and what the store has of its lines.

    Raises:
        UserError: there is no such sheet.
    """
    sheet = load_sheet(session, number)
    return sheet, entered_lines(session, sheet)


def apply(
    session: Session, sheet: CallSheet, entry: Entry, *, record: RecordResult, on_moved: Moved, caller: str,
    by: str = "", called_on: str = "", now: datetime | None = None,
) -> Changes:
    """Record an entry for each of its lines, as one action; a line entered before is replaced.

    Args:
        session: from `Database.writing`.
        sheet: the sheet as printed.
        entry: from `TypingIn.submit`.
        record: `organizer.outreach.record.record_result`.
        on_moved: what is done with those who moved.
        caller: who made the calls.
        by: who is at the keyboard; the caller where not given.
        called_on: the day of the calls; today where not given.
        now: this moment.
    """
    at = moment_of(called_on, now)
    label = result_of(entry.code).label.lower()
    lines = f"{'line' if len(entry.lines) == 1 else 'lines'} {ranges(entry.lines)}"
    name = f"Sheet {sheet.number}, {lines}: {label}"
    known = people_of(session, sheet, entry.lines)
    people = [_person_of(known, sheet, number) for number in entry.lines]
    with journal.action(session, kind="sheet-entry", name=name, by=by or caller, parts=("people", "sheets")) as do:
        for line, person in people:
            key = origin_key(sheet.uuid, line.number)
            withdraw(session, do, key)
            phone = line.phones[entry.phone - 1].number if entry.phone else next(
                (one.number for one in line.phones if not one.bad), "")
            record(
                session, [person], entry.code, by=caller, at=at, phone=phone, note=entry.note,
                run_answer=entry.run_answer, help_answer=entry.help_answer, follow_up_at=entry.follow_up_at,
                language=entry.language, moved_to=entry.moved_to, source=f"sheet {sheet.number} line {line.number}",
                origin_key=key, apply_suggestion=True, on_moved=partial(on_moved, address=entry.address),
            )
    return do.changes


def withdraw(session: Session, do: journal.Recorder, key: str) -> None:
    """Make what was recorded under this key void, and its number good again: a corrected entry takes its place.

    Raises:
        UserError: it was a wall ("do not call"), which only Undo takes down.
    """
    found = session.execute(
        select(ContactEvent.id, ContactEvent.person_id, ContactEvent.result, ContactEvent.phone, ContactEvent.action_id)
        .where(ContactEvent.origin_key == key, ContactEvent.void == 0)
    ).all()
    for event, person, code, number, action in found:
        result = result_of(code) if code else None
        if result and result.suppress:
            raise UserError(f"This line is recorded as {result.label.lower()}. Take that back with Undo first.")
        do.update(ContactEvent, event, void=1)
        if result and result.phone_status:
            marked = select(Change.row_id).where(Change.action_id == action, Change.op == "update",
                                                 Change.table_name == Phone.__tablename__)
            for phone in session.scalars(select(Phone.id).where(
                    Phone.person_id == person, Phone.number == number, Phone.status == result.phone_status,
                    Phone.id.in_(marked))).all():  # not one that was known to be bad before
                do.update(Phone, phone, status="ok")


def _person_of(people: Mapping[int, int], sheet: CallSheet, number: int) -> tuple[Line, int]:
    line = sheet.line(number)
    if line is None or number not in people:
        raise UserError(f"The person of line {number} is no longer in this file. Nothing was recorded.")
    return line, people[number]
