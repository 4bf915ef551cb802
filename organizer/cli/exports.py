"""People leave as a table or the whole store as a workbook: `export`, `exports`, `import-everything`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from organizer.cli.common import add_filters, at_least_one, filter_from, print_json, store, whoami

__all__ = ["add_to", "run_import_everything"]


def add_to(commands: Any) -> None:
    """Add the three."""
    export = commands.add_parser("export", help="people as a table, or everything as a workbook")
    export.add_argument("store", metavar="STORE")
    add_filters(export)
    export.add_argument("--to", required=True, metavar="OUT", help="OUT.xlsx or OUT.csv")
    export.add_argument("--shape", default="organizer", metavar="NAME",
                        help="organizer (all columns), calling, letters, emails, van, nationbuilder, action-network")
    export.add_argument("--by", default="", metavar="NAME", help="who takes it")
    export.add_argument("--everything", action="store_true", help="the whole store as one documented workbook")
    export.set_defaults(run=_export)
    taken = commands.add_parser("exports", help="who took people out of the store: when, how many, which, into what")
    taken.add_argument("store", metavar="STORE")
    taken.add_argument("--limit", type=at_least_one, default=100, metavar="N", help="the latest N (100)")
    taken.add_argument("--json", action="store_true")
    taken.set_defaults(run=_exports)
    whole = commands.add_parser("import-everything", help="a workbook of everything into an empty store")
    whole.add_argument("store", metavar="STORE", help="made where it is missing")
    whole.add_argument("file", metavar="FILE")
    whole.set_defaults(run=_import_everything)


def _export(chosen: argparse.Namespace) -> int:
    from organizer.callsheets.people_file import export_people

    path, by = Path(chosen.to), chosen.by or whoami()
    if chosen.everything:
        from organizer.callsheets.everything import export_everything

        with store(chosen.store) as database, database.writing() as session:
            people = export_everything(session, path, by=by)
        print(f"{path}: everything, {people:,} people")
        return 0
    with store(chosen.store) as database, database.writing() as session:
        wanted = filter_from(session, chosen)
        done = export_people(session, wanted, path, by=by, shape=chosen.shape)
    print(f"{path}: {done.people:,} people")
    if done.left_out:
        print(f"{done.left_out:,} left out: do not call, deceased, hostile or no good number", file=sys.stderr)
    return 0


def _exports(chosen: argparse.Namespace) -> int:
    from dataclasses import asdict

    from organizer.callsheets.log import export_log
    from organizer.domain.clock import short_time

    with store(chosen.store) as database, database.reading() as session:
        rows = export_log(session, chosen.limit)
    if chosen.json:
        print_json([asdict(row) for row in rows])
        return 0
    for row in rows:
        into = f"{row.form} {row.file_name}".strip()
        print(f"{short_time(row.at)}  {row.by}: {row.people:,} people, {row.purpose}, {into}")
        print(f"  {row.words or 'everyone'}; columns: {', '.join(row.columns)}")
        if row.file_hash:
            print(f"  sha-256 {row.file_hash}")
    if not rows:
        print("Nobody has taken people out of this file yet.")
    return 0


def _import_everything(chosen: argparse.Namespace) -> int:
    return run_import_everything(chosen.store, chosen.file)


def run_import_everything(store_path: str, file: str) -> int:
    """Build a store from a workbook of everything; a store made for it goes again where that fails."""
    from organizer.callsheets.everything import import_everything
    from organizer.callsheets.safe_file import hash_of
    from organizer.cli.filled_file import read_filled
    from organizer.storage.database import Database

    raw = read_filled(Path(file))
    path = Path(store_path)
    made = not path.exists()
    database = Database.create(path) if made else Database.open(path)
    try:
        with database.writing() as session:
            people = import_everything(session, raw, hash_of(Path(file)))
    except BaseException:
        database.close()
        if made:
            path.unlink(missing_ok=True)
        raise
    database.close()
    print(f"{path}: everything, {people:,} people")
    return 0
