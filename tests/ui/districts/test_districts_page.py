"""The page of districts over a real file: list, map, worklists, loading and a new map beside the old one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from organizer.districts import counts, known, load
from organizer.domain.changes import Changes
from organizer.domain.filters import ProspectFilter
from organizer.storage import journal
from organizer.storage.database import Database
from organizer.storage.tables import Address, District, Person, PersonDistrict
from ui.background.jobs import Jobs
from ui.districts.districts_page import DistrictsPage
from ui.look import Look


def square(west: float, south: float, **names: str) -> dict[str, object]:
    ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]
    return {"type": "Feature", "properties": names, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def write_map(path: Path, *squares: dict[str, object]) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(squares)}))
    return path


@pytest.fixture
def two_houses(store: Database) -> Database:
    """Two people with coordinates west and east, beside the twelve."""
    with store.writing() as session, journal.action(session, kind="import", name="Import 2", by="test") as do:
        for name, longitude in (("West", -92.5), ("East", -91.5)):
            person = do.insert(Person, first_name="Ann", last_name=name, sort_name=name.lower(), wants_run=1)
            do.insert(Address, person_id=person, line="1 Main St", city="Ely", state="MN", zip="55731",
                      latitude=47.5, longitude=longitude)
    return store


@pytest.fixture
def page(qtbot: QtBot, two_houses: Database, jobs: Jobs, look: Look) -> Iterator[DistrictsPage]:
    made = DistrictsPage(jobs)
    qtbot.addWidget(made)
    made.resize(1170, 700)
    made.show()
    jobs.changed.connect(made.refresh)
    qtbot.waitUntil(lambda: bool(made.board.rows))
    yield made
    made.hide()


def texts(page: DistrictsPage) -> list[list[str]]:
    model = page.areas.model
    return [[model.cell(place, column).text for column in (0, 2, 3, 4)] for place in range(model.rowCount())]


def load_and_wait(qtbot: QtBot, page: DistrictsPage, *paths: Path) -> None:
    with qtbot.waitSignal(page.told, timeout=20_000):
        page.load_files(paths)


def test_districts_stand_in_natural_order_with_their_people(page: DistrictsPage) -> None:
    assert texts(page) == [["HD 8A", "1", "", "1"], ["HD 10A", "1", "", "1"], ["HD 32A", "4", "3", "2"],
                           ["HD 32B", "4", "2", "2"], ["HD 33A", "1", "", "1"]]
    assert page.said.text == "11 known · 3 unknown"


def test_choosing_districts_leads_to_their_people(qtbot: QtBot, page: DistrictsPage) -> None:
    page.areas.table.pick([2, 3])
    assert page.areas.show_people.text() == "Show 8 people"
    with qtbot.waitSignal(page.page_wanted) as told:
        qtbot.mouseClick(page.areas.show_people, Qt.MouseButton.LeftButton)
    assert told.args == ["prospects", ProspectFilter(districts=(("state-house", "32A"), ("state-house", "32B")))]
    with qtbot.waitSignal(page.command_wanted) as told:
        qtbot.mouseClick(page.areas.sheet, Qt.MouseButton.LeftButton)
    assert told.args[0] == "call-sheet"


def test_another_kind_and_words_narrow_the_list(qtbot: QtBot, page: DistrictsPage) -> None:
    page.search.setText("32")
    assert [row[0] for row in texts(page)] == ["HD 32A", "HD 32B"]
    page.search.clear()
    page.kind.choose("state-senate")
    qtbot.waitUntil(lambda: page.areas.kind == "state-senate")
    assert [row[0] for row in texts(page)] == ["SD 8", "SD 10", "SD 32", "SD 33"]
    page.certainty.choose("likely")
    assert texts(page) == []


def test_a_map_is_loaded_assigns_and_is_shown(qtbot: QtBot, page: DistrictsPage, tmp_path: Path) -> None:
    path = write_map(tmp_path / "houses.geojson", square(-93, 47, HOUSE="3A"), square(-92, 47, HOUSE="3B"))
    load_and_wait(qtbot, page, path)
    qtbot.waitUntil(lambda: [row[0] for row in texts(page)][:2] == ["HD 3A", "HD 3B"])
    qtbot.waitUntil(lambda: page.areas.map.shape_ is not None)
    qtbot.waitUntil(lambda: page.sources.model.rowCount() == 1)
    assert page.sources.source is not None and page.sources.source.name == "houses.geojson"
    assert "2 of 2 rows used." in page.sources.notes.text()
    page.tabs.setCurrentIndex(0)
    map_ = page.areas.map
    assert map_.shape_ is not None
    place, _ = map_.shape_.kind("state-house").places["3B"]
    spot = map_.camera.transform(map_.width(), map_.height()).map(place).toPoint()
    qtbot.mouseClick(map_, Qt.MouseButton.LeftButton, pos=spot)
    assert page.areas.codes == ["3B"] and tuple(map_.shading.marked) == ("3B",)
    with qtbot.waitSignal(page.page_wanted) as told:
        qtbot.keyClick(page.areas.table, Qt.Key.Key_Return)
    assert told.args[1] == ProspectFilter(districts=(("state-house", "3B"),))


def test_a_new_map_lies_beside_until_it_is_applied(qtbot: QtBot, page: DistrictsPage, tmp_path: Path) -> None:
    load_and_wait(qtbot, page, write_map(tmp_path / "old.geojson", square(-93, 47, HOUSE="3A"),
                                         square(-92, 47, HOUSE="3B")))
    load_and_wait(qtbot, page, write_map(tmp_path / "new.geojson", square(-93, 47, HOUSE="3A"),
                                         square(-92, 47, HOUSE="4A")))
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.compare)
    assert page.compare.said.text == ("1 person would change district if new.geojson counted in the place of "
                                      "old.geojson.")
    assert page.compare.model.rows[0][0] == "Ann East" and page.compare.model.rows[0][3:] == ("3B", "4A")
    with page.jobs.database.reading() as session:
        assert "4A" not in [row.code for row in known.summary(session, "state-house")]
    with qtbot.waitSignal(page.told, timeout=20_000):
        qtbot.mouseClick(page.compare.apply, Qt.MouseButton.LeftButton)
    with page.jobs.database.reading() as session:
        assert "4A" in [row.code for row in known.summary(session, "state-house")]
        assert [(row.name, row.active) for row in load.sources(session)] == [("new.geojson", True),
                                                                             ("old.geojson", False)]
    with qtbot.waitSignal(page.jobs.changed):
        page.jobs.write(journal.undo, by="test")
    with page.jobs.database.reading() as session:
        assert "4A" not in [row.code for row in known.summary(session, "state-house")]


def test_the_keyboard_goes_from_what_lay_beside_to_the_sources(
    qtbot: QtBot, page: DistrictsPage, tmp_path: Path
) -> None:
    page.activateWindow()
    page.setFocus()
    for name, code in (("old.geojson", "3B"), ("new.geojson", "4A")):
        load_and_wait(qtbot, page, write_map(tmp_path / name, square(-92, 47, HOUSE=code)))
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.compare)
    assert QApplication.focusWidget() is page.compare.table
    page.compare.back.click()
    assert page.stack.currentWidget() is page.sources
    assert QApplication.focusWidget() is page.sources.table


def test_a_new_zip_table_lies_beside_with_those_who_would_move(
    qtbot: QtBot, page: DistrictsPage, tmp_path: Path
) -> None:
    for name, ward in (("2022.csv", "1"), ("2032.csv", "2")):
        (tmp_path / name).write_text(f"ZIP,Ward\n55731,{ward}\n", "utf-8")
    load_and_wait(qtbot, page, tmp_path / "2022.csv")
    load_and_wait(qtbot, page, tmp_path / "2032.csv")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.compare)
    assert "if 2032.csv counted in the place of 2022.csv." in page.compare.said.text
    assert {row[0] for row in page.compare.model.rows} >= {"Ann East", "Ann West"}
    assert {row[2:] for row in page.compare.model.rows} == {("ward", "1", "2")}

    def wards() -> set[str]:
        with page.jobs.database.reading() as session:
            return {row.code for row in known.summary(session, "ward")}

    assert wards() == {"1"}
    with qtbot.waitSignal(page.told, timeout=20_000):
        qtbot.mouseClick(page.compare.apply, Qt.MouseButton.LeftButton)
    assert wards() == {"2"}
    with qtbot.waitSignal(page.jobs.changed):
        page.jobs.write(journal.undo, by="test")
    assert wards() == {"1"}


def test_what_a_file_does_not_say_is_asked(qtbot: QtBot, page: DistrictsPage, tmp_path: Path) -> None:
    path = write_map(tmp_path / "wards.geojson", square(-93, 47, NAME="1"), square(-92, 47, NAME="2"))
    page.load_files([path])
    qtbot.waitUntil(page.ask.isVisible, timeout=20_000)
    assert "does not say what kind" in page.ask.text.text() and "--" not in page.ask.text.text()
    page.ask.kind.setCurrentIndex(page.ask.kind.findData("ward"))
    with qtbot.waitSignal(page.told, timeout=20_000):
        page.ask.again.emit(page.ask._wanted.__class__(path, "ward")) if page.ask._wanted else None
    with page.jobs.database.reading() as session:
        assert [row.code for row in known.summary(session, "ward")] == ["1", "2"]


def test_a_file_that_assigns_nothing_is_refused_in_a_line(qtbot: QtBot, page: DistrictsPage, tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("Color,Shape\nred,round\n")
    page.load_files([path])
    qtbot.waitUntil(page.ask.isVisible, timeout=20_000)
    assert "assigns no districts" in page.ask.text.text()
    with page.jobs.database.reading() as session:
        assert load.sources(session) == []


def test_a_list_of_seats_is_known_by_its_columns(qtbot: QtBot, page: DistrictsPage, sample: Path) -> None:
    with qtbot.waitSignal(page.page_wanted, timeout=20_000) as told:
        page.load_files([sample / "seats.csv"])
    assert told.args == ["seats", None]
    with page.jobs.database.reading() as session:
        assert counts.seats(session) == 174


def test_the_unassigned_say_why_and_are_set_by_hand(qtbot: QtBot, page: DistrictsPage) -> None:
    page.tabs.setCurrentIndex(1)
    view = page.unassigned
    qtbot.waitUntil(lambda: view.model.rowCount() == 3)
    names = [one.name for one in view.rows]
    assert "Ann West" in names
    assert all(one.row.reason for one in view.rows)
    view.table.pick([names.index("Ann West")])
    view.code.setEditText("8b")
    qtbot.mouseClick(view.set_, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.model.rowCount() == 2)
    qtbot.waitUntil(lambda: ["HD 8B", "1", "1", ""] in texts(page))


def test_two_ways_that_disagree_are_settled_by_hand(qtbot: QtBot, page: DistrictsPage, store: Database) -> None:
    with store.writing() as session:
        person = session.query(Person.id).filter(Person.last_name == "Nguyen").scalar()
        other = session.query(District.id).filter(District.code == "33A").scalar()
        with journal.action(session, kind="import", name="Import 1", by="t", parts=("people", "districts")) as do:
            do.insert(PersonDistrict, person_id=person, district_id=other, kind="state-house", method="sheet",
                      source="list.xlsx")
    page.refresh(Changes(many=True))
    page.tabs.setCurrentIndex(2)
    view = page.conflicts
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    assert view.rows[0].name == "Tom Nguyen"
    assert page.tabs.tabText(2) == "In doubt 1"
    view.table.pick([0])
    assert (view.keep.text(), view.take.text()) == ("Keep HD 10A", "Take HD 33A")
    qtbot.mouseClick(view.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.model.rowCount() == 0)
    qtbot.waitUntil(lambda: ["HD 33A", "2", "", "2"] in texts(page))
