"""Cells that go to a spreadsheet and come back: by position, by headings, looked at before they are kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from organizer.prospects import belongings
from organizer.prospects.edit import edit_person
from organizer.storage.tables import ContactEvent
from tests.ui.prospects.hands import AT, column, go, kept, last_action
from tests.ui.prospects.table import settled
from ui.at_cursor import at_cursor
from ui.main_window import MainWindow
from ui.prospects.copying import CopyPopup, copy_people
from ui.prospects.page import ProspectsPage
from ui.prospects.paste_dialog import PasteDialog


def test_a_column_of_results_is_pasted_after_a_look(qtbot: QtBot, four: ProspectsPage) -> None:
    go(four, 0, "status")
    dialog = pasted(qtbot, four, "no answer\nDo not call\n")
    assert [(row.field, row.new) for row in dialog.model.rows] == [("last_result", "No answer"), ("last_result", "Do not call")]
    assert dialog.sums.text() == "2 cells will change. 1 person will be on no list to call again."
    dialog.go.click()
    settled(qtbot, four)
    qtbot.waitUntil(lambda: column(four, "status")[:2] == ["No answer", "Do not call"])


def test_a_pasted_move_and_language_are_asked_about_once_by_keys(qtbot: QtBot, four: ProspectsPage) -> None:
    go(four, 0, "status")
    dialog = pasted(qtbot, four, "Moved\nLanguage\nMoved, in the district\nLeft message\n")
    assert dialog.asked["where"].question.text() == "1 person moved. Where to?"
    assert dialog.asked["language"].question.text() == "1 person could not be talked to. Which language?"
    out = next(one for one in dialog.where.findChildren(QPushButton) if one.text() == "Out of the state")
    out.setFocus()
    QTest.keyClick(out, Qt.Key.Key_Space)
    QTest.keyClicks(dialog.language, "Hmong")
    dialog.language.completer().popup().hide()
    QTest.keyClick(dialog.language, Qt.Key.Key_Return)
    settled(qtbot, four)
    qtbot.waitUntil(lambda: column(four, "status") == ["Moved", "Language", "Moved", "Left message"])
    with four.jobs.database.reading() as session:
        told = [(one.moved_to, one.language) for one in session.scalars(select(ContactEvent))]
    assert sorted(told) == [("", ""), ("", "Hmong"), ("in-district", ""), ("out-of-state", "")]


def test_a_pasted_result_that_lacks_nothing_asks_nothing(qtbot: QtBot, four: ProspectsPage) -> None:
    go(four, 0, "status")
    dialog = pasted(qtbot, four, "Left message\n")
    assert not any(one.isVisibleTo(dialog) for one in dialog.asked.values())
    assert dialog.focusWidget() is dialog.go
    dialog.reject()


def test_a_column_goes_to_the_spreadsheet_and_back_with_a_preview(
    qtbot: QtBot, four: ProspectsPage, open_window: MainWindow
) -> None:
    four.table.selectAll()
    copy_people(four, [AT["phone"]])
    settled(qtbot, four)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == 4 and copied[0].startswith("(612)")
    QGuiApplication.clipboard().setText("\n".join(["(218) 555-0111", "no number", *copied[2:]]) + "\n")
    go(four, 0, "phone")
    at_cursor("paste", open_window.page)
    dialog = four.findChild(PasteDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.go.isEnabled())
    assert dialog.sums.text() == ("1 cell will change, 2 are the same already, 1 cannot go in and will be left as it is.")
    assert [(row.new, bool(row.problem)) for row in dialog.model.rows] == [("no number", True), ("(218) 555-0111", False)]
    QTest.keyClick(dialog.go, Qt.Key.Key_Return)
    settled(qtbot, four)
    assert kept(four, "phone")[0] == "+12185550111"
    assert last_action(four) == f"Paste phone of {four.model.row(0).name}"  # type: ignore[union-attr]


def test_a_block_finds_its_columns_by_its_headings(qtbot: QtBot, four: ProspectsPage) -> None:
    four.table.pick([0, 1])
    four.copy()
    settled(qtbot, four)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0][:3] == ["Name", "Phone", "City"] and len(lines) == 3
    lines[1][2], lines[2][2] = "Ely", "Orr"
    QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
    assert four.paste()
    dialog = four.findChild(PasteDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.go.isEnabled())
    assert [(row.field, row.new) for row in dialog.model.rows] == [("city", "Ely"), ("city", "Orr")]
    dialog.go.click()
    settled(qtbot, four)
    assert kept(four, "city")[:2] == ["Ely", "Orr"]


def pasted(qtbot: QtBot, page: ProspectsPage, text: str) -> PasteDialog:
    """The dialog that asks before a text is pasted, when it has looked."""
    QGuiApplication.clipboard().setText(text)
    assert page.paste()
    dialog = page.findChild(PasteDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.sums.text() != "Looking at what would change …")
    return dialog


def test_headings_may_be_in_another_order_with_others_among_them(qtbot: QtBot, four: ProspectsPage) -> None:
    four.table.pick([0, 1])
    dialog = pasted(qtbot, four, "Tags\tMy remark\tStatus\tCity\nunion\twell\tNew\tEly\nvip\tbad\tNew\tOrr\n")
    assert [(row.field, row.new) for row in dialog.model.rows] == [
        ("tags", "union"), ("city", "Ely"), ("tags", "vip"), ("city", "Orr")]
    assert dialog.sums.text() == "4 cells will change, 2 are the same already. Not pasted: My remark."
    dialog.reject()


def test_fewer_lines_than_people_and_more_lines_than_rows_are_said(qtbot: QtBot, four: ProspectsPage) -> None:
    go(four, 0, "city")
    four.table.selectAll()
    dialog = pasted(qtbot, four, "Ely\nOrr\n")
    assert dialog.sums.text() == "2 cells will change. No line is left for 2 of the people selected."
    dialog.reject()
    settled(qtbot, four)
    go(four, 2, "city")
    dialog = pasted(qtbot, four, "Ely\nOrr\nMax\n")
    assert [row.new for row in dialog.model.rows if row.problem == "There is no row for this line."] == ["Max"]
    dialog.go.click()
    settled(qtbot, four)
    assert kept(four, "city")[2:] == ["Ely", "Orr"]


def test_what_is_pasted_while_the_table_is_in_its_order_reaches_whom_it_was_meant_for(
    qtbot: QtBot, four: ProspectsPage
) -> None:
    four.table._head_clicked(AT["city"])
    settled(qtbot, four)
    go(four, 0, "city")
    people = list(four.model.ids)
    four.table.selectAll()
    dialog = pasted(qtbot, four, "Zim\nYork\nXenia\nWright\n")
    four.jobs.write(edit_person, people[3], "city", "Aitkin", by="test")  # somebody changes places meanwhile
    settled(qtbot, four)
    dialog.go.click()
    settled(qtbot, four)
    with four.jobs.database.reading() as session:
        assert belongings.current(session, people, "city") == dict(zip(people, ["Zim", "York", "Xenia", "Wright"], strict=True))


def test_a_block_of_cells_is_copied_and_pasted_back_by_its_headings(
    qtbot: QtBot, four: ProspectsPage, open_window: MainWindow
) -> None:
    four.table.pick([0, 2])
    four.table.go_to(0, AT["city"])
    QTest.keyClick(open_window, Qt.Key.Key_C,
                   Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, CopyPopup) and popup.list.chosen == (AT["city"],) and popup.go.text() == "Copy 2 cells"
    popup.list.search.setText("Phone")
    QTest.keyClick(popup.list, Qt.Key.Key_Return)
    assert popup.go.text() == "Copy 4 cells"
    popup.go.click()
    settled(qtbot, four)
    cells = [[four.model.cell(place, AT[name]).text for name in ("phone", "city")] for place in (0, 2)]
    said = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert said == [["Phone", "City"], *cells]
    assert four.copied == (AT["phone"], AT["city"])


def test_a_list_in_another_order_says_that_it_goes_by_name(qtbot: QtBot, four: ProspectsPage) -> None:
    go(four, 0, "name")
    names = column(four, "name")
    text = "\n".join(["Name\tCity", *(f"{name}\tTown {place}" for place, name in enumerate(reversed(names)))])
    dialog = pasted(qtbot, four, text)
    assert "Each line goes to whom it names." in dialog.sums.text()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    settled(qtbot, four)
    qtbot.waitUntil(lambda: column(four, "city") == ["Town 3", "Town 2", "Town 1", "Town 0"])
    assert column(four, "name") == names
