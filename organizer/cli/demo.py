"""The command that shows the whole way: sample sheets, a store, a filtered list, call sheets."""

from __future__ import annotations

import argparse
import sys
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from organizer.cli.common import print_table, whoami
from organizer.domain.errors import UserError

__all__ = ["DISTRICTS", "SAMPLES", "add_to"]

SAMPLES = (
    "bsd-win-signups.xlsx", "google-form-volunteers.csv", "van-export.txt", "nationbuilder-people-export.csv",
    "action-network-report.csv", "mobilize-shifts.csv", "everyaction-bulk.txt", "van-contact-history.csv",
)
"""Sign-up sheets of invented people in northern Minnesota, in the order they are imported."""
DISTRICTS = ("precinct-districts.csv", "mn-cd8-precincts.json", "street-index.csv", "zip-house-districts.csv")
"""What says in which district they live; the street index names precincts of the first."""
_DISTRICT = "8A"


def add_to(commands: Any) -> None:
    """Add `demo`."""
    demo = commands.add_parser("demo", help="sample sheets to call sheets, in a folder of your choice")
    demo.add_argument("folder", nargs="?", default="organizer-demo", metavar="DIR")
    demo.set_defaults(run=_demo)


def _demo(chosen: argparse.Namespace) -> int:
    from organizer.cli import main

    folder = Path(chosen.folder).absolute()
    store = _fresh_place(folder)
    sample = files("resources") / "sample"
    with as_file(sample) as place:
        _step(main, ["import", str(store), *(str(place / name) for name in SAMPLES)])
        _step(main, ["districts", str(store), "load", *(str(place / name) for name in DISTRICTS)])
        _step(main, ["seats", str(store), "load", str(place / "seats.csv")])
    wanted = ["--district", f"state-house:{_DISTRICT}", "--interest", "run", "--result", "none"]
    title = f"House District {_DISTRICT}: would run, not yet called"
    for ending in ("pdf", "xlsx"):
        _step(main, ["call-sheet", str(store), *wanted, "--to", str(folder / f"call sheet HD {_DISTRICT}.{ending}"),
                     "--title", title])
    _step(main, ["export", str(store), *wanted, "--to", str(folder / f"would run in HD {_DISTRICT}.csv")])
    people = _show(store)
    print(f"\nDone, {whoami()}. {people:,} people are in {store.name}. Everything is in {folder}:")
    for path in sorted(folder.iterdir()):
        if path.is_file():
            print(f"  {path.name}")
    if not sys.argv[0].endswith("__main__.py"):  # a clone has no such command
        print(f"Open it in the window:  organizer-app \"{store}\"")
    return 0


def _fresh_place(folder: Path) -> Path:
    """A new store's path in the folder, which is made; a store that is there already stays."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise UserError(f"The folder {folder.name} cannot be made: {(fault.strerror or '').lower()}.") from None
    store = folder / "demo.organizer"
    number = 2
    while store.exists():
        store = folder / f"demo {number}.organizer"
        number += 1
    return store


def _step(main: Any, arguments: list[str]) -> None:
    code = main(arguments)
    if code:
        raise UserError(f"The demo stopped at “organizer {arguments[0]}”; the line above says why.")


def _show(store: Path) -> int:
    from organizer.domain.filters import ProspectFilter
    from organizer.prospects import browse
    from organizer.storage.database import Database

    database = Database.open(store)
    try:
        with database.reading() as session:
            chosen = ProspectFilter(districts=(("state-house", _DISTRICT),), interest=("run",))
            found = browse.find(session, chosen)
            print(f"\n{found.count:,} people in {chosen.in_words()}; the first of them:")
            print_table(("Name", "City", "Office sought", "Status"),
                        [(row.name, row.city, row.office_sought, row.status.label)
                         for row in browse.rows(session, found.ids[:8])])
            return browse.count(session)
    finally:
        database.close()
