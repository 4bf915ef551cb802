"""Hands that type in the table, and what is there afterwards."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from organizer.prospects import belongings
from organizer.storage import journal
from ui.prospects.columns import COLUMNS
from ui.prospects.page import ProspectsPage

AT = {column.name: place for place, column in enumerate(COLUMNS)}


def go(page: ProspectsPage, place: int, column: str) -> None:
    page.table.show_column(AT[column], True)
    page.table.pick([place])
    page.table.go_to(place, AT[column])


def keys(page: ProspectsPage, *said: str | Qt.Key) -> None:
    """Press keys wherever the cursor is."""
    for one in (key for part in said for key in (part if isinstance(part, str) else [part])):
        where = page.edits.editor.field if page.edits.editor is not None else page.table
        if isinstance(one, str):
            QTest.keyClicks(where, one)
        else:
            QTest.keyClick(where, one)


def column(page: ProspectsPage, name: str) -> list[str]:
    return [page.model.cell(place, AT[name]).text for place in range(page.model.rowCount())]


def kept(page: ProspectsPage, field: str) -> list[str]:
    with page.jobs.database.reading() as session:
        return list(belongings.current(session, page.model.ids, field).values())


def last_action(page: ProspectsPage) -> str | None:
    with page.jobs.database.reading() as session:
        return journal.next_undo(session)
