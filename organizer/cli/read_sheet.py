"""The terminal's `read-sheet`: a filled call sheet comes home."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import Any

from organizer.cli.common import day_said, print_json, store, whoami
from organizer.domain.errors import UserError

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add `read-sheet`."""
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
