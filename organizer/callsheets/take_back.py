"""What a filled file says, taken into the store: one action that can be undone, and twice is as once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.callsheets.corrections import Correction, apply_corrections
from organizer.callsheets.entry import ranges
from organizer.callsheets.readback import Comparison, RowBack
from organizer.callsheets.shelf import origin_key
from organizer.callsheets.typing_in import RecordResult, moment_of, withdraw
from organizer.domain.changes import Changes
from organizer.storage import journal, tables

__all__ = ["TakenBack", "take_back"]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What came of it: results recorded, corrections made, what could not be, and what changed."""

    recorded: int
    corrected: int
    failed: tuple[str, ...]
    changes: Changes


def take_back(
    session: Session, found: Comparison, *, record: RecordResult, by: str, caller: str = "", called_on: str = "",
    accept: Collection[tuple[int, int]] = (), corrections: Collection[Correction] = (),
) -> TakenBack:
    """Record what is new in a comparison made in this same transaction, and what was accepted besides.

    Args:
        session: from `Database.writing`.
        found: from `readback.compare`.
        record: `organizer.outreach.record.record_result`.
        by: who reads it in.
        caller: who made the calls; the sheet's caller, else `by`, where not given.
        called_on: the day of the calls; today where not given.
        accept: (sheet, row) pairs to record though they are in conflict or only suggested.
        corrections: those of `found.corrections` to make.
    """
    at = moment_of(called_on)
    wanted = [row for row in found.rows if row.line and (
        row.state == "new" or ((row.sheet, row.row) in accept and row.state in ("conflict", "unclear") and _says(row)))]
    numbers = sorted({row.sheet for row in wanted} | {n for n in found.sheets if corrections})
    name = f"Read sheet {ranges(numbers)} back, {len(wanted):,} results" if numbers else "Read a sheet back"
    failed: list[str] = []
    with journal.action(session, kind="sheet-entry", name=name, by=by, parts=("people", "sheets")) as do:
        for row in wanted:
            sheet = found.sheets[row.sheet]
            key = origin_key(sheet.uuid, row.line)
            line = sheet.line(row.line)
            assert line is not None
            assert row.person_id is not None
            withdraw(session, do, key)
            record(
                session, [row.person_id], row.code, by=caller or sheet.caller or by, at=at,
                phone=next((phone.number for phone in line.phones if not phone.bad), ""), note=row.note,
                run_answer=row.run_answer, help_answer=row.help_answer, follow_up_at=row.follow_up_at, language="",
                moved_to="", source=f"sheet {row.sheet} line {row.line}", origin_key=key, apply_suggestion=True,
            )
        failed += apply_corrections(session, corrections, by=by)
        for number in {row.sheet for row in wanted}:
            shelf = session.execute(select(tables.CallSheet.id, tables.CallSheet.state)
                                    .where(tables.CallSheet.number == number)).first()
            if shelf is not None and shelf.state != "back":
                do.update(tables.CallSheet, shelf.id, state="back")
    return TakenBack(len(wanted), len(corrections) - len(failed), tuple(failed), do.changes)


def _says(row: RowBack) -> bool:
    return bool(row.code or row.note or row.run_answer or row.help_answer)
