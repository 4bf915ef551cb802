"""A packet of sixty comes home: typed in from paper with few key presses, and as the workbook that was filled in."""

from __future__ import annotations

import json
import random
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from organizer.callsheets import shelf
from organizer.callsheets.readback.typing_in import entered_lines
from organizer.cli import main

NAMES = ("Ada", "Bo", "Cy", "Dee", "Eli", "Flo", "Gus", "Hal", "Ida", "Jo")
LASTS = ("Adams", "Baker", "Clark", "Davis", "Evans", "Frank")
ONE_LETTER = {"NH": "n", "LM": "m", "CV": "t run=y", "WN": "w", "RF": "r", "BZ": "b"}


def sixty(tmp_path: Path) -> Path:
    """A store with sixty people and their packet: one sheet, number 1, as a workbook."""
    people = tmp_path / "signups.csv"
    rows = [f"{first},{last},612-555-{place:04d}" for place, (first, last) in enumerate(
        ((first, last) for last in LASTS for first in NAMES), 100)]
    people.write_text("\n".join(["First Name,Last Name,Mobile Phone", *rows]), "utf-8")
    store = tmp_path / "county.organizer"
    assert main(["import", str(store), str(people)]) == 0
    assert main(["call-sheet", str(store), "--to", str(tmp_path / "packet.xlsx"), "--caller", "Denise",
                 "--title", "Sixty"]) == 0
    return store


def evening(seed: int) -> dict[int, str]:
    """What came of an evening's sixty calls: every line has a result of its own, many alike."""
    chance = random.Random(seed)
    codes = chance.choices(("NH", "LM", "CV", "WN", "RF", "BZ"), weights=(50, 25, 10, 6, 5, 4), k=60)
    return dict(enumerate(codes, 1))


class Keyboard:
    """Presses keys one by one at whatever has the cursor, and counts them."""

    def __init__(self, window):
        self.window = window
        self.presses = 0

    def type(self, text):
        for letter in text:
            self._press(0, letter)
        self._press(Qt.Key.Key_Return, "\r")

    def _press(self, key, text):
        self.presses += 1
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.window.focusWidget(), QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def recorded(window):
    with window.jobs.database.reading() as session:
        return {line: one.code for line, one in entered_lines(session, shelf.load_sheet(session, 1)).items()}


def states(window):
    with window.jobs.database.reading() as session:
        return [row.state for row in shelf.listed(session)]


def test_line_by_line_it_takes_less_than_three_presses_a_person(qtbot, window, tmp_path):
    assert window.open_path(sixty(tmp_path))
    window.show_page("type-in")
    page = window.workspace.page("type-in")
    page.number.setFocus()
    keyboard = Keyboard(window)
    keyboard.type("1")  # the number at the head of the sheet; the caller is known, the day is today
    qtbot.waitUntil(lambda: page.sheet is not None)
    assert window.focusWidget() is page.field
    wanted = evening(60)
    for line, code in wanted.items():  # down the paper, line after line, without a number
        keyboard.type(ONE_LETTER[code])
        assert page.model.rows[-1].who == page.sheet.lines[line - 1].name
    keyboard.type("")  # all are in: Enter marks the sheet as back
    qtbot.waitUntil(lambda: page.sheet is None)
    assert keyboard.presses <= 3 * 60, keyboard.presses / 60
    qtbot.waitUntil(lambda: recorded(window) == wanted, timeout=60_000)
    qtbot.waitUntil(lambda: states(window) == ["back"], timeout=60_000)


def test_by_groups_and_the_rest_at_once_it_takes_even_fewer(qtbot, window, tmp_path):
    assert window.open_path(sixty(tmp_path))
    window.show_page("type-in", 1)
    page = window.workspace.page("type-in")
    qtbot.waitUntil(lambda: page.sheet is not None)
    page.field.setFocus()
    keyboard = Keyboard(window)
    wanted = evening(61)
    page._turn_mode()  # F2: a result, then the lines that had it
    for code in ("LM", "CV", "WN", "RF", "BZ"):
        keyboard.type(ONE_LETTER[code].partition(" ")[0])
        keyboard.type(" ".join(str(line) for line, one in wanted.items() if one == code))
        page._leave_step()  # Esc: another result
        keyboard.presses += 1
    page._turn_mode()
    keyboard.type("else n")
    keyboard.presses += 2
    qtbot.waitUntil(lambda: recorded(window) == wanted, timeout=60_000)
    assert keyboard.presses <= 2 * 60, keyboard.presses / 60


def test_the_filled_workbook_is_dropped_and_the_terminal_finds_nothing_left_to_do(qtbot, window, tmp_path, capsys):
    store = sixty(tmp_path)
    wanted = evening(62)
    book = load_workbook(tmp_path / "packet.xlsx")
    page = book["Call sheet"]
    head = next(row for row in range(1, 12) if page.cell(row, 1).value == "Line")
    column = next(cell.column for cell in page[head] if cell.value == "Result")
    for line, code in wanted.items():
        page.cell(head + line, column).value = code
    book.save(tmp_path / "from Denise.xlsx")
    assert window.open_path(store)
    window.files_dropped.emit((tmp_path / "from Denise.xlsx",))
    back = window.workspace.page("read-back")
    qtbot.waitUntil(lambda: back.go.text() == "&Record 60 results", timeout=30_000)
    assert window.focusWidget() is back.go
    keyboard = Keyboard(window)
    with qtbot.waitSignal(window.jobs.changed, timeout=30_000):
        keyboard._press(Qt.Key.Key_Space, " ")
    assert recorded(window) == wanted
    window.close_file()
    capsys.readouterr()
    assert main(["read-sheet", str(store), str(tmp_path / "from Denise.xlsx"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["recorded"], said["counts"]) == (0, {"same": 60})
