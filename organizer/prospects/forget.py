"""Forgetting people for good: out of the store, what could be undone, the history's words, and every backup.

What the notes of others say of them stays; `mentions.named_in` finds it, to be read first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, or_, select, text, update
from sqlalchemy.orm import Session

from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.names import sort_key
from organizer.domain.progress import Progress, silent
from organizer.prospects.forget_words import SOMEBODY, reword, spelled
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
_GONE = "forgotten"  # instead of what was told of a row
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
        do.touch(_reword_shared_rows(session, people))
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
    session.execute(update(SignUp).where(SignUp.person_id.in_(people)).values(cells="[]", reason=_GONE))
    for batch, numbers in rows.items():
        said = session.scalar(select(ImportBatch.problems).where(ImportBatch.id == batch)) or ""
        session.execute(update(ImportBatch).where(ImportBatch.id == batch).values(problems=_told(said, numbers)))
        _retell(session, batch, numbers)
    for row_id, printed in session.execute(
        select(CallSheetLine.id, CallSheetLine.printed).where(CallSheetLine.person_id.in_(people))
    ).all():
        line = {name: value for name, value in json.loads(printed or "{}").items() if name in ("number", "code")}
        session.execute(update(CallSheetLine).where(CallSheetLine.id == row_id).values(
            printed=json.dumps({**line, "uuid": "", "name": _BLANK, "list_name": _BLANK}), person_uuid=""))
    session.execute(delete(NotSame).where(or_(NotSame.low_uuid.in_(uuids), NotSame.high_uuid.in_(uuids))))


def _reword_shared_rows(session: Session, people: Sequence[int]) -> list[int]:
    """Take them out of the rows in which they came in beside others, as couples do. Returns these others."""
    theirs = select(SignUp.batch_id, SignUp.row, SignUp.person_id).where(SignUp.person_id.in_(people)).subquery()
    names: dict[int, list[re.Pattern[str]]] = {}
    rows: dict[int, tuple[int, list[Any]]] = {}
    for row_id, other, cells, person in session.execute(
        select(SignUp.id, SignUp.person_id, SignUp.cells, theirs.c.person_id)
        .join(theirs, (SignUp.batch_id == theirs.c.batch_id) & (SignUp.row == theirs.c.row))
        .where(SignUp.person_id.not_in(people))
    ).all():
        if person not in names:
            first = session.scalar(select(Person.first_name).where(Person.id == person)) or ""
            mails = session.scalars(select(Email.address).where(Email.person_id == person))
            names[person] = [spelled(one) for one in (first, *mails) if one]
        _, row = rows.setdefault(row_id, (other, json.loads(cells or "[]")))
        for name in names[person]:
            row[:] = [name.sub(SOMEBODY, cell) if isinstance(cell, str) else cell for cell in row]
    for row_id, (_, row) in rows.items():
        said = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        session.execute(update(SignUp).where(SignUp.id == row_id).values(cells=said))
    return [other for other, _ in rows.values()]


def _told(problems: str, rows: Collection[int]) -> str:
    """What an import told of its cells, without what it told of these rows."""
    if not problems or not rows:
        return problems
    told = [{**one, "value": "", "reason": _GONE} if one.get("row") in rows else one for one in json.loads(problems)]
    return json.dumps(told, ensure_ascii=False)


def _retell(session: Session, batch: int, rows: Collection[int]) -> None:
    """Have the steps of an import that can be undone or done again tell nothing of these rows."""
    for step, before, after in session.execute(
        select(Change.id, Change.before, Change.after)
        .where(Change.table_name == ImportBatch.__tablename__, Change.row_id == batch)
    ).all():
        session.execute(update(Change).where(Change.id == step).values(
            before=_retold(before, rows), after=_retold(after, rows)))


def _retold(step: str | None, rows: Collection[int]) -> str | None:
    """The same of a step that can be undone."""
    values = rowtext.load(step) if step else {}
    return rowtext.dump({**values, "problems": _told(values["problems"], rows)}) if values.get("problems") else step


def _scrub_journal(session: Session, people: set[int], scrubbed: set[int]) -> None:
    """Take them out of what undo keeps; an action of which nothing is left is no step any more."""
    touched = scrubbed | set(session.scalars(select(Change.action_id).where(Change.person_id.in_(people))))
    session.execute(delete(Change).where(Change.person_id.in_(people)))
    alike, told = _undone(session, people)
    for batch, numbers in told.items():
        _retell(session, batch, numbers)
    for row_id, rows in session.execute(select(Change.id, Change.rows).where(Change.rows.is_not(None))).all():
        taken = rowtext.Taken.unpack(rows or b"")
        blocks = [(name, columns, _without(name, columns, kept, people | alike, told))
                  for name, columns, kept in taken.blocks]
        if blocks != taken.blocks:
            packed = rowtext.Taken([block for block in blocks if block[2]], taken.unhooked).pack()
            session.execute(update(Change).where(Change.id == row_id).values(rows=packed))
    for chunk in _chunks(sorted(touched)):
        kept_ids = set(session.scalars(select(Change.action_id).where(Change.action_id.in_(chunk))))
        session.execute(update(Action).where(Action.id.in_(set(chunk) - kept_ids),
                                             Action.kind.not_in(("undo", "redo"))).values(kind="forget"))


def _undone(session: Session, people: Collection[int]) -> tuple[set[int], dict[int, set[int]]]:
    """The same people in imports that were undone, by number, address or, without any, name; and their rows there."""
    marks = set(session.scalars(select(Phone.number).where(Phone.person_id.in_(people))))
    marks.update(session.scalars(select(Email.address).where(Email.person_id.in_(people))))
    names = {sort_key(first, last) for first, last in session.execute(
        select(Person.first_name, Person.last_name).where(Person.id.in_(people))) if first and last}
    alike: set[int] = set()
    named: set[int] = set()
    reached: set[int] = set()
    rows: list[tuple[int, int, int]] = []
    for packed in session.scalars(select(Change.rows).where(Change.rows.is_not(None))):
        for name, columns, kept in rowtext.Taken.unpack(packed or b"").blocks:
            place = {column: at for at, column in enumerate(columns)}
            if name == Person.__tablename__:
                first, last = place["first_name"], place["last_name"]
                named.update(row[0] for row in kept if sort_key(row[first], row[last]) in names)
            elif name == SignUp.__tablename__:
                rows += [(row[place["batch_id"]], row[place["row"]], row[place["person_id"]]) for row in kept]
            elif name in (Phone.__tablename__, Email.__tablename__):
                whose, value = place["person_id"], place["number" if name == Phone.__tablename__ else "address"]
                reached.update(row[whose] for row in kept)
                alike.update(row[whose] for row in kept if row[value] in marks)
    alike |= named - reached
    told: dict[int, set[int]] = {}
    for batch, row, person in rows:
        if person in alike or person in people:
            told.setdefault(batch, set()).add(row)
    return alike, told


def _without(
    name: str, columns: Sequence[str], rows: Sequence[list[Any]], people: set[int], told: dict[int, set[int]]
) -> list[list[Any]]:
    """Rows that were taken away, but for those of these people; an import among them tells nothing of them."""
    if name == ImportBatch.__tablename__:
        at = columns.index("problems")
        return [[*row[:at], _told(row[at], told.get(row[0], ())), *row[at + 1:]] for row in rows]
    whose = 0 if name == Person.__tablename__ else columns.index("person_id") if "person_id" in columns else None
    return [row for row in rows if whose is None or row[whose] not in people]


def _core(table: type[Base]) -> Any:
    return table.__table__


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start:start + _CHUNK] for start in range(0, len(ids), _CHUNK))
