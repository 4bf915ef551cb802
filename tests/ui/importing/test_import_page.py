"""A sheet dropped on the window, checked on one page, imported, summed up, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from organizer.storage import journal
from organizer.storage.tables import Person

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


def test_enter_twice_imports_the_sample_sheet(qtbot, open_window, page):
    view = page(SAMPLE / "bsd-win-signups.xlsx")
    assert "looks like Blue State Digital export" in view.about.text()
    assert view.go.text() == "Import 6,500 people"
    assert view.go.hasFocus()
    qtbot.keyClick(view.go, Qt.Key.Key_Return) if view.go.autoDefault() else view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=60_000)
    assert "6,700 rows" in view.done.rows.text()
    assert people(open_window) == 6512
    view.done.go.click()
    qtbot.waitUntil(lambda: open_window.workspace.current is open_window.workspace.page("prospects"))


def test_the_page_says_what_will_happen_to_every_row_and_writes_nothing(qtbot, open_window, page, small):
    view = page(small)
    assert view.sums.text() == "4 rows: 2 new, 1 already here (0 will change), 1 not importable."
    fields = {row.header: row.field for row in view.columns.columns_model.rows}
    assert fields["Mobile Phone"] == "phone" and fields["What now"] is None
    assert people(open_window) == 12
    view._show_kind("refused")
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.rows)
    assert [row.row for row in view.rows.rows_model.rows] == [5]
    assert "no name, phone, e-mail or address" in view.rows.rows_model.rows[0].reason


def test_a_column_can_go_elsewhere_and_a_cell_be_mended_right_there(qtbot, open_window, page, small):
    view = page(small)
    view.columns.chosen.emit("What now", "notes")
    qtbot.waitUntil(lambda: {r.header: r.field for r in view.columns.columns_model.rows}["What now"] == "notes")
    view._show_kind("refused")
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.rows)
    model = view.rows.rows_model
    model.setData(model.index(0, 3), "Zed")
    qtbot.waitUntil(lambda: view.view.sums["refused"] == 0)
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    assert people(open_window) == 15


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
    assert view.encoding.isVisible()
    assert "José Muñoz" in view.columns.columns_model.rows[0].values
    view._read_again(encoding="mac_roman")
    qtbot.waitUntil(lambda: "José Muñoz" not in view.columns.columns_model.rows[0].values)


@pytest.mark.parametrize(("name", "page_name"), [("seats.csv", "seats"), ("street-index.csv", "districts")])
def test_a_list_without_people_is_led_to_its_room(qtbot, open_window, name, page_name):
    open_window._import_files((SAMPLE / name,))
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
