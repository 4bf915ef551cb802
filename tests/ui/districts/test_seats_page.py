"""The page of seats over a real file: the board, one seat, its people and its candidate, lists and deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from organizer.districts import coverage
from organizer.districts.seats import add_seat, seat, set_candidate
from organizer.domain.changes import Changes
from organizer.domain.filters import ProspectFilter
from organizer.storage import journal
from organizer.storage.database import Database
from ui.background.jobs import Jobs
from ui.districts.candidate_popup import CandidatePopup
from ui.districts.code_box import CodeBox
from ui.districts.seat_panel import count_word, standing_words
from ui.districts.seat_table import SeatFilter, flag_words
from ui.districts.seats_page import SeatsPage
from ui.look import Look


def in_days(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()


@pytest.fixture
def seated(store: Database) -> Database:
    """Four seats where the twelve live; Maria is committed for one of them."""
    with store.writing() as session:
        first, _ = add_seat(session, by="t", name="State House 32A", district_kind="state-house", district_code="32A",
                            filing_deadline=in_days(5), election_date="2028-11-07", seats_up="1")
        add_seat(session, by="t", name="State House 32B", district_kind="state-house", district_code="32B",
                 filing_deadline=in_days(25), election_date="2028-11-07", filed_total="2")
        add_seat(session, by="t", name="State Senate 32", district_kind="state-senate", district_code="32",
                 filing_deadline=in_days(261), election_date="2028-11-07", filed_ours="1", filed_total="1")
        add_seat(session, by="t", name="Ham Lake Mayor", district_kind="city", district_code="Ham Lake")
        set_candidate(session, first, 1, by="t", stage="committed")
    return store


@pytest.fixture
def page(qtbot: QtBot, seated: Database, jobs: Jobs, look: Look) -> Iterator[SeatsPage]:
    made = SeatsPage(jobs)
    qtbot.addWidget(made)
    made.resize(1170, 700)
    made.show()
    jobs.changed.connect(made.refresh)
    qtbot.waitUntil(lambda: made.view.full is not None)
    yield made
    made.hide()


def names(page: SeatsPage) -> list[str]:
    return [row.name for row in page.model.rows]


def open_seat(qtbot: QtBot, page: SeatsPage, name: str) -> None:
    page.table.pick([names(page).index(name)])
    qtbot.waitUntil(lambda: page.view.full is not None and page.view.full.row.name == name)


def test_the_board_stands_in_order_of_urgency_and_agrees_with_the_store(page: SeatsPage) -> None:
    assert names(page) == ["State House 32B", "Ham Lake Mayor", "State House 32A", "State Senate 32"]
    assert page.plot.words == "4 seats, 2 with nobody yet. 2 filing windows close within 30 days."
    with page.jobs.database.reading() as session:
        rows = coverage.board(session)
    assert [row.id for row in rows] == [row.id for row in page.model.rows]
    columns = [column.name for column in page.model.columns]
    line = names(page).index("State House 32A")
    said = {name: page.model.cell(line, place).text for place, name in enumerate(columns)}
    assert (said["coverage"], said["candidate"], said["days"], said["district"]) == (
        "Committed", "Maria Okafor (committed)", "5", "HD 32A")


def test_chips_and_words_narrow_the_board(page: SeatsPage) -> None:
    page.coverage.choose("none")
    assert names(page) == ["State House 32B", "Ham Lake Mayor"]
    page.closes.choose("30")
    assert names(page) == ["State House 32B"]
    page.show_seats(SeatFilter())
    page.search.setText("senate")
    assert names(page) == ["State Senate 32"]
    page.search.setText("nothing like it")
    assert page.below.currentWidget() is page.empty
    page.empty.step.click()
    assert len(names(page)) == 4


@pytest.mark.parametrize("view", [0, 1])
def test_enter_in_the_search_leads_to_the_seats_found_from_every_view(qtbot: QtBot, page: SeatsPage, view: int) -> None:
    page.activateWindow()
    page.tabs.setCurrentIndex(view)
    page.search.setFocus()
    qtbot.keyClicks(page.search, "senate")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.waitUntil(page.table.hasFocus)
    assert page.table.isVisible() and names(page) == ["State Senate 32"]


def test_a_part_of_the_plot_shows_its_seats(qtbot: QtBot, page: SeatsPage) -> None:
    page.plot.grab()
    mark = next(mark for mark in page.plot.marks if mark.text == "State House: 1 of 2 no candidate")
    qtbot.mouseClick(page.plot, Qt.MouseButton.LeftButton, pos=mark.rect.center().toPoint())
    assert names(page) == ["State House 32B"]
    assert page.kind.text() == "Kind: State House" and page.coverage.active


def test_those_who_live_there_are_shown_with_reasons_and_called(qtbot: QtBot, page: SeatsPage) -> None:
    open_seat(qtbot, page, "State House 32B")
    assert page.view.heading.text() == "Two who live in HD 32B and would run"
    assert page.view.full is not None
    assert page.view.full.matches[0].reasons
    lines = [line.text() for line in page.view.findChildren(QLabel)]
    assert any("lives in HD 32B" in line for line in lines)
    assert page.view.call.text() == "Call these two"
    with qtbot.waitSignal(page.command_wanted) as told:
        qtbot.mouseClick(page.view.call, Qt.MouseButton.LeftButton)
    name, chosen = told.args
    assert name == "call-list" and isinstance(chosen, ProspectFilter)
    assert set(chosen.ids or ()) == {one.person for one in page.view.full.matches} and len(chosen.ids or ()) == 2
    with qtbot.waitSignal(page.command_wanted) as told:
        qtbot.mouseClick(page.view.sheet, Qt.MouseButton.LeftButton)
    assert told.args[0] == "call-sheet"


def test_a_candidate_is_set_and_taken_back(qtbot: QtBot, page: SeatsPage) -> None:
    open_seat(qtbot, page, "State House 32B")
    assert page.view.full is not None
    popup = CandidatePopup(page.view.candidate, page.jobs, page.view.full)
    popup.chosen.connect(page._set_candidate)
    popup.search.setText("Linh")
    qtbot.waitUntil(lambda: [name for _, name in popup._people] == ["Linh Haddad"])
    popup.stage.setCurrentIndex(popup.stage.findData("filed"))
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.view.full and page.view.full.row.state == "filed"))
    assert page.view.standing.text().startswith("Filed")
    assert "Linh Haddad (filed)" in [row.candidate for row in page.model.rows]
    assert page.view._candidates.minimumSizeHint().width() < page.view.width() // 2  # its words go into a next line
    with page.jobs.database.reading() as session:
        person = seat(session, page.seat_id).candidates[0][0]
    page.view.drop_wanted.emit(person)
    qtbot.waitUntil(lambda: bool(page.view.full and not page.view.full.row.candidates))


def test_a_seat_is_edited_and_nonsense_is_refused_in_the_form(qtbot: QtBot, page: SeatsPage) -> None:
    open_seat(qtbot, page, "Ham Lake Mayor")
    qtbot.mouseClick(page.view.edit, Qt.MouseButton.LeftButton)
    field = page.form.fields["filing_deadline"]
    field.setText("31/02")  # type: ignore[union-attr]
    qtbot.mouseClick(page.form.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.form.fault.isVisible)
    assert "isn't a date for filing closes" in page.form.fault.text()
    field.setText(in_days(9))  # type: ignore[union-attr]
    qtbot.mouseClick(page.form.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.form.isVisible())
    qtbot.waitUntil(lambda: bool(page.view.full and page.view.full.row.days == 9))
    with qtbot.waitSignal(page.jobs.changed):
        page.jobs.write(journal.undo, by="t")
    qtbot.waitUntil(lambda: bool(page.view.full and page.view.full.row.days is None))


def test_a_seat_is_added_and_shown_and_removed_after_a_question(qtbot: QtBot, page: SeatsPage) -> None:
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    page.form.fields["name"].setText("ISD 16 School board, seat 3")  # type: ignore[union-attr]
    page.form.fields["district_code"].setEditText("16")  # type: ignore[union-attr]
    kind = page.form.fields["district_kind"]
    kind.setCurrentIndex(kind.findData("school"))  # type: ignore[union-attr]
    qtbot.keyClick(page.form.fields["district_code"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.view.full and page.view.full.row.name == "ISD 16 School board, seat 3"))
    assert page.view.full is not None and page.view.full.row.label == "ISD 16"
    assert page.view.heading.text() == "Nobody who would run is known to live in ISD 16"
    assert page.view.call.isHidden()
    page.edit_seat()
    qtbot.mouseClick(page.form.remove, Qt.MouseButton.LeftButton)
    assert page.confirm.isVisible()
    qtbot.keyClick(page.confirm.yes, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(names(page)) == 4)


def test_typing_a_district_offers_those_of_the_kind_and_state(qtbot: QtBot, page: SeatsPage) -> None:
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    kind, code, state = (page.form.fields[name] for name in ("district_kind", "district_code", "state"))
    assert isinstance(code, CodeBox)
    kind.setCurrentIndex(kind.findData("state-house"))  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: code.count() == 134)
    code.setFocus()
    qtbot.keyClicks(code, "6b")
    offered = code.completer().completionModel()
    assert [offered.index(row, 0).data() for row in range(offered.rowCount())] == [
        "6B", "16B", "26B", "36B", "46B", "56B", "66B"]
    code.completer().popup().hide()
    state.setFocus()
    qtbot.keyClicks(state, "WI")
    qtbot.keyClick(state, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: code.count() == 99)
    assert code.currentText() == "6B"  # as it is written in the list


def test_a_list_of_seats_is_loaded_and_what_is_none_refused(
    qtbot: QtBot, page: SeatsPage, sample: Path, tmp_path: Path,
) -> None:
    with qtbot.waitSignal(page.told, timeout=20_000) as told:
        page.load_files([sample / "seats.csv"])
    assert told.args[0].startswith("seats.csv: 174 seats added")
    qtbot.waitUntil(lambda: len(names(page)) == 178)
    other = tmp_path / "colors.csv"
    other.write_text("Color,Shape\nred,round\n")
    with qtbot.waitSignal(page.jobs.failed, timeout=20_000) as failed:
        page.load_files([other])
    assert "a list of seats" in failed.args[0]


def test_deadlines_are_listed_and_saved_as_a_calendar(qtbot: QtBot, page: SeatsPage, tmp_path: Path) -> None:
    assert page.tabs.tabText(1) == "Deadlines 2"
    page.tabs.setCurrentIndex(1)
    assert [(line[0], line[3].name) for line in page.deadlines.model.rows] == [
        ("within 7 days", "State House 32A"), ("within 30 days", "State House 32B"), ("later", "State Senate 32")]
    path = tmp_path / "filing.ics"
    with qtbot.waitSignal(page.told):
        page.save_calendar(str(path))
    assert path.read_text().count("BEGIN:VEVENT") == 3
    page.deadlines.table.pick([0])
    qtbot.keyClick(page.deadlines.table, Qt.Key.Key_Return)
    assert page.tabs.currentIndex() == 0 and page.seat_id == page.deadlines.model.rows[0][3].id


def test_words_of_a_seat() -> None:
    assert [count_word(count) for count in (0, 1, 9, 12, 13)] == ["None", "One", "Nine", "Twelve", "13"]


def test_standing_is_said_with_the_days_left(page: SeatsPage) -> None:
    by_name = {row.name: standing_words(row) for row in page.model.rows}
    assert by_name["Ham Lake Mayor"] == "Nobody yet · filing deadline not known"
    assert by_name["State House 32A"].endswith("(in 5 days)") and by_name["State House 32A"].startswith("Committed")


def test_a_contest_is_said_in_plain_words_where_nobody_of_ours_stands(qtbot: QtBot, page: SeatsPage) -> None:
    row = next(row for row in page.model.rows if row.name == "State House 32B")
    others = [replace(row, total=total, uncontested=total < 2) for total in (0, 1, 2)]
    assert [flag_words(one) for one in others] == [
        "nobody from our party · no candidate of any party is known",
        "nobody from our party · no more candidates than seats", "nobody from our party"]
    open_seat(qtbot, page, "State House 32B")
    assert page.view.full is not None
    page.view.show_seat(replace(page.view.full, row=others[1]))
    assert page.view.contest.text() == "No more candidates than seats."
    page.view.show_seat(replace(page.view.full, row=others[2]))
    assert page.view.contest.isHidden()


def test_a_list_of_candidates_asks_once_which_are_ours(qtbot: QtBot, page: SeatsPage, tmp_path: Path) -> None:
    path = tmp_path / "filed.csv"
    path.write_text("Contest,Candidate,Party,State\nState House 33A,Ann,DFL,MN\nState House 33A,Bob,R,MN\n"
                    "State House 70C,Cy,R,MN\n")
    said: list[str] = []
    page.told.connect(said.append)
    page.load_files([path])
    qtbot.waitUntil(page.party.isVisible, timeout=20_000)
    assert "MN has no house district 70C." in said[0]
    assert [page.party.party.itemText(place) for place in (0, 1)] == ["R (2)", "DFL (1)"]
    page.party.party.setCurrentIndex(1)
    qtbot.mouseClick(page.party.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: {row.name: row.ours for row in page.model.rows}.get("State House 33A") == 1, timeout=20_000)
    page.load_files([path])
    qtbot.waitUntil(page.party.isVisible, timeout=20_000)
    assert page.party.party.currentData() == "DFL"
    qtbot.keyClick(page.party.party, Qt.Key.Key_Escape)
    assert not page.party.isVisible()


def test_a_narrow_bar_lies_in_two_lines_and_cuts_no_button(qtbot: QtBot, page: SeatsPage) -> None:
    for width, lines in ((1366, 1), (760, 2)):
        page.resize(width, 700)
        qtbot.waitUntil(lambda lines=lines: (page.add.y() > page.kind.y() + 20) == (lines == 2))
        assert page.add.width() >= page.add.sizeHint().width()


def test_the_bar_of_the_rare_kinds_leads_to_as_many_seats_as_it_says(page: SeatsPage, seated: Database, qtbot: QtBot) -> None:
    kinds = ("county", "school", "judicial", "special", "precinct", "ward", "")
    with seated.writing() as session:
        for kind in kinds:
            add_seat(session, by="t", name=f"A seat of {kind or 'nothing'}", district_kind=kind)
    page.refresh(Changes(many=True))
    qtbot.waitUntil(lambda: len(page.model.rows) == 4 + len(kinds))
    shared = next(bar for bar in page.plot.bars if bar.label == "Other")
    part = shared.parts[0]
    page.plot.chosen.emit(part.target)
    assert len(page.model.rows) == part.count > 1
    assert "other" in page.kind.text()
    page.show_seats(SeatFilter(kind="none"))
    assert [row.name for row in page.model.rows] == ["A seat of nothing"]
