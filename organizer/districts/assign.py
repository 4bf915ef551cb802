"""Who lives in which district: every way to know it, kept side by side, so that the most trusted one counts.

In order of trust: typed by hand, street index, boundaries, the sheet's own column, precinct table, ZIP table. What is
typed or came in a sheet is not touched here; the other ways are worked out anew and only what differs is written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import distinct, exists, func, select
from sqlalchemy.orm import Session, aliased

from organizer.districts.district_rows import Districts, state_of
from organizer.districts.lookup import open_lookups
from organizer.districts.towns import GUESSED, Towns
from organizer.districts.ways import Home, Way, Ways, chunks, homes, work_out
from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.district import in_county, normalize_code, short_label
from organizer.domain.errors import UserError
from organizer.domain.legislature import check, whole_district
from organizer.domain.progress import Progress, silent
from organizer.storage import bulk, journal
from organizer.storage.derived import trust
from organizer.storage.tables import District, Person, PersonDistrict

__all__ = [
    "WORKED_OUT", "AssignReport", "Had", "assign", "count_kinds", "existing_rows", "leave_home", "named_precinct",
    "set_typed",
]

WORKED_OUT = ("street", "boundary", "precinct", "zip")


@dataclass(slots=True)
class AssignReport:
    """What came of an assignment.

    Args:
        people: how many were looked at.
        by_method: people with at least one district by each way.
        by_kind: for each kind, people whose district is now exact, likely, split or unknown.
        added: assignments that are new.
        removed: former ones that no longer hold.
        conflicts: people of whom two ways disagree.
        changes: what views must ask again.
    """

    people: int = 0
    by_method: Counter[str] = field(default_factory=Counter)
    by_kind: dict[str, Counter[str]] = field(default_factory=dict)
    added: int = 0
    removed: int = 0
    changes: Changes = field(default_factory=Changes)


_Row = tuple[int, int, str, str, str, str, float | None]
"""Person, district, kind, method, certainty, source, share."""


def assign(
    session: Session, person_ids: Iterable[int] | None = None, *, by: str, progress: Progress = silent
) -> AssignReport:
    """Work out the districts of everybody, or of some, from what is loaded, as one undoable action."""
    ids = None if person_ids is None else sorted(set(person_ids))
    people = homes(session, ids)
    report = AssignReport(people=len(people))
    existing = existing_rows(session, ids)
    lookups = open_lookups(session)
    named = {person: code for person, rows in existing.items() if (code := named_precinct(rows))}
    ways = work_out(people, lookups, named, progress)
    progress(0, 0, "Saving")
    with journal.action(session, kind="districts", name="Assign districts", by=by, parts=("people", "districts")) as do:
        districts = Districts(session)
        wanted, as_of = _wanted(people, ways, existing, districts, do, Towns(session), named, report)
        _write(do, wanted, as_of, existing, report)
        do.name = f"Assign districts to {'1 person' if report.people == 1 else f'{report.people:,} people'}"
    report.changes = do.changes
    if not journal.is_open(session):  # what counts is chosen when the action ends, this one or that around it
        report.by_kind = count_kinds(session, ids)
    return report


class Had(NamedTuple):
    """An assignment that is in the store."""

    id: int
    district: int
    kind: str
    code: str
    method: str
    certainty: str
    source: str
    share: float | None
    as_of: str


def existing_rows(session: Session, ids: Sequence[int] | None) -> dict[int, list[Had]]:
    """What the store holds now, by person."""
    p = PersonDistrict
    query = select(
        p.person_id, p.id, p.district_id, p.kind, District.code, p.method, p.certainty, p.source, p.share, p.as_of
    ).join(District, District.id == p.district_id)
    out: dict[int, list[Had]] = defaultdict(list)
    for chunk in chunks(ids):
        for row in session.execute(query if chunk is None else query.where(p.person_id.in_(chunk))):
            out[row[0]].append(Had._make(row[1:]))
    return out


def named_precinct(rows: Iterable[Had]) -> str:
    """The precinct that somebody typed or a sheet said."""
    found = {one.method: one.code for one in rows if one.kind == "precinct" and one.method in ("typed", "sheet")}
    return found.get("typed") or found.get("sheet", "")


def _wanted(
    people: Sequence[Home], ways: Ways, existing: dict[int, list[Had]], districts: Districts, do: journal.Recorder,
    towns: Towns, named: dict[int, str], report: AssignReport,
) -> tuple[set[_Row], dict[str, str]]:
    """All assignments that should be there, besides the typed and the sheet's, and the date of each source."""
    as_of = dict.fromkeys(GUESSED, clock.now()[:10])
    plain: list[tuple[int, str, str, str, str, str, str, float | None]] = []
    for home in people:
        found = ways.get(home.person, ())
        state = state_of(home.state) or next((way.source.state for way in found if way.source.state), "")
        for way in found:
            as_of[way.source.name] = way.source.as_of
            for part in way.place:
                certainty = "likely" if way.likely and part.certainty == "exact" else part.certainty
                plain.append((home.person, part.kind, part.code, state, way.method, certainty, way.source.name,
                              part.share))
        for method in {way.method for way in found}:
            report.by_method[method] += 1
        if towns:
            precincts = [part.code for way in found for part in way.place if part.kind == "precinct"]
            for kind, code, source in towns.of(home, filter(None, (named.get(home.person, ""), *precincts))):
                plain.append((home.person, kind, code, state, "sheet", "likely", source, None))
        for had in existing.get(home.person, ()):
            if _lacks_county(had):
                full, sure = _county_district(had.code.rsplit(" ", 1)[-1], home, found)
                if full:
                    plain.append((home.person, had.kind, full, state, "sheet", "exact" if sure else "likely",
                                  had.source, had.share))
                    as_of.setdefault(had.source, had.as_of)
    for triple in dict.fromkeys((kind, code, state) for _, kind, code, state, *_ in plain):
        districts.want(*triple)
    districts.make(do)
    numbers: dict[tuple[str, str, str], int | None] = {}
    wanted: set[_Row] = set()
    for person, kind, code, state, *rest in plain:
        name = (kind, code, state)
        number = numbers.get(name)
        if number is None:
            number = numbers[name] = districts.find(*name)
        if number is not None:
            wanted.add((person, number, kind, *rest))  # type: ignore[arg-type]
    return wanted, as_of


def _lacks_county(had: Had) -> bool:
    """Whether a sheet gave only the number of a county's district, or we could only guess the county before."""
    return had.kind == "county-council" and had.method == "sheet" and (
        had.code.isdigit() or had.certainty == "likely"
    )


def _county_district(code: str, home: Home, ways: Iterable[Way]) -> tuple[str, bool]:
    """``Pine 05`` for a sheet's bare ``5``, where another way knows the county, or else the address names it.

    The county of an address is often that of its post office, so it comes last and is not sure.
    """
    known = [part for way in ways for part in way.place if part.certainty != "split"]
    for part in known:
        if part.kind == "county-council" and in_county(part.code.rsplit(" ", 1)[0], code) == part.code:
            return part.code, True
    county = next((part.code for part in known if part.kind == "county"), "")
    if county or home.county:
        return in_county(county or home.county, code), bool(county)
    return "", False


def _write(
    do: journal.Recorder, wanted: set[_Row], as_of: dict[str, str], existing: dict[int, list[Had]],
    report: AssignReport,
) -> None:
    """Add what is new, take away what no longer holds."""
    gone: list[int] = []
    moved: set[int] = set()
    stay: dict[int, list[Had]] = {}
    bettered = {(row[0], row[5]) for row in wanted if row[3] == "sheet" and row[2] == "county-council"}
    for person, rows in existing.items():
        for had in rows:
            row: _Row = (person, had.district, had.kind, had.method, had.certainty, had.source, had.share)
            if row in wanted:
                wanted.discard(row)
            elif had.method in WORKED_OUT or (had.method == "sheet" and had.source in GUESSED) or (
                _lacks_county(had) and (person, had.source) in bettered
            ):
                gone.append(had.id)
                moved.add(person)
                continue
            stay.setdefault(person, []).append(had)
    fresh = sorted(wanted, key=itemgetter(0, 2, 3, 1))
    moved.update(row[0] for row in fresh)
    do.delete_many(PersonDistrict, gone)
    columns = ("person_id", "district_id", "kind", "method", "certainty", "source", "share", "as_of", "current")
    with bulk.indexes_afterwards(do.session, [PersonDistrict], len(fresh)):
        do.insert_many(PersonDistrict, columns, list(_with_current(fresh, as_of, stay)))
    if moved:
        do.touch_districts(moved)
    report.added, report.removed = len(fresh), len(gone)


def _with_current(
    fresh: Sequence[_Row], as_of: dict[str, str], stay: dict[int, list[Had]]
) -> Iterator[tuple[Any, ...]]:
    """The rows with their date, and which of them will count: so that almost none need be written a second time."""
    for (person, kind), group in groupby(fresh, key=itemgetter(0, 2)):
        best, chosen = max((trust(had.method, had.certainty, had.as_of) for had in stay.get(person, ())
                            if had.kind == kind and had.certainty != "split"), default=(-99, False, "")), -1
        rows = [(*row, as_of.get(row[5], "")) for row in group]
        for place, row in enumerate(rows):
            if row[4] != "split" and (rank := trust(row[3], row[4], row[7])) >= best:
                best, chosen = rank, place
        for place, row in enumerate(rows):
            yield (*row, int(place == chosen))


def count_kinds(session: Session, ids: Sequence[int] | None = None) -> dict[str, Counter[str]]:
    """How many people are exact, likely or only split, by kind."""
    p = PersonDistrict
    other = aliased(PersonDistrict)
    settled = exists().where(other.person_id == p.person_id, other.kind == p.kind, other.current == 1)
    sure = select(p.kind, p.certainty, func.count()).where(p.current == 1).group_by(p.kind, p.certainty)
    split = (
        select(p.kind, p.certainty, func.count(distinct(p.person_id)))
        .where(p.certainty == "split", ~settled).group_by(p.kind, p.certainty)
    )
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for chunk in chunks(ids):
        for query in (sure, split):
            for kind, certainty, count in session.execute(
                query if chunk is None else query.where(p.person_id.in_(chunk))
            ):
                out[kind][certainty] += count
    return dict(out)


def leave_home(session: Session, person_ids: Iterable[int], *, by: str) -> Changes:
    """Take away what was typed or came in a sheet about the districts of a home that these people have left."""
    row = PersonDistrict
    with journal.action(session, kind="districts", name="Leave a home", by=by, parts=("people", "districts")) as do:
        for chunk in chunks(sorted(set(person_ids))):
            do.delete_many(row, session.scalars(
                select(row.id).where(row.person_id.in_(chunk or ()), row.method.in_(("typed", "sheet")))).all())
        do.touch_districts(person_ids)
    return do.changes


def set_typed(
    session: Session, person_ids: Iterable[int], kind: str, code: str, *, by: str, state: str = "", reason: str = ""
) -> Changes:
    """Say by hand in which district people live: it counts before every other way. An empty code takes it back.

    Raises:
        UserError: a legislative district that the state does not have.
    """
    ids = sorted(set(person_ids))
    code = normalize_code(kind, code)
    states = dict(session.execute(select(Person.id, Person.state).where(Person.id.in_(ids))).all())
    for one in {state or found for found in states.values()} - {""}:
        if code and (fault := check(one, kind, code)):
            raise UserError(fault)
    who = "1 person" if len(ids) == 1 else f"{len(ids):,} people"
    name = f"Set {short_label(kind, code)} by hand for {who}" if code else f"Take back what was set by hand for {who}"
    with journal.action(session, kind="districts", name=name, by=by, parts=("people", "districts")) as do:
        districts = Districts(session)
        p = PersonDistrict
        for person in ids:
            for row_id in session.scalars(
                select(p.id).where(p.person_id == person, p.kind == kind, p.method == "typed")
            ).all():
                do.delete(PersonDistrict, row_id)
            if code:
                where = state or states.get(person, "")
                whole = whole_district(where, kind, code)
                districts.want(kind, whole, where)
                districts.make(do)
                do.insert(PersonDistrict, person_id=person, district_id=districts.find(kind, whole, where), kind=kind,
                          method="typed", certainty="exact", source=reason or by, as_of=clock.now()[:10])
    return do.changes


