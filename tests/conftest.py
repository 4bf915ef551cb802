"""What every room's tests start from: an empty store of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from organizer.storage.database import Database


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    database = Database.create(tmp_path / "county.organizer")
    yield database
    database.close()
