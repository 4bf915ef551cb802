"""Full text search over people, behind one door: the rest of the program knows words, not the engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import ColumnElement, Select, column, select, table, text
from sqlalchemy.orm import Session

from organizer.domain.names import fold
from organizer.storage.tables import Person

__all__ = ["add", "build", "drop", "ids_matching", "matching", "merged_later", "put", "words"]

_WORD = re.compile(r"([^\W_]{1,60})[^\W_]*")  # a word past 60 letters is cut
_SEARCH = table("person_search", column("rowid"))


def build(session: Session) -> None:
    """Make the index of a new store."""
    session.connection().exec_driver_sql(
        "CREATE VIRTUAL TABLE person_search USING fts5(words, tokenize='unicode61 remove_diacritics 2', prefix='2 3', "
        "detail=none, columnsize=0)"
    )


@contextmanager
def merged_later(session: Session) -> Iterator[None]:
    """Let what is added in the block lie in more parts than usual, which later writes merge bit by bit."""
    _merge_from(session, 16)
    yield
    _merge_from(session, 4)  # the engine's own


def _merge_from(session: Session, parts: int) -> None:
    session.connection().exec_driver_sql(
        "INSERT INTO person_search(person_search, rank) VALUES ('automerge', ?)", (parts,)
    )


def add(session: Session, rows: Iterable[tuple[int, str]]) -> None:
    """Keep for each (person id, text) the words it is found by; none of them was here before."""
    rows = [(person, _parted(said)) for person, said in rows]
    if rows:
        session.connection().exec_driver_sql("INSERT INTO person_search(rowid, words) VALUES (?, ?)", rows)


def put(session: Session, rows: Iterable[tuple[int, str]]) -> None:
    """Keep for each (person id, text) the words it is found by; what was kept before is replaced."""
    rows = [(person, _parted(said)) for person, said in rows]
    if rows:
        session.connection().exec_driver_sql("INSERT OR REPLACE INTO person_search(rowid, words) VALUES (?, ?)", rows)


def drop(session: Session, ids: Iterable[int]) -> None:
    """Forget people who are no longer in the store."""
    rows = [(person,) for person in ids]
    if rows:
        session.connection().exec_driver_sql("DELETE FROM person_search WHERE rowid = ?", rows)


def _parted(said: str) -> str:
    """Plain letters the engine parts and folds itself as `words` does; other ones are made plain first."""
    if said.isascii():
        return said
    return " ".join([part if part.isascii() else " ".join(words(part)) for part in said.split()])


def words(said: str) -> list[str]:
    """The folded words of a text, each once; a word past 60 letters is cut."""
    return list(dict.fromkeys(_WORD.findall(fold(said))))


def matching(said: str) -> ColumnElement[bool] | None:
    """A condition on `person.id`: every word begins some word of the person's text. None where no word is said."""
    found = ids_matching(said)
    return None if found is None else Person.id.in_(found)


def ids_matching(said: str) -> Select[tuple[int]] | None:
    """The ids of those people as a query. None where no word is said."""
    sought = words(said)
    if not sought:
        return None
    query = " AND ".join(f'"{word}"*' for word in sought)
    match = text("person_search MATCH :search_words").bindparams(search_words=query)
    return select(_SEARCH.c.rowid).where(match)
