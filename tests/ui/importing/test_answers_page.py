"""Answers in groups: corrected for all rows at once, on the page to check and later, with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from organizer.storage import journal
from organizer.storage.tables import Person


def offices(window):
    with window.jobs.database.reading() as session:
        return dict(session.execute(select(Person.first_name, Person.office_sought).where(Person.last_name == "Testperson")).all())


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "signups.csv"
    path.write_text(
        "First Name,Last Name,Email,Which office?\n"
        "Ann,Testperson,a@example.org,dog catcher\nBo,Testperson,b@example.org,Dog Catcher\n"
        "Cy,Testperson,c@example.org,dogcatcher\nDee,Testperson,d@example.org,council\n", encoding="utf-8")
    return path


@pytest.fixture
def checking(qtbot, open_window, sheet):
    open_window.run_command("import", (sheet,))
    page = open_window.workspace.page("import")
    qtbot.waitUntil(lambda: page.view is not None, timeout=30_000)
    page.options.answers_button.click()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.groups)
    return page


def shown(view):
    return [(one.text, one.times, one.meaning) for one in view.answers_model.rows]


def type_into(qtbot, view, text):
    """Begin typing in the list, go on in the line, and press Enter."""
    qtbot.keyClicks(view.table, text[0])
    assert view.line.hasFocus() or view.group.hasFocus()
    qtbot.keyClicks(view.line, text[1:])
    qtbot.keyClick(view.line, Qt.Key.Key_Return)


def import_it(qtbot, page):
    page.go.click()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.done, timeout=30_000)


def test_answers_are_grouped_before_the_import_by_typing(qtbot, open_window, checking):
    view = checking.groups
    assert shown(view)[0] == ("dog catcher", 2, "dog catcher")
    assert [one.name for one in view.groups_model.rows] == ["All answers", "Not grouped yet", "City council"]
    view.table.pick([0, 1])
    type_into(qtbot, view, "Animal control")
    qtbot.waitUntil(lambda: {"Animal control"} == {m for t, _, m in shown(view) if t.startswith("dog")})
    assert offices(open_window) == {}
    import_it(qtbot, checking)
    assert offices(open_window) == {"Ann": "Animal control", "Bo": "Animal control", "Cy": "Animal control",
                                    "Dee": "City council"}


def test_two_groups_become_one_later_and_undo_parts_them(qtbot, open_window, checking):
    import_it(qtbot, checking)
    open_window.show_page("answers")
    page = open_window.workspace.current
    view = page.view
    qtbot.waitUntil(lambda: len(view.answers) == 3)
    names = [one.name for one in view.groups_model.rows]
    view.groups.pick([names.index("City council")])
    assert [t for t, _, _ in shown(view)] == ["council"] and view.group.currentText() == "City council"
    view.group.setCurrentText("mayor")
    qtbot.keyClick(view.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: offices(open_window)["Dee"] == "Mayor")
    open_window.jobs.write(journal.undo, by="t")
    qtbot.waitUntil(lambda: offices(open_window)["Dee"] == "City council")


def test_a_suggestion_is_taken_with_one_press(qtbot, open_window, checking):
    import_it(qtbot, checking)
    open_window.show_page("answers")
    view = open_window.workspace.current.view
    qtbot.waitUntil(lambda: len(view.answers) == 3)
    place = [t for t, _, _ in shown(view)].index("dogcatcher")
    assert view.answers_model.rows[place].like.lower() == "dog catcher"
    view.table.pick([place])
    view.take.click()
    qtbot.waitUntil(lambda: offices(open_window)["Cy"].lower() == "dog catcher")


def test_typing_into_the_search_field_decides_nothing(qtbot, open_window, checking):
    view = checking.groups
    qtbot.keyClicks(view.search, "dogc")
    assert [t for t, _, _ in shown(view)] == ["dogcatcher"]
    assert all(one.meaning != "Animal control" for one in view.answers) and view.group.currentText() == ""
