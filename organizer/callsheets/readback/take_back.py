"""What a filled file says, taken into the store: one action that can be undone, and twice is as once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.callsheets.readback.compare import compare
from organizer.callsheets.readback.comparison import Comparison, RowBack
from organizer.callsheets.readback.corrections import Correction, apply_corrections
from organizer.callsheets.readback.entry import ranges
from organizer.callsheets.readback.filled import RawSheet
from organizer.callsheets.readback.typing_in import Moved, RecordResult, moment_of, withdraw
from organizer.callsheets.shelf import events_of, origin_key
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.storage import journal, tables

__all__ = ["CHOOSABLE", "TakenBack", "take_as_seen", "take_back"]

CHOOSABLE = frozenset({"conflict", "unclear", "doubled"})
"""The states of rows that are recorded only where somebody said so."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What came of it: results recorded, corrections made, what could not be, and what changed."""

    recorded: int
    corrected: int
    failed: tuple[str, ...]
    changes: Changes


def take_back(
    session: Session, found: Comparison, *, record: RecordResult, on_moved: Moved, by: str, caller: str = "",
    called_on: str = "", accept: Collection[int] = (), codes: Mapping[int, str] | None = None,
    leave: Collection[int] = (), corrections: Collection[Correction] = (),
) -> TakenBack:
    """Record what is new in a comparison made in this same transaction, and what was accepted besides.

    Args:
        session: from `Database.writing`.
        found: from `readback.compare`.
        record: `organizer.outreach.record.record_result`.
        on_moved: what is done with those who moved, and whose address was mended.
        by: who reads it in.
        caller: who made the calls; the sheet's caller, else `by`, where not given.
        called_on: the day of the calls; today where not given.
        accept: rows, by `RowBack.id`, to record though they are in conflict, doubled or only suggested.
        codes: what such a row means, where somebody said so.
        leave: new rows not to record.
        corrections: those of `found.corrections` to make.
    """
    at = moment_of(called_on)
    codes = codes or {}
    chosen = {*accept, *codes}
    wanted: dict[tuple[int, int], RowBack] = {}
    for row in found.rows:
        if row.id not in leave if row.state == "new" else row.state in CHOOSABLE and row.id in chosen:
            row = replace(row, code=codes.get(row.id, row.code))
            if row.line and any(row.account):
                wanted.setdefault((row.sheet, row.line), row)
    numbers = sorted({number for number, _ in wanted} | ({one.sheet for one in corrections}))
    name = f"Read sheet {ranges(numbers)} back: {_counted(len(wanted), len(corrections))}"
    failed: list[str] = []
    standing = {key for number in {number for number, _ in wanted}
                for key in session.scalars(select(tables.ContactEvent.origin_key)
                                           .where(*events_of(found.sheets[number])))}
    with journal.action(session, kind="sheet-entry", name=name, by=by, parts=("people", "sheets")) as do:
        for row in wanted.values():
            key = origin_key(found.sheets[row.sheet].uuid, row.line)
            try:
                if key in standing:
                    withdraw(session, do, key)
                _record(session, found, row, key, record, on_moved, caller, by, at)
            except UserError as fault:
                failed.append(f"row {row.row}, {row.name}: {fault.message}")
        recorded = len(wanted) - len(failed)
        made, refused = apply_corrections(session, corrections, by=by)
        mended = {one.person_id for one in made if one.field != "phone"}
        left = {row.person_id for row in wanted.values() if row.code == "MV"}
        for people in (mended & left, mended - left):
            if people:
                on_moved(session, sorted(people), elsewhere=people <= left)
        for number in {number for number, _ in wanted}:
            shelf = session.execute(select(tables.CallSheet.id, tables.CallSheet.state)
                                    .where(tables.CallSheet.number == number)).first()
            if shelf is not None and shelf.state != "back":
                do.update(tables.CallSheet, shelf.id, state="back")
    return TakenBack(recorded, len(made), (*failed, *refused), do.changes)


def take_as_seen(
    session: Session, raw: Sequence[RawSheet], seen: Comparison, now: datetime, placed: Mapping[int, int], **chosen: Any
) -> TakenBack:
    """`take_back` for somebody who chose from a comparison made before, which must still hold.

    Raises:
        UserError: the store was changed since, so that the choice would be another one. Nothing is recorded.
    """
    found = compare(session, raw, seen.file, now, placed)
    if (found.rows, found.corrections) != (seen.rows, seen.corrections):
        raise UserError("Something on this sheet was entered in the meantime. Look at it again, then record.")
    return take_back(session, found, **chosen)


def _record(
    session: Session, found: Comparison, row: RowBack, key: str, record: RecordResult, on_moved: Moved, caller: str,
    by: str, at: str,
) -> None:
    """One row into the store."""
    sheet = found.sheets[row.sheet]
    line = sheet.line(row.line)
    assert line is not None and row.person_id is not None
    record(
        session, [row.person_id], row.code, by=caller or sheet.caller or by, at=at,
        phone=next((phone.number for phone in line.phones if not phone.bad), "") if row.code else "", note=row.note,
        run_answer=row.run_answer, help_answer=row.help_answer, follow_up_at=row.follow_up_at, language="",
        moved_to="", source=f"sheet {row.sheet} line {row.line}", origin_key=key, apply_suggestion=True,
        on_moved=on_moved,
    )


def _counted(results: int, corrections: int) -> str:
    """``26 results and 2 corrections``."""
    said = [f"{count:,} {word}{'s' * (count != 1)}"
            for count, word in ((results, "result"), (corrections, "correction")) if count]
    return " and ".join(said) or "nothing new"
