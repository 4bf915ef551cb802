"""Many rows at once, the one place that hands plain tuples to the driver."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import FromClause, Table, insert, text
from sqlalchemy.orm import Session

__all__ = ["insert_tuples", "new_uuids", "reserve"]


def reserve(session: Session, table: Table, count: int) -> range:
    """The next `count` numbers of a table's key; none was ever used before, undone rows included."""
    last = session.execute(
        text("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = :name), 0)"), {"name": table.name}
    ).scalar_one()
    return range(last + 1, last + 1 + count)


def insert_tuples(
    session: Session, table: FromClause, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Insert tuples whose places follow `columns`, past the ORM, which would cost two to three times as much."""
    connection = session.connection()
    statement = insert(table).compile(dialect=connection.dialect, column_keys=list(columns))  # type: ignore[arg-type]
    order = statement.positiontup or list(columns)
    places = [columns.index(name) for name in order]
    rows = list(rows)
    if not rows:
        return
    if places != list(range(len(columns))):
        rows = [tuple(row[place] for place in places) for row in rows]
    connection.exec_driver_sql(str(statement), rows)


def new_uuids(count: int) -> list[str]:
    """Random UUIDs (version 4) as 32 hex digits, all at once."""
    block = os.urandom(16 * count).hex()
    return [
        f"{block[at:at + 12]}4{block[at + 13:at + 16]}{'89ab'[int(block[at + 16], 16) & 3]}{block[at + 17:at + 32]}"
        for at in range(0, 32 * count, 32)
    ]
