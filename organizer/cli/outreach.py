"""The commands that record and look back: `record`, `history`, `undo`, `redo`."""

from __future__ import annotations

import argparse
from typing import Any

from organizer.cli.common import print_json, print_table, store, whoami
from organizer.domain.errors import UserError

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add the four commands."""
    record = commands.add_parser("record", help="record what came of a call")
    record.add_argument("store", metavar="STORE")
    record.add_argument("id", metavar="ID", help="number or UUID")
    record.add_argument("result", metavar="RESULT", help="a code such as LM, or its name")
    record.add_argument("--by", default="", metavar="NAME")
    record.add_argument("--on", default="", metavar="WHEN", help="date or time; now where not given")
    record.add_argument("--note", default="", metavar="TEXT")
    record.set_defaults(run=_record)
    history = commands.add_parser("history", help="what was done, the latest first")
    history.add_argument("store", metavar="STORE")
    history.add_argument("id", nargs="?", metavar="ID", help="of one person")
    history.add_argument("--json", action="store_true")
    history.set_defaults(run=_history)
    for word, said in (("undo", "take back the last action"), ("redo", "do again what was undone")):
        command = commands.add_parser(word, help=said)
        command.add_argument("store", metavar="STORE")
        command.set_defaults(run=_undo if word == "undo" else _redo)


def _record(chosen: argparse.Namespace) -> int:
    from organizer.outreach import record
    from organizer.prospects.details import find_one

    at = _moment(chosen.on) if chosen.on else None
    result = record.find_result(chosen.result)
    with store(chosen.store) as database, database.writing() as session:
        person = find_one(session, chosen.id)
        changes = record.record_result(session, [person], result.code, by=chosen.by or whoami(), at=at,
                                       note=chosen.note, source="terminal")
    print(changes.summary)
    return 0


def _moment(said: str) -> str:
    from dateutil import parser

    from organizer.domain import clock

    try:
        return clock.to_text(parser.parse(said))
    except (ValueError, OverflowError):
        raise UserError(f"“{said}” is no date or time. Write it as 2016-11-08 or 2016-11-08 18:30.") from None


def _history(chosen: argparse.Namespace) -> int:
    from dataclasses import asdict

    from organizer.domain import clock
    from organizer.prospects.details import find_one
    from organizer.storage import journal

    with store(chosen.store) as database, database.reading() as session:
        person = find_one(session, chosen.id) if chosen.id else None
        rows = journal.history(session, person_id=person)
    if chosen.json:
        print_json([asdict(row) for row in rows])
    else:
        print_table(("When", "Who", "What"),
                    [(clock.short_time(row.at), row.by, f"{row.name} (undone)" if row.undone else row.name)
                     for row in rows])
    return 0


def _undo(chosen: argparse.Namespace) -> int:
    from organizer.storage import journal

    return _step(chosen, journal.undo)


def _redo(chosen: argparse.Namespace) -> int:
    from organizer.storage import journal

    return _step(chosen, journal.redo)


def _step(chosen: argparse.Namespace, step: Any) -> int:
    with store(chosen.store) as database, database.writing() as session:
        changes = step(session, by=whoami())
    print(changes.summary)
    for line in changes.kept:
        print(f"  {line}")
    return 0
