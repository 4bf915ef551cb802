"""Small parts: chips, flow, side bar, choices, in-place fields, tables."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.look import DARK, LIGHT, Look, icon, tokens_of
from ui.widgets.bars import ConfirmBar, ErrorBar, UndoBar
from ui.widgets.cells import Cell, Column, chips_shown
from ui.widgets.chip import FilterChip, Tag
from ui.widgets.choices import Choice, ChoiceList
from ui.widgets.flow import FlowLayout
from ui.widgets.inplace import InPlace
from ui.widgets.keybutton import KeyButton
from ui.widgets.rows import RowsTableModel
from ui.widgets.sidebar import SideBar, SideItem
from ui.widgets.spans import SpanLabel
from ui.widgets.table import Table, shared_width
from ui.widgets.text import button

NAUGHTY = "<img src='file:///etc/passwd'><b>Robert</b> &amp; عمر 🎉"


def test_the_colours_follow_the_scheme(qtbot: QtBot, look: Look) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    assert tokens_of(widget) is LIGHT
    look.choose("dark")
    assert tokens_of(widget) is DARK
    look.choose("light")
    assert tokens_of(widget) is LIGHT


def test_an_icon_takes_its_tint(qtbot: QtBot, look: Look) -> None:
    picture = icon("people", "#ff0000").pixmap(32, 32).toImage()
    shades = {picture.pixelColor(x, y).getRgb() for x in range(32) for y in range(32)}
    assert any(red > 200 and alpha > 200 for red, _, _, alpha in shades)
    assert not any(green > 60 for _, green, _, alpha in shades if alpha > 200)


def test_a_chip_is_pressed_in_the_middle_and_cleared_at_its_end(qtbot: QtBot, look: Look) -> None:
    chip = FilterChip("Status: any")
    qtbot.addWidget(chip)
    chip.say("Status: new", active=True)
    chip.resize(chip.sizeHint())
    chip.show()
    with qtbot.waitSignal(chip.cleared):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, 14))
    with qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, 14))
    with qtbot.waitSignal(chip.cleared):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)


def test_words_break_into_lines(qtbot: QtBot, look: Look) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, across=4, down=4)
    for word in ("HD 32A", "SD 32", "Ward 2", "ISD 16"):
        flow.addWidget(Tag(word))
    box.show()
    assert flow.heightForWidth(60) > flow.heightForWidth(400)
    assert flow.heightForWidth(400) == 17


def test_the_side_bar_tells_what_is_chosen(qtbot: QtBot, look: Look) -> None:
    side = SideBar()
    qtbot.addWidget(side)
    side.put([SideItem("", "Anoka"), SideItem("prospects", "Prospects", 10624),
              SideItem("follow-ups", "Follow-ups", 38, badge=True)])
    side.show()
    with qtbot.waitSignal(side.chosen) as caught:
        side.view.setCurrentIndex(side._model.index(2))
    assert caught.args == ["follow-ups"]
    side.set_count("follow-ups", 37)
    assert side.items[2].count == 37
    with qtbot.assertNotEmitted(side.chosen):
        side.choose("prospects")
    side.grab()


def test_choices_are_found_and_ticked_by_keys(qtbot: QtBot, look: Look) -> None:
    choices = ChoiceList()
    qtbot.addWidget(choices)
    choices.put([Choice(str(n), f"Łódź {n}", n) for n in range(12)], ["3"])
    choices.show()
    choices.search.setText("lodz 11")
    with qtbot.waitSignal(choices.changed) as caught:
        qtbot.keyClick(choices.search, Qt.Key.Key_Return)
    assert caught.args == [("3", "11")]
    choices.clear()
    assert choices.chosen == ()
    choices.grab()


def test_a_value_is_edited_in_place_or_left(qtbot: QtBot, look: Look) -> None:
    value = InPlace("Email", hint="Add an email…")
    qtbot.addWidget(value)
    value.put("a@example.org")
    value.show()
    value.edit()
    value.field.setText("b@example.org")  # type: ignore[union-attr]
    qtbot.keyClick(value.field, Qt.Key.Key_Escape)
    assert value.value == "a@example.org"
    value.edit()
    value.field.setText("b@example.org")  # type: ignore[union-attr]
    with qtbot.waitSignal(value.edited) as caught:
        qtbot.keyClick(value.field, Qt.Key.Key_Return)
    assert caught.args == ["b@example.org"]


def test_bars_say_and_ask(qtbot: QtBot, look: Look) -> None:
    undo, error, confirm = UndoBar(), ErrorBar(), ConfirmBar()
    for bar in (undo, error, confirm):
        qtbot.addWidget(bar)
    undo.say("Marked 12 as left message")
    with qtbot.waitSignal(undo.undo_wanted):
        undo._undo.click()
    error.say(NAUGHTY, "details")
    error._copy.click()
    assert QGuiApplication.clipboard().text() == "details" and error.text.text() == NAUGHTY
    said: list[str] = []
    confirm.ask("Sure?", "Do it", lambda: said.append("yes"))
    qtbot.keyClick(confirm, Qt.Key.Key_Escape)
    confirm.ask("Sure?", "Do it", lambda: said.append("yes"))
    confirm.yes.click()
    assert said == ["yes"]


def test_text_is_painted_as_it_is(qtbot: QtBot, look: Look) -> None:
    line = SpanLabel([("141", "strong"), (f" {NAUGHTY}\nnext", "soft")])
    button = KeyButton(NAUGHTY, "M")
    for widget in (line, button):
        qtbot.addWidget(widget)
        widget.show()
        widget.grab()
    assert line.text.startswith("141 <img") and line.heightForWidth(100) > line.heightForWidth(900)


def table(qtbot: QtBot) -> tuple[RowsTableModel[tuple[str, int]], Table]:
    columns: list[Column[tuple[str, int]]] = [
        Column("name", "Name", 100, lambda row: Cell(row[0]), lambda row: row[0], grows=True),
        Column("count", "Count", 60, lambda row: Cell(str(row[1]), "number"), lambda row: row[1]),
        Column("chips", "Chips", 60, lambda row: Cell("", "chips", chips=("HD 1", "SD 2", "Ward 3"))),
    ]
    model = RowsTableModel(columns)
    view = Table(model, "test")
    qtbot.addWidget(view)
    model.put([("b", 2), ("a", 30), (NAUGHTY, 1)])
    view.resize(400, 200)
    view.show()
    return model, view


def test_a_short_list_is_sorted_and_copied(qtbot: QtBot, look: Look) -> None:
    model, view = table(qtbot)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view._head_clicked(1)
    assert [row[1] for row in model.rows] == [1, 2, 30]
    view._head_clicked(1)
    assert [row[1] for row in model.rows] == [30, 2, 1]
    view.pick([0, 2])
    assert view.picked_places() == [0, 2] and view.copy_rows() == 2
    assert QGuiApplication.clipboard().text().splitlines()[0] == "Name\tCount\tChips"
    view.grab()


def test_the_keyboard_opens_the_menu_of_the_row_it_is_on(qtbot: QtBot, look: Look) -> None:
    _, view = table(qtbot)
    view.pick([1])
    with qtbot.waitSignal(view.menu_wanted) as asked:
        qtbot.keyClick(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    index, place = asked.args
    assert index.row() == 1 and view.visualRect(index).contains(view.viewport().mapFromGlobal(place))


def test_columns_share_the_room_by_what_they_need() -> None:
    assert shared_width(300, (146, 70, 112), (146, 70, 112)) == [128, 70, 102]  # too little: each a little less
    assert shared_width(320, (146, 70, 112), (120, 87, 96)) == [127, 90, 101]  # what one need not have goes to another
    assert shared_width(900, (146, 70, 112), (120, 87, 96)) == [321, 154, 246]  # none much wider than it was made
    assert shared_width(100, (146, 70), (200, 90)) == [109, 52]  # nor much narrower
    assert shared_width(100, (), ()) == []


def test_chips_leave_room_for_how_many_more_there_are() -> None:
    assert chips_shown([40, 40, 40], 128, 14) == 3
    assert chips_shown([40, 40, 40], 120, 14) == 2
    assert chips_shown([40, 40, 40], 100, 14) == 1
    assert chips_shown([140, 40], 100, 14) == 1


def test_the_width_is_shared_anew_for_other_rows_and_not_for_a_change_in_them(qtbot: QtBot, look: Look) -> None:
    columns: list[Column[str]] = [Column(name, name, 100, lambda row, name=name: Cell(row if row[0] == name else ""),
                                         grows=True) for name in "ab"]
    model = RowsTableModel(columns)
    view = Table(model)
    qtbot.addWidget(view)
    view.resize(210, 200)
    view.show()
    model.put(["a word much wider than a hundred"])
    assert view.columnWidth(0) > view.columnWidth(1)
    before = view.columnWidth(0)
    model.rows[0] = "b word much wider than a hundred"
    model.dataChanged.emit(model.index(0, 0), model.index(0, 1))
    assert view.columnWidth(0) == before
    model.put(["b word much wider than a hundred"])
    assert view.columnWidth(0) < view.columnWidth(1)


def test_a_fit_while_the_mouse_is_down_is_not_taken_for_the_users_own(qtbot: QtBot, look: Look) -> None:
    _, view = table(qtbot)
    view.resize(280, 200)
    wide = view.columnWidth(0)
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton)
    view.resize(270, 200)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton)
    view.resize(260, 200)
    assert view.columnWidth(0) == wide - 20


def test_the_choice_of_columns_is_remembered(qtbot: QtBot, look: Look) -> None:
    _, view = table(qtbot)
    view.show_column(2, False)
    assert view.visible_columns() == [0, 1]
    _, again = table(qtbot)
    assert again.visible_columns() == [0, 1]
    view.show_column(0, False)
    view.show_column(1, False)
    assert view.visible_columns() == [1]


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, look: Look) -> None:
    pressed: list[str] = []
    dialog = QDialog()
    qtbot.addWidget(dialog)
    save, cancel = (button(text, lambda text=text: pressed.append(text)) for text in ("Save", "Cancel"))
    two = KeyButton("Not the same", "D")
    two.clicked.connect(lambda: pressed.append("Not the same"))
    save.setDefault(True)
    line = QHBoxLayout(dialog)
    for one in (save, cancel, two):
        line.addWidget(one)
    dialog.show()
    qtbot.waitExposed(dialog)
    for one in (cancel, two, save):
        one.setFocus()
        qtbot.keyClick(one, Qt.Key.Key_Return)
    assert pressed == ["Cancel", "Not the same", "Save"]
