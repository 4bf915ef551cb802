"""A filled workbook compared three ways: as printed, as the store has it now, as the file says.

Nothing is guessed: what is certain can be applied, the rest is named row by row with a suggestion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum
from itertools import pairwise
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.callsheets.readback.comparison import STATES, Comparison, RowBack
from organizer.callsheets.readback.corrections import Correction, corrections_of
from organizer.callsheets.readback.entry import ranges
from organizer.callsheets.readback.filled import FilledRow, Luggage, RawSheet, filled_rows, luggage
from organizer.callsheets.readback.said import answer_said, result_said
from organizer.callsheets.seal import Seal, find_seal
from organizer.callsheets.sheet import CallSheet, Line
from organizer.callsheets.shelf import events_of, load_sheet, origin_key, people_of
from organizer.domain import clock
from organizer.domain.call_back import call_back_at
from organizer.domain.clock import from_text, short_date
from organizer.domain.errors import UserError
from organizer.domain.names import fold
from organizer.domain.status import result_of
from organizer.storage.tables import CallSheet as Shelved
from organizer.storage.tables import ContactEvent

__all__ = ["STATES", "Comparison", "RowBack", "compare"]


def compare(
    session: Session, raw: Sequence[RawSheet], file: str, now: datetime | None = None,
    placed: Mapping[int, int] | None = None,
) -> Comparison:
    """Compare a filled file with what was printed and with the store; nothing is written.

    Args:
        session: reads.
        raw: the file's sheets, read in a child process by whoever calls.
        file: its name.
        now: the moment of the calls, from which "tomorrow" on the sheet counts.
        placed: rows without a line, by `RowBack.id`, and the line that somebody said they are.

    Raises:
        UserError: it is no call sheet, or a newer version's.
    """
    seal = find_seal(session)
    rows = filled_rows(raw)
    brought = luggage(raw, seal)
    several = len({row.tab for row in rows}) > 1
    tabs = [row.tab if several else "" for row in rows]
    if seal is None:
        return Comparison(file, {}, tuple(
            RowBack(row.row, place, tab, name=row.cells.get("name", ""), state="foreign",
                    said=row.cells.get("result", ""), reason="no call sheet was ever made from this file")
            for place, (row, tab) in enumerate(zip(rows, tabs, strict=True))), (), (), ())
    finder = _Finder(session, seal, brought, placed or {})
    now = now or clock.local_now()
    found = [_side_by_side(finder, row, RowBack(row.row, place, tab), now)
             for place, (row, tab) in enumerate(zip(rows, tabs, strict=True))]
    found = _doubled(found)
    seen = {(row.sheet, row.line) for row in found if row.line}
    named = {row.sheet for row in found if row.state != "foreign"}
    sheets = {number: sheet for number, sheet in finder.sheets.items() if sheet and number in named}
    missing = [(number, line.number, line.name) for number, sheet in sorted(sheets.items()) for line in sheet.lines
               if (number, line.number) not in seen]
    corrections: list[Correction] = []
    for row, back in zip(rows, found, strict=True):
        if back.person_id and back.state not in ("gone", "foreign", "unknown"):
            corrections += corrections_of(session, row.cells, back.row, back.sheet, finder.line_of(back),
                                          back.person_id)
    return Comparison(file, sheets, tuple(found), tuple(dict.fromkeys(corrections)), tuple(missing),
                      tuple(_notes(rows, found, brought)))


class _Lost(Enum):
    """What became of the proof in a row's hidden column Key, in words."""

    EMPTY = "its hidden column Key is empty"
    UNREADABLE = "its hidden column Key holds something else"
    CHANGED = "its hidden column Key was changed by hand"


class _Finder:
    """Whose line a row is, with each sheet opened once."""

    def __init__(self, session: Session, seal: Seal, brought: Luggage, placed: Mapping[int, int]) -> None:
        self.session = session
        self.seal = seal
        self.brought = brought
        self.placed = placed
        self.sheets: dict[int, CallSheet | None] = {}
        self.entered: dict[str, Any] = {}  # by what its event is called: the account of a line that the store has
        self.since: dict[tuple[int, int], Any] = {}  # by sheet and person: the last contact after it was printed
        self.people: dict[tuple[int, int], int] = {}

    def sheet(self, number: int) -> CallSheet | None:
        """The sheet as it was printed, from the store, else from the hidden sheet we signed."""
        if number not in self.sheets:
            try:
                self.sheets[number] = load_sheet(self.session, number)
            except UserError:
                self.sheets[number] = self.brought.sheets.get(number)
            sheet = self.sheets[number]
            if sheet is not None:
                found = people_of(self.session, sheet)
                self.people.update({(number, line): person for line, person in found.items()})
                self._what_is_known(sheet, sorted(set(found.values())))
        return self.sheets[number]

    def _what_is_known(self, sheet: CallSheet, people: Sequence[int]) -> None:
        """What the store has of all lines of a sheet, asked once."""
        event = ContactEvent
        for row in self.session.execute(
            select(event.origin_key, event.result, event.note, event.run_answer, event.help_answer,
                   event.follow_up_at, event.at, event.by)
            .where(*events_of(sheet)).order_by(event.id)
        ):
            self.entered.setdefault(row.origin_key, row)
        for start in range(0, len(people) if sheet.made_at else 0, 900):
            for one in self.session.execute(
                select(event.person_id, event.result, event.at, event.by)
                .where(event.person_id.in_(people[start : start + 900]), event.void == 0, event.result != "",
                       event.at > sheet.made_at).order_by(event.at)
            ):
                self.since[sheet.number, one.person_id] = one

    def line_of(self, row: RowBack) -> Line:
        """The printed line behind a row that was found."""
        sheet = self.sheets[row.sheet]
        line = sheet.line(row.line) if sheet else None
        assert line is not None
        return line

    def find(self, row: FilledRow, place: int) -> tuple[CallSheet | None, Line | None, str, str, int]:
        """(sheet, line, state, reason, the line it may be); a state says why there is no line."""
        key = row.key
        if key is not None:
            if not self.seal.holds(key):
                if self.seal.store in self.brought.stores:
                    return self._without_key(row, place, _Lost.CHANGED)
                return None, None, "foreign", "this row was made from another file; open that one to read it", 0
            sheet = self.sheet(key.sheet)
            line = sheet.line(key.line) if sheet else None
            if sheet is None or line is None or line.uuid != key.person:
                return sheet, None, "unknown", f"sheet {key.sheet} with this line is not in this file", 0
            if (said := sheet.line(self.placed.get(place, 0))) is not None:
                return sheet, said, "", "", 0
            if (other := _contradicts(row, sheet, line)) is not None:
                why = f"its hidden column Key is line {line.number}'s, {line.name}, but it reads as line {other.number}"
                return sheet, None, "unknown", f"{why}: sorted without that column?", other.number
            return sheet, line, "", "", 0
        if self.brought.stores and self.seal.store not in self.brought.stores:
            return None, None, "foreign", "the sheet was made from another file; open that one to read it", 0
        return self._without_key(row, place, _Lost.UNREADABLE if row.cells.get("key") else _Lost.EMPTY)

    def _without_key(
        self, row: FilledRow, place: int, why: _Lost
    ) -> tuple[CallSheet | None, Line | None, str, str, int]:
        """The line by number and check code, which together prove it; a likely one is only named."""
        sheet = self.sheet(row.sheet) if row.sheet else None
        if sheet is None:
            lost = f"there is no sheet {row.sheet} here" if row.sheet else f"{why.value}, and it names no sheet"
            return None, None, "unknown", f"{lost}{self._there()}", 0
        if (said := sheet.line(self.placed.get(place, 0))) is not None:
            return sheet, said, "", "", 0
        line, check = _numbered(row, sheet), row.cells.get("check", "").upper()
        if line is not None and line.code == check and why is not _Lost.CHANGED:
            return sheet, line, "", "", 0
        name = fold(row.cells.get("name", ""))
        same = [one for one in sheet.lines if check and one.code == check] or [
            one for one in sheet.lines if name and name in (fold(one.list_name), fold(one.name))]
        if len(same) != 1 and line is not None and (not name or name in (fold(line.list_name), fold(line.name))):
            same = [line]
        hint = f"; line {same[0].number}, {same[0].name}?" if len(same) == 1 else ""
        says = "" if why is _Lost.CHANGED else ", and line and check code do not fit"
        return sheet, None, "unknown", f"{why.value}{says}{hint}", same[0].number if len(same) == 1 else 0

    def _there(self) -> str:
        """Which sheets there are, for somebody whose sheet is not among them."""
        low, high = self.session.execute(select(func.min(Shelved.number), func.max(Shelved.number))).one()
        if not low:
            return "; no sheet was made here yet"
        return f"; sheet {low} is" if low == high else f"; sheets {low} to {high} are"


def _numbered(row: FilledRow, sheet: CallSheet) -> Line | None:
    """The line of the number that the row shows."""
    number = row.cells.get("line", "")
    return sheet.line(int(number)) if number.isascii() and number.isdigit() and len(number) < 9 else None


def _contradicts(row: FilledRow, sheet: CallSheet, line: Line) -> Line | None:
    """The other line whose number, check code or name the row shows, where it shows nothing of the key's own line."""
    check, name = row.cells.get("check", "").upper(), fold(row.cells.get("name", ""))
    number = _numbered(row, sheet)
    if check == line.code or number is line or (name and name in (fold(line.list_name), fold(line.name))):
        return None
    by_check = [one for one in sheet.lines if check and one.code == check]
    by_name = [one for one in sheet.lines if name and name in (fold(one.list_name), fold(one.name))]
    found = by_check or ([number] if number is not None else by_name)
    return found[0] if len(found) == 1 else None


def _side_by_side(finder: _Finder, row: FilledRow, back: RowBack, now: datetime) -> RowBack:
    """One row: whose it is and what it says against what is known."""
    sheet, line, state, reason, maybe = finder.find(row, back.id)
    back = replace(back, sheet=sheet.number if sheet else row.sheet, name=row.cells.get("name", ""), state=state,
                   said=row.cells.get("result", ""), note=row.cells.get("notes", ""), reason=reason, maybe=maybe)
    if sheet is None or line is None:
        return back
    person = finder.people.get((sheet.number, line.number))
    back = replace(back, line=line.number, name=line.name, person_id=person, printed=line.last)
    if person is None:
        return replace(back, state="gone", reason="the person is no longer in this file")
    said = result_said(back.said)
    run, run_problem = answer_said(row.cells.get("run", ""))
    helping, help_problem = answer_said(row.cells.get("help", ""))
    when = row.cells.get("call_back", "")
    follow_up, others = _call_back(when, now)
    kept = [back.note]  # what was not understood is kept word for word
    kept += [f"“{back.said}”"] if said.problem else []
    kept += [f"({name}: {row.cells[cell]})" for name, cell, problem in
             (("run", "run", run_problem), ("help", "help", help_problem)) if problem]
    kept += [f"(call back: {when})"] if others or (when and not follow_up) else []
    back = replace(back, code=said.code or said.suggestion, note=" ".join(part for part in kept if part),
                   follow_up_at=follow_up, run_answer=run, help_answer=helping)
    problems = [problem for problem in (said.problem, run_problem, help_problem) if problem]
    if problems:
        back = replace(back, state="unclear", reason="; ".join(problems))
    elif not any(back.account):
        return replace(back, state="blank")
    return _against_store(finder, sheet, back, when)


def _call_back(when: str, now: datetime) -> tuple[str, list[str]]:
    return call_back_at(when.replace("T", " ").split(), now) if when else ("", [])


def _against_store(finder: _Finder, sheet: CallSheet, back: RowBack, when: str) -> RowBack:
    """New, the same, or at odds with what was recorded since."""
    noted = finder.entered.get(origin_key(sheet.uuid, back.line))
    if noted is not None:
        at = from_text(noted.at).astimezone()
        code = noted.result if back.state == "unclear" else back.code  # its note holds what was written
        follow_up = _call_back(when, at)[0] if when else noted.follow_up_at
        side = _words(noted.result, noted.at, noted.by)
        if tuple(noted[1:6]) == (code, back.note, back.run_answer, back.help_answer, follow_up):
            return replace(back, state="same", code=noted.result, reason="", now=side)
        if back.state == "unclear":
            return replace(back, now=side)
        differs = "something else" if noted.result != back.code else "another note or answer"
        return replace(back, state="conflict", now=side, reason=f"this line was entered before, with {differs}")
    since = finder.since.get((sheet.number, back.person_id or 0))
    if since is None:
        return replace(back, now=back.printed) if back.state == "unclear" else replace(
            back, state="new", now=back.printed)
    side = _words(since.result, since.at, since.by)
    if back.state == "unclear":
        return replace(back, now=side)
    return replace(back, state="conflict", now=side, reason=f"contacted since it was printed, by {since.by}")


def _words(code: str, at: str, by: str) -> str:
    said = f"{result_of(code).label if code else 'Note'} {short_date(at)}"
    return f"{said} by {by}" if by else said


def _doubled(rows: Sequence[RowBack]) -> list[RowBack]:
    """Lines that stand in the file twice: one filled and one blank is no matter, two accounts are named."""
    found = list(rows)
    filled: dict[tuple[int, int], list[int]] = {}
    for row in rows:
        if row.line and row.state not in ("blank", "gone"):
            filled.setdefault((row.sheet, row.line), []).append(row.id)
    for places in filled.values():
        if len(places) < 2:
            continue
        first = next((rows[place] for place in places if rows[place].state == "same"), rows[places[0]])
        others = [place for place in places if rows[place].account != first.account]
        for place in places:
            if place not in others and place != first.id:
                found[place] = replace(rows[place], state="again", reason=f"the same as {_where(first)}")
        if first.state == "same":
            continue  # one account is recorded, another one is in conflict with it as any other would be
        for place in (first.id, *others) if others else ():
            other = rows[others[0]] if place == first.id else first
            found[place] = replace(rows[place], state="doubled", reason=f"{_where(other)} says something else")
    return found


def _where(row: RowBack) -> str:
    return f"row {row.row} of {row.tab}" if row.tab else f"row {row.row}"


def _notes(rows: Sequence[FilledRow], found: Sequence[RowBack], brought: Luggage) -> Iterable[str]:
    """What is worth knowing of the file as a whole."""
    if rows and not any("key" in row.cells for row in rows):
        yield "The hidden column Key is gone; lines were found by number and check code."
    if brought.broken:
        yield "The hidden sheet was changed, so it was passed over."
    for number in sorted({row.sheet for row in found if row.line}):
        order = [row.line for row in found if row.sheet == number and row.line]
        if order != sorted(order):
            moved = [line for before, line in pairwise(order) if line < before]
            yield f"Sheet {number}: rows stand in another order than printed (lines {ranges(moved)}); each was found."
