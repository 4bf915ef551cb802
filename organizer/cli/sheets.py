"""`sheets`: which call sheets are out, back or lost, who has them; marked, handed on and written again."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from organizer.cli.common import day_said, print_json, store, whoami
from organizer.domain.errors import UserError

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add the command of this room."""
    sheets = commands.add_parser("sheets", help="the call sheets that were made: who has them; mark them, print again")
    sheets.add_argument("store", metavar="STORE")
    sheets.add_argument("numbers", metavar="NUMBER", type=int, nargs="*", help="only these sheets")
    sheets.add_argument("--state", choices=("out", "late", "back", "lost"), help="list only those")
    sheets.add_argument("--mark", choices=("out", "back", "lost"), help="these sheets are out, back or lost")
    sheets.add_argument("--hand-to", metavar="NAME", help="who has these sheets from now on")
    sheets.add_argument("--due", metavar="DATE", help="when these sheets are to be back")
    sheets.add_argument("--to", metavar="OUT", help="write these sheets again as they were: OUT.pdf, .xlsx or .csv")
    sheets.add_argument("--by", default="", metavar="NAME", help="who does it")
    sheets.add_argument("--json", action="store_true")
    sheets.set_defaults(run=_sheets)


def _sheets(chosen: argparse.Namespace) -> int:
    from organizer.callsheets import shelf
    from organizer.cli.taking import take_sheets

    by = chosen.by or whoami()
    due = None if chosen.due is None else day_said(chosen.due)
    new = {"state": chosen.mark, "caller": chosen.hand_to, "due": due}
    changes = {name: value for name, value in new.items() if value is not None}
    if (changes or chosen.to) and not chosen.numbers:
        raise UserError("Say which sheets, by number: organizer sheets STORE 7 --mark back.")
    files: list[Path] = []
    with store(chosen.store) as database:
        if changes:
            with database.writing() as session:
                shelf.set_sheet(session, chosen.numbers, by=by, **changes)
        if chosen.to:
            files = take_sheets(database, chosen.numbers, Path(chosen.to), by=by)
        with database.reading() as session:
            rows = shelf.listed(session)
    if missing := sorted(set(chosen.numbers) - {row.number for row in rows}):
        raise UserError(f"There is no sheet {missing[0]}.")
    _report(chosen, [row for row in rows if not chosen.numbers or row.number in chosen.numbers])
    for file in files:
        print(f"{file}: written")
    return 0


def _report(chosen: argparse.Namespace, rows: list[Any]) -> None:
    from dataclasses import asdict

    from organizer.callsheets.shelf import STATES, is_late
    from organizer.domain.clock import short_date

    wanted = [row for row in rows if not chosen.state or
              (is_late(row) if chosen.state == "late" else row.state == chosen.state)]
    if chosen.json:
        print_json([asdict(row) | {"late": is_late(row)} for row in wanted])
        return
    for row in wanted:
        state = "late" if is_late(row) else STATES[row.state].lower()
        said = (f"with {row.caller}" if row.caller else "", f"back by {short_date(row.due)}" if row.due else "",
                f"{row.entered:,} of {row.people:,} entered", f"made {short_date(row.made_at)} by {row.made_by}")
        print(f"{row.number:>5}  {state:<4}  {row.title}: {', '.join(part for part in said if part)}")
    if not wanted:
        print("No such sheet." if rows else "No call sheet was made yet.")
