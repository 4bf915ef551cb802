"""One value for everybody selected, typed with words offered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from organizer.domain.errors import UserError
from organizer.prospects.edit import set_field, tag
from organizer.prospects.fields import clean, field_of
from organizer.prospects.suggest import suggestions
from ui.background.jobs import Jobs
from ui.labels import many
from ui.prospects.columns import BETWEEN
from ui.widgets.choices import Popup
from ui.widgets.text import button, label
from ui.widgets.type_ahead import TypeAhead

if TYPE_CHECKING:
    from ui.prospects.page import ProspectsPage

__all__ = ["SetPopup"]

_TOLD = 5_000  # people; changing more is shown with how to stop it


class SetPopup(Popup):
    """``Office sought for 12 people: [ ]``. Args: off: takes a tag off instead."""

    def __init__(self, jobs: Jobs, ids: Sequence[int], field: str, parent: QWidget, off: bool = False) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._ids = list(ids)
        self._field = field
        self._off = off
        kept = field_of(field)
        who = many(len(ids), "person", "people")
        verb = ("Take a tag off" if off else "Add a tag to") if field == "tags" else f"{kept.label} for"
        self.lines.setContentsMargins(12, 12, 12, 12)
        self.lines.addWidget(label(f"{verb} {who}", "heading"))
        self.typed = TypeAhead("", BETWEEN.get(field, ""), strict=kept.kind in ("choice", "state"), in_cell=True)
        self.typed.setAccessibleName(kept.label)
        self.typed.setPlaceholderText("Tag" if field == "tags" else "Blank takes the value away")
        self.typed.setMinimumWidth(280)
        self.typed.ended.connect(lambda step: self.accept() if step in ("down", "right", "all") else None)
        self.typed.left.connect(self.close)
        self.lines.addWidget(self.typed)
        self.typed.list.setMinimumHeight(150)
        self.lines.addWidget(self.typed.list)  # in the popup itself: a press beside a popup would close it
        self.typed.list.hide()
        self.fault = label("", "bad", wrap=True)
        self.fault.hide()
        self.lines.addWidget(self.fault)
        words = "Take off" if off else "Add" if field == "tags" else "Set"
        self.go = button(words, self.accept, kind="primary")
        self.lines.addWidget(self.go, 0, Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(self.typed)
        jobs.read(suggestions, field, done=self.typed.offer, key="set words")

    @staticmethod
    def ask(page: ProspectsPage, ids: Sequence[int], field: str, off: bool = False) -> SetPopup:
        """Open one where the mouse is."""
        popup = SetPopup(page.jobs, ids, field, page, off)
        popup.adjustSize()
        room = page.screen().availableGeometry()
        place = QCursor.pos()
        popup.move(QPoint(min(place.x(), room.right() - popup.width()), min(place.y(), room.bottom() - popup.height())))
        popup.show()
        popup.typed.setFocus()
        return popup

    def accept(self) -> None:
        """Set it for everybody, or say what does not fit."""
        said = self.typed.settle()
        try:
            clean(self._field, said)
            if self._field == "tags" and not said.strip():
                raise UserError("Type a tag.")
        except UserError as fault:
            self.fault.setText(fault.message)
            self.fault.show()
            self.adjustSize()
            return
        told_as = f"Changing {len(self._ids):,} people" if len(self._ids) > _TOLD else ""
        if self._field == "tags":
            self._jobs.write(tag, self._ids, said, off=self._off, by=self._jobs.by, told_as=told_as)
        else:
            self._jobs.write(set_field, self._ids, self._field, said, by=self._jobs.by, told_as=told_as)
        self.close()
