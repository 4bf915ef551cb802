"""Plots: what is drawn can be pressed, walked through, copied and printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from organizer.domain.filters import ProspectFilter
from ui.look import LIGHT, Look
from ui.overview.bars import Bar, Bars, Part, StackedBar, StackedBars
from ui.overview.over_time import Column, Columns, LinePlot, Moment, ticks
from ui.overview.paper import write_plots
from ui.overview.plot import Plot

OPEN, TALKS, DONE = (ProspectFilter(office=(name,)) for name in ("a", "b", "c"))


def coverage() -> StackedBars:
    plot = StackedBars("Who is on the ballot?")
    plot.put([
        StackedBar("State House", (Part("No candidate", 31, "tone_bad", OPEN),
                                   Part("In talks", 7, "tone_waiting", TALKS),
                                   Part("Committed or filed", 12, "tone_done", DONE)), "62% open"),
        StackedBar("School board", (Part("No candidate", 0, "tone_bad", OPEN), Part("In talks", 0, "tone_waiting"),
                                    Part("Committed or filed", 2, "tone_done", DONE)), "0% open"),
    ], "52 seats, 31 with nobody yet.")
    return plot


def shown(qtbot: QtBot, plot: Plot) -> Plot:
    qtbot.addWidget(plot)
    plot.resize(640, plot.heightForWidth(640))
    plot.show()
    plot.grab()
    return plot


def test_a_part_leads_to_those_behind_it(qtbot: QtBot, look: Look) -> None:
    plot = shown(qtbot, coverage())
    assert [mark.text for mark in plot.marks] == [
        "State House: 31 of 50 no candidate", "State House: 7 of 50 in talks",
        "State House: 12 of 50 committed or filed", "School board: 2 of 2 committed or filed"]
    for mark, target in zip(plot.marks, (OPEN, TALKS, DONE, DONE), strict=True):
        with qtbot.waitSignal(plot.chosen) as told:
            qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=mark.rect.center().toPoint())
        assert told.args == [target]


def test_parts_are_as_wide_as_their_share(qtbot: QtBot, look: Look) -> None:
    plot = shown(qtbot, coverage())
    first, second, third, other = (mark.rect for mark in plot.marks)
    assert first.width() / second.width() == pytest.approx(31 / 7)
    assert first.left() == other.left() and third.right() == pytest.approx(other.right())


def test_keys_walk_through_and_press(qtbot: QtBot, look: Look) -> None:
    plot = shown(qtbot, coverage())
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert plot.accessibleDescription() == "State House: 7 of 50 in talks"
    with qtbot.waitSignal(plot.chosen) as told:
        qtbot.keyClick(plot, Qt.Key.Key_Return)
    assert told.args == [TALKS]
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert plot.accessibleDescription() == "School board: 2 of 2 committed or filed"


def test_a_funnel_shows_counts_and_notes_and_nothing_leads_nowhere(qtbot: QtBot, look: Look) -> None:
    plot = Bars("Run")
    plot.put([Bar("New", 400, target=OPEN), Bar("Reached", 120, note="30 %", target=TALKS),
              Bar("Filed", 0)], "520 people")
    shown(qtbot, plot)
    assert [mark.text for mark in plot.marks] == ["New: 400", "Reached: 120, 30 %", "Filed: 0"]
    with qtbot.assertNotEmitted(plot.chosen):
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.marks[2].rect.center().toPoint())


def test_days_and_weeks_are_drawn_with_round_numbers_beside_them(qtbot: QtBot, look: Look) -> None:
    days = Columns("Reached by day", "reached", "dialed")
    days.put([Column(f"Nov {day}", day % 7, day * 2 % 31, OPEN) for day in range(1, 31)], "")
    shown(qtbot, days)
    assert len(days.marks) == 30 and days.marks[4].text == "Nov 5: 5 reached of 10 dialed"
    line = LinePlot("Seats", "seats have somebody")
    line.put([Moment(f"Nov {day}", day, 91) for day in (2, 9, 16, 23)], "")
    shown(qtbot, line)
    assert [mark.text for mark in line.marks][-1] == "Nov 23: 23 of 91 seats have somebody"
    line.put([], "")
    assert not line.grab().isNull()


def test_one_point_is_drawn(qtbot: QtBot, look: Look) -> None:
    line = LinePlot("Seats", "seats have somebody")
    line.put([Moment("Nov 2", 0, 0)], "")
    assert len(shown(qtbot, line).marks) == 1


@pytest.mark.parametrize("most", [0, 1, 3, 4, 5, 9, 10, 17, 99, 100, 101, 12345, 10**7])
def test_ticks_reach_the_largest_in_few_round_steps(most: int) -> None:
    found = ticks(most)
    assert found[0] == 0 and found[-1] >= most and 2 <= len(found) <= 5
    assert found[-1] == found[1] or found[-2] < most


def test_a_plot_is_copied_as_a_light_picture(qtbot: QtBot, look: Look) -> None:
    look.choose("dark")
    plot = shown(qtbot, coverage())
    plot.copy()
    image = QGuiApplication.clipboard().image()
    look.choose("light")
    assert image.width() > plot.width() and image.pixelColor(2, 2).name() == LIGHT.window


def test_plots_are_printed_whole(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    plots: list[Plot] = [coverage() for _ in range(9)]
    for plot in plots:
        qtbot.addWidget(plot)
    path = tmp_path / "overview.pdf"
    pages = write_plots(str(path), "Overview", "St. Louis County", plots)
    read = PdfReader(path)
    assert pages == len(read.pages) > 1
    texts = [" ".join(page.extract_text().split()) for page in read.pages]
    assert sum(text.count("Who is on the ballot?") for text in texts) == 9
    assert "page 2" in texts[1] and "52 seats, 31 with nobody yet." in texts[0]


def test_the_pale_tone_of_the_calls_is_seen_in_the_dark(qtbot: QtBot, look: Look) -> None:
    look.choose("dark")
    days = Columns("Calls", "reached", "dialed")
    days.put([Column("Nov 1", 0, 30, OPEN)], "")
    image = shown(qtbot, days).grab().toImage()
    look.choose("light")
    blue = max(image.pixelColor(x, y).blue() for x in range(image.width() // 12, image.width() // 6)
               for y in range(90, 110) if image.pixelColor(x, y).blue() > 2 * image.pixelColor(x, y).red())
    assert blue > 150
