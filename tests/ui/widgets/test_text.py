"""Labels of several lines: as high as their lines are, in a window, beside others and in a splitter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.look import Look
from ui.widgets.empty import EmptyState
from ui.widgets.text import label

LONG = "Everything about them goes: calls, sign-ups, history, what could be undone, and every backup. " * 3


def whole(said: QLabel) -> bool:
    """Whether all lines are seen, and not more than a line's height too much is taken."""
    need = said.heightForWidth(said.width())
    return need <= said.height() < need + said.fontMetrics().lineSpacing()


@pytest.mark.parametrize("wide", [240, 500, 1100])
def test_a_dialog_is_as_high_as_its_lines_at_its_width(qtbot: QtBot, look: Look, wide: int) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    lines = QVBoxLayout(dialog)
    said = label(LONG, wrap=True)
    lines.addWidget(said)
    lines.addWidget(QWidget(), 1)
    dialog.resize(wide, 10)
    dialog.show()
    qtbot.waitUntil(lambda: whole(said) and dialog.minimumHeight() < said.height() + 40)
    assert dialog.width() == wide
    dialog.resize(wide + 300, 10)
    qtbot.waitUntil(lambda: whole(said) and dialog.minimumHeight() < said.height() + 40)


def test_a_dialog_shows_a_text_that_is_set_later_whole(qtbot: QtBot, look: Look) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    said = label("Looking …", wrap=True)
    QVBoxLayout(dialog).addWidget(said)
    dialog.resize(400, 40)
    dialog.show()
    said.setText(LONG)
    qtbot.waitUntil(lambda: whole(said))


def test_it_may_be_narrower_than_its_longest_word(qtbot: QtBot, look: Look) -> None:
    said = label("Donaudampfschifffahrtsgesellschaft", wrap=True)
    qtbot.addWidget(said)
    assert said.minimumSizeHint().width() == 1


def test_it_is_whole_in_a_splitter_a_grid_and_a_scroll_area(qtbot: QtBot, look: Look) -> None:
    page, area, split = QWidget(), QScrollArea(), QSplitter(Qt.Orientation.Vertical)
    qtbot.addWidget(split)
    grid = QGridLayout(page)
    inside = [label(LONG, wrap=True) for _ in range(3)]
    for row, said in enumerate(inside):
        grid.addWidget(label("Key"), row, 0)
        grid.addWidget(said, row, 1)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(3, 1)
    area.setWidget(page)
    area.setWidgetResizable(True)
    top = QWidget()
    above = label(LONG, wrap=True)
    QHBoxLayout(top).addWidget(above)
    split.addWidget(top)
    split.addWidget(area)
    split.setStretchFactor(1, 1)
    split.resize(420, 300)
    split.show()
    qtbot.waitUntil(lambda: all(map(whole, inside)) and above.heightForWidth(above.width()) <= above.height())


def test_what_an_empty_page_says_is_seen_whole(qtbot: QtBot, look: Look) -> None:
    empty = EmptyState("file", LONG, "Go on")
    qtbot.addWidget(empty)
    empty.resize(900, 500)
    empty.show()
    said = next(one for one in empty.findChildren(QLabel) if one.text() == LONG)
    qtbot.waitUntil(lambda: whole(said))
    assert 300 < said.width() < 420 and abs(said.geometry().center().x() - 450) < 2
    empty.resize(220, 500)
    qtbot.waitUntil(lambda: said.width() < 220 and whole(said))
