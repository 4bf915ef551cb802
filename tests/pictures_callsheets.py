"""Pictures of call sheets coming home: read back from a file, and typed in from paper."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.main_window import MainWindow

__all__ = ["pictures"]


def pictures(settle: Callable[[MainWindow], None]) -> list[tuple[str, Callable[[MainWindow], QWidget | None]]]:
    """Name and drawing of each; `settle` waits until everything asked of the store was answered."""

    def read_back(window: MainWindow) -> QWidget:
        sheet = _sheet(window, settle)
        path = _filled(window, settle, sheet)
        window.files_dropped.emit((path,))
        settle(window)
        settle(window)
        page: Any = window.workspace.page("read-back")  # type: ignore[union-attr]
        page.table.pick([1])
        settle(window)
        return window

    def read_back_done(window: MainWindow) -> QWidget:
        page: Any = window.workspace.page("read-back")  # type: ignore[union-attr]
        page.go.click()
        settle(window)
        return window

    def export(window: MainWindow) -> QWidget:
        from organizer.domain.filters import ProspectFilter
        from ui.callsheets.export_dialog import ExportDialog

        return ExportDialog(window.jobs, ProspectFilter(districts=(("state-house", "8A"),)), window)  # type: ignore[arg-type]

    def who_took_what(window: MainWindow) -> QWidget:
        window.show_page("sheets")
        page: Any = window.workspace.page("sheets")  # type: ignore[union-attr]
        page.tabs.setCurrentIndex(1)
        settle(window)
        window.workspace.undo_bar.hide()  # type: ignore[union-attr]
        return window

    def typing(window: MainWindow) -> QWidget:
        """Half of a sheet is typed in, one line is warned of, the next is being typed."""
        sheet = _sheet(window, settle)
        window.show_page("type-in", sheet.number)
        settle(window)
        page: Any = window.workspace.page("type-in")  # type: ignore[union-attr]
        for typed in ("1 lm", "2 nh", '3 cv run=m help=y "after 6 PM is best"', "4-9 nh", "10 wn", "11 lm", "12 lm",
                      "15 cb 7pm", "18-29 nh", "31 lm", "45-60 nh", "11 nh"):
            page.field.setText(typed)
            page.field.returnPressed.emit()
            settle(window)
        page.head.tally.setText("42/1/1")
        page.head.tally.editingFinished.emit()
        page.field.setText('13 cv run=y "call after 6" h')
        page._read()
        settle(window)
        window.workspace.undo_bar.hide()  # type: ignore[union-attr]
        return window

    def typing_result_first(window: MainWindow) -> QWidget:
        page: Any = window.workspace.page("type-in")  # type: ignore[union-attr]
        page._turn_mode()
        page.field.setText("lm")
        page.field.returnPressed.emit()
        page.field.setText("14 16")
        page._read()
        settle(window)
        window.workspace.undo_bar.hide()  # type: ignore[union-attr]
        return window

    return [("type-in-half", typing), ("type-in-result-first", typing_result_first), ("read-back-filled", read_back), ("read-back-done", read_back_done), ("export", export),
            ("who-took-what", who_took_what)]


def _sheet(window: MainWindow, settle: Callable[[MainWindow], None]) -> Any:
    """A sheet of House District 8A, made for the picture."""
    from organizer.callsheets import compose
    from organizer.domain.filters import ProspectFilter

    made: list[Any] = []
    wanted = ProspectFilter(districts=(("state-house", "8A"),), interest=("run",))
    window.jobs.write(  # type: ignore[union-attr]
        compose.make_sheets, wanted, title="House 8A, would run", by="D. Brooks", callers=["Lee Ann Tran"],
        done=made.append)
    settle(window)
    return made[0].sheets[0]


def _filled(window: MainWindow, settle: Callable[[MainWindow], None], sheet: Any) -> Path:
    """Its workbook, filled in as people fill them in."""
    from openpyxl import load_workbook

    from organizer.callsheets import outward
    from organizer.outreach.record import record_result

    path = Path(tempfile.mkdtemp()) / "8A evening – Lee Ann.xlsx"
    jobs: Any = window.jobs
    jobs.write(lambda session: outward.write_sheets(session, [sheet], path, by="D. Brooks"))
    jobs.write(record_result, [sheet.lines[4].person_id], "RF", by="Tom Nguyen", at="2099-01-01T00:00:00Z")
    settle(window)
    book = load_workbook(path)
    page: Any = book["Call sheet"]
    head = next(row for row in range(1, 12) if page.cell(row, 1).value == "Line")
    at = {cell.value: cell.column for cell in page[head] if cell.value}
    said: dict[int, dict[str, str]] = {
        1: {"Result": "CV Talked", "Run?": "Yes", "Notes": "wants to hear about the filing date"},
        2: {"Result": "left msg"}, 3: {"Result": "LM, NH"}, 4: {"Result": "purple"}, 5: {"Result": "LM"},
        7: {"Result": "NH", "New phone": "(763) 555-0148"}, 8: {"Result": "MV", "New address": "12 Elm St, Anoka, MN 55303"},
        9: {"Result": "CB", "Call back": "tomorrow 7pm"},
    }
    said |= {line: {"Result": ("NH", "LM", "NH", "WN")[line % 4]} for line in range(10, 31)}
    for line, cells in said.items():
        for heading, value in cells.items():
            page.cell(head + line, at[heading]).value = value
    for column in ("Line", "Check", "Name", "Key"):
        page.cell(head + 31, at[column]).value = page.cell(head + 10, at[column]).value
    page.cell(head + 31, at["Result"]).value = "RF"
    page.cell(head + 32, at["Key"]).value = "lost"
    page.cell(head + 32, at["Check"]).value = "A1A1"
    page.cell(head + 32, at["Result"]).value = "NH"
    book.save(path)
    return path
