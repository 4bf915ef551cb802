"""Broken files dropped on the window: each named with its reason, in the bar that offers a second try."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from organizer.districts import load
from organizer.storage.database import Database
from organizer.storage.tables import PersonDistrict
from tests.districts import bad_files
from tests.districts.homes import SAMPLE, read_csv
from ui.background.jobs import Jobs
from ui.districts.districts_page import DistrictsPage
from ui.look import Look


@pytest.fixture
def page(qtbot: QtBot, store: Database, jobs: Jobs, look: Look) -> Iterator[DistrictsPage]:
    """The page over the twelve, with a precinct table."""
    with store.writing() as session:
        load.load_table(session, *read_csv(SAMPLE / "precinct-districts.csv"), name="precincts", by="t")
    made = DistrictsPage(jobs)
    qtbot.addWidget(made)
    made.show()
    jobs.changed.connect(made.refresh)
    qtbot.waitUntil(lambda: bool(made.board.rows))
    yield made
    made.hide()


def held(page: DistrictsPage) -> list[Any]:
    with page.jobs.database.reading() as session:
        return [load.sources(session), session.query(PersonDistrict.id, PersonDistrict.district_id).all()]


@pytest.mark.parametrize("name", bad_files.REFUSED)
def test_each_is_named_and_everything_stays(qtbot: QtBot, page: DistrictsPage, tmp_path: Path, name: str) -> None:
    before = held(page)
    page.load_files([bad_files.write(tmp_path, name)])
    qtbot.waitUntil(page.ask.isVisible, timeout=20_000)
    assert bad_files.REFUSED[name] in page.ask.text.text()
    assert held(page) == before


@pytest.mark.parametrize("name", bad_files.HALF_GOOD)
def test_what_was_not_used_is_told_beside_the_file_also_later(
    qtbot: QtBot, page: DistrictsPage, tmp_path: Path, name: str
) -> None:
    rows, used, reasons = bad_files.HALF_GOOD[name]
    page.load_files([bad_files.write(tmp_path, name)])
    qtbot.waitUntil(lambda: page.sources.model.rowCount() == 2, timeout=20_000)
    page.sources.table.pick([0])
    said = page.sources.notes.text()
    assert said.startswith(f"{used} of {rows} rows used.")
    assert all(f"{count} not used: {reason}." in said for reason, count in reasons.items())
    assert said.count("Rows not used:") == bool(reasons)
