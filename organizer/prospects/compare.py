"""What is known of two people side by side before they are merged, and the pieces of one before it is split."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from organizer.domain.clock import short_date, short_time
from organizer.domain.contact import shown_phone
from organizer.domain.district import short_label
from organizer.domain.people import Details
from organizer.domain.status import result_of
from organizer.prospects.details import details
from organizer.prospects.fields import FIELDS
from organizer.prospects.merge import JOINED, TEXTS
from organizer.storage.tables import ContactEvent, ImportBatch, Person, SignUp

__all__ = ["Compared", "Piece", "compare", "pieces"]


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of two people side by side.

    Args:
        field: a field that can be chosen for `merge`, or "" where both sides are kept anyway.
        label: what it is.
        keep: what the one who stays has.
        other: what the one who goes has.
        joined: what stands there after the merge unless one side is chosen, "" where that is a side's own value.
        turned: of contacts, of which both sides stay: what stands there when the other side's come first.
    """

    field: str
    label: str
    keep: str
    other: str
    joined: str = ""
    turned: str = ""


def compare(session: Session, keep_id: int, other_id: int) -> list[Compared]:
    """Two people line by line: what can be chosen where they differ, then what both bring along.

    Raises:
        UserError: one of them is no longer in the file.
    """
    mine, theirs = details(session, keep_id), details(session, other_id)
    rows = [session.execute(select(Person.__table__).where(Person.id == one)).mappings().one()
            for one in (keep_id, other_id)]
    found = []
    for field in TEXTS:
        left, right = str(rows[0][field]), str(rows[1][field])
        if left or right:
            both = left and right and left != right
            joined = f"{left} + {right}" if both and field in JOINED else ""
            if field == "signed_up_at":
                joined = short_date(min(left, right)) if both else ""
                left, right = (short_date(one) if one else "" for one in (left, right))
            found.append(Compared(field, FIELDS[field].label, left, right, joined))
    found += _walls(rows)
    for field, label, left_all, right_all in (
        ("", "Interest", _interest(mine), _interest(theirs)),
        ("phone", "Phones", _phones(mine), _phones(theirs)), ("email", "E-mail", _emails(mine), _emails(theirs)),
        ("address", "Lives at", _addresses(mine), _addresses(theirs)),
        ("", "Calls", _calls(mine), _calls(theirs)), ("", "Sign-ups", _sign_ups(mine), _sign_ups(theirs)),
    ):
        if left_all or right_all:
            joined, turned = (", ".join(dict.fromkeys(both)) for both in ([*left_all, *right_all],
                                                                         [*right_all, *left_all]))
            found.append(Compared(field, label, ", ".join(left_all), ", ".join(right_all), joined,
                                  turned if field and left_all and right_all and turned != joined else ""))
    left, right = (", ".join(short_label(*pair) for pair in one.row.districts) for one in (mine, theirs))
    if left != right:
        found.append(Compared("", "Districts", left, right, "those of the home that comes first"))
    return found


def _walls(rows: Sequence[RowMapping]) -> list[Compared]:
    """What keeps either of them from being called holds for the one they become."""
    sides = [[FIELDS[name].label for name in ("do_not_call", "deceased", "hostile") if row[name]] for row in rows]
    if not any(sides):
        return []
    keep, other, both = (", ".join(dict.fromkeys(side)) for side in (*sides, [*sides[0], *sides[1]]))
    return [Compared("", "Not called", keep, other, both)]


def _interest(about: Details) -> list[str]:
    return [about.row.interest] if about.row.interest else []


def _phones(about: Details) -> list[str]:
    return [shown_phone(one.number, one.extension) for one in about.phones]


def _emails(about: Details) -> list[str]:
    return [one.address for one in about.emails]


def _addresses(about: Details) -> list[str]:
    return [" ".join(part for part in (one.line, one.unit, one.city, one.zip) if part) for one in about.addresses]


def _calls(about: Details) -> list[str]:
    return [f"{result_of(one.result).label if one.result else 'note'} {short_date(one.at)}" for one in about.events]


def _sign_ups(about: Details) -> list[str]:
    return [f"{one.file}, row {one.row:,}" for one in about.sign_ups]


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that can go with the second person: "phone", "email", "sign-up" or "call", its key and its words."""

    kind: str
    key: str | int
    words: str


def pieces(session: Session, person_id: int) -> list[Piece]:
    """What hangs on a person piece by piece, for `merge.split`.

    Raises:
        UserError: the person is no longer in the file.
    """
    about = details(session, person_id)
    found = [Piece("phone", one.number, f"{shown_phone(one.number, one.extension)} {one.kind}".strip())
             for one in about.phones]
    found += [Piece("email", one.address, one.address) for one in about.emails]
    for row_id, file, row, cells in session.execute(
        select(SignUp.id, ImportBatch.file_name, SignUp.row, SignUp.cells)
        .join(ImportBatch, ImportBatch.id == SignUp.batch_id).where(SignUp.person_id == person_id).order_by(SignUp.id)
    ):
        words = ", ".join([str(cell) for cell in json.loads(cells or "[]") if cell not in ("", None)][:5])
        found.append(Piece("sign-up", row_id, f"{file}, row {row:,}: {words}"[:90]))
    for row_id, result, at, by, note in session.execute(
        select(ContactEvent.id, ContactEvent.result, ContactEvent.at, ContactEvent.by, ContactEvent.note)
        .where(ContactEvent.person_id == person_id, ContactEvent.void == 0).order_by(ContactEvent.at)
    ):
        words = result_of(result).label if result else "Note"
        found.append(Piece("call", row_id, f"{words} {short_time(at)} by {by} {note}".strip()[:90]))
    return found
