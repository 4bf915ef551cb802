"""Rows as text, so that the journal can keep what was overwritten or taken away and put it back as it was."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, delete, select, update
from sqlalchemy.orm import Session

from organizer.storage import bulk
from organizer.storage.tables import Base

__all__ = ["WORKED_OUT", "Taken", "dump", "load", "take"]

WORKED_OUT = "person_district"  # follows from what is loaded, but for what was set by hand
_CHUNK = 900  # how many ids one statement names


def dump(values: dict[str, Any]) -> str:
    """Column values as JSON; bytes are marked and written in base 64."""
    return json.dumps(values, ensure_ascii=False, default=_plain)


def load(text: str) -> dict[str, Any]:
    """The values behind a `dump`."""
    return {name: _from_plain(value) for name, value in json.loads(text).items()}


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    raise TypeError(f"no place in the journal for {type(value).__name__}")


def _from_plain(value: Any) -> Any:
    return base64.b64decode(value["bytes"]) if isinstance(value, dict) else value


@dataclass(slots=True)
class Taken:
    """Rows taken out of the store: (table, columns, rows) in the order they were added, and references set to null."""

    blocks: list[tuple[str, list[str], list[list[Any]]]] = field(default_factory=list)
    unhooked: list[tuple[str, str, int, int]] = field(default_factory=list)  # table, column, row, value

    def __bool__(self) -> bool:
        return bool(self.blocks)

    def first(self) -> dict[str, Any]:
        """The row that was asked for first."""
        _, columns, rows = self.blocks[0]
        return dict(zip(columns, rows[0], strict=True))

    def of(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of one table."""
        for name, columns, rows in self.blocks:
            if name == table:
                yield from (dict(zip(columns, row, strict=True)) for row in rows)

    def pack(self) -> bytes:
        """Small enough to keep."""
        return zlib.compress(json.dumps([self.blocks, self.unhooked], ensure_ascii=False, default=_plain).encode(), 1)

    @staticmethod
    def unpack(packed: bytes) -> Taken:
        """What `pack` kept."""
        blocks, unhooked = json.loads(zlib.decompress(packed))
        return Taken([tuple(block) for block in blocks], [tuple(hook) for hook in unhooked])

    def put_back(self, session: Session) -> None:
        """Add the rows again under their old numbers and hook up what pointed to them.

        A district that was worked out for somebody who is no longer here stays away.
        """
        tables = Base.metadata.tables
        for name, columns, rows in self.blocks:
            if name == WORKED_OUT:
                place = columns.index("person_id")
                here = _present(session, {row[place] for row in rows})
                rows = [row for row in rows if row[place] in here]
            bulk.insert_tuples(
                session, tables[name], columns, [tuple(_from_plain(value) for value in row) for row in rows]
            )
        for name, column, row_id, value in self.unhooked:
            table = tables[name]
            session.execute(update(table).where(table.c.id == row_id).values({column: value}))


def _present(session: Session, people: Collection[int]) -> set[int]:
    """Those of the people who are in the store."""
    person = Base.metadata.tables["person"]
    return {one for chunk in _chunks(sorted(people))
            for one in session.scalars(select(person.c.id).where(person.c.id.in_(chunk)))}


def take(session: Session, table: Table, ids: Sequence[int]) -> Taken:
    """Delete rows and everything that hangs on them, and return it all.

    A row that may stand without them (a sign-up without its person) is unhooked instead.
    """
    taken = Taken()
    _take(session, table, ids, taken)
    return taken


def _take(session: Session, table: Table, ids: Sequence[int], taken: Taken) -> None:
    place = len(taken.blocks)
    rows: list[list[Any]] = []
    for chunk in _chunks(ids):
        rows += [list(row) for row in session.execute(select(table).where(table.c.id.in_(chunk)))]
    if not rows:
        return
    found = [row[0] for row in rows]
    taken.blocks.insert(place, (table.name, [column.name for column in table.c], rows))
    for child, column, ondelete in _children(table):
        for chunk in _chunks(found):
            hanging = session.execute(
                select(child.c.id, child.c[column]).where(child.c[column].in_(chunk))
            ).all()
            if not hanging:
                continue
            if ondelete == "CASCADE":
                _take(session, child, [row[0] for row in hanging], taken)
            else:
                taken.unhooked += [(child.name, column, row_id, value) for row_id, value in hanging]
                session.execute(
                    update(child).where(child.c.id.in_([row[0] for row in hanging])).values({column: None})
                )
    for chunk in _chunks(found):
        session.execute(delete(table).where(table.c.id.in_(chunk)))


def _children(table: Table) -> Iterable[tuple[Table, str, str]]:
    """Tables with a key into this one: (table, column, what happens on delete)."""
    for child in Base.metadata.sorted_tables:
        for key in child.foreign_keys:
            if key.column.table is table and child is not table:
                yield child, key.parent.name, key.ondelete or ""


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
