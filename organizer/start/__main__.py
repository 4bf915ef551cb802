"""The commands of a clone: ``demo``, ``test``, ``window`` and ``run``.

Kept readable for Pythons that are too old to run the program, so that they are told so in a plain line.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from organizer.domain.errors import UserError
from organizer.start import environment, libraries

CLONE = Path(__file__).absolute().parents[2]
PLACE = "ORGANIZER_ENVIRONMENT"
"""Names another folder for the private environment than the clone's own."""
OLDEST, NEWEST = (3, 11), (3, 14)


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code; whatever goes wrong is one plain line."""
    try:
        return _run(arguments)
    except UserError as fault:
        return _stopped(fault.message, *fault.details)
    except KeyboardInterrupt:
        return _stopped("stopped. Run the same command to go on where it was.")
    except OSError as fault:
        named = f" ({fault.filename})" if fault.filename else ""
        return _stopped(f"the machine refused a step{named}: {fault.strerror or fault}.")


def _run(arguments: list[str]) -> int:
    chosen, rest = _parser().parse_known_args(arguments)
    if rest and chosen.command not in ("test", "run"):
        _parser().error(f"unknown argument {rest[0]}")
    if sys.version_info < OLDEST:
        raise UserError(
            f"Organizer needs Python 3.11 or newer; this is {sys.version_info[0]}.{sys.version_info[1]}. "
            "Install one from python.org or your system's packages and start with that."
        )
    if sys.version_info[:2] > NEWEST:
        raise UserError("this Python is newer than Organizer was tried with. Start with Python 3.11 to 3.14.")
    testing = chosen.command == "test"
    windowed = chosen.command == "window" or (chosen.command == "demo" and not chosen.no_window and _has_screen())
    libraries.provide(libraries.missing(tests=testing, screen=windowed), _say)
    place = Path(os.environ.get(PLACE) or CLONE / ".environment").absolute()
    python = environment.prepare(CLONE, place, tests=testing, say=_say)
    if testing:
        return _call(python, "-m", "pytest", *rest, folder=CLONE)
    if chosen.command == "run":
        return _call(python, "-m", "organizer", *rest)
    if chosen.command == "window":
        return _call(python, "-m", "ui.app", *chosen.file)
    return _demo(python, Path(chosen.folder).absolute(), windowed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 -m organizer.start", description="Start Organizer from a clone; fetches what is missing once."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    demo = commands.add_parser("demo", help="the whole way on the sample sheets, then the window")
    demo.add_argument("folder", nargs="?", default="organizer-demo", metavar="DIR", help="where the results go")
    demo.add_argument("--no-window", action="store_true", help="do not open the window at the end")
    commands.add_parser("test", help="run every test; further arguments go to pytest", add_help=False)
    window = commands.add_parser("window", help="open the window")
    window.add_argument("file", nargs="*", metavar="FILE")
    commands.add_parser("run", help="the command line: run COMMAND is organizer COMMAND", add_help=False)
    return parser


def _demo(python: Path, folder: Path, windowed: bool) -> int:
    """The headless demo, then the window on its store where somebody can see it."""
    code = _call(python, "-m", "organizer", "demo", str(folder), screen=False)
    stores = sorted(folder.glob("*.organizer"), key=lambda path: path.stat().st_mtime)
    if code or not stores:
        return code
    me = "py" if sys.platform == "win32" else "python3"
    _say(f'To open it in the window:  {me} -m organizer.start window "{stores[-1]}"')
    if not windowed:
        return 0
    _say("Opening the window ... (close it to end)")
    return _call(python, "-m", "ui.app", str(stores[-1]))


def _call(python: Path, *arguments: str, folder: Path | None = None, screen: bool = True) -> int:
    """Run the environment's Python on the clone; without a screen where none is wanted or there."""
    settings = {**os.environ, "PYTHONPATH": str(CLONE), "PYTHONUTF8": "1"}
    settings.pop("PYTHONHOME", None)
    if not screen:
        settings.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.stdout.flush()
    return subprocess.run([str(python), *arguments], cwd=folder, env=settings, check=False).returncode


def _has_screen() -> bool:
    """Whether a person sits at a display that a window could open on."""
    if os.environ.get("CI") or not sys.stdout.isatty():
        return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _say(line: str) -> None:
    print(line, flush=True)


def _stopped(*lines: str) -> int:
    for number, line in enumerate(lines):
        print(f"organizer: {line}" if number == 0 else f"  {line}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
