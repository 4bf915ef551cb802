"""Who is the candidate: those who could fill the seat, or anybody by name, and how far they are."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QFrame, QHBoxLayout, QLineEdit, QListView, QWidget
from typing_extensions import override

from organizer.domain.status import RUN_STAGES
from ui.background.jobs import Jobs
from ui.districts.seat_questions import SeatFull, ask_people
from ui.widgets.choices import Popup
from ui.widgets.text import button, label

__all__ = ["CandidatePopup"]

_STAGES = ("matched", "interested", "vetted", "committed", "paperwork", "filed", "qualified", "nominee")


class CandidatePopup(Popup):
    """Type to find, arrows to move, Enter to choose.

    Signals:
        chosen: the person's id and a stage of the run track.
    """

    chosen = Signal(int, str)

    def __init__(self, under: QWidget, jobs: Jobs, full: SeatFull) -> None:
        super().__init__(under)
        self._jobs = jobs
        self._full = full
        self._people: list[tuple[int, str]] = []
        self.setFixedWidth(320)
        self.lines.setContentsMargins(12, 10, 12, 10)
        self.lines.setSpacing(8)
        self.lines.addWidget(label(f"Candidate for {full.row.name}", "heading", wrap=True))
        self.search = QLineEdit()
        self.search.setPlaceholderText("Anybody's name…")
        self.search.setAccessibleName("Find a person")
        self.search.setMaxLength(200)
        self.lines.addWidget(self.search)
        self._names = QStringListModel(self)
        self.view = QListView()
        self.view.setModel(self._names)
        self.view.setAccessibleName("People")
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setFixedHeight(230)
        self.view.doubleClicked.connect(lambda _: self._choose())
        self.lines.addWidget(self.view)
        self.stage = QComboBox()
        self.stage.setAccessibleName("How far they are")
        labels = {stage.code: stage.label for stage in RUN_STAGES}
        for code in _STAGES:
            self.stage.addItem(labels[code], code)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.stage, 1)
        self.set_ = button("Set", self._choose, kind="primary")
        line.addWidget(self.set_)
        self.lines.addLayout(line)
        self._timer = QTimer(self, singleShot=True, interval=60)
        self._timer.timeout.connect(self._find)
        self.search.textChanged.connect(lambda _: self._timer.start())
        self.setFocusProxy(self.search)
        self._put([(one.person, one.name, ", ".join(one.reasons[:2])) for one in full.matches[:60]])

    def _find(self) -> None:
        words = self.search.text().strip()
        if words:
            self._jobs.read(ask_people, words, done=self._put, key="candidate people")
        else:
            self._put([(one.person, one.name, ", ".join(one.reasons[:2])) for one in self._full.matches[:60]])

    def _put(self, found: list[tuple[int, str, str]]) -> None:
        self._people = [(person, name) for person, name, _ in found]
        self._names.setStringList([f"{name}  ({more})" if more else name for _, name, more in found])
        if found:
            self.view.setCurrentIndex(self._names.index(0))
        self.set_.setEnabled(bool(found))

    def _choose(self) -> None:
        row = self.view.currentIndex().row()
        if 0 <= row < len(self._people):
            stage: Any = self.stage.currentData()
            self.chosen.emit(self._people[row][0], str(stage))
            self.close()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.search.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = max(0, min(self.view.currentIndex().row() + step, len(self._people) - 1))
            self.view.setCurrentIndex(self._names.index(row))
        else:
            super().keyPressEvent(event)
