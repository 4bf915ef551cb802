"""What a move brings with it: the new address, and the districts worked out again.

It stands here because it needs both the people's room and the districts'; the window's pages call it, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from organizer.districts.assign import assign, leave_home
from organizer.domain.address import split_full
from organizer.prospects.edit import edit_person

__all__ = ["moved"]


def moved(session: Session, people: Sequence[int], *, by: str, address: str = "", elsewhere: bool = False) -> None:
    """Give people who moved their new address, where it is known, and have their districts worked out again.

    What a sheet or a person said of the districts of the old home holds no longer once the new one is known.

    Args:
        session: from `Database.writing`, inside the action that records the move.
        people: who moved.
        by: who says so.
        address: a whole address, a ZIP alone, or "".
        elsewhere: they have their new address already.

    Raises:
        UserError: a part of the address does not fit its field.
    """
    said = " ".join(address.split())
    if said:
        alone = said.replace("-", "").isdigit() and len(said) in (5, 10)
        found = split_full(said)
        given = {"address": "", "city": "", "state": "", "zip": said} if alone else {
            "address": f"{found.line} {found.unit}".strip(), "city": found.city, "state": found.state,
            "zip": found.zip}
        for person in people:
            for field, value in given.items():
                edit_person(session, person, field, value, by=by)
    if said or elsewhere:
        leave_home(session, people, by=by)
    assign(session, people, by=by)
