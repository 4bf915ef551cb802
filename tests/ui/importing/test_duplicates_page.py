"""Two who may be one: told side by side, settled with a key, taken back with undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from organizer.domain.filters import EVERYONE
from organizer.prospects import browse
from organizer.storage import journal


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
    assert any(row.theirs == "Bob" for row in page.model.rows)
    qtbot.keyClick(page, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: not page.questions)
    assert people(open_window) == before
    open_window.jobs.write(journal.undo, by="t")
    qtbot.waitUntil(lambda: len(page.questions) == 1)


def test_not_the_same_makes_two(qtbot, open_window, page):
    before = people(open_window)
    qtbot.keyClick(page, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: not page.questions)
    assert people(open_window) == before + 1
