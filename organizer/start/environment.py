"""The private environment: a folder with Python and the locked packages, renewed when the lock changes."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from organizer.domain.errors import UserError
from organizer.start import libraries

__all__ = ["LOCK", "TEST_LOCK", "explain", "prepare", "python_of"]

LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
"""All of the other lock and what the tests need besides."""
NEEDED = 1_500_000_000  # bytes on disk while installing
_STAMP = "organizer-environment.json"
_OFFLINE = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|ConnectionReset|ProtocolError|name resolution|getaddrinfo|"
    r"unreachable|Connection refused|ProxyError|SSLError|RemoteDisconnected|timed out",
    re.IGNORECASE,
)
_UNSETTING = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV")


def prepare(clone: Path, place: Path, *, tests: bool, say: Callable[[str], None]) -> Path:
    """The environment's Python, with everything of the lock installed.

    Args:
        clone: the folder that holds the lock files.
        place: where the environment is or will be.
        tests: whether what the tests need is wanted too.
        say: shows a line to whoever waits.

    Raises:
        UserError: it cannot be made; the line says what to do.
    """
    machine = f"{platform.system()} {platform.machine()} {platform.python_version()}"
    wanted = {"machine": machine, LOCK: _hash(clone / LOCK)}
    if tests:
        wanted[TEST_LOCK] = _hash(clone / TEST_LOCK)
    have = _read_stamp(place)
    python = python_of(place)
    if wanted.items() <= have.items() and _works(python):
        return python
    fresh = {name: wanted[name] for name in ("machine", LOCK)}
    if not (fresh.items() <= have.items() and _works(python)):
        have = {}
        _make(place, say)
    _write_stamp(place, {})  # whole only when all is installed
    _fetch(python, clone / (TEST_LOCK if tests else LOCK), place, say)
    _write_stamp(place, {**have, **wanted})
    return python


def python_of(place: Path) -> Path:
    """The Python inside an environment."""
    return place / "Scripts" / "python.exe" if sys.platform == "win32" else place / "bin" / "python"


def explain(said: str) -> str:
    """What pip said, as one line for a person."""
    if "No space left" in said or "not enough space" in said:
        return "the disk is full. Free about 1.5 GB and run this again."
    if "DO NOT MATCH THE HASHES" in said:
        return "a package is not the one that the lock file names, so nothing was installed. Run this again."
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return (
            "the package index was not trusted: its certificate is none that this machine knows. "
            "If your network has a certificate of its own, name its file in the variable PIP_CERT."
        )
    if _OFFLINE.search(said):
        return "the packages could not be fetched: no connection to the package index. Go online and run this again."
    lacking = re.search(r"No matching distribution found for (\S+)", said)
    if lacking:
        return (
            f"there is no ready-made {lacking[1]} for this machine. Organizer runs with Python 3.11 to 3.14 on "
            "Windows 10, macOS 14, Debian 12 and newer ones."
        )
    last = [line for line in said.splitlines() if line.startswith("ERROR:")]
    return f"the packages could not be installed. {last[-1][6:].strip() if last else 'No reason was given.'}"


def _make(place: Path, say: Callable[[str], None]) -> None:
    """An empty environment in the place, over an older one of ours."""
    if place.exists() and any(place.iterdir()) and not (place / _STAMP).exists():
        raise UserError(f"{place} is in use for something else. Move it away, or name another folder.")
    try:
        if place.exists():
            shutil.rmtree(place)
        place.mkdir(parents=True)
        _write_stamp(place, {})
    except OSError as fault:
        raise UserError(
            f"the folder {place} cannot be made ({fault.strerror}). "
            "Name another one in the variable ORGANIZER_ENVIRONMENT, or copy the clone to a folder of yours."
        ) from None
    if shutil.disk_usage(place).free < NEEDED:
        raise UserError(f"there is too little room on the disk of {place}. Free about 1.5 GB and run this again.")
    _provide_venv(say)
    say(f"Making a private Python environment in {place} ...")
    done = _quietly([sys.executable, "-m", "venv", str(place)])
    if done.returncode:
        raise UserError(f"Python could not make its environment: {_last_line(done.stdout)}")


def _provide_venv(say: Callable[[str], None]) -> None:
    """Debian keeps a part of Python's own library in a package of its own."""
    if find_spec("ensurepip") and find_spec("venv"):
        return
    package = f"python3.{sys.version_info[1]}-venv"
    if not shutil.which("apt-get"):
        raise UserError("this Python lacks its modules venv and ensurepip. Install them, or Python from python.org.")
    libraries.install([package], say)


def _fetch(python: Path, lock: Path, place: Path, say: Callable[[str], None]) -> None:
    """Install exactly what the lock names, every file checked against its hash."""
    total = sum(1 for line in lock.read_text("utf-8").splitlines() if re.match(r"[\w.-]+==", line))
    say(f"Fetching up to {total} packages, once; this takes a minute or two ...")
    command = [str(python), "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-input",
               "--disable-pip-version-check", "--progress-bar", "off", "-r", str(lock)]
    if not _builds():
        command += ["--only-binary", ":all:"]
    done = _quietly(command)
    log = place / "install.log"
    log.write_text(done.stdout, "utf-8")
    if done.returncode:
        raise UserError(explain(done.stdout), f"All that was said is in {log}")


def _builds() -> bool:
    """Whether some packages have no ready-made form here and must be built: Macs with Intel, Windows on ARM."""
    return (platform.system(), platform.machine()) in {("Darwin", "x86_64"), ("Windows", "ARM64")}


def _works(python: Path) -> bool:
    try:
        return subprocess.run([str(python), "-c", "import pip"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _quietly(command: list[str]) -> subprocess.CompletedProcess[str]:
    settings = {name: value for name, value in os.environ.items() if name not in _UNSETTING}
    return subprocess.run(
        command, env={**settings, "PYTHONUTF8": "1"}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace", check=False,
    )


def _hash(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        raise UserError(f"{file.name} is missing: start this from a clone of the repository.") from None


def _read_stamp(place: Path) -> dict[str, str]:
    try:
        found = json.loads((place / _STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write_stamp(place: Path, stamp: dict[str, str]) -> None:
    (place / _STAMP).write_text(json.dumps(stamp, indent=1), "utf-8")


def _last_line(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[-1] if lines else "no reason was given."
