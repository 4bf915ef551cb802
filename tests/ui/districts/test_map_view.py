"""The map: what is drawn where, and that it can be used by mouse and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.districts.map_legend import DistrictCount
from ui.districts.map_shape import MapShape
from ui.districts.map_view import MapView
from ui.districts.shades import Shades
from ui.look import LIGHT, Look


@pytest.fixture
def view(qtbot: QtBot, look: Look, precincts: MapShape) -> MapView:
    made = MapView()
    qtbot.addWidget(made)
    made.resize(700, 560)
    made.show_shape(precincts)
    made.shade("state-house", {"8A": DistrictCount(120, 12, 40), "3A": DistrictCount(5), "7B": DistrictCount(900)})
    made.show()
    return made


def middle_of(view: MapView, code: str) -> QPoint:
    assert view.shape_ is not None
    place, _ = view.shape_.kind(view.shading.kind).places[code]
    return view.camera.transform(view.width(), view.height()).map(place).toPoint()


def test_all_precincts_are_there_and_joined_to_districts(precincts: MapShape) -> None:
    assert len(precincts.areas) == 837
    assert len(precincts.kind("state-house").members) == 22
    inner = sum(len(line) for lines in precincts.kind("state-house").borders.values() for line in lines)
    every = sum(len(line) for lines in precincts.kind("precinct").borders.values() for line in lines)
    assert inner < every / 3


def test_a_name_stands_inside_its_district(precincts: MapShape) -> None:
    kind = precincts.kind("state-house")
    for code, (place, box) in kind.places.items():
        assert box.contains(place)
        area = precincts.area_at(place, "state-house")
        assert area is not None and kind.codes[area] == code


def test_a_click_tells_the_district_and_a_drag_does_not(qtbot: QtBot, view: MapView) -> None:
    spot = middle_of(view, "3A")
    with qtbot.waitSignal(view.district_chosen) as told:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot)
    assert told.args == ["state-house", "3A", False]
    before = view.camera
    with qtbot.assertNotEmitted(view.district_chosen):
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=spot)
        qtbot.mouseMove(view, spot + QPoint(40, 10))
        qtbot.mouseMove(view, spot + QPoint(80, 20))
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=spot + QPoint(80, 20))
    moved = (before.x - view.camera.x) * view.camera.scale
    assert moved == pytest.approx(80)


def test_keys_move_zoom_and_choose(qtbot: QtBot, view: MapView) -> None:
    start = view.camera
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.camera.scale > start.scale
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.camera.x < start.x
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.camera == start
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.current == "2A"
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.current == "33B"
    with qtbot.waitSignal(view.district_chosen) as told:
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert told.args == ["state-house", "33B", False]
    with qtbot.waitSignal(view.district_opened) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == ["state-house", "33B"]


def test_the_wheel_keeps_the_place_under_the_pointer(view: MapView) -> None:
    spot = QPointF(200, 150)
    before = view.place_at(spot)
    view.zoom(3, spot)
    after = view.place_at(spot)
    assert after.x() == pytest.approx(before.x()) and after.y() == pytest.approx(before.y())


def test_moving_shows_a_picture_drawn_before_and_draws_anew_at_rest(qtbot: QtBot, view: MapView) -> None:
    view.grab()
    drawn = view._picture
    for _ in range(20):
        view.pan(3, 2)
        view.repaint()
    assert view._picture is drawn
    qtbot.waitUntil(lambda: view._picture is not drawn and view._drawn == view.camera)


def test_the_district_under_the_pointer_is_told_in_words(qtbot: QtBot, view: MapView) -> None:
    with qtbot.waitSignal(view.district_hovered) as told:
        qtbot.mouseMove(view, middle_of(view, "8A"))
    assert told.args[1] == "8A"
    assert view.words_for("8A") == "HD 8A: 120 people · 12 would run · 40 would help"
    assert view.words_for("2A") == "HD 2A: nobody yet"


def test_the_picture_is_shaded_and_follows_the_dark(qtbot: QtBot, view: MapView, look: Look) -> None:
    spot = middle_of(view, "3A") + QPoint(-45, 0)
    light = view.grab().toImage().pixelColor(spot)
    look.choose("dark")
    QApplication.processEvents()
    dark = view.grab().toImage().pixelColor(spot)
    look.choose("light")
    assert light.lightness() > 160 and dark.lightness() < 120


def test_an_empty_map_is_no_fault(qtbot: QtBot, look: Look) -> None:
    view = MapView()
    qtbot.addWidget(view)
    view.show()
    view.shade("state-house", {})
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_0):
        qtbot.keyClick(view, key)
    assert not view.grab().isNull()


def test_shades_have_round_ends_and_cover_every_count() -> None:
    shades = Shades([0, 3, 14, 41, 48, 120, 333, 1200, 1250])
    assert shades.tops == sorted(set(shades.tops)) and shades.tops[-1] == 1250
    assert shades.step(0) is None and shades.step(1250) == len(shades.tops) - 1
    assert shades.legend(LIGHT)[0][1] == "nobody"
    assert Shades([7]).legend(LIGHT)[-1][1] == "1–7"
    assert Shades([]).legend(LIGHT) == [(LIGHT.line, "nobody")]


def test_another_kind_is_drawn_only_when_it_is_worked_out(precincts: MapShape) -> None:
    assert precincts.ready("precinct") and not precincts.ready("county")
    precincts.prepare("county")
    assert precincts.ready("county") and len(precincts.kind("county").members) == 21
