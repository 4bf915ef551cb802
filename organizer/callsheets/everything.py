"""The whole store as one workbook and back: a sheet a table, in plain words, so that nobody is ever locked in.

Each column is the store's own, written in words (`first_name` is "First name"); rows refer to each other by "Id". An
empty cell is an unknown; "@empty" is a text that is there and empty; a text that begins with "@" has a second one put
before it; one with signs that are not seen is written as JSON ("@json …"); bytes are base64; what is longer
than a cell may be lies in parts on the sheet "Long texts" ("@long 3").
"""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Column as TableColumn
from sqlalchemy import Float, Integer, LargeBinary, Table, delete, func, insert, select, update
from sqlalchemy import text as text_sql
from sqlalchemy.orm import Session

from organizer.callsheets.log import log_export
from organizer.callsheets.readback.filled import RawSheet
from organizer.callsheets.safe_file import hash_of
from organizer.callsheets.workbook import Cell, Column, SheetSpec, write_workbook
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent
from organizer.storage import derived
from organizer.storage.file import SCHEMA_VERSION
from organizer.storage.tables import Base, ExportLog, Person

__all__ = ["ABOUT", "begin", "export_everything", "finish", "give_up", "import_everything", "write_everything"]

ABOUT = "About this file"
LONG = "Long texts"
_KIND = "Organizer, everything"
_PURPOSE = "everything"
_RULES = ("A sheet for each kind of thing. Rows refer to each other by Id: Person id is the Id of a row of Person. An "
          "empty cell is an unknown, “@empty” a text that is empty; “@@x” is the text “@x”; “@long 3” lies in parts on "
          "the sheet Long texts; “@json …” is a text with signs that are not seen. It is imported into a new file.")
_PART = 30_000  # letters of a long text in one cell
_CHUNK = 500


def export_everything(session: Session, path: Path, *, by: str, progress: Progress = silent) -> int:
    """Write every table of the store, walls and history included, and log it; returns the people.

    Raises:
        UserError: the file cannot be written, or is not named .xlsx.
    """
    row = begin(session, path, by=by)
    people = write_everything(session, path, progress)
    finish(session, row, path)
    return people


def begin(session: Session, path: Path, *, by: str) -> int:
    """Log it before the file is written, so that the file holds it; its hash follows with `finish`.

    Raises:
        UserError: the file is not named .xlsx.
    """
    if path.suffix.lower() != ".xlsx":
        raise UserError(f"{path.name} should end in .xlsx: everything needs a workbook.")
    people = session.execute(select(func.count()).select_from(Person)).scalar_one()
    log_export(session, None, by=by, purpose=_PURPOSE, form="xlsx", people=people, words="everyone",
               columns=["everything"])
    row = session.execute(select(func.max(ExportLog.id))).scalar_one()
    session.execute(update(ExportLog).where(ExportLog.id == row).values(file_name=path.name))
    return int(row)


def finish(session: Session, row: int, path: Path) -> None:
    """The file is there: note its hash."""
    session.execute(update(ExportLog).where(ExportLog.id == row).values(file_hash=hash_of(path)))


def give_up(session: Session, row: int) -> None:
    """No file came of it: nothing left the store."""
    session.execute(delete(ExportLog).where(ExportLog.id == row))


def write_everything(session: Session, path: Path, progress: Progress = silent) -> int:
    """The workbook alone: a sheet a table behind one that lists them; returns the people."""
    long: list[list[Cell]] = []
    sheets: list[SheetSpec] = []
    about: list[list[Cell]] = [[_KIND, str(SCHEMA_VERSION), _RULES, ""]]
    given = {row[0]: row[1] for row in session.execute(text_sql("SELECT name, seq FROM sqlite_sequence"))}
    people = 0
    for table in Base.metadata.sorted_tables:
        progress(0, 0, f"Collecting {_words(table.name).lower()}")
        columns = list(table.c)
        rows = [[_out(value, column, long) for value, column in zip(row, columns, strict=True)]
                for row in session.execute(select(table).order_by(table.c.id))]
        people = len(rows) if table.name == Person.__tablename__ else people
        headings = [Column(_words(column.name), 16, wrap=False) for column in columns]
        sheets.append(SheetSpec(_words(table.name), headings, rows, finish=_freeze))
        about.append([_words(table.name), str(len(rows)), ", ".join(_words(column.name) for column in columns),
                      str(given.get(table.name, ""))])
    about.append([LONG, str(len(long)), "Number, Part, Text", ""])
    first = SheetSpec(ABOUT, [Column("Sheet", 24), Column("Rows", 10), Column("Columns", 90), Column("Ids given", 10)],
                      about)
    last = SheetSpec(LONG, [Column("Number"), Column("Part"), Column("Text", 60, wrap=False)], long)
    write_workbook(path, [first, *sheets, last], progress)
    return people


def _freeze(sheet: Any, last: int) -> None:
    sheet.freeze_panes = "A2"


def import_everything(session: Session, raw: Sequence[RawSheet], file_hash: str = "") -> int:
    """Fill an empty store from such a workbook; returns the people.

    Args:
        session: from `Database.writing`.
        raw: the workbook's sheets, read in a child process by whoever calls.
        file_hash: the workbook's own, for the entry of its making, which cannot hold it.

    Raises:
        UserError: it is no such workbook, a newer version's, or damaged; or the store is not empty.
    """
    by_name = {sheet.name: [list(cells) for _, cells in sheet.rows] for sheet in raw}
    about = by_name.get(ABOUT, [])
    if len(about) < 2 or about[1][0] != _KIND:
        raise UserError("This isn't a workbook of everything. To read a list of people, import it.")
    if int(str(about[1][1]) or 0) > SCHEMA_VERSION:
        raise UserError("This workbook was made by a newer version of Organizer. Update this one to read it.")
    if session.execute(select(func.count()).select_from(Person)).scalar_one():
        raise UserError("Everything goes into an empty file only. Start a new one and import there.")
    long: dict[int, str] = {}
    for number, _, text in by_name.get(LONG, [])[1:]:
        key = int(str(number))
        long[key] = long.get(key, "") + str(text)
    for table in Base.metadata.sorted_tables:
        _fill(session, table, by_name.get(_words(table.name), []), long)
    given = {str(row[0]): int(str(row[3])) for row in about[2:] if len(row) > 3 and str(row[3] or "").isdigit()}
    for table in Base.metadata.sorted_tables:
        if last := given.get(_words(table.name)):  # an id is never given twice, though its row is gone
            name = {"last": last, "name": table.name}
            session.execute(text_sql("DELETE FROM sqlite_sequence WHERE name = :name"), name)
            session.execute(text_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), name)
    session.execute(update(ExportLog).where(ExportLog.purpose == _PURPOSE, ExportLog.file_hash == "")
                    .values(file_hash=file_hash))
    people = list(session.scalars(select(Person.id)))
    derived.refresh(session, people)
    return len(people)


def _fill(session: Session, table: Table, rows: list[list[Any]], long: dict[int, str]) -> None:
    if len(rows) < 2:
        return
    known = {_words(column.name): column for column in table.c}
    columns = [known.get(str(heading)) for heading in rows[0]]
    if known["Id"] not in columns:
        raise UserError(f"The sheet “{_words(table.name)}” has no column Id. Export everything again.")
    try:
        ready = [
            {column.name: _in(cell, column, long) for cell, column in zip(row, columns, strict=False)
             if column is not None} for row in rows[1:]
        ]
    except (ValueError, KeyError, TypeError):
        raise UserError(f"The sheet “{_words(table.name)}” was changed so that it cannot be read.") from None
    for start in range(0, len(ready), _CHUNK):
        session.execute(insert(table), ready[start : start + _CHUNK])


def _words(name: str) -> str:
    """``first_name`` as ``First name``."""
    return name.replace("_", " ").capitalize()


def _out(value: Any, column: TableColumn[Any], long: list[list[Cell]]) -> Cell:
    if value is None:
        return None
    if isinstance(value, bytes):
        value = base64.b64encode(value).decode()
    if not isinstance(value, str):
        return int(value) if isinstance(value, bool) else value
    if value == "":
        return "@empty" if column.nullable else None
    text = value if isinstance(column.type, LargeBinary) else _escaped(value)
    if len(text) <= _PART:
        return text
    number = int(str(long[-1][0])) + 1 if long else 1
    long += [[number, part, text[at : at + _PART]] for part, at in enumerate(range(0, len(text), _PART), 1)]
    return f"@long {number}"


def _escaped(text: str) -> str:
    plain = (text.isascii() and text.isprintable()) or (
        text.replace("\n", " ").isprintable() and unicodedata.is_normalized("NFC", text))
    if not plain or text.startswith("#") or "_x" in text:  # what readers take out, join, decode or take for an error
        return "@json " + json.dumps(text).replace("_", "\\u005f")
    return f"@{text}" if text.startswith("@") else text


def _in(cell: Any, column: TableColumn[Any], long: dict[int, str]) -> Any:
    if cell is None or cell == "":
        return None if column.nullable else _blank(column)
    if isinstance(column.type, Integer):
        return int(cell)
    if isinstance(column.type, Float):
        return float(cell)
    text = str(cell)
    if text == "@empty":
        return b"" if isinstance(column.type, LargeBinary) else ""
    if text.startswith("@long "):
        text = long[int(text[6:])]
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(text)
    if text.startswith("@json "):
        return json.loads(text[6:])
    return text[1:] if text.startswith("@") else text


def _blank(column: TableColumn[Any]) -> Any:
    return 0 if isinstance(column.type, Integer | Float) else b"" if isinstance(column.type, LargeBinary) else ""
