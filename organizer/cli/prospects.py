"""The commands that look people up: `prospects` and `show`."""

from __future__ import annotations

import argparse
import csv
import sys
from typing import Any

from organizer.cli.common import add_filters, at_least_one, filter_from, print_json, print_table, store

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add both commands."""
    listing = commands.add_parser("prospects", help="list people by filter")
    listing.add_argument("store", metavar="STORE")
    add_filters(listing)
    listing.add_argument("--sort", default="name", metavar="COLUMN", help="-COLUMN for the other way round")
    listing.add_argument("--limit", type=at_least_one, default=None)
    listing.add_argument("--count", action="store_true", help="only how many")
    listing.add_argument("--format", choices=("table", "csv", "json"), default="table")
    listing.set_defaults(run=_prospects)
    one = commands.add_parser("show", help="everything about one person")
    one.add_argument("store", metavar="STORE")
    one.add_argument("id", metavar="ID", help="number or UUID")
    one.add_argument("--json", action="store_true")
    one.set_defaults(run=_show)


def _prospects(chosen: argparse.Namespace) -> int:
    from organizer.domain.contact import shown_phone
    from organizer.prospects import browse

    with store(chosen.store) as database, database.reading() as session:
        wanted = filter_from(session, chosen)
        if chosen.count:
            print(browse.count(session, wanted))
            return 0
        found = browse.find(session, wanted, chosen.sort.removeprefix("-"), chosen.sort.startswith("-"))
        ids = found.ids if chosen.limit is None else found.ids[: max(chosen.limit, 0)]
        shown = [_as_dict(session, row) for row in browse.rows(session, ids)]
    if chosen.format == "json":
        print_json(shown)
    elif chosen.format == "csv":
        _print_csv(shown)
    else:
        print_table(
            ("Id", "Name", "Phone", "City", "Districts", "Interest", "Office sought", "Last result"),
            [(row["id"], row["name"], shown_phone(next(iter(row["phones"]), "")), row["city"],
              " ".join(f"{kind}:{code}" for kind, code in row["districts"].items()), ", ".join(row["interest"]),
              row["office_sought"], row["last_result"] or "") for row in shown],
        )
        print(f"{len(shown):,} of {found.count:,}")
    return 0


def _as_dict(session: Any, row: Any) -> dict[str, Any]:
    from sqlalchemy import select

    from organizer.storage.tables import Phone

    phones = session.scalars(
        select(Phone.number).where(Phone.person_id == row.id).order_by(Phone.status != "ok", Phone.rank, Phone.id)
    )
    return {
        "id": row.id, "name": row.name, "first_name": row.first_name, "last_name": row.last_name,
        "phones": list(phones), "email": row.email, "address": row.address, "city": row.city, "state": row.state,
        "zip": row.zip, "districts": dict(row.districts),
        "interest": [word for word, on in (("run", row.wants_run), ("help", row.wants_help)) if on],
        "office_sought": row.office_sought, "run_stage": row.run_stage, "help_stage": row.help_stage,
        "last_result": row.last_result, "last_contact": row.last_contact, "do_not_call": row.do_not_call,
    }


def _print_csv(shown: list[dict[str, Any]]) -> None:
    from organizer.callsheets.csv_file import guarded
    from organizer.domain.contact import shown_phone

    writer = csv.writer(sys.stdout, lineterminator="\n")
    names = ["id", "name", "first_name", "last_name", "phones", "email", "address", "city", "state", "zip", "districts",
             "interest", "office_sought", "run_stage", "help_stage", "last_result", "last_contact", "do_not_call"]
    writer.writerow(names)
    for row in shown:
        flat = {**row, "phones": "; ".join(map(shown_phone, row["phones"])), "interest": "; ".join(row["interest"]),
                "districts": "; ".join(f"{kind}:{code}" for kind, code in row["districts"].items())}
        writer.writerow([guarded("" if flat[name] is None else str(flat[name])) for name in names])


def _show(chosen: argparse.Namespace) -> int:
    from dataclasses import asdict

    from organizer.prospects import details

    with store(chosen.store) as database, database.reading() as session:
        person = details.details(session, details.find_one(session, chosen.id))
        plain = _as_dict(session, person.row)
    plain.update(
        uuid=person.uuid, involvement=person.involvement, notes=person.notes, source=person.source, tags=person.tags,
        language=person.language, status=person.row.status.label,
        phone_details=[asdict(one) for one in person.phones], emails=[asdict(one) for one in person.emails],
        addresses=[asdict(one) for one in person.addresses], districts=[asdict(one) for one in person.districts],
        events=[asdict(one) for one in person.events], stages=[asdict(one) for one in person.stages],
        sign_ups=[{**asdict(one), "cells": dict(one.cells)} for one in person.sign_ups],
        external_ids=dict(person.external_ids), household=[{"id": i, "name": n} for i, n in person.household],
    )
    if chosen.json:
        print_json(plain)
        return 0
    for label, text in _lines(person):
        if text:
            print(f"{label:<12}{text}")
    return 0


def _lines(person: Any) -> list[tuple[str, str]]:
    from organizer.domain import clock
    from organizer.domain.contact import shown_phone
    from organizer.domain.district import short_label
    from organizer.domain.status import RESULTS

    label = {result.code: result.label for result in RESULTS}
    row = person.row
    known = {one.kind for one in person.districts if one.current}  # there the parts of a split ZIP say nothing more
    lines = [
        ("Name", f"{row.name} (number {row.id})"), ("Status", row.status.label), ("Interest", row.interest),
        ("Office", row.office_sought), ("Involved", person.involvement),
        *(("Phone", f"{shown_phone(one.number)} {one.kind} {'' if one.status == 'ok' else one.status}".strip())
          for one in person.phones),
        *(("E-mail", one.address) for one in person.emails),
        *(("Address", ", ".join(p for p in (f"{a.line} {a.unit}".strip(), a.city, f"{a.state} {a.zip}".strip()) if p))
          for a in person.addresses),
        *(("District", f"{short_label(d.kind, d.code)} ({d.kind}, from {d.method}, {d.certainty})")
          for d in person.districts if d.current or (d.certainty == "split" and d.kind not in known)),
        *(("Contact", f"{clock.short_time(e.at)} {label.get(e.result, 'Note')} by {e.by} {e.note}".strip())
          for e in person.events),
        *(("Sign-up", f"{one.file}, row {one.row}") for one in person.sign_ups),
    ]
    return [(name, " ".join(text.split())) for name, text in lines]
