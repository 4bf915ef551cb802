"""The command `districts`: load what assigns them, assign, list, and show what is missing or disputed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from organizer.cli.common import print_json, print_table, store, whoami
from organizer.domain.progress import Progress, silent

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from organizer.districts.assign import AssignReport
    from organizer.districts.compare import Comparison
    from organizer.districts.known import Conflict
    from organizer.districts.report import LoadReport

__all__ = ["MAPS", "add_to", "read_source"]

MAPS = (".json", ".geojson", ".zip", ".shp", ".shz")
"""Endings of maps; everything else is read as a table and known by its content."""


def add_to(commands: Any) -> None:
    """Add `districts` with its own commands."""
    districts = commands.add_parser("districts", help="who lives in which district")
    districts.add_argument("store", metavar="STORE")
    own = districts.add_subparsers(title="what to do", required=True,
                                   metavar="load|apply|stop|assign|list|conflicts|unassigned")
    load = own.add_parser("load", help="load a street index, map, ZIP table or precinct table, and assign by it, in "
                          "the place of an older file of mostly the same streets, ZIP codes, precincts or areas")
    load.add_argument("files", nargs="+", metavar="FILE")
    load.add_argument("--kind", default="", metavar="KIND", help="the kind of the districts, where no column says it")
    load.add_argument("--as", dest="form", choices=("street-index", "boundaries", "zip", "precinct"), default="")
    load.add_argument("--crs", default="", metavar="EPSG:NUMBER", help="a map's projection, where the file has none")
    load.add_argument("--beside", action="store_true", help="keep it beside what counts now and show who would move")
    load.set_defaults(run=_load)
    apply = own.add_parser("apply", help="let a file that lies beside count, in the place of the former one")
    apply.add_argument("sources", nargs="+", metavar="FILE", help="its name or number")
    apply.set_defaults(run=_apply)
    stop = own.add_parser("stop", help="stop using a file that counts; what only it assigned goes")
    stop.add_argument("source", metavar="FILE", help="its name or number")
    stop.set_defaults(run=_stop)
    assign = own.add_parser("assign", help="work out everybody's districts anew")
    assign.set_defaults(run=_assign)
    listed = own.add_parser("list", help="districts with their people")
    listed.set_defaults(run=_list)
    conflicts = own.add_parser("conflicts", help="people of whom two ways disagree")
    conflicts.set_defaults(run=_conflicts)
    unassigned = own.add_parser("unassigned", help="people without a district, and why")
    unassigned.set_defaults(run=_unassigned)
    for command in (listed, conflicts, unassigned):
        command.add_argument("--kind", default="", metavar="KIND")
    for command in (load, apply, stop, assign, listed, conflicts, unassigned):
        command.add_argument("--json", action="store_true")


def _kind(said: str) -> str:
    from organizer.domain.district import KINDS, kind_of
    from organizer.domain.errors import UserError

    known = said if said in KINDS else kind_of(said)
    if said and known is None:
        raise UserError(f"“{said}” isn't a kind of district. Use one of: {', '.join(KINDS)}.")
    return known or ""


def read_source(
    file: str | Path, form: str = "", kind: str = "", crs: str = "", progress: Progress = silent
) -> Any:
    """Read a file in a child process: a Table, for a map a BoundaryFile, for a VIP feed a list of its tables."""
    from organizer.districts.vip import is_vip, read_vip
    from organizer.importing.reading.sheet import read_table
    from organizer.importing.worker import run_in_child

    path = Path(file)
    if not form and is_vip(path):
        return run_in_child(read_vip, str(path), progress=progress)
    if form == "boundary" or (not form and path.suffix.lower() in MAPS):
        from organizer.districts.boundaries import read_boundaries

        return run_in_child(read_boundaries, str(path), kind, crs, progress=progress)
    return run_in_child(read_table, str(path), progress=progress)


def _load(chosen: argparse.Namespace) -> int:
    from organizer.districts import load
    from organizer.districts.files import File, keep_and_assign, keep_beside
    from organizer.domain.errors import UserError
    from organizer.importing.columns.purpose import lists_people

    kind = _kind(chosen.kind)
    form = load.AS_SAID.get(chosen.form, "")
    if chosen.beside and len(chosen.files) > 1:
        raise UserError("Load one file beside at a time, so that it can be compared.")
    with store(chosen.store) as database:
        files = [File(Path(one).name, read_source(one, form, kind, chosen.crs), form, kind) for one in chosen.files]
        for name in [] if form else [one.name for one in files if hasattr(one.read, "headers")
                                     and lists_people(one.read.headers, one.read.rows)]:
            raise UserError(f"{name} is a list of people. Import it with: organizer import STORE FILE",
                            "If it is a street index or a table of ZIP codes or precincts after all, say so with --as.")
        with database.writing() as session:
            kept = keep_beside(session, files[0], by=whoami()) if chosen.beside else \
                keep_and_assign(session, files, by=whoami())
            also = [] if chosen.beside else [one for one in load.sources(session) if one.active
                                             and one.id not in kept.sources
                                             and one.form in {loaded.form for loaded in kept.reports}]
    if chosen.json:
        moves = _moves_json(kept.found) if kept.found else {
            "instead_of": list(kept.instead_of), "also_counts": [one.name for one in also]}
        answers = [_loaded_json(loaded, kept.assigned) | moves for loaded in kept.reports]
        print_json(answers[0] if len(answers) == 1 else answers)
        return 0
    for loaded in kept.reports:
        print(f"{loaded.name}: {_FORMS[loaded.form]}.")
        for line in loaded.in_words():
            print(f"  {line}")
        for one in loaded.unused[:10]:
            print(f"  row {one.row}: {one.reason}", file=sys.stderr)
    if kept.instead_of:
        print(f"It counts in the place of {', '.join(kept.instead_of)}. To take that back: organizer undo STORE")
    for other in also:
        print(f"{other.name}, {_FORMS[other.form]}, goes on counting, too; where both tell of a home, the file loaded "
              f"last does. To stop using it: organizer districts STORE stop {other.id}")
    if kept.assigned is not None:
        _print_assigned(kept.assigned)
    if kept.found is not None:
        _print_moves(kept.found)
    return 0


_FORMS = {"street": "a street index", "boundary": "a map of boundaries", "zip": "a ZIP table",
          "precinct": "a precinct table"}


def _loaded_json(loaded: LoadReport, done: AssignReport | None) -> dict[str, Any]:
    said: dict[str, Any] = {
        "file": loaded.name, "recognised_as": {"street": "street-index", "boundary": "boundaries"}.get(
            loaded.form, loaded.form),
        "rows": loaded.rows, "used": loaded.used, "not_used": loaded.not_used, "reasons": dict(loaded.reasons),
        "problems": [{"row": one.row, "reason": one.reason} for one in loaded.unused], "notes": loaded.notes,
        "districts": loaded.kinds, "source": loaded.source_id, "action": loaded.changes.action,
    }
    return said | ({"assigned": _assigned_json(done)} if done else {})


def _assigned_json(done: AssignReport) -> dict[str, Any]:
    return {
        "people": done.people, "by_method": dict(done.by_method),
        "by_kind": {kind: {"exact": found["exact"], "likely": found["likely"], "split": found["split"]}
                    for kind, found in done.by_kind.items()},
        "added": done.added, "removed": done.removed, "action": done.changes.action,
    }


def _moves_json(found: Comparison) -> dict[str, Any]:
    return {
        "would_move": [{"kind": kind, "from": before, "to": after, "people": count}
                       for kind, counts in found.by_kind().items() for (before, after), count in counts.most_common()],
        "people": [{"id": one.person, "kind": one.kind, "from": one.before, "to": one.after} for one in found.moves],
        "instead_of": list(found.instead_of),
    }


def _print_moves(found: Comparison) -> None:
    instead = f" in the place of {', '.join(found.instead_of)}" if found.instead_of else ""
    print(f"It is kept beside{instead}. To make it count: organizer districts STORE apply "
          f"{' '.join(map(str, found.sources))}")
    for kind, counts in found.by_kind().items():
        print(f"  {kind}: {sum(counts.values()):,} people would move")
    if not found.moves:
        print("  Nobody would move.")
        return
    print_table(("Id", "Kind", "From", "To"), ((one.person, one.kind, one.before or "none", one.after or "none")
                                               for one in found.moves))


def _apply(chosen: argparse.Namespace) -> int:
    from organizer.districts.files import apply_beside

    with store(chosen.store) as database, database.writing() as session:
        done = apply_beside(session, [_source(session, said, active=False) for said in chosen.sources], by=whoami())
    _tell_assigned(done, chosen.json)
    return 0


def _stop(chosen: argparse.Namespace) -> int:
    from organizer.districts.files import stop_using

    with store(chosen.store) as database, database.writing() as session:
        done = stop_using(session, _source(session, chosen.source, active=True), by=whoami())
    _tell_assigned(done, chosen.json)
    return 0


def _source(session: Session, said: str, *, active: bool) -> int:
    """The id of a loaded file that is meant by its name or number: one that counts, or one kept beside."""
    from organizer.districts import load
    from organizer.domain.errors import UserError

    there = [one for one in load.sources(session) if one.active == active]
    found = next((one.id for one in there if said in (str(one.id), one.name)), None)
    if found is None:
        names = ", ".join(f"{one.name} ({one.id})" for one in there[:6]) or "none"
        raise UserError(f"“{said}” isn't a file {'that counts' if active else 'kept beside'}. Those are: {names}.")
    return found


def _tell_assigned(done: AssignReport, as_json: bool) -> None:
    if as_json:
        print_json(_assigned_json(done))
    else:
        _print_assigned(done)


def _print_assigned(done: AssignReport) -> None:
    from organizer.domain.district import KINDS

    print(f"Assigned {done.people:,} people with an address: {done.added:,} new, {done.removed:,} taken away.")
    rows = [(KINDS.get(kind, kind), f"{found['exact']:,}", f"{found['likely']:,}", f"{found['split']:,}")
            for kind, found in sorted(done.by_kind.items(), key=lambda one: list(KINDS).index(one[0])
                                      if one[0] in KINDS else 99)]
    if rows:
        print_table(("Kind", "Exact", "Likely", "Split"), rows)


def _assign(chosen: argparse.Namespace) -> int:
    from organizer.districts.assign import assign

    with store(chosen.store) as database, database.writing() as session:
        done = assign(session, by=whoami())
    _tell_assigned(done, chosen.json)
    return 0


def _list(chosen: argparse.Namespace) -> int:
    from organizer.districts.known import summary

    with store(chosen.store) as database, database.reading() as session:
        rows = summary(session, _kind(chosen.kind))
    if chosen.json:
        print_json([
            {"kind": one.kind, "code": one.code, "state": one.state, "name": one.name, "people": one.people,
             "run": one.run, "help": one.help, "reached": one.reached, "likely": one.likely, "split": one.split}
            for one in rows
        ])
        return 0
    print_table(("Kind", "District", "People", "Run", "Help", "Reached", "Likely", "Split"),
                ((one.kind, one.code, one.people, one.run, one.help, one.reached, one.likely, one.split)
                 for one in rows))
    return 0


def _names(session: Session, ids: list[int]) -> dict[int, str]:
    from organizer.prospects import browse

    return {row.id: row.name for row in browse.rows(session, ids)}


def _conflicts(chosen: argparse.Namespace) -> int:
    from organizer.districts.known import conflicts

    with store(chosen.store) as database, database.reading() as session:
        found = conflicts(session, _kind(chosen.kind))
        names = _names(session, list({one.person for one in found}))
    if chosen.json:
        print_json([_conflict_json(one, names) for one in found])
        return 0
    print_table(("Id", "Name", "Kind", "Counts", "Other"),
                ((one.person, names.get(one.person, ""), one.kind, f"{one.current.code} ({one.current.method})",
                  f"{one.other.code} ({one.other.method})") for one in found))
    return 0


def _conflict_json(one: Conflict, names: dict[int, str]) -> dict[str, Any]:
    return {
        "id": one.person, "name": names.get(one.person, ""), "kind": one.kind,
        "current": {"code": one.current.code, "method": one.current.method, "certainty": one.current.certainty,
                    "source": one.current.source},
        "other": {"code": one.other.code, "method": one.other.method, "certainty": one.other.certainty,
                  "source": one.other.source},
    }


def _unassigned(chosen: argparse.Namespace) -> int:
    from organizer.districts import known

    with store(chosen.store) as database, database.reading() as session:
        wanted = [_kind(chosen.kind)] if chosen.kind else [one.kind for one in known.kinds(session)]
        found = {kind: known.unassigned(session, kind) for kind in wanted if chosen.kind or kind in _MAIN}
        names = _names(session, list({one.person for rows in found.values() for one in rows}))
    if chosen.json:
        print_json([
            {"id": one.person, "name": names.get(one.person, ""), "kind": kind, "reason": one.reason,
             "address": one.address, "city": one.city, "zip": one.zip,
             "parts": [{"code": code, "share": share} for code, share in one.parts]}
            for kind, rows in found.items() for one in rows
        ])
        return 0
    print_table(("Id", "Name", "Kind", "ZIP", "Reason"),
                ((one.person, names.get(one.person, ""), kind, one.zip, one.reason)
                 for kind, rows in found.items() for one in rows))
    return 0


_MAIN = ("state-house", "state-senate", "congressional", "county-council", "city-council", "ward", "school")
"""Kinds of which everybody has one, or may; the worklist asks for others only by name."""


