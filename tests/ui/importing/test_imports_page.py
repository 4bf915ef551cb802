"""The list of imports: each is taken back by a button that is in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt

from organizer.domain.filters import EVERYONE
from organizer.prospects import browse, wording


def test_one_import_is_taken_back_by_the_button(qtbot, open_window, tmp_path):
    for name, person in (("one.csv", "Ann Lee,ann@example.org"), ("two.csv", "Ben Roe,ben@example.org")):
        (tmp_path / name).write_text(f"Name,Email\n{person}\n")
        open_window.run_command("import", (tmp_path / name,))
        view = open_window.workspace.page("import")
        qtbot.waitUntil(lambda view=view: view.view is not None and view.go.isEnabled(), timeout=60_000)
        view.go.click()
        qtbot.waitUntil(lambda view=view: view.stack.currentWidget() is view.done, timeout=60_000)
    open_window.show_page("imports")
    page = open_window.workspace.page("imports")
    qtbot.waitUntil(lambda: len(page.model.rows) == 2)
    place = next(place for place, row in enumerate(page.model.rows) if row.file_name == "one.csv")
    page.table.pick([])
    assert page.take_back.isVisible() and not page.take_back.isEnabled()
    page.table.pick([place])
    with qtbot.waitSignal(page.jobs.started) as told:
        page.take_back.click()
    assert told.args[0].title == "Taking back one.csv"  # which may be stopped
    qtbot.waitUntil(lambda: not page.jobs.database or _people(open_window) == 13)
    qtbot.waitUntil(lambda: "one.csv was taken back" in open_window.foot.undo_bar.said)
    assert open_window.focusWidget() is page.table


def test_escape_leaves_the_check_and_each_file_says_which_it_is(qtbot, open_window, tmp_path):
    paths = []
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_text("Name,Email\nAnn Lee,ann@example.org\n")
        paths.append(tmp_path / name)
    open_window.run_command("import", tuple(paths))
    view = open_window.workspace.page("import")
    qtbot.waitUntil(lambda: view.view is not None, timeout=60_000)
    assert view.head.heading.text() == "Import one.csv – file 1 of 2"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert open_window.workspace.current is open_window.workspace.page("imports")
    assert _people(open_window) == 12


def _people(window):
    with window.jobs.database.reading() as session:
        return browse.find(session, EVERYONE).count


def test_the_people_of_an_import_are_shown_from_its_summary_and_from_the_list(qtbot, open_window, tmp_path):
    path = tmp_path / "potluck.csv"
    path.write_text("Name,Phone\nAnn Lee,218-555-0101\nMaria Okafor,612-555-0161\n")
    open_window.run_command("import", (path,))
    view = open_window.workspace.page("import")
    qtbot.waitUntil(lambda: view.view is not None, timeout=60_000)
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=60_000)
    view.done.go.click()
    people = open_window.workspace.page("prospects")
    assert open_window.workspace.current is people
    qtbot.waitUntil(lambda: people.model.rowCount() == 2)
    open_window.show_page("imports")
    page = open_window.workspace.page("imports")
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    page.table.pick([0])
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert open_window.workspace.current is people and people.bar.filter.imported == page.model.rows[0].id
    with open_window.jobs.database.reading() as session:
        assert wording.in_words(session, people.bar.filter) == "import of potluck.csv"
