"""The window around the pages: opening, dropping, greeting, signing in."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, QRect, QSize, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from organizer.domain.filters import EVERYONE, ProspectFilter
from organizer.domain.progress import Progress
from organizer.outreach.record import record_result
from organizer.prospects import browse
from organizer.storage.database import Database
from ui import rooms
from ui.bringing import take
from ui.importing.import_page import ImportPage
from ui.main_window import MainWindow
from ui.on_screen import fit, fitting
from ui.outreach.today_page import TodayPage
from ui.preferences.about import KeysDialog
from ui.prospects.paste_dialog import PasteDialog


def test_a_newcomer_is_greeted_with_two_choices(window: MainWindow) -> None:
    assert window.stack.currentWidget().isAncestorOf(window.greeting)
    assert window.greeting.new.text() == "Start a new file"
    assert window.greeting.sample.text() == "Open the sample"


def test_the_greeting_fits_a_small_screen_and_tells_files_of_one_name_apart(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    paths = [tmp_path / folder / "people.organizer" for folder in ("north", "south")]
    for path in [*paths, tmp_path / "a&b.organizer", tmp_path / "c.organizer", tmp_path / "d.organizer"]:
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
        window.remembered.opened(path)
    window.greeting.refresh()
    texts = {one.text() for one in window.greeting.findChildren(QPushButton)}
    assert {"people.organizer in north", "people.organizer in south", "a&&b.organizer"} <= texts
    qtbot.waitUntil(lambda: window.minimumSizeHint().height() <= 600)


def test_a_file_is_opened_named_and_remembered(qtbot: QtBot, open_window: MainWindow) -> None:
    assert open_window.foot.file.text() == "anoka-2026.organizer"
    assert [path.name for path in open_window.remembered.recent] == ["anoka-2026.organizer"]
    open_window.close_file()
    assert open_window.windowTitle() == "Organizer" and open_window.jobs is None


def test_what_is_no_store_is_refused_in_a_line(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "notes.organizer"
    path.write_text("hello")
    assert not window.open_path(path)
    assert "is not an Organizer file" in window.error.text.text()
    assert path.read_text() == "hello"


def test_a_dropped_sheet_is_told(qtbot: QtBot, open_window: MainWindow, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("a,b\n")
    open_window.files_dropped.disconnect()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sheet))])
    with qtbot.waitSignal(open_window.files_dropped) as caught:
        open_window.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data,
                                         Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    assert caught.args[0] == (sheet,)


def test_a_sheet_dropped_before_any_file_is_open_starts_one(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("Name,Email\nAnn Lee,ann@example.org\n")
    said = ["", str(tmp_path / "county.organizer")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (said.pop(0), ""))
    window.files_dropped.emit((sheet,))
    assert window.jobs is None and "need a file to go into" in window.error.text.text()
    window.files_dropped.emit((sheet,))
    assert window.workspace is not None
    page = window.workspace.page("import")
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(lambda: page.view is not None, timeout=30_000)
    assert page.go.text() == "Import 1 person"


def test_a_file_of_ours_and_a_sheet_dropped_together_are_opened_and_brought_in(
    qtbot: QtBot, window: MainWindow, store: Database, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("Name,Email\nAnn Lee,ann@example.org\n")
    store.close()
    take(window, [sheet, store.path])
    assert window.jobs is not None and window.jobs.path == store.path
    page: Any = window.workspace.page("import")  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: page.view is not None, timeout=30_000)
    assert page.view.file == "sheet.csv"


def test_a_sheet_dragged_over_the_window_lets_the_reader_get_ready(open_window: MainWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "sheet.csv"))])
    open_window.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                                               Qt.KeyboardModifier.NoModifier))
    assert open_window.workspace is not None
    page = open_window.workspace.page("import")
    assert isinstance(page, ImportPage) and page.asking.child.alive and open_window.page is not page


def test_undo_and_redo_are_named(qtbot: QtBot, open_window: MainWindow) -> None:
    jobs, actions = open_window.jobs, open_window.actions_
    assert jobs is not None
    with qtbot.waitSignal(jobs.changed):
        jobs.write(record_result, [1, 2, 3], "NH", by=jobs.by)
    qtbot.waitUntil(lambda: actions.undo.text() == "&Undo mark 3 as no answer")
    assert not actions.redo.isEnabled()
    with qtbot.waitSignal(jobs.changed):
        actions.undo.trigger()
    qtbot.waitUntil(lambda: actions.redo.text() == "&Redo mark 3 as no answer")
    with qtbot.waitSignal(jobs.changed):
        actions.redo.trigger()
    qtbot.waitUntil(lambda: actions.undo.text() == "&Undo mark 3 as no answer")


def test_somebody_elses_step_is_undone_only_after_asking(qtbot: QtBot, open_window: MainWindow) -> None:
    jobs, workspace = open_window.jobs, open_window.workspace
    assert jobs is not None and workspace is not None
    jobs.write(record_result, [1], "XC", by="Dana")
    qtbot.waitUntil(lambda: "do not call" in open_window.actions_.undo.text())
    open_window.sign_in("Sam")
    open_window.undo()
    qtbot.waitUntil(workspace.confirm.isVisible)
    assert workspace.confirm.text.text() == "The last step is not yours but Dana’s: Mark Maria Okafor as do not call."
    workspace.confirm.no.click()
    assert "do not call" in open_window.actions_.undo.text()
    open_window.undo()
    qtbot.waitUntil(workspace.confirm.isVisible)
    workspace.confirm.yes.click()
    qtbot.waitUntil(lambda: workspace.undo_bar.said == "Undid: “Mark Maria Okafor as do not call”.")


def test_somebody_else_signs_in(qtbot: QtBot, open_window: MainWindow) -> None:
    assert open_window.foot.who.text() == "You are D. Brooks"
    open_window.sign_in("J. Moss")
    assert open_window.foot.who.text() == "You are J. Moss" and open_window.greeting.who.text() == "J. Moss"
    assert open_window.jobs is not None and open_window.jobs.by == "J. Moss"


def test_enter_with_no_name_goes_on_without_one(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.remembered.sign_in("")
    window.show()
    window.open_path(tmp_path / "new.organizer", create=True)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup.findChild(QLineEdit), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_at_a_keyboard_that_several_share_it_is_asked_once_who_is_there(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.remembered.sign_in("Ann Lee")
    window.remembered.sign_in("D. Brooks")
    assert window.open_path(tmp_path / "one.organizer", create=True)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    field = QApplication.activePopupWidget().focusWidget()
    assert isinstance(field, QLineEdit) and field.selectedText() == "D. Brooks"
    qtbot.keyClicks(field, "an")  # is completed
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.jobs is not None and window.jobs.by == "Ann Lee"
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert window.open_path(tmp_path / "two.organizer", create=True)
    QApplication.processEvents()
    assert QApplication.activePopupWidget() is None


def test_no_key_means_two_things(window: MainWindow) -> None:
    keys = Counter(key.toString() for action in window.findChildren(QAction) for key in action.shortcuts())
    assert [key for key, times in keys.items() if times > 1] == []


class _Windows(QObject):
    """Notes which windows are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.property('text')}")
        return False


def test_no_page_flashes_a_window_of_its_own_while_it_is_made(qtbot: QtBot, open_window: MainWindow) -> None:
    watch = _Windows()
    app = QApplication.instance()
    assert app is not None and open_window.workspace is not None
    app.installEventFilter(watch)
    for entry in rooms.PAGES:
        assert open_window.workspace.page(entry.name) is not None
        open_window.show_page(entry.name)
    app.removeEventFilter(watch)
    assert watch.shown == []


@pytest.mark.parametrize("name", [entry.name for entry in rooms.PAGES])
def test_no_page_is_squeezed_in_a_narrow_window(qtbot: QtBot, open_window: MainWindow, name: str) -> None:
    open_window.resize(760, 560)
    open_window.show_page(name)
    page = open_window.page
    assert page is not None and page.window() is open_window
    qtbot.waitUntil(lambda: page.width() >= page.minimumSizeHint().width())
    assert page.height() <= open_window.workspace.stack.height()  # type: ignore[union-attr]
    open_window.resize(1366, 768)
    qtbot.waitUntil(lambda: page.width() == 1366 - open_window.workspace.side.width())  # type: ignore[union-attr]


def test_labels_show_text_as_it_is(open_window: MainWindow) -> None:
    guessing = [one for one in open_window.findChildren(QLabel)
                if one.textFormat() is not Qt.TextFormat.PlainText and one.text()]
    assert guessing == []


def test_what_is_said_moves_nothing_and_goes_with_its_page(qtbot: QtBot, open_window: MainWindow) -> None:
    workspace, foot = open_window.workspace, open_window.foot
    assert workspace is not None
    bar = workspace.undo_bar
    qtbot.waitUntil(lambda: not bar.isVisible())
    before = workspace.stack.geometry(), foot.geometry()
    bar.say("Imported a sheet with a name that is far longer than anybody would ever want to read. " * 3)
    QApplication.processEvents()
    assert bar.isVisible() and bar.text.text().endswith("…") and bar.text.toolTip() == bar.said
    assert (workspace.stack.geometry(), foot.geometry()) == before
    assert foot.file.isHidden() and foot.who.geometry().left() >= bar.geometry().right()
    open_window.show_page("overview")
    assert not bar.isVisible() and foot.file.isVisible()
    bar.say("Made a list.")
    open_window.show_page("call-lists")
    assert bar.isVisible(), "what is said as the page is turned is about the new page"


def test_long_work_is_shown_without_moving_the_page(qtbot: QtBot, open_window: MainWindow) -> None:
    workspace, jobs = open_window.workspace, open_window.jobs
    assert workspace is not None and jobs is not None
    before = workspace.stack.geometry()
    done: list[object] = []
    go_on = Event()
    jobs.run(lambda database, progress: go_on.wait(30), title="Counting", done=done.append)
    QApplication.processEvents()
    assert workspace.progress.isVisible() and workspace.stack.geometry() == before
    go_on.set()
    qtbot.waitUntil(lambda: bool(done))
    assert not workspace.progress.isVisible()


def test_it_is_asked_before_what_is_under_way_is_stopped(qtbot: QtBot, open_window: MainWindow) -> None:
    workspace, jobs = open_window.workspace, open_window.jobs
    assert workspace is not None and jobs is not None
    begun, stopped = Event(), Event()

    def work(database: object, progress: Progress) -> None:
        begun.set()
        try:
            while True:
                progress(1, 2, "Reading")
        finally:
            stopped.set()

    jobs.run(work, title="Importing sheet.xlsx")
    assert begun.wait(30)
    assert not open_window.close() and open_window.isVisible()
    assert "Importing sheet.xlsx" in workspace.confirm.text.text()
    qtbot.keyClick(workspace.confirm.no, Qt.Key.Key_Return)
    assert not workspace.confirm.isVisible() and not stopped.is_set()
    open_window.leave_file()
    assert open_window.jobs is jobs
    workspace.confirm.leave()
    open_window.close()
    assert workspace.confirm.yes.text() == "Stop it and quit"
    workspace.confirm.yes.click()
    assert stopped.is_set() and not open_window.isVisible()


def test_a_window_as_large_as_its_screen_shows_its_foot_under_its_title(window: MainWindow) -> None:
    assert fitting(QSize(1366, 768), QRect(0, 0, 1366, 768), 32) == QRect(0, 32, 1366, 736)
    assert fitting(QSize(1366, 768), QRect(0, 28, 1920, 1052), 32) is None
    fit(window)
    room = window.screen().availableGeometry()
    assert room.contains(window.geometry()) and window.geometry().top() > room.top()


def test_the_keys_are_read_without_scrolling_sideways(qtbot: QtBot, open_window: MainWindow) -> None:
    dialog = KeysDialog(open_window)
    qtbot.addWidget(dialog)
    dialog.show()
    area = dialog.findChild(QScrollArea)
    assert area is not None and area.widget().width() <= area.viewport().width()


def test_other_rooms_are_loaded_only_while_nobody_asks_for_anything(
    qtbot: QtBot, window: MainWindow, store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.workspace._QUIET", 3_600)
    path = store.path
    store.close()
    window.open_path(path)
    workspace = window.workspace
    assert workspace is not None

    def counts() -> dict[str, int | None]:
        return {item.name: item.count for item in workspace.side.items}

    qtbot.waitUntil(lambda: counts()["prospects"] == 12)
    qtbot.wait(300)
    assert counts()["seats"] is None
    monkeypatch.setattr("ui.workspace._QUIET", 0)
    qtbot.waitUntil(lambda: counts()["seats"] == 0)


@pytest.mark.parametrize("name", ["call-lists", "call-sheets", "districts", "history", "imports", "prospects", "seats"])
def test_the_keyboard_goes_to_the_list_of_a_page_or_to_its_first_step(
    qtbot: QtBot, open_window: MainWindow, name: str
) -> None:
    open_window.show()
    open_window.activateWindow()
    qtbot.waitExposed(open_window)
    open_window.show_page(name)
    qtbot.waitUntil(lambda: isinstance(open_window.focusWidget(), (QTableView, QPushButton)))
    page = open_window.page
    assert page is not None and page.isAncestorOf(open_window.focusWidget())


def test_a_new_file_goes_on_with_enter_once_the_name_is_given(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.remembered.sign_in("Ann Lee")
    window.remembered.sign_in("D. Brooks")
    assert window.open_path(tmp_path / "one.organizer", create=True)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    qtbot.keyClick(QApplication.activePopupWidget().focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    qtbot.waitUntil(lambda: isinstance(window.focusWidget(), QPushButton))
    assert window.focusWidget().text() == "Import sign-ups"  # type: ignore[attr-defined]


def test_what_nobody_meets_leaves_the_keyboard_in_the_search_and_clears_with_enter_elsewhere(
    qtbot: QtBot, open_window: MainWindow
) -> None:
    page: Any = open_window.page
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)
    page.bar.search.setFocus()
    qtbot.keyClicks(page.bar.search, "nobody")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
    assert open_window.focusWidget() is page.bar.search
    page.bar.put(EVERYONE)
    page.setFocus()
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)
    page.bar.put(ProspectFilter(search="nobody"))
    qtbot.waitUntil(lambda: open_window.focusWidget() is page.empty.step)
    qtbot.keyClick(page.empty.step, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.model.ids) == 12 and open_window.focusWidget() is page.table)


def test_duplicates_with_nothing_left_goes_on_with_enter(qtbot: QtBot, open_window: MainWindow) -> None:
    open_window.show_page("duplicates")
    qtbot.waitUntil(lambda: isinstance(open_window.focusWidget(), QPushButton))
    qtbot.keyClick(open_window.focusWidget(), Qt.Key.Key_Return)
    assert open_window.page is open_window.workspace.page("prospects")  # type: ignore[union-attr]


def test_a_window_left_open_overnight_tells_what_is_due_on_the_new_day(qtbot: QtBot, open_window: MainWindow) -> None:
    work, jobs = open_window.workspace, open_window.jobs
    assert work is not None and jobs is not None
    work.show_page("follow-ups")
    page = work.page("follow-ups")
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: bool(page.model.rows))
    other = Database.open(jobs.path)
    with other.writing() as session:  # time, too, changes what is due without telling anybody
        record_result(session, [3], "CB", by="t", at="2016-06-30T18:00:00Z", follow_up_at="2016-07-01T18:00:00Z")
    other.close()
    work.show_page("prospects")
    work.turn_day(date.today())
    work.show_page("follow-ups")
    assert "overdue" not in [row.kind for row in page.model.rows]
    work.turn_day(date.today() + timedelta(days=1))
    qtbot.waitUntil(lambda: "overdue" in [row.kind for row in page.model.rows])


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_from_the_search_the_keyboard_goes_on_to_whom_it_found(
    qtbot: QtBot, open_window: MainWindow, key: Qt.Key
) -> None:
    page: Any = open_window.page
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)
    open_window.activateWindow()
    page.focus_search()
    qtbot.keyClicks(page.bar.search, "rivera")
    qtbot.keyClick(page.bar.search, key)
    qtbot.waitUntil(lambda: len(page.model.ids) == 1 and page.selected_ids == tuple(page.model.ids))
    assert open_window.focusWidget() is page.table


@pytest.mark.parametrize("name", ["seats", "districts", "sheets"])
def test_enter_in_every_search_leads_to_the_list(qtbot: QtBot, open_window: MainWindow, name: str) -> None:
    open_window.show_page(name)
    page: Any = open_window.page
    page.focus_search()
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert open_window.focusWidget() is not page.search and page.isAncestorOf(open_window.focusWidget())


def test_a_step_back_in_a_cell_where_nothing_is_typed_takes_the_last_cell_back(
    qtbot: QtBot, open_window: MainWindow
) -> None:
    page: Any = open_window.page
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)
    open_window.activateWindow()
    city = next(place for place, one in enumerate(page.model.columns) if one.name == "city")
    before = [page.model.row(place).city for place in range(2)]
    page.edits.begin(0, city, "Ely")
    qtbot.keyClick(page.edits.editor.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.row(0).city == "Ely" and open_window.actions_.undo.isEnabled())
    assert page.edits.editor is not None
    qtbot.keyClick(page.edits.editor.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [page.model.row(place).city for place in range(2)] == before)
    assert page.edits.editor is None and open_window.focusWidget() is page.table
    page.edits.begin(0, city, "Orr")
    qtbot.keyClick(page.edits.editor.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.edits.editor is not None  # what is being typed has its own steps


def test_a_cell_that_is_typed_in_is_kept_when_the_window_is_closed(qtbot: QtBot, open_window: MainWindow) -> None:
    page: Any = open_window.page
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)
    place = {one.name: number for number, one in enumerate(page.model.columns)}
    assert open_window.workspace is not None and open_window.jobs is not None
    page.edits.begin(0, place["phone"], "12")
    assert open_window.workspace.unkept() == ["what is typed in the table"]
    page.edits.leave()
    person, path = page.model.ids[0], open_window.jobs.path
    page.edits.begin(0, place["city"], "Ely")
    assert open_window.close()
    store = Database.open(path)
    with store.reading() as session:
        assert browse.rows(session, [person])[0].city == "Ely"
    store.close()


def test_several_cells_pasted_where_nothing_is_typed_go_into_the_table(qtbot: QtBot, open_window: MainWindow) -> None:
    page: Any = open_window.page
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)
    open_window.activateWindow()
    city = next(place for place, one in enumerate(page.model.columns) if one.name == "city")
    QApplication.clipboard().setText("Ely\nOrr\n")
    page.table.pick([0])
    page.edits.begin(0, city)
    qtbot.keyClick(page.edits.editor.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.edits.editor is None
    qtbot.waitUntil(lambda: page.findChild(PasteDialog) is not None or page.model.row(1).city == "Orr")


def test_lines_pasted_into_a_note_are_lines_of_the_note(qtbot: QtBot, open_window: MainWindow) -> None:
    page: Any = open_window.page
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)
    open_window.activateWindow()
    involvement = next(place for place, one in enumerate(page.model.columns) if one.name == "involvement")
    page.table.show_column(involvement, True)
    QApplication.clipboard().setText("has a van\ncan drive on Sundays")
    page.table.pick([1])
    page.edits.begin(1, involvement)
    qtbot.waitUntil(lambda: page.edits.editor is not None)
    qtbot.keyClick(page.edits.editor.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.edits.editor is not None and page.edits.editor.text == "has a van\ncan drive on Sundays"


def test_a_table_is_sorted_by_the_column_of_its_cursor(qtbot: QtBot, open_window: MainWindow) -> None:
    page: Any = open_window.page
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)
    open_window.activateWindow()
    open_window.show_page("seats")
    open_window.sort_here()
    assert "Go to a cell" in open_window.foot.undo_bar.said
    open_window.show_page("prospects")
    city = next(place for place, one in enumerate(page.model.columns) if one.name == "city")
    page.table.setFocus()
    page.table.go_to(0, city)
    for descending in (False, True):
        qtbot.keyClick(page.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        assert page.finding.sort == ("city", descending)


def test_files_are_looked_for_at_home_where_there_are_no_documents(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path / "Documents"))
    assert window.remembered.folder("import") == tmp_path
    window.remembered.keep_folder("import", tmp_path / "gone")
    (tmp_path / "Documents").mkdir()
    assert window.remembered.folder("import") == tmp_path / "Documents"
