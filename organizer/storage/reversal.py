"""Taking a journalled action back, and doing it again."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Table, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.storage import derived, rowtext
from organizer.storage.tables import Action, Base, Change, new_uuid

__all__ = ["redo", "undo"]

APPEND_ONLY = ("contact_event", "stage_change")
_MANY = 2000
_LENIENT = ("import", "undo")  # actions whose later edits are kept and listed rather than standing in the way


def undo(session: Session, by: str, action_id: int | None) -> Changes:
    """See `journal.undo`."""
    row = _action(session, action_id, "There is nothing to undo.")
    if row.undone:
        raise UserError(f"“{row.name}” was undone already.")
    return _Reversal(session, row, backwards=True).run(by)


def redo(session: Session, by: str, action_id: int | None) -> Changes:
    """See `journal.redo`."""
    return _Reversal(session, _action(session, action_id, "There is nothing to redo."), backwards=False).run(by)


def _action(session: Session, action_id: int | None, nothing: str) -> Any:
    row = session.execute(
        select(Action.id, Action.kind, Action.name, Action.parts, Action.undone).where(Action.id == action_id)
    ).first()
    if row is None or row.kind in ("undo", "redo"):
        raise UserError(nothing)
    if row.kind == "forget":
        raise UserError("Who was forgotten cannot be brought back.")
    return row


class _Reversal:
    """One action played backwards or forwards, with what it touched and what it had to leave."""

    def __init__(self, session: Session, row: Any, *, backwards: bool) -> None:
        self.session = session
        self.action = row
        self.backwards = backwards
        self.people: set[int] = set()
        self.held: set[int] = set()
        self.kept: Counter[tuple[str, str]] = Counter()  # by the word for one and for many
        self.built_upon = False
        self.gone: dict[tuple[str, int], int] = {}
        self.leaned_on: dict[tuple[str, int], int] = {}
        self.later = select(Action.id).where(
            Action.id > row.id, Action.undone == 0, Action.kind.not_in(("undo", "redo"))
        )

    def run(self, by: str) -> Changes:
        """Play every change, mark the action, note who did so, and refresh what follows."""
        order = Change.id.desc() if self.backwards else Change.id
        changes = self.session.execute(
            select(Change.id, Change.table_name, Change.op, Change.row_id, Change.last_row, Change.person_id,
                   Change.before, Change.after, Change.rows)
            .where(Change.action_id == self.action.id).order_by(order)
        ).all()
        if self.backwards and self.session.scalar(self.later.limit(1)) is not None:
            self.built_upon = True
            self._find_gone(self.later)
            self._find_held(changes, self.later)
            if self.action.kind not in _LENIENT:
                self._refuse_if_built_upon(changes, self.later)
        try:
            for change in changes:
                if change.person_id is not None:
                    self.people.add(change.person_id)
                getattr(self, f"_{change.op}")(Base.metadata.tables[change.table_name], change)
        except IntegrityError:
            word = "undone by itself" if self.backwards else "done again"
            raise UserError(f"“{self.action.name}” cannot be {word}: later changes took the place of what it would "
                            "bring back. Undo those first.") from None
        word = "undo" if self.backwards else "redo"
        self.session.execute(update(Action).where(Action.id == self.action.id).values(undone=int(self.backwards)))
        said = f"{word.capitalize()} “{self.action.name}”"
        noted = self.session.execute(
            insert(Action).values(uuid=new_uuid(), kind=word, name=said, at=clock.now(), by=by,
                                  reverses=self.action.id, parts=self.action.parts)
        )
        derived.refresh(self.session, self.people)
        many = len(self.people) > _MANY
        return Changes(
            action=int(noted.inserted_primary_key[0]),  # type: ignore[attr-defined]
            summary=said,
            people=frozenset() if many else frozenset(self.people),
            many=many,
            parts=frozenset(part for part in self.action.parts.split(",") if part),
            kept=tuple(f"1 {one} changed since is kept" if count == 1 else f"{count:,} {more} changed since are kept"
                       for (one, more), count in self.kept.items()),
        )

    def _find_held(self, changes: Any, later: Any) -> None:
        """People this action added whom later work has touched: they stay, with what was added to them.

        Districts worked out from what is loaded are no such work, but for one that was set by hand.
        """
        spans = [(c.row_id, max(c.last_row, c.row_id)) for c in changes
                 if c.table_name == "person" and c.op in ("insert", "run")]
        for low, high in spans:
            self.held.update(
                row for name, row in self.leaned_on if name == "person" and low <= row <= high
            )
            self.held.update(
                self.session.scalars(
                    select(Change.person_id).distinct()
                    .where(Change.action_id.in_(later), Change.person_id.between(low, high),
                           Change.table_name != rowtext.WORKED_OUT)
                )
            )
            by_hand = Base.metadata.tables[rowtext.WORKED_OUT]
            self.held.update(
                self.session.scalars(
                    select(by_hand.c.person_id).distinct()
                    .join(Change, (Change.table_name == by_hand.name) & (Change.row_id == by_hand.c.id))
                    .where(Change.action_id.in_(later), Change.op == "insert", by_hand.c.method == "typed",
                           by_hand.c.person_id.between(low, high))
                )
            )
            for name, first, last in self.session.execute(
                select(Change.table_name, Change.row_id, Change.last_row)
                .where(Change.action_id.in_(later), Change.op == "run", Change.table_name != rowtext.WORKED_OUT)
            ):
                table = Base.metadata.tables[name]
                if "person_id" not in table.c:
                    continue
                self.held.update(
                    self.session.scalars(
                        select(table.c.person_id).distinct()
                        .where(table.c.id.between(first, last), table.c.person_id.between(low, high))
                    )
                )
        if self.held:
            self.kept["person", "people"] = len(self.held)

    def _refuse_if_built_upon(self, changes: Any, later: Any) -> None:
        """Say which later action rests on this one, where undoing it alone would lose or mix up something."""
        if self.held:
            self._refuse(self.session.scalar(
                select(Change.action_id).where(Change.action_id.in_(later), Change.person_id.in_(self.held)).limit(1)
            ))
        for change in changes:
            if change.op not in ("update", "insert"):
                continue
            if (change.table_name, change.row_id) in self.gone:
                self._refuse(self.gone[change.table_name, change.row_id])
            if change.op == "insert" and (change.table_name, change.row_id) in self.leaned_on:
                self._refuse(self.leaned_on[change.table_name, change.row_id])
            rows = self.session.execute(
                select(Change.action_id, Change.op, Change.before)
                .where(Change.action_id.in_(later), Change.table_name == change.table_name,
                       Change.row_id == change.row_id)
            ).all()
            mine = set(rowtext.load(change.after)) if change.op == "update" else set()
            for action_id, op, before in rows:
                if op == "delete" or change.op == "insert" or mine & set(rowtext.load(before or "{}")):
                    self._refuse(action_id)

    def _find_gone(self, later: Any) -> None:
        """Note the rows that later actions took away, and the rows which those need to come back."""
        for action_id, rows in self.session.execute(
            select(Change.action_id, Change.rows).where(Change.action_id.in_(later), Change.op.in_(("delete", "clear")))
        ):
            for name, columns, taken in rowtext.Taken.unpack(rows).blocks if rows else ():
                self.gone.update({(name, row[0]): action_id for row in taken})
                for key in Base.metadata.tables[name].foreign_keys:
                    place, parent = columns.index(key.parent.name), key.column.table.name
                    if (name, parent) == (rowtext.WORKED_OUT, "person"):
                        continue
                    self.leaned_on.update({(parent, row[place]): action_id for row in taken if row[place] is not None})

    def _refuse(self, action_id: int | None) -> None:
        name = self.session.scalar(select(Action.name).where(Action.id == action_id))
        raise UserError(f"“{self.action.name}” cannot be undone by itself: “{name}” came later and rests on it. "
                        "Undo that first.")

    def _insert(self, table: Table, change: Any) -> None:
        if self.backwards:
            self._take_away(table, change, [change.row_id])
        else:
            self._bring_back(table, change, change.row_id, change.row_id)

    def _run(self, table: Table, change: Any) -> None:
        if self.backwards:
            self._take_away(table, change, list(range(change.row_id, change.last_row + 1)))
        else:
            self._bring_back(table, change, change.row_id, change.last_row)

    def _take_away(self, table: Table, change: Any, ids: list[int]) -> None:
        low, high = ids[0], ids[-1]
        self._add_people(table, low, high)
        if table.name in APPEND_ONLY:
            self.session.execute(update(table).where(table.c.id.between(low, high)).values(void=1))
            return
        ids = self._free(table, ids)
        if not ids:
            return
        taken = rowtext.take(self.session, table, ids)
        self.session.execute(update(Change).where(Change.id == change.id).values(rows=taken.pack()))

    def _free(self, table: Table, ids: list[int]) -> list[int]:
        """Those of the added rows that nothing later holds."""
        if table.name == "person":
            return [one for one in ids if one not in self.held]
        if "person_id" in table.c and self.held:
            mine = self.session.execute(
                select(table.c.id, table.c.person_id).where(table.c.id.between(ids[0], ids[-1]))
            )
            keep = {row_id for row_id, person in mine if person in self.held}
            ids = [one for one in ids if one not in keep]
        if self.built_upon and ids:
            changed = set(self.session.scalars(
                select(Change.row_id).where(Change.action_id.in_(self.later), Change.table_name == table.name,
                                            Change.op == "update", Change.row_id.between(ids[0], ids[-1]))
            ))
            ids = [one for one in ids if one not in changed]
        for child in Base.metadata.sorted_tables:
            for key in child.foreign_keys:
                if key.column.table is not table or key.ondelete or child.name in ("change", "action"):
                    continue
                used = set(self.session.scalars(
                    select(key.parent).distinct().where(key.parent.between(ids[0], ids[-1]) if ids else key.parent < 0)
                ))
                ids = [one for one in ids if one not in used]
        if table.name == "import_batch" and self.held:
            used = set(self.session.scalars(
                select(Base.metadata.tables["sign_up"].c.batch_id).distinct()
            ))
            ids = [one for one in ids if one not in used]
        return ids

    def _add_people(self, table: Table, low: int, high: int) -> None:
        if table.name == "person":
            self.people.update(range(low, high + 1))
        elif "person_id" in table.c:
            found = self.session.scalars(
                select(table.c.person_id).distinct().where(table.c.id.between(low, high))
            )
            self.people.update(person for person in found if person is not None)

    def _bring_back(self, table: Table, change: Any, low: int, high: int) -> None:
        if table.name in APPEND_ONLY:
            self.session.execute(update(table).where(table.c.id.between(low, high)).values(void=0))
        elif change.rows:
            rowtext.Taken.unpack(change.rows).put_back(self.session)
            self.session.execute(update(Change).where(Change.id == change.id).values(rows=None))
        self._add_people(table, low, high)

    def _update(self, table: Table, change: Any) -> None:
        old, new = rowtext.load(change.before), rowtext.load(change.after)
        if not self.backwards:
            old, new = new, old
        row = self.session.execute(
            select(*(table.c[name] for name in new)).where(table.c.id == change.row_id)
        ).first()
        if row is None:
            return
        same = {name: old[name] for name, value in zip(new, row, strict=True) if value == new[name]}
        if len(same) < len(new):
            self.kept["value", "values"] += len(new) - len(same)
        if same:
            self.session.execute(update(table).where(table.c.id == change.row_id).values(**same))
        self.people.update(one for one in (old.get("person_id"), new.get("person_id")) if one is not None)

    def _delete(self, table: Table, change: Any) -> None:
        if self.backwards:
            rowtext.Taken.unpack(change.rows).put_back(self.session)
        else:
            taken = rowtext.take(self.session, table, [change.row_id])
            self.session.execute(update(Change).where(Change.id == change.id).values(rows=taken.pack()))

    def _clear(self, table: Table, change: Any) -> None:
        if self.backwards:
            taken = rowtext.Taken.unpack(change.rows)
            taken.put_back(self.session)
        else:
            taken = rowtext.take(self.session, table, _ids_of(change.before))
            self.session.execute(update(Change).where(Change.id == change.id).values(rows=taken.pack()))
        name, columns, rows = taken.blocks[0] if taken else ("", [], [])
        place = 0 if name == "person" else columns.index("person_id") if "person_id" in columns else -1
        if place >= 0:
            self.people.update(row[place] for row in rows if row[place] is not None)


def _ids_of(before: str) -> list[int]:
    """The row numbers a clearing named."""
    return [int(one) for one in rowtext.load(before)["ids"]]
