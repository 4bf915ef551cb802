"""The headless front door: every job of the program without a display."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from organizer import __version__
from organizer.domain.errors import Cancelled, UserError

__all__ = ["build_parser", "main"]

ROOMS = ("demo", "importing", "prospects", "outreach", "reviews", "districts", "seats", "callsheets",
         "exports", "read_sheet", "sheets")
"""Modules of this package; each has `add_to(commands)`, which adds its commands and names the function to run."""


def build_parser() -> argparse.ArgumentParser:
    """The whole command line; heavy rooms are imported only when their command runs."""
    parser = argparse.ArgumentParser(
        prog="organizer", description="From sign-up sheets to call sheets: who could fill which empty seat."
    )
    parser.add_argument("--version", action="version", version=f"organizer {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for room in ROOMS:
        import_module(f"organizer.cli.{room}").add_to(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 an error a person can mend, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    chosen = build_parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except UserError as fault:
        print(f"organizer: {fault.message}", file=sys.stderr)
        for line in fault.details:
            print(f"  {line}", file=sys.stderr)
        return 1
    except (Cancelled, KeyboardInterrupt):
        print("organizer: stopped; nothing was changed.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
