"""What stands where the sheet will be: the choice of a file, that it is read, or why it is no sheet of people."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from organizer.importing.columns import purpose
from organizer.importing.views import PlanView
from ui.widgets.empty import EmptyState

__all__ = ["BeforeCheck"]

_LOADS = {"seats": ("seats", "Load it as seats"), "nobody": ("", "")}
_AS_DISTRICTS = ("districts", "Load it as districts")


class BeforeCheck(EmptyState):
    """One sentence and the step that leads on from it.

    Signals:
        choose_wanted: a file is to be chosen.
        next_wanted: the next file in line is to be read.
        elsewhere_wanted: the file is to be loaded on the page of this name.
        anyway_wanted: the columns of this sheet are to be checked all the same.
    """

    choose_wanted = Signal()
    next_wanted = Signal()
    elsewhere_wanted = Signal(str)
    anyway_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("import", "", "", self._pressed, parent)
        self._step: Callable[[], object] = self.choose_wanted.emit
        self._view: PlanView | None = None
        self.undecided = False  # what becomes of a sheet that is not one of people
        self.other.clicked.connect(self._check_anyway)
        self.wait()

    def wait(self) -> None:
        """No file is on."""
        self.undecided = False
        self._step = self.choose_wanted.emit
        self.say("Drop a sign-up sheet on the window, or choose one.", "Choose a sheet…")

    def read(self) -> None:
        """A file is being read."""
        self.undecided = False
        self.say("Reading the file …")

    def refuse(self, why: str, *, more: bool) -> None:
        """A file cannot be read. Args: more: whether others wait in line."""
        self.undecided = False
        self.say(why, self._go_on(more=more))

    def doubt(self, view: PlanView, *, more: bool) -> bool:
        """A sheet is not one of people: show the way to where it belongs. Returns whether there is such a way."""
        self._view, self.undecided = view, True
        page, step = _LOADS.get(view.purpose, _AS_DISTRICTS)
        on = self._go_on(more=more)
        if page:
            self._step = partial(self.elsewhere_wanted.emit, page)
        self.say(f"{view.file} {purpose.said(view.purpose)}.", step or on, "Check its columns anyway")
        return bool(page)

    def more_came(self) -> bool:
        """Files came that stand in line behind an undecided sheet. Returns as `doubt` does."""
        return self._view is not None and self.doubt(self._view, more=True)

    def _pressed(self) -> None:
        self.undecided = False
        self._step()

    def _check_anyway(self) -> None:
        self.undecided = False
        self.anyway_wanted.emit(self._view)

    def _go_on(self, *, more: bool) -> str:
        self._step = self.next_wanted.emit if more else self.choose_wanted.emit
        return "Go on with the next file" if more else "Choose another file"
