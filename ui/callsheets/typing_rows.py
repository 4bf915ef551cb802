"""What stands in the list beside the field: each entry with the person's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from organizer.callsheets.readback.entry import Entered, Entry, ranges
from organizer.callsheets.sheet import CallSheet
from organizer.domain.clock import short_time
from organizer.domain.status import result_of
from ui.widgets.cells import Cell, Column

__all__ = ["COLUMNS", "TypedRow", "plain", "row_of", "rows_of"]


@dataclass(frozen=True, slots=True)
class TypedRow:
    """An entry as the list shows it; a `warning` stands where nothing was recorded."""

    lines: str
    who: str
    code: str
    said: str
    note: str
    warning: bool = False


COLUMNS: tuple[Column[TypedRow], ...] = (
    Column("lines", "Line", 64, lambda row: Cell(row.lines, "strong"), grows=True),
    Column("who", "Who", 190, lambda row: Cell(row.who), grows=True),
    Column("code", "Code", 56, lambda row: Cell(row.code, "strong")),
    Column("said", "Result", 300, lambda row: Cell(row.said, "status", "waiting") if row.warning else Cell(row.said),
           grows=True),
    Column("note", "Note", 220, lambda row: Cell(row.note, "soft"), grows=True),
)


def rows_of(sheet: CallSheet, entered: Mapping[int, Entered]) -> list[TypedRow]:
    """All that the store has of a sheet, line by line."""
    return [TypedRow(str(line.number), line.name, one.code, _said(one), one.note)
            for line in sheet.lines if (one := entered.get(line.number)) is not None]


def row_of(sheet: CallSheet, entry: Entry) -> TypedRow:
    """An entry as it was just typed, with what it did to the number that was dialled."""
    result = result_of(entry.code)
    line = sheet.line(entry.lines[0])
    alone = line if len(entry.lines) == 1 else None
    note = entry.note
    if result.phone_status and alone is not None:
        bad = next((one.shown for one in alone.phones if not one.bad), "")
        note = " · ".join(part for part in (f"{bad} marked {result.phone_status}" if bad else "", note) if part)
    who = alone.name if alone is not None else f"{len(entry.lines)} people"
    return TypedRow(ranges(entry.lines), who, entry.code, _said(entry), note)


def plain(entered: Mapping[int, Entered]) -> dict[int, tuple[str, str, str, str]]:
    """What the list shows of it, without when and by whom."""
    return {line: (one.code, one.note, one.run_answer, one.help_answer) for line, one in entered.items()}


def _said(one: Entry | Entered) -> str:
    """``Talked · Run: maybe``, ``Call back · Nov 27, 7:00 PM``."""
    said = [result_of(one.code).label]
    said += [f"{name}: {answer}" for name, answer in (("Run", one.run_answer), ("Help", one.help_answer)) if answer]
    if isinstance(one, Entry):
        said += [part for part in (short_time(one.follow_up_at), one.language, one.moved_to.replace("-", " ")) if part]
    return " · ".join(said)
