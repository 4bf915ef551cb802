"""A sheet dropped on the window, checked on one page, imported, summed up, taken back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from sqlalchemy import func, select

from organizer.domain.changes import Changes
from organizer.importing.views import Done
from organizer.storage import journal
from organizer.storage.tables import Person
from ui.importing.done_view import DoneView

SAMPLE = Path(__file__).parents[3] / "resources" / "sample"


def people(window):
    with window.jobs.database.reading() as session:
        return session.execute(select(func.count()).select_from(Person)).scalar_one()


@pytest.fixture
def page(qtbot, open_window):
    """The window with twelve people, ready to import."""

    def importing(*paths):
        open_window.run_command("import", tuple(Path(path) for path in paths))
        qtbot.waitUntil(lambda: open_window.workspace.current is open_window.workspace.page("import"))
        found = open_window.workspace.current
        qtbot.waitUntil(lambda: found.view is not None, timeout=30_000)
        return found

    return importing


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "signups.csv"
    path.write_text(
        "First Name,Last Name,Mobile Phone,Zip,I would like to,What now\n"
        "Ann,Lee,(218) 555-0101,55802,Running for office,yes\n"
        "BOB,McDonald,218.555.0102,55802,Volunteering,no\n"
        "Maria,Okafor,612-555-0161,55434,Run for office,\n"
        ",,,,,just a note\n",
        encoding="utf-8",
    )
    return path


def press_enter(qtbot, window):
    """Enter where the cursor is, as a hand on the keyboard does."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_enter_twice_imports_the_sample_sheet(qtbot, window, tmp_path):
    """Somebody who has never seen the program: a new file, a sheet dropped on the window, Enter, Enter."""
    assert window.open_path(tmp_path / "county.organizer", create=True)
    window.show()
    qtbot.waitExposed(window)
    window.files_dropped.emit((SAMPLE / "bsd-win-signups.xlsx",))
    view = window.workspace.page("import")
    qtbot.waitUntil(lambda: view.view is not None, timeout=60_000)
    assert "looks like a Blue State Digital export" in view.head.about.text()
    assert view.foot.sums.text() == "6,700 rows: 6,500 new, 200 more of the same people."
    assert view.go.text() == "Import 6,500 people"
    assert people(window) == 0
    press_enter(qtbot, window)
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=60_000)
    assert "6,700 rows" in view.done.rows.text()
    press_enter(qtbot, window)
    qtbot.waitUntil(lambda: window.workspace.current is window.workspace.page("prospects"))
    assert people(window) == 6500
    with window.jobs.database.reading() as session:
        person = session.execute(
            select(Person.first_name, Person.phone, Person.email, Person.office_sought, Person.wants_run)
            .where(Person.wants_run == 1, Person.office_sought != "").limit(1)).one()
    assert person.first_name and person.phone.startswith("+1") and "@" in person.email


def test_the_rows_left_out_come_back_as_a_file_and_go_in_once_mended(qtbot, open_window, page, tmp_path, monkeypatch):
    sheet = tmp_path / "signups.csv"
    sheet.write_text("First Name,Last Name,Mobile Phone,Zip,Note\n"
                     "Ann,Lee,(218) 555-0101,02138,=good\n,,,55802,\"=cmd|x\nsecond line\"\n,,,02139,'quoted\n",
                     encoding="utf-8")
    view = page(sheet)
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    target = tmp_path / "left out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(target), ""))
    view.done.refused.click()
    qtbot.waitUntil(target.exists)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["First Name", "Last Name", "Mobile Phone", "Zip", "Note", "Reason"]
    assert [row[3] for row in rows[1:]] == ["55802", "02139"] and rows[1][4] == "'=cmd|x\nsecond line"
    assert all("no name, phone" in row[5] for row in rows[1:])
    rows[1][0], rows[2][0], rows[2][1] = "Bo", "Cy", "Dunn"
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    before = people(open_window)
    open_window.run_command("import", (target,))
    qtbot.waitUntil(lambda: view.view is not None and view.view.file == "left out.csv", timeout=30_000)
    assert [row.header for row in view.columns.columns_model.rows] == rows[0][:-1]
    assert view.view.sums["added"] == 2
    view.go.click()
    qtbot.waitUntil(lambda: people(open_window) == before + 2, timeout=30_000)
    with open_window.jobs.database.reading() as session:
        notes = session.scalars(select(Person.notes).where(Person.first_name.in_(("Bo", "Cy"))).order_by(Person.id)).all()
    assert list(notes) == ["=cmd|x\nsecond line", "'quoted"]


def test_several_files_and_a_folder_wait_in_line(qtbot, open_window, tmp_path):
    folder = tmp_path / "county sheets"
    folder.mkdir()
    for number, name in enumerate(("a.csv", "b.csv", "c.csv")):
        (folder / name).write_text(f"Name,Email\nAnn Number{number},ann{number}@example.org\n", encoding="utf-8")
    (folder / "letter.docx").write_bytes(b"x")
    before = people(open_window)
    open_window.files_dropped.emit((folder,))
    view = open_window.workspace.page("import")
    for number, name in enumerate(("a.csv", "b.csv", "c.csv")):
        qtbot.waitUntil(lambda name=name: view.view is not None and view.view.file == name, timeout=30_000)
        view.go.click()
        qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
        assert view.done.go.text() == ("Show the people" if number == 2 else f"Next file ({2 - number} left)")
        view.done.go.click()
    qtbot.waitUntil(lambda: people(open_window) == before + 3)
    assert open_window.workspace.current is open_window.workspace.page("prospects")
    assert view.head.passed_over.text().startswith("Passed over in “county sheets”: letter.docx")
    open_window.files_dropped.emit((folder / "a.csv",))  # which is another matter
    qtbot.waitUntil(lambda: view.view is not None and view.view.file == "a.csv", timeout=30_000)
    assert view.head.passed_over.isHidden() and not view.head.passed_over.text()


def test_the_page_says_what_will_happen_to_every_row_and_writes_nothing(qtbot, open_window, page, small):
    view = page(small)
    assert view.foot.sums.text() == "4 rows: 2 new, 1 already here (0 will change), 1 not importable."
    fields = {row.header: row.field for row in view.columns.columns_model.rows}
    assert fields["Mobile Phone"] == "phone" and fields["What now"] is None
    assert people(open_window) == 12
    view.looking.show_kind("refused")
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.rows)
    assert [row.row for row in view.rows.rows_model.rows] == [5]
    assert "no name, phone, e-mail or address" in view.rows.rows_model.rows[0].reason


def test_a_sheets_own_doubles_were_not_here_before_and_open_questions_are_named(qtbot):
    sums = {"file": "a.csv", "rows": 10, "added": 6, "updated": 1, "unchanged": 3, "held": 0, "refused": 0,
            "action": 1}
    view = DoneView()
    qtbot.addWidget(view)
    view.show_report(Done(sums, Changes(), again=3, questions=1), 0)
    said = [view.grid.itemAt(place).widget().text() for place in range(view.grid.count())]
    assert said[::3] == ["6", "3", "1", "1"]
    assert said[1::3] == ["new", "more of the same people", "already here", "of these to look at"]
    assert not view.review.isHidden() and view.review.text() == "Answer 1 question…"
    view.show_report(Done(sums, Changes()), 0)
    assert view.review.isHidden()


def test_what_was_done_counts_the_sheets_own_doubles(qtbot, open_window, tmp_path):
    sheet = tmp_path / "doubles.csv"
    line = "Zelda Quist,zelda.quist@example.org\n"
    sheet.write_text("Name,Email\n" + line + line + "Abe Olds,abe.olds@example.org\n", encoding="utf-8")
    open_window.run_command("import", (sheet,))
    view = open_window.workspace.page("import")
    qtbot.waitUntil(lambda: view.view is not None and view.view.file == sheet.name, timeout=30_000)
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    said = [view.done.grid.itemAt(place).widget().text() for place in range(view.done.grid.count())]
    assert said[:2] == ["2", "new"] and said[3:5] == ["1", "more of the same people"] and len(said) == 6


def test_a_column_can_go_elsewhere_and_a_cell_be_mended_right_there(qtbot, open_window, page, small):
    view = page(small)
    view.columns.chosen.emit("What now", "notes")
    qtbot.waitUntil(lambda: {r.header: r.field for r in view.columns.columns_model.rows}["What now"] == "notes")
    view.looking.show_kind("refused")
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.rows)
    model = view.rows.rows_model
    model.setData(model.index(0, 3), "Zed")
    qtbot.waitUntil(lambda: view.view.sums["refused"] == 0)
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    assert people(open_window) == 15


def test_a_sheet_that_is_here_whole_is_closed_not_imported(qtbot, open_window, page, small):
    view = page(small)
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    view.done.go.click()
    before = open_window.jobs.database.path.read_bytes()
    open_window.run_command("import", (small,))
    qtbot.waitUntil(lambda: view.view is not None and view.stack.currentWidget() is view.columns, timeout=30_000)
    assert view.foot.sums.text() == "4 rows: 3 here already, 1 not importable. There is nothing to import."
    assert view.go.text() == "Close" and view.go.isEnabled() and not view.foot.cancel.isVisible()
    qtbot.keyClick(view.go, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: open_window.workspace.current is open_window.workspace.page("prospects"))
    assert open_window.jobs.database.path.read_bytes() == before


def test_rows_that_say_nothing_new_are_kept_and_the_button_says_so(qtbot, open_window, page, tmp_path):
    lists = [tmp_path / name for name in ("first.csv", "second.csv")]
    lists[0].write_text("First Name,Last Name,Email\nAda,Moe,ada@example.org\nCy,Poe,cy@example.org\n")
    lists[1].write_text("Email,Last Name,First Name\nada@example.org,Moe,Ada\ncy@example.org,Poe,Cy\n")
    view = page(lists[0])
    assert view.go.text() == "Import 2 people"
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    open_window.run_command("import", (lists[1],))
    qtbot.waitUntil(lambda: view.view is not None and view.view.file == "second.csv", timeout=30_000)
    assert view.go.text() == "Keep 2 rows"
    assert view.foot.sums.text().endswith("Nothing about them changes; the rows are kept with them.")


def test_a_call_log_says_how_many_contacts_come_in(qtbot, open_window, page, tmp_path):
    path = tmp_path / "calls.csv"
    path.write_text("Name,Phone,Called on,Result,Caller\nAda Moe,218-555-0171,6/12/2024,no answer,Kim\n"
                    "Ada Moe,218-555-0171,6/13/2024,talked,Kim\nCy Poe,,6/13/2024,talked,Kim\n")
    view = page(path)
    assert view.go.text() == "Import 2 contacts"
    assert view.foot.sums.text() == (
        "3 rows: 2 contacts to add (1 new person), 1 not importable.")
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    said = [view.done.grid.itemAt(place).widget().text() for place in range(view.done.grid.count())]
    assert said == ["2", "contacts", "added to their history", "1", "not importable", "left out, each with its reason",
                    "1", "new person", "added with their contacts"]
    qtbot.waitUntil(lambda: open_window.actions_.undo.text() == "&Undo import calls.csv, 2 contacts")


def test_contacts_that_came_beside_people_are_summed_up(qtbot, page, tmp_path):
    path = tmp_path / "potluck.csv"
    path.write_text("Name,Phone,Called,Call 1,Texted?\nAda & Bo Moe,218-555-0171,6/12/2024,no answer,yes\n"
                    "Cy Poe,218-555-0172,6/13/2024,LM,\n")
    view = page(path)
    noted = view.view.contacts
    assert noted > 1
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    said = [view.done.grid.itemAt(place).widget().text() for place in range(view.done.grid.count())]
    assert said == ["2", "new (3 people)", "added to Prospects",
                    f"{noted}", "contacts made with them", "added to their history"]


def test_a_narrow_window_cuts_no_button(qtbot, open_window, page, small):
    view = page(small)
    for width in (1366, 960):
        open_window.resize(width, 700)
        qtbot.waitUntil(lambda width=width: open_window.width() == width)
        QApplication.sendPostedEvents()
        for one in (*view.options.kind_buttons.values(), view.options.columns_button, view.foot.go, view.foot.cancel):
            if one.isVisible():
                assert one.width() >= one.sizeHint().width(), (width, one.text())
        assert view.options.encoding.mapTo(view, view.options.encoding.rect().topRight()).x() <= view.width()


def test_an_import_is_taken_back_whole(qtbot, open_window, page, small):
    view = page(small)
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    assert people(open_window) == 14
    open_window.jobs.write(journal.undo, by="t")
    qtbot.waitUntil(lambda: people(open_window) == 12)
    imports = open_window.workspace.page("imports")
    qtbot.waitUntil(lambda: not imports.model.rows)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.xlsx", b"", "empty"), ("a.xls", b"<html><table>", "web page"), ("a.pdf", b"%PDF-1.4 x", "PDF")],
)
def test_what_cannot_be_read_is_said_with_a_way_on(qtbot, open_window, tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    open_window.run_command("import", (path,))
    qtbot.waitUntil(lambda: open_window.workspace.current is open_window.workspace.page("import"))
    view = open_window.workspace.current
    qtbot.waitUntil(lambda: said in view.reading._sentence.text(), timeout=20_000)
    assert view.reading.step.isVisible()
    assert people(open_window) == 12


def test_pasted_cells_are_imported_like_a_sheet(qtbot, open_window):
    QApplication.clipboard().setText("Name\tEmail\nAnn Lee\tann@example.org\nBo Ray\tbo@example.org\n")
    open_window.run_command("import-pasted", None)
    qtbot.waitUntil(lambda: open_window.workspace.current is open_window.workspace.page("import"))
    view = open_window.workspace.current
    qtbot.waitUntil(lambda: view.view is not None, timeout=20_000)
    assert view.view.people == 2


def test_another_encoding_shows_its_effect_at_once(qtbot, open_window, page, tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes("Name,Email\nJosé Muñoz,jose@example.org\nZoë Ruiz,zoe@example.org\n".encode("cp1252"))
    view = page(path)
    assert view.options.encoding.isVisible()
    assert "José Muñoz" in view.columns.columns_model.rows[0].values
    view.options.reading_chosen.emit({"encoding": "mac_roman"})
    qtbot.waitUntil(lambda: "José Muñoz" not in view.columns.columns_model.rows[0].values)


def test_a_mark_before_utf_8_is_not_spoken_of(qtbot, open_window, page, tmp_path):
    path = tmp_path / "marked.csv"
    path.write_text("Name,Email\nJosé Muñoz,jose@example.org\n", encoding="utf-8-sig")
    box = page(path).options.encoding
    assert box.currentText() == "UTF-8" and "utf-8-sig" not in [box.itemText(place) for place in range(box.count())]


@pytest.mark.parametrize(("name", "page_name"), [("seats.csv", "seats"), ("street-index.csv", "districts")])
def test_a_list_without_people_is_led_to_its_room(qtbot, open_window, name, page_name):
    open_window.files_dropped.emit((SAMPLE / name,))
    view = open_window.workspace.page("import")
    qtbot.waitUntil(lambda: view.reading.step.text().startswith("Load it as"), timeout=30_000)
    assert "not" in view.reading._sentence.text() and view.reading.step.hasFocus()
    view.reading.step.click()
    assert open_window.workspace.current is open_window.workspace.page(page_name)
    assert people(open_window) == 12


def test_its_columns_can_be_checked_all_the_same(qtbot, open_window, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,type,id\nSTATEWIDE,X,1\nCOUNTYWIDE,Y,2\n", encoding="utf-8")
    open_window.run_command("import", (path,))
    view = open_window.workspace.page("import")
    qtbot.waitUntil(lambda: view.reading.other.isVisible(), timeout=30_000)
    view.reading.other.click()
    assert view.stack.currentWidget() is view.columns


def test_the_next_file_comes_on_after_a_list_that_was_imported_all_the_same(qtbot, open_window, small, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,type,id\nSTATEWIDE,X,1\nCOUNTYWIDE,Y,2\n", encoding="utf-8")
    open_window.run_command("import", (path,))
    view = open_window.workspace.page("import")
    qtbot.waitUntil(lambda: view.reading.other.isVisible(), timeout=30_000)
    view.reading.other.click()
    view.columns.chosen.emit("name", "full_name")
    qtbot.waitUntil(lambda: view.view.people == 2 and view.go.isEnabled(), timeout=30_000)
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    open_window.run_command("import", (small,))
    qtbot.waitUntil(lambda: view.view is not None and view.view.file == "signups.csv", timeout=30_000)


def test_the_other_files_go_on_after_a_list_of_seats(qtbot, open_window, small):
    open_window.files_dropped.emit((SAMPLE / "seats.csv", small))
    view = open_window.workspace.page("import")
    qtbot.waitUntil(lambda: view.reading.step.text() == "Load it as seats", timeout=30_000)
    press_enter(qtbot, open_window)
    assert open_window.workspace.current is view
    qtbot.waitUntil(lambda: view.view is not None and view.view.file == "signups.csv", timeout=30_000)
    open_window.show_page("seats")
    qtbot.waitUntil(lambda: open_window.workspace.current.model.rowCount() > 100, timeout=30_000)


def test_a_file_that_came_along_by_mistake_is_skipped(qtbot, open_window, small, tmp_path):
    wrong = tmp_path / "a wrong one.csv"
    wrong.write_text("Name,Email\nNo One,no@example.org\n", encoding="utf-8")
    open_window.files_dropped.emit((wrong, SAMPLE / "seats.csv", small))
    view = open_window.workspace.page("import")
    qtbot.waitUntil(lambda: view.view is not None, timeout=30_000)
    view.foot.skip.click()
    qtbot.waitUntil(lambda: view.reading.step.text() == "Load it as seats", timeout=30_000)
    view.foot.skip.click()
    qtbot.waitUntil(lambda: view.view is not None and view.view.file == "signups.csv", timeout=30_000)
    assert not view.foot.skip.isVisible() and people(open_window) == 12


def test_the_apostrophes_of_nationbuilder_are_not_shown(qtbot, open_window, page):
    view = page(SAMPLE / "nationbuilder-people-export.csv")
    values = {row.header: row.values for row in view.columns.columns_model.rows}
    assert values["primary_zip"][0].isdigit() and "looks like a NationBuilder export" in view.head.about.text()


@pytest.mark.parametrize(("action", "title", "foot"), [
    (7, "a.csv is in.", "Ctrl+Z takes the whole import back."), (None, "a.csv: nothing was kept.", "nothing to take back"),
])
def test_an_import_that_kept_nothing_offers_nothing_to_take_back(qtbot, action, title, foot):
    done = DoneView()
    qtbot.addWidget(done)
    sums = {"added": 0, "updated": 0, "unchanged": 1, "held": 0, "refused": 1}
    done.show_report(Done({"file": "a.csv", "rows": 2, "action": action, **sums}, Changes()), 0)
    assert done.title.text() == title
    assert foot in done.foot.text()
