"""Every change by a person as one named action that can be undone and redone.

An action keeps, row by row, the columns it overwrote. Undo puts them back where nobody has changed them since; rows
that were added are taken away and kept for a redo; contact events and stage changes are made void. Undo and redo are
actions too, so that the history only ever grows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.orm import Session, aliased

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.storage import bulk, derived, rowtext, search
from organizer.storage.tables import Action, Base, Change, new_uuid

__all__ = ["NotYoursError", "Recorder", "action", "next_redo", "next_undo", "redo", "undo"]

NO_STEPS = ("undo", "redo", "forget")
"""Kinds of actions that are told in the history but cannot themselves be undone."""
_MANY = 2000  # touched people beyond which views are told "much changed" instead of ids


class Recorder:
    """Writes rows and keeps what is needed to take each write back. Made by `action`."""

    def __init__(self, session: Session, action_id: int, name: str, parts: Iterable[str], by: str) -> None:
        self.session = session
        self.id = action_id
        self._by = by
        self.name = name
        self.parts = set(parts)
        self.changes = Changes()
        self._people: set[int] = set()
        self._moved: set[int] = set()
        self._homes: set[int] = set()  # people whose address was changed row by row
        self._whole: list[range] = []
        self._runs: dict[str, tuple[int, int]] = {}  # table to its last run's note and the number after it
        self._wrote = False

    def insert(self, table: type[Base], **values: Any) -> int:
        """Add a row and return its number; a UUID and the action's number are filled in."""
        columns = table.__table__.c
        if "uuid" in columns:
            values.setdefault("uuid", new_uuid())
        if "action_id" in columns:
            values.setdefault("action_id", self.id)
        row_id = bulk.insert_row(self.session, _core(table), values)
        person = row_id if table.__tablename__ == "person" else values.get("person_id")
        self._note(table.__tablename__, "insert", row_id, person=person)
        return row_id

    def insert_many(
        self, table: type[Base], columns: Sequence[str], rows: Iterable[tuple[Any, ...]], **shared: Any
    ) -> range:
        """Add many rows at once and return their numbers, which run in the order of the rows.

        Every column without a default in the database must be among `columns`, `uuid` included, but not `id`, or among
        those whose value is `shared` by all rows.
        Derived columns are not worked out for such rows: call `touch` with the people.
        """
        rows = list(rows)
        ids = bulk.reserve(self.session, _core(table), len(rows))
        if rows:
            bulk.insert_tuples(self.session, _core(table), columns, rows, shared)
            self._note_run(table.__tablename__, ids)
        return ids

    def _note_run(self, table: str, ids: range) -> None:
        """One note for all rows of a table that were added one after the other, however many times it took."""
        change, end = self._runs.get(table, (0, 0))
        if end == ids.start:
            bulk.change_row(self.session, _core(Change), change, {"last_row": ids.stop - 1})
        else:
            change = self._note(table, "run", ids.start, last=ids.stop - 1)
        self._runs[table] = (change, ids.stop)

    def update(self, table: type[Base], row_id: int, **values: Any) -> bool:
        """Change columns of a row; only what really differs is written. Returns whether anything did."""
        if not values:
            return False
        core = _core(table)
        names = list(values)
        person_column = ["person_id"] if "person_id" in core.c else []
        row = bulk.row_of(self.session, core, [*names, *person_column], row_id)
        if row is None:
            return False
        before = {name: old for name, old in zip(names, row, strict=False) if old != values[name]}
        if not before:
            return False
        after = {name: values[name] for name in before}
        bulk.change_row(self.session, core, row_id, after)
        person = row_id if core.name == "person" else (row[-1] if person_column else None)
        self._note(core.name, "update", row_id, person=person, before=rowtext.dump(before), after=rowtext.dump(after))
        if "person_id" in after and after["person_id"] is not None:
            self._people.add(after["person_id"])
            self._homes.update([after["person_id"]] if core.name == "address" else [])
        return True

    def delete(self, table: type[Base], row_id: int) -> bool:
        """Take a row away, and with it the rows that hang on it. Returns whether it was there."""
        core = _core(table)
        taken = rowtext.take(self.session, core, [row_id])
        if not taken:
            return False
        person = row_id if core.name == "person" else taken.first().get("person_id")
        self._note(core.name, "delete", row_id, person=person, rows=taken.pack())
        return True

    def delete_many(self, table: type[Base], row_ids: Iterable[int]) -> int:
        """Take many rows away at once, and what hangs on them. Returns how many were there.

        Derived columns are not worked out again: call `touch` with the people.
        """
        core = _core(table)
        taken = rowtext.take(self.session, core, sorted(row_ids))
        if not taken:
            return 0
        ids = [row[0] for row in taken.blocks[0][2]]
        self._note(core.name, "clear", ids[0], last=ids[-1], before=rowtext.dump({"ids": ids}), rows=taken.pack())
        return len(ids)

    def complete(self, people: range, said: Iterable[tuple[int, str]]) -> None:
        """Say that new people went in with their derived columns, and what they are found by.

        Args:
            people: their numbers, from `insert_many`.
            said: each one's number and text.
        """
        search.add(self.session, said)
        self._whole.append(people)

    def touch_districts(self, people: Iterable[int]) -> None:
        """Have only the current districts of these people chosen again, which is all that follows from a new map."""
        self._moved.update(people)
        self._wrote = True

    def touch(self, people: Iterable[int]) -> None:
        """Have derived columns and search text worked out again for these people when the action ends."""
        self._people.update(people)
        self._wrote = True

    def _note(
        self, table: str, op: str, row_id: int, *, last: int = 0, person: int | None = None, before: str | None = None,
        after: str | None = None, rows: bytes | None = None,
    ) -> int:
        noted = bulk.insert_row(self.session, _core(Change), {
            "action_id": self.id, "table_name": table, "op": op, "row_id": row_id, "last_row": last,
            "person_id": person, "before": before, "after": after, "rows": rows,
        })
        self._wrote = True
        if person is not None:
            self._people.add(person)
            self._homes.update([person] if table == "address" else [])
        return noted

    def _finish(self) -> None:
        follow = self.session.info.get("follow home")
        if self._homes and follow is not None:
            follow(self.session, sorted(self._homes), self._by)
        if not self._wrote:
            self.session.execute(delete(Action).where(Action.id == self.id))
            self.changes = Changes()
            return
        derived.refresh(self.session, self._people)
        derived.choose_districts(self.session, self._moved - self._people)
        people = self._people | self._moved
        for whole in self._whole:
            people.update(whole[: _MANY + 1])  # more are told as "many" anyway
        self.changes = _changes(self.id, self.name, people, self.parts)
        self.session.execute(
            update(Action).where(Action.id == self.id).values(name=self.name, parts=",".join(sorted(self.parts)))
        )


def _core(table: type[Base]) -> Table:
    core = table.__table__
    assert isinstance(core, Table)
    return core


def _changes(
    action_id: int, name: str, people: set[int], parts: Iterable[str], kept: Iterable[str] = ()
) -> Changes:
    many = len(people) > _MANY
    return Changes(
        action=action_id, summary=name, people=frozenset() if many else frozenset(people), many=many,
        parts=frozenset(parts), kept=tuple(kept),
    )


@contextmanager
def action(
    session: Session, *, kind: str, name: str, by: str, parts: Iterable[str] = ("people",)
) -> Iterator[Recorder]:
    """One named, undoable change; inside another action it becomes a part of that one.

    An action that wrote nothing leaves no trace. `changes` of the recorder is set when the block ends.

    Args:
        session: from `Database.writing`.
        kind: a short word for filters of the history ("record", "import", "edit", "stage", …).
        name: in a person's words, as Undo will show it; may be bettered on the recorder before the end.
        by: who is at the keyboard.
        parts: rooms whose views must look again (see Changes).
    """
    outer: Recorder | None = session.info.get("action")
    if outer is not None:
        outer.parts.update(parts)
        said = outer.name
        yield outer
        outer.name = said  # a part does not rename the whole
        return
    row = session.execute(
        insert(Action).values(uuid=new_uuid(), kind=kind, name=name, at=clock.now(), by=by, parts="")
    )
    recorder = Recorder(session, int(row.inserted_primary_key[0]), name, parts, by)  # type: ignore[attr-defined]
    session.info["action"] = recorder
    try:
        yield recorder
        recorder._finish()
    finally:
        del session.info["action"]


def is_open(session: Session) -> bool:
    """Whether an action is under way, of which a further one would be a part."""
    return "action" in session.info


def next_undo(session: Session) -> str | None:
    """The name of what Ctrl+Z would take back."""
    found = _last_done(session)
    return found[1] if found else None


def next_redo(session: Session) -> str | None:
    """The name of what Ctrl+Y would do again."""
    found = _last_undone(session)
    return found[1] if found else None


def _last_done(session: Session) -> tuple[int, str, str] | None:
    row = session.execute(
        select(Action.id, Action.name, Action.by).where(Action.undone == 0, Action.kind.not_in(NO_STEPS))
        .order_by(Action.id.desc()).limit(1)
    ).first()
    return (row[0], row[1], row[2]) if row else None


def _last_undone(session: Session) -> tuple[int, str] | None:
    """The action undone last, if nothing new was done since: a fresh action ends the way forward."""
    fresh = select(func.coalesce(func.max(Action.id), 0)).where(Action.kind.not_in(("undo", "redo"))).scalar_subquery()
    target = aliased(Action)
    row = session.execute(
        select(target.id, target.name).join_from(Action, target, target.id == Action.reverses)
        .where(Action.kind == "undo", target.undone == 1, Action.id > fresh)
        .order_by(Action.id.desc()).limit(1)
    ).first()
    return (row[0], row[1]) if row else None


class NotYoursError(UserError):
    """The last step was taken by somebody else: the line says by whom and which.

    Args: action_id: its number, for an undo all the same.
    """

    def __init__(self, message: str, action_id: int) -> None:
        super().__init__(message)
        self.action_id = action_id


def undo(session: Session, *, by: str, action_id: int | None = None, own: bool = False) -> Changes:
    """Take back the last action, or a chosen earlier one.

    Args:
        session: from `Database.writing`.
        by: who is at the keyboard.
        action_id: the chosen one.
        own: the last one only where `by` took it.

    Raises:
        NotYoursError: the last action is another person's, and only one's own was to be taken back.
        UserError: there is nothing to undo, or later changes rest on the chosen action (it says which).
    """
    from organizer.storage import reversal

    last = _last_done(session) if action_id is None else None
    if last is not None:
        action_id, name, whose = last
        if own and whose and whose != by:
            raise NotYoursError(f"The last step is not yours but {whose}’s: {name}.", action_id)
    return reversal.undo(session, by, action_id)


def redo(session: Session, *, by: str) -> Changes:
    """Do again what was undone last.

    Raises:
        UserError: nothing was undone, or something new was done since.
    """
    from organizer.storage import reversal

    last = _last_undone(session)
    return reversal.redo(session, by, last[0] if last else None)
