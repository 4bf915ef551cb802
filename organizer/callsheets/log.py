"""Who took people out of the store: noted each time, and listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from organizer.callsheets import safe_file
from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.storage.tables import ExportLog, new_uuid

__all__ = ["LogRow", "export_log", "log_copied", "log_export"]


@dataclass(frozen=True, slots=True)
class LogRow:
    """Who took people out of the store: when, how many, which, which columns, into what."""

    at: str
    by: str
    purpose: str
    form: str
    file_name: str
    file_hash: str
    people: int
    words: str
    columns: tuple[str, ...]


def log_export(
    session: Session, path: Path | None, *, by: str, purpose: str, form: str, people: int, words: str,
    columns: Sequence[str], file_hash: str = "",
) -> None:
    """Note that people left the store. A print and the clipboard have no file. `file_hash` where it is known."""
    session.execute(insert(ExportLog).values(
        uuid=new_uuid(), at=clock.now(), by=by, purpose=purpose, form=form, file_name=path.name if path else "",
        file_hash=file_hash or (safe_file.hash_of(path) if path else ""), people=people, words=words,
        columns=", ".join(columns),
    ))


def log_copied(session: Session, people: int, *, by: str, words: str, columns: Sequence[str]) -> Changes:
    """Note that people were copied from the table, from where they may go anywhere."""
    log_export(session, None, by=by, purpose="copied from the table", form="clipboard", people=people, words=words,
               columns=columns)
    return Changes(parts=frozenset({"sheets"}))


def export_log(session: Session, limit: int = 500) -> list[LogRow]:
    """What was taken out, the latest first."""
    log = ExportLog
    rows = session.execute(
        select(log.at, log.by, log.purpose, log.form, log.file_name, log.file_hash, log.people, log.words, log.columns)
        .order_by(log.id.desc()).limit(limit)
    )
    return [LogRow(*row[:8], tuple(row[8].split(", "))) for row in rows]
