"""Pictures of the rooms of districts and seats: each view, a person's districts, and a page to recruit by."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

__all__ = ["pictures"]

Draw = Callable[[Any], QWidget]


def pictures(settle: Callable[[Any], None]) -> list[tuple[str, Draw]]:
    """(Name, what draws it) of every view that no page shows by itself. Args: settle: waits for all answers."""

    def shown(window: Any, page: str) -> Any:
        window.show_page(page)
        settle(window)
        return window.workspace.current

    def where(window: Any) -> QWidget:
        from ui.districts.start import show_where

        page = shown(window, "prospects")
        page.table.pick([4])
        settle(window)
        found = show_where(window.jobs, window, page.selected_ids)
        assert found is not None
        return found

    def recruit_sheet(window: Any) -> QWidget:
        from ui.districts.start import ForSeat, make_recruit_sheets

        full = shown(window, "seats").view.full
        people = tuple(match.person for match in full.matches)
        return make_recruit_sheets(window.jobs, window, ForSeat(full.row.id, people))

    def tab(page_name: str, place: int) -> Draw:
        def draw(window: Any) -> QWidget:
            page = shown(window, page_name)
            page.tabs.setCurrentIndex(place)
            settle(window)
            window.setProperty("picture", window.grab())
            page.tabs.setCurrentIndex(0)
            return window  # type: ignore[no-any-return]

        return draw

    def seat_form(window: Any) -> QWidget:
        page = shown(window, "seats")
        page.edit_seat()
        settle(window)
        window.setProperty("picture", window.grab())
        page.form.left.emit()
        return window  # type: ignore[no-any-return]

    def compare(window: Any) -> QWidget:
        from importlib.resources import files

        from PySide6.QtTest import QTest

        page = shown(window, "districts")
        table = files("resources").joinpath("sample/zip-house-districts.csv").read_text("utf-8")
        file = window.jobs.path.with_name("zip-districts-2032.csv")
        file.write_text(table.replace("10A", "10B"), "utf-8")
        page.load_files([file])
        until = time.monotonic() + 60
        while page.stack.currentWidget() is not page.compare and time.monotonic() < until:
            QTest.qWait(50)
        settle(window)
        window.setProperty("picture", window.grab())
        page.compare.left.emit()
        page.tabs.setCurrentIndex(0)
        return window  # type: ignore[no-any-return]

    return [
        ("where", where), ("recruit-sheet", recruit_sheet), ("districts-unassigned", tab("districts", 1)),
        ("districts-settle", tab("districts", 2)), ("districts-files", tab("districts", 3)),
        ("seats-deadlines", tab("seats", 1)), ("seats-form", seat_form),
        ("districts-compare", compare),
    ]
