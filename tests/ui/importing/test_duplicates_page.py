"""Two who may be one: told side by side, settled with a key, taken back with undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from organizer.domain.filters import EVERYONE
from organizer.prospects import browse
from organizer.storage import journal
from organizer.storage.tables import Person


def people(window):
    with window.jobs.database.reading() as session:
        return browse.count(session, EVERYONE)


@pytest.fixture
def page(qtbot, open_window, tmp_path):
    """The page after a sheet with one likely double was imported: a nickname with the same phone."""
    path = tmp_path / "more.csv"
    path.write_text("First Name,Last Name,Mobile Phone,Email\nBob,Rivera,612-555-0137,bob@example.org\n", encoding="utf-8")
    open_window.run_command("import", (path,))
    qtbot.waitUntil(lambda: open_window.workspace.current is open_window.workspace.page("import"))
    view = open_window.workspace.current
    qtbot.waitUntil(lambda: view.view is not None, timeout=30_000)
    assert view.view.sums["held"] == 1
    view.go.click()
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.done, timeout=30_000)
    view.done.review.click()
    found = open_window.workspace.page("duplicates")
    qtbot.waitUntil(lambda: len(found.questions) == 1)
    return found


def test_the_same_makes_one_of_two_and_undo_asks_again(qtbot, open_window, page):
    before = people(open_window)
    assert any(row.field.theirs == "Bob" for row in page.model.rows)
    qtbot.keyClick(page, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: not page.questions)
    assert people(open_window) == before
    open_window.jobs.write(journal.undo, by="t")
    qtbot.waitUntil(lambda: len(page.questions) == 1)


def test_not_the_same_makes_two(qtbot, open_window, page):
    before = people(open_window)
    qtbot.keyClick(page, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: not page.questions)
    qtbot.waitUntil(lambda: people(open_window) == before + 1)


def first_names(window):
    with window.jobs.database.reading() as session:
        return session.scalars(select(Person.first_name).where(Person.last_name == "Rivera")).all()


def test_the_others_value_is_taken_with_the_keys_alone(qtbot, open_window, page):
    place = next(at for at, row in enumerate(page.model.rows) if row.field.name == "first_name")
    assert page.table.picked_places() == [place]  # the first field that can be chosen
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert page.model.cell(place, 3).text == "Bob"
    qtbot.keyClick(page, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: "Bob" in first_names(open_window))


def test_phones_are_shown_as_people_write_them_and_both_are_kept(page):
    phones = next(row.field for row in page.model.rows if row.field.name == "phones")
    assert "(612) 555-0137" in phones.mine and "+1" not in phones.mine + phones.theirs
    assert phones.theirs in phones.usual


def test_one_answer_is_never_given_twice_however_fast_the_keys(qtbot, open_window, page, tmp_path):
    said = []
    page.refused.connect(said.append)
    for _ in range(3):
        qtbot.keyClick(page, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: not page.questions)
    settled = []
    open_window.jobs.write(lambda session: None, done=settled.append)
    qtbot.waitUntil(lambda: len(settled) == 1)
    assert said == []


def test_with_nothing_left_enter_leads_to_everybody(qtbot, open_window, page):
    open_window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_D)
    qtbot.waitUntil(lambda: not page.questions)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert open_window.workspace.current is open_window.workspace.page("prospects")
