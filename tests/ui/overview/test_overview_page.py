"""The overview over a real file: its numbers agree with the store, and each bar leads to those behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from organizer.districts import coverage
from organizer.districts.seats import add_seat, set_candidate
from organizer.domain.changes import Changes
from organizer.domain.filters import ProspectFilter
from organizer.outreach.overview import Day
from organizer.outreach.record import record_result
from organizer.prospects import browse
from organizer.storage.database import Database
from organizer.storage.tables import Coverage
from ui.background.jobs import Jobs
from ui.districts.seat_table import SeatFilter
from ui.look import Look
from ui.overview.overview_page import OverviewPage
from ui.overview.plot import Plot
from ui.overview.questions import call_columns


def at(days_ago: int) -> str:
    return f"{(date.today() - timedelta(days=days_ago)).isoformat()}T18:00:00Z"


@pytest.fixture
def busy(store: Database) -> Database:
    """Two seats, one with somebody; calls today and nine days ago by two callers; a week of coverage kept before."""
    with store.writing() as session:
        session.add(Coverage(day=(date.today() - timedelta(days=8)).isoformat(), seats=2, with_somebody=0))
        first, _ = add_seat(session, by="t", name="State House 32A", district_kind="state-house", district_code="32A",
                            filing_deadline=(date.today() + timedelta(days=5)).isoformat())
        add_seat(session, by="t", name="State House 32B", district_kind="state-house", district_code="32B",
                 filing_deadline=(date.today() + timedelta(days=25)).isoformat())
        set_candidate(session, first, 1, by="t", stage="committed")
        record_result(session, [2, 3], "LM", by="Ann", at=at(9))
        record_result(session, [4], "CV", by="Bo", at=at(1), help_answer="yes")
        record_result(session, [5], "CV", by="Bo", at=at(1))
    return store


@pytest.fixture
def page(qtbot: QtBot, busy: Database, jobs: Jobs, look: Look) -> Iterator[OverviewPage]:
    made = OverviewPage(jobs)
    qtbot.addWidget(made)
    made.resize(1170, 700)
    made.show()
    jobs.changed.connect(made.refresh)
    qtbot.waitUntil(lambda: made.found is not None)
    for plot in made.plots:
        plot.grab()
    yield made
    made.hide()


def press(plot: Plot, said: str) -> None:
    plot.grab()
    plot.press(next(place for place, mark in enumerate(plot.marks) if mark.text.startswith(said)))


def test_the_one_number_and_how_it_moved(page: OverviewPage) -> None:
    assert page.number.text() == "1 of 2 seats"
    assert "+1 since" in page.number_words.text()
    assert [(one.value, one.of) for one in page.weeks.points] == [(0, 2), (1, 2)]


def test_sums_agree_with_the_store(page: OverviewPage) -> None:
    assert page.calls.words == "4 dialed, 2 reached, 1 said yes (last 28 days)."
    assert [(bar.label, bar.count) for bar in page.callers.bars] == [("Bo", 2), ("Ann", 0)]
    with page.jobs.database.reading() as session:
        for plot in (page.run, page.help, page.results, page.districts):
            for bar in plot.bars:
                assert isinstance(bar.target, ProspectFilter) == bool(bar.count)
                if isinstance(bar.target, ProspectFilter):
                    assert browse.count(session, bar.target) == bar.count, bar.label


def test_each_press_leads_to_those_behind_it(qtbot: QtBot, page: OverviewPage) -> None:
    with qtbot.waitSignal(page.page_wanted) as told:
        press(page.callers, "Bo")
    assert told.args == ["prospects", ProspectFilter(ids=(4, 5))]
    yesterday = date.today() - timedelta(days=1)
    with qtbot.waitSignal(page.page_wanted) as told:
        press(page.calls, f"{yesterday:%b} {yesterday.day}:")
    assert told.args == ["prospects", ProspectFilter(ids=(4, 5))]
    with qtbot.waitSignal(page.page_wanted) as told:
        press(page.coverage, "State House: 1 of 2 no candidate")
    assert told.args == ["seats", SeatFilter("state-house", "none")]
    with qtbot.waitSignal(page.page_wanted) as told:
        press(page.closing, "State House 32B")
    assert told.args[0] == "seats" and isinstance(told.args[1], int)
    with qtbot.waitSignal(page.page_wanted) as told:
        press(page.run, "Committed")
    assert told.args[1] == ProspectFilter(stages=(("run", "committed"),))


def test_every_press_leads_to_as_many_as_it_says(qtbot: QtBot, page: OverviewPage) -> None:
    page.jobs.write(record_result, [4], "NH", by="Bo", at=at(1))  # again on the same day
    page.jobs.write(record_result, [5, 6], "CV", by="Bo", at=at(1))
    page.jobs.write(record_result, [7], "XC", by="Cy")
    qtbot.waitUntil(lambda: "8 dialed" in page.calls.words)
    pressed = 0
    for plot in page.plots:
        plot.grab()
        for place, mark in enumerate(plot.marks):
            if mark.target is None:
                continue
            with qtbot.waitSignal(page.page_wanted) as told:
                plot.press(place)
            room, target = told.args
            numbers = [int(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?= |$)", mark.text.partition(":")[2])]
            with page.jobs.database.reading() as session:
                if room == "prospects":
                    found = browse.count(session, target)
                    wanted = numbers[-1] if plot is page.calls else numbers[0]
                elif isinstance(target, SeatFilter):
                    found = sum(target.takes(row) for row in coverage.board(session))
                    wanted = numbers[0]
                else:
                    [row] = [row for row in coverage.board(session) if row.id == target]
                    found, wanted = row.would_run, numbers[0]
            assert found == wanted, (plot.title, mark.text)
            pressed += 1
    assert pressed > 20


def test_a_shorter_time_counts_fewer_calls(qtbot: QtBot, page: OverviewPage) -> None:
    page.period.choose("7")
    qtbot.waitUntil(lambda: page.calls.words == "2 dialed, 2 reached, 1 said yes (last 7 days).")
    page.period.choose("all")
    qtbot.waitUntil(lambda: page.calls.words.startswith("4 dialed"))


def test_it_follows_what_is_recorded(qtbot: QtBot, page: OverviewPage) -> None:
    page.jobs.write(record_result, [6], "RF", by="Cy")
    qtbot.waitUntil(lambda: any(bar.label == "Cy" for bar in page.callers.bars))


def test_a_seat_in_every_state_has_its_bar(qtbot: QtBot, page: OverviewPage) -> None:
    def talk(session: Session) -> Changes:
        seat, _ = add_seat(session, by="t", name="House 32C", filing_deadline=date.today().isoformat())
        return set_candidate(session, seat, 7, by="t", stage="matched")

    page.jobs.write(talk)
    qtbot.waitUntil(lambda: [bar.label for bar in page.closing.bars] == ["House 32C", "State House 32B"])
    page.closing.grab()
    assert [mark.text.partition(":")[0] for mark in page.closing.marks] == ["House 32C", "State House 32B"]


def test_plots_stand_in_one_column_where_it_is_narrow(qtbot: QtBot, page: OverviewPage) -> None:
    lefts = {plot.x() for plot in page.plots}
    assert len(lefts) == 2
    page.resize(640, 700)
    qtbot.waitUntil(lambda: len({plot.x() for plot in page.plots}) == 1)
    assert all(plot.height() == plot.heightForWidth(plot.width()) for plot in page.plots)


def test_all_of_it_is_written_as_a_pdf(qtbot: QtBot, page: OverviewPage, tmp_path: Path) -> None:
    path = tmp_path / "overview.pdf"
    with qtbot.waitSignal(page.told):
        page.save_pdf(str(path))
    text = " ".join(" ".join(one.extract_text().split()) for one in PdfReader(path).pages)
    for plot in page.plots:
        assert plot.title in text
    assert "1 of 2 seats" in text


def test_long_times_are_summed_by_week_and_month() -> None:
    start = date(2016, 1, 1)
    days = [Day(start + timedelta(days=place), 2, 1, 0) for place in range(1000)]
    assert len(call_columns(days[:62])) == 62
    weeks = call_columns(days[:100])
    assert len(weeks) == 15 and sum(one.whole for one in weeks) == 200
    months = call_columns(days)
    assert months[0].label == "Jan 2016" and sum(one.count for one in months) == 1000
    assert months[0].target == ("days", start, date(2016, 1, 31))
