"""Forgetting through the window: asked plainly, left by Enter, done by the red button alone."""

from __future__ import annotations

from PySide6.QtCore import Qt

from organizer.domain.filters import EVERYONE
from organizer.outreach.record import record_result
from organizer.prospects import browse


def count(window):
    with window.jobs.database.reading() as session:
        return browse.count(session, EVERYONE)


def test_the_people_selected_are_forgotten_and_the_table_knows(qtbot, open_window):
    window = open_window
    page = window.workspace.page("prospects")
    qtbot.waitUntil(lambda: page.model.rowCount() == 12)
    page.table.pick([0])
    (person,) = page.selected_ids
    window.jobs.write(record_result, [person], "XC", by="t")
    window.run_command("forget", window.subject_of("forget"))
    dialog = next(one for one in window.children() if type(one).__name__ == "ForgetDialog")
    qtbot.waitUntil(lambda: bool(dialog.who.text()))
    name = dialog.who.text()
    qtbot.keyClick(dialog.no, Qt.Key.Key_Return)
    assert not dialog.isVisible() and count(window) == 12
    window.run_command("forget", window.subject_of("forget"))
    dialog = next(one for one in window.children() if type(one).__name__ == "ForgetDialog" and one.isVisible())
    dialog.yes.click()
    qtbot.waitUntil(lambda: count(window) == 11)
    qtbot.waitUntil(lambda: page.model.rowCount() == 11)
    assert name


def test_others_whose_notes_speak_of_them_are_named_and_shown(qtbot, open_window):
    window = open_window
    page = window.workspace.page("prospects")
    qtbot.waitUntil(lambda: page.model.rowCount() == 12 and page.model.row(1) is not None)
    first, second = page.model.row(0), page.model.row(1)
    with window.jobs.database.writing() as session:
        record_result(session, [second.id], "LM", by="t", note=f"lives with {first.name}")
    page.table.pick([0])
    window.run_command("forget", window.subject_of("forget"))
    dialog = next(one for one in window.children() if type(one).__name__ == "ForgetDialog")
    qtbot.waitUntil(lambda: dialog.named_in.isVisible())
    assert dialog.named_in.text() == (
        f"A note of somebody else speaks of them and stays as it is: {second.name}. Read it first.")
    assert dialog.height() < 400  # as tall as its text
    dialog.show_others.click()
    assert not dialog.isVisible() and count(window) == 12
    qtbot.waitUntil(lambda: list(page.model.ids) == [second.id])


def test_with_nobody_selected_it_says_so(qtbot, open_window):
    open_window.run_command("forget", ())
    assert "Select the people" in open_window.workspace.error.text.text()
