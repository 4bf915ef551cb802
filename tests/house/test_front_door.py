"""The command line and the window start light, and every command that the README shows is one."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest

from organizer.cli import build_parser
from organizer.start.__main__ import _parser as start_parser
from tests.conftest import CLONE

READERS = ("openpyxl", "python_calamine", "python_calamine_plus")
HEAVY = ("PySide6", "sqlalchemy", *READERS, "shapely", "numpy", "usaddress", "phonenumbers")
NOT_AT_FIRST = (*READERS, "shapely", "numpy", "usaddress", "phonenumbers", "alembic", "rapidfuzz", "nameparser",
                "organizer.importing", "organizer.districts.assign", "organizer.districts.matching",
                "organizer.callsheets.sheet")
"""What the window does without until its first people are shown; it loads the other rooms after that."""


def readme_lines(language: str) -> list[str]:
    """The lines of the README's code blocks in a language, without comments."""
    text = (CLONE / "README.md").read_text("utf-8")
    blocks = re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


def commands(line: str) -> list[str]:
    """The words of a synopsis that name a command."""
    words = []
    for word in shlex.split(line)[1:]:
        if not re.fullmatch(r"[a-z][a-z-]*", word):
            break
        words.append(word)
    return words


def help_of(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What a command says of itself."""
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args([*words, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_the_front_door_loads_nothing_heavy() -> None:
    code = (
        "import sys, organizer.cli as cli; cli.build_parser();"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=CLONE, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_first_page_of_the_window_loads_no_other_room() -> None:
    code = (
        "import sys; from ui import app, rooms; app._load_ground_floor();"
        "print([name for name in sys.modules if name.startswith('PySide6')]);"
        "import ui.main_window; rooms.page_class(rooms.PAGES[0]); rooms.panels();"
        f"print([name for name in {NOT_AT_FIRST!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=CLONE, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "[]"]


def test_the_first_screen_has_the_two_commands() -> None:
    head = (CLONE / "README.md").read_text("utf-8").splitlines()[:30]
    shown = [line for line in head if line.startswith("python3 -m organizer.start ")]
    assert [line.split()[3] for line in shown] == ["demo", "test"]
    run = [line.strip() for line in (CLONE / ".ci" / "run").read_text("utf-8").splitlines()]
    assert sorted(line for line in run if line.startswith("python3 -m organizer.start")) == sorted(shown)


@pytest.mark.parametrize("line", [line for line in readme_lines("console") if line.startswith("organizer ")])
def test_an_example_of_the_readme_is_understood(line: str) -> None:
    build_parser().parse_args(shlex.split(line)[1:])


@pytest.mark.parametrize("line", [line for line in readme_lines("console") if " -m organizer.start " in line])
def test_a_start_of_the_readme_is_understood(line: str) -> None:
    words = shlex.split(line)
    start_parser().parse_known_args(words[words.index("organizer.start") + 1 :])


@pytest.mark.parametrize("line", [line for line in readme_lines("text") if line.startswith("organizer ")])
def test_a_command_of_the_reference_has_its_options(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = help_of(commands(line)[:1], capsys)
    for option in re.findall(r"--[a-z-]+", line):
        assert option in said or option in help_of_branches(line, capsys), f"{option} is not in the help"


def help_of_branches(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The help of a command's own commands, such as `districts STORE load`."""
    words = [word for word in re.findall(r"[\w-]+", line) if not word.startswith("--")]
    first = words[1]
    said = ""
    for branch in words[2:]:
        if branch.islower():
            try:
                said += help_of([first, "x", branch], capsys)
            except (AssertionError, SystemExit):
                capsys.readouterr()
    return said
