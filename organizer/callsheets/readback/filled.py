"""A filled workbook or csv as rows we know: where its table begins, which column is which, whose line each row is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from organizer.callsheets.csv_file import unguarded
from organizer.callsheets.seal import HIDDEN_SHEET, SCHEMA, LineKey, Seal, read_key
from organizer.callsheets.sheet import CallSheet, Line
from organizer.domain.errors import UserError
from organizer.domain.names import fold

__all__ = ["FilledRow", "Luggage", "RawSheet", "filled_rows", "luggage", "text_of"]

_ALIASES = {
    "line": "line", "#": "line", "no": "line", "check": "check", "name": "name", "phone": "phone",
    "address": "address", "result": "result", "results": "result", "outcome": "result",
    "notes": "notes", "note": "notes", "comments": "notes", "run": "run", "help": "help", "call back": "call_back",
    "callback": "call_back", "new phone": "new_phone", "new address": "new_address", "key": "key",
}
_TAG = re.compile(r"\bS(\d{1,9})-[A-Z]\d[A-Z]\d\b")
_TAB = re.compile(r"^(?:call )?sheet (\d{1,9})\b", re.IGNORECASE)
_FRAME = re.compile(r"^sheet (\d+) ([0-9a-f]*) (\S*) (\S+) (\S+)$")


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet of a foreign file as it was read: rows with their numbers, cells as they came.

    Whoever reads the file does so in a child process and hands this in.
    """

    name: str
    hidden: bool
    rows: Sequence[tuple[int, Sequence[object]]]


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row below the headings: its number in the file, its cells as text by what they are, and its key if it has one.

    `sheet` is what the file says around the row: title, tab or hidden sheet; 0 where it says nothing. `tab` is the tab
    it stands on.
    """

    row: int
    sheet: int
    cells: dict[str, str]
    key: LineKey | None
    tab: str = ""


@dataclass(frozen=True, slots=True)
class Luggage:
    """What the hidden sheet brought along. `sheets` are those as printed whose signature holds.

    `stores` are the stores that the file says it comes from.
    """

    stores: frozenset[str] = frozenset()
    sheets: dict[int, CallSheet] = field(default_factory=dict)
    broken: bool = False


def text_of(cell: object) -> str:
    """A cell as somebody would read it."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes") if cell.hour or cell.minute else cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return unguarded(str(cell)).strip()


def filled_rows(sheets: Sequence[RawSheet]) -> list[FilledRow]:
    """The rows of every visible sheet that looks like a call sheet.

    Raises:
        UserError: none of them does.
    """
    found: list[FilledRow] = []
    seen = False
    for raw in sheets:
        if raw.name == HIDDEN_SHEET:
            continue
        head = _heading(raw)
        if head is None:
            continue
        seen = True
        place, columns = head
        number = _number_above(raw, place)
        for row, cells in list(raw.rows)[place + 1:]:
            said = {name: text_of(cells[at]) for name, at in columns.items() if at < len(cells)}
            if any(said.values()):
                found.append(FilledRow(row, number, said, read_key(said.get("key", "")), raw.name))
    if not seen:
        raise UserError("This isn't a call sheet: no row has the headings Line, Name and Result. To read a list of "
                        "people, import it.")
    return found


def _heading(raw: RawSheet) -> tuple[int, dict[str, int]] | None:
    """The place of the row of headings and the column of each."""
    for place, (_, cells) in enumerate(raw.rows):
        columns: dict[str, int] = {}
        for at, cell in enumerate(cells):
            name = _ALIASES.get(fold(text_of(cell)).rstrip("?:. "))
            if name:
                columns.setdefault(name, at)
        if "result" in columns and len(columns.keys() & {"line", "check", "name", "key"}) >= 2:
            return place, columns
    return None


def _number_above(raw: RawSheet, place: int) -> int:
    """The sheet's number as the title or the tab says it."""
    for _, cells in list(raw.rows)[:place]:
        for cell in cells:
            if found := _TAG.search(text_of(cell)):
                return int(found[1])
    found = _TAB.match(raw.name)
    return int(found[1]) if found else 0


def luggage(sheets: Sequence[RawSheet], seal: Seal | None) -> Luggage:
    """What the hidden sheet says, as far as our own signature holds.

    Raises:
        UserError: it was written by a newer version.
    """
    hidden = next((raw for raw in sheets if raw.name == HIDDEN_SHEET), None)
    if hidden is None or not hidden.rows:
        return Luggage()
    rows = [[text_of(cell) for cell in cells] for _, cells in hidden.rows]
    kind, _, version = rows[0][0].rpartition(" ")
    if kind == SCHEMA.rpartition(" ")[0] and version.isdigit() and int(version) > int(SCHEMA.rpartition(" ")[2]):
        raise UserError("This call sheet was made by a newer version of Organizer. Update this one to read it.")
    stores: set[str] = set()
    frames: dict[int, tuple[str, str, str, str]] = {}
    lines: dict[int, list[Line]] = {}
    for row in rows[1:]:
        if frame := _FRAME.match(row[0]):
            frames[int(frame[1])] = (frame[2], frame[3], frame[4], frame[5])
            stores.add(frame[4])
        elif row[0].isdigit() and len(row) >= 5:
            try:
                lines.setdefault(int(row[0]), []).append(Line.from_json(row[4]))
            except (ValueError, TypeError, KeyError):
                return Luggage(frozenset(stores), broken=True)
    carried: dict[int, CallSheet] = {}
    for number, (uuid, key, _, signature) in frames.items():
        sheet = CallSheet(title="", lines=tuple(sorted(lines.get(number, ()), key=lambda line: line.number)),
                          number=number, uuid=uuid, key=key)
        if seal is not None and seal.signature(sheet) == signature:
            carried[number] = sheet
    ours = seal is not None and seal.store in stores
    return Luggage(frozenset(stores), carried, broken=ours and len(carried) < len(frames))


