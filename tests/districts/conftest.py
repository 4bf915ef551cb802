"""Where the invented people live, read once."""

from __future__ import annotations

import pytest

from tests.districts.homes import read_homes


@pytest.fixture(scope="session")
def truth() -> list[dict[str, str]]:
    """Where everybody lives and which districts are true there."""
    return read_homes()
