"""The libraries of the system that Qt needs on Linux: which are missing, and fetching them with apt."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from organizer.domain.errors import UserError

__all__ = ["install_command", "missing", "provide"]

QT = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Needed without a display too: sheets are drawn by Qt. Library file -> Debian's package."""
SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Needed to open a window on an X display."""
TEST_PROGRAMS = {"Xvfb": "xvfb", "pdftotext": "poppler-utils", "soffice": "libreoffice-calc-nogui"}
"""Programs the tests start: a display that nobody sees, a reader of PDF files, another program that saves workbooks."""
FONT = "fonts-dejavu-core"
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_LISTS = Path("/var/lib/apt/lists")


def missing(*, tests: bool = False, screen: bool = False) -> dict[str, str]:
    """What this machine lacks: the thing as Linux names it -> Debian's package. Empty on Windows and macOS."""
    if not sys.platform.startswith("linux"):
        return {}
    wanted = {**QT, **(SCREEN if tests or screen else {})}
    lacking = {name: package for name, package in wanted.items() if not _loads(name)}
    if tests:
        lacking.update({name: package for name, package in TEST_PROGRAMS.items() if not shutil.which(name)})
    if not _has_font():
        lacking["a font"] = FONT
    return lacking


def provide(lacking: dict[str, str], say: Callable[[str], None]) -> None:
    """Install what is lacking.

    Raises:
        UserError: it could not be installed; the line names the command to run.
    """
    if not lacking:
        return
    if not shutil.which("apt-get"):
        raise UserError(
            f"this system lacks {', '.join(lacking)}. Install them with its package manager, then run this again."
        )
    install(lacking.values(), say)


def install(packages: Iterable[str], say: Callable[[str], None]) -> None:
    """Install Debian packages without asking anything.

    Raises:
        UserError: apt-get may not be run or fails; the line names the command to run.
    """
    names = sorted(set(packages))
    command = install_command(names)
    rights = _rights()
    if rights is None:
        raise UserError(f"some system libraries are missing. Install them with:  {command}")
    say(f"Installing missing system packages: {' '.join(names)} ...")
    if not any(_LISTS.glob("*_Packages*")):
        _apt(rights, "update")
    arguments = ("install", "--yes", "--no-install-recommends", *names)
    code, said = _apt(rights, *arguments)
    if code:  # the lists may be old
        _apt(rights, "update")
        code, said = _apt(rights, *arguments)
    if code:
        reason = next((line[2:].strip() for line in said.splitlines() if line.startswith("E:")), "no reason given")
        raise UserError(f"apt-get could not install them: {reason}", f"With the network up, run:  {command}")


def install_command(names: Iterable[str]) -> str:
    """What a person may type to install the packages."""
    sudo = "" if _is_root() else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get install --yes --no-install-recommends {' '.join(names)}"


def _rights() -> list[str] | None:
    """What to put before apt-get so that it may install, or None if it may not."""
    if _is_root():
        return []
    if shutil.which("sudo") and (
        sys.stdin.isatty() or subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo"]
    return None


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _apt(rights: list[str], *arguments: str) -> tuple[int, str]:
    """Run apt-get; its exit code and all it said."""
    done = subprocess.run(
        [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", "apt-get", "-q",
         "-o", "DPkg::Lock::Timeout=180", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
    )
    return done.returncode, done.stdout


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font() -> bool:
    return any(
        next(Path(folder).expanduser().rglob(f"*.{ending}"), None)
        for folder in _FONT_FOLDERS
        for ending in ("ttf", "otf", "ttc")
    )
