"""The commands that record, look back and forget: `record`, `history`, `undo`, `redo`, `forget`."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from datetime import datetime
from typing import Any

from organizer.cli.common import print_json, print_table, store, whoami
from organizer.domain.errors import UserError
from organizer.domain.status import RESULTS

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add the five commands."""
    record = commands.add_parser("record", help="record what came of a call")
    record.add_argument("store", metavar="STORE")
    record.add_argument("id", metavar="ID", help="number or UUID")
    record.add_argument("result", metavar="RESULT", help="a code, its key on the calling page, or its name: "
                        + ", ".join(f"{one.code} {one.key} {one.label}" for one in RESULTS))
    record.add_argument("--by", default="", metavar="NAME")
    record.add_argument("--on", default="", metavar="WHEN", help="date or time; now where not given")
    record.add_argument("--note", default="", metavar="TEXT")
    record.add_argument("--phone", default="", metavar="NUMBER", help="the number dialed; else the best one")
    record.add_argument("--run", default="", dest="run_answer", metavar="yes|maybe|later|no")
    record.add_argument("--help-answer", default="", metavar="yes|maybe|later|no")
    record.add_argument("--office", default="", metavar="TEXT", help="the office they would run for")
    record.add_argument("--best-time", default="", metavar="TEXT", help="when to call them")
    record.add_argument("--follow-up", default="", metavar="WHEN", help="when to call back, such as 'tue 6pm'")
    record.add_argument("--language", default="", metavar="NAME", help="which language they speak")
    record.add_argument("--moved-to", default="", metavar="WHERE",
                        help="in-district, out-of-district or out-of-state")
    record.add_argument("--address", default="", metavar="TEXT", help="the new address or ZIP of somebody who moved")
    record.add_argument("--household", action="store_true", help="for everybody who shares a phone or address, too")
    record.set_defaults(run=_record)
    history = commands.add_parser("history", help="what was done, the latest first")
    history.add_argument("store", metavar="STORE")
    history.add_argument("id", nargs="?", metavar="ID", help="of one person")
    history.add_argument("--by", default="", metavar="NAME", help="only what this person did")
    history.add_argument("--since", default="", metavar="WHEN", help="only from this day on")
    history.add_argument("--until", default="", metavar="WHEN", help="only up to this day, that day included")
    history.add_argument("--limit", type=int, default=200)
    history.add_argument("--json", action="store_true")
    history.set_defaults(run=_history)
    forget = commands.add_parser("forget", help="take people out for good, of the history and the backups, too")
    forget.add_argument("store", metavar="STORE")
    forget.add_argument("id", nargs="+", metavar="ID", help="number or UUID")
    forget.add_argument("--yes", action="store_true", help="really; it cannot be undone")
    forget.add_argument("--by", default="", metavar="NAME")
    forget.set_defaults(run=_forget)
    for word, said in (("undo", "take back the last action"), ("redo", "do again what was undone")):
        command = commands.add_parser(word, help=said)
        command.add_argument("store", metavar="STORE")
        command.add_argument("--by", default="", metavar="NAME")
        command.set_defaults(run=_undo if word == "undo" else _redo)


def _record(chosen: argparse.Namespace) -> int:
    from functools import partial

    from organizer.cli.moved import moved
    from organizer.domain import clock
    from organizer.domain.call_back import said_moment
    from organizer.outreach import record
    from organizer.prospects import browse
    from organizer.prospects.details import find_one

    at = _moment(chosen.on) if chosen.on else None
    follow_up = said_moment(chosen.follow_up, clock.local_now())
    result = record.find_result(chosen.result)
    dialled = _number(chosen.phone) if chosen.phone else ""
    with store(chosen.store) as database, database.writing() as session:
        person = find_one(session, chosen.id)
        by = chosen.by or whoami()
        walled = bool(record.left_out(session, [person]))
        changes = record.record_result(
            session, [person], result.code, by=by, at=at, note=chosen.note, phone=dialled,
            run_answer=chosen.run_answer, help_answer=chosen.help_answer, office=chosen.office,
            best_time=chosen.best_time, follow_up_at=follow_up, language=chosen.language, moved_to=chosen.moved_to,
            source="terminal", apply_suggestion=True, whole_household=chosen.household,
            on_moved=partial(moved, by=by, address=chosen.address),
        )
        now = browse.rows(session, [person])[0]
    print(changes.summary)
    if now.follow_up:
        print(f"To call back: {clock.short_time(now.follow_up)}")
    if walled and not result.suppress:
        print(f"{now.name} must not be called; recorded all the same", file=sys.stderr)
    return 0


def _number(said: str) -> str:
    from organizer.domain.contact import phone_from

    found = phone_from(said)
    if found is None:
        raise UserError(f"“{said[:40]}” isn't a phone number. Write ten digits, as (218) 555-0100.")
    return found[0]


def _day(said: str, *, after: int = 0) -> str:
    """The midnight that begins a day, or one so many days later, as the store keeps it; "" for nothing."""
    from datetime import timedelta

    from organizer.domain import clock
    from organizer.domain.call_back import said_day

    try:
        day = said_day(said, clock.local_now(), past=True)
    except UserError:
        if not after:
            raise
        day = said_day(said, clock.local_now())  # up to a day to come is no less than all
    return clock.to_text(datetime.fromisoformat(day) + timedelta(days=after)) if day else ""


def _moment(said: str) -> str:
    """A past date (its noon) or time as the store keeps it; one that leaves the day open is refused."""
    from dateutil import parser

    from organizer.domain import clock
    from organizer.domain.call_back import said_day

    with suppress(UserError):
        day = said_day(said, clock.local_now(), past=True)
        return min(clock.to_text(datetime.fromisoformat(f"{day}T12:00")), clock.now())
    try:
        found, other = (parser.parse(said, default=datetime(year, month, day, 12))
                        for year, month, day in ((2000, 1, 1), (2004, 2, 2)))
    except (ValueError, OverflowError):
        found, other = datetime(1, 1, 1), datetime(1, 1, 2)
    if found != other:
        raise UserError(f"“{said[:40]}” isn't a date or time. Write it as 2016-11-08 or 2016-11-08 18:30.")
    moment = clock.to_text(found)
    if moment[:10] > clock.now()[:10]:
        raise UserError(f"“{said[:40]}” is still to come. Give the day of the call, or leave it out for now.")
    return moment


def _history(chosen: argparse.Namespace) -> int:
    from dataclasses import asdict

    from organizer.domain import clock
    from organizer.prospects.details import find_one
    from organizer.storage import history

    with store(chosen.store) as database, database.reading() as session:
        person = find_one(session, chosen.id) if chosen.id else None
        rows = history.listed(session, person_id=person, by=chosen.by, since=_day(chosen.since),
                              until=_day(chosen.until, after=1), limit=max(chosen.limit, 0))
    if chosen.json:
        print_json([asdict(row) for row in rows])
    else:
        print_table(("When", "Who", "What"),
                    [(clock.short_time(row.at), row.by, f"{row.name} (undone)" if row.undone else row.name)
                     for row in rows])
    return 0


def _forget(chosen: argparse.Namespace) -> int:
    from organizer.prospects import belongings
    from organizer.prospects.details import find_one
    from organizer.prospects.forget import forget_everywhere
    from organizer.prospects.mentions import named_in

    with store(chosen.store) as database:
        with database.reading() as session:
            names = belongings.names(session, [find_one(session, one) for one in chosen.id])
            others = named_in(session, names)
        print("\n".join(name or f"number {one}" for one, name in names.items()))
        if others:
            print("Notes of others speak of them, and stay. Read these: organizer show STORE NUMBER", file=sys.stderr)
            print("\n".join(f"  {one} {name}" for one, name in others.items()), file=sys.stderr)
        if not chosen.yes:
            raise UserError("Forgetting cannot be undone, and reaches into the backups. Say it again with --yes.")
        done = forget_everywhere(database, list(names), by=chosen.by or whoami())
    print(f"{done.changes.summary}, in {done.backups:,} backup{'s' * (done.backups != 1)} too")
    if done.left:
        raise UserError("Some backups could not be opened and may still hold them. Delete those files.",
                        *done.left)
    return 0


def _undo(chosen: argparse.Namespace) -> int:
    from organizer.storage import journal

    return _step(chosen, journal.undo)


def _redo(chosen: argparse.Namespace) -> int:
    from organizer.storage import journal

    return _step(chosen, journal.redo)


def _step(chosen: argparse.Namespace, step: Any) -> int:
    with store(chosen.store) as database, database.writing() as session:
        changes = step(session, by=chosen.by or whoami())
    print(changes.summary)
    for line in changes.kept:
        print(f"  {line}")
    return 0
