"""What this Qt must be, and what the window owes to the keyboard."""

from __future__ import annotations

import sys
from collections import Counter
from itertools import pairwise

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel


def test_calls_of_qt_lose_no_reference_to_none(qapp: QApplication) -> None:
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(2_000):
        label.setText(str(number % 7))
    assert abs(sys.getrefcount(None) - before) < 200


def keys_of(actions: list[QAction], shortcuts: list[QShortcut]) -> Counter[str]:
    """How often each key is taken in the whole window."""
    text = QKeySequence.SequenceFormat.PortableText
    found = [key.toString(text) for action in actions for key in action.shortcuts()]
    return Counter(found + [one.key().toString(text) for one in shortcuts])


def test_no_two_menu_entries_share_a_key(qapp: QApplication, tmp_path: object) -> None:
    from ui.look import Look
    from ui.main_window import MainWindow
    from ui.preferences.remembered import Remembered

    window = MainWindow(Look(qapp, "light"), Remembered())
    taken = keys_of(window.findChildren(QAction), [])
    assert taken["Ctrl+Z"] == 1
    assert not [key for key, times in taken.items() if times > 1]
    window.close()
    window.deleteLater()


def test_no_two_entries_of_a_menu_share_a_letter(qapp: QApplication) -> None:
    from ui.look import Look
    from ui.main_window import MainWindow
    from ui.preferences.remembered import Remembered

    window = MainWindow(Look(qapp, "light"), Remembered())
    for heading in window.menuBar().actions():
        menu = heading.menu()
        texts = [action.text().replace("&&", "") for action in menu.actions()] if menu else []
        letters = Counter(after[:1].lower() for text in texts for _, after in pairwise(text.split("&", 1)))
        assert not [letter for letter, times in letters.items() if times > 1], heading.text()
    window.close()
    window.deleteLater()
