"""How the page looks: paper, how many people stand on it, order, breaks, what is on each line, which districts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QPushButton, QWidget

from organizer.callsheets.template import COLUMNS, DENSITIES, ORDERS, PAPERS, Template
from organizer.domain.district import KINDS
from ui.callsheets.form_part import FormPart
from ui.widgets.text import button, label

__all__ = ["PagePart"]

_PAPERS = {"letter": "Letter", "legal": "Legal", "a4": "A4"}
_DENSITIES = {"roomy": "About 8, with words to tick", "list": "12 to 15, a row each", "compact": "20 to 25, low rows"}
_ALWAYS = ("precinct", "state-house", "state-senate")


class PagePart(FormPart):
    """The part of the form about the page.

    Signals:
        changed: anything of it.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[str, ...] = ()
        self._wanted: tuple[str, ...] = ()
        self.paper = self._list("Paper", {key: _PAPERS[key] for key in PAPERS})
        self.order = self._list("Order", ORDERS)
        self.pair(("Paper", self.paper), ("Order", self.order))
        turn = QHBoxLayout()
        turn.setSpacing(8)
        self.portrait, self.landscape = self._turn("Portrait"), self._turn("Landscape")
        group = QButtonGroup(self)
        for one in (self.portrait, self.landscape):
            group.addButton(one)
            turn.addWidget(one, 1)
        self.lines.addLayout(turn)
        self.lines.addSpacing(4)
        self.density = self.field("People on a page", self._list("People on a page",
                                                                 {key: _DENSITIES[key] for key in DENSITIES}))
        self.breaks = self.field("New page for each", self._list("New page for each", {}))
        self.lines.addWidget(label("On each line, beside number and name", "small"))
        grid = self._grid()
        self.columns: dict[str, QCheckBox] = {}
        for place, (name, text) in enumerate(COLUMNS.items()):
            self.columns[name] = self._box(text)
            grid.addWidget(self.columns[name], place // 2, place % 2)
        self.kinds_title = label("Which districts", "small")
        self.lines.addWidget(self.kinds_title)
        self._kinds_grid = self._grid()
        self.kinds: dict[str, QCheckBox] = {}
        self.lines.addStretch(1)
        self.put_kinds(_ALWAYS)

    def put_kinds(self, kinds: Sequence[str]) -> None:
        """Offer these kinds of districts to print and to break by."""
        self._kinds = tuple(kind for kind in KINDS if kind in kinds)
        for box in self.kinds.values():
            self._kinds_grid.removeWidget(box)
            box.deleteLater()
        self.kinds = {kind: self._box(KINDS[kind]) for kind in self._kinds}
        for place, box in enumerate(self.kinds.values()):
            self._kinds_grid.addWidget(box, place // 2, place % 2)
        chosen = self.breaks.currentData()
        with QSignalBlocker(self.breaks):
            self.breaks.clear()
            self.breaks.addItem("None", "none")
            for kind in self._kinds:
                self.breaks.addItem(KINDS[kind], kind if kind == "precinct" else f"district {kind}")
            self.breaks.addItem("Caller of the call list", "caller")
            self.breaks.setCurrentIndex(max(self.breaks.findData(chosen), 0))
        self._show_kinds()

    def put(self, template: Template) -> None:
        """Show a template."""
        self._wanted = template.district_kinds
        for field, value in ((self.paper, template.paper), (self.order, template.order),
                             (self.density, template.density)):
            field.setCurrentIndex(field.findData(value))
        kind = template.broken_by()
        if missing := {*template.district_kinds, *([kind] if kind else ())} - set(self._kinds):
            self.put_kinds([*self._kinds, *missing])
        self.breaks.setCurrentIndex(max(self.breaks.findData(f"{template.breaks} {kind}".strip()), 0))
        self.landscape.setChecked(template.landscape)
        self.portrait.setChecked(not template.landscape)
        for name, box in self.columns.items():
            with QSignalBlocker(box):
                box.setChecked(template.has(name))
        self._show_kinds()

    def onto(self, template: Template) -> Template:
        """The template with what is chosen here."""
        breaks, _, kind = str(self.breaks.currentData()).partition(" ")
        chosen = tuple(kind for kind, box in self.kinds.items() if box.isChecked())
        return replace(
            template, paper=str(self.paper.currentData()), landscape=self.landscape.isChecked(),
            density=str(self.density.currentData()), order=str(self.order.currentData()), breaks=breaks,
            break_kind=template.break_kind if (breaks, kind) == (template.breaks, template.broken_by()) else kind,
            columns=tuple(name for name in COLUMNS if self.columns[name].isChecked()),
            district_kinds=() if len(chosen) in (0, len(self.kinds)) else chosen,
        )

    def _show_kinds(self) -> None:
        for kind, box in self.kinds.items():
            with QSignalBlocker(box):
                box.setChecked(not self._wanted or kind in self._wanted)
        self._allow_kinds()

    def _allow_kinds(self) -> None:
        for one in (self.kinds_title, *self.kinds.values()):
            one.setEnabled(self.columns["districts"].isChecked())

    def _grid(self) -> QGridLayout:
        made = QGridLayout()
        made.setHorizontalSpacing(8)
        made.setVerticalSpacing(5)
        made.setColumnStretch(0, 1)
        made.setColumnStretch(1, 1)
        self.lines.addLayout(made)
        self.lines.addSpacing(4)
        return made

    def _box(self, text: str) -> QCheckBox:
        made = QCheckBox(text)
        made.toggled.connect(self._toggled)
        return made

    def _toggled(self, _: bool) -> None:
        self._wanted = tuple(kind for kind, box in self.kinds.items() if box.isChecked())
        self._allow_kinds()
        self.changed.emit()

    def _turn(self, name: str) -> QPushButton:
        made = button(name, self.changed.emit, kind="choice")
        made.setCheckable(True)
        return made

    def _list(self, name: str, choices: dict[str, str]) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        for key, text in choices.items():
            made.addItem(text, key)
        made.activated.connect(lambda _: self.changed.emit())
        return made
