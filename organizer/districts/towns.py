"""Towns in which a seat is to be filled: without a map of their borders the postal city says who likely lives there."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.districts.district_rows import Districts, state_of
from organizer.districts.ways import homes
from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.names import fold
from organizer.storage import journal
from organizer.storage.tables import PersonDistrict, Seat

__all__ = ["POSTAL", "assign_towns", "towns_with_seats"]

POSTAL = "postal city"
"""The source of a city district that only the postal address says."""


def towns_with_seats(session: Session) -> dict[str, str]:
    """Towns in which a seat is to be filled, by folded name: for these the postal city counts, as likely."""
    codes = session.scalars(select(Seat.district_code).where(Seat.district_kind == "city").distinct())
    return {fold(code): code for code in codes if code}


def assign_towns(session: Session, *, by: str) -> Changes:
    """Say of people whose postal city has a seat to fill that they likely live in it."""
    towns = towns_with_seats(session)
    p = PersonDistrict
    with journal.action(session, kind="districts", name="Assign towns", by=by, parts=("people", "districts")) as do:
        districts = Districts(session)
        people = [home for home in homes(session) if fold(home.city) in towns] if towns else []
        for home in people:
            districts.want("city", towns[fold(home.city)], state_of(home.state))
        districts.make(do)
        wanted = {
            (home.person, districts.find("city", towns[fold(home.city)], state_of(home.state))) for home in people
        }
        had = {(row.person_id, row.district_id): row.id for row in session.execute(
            select(p.person_id, p.district_id, p.id).where(p.source == POSTAL, p.method == "sheet")
        )}
        gone = [row_id for pair, row_id in had.items() if pair not in wanted]
        fresh = sorted(pair for pair in wanted if pair not in had and pair[1] is not None)
        do.delete_many(PersonDistrict, gone)
        columns = ("person_id", "district_id", "kind", "method", "certainty", "source", "as_of")
        today = clock.now()[:10]
        do.insert_many(PersonDistrict, columns, [(*pair, "city", "sheet", "likely", POSTAL, today) for pair in fresh])
        moved = {pair[0] for pair in fresh} | {pair[0] for pair in had if pair not in wanted}
        if moved:
            do.touch_districts(moved)
    return do.changes
