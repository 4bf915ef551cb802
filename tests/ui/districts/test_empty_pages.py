"""The first sight of the pages in an empty file: each says what to do next."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from organizer.storage.database import Database
from ui.background.jobs import Jobs
from ui.districts.districts_page import DistrictsPage
from ui.districts.seats_page import SeatsPage
from ui.look import Look
from ui.overview.overview_page import OverviewPage


@pytest.fixture
def empty(qapp: QApplication, look: Look, tmp_path: Path) -> Iterator[Jobs]:
    database = Database.create(tmp_path / "new.organizer")
    made = Jobs(database, by="t")
    yield made
    made.close()
    database.close()


def test_districts_ask_for_a_file(qtbot: QtBot, empty: Jobs) -> None:
    page = DistrictsPage(empty)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.areas.empty.isVisible)
    assert page.areas.empty.step.text() == "Load districts…"
    page.tabs.setCurrentIndex(1)
    qtbot.waitUntil(page.unassigned.empty.isVisible)


def test_a_map_is_shown_before_anybody_lives_there(qtbot: QtBot, empty: Jobs, tmp_path: Path) -> None:
    page = DistrictsPage(empty)
    qtbot.addWidget(page)
    page.show()
    empty.changed.connect(page.refresh)
    ring = [[-93, 47], [-92, 47], [-92, 48], [-93, 48], [-93, 47]]
    path = tmp_path / "houses.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"HOUSE": "3A"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}]}))
    with qtbot.waitSignal(page.told, timeout=20_000):
        page.load_files([path])
    page.tabs.setCurrentIndex(0)
    qtbot.waitUntil(lambda: page.areas.map.shape_ is not None and page.areas.map.isVisible())
    assert page.kind.text() == "Kind: State House"
    assert page.areas.map.words_for("3A") == "HD 3A: nobody yet"


def test_seats_ask_for_a_list(qtbot: QtBot, empty: Jobs) -> None:
    page = SeatsPage(empty)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.step.text() == "Load seats…"
    assert not page.panel.isVisible() and not page.plot.isVisible()


def test_the_overview_leads_to_the_import(qtbot: QtBot, empty: Jobs) -> None:
    page = OverviewPage(empty)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.empty.isVisible)
    with qtbot.waitSignal(page.command_wanted) as told:
        page.empty.step.click()
    assert told.args == ["import", ()]
