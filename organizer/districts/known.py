"""What is known of districts: sums by district, the ways for one person, disagreements, and who is missing why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import and_, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from organizer.districts import lookup, ways
from organizer.districts.listed import precinct_key
from organizer.domain.clock import short_date
from organizer.domain.district import KINDS, county_key, natural_key, short_label
from organizer.domain.people import DistrictOf
from organizer.domain.status import RESULTS
from organizer.storage.derived import TRUST
from organizer.storage.tables import District, Person, PersonDistrict

__all__ = [
    "METHODS", "Conflict", "DistrictRow", "KindRow", "Unassigned", "conflicts", "explain", "kinds",
    "summary", "unassigned",
]

METHODS = {
    "typed": "typed by hand", "street": "from street index", "boundary": "from the map", "sheet": "from their sheet",
    "precinct": "from precinct table", "zip": "from ZIP table",
}
"""How a way of knowing is said."""


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district with its people; `likely` of them are not sure, `split` more live in a ZIP that lies in it in part."""

    kind: str
    code: str
    name: str
    people: int
    run: int
    help: int
    reached: int
    likely: int
    split: int
    state: str = ""

    @property
    def label(self) -> str:
        """``HD 10A``."""
        return short_label(self.kind, self.code)


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of district: how many there are, and of how many people it is known, split or unknown."""

    kind: str
    label: str
    districts: int
    known: int
    likely: int
    split: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A person of whom two ways say different districts; `current` is the one that counts."""

    person: int
    kind: str
    current: DistrictOf
    other: DistrictOf


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A person without a district of a kind, and why; `parts` are the districts of a split ZIP with shares."""

    person: int
    reason: str
    address: str = ""
    city: str = ""
    zip: str = ""
    parts: tuple[tuple[str, float | None], ...] = ()


_REACHED = [result.code for result in RESULTS if result.reached]


def summary(session: Session, kind: str = "") -> list[DistrictRow]:
    """Districts of a kind, or of all kinds, with their people, in natural order."""
    d, p = District, PersonDistrict
    live = p.current == 1
    other = aliased(PersonDistrict)
    settled = exists().where(other.person_id == p.person_id, other.kind == p.kind, other.current == 1)
    rows = session.execute(
        select(
            d.kind, d.code, func.max(d.name), func.max(d.state),
            func.sum(case((live, 1), else_=0)),
            func.sum(case((and_(live, Person.wants_run == 1), 1), else_=0)),
            func.sum(case((and_(live, Person.wants_help == 1), 1), else_=0)),
            func.sum(case((and_(live, Person.last_result.in_(_REACHED)), 1), else_=0)),
            func.sum(case((and_(live, p.certainty == "likely"), 1), else_=0)),
            func.sum(case((and_(p.certainty == "split", ~settled), 1), else_=0)),
        )
        .join(p, p.district_id == d.id).join(Person, Person.id == p.person_id)
        .where(*([d.kind == kind] if kind else []))
        .group_by(d.kind, d.code)
    ).all()
    order = {one: rank for rank, one in enumerate(KINDS)}
    found = []
    for one_kind, code, name, state, *counts in rows:
        people, run, help_, reached, likely, split = (int(count) for count in counts)
        found.append(DistrictRow(one_kind, code, name, people, run, help_, reached, likely, split, state))
    return sorted((one for one in found if one.people or one.split),
                  key=lambda one: (order.get(one.kind, 99), natural_key(one.code)))


def kinds(session: Session) -> list[KindRow]:
    """Every kind somebody lives in, in the order kinds are shown."""
    everybody = session.scalar(select(func.count(Person.id))) or 0
    p = PersonDistrict
    rows = session.execute(
        select(p.kind, func.count(func.distinct(case((p.current == 1, p.district_id)))),
               func.count(func.distinct(case((p.current == 1, p.person_id)))),
               func.count(func.distinct(case((and_(p.current == 1, p.certainty == "likely"), p.person_id)))),
               func.count(func.distinct(p.person_id)))
        .group_by(p.kind)
    ).all()
    order = {one: rank for rank, one in enumerate(KINDS)}
    return [
        KindRow(kind, KINDS.get(kind, kind), districts, sure, likely, some - sure, everybody - some)
        for kind, districts, sure, likely, some in sorted(rows, key=lambda row: order.get(row[0], 99))
    ]


def explain(session: Session, person_id: int) -> list[tuple[DistrictOf, str]]:
    """Every way in which a person's districts are known, by kind and trust, each with a sentence.

    ``State House 10A, from street index street-index.csv (Nov 23), exact``
    """
    p, d = PersonDistrict, District
    rows = session.execute(
        select(d.kind, d.code, p.method, p.certainty, p.source, p.as_of, p.share, p.current, d.state, d.name)
        .join(d, d.id == p.district_id).where(p.person_id == person_id)
    ).all()
    order = {one: rank for rank, one in enumerate(KINDS)}
    found = [
        DistrictOf(kind, code, method, certainty, source, as_of, share, bool(current), state, name)
        for kind, code, method, certainty, source, as_of, share, current, state, name in rows
    ]
    found.sort(key=lambda one: (order.get(one.kind, 99), not one.current, TRUST.index(one.method), -(one.share or 0)))
    return [(one, _sentence(one)) for one in found]


def _sentence(one: DistrictOf) -> str:
    said = f"{KINDS.get(one.kind, one.kind)} {one.code}, {METHODS[one.method]}"
    if one.source:
        said += f" {one.source}"
    if one.as_of:
        said += f" ({short_date(one.as_of)})"
    if one.certainty == "split":
        share = f", {one.share:.0%} of the ZIP" if one.share is not None else ""
        return f"{said}, split{share}"
    return f"{said}, {one.certainty}"


def conflicts(session: Session, kind: str = "") -> list[Conflict]:
    """People of whom two ways disagree, by kind; a split ZIP disagrees only if the district is none of its parts."""
    p, d = PersonDistrict, District
    rows = session.execute(
        select(p.person_id, d.kind, d.code, p.method, p.certainty, p.source, p.as_of, p.share, p.current)
        .join(d, d.id == p.district_id)
        .where(*([p.kind == kind] if kind else []), p.kind.in_(_differing(session)))
        .order_by(p.person_id, p.kind)
    )
    out = []
    for (person, of), group in groupby(rows, key=lambda row: (row[0], row[1])):
        found = [DistrictOf(*row[1:8], current=bool(row[8])) for row in group]
        current = next((one for one in found if one.current), None)
        if current is None or len(found) < 2:
            continue
        split = {one.code for one in found if one.certainty == "split"}
        for one in found:
            if one.current or one.method == current.method or _agree(of, one.code, current.code):
                continue
            if one.certainty == "split" and current.code in split:
                continue
            out.append(Conflict(person, of, current, one))
            break
    order = {one: rank for rank, one in enumerate(KINDS)}
    return sorted(out, key=lambda one: (order.get(one.kind, 99), TRUST.index(one.other.method), one.person))


def _differing(session: Session) -> list[str]:
    """Kinds that more than one way knows; the postal city is no way to know a town's border."""
    p = PersonDistrict
    rows = session.execute(select(p.kind, func.count(func.distinct(p.method))).group_by(p.kind))
    return [kind for kind, methods in rows if methods > 1]


def _agree(kind: str, one: str, other: str) -> bool:
    if one == other:
        return True
    if kind == "precinct":
        if one.isdigit() != other.isdigit():
            return True  # a name beside an id that no table explains
        bare = [precinct_key(code.rsplit(" (", 1)[0] if code.endswith(")") else code) for code in (one, other)]
        return bare[0] == bare[1]
    if kind == "county-council":
        (county, number), (area, other_number) = (_of_county(code) for code in (one, other))
        return number == other_number and (county == area or not county or not area)
    return kind == "county" and county_key(one) == county_key(other)


def _of_county(code: str) -> tuple[str, str]:
    """A commissioner district's county as it is compared, and its number."""
    county, _, number = code.rpartition(" ")
    return county_key(county), number.lstrip("0")


def unassigned(session: Session, kind: str) -> list[Unassigned]:
    """People without a current district of a kind, each with the reason, the split ones with their parts."""
    p = PersonDistrict
    known = select(p.person_id).where(p.kind == kind, p.current == 1)
    rows = session.execute(
        select(Person.id, Person.address, Person.city, Person.zip)
        .where(Person.id.not_in(known)).order_by(Person.sort_name, Person.id)
    ).all()
    if not rows:
        return []
    ids = [row[0] for row in rows]
    lookups = lookup.open_lookups(session)
    at = {home.person: home for home in ways.homes(session, ids)}
    parts: dict[int, list[tuple[str, float | None]]] = defaultdict(list)
    for chunk in ways.chunks(ids):
        for person, code, share in session.execute(
            select(p.person_id, District.code, p.share).join(District, District.id == p.district_id)
            .where(p.person_id.in_(chunk or ()), p.kind == kind, p.certainty == "split")
            .order_by(p.person_id, p.share.desc())
        ):
            parts[person].append((code, share))
    return [
        Unassigned(person, _reason(at.get(person), lookups, parts.get(person, [])), address, city, zip_code,
                   tuple(parts.get(person, ())))
        for person, address, city, zip_code in rows
    ]


def _reason(
    home: ways.Home | None, lookups: dict[str, list[lookup.Known]], parts: Sequence[tuple[str, float | None]]
) -> str:
    """The nearest miss: what would have to be better for this person to be assigned."""
    if home is None or not (home.line or home.zip or home.latitude is not None):
        return "no address"
    said = []
    if lookups["street"]:
        if not home.line:
            said.append("no street address")
        elif not home.key or home.key.startswith("|"):
            said.append("a box or an address without a house number" if home.zip else "no ZIP")
        else:
            said.append(_street_reason(home, [source.lookup for source in lookups["street"]]))
    if lookups["boundary"] and home.latitude is not None:
        said.append("the coordinates lie outside all boundaries, or on a border")
    if parts:
        shares = ", ".join(f"{code} {share:.0%}" if share is not None else code for code, share in parts)
        said.append(f"the ZIP {home.zip} is split ({shares})")
    elif lookups["zip"] and home.zip:
        said.append(f"the ZIP table does not have {home.zip}")
    if not any(lookups[form] for form in ("street", "boundary", "zip")):
        return "no street index, map or ZIP table is loaded"
    return "; ".join(said) or "nothing loaded covers this address"


def _street_reason(home: ways.Home, indexes: Sequence[lookup.Streets]) -> str:
    found = [index.find([home.key])[0] for index in indexes]
    for number, index in zip(found, indexes, strict=True):
        if number in index.disputed and len(towns := index.towns_of(home.key)) > 1:
            named = " and ".join(town.title() for town in towns)
            which = f"“{home.city}” is none of them" if home.city else "the address names no city"
            return f"the index has this street in {named} with different districts; {which}"
        if number in index.disputed:
            return _STREET_REASONS[-2]
    return _STREET_REASONS[min(found) if max(found) <= 0 else 1]


_STREET_REASONS = {
    0: "the street is not in the index for this ZIP",
    -1: "the house number is outside the ranges of the index",
    -2: "two ranges of the index disagree here",
    1: "the index has this address but no district of this kind for it",
}
