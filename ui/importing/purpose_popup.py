"""The list of what a column can be: type to find, Enter or a click to choose."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from organizer.importing.views import ColumnView
from ui.importing.words import ALSO_CALLED, FIELD_GROUPS, field_words
from ui.labels import many
from ui.widgets.choices import Choice, ChoiceList, Popup
from ui.widgets.strips import strip
from ui.widgets.text import button, label

__all__ = ["PurposePopup"]

_EXTRA = "extra"


class PurposePopup(Popup):
    """Fields in groups, with the one that the column goes to now; it closes with the choice.

    Signals:
        chosen: the field, such as "phone:mobile"; None for an extra column.
        looked_at: the rows of which something is said in the column are to be shown.
    """

    chosen = Signal(object)
    looked_at = Signal()

    def __init__(self, column: ColumnView, parent: QWidget) -> None:
        super().__init__(parent)
        now = _field_of(column)
        self.list = ChoiceList(boxes=False)
        self.list.put(_choices(now), (now,))
        self.list.go_to(now)
        self.list.changed.connect(self._choose)
        self.setMinimumWidth(300)
        head = label(f"“{column.header}” goes to", "heading", wrap=True)
        head.setContentsMargins(12, 8, 12, 0)
        self.lines.addWidget(head)
        self.lines.addWidget(self.list)
        if told := column.mended + column.doubtful + column.refused:
            self.rows = button(f"See the {many(told, 'cell')} mended or in doubt", self._look, kind="link")
            self.lines.addWidget(strip(self.rows, None, role="", room=(8, 4)))
        self.setFocusProxy(self.list)

    def type(self, letters: str) -> None:
        """Begin with these letters."""
        self.list.search.setText(letters)

    @override
    def setVisible(self, on: bool) -> None:
        super().setVisible(on)
        if on:
            self.list.take_focus()

    def _choose(self, ticked: tuple[str, ...]) -> None:
        field = ticked[-1] if ticked else ""  # the one ticked last; none where it was that of before
        self.close()
        if len(ticked) > 1:
            self.chosen.emit(None if field == _EXTRA else field)

    def _look(self) -> None:
        self.close()
        self.looked_at.emit()


def _field_of(column: ColumnView) -> str:
    detailed = column.field in ("phone", "interest", "spouse", "attempt") and column.detail
    return (f"{column.field}:{column.detail}" if detailed else column.field) or _EXTRA


def _choices(now: str) -> list[Choice]:
    """All fields under the headings of their groups, and above them the one now, where it is in none."""
    found = [Choice(_EXTRA, field_words(None), also=ALSO_CALLED[_EXTRA])]
    for group, fields in FIELD_GROUPS:
        found.append(Choice(None, group))
        found += [Choice(field, _words(field), also=f"{group} {ALSO_CALLED.get(field, '')}") for field in fields]
    if now not in {one.value for one in found}:
        found.insert(1, Choice(now, _words(now)))
    return found


def _words(field: str) -> str:
    name, _, detail = field.partition(":")
    return field_words(field) if field.startswith("district:") else field_words(name, detail)
