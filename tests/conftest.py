"""What every room's tests start from: a home of their own, a store of their own, the sample sheets read once."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from organizer.storage.database import Database

CLONE = Path(__file__).absolute().parents[1]
SAMPLE = CLONE / "resources" / "sample"

settings.register_profile(
    "everyday", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],  # to explain a failure takes minutes
)
settings.register_profile("ci", parent=settings.get_profile("everyday"), max_examples=200, derandomize=True,
                          database=None, print_blob=True)
for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    wait.__kwdefaults__["timeout"] = 30_000  # ms; what comes at once costs nothing, and a busy machine may take its time
settings.load_profile("ci" if os.environ.get("CI") else "everyday")


def pytest_configure() -> None:
    """Nothing of this machine's user or screen reaches a test, and no test reaches them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in ("QT_QPA_PLATFORMTHEME", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE"):
        os.environ.pop(name, None)
    home = Path(tempfile.mkdtemp(prefix="organizer-tests-"))
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
                 "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = str(home / name.lower())
        Path(os.environ[name]).mkdir()
    if hasattr(os, "umask"):
        os.umask(0o022)


def pytest_unconfigure() -> None:
    """Take that home away again."""
    shutil.rmtree(Path(os.environ["HOME"]).parent, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: QApplication) -> Iterator[None]:
    """The window's application for all: one that the paper room made for drawing would stand in the window's way.

    The screen that nobody sees keeps what was copied until Python is gone, and cannot give it back then.
    """
    yield
    qapp.clipboard().clear()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """A new, empty store."""
    from organizer.storage.database import Database

    database = Database.create(tmp_path / "county.organizer")
    yield database
    database.close()


@pytest.fixture(scope="session")
def sample() -> Path:
    """The folder of sample sheets."""
    return SAMPLE


@pytest.fixture(scope="session")
def imported_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all the sample sheets, made once by the demo; not to be changed."""
    from organizer.cli import main

    folder = tmp_path_factory.mktemp("sample")
    assert main(["demo", str(folder)]) == 0
    return folder / "demo.organizer"


@pytest.fixture
def sample_store(imported_sample: Path, tmp_path: Path) -> Iterator[Database]:
    """A store with all the sample sheets, the test's own."""
    from organizer.storage.database import Database

    database = Database.open(shutil.copy(imported_sample, tmp_path / "sample.organizer"))
    yield database
    database.close()
