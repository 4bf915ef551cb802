"""A filled sheet dropped on the window: recognised, compared, decided on by keys, recorded once and undone at once."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select, update

from organizer.callsheets import compose, outward, shelf
from organizer.callsheets.readback.typing_in import entered_lines
from organizer.districts.load import load_table
from organizer.domain.clock import from_text
from organizer.domain.filters import EVERYONE
from organizer.outreach.record import record_result
from organizer.prospects import browse
from organizer.storage.database import Database
from organizer.storage.tables import Action, CallSheet
from tests.ui.conftest import fill


@pytest.fixture
def sheet_file(store, tmp_path):
    """A sheet of everybody in the store of twelve, as a workbook."""
    return make_file(store, tmp_path / "sheet.xlsx")


def make_file(store, path):
    with store.writing() as session:
        sheet = compose.make_sheets(session, EVERYONE, title="All", by="Tess", callers=["Denise"]).sheets[0]
        outward.write_sheets(session, [sheet], path, by="Tess")
    return SimpleNamespace(path=path, sheet=sheet)


def write(path, values, target=None, change=None):
    """Fill in cells by line and heading, and save under another name where one is given."""
    book = load_workbook(path)
    page = book["Call sheet"]
    head = next(row for row in range(1, 12) if page.cell(row, 1).value == "Line")
    columns = {cell.value: cell.column for cell in page[head] if cell.value}
    for line, said in values.items():
        for heading, value in said.items():
            page.cell(head + line, columns[heading]).value = value
    if change:
        change(page, head, columns)
    book.save(target or path)
    return target or path


def dropped(qtbot, window, *paths):
    window.files_dropped.emit(tuple(paths))
    qtbot.waitUntil(lambda: window.workspace.current is window.workspace.page("read-back"), timeout=20_000)
    page = window.workspace.page("read-back")
    qtbot.waitUntil(lambda: page.found is not None, timeout=30_000)
    return page


def pick(page, line, view="written"):
    page._fill(view)
    place = next(place for place, item in enumerate(page.model.rows) if item.line == line and item.row is not None)
    page.table.pick([place])
    page.table.setFocus()
    return page.model.rows[place]


def entered(window, sheet):
    with window.jobs.database.reading() as session:
        return {line: one.code for line, one in entered_lines(session, sheet).items()}


def record(qtbot, page):
    page.go.setFocus()
    with qtbot.waitSignal(page.jobs.changed, timeout=20_000):
        QTest.keyClick(page.go, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not any(item.taken for item in page._all), timeout=20_000)


def test_a_filled_sheet_that_is_dropped_is_recorded_by_one_press_and_undone_by_one(qtbot, sheet_file, open_window):
    path = write(sheet_file.path, {1: {"Result": "LM Left message"}, 2: {"Result": "NH"},
                                   3: {"Result": "CV", "Run?": "Yes", "Notes": "after six"}},
                 sheet_file.path.with_name("Denise is back.xlsx"))
    page = dropped(qtbot, open_window, path)
    assert page.caller.text() == "Denise"
    assert page.go.text() == "&Record 3 results"
    assert open_window.focusWidget() is page.go
    record(qtbot, page)
    assert entered(open_window, sheet_file.sheet) == {1: "LM", 2: "NH", 3: "CV"}
    assert "3 results of this sheet are recorded" in page.desk.sums.text()
    with open_window.jobs.database.reading() as session:
        assert {row.state for row in shelf.listed(session)} == {"back"}
        assert session.scalars(select(Action.name).order_by(Action.id.desc()).limit(1)).one() == (
            "Read sheet 1 back: 3 results")
    with qtbot.waitSignal(open_window.jobs.changed):
        open_window.undo()
    qtbot.waitUntil(lambda: page.go.text() == "&Record 3 results")
    assert entered(open_window, sheet_file.sheet) == {}


def test_read_twice_it_changes_nothing(qtbot, sheet_file, open_window):
    write(sheet_file.path, {1: {"Result": "LM"}, 4: {"Result": "CB", "Call back": "tomorrow 7pm"}})
    page = dropped(qtbot, open_window, sheet_file.path)
    record(qtbot, page)
    page._leave()
    page = dropped(qtbot, open_window, sheet_file.path)
    assert not page.go.isEnabled()
    assert page.found.counts() == {"same": 2, "blank": 10}


def test_saved_as_csv_it_is_recognised_too_and_a_list_of_people_is_not(qtbot, sheet_file, open_window, tmp_path):
    write(sheet_file.path, {2: {"Result": "BZ"}})
    rows = load_workbook(sheet_file.path)["Call sheet"].iter_rows(values_only=True)
    saved = tmp_path / "tuesday.csv"
    with saved.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(["" if cell is None else cell for cell in row] for row in rows)
    people = tmp_path / "signups.csv"
    people.write_text("Name,Phone,Result\nAnn Lee,612 555 0100,yes\n")
    page = dropped(qtbot, open_window, saved)
    assert page.go.text() == "&Record 1 result"
    open_window.files_dropped.emit((people,))
    qtbot.waitUntil(lambda: open_window.workspace.current is open_window.workspace.page("import"), timeout=20_000)


def test_conflicts_are_side_by_side_and_the_space_bar_takes_the_sheets(qtbot, store, sheet_file, open_window):
    with open_window.jobs.database.writing() as session:
        record_result(session, [sheet_file.sheet.lines[0].person_id], "RF", by="Lee", at="2099-01-01T00:00:00Z")
    write(sheet_file.path, {1: {"Result": "CV", "Help?": "Yes"}, 2: {"Result": "NH"}})
    page = dropped(qtbot, open_window, sheet_file.path)
    assert open_window.focusWidget() is page.table
    item = pick(page, 1)
    assert "Refused" in item.now
    assert item.said == "Talked · help: yes"
    assert "by Lee" in page.side.sides["now"].text()
    assert page.side.keep.isChecked()
    assert page.go.text() == "&Record 1 result"
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.go.text() == "&Record 2 results"
    assert page.side.take.isChecked()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.go.text() == "&Record 1 result"
    QTest.keyClick(page.side.take, Qt.Key.Key_Space)
    record(qtbot, page)
    assert entered(open_window, sheet_file.sheet) == {1: "CV", 2: "NH"}


def test_free_text_is_recorded_as_what_a_key_says_and_kept_word_for_word(qtbot, sheet_file, open_window):
    write(sheet_file.path, {1: {"Result": "left msg"}, 2: {"Result": "spoke to her dad"}, 3: {"Result": "NH, LM"}})
    page = dropped(qtbot, open_window, sheet_file.path)
    assert not page.go.isEnabled()
    pick(page, 1)
    assert page.side.why.text().endswith("LM left message?")
    QTest.keyClick(page.table, Qt.Key.Key_Space)  # as suggested
    pick(page, 2)
    assert page.side.result.isVisible()
    QTest.keyClick(page.table, "n")
    record(qtbot, page)
    assert entered(open_window, sheet_file.sheet) == {1: "LM", 2: "NH"}
    with open_window.jobs.database.reading() as session:
        assert entered_lines(session, sheet_file.sheet)[2].note == "“spoke to her dad”"
    qtbot.waitUntil(lambda: page.found.counts() == {"same": 2, "unclear": 1, "blank": 9})


def test_of_two_accounts_only_one_is_taken(qtbot, sheet_file, open_window):
    def copy(page, head, columns):
        for heading in ("Line", "Check", "Name", "Phone", "Address", "Key"):
            page.cell(head + 6, columns[heading]).value = page.cell(head + 5, columns[heading]).value

    write(sheet_file.path, {5: {"Result": "NH"}, 6: {"Result": "RF"}}, change=copy)
    page = dropped(qtbot, open_window, sheet_file.path)
    assert [item.row.state for item in page.model.rows[:2]] == ["doubled", "doubled"]
    assert [item.line for item in page._items("missing")] == [6]
    for place in (0, 1):
        page.table.pick([place])
        page.table.setFocus()
        QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert [item.taken for item in page.model.rows[:2]] == [False, True]
    record(qtbot, page)
    assert entered(open_window, sheet_file.sheet) == {5: "RF"}


def test_a_row_without_its_line_is_named_and_put_on_the_likely_one(qtbot, sheet_file, open_window):
    def lose(page, head, columns):
        page.cell(head + 3, columns["Key"]).value = ""
        page.cell(head + 3, columns["Check"]).value = ""

    write(sheet_file.path, {3: {"Result": "NH"}}, change=lose)
    page = dropped(qtbot, open_window, sheet_file.path)
    item = page.model.rows[0]
    assert item.row.state == "unknown"
    assert f"line 3, {sheet_file.sheet.lines[2].name}?" in item.why
    page.table.pick([0])
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.go.text() == "&Record 1 result")
    record(qtbot, page)
    assert entered(open_window, sheet_file.sheet) == {3: "NH"}


def test_corrections_are_offered_ticked_and_only_the_ticked_are_made(qtbot, sheet_file, open_window):
    write(sheet_file.path, {1: {"New phone": "(612) 555-8888"}, 2: {"New phone": "(612) 555-9999"},
                            3: {"New address": "12 Elm St, Anoka, MN 55303"}})
    page = dropped(qtbot, open_window, sheet_file.path)
    assert page.go.text() == "&Record 3 corrections"
    page.table.pick([1])
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.go.text() == "&Record 2 corrections"
    record(qtbot, page)
    with open_window.jobs.database.reading() as session:
        found = browse.rows(session, [line.person_id for line in sheet_file.sheet.lines[:3]])
    assert [row.phone == "+16125558888" for row in found] == [True, False, False]
    assert found[1].phone != "+16125559999"
    assert (found[2].city, found[2].zip) == ("Anoka", "55303")


def test_who_moved_gets_the_districts_of_the_new_home(qtbot, sheet_file, open_window):
    with open_window.jobs.database.writing() as session:
        load_table(session, ["zip", "state_house", "share"], [["55007", "11B", "1.000"]], name="zips", by="t")
    write(sheet_file.path, {3: {"Result": "MV", "New address": "12 Elm St, Quamba, MN 55007"}})
    record(qtbot, dropped(qtbot, open_window, sheet_file.path))
    with open_window.jobs.database.reading() as session:
        [row] = browse.rows(session, [sheet_file.sheet.lines[2].person_id])
    assert (row.last_result, dict(row.districts)["state-house"]) == ("MV", "11B")


def test_a_sheet_of_another_county_is_named_row_by_row(qtbot, sheet_file, open_window, tmp_path):
    other = Database.create(tmp_path / "other.organizer")
    fill(other)
    foreign = make_file(other, tmp_path / "foreign.xlsx")
    other.close()
    write(foreign.path, {1: {"Result": "XC"}})
    page = dropped(qtbot, open_window, foreign.path)
    assert not page.go.isEnabled()
    assert {item.row.state for item in page.model.rows} == {"foreign"}
    assert "made from another file" in page.model.rows[0].why


def test_what_was_entered_meanwhile_is_not_overwritten(qtbot, sheet_file, open_window):
    write(sheet_file.path, {1: {"Result": "LM"}})
    page = dropped(qtbot, open_window, sheet_file.path)
    with open_window.jobs.database.writing() as session:
        record_result(session, [sheet_file.sheet.lines[0].person_id], "RF", by="Lee",
                      origin_key=shelf.origin_key(sheet_file.sheet.uuid, 1))
    with qtbot.waitSignal(page.refused, timeout=20_000) as told:
        page.go.click()
    assert "in the meantime" in told.args[0]
    assert entered(open_window, sheet_file.sheet) == {1: "RF"}


def test_a_day_that_is_none_is_said_and_nothing_recorded(qtbot, sheet_file, open_window):
    write(sheet_file.path, {1: {"Result": "LM"}})
    page = dropped(qtbot, open_window, sheet_file.path)
    for said in ("someday", "tomorrow"):
        page.day.setText(said)
        page.go.click()
        assert f"“{said}” is" in page.desk.problem.text()
        assert entered(open_window, sheet_file.sheet) == {}


def test_a_day_is_written_as_people_say_it(qtbot, sheet_file, open_window):
    write(sheet_file.path, {1: {"Result": "LM"}})
    page = dropped(qtbot, open_window, sheet_file.path)
    page.day.setText("yesterday")
    page.go.click()
    qtbot.waitUntil(lambda: entered(open_window, sheet_file.sheet) == {1: "LM"})
    yesterday = datetime.now().astimezone().date() - timedelta(days=1)
    with open_window.jobs.database.reading() as session:
        at = entered_lines(session, sheet_file.sheet)[1].at
    assert from_text(at).astimezone().date() == yesterday


def test_a_packet_comes_home_with_every_sheet_told_apart(qtbot, store, window, tmp_path):
    with store.writing() as session:
        made = compose.make_sheets(session, EVERYONE, title="All", by="Tess", callers=["Ann", "Bo"])
        outward.write_sheets(session, made.sheets, tmp_path / "packet.xlsx", by="Tess")
    book = load_workbook(tmp_path / "packet.xlsx")
    for name in ("Sheet 1", "Sheet 2"):
        head = next(row for row in range(1, 12) if book[name].cell(row, 1).value == "Line")
        at = next(cell.column for cell in book[name][head] if cell.value == "Result")
        book[name].cell(head + 1, at).value = "NH"
    book.save(tmp_path / "packet.xlsx")
    path = store.path
    store.close()
    assert window.open_path(path)
    page = dropped(qtbot, window, tmp_path / "packet.xlsx")
    assert page.caller.text() == ""
    lines = [page.model.cell(row, 2).text for row in range(2)]
    assert lines == ["1·1", "2·1"]
    page.table.pick([1])
    assert page.side.place.text().startswith("Row ")
    assert "of Sheet 2, sheet 2, line 1" in page.side.place.text()
    record(qtbot, page)
    with window.jobs.database.reading() as session:
        for sheet, caller in zip(made.sheets, ("Ann", "Bo"), strict=True):
            assert {line: (one.code, one.by) for line, one in entered_lines(session, sheet).items()} == {
                1: ("NH", caller)}


def test_two_files_wait_in_line(qtbot, store, window, tmp_path):
    files = [make_file(store, tmp_path / f"{name}.xlsx") for name in ("one", "two")]
    with store.writing() as session:
        session.execute(update(CallSheet).values(made_at="2016-06-01T10:00:00Z"))  # printed long before the calls
    for one in files:
        write(one.path, {1: {"Result": "NH"}})
    path = store.path
    store.close()
    assert window.open_path(path)
    page = dropped(qtbot, window, *(one.path for one in files))
    assert "1 more file after this one" in page.desk.about.text()
    record(qtbot, page)
    assert page.go.text() == "Go on with the next file"
    page.go.click()
    qtbot.waitUntil(lambda: page.found is not None and page.found.file == "two.xlsx", timeout=30_000)
    assert page.model.rows[0].row.state == "conflict"  # called for the first sheet since
