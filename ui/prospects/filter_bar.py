"""The bar over the table: a chip for each condition, the search box, Save and Make call sheet."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QVBoxLayout, QWidget

from organizer.domain.clock import now
from organizer.domain.filters import EVERYONE, ProspectFilter
from ui.background.jobs import Jobs
from ui.prospects.conditions import CONDITIONS, Condition
from ui.prospects.popups import open_popup
from ui.widgets.chip import FilterChip
from ui.widgets.flow import FlowLayout
from ui.widgets.text import button

__all__ = ["FilterBar"]

_PAUSE = 60  # milliseconds after the last letter before the search is asked


class FilterBar(QFrame):
    """Holds the filter.

    Signals:
        changed: the filter is another one.
        save_wanted, sheet_wanted: a button.
    """

    changed = Signal(object)
    save_wanted = Signal()
    sheet_wanted = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._jobs = jobs
        self.filter = EVERYONE
        self.chips: dict[str, FilterChip] = {}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(12, 10, 12, 10)
        lines.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(8)
        self._more_line = QWidget()
        more = FlowLayout(self._more_line, across=8, down=6)
        for condition in CONDITIONS:
            chip = FilterChip(condition.rest)
            chip.clicked.connect(partial(self._pressed, condition))
            chip.cleared.connect(partial(self._cleared, condition))
            self.chips[condition.name] = chip
            if condition.always:
                first.addWidget(chip)
            else:
                more.addWidget(chip)
        self.more = FilterChip("More")
        self.more.clicked.connect(self._open_more)
        first.addWidget(self.more)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Name, phone, street…")
        self.search.setAccessibleName("Search name, phone, street")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(120)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.setMaxLength(200)
        first.addWidget(self.search, 1)
        self.save = button("Save", self.save_wanted.emit)
        self.sheet = button("Make call sheet", self.sheet_wanted.emit, kind="primary")
        first.addWidget(self.save)
        first.addWidget(self.sheet)
        lines.addLayout(first)
        lines.addWidget(self._more_line)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._searched)
        self.search.textChanged.connect(lambda _: self._timer.start())
        self._show()

    def put(self, chosen: ProspectFilter) -> None:
        """Take another filter and tell."""
        if chosen.search != self.search.text().strip():
            self.search.blockSignals(True)
            self.search.setText(chosen.search)
            self.search.blockSignals(False)
        if chosen == self.filter:
            return
        self.filter = chosen
        self._show()
        self.changed.emit(chosen)

    def settle(self) -> None:
        """Ask what was typed now, without waiting for the pause."""
        if self._timer.isActive():
            self._timer.stop()
            self._searched()

    def _searched(self) -> None:
        self.put(replace(self.filter, search=self.search.text().strip()))

    def _show(self) -> None:
        optional = False
        for condition in CONDITIONS:
            chip = self.chips[condition.name]
            narrows = condition.narrows(self.filter)
            chip.say(condition.words(self.filter) if narrows else condition.rest, active=narrows)
            if not condition.always:
                chip.setVisible(narrows)
                optional = optional or narrows
        self._more_line.setVisible(optional)
        self.save.setEnabled(bool(self.filter))

    def _pressed(self, condition: Condition) -> None:
        open_popup(condition.name, self.chips[condition.name], self._jobs, self.filter, self.put)

    def _cleared(self, condition: Condition) -> None:
        self.put(condition.without(self.filter))

    def _open_more(self) -> None:
        menu = QMenu(self)
        for condition in CONDITIONS:
            if not condition.always and condition.rest and not condition.narrows(self.filter):
                menu.addAction(condition.rest, partial(self._add, condition))
        if self.filter:
            menu.addSeparator()
            menu.addAction("Clear the filter", partial(self.put, EVERYONE))
        menu.exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        menu.deleteLater()

    def _add(self, condition: Condition) -> None:
        if condition.name == "due":
            self.put(replace(self.filter, follow_up_by=now()))
        else:
            open_popup(condition.name, self.more, self._jobs, self.filter, self.put)
