"""Who may know whom: the import contracts of pyproject.toml, and which of Qt's parts the ground floor may see."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CLONE

DRAWING = {"QtCore", "QtGui"}


def qt_parts(source: str) -> set[str]:
    """The modules of PySide6 that a source imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("PySide6.")}
    return found


@pytest.mark.lint
def test_import_contracts_hold() -> None:
    code = "from importlinter.cli import lint_imports_command as lint; lint()"
    done = subprocess.run([sys.executable, "-c", code, "--no-cache"], cwd=CLONE, capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_the_paper_room_draws_and_none_has_widgets() -> None:
    for path in sorted((CLONE / "organizer").rglob("*.py")):
        parts = qt_parts(path.read_text("utf-8"))
        allowed = DRAWING if path.parent == CLONE / "organizer" / "callsheets" / "pdf" else set()
        assert parts <= allowed, f"{path.relative_to(CLONE)} imports {sorted(parts - allowed)}"


def test_the_check_of_qt_parts_bites() -> None:
    assert qt_parts("from PySide6.QtWidgets import QLabel") == {"QtWidgets"}
    assert qt_parts("def f():\n    import PySide6.QtGui") == {"QtGui"}
    assert qt_parts("from PySide6 import QtWidgets") == {"QtWidgets"}


@pytest.mark.parametrize("path", sorted((CLONE / "ui").rglob("*.py")), ids=lambda path: str(path.relative_to(CLONE)))
def test_the_window_never_pumps_events_by_hand(path: Path) -> None:
    assert "processEvents" not in path.read_text("utf-8")
