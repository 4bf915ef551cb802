"""The foot below a sheet: what will happen to its rows, and the step that makes it so."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from organizer.importing.views import PlanView
from ui.importing.sums import here, nothing, said, step
from ui.widgets.text import button, label

__all__ = ["SumsFoot"]

_POLICIES = {"fill": "fill in their blanks", "update": "let newer values win", "skip": "leave them as they are"}
_PATIENCE = 0.4  # seconds in which the old sums may stay
_WIDE = 900  # pixels in which sums and buttons stand in one line


class SumsFoot(QFrame):
    """The sums, the policy, and the buttons.

    Signals:
        why_wanted: the rows that cannot be imported are to be shown.
        policy_chosen: something else is to happen to people already here.
        left: the import is given up.
        passed_over: this file is not to come in, the next one is.
        wanted: the step that `go` names is to be done.
    """

    why_wanted = Signal()
    policy_chosen = Signal()
    left = Signal()
    passed_over = Signal()
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.sums = label("", wrap=True)
        self.why = button("show why", self.why_wanted.emit, kind="link")
        self.policy_label = label("People already here:", "soft")
        self.policy = QComboBox()
        self.policy.setAccessibleName("People already here")
        for key, text in _POLICIES.items():
            self.policy.addItem(text, key)
        self.policy.activated.connect(lambda: self.policy_chosen.emit())
        self.cancel = button("Cancel", self.left.emit)
        self.skip = button("Skip this file", self.passed_over.emit)
        self.go = button("Import", self.wanted.emit, kind="primary")
        self.go.setDefault(True)
        self._held = 0.0
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(20, 10, 20, 10)
        self._lines.setSpacing(8)
        told, steps = QHBoxLayout(), QHBoxLayout()
        told.addWidget(self.sums, 1)
        told.addWidget(self.why)
        steps.addStretch(1)
        for one in (self.policy_label, self.policy, self.cancel, self.skip, self.go):
            steps.addWidget(one)
        self._lines.addLayout(told, 1)
        self._lines.addLayout(steps)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self._lines.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def put(self, view: PlanView, waiting: int) -> None:
        """Say what an import would do.

        Args:
            view: the sheet.
            waiting: how many files come after it.
        """
        self.sums.setText(said(view))
        self.why.setVisible(bool(view.sums["refused"]))
        self.go.setText(step(view, waiting))
        idle = nothing(view)
        for one in (self.policy_label, self.policy):
            one.setVisible(here(view) > 0 and not (view.is_history or idle))  # contacts are only ever added
        self.cancel.setVisible(not idle)
        self.skip.setVisible(bool(waiting) and not idle)
        self.go.setEnabled(idle or bool(view.people) or bool(view.sums["held"]) or bool(view.contacts))

    def hold(self) -> None:
        """The sums no longer hold: nothing is imported before it was seen what would be."""
        self.go.setEnabled(False)
        self._held = monotonic()

    def tell(self, done: int, total: int, stage: str) -> None:
        """Say how far the new sums are, where they take their time."""
        if monotonic() - self._held > _PATIENCE:
            how_far = f": {stage.lower()}, {done:,} of {total:,} rows" if total else ""
            self.sums.setText(f"Working out what will happen{how_far} …")

    def show_only_cancel(self, on: bool) -> None:
        """Whether there is nothing to sum up yet."""
        for one in (self.sums, self.go, self.policy, self.policy_label, self.why):
            one.setVisible(not on)
        self.skip.hide()
        self.cancel.show()
