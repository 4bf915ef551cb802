"""Two rows that are one person made one, one row that is two people made two, and the word that they are not the same.

A merge moves what hangs on the one to the other and takes the empty row away, so that undo can put each piece back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.domain.names import display_name, sort_key
from organizer.domain.status import HELP_STAGES, RUN_STAGES
from organizer.storage import journal
from organizer.storage.tables import (
    Address,
    Base,
    CallListEntry,
    CallSheetLine,
    Candidacy,
    ContactEvent,
    Email,
    ExternalId,
    NotSame,
    Person,
    PersonDistrict,
    Phone,
    Review,
    SignUp,
    StageChange,
)

__all__ = ["CONTACTS", "JOINED", "MERGED", "TEXTS", "Split", "merge", "not_same", "split"]

MERGED = "organizer"
"""The system under which a person keeps the UUIDs of those merged into it."""
TEXTS = ("prefix", "first_name", "middle_name", "last_name", "suffix", "involvement", "language", "birth_date",
          "notes", "source", "household", "office_sought", "tags", "signed_up_at")
_NAMES = ("first_name", "last_name", "middle_name", "suffix")
_FLAGS = ("wants_run", "wants_help", "do_not_call", "deceased", "hostile")
JOINED = {"notes": "\n", "involvement": "\n", "office_sought": "; ", "tags": ", "}
CONTACTS = ("phone", "email", "address")
"""What both bring along and one comes first of: the number to dial, the address to write to, the home that counts."""
_MOVED: tuple[tuple[type[Base], tuple[str, ...]], ...] = (
    (Phone, ("number",)), (Email, ("address",)), (Address, ("line", "unit", "zip")), (ExternalId, ("system", "value")),
    (PersonDistrict, ("district_id", "method")), (SignUp, ()), (ContactEvent, ()), (StageChange, ()),
    (Candidacy, ("seat_id",)), (CallListEntry, ("list_id",)), (CallSheetLine, ()),
)  # what hangs on a person, and the columns by which a row of the other says nothing new


def merge(
    session: Session, keep_id: int, other_id: int, choices: Mapping[str, str] | None = None, *, by: str
) -> Changes:
    """Make two rows one person: blanks are filled, long texts joined, walls kept, everything else moved over.

    The contacts of the one who stays come first, and the stage that is further on stands.

    Args:
        session: from `Database.writing`.
        keep_id: who stays.
        other_id: who goes; the UUID is kept as an external id, so that other copies of the store still find the way.
        choices: by field of the person or of `CONTACTS`, "other" where the value of the one who goes is to win or to
            come first, "keep" where not.
        by: who says so.

    Raises:
        UserError: they are the same row, or one of them is gone.
    """
    if keep_id == other_id:
        raise UserError("These are the same row already.")
    keep, other = _row(session, keep_id), _row(session, other_id)
    choices = choices or {}
    name = f"Merge {_name(other)} into {_name(keep)}"
    with journal.action(session, kind="merge", name=name, by=by, parts=("people", "lists", "seats")) as do:
        do.insert(ExternalId, person_id=keep_id, system=MERGED, value=other["uuid"])
        for table, same in _MOVED:
            _move(session, do, table, same, keep_id, other_id,
                  first=choices.get(str(table.__tablename__)) == "other")
        _move_reviews(session, do, keep_id, other_id)
        do.delete(Person, other_id)
        _keep_further(session, do, keep, other, by)
        values = _merged(keep, other, choices)
        do.update(Person, keep_id, **values)
        if values["do_not_call"]:
            _wall_numbers(session, do, keep_id)
        kept = {**keep, **values}
        do.update(Person, keep_id, sort_name=sort_key(*(kept[one] for one in _NAMES)))
        do.touch([keep_id])
    return do.changes


def _row(session: Session, person: int) -> dict[str, Any]:
    row = session.execute(select(Person.__table__).where(Person.id == person)).mappings().first()
    if row is None:
        raise UserError("This person is no longer in the file.")
    return dict(row)


def _name(row: Mapping[str, Any]) -> str:
    return display_name(row["first_name"], row["last_name"], row["middle_name"], row["suffix"]) or f"number {row['id']}"


def _merged(keep: Mapping[str, Any], other: Mapping[str, Any], choices: Mapping[str, str]) -> dict[str, Any]:
    """The values of the one who stays."""
    values: dict[str, Any] = {name: int(keep[name] or other[name]) for name in _FLAGS}
    for name in TEXTS:
        mine, theirs = keep[name], other[name]
        chosen = choices.get(name)
        if chosen == "other" and theirs:
            values[name] = theirs
        elif chosen == "keep" or not theirs:
            values[name] = mine
        elif not mine:
            values[name] = theirs
        elif name == "signed_up_at":
            values[name] = min(mine, theirs)
        elif name in JOINED:
            values[name] = _joined(mine, theirs, JOINED[name])
    return values


def _joined(mine: str, theirs: str, between: str) -> str:
    """Both texts, what they have in common once."""
    parts = mine.split(between)
    return between.join([*parts, *(part for part in theirs.split(between) if part not in parts)])


def _move(
    session: Session, do: journal.Recorder, table: type[Base], same: Sequence[str], keep: int, other: int, *,
    first: bool = False,
) -> None:
    """Give the rows of one person to another; a row that says nothing new stays behind and goes with its owner.

    Rows that have a rank come behind those that are there, or before them.
    """
    core = table.__table__
    ranked = "rank" in core.c
    order = [core.c.rank, core.c.id] if ranked else [core.c.id]
    mine, theirs = (
        session.execute(select(core).where(core.c.person_id == one).order_by(*order)).mappings().all()
        for one in (keep, other)
    )
    known = {tuple(row[name] for name in same): row for row in mine} if same else {}
    ranks = [row["rank"] for row in mine] if ranked else []
    rank = min(ranks, default=0) - len(theirs) if first else max(ranks, default=-1) + 1
    for row in theirs:
        there = known.get(tuple(row[name] for name in same))
        placed = {"rank": rank} if ranked and (first or there is None) else {}
        rank += 1
        if there is None:
            do.update(table, row["id"], person_id=keep, **placed)
            continue
        if "status" in core.c and row["status"] != "ok" and there["status"] == "ok":
            placed["status"] = row["status"]
        do.update(table, there["id"], **placed)


def _keep_further(
    session: Session, do: journal.Recorder, keep: Mapping[str, Any], other: Mapping[str, Any], by: str
) -> None:
    """Nobody is moved back on a track because the other row's last step was taken later."""
    for track, stages in (("run", RUN_STAGES), ("help", HELP_STAGES)):
        order = [stage.code for stage in stages]
        both = [row[f"{track}_stage"] for row in (keep, other)]
        if not all(one in order for one in both):  # a way out is left to the last word
            continue
        further = max(both, key=order.index)
        last = session.scalar(
            select(StageChange.stage).where(StageChange.person_id == keep["id"], StageChange.void == 0,
                                            StageChange.track == track).order_by(StageChange.id.desc()).limit(1)
        )
        if last is not None and last != further:
            do.insert(StageChange, person_id=keep["id"], track=track, stage=further, at=clock.now(), by=by)


def _wall_numbers(session: Session, do: journal.Recorder, person: int) -> None:
    """No number of somebody who asked not to be called is dialled, whoever else has it, too."""
    numbers = select(Phone.number).where(Phone.person_id == person)
    for row_id in session.scalars(select(Phone.id).where(Phone.number.in_(numbers))).all():
        do.update(Phone, row_id, status="do-not-call")


def _move_reviews(session: Session, do: journal.Recorder, keep: int, other: int) -> None:
    """Questions about the one who goes are now about the one who stays; whether both are one is answered."""
    for row_id, person, second in session.execute(
        select(Review.id, Review.person_id, Review.other_id)
        .where(or_(Review.person_id == other, Review.other_id == other))
    ).all():
        if {person, second} == {keep, other} or person == second:
            do.delete(Review, row_id)
        elif person == other:
            do.update(Review, row_id, person_id=keep)
        else:
            do.update(Review, row_id, other_id=keep)


@dataclass(frozen=True, slots=True)
class Split:
    """A person taken out of another: the new id and what changed."""

    id: int
    changes: Changes


def split(
    session: Session, person_id: int, values: Mapping[str, str], *, sign_ups: Sequence[int] = (),
    phones: Sequence[str] = (), emails: Sequence[str] = (), events: Sequence[int] = (),
    external_ids: Sequence[tuple[str, str]] = (), with_address: bool = True, share: bool = False,
    stays: Mapping[str, str] | None = None, by: str,
) -> Split:
    """Take a second person out of a row: the named pieces go to a new row, and the two count as not the same.

    Args:
        session: from `Database.writing`.
        person_id: the row that is two people.
        values: the new person's own fields (first_name, last_name, wants_run, …).
        sign_ups: ids of the sign-ups that are the new person's.
        phones: numbers (E.164) that are theirs.
        emails: addresses that are theirs.
        events: ids of contact events that are theirs.
        external_ids: (system, value) pairs that are theirs.
        with_address: whether they live at the same address; it is copied, with the districts.
        share: whether the one who stays keeps these phones and addresses, too: a couple's one phone.
        stays: fields of the one who stays, as they are from now on (a row "John & Mary" is "John").
        by: who says so.

    Raises:
        UserError: nothing to tell the new person by, or the row is gone. "Do not call" stays with both, unless a call
            that goes along says whose it was.
    """
    old = _row(session, person_id)
    known = {name: value for name, value in values.items() if name in Person.__table__.c and value}
    if not known.get("first_name") and not known.get("last_name"):
        raise UserError("Give the second person a name.")
    shown = display_name(str(known.get("first_name", "")), str(known.get("last_name", "")))
    with journal.action(session, kind="split", name=f"Split {shown} from {_name(old)}", by=by,
                        parts=("people", "lists")) as do:
        names = [str(known.get(one, "")) for one in _NAMES]
        walls = {} if events else {flag: old[flag] for flag in ("do_not_call",) if old[flag]}
        new = do.insert(Person, **{"source": old["source"], "created_at": clock.now(), "sort_name": sort_key(*names),
                                   **walls, **known})
        for table, column, wanted in (
            (SignUp, SignUp.id, sign_ups), (Phone, Phone.number, phones), (Email, Email.address, emails),
            (ContactEvent, ContactEvent.id, events),
        ):
            for row_id in session.scalars(
                select(table.id).where(table.person_id == person_id, column.in_(wanted))
            ).all():
                if share and table in (Phone, Email):
                    _copy(session, do, table, person_id, new, row_id)
                else:
                    do.update(table, row_id, person_id=new)
        for system, value in external_ids:
            for row_id in session.scalars(
                select(ExternalId.id).where(ExternalId.person_id == person_id, ExternalId.system == system,
                                            ExternalId.value == value)
            ).all():
                do.update(ExternalId, row_id, person_id=new)
        if with_address:
            _copy(session, do, Address, person_id, new)
            _copy(session, do, PersonDistrict, person_id, new)
        if stays:
            do.update(Person, person_id, **stays)
            now = _row(session, person_id)
            do.update(Person, person_id, sort_name=sort_key(*(now[one] for one in _NAMES)))
        _keep_apart(session, do, old["uuid"], new, by)
        do.touch([person_id, new])
    return Split(new, do.changes)


def _copy(
    session: Session, do: journal.Recorder, table: type[Base], person: int, new: int, row_id: int | None = None
) -> None:
    core = table.__table__
    one = [core.c.id == row_id] if row_id is not None else []
    for row in session.execute(select(core).where(core.c.person_id == person, *one)).mappings().all():
        do.insert(table, **{**{name: value for name, value in row.items() if name not in ("id", "current")},
                            "person_id": new})


def _keep_apart(session: Session, do: journal.Recorder, one_uuid: str, other_id: int, by: str) -> None:
    other_uuid = session.scalar(select(Person.uuid).where(Person.id == other_id))
    low, high = sorted((one_uuid, str(other_uuid)))
    known = session.scalar(select(NotSame.id).where(NotSame.low_uuid == low, NotSame.high_uuid == high))
    if known is None:
        do.insert(NotSame, low_uuid=low, high_uuid=high, at=clock.now(), by=by)


def not_same(session: Session, one_id: int, other_id: int, *, by: str) -> Changes:
    """Say for good that two rows are two people; they are not offered as doubles again.

    Raises:
        UserError: they are the same row, or one of them is gone.
    """
    if one_id == other_id:
        raise UserError("This is one row, not two.")
    one, other = _row(session, one_id), _row(session, other_id)
    name = f"{_name(one)} and {_name(other)} are not the same"
    with journal.action(session, kind="not-same", name=name, by=by) as do:
        _keep_apart(session, do, one["uuid"], other_id, by)
        for row_id in session.scalars(
            select(Review.id).where(Review.state == "open", or_(
                (Review.person_id == one_id) & (Review.other_id == other_id),
                (Review.person_id == other_id) & (Review.other_id == one_id)))
        ).all():
            do.update(Review, row_id, state="different")
        do.touch([one_id, other_id])
    return do.changes
