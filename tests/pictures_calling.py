"""Draws the calling screen with a list in progress, what it asks, its end, and the pages around it with content."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.main_window import MainWindow
    from ui.outreach.calling_page import CallingPage

__all__ = ["pictures"]

Settle = Callable[["MainWindow"], None]


def pictures(settle: Settle) -> list[tuple[str, Callable[[MainWindow], QWidget | None]]]:
    """Names and what draws them, in an order in which each finds what it needs."""

    def start(window: MainWindow) -> QWidget:
        window.show_page("calling")
        settle(window)
        return window

    def make_list(window: MainWindow) -> QWidget:
        from organizer.domain.filters import ProspectFilter
        from ui.outreach.start import make_call_list

        dialog = make_call_list(window.jobs, window, ProspectFilter(
            districts=(("state-house", "8A"),), interest=("run",), results=("none",)))
        dialog.due.put("fri")
        settle(window)
        return dialog

    def in_progress(window: MainWindow) -> QWidget:
        page = _begin(window, settle)
        for code in ("NH", "LM", "BZ", "NH", "CB", "WN", "NH", "RF"):
            page.choose(code)
            page.save()
            settle(window)
        for code, digits in (("CV", (1, 6)), ("CV", (2, 5))):
            page.choose(code)
            for digit in digits:
                page.answer(digit)
            page.save()
            settle(window)
        window.workspace.undo_bar.hide()  # type: ignore[union-attr]
        settle(window)
        return window

    def asked(code: str, more: Callable[[CallingPage], object] = lambda page: None) -> Callable[..., QWidget]:
        def draw(window: MainWindow) -> QWidget:
            page = _page(window)
            page._clear()
            page.choose(code)
            more(page)
            settle(window)
            return window

        return draw

    def talked(page: CallingPage) -> None:
        page.answer(2)
        page.answer(5)
        page.view.answers.office.setText("School board")
        page.view.note.setPlainText("Wants to hear from somebody who ran before.\nTwo children at Oak Hill.")

    def back(window: MainWindow) -> QWidget:
        page = _page(window)
        page._clear()
        page.back_out()
        settle(window)
        return window

    def end(window: MainWindow) -> QWidget:
        page = _begin(window, settle, "8B", 6)
        for code in ("NH", "LM", "CB", "NH", "CV", "CV"):
            if page.shown is not None:
                page.choose(code)
                page.save()
                settle(window)
        window.workspace.undo_bar.hide()  # type: ignore[union-attr]
        settle(window)
        return window

    def household(window: MainWindow) -> QWidget:
        from organizer.prospects.reach import add_phone

        page = _begin(window, settle, "8A", 12)
        shown = page.shown
        assert shown is not None and page.round is not None
        page.jobs.write(add_phone, page.round.upcoming[0], shown.about.phones[0].number, by=page.jobs.by)
        settle(window)
        page._known.clear()
        page._bring_up(page.round.current)
        settle(window)
        page.side.for_all.setChecked(True)
        window.workspace.undo_bar.hide()  # type: ignore[union-attr]
        settle(window)
        return window

    def who(window: MainWindow) -> QWidget:
        from PySide6.QtWidgets import QApplication

        window.switch_user()
        settle(window)
        return QApplication.activePopupWidget() or window

    return [
        ("list-dialog", make_list), ("calling-start", start), ("calling-list", in_progress),
        ("calling-talked", asked("CV", talked)), ("calling-back-at", asked("CB")),
        ("calling-no-day", asked("CB", lambda page: page.view.further.when.put("31/02"))),  # type: ignore[union-attr]
        ("calling-moved", asked("MV")), ("calling-language", asked("OL")), ("calling-wall", asked("XC")),
        ("calling-previous", back), ("calling-household", household), ("calling-end", end),
        ("who", who),
    ]


def _page(window: MainWindow) -> CallingPage:
    window.show_page("calling")
    return window.workspace.page("calling")  # type: ignore[union-attr,return-value]


def _begin(window: MainWindow, settle: Settle, code: str = "8A", most: int = 60) -> CallingPage:
    """Freeze some people as a list and sit down to it, whatever the hour."""
    from organizer.domain.filters import ProspectFilter
    from organizer.outreach import lists
    from organizer.prospects import browse

    jobs = window.jobs
    assert jobs is not None
    chosen = ProspectFilter(districts=(("state-house", code),), interest=("run",), callable_only=True)
    due = (datetime.now().astimezone() + timedelta(days=3)).date().isoformat()
    made: list[Any] = []

    def make(session: Any) -> Any:
        ids = browse.find(session, chosen).ids[:most]
        found = lists.make_list(session, f"HD {code} – would run", ids, by="J. Moss", due=due, allow_taken=True)
        made.append(found.id)
        if code == "8A":
            lists.make_list(session, "Lake County, help with signs", browse.find(
                session, ProspectFilter(interest=("help",), callable_only=True)).ids[:200], by="J. Moss",
                caller="Ana Ortiz", due="2026-01-04", allow_taken=True)
        return found.changes

    jobs.write(make)
    settle(window)
    window.show_page("calling", made[0])
    settle(window)
    page = _page(window)
    if page.shown is None:
        page.empty.press(1)
        settle(window)
    return page
