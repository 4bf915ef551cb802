"""Rows held and pairs of people that may be the same: shown side by side, and settled by a human for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.district import natural_key
from organizer.domain.errors import UserError
from organizer.domain.names import display_name, sort_key
from organizer.importing import history_files, known_people, store_people
from organizer.importing.matching.side_by_side import ADDRESS, Field, side_by_side
from organizer.importing.records.sign_up import CleanRecord
from organizer.prospects import merge
from organizer.storage import journal
from organizer.storage.spelling import spelled
from organizer.storage.tables import (
    Address,
    District,
    Email,
    ExternalId,
    ImportBatch,
    NotSame,
    Person,
    PersonDistrict,
    Phone,
    Review,
    SignUp,
)

__all__ = ["OpenReview", "count_open", "open_reviews", "settle"]

AfterMerge = Callable[[Session, Sequence[int], str], object]

@dataclass(frozen=True, slots=True)
class OpenReview:
    """A question for a human.

    Args:
        id: of the question.
        person_id: who is in the store.
        other_id: the other one, where both are in the store; None for a row that waits.
        score: how likely they are one, 0 to 1.
        reasons: what speaks for it, joined by "; ".
        file: the sheet the row came from.
        row: its number there; 0 where not known.
        name: of the one in the store.
        other_name: of the other one.
        fields: what either tells.
    """

    id: int
    person_id: int
    other_id: int | None
    score: float
    reasons: str
    file: str
    row: int
    name: str
    other_name: str
    fields: tuple[Field, ...]


def count_open(session: Session) -> int:
    """How many questions wait."""
    return session.scalar(select(func.count()).select_from(Review).where(Review.state == "open")) or 0


def open_reviews(session: Session, limit: int = 1000) -> list[OpenReview]:
    """The questions that wait, the likeliest first."""
    rows = session.execute(
        select(Review.id, Review.person_id, Review.other_id, Review.score, Review.reasons, Review.record,
               ImportBatch.file_name, SignUp.row)
        .outerjoin(SignUp, SignUp.id == Review.sign_up_id).outerjoin(ImportBatch, ImportBatch.id == SignUp.batch_id)
        .where(Review.state == "open").order_by(Review.score.desc(), Review.id).limit(limit)
    ).all()
    ids = {row.person_id for row in rows} | {row.other_id for row in rows if row.other_id is not None}
    people = store_people.read_people(session, ids)
    found = []
    for row in rows:
        mine = people[row.person_id].record
        theirs = people[row.other_id].record if row.other_id in people else CleanRecord.from_json(row.record or "{}")
        found.append(_question(row.id, row.person_id, row.other_id, row.score, row.reasons, row.file_name or "",
                               row.row or 0, mine, theirs))
    return found


def _question(
    review: int, person: int, other: int | None, score: float, reasons: str, file: str, row: int, mine: CleanRecord,
    theirs: CleanRecord,
) -> OpenReview:
    name, other_name = (
        display_name(one.first, one.last, one.middle, one.suffix) or "no name" for one in (mine, theirs)
    )
    return OpenReview(review, person, other, score, reasons, file, row, name, other_name, side_by_side(mine, theirs))


def settle(
    session: Session, review_id: int, verdict: str, *, by: str, choices: Mapping[str, str] | None = None,
    after: AfterMerge | None = None,
) -> Changes:
    """Answer a question, as one action that can be taken back later.

    "same" makes one person of both: the row is added and merged, so that undo has every piece. "different" adds the row
    as a person of their own and remembers that the two are not the same.

    Args:
        session: from `Database.writing`.
        review_id: of the question.
        verdict: "same" or "different".
        by: who says so.
        choices: by field of the person, "other" where the other one's value is to win.
        after: called inside the action with who is new or may live elsewhere now.

    Raises:
        UserError: the question was answered already, or the verdict is neither.
    """
    _check(verdict)
    row = session.execute(
        select(Review.person_id, Review.other_id, Review.sign_up_id, Review.record)
        .where(Review.id == review_id, Review.state == "open")
    ).first()
    if row is None:
        if session.get(Review, review_id) is None:
            raise UserError(f"There is no question {review_id}.")
        raise UserError("This question was answered already.")
    if row.other_id is not None:
        return _settle_pair(session, row.person_id, row.other_id, verdict, by, choices or {}, after)
    record = CleanRecord.from_json(row.record)
    name = display_name(record.first, record.last, record.middle, record.suffix) or "A row"
    known = session.execute(
        select(Person.first_name, Person.last_name, Person.middle_name, Person.suffix).where(Person.id == row.person_id)
    ).one()
    said = f"{name} is {display_name(*known)}" if verdict == "same" else f"{name} is not {display_name(*known)}"
    with journal.action(session, kind="review", name=said, by=by, parts=("people", "districts")) as do:
        new = _add(session, do, record, row.sign_up_id)
        history_files.write_kept(session, do, row.record, new, by)
        do.update(Review, review_id, state=verdict)
        if verdict == "same":
            _merge(session, do, row.person_id, new, choices or {}, by)
        else:
            _keep_apart(session, do, row.person_id, new, by)
        if after is not None:
            after(session, [row.person_id if verdict == "same" else new], by)
    return do.changes


def _settle_pair(
    session: Session, one: int, other: int, verdict: str, by: str, choices: Mapping[str, str], after: AfterMerge | None
) -> Changes:
    """Say whether two people of the store are one."""
    if verdict == "different":
        return merge.not_same(session, one, other, by=by)
    with journal.action(session, kind="merge", name="Merge", by=by, parts=("people", "districts")) as do:
        do.name = f"{_name(session, other)} is {_name(session, one)}"
        _merge(session, do, one, other, choices, by)
        if after is not None:
            after(session, [one], by)
    return do.changes


def _check(verdict: str) -> None:
    if verdict not in ("same", "different"):
        raise UserError(f"“{verdict}” isn't an answer. Say same or different.")


def _name(session: Session, person_id: int) -> str:
    row = session.execute(
        select(Person.first_name, Person.last_name, Person.middle_name, Person.suffix).where(Person.id == person_id)
    ).first()
    if row is None:
        raise UserError("One of these two people is no longer in the file.")
    return display_name(*row) or "Somebody without a name"


def _merge(
    session: Session, do: journal.Recorder, keep: int, other: int, choices: Mapping[str, str], by: str
) -> None:
    """Merge, and let the other one's address come first where that was chosen."""
    mine = session.execute(select(Address.id, Address.rank).where(Address.person_id == keep)).all()
    merge.merge(session, keep, other, choices, by=by)
    if choices.get(ADDRESS) == "other":
        for row_id, rank in mine:
            do.update(Address, row_id, rank=rank + 1)


def _add(session: Session, do: journal.Recorder, record: CleanRecord, sign_up: int | None) -> int:
    """The held row as a person of their own."""
    source, today = _origin(session, sign_up), clock.now()
    values = {column: getattr(record, name) for name, column in store_people.PERSON_COLUMNS.items()}
    values = {name: int(value) if isinstance(value, bool) else value for name, value in values.items()}
    values["do_not_call"] = int(bool(record.do_not_call))
    person = do.insert(Person, **values, created_at=today,
                       sort_name=sort_key(record.first, record.last, record.middle, record.suffix))
    for rank, phone in enumerate(record.phones):
        do.insert(Phone, person_id=person, rank=rank, **phone._asdict())
    for rank, email in enumerate(record.emails):
        do.insert(Email, person_id=person, address=email, rank=rank, opted_out=int(bool(record.email_out)))
    if record.has_address:
        place = {column: getattr(record, name) for name, column in known_people.ADDRESS_COLUMNS.items()}
        do.insert(Address, person_id=person, **place)
    for system, value in record.ids:
        do.insert(ExternalId, person_id=person, system=system, value=value)
    for kind, code in record.districts:
        do.insert(PersonDistrict, person_id=person, district_id=_district(session, do, kind, record.state, code),
                  kind=kind, method="sheet", source=source, as_of=today[:10])
    if sign_up is not None:
        do.update(SignUp, sign_up, person_id=person, outcome="added")
    return person


def _origin(session: Session, sign_up: int | None) -> str:
    file = session.scalar(
        select(ImportBatch.file_name).join(SignUp, SignUp.batch_id == ImportBatch.id).where(SignUp.id == sign_up)
    )
    return file or ""


def _district(session: Session, do: journal.Recorder, kind: str, state: str, code: str) -> int:
    code = spelled(session, kind, code)
    known = session.scalar(
        select(District.id).where(District.kind == kind, District.code == code, District.state == state)
    )
    return known if known is not None else do.insert(
        District, kind=kind, state=state, code=code, sort_key=natural_key(code)
    )


def _keep_apart(session: Session, do: journal.Recorder, one: int, other: int, by: str) -> None:
    low, high = sorted(session.scalars(select(Person.uuid).where(Person.id.in_((one, other)))))
    do.insert(NotSame, low_uuid=low, high_uuid=high, at=clock.now(), by=by)
