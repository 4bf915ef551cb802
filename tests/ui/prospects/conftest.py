"""The page of prospects as a volunteer has it before them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from organizer.domain.filters import ProspectFilter
from tests.ui.prospects.table import narrow
from ui.main_window import MainWindow
from ui.prospects.page import ProspectsPage


@pytest.fixture
def page(qtbot: QtBot, open_window: MainWindow) -> ProspectsPage:
    """The page with twelve people on it, the table in focus."""
    assert open_window.workspace is not None
    found = open_window.workspace.page("prospects")
    assert isinstance(found, ProspectsPage)
    qtbot.waitUntil(lambda: len(found.model.ids) == 12 and found.model.row(11) is not None)
    found.table.setFocus()
    return found


@pytest.fixture
def four(qtbot: QtBot, page: ProspectsPage) -> ProspectsPage:
    """Only the four of 32A: حداد, Chen, Okafor, Castillo by name; the cursor in the city of the first."""
    narrow(qtbot, page, ProspectFilter(districts=(("state-house", "32A"),)), 4)
    page.table.setFocus()
    return page
