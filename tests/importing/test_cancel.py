"""Proves that a large import stops when it is told to, by itself, and leaves nothing; or is done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from organizer.domain.errors import Cancelled
from organizer.domain.progress import FINISHING
from organizer.importing import desk
from organizer.importing.worker import ChildSession
from organizer.storage import backup
from organizer.storage.database import Database
from organizer.storage.tables import Action, Person
from tests.importing.sheets import write_csv

ROWS = 100_000


@pytest.fixture(scope="module")
def child(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChildSession]:
    """A child that has read and planned a large sheet."""
    folder = tmp_path_factory.mktemp("large")
    sheet = write_csv(folder / "large.csv", (
        (f"Ann{number}", "Lee", f"a{number}@example.org", f"218-{200 + number // 10_000}-{number % 10_000:04}")
        for number in range(ROWS)
    ), ["First Name", "Last Name", "Email", "Phone"])
    with ChildSession() as child:
        child.call(desk.read, str(sheet))
        child.call(desk.plan, str(folder / "none.organizer"))
        yield child


class StopAt:
    """Cancels at a stage, when it was told of so many times."""

    def __init__(self, stage: str, times: int, by: type[BaseException] = Cancelled) -> None:
        self.stage = stage
        self.by = by
        self.left = times
        self.stages: list[str] = []

    def __call__(self, done: int, total: int, stage: str) -> None:
        self.stages.append(stage)
        if stage == self.stage:
            self.left -= 1
            if self.left <= 0:
                raise self.by


@pytest.mark.parametrize(("stage", "times"), [("Backing up", 1), ("Saving", 1), ("Saving", 6), ("Saving", 14)])
def test_nothing_is_left_of_a_stopped_import(
    child: ChildSession, store: Database, stage: str, times: int
) -> None:
    before = store.path.read_bytes()
    with pytest.raises(Cancelled):
        child.call(desk.commit, str(store.path), "t", progress=StopAt(stage, times))
    assert child.alive  # it stopped by itself, within the time it is given before it is ended
    assert store.path.read_bytes() == before
    assert [path.name for path in backup.folder(store.path).glob("*.part")] == []
    assert [path for path in store.path.parent.iterdir() if path.name.endswith("-journal")] == []


def test_a_new_store_is_taken_away_again(child: ChildSession, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        child.call(desk.commit, str(tmp_path / "new.organizer"), "t", progress=StopAt("Saving", 3))
    assert child.alive
    assert list(tmp_path.iterdir()) == []


def test_what_is_being_kept_is_kept(child: ChildSession, tmp_path: Path) -> None:
    """Who presses Cancel too late is told that it was done, not that it was not."""
    told = StopAt(FINISHING, 1)
    done = child.call(desk.commit, str(tmp_path / "new.organizer"), "t", progress=told)
    assert done.report["added"] == ROWS
    database = Database.open(tmp_path / "new.organizer")
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == ROWS
        assert session.scalar(select(func.count()).select_from(Action)) == 1
    database.close()
    assert told.stages[-1] == FINISHING
    assert "Saving" in told.stages


def test_ctrl_c_leaves_nothing_either(child: ChildSession, tmp_path: Path) -> None:
    """Last, for it ends the child."""
    with pytest.raises(KeyboardInterrupt):
        child.call(desk.commit, str(tmp_path / "new.organizer"), "t", progress=StopAt("Saving", 3, KeyboardInterrupt))
    assert list(tmp_path.iterdir()) == []
