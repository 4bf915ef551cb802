"""Answers in groups: every different answer with its group and how often, corrected for all rows at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QSplitter, QWidget
from typing_extensions import override

from organizer.domain.names import fold
from organizer.importing.cleaning.groupings import FIELDS, Answer, choices
from ui.labels import many
from ui.widgets.cells import Cell, Column
from ui.widgets.rows import RowsTableModel
from ui.widgets.strips import lay_out, strip
from ui.widgets.table import Table
from ui.widgets.text import button, label

__all__ = ["GroupsView"]

_ALL, _OPEN = "All answers", "Not grouped yet"
_NOTHING = "counts as nothing"


@dataclass(frozen=True, slots=True)
class _Group:
    """A line on the left: a group, or all answers, or those that have no group yet."""

    name: str
    answers: int
    times: int
    special: bool = False


_GROUP_COLUMNS: tuple[Column[_Group], ...] = (
    Column("name", "Group", 190, lambda one: Cell(one.name or _NOTHING, "soft" if not one.name else
                                                  "strong" if one.special else ""), grows=True),
    Column("answers", "Answers", 74, lambda one: Cell(f"{one.answers:,}", "number")),
    Column("times", "Times", 74, lambda one: Cell(f"{one.times:,}", "number")),
)
_ANSWER_COLUMNS: tuple[Column[Answer], ...] = (
    Column("text", "What was answered", 300, lambda one: Cell(one.text), lambda one: one.key, grows=True),
    Column("times", "How often", 96, lambda one: Cell(f"{one.times:,}", "number"), lambda one: one.times),
    Column("meaning", "Counts as", 220, lambda one: _meaning(one), lambda one: fold(one.meaning), grows=True),
    Column("like", "Perhaps", 170, lambda one: Cell(f"{one.like}?" if one.like else "", "soft"), lambda one: one.like),
)


def _meaning(answer: Answer) -> Cell:
    if not answer.known:
        return Cell("as written", "soft")
    return Cell(answer.meaning or _NOTHING, "strong" if answer.mine else "")


class GroupsView(QWidget):
    """Groups on the left, their answers on the right, and a line to say what the selected ones count as.

    Signals:
        field_wanted: show the answers of this field.
        regrouped: a field, and answer to group.
    """

    field_wanted = Signal(str)
    regrouped = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = ""
        self.answers: list[Answer] = []
        self.fields = QButtonGroup(self)
        self.field_buttons = {name: button(words, kind="choice") for name, words in FIELDS.items()}
        for name, one in self.field_buttons.items():
            one.setCheckable(True)
            one.clicked.connect(lambda _=False, name=name: self.field_wanted.emit(name))
            self.fields.addButton(one)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find an answer")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(260)
        self.search.textChanged.connect(lambda: self._fill_answers())
        self.groups_model = RowsTableModel(_GROUP_COLUMNS, self)
        self.groups = Table(self.groups_model)
        self.groups.setAccessibleName("Groups")
        self.answers_model = RowsTableModel(_ANSWER_COLUMNS, self)
        self.table = Table(self.answers_model)
        self.table.setAccessibleName("Answers")
        self.said = label("", "soft")
        self.group = QComboBox()
        self.group.setEditable(True)
        self.group.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.group.setMinimumWidth(220)
        self.group.setAccessibleName("Counts as")
        self.apply = button("Apply", self._apply, kind="primary")
        self.take = button("", self._take)
        self._lay_out()
        self.groups.picked.connect(self._group_picked)
        self.table.picked.connect(self._say)
        self.table.opened.connect(lambda _: self._ask())
        self.groups.opened.connect(lambda _: self._ask())
        self.groups.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.line = self.group.lineEdit() or QLineEdit()
        for watched in (self.table, self.groups, self.line):
            watched.installEventFilter(self)

    def _lay_out(self) -> None:
        head = strip(*self.field_buttons.values(), None, self.search, room=(20, 6))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.groups)
        split.addWidget(self.table)
        split.setStretchFactor(1, 1)
        split.setSizes([360, 900])
        split.setChildrenCollapsible(False)
        hint = label("A new name renames the group. The name of another group merges the two.", "small")
        foot = strip(self.said, self.group, self.apply, self.take, None, hint, role="foot", room=(20, 8))
        lay_out(self, head, split, foot, grows=split)

    # showing

    def offer_fields(self, fields: Sequence[str]) -> None:
        """Say which fields have answers."""
        for name, one in self.field_buttons.items():
            one.setVisible(name in fields)

    def put(self, field: str, answers: Sequence[Answer]) -> None:
        """Show a field's answers; the group and the place in the list stay where they were."""
        before = self._group_shown() if field == self.field else ""
        place = self.table.picked_places()[:1] if field == self.field else []
        self.field, self.answers = field, list(answers)
        self.field_buttons[field].setChecked(True)
        self.line.setReadOnly(field == "interest")
        self.table.show_column(3, any(one.like for one in answers))
        groups = self._made_groups()
        self.groups_model.put(groups)
        names = [one.name for one in groups]
        self.groups.pick([names.index(before) if before in names else 0])
        now = self.group.currentText()
        self.group.clear()
        offered = [*choices(field), *(one.name for one in groups if not one.special and one.name)]
        self.group.addItems(list(dict.fromkeys(offered)))
        self.group.setCurrentText(now)
        self._fill_answers()
        if place and self.answers_model.rows:
            self.table.pick([min(place[0], len(self.answers_model.rows) - 1)])
        self._say()

    def _made_groups(self) -> list[_Group]:
        number: Counter[str] = Counter()
        times: Counter[str] = Counter()
        unknown = [one for one in self.answers if not one.known]
        for one in self.answers:
            if one.known:
                number[one.meaning] += 1
                times[one.meaning] += one.times
        groups = [_Group(_ALL, len(self.answers), sum(one.times for one in self.answers), special=True)]
        if unknown:
            groups.append(_Group(_OPEN, len(unknown), sum(one.times for one in unknown), special=True))
        return groups + [_Group(name, number[name], times[name]) for name, _ in times.most_common()]

    def _group_shown(self) -> str:
        places = self.groups.picked_places()
        return self.groups_model.rows[places[0]].name if places and self.groups_model.rows else _ALL

    def _fill_answers(self) -> None:
        group, word = self._group_shown(), fold(self.search.text())
        self.answers_model.put(
            one for one in self.answers
            if (group == _ALL or (not one.known if group == _OPEN else one.known and one.meaning == group))
            and word in one.key
        )
        if self.answers_model.rows and not self.table.picked_places():
            self.table.pick([0])

    def _group_picked(self) -> None:
        self._fill_answers()
        group = self._group_shown()
        if group not in (_ALL, _OPEN):
            self.table.pick(range(len(self.answers_model.rows)))
            self.group.setCurrentText(group)
        self._say()

    def _chosen(self) -> list[Answer]:
        return [row for place in self.table.picked_places() if (row := self.answers_model.row(place)) is not None]

    def _say(self) -> None:
        chosen = self._chosen()
        words = f"{many(len(chosen), 'answer')} selected, to count as" if chosen else "Select answers to group"
        self.said.setText(words)
        offered = [one for one in chosen if one.like]
        self.take.setText(f"Take {many(len(offered), 'suggestion')}")
        self.take.setVisible(bool(offered))
        for widget in (self.group, self.apply):
            widget.setEnabled(bool(chosen))

    # deciding

    def _ask(self) -> None:
        self.group.setFocus()
        self.line.selectAll()

    def _apply(self) -> None:
        chosen = self._chosen()
        name = " ".join(self.group.currentText().split())
        if chosen and name:
            known = {fold(one): one for one in (self.group.itemText(at) for at in range(self.group.count()))}
            self._decide(dict.fromkeys((one.text for one in chosen), known.get(fold(name), name)))

    def _take(self) -> None:
        self._decide({one.text: one.like for one in self._chosen() if one.like})

    def _decide(self, meanings: dict[str, str]) -> None:
        if meanings:
            self.regrouped.emit(self.field, meanings)
            self.table.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if watched is self.line:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._apply()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.table.setFocus()
                return True
            return False
        if event.key() == Qt.Key.Key_Delete and self._chosen() and self.field != "interest":
            self._decide(dict.fromkeys((one.text for one in self._chosen()), ""))
            return True
        if plain and event.text().strip() and event.text().isprintable() and self._chosen():
            self._ask()
            if not self.line.isReadOnly():
                self.group.setEditText(event.text())
                self.line.end(False)
            return True
        return False
