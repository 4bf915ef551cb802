"""A sheet for the tests of this room."""

from __future__ import annotations

import pytest

from organizer.callsheets.sheet import CallSheet
from tests.callsheets.office import Office
from tests.callsheets.sheets import make_sheet


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, with settings of its own that all tests share."""
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def sheet() -> CallSheet:
    """Twenty-five people, one couple among them."""
    return make_sheet(25)
