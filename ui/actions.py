"""The menus: every command of the window with its key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from organizer.domain.status import HELP_EXITS, HELP_STAGES, RESULTS, RUN_EXITS, RUN_STAGES
from ui import rooms
from ui.at_cursor import at_cursor
from ui.preferences import start
from ui.preferences.remembered import named_apart
from ui.widgets.text import label

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["Actions"]


class Actions:
    """Builds the window's menus and keeps the actions that change with what is open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._with_store: list[QAction] = []
        bar = window.menuBar()
        self._brand = label("Organizer", "strong", bar)
        self._brand.setContentsMargins(14, 0, 4, 0)
        bar.setCornerWidget(self._brand, Qt.Corner.TopLeftCorner)
        self._file(bar.addMenu("&File"))
        self._edit(bar.addMenu("&Edit"))
        self._view(bar.addMenu("&View"))
        self._prospects(bar.addMenu("&Prospects"))
        self._lists(bar.addMenu("&Call lists"))
        self._help(bar.addMenu("&Help"))
        self.store_is_open(False)

    def store_is_open(self, is_open: bool) -> None:
        """Allow what needs an open file, or not."""
        for action in self._with_store:
            action.setEnabled(is_open)

    def name_steps(self, undo: str | None, redo: str | None) -> None:
        """Say what Undo and Redo would do."""
        self.undo.setText(f"&Undo {_short(undo)}" if undo else "&Undo")
        self.undo.setEnabled(undo is not None)
        self.redo.setText(f"&Redo {_short(redo)}" if redo else "&Redo")
        self.redo.setEnabled(redo is not None)

    def _add(self, menu: QMenu, text: str, pressed: Callable[[], object], key: str | QKeySequence.StandardKey = "",
             *, store: bool = True) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda: pressed())
        if key:
            action.setShortcut(QKeySequence(key))
        if store:
            self._with_store.append(action)
        return action

    def _command(self, menu: QMenu, text: str, name: str, key: str = "") -> None:
        """An entry for one of the rooms' commands; left out while the room is not there."""
        if rooms.is_there(rooms.COMMANDS[name]):
            self._add(menu, text, lambda: self._window.run_command(name, self._window.subject_of(name)), key)

    def _file(self, menu: QMenu) -> None:
        window = self._window
        self._add(menu, "&New file…", window.new_file, store=False)
        self._add(menu, "&Open…", window.open_file, "Ctrl+O", store=False)
        self.recent = menu.addMenu("Open &recent")
        self.recent.aboutToShow.connect(self._fill_recent)
        menu.addSeparator()
        self._command(menu, "&Import sign-ups…", "import", "Ctrl+I")
        self._command(menu, "Load &districts or seats…", "load-districts")
        self._command(menu, "&Export…", "export", "Ctrl+E")
        menu.addSeparator()
        self._add(menu, "&Back up now", window.copies.back_up)
        self._add(menu, "Save a &copy…", window.copies.save_elsewhere)
        self._add(menu, "Res&tore a backup…", window.copies.restore)
        menu.addSeparator()
        self._add(menu, "C&lose file", window.leave_file, "Ctrl+W")
        self._add(menu, "&Quit", window.close, "Ctrl+Q", store=False)

    def _fill_recent(self) -> None:
        self.recent.clear()
        recent = self._window.remembered.recent
        for path in recent:
            self.recent.addAction(named_apart(path, recent), partial(self._window.open_path, path))
        self.recent.setEnabled(True)
        if self.recent.isEmpty():
            self.recent.addAction("No files yet").setEnabled(False)

    def _edit(self, menu: QMenu) -> None:
        window = self._window
        self.undo = self._add(menu, "&Undo", window.undo, "Ctrl+Z")
        self.redo = self._add(menu, "&Redo", window.redo, "Ctrl+Y")
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        menu.addSeparator()
        self._add(menu, "&Copy", lambda: at_cursor("copy", window.page), "Ctrl+C")
        self._add(menu, "Copy s&ome columns…", lambda: window.tell_page("copy-columns", ""), "Ctrl+Shift+C")
        self._add(menu, "Pas&te", lambda: at_cursor("paste", window.page), "Ctrl+V")
        self._add(menu, "Fill &down", window.fill_down, "Ctrl+D")
        self._add(menu, "Select &all", lambda: at_cursor("select_all", window.page), "Ctrl+A")
        self._add(menu, "&Find", window.find_text, "Ctrl+F")
        menu.addSeparator()
        self._add(menu, "&Who is at the keyboard…", window.switch_user, "Ctrl+Shift+U", store=False)
        self._add(menu, "&Preferences…", lambda: start.show_preferences(window), "Ctrl+,", store=False)

    def _view(self, menu: QMenu) -> None:
        window = self._window
        number = 1
        for entry in rooms.PAGES:
            if entry.title and entry.name != "history" and rooms.is_there(entry.where):
                self._add(menu, entry.title, partial(window.show_page, entry.name), f"Ctrl+{number}")
                number += 1
        if any(entry.name == "history" and rooms.is_there(entry.where) for entry in rooms.PAGES):
            self._add(menu, "History", lambda: window.show_page("history"), "Ctrl+H")
        menu.addSeparator()
        self._add(menu, "&Sort by this column", window.sort_here, "Ctrl+Shift+S")
        self.columns = self._add(menu, "&Columns…", lambda: window.tell_page("columns", ""))
        self._add(menu, "The &person beside the table", lambda: window.tell_page("panel", ""), "F9")
        self._add(menu, "What people &answered", lambda: window.show_page("answers"))
        self._add(menu, "&Refresh", window.refresh, "F5")
        menu.addSeparator()
        themes = QActionGroup(menu)
        for scheme, text in (("system", "Colors as the system"), ("light", "Light colors"), ("dark", "Dark colors")):
            action = self._add(menu, text, partial(window.choose_scheme, scheme), store=False)
            action.setCheckable(True)
            action.setChecked(window.look.scheme == scheme)
            themes.addAction(action)

    def _prospects(self, menu: QMenu) -> None:
        window = self._window
        self._command(menu, "&Add a person…", "add-person", "Ctrl+N")
        results = menu.addMenu("Record the &result of a call")
        for result in RESULTS:
            self._add(results, f"{result.label}\t{result.key.upper()}",
                      partial(window.tell_page, "record", result.code))
        for track, title, steps in (("run", "Move on the r&un track", RUN_STAGES + RUN_EXITS),
                                    ("help", "Move on the &help track", HELP_STAGES + HELP_EXITS)):
            stages = menu.addMenu(title)
            for stage in steps:
                self._add(stages, stage.label,
                          partial(window.tell_page, "stage", f"{track}:{stage.code}"))
        menu.addSeparator()
        self._add(menu, "&Save this filter…", lambda: window.tell_page("save-filter", ""), "Ctrl+S")
        self._add(menu, "&Clear the filter", lambda: window.tell_page("clear-filter", ""), "Ctrl+Shift+F")
        self._command(menu, "&Merge people…", "merge", "Ctrl+M")
        self._command(menu, "S&plit into two people…", "split")
        self._command(menu, "&Where they live…", "where", "Ctrl+Shift+D")
        menu.addSeparator()
        self._command(menu, "&Forget for good…", "forget")

    def _lists(self, menu: QMenu) -> None:
        self._command(menu, "&Make call sheet…", "call-sheet", "Ctrl+P")
        self._command(menu, "Make sheets for &several callers…", "packet")
        self._command(menu, "Make recruitme&nt sheets…", "recruit-sheet", "Ctrl+Shift+P")
        self._command(menu, "Call s&heet templates…", "sheet-templates")
        self._command(menu, "&Type in a sheet…", "type-in", "Ctrl+T")
        self._command(menu, "&Read a filled workbook…", "read-back")
        menu.addSeparator()
        self._command(menu, "Make a call &list…", "call-list", "Ctrl+L")
        self._command(menu, "Start &calling", "call", "Ctrl+Return")
        self._add(menu, "&Go on calling", partial(self._window.show_page, "calling"), "Ctrl+Shift+Return")
        for name, title in (("call-lists", "All call lists"), ("sheets", "All call sheets")):
            entry = next(entry for entry in rooms.PAGES if entry.name == name)
            if rooms.is_there(entry.where):
                self._add(menu, title, partial(self._window.show_page, name))

    def _help(self, menu: QMenu) -> None:
        self._add(menu, "&Keys", lambda: start.show_keys(self._window), "F1", store=False)
        self._add(menu, "&About Organizer", lambda: start.show_about(self._window), store=False)


def _short(name: str) -> str:
    name = name.replace("&", "&&")
    name = name[:1].lower() + name[1:]
    return name if len(name) <= 60 else f"{name[:59]}…"
