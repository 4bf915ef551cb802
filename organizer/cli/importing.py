"""The terminal's `import`: spreadsheets into a store."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from organizer.cli.assigning import assign_new
from organizer.cli.common import print_json, whoami
from organizer.domain.errors import UserError

if TYPE_CHECKING:
    from organizer.importing.worker import ChildSession

__all__ = ["add_to"]


def add_to(commands: Any) -> None:
    """Add `import`."""
    command = commands.add_parser("import", help="spreadsheets of sign-ups or contacts into a store")
    command.add_argument("store", metavar="STORE", help="the .organizer file; made where it is missing")
    command.add_argument("files", nargs="+", metavar="FILE", help="xlsx, xls, xlsb, ods, csv, tsv, txt, or a folder")
    command.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook; else the one with people")
    command.add_argument("--map", action="append", default=[], type=_mapping, metavar="HEADER=FIELD", dest="mapping",
                         help="where a column goes; FIELD none leaves it out")
    command.add_argument("--policy", choices=("fill", "update", "skip"), default="fill",
                         help="people already here: fill blanks (usual), let newer values win, or leave them")
    command.add_argument("--dry-run", action="store_true", help="say what would happen; write nothing")
    command.add_argument("--by", default="", metavar="NAME", help="who is at the keyboard")
    command.add_argument("--json", action="store_true", help="a list with an object per file")
    command.set_defaults(run=_import)


def _mapping(said: str) -> tuple[str, str | None]:
    header, equals, field = said.rpartition("=")
    if not equals or not header.strip():
        raise argparse.ArgumentTypeError(f"“{said}” is not HEADER=FIELD")
    from organizer.importing.columns.names import chosen_field

    try:
        name, detail = chosen_field(field)
    except UserError as fault:
        raise argparse.ArgumentTypeError(fault.message) from None
    return header.strip(), f"{name}:{detail}" if name and detail else name


def _import(chosen: argparse.Namespace) -> int:
    from organizer.importing import desk
    from organizer.importing.worker import ChildSession

    with ChildSession(first=desk.get_ready) as child:
        child.start()  # it loads what it needs while this process looks at the files
        return _all(child, chosen)


def _all(child: ChildSession, chosen: argparse.Namespace) -> int:
    """Import file by file, and say what came of each."""
    from organizer.cli.arrival import EVERYTHING, kind_of
    from organizer.importing import desk
    from organizer.importing.reading.sheet import passed_over

    paths = _expanded(chosen.files)
    kinds = [kind_of(path) for path in paths]
    if kinds == [EVERYTHING] and paths == [Path(chosen.files[0])] and not chosen.dry_run:
        from organizer.cli.exports import run_import_everything

        return run_import_everything(chosen.store, chosen.files[0])
    reports: list[dict[str, Any]] = []
    failed = False
    child.call(desk.check_store, chosen.store)
    for path, kind in zip(paths, kinds, strict=True):
        try:
            report = _one(child, path, kind, chosen, found=str(path) not in chosen.files)
        except UserError as fault:
            failed = True
            reports.append({"file": path.name, "error": fault.message})
            print(f"organizer: {_told(path, fault.message)}", file=sys.stderr)
            continue
        reports.append(report)
        if not chosen.json:
            _say(report, dry=chosen.dry_run)
    for path in map(Path, chosen.files):
        for name, why in passed_over(path) if path.is_dir() else ():
            print(f"skipped {name}: {why}", file=sys.stderr)
    if chosen.json:
        print_json(reports)
    return 1 if failed else 0


def _expanded(given: Sequence[str]) -> list[Path]:
    """Files, and the spreadsheets of folders; a folder without any is reported like an unreadable file."""
    from organizer.importing.reading.sheet import expand

    found: list[Path] = []
    for path in given:
        try:
            found += expand([path])
        except (UserError, OSError):
            found.append(Path(path))
    return found


def _one(
    child: ChildSession, path: Path, kind: str, chosen: argparse.Namespace, *, found: bool
) -> dict[str, Any]:
    """Read, plan and, unless it is a dry run, do one file, which the user named or which was `found` in a folder."""
    from organizer.cli.arrival import FILLED
    from organizer.cli.showing import TerminalProgress
    from organizer.importing import desk
    from organizer.importing.columns import purpose
    from organizer.importing.reading.limits import PATIENCE_TO_WRITE, patience_for

    if kind == FILLED:
        raise UserError(f"{path.name} is a filled call sheet. Take it in with: organizer read-sheet STORE FILE")
    child.stall_seconds = patience_for(path)
    with TerminalProgress() as progress:
        child.call(desk.read, str(path), chosen.sheet, progress=progress)
        view = child.call(desk.plan, chosen.store, chosen.policy, dict(chosen.mapping), progress=progress)
        if view.purpose in _ELSEWHERE:
            raise UserError(f"{path.name} {purpose.said(view.purpose)}. {_ELSEWHERE[view.purpose]}")
        if found and not (view.people or view.sums["held"]):
            why = "nobody in it is here" if view.is_history else "no row in it tells of anybody"
            raise UserError(f"{path.name} was skipped: {why}.")
        if chosen.dry_run:
            return {**child.call(desk.dry_report), "other_sheets": view.others}
        child.stall_seconds = PATIENCE_TO_WRITE
        done = child.call(desk.commit, chosen.store, chosen.by or whoami(), assign_new, True, progress=progress)
    return {**done.report, "other_sheets": view.others}


def _told(path: Path, message: str) -> str:
    """The line with the file's name in it."""
    return message if path.name in message else f"{path.name}: {message}"


def _say(report: dict[str, Any], *, dry: bool) -> None:
    known = f" ({report['recognised_as']})" if report["recognised_as"] else ""
    would = "would be " if dry else ""
    sums = ", ".join(f"{report[name]:,} {would}{word}" for name, word in _WORDS if report[name] or name == "added")
    print(f"{report['file']}{known}: {report['rows']:,} rows, {sums}.")
    lines, mended, two = [], 0, 0
    for one in report["problems"]:
        if not one["column"]:
            lines.append(f"row {one['row']}: {one['reason']}")
        elif not one["kept"]:
            lines.append(f"row {one['row']}, {one['column']}: “{one['value'][:60]}” left out, {one['reason']}")
        elif one["reason"].startswith(("two people", "kept as a second person")):
            two += 1
        else:
            mended += 1
    if len(lines) > _SHOWN:
        lines[_SHOWN:] = [f"… and {len(lines) - _SHOWN:,} more like these"]
    if two:
        names, became = "row names" if two == 1 else "rows name", "would become" if dry else "became"
        lines.append(f"{two:,} {names} two people and {became} two")
    if others := report["other_sheets"]:
        named, look = ", ".join(f"“{name}”" for name in others), "looks" if len(others) == 1 else "look"
        lines.append(f"not read: {named}, which {look} like people, too; name it with --sheet")
    if mended:
        lines.append(f"{mended:,} cell{'' if mended == 1 else 's'} {would}cleaned up or doubtful; --json lists them")
    for line in (*report["notes"], *lines):
        print(f"  {line}")


_SHOWN = 8  # lines of what was left out
_AS_DISTRICTS = "Load it with: organizer districts STORE load FILE"
_ELSEWHERE = {
    "seats": "Load it with: organizer seats STORE load FILE", "streets": _AS_DISTRICTS, "precincts": _AS_DISTRICTS,
    "zips": _AS_DISTRICTS, "nobody": "Say with --map 'HEADER=FIELD' where its columns go if there are people in it.",
}
"""What to do with a sheet that is no list of people."""
_WORDS = (("added", "added"), ("updated", "updated"), ("unchanged", "unchanged"), ("held", "held for review"),
          ("refused", "refused"))
