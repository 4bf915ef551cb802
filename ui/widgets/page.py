"""A page: what the main window shows beside the side bar."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from organizer.domain.changes import Changes
from ui.background.jobs import Jobs

__all__ = ["Page"]


class Page(QWidget):
    """The root of all pages. Made with (jobs, parent) when it is first shown.

    `title` is its name in the side bar, `icon` a drawing of resources/icons. `badge` shows the count as a red badge.

    Signals:
        told: a quiet line for the foot of the window ("Saved as HD 32").
        offered: a quiet line with a step: its text, the step's name, and what the step does.
        turned: it now shows something else; what was said of the thing before is out of place.
        refused: a line for the error bar.
        page_wanted: another page by its name in `ui.rooms.PAGES`, and what it should show (None: as it was).
        command_wanted: one of `ui.rooms.COMMANDS` and what it is about.
    """

    title: ClassVar[str] = ""
    icon: ClassVar[str] = "list"
    badge: ClassVar[bool] = False

    told = Signal(str)
    offered = Signal(str, str, object)
    turned = Signal()
    refused = Signal(str)
    page_wanted = Signal(str, object)
    command_wanted = Signal(str, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs

    @staticmethod
    def count(session: Any) -> int | None:
        """The number beside its name in the side bar, asked in the read lane; None shows nothing."""
        return None

    def refresh(self, changes: Changes) -> None:
        """Ask again for what a change touched. Called while shown, and before it is shown again."""

    def open(self, what: object) -> None:
        """Show what another page or the menu asked for."""

    def lead_to(self, part: QWidget | None) -> None:
        """Have the keyboard go to a part of the page whenever the page has it, and now if it is where this led before.

        It is taken from no field or button that is in sight, and waits where a popup stands before the page. With None
        the page itself has it, whichever part had it, for as long as there is nothing to press.
        """
        here, before = self.window().focusWidget(), self.focusProxy()
        held = self.isVisible() and (here is None or here in (self, before) or not here.isVisible()
                                     or (part is None and self.isAncestorOf(here)))
        self.setFocusProxy(part)  # type: ignore[arg-type]  # Qt takes None, its stubs do not
        if held:
            (part or self).setFocus()

    def focus_search(self) -> bool:
        """Put the cursor into the page's search box, as Ctrl+F asks. Returns whether there is one."""
        return False

    def unkept(self) -> str:
        """Keep what is being typed where that can be, and tell in words what would be lost if the file were closed."""
        return ""

    def copy(self) -> bool:
        """Copy what is selected, as Ctrl+C asks. Returns whether there was anything."""
        return False

    def paste(self) -> bool:
        """Paste what is on the clipboard, as Ctrl+V asks. Returns whether there is somewhere to."""
        return False

    def fill_down(self) -> bool:
        """Give the selected rows the value of the first, as Ctrl+D asks. Returns whether there are rows to fill."""
        return False

    def select_all(self) -> bool:
        """Select everything in the page's list, as Ctrl+A asks. Returns whether there is a list."""
        return False
