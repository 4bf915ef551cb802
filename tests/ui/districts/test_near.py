"""The open seats near a person, beside the person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from organizer.districts.seats import add_seat, set_candidate
from organizer.prospects.details import details
from organizer.storage.database import Database
from ui.background.jobs import Jobs
from ui.districts.near import NearPanel
from ui.look import Look


@pytest.fixture
def panel(qtbot: QtBot, store: Database, jobs: Jobs, look: Look) -> NearPanel:
    """Two open seats where Maria (1) lives, one of them with somebody in talks, and one elsewhere."""
    with store.writing() as session:
        closes = (date.today() + timedelta(days=12)).isoformat()
        add_seat(session, by="t", name="State House 32A", district_kind="state-house", district_code="32A",
                 filing_deadline=closes)
        senate, _ = add_seat(session, by="t", name="State Senate 32", district_kind="state-senate",
                             district_code="32")
        add_seat(session, by="t", name="State House 8A", district_kind="state-house", district_code="8A")
        set_candidate(session, senate, 3, by="t", stage="interested")
    made = NearPanel(jobs)
    qtbot.addWidget(made)
    made.resize(284, 300)
    return made


def show(panel: NearPanel, person: int) -> None:
    with panel._jobs.database.reading() as session:
        panel.show_person(details(session, person))


def test_open_seats_are_named_with_how_they_stand(qtbot: QtBot, panel: NearPanel) -> None:
    show(panel, 1)
    names = ["State House 32A", "State Senate 32", "Recruitment sheet…"]
    qtbot.waitUntil(lambda: [one.text() for one in panel.findChildren(QPushButton) if not one.isHidden()] == names)
    words = [one.text() for one in panel.findChildren(QLabel) if not one.isHidden()]
    assert words == ["Open seats near them", "nobody yet · closes in 12 days", "talking to 1"]


def test_a_press_leads_to_the_seat(qtbot: QtBot, panel: NearPanel) -> None:
    show(panel, 1)
    qtbot.waitUntil(lambda: bool(panel.seats))
    with qtbot.waitSignal(panel.page_wanted) as told:
        qtbot.mouseClick(panel.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert told.args == ["seats", panel.seats[0].seat.id]


def test_it_hides_where_nothing_is_open(qtbot: QtBot, panel: NearPanel) -> None:
    show(panel, 1)
    qtbot.waitUntil(lambda: bool(panel.seats))
    show(panel, 8)
    qtbot.waitUntil(lambda: panel.isHidden() and panel.person == 8)


def test_an_answer_that_comes_too_late_is_not_shown(qtbot: QtBot, panel: NearPanel) -> None:
    show(panel, 1)
    panel.leave()
    answered: list[object] = []
    panel._jobs.read(lambda session: None, done=answered.append)
    qtbot.waitUntil(lambda: bool(answered))
    assert panel.isHidden() and not panel.seats


def test_a_press_makes_their_recruitment_sheet(qtbot: QtBot, panel: NearPanel) -> None:
    show(panel, 1)
    qtbot.waitUntil(lambda: bool(panel.seats))
    sheet = next(one for one in panel.findChildren(QPushButton) if one.text().startswith("Recruitment"))
    with qtbot.waitSignal(panel.command_wanted) as wanted:
        qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton)
    assert wanted.args == ["recruit-sheet", (panel.person,)]
