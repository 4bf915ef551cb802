"""Seats: loaded from lists, added and mended by hand, and the candidates for them. Every write can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from organizer.districts import coverage
from organizer.districts.columns import Row, iso_date
from organizer.districts.elected import office_of
from organizer.districts.seat_lists import DATES, IDENTITY, SeatEntry, read_seats
from organizer.districts.towns import assign_towns
from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.district import KINDS, kind_of, normalize_code, short_label
from organizer.domain.errors import UserError
from organizer.domain.legislature import check, whole_district
from organizer.domain.names import display_name, fold
from organizer.domain.status import RUN_EXITS, stage_label, stage_rank
from organizer.storage import journal
from organizer.storage.spelling import Spelling
from organizer.storage.tables import Candidacy, Person, Seat, StageChange

__all__ = [
    "FIELDS", "SeatDetails", "SeatReport", "add_seat", "drop_candidate", "edit_seat", "find_seat", "load_seats",
    "remove_seat", "seat", "set_candidate",
]

FIELDS: dict[str, str] = {
    "name": "Seat", "office": "Office", "district_kind": "District type", "district_code": "District", "state": "State",
    "county": "County", "seats_up": "Seats up", "partisan": "Partisan", "term": "Term",
    "election_date": "Election", "primary_date": "Primary", "filing_opens": "Filing opens",
    "filing_deadline": "Filing closes", "incumbent": "Incumbent", "incumbent_party": "Incumbent's party",
    "incumbent_running": "Incumbent running", "signatures_needed": "Signatures needed", "filing_fee": "Filing fee",
    "filed_ours": "Filed, our party", "filed_total": "Filed, in all", "source": "Source", "as_of": "As of",
    "notes": "Notes",
}
"""What a seat has, with the label of its field, in the order of the form."""
_NUMBERS = ("seats_up", "filed_ours", "filed_total")


@dataclass(slots=True)
class SeatReport:
    """What came of a list: rows, seats added, changed and unchanged, rows refused, parties of its candidates."""

    name: str
    rows: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    parties: dict[str, int] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class SeatDetails:
    """Everything that is known of one seat: its columns by name, and its candidates (id, name, run stage)."""

    id: int
    uuid: str
    values: dict[str, str | int]
    candidates: tuple[tuple[int, str, str], ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.values["name"])

    @property
    def label(self) -> str:
        """``HD 10A``."""
        return short_label(str(self.values["district_kind"]), str(self.values["district_code"]))


def load_seats(
    session: Session, headers: Sequence[object], rows: Iterable[Row], *, name: str, by: str,
    numbers: Sequence[int] | None = None, party: str = "", state: str = "", today: date | None = None,
) -> SeatReport:
    """Keep a list of seats; a seat that is there already, by name, district and election, is brought up to date.

    Args:
        session: from `Database.writing`.
        headers: the first row.
        rows: the others.
        name: the file's name, kept as the source where the list names none.
        by: who loads it.
        numbers: each row's number in the file.
        party: ours, for lists of candidates.
        state: two capitals, where the list does not say.
        today: the day of the list, where it names none.

    Raises:
        UserError: it is no list of seats, or none of its rows can be used.
    """
    read = read_seats(headers, rows, numbers, party=party, state=state)
    if not read.seats:
        why = read.refused[0][1] if read.refused else "it is empty"
        raise UserError(f"{name} has no seat to use: {why}.")
    report = SeatReport(name, read.rows, refused=read.refused, notes=read.notes, parties=read.parties)
    report.notes += _strange_districts(read.seats)
    known = {
        _identity(values): (row_id, values)
        for row_id, *cells in session.execute(select(Seat.id, *(getattr(Seat, one) for one in FIELDS)))
        for values in [dict(zip(FIELDS, cells, strict=True))]
    }
    spelling = Spelling(session)
    with journal.action(session, kind="seats", name=f"Load seats of {name}", by=by, parts=("seats",)) as do:
        for entry in read.seats:
            values: dict[str, Any] = {"source": name, "as_of": (today or clock.today()).isoformat(), **entry.values}
            values["district_code"] = spelling.of(values["district_kind"], values["district_code"])
            found = known.get(_identity(values))
            if found is None:
                known[_identity(values)] = (do.insert(Seat, **values), values)
                report.added += 1
                continue
            row_id, before = found
            changed = {one: value for one, value in values.items() if value != "" and before[one] != value}
            if set(changed) - {"as_of"}:
                do.update(Seat, row_id, **changed)
                report.updated += 1
            else:
                report.unchanged += 1
        if report.added or report.updated:
            assign_towns(session, by=by)
    coverage.keep_today(session, today)
    report.changes = do.changes
    return report


def _strange_districts(entries: Iterable[SeatEntry]) -> list[str]:
    """Legislative districts that the state of a seat does not have."""
    faults = (check(str(one.values["state"]), str(one.values["district_kind"]), str(one.values["district_code"]))
              for one in entries if one.values["district_code"])
    return list(dict.fromkeys(fault for fault in faults if fault))[:5]


def _identity(values: dict[str, Any]) -> tuple[str, ...]:
    """What makes two rows the same seat."""
    return tuple(fold(str(values.get(part, ""))) for part in IDENTITY)


def seat(session: Session, seat_id: int) -> SeatDetails:
    """One seat with its candidates.

    Raises:
        UserError: it is not there.
    """
    row = session.execute(
        select(Seat.uuid, *(getattr(Seat, one) for one in FIELDS)).where(Seat.id == seat_id)
    ).first()
    if row is None:
        raise UserError("That seat is no longer there.")
    people = session.execute(
        select(Person.id, Person.first_name, Person.last_name, Person.run_stage)
        .join(Candidacy, Candidacy.person_id == Person.id).where(Candidacy.seat_id == seat_id).order_by(Candidacy.id)
    )
    return SeatDetails(seat_id, row[0], dict(zip(FIELDS, row[1:], strict=True)),
                       tuple((one, display_name(first, last), stage) for one, first, last, stage in people))


def find_seat(session: Session, said: str) -> int:
    """The seat behind a number, a UUID, a name or a district (``State House 10A``, ``HD 10A``).

    Raises:
        UserError: none or several; the line says which.
    """
    text = " ".join(said.split())
    if text.isdigit() and (found := session.scalar(select(Seat.id).where(Seat.id == int(text)))):
        return found
    plain = text.replace("-", "").lower()
    if len(plain) == 32 and (found := session.scalar(select(Seat.id).where(Seat.uuid == plain))):
        return found
    rows = session.execute(select(Seat.id, Seat.name, Seat.district_kind, Seat.district_code)).all()
    wanted = fold(text)
    for agrees in (
        lambda name, label: name == wanted,
        lambda name, label: label.replace(" ", "") == wanted.replace(" ", ""),
        lambda name, label: name.startswith(wanted),
        lambda name, label: wanted in name,
    ):
        hits = [(row[0], row[1]) for row in rows if agrees(fold(row[1]), fold(short_label(row[2], row[3])))]
        if len(hits) == 1:
            return int(hits[0][0])
        if hits:
            names = ", ".join(f"{name} ({row_id})" for row_id, name in hits[:4])
            raise UserError(f"“{text}” is {len(hits)} seats: {names}. Say which by its number.")
    raise UserError(f"No seat is called “{text}”. See: organizer seats STORE list")


def _checked(session: Session, values: dict[str, Any]) -> dict[str, Any]:
    """Values of a form, cleaned.

    Raises:
        UserError: a date, number or kind makes no sense, or the seat has no name.
    """
    out: dict[str, Any] = {}
    for name, value in values.items():
        if name not in FIELDS:
            raise UserError(f"A seat has no “{name}”.")
        text = " ".join(str(value).split()) if name != "notes" else str(value).strip()
        if name in DATES:
            day = iso_date(text)
            if day is None:
                raise UserError(f"“{text}” isn't a date for {FIELDS[name].lower()}. Write it as 2027-08-10.")
            out[name] = day
        elif name in _NUMBERS:
            if not text.isdigit():
                raise UserError(f"“{text}” isn't a number for {FIELDS[name].lower()}.")
            out[name] = int(text)
        elif name == "district_kind":
            kind = text if text in KINDS else kind_of(text)
            if kind is None and text:
                raise UserError(f"“{text}” isn't a kind of district. Use one of: {', '.join(KINDS)}.")
            out[name] = kind or ""
        else:
            out[name] = text.upper()[:2] if name == "state" else text
    if "name" in out and not out["name"]:
        raise UserError("A seat needs a name.")
    if "seats_up" in out and out["seats_up"] < 1:
        raise UserError("At least one seat must be up.")
    if "district_code" in out:
        kind, state = out.get("district_kind", ""), out.get("state", "")
        out["district_code"] = whole_district(state, kind, normalize_code(kind, out["district_code"]))
        if fault := check(state, kind, out["district_code"]):
            raise UserError(fault)
        out["district_code"] = Spelling(session).of(kind, out["district_code"])
    return out


def add_seat(session: Session, *, by: str, **values: Any) -> tuple[int, Changes]:
    """Add a seat by hand; `values` are among FIELDS. Returns its number.

    Raises:
        UserError: a value makes no sense.
    """
    clean = _checked(session, {"name": "", **values})
    clean.setdefault("office", office_of(clean["name"], clean.get("district_kind", "")))
    with journal.action(session, kind="seats", name=f"Add seat {clean['name']}", by=by, parts=("seats",)) as do:
        row_id = do.insert(Seat, **clean)
        assign_towns(session, by=by)
    coverage.keep_today(session)
    return row_id, do.changes


def edit_seat(session: Session, seat_id: int, *, by: str, **values: Any) -> Changes:
    """Change some of a seat's values.

    Raises:
        UserError: a value makes no sense, or the seat is not there.
    """
    before = seat(session, seat_id)
    known = {name: before.values[name] for name in ("district_kind", "state") if name not in values}
    clean = _checked(session, known | values)
    with journal.action(session, kind="seats", name=f"Edit seat {before.name}", by=by, parts=("seats",)) as do:
        if do.update(Seat, seat_id, **clean):
            assign_towns(session, by=by)
    coverage.keep_today(session)
    return do.changes


def remove_seat(session: Session, seat_id: int, *, by: str) -> Changes:
    """Take a seat off the board, with its candidacies."""
    before = seat(session, seat_id)
    with journal.action(session, kind="seats", name=f"Remove seat {before.name}", by=by, parts=("seats",)) as do:
        do.delete(Seat, seat_id)
    coverage.keep_today(session)
    return do.changes


def set_candidate(session: Session, seat_id: int, person_id: int, *, by: str, stage: str = "matched") -> Changes:
    """Make a prospect a candidate for a seat and move them forward on the run track, never back.

    Args:
        session: from `Database.writing`.
        seat_id: the seat.
        person_id: the prospect.
        by: who says so.
        stage: how far they are: a stage of the run track.

    Raises:
        UserError: they asked not to be called, have died, or the stage is none.
    """
    chosen = seat(session, seat_id)
    row = session.execute(
        select(Person.run_stage, Person.do_not_call, Person.deceased).where(Person.id == person_id)
    ).first()
    if row is None:
        raise UserError("That person is no longer there.")
    now, do_not_call, deceased = row
    if deceased or do_not_call:
        raise UserError("This person has died." if deceased else "This person asked not to be called.")
    try:
        label = stage_label("run", stage)
    except KeyError:
        raise UserError(f"“{stage}” isn't a stage of the run track.") from None
    exits = {one.code for one in RUN_EXITS}
    with journal.action(
        session, kind="seats", name=f"Candidate for {chosen.name}", by=by, parts=("people", "seats")
    ) as do:
        if person_id not in {one for one, _, _ in chosen.candidates}:
            do.insert(Candidacy, seat_id=seat_id, person_id=person_id, at=clock.now(), by=by)
        if now in exits or stage_rank("run", stage) > stage_rank("run", now):
            do.insert(StageChange, person_id=person_id, track="run", stage=stage, at=clock.now(), by=by,
                      reason=f"{label}: {chosen.name}", seat_id=seat_id)
    coverage.keep_today(session)
    return do.changes


def drop_candidate(session: Session, seat_id: int, person_id: int, *, by: str) -> Changes:
    """Say that a prospect is no candidate for a seat; their stage stays."""
    chosen = seat(session, seat_id)
    with journal.action(
        session, kind="seats", name=f"No longer a candidate for {chosen.name}", by=by, parts=("people", "seats")
    ) as do:
        for row_id in session.scalars(
            select(Candidacy.id).where(Candidacy.seat_id == seat_id, Candidacy.person_id == person_id)
        ).all():
            do.delete(Candidacy, row_id)
    coverage.keep_today(session)
    return do.changes
