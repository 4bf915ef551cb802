"""An open file: the side bar, the pages, and the lines at the foot."""

from __future__ import annotations

import gc
import logging
import sys
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from organizer.domain import clock
from organizer.domain.changes import Changes
from organizer.domain.errors import UserError
from organizer.prospects import saved
from organizer.storage import journal
from ui import rooms
from ui.background.job import Job
from ui.background.jobs import Jobs, describe
from ui.widgets.ask_name import ask_name
from ui.widgets.bars import ConfirmBar, ErrorBar, ProgressBar, UndoBar
from ui.widgets.page import Page
from ui.widgets.sidebar import SideBar, SideItem
from ui.widgets.wide_enough import WideEnough

__all__ = ["Workspace"]

_log = logging.getLogger("organizer.window")
_QUIET = 0.4  # seconds without a question after which the next of the other rooms is loaded
_LOOK = 100  # milliseconds between two looks whether it is quiet
_MINUTE = 60_000  # milliseconds between two looks at the calendar
_BUG = "Something went wrong, but nothing was lost."


class Workspace(QWidget):
    """Shows one store through its pages; each page is made when it is first shown.

    Args:
        jobs: the way to the store.
        undo_bar: where it is said what was done; it stands outside, where it moves nothing on a page.
        progress: where long work is shown, likewise.
        place: what the store is called in the side bar.
        parent: where it lives.

    Signals:
        steps_named: what undo and redo would do, each a name or None.
        command_wanted: one of `ui.rooms.COMMANDS` and what it is about.
        page_shown: the name of the page now shown.
    """

    steps_named = Signal(object, object)
    command_wanted = Signal(str, object)
    page_shown = Signal(str)

    def __init__(self, jobs: Jobs, undo_bar: UndoBar, progress: ProgressBar, place: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self._place = place
        self._pages: dict[str, Page] = {}
        self._frames: dict[str, WideEnough] = {}
        self._behind: dict[str, Changes] = {}
        self._saved: list[saved.Saved] = []
        self._counts: dict[str, int | None] = {}
        self.side = SideBar()
        self.stack = QStackedWidget()
        self.error = ErrorBar()
        self.undo_bar = undo_bar
        self.progress = progress
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        self.confirm = ConfirmBar()
        column.addWidget(self.error)
        column.addWidget(self.confirm)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.side)
        line.addLayout(column, 1)
        self.side.chosen.connect(self._chosen)
        self.side.entered.connect(self._enter)
        self.side.menu_wanted.connect(self._side_menu)
        self.confirm.closed.connect(self._enter)
        self.undo_bar.undo_wanted.connect(lambda: self.undo())
        jobs.changed.connect(self._changed)
        jobs.failed.connect(self.error.say)
        jobs.broken.connect(lambda details: self.error.say(_BUG, details))
        jobs.started.connect(self._started)
        jobs.cancelled.connect(lambda title: self.undo_bar.say(f"{title}: stopped, nothing was changed.", undo=False))
        self._unloaded = rooms.listed()[1:]
        self._list_rooms()
        self._look = QTimer(self, singleShot=True, interval=_LOOK)
        self._look.timeout.connect(self._load_in_quiet)
        self._look.start()
        self._day = clock.today()
        self._calendar = QTimer(self, interval=_MINUTE)
        self._calendar.timeout.connect(lambda: self.turn_day(clock.today()))
        self._calendar.start()
        QTimer.singleShot(0, self, self._ask)

    def turn_day(self, day: date) -> None:
        """Have every page ask again where a window stays open overnight: what is due, late or closing has changed."""
        if day != self._day:
            self._day = day
            self._changed(Changes(many=True))

    def show_page(self, name: str, what: object = None, *, enter: bool = True) -> None:
        """Bring a page forward, and give it what to show. Args: enter: the keyboard goes there, too."""
        page = self.page(name)
        if page is None:
            return
        if self.current is not page:
            self.stack.setCurrentWidget(self._frames[name])
            self.undo_bar.turn_page()
        if (behind := self._behind.pop(name, None)) is not None:
            page.refresh(behind)
        if what is not None:
            page.open(what)
        if not (self.side.current.startswith("filter:") and name == "prospects" and what is not None):
            self.side.choose(rooms.line_of(name))
        if enter:
            page.setFocus()
        self.page_shown.emit(name)

    def page(self, name: str) -> Page | None:
        """A page by name, made if need be; None while it is not there."""
        if name in self._pages:
            return self._pages[name]
        entry = next((entry for entry in rooms.PAGES if entry.name == name and rooms.is_there(entry.where)), None)
        if entry is None:
            return None
        page = rooms.page_class(entry)(self.jobs, self)
        page.told.connect(lambda text: self.undo_bar.say(text, undo=False))
        page.offered.connect(self.undo_bar.offer)
        page.turned.connect(self.undo_bar.turn_page)
        page.refused.connect(self.error.say)
        page.page_wanted.connect(self.show_page)
        page.command_wanted.connect(self.command_wanted)
        self._pages[name] = page
        self._frames[name] = WideEnough(page)
        self.stack.addWidget(self._frames[name])
        return page

    @property
    def current(self) -> Page | None:
        """The page now shown."""
        shown = self.stack.currentWidget()
        page = shown.widget() if isinstance(shown, WideEnough) else None
        return page if isinstance(page, Page) else None

    def unkept(self) -> list[str]:
        """What is typed on any page and would be lost with the file, in words."""
        return [words for page in self._pages.values() if (words := page.unkept())]

    def undo(self, action: int | None = None) -> None:
        """Take back the last action, of somebody else's only after asking. Args: action: that one all the same."""
        self.jobs.write(journal.undo, by=self.jobs.by, action_id=action, own=action is None,
                        done=self._stepped("Undid"), failed=self._not_undone)

    def _not_undone(self, fault: BaseException) -> None:
        if isinstance(fault, journal.NotYoursError):
            self.confirm.ask(fault.message, "Undo it", partial(self.undo, fault.action_id))
        elif isinstance(fault, UserError):
            self.error.say(fault.message, "\n".join(fault.details))

    def redo(self) -> None:
        """Do again what was undone last."""
        self.jobs.write(journal.redo, by=self.jobs.by, done=self._stepped("Did again"))

    def _stepped(self, verb: str) -> Any:
        def say(changes: Changes) -> None:
            kept = f" {'; '.join(changes.kept)}." if changes.kept else ""
            name = changes.summary.removeprefix("Undo ").removeprefix("Redo ")
            self.undo_bar.say(f"{verb}: {name[:1].lower()}{name[1:]}.{kept}", undo=False)

        return say

    def _changed(self, changes: Changes) -> None:
        shown = self.current
        for name, page in self._pages.items():
            if page is shown:
                page.refresh(changes)
            else:
                self._behind[name] = self._behind[name] | changes if name in self._behind else changes
        if changes.summary and not changes.summary.startswith(("Undo", "Redo")):
            self.undo_bar.say(f"{_past(changes.summary)}.")
        self._ask()

    def _started(self, job: Job) -> None:
        self.error.hide()  # it told of what was tried before
        self.progress.follow(job)

    def _list_rooms(self) -> None:
        items = [SideItem("", self._place or self.jobs.path.stem)]
        items += [SideItem(entry.name, entry.title, self._counts.get(entry.name), entry.badge)
                  for entry in rooms.listed()]
        if self._saved:
            items.append(SideItem("", "Saved filters"))
            items += [SideItem(f"filter:{one.id}", one.name, one.count) for one in self._saved]
        self.side.put(items)

    def _ask(self) -> None:
        """Ask for the names of the next steps, and, where no quick question waits for them, for all the sums."""
        self.jobs.read(_steps, done=lambda steps: self.steps_named.emit(*steps), key="steps")
        self.jobs.read(saved.listed, done=self._got_saved, key="saved filters", all_of_it=True)
        self.jobs.read(_counts, [entry for entry in rooms.listed() if entry not in self._unloaded],
                       done=self._got_counts, key="counts", all_of_it=True)

    def _load_in_quiet(self) -> None:
        """Load one more room, so that neither its first showing nor its count is waited for.

        Loading takes the interpreter from whoever asks for something, so it is done while nobody does.
        """
        if self.jobs.quiet < _QUIET:
            self._look.start()
        else:
            self.jobs.run(_load, self._unloaded[0], title="", done=self._room_loaded)

    def _room_loaded(self, entry: rooms.PageEntry) -> None:
        self._unloaded.remove(entry)
        if self._unloaded:
            self._look.start()
        else:
            self._ask()

    def _got_counts(self, counts: dict[str, int | None]) -> None:
        self._counts.update(counts)
        for name, count in counts.items():
            self.side.set_count(name, count)

    def _got_saved(self, found: list[saved.Saved]) -> None:
        same = [(one.id, one.name) for one in found] == [(one.id, one.name) for one in self._saved]
        self._saved = found
        if not same:
            self._list_rooms()
            return
        for one in found:
            self.side.set_count(f"filter:{one.id}", one.count)

    def _chosen(self, name: str) -> None:
        if name.startswith("filter:"):
            found = next(one for one in self._saved if f"filter:{one.id}" == name)
            self.show_page("prospects", found, enter=False)
        else:
            self.show_page(name, enter=False)

    def _enter(self) -> None:
        if self.current is not None:
            self.current.setFocus()

    def _side_menu(self, name: str, place: QPoint) -> None:
        if not name.startswith("filter:"):
            return
        menu = QMenu(self)
        row_id = int(name.removeprefix("filter:"))
        menu.addAction("Rename…", lambda: self._rename_filter(row_id))
        page = self._pages.get("prospects")
        if page is not None and (shown := getattr(page, "filter", None)):
            kept = next((one for one in self._saved if one.id == row_id), None)
            if kept is not None and kept.filter != shown:
                menu.addAction("Save what is shown under this name",
                               lambda: self.jobs.write(saved.keep, kept.name, shown, by=self.jobs.by, view=kept.view))
        menu.addAction("Delete this saved filter",
                       lambda: self.jobs.write(saved.forget, row_id, by=self.jobs.by))
        menu.exec(place)
        menu.deleteLater()

    def _rename_filter(self, row_id: int) -> None:
        before = next((one.name for one in self._saved if one.id == row_id), "")
        name = ask_name(self, "Rename this filter", "Name in the side bar:", before)
        if name and name != before:
            self.jobs.write(saved.rename, row_id, name, by=self.jobs.by)


def _steps(session: Any) -> tuple[str | None, str | None]:
    return journal.next_undo(session), journal.next_redo(session)


def _load(_database: object, entry: rooms.PageEntry, *, progress: object) -> rooms.PageEntry:
    """Load a room, whose modules stay: to look through them again and again for what may go holds everything up."""
    if entry.where.partition(":")[0] not in sys.modules:
        rooms.page_class(entry)
        gc.freeze()
    return entry


def _counts(session: Any, entries: list[rooms.PageEntry]) -> dict[str, int | None]:
    """Each page's own count; a room that cannot count says nothing and goes to the log."""
    found: dict[str, int | None] = {}
    for entry in entries:
        try:
            found[entry.name] = rooms.page_class(entry).count(session)
        except Exception as fault:
            _log.error("count of %s: %s", entry.name, describe(fault))
            found[entry.name] = None
    return found


def _past(summary: str) -> str:
    """``Marked 12 as left message`` for the action's name ``Mark 12 as left message``."""
    verb, _, rest = summary.partition(" ")
    known = {"Mark": "Marked", "Move": "Moved", "Edit": "Edited", "Import": "Imported", "Save": "Saved",
             "Delete": "Deleted", "Add": "Added", "Merge": "Merged", "Split": "Split", "Load": "Loaded",
             "Set": "Set", "Note": "Noted", "Make": "Made", "Release": "Released", "Assign": "Assigned",
             "Change": "Changed", "Tag": "Tagged", "Untag": "Untagged", "Paste": "Pasted", "Fill": "Filled",
             "Rename": "Renamed", "Open": "Opened", "Remove": "Removed", "Read": "Read"}
    return f"{known[verb]} {rest}" if verb in known and rest else summary
