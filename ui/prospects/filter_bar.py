"""The bar over the table: a chip for each condition, the search box, Save and Make call sheet."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from organizer.domain.clock import now
from organizer.domain.filters import EVERYONE, ProspectFilter
from ui.background.jobs import Jobs
from ui.prospects.conditions import CONDITIONS, Condition
from ui.prospects.popups import open_popup
from ui.widgets.chip import FilterChip
from ui.widgets.flow import FlowLayout
from ui.widgets.search_box import SearchBox
from ui.widgets.text import button

__all__ = ["FilterBar"]

_GAP = 8  # pixels between two parts
_EDGE = 12  # pixels left and right
_ANY = 16_777_215  # Qt's widest
_SEARCH = 150  # pixels of the search box at least
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
        lines.setContentsMargins(_EDGE, 10, _EDGE, 10)
        lines.setSpacing(8)
        self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._first.setSpacing(8)
        self._chips = QWidget()
        always = FlowLayout(self._chips, across=_GAP, down=6)
        self._more_line = QWidget()
        more = FlowLayout(self._more_line, across=8, down=6)
        for condition in CONDITIONS:
            chip = FilterChip(condition.rest)
            chip.clicked.connect(partial(self._pressed, condition))
            chip.cleared.connect(partial(self._cleared, condition))
            self.chips[condition.name] = chip
            if condition.always:
                always.addWidget(chip)
            else:
                more.addWidget(chip)
        self.more = FilterChip("More")
        self.more.clicked.connect(self._open_more)
        always.addWidget(self.more)
        self._first.addWidget(self._chips)
        tools = QHBoxLayout()
        tools.setSpacing(_GAP)
        self.search = SearchBox("Name, phone, street…", "Search name, phone, street")
        self.search.setMinimumWidth(_SEARCH)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        tools.addWidget(self.search, 1)
        self.save = button("Save", self.save_wanted.emit)
        self.sheet = button("Make call sheet", self.sheet_wanted.emit, kind="primary")
        tools.addWidget(self.save)
        tools.addWidget(self.sheet)
        self._first.addLayout(tools, 1)
        lines.addLayout(self._first)
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
        self._fit()

    def _fit(self) -> None:
        """Chips and search share a line where they fit; else the chips have lines of their own."""
        always = [self.chips[one.name] for one in CONDITIONS if one.always] + [self.more]
        chips = sum(chip.sizeHint().width() + _GAP for chip in always) - _GAP
        tools = _SEARCH + self.save.sizeHint().width() + self.sheet.sizeHint().width() + 2 * _GAP
        edges = self.contentsMargins()
        room = self.width() - edges.left() - edges.right() - 2 * _EDGE
        one_line = chips + _GAP + tools <= room
        self._chips.setMinimumWidth(chips if one_line else 0)
        self._chips.setMaximumWidth(chips if one_line else _ANY)
        self._first.setDirection(QBoxLayout.Direction.LeftToRight if one_line else QBoxLayout.Direction.TopToBottom)

    @override
    def minimumSizeHint(self) -> QSize:
        """As narrow as its lines may become, not as the one line that it has now."""
        tools = _SEARCH + self.save.sizeHint().width() + self.sheet.sizeHint().width() + 2 * _GAP
        return QSize(tools + 2 * _EDGE, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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
