"""Cells pasted back from a spreadsheet: first what they would change, then the change as one action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.prospects import belongings, edit
from organizer.prospects.fields import clean, field_of, shown
from organizer.storage import journal

__all__ = ["PasteRow", "lines_of", "paste", "preview"]


@dataclass(frozen=True, slots=True)
class PasteRow:
    """What a pasted cell would do to one person: `problem` says why it cannot go in, else it is empty."""

    id: int
    name: str
    field: str
    old: str
    new: str
    problem: str = ""
    value: str | int = ""

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


def preview(
    session: Session, ids: Sequence[int], fields: Sequence[str], lines: Sequence[Sequence[str]]
) -> list[PasteRow]:
    """What pasting lines of cells would change, person by person and field by field, and what could not go in.

    A single line goes to everybody; otherwise lines go one by one, and people beyond the last keep what they have.

    Args:
        session: for reading.
        ids: the people, in the order of the lines.
        fields: what the cells of a line are, from left to right; "" passes a cell over.
        lines: the cells.

    Raises:
        UserError: no hand may change one of the fields.
    """
    lines = list(lines)
    if len(lines) == 1:
        lines *= max(len(ids), 1)
    names = belongings.names(session, ids)
    old = {field: belongings.current(session, ids, field) for field in fields if field and field_of(field)}
    found = []
    for person, cells in zip(ids, lines, strict=False):
        if person not in names:
            found.append(PasteRow(person, "", "", "", " ".join(cells)[:200], "This person is no longer in the file."))
            continue
        for field, said in zip(fields, cells, strict=False):
            if field:
                found.append(_looked_at(session, person, names[person], field, old[field][person], said))
    for cells in lines[len(ids):]:
        if any(cells):
            found.append(PasteRow(0, "", "", "", " ".join(cells)[:200], "There is no row for this line."))
    return found


def _looked_at(session: Session, person: int, name: str, field: str, old: str, said: str) -> PasteRow:
    before = shown(field, old)
    try:
        value = clean(field, said)
        after = shown(field, value)
        if after != before:
            edit.check(session, person, field, value)
    except UserError as fault:
        return PasteRow(person, name, field, before, said[:200], fault.message)
    return PasteRow(person, name, field, before, after, value=value)


def paste(
    session: Session, ids: Sequence[int], fields: Sequence[str], lines: Sequence[Sequence[str]], *, by: str
) -> Changes:
    """Paste: every cell that fits its person goes in, as one action; the others stay as they are."""
    good = [row for row in preview(session, ids, fields, lines) if row.changes]
    people = list(dict.fromkeys(row.id for row in good))
    labels = [field_of(field).label.lower() for field in dict.fromkeys(row.field for row in good)]
    what = labels[0] if len(labels) == 1 else f"{len(labels)} columns"
    who = good[0].name if len(people) == 1 else f"{len(people):,} people"
    with journal.action(session, kind="edit", name=f"Paste {what} of {who}", by=by) as do:
        for row in good:
            edit.put(session, do, row.id, row.field, row.value, by=by)
    return do.changes
