"""The sheet beside the list of sheets: its state, who has it, when it is due, and the ways to have it again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from organizer.callsheets.shelf import STATES, SheetRow
from organizer.domain import clock
from organizer.domain.call_back import said_day
from organizer.domain.clock import short_date, short_time
from organizer.domain.errors import UserError
from ui.labels import many
from ui.widgets.inplace import InPlace
from ui.widgets.text import button, label, rule

__all__ = ["SheetPanel"]


class SheetPanel(QFrame):
    """Shows one sheet, or what several have in common.

    Signals:
        set_wanted: "state", "caller" or "due" of the sheets shown should be this.
        wanted: "type-in", "print", "save", "people" or "packet" for the sheets shown.
    """

    set_wanted = Signal(str, str)
    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setFixedWidth(300)
        self.rows: list[SheetRow] = []
        self.title = label("", "title", wrap=True)
        self.about = label("", "soft", wrap=True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(16, 12, 16, 16)
        lines.setSpacing(8)
        lines.addWidget(self.title)
        lines.addWidget(self.about)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.states: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        for state, name in STATES.items():
            one = button(name, lambda state=state: self.set_wanted.emit("state", state), kind="choice")  # type: ignore[misc]
            one.setCheckable(True)
            self._group.addButton(one)
            self.states[state] = one
            line.addWidget(one, 1)
        lines.addLayout(line)
        self.caller = self._value("Caller", "Hand it to…", lines)
        self.due = self._value("Back by", "No day", lines)
        self.caller.edited.connect(lambda said: self.set_wanted.emit("caller", " ".join(said.split())))
        self.due.edited.connect(self._due)
        lines.addWidget(rule())
        self.type_in = button("Type in results  ⏎", lambda: self.wanted.emit("type-in"), kind="primary")
        self.print_again = button("Print again…", lambda: self.wanted.emit("print"))
        self.save_again = button("Save again as a file…", lambda: self.wanted.emit("save"))
        self.people = button("Show the people", lambda: self.wanted.emit("people"))
        self.packet = button("", lambda: self.wanted.emit("packet"), kind="link")
        for one in (self.type_in, self.print_again, self.save_again, self.people, self.packet):
            lines.addWidget(one)
        lines.addStretch(1)
        lines.addWidget(label("Lines, order and columns stay as they were printed, whatever changes later.", "small",
                              wrap=True))

    def _value(self, name: str, hint: str, lines: QVBoxLayout) -> InPlace:
        made = InPlace(name, "strong", hint)
        part = QVBoxLayout()
        part.setSpacing(0)
        part.addWidget(label(name, "small"))
        part.addWidget(made)
        lines.addLayout(part)
        return made

    def put(self, rows: Sequence[SheetRow], packet: int = 0) -> None:
        """Show these sheets. Args: packet: how many sheets are in the packet of the one shown."""
        self.rows = list(rows)
        self.setVisible(bool(rows))
        if not rows:
            return
        first = rows[0]
        if len(rows) == 1:
            self.title.setText(f"Sheet {first.number}")
            entered = f"{first.entered:,} of {many(first.people, 'line')} entered"
            said = (first.title, first.words if first.words != first.title else "", entered,
                    f"Made {short_time(first.made_at)} by {first.made_by}")
            self.about.setText("\n".join(part for part in said if part))
        else:
            self.title.setText(f"{len(rows)} sheets")
            self.about.setText(f"{many(sum(row.people for row in rows), 'person', 'people')}, "
                               f"{sum(row.entered for row in rows):,} entered")
        states = {row.state for row in rows}
        self._group.setExclusive(False)
        for state, one in self.states.items():
            with QSignalBlocker(one):
                one.setChecked(states == {state})
        self._group.setExclusive(len(states) == 1)
        for place, values in ((self.caller, {row.caller for row in rows}), (self.due, {row.due for row in rows})):
            value = values.pop() if len(values) == 1 else ""
            place.put(value, short_date(value) if place is self.due else "")
        self.type_in.setEnabled(len(rows) == 1)
        self.people.setEnabled(len(rows) == 1)
        self.packet.setText(f"Choose all {packet} sheets of the packet")
        self.packet.setVisible(packet > 1)

    def _due(self, said: str) -> None:
        try:
            self.set_wanted.emit("due", said_day(said, clock.local_now()))
        except UserError as fault:
            self.due.put(self.due.value, short_date(self.due.value))
            self.due.complain(fault.message, said)
