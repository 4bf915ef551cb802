"""The command `seats`: load seat lists, list the board, and match people to a seat."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from organizer.cli.common import print_json, print_table, store, whoami

if TYPE_CHECKING:
    from organizer.districts.coverage import SeatRow

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add `seats` with its own commands."""
    seats = commands.add_parser("seats", help="which offices are to be filled, and by whom")
    seats.add_argument("store", metavar="STORE")
    own = seats.add_subparsers(title="what to do", metavar="load|list|match|calendar", required=True)
    load = own.add_parser("load", help="load a list of seats or of candidates who filed")
    load.add_argument("file", metavar="FILE")
    load.add_argument("--party", default="", metavar="PARTY", help="ours, as a list of candidates writes it")
    load.add_argument("--state", default="", metavar="ST", help="two letters, where the list does not say")
    load.set_defaults(run=_load)
    listed = own.add_parser("list", help="the board, the most urgent first")
    listed.add_argument("--open", action="store_true", help="only seats that lack somebody of ours")
    listed.add_argument("--kind", default="", metavar="KIND", help="only seats of this kind of district")
    listed.set_defaults(run=_list)
    match = own.add_parser("match", help="people who live there and would run, with reasons")
    match.add_argument("seat", metavar="SEAT", help="number, UUID, name or district (HD 10A)")
    match.add_argument("--limit", type=int, default=None, metavar="N")
    match.set_defaults(run=_match)
    calendar = own.add_parser("calendar", help="write the filing deadlines as a calendar file")
    calendar.add_argument("--to", required=True, metavar="OUT.ics")
    calendar.set_defaults(run=_calendar)
    for command in (load, listed, match):
        command.add_argument("--json", action="store_true")


def _load(chosen: argparse.Namespace) -> int:
    from organizer.districts.seats import load_seats
    from organizer.importing.reading.sheet import read_table
    from organizer.importing.worker import run_in_child

    with store(chosen.store) as database:
        read = run_in_child(read_table, chosen.file)
        with database.writing() as session:
            report = load_seats(session, read.headers, read.rows, name=Path(chosen.file).name, by=whoami(),
                                numbers=read.row_numbers, party=chosen.party, state=chosen.state)
    if chosen.json:
        print_json({
            "file": report.name, "rows": report.rows, "added": report.added, "updated": report.updated,
            "unchanged": report.unchanged, "refused": len(report.refused),
            "problems": [{"row": row, "reason": reason} for row, reason in report.refused],
            "notes": report.notes, "action": report.changes.action,
        })
        return 0
    print(f"{report.name}: {report.added:,} seats added, {report.updated:,} updated, {report.unchanged:,} unchanged, "
          f"{len(report.refused):,} rows not used.")
    for line in report.notes:
        print(f"  {line}")
    for row, reason in report.refused[:10]:
        print(f"  row {row}: {reason}", file=sys.stderr)
    return 0


def _list(chosen: argparse.Namespace) -> int:
    from organizer.districts.coverage import board, headline
    from organizer.domain.district import kind_of

    with store(chosen.store) as database, database.reading() as session:
        rows = board(session)
    if chosen.kind:
        rows = [one for one in rows if one.kind == (kind_of(chosen.kind) or chosen.kind)]
    shown = [one for one in rows if not chosen.open or not one.has_somebody]
    if chosen.json:
        print_json([_as_json(one) for one in shown])
        return 0
    print(headline(rows).words)
    print_table(
        ("Id", "Seat", "District", "Election", "Filing closes", "Days", "Coverage", "Candidate", "Would run"),
        ((one.id, one.name, one.label, one.election_date, one.filing_deadline, "" if one.days is None else one.days,
          one.coverage, one.candidate, one.would_run) for one in shown),
    )
    return 0


def _as_json(one: SeatRow) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name, "office": one.office, "district": {"kind": one.kind, "code": one.code},
        "county": one.county, "seats_up": one.seats_up, "election_date": one.election_date,
        "filing_opens": one.filing_opens, "filing_deadline": one.filing_deadline, "days": one.days,
        "incumbent": one.incumbent, "incumbent_party": one.incumbent_party, "coverage": one.state,
        "filed_ours": one.ours, "filed_total": one.total,
        "candidates": [{"id": person, "name": name, "run_stage": stage} for person, name, stage in one.candidates],
        "none_of_ours": one.none_of_ours, "uncontested": one.uncontested, "short_slate": one.short_slate,
        "would_run": one.would_run, "would_run_by_stage": dict(one.by_stage),
    }


def _match(chosen: argparse.Namespace) -> int:
    from organizer.districts.matching import match
    from organizer.districts.seats import find_seat, seat
    from organizer.domain.contact import shown_phone

    with store(chosen.store) as database, database.reading() as session:
        seat_id = find_seat(session, chosen.seat)
        name = seat(session, seat_id).name
        found = match(session, seat_id, limit=chosen.limit)
    if chosen.json:
        print_json([
            {"id": one.person, "name": one.name, "score": one.score, "reasons": list(one.reasons), "wants": one.wants,
             "run_stage": one.run_stage, "last_result": one.last_result, "last_contact": one.last_contact,
             "phone": one.phone, "certainty": one.certainty}
            for one in found
        ])
        return 0
    print(f"{name}: {len(found):,} people who live there would run.")
    print_table(("Id", "Name", "Phone", "Why"),
                ((one.person, one.name, shown_phone(one.phone), "; ".join(one.reasons)) for one in found))
    return 0


def _calendar(chosen: argparse.Namespace) -> int:
    from organizer.districts.calendar import write_ics

    with store(chosen.store) as database, database.reading() as session:
        count = write_ics(session, chosen.to)
    print(f"{Path(chosen.to).name}: the filing windows of {count:,} seats.")
    return 0
