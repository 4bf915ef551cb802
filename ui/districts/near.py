"""The open seats near a person, as a part of the person's panel and of the calling screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from organizer.domain.people import Details
from ui.background.jobs import Jobs
from ui.labels import many
from ui.widgets.text import button, label, rule

if TYPE_CHECKING:
    from organizer.districts.matching import NearSeat

__all__ = ["NearPanel", "near_words"]

_SHOWN = 4


def near_words(near: NearSeat) -> str:
    """``nobody yet · closes in 261 days``; how sure the district is, where it is not exact."""
    from ui.districts.seat_table import day_words  # here, as the window opens before anybody is chosen

    row = near.seat
    said = ["nobody yet" if row.state == "none" else row.candidate or row.coverage.lower()]
    if row.short_slate and row.has_somebody:
        said = [f"{row.ours:,} of {row.seats_up:,} seats"]
    if row.days is not None:
        closes = "closes today" if row.days == 0 else f"closes in {many(row.days, 'day')}"
        said.append(closes if row.days <= 365 else f"closes {day_words(row.filing_deadline)}")
    if near.certainty != "exact":
        said.append(f"{near.certainty} {row.label}")
    return " · ".join(said)


class NearPanel(QWidget):
    """A heading and a few seats; hides itself where no seat is open.

    Signals:
        page_wanted: the seats page with a seat that was pressed.
        command_wanted: a recruitment sheet of the person.
    """

    page_wanted = Signal(str, object)
    command_wanted = Signal(str, object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.person = 0
        self.seats: list[NearSeat] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self.hide()

    def show_person(self, about: Details) -> None:
        """Ask for the open seats where somebody lives."""
        if about.row.id != self.person:
            self.person = about.row.id
            self._put(about.row.id, [])
        self._jobs.read(_ask, about.row.id, done=partial(self._put, about.row.id), key=f"near {id(self)}")

    def leave(self) -> None:
        """Hide; an answer that is still on its way is not shown any more."""
        self.person = 0
        self.hide()

    def _put(self, person: int, found: list[NearSeat]) -> None:
        if person != self.person:
            return
        self.seats = found
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.setVisible(bool(found))
        if not found:
            return
        self._lines.addWidget(rule())
        self._lines.addSpacing(4)
        self._lines.addWidget(label("Open seats near them", "heading"))
        for near in found[:_SHOWN]:
            name = button(near.seat.name.replace("&", "&&"), partial(self.page_wanted.emit, "seats", near.seat.id),
                          kind="link")
            self._lines.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
            words = label(near_words(near), "small", wrap=True)
            words.setContentsMargins(2, 0, 0, 2)
            self._lines.addWidget(words)
        if len(found) > _SHOWN:
            names = ", ".join(near.seat.label for near in found[_SHOWN : _SHOWN + 8])
            self._lines.addWidget(label(f"and {len(found) - _SHOWN:,} more: {names}"
                                        if len(found) - _SHOWN > 1 else f"and {names}", "small", wrap=True))
        sheet = button("Recruitment sheet…", partial(self.command_wanted.emit, "recruit-sheet", (person,)))
        sheet.setToolTip("A page to ask this person to run")
        self._lines.addSpacing(4)
        self._lines.addWidget(sheet, 0, Qt.AlignmentFlag.AlignLeft)


def _ask(session: Any, person: int) -> list[NearSeat]:
    from organizer.districts.matching import seats_near

    return seats_near(session, person)
