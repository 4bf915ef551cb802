"""The terminal's `call-sheet`: people on paper."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from organizer.cli.common import add_filters, at_least_one, day_said, filter_from, store, whoami
from organizer.domain.errors import UserError

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add `call-sheet`."""
    sheet = commands.add_parser("call-sheet", help="make a call sheet of a filter, as PDF or xlsx")
    sheet.add_argument("store", metavar="STORE")
    add_filters(sheet)
    sheet.add_argument("--to", required=True, metavar="OUT", help="OUT.pdf, OUT.xlsx or OUT.csv")
    sheet.add_argument("--title", default="", metavar="T")
    sheet.add_argument("--by", default="", metavar="NAME", help="who makes it")
    look = sheet.add_argument_group("look")
    look.add_argument("--template", default="", metavar="NAME", help="a saved template")
    look.add_argument("--paper", choices=("letter", "legal", "a4"))
    look.add_argument("--landscape", action="store_true", default=None)
    look.add_argument("--density", choices=("roomy", "list", "compact"))
    look.add_argument("--order", choices=("name", "street", "phone"))
    look.add_argument("--breaks", choices=("none", "precinct", "district", "caller"))
    packet = sheet.add_argument_group("packet")
    packet.add_argument("--caller", action="append", default=[], metavar="NAME", help="again: a sheet for each")
    packet.add_argument("--parts", type=int, default=1, metavar="N", help="split into N sheets")
    packet.add_argument("--size", type=at_least_one, default=0, metavar="N", help="split into sheets of about N people")
    packet.add_argument("--due", default="", metavar="DATE")
    packet.add_argument("--cover", action="store_true", help="a cover page before each sheet of a PDF")
    recruit = sheet.add_argument_group("recruitment sheets")
    recruit.add_argument("--recruit", action="store_true",
                         help="a page a person to ask them to run; with --seat those who could fill it")
    recruit.add_argument("--person", action="append", type=int, default=[], metavar="ID", help="again: these people")
    sheet.set_defaults(run=_call_sheet)


def _call_sheet(chosen: argparse.Namespace) -> int:
    from organizer.callsheets import shelf
    from organizer.callsheets.template import STANDARD
    from organizer.cli.taking import make_and_take
    from organizer.prospects.wording import in_words

    if chosen.recruit:
        from organizer.cli.recruits import recruit_sheets

        return recruit_sheets(chosen)
    if chosen.person:
        raise UserError("--person chooses people for recruitment sheets. Add --recruit, or use a filter.")
    if chosen.parts < 1:
        raise UserError("A packet has at least one sheet.")
    path, by = Path(chosen.to), chosen.by or whoami()
    if path.suffix.lower() not in (".pdf", ".xlsx", ".csv"):
        raise UserError(f"{path.name} should end in .pdf, .xlsx or .csv.")
    with store(chosen.store) as database:
        with database.reading() as session:
            wanted = filter_from(session, chosen)
            words = in_words(session, wanted)
            base = shelf.load_template(session, chosen.template) if chosen.template else STANDARD
        made, files = make_and_take(
            database, wanted, path, by=by, cover=chosen.cover, title=chosen.title or _title(words),
            template=_looked(base, chosen), callers=chosen.caller, parts=chosen.parts, size=chosen.size,
            due=day_said(chosen.due),
        )
    people = sum(len(sheet.lines) for sheet in made.sheets)
    numbers = ", ".join(str(sheet.number) for sheet in made.sheets)
    print(f"{', '.join(map(str, files))}: sheet{'s' if len(made.sheets) > 1 else ''} {numbers}, {people:,} people")
    if made.left_out:
        print(f"{made.left_out:,} left out: do not call, deceased, hostile or no good number", file=sys.stderr)
    return 0


def _title(words: str) -> str:
    return words[:1].upper() + words[1:]


def _looked(base: Any, chosen: argparse.Namespace) -> Any:
    """The template with what the options say over it."""
    from dataclasses import replace

    given = {name: getattr(chosen, name) for name in ("paper", "landscape", "density", "order", "breaks")}
    return replace(base, **{name: value for name, value in given.items() if value is not None})
