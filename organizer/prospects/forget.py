"""Forgetting people for good: out of the store, what could be undone, the history's words, and every backup.

What the notes of others say of them stays; `mentions.named_in` finds it, to be read first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, or_, select, text, update
from sqlalchemy.orm import Session

from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent
from organizer.prospects.forget_words import reword
from organizer.storage import backup, forgotten, journal, rowtext
from organizer.storage.database import Database
from organizer.storage.tables import (
    Action,
    Base,
    CallSheetLine,
    Change,
    Email,
    ExternalId,
    ImportBatch,
    NotSame,
    Person,
    Phone,
    SignUp,
)

__all__ = ["Forgot", "forget", "forget_everywhere"]

_BLANK = "(forgotten)"  # on the line of a sheet
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Forgot:
    """What was done: how many people, how many backups were cleared, and those that could not be opened."""

    people: int
    backups: int = 0
    left: tuple[str, ...] = ()
    changes: Changes = field(default_factory=Changes)


def forget_everywhere(database: Database, ids: Sequence[int], *, by: str, progress: Progress = silent) -> Forgot:
    """Forget people in the store, then in each of its backups.

    Raises:
        UserError: nobody of them is in the file.
    """
    progress(0, 0, "Forgetting")
    with database.writing() as session:
        uuids = list(session.scalars(select(Person.uuid).where(Person.id.in_(ids))))
        changes = forget(session, ids, by=by)
        sums = forgotten.sums(session)
    kept = backup.listed(database.path)
    left: list[str] = []
    for place, one in enumerate(kept):
        progress(place, len(kept), "Forgetting in backups")
        if not _forget_in(one, uuids, sums, by):
            left.append(one.path.name)
    return Forgot(len(uuids), len(kept) - len(left), tuple(left), changes)


def _forget_in(one: backup.Backup, uuids: Sequence[str], sums: dict[str, str], by: str) -> bool:
    """Forget them in one backup, whose sum is made anew. Returns whether it could be opened."""
    try:
        copy = Database.open(one.path, keep_old=False)
    except UserError:
        return False
    try:
        with copy.writing() as session:
            forgotten.take_over(session, sums)
            ids = list(session.scalars(select(Person.id).where(Person.uuid.in_(uuids))))
            if ids:
                forget(session, ids, by=by)
    finally:
        copy.close()
    backup.seal(one)
    return True


def forget(session: Session, ids: Sequence[int], *, by: str) -> Changes:
    """Take people out of this file for good. It is told in the history, without names, and cannot be undone.

    Of somebody who is not to be called, or has died, salted sums stay behind, so that no sheet brings them back.

    Raises:
        UserError: nobody of them is in the file.
    """
    people = list(session.scalars(select(Person.id).where(Person.id.in_(ids))))
    if not people:
        raise UserError("This person is no longer in the file.")
    count = "1 person" if len(people) == 1 else f"{len(people):,} people"
    with journal.action(session, kind="forget", name=f"Forget {count}", by=by,
                        parts=("people", "lists", "sheets", "duplicates", "imports")) as do:
        _keep_out(session, people)
        everybody = _with_merged(session, people)
        scrubbed = reword(session, everybody, do.id)
        _clear_papers(session, people)
        _scrub_journal(session, everybody, scrubbed)
        rowtext.take(session, _core(Person), people)
        do.touch(people)
    session.execute(text("INSERT INTO person_search(person_search) VALUES ('optimize')"))
    return do.changes


def _keep_out(session: Session, people: Sequence[int]) -> None:
    for person in people:
        numbers = session.execute(select(Phone.number, Phone.status).where(Phone.person_id == person)).all()
        mails = list(session.scalars(select(Email.address).where(Email.person_id == person)))
        row = session.execute(
            select(Person.do_not_call, Person.deceased, Person.first_name, Person.last_name)
            .where(Person.id == person)
        ).one()
        if row.do_not_call:
            forgotten.keep_out(session, [*(number for number, _ in numbers), *mails])
        else:
            forgotten.keep_out(session, [number for number, status in numbers if status == "do-not-call"])
        if row.deceased:
            forgotten.keep_out(session, [*(number for number, _ in numbers), *mails],
                               f"{row.first_name} {row.last_name}")


def _with_merged(session: Session, people: Sequence[int]) -> set[int]:
    """These people, and the rows that were merged into them, which the journal still has."""
    found = set(people)
    while True:
        merges = select(Change.action_id).join(Action, Action.id == Change.action_id).where(
            Action.kind == "merge", Change.table_name == ExternalId.__tablename__, Change.op == "insert",
            Change.person_id.in_(found))
        gone = set(session.scalars(select(Change.row_id).where(
            Change.action_id.in_(merges), Change.table_name == "person", Change.op == "delete")))
        if gone <= found:
            return found
        found |= gone


def _clear_papers(session: Session, people: Sequence[int]) -> None:
    """Blank the rows they came in by, what was mended in those, and the lines of sheets they stand on."""
    uuids = list(session.scalars(select(Person.uuid).where(Person.id.in_(people))))
    rows: dict[int, set[int]] = {}
    for batch, row in session.execute(select(SignUp.batch_id, SignUp.row).where(SignUp.person_id.in_(people))):
        rows.setdefault(batch, set()).add(row)
    session.execute(update(SignUp).where(SignUp.person_id.in_(people)).values(cells="[]", reason="forgotten"))
    for batch, numbers in rows.items():
        problems = json.loads(session.scalar(select(ImportBatch.problems).where(ImportBatch.id == batch)) or "[]")
        left = [{**one, "value": ""} if one.get("row") in numbers else one for one in problems]
        if left != problems:
            said = json.dumps(left, ensure_ascii=False)
            session.execute(update(ImportBatch).where(ImportBatch.id == batch).values(problems=said))
    for row_id, printed in session.execute(
        select(CallSheetLine.id, CallSheetLine.printed).where(CallSheetLine.person_id.in_(people))
    ).all():
        line = {name: value for name, value in json.loads(printed or "{}").items() if name in ("number", "code")}
        session.execute(update(CallSheetLine).where(CallSheetLine.id == row_id).values(
            printed=json.dumps({**line, "uuid": "", "name": _BLANK, "list_name": _BLANK}), person_uuid=""))
    session.execute(delete(NotSame).where(or_(NotSame.low_uuid.in_(uuids), NotSame.high_uuid.in_(uuids))))


def _scrub_journal(session: Session, people: set[int], scrubbed: set[int]) -> None:
    """Take them out of what undo keeps; an action of which nothing is left is no step any more."""
    touched = scrubbed | set(session.scalars(select(Change.action_id).where(Change.person_id.in_(people))))
    session.execute(delete(Change).where(Change.person_id.in_(people)))
    for row_id, rows in session.execute(select(Change.id, Change.rows).where(Change.rows.is_not(None))).all():
        taken = rowtext.Taken.unpack(rows or b"")
        blocks = [(name, columns, [row for row in kept if not _of(name, columns, row, people)])
                  for name, columns, kept in taken.blocks]
        if [len(kept) for _, _, kept in blocks] != [len(kept) for _, _, kept in taken.blocks]:
            packed = rowtext.Taken([block for block in blocks if block[2]], taken.unhooked).pack()
            session.execute(update(Change).where(Change.id == row_id).values(rows=packed))
    for chunk in _chunks(sorted(touched)):
        kept_ids = set(session.scalars(select(Change.action_id).where(Change.action_id.in_(chunk))))
        session.execute(update(Action).where(Action.id.in_(set(chunk) - kept_ids),
                                             Action.kind.not_in(("undo", "redo"))).values(kind="forget"))


def _of(name: str, columns: Sequence[str], row: Sequence[Any], people: set[int]) -> bool:
    """Whether a row that was taken away is theirs."""
    if name == "person":
        return row[0] in people
    return "person_id" in columns and row[columns.index("person_id")] in people


def _core(table: type[Base]) -> Any:
    return table.__table__


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start:start + _CHUNK] for start in range(0, len(ids), _CHUNK))
