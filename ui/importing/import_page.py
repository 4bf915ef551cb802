"""One page to check a sheet before anything is written: columns, rows, sums; then what was done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from organizer.domain.errors import Cancelled, UserError
from organizer.domain.filters import ProspectFilter
from organizer.importing.columns import purpose
from organizer.importing.views import Done, PlanView
from ui.background.jobs import Jobs
from ui.importing import child_work, sums
from ui.importing.asking import Asking
from ui.importing.before_check import BeforeCheck
from ui.importing.decisions import Decisions, Order
from ui.importing.done_view import DoneView
from ui.importing.file_line import FileLine, PassedOver
from ui.importing.import_head import ImportHead
from ui.importing.looking import Looking
from ui.importing.sums_foot import SumsFoot
from ui.labels import many
from ui.widgets.page import Page
from ui.widgets.strips import lay_out

__all__ = ["ImportPage"]


class ImportPage(Page):
    """Files wait in line; each is checked, imported and summed up."""

    title: ClassVar[str] = "Import"
    icon: ClassVar[str] = "import"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.asking = Asking(jobs, self._cannot_read)
        self.destroyed.connect(self.asking.child.close)
        self.line = FileLine()
        self._importing = False
        self.view: PlanView | None = None
        self._decisions = Decisions()
        self._others: tuple[str, ...] = ()
        self._tried = False  # to read the file in another way
        self.head = ImportHead()
        self.done = DoneView()
        self.reading = BeforeCheck()
        self._finished = False  # with all that was chosen together
        self.foot = SumsFoot()
        self.go = self.foot.go
        self.stack = QStackedWidget()
        for one in (self.reading, self.done):
            self.stack.addWidget(one)
        self.looking = Looking(self.asking, self._order, self.stack)
        self.options, self.columns, self.rows, self.groups = (
            self.looking.options, self.looking.columns, self.looking.rows, self.looking.groups)
        lay_out(self, self.head, self.options, self.stack, self.foot, grows=self.stack)
        self._connect()
        self._wait()

    def _connect(self) -> None:
        self.reading.choose_wanted.connect(lambda: self.command_wanted.emit("import", ()))
        self.reading.next_wanted.connect(self._next)
        self.reading.elsewhere_wanted.connect(self._go_elsewhere)
        self.reading.anyway_wanted.connect(lambda view: self._show(replace(view, purpose=purpose.PEOPLE)))
        self.options.reading_chosen.connect(self._read_otherwise)
        self.foot.why_wanted.connect(lambda: self.looking.show_kind("refused"))
        self.foot.policy_chosen.connect(self._plan)
        self.foot.left.connect(self._leave)
        self.foot.passed_over.connect(self._next)
        self.foot.wanted.connect(self._import)
        self.columns.chosen.connect(self._choose)
        self.rows.edited.connect(self._edit)
        self.groups.regrouped.connect(self._regroup)
        self.done.next_wanted.connect(self._next)
        self.done.people_wanted.connect(
            lambda batch: self.page_wanted.emit("prospects", ProspectFilter(imported=batch)))
        self.done.review_wanted.connect(lambda: self.page_wanted.emit("duplicates", None))
        self.done.refused_wanted.connect(self._save_refused)

    # a page

    @override
    def open(self, what: object) -> None:
        if self._finished and what is not None:
            self._finished = False
            self.head.forget_passed_over()
        if isinstance(what, PassedOver):
            self.head.pass_over(str(what))
            return
        under_way = self.asking.is_reading or self.reading.undecided or (
            self.view is not None and self.stack.currentWidget() is not self.done)
        if not under_way and not self.line:
            self.line.clear()
        if isinstance(what, tuple):
            self.line.add(what)
        if not under_way:
            self._next()
        elif what:
            self._say_line()

    @override
    def unkept(self) -> str:
        checking = self.view is not None and self.stack.currentWidget() is not self.done
        return f"what you changed in {self.line.now.name}" if checking and self._decisions.any else ""

    @override
    def copy(self) -> bool:
        return self.looking.copy()

    @override
    def focus_search(self) -> bool:
        return not self._importing and self.looking.find()

    @override
    def paste(self) -> bool:
        return not self._importing and self.looking.paste()

    @override
    def event(self, event: QEvent) -> bool:
        """Ctrl+Z takes back what was done on this page first; only then what was done to the people before."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._takes_back(event):
            event.accept()
            return True
        return super().event(event)

    def _takes_back(self, event: QKeyEvent) -> bool:
        checking = self.view is not None and not self._importing and self.stack.currentWidget() is not self.done
        return checking and event.matches(QKeySequence.StandardKey.Undo) and self._decisions.any

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._takes_back(event):
            self._take_back()
        elif event.key() == Qt.Key.Key_Escape and self.stack.currentWidget() is not self.done and not self._importing:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _take_back(self) -> None:
        if self._decisions.take_back():
            self._read_again()
        else:
            self._plan()

    def _say_line(self) -> None:
        """Say that more files come after the one that is on."""
        self.head.name(f"{self.line.now.name}{self.line.place}")
        if self.reading.undecided:
            self.foot.skip.setVisible(self.reading.more_came())
        elif self.view is not None and not self._importing:
            self.foot.put(self.view, len(self.line))
        self.told.emit(f"{many(len(self.line), 'file')} come{'s' * (len(self.line) == 1)} after this one.")

    def _next(self) -> None:
        """The next file in line, or back to the people."""
        self.asking.leave()
        self.view = None
        if not self.line:
            self.page_wanted.emit("prospects", None)
            return
        self.turned.emit()
        item = self.line.call()
        self._decisions, self._others = Decisions(item.sheet), ()
        self.head.name(f"{item.name}{self.line.place}")
        self.head.about.clear()
        self.reading.read()
        self._busy(True)
        self.head.step(1)
        self._read_again()

    def _wait(self) -> None:
        """No file is on."""
        self.head.name()
        self.head.about.clear()
        self.head.step()
        self.reading.wait()
        self._busy(True)
        self.foot.hide()
        self.lead_to(self.reading.step)

    def _busy(self, on: bool) -> None:
        if on:
            self.lead_to(None)  # what has it goes out of sight
            self.stack.setCurrentWidget(self.reading)
        self.options.setVisible(not on)
        self.foot.show_only_cancel(on)
        self.foot.show()

    # reading and planning, in the child

    def _read_otherwise(self, options: dict[str, Any]) -> None:
        if self.view is not None and not self._importing:  # a field says what was typed in it also as the sheet goes
            self._decisions.read(options)
            self._read_again(tried=True)

    def _read_again(self, *, tried: bool = False) -> None:
        self._tried = tried
        self._hold_go()
        self.asking.read(child_work.read, self._order(), done=self._show)

    def _plan(self) -> None:
        if self.asking.is_reading:  # in another way, of which it is not known yet whether it can be
            self._read_again(tried=self._tried)
            return
        self._hold_go()
        self.asking.plan(child_work.plan, self._order(), done=self._show).progressed.connect(self.foot.tell)

    def _hold_go(self) -> None:
        """Nothing is imported before it was seen what would be."""
        if self.go.hasFocus():  # which it loses while it cannot be pressed
            self.lead_to(None)
        self.foot.hold()

    def _order(self) -> Order:
        """The file that is on, and all that the user said about it so far."""
        return self._decisions.order(self.line.now.what, str(self.foot.policy.currentData()))

    def _cannot_read(self, fault: Any) -> None:
        tried = self._tried and self.view is not None
        if isinstance(fault, Cancelled) and not tried:
            self._leave()
            return
        said = fault.message if isinstance(fault, UserError) else "This file could not be read."
        if tried:  # not in the way that was just chosen, but as it was before
            while not self._decisions.take_back() and self._decisions.any:
                pass  # what was decided since goes with it
            self._read_again()
            if not isinstance(fault, Cancelled):
                self.refused.emit(said)  # after it, as an error goes when a file is tried
            return
        self.view = None
        self._busy(True)
        self.reading.refuse(said, more=bool(self.line))
        self.lead_to(self.reading.step)

    def _go_elsewhere(self, page: str) -> None:
        self.page_wanted.emit(page, (str(self.line.now.what),))
        if self.line:
            self.page_wanted.emit("import", ())
        else:
            self._finished = True

    def _show(self, view: PlanView) -> None:
        self._tried = False
        if view.purpose != purpose.PEOPLE and self.view is None:
            self._busy(True)
            belongs = self.reading.doubt(view, more=bool(self.line))
            self.foot.skip.setVisible(bool(self.line) and belongs)
            self.lead_to(self.reading.step)
            return
        if self.view is None:
            self._others = view.others
            self.looking.leave()  # what was looked at of another
        self.view = view
        self._busy(False)
        self.head.step(2)
        self.head.about.setText(sums.about(view))
        self.looking.put(view)
        self.foot.put(view, len(self.line))
        self.lead_to(self.go if self.go.isEnabled() else self.columns)

    def _regroup(self, field: str, meanings: dict[str, str]) -> None:
        self._decisions.regroup(field, meanings)
        self._plan()

    def _choose(self, header: str, field: str | None) -> None:
        self._decisions.choose(header, field)
        self._plan()

    def _edit(self, cells: list[tuple[int, int, str, str]]) -> None:
        self._decisions.mend(cells)
        self._plan()

    # doing it

    def _import(self) -> None:
        if self.view is None or not self.go.isEnabled():
            return
        if sums.nothing(self.view):
            self._next()
            return
        self._lock(True)
        self.jobs.run(child_work.commit, self.asking.child, self.jobs.by, title=f"Importing {self.view.file}",
                      done=self._imported, failed=self._not_imported)

    def _lock(self, on: bool) -> None:
        """Nothing about a sheet is changed while it is imported; the line at the foot of the window stops that."""
        self._importing = on
        if on:
            self.lead_to(None)  # what has it cannot have it in a moment
            self.go.setEnabled(False)
        for part in (self.options, self.stack, self.foot.policy):
            part.setEnabled(not on)
        self.foot.cancel.setVisible(not on)
        self.foot.skip.setVisible(not on and bool(self.line))

    def _not_imported(self, fault: Any) -> None:
        self._lock(False)
        if self.asking.child.alive:
            self._plan()  # the plan may have been worked out anew, and only in part
        else:
            self._read_again()
        if isinstance(fault, UserError):
            self.refused.emit(fault.message)
        elif isinstance(fault, Cancelled):
            self.told.emit("The import was stopped; nothing was changed.")

    def _imported(self, done: Done) -> None:
        self.head.step(3)
        self.options.hide()
        self.foot.hide()
        self._lock(False)
        self.line.add_sheets(name for name in self._others if self.view is not None and name != self.view.sheet)
        self._finished = not self.line
        self.done.show_report(done, len(self.line), self.line.next_sheet)
        self.stack.setCurrentWidget(self.done)
        self.lead_to(self.done.go)

    def _save_refused(self) -> None:
        if (path := self.done.ask_where(self.line.now.what)) is not None:
            self.jobs.run(child_work.save_refused, self.asking.child, self._order(), path, title="Saving",
                          done=lambda count: self.told.emit(f"Saved {many(count, 'row')} with the reason for each."))

    def _leave(self) -> None:
        self.asking.leave()
        self.view = None
        self.head.forget_passed_over()
        self.line.clear()
        here = self.isVisible()  # a file may be stopped from another page, too
        self._wait()
        if here:
            self.page_wanted.emit("imports", None)
