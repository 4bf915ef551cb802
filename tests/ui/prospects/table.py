"""The table of people as hands and eyes meet it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from pytestqt.qtbot import QtBot

from organizer.domain.filters import ProspectFilter
from ui.prospects.page import ProspectsPage
from ui.widgets.table import Table


def picture(page: ProspectsPage) -> list[str]:
    """Name and status of each row, as drawn."""
    marks = {"new": "○", "waiting": "●", "follow": "●", "good": "★", "done": "★", "bad": "✕", "off": "–"}
    status = next(place for place, column in enumerate(page.model.columns) if column.name == "status")
    lines = []
    for place in range(page.model.rowCount()):
        cell = page.model.cell(place, status)
        lines.append(f"{marks[cell.tone]} {page.model.cell(place, 0).text}: {cell.text}")
    return lines


def settled(qtbot: QtBot, page: ProspectsPage) -> None:
    """Wait until everything asked has been answered."""
    for _ in range(2):
        got: list[object] = []
        page.jobs.write(lambda session: None, done=got.append)
        qtbot.waitUntil(lambda got=got: bool(got))
        page.jobs.read(lambda session: None, done=got.append)
        qtbot.waitUntil(lambda got=got: len(got) == 2)


def narrow(qtbot: QtBot, page: ProspectsPage, chosen: ProspectFilter, count: int) -> None:
    page.bar.put(chosen)
    qtbot.waitUntil(lambda: len(page.model.ids) == count)
    settled(qtbot, page)


def press(table: Table, letter: str) -> None:
    QGuiApplication.sendEvent(table, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key(ord(letter.upper())),
                                               Qt.KeyboardModifier.NoModifier, letter))
