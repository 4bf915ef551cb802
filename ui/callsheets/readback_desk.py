"""What a filled sheet is laid out on: its name, who called when, the views, the rows, one row's sides, the sums."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.callsheets.calls_line import CallsLine
from ui.callsheets.readback_rows import COLUMNS, VIEWS
from ui.callsheets.readback_side import ReadbackSide
from ui.widgets.rows import RowsTableModel
from ui.widgets.table import Table
from ui.widgets.text import button, label

__all__ = ["ReadbackDesk"]


class ReadbackDesk(QWidget):
    """Fields and lists without a mind of their own; `ReadbackPage` fills them.

    Signals:
        view_chosen: the name of a view, one of `readback_rows.VIEWS`.
    """

    view_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = label("", "title")
        self.heading.setMinimumWidth(1)
        self.about = label("", "soft", wrap=True)
        self.calls = CallsLine("as on the sheet")
        self.problem = label("", "bad")
        self.model = RowsTableModel(COLUMNS, self)
        self.table = Table(self.model, "read back")
        self.table.setAccessibleName("Rows of the filled sheet")
        self.side = ReadbackSide()
        self.notes = label("", "soft", wrap=True)
        self.sums = label("", wrap=True)
        self.close_button = button("Close")
        self.go = button("Record", kind="primary")
        self._kinds = QButtonGroup(self)
        self.views: dict[str, QPushButton] = {}
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self._head())
        left.addWidget(self._bar())
        left.addWidget(self.table, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left, 1)
        middle.addWidget(self.side)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(middle, 1)
        lines.addWidget(self._foot())

    def _head(self) -> QFrame:
        head = QFrame()
        head.setProperty("role", "bar")
        lines = QVBoxLayout(head)
        lines.setContentsMargins(20, 10, 20, 10)
        lines.setSpacing(4)
        lines.addWidget(self.heading)
        lines.addWidget(self.about)
        self.calls.line.addWidget(self.problem, 1)
        lines.addWidget(self.calls)
        return head

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "bar")
        line = QHBoxLayout(bar)
        line.setContentsMargins(20, 6, 20, 6)
        line.setSpacing(8)
        for view in VIEWS:
            one = button("", lambda view=view: self.view_chosen.emit(view), kind="choice")  # type: ignore[misc]
            one.setCheckable(True)
            self._kinds.addButton(one)
            self.views[view] = one
            line.addWidget(one)
        line.addStretch(1)
        self.choose("written")
        return bar

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(20, 10, 20, 10)
        line.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sums)
        words.addWidget(self.notes)
        line.addLayout(words, 1)
        line.addWidget(self.close_button)
        line.addWidget(self.go)
        return foot

    def choose(self, view: str) -> None:
        """Press a view's button."""
        self.views[view].setChecked(True)

    def show_views(self, counts: Mapping[str, int], view: str = "") -> str:
        """Say how many each view holds, and choose one, the one shown where none is named; returns it."""
        for name, one in self.views.items():
            one.setText(f"{VIEWS[name]} {counts[name]:,}")
            one.setVisible(bool(counts[name]) or name == "written")
        view = view or next((name for name, one in self.views.items() if one.isChecked()), "written")
        if not counts[view]:
            view = next((name for name in VIEWS if counts[name]), "written")
        self.choose(view)
        return view
