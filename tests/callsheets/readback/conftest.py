"""The desk of a volunteer who fills a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from organizer.storage.database import Database
from tests.callsheets.desk import Desk


@pytest.fixture
def desk(store: Database, tmp_path: Path) -> Desk:
    return Desk(store, tmp_path)
