"""Typing in the table: in place, down a column, for many at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.outreach.record import record_result
from organizer.prospects import belongings
from organizer.prospects.edit import edit_person
from organizer.storage import journal
from tests.ui.prospects.hands import AT, column, go, kept, keys, last_action
from tests.ui.prospects.table import settled
from ui.main_window import MainWindow
from ui.prospects.columns import COLUMNS
from ui.prospects.page import ProspectsPage
from ui.prospects.paste_dialog import PasteDialog
from ui.prospects.row_menu import fill_row_menu
from ui.prospects.set_popup import SetPopup


def test_enter_goes_down_and_tab_to_the_right_as_in_a_sheet(qtbot: QtBot, four: ProspectsPage) -> None:
    go(four, 0, "city")
    keys(four, Qt.Key.Key_F2, "Ely", Qt.Key.Key_Return, "Orr", Qt.Key.Key_Tab)
    assert four.edits.editor is not None and COLUMNS[four.edits.editor.column].name == "interest"
    keys(four, "vol", Qt.Key.Key_Return, Qt.Key.Key_Escape)
    settled(qtbot, four)
    qtbot.waitUntil(lambda: column(four, "city")[:2] == ["Ely", "Orr"] and column(four, "interest")[1] == "Volunteer")
    assert four.edits.editor is None and four.table.hasFocus()
    assert last_action(four) == f"Change interest of {four.model.row(1).name}"  # type: ignore[union-attr]


def test_escape_keeps_nothing_and_an_untouched_cell_writes_nothing(qtbot: QtBot, four: ProspectsPage) -> None:
    before = last_action(four)
    go(four, 0, "city")
    keys(four, Qt.Key.Key_F2, "Nowhere", Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    settled(qtbot, four)
    assert (kept(four, "city")[0], last_action(four)) == ("Blaine", before)


def test_capitals_and_figures_begin_to_type_small_letters_are_results(qtbot: QtBot, four: ProspectsPage) -> None:
    go(four, 0, "city")
    keys(four, "E")
    assert four.edits.editor is not None and four.edits.editor.text == "E"
    keys(four, "ly m", Qt.Key.Key_Return, Qt.Key.Key_Escape, "n")
    settled(qtbot, four)
    assert kept(four, "city")[0] == "Ely m"
    qtbot.waitUntil(lambda: column(four, "status")[1] == "No answer")


def test_small_letters_are_typed_where_the_arrows_went_to_a_cell_of_words(qtbot: QtBot, four: ProspectsPage) -> None:
    go(four, 0, "phone")
    keys(four, Qt.Key.Key_Right, "moose lake", Qt.Key.Key_Return, Qt.Key.Key_Escape)
    settled(qtbot, four)
    assert kept(four, "city")[0] == "moose lake" and set(column(four, "status")) == {"New"}
    keys(four, Qt.Key.Key_Left, "n")  # a number is no word
    settled(qtbot, four)
    qtbot.waitUntil(lambda: column(four, "status")[1] == "No answer")
    cell = four.table.visualRect(four.model.index(2, 2)).center()
    qtbot.mouseClick(four.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    keys(four, "m")  # pressed with the mouse, a person is meant
    settled(qtbot, four)
    qtbot.waitUntil(lambda: column(four, "status")[2] == "Left message")


def test_delete_empties_a_cell_and_enter_keeps_that(qtbot: QtBot, four: ProspectsPage) -> None:
    go(four, 0, "city")
    keys(four, Qt.Key.Key_Delete, Qt.Key.Key_Escape)
    settled(qtbot, four)
    assert kept(four, "city")[0] == "Blaine"
    keys(four, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    settled(qtbot, four)
    assert kept(four, "city")[0] == ""


@pytest.mark.parametrize(("name", "said", "line"), [
    ("birth_date", "31/02", "isn't a date"), ("zip", "abc", "a ZIP code"), ("run_stage", "whatever", "none of the choices"),
    ("email", "not an address", "an e-mail address"), ("city", "x" * 100_000, "100,000 letters"),
    ("interest", "<img src=x>", "none of the choices"), ("last_result", "dunno", "isn't a result"),
    ("notes", "🎺" * 100_000, "100,000 letters"), ("name", " ", "cannot be blank"),
])
def test_what_does_not_fit_is_told_at_the_cell_and_nothing_is_lost(
    qtbot: QtBot, four: ProspectsPage, name: str, said: str, line: str
) -> None:
    before = last_action(four)
    go(four, 1, name)
    keys(four, Qt.Key.Key_F2)
    editor = four.edits.editor
    assert editor is not None
    editor.type_over(said)
    keys(four, Qt.Key.Key_Tab)
    settled(qtbot, four)
    assert editor.open and line in editor._words.text() and editor.said.isVisible() and editor.text == said
    assert last_action(four) == before
    keys(four, Qt.Key.Key_Escape)
    assert not editor.open


@pytest.mark.parametrize("said", ["Zoë 🎺 O’Hara", "<b>Ann</b> <img src=x>", "حداد عمر", "Ñandú, Đức"])
def test_odd_names_are_typed_and_shown_as_they_are(qtbot: QtBot, four: ProspectsPage, said: str) -> None:
    go(four, 2, "name")
    person = four.model.ids[2]
    keys(four, Qt.Key.Key_F2)
    four.edits.editor.type_over(said)  # type: ignore[union-attr]
    keys(four, Qt.Key.Key_Return)
    keys(four, Qt.Key.Key_Escape)
    settled(qtbot, four)
    shown = "Đức Ñandú" if "," in said else said
    qtbot.waitUntil(lambda: four.model.known(person) is not None and four.model.known(person).name == shown)  # type: ignore[union-attr]


def test_a_number_that_must_not_be_dialled_comes_back_to_its_cell(qtbot: QtBot, four: ProspectsPage) -> None:
    number = four.model.row(3).phone  # type: ignore[union-attr]
    four.jobs.write(record_result, [four.model.ids[3]], "XC", by="x")
    settled(qtbot, four)
    go(four, 0, "phone")
    keys(four, number[2:], Qt.Key.Key_Return)
    settled(qtbot, four)
    editor = four.edits.editor
    assert editor is not None and editor.index.row() == 0 and editor.text == number[2:]
    assert "asked not to be called" in editor._words.text()
    keys(four, Qt.Key.Key_Escape)
    assert kept(four, "phone")[0] != number


def test_type_ahead_offers_what_is_there_and_enter_takes_the_first(qtbot: QtBot, four: ProspectsPage) -> None:
    go(four, 0, "office_sought")
    keys(four, Qt.Key.Key_F2)
    editor = four.edits.editor
    assert editor is not None
    qtbot.waitUntil(lambda: "Mayor" in editor.field.words)  # type: ignore[union-attr]
    keys(four, "Mayor; sch")
    qtbot.waitUntil(lambda: editor.field.list.isVisible())  # type: ignore[union-attr]
    keys(four, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    settled(qtbot, four)
    assert kept(four, "office_sought")[0] == "Mayor; School board"
    go(four, 1, "run_stage")
    keys(four, Qt.Key.Key_F2)
    stage = four.edits.editor
    qtbot.waitUntil(lambda: "Interested" in stage.field.words)  # type: ignore[union-attr]
    keys(four, "inter", Qt.Key.Key_Return, Qt.Key.Key_Escape)
    settled(qtbot, four)
    assert kept(four, "run_stage")[1] == "interested"


def test_a_result_is_chosen_in_the_status_cell(qtbot: QtBot, four: ProspectsPage) -> None:
    go(four, 1, "status")
    keys(four, Qt.Key.Key_F2)
    editor = four.edits.editor
    qtbot.waitUntil(lambda: "Busy" in editor.field.words)  # type: ignore[union-attr]
    keys(four, "left", Qt.Key.Key_Return)
    settled(qtbot, four)
    assert column(four, "status")[1] == "Left message"


def test_fill_down_from_the_first_of_the_selection_or_the_row_above(
    qtbot: QtBot, four: ProspectsPage, open_window: MainWindow
) -> None:
    go(four, 0, "office_sought")
    keys(four, Qt.Key.Key_F2, "Sheriff", Qt.Key.Key_Return, Qt.Key.Key_Escape)
    settled(qtbot, four)
    four.table.pick([0, 1, 3])
    four.table.go_to(0, AT["office_sought"])
    open_window.fill_down()
    settled(qtbot, four)
    assert kept(four, "office_sought") == ["Sheriff", "Sheriff", "County commission", "Sheriff"]
    assert last_action(four) == "Fill down office sought of 2 people"
    go(four, 2, "office_sought")
    open_window.fill_down()
    settled(qtbot, four)
    assert kept(four, "office_sought")[2] == "Sheriff"
    open_window.undo()
    open_window.undo()
    settled(qtbot, four)
    assert kept(four, "office_sought") == ["Sheriff", "City council", "County commission", "Mayor"]


def test_control_enter_sets_all_that_are_selected(qtbot: QtBot, four: ProspectsPage) -> None:
    four.table.pick([0, 1, 2])
    four.table.go_to(0, AT["city"])
    keys(four, Qt.Key.Key_F2)
    assert four.edits.editor is not None and "all 3 selected" in four.edits.editor._words.text()
    keys(four, "Tofte")
    QTest.keyClick(four.edits.editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, four)
    assert kept(four, "city") == ["Tofte", "Tofte", "Tofte", "Blaine"]


def test_many_are_set_from_the_menu(qtbot: QtBot, four: ProspectsPage) -> None:
    four.table.pick([1, 2])
    popup = SetPopup.ask(four, four.selected_ids, "tags")
    QTest.keyClicks(popup.typed, "union, vip")
    QTest.keyClick(popup.typed, Qt.Key.Key_Return)
    settled(qtbot, four)
    assert kept(four, "tags")[1:3] == ["union, vip"] * 2 and last_action(four) == "Tag 2 as union, vip"
    wrong = SetPopup.ask(four, four.selected_ids, "state")
    QTest.keyClicks(wrong.typed, "Freedonia")
    QTest.keyClick(wrong.typed, Qt.Key.Key_Return)
    assert wrong.isVisible() and "a state" in wrong.fault.text()
    wrong.close()


def test_a_right_click_keeps_or_leaves_out_a_value(qtbot: QtBot, page: ProspectsPage) -> None:
    def offered(place: int, name: str) -> dict[str, object]:
        page.table.pick([place])
        menu = QMenu(page)
        fill_row_menu(menu, page, page.model.index(place, AT[name]))
        return {action.text(): action for action in menu.actions()}

    place = next(place for place, city in enumerate(column(page, "city")) if city == "Ham Lake")
    offered(place, "city")["Not Ham Lake"].trigger()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: len(page.model.ids) == 8)
    settled(qtbot, page)
    assert page.bar.chips["without"].text() == "Not: Ham Lake"
    place = next(place for place, office in enumerate(column(page, "office_sought")) if office.startswith("School"))
    menu = offered(place, "office_sought")
    assert "Only School board" in menu and "Not City council" in menu
    menu["Only School board"].trigger()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: len(page.model.ids) == 1)
    page.bar.chips["without"].cleared.emit()
    qtbot.waitUntil(lambda: len(page.model.ids) == 2)


@pytest.mark.parametrize(("name", "only", "rest", "counts"), [
    ("phone", "Only without phone", "Only with phone", (1, 11)),
    ("district:state-house", "Only State House not known", "Only State House known", (1, 11)),
    ("office_sought", "Only without office sought", "Only with office sought", (7, 5)),
    ("language", "Only language: Łatgalian", "Not language: Łatgalian", (1, 11)),
    ("signed_up_at", "Only signed up Jul 4, 2016", "Not signed up Jul 4, 2016", (1, 11)),
    ("attempts", "Only 0 tries", "Not 0 tries", (12, 0)),
    ("notes", "Only without notes", "Only with notes", (12, 0)),
    ("state", "Only MN", "Not MN", (12, 0)),
])
def test_blank_cells_and_every_column_are_filtered_by_a_right_click(
    qtbot: QtBot, page: ProspectsPage, name: str, only: str, rest: str, counts: tuple[int, int]
) -> None:
    last = next(row.id for row in map(page.model.row, range(12)) if row is not None and row.first_name == "Zoë")
    page.jobs.write(edit_person, last, "language", "Łatgalian", by="test")
    page.jobs.write(edit_person, last, "signed_up_at", "2016-07-04", by="test")
    settled(qtbot, page)
    place = page.model.place_of(last)
    assert place is not None
    for words, count in zip((only, rest), counts, strict=True):
        page.bar.put(EVERYONE)
        qtbot.waitUntil(lambda: len(page.model.ids) == 12)
        settled(qtbot, page)
        page.table.pick([place])
        menu = QMenu(page)
        fill_row_menu(menu, page, page.model.index(place, AT[name]))
        {action.text(): action for action in menu.actions()}[words].trigger()
        settled(qtbot, page)
        qtbot.waitUntil(lambda count=count: len(page.model.ids) == count)


def test_a_filter_that_changes_under_the_editor_keeps_what_was_typed(qtbot: QtBot, four: ProspectsPage) -> None:
    go(four, 1, "notes")
    person = four.model.ids[1]
    keys(four, Qt.Key.Key_F2, "call after six")
    four.bar.put(ProspectFilter(search="okafor"))
    qtbot.waitUntil(lambda: len(four.model.ids) == 1)
    settled(qtbot, four)
    assert four.edits.editor is None
    with four.jobs.database.reading() as session:
        assert belongings.current(session, [person], "notes") == {person: "call after six"}
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, PasteDialog) and one.isVisible()]


def test_a_follow_up_is_typed_as_it_is_said(qtbot: QtBot, four: ProspectsPage) -> None:
    go(four, 0, "follow_up")
    keys(four, Qt.Key.Key_F2, "31/02", Qt.Key.Key_Return)
    assert four.edits.editor is not None and "a day or time" in four.edits.editor._words.text()
    four.edits.editor.field.clear()
    keys(four, "tomorrow 6:30pm", Qt.Key.Key_Return, Qt.Key.Key_Escape)
    settled(qtbot, four)
    assert column(four, "follow_up")[0].endswith("6:30 PM")
    assert last_action(four) == f"Set a follow-up with {four.model.row(0).name}"  # type: ignore[union-attr]
    go(four, 0, "follow_up")
    keys(four, Qt.Key.Key_F2)
    assert four.edits.editor is not None
    four.edits.editor.field.clear()
    keys(four, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    settled(qtbot, four)
    assert column(four, "follow_up")[0] == ""
    assert last_action(four) == f"Take away the follow-up with {four.model.row(0).name}"  # type: ignore[union-attr]
    with four.jobs.database.writing() as session:
        journal.undo(session, by="x")
    four.finding.outdate(None)
    qtbot.waitUntil(lambda: column(four, "follow_up")[0].endswith("6:30 PM"))


def test_who_gets_another_place_is_followed_and_nobody_else_is_opened(qtbot: QtBot, four: ProspectsPage) -> None:
    person, other = four.model.ids[1], four.model.ids[2]
    before = four.model.known(other).name  # type: ignore[union-attr]
    go(four, 1, "name")
    keys(four, Qt.Key.Key_F2, "Zoila Zimmer", Qt.Key.Key_Return)
    assert four.edits.editor is None
    keys(four, "Q")  # the next letter would have typed over the next person
    keys(four, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: four.model.place_of(person) == 2 and four.selected_ids == (person,))
    settled(qtbot, four)
    assert four.model.known(other).name == before and four.edits.editor is None  # type: ignore[union-attr]
    go(four, 0, "city")
    keys(four, Qt.Key.Key_F2, "Ely", Qt.Key.Key_Return)
    assert four.edits.editor is not None  # down a column that is not in order one goes on typing
