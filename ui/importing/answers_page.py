"""Answers in groups, of all imports: reached from the list of imports and from the menu."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from organizer.domain.changes import Changes
from organizer.importing.cleaning import groupings
from organizer.importing.cleaning.groupings import FIELDS, Answer
from organizer.importing.regrouping import regroup
from ui.background.jobs import Jobs
from ui.importing.groups_view import GroupsView
from ui.labels import many
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.strips import beneath, lay_out, strip
from ui.widgets.text import button, label

__all__ = ["AnswersPage"]


class AnswersPage(Page):
    """What people answered about offices, running and helping, and what they did before."""

    title: ClassVar[str] = "Answers"
    icon: ClassVar[str] = "list"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.about = label("", "soft")
        self.view = GroupsView()
        self.empty = EmptyState("list", "No sheet with answers was imported yet.", "Import a sheet…",
                                lambda: self.command_wanted.emit("import", ()))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.view)
        self._field = ""
        back = button("Back to imports", lambda: self.page_wanted.emit("imports", None))
        bar = strip(beneath(label("What people answered", "title"), self.about), back)
        lay_out(self, bar, self.stack, grows=self.stack)
        self.view.field_wanted.connect(self._show_field)
        self.view.regrouped.connect(self._regroup)
        self.refresh(Changes(many=True))

    @override
    def refresh(self, changes: Changes) -> None:
        if changes.many or changes.parts & {"people"}:
            self.jobs.read(_read, self._field, done=self._show, key="answers")

    @override
    def focus_search(self) -> bool:
        self.view.search.setFocus()
        return True

    @override
    def copy(self) -> bool:
        return self.view.table.copy_rows() > 0

    @override
    def select_all(self) -> bool:
        self.view.table.selectAll()
        return True

    def _show_field(self, field: str) -> None:
        self._field = field
        self.refresh(Changes(many=True))

    def _show(self, found: tuple[list[str], str, list[Answer]]) -> None:
        fields, self._field, answers = found
        self.stack.setCurrentWidget(self.view if fields else self.empty)
        if not fields:
            self.about.setText("")
            return
        unknown = sum(not one.known for one in answers)
        left = "" if self._field == "involvement" else f", {unknown:,} not grouped yet" if unknown else ", all grouped"
        self.about.setText(f"{FIELDS[self._field]}: {many(len(answers), 'different answer')}{left}. "
                           "A change holds for everybody who answered so, and for later sheets.")
        self.view.offer_fields(fields)
        self.view.put(self._field, answers)

    def _regroup(self, field: str, meanings: dict[str, str]) -> None:
        self.jobs.write(regroup, field, meanings, by=self.jobs.by)


def _read(session: Any, field: str) -> tuple[list[str], str, list[Answer]]:
    """The fields that have answers, the one shown, and its answers."""
    fields = groupings.answered(session)
    shown = field if field in fields else next(iter(fields), "")
    return fields, shown, groupings.stored(session, shown) if shown else []
