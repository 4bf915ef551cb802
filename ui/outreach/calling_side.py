"""The right side of the calling screen: open seats near, involvement, history, and who comes next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from organizer.domain.clock import short_date, short_time
from organizer.domain.people import ProspectRow
from organizer.domain.status import result_of
from organizer.outreach.screen import Screen
from ui import rooms
from ui.background.jobs import Jobs
from ui.labels import history_of
from ui.widgets.spans import SpanLabel, Timeline
from ui.widgets.text import label, rule

__all__ = ["CallingSide"]

_WIDTH = 318


class CallingSide(QFrame):
    """Signals: page_wanted, command_wanted: as a page's."""

    page_wanted = Signal(str, object)
    command_wanted = Signal(str, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setFixedWidth(_WIDTH)
        self.near = [made(jobs, self) for made in rooms.panels()]
        for one in self.near:
            for signal in ("page_wanted", "command_wanted"):
                if hasattr(one, signal):
                    getattr(one, signal).connect(getattr(self, signal))
        self._person = 0
        self.seat = SpanLabel()
        self.household = label(wrap=True)
        self.for_all = QCheckBox("The result is for the &whole household")
        self.involved = label(wrap=True)
        self.history = Timeline()
        self._next = QVBoxLayout()
        self._next.setSpacing(0)
        body = QWidget()
        lines = QVBoxLayout(body)
        lines.setContentsMargins(16, 18, 14, 16)
        lines.setSpacing(8)
        self._parts: dict[str, list[QWidget]] = {}
        for one in self.near:
            lines.addWidget(one)
        self._section(lines, "Open seat near them", self.seat)
        self._section(lines, "In the household", self.household)
        lines.insertWidget(lines.indexOf(self.household) + 1, self.for_all)
        self._section(lines, "Involved so far", self.involved)
        self._section(lines, "History", self.history)
        self._section(lines, "Next", None)
        lines.addLayout(self._next)
        lines.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scroll)
        for one in self.findChildren(QWidget):
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _section(self, lines: QVBoxLayout, title: str, part: QWidget | None) -> None:
        """A heading over a part and the line under it; what is shown without a parent would be a window of its own."""
        self._parts[title] = [label(title, "heading"), *([part, rule()] if part is not None else [])]
        for one in self._parts[title]:
            lines.addWidget(one)

    def show_screen(self, shown: Screen) -> None:
        """Show what belongs to a person."""
        for one in self.near:
            one.show_person(shown.about)
        seat = shown.seat if not self.near else None
        if seat is not None:
            closes = f"closes {short_date(seat.deadline)}" if seat.deadline else "no filing deadline known"
            self.seat.say((seat.name, "strong"), (f"\nnobody yet · {closes}", "soft"))
        self._show("Open seat near them", seat is not None)
        self.household.setText("\n".join(
            f"{one.name or '(no name)'} · same {one.shares or 'household'} · {one.status.label.lower()}"
            for one in shown.household[:6]))
        self._show("In the household", bool(shown.household))
        self.for_all.setVisible(bool(shown.household))
        if shown.about.row.id != self._person:
            self.for_all.setChecked(False)  # said of each household anew
        self._person = shown.about.row.id
        said = "\n".join(part for part in (shown.about.involvement, shown.about.notes) if part)
        self.involved.setText(said)
        self._show("Involved so far", bool(said))
        entries = history_of(shown.about)[:8]
        self.history.put(entries)
        self._show("History", bool(entries))

    @property
    def whole_household(self) -> bool:
        """Whether the result is for everybody who lives with whoever is up."""
        return not self.for_all.isHidden() and self.for_all.isChecked()

    def show_next(self, rows: Sequence[ProspectRow]) -> None:
        """Who comes next, and why."""
        while (item := self._next.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row in rows:
            line = QWidget()
            across = QHBoxLayout(line)
            across.setContentsMargins(0, 7, 0, 7)
            name = row.name if len(row.name) <= 26 else f"{row.name[:25]}…"
            across.addWidget(label(name or "(no name)"))
            across.addStretch()
            across.addWidget(label(_why(row), "soft"))
            self._next.addWidget(line)
            self._next.addWidget(rule())
        self._show("Next", bool(rows))

    def _show(self, title: str, on: bool) -> None:
        for part in self._parts[title]:
            part.setVisible(on)


def _why(row: ProspectRow) -> str:
    if row.follow_up:
        return f"call back {short_time(row.follow_up).rpartition(', ')[2]}"
    if row.last_result is None:
        return "new"
    return f"{result_of(row.last_result).label.lower()} {short_date(row.last_contact)}"
