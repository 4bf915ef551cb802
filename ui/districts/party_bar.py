"""The line that asks which candidates of a filing list are ours."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from organizer.districts.seat_lists import same_party
from organizer.districts.seats import SeatReport
from ui.preferences.remembered import Remembered
from ui.widgets.text import button, label

__all__ = ["PartyBar"]

_ASK = "Which party is ours? The list names candidates of:"


class PartyBar(QFrame):
    """Asks once a list of candidates is loaded; the answer is offered first the next time.

    Signals:
        chosen: the file and our party, to count its candidates as ours.
    """

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._path: Path | None = None
        self.party = QComboBox()
        self.party.setAccessibleName("Our party")
        self.yes = button("These are ours", self._choose, kind="primary")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 8, 8)
        line.setSpacing(8)
        line.addWidget(label(_ASK))
        line.addWidget(self.party)
        line.addWidget(self.yes)
        line.addStretch()
        line.addWidget(button("None of them", self.hide, kind="quiet"))
        self.hide()

    def ask(self, path: Path, report: SeatReport) -> None:
        """Ask about the parties of a list."""
        parties = sorted((one for one in report.parties if one), key=lambda one: -report.parties[one])
        if not parties:
            return
        self._path = path
        self.party.clear()
        for one in parties:
            self.party.addItem(f"{one} ({report.parties[one]:,})", one)
        before = Remembered().answer("our party")
        place = next((place for place, one in enumerate(parties) if before and same_party(one, before)), 0)
        self.party.setCurrentIndex(place)
        self.show()
        self.party.setFocus()

    def _choose(self) -> None:
        self.hide()
        if self._path is not None:
            party = str(self.party.currentData())
            Remembered().keep_answer("our party", party)
            self.chosen.emit(self._path, party)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)
