"""Prospects by filter: the exact count, the ids in order, and rows for those on screen."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, intersect, select
from sqlalchemy.orm import Session

from organizer.domain.district import KINDS
from organizer.domain.errors import UserError
from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.domain.people import SHOWN, ProspectRow
from organizer.domain.status import HELP_EXITS, HELP_STAGES, RUN_EXITS, RUN_STAGES
from organizer.prospects import conditions
from organizer.storage.tables import District, Person, PersonDistrict

__all__ = ["SORTS", "Found", "cities", "count", "district_kinds", "district_options", "find", "offices", "rows", "tags"]


@dataclass(frozen=True, slots=True)
class Found:
    """The prospects a filter finds: how many in all, and ids in order (all of them, or the first few asked for)."""

    count: int
    ids: array[int]


_AT_ONCE = 20_000  # ids taken from the database at a time; a million tuples at once would stay in memory
_STEP, _FAR = 2_000, 80_000  # ids looked at along an index at a time, and at most
_MANY = 3_000  # people beyond whom the first are looked up along an index, or district by district


def _stage_order(column: Any, steps: Sequence[Any]) -> Any:
    return case(*((column == stage.code, rank) for rank, stage in enumerate(steps)), else_=len(steps))


SORTS: dict[str, tuple[Any, ...]] = {
    "name": (Person.sort_name,),
    "first_name": (Person.first_name,),
    "phone": (Person.phone,),
    "email": (Person.email,),
    "address": (Person.address,),
    "city": (Person.city_fold,),
    "state": (Person.state,),
    "zip": (Person.zip,),
    "interest": (Person.wants_run, Person.wants_help),
    "office_sought": (Person.office_sought,),
    "status": (Person.do_not_call, _stage_order(Person.run_stage, RUN_STAGES + RUN_EXITS),
               _stage_order(Person.help_stage, HELP_STAGES + HELP_EXITS), func.coalesce(Person.last_result, "")),
    "run_stage": (_stage_order(Person.run_stage, RUN_STAGES + RUN_EXITS),),
    "help_stage": (_stage_order(Person.help_stage, HELP_STAGES + HELP_EXITS),),
    "last_result": (func.coalesce(Person.last_result, ""),),
    "last_contact": (Person.last_contact,),
    "attempts": (Person.attempts,),
    "follow_up": (Person.follow_up,),
    "signed_up_at": (Person.signed_up_at,),
    "tags": (Person.tags,),
    "language": (Person.language,),
    "source": (Person.source,),
    "birth_date": (Person.birth_date,),
    "notes": (Person.notes,),
    "involvement": (Person.involvement,),
}
"""What one may sort by, and `district:<kind>` besides (`districts` is the house district's); ties go by name."""


def find(
    session: Session, chosen: ProspectFilter = EVERYONE, sort: str = "name", descending: bool = False,
    limit: int | None = None, total: int | None = None, stop: Callable[[], bool] = bool,
) -> Found:
    """The prospects a filter finds: the exact count, and their ids in order, only the first `limit` where given.

    Args:
        session: for reading.
        chosen: the filter.
        sort: one of `SORTS`, or district:KIND.
        descending: the other way round.
        limit: how many ids.
        total: the count, where it is known.
        stop: told now and then whether the answer is still wanted; where it says so, what is found is nobody.

    Raises:
        UserError: there is no such column to sort by.
    """
    if sort == "districts":
        sort = "district:state-house"
    if sort.startswith("district:") and limit is not None:
        total = count(session, chosen) if total is None else total
        if total > _MANY:
            walked = _by_district(session, chosen, sort.removeprefix("district:"), descending, limit)
            if len(walked) == limit:
                return Found(total, walked)
    sources = conditions.id_sources(chosen) if limit is not None else []
    if limit is not None and sort == "name" and chosen.districts:
        sources = sources or [select(Person.id).where(*conditions.of(chosen))]
        members = set(_ids(session, sources[0] if len(sources) == 1 else intersect(*sources)))
        total = len(members)
        if total > _MANY and len(walked := _first_of(session, members, _order(sort, descending), limit)) == limit:
            return Found(total, walked)
    elif len(sources) == 1:
        total = session.execute(select(func.count()).select_from(sources[0].subquery())).scalar_one()
    ids = _ids(session, select(Person.id).where(*conditions.of(chosen)).order_by(*_order(sort, descending))
               .limit(limit), stop)
    if limit is None or len(ids) < limit:
        total = len(ids)
    return Found(count(session, chosen) if total is None else total, ids)


def _ids(session: Session, query: Any, stop: Callable[[], bool] = bool) -> array[int]:
    """The ids that a query finds; none where it was stopped."""
    cursor = session.connection().execute(query).cursor  # plain tuples: a quarter of the time of rows
    ids = array("q")
    while cursor and (some := cursor.fetchmany(_AT_ONCE)):
        ids.extend([person for (person,) in some])
        if stop():
            cursor.close()
            return array("q")
    return ids


def _first_of(session: Session, members: set[int], order: Sequence[Any], limit: int) -> array[int]:
    """The first of many people in the order of an index: walked along it until there are enough of them.

    Fewer where they live far along it; then sorting them is quicker than walking on.
    """
    cursor = session.connection().execute(select(Person.id).order_by(*order).limit(_FAR)).cursor
    found = array("q")
    while cursor and len(found) < limit and (some := cursor.fetchmany(_STEP)):
        found.extend([person for (person,) in some if person in members])
    if cursor:
        cursor.close()
    return found[:limit]


def _by_district(session: Session, chosen: ProspectFilter, kind: str, descending: bool, limit: int) -> array[int]:
    """The first people in the order of their districts, a district at a time, without looking at everybody."""
    groups: dict[str, list[int]] = {}
    for row_id, key in session.execute(
        select(District.id, District.sort_key).where(District.kind == kind).order_by(District.sort_key)
    ):
        groups.setdefault(key, []).append(row_id)
    turned = [Person.sort_name.desc(), Person.id.desc()] if descending else [Person.sort_name, Person.id]
    found: array[int] = array("q")
    for key in sorted(groups, reverse=descending):
        found.extend(session.scalars(
            select(Person.id).join(PersonDistrict, PersonDistrict.person_id == Person.id)
            .where(PersonDistrict.district_id.in_(groups[key]), PersonDistrict.current == 1, *conditions.of(chosen))
            .order_by(*turned).limit(limit - len(found))
        ))
        if len(found) >= limit:
            break
    return found


def count(session: Session, chosen: ProspectFilter = EVERYONE) -> int:
    """How many prospects a filter finds."""
    return session.execute(select(func.count()).select_from(Person).where(*conditions.of(chosen))).scalar_one()


def _order(sort: str, descending: bool) -> list[Any]:
    if sort.startswith("district:"):
        columns: tuple[Any, ...] = (
            select(District.sort_key).join(PersonDistrict, PersonDistrict.district_id == District.id)
            .where(PersonDistrict.person_id == Person.id, PersonDistrict.kind == sort.removeprefix("district:"),
                   PersonDistrict.current == 1).limit(1).correlate(Person).scalar_subquery(),
        )
    elif sort in SORTS:
        columns = SORTS[sort]
    else:
        raise UserError(f"There is no column “{sort}” to sort by. Try one of: {', '.join(SORTS)}, district:KIND.")
    turned = [column.desc() if descending else column for column in columns]
    if sort.startswith("district:"):  # who lives nowhere known comes last, either way
        turned = [column.nulls_last() for column in turned]
    tie = [Person.id.desc() if descending else Person.id]
    return [*turned, *([] if sort == "name" else [Person.sort_name]), *tie]


_COLUMNS = (
    Person.id, Person.first_name, Person.last_name, Person.middle_name, Person.suffix, Person.phone,
    Person.phone_status, Person.email, Person.address, Person.city, Person.state, Person.zip, Person.wants_run,
    Person.wants_help, Person.office_sought, Person.run_stage, Person.help_stage, Person.last_result,
    Person.last_contact, Person.attempts, Person.follow_up, Person.do_not_call, Person.deceased,
    Person.notes, Person.involvement, Person.tags, Person.language, Person.source, Person.signed_up_at,
    Person.birth_date,
)  # in the order of ProspectRow, districts left out
_CUT = tuple(func.substr(column, 1, SHOWN) if column.key in ("notes", "involvement") else column for column in _COLUMNS)


def rows(session: Session, ids: Sequence[int], *, whole: bool = False) -> list[ProspectRow]:
    """Rows for these people, in the order asked; those who are gone are left out.

    Args:
        session: for reading.
        ids: whose.
        whole: with all of their notes, and not only with as much of them as the table shows.
    """
    columns = _COLUMNS if whole else _CUT
    found: dict[int, ProspectRow] = {}
    for start in range(0, len(ids), 900):
        chunk = list(ids[start : start + 900])
        districts = districts_of(session, chunk)
        for found_row in session.execute(select(*columns).where(Person.id.in_(chunk))):
            row: tuple[Any, ...] = tuple(found_row)
            living = tuple(districts.get(row[0], ()))
            found[row[0]] = ProspectRow(
                *row[:12], living, bool(row[12]), bool(row[13]), *row[14:21], bool(row[21]), bool(row[22]), *row[23:]  # type: ignore[call-arg]
            )
    return [found[one] for one in ids if one in found]


def districts_of(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """The current districts of people as (kind, code), kinds in the order they are shown."""
    rank = {kind: place for place, kind in enumerate(KINDS)}
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for person, kind, code in session.execute(
        select(PersonDistrict.person_id, PersonDistrict.kind, District.code)
        .join(District, District.id == PersonDistrict.district_id)
        .where(PersonDistrict.person_id.in_(ids), PersonDistrict.current == 1)
    ):
        found[person].append((kind, code))
    for pairs in found.values():
        pairs.sort(key=lambda pair: rank.get(pair[0], len(rank)))
    return found


def district_kinds(session: Session) -> list[tuple[str, int]]:
    """The kinds that anybody's district is known of, with how many people, in the order they are shown."""
    rank = {kind: place for place, kind in enumerate(KINDS)}
    found = session.execute(
        select(PersonDistrict.kind, func.count()).where(PersonDistrict.current == 1).group_by(PersonDistrict.kind)
    ).all()
    return sorted(((kind, people) for kind, people in found), key=lambda pair: rank.get(pair[0], len(rank)))


def district_options(session: Session, kind: str) -> list[tuple[str, int]]:
    """The codes of a kind in natural order, with how many people live in each."""
    found = session.execute(
        select(District.code, func.count())
        .join(PersonDistrict, PersonDistrict.district_id == District.id)
        .where(District.kind == kind, PersonDistrict.current == 1)
        .group_by(District.code, District.sort_key).order_by(District.sort_key, District.code)
    )
    return [(code, people) for code, people in found]


def offices(session: Session) -> list[tuple[str, int]]:
    """Offices sought, each by itself, with how many would seek it, the most wanted first."""
    wanted: dict[str, int] = defaultdict(int)
    for said, people in session.execute(
        select(Person.office_sought, func.count()).where(Person.office_sought != "").group_by(Person.office_sought)
    ):
        for one in said.split("; "):
            wanted[one] += people
    return sorted(wanted.items(), key=lambda pair: (-pair[1], pair[0]))


def tags(session: Session) -> list[tuple[str, int]]:
    """Tags, each by itself, with how many people have it, the most used first."""
    given: dict[str, int] = defaultdict(int)
    for said, people in session.execute(
        select(Person.tags, func.count()).where(Person.tags != "").group_by(Person.tags)
    ):
        for one in said.split(","):
            if one.strip():
                given[one.strip()] += people
    return sorted(given.items(), key=lambda pair: (-pair[1], pair[0]))


def cities(session: Session) -> list[tuple[str, int]]:
    """Cities with how many people, in alphabetical order."""
    found = session.execute(
        select(func.min(Person.city), func.count()).where(Person.city_fold != "")
        .group_by(Person.city_fold).order_by(Person.city_fold)
    )
    return [(city, people) for city, people in found]
