"""Two rows made one and one row made two, in the window, and both undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from organizer.outreach.record import record_result
from organizer.prospects import browse, reach
from organizer.prospects.details import details
from organizer.prospects.edit import edit_person
from organizer.storage import journal
from tests.ui.prospects.table import settled
from ui.main_window import MainWindow
from ui.prospects.choose_person import ChoosePerson
from ui.prospects.merge_dialog import MergeDialog
from ui.prospects.page import ProspectsPage
from ui.prospects.split_dialog import SplitDialog


def merging(qtbot: QtBot, page: ProspectsPage, window: MainWindow, *people: int) -> MergeDialog:
    page.table.pick([page.model.place_of(one) for one in people])  # type: ignore[misc]
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(MergeDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.model.rows))
    return dialog


def go_to(dialog: MergeDialog, label: str) -> None:
    dialog.table.pick([next(place for place, line in enumerate(dialog.model.rows) if line.row.label == label)])


def test_two_chosen_people_are_merged_line_by_line_and_undone(
    qtbot: QtBot, page: ProspectsPage, open_window: MainWindow
) -> None:
    for person, field, said in ((1, "notes", "brings pie"), (10, "notes", "has a van"), (10, "language", "Hmong")):
        page.jobs.write(edit_person, person, field, said, by="x")
    settled(qtbot, page)
    dialog = merging(qtbot, page, open_window, 10, 1)
    keep, other = dialog._ids
    assert {keep, other} == {1, 10}
    if keep != 1:
        QTest.keyClick(dialog.table, Qt.Key.Key_X)
        qtbot.waitUntil(lambda: "into Maria Okafor" in dialog.heading.text())
    assert dialog.heading.text() == "Merge Angela Chen of Ham Lake into Maria Okafor of Blaine?"
    kept = {line.row.label: line.result for line in dialog.model.rows}
    assert kept["Notes"] == "brings pie + has a van" and kept["Language"] == "Hmong" and kept["First name"] == "Maria"
    assert kept["Phones"] == "(612) 555-0161, (612) 555-0108"
    go_to(dialog, "First name")
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    go_to(dialog, "Notes")
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert [line.chosen for line in dialog.model.rows if line.chosen] == ["other", "keep"]
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    settled(qtbot, page)
    with page.jobs.database.reading() as session:
        person = details(session, 1)
        assert (person.row.name, person.notes, len(person.phones)) == ("Angela Okafor", "brings pie", 2)
        assert browse.count(session) == 11
    open_window.undo()
    settled(qtbot, page)
    with page.jobs.database.reading() as session:
        assert (browse.count(session), details(session, 10).row.name) == (12, "Angela Chen")


def test_they_are_two_and_stay_so(qtbot: QtBot, page: ProspectsPage, open_window: MainWindow) -> None:
    dialog = merging(qtbot, page, open_window, 10, 1)
    QTest.keyClick(dialog.table, Qt.Key.Key_D)
    settled(qtbot, page)
    with page.jobs.database.reading() as session:
        assert browse.count(session) == 12 and "are not the same" in str(journal.next_undo(session))


def test_three_rows_of_one_person_are_merged_one_after_the_other(
    qtbot: QtBot, page: ProspectsPage, open_window: MainWindow
) -> None:
    page.jobs.write(record_result, [7], "XC", by="x")
    settled(qtbot, page)
    dialog = merging(qtbot, page, open_window, 10, 1, 7)
    first, second = dialog._ids
    [third] = dialog._waiting
    assert dialog.heading.text().endswith("? 1 more after this.")
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog.model.rows) and dialog._ids == (first, third))
    assert dialog.heading.text().endswith("?") and dialog.isVisible()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    settled(qtbot, page)
    with page.jobs.database.reading() as session:
        person = details(session, first)
        assert len(person.phones) == 3 and person.row.do_not_call and browse.count(session) == 10
        phones = {phone.status for phone in person.phones}
    assert phones == {"do-not-call"} and second != third
    open_window.undo()
    open_window.undo()
    settled(qtbot, page)
    with page.jobs.database.reading() as session:
        assert browse.count(session) == 12 and details(session, 7).row.do_not_call


def test_whose_phone_and_home_come_first_is_chosen_and_walls_are_shown(
    qtbot: QtBot, page: ProspectsPage, open_window: MainWindow
) -> None:
    page.jobs.write(record_result, [1], "XC", by="x")
    settled(qtbot, page)
    dialog = merging(qtbot, page, open_window, 10, 1)
    while dialog._ids != (10, 1):
        QTest.keyClick(dialog.table, Qt.Key.Key_X)
        settled(qtbot, page)
    lines = {line.row.label: line for line in dialog.model.rows}
    assert (lines["Not called"].row.keep, lines["Not called"].result) == ("", "Do not call")
    assert lines["Interest"].result == "Run, Volunteer, Run"
    go_to(dialog, "Phones")
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    go_to(dialog, "Lives at")
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    kept = {line.row.label: line.result for line in dialog.model.rows}
    assert kept["Phones"] == "(612) 555-0161, (612) 555-0108" and kept["Lives at"].startswith("1001 Polk St")
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    settled(qtbot, page)
    with page.jobs.database.reading() as session:
        row = details(session, 10).row
        assert (row.phone, row.address, row.do_not_call) == ("+16125550161", "1001 Polk St NE", True)


def test_more_than_a_few_is_one_line(qtbot: QtBot, page: ProspectsPage, open_window: MainWindow) -> None:
    page.table.selectAll()
    QTest.keyClick(open_window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert "Select the person who is there twice" in open_window.workspace.error.text.text()  # type: ignore[union-attr]


def splitting(qtbot: QtBot, page: ProspectsPage, window: MainWindow) -> SplitDialog:
    window.run_command("split", (3,))
    dialog = window.findChild(SplitDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog._row is not None)
    return dialog


def test_a_couple_on_one_row_is_split_and_undone(qtbot: QtBot, page: ProspectsPage, open_window: MainWindow) -> None:
    page.jobs.write(edit_person, 3, "first_name", "Aisha & Bo", by="x")
    page.jobs.write(record_result, [3], "LM", by="x", note="for Bo")
    settled(qtbot, page)
    dialog = splitting(qtbot, page, open_window)
    assert (dialog.first.text(), dialog.second.text()) == ("Aisha Flores", "Bo Flores")
    assert dialog.list.chosen == (("phone", "+17635550190"),) and not dialog.share.isChecked()
    call = next(row for row, one in enumerate(dialog.list._model.choices) if one.value and one.value[0] == "call")
    dialog.list._toggle(call)
    QTest.keyClick(dialog.second, Qt.Key.Key_Return)
    settled(qtbot, page)
    qtbot.waitUntil(lambda: page.selected_ids == (13,))
    with page.jobs.database.reading() as session:
        one, two = details(session, 3), details(session, 13)
    assert (one.row.name, two.row.name) == ("Aisha Flores", "Bo Flores")
    assert ([p.number for p in one.phones], [p.number for p in two.phones]) == (["+16125550127"], ["+17635550190"])
    assert (len(one.events), len(two.events), two.row.address) == (0, 1, one.row.address)
    assert two.row.districts == one.row.districts
    open_window.undo()
    settled(qtbot, page)
    with page.jobs.database.reading() as session:
        assert details(session, 3).row.name == "Aisha & Bo Flores" and browse.count(session) == 12


def test_a_couple_s_one_phone_stays_with_both(qtbot: QtBot, page: ProspectsPage, open_window: MainWindow) -> None:
    page.jobs.write(reach.remove_phone, 3, "+17635550190", by="x")
    settled(qtbot, page)
    dialog = splitting(qtbot, page, open_window)
    assert dialog.share.isChecked()
    dialog.accept()
    settled(qtbot, page)
    assert dialog.isVisible() and "Give the second person a name" in dialog.fault.text()
    dialog.second.setText("Bo Flores")
    dialog.accept()
    settled(qtbot, page)
    with page.jobs.database.reading() as session:
        assert {details(session, one).row.phone for one in (3, 13)} == {"+16125550127"}


def test_one_selected_person_is_merged_with_another_who_is_looked_for(
    qtbot: QtBot, page: ProspectsPage, open_window: MainWindow
) -> None:
    page.table.pick([page.model.place_of(1)])  # type: ignore[list-item]
    QTest.keyClick(open_window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    choose = open_window.findChild(ChoosePerson)
    assert choose is not None
    qtbot.waitUntil(lambda: choose.search.text() == "Okafor")
    QTest.keyClicks(choose.search, "nobody at all")
    qtbot.waitUntil(lambda: choose.nobody.text() == "Nobody else is found by that.")
    assert not choose.go.isEnabled()
    choose.search.selectAll()
    QTest.keyClicks(choose.search, "612")
    qtbot.waitUntil(lambda: len(choose.model.rows) > 2)
    assert 1 not in {row.id for row in choose.model.rows}
    QTest.keyClick(choose.search, Qt.Key.Key_Down)
    wanted = choose.model.rows[1].id
    QTest.keyClick(choose.search, Qt.Key.Key_Return)
    dialog = open_window.findChild(MergeDialog)
    assert dialog is not None and dialog._ids == (1, wanted)
    qtbot.waitUntil(lambda: bool(dialog.model.rows))
