"""Where somebody lives: explained on a press, set by hand, taken back, and nonsense refused in the dialog."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from organizer.storage import journal
from organizer.storage.tables import District, PersonDistrict
from ui.districts.where import WhereDialog
from ui.main_window import MainWindow
from ui.prospects.page import ProspectsPage


@pytest.fixture
def dialog(qtbot: QtBot, open_window: MainWindow) -> Iterator[WhereDialog]:
    """What Ctrl+Shift+D opens for Maria (1), of whom a ZIP table says another house district."""
    assert open_window.jobs is not None and open_window.workspace is not None
    with open_window.jobs.database.writing() as session, journal.action(
        session, kind="districts", name="ZIPs", by="t", parts=("people", "districts")
    ) as do:
        other = do.insert(District, kind="state-house", code="34B", state="MN", sort_key="34B")
        do.insert(PersonDistrict, person_id=1, district_id=other, kind="state-house", method="zip",
                  certainty="split", share=0.4, source="zips.csv", as_of="2026-10-02")
        do.touch_districts([1])
    page = open_window.workspace.page("prospects")
    assert isinstance(page, ProspectsPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 12)
    page.show_person(1)
    qtbot.waitUntil(lambda: page.panel.about is not None and page.panel.about.row.id == 1)
    qtbot.mouseClick(page.panel.facts.explain, Qt.MouseButton.LeftButton)
    made = next(one for one in open_window.children() if isinstance(one, WhereDialog))
    qtbot.waitUntil(lambda: made.model.rowCount() == 3 and made.code.count() == 134)
    yield made
    if shiboken6.isValid(made):
        made.close()


def lines(dialog: WhereDialog) -> list[list[str]]:
    return [[dialog.model.cell(row, column).text for column in range(dialog.model.columnCount())]
            for row in range(dialog.model.rowCount())]


def test_every_way_is_shown_with_its_file_and_date(dialog: WhereDialog) -> None:
    assert dialog.title.text() == "Maria Okafor"
    assert lines(dialog) == [
        ["State House", "HD 32A", "Counts", "from street index", "exact", "street index", "Jul 1, 2016"],
        ["State House", "HD 34B", "", "from ZIP table", "split, 40%", "zips.csv", lines(dialog)[1][6]],
        ["State Senate", "SD 32", "Counts", "from street index", "exact", "street index", "Jul 1, 2016"],
    ]
    assert lines(dialog)[1][6].startswith("Oct 2")
    assert dialog.take_back.isHidden()


def test_what_is_typed_by_hand_wins_and_is_taken_back(qtbot: QtBot, dialog: WhereDialog) -> None:
    dialog.code.setEditText("")
    qtbot.keyClicks(dialog.code.lineEdit(), "34a")
    qtbot.keyClick(dialog.code.lineEdit(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 4)
    assert lines(dialog)[0][:6] == ["State House", "HD 34A", "Counts", "typed by hand", "exact", "D. Brooks"]
    assert [line[2] for line in lines(dialog)[1:3]] == ["", ""]
    qtbot.mouseClick(dialog.take_back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    assert lines(dialog)[0][1:3] == ["HD 32A", "Counts"]


def test_a_district_that_the_state_has_not_is_refused_and_stays_in_the_field(
    qtbot: QtBot, dialog: WhereDialog
) -> None:
    dialog.code.setEditText("70C")
    qtbot.mouseClick(dialog.set_, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.fault.text() == "MN has no house district 70C.")
    assert dialog.code.currentText() == "70C"
    assert dialog.model.rowCount() == 3


def test_several_people_are_set_at_once(qtbot: QtBot, dialog: WhereDialog, open_window: MainWindow) -> None:
    dialog.close()
    assert open_window.workspace is not None
    page = open_window.workspace.page("prospects")
    page.table.pick([0, 1, 2])
    open_window.run_command("where", open_window.subject_of("where"))
    both = [one for one in open_window.children() if isinstance(one, WhereDialog)][-1]
    qtbot.waitUntil(lambda: both.title.text() == "3 people selected")
    both.kind.setCurrentIndex(both.kind.findData("ward"))
    both.code.setEditText("Ward 2")
    qtbot.mouseClick(both.set_, Qt.MouseButton.LeftButton)
    assert open_window.jobs is not None

    def wards() -> int:
        with open_window.jobs.database.reading() as session:
            return session.query(PersonDistrict).filter_by(kind="ward", method="typed").count()

    qtbot.waitUntil(lambda: wards() == 3)
    both.close()
