"""What can be decided about a sheet before it is made: title, paper, order, columns, script, callers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from organizer.callsheets.template import BREAKS, COLUMNS, DENSITIES, ORDERS, PAPERS, STANDARD, Template
from ui.widgets.text import button, label

__all__ = ["Choice", "SheetForm"]

_PAPER_NAMES = {"letter": "Letter", "legal": "Legal", "a4": "A4"}
_DENSITY_NAMES = {"roomy": "8 to 15, words to tick", "list": "12 to 15, a row each", "compact": "20 to 25, low rows"}
_Widget = TypeVar("_Widget", bound=QWidget)
_PAUSE = 40  # milliseconds after the last change before the preview follows


@dataclass(frozen=True, slots=True)
class Choice:
    """All that the form says. `callers` share the list; `size` people a sheet where not 0."""

    title: str
    template: Template
    callers: tuple[str, ...]
    size: int
    due: str
    cover: bool


class SheetForm(QScrollArea):
    """The form beside the preview.

    Signals:
        changed: something that shows on the page.
        keep_wanted: the template as it stands should be saved under this name.
    """

    changed = Signal()
    keep_wanted = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._templates: list[Template] = [STANDARD]
        self._base = STANDARD
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.changed)
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(16, 12, 16, 12)
        self._lines.setSpacing(4)
        self.title = self._field("Title", QLineEdit(title))
        self.title.textEdited.connect(self._soon)
        self.templates = self._field("Template", QComboBox())
        self.templates.activated.connect(self._template_chosen)
        self._page_part()
        self._columns_part()
        self.script = self._field("What the caller says", QPlainTextEdit())
        self.script.setProperty("kind", "tall")
        self.script.setTabChangesFocus(True)
        self.script.textChanged.connect(self._soon)
        self._callers_part()
        self._lines.addSpacing(4)
        self._lines.addWidget(button("Save as template…", self._keep))
        self._lines.addStretch(1)
        self.setWidget(inside)
        self.setFixedWidth(320)
        self._show(STANDARD)

    def choice(self) -> Choice:
        """What the form says now."""
        template = replace(
            self._base, paper=str(self.paper.currentData()), landscape=self.landscape.isChecked(),
            density=str(self.density.currentData()), order=str(self.order.currentData()),
            breaks=str(self.breaks.currentData()), script=self.script.toPlainText().strip(),
            columns=tuple(name for name in COLUMNS if self.columns[name].isChecked()),
        )
        names = tuple(name for name in (one.strip() for one in self.callers.text().split(",")) if name)
        return Choice(self.title.text().strip() or "Call sheet", template, names, 0 if names else self.size_.value(),
                      self.due.text().strip(), self.cover.isChecked())

    def put_templates(self, templates: list[Template]) -> None:
        """Offer these templates."""
        self._templates = templates or [STANDARD]
        with QSignalBlocker(self.templates):
            self.templates.clear()
            self.templates.addItems([one.name for one in self._templates])
            self.templates.setCurrentText(self._base.name)

    def _field(self, name: str, widget: _Widget) -> _Widget:
        caption = label(name, "small")
        caption.setBuddy(widget)
        widget.setAccessibleName(name)
        self._lines.addWidget(caption)
        self._lines.addWidget(widget)
        self._lines.addSpacing(4)
        return widget

    def _page_part(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self.paper = self._list("Paper", {key: _PAPER_NAMES[key] for key in PAPERS})
        self.order = self._list("Order", ORDERS)
        self.breaks = self._list("New page for each", BREAKS)
        self.density = self._list("People on a page", {key: _DENSITY_NAMES[key] for key in DENSITIES})
        for place, (name, field) in enumerate((("Paper", self.paper), ("Order", self.order))):
            grid.addWidget(label(name, "small"), 0, place)
            grid.addWidget(field, 1, place)
        self._lines.addLayout(grid)
        self._lines.addSpacing(4)
        turn = QHBoxLayout()
        turn.setSpacing(8)
        self.portrait, self.landscape = self._turn("Portrait"), self._turn("Landscape")
        group = QButtonGroup(self)
        for one in (self.portrait, self.landscape):
            group.addButton(one)
            turn.addWidget(one, 1)
        self._lines.addLayout(turn)
        self._lines.addSpacing(4)
        for name, field in (("People on a page", self.density), ("New page for each", self.breaks)):
            self._lines.addWidget(label(name, "small"))
            self._lines.addWidget(field)
            self._lines.addSpacing(4)

    def _turn(self, name: str) -> QPushButton:
        made = button(name, self._soon, kind="choice")
        made.setCheckable(True)
        return made

    def _list(self, name: str, choices: dict[str, str]) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        for key, text in choices.items():
            made.addItem(text, key)
        made.activated.connect(self._soon)
        return made

    def _columns_part(self) -> None:
        self._lines.addWidget(label("On each line", "small"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self.columns: dict[str, QCheckBox] = {}
        for place, (name, text) in enumerate(COLUMNS.items()):
            box = QCheckBox(text)
            box.toggled.connect(self._soon)
            self.columns[name] = box
            grid.addWidget(box, place // 2, place % 2)
        self._lines.addLayout(grid)
        self._lines.addSpacing(4)

    def _callers_part(self) -> None:
        self.callers = self._field("Callers, a sheet each", QLineEdit())
        self.callers.setPlaceholderText("Denise, Jamal, …")
        self.callers.textEdited.connect(self._soon)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self.size_ = QSpinBox()
        self.size_.setRange(0, 500)
        self.size_.setSpecialValueText("all on one")
        self.size_.setSuffix(" people")
        self.size_.setAccessibleName("People a sheet")
        self.size_.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.size_.valueChanged.connect(self._soon)
        self.due = QLineEdit()
        self.due.setPlaceholderText("2028-05-30")
        self.due.setAccessibleName("Back by")
        for place, (name, field) in enumerate((("People a sheet", self.size_), ("Back by", self.due))):
            grid.addWidget(label(name, "small"), 0, place)
            grid.addWidget(field, 1, place)
        self._lines.addLayout(grid)
        self.cover = QCheckBox("Cover page with script and meanings")
        self.cover.toggled.connect(self._soon)
        self._lines.addWidget(self.cover)

    def _show(self, template: Template) -> None:
        self._base = template
        for field, value in ((self.paper, template.paper), (self.order, template.order),
                             (self.breaks, template.breaks), (self.density, template.density)):
            field.setCurrentIndex(field.findData(value))
        self.landscape.setChecked(template.landscape)
        self.portrait.setChecked(not template.landscape)
        for name, box in self.columns.items():
            with QSignalBlocker(box):
                box.setChecked(template.has(name))
        with QSignalBlocker(self.script):
            self.script.setPlainText(template.script)

    def _template_chosen(self, place: int) -> None:
        self._show(self._templates[place])
        self._soon()

    def _soon(self, *_: object) -> None:
        self._timer.start()

    def _keep(self) -> None:
        name, sure = QInputDialog.getText(self, "Save as template", "Name", text=self._base.name)
        if sure and name.strip():
            template = self.choice().template.named(name.strip())
            self._base = template
            self.keep_wanted.emit(template)
