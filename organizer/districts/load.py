"""Loading what assigns districts: street indexes, maps, ZIP and precinct tables, each load one undoable action."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from organizer.districts.columns import FORMS, Row, Shape, recognise
from organizer.districts.listed import precinct_key, read_precincts, read_zips
from organizer.districts.report import LoadReport
from organizer.districts.street_index import read_segments
from organizer.domain import clock, legislature
from organizer.domain.changes import Changes
from organizer.domain.district import KINDS, county_key
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent
from organizer.storage import journal
from organizer.storage.tables import (
    Base,
    Boundary,
    DistrictSource,
    Person,
    PrecinctDistrict,
    StreetSegment,
    ZipDistrict,
)

if TYPE_CHECKING:
    from organizer.districts.boundaries import BoundaryFile

__all__ = ["AS_SAID", "SourceRow", "load_areas", "load_table", "remove", "sources"]

AS_SAID = {"street-index": "street", "street": "street", "boundaries": "boundary", "boundary": "boundary", "zip": "zip",
           "precinct": "precinct"}
"""What `--as` says, to the form."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A loaded file.

    Args:
        active: it counts; else it is a map beside or a former one.
        kinds: how many of its districts there are, by kind.
        notes: what was noted when it was loaded.
        reasons: why rows were not used, with how many.
        unused: the first of these rows with their reason.
    """

    id: int
    form: str
    name: str
    loaded_at: str
    rows_used: int
    rows_unused: int
    active: bool
    kinds: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
    reasons: tuple[tuple[str, int], ...] = ()
    unused: tuple[tuple[int, str], ...] = ()


def load_table(
    session: Session, headers: Sequence[object], rows: Iterable[Row], *, name: str, by: str, form: str = "",
    kind: str = "", file_hash: str = "", active: bool = True, numbers: Sequence[int] | None = None,
    precincts_from: Sequence[int] = (), progress: Progress = silent,
) -> LoadReport:
    """Keep a street index, precinct table or ZIP table; what it is shows in its headers.

    Args:
        session: from `Database.writing`.
        headers: the first row as it was read.
        rows: the others.
        name: the file's name, shown as the source.
        by: who loads it.
        form: street, zip or precinct, where the user says so.
        kind: the district kind of a column that only says "district".
        file_hash: SHA-256 of the file.
        active: False keeps it beside what counts now, to compare first.
        numbers: each row's number in the file, for the report; None where they follow the header.
        precincts_from: precinct tables that lie beside with it, whose precincts a street index may name.
        progress: told while rows are read.

    Raises:
        UserError: it is no such table, or none of its rows can be used; nothing is kept.
    """
    shape = recognise(headers, form=form, kind=kind)
    report = LoadReport(shape.form, name)
    progress(0, 0, "Reading")
    codes: dict[str, set[str]] = defaultdict(set)
    states: Counter[str] = Counter()
    legislative = _Legislative(session, report)
    if shape.form == "street":
        kept = _street_rows(_known_precincts(session, precincts_from), shape, rows, numbers, report, codes, states,
                            legislative)
    elif shape.form == "precinct":
        kept = _precinct_rows(shape, rows, numbers, report, codes, legislative)
    else:
        kept = _zip_rows(shape, rows, numbers, report, codes, legislative)
    if not report.used:
        reason = report.reasons.most_common(1)
        if not reason:
            raise UserError(f"{name} has no row to use: it is empty.")
        raise UserError(f"{name} has no row to use: {reason[0][0]} ({reason[0][1]:,} of {report.rows:,} rows).",
                        *(f"{count:,} rows: {why}" for why, count in report.reasons.most_common()[1:6]))
    if shape.unknown:
        report.notes.append(f"Columns not used: {', '.join(shape.unknown[:8])}.")
    report.kinds = {kind_: len(found) for kind_, found in codes.items()}
    progress(report.rows, report.rows, "Saving")
    census = "area_part" in shape.roles  # the Census tells of all states, by numbers that other states have too
    return _keep(session, report, kept, file_hash, active, by, states, {} if census else codes)


class _Kept(NamedTuple):
    """Rows as their table takes them."""

    table: type[Base]
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def _street_rows(
    known: Callable[[str], bool] | None, shape: Shape, rows: Iterable[Row], numbers: Sequence[int] | None,
    report: LoadReport, codes: dict[str, set[str]], states: Counter[str], legislative: _Legislative,
) -> _Kept:
    segments = read_segments(shape, rows, report, numbers, known)
    written: dict[tuple[tuple[str, str], ...], str] = {(): ""}
    for one in segments:
        if one.districts not in written:
            districts = legislative.settled(one.districts, one.state)
            written[one.districts] = json.dumps(dict(districts), ensure_ascii=False)
            _count(codes, districts)
    states.update(one.state for one in segments if one.state)
    if known is None and not codes and any(one.precinct for one in segments):
        report.notes.append("It names precincts only: load the table that says in which districts they lie.")
    columns = ("street_key", "zip", "city", "low", "high", "parity", "units", "precinct", "districts")
    return _Kept(StreetSegment, columns, [
        (one.street, one.zip, one.city, one.low, one.high, one.parity, one.units, one.precinct, written[one.districts])
        for one in segments
    ])


def _precinct_rows(
    shape: Shape, rows: Iterable[Row], numbers: Sequence[int] | None, report: LoadReport, codes: dict[str, set[str]],
    legislative: _Legislative,
) -> _Kept:
    precincts = read_precincts(shape, rows, report, numbers)
    counties = Counter(key for key, _ in {(precinct_key(one.name), one.county) for one in precincts})
    kept: list[tuple[Any, ...]] = []
    for one in precincts:
        title, key = one.name or one.id, precinct_key(one.name)
        if counties[key] > 1 and one.county:
            title = f"{title} ({one.county})"
        districts = dict.fromkeys((*legislative.settled(one.districts), ("precinct", title)))
        _count(codes, districts)
        kept += [(one.id, one.name, key, county_key(one.county), kind, code) for kind, code in districts]
    return _Kept(PrecinctDistrict, ("precinct_id", "precinct", "precinct_key", "county_key", "kind", "code"), kept)


def _zip_rows(
    shape: Shape, rows: Iterable[Row], numbers: Sequence[int] | None, report: LoadReport, codes: dict[str, set[str]],
    legislative: _Legislative,
) -> _Kept:
    parts = [part._replace(kind=kind, code=code) for part in read_zips(shape, rows, report, numbers)
             for kind, code in legislative.settled(((part.kind, part.code),))]
    _count(codes, ((one.kind, one.code) for one in parts))
    return _Kept(ZipDistrict, ("zip", "kind", "code", "share"), [tuple(one) for one in parts])


def load_areas(
    session: Session, read: BoundaryFile, *, name: str, by: str, file_hash: str = "", active: bool = True
) -> LoadReport:
    """Keep a map that `boundaries.read_boundaries` read."""
    report = LoadReport("boundary", name, read.rows, len(read.areas), notes=list(read.notes))
    for number, why in read.refused:
        report.refuse(number, why)
    codes: dict[str, set[str]] = defaultdict(set)
    kept: list[tuple[Any, ...]] = []
    legislative = _Legislative(session, report)
    for one in read.areas:
        named = legislative.settled(one.districts)
        _count(codes, named)
        districts = dict(named) | ({"#precinct_id": one.precinct_id} if one.precinct_id else {})
        kept.append((one.name, json.dumps(districts, ensure_ascii=False), one.wkb))
    report.kinds = {kind: len(found) for kind, found in codes.items()}
    areas = _Kept(Boundary, ("name", "districts", "shape"), kept)
    return _keep(session, report, areas, file_hash, active, by, Counter(), codes)


def _keep(
    session: Session, report: LoadReport, kept: _Kept, file_hash: str, active: bool, by: str, states: Counter[str],
    codes: dict[str, set[str]],
) -> LoadReport:
    state = states.most_common(1)[0][0] if states else ""
    _note_strangers(session, report, codes, state)
    body = json.loads(report.to_json()) | {"state": state}
    with journal.action(
        session, kind="districts", name=f"Load {report.name} ({FORMS[report.form]})", by=by, parts=("districts",)
    ) as do:
        if active:
            for former in session.scalars(
                select(DistrictSource.id).where(
                    DistrictSource.form == report.form, DistrictSource.name == report.name, DistrictSource.active == 1
                )
            ).all():
                do.update(DistrictSource, former, active=0)
                report.notes.append(f"It takes the place of {report.name} as it was loaded before.")
        report.source_id = do.insert(
            DistrictSource, form=report.form, name=report.name, file_hash=file_hash, loaded_at=clock.now(),
            rows_used=report.used, rows_unused=report.not_used, report=json.dumps(body, ensure_ascii=False),
            active=int(active),
        )
        do.insert_many(kept.table, ("source_id", *kept.columns), [(report.source_id, *row) for row in kept.rows])
    report.changes = do.changes
    return report


def _count(codes: dict[str, set[str]], districts: Iterable[tuple[str, str]]) -> None:
    for kind, code in districts:
        codes[kind].add(code)


def _note_strangers(session: Session, report: LoadReport, codes: dict[str, set[str]], state: str) -> None:
    """Say which legislative districts of the file its state does not have, or that of most people."""
    state = state or _usual_state(session)
    for kind, wrong in legislature.strangers(state, codes).items():
        some = ", ".join(wrong[:4]) + (f" and {len(wrong) - 4:,} more" if len(wrong) > 4 else "")
        report.notes.append(f"{state} has no {KINDS[kind]} district {some}. Is the file of another state or year?")


def _usual_state(session: Session) -> str:
    """The state of most people."""
    return session.scalar(
        select(Person.state).where(Person.state != "").group_by(Person.state).order_by(func.count().desc()).limit(1)
    ) or ""


class _Legislative:
    """Puts the districts of the houses in the place of legislative districts, as the state has them."""

    def __init__(self, session: Session, report: LoadReport) -> None:
        self._state = _usual_state(session)
        self._report = report
        self._told = False

    def settled(self, districts: tuple[tuple[str, str], ...], state: str = "") -> tuple[tuple[str, str], ...]:
        """The districts of a row; what stands there for a house by itself stays."""
        if not any(kind == "legislative" for kind, _ in districts):
            return districts
        state = state or self._state
        if not state and not self._told:
            self._told = True
            self._report.notes.append("Legislative districts were taken for those of the State House, as it is not "
                                      "known which state this is. Load it again once people are in the file.")
        own = {kind: code for kind, code in districts if kind != "legislative"}
        houses = {kind: code for name, text in districts if name == "legislative"
                  for kind, code in legislature.of_legislative(state, text)}
        return tuple((houses | own).items())


def _known_precincts(session: Session, beside: Sequence[int]) -> Callable[[str], bool] | None:
    """Whether a precinct is in a precinct table that counts or is about to; None where there is none."""
    p = PrecinctDistrict
    rows = session.execute(
        select(p.precinct_id, p.precinct_key).join(DistrictSource)
        .where((DistrictSource.active == 1) | DistrictSource.id.in_(beside)).distinct()
    ).all()
    ids, keys = {row[0] for row in rows if row[0]}, {row[1] for row in rows if row[1]}
    return (lambda named: named in ids or precinct_key(named) in keys) if rows else None


def sources(session: Session) -> list[SourceRow]:
    """What was loaded, the latest first."""
    out = []
    for one in session.scalars(select(DistrictSource).order_by(DistrictSource.id.desc())):
        body = json.loads(one.report or "{}")
        out.append(
            SourceRow(one.id, one.form, one.name, one.loaded_at, one.rows_used, one.rows_unused, bool(one.active),
                      tuple(body.get("kinds", {}).items()), tuple(body.get("notes", ())),
                      tuple(body.get("reasons", {}).items()),
                      tuple((row, why) for row, why in body.get("unused", ())))
        )
    return out


def remove(session: Session, source_id: int, *, by: str) -> Changes:
    """Stop using a loaded file; what it assigned goes with the next assignment."""
    name = session.scalar(select(DistrictSource.name).where(DistrictSource.id == source_id))
    if name is None:
        raise UserError("That file is no longer there.")
    with journal.action(session, kind="districts", name=f"Stop using {name}", by=by, parts=("districts",)) as do:
        do.update(DistrictSource, source_id, active=0)
    return do.changes
