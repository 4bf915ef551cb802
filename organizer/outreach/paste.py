"""Cells pasted back from a spreadsheet: first what they would change, then the change as one action.

Most cells are fields of a person, which are typed over; results and follow-ups are recorded as contacts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.call_back import said_moment
from organizer.domain.changes import Changes
from organizer.domain.clock import plain_time, short_time
from organizer.domain.errors import UserError
from organizer.domain.status import result_of
from organizer.outreach.pasted_people import whom
from organizer.outreach.pasted_result import PastedResult, read_result
from organizer.outreach.record import left_out, record_result
from organizer.prospects import belongings, browse, edit, fields
from organizer.storage import journal

__all__ = ["RECORDED", "PasteRow", "label_of", "lines_of", "paste", "preview"]

RECORDED = {"last_result": "Result", "follow_up": "Follow-up"}
"""What is kept as a contact, not as a field, and its label."""


@dataclass(frozen=True, slots=True)
class PasteRow:
    """What a pasted cell would do to one person: `problem` says why it cannot go in, else it is empty.

    `result` is what came of a call, where the cell says that.
    """

    id: int
    name: str
    field: str
    old: str
    new: str
    problem: str = ""
    value: str | int = ""
    result: PastedResult | None = None

    @property
    def changes(self) -> bool:
        """Whether it can go in and says something else than what is there."""
        return not self.problem and self.new != self.old


def lines_of(text: str) -> list[list[str]]:
    """The cells of a text as spreadsheets put it on the clipboard; the mark that keeps formulas text is taken off."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = _in_quotes(text) if '"' in text else [line.split("\t") for line in text.split("\n")]
    if lines[-1] == [""]:
        lines.pop()
    return [[cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell for cell in cells]
            for cells in lines]


def _in_quotes(text: str) -> list[list[str]]:
    """The cells of a text of which some stand in quotes, as those of several lines do."""
    lines: list[list[str]] = [[""]]
    quoted = False
    place = 0
    while place < len(text):
        letter = text[place]
        cells = lines[-1]
        if letter == '"' and (quoted or not cells[-1]) and (quoted or _closes(text, place + 1)):
            if quoted and text[place + 1 : place + 2] == '"':
                cells[-1] += '"'
                place += 1
            else:
                quoted = not quoted
        elif letter == "\t" and not quoted:
            cells.append("")
        elif letter == "\n" and not quoted:
            lines.append([""])
        else:
            cells[-1] += letter
        place += 1
    return lines


def _closes(text: str, start: int) -> bool:
    """Whether a quote that opens a cell is closed at the end of one, too; else it is a letter like others."""
    end = text.find('"', start)
    while end >= 0 and text[end + 1 : end + 2] == '"':
        end = text.find('"', end + 2)
    return end >= 0 and text[end + 1 : end + 2] in ("", "\t", "\n")


def label_of(field: str) -> str:
    """What a field is called in a heading."""
    return RECORDED.get(field) or fields.field_of(field).label


def preview(
    session: Session, ids: Sequence[int], columns: Sequence[str], lines: Sequence[Sequence[str]]
) -> list[PasteRow]:
    """What pasting lines of cells would change, person by person and field by field, and what could not go in.

    A single line goes to everybody; otherwise lines go one by one, to the people of their rows or to those they name
    (see `whom`), and people beyond the last keep what they have.

    Args:
        session: for reading.
        ids: the people, in the order of the lines.
        columns: what the cells of a line are, from left to right: a field, or one of RECORDED; "" passes a cell over.
        lines: the cells.

    Raises:
        UserError: no hand may change one of the fields.
    """
    lines = list(lines)
    if len(lines) == 1:
        lines *= max(len(ids), 1)
    meant, by_name = whom(session, ids, columns, lines)
    columns = ["" if by_name and column == "name" else column for column in columns]
    ids = list(dict.fromkeys(person for person, _ in meant if person))
    names = belongings.names(session, ids)
    readers = {column: _reader(session, ids, column) for column in columns if column}
    found = []
    for (person, why), cells in zip(meant, lines, strict=False):
        if person not in names:
            if not any(cells):
                continue
            gone = why or "This person is no longer in the file."
            found.append(PasteRow(person, "", "", "", " ".join(cells)[:200], gone))
            continue
        for column, said in zip(columns, cells, strict=False):
            if column:
                found.append(_looked_at(readers[column], person, names[person], said))
    for cells in lines[len(meant):]:
        if any(cells):
            found.append(PasteRow(0, "", "", "", " ".join(cells)[:200], "There is no row for this line."))
    return found


class _Field:
    """How a cell for a field of a person is read."""

    def __init__(self, session: Session, ids: Sequence[int], name: str) -> None:
        fields.field_of(name)
        self.session = session
        self.name = name
        self.old = belongings.current(session, ids, name)

    def shown(self, value: str | int) -> str:
        """A value as a person reads it."""
        return fields.shown(self.name, value)

    def read(self, person: int, said: str) -> str | int:
        """The value that a cell says. Raises UserError where it cannot go in."""
        value = fields.clean(self.name, said)
        if self.shown(value) != self.shown(self.old[person]):
            edit.check(self.session, person, self.name, value)
        return value


class _Result(_Field):
    """How a cell for the result of a call is read.

    A blank one, the Status as it stands, and the result that came last leave it as it is.
    """

    def __init__(self, session: Session, ids: Sequence[int]) -> None:
        self.name = "last_result"
        rows = browse.rows(session, ids)
        self.old = {row.id: row.last_result or "" for row in rows}
        self.status = {row.id: row.status.label for row in rows}
        self.walled = left_out(session, ids)
        self.told: dict[int, PastedResult] = {}

    def shown(self, value: str | int) -> str:
        return result_of(str(value)).label if value else ""

    def read(self, person: int, said: str) -> str | int:
        said = said.strip()
        if not said or said.casefold() == self.status[person].casefold():
            return self.old[person]
        found = read_result(said)
        if person in self.walled and not result_of(found.code).suppress and found.code != self.old[person]:
            raise UserError("This person must not be called, so no result of a call is recorded.")
        self.told[person] = found
        return found.code


class _FollowUp(_Field):
    """How a cell for the day to call back is read; a blank one takes it away."""

    def __init__(self, session: Session, ids: Sequence[int]) -> None:
        self.name = "follow_up"
        self.old = belongings.current(session, ids, self.name)

    def shown(self, value: str | int) -> str:
        return short_time(str(value))

    def read(self, person: int, said: str) -> str | int:
        old = self.old[person]
        if said.strip() in (plain_time(old), short_time(old)):  # a day that is past, too
            return old
        return said_moment(said, clock.local_now())


def _reader(session: Session, ids: Sequence[int], column: str) -> _Field:
    if column == "last_result":
        return _Result(session, ids)
    return _FollowUp(session, ids) if column == "follow_up" else _Field(session, ids, column)


def _looked_at(column: _Field, person: int, name: str, said: str) -> PasteRow:
    before = column.shown(column.old[person])
    try:
        value = column.read(person, said)
    except UserError as fault:
        return PasteRow(person, name, column.name, before, said[:200], fault.message)
    told = column.told.get(person) if isinstance(column, _Result) else None
    return PasteRow(person, name, column.name, before, told.words if told else column.shown(value), value=value,
                    result=told)


def paste(
    session: Session, ids: Sequence[int], columns: Sequence[str], lines: Sequence[Sequence[str]], *, by: str,
    moved_to: str = "", address: str = "", language: str = "", on_moved: Callable[..., object] | None = None,
) -> Changes:
    """Paste: every cell that fits its person goes in, as one action; the others stay as they are.

    Args:
        session: from `Database.writing`.
        ids, columns, lines: as `preview` takes them.
        by: who pastes.
        moved_to, address: where those moved to whose cell does not tell.
        language: which language those speak whose cell does not tell.
        on_moved: called with the people who moved and their `address`, so that their districts are worked out again.
    """
    good = [row for row in preview(session, ids, columns, lines) if row.changes]
    people = list(dict.fromkeys(row.id for row in good))
    labels = [label_of(field).lower() for field in dict.fromkeys(row.field for row in good)]
    what = labels[0] if len(labels) == 1 else f"{len(labels)} columns"
    who = good[0].name if len(people) == 1 else f"{len(people):,} people"
    results: dict[PastedResult, list[int]] = {}
    days: dict[str, list[int]] = {}
    with journal.action(session, kind="edit", name=f"Paste {what} of {who}", by=by) as do:
        for row in good:
            if row.result is not None:
                told = row.result.completed(moved_to=moved_to, address=address, language=language)
                results.setdefault(told, []).append(row.id)
            elif row.field == "follow_up":
                days.setdefault(str(row.value), []).append(row.id)
            else:
                edit.put(session, do, row.id, row.field, row.value, by=by)
        for one, whom in results.items():
            record_result(session, whom, one.code, by=by, moved_to=one.moved_to, language=one.language, note=one.note,
                          follow_up_at=one.follow_up_at, apply_suggestion=True,
                          on_moved=on_moved and partial(on_moved, by=by, address=one.address))
        for day, whom in days.items():
            record_result(session, whom, "", kind="follow-up", follow_up_at=day, by=by)
    return do.changes
