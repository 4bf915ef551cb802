"""What can be decided about a sheet before it is made: title, template, page, words, callers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from organizer.callsheets.template import STANDARD, Template
from organizer.domain import clock
from organizer.domain.call_back import said_day
from organizer.domain.errors import UserError
from ui.callsheets.form_page import PagePart
from ui.callsheets.form_part import FormPart, indented
from ui.callsheets.form_words import WordsPart
from ui.widgets.ask_name import ask_name
from ui.widgets.text import button, label

__all__ = ["Choice", "SheetForm"]

_PAUSE = 8  # milliseconds after the last change before the preview follows
_LONGEST = 300  # letters of a title


@dataclass(frozen=True, slots=True)
class Choice:
    """All that the form says. `callers` share the list, or `parts` sheets do, or each has `size` people where not 0."""

    title: str
    template: Template
    callers: tuple[str, ...] = ()
    parts: int = 1
    size: int = 0
    due: str = ""
    cover: bool = False
    problem: str = ""


class _SheetsPart(FormPart):
    """The part of the form about who calls."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.callers = self.field("Callers, a sheet each", QLineEdit())
        self.callers.setPlaceholderText("Denise, Jamal, …")
        self.callers.textEdited.connect(lambda _: self._soon())
        self.parts = self._number(1, 99)
        self.size_ = self._number(0, 2000)
        self.size_.setSpecialValueText("all")
        self.pair(("Or sheets", self.parts), ("Or people on a sheet", self.size_))
        self.lines.addWidget(label("50 to 80 people are two hours of calling. A household is never split.", "small",
                                   wrap=True))
        self.lines.addSpacing(8)
        self.due = self.field("Back by", QLineEdit())
        self.due.setPlaceholderText("fri, 12/3 or 2028-05-30")
        self.due.textEdited.connect(lambda _: self.changed.emit())
        self.cover = QCheckBox("A cover page before each sheet")
        self.cover.setToolTip("Script, answers, and what each result means")
        self.cover.toggled.connect(lambda _: self.changed.emit())
        self.lines.addWidget(self.cover)
        self.lines.addStretch(1)

    def names(self) -> tuple[str, ...]:
        """The callers, as typed."""
        found = (" ".join(name.split()) for name in self.callers.text().replace(";", ",").split(","))
        return tuple(name for name in found if name)

    def _number(self, least: int, most: int) -> QSpinBox:
        made = indented(QSpinBox())
        made.setRange(least, most)
        made.valueChanged.connect(lambda _: self._soon())
        return made

    def _soon(self) -> None:
        named = bool(self.names())
        self.parts.setEnabled(not named and not self.size_.value())
        self.size_.setEnabled(not named and self.parts.value() == 1)
        self.changed.emit()


class SheetForm(QFrame):
    """The form beside the preview.

    Args:
        title: of the sheet at first.
        of_sheet: whether there is a sheet to make; else only its template is edited.

    Signals:
        changed: something that shows on the page.
        keep_wanted: a template should be saved under its name.
        forget_wanted: the template of this name should go.
    """

    changed = Signal()
    keep_wanted = Signal(object)
    forget_wanted = Signal(str)

    def __init__(self, title: str = "", parent: QWidget | None = None, *, of_sheet: bool = True) -> None:
        super().__init__(parent)
        self._templates: list[Template] = [STANDARD]
        self._base = STANDARD
        self._offered: list[tuple[Template, Template]] = []  # each entry: a saved template, and how it is shown
        self._left: dict[str, Template] = {}  # by name: changes not saved when another template was chosen
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.changed)
        self.page, self.words, self.sheets = PagePart(), WordsPart(), _SheetsPart()
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 4)
        head.setSpacing(4)
        self.title = QLineEdit(title)
        self.title.setMaxLength(_LONGEST)
        self.title.setAccessibleName("Title")
        self.title.textEdited.connect(self._soon)
        if of_sheet:
            head.addWidget(label("Title", "small"))
            head.addWidget(self.title)
        self.templates = QComboBox()
        self.templates.setAccessibleName("Template")
        self.templates.activated.connect(self._template_chosen)
        head.addWidget(label("Template", "small"))
        head.addWidget(self.templates)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.keep = button("Save", self._keep)
        self.keep_as = button("Save as…", self._keep_as)
        self.forget = button("Remove", self._forget)
        for one in (self.keep, self.keep_as, self.forget):
            line.addWidget(one, 1)
        head.addLayout(line)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        stack = QStackedWidget()
        for name, part in (("Page", self.page), ("Words", self.words), ("Callers", self.sheets)):
            if part is not self.sheets or of_sheet:
                self.tabs.addTab(name)
                stack.addWidget(part)
            part.changed.connect(self._soon)
        self.tabs.currentChanged.connect(stack.setCurrentIndex)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        bar = QHBoxLayout()
        bar.setContentsMargins(4, 0, 4, 0)
        bar.addWidget(self.tabs, 1)
        lines.addLayout(bar)
        lines.addWidget(stack, 1)
        self.setFixedWidth(336)
        self._show(STANDARD)

    def template(self) -> Template:
        """The template as it stands."""
        return self.words.onto(self.page.onto(self._base))

    def choice(self) -> Choice:
        """What the form says now; `problem` where it cannot be so."""
        template, part = self.template(), self.sheets
        names = part.names()
        due = problem = ""
        try:
            due = said_day(part.due.text(), clock.local_now())
        except UserError as fault:
            problem = fault.message
        if template.window[0] >= template.window[1]:
            problem = "The hours to call end before they begin. Set them under Words."
        return Choice(
            self.title.text().strip() or "Call sheet", template, names, 1 if names else part.parts.value(),
            0 if names else part.size_.value(), due, part.cover.isChecked(), problem,
        )

    def put_templates(self, templates: list[Template]) -> None:
        """Offer these templates; what was changed since the last was chosen stays."""
        self._templates = templates or [STANDARD]
        if all(one.name != self._base.name for one in self._templates):
            self._show(self._templates[0])
        self._base = next(one for one in self._templates if one.name == self._base.name)
        self._offer()
        self._soon()

    def unsaved(self) -> list[str]:
        """The names of the templates that were changed and not saved."""
        here = [self._base.name] if self.template() != self._base else []
        return [*here, *(name for name in self._left if name not in here)]

    def _offer(self) -> None:
        """The templates by name; what was changed and left stands below its own, to be had again."""
        self._offered = [pair for one in self._templates
                         for pair in ((one, one), (one, self._left.get(one.name, one)))[:1 + (one.name in self._left)]]
        with QSignalBlocker(self.templates):
            self.templates.clear()
            self.templates.addItems([one.name if shown is one else f"{one.name} – not saved"
                                     for one, shown in self._offered])
            self.templates.setCurrentText(self._base.name)

    def put_kinds(self, kinds: Sequence[str]) -> None:
        """Offer these kinds of districts."""
        self.page.put_kinds(kinds)
        self.page.put(self._base)

    def _show(self, template: Template) -> None:
        self._base = template
        self.page.put(template)
        self.words.put(template)
        self._say_changed()

    def _template_chosen(self, place: int) -> None:
        base, shown = self._offered[place]
        now = self.template()
        if shown is not base:
            del self._left[base.name]
        if now != self._base:
            self._left[self._base.name] = now
        self._show(base)
        if shown is not base:
            self.page.put(shown)
            self.words.put(shown)
        self._offer()
        self._soon()

    def _soon(self, *_: object) -> None:
        self._say_changed()
        self._timer.start()

    def _say_changed(self) -> None:
        self.keep.setEnabled(self.template() != self._base)
        self.forget.setEnabled(self._base != STANDARD)

    def _keep(self) -> None:
        self.keep_wanted.emit(self.template())

    def _keep_as(self) -> None:
        name = ask_name(self, "Save as template", "Name", self._base.name)
        if name:
            template = self.template().named(" ".join(name.split())[:80])
            self._templates = [*(one for one in self._templates if one.name != template.name), template]
            self._base = template
            self.keep_wanted.emit(template)

    def _forget(self) -> None:
        name = self._base.name
        self._templates = [one for one in self._templates if one.name != name]
        self._left.pop(name, None)
        self._show(STANDARD)
        self.forget_wanted.emit(name)
