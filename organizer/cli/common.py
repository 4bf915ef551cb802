"""What several commands share: opening the store, the filters, who is at the keyboard, JSON and tables."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from organizer.domain import clock
from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from organizer.storage.database import Database

__all__ = ["add_filters", "at_least_one", "day_said", "filter_from", "print_json", "print_table", "store", "whoami"]


def whoami() -> str:
    """The name to sign actions with where none is given."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "terminal"


@contextmanager
def store(path: str) -> Iterator[Database]:
    """An open store, closed at the end."""
    from organizer.cli.assigning import assign_new
    from organizer.storage.database import Database

    database = Database.open(path)
    database.follow_home = assign_new
    try:
        yield database
    finally:
        database.close()


def add_filters(command: argparse.ArgumentParser) -> None:
    """The FILTERS of the command line."""
    group = command.add_argument_group("filters")
    group.add_argument("--district", action="append", default=[], metavar="KIND:CODE",
                       help="live here; again: or within a kind, and between kinds")
    group.add_argument("--district-certainty", choices=("exact", "likely", "split"), default="",
                       help="only districts known this surely")
    group.add_argument("--stage", action="append", default=[], metavar="run:STAGE|help:STAGE")
    group.add_argument("--result", action="append", default=[], metavar="CODE", help="last result; none: never tried")
    group.add_argument("--interest", action="append", default=[], choices=("run", "help"))
    group.add_argument("--office", action="append", default=[], metavar="TEXT")
    group.add_argument("--city", action="append", default=[], metavar="NAME")
    group.add_argument("--zip", action="append", default=[], metavar="ZIP")
    group.add_argument("--tag", action="append", default=[], metavar="NAME")
    group.add_argument("--not", action="append", default=[], metavar="FIELD:VALUE", dest="without",
                       help="leave out: city, zip, office, tag, interest, result, run, help, a kind of district, or "
                            "what --only takes")
    group.add_argument("--only", action="append", default=[], metavar="FIELD:VALUE", dest="has",
                       help="state, language, source, email, phone, address, attempts; FIELD: alone: where it is blank")
    group.add_argument("--not-contacted-since", default="", metavar="DATE")
    group.add_argument("--search", default="", metavar="TEXT", help="words about the person; accents do not matter")
    group.add_argument("--seat", default=None, metavar="SEAT", help="people who live where this seat is elected")
    group.add_argument("--saved", default="", metavar="NAME", help="a saved filter, to which the others are added")


def filter_from(session: Session, chosen: argparse.Namespace) -> ProspectFilter:
    """The filter that the options say.

    Raises:
        UserError: a kind, stage, result, seat or saved filter is not known; the line says which are.
    """
    from organizer.domain.status import RESULTS, stage_label
    from organizer.prospects import saved

    base = saved.load(session, chosen.saved) if chosen.saved else ProspectFilter()
    stages = []
    for said in chosen.stage:
        track, _, code = said.partition(":")
        try:
            stage_label(track, code)
        except KeyError:
            raise UserError(f"“{said}” isn't a stage. Use one of: {_stages()}.") from None
        stages.append((track, code))
    codes = [said if said == "none" else said.upper() for said in chosen.result]
    unknown = [said for said in codes if said != "none" and said not in {result.code for result in RESULTS}]
    if unknown:
        raise UserError(f"“{unknown[0]}” isn't a result. Use one of: {', '.join(r.code for r in RESULTS)}, none.")
    given: dict[str, Any] = {
        "districts": tuple(_district(said) for said in chosen.district),
        "certainty": chosen.district_certainty,
        "stages": tuple(stages),
        "results": tuple(codes),
        "interest": tuple(chosen.interest),
        "office": tuple(chosen.office),
        "city": tuple(chosen.city),
        "zip": tuple(chosen.zip),
        "tags": tuple(chosen.tag),
        "without": tuple(_pair(said) for said in chosen.without),
        "has": tuple(_pair_of_has(said) for said in chosen.has),
        "not_contacted_since": day_said(chosen.not_contacted_since, past=True),
        "search": chosen.search,
        "seat": _seat(session, chosen.seat) if chosen.seat else None,
    }
    return saved.narrowed(base, {name: value for name, value in given.items() if value})


def _stages() -> str:
    from organizer.domain.status import HELP_EXITS, HELP_STAGES, RUN_EXITS, RUN_STAGES

    return "; ".join(", ".join(f"{track}:{stage.code}" for stage in stages) for track, stages in
                     (("run", RUN_STAGES + RUN_EXITS), ("help", HELP_STAGES + HELP_EXITS)))


def at_least_one(said: str) -> int:
    """A whole number from 1 up, for argparse."""
    if not said.isascii() or not said.isdigit() or int(said) < 1:
        raise argparse.ArgumentTypeError(f"“{said}” isn't a number from 1 up")
    return int(said)


def day_said(said: str, *, past: bool = False) -> str:
    """A day as people write it (``fri``, ``yesterday``, ``12/3``, ``2016-12-03``) as an ISO date; "" for nothing."""

    from organizer.domain.call_back import said_day

    return said_day(said, clock.local_now(), past=past)


def _district(said: str) -> tuple[str, str]:
    from organizer.domain.district import KINDS, kind_of, normalize_code

    kind, _, code = said.partition(":")
    known = kind if kind in KINDS else kind_of(kind)
    if known is None or not code.strip():
        raise UserError(f"“{said}” isn't a district. Write KIND:CODE with a kind of: {', '.join(KINDS)}.")
    return known, normalize_code(known, code)


def _pair(said: str) -> tuple[str, str]:
    """``city:Duluth`` as `ProspectFilter.without` has it; anything that is no field is a kind of district."""
    from organizer.domain.filters import BLANKS, DAYS, EXACT
    from organizer.prospects.fields import clean

    field, parts, value = said.partition(":")
    if field in (EXACT if value else BLANKS) and parts:
        if field == "phone":
            value = str(clean(field, value))
        return field, day_said(value, past=True) if field in DAYS else value
    if not value.strip():
        raise UserError(f"“{said}” names no value. Write FIELD:VALUE, such as city:Duluth, or one of "
                        f"{', '.join(f'{one}:' for one in BLANKS)} for those who have nothing there.")
    if field == "result":
        return field, value if value == "none" else value.upper()
    if field in ("city", "zip", "office", "tag", "interest", "run", "help"):
        return field, value
    kind, code = _district(said)
    return f"district:{kind}", code


def _pair_of_has(said: str) -> tuple[str, str]:
    """``language:Spanish`` or ``email:`` as `ProspectFilter.has` has it."""
    from organizer.domain.filters import BLANKS, EXACT, only

    field, value = _pair(said)
    if not only(field, value).has:
        raise UserError(f"“{said}” has an option of its own. --only takes {', '.join(EXACT)} with a value, or without "
                        f"one {', '.join(BLANKS)}.")
    return field, value


def _seat(session: Session, said: str) -> int:
    from organizer.districts.seats import find_seat

    return find_seat(session, said)


def print_json(value: object) -> None:
    """A value as JSON on standard output."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def print_table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows in columns, as wide as they need; each on one line, whatever was written into it."""
    shown = [list(headers), *([" ".join(str(cell).split()) for cell in row] for row in rows)]
    widths = [max(len(row[place]) for row in shown) for place in range(len(headers))]
    for row in shown:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
