"""The commands that put people on paper and bring them home: `call-sheet`, `export`, `read-sheet`."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import Any

from organizer.cli.common import add_filters, at_least_one, day_said, filter_from, store, whoami
from organizer.domain.errors import UserError

__all__ = ["add_to", "run_import_everything"]


def add_to(commands: Any) -> None:
    """Add the commands of this room."""
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
    back = commands.add_parser("read-sheet", help="read a filled call sheet back in")
    back.add_argument("store", metavar="STORE")
    back.add_argument("file", metavar="FILE")
    back.add_argument("--dry-run", action="store_true", help="only compare")
    back.add_argument("--json", action="store_true")
    back.add_argument("--by", default="", metavar="NAME", help="who reads it in")
    back.add_argument("--caller", default="", metavar="NAME", help="who made the calls")
    back.add_argument("--on", default="", metavar="DATE", help="the day of the calls; today where not given")
    back.add_argument("--accept", action="append", default=[], metavar="ROW|all",
                      help="record this row though it is in conflict or only likely")
    back.add_argument("--line", action="append", default=[], metavar="ROW=LINE",
                      help="say which line of the sheet a row is that lost its own")
    back.add_argument("--as", action="append", default=[], metavar="ROW=RESULT", dest="meant",
                      help="say which result a row has that was not understood")
    back.add_argument("--corrections", action="store_true", help="take over mended phones and addresses, too")
    back.set_defaults(run=_read_sheet)


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
    if chosen.parts < 1 or chosen.size < 0:
        raise UserError("A packet has at least one sheet, and a sheet at least one person.")
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
    from organizer.cli.common import print_json
    from organizer.domain.clock import short_time

    with store(chosen.store) as database, database.reading() as session:
        rows = export_log(session, max(chosen.limit, 1))
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


def _read_sheet(chosen: argparse.Namespace) -> int:
    from organizer.callsheets.readback.compare import compare
    from organizer.callsheets.readback.take_back import take_back
    from organizer.callsheets.readback.typing_in import moment_of
    from organizer.cli.filled_file import read_filled
    from organizer.cli.moved import moved
    from organizer.domain.clock import from_text
    from organizer.outreach.record import find_result, record_result

    path, by, day = Path(chosen.file), chosen.by or whoami(), day_said(chosen.on, past=True)
    called = from_text(moment_of(day)).astimezone()
    raw = read_filled(path)
    taken = None
    lines, meant = _pairs(chosen.line, "--line 37=12"), _pairs(chosen.meant, "--as 37=LM")
    with store(chosen.store) as database:
        with database.reading() as session:
            found = compare(session, raw, path.name, called)
            placed = {row.id: int(lines[str(row.row)]) for row in found.rows if str(row.row) in lines}
            found = compare(session, raw, path.name, called, placed) if placed else found
        if not chosen.dry_run:
            with database.writing() as session:
                found = compare(session, raw, path.name, called, placed)
                taken = take_back(
                    session, found, record=record_result, on_moved=partial(moved, by=by), by=by, caller=chosen.caller,
                    called_on=day, accept=_accepted(chosen.accept, found),
                    codes={row.id: find_result(meant[str(row.row)]).code for row in found.rows
                           if str(row.row) in meant},
                    corrections=[one for one in found.corrections if one.state in ("offer", "conflict")]
                    if chosen.corrections else [],
                )
    _report(chosen, found, taken)
    return 1 if found.rows and all(row.state in ("foreign", "unknown") for row in found.rows) else 0


def _pairs(said: list[str], example: str) -> dict[str, str]:
    """``37=12`` as {"37": "12"}."""
    pairs = [one.partition("=") for one in said]
    for row, equals, value in pairs:
        if not row.isdigit() or not equals or not value or (example.endswith("12") and not value.isdigit()):
            raise UserError(f"“{row}{equals}{value}” is not understood. Write {example}.")
    return {row: value for row, _, value in pairs}


def _accepted(said: list[str], found: Any) -> set[int]:
    if wrong := [one for one in said if not one.isdigit() and one != "all"]:
        raise UserError(f"“{wrong[0]}” isn't a row. Give --accept a row's number, or all.")
    return {row.id for row in found.rows if str(row.row) in said or ("all" in said and not _puzzling(row))}


def _puzzling(row: Any) -> bool:
    """Whether a row has a result of which nobody can say what it means, so that "all" does not mean it."""
    return bool(row.state == "unclear" and row.said and not row.code)


def _report(chosen: argparse.Namespace, found: Any, taken: Any) -> None:
    """What the file says, in a person's words or as JSON."""
    from dataclasses import asdict

    from organizer.callsheets.readback.compare import STATES
    from organizer.cli.common import print_json

    counts = found.counts()
    if chosen.json:
        print_json({
            "file": found.file, "sheets": sorted(found.sheets), "counts": counts,
            "recorded": taken.recorded if taken else 0, "corrected": taken.corrected if taken else 0,
            "rows": [asdict(row) for row in found.rows if row.state != "blank"],
            "corrections": [asdict(one) for one in found.corrections],
            "missing": [{"sheet": sheet, "line": line, "name": name} for sheet, line, name in found.missing],
            "notes": [*found.notes, *(taken.failed if taken else ())],
        })
        return
    for state, count in counts.items():
        print(f"{count:>6,} {'new' if state == 'new' and taken else STATES[state]}")
    for row in found.rows:
        if row.reason:
            tab = f" of {row.tab}" if row.tab else ""
            print(f"  row {row.row}{tab}, line {row.line or '?'} {row.name}: {row.reason}")
    for one in found.corrections:
        print(f"  row {one.row}, {one.name}: {one.field} “{one.printed}” now “{one.said}” ({one.state})")
    for sheet, line, name in found.missing:
        print(f"  sheet {sheet}, line {line} {name}: not in the file")
    for note in (*found.notes, *(taken.failed if taken else ())):
        print(f"  {note}")
    if taken is not None:
        settled = {*chosen.accept, *_pairs(chosen.meant, "--as 37=LM")}
        results, mended = ("" if count == 1 else "s" for count in (taken.recorded, taken.corrected))
        print(f"{taken.recorded:,} result{results} recorded, {taken.corrected:,} correction{mended} made")
        if left := [str(row.row) for row in found.rows if _puzzling(row) and str(row.row) not in settled]:
            print(f"Left as they are: row {', '.join(left)}. Say what each means with --as {left[0]}=LM",
                  file=sys.stderr)
