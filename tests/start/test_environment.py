"""The lock agrees with pyproject.toml; what goes wrong while fetching is said in a line."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from organizer.domain.errors import UserError
from organizer.start import environment
from tests.conftest import CLONE

ENTRY = re.compile(
    r"^([\w.-]+)==([^\s;]+)(?: ; [^\\]*?)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", re.MULTILINE
)


def locked(name: str) -> dict[str, set[str]]:
    """Package -> versions of a lock file."""
    found: dict[str, set[str]] = {}
    for package, version in ENTRY.findall((CLONE / name).read_text("utf-8")):
        found.setdefault(canonicalize_name(package), set()).add(version)
    return found


def wanted() -> tuple[list[Requirement], list[Requirement]]:
    """What pyproject.toml asks for: to run, and for the tests."""
    project = tomllib.loads((CLONE / "pyproject.toml").read_text("utf-8"))["project"]
    return ([Requirement(line) for line in project["dependencies"]],
            [Requirement(line) for line in project["optional-dependencies"]["test"]])


@pytest.mark.parametrize("name", [environment.LOCK, environment.TEST_LOCK])
def test_every_line_of_a_lock_belongs_to_an_entry_with_hashes(name: str) -> None:
    text = (CLONE / name).read_text("utf-8")
    rest = ENTRY.sub("", text)
    assert not [line for line in rest.splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize(("name", "tests"), [(environment.LOCK, False), (environment.TEST_LOCK, True)])
def test_the_lock_answers_pyproject(name: str, tests: bool) -> None:
    have = locked(name)
    run, more = wanted()
    for one in run + (more if tests else []):
        versions = have.get(canonicalize_name(one.name), set())
        assert versions, f"{one.name} is not locked"
        assert all(one.specifier.contains(Version(version)) for version in versions), f"{one} against {versions}"


def test_the_tests_run_on_what_users_get() -> None:
    run, tests = locked(environment.LOCK), locked(environment.TEST_LOCK)
    assert run.items() <= tests.items()
    assert not {"pytest", "mypy", "ruff"} & run.keys()


def test_qt_is_one_that_python_survives() -> None:
    for one in locked(environment.LOCK)["pyside6-essentials"]:
        assert Version("6.8") <= Version(one) < Version("6.12")


@pytest.mark.parametrize(("said", "expected"), [
    ("OSError: [Errno 28] No space left on device", "disk is full"),
    ("WARNING: Retrying: NewConnectionError()\nERROR: No matching distribution found for mako==1", "online"),
    ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "PIP_CERT"),
    ("ERROR: No matching distribution found for shapely==2.2.0", "no ready-made shapely==2.2.0"),
    ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one"),
    ("ERROR: Something odd", "Something odd"),
    ("", "No reason"),
])
def test_a_failure_is_said_in_one_line(said: str, expected: str) -> None:
    line = environment.explain(said)
    assert expected in line and "\n" not in line


def test_without_network_a_line_says_so_and_the_next_try_starts_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    (tmp_path / environment.LOCK).write_text("tqdm==4.70.1 --hash=sha256:" + "0" * 64 + "\n")
    heard: list[str] = []
    for _ in range(2):
        with pytest.raises(UserError, match="Go online"):
            environment.prepare(tmp_path, tmp_path / "place", tests=False, say=heard.append)
    assert sum("Making a private" in line for line in heard) == 2


def test_an_empty_lock_is_ready_at_once_and_used_again(tmp_path: Path) -> None:
    lock = tmp_path / environment.LOCK
    lock.write_text("# nothing\n")
    (tmp_path / environment.TEST_LOCK).write_text("# nothing\n")
    place, heard = tmp_path / "place", []
    python = environment.prepare(tmp_path, place, tests=False, say=heard.append)
    assert python.exists() and len(heard) == 2
    environment.prepare(tmp_path, place, tests=False, say=heard.append)
    assert len(heard) == 2, "a whole environment is not made twice"
    environment.prepare(tmp_path, place, tests=True, say=heard.append)
    assert len(heard) == 3, "what the tests need is added to it"
    environment.prepare(tmp_path, place, tests=False, say=heard.append)
    assert len(heard) == 3
    lock.write_text("# changed\n")
    environment.prepare(tmp_path, place, tests=False, say=heard.append)
    assert len(heard) == 5, "a changed lock makes a new one"


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / environment.LOCK).write_text("")
    place = tmp_path / "papers"
    place.mkdir()
    (place / "letter.txt").write_text("dear")
    with pytest.raises(UserError, match="in use for something else"):
        environment.prepare(tmp_path, place, tests=False, say=print)
    assert (place / "letter.txt").read_text() == "dear"


def test_outside_a_clone_a_line_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="from a clone"):
        environment.prepare(tmp_path, tmp_path / "place", tests=False, say=print)
