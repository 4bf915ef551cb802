"""Many rows at once, and one at a time often: the one place that hands plain tuples to the driver."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import Any

from sqlalchemy import FromClause, Table, func, select, text
from sqlalchemy.orm import Session

from organizer.storage.tables import Base

__all__ = ["change_row", "indexes_afterwards", "insert_row", "insert_tuples", "new_uuids", "reserve", "row_of"]

_INDEXES = text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :table AND sql IS NOT NULL")
_TOGETHER = 1000  # values in one statement
_WORTH_IT = 5_000  # rows from which an index is quicker made than kept


def reserve(session: Session, table: Table, count: int) -> range:
    """The numbers that the next `count` rows of a table get; none was ever used before, undone rows included."""
    last = session.connection().exec_driver_sql(
        "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0)", (table.name,)
    ).scalar_one()
    return range(last + 1, last + 1 + count)


def insert_tuples(
    session: Session, table: FromClause, columns: Sequence[str], rows: Iterable[tuple[Any, ...]],
    shared: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Insert tuples whose places follow `columns`, past the ORM, which would cost two to three times as much.

    Args:
        session: the transaction.
        table: where to.
        columns: names for the places of the rows.
        rows: the rows.
        shared: further columns with what stands in all rows; it is handed over once a statement.
    """
    rows = list(rows)
    if not rows:
        return
    connection = session.connection()
    quote = connection.dialect.identifier_preparer.quote
    start = f"INSERT INTO {quote(table.name)} ({', '.join(map(quote, [*shared, *columns]))}) VALUES "  # type: ignore[attr-defined]
    one = f"({', '.join([*(f'?{place + 1}' for place in range(len(shared))), *'?' * len(columns)])})"
    head = tuple(shared.values())
    together = _TOGETHER // len(columns)  # rows a statement: many small ones at once cost a third less
    whole = len(rows) // together * together if together > 1 else 0
    if whole:
        connection.exec_driver_sql(start + ", ".join([one] * together), [
            (*head, *chain.from_iterable(rows[at : at + together])) for at in range(0, whole, together)
        ])
    if whole < len(rows):
        connection.exec_driver_sql(start + one, [head + row for row in rows[whole:]] if head else rows[whole:])


def insert_row(session: Session, table: Table, values: dict[str, Any]) -> int:
    """Insert a row and return its number, in a fifth of the time that building the statement anew takes."""
    done = session.connection().exec_driver_sql(_insert(table, tuple(values)), tuple(values.values()))
    return int(done.lastrowid)


def row_of(session: Session, table: Table, columns: Sequence[str], row_id: int) -> Sequence[Any] | None:
    """These columns of a row; None where it is not there."""
    return session.connection().exec_driver_sql(_select(table, tuple(columns)), (row_id,)).first()


def change_row(session: Session, table: Table, row_id: int, values: dict[str, Any]) -> None:
    """Write these columns of a row."""
    session.connection().exec_driver_sql(_update(table, tuple(values)), (*values.values(), row_id))


@lru_cache(maxsize=500)
def _insert(table: Table, columns: tuple[str, ...]) -> str:
    return (f'INSERT INTO "{table.name}" ({_quoted(table, columns, ", ")}) VALUES ({", ".join("?" * len(columns))})'
            if columns else f'INSERT INTO "{table.name}" DEFAULT VALUES')


@lru_cache(maxsize=500)
def _select(table: Table, columns: tuple[str, ...]) -> str:
    return f'SELECT {_quoted(table, columns, ", ")} FROM "{table.name}" WHERE "id" = ?'


@lru_cache(maxsize=500)
def _update(table: Table, columns: tuple[str, ...]) -> str:
    return f'UPDATE "{table.name}" SET {_quoted(table, columns, " = ?, ")} = ? WHERE "id" = ?'


def _quoted(table: Table, columns: Sequence[str], between: str) -> str:
    """Names of columns that the table has; SQLite would take another one for a text."""
    return between.join(f'"{table.c[name].name}"' for name in columns)


@contextmanager
def indexes_afterwards(session: Session, tables: Iterable[type[Base]], coming: int) -> Iterator[None]:
    """Work the indexes of these tables out at the end of the block, if that is quicker than row by row.

    What the block raises must end the transaction, which brings them back.

    Args:
        session: the transaction.
        tables: those that will grow; inside the block they are found by their keys only.
        coming: about how many rows each will get.
    """
    connection = session.connection()
    put_off: list[tuple[str, str]] = []
    for table in tables:
        there = session.scalar(select(func.max(table.__table__.c.id))) or 0
        if coming >= _WORTH_IT and there <= coming // 2:
            put_off += [(name, sql) for name, sql in connection.execute(_INDEXES, {"table": table.__tablename__})]
    for name, _ in put_off:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    yield
    for _, sql in put_off:
        connection.exec_driver_sql(sql)


def new_uuids(count: int) -> list[str]:
    """UUIDs (version 7: the moment, then chance) as 32 hex digits, rising: their index then only grows at its end."""
    moment = f"{time.time_ns() // 1_000_000:012x}7"
    chance = os.urandom(10 * count).hex()
    return sorted([
        f"{moment}{chance[at:at + 3]}{'89ab'[int(chance[at + 3], 16) & 3]}{chance[at + 4:at + 19]}"
        for at in range(0, 20 * count, 20)
    ])
