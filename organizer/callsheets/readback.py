"""A filled workbook compared three ways: as printed, as the store has it now, as the file says.

Nothing is guessed: what is certain can be applied, the rest is named row by row with a suggestion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.callsheets.corrections import Correction, corrections_of
from organizer.callsheets.entry import Entered, ranges
from organizer.callsheets.filled import FilledRow, Luggage, RawSheet, filled_rows, luggage
from organizer.callsheets.said import answer_said, result_said
from organizer.callsheets.seal import Seal, find_seal
from organizer.callsheets.sheet import CallSheet, Line
from organizer.callsheets.shelf import load_sheet, origin_key
from organizer.callsheets.typing_in import entered_lines
from organizer.domain.call_back import call_back_at
from organizer.domain.clock import short_date
from organizer.domain.errors import UserError
from organizer.domain.names import fold
from organizer.domain.status import result_of
from organizer.storage.tables import ContactEvent, Person

__all__ = ["STATES", "Comparison", "RowBack", "compare"]

STATES: dict[str, str] = {
    "new": "to be recorded", "same": "recorded already", "blank": "nothing written", "conflict": "two accounts",
    "unclear": "not understood", "doubled": "twice in the file", "unknown": "on no sheet of this file",
    "foreign": "from another file", "gone": "no longer in this file",
}


@dataclass(frozen=True, slots=True)
class RowBack:
    """A row of the file, whose it is, and the three sides of it.

    Args:
        row: its number in the file.
        state: of STATES; only "new" is applied without being asked.
        code: the result understood, or suggested where the state is "unclear".
        said: the result cell as it was written.
        printed: the last contact as printed; now: as the store has it; both in words.
        reason: why it is not simply applied.
    """

    row: int
    sheet: int = 0
    line: int = 0
    person_id: int | None = None
    name: str = ""
    state: str = "unknown"
    code: str = ""
    said: str = ""
    note: str = ""
    run_answer: str = ""
    help_answer: str = ""
    follow_up_at: str = ""
    printed: str = ""
    now: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of a file: its rows, what was corrected on them, which lines are missing, and remarks."""

    file: str
    sheets: dict[int, CallSheet]
    rows: tuple[RowBack, ...]
    corrections: tuple[Correction, ...]
    missing: tuple[tuple[int, int, str], ...]
    notes: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """How many rows there are of each state."""
        return dict(Counter(row.state for row in self.rows))


def compare(session: Session, raw: Sequence[RawSheet], file: str, now: datetime | None = None) -> Comparison:
    """Compare a filled file with what was printed and with the store; nothing is written.

    Args:
        session: reads.
        raw: the file's sheets, read in a child process by whoever calls.
        file: its name.
        now: this moment, for call-back times.

    Raises:
        UserError: it is no call sheet, or a newer version's.
    """
    seal = find_seal(session)
    rows = filled_rows(raw)
    brought = luggage(raw, seal)
    if seal is None:
        return Comparison(file, {}, tuple(RowBack(row.row, state="foreign", said=row.cells.get("result", ""),
                                                  reason="no call sheet was ever made from this file")
                                          for row in rows), (), (), ())
    finder = _Finder(session, seal, brought)
    found = [_side_by_side(finder, row, now or datetime.now().astimezone()) for row in rows]
    found = _doubled(found)
    seen = {(row.sheet, row.line) for row in found if row.line}
    sheets = {number: sheet for number, sheet in finder.sheets.items() if sheet and any(s == number for s, _ in seen)}
    missing = [(number, line.number, line.name) for number, sheet in sorted(sheets.items()) for line in sheet.lines
               if (number, line.number) not in seen]
    corrections: list[Correction] = []
    for row, back in zip(rows, found, strict=True):
        if back.person_id and back.state not in ("doubled", "gone", "foreign", "unknown"):
            corrections += corrections_of(session, row.cells, row.row, finder.line_of(back), back.person_id)
    return Comparison(file, sheets, tuple(found), tuple(corrections), tuple(missing),
                      tuple(_notes(rows, found, brought)))


class _Finder:
    """Whose line a row is, with each sheet opened once."""

    def __init__(self, session: Session, seal: Seal, brought: Luggage) -> None:
        self.session = session
        self.seal = seal
        self.brought = brought
        self.sheets: dict[int, CallSheet | None] = {}
        self.entered: dict[int, dict[int, Entered]] = {}
        self.people: dict[str, int] = {}

    def sheet(self, number: int) -> CallSheet | None:
        """The sheet as it was printed, from the store, else from the hidden sheet we signed."""
        if number not in self.sheets:
            try:
                self.sheets[number] = load_sheet(self.session, number)
            except UserError:
                self.sheets[number] = self.brought.sheets.get(number)
            sheet = self.sheets[number]
            self.entered[number] = entered_lines(self.session, sheet) if sheet else {}
            uuids = [line.uuid for line in sheet.lines] if sheet else []
            for start in range(0, len(uuids), 900):
                for person, uuid in self.session.execute(
                    select(Person.id, Person.uuid).where(Person.uuid.in_(uuids[start : start + 900]))
                ):
                    self.people[uuid] = person
        return self.sheets[number]

    def line_of(self, row: RowBack) -> Line:
        """The printed line behind a row that was found."""
        sheet = self.sheets[row.sheet]
        line = sheet.line(row.line) if sheet else None
        assert line is not None
        return line

    def find(self, row: FilledRow) -> tuple[CallSheet | None, Line | None, str, str]:
        """(sheet, line, state, reason); a state says why there is no line."""
        key = row.key
        if key is not None:
            if not self.seal.holds(key):
                ours = self.seal.store in self.brought.stores
                why = "its key was changed" if ours else "its key is another file's"
                return None, None, "unknown" if ours else "foreign", why
            sheet = self.sheet(key.sheet)
            line = sheet.line(key.line) if sheet else None
            if line is None or line.uuid != key.person:
                return sheet, None, "unknown", f"sheet {key.sheet} with this line is not in this file"
            return sheet, line, "", ""
        if self.brought.stores and self.seal.store not in self.brought.stores:
            return None, None, "foreign", "the sheet was made from another file"
        return self._without_key(row)

    def _without_key(self, row: FilledRow) -> tuple[CallSheet | None, Line | None, str, str]:
        """The line by number and check code, which together prove it; a likely one is only named."""
        sheet = self.sheet(row.sheet) if row.sheet else None
        if sheet is None:
            why = f"there is no sheet {row.sheet} here" if row.sheet else "it has no key and names no sheet"
            return None, None, "unknown", why
        number, check = row.cells.get("line", ""), row.cells.get("check", "").upper()
        line = sheet.line(int(number)) if number.isdigit() and len(number) < 9 else None
        if line is not None and line.code == check:
            return sheet, line, "", ""
        same = [one for one in sheet.lines if check and one.code == check] or [
            one for one in sheet.lines if fold(row.cells.get("name", "")) in (fold(one.list_name), fold(one.name))]
        hint = f"; line {same[0].number}, {same[0].name}?" if len(same) == 1 else ""
        return sheet, None, "unknown", f"its key is gone, and line and check code do not fit{hint}"


def _side_by_side(finder: _Finder, row: FilledRow, now: datetime) -> RowBack:
    """One row: whose it is and what it says against what is known."""
    sheet, line, state, reason = finder.find(row)
    back = RowBack(row.row, sheet=sheet.number if sheet else row.sheet, name=row.cells.get("name", ""), state=state,
                   said=row.cells.get("result", ""), note=row.cells.get("notes", ""), reason=reason)
    if sheet is None or line is None:
        return back
    person = finder.people.get(line.uuid)
    back = replace(back, line=line.number, name=line.name, person_id=person, printed=line.last)
    if person is None:
        return replace(back, state="gone", reason="the person is no longer in this file")
    said = result_said(back.said)
    problems = [said.problem] if said.problem else []
    run, run_problem = answer_said(row.cells.get("run", ""))
    helping, help_problem = answer_said(row.cells.get("help", ""))
    problems += [problem for problem in (run_problem, help_problem) if problem]
    when = row.cells.get("call_back", "")
    follow_up, others = call_back_at(when.replace("T", " ").split(), now) if when else ("", [])
    note = " ".join(part for part in (back.note, f"(call back: {when})" if others or (when and not follow_up) else "")
                    if part)
    back = replace(back, code=said.code or said.suggestion, note=note, follow_up_at=follow_up, run_answer=run,
                   help_answer=helping)
    if problems:
        return replace(back, state="unclear", reason="; ".join(problems))
    if not (back.code or back.note or back.run_answer or back.help_answer or back.follow_up_at):
        return replace(back, state="blank")
    return _against_store(finder, sheet, back)


def _against_store(finder: _Finder, sheet: CallSheet, back: RowBack) -> RowBack:
    """New, the same, or at odds with what was recorded since."""
    old = finder.entered[sheet.number].get(back.line)
    noted = finder.session.execute(
        select(ContactEvent.result, ContactEvent.note, ContactEvent.run_answer, ContactEvent.help_answer)
        .where(ContactEvent.origin_key == origin_key(sheet.uuid, back.line), ContactEvent.void == 0)
    ).first()
    if noted is not None:
        if tuple(noted) == (back.code, back.note, back.run_answer, back.help_answer):
            return replace(back, state="same", now=_words(noted[0], old.at if old else ""))
        return replace(back, state="conflict", now=_words(noted[0], old.at if old else ""),
                       reason="this line was entered before, with something else")
    since = finder.session.execute(
        select(ContactEvent.result, ContactEvent.at, ContactEvent.by)
        .where(ContactEvent.person_id == back.person_id, ContactEvent.void == 0, ContactEvent.result != "",
               ContactEvent.at > sheet.made_at).order_by(ContactEvent.at.desc()).limit(1)
    ).first() if sheet.made_at else None
    if since is not None:
        return replace(back, state="conflict", now=_words(since[0], since[1]),
                       reason=f"contacted since it was printed, by {since[2]}")
    return replace(back, state="new", now=back.printed)


def _words(code: str, at: str) -> str:
    return f"{result_of(code).label if code else 'Note'} {short_date(at)}".strip()


def _doubled(rows: Iterable[RowBack]) -> list[RowBack]:
    """Lines that stand in the file twice: one filled and one blank is no matter, two accounts are named."""
    rows = list(rows)
    times = Counter((row.sheet, row.line) for row in rows if row.line)
    found: list[RowBack] = []
    taken: dict[tuple[int, int], RowBack] = {}
    for row in rows:
        key = (row.sheet, row.line)
        if not row.line or times[key] < 2 or row.state == "blank":
            found.append(row)
            continue
        first = taken.setdefault(key, row)
        if first is row:
            found.append(row)
        elif _account(first) == _account(row):
            found.append(replace(row, state="doubled", reason=f"the same as row {first.row}"))
        else:
            found.append(replace(row, state="doubled", reason=f"row {first.row} says something else"))
            at = next(place for place, one in enumerate(found) if one.row == first.row and one.sheet == first.sheet)
            found[at] = replace(found[at], state="doubled", reason=f"row {row.row} says something else")
    return found


def _account(row: RowBack) -> tuple[str, ...]:
    return row.code, row.note, row.run_answer, row.help_answer, row.follow_up_at


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
