"""The rooms of districts, seats and overview inside the whole window."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from organizer.districts.seats import add_seat
from ui.callsheets.recruit_preview import RecruitDialog
from ui.districts.districts_page import DistrictsPage
from ui.districts.seats_page import SeatsPage
from ui.main_window import MainWindow
from ui.prospects.page import ProspectsPage


def seats_page(qtbot: QtBot, window: MainWindow) -> SeatsPage:
    """The page of seats with one seat, where two would run, shown."""
    assert window.jobs is not None and window.workspace is not None
    with window.jobs.database.writing() as session:
        add_seat(session, by="t", name="State House 32B", district_kind="state-house", district_code="32B")
    window.show_page("seats")
    page = window.workspace.current
    assert isinstance(page, SeatsPage)
    qtbot.waitUntil(lambda: page.view.full is not None and page.panel.isVisible())
    return page


def test_a_map_dropped_on_the_window_is_loaded(qtbot: QtBot, open_window: MainWindow, tmp_path: Path) -> None:
    ring = [[-93, 47], [-92, 47], [-92, 48], [-93, 48], [-93, 47]]
    path = tmp_path / "houses.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"HOUSE": "3A"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}]}))
    open_window.files_dropped.emit((path,))
    workspace = open_window.workspace
    assert workspace is not None
    page = workspace.current
    assert isinstance(page, DistrictsPage)
    qtbot.waitUntil(lambda: page.sources.model.rowCount() == 1, timeout=20_000)
    assert page.sources.model.rows[0].name == "houses.geojson"


def test_from_an_empty_seat_to_those_who_would_run(qtbot: QtBot, open_window: MainWindow) -> None:
    assert open_window.jobs is not None and open_window.workspace is not None
    with open_window.jobs.database.writing() as session:
        add_seat(session, by="t", name="State House 32B", district_kind="state-house", district_code="32B",
                 filing_deadline=(date.today() + timedelta(days=9)).isoformat())
    open_window.show_page("seats")
    seats = open_window.workspace.current
    assert isinstance(seats, SeatsPage)
    qtbot.waitUntil(lambda: seats.view.full is not None and seats.panel.isVisible())
    assert seats.view.heading.text() == "Two who live in HD 32B and would run"
    qtbot.mouseClick(seats.view.show_people, Qt.MouseButton.LeftButton)
    people = open_window.workspace.current
    assert isinstance(people, ProspectsPage)
    qtbot.waitUntil(lambda: people.count_line.count.text.startswith("2 of 12"))


def test_a_person_of_the_seat_is_shown(qtbot: QtBot, open_window: MainWindow) -> None:
    assert open_window.jobs is not None and open_window.workspace is not None
    with open_window.jobs.database.writing() as session:
        add_seat(session, by="t", name="State House 32B", district_kind="state-house", district_code="32B")
    open_window.show_page("seats")
    seats = open_window.workspace.current
    assert isinstance(seats, SeatsPage)
    qtbot.waitUntil(lambda: seats.view.full is not None)
    assert seats.view.full is not None
    person = seats.view.full.matches[0].person
    seats.view.person_wanted.emit(person)
    people = open_window.workspace.current
    assert isinstance(people, ProspectsPage)
    qtbot.waitUntil(lambda: people.selected_ids == (person,))


def test_the_side_bar_counts_districts_and_seats(qtbot: QtBot, open_window: MainWindow) -> None:
    workspace = open_window.workspace
    assert workspace is not None

    def counts() -> dict[str, int | None]:
        return {item.name: item.count for item in workspace.side.items}

    qtbot.waitUntil(lambda: counts().get("districts") == 9)
    assert counts().get("seats") == 0


def test_a_press_on_a_seat_previews_a_page_for_each_who_could_fill_it(
    qtbot: QtBot, open_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: True)
    page = seats_page(qtbot, open_window)
    qtbot.mouseClick(page.view.recruit, Qt.MouseButton.LeftButton)
    dialog = next(one for one in open_window.children() if isinstance(one, RecruitDialog))
    qtbot.waitUntil(lambda: dialog.pages.pages == 2)
    assert dialog.count.text() == "2 people"
    assert {sheet.suggested for sheet in dialog.sheets} == {"Will you run for State House 32B?"}
    dialog.paper.setCurrentIndex(2)
    qtbot.waitUntil(lambda: dialog.pages.shown is not None and dialog.pages.shown.paper == "a4")
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        dialog.write(tmp_path / "r.pdf")
    assert len(PdfReader(tmp_path / "r.pdf").pages) == 2


def test_the_menu_makes_one_for_the_person_selected(qtbot: QtBot, open_window: MainWindow) -> None:
    assert open_window.workspace is not None
    page = open_window.workspace.page("prospects")
    assert isinstance(page, ProspectsPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 12)
    page.table.pick([2])
    open_window.run_command("recruit-sheet", open_window.subject_of("recruit-sheet"))
    dialog = next(one for one in open_window.children() if isinstance(one, RecruitDialog))
    qtbot.waitUntil(lambda: dialog.pages.pages == 1)
    dialog.reject()


def test_what_went_wrong_goes_when_the_next_file_is_tried(qtbot: QtBot, open_window: MainWindow, tmp_path: Path) -> None:
    page = seats_page(qtbot, open_window)
    error = open_window.workspace.error
    path = tmp_path / "vacancies.csv"
    path.write_text("Precinct,Vacant\nAcacia,2\n", "utf-8")
    page.load_files([path])
    qtbot.waitUntil(lambda: error.isVisible() and "names the office" in error.text.text(), timeout=20_000)
    path.write_text("Office,Precinct,Vacant\nCommitteeperson,Acacia,2\n", "utf-8")
    with qtbot.waitSignal(page.told, timeout=20_000) as told:
        page.load_files([path])
    assert told.args[0].startswith("vacancies.csv: 1 seat added") and not error.isVisible()
