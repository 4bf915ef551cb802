"""`call-sheet … --recruit`: recruitment sheets, one page a person, for a seat, for some people, or for a filter."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from organizer.cli.common import filter_from, store, whoami

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from organizer.callsheets.recruits import Recruits
    from organizer.domain.filters import ProspectFilter

__all__ = ["recruit_sheets"]


def recruit_sheets(chosen: argparse.Namespace) -> int:
    """Write the sheets that the options say."""
    from organizer.callsheets.recruits import write_recruits
    from organizer.domain.errors import UserError

    path, by = Path(chosen.to), chosen.by or whoami()
    if path.suffix.lower() != ".pdf":
        raise UserError(f"{path.name} should end in .pdf: a recruitment sheet is a page a person.")
    with store(chosen.store) as database, database.writing() as session:
        made = _made(session, chosen, by)
        sheets = [replace(sheet, paper=chosen.paper) for sheet in made.sheets] if chosen.paper else list(made.sheets)
        write_recruits(session, sheets, path, by=by)
    people = f"{len(sheets):,} {'person' if len(sheets) == 1 else 'people'}"
    about = f", asked about {sheets[0].asked.name}" if sheets[0].asked else ""
    print(f"{path}: recruitment sheets for {people}{about}")
    if made.left_out:
        print(f"{made.left_out:,} left out: do not call, deceased, hostile or no good number", file=sys.stderr)
    return 0


def _made(session: Session, chosen: argparse.Namespace, by: str) -> Recruits:
    from organizer.callsheets.recruits import recruits
    from organizer.districts import coverage
    from organizer.districts.matching import as_ask, match, seat_asks
    from organizer.districts.seats import find_seat
    from organizer.domain.errors import UserError
    from organizer.prospects import browse

    seat_id = find_seat(session, chosen.seat) if chosen.seat else 0
    wanted: ProspectFilter | Sequence[int] = filter_from(session, chosen)
    if chosen.person:
        wanted = chosen.person
    elif seat_id:
        among = set(browse.find(session, filter_from(session, chosen)).ids)
        wanted = [one.person for one in match(session, seat_id) if one.person in among]
        if not wanted:
            raise UserError("Nobody who would run is known to live where this seat is elected.")
    asked = as_ask(coverage.board(session, seat_ids=[seat_id])[0]) if seat_id else None
    return recruits(session, wanted, partial(seat_asks, session, first=seat_id), by=by, asked=asked)
