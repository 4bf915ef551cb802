"""A sheet for the tests of this room."""

from __future__ import annotations

import pytest

from organizer.callsheets.sheet import CallSheet
from tests.callsheets.sheets import make_sheet


@pytest.fixture
def sheet() -> CallSheet:
    """Twenty-five people, one couple among them."""
    return make_sheet(25)
