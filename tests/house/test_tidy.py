"""Ruff and mypy have nothing to say, and nothing lies about that does not belong in the repository."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CLONE

TOP = {
    ".ci", ".gitignore", "LICENSE", "README.md", "benchmarks", "organizer", "pyproject.toml", "requirements-test.lock",
    "requirements.lock", "resources", "tests", "ui",
}
TEXT = {".py", ".md", ".toml", ".lock", ".json", ".qss", ".svg", ".txt", ""}
MACHINE = re.compile(r"(?<![\w.~-])/(?:" + "|".join(("work", "root", "opt")) + r")/\w|/home/[a-z]")
INDEX = re.compile(
    "|".join(("python" + "hosted", r"deb\." + "debian", r"pypi" + r"\.org", "--index" + "-url", "find" + "-links"))
)


def tracked() -> list[Path]:
    """The repository's files; outside of git all that lies there."""
    if shutil.which("git") and (CLONE / ".git").exists():
        said = subprocess.run(["git", "-c", f"safe.directory={CLONE}", "ls-files", "-z"], cwd=CLONE,
                              capture_output=True, text=True, check=True).stdout
        return [path for name in said.split("\0") if name and (path := CLONE / name).is_file()]
    return [path for path in CLONE.rglob("*") if path.is_file() and not _ignored(path)]


def _ignored(path: Path) -> bool:
    parts = path.relative_to(CLONE).parts
    return any(part.startswith(".") for part in parts if part not in TOP) or "__pycache__" in parts


@pytest.mark.lint
def test_ruff_is_content() -> None:
    done = subprocess.run([sys.executable, "-m", "ruff", "check", "--no-cache", "."], cwd=CLONE, capture_output=True,
                          text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.lint
def test_mypy_is_content() -> None:
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=CLONE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_top_of_the_house_has_no_strangers() -> None:
    assert {path.relative_to(CLONE).parts[0] for path in tracked()} <= TOP


def test_no_file_names_a_machine_or_an_index() -> None:
    for path in tracked():
        if path.suffix in TEXT and "data" not in path.parts and "sample" not in path.parts:
            text = path.read_text("utf-8")
            for rule in (MACHINE, INDEX):
                found = rule.search(text)
                assert not found, f"{path.relative_to(CLONE)} names {found[0]}"


def test_the_words_looked_for_are_found() -> None:
    assert MACHINE.search("see /" + "root/x") and MACHINE.search("'/home" + "/ann/x'")
    assert INDEX.search("https://pypi" + ".org/simple")
    assert not MACHINE.search("organizer/work/x")


def test_no_star_imports_no_mocks_no_relative_imports() -> None:
    wrong = re.compile(r"^\s*from \S+ import \*|^\s*from \.|unittest\.mo" + r"ck|Magic" + r"Mock", re.MULTILINE)
    for path in tracked():
        if path.suffix == ".py":
            found = wrong.search(path.read_text("utf-8"))
            assert not found, f"{path.relative_to(CLONE)}: {found[0]}"


def test_every_module_says_what_it_is() -> None:
    for floor in ("organizer", "ui", "benchmarks", "resources"):
        for path in sorted((CLONE / floor).rglob("*.py")):
            if "versions" not in path.parts:
                assert path.read_text("utf-8").lstrip().startswith('"""'), f"{path.relative_to(CLONE)} has no docstring"


def test_only_the_clock_asks_what_day_it_is() -> None:
    for floor in ("organizer", "ui"):
        for path in sorted((CLONE / floor).rglob("*.py")):
            asks = path.name != "clock.py" and re.search(r"\bdate\.today\(|\bdatetime\.now\(\)", path.read_text("utf-8"))
            assert not asks, f"{path.relative_to(CLONE)}: say clock.today() or clock.local_now()"
