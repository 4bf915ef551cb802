"""Adding a person by hand, with a word on who it may already be while one types."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.domain.errors import UserError
from organizer.domain.names import split_name
from organizer.prospects.edit import Added
from organizer.prospects.edit import add_person as add
from organizer.prospects.fields import clean
from organizer.prospects.suggest import suggestions
from organizer.prospects.typing_doubles import Likely, likely_doubles
from ui.background.jobs import Jobs
from ui.prospects.ask import Choices
from ui.prospects.columns import BETWEEN
from ui.widgets.text import button, label
from ui.widgets.type_ahead import TypeAhead

__all__ = ["AddPersonDialog", "add_person"]

_INTERESTS = (("run", "Run"), ("help", "Volunteer"), ("both", "Both"))
_LISTED = ("city", "state", "office_sought", "tags", "language")
_ROWS: tuple[tuple[tuple[str, str, int], ...], ...] = (
    (("name", "Name", 6),), (("phone", "Phone", 3), ("email", "Email", 3)), (("address", "Street and number", 6),),
    (("city", "City", 3), ("state", "State", 1), ("zip", "ZIP", 2)), (("office_sought", "Office sought", 6),),
    (("tags", "Tags", 3), ("language", "Language", 3)), (("notes", "Note", 6),),
)  # (field, heading, columns of six)


def add_person(jobs: Jobs, window: Any, what: object) -> None:
    """Open the form; once it is filled the person is looked for in the table, whatever is filtered there."""
    dialog = AddPersonDialog(jobs, window)
    dialog.added_or_found = partial(_show, window)
    dialog.open()
    dialog.fields["name"].setFocus()


def _show(window: Any, person: int, found: bool) -> None:
    if found:
        window.show_page("prospects", person)
    elif (page := window.workspace.page("prospects")) is not None:
        page.expect(person)


class AddPersonDialog(QDialog):
    """A form of a few lines. Enter adds, Ctrl+Enter adds and takes the next one, Esc leaves."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._sure = False
        self._warned = False
        self.added_or_found: Any = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Add a person")
        self.fields: dict[str, QLineEdit] = {}
        self.faults: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        for row, parts in enumerate(_ROWS):
            column = 0
            for field, title, wide in parts:
                self._add_field(grid, row * 4, column, field, title, wide)
                column += wide
            grid.setRowMinimumHeight(row * 4 + 3, 6)
        self.interest = Choices("", _INTERESTS)
        self.interest.setAccessibleName("Interest")
        self.likely = QFrame()
        self.likely.setProperty("role", "box")
        self._others = QVBoxLayout(self.likely)
        self._others.setContentsMargins(12, 8, 12, 8)
        self._others.setSpacing(4)
        self.likely.hide()
        self.go = button("Add", self.accept, kind="primary")
        self.next = button("Add and next", partial(self._add, True))
        self.next.setToolTip("Ctrl+Enter")
        foot = QHBoxLayout()
        foot.addStretch()
        for one in (button("Cancel", self.reject), self.next, self.go):
            foot.addWidget(one)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 16, 20, 16)
        lines.setSpacing(8)
        lines.addLayout(grid)
        wants = QHBoxLayout()
        wants.addWidget(label("Would", "soft"))
        wants.addWidget(self.interest, 1)
        lines.addLayout(wants)
        lines.addWidget(self.likely)
        lines.addStretch(1)
        lines.addLayout(foot)
        self.setMinimumWidth(520)
        for field in _LISTED:
            jobs.read(suggestions, field, done=cast(TypeAhead, self.fields[field]).offer)

    def _add_field(self, grid: QGridLayout, row: int, column: int, field: str, title: str, wide: int) -> None:
        head = label(title, "small")
        made: QLineEdit = TypeAhead("", BETWEEN.get(field, ""), strict=field == "state") if field in _LISTED else (
            QLineEdit())
        made.setAccessibleName(title)
        head.setBuddy(made)
        fault = label("", "bad", wrap=True)
        fault.hide()
        made.editingFinished.connect(partial(self._check, field))
        if field in ("name", "phone", "email"):
            made.textEdited.connect(lambda _: self._look())
        grid.addWidget(head, row, column, 1, wide)
        grid.addWidget(made, row + 1, column, 1, wide)
        grid.addWidget(fault, row + 2, column, 1, wide)
        self.fields[field], self.faults[field] = made, fault

    def _look(self) -> None:
        """Ask who in the file it may be."""
        first, last, _ = split_name(self.fields["name"].text())
        self._jobs.read(likely_doubles, first, last, self.fields["phone"].text(), self.fields["email"].text(),
                        done=self._found, key="likely doubles")

    def _found(self, likely: list[Likely]) -> None:
        while (item := self._others.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._sure = any(one.sure or "same phone" in one.why or "same e-mail" in one.why for one in likely)
        self._warned = self._warned and self._sure
        self.go.setText("Add anyway" if self._sure else "Add")
        if likely:
            self._others.addWidget(label("This may be somebody who is in the file already:", "strong"))
        before: QWidget = self.interest.last
        for one in likely:
            said = " · ".join(part for part in (one.name or "(no name)", one.city, one.why) if part)
            line = button(f"Open {said}".replace("&", "&&"), partial(self._open, one.id), kind="link")
            self._others.addWidget(line)
            self.setTabOrder(before, line)
            before = line
        self.likely.setVisible(bool(likely))

    def _open(self, person: int) -> None:
        self.reject()
        if self.added_or_found is not None:
            self.added_or_found(person, True)

    def _check(self, field: str) -> bool:
        """Say under a field what does not fit. Returns whether it fits."""
        said = self.fields[field].text()
        fault = ""
        try:
            if said.strip():
                clean(field, said)
        except UserError as wrong:
            fault = wrong.message
        self.faults[field].setText(fault)
        self.faults[field].setVisible(bool(fault))
        return not fault

    @override
    def accept(self) -> None:
        self._add(False)

    def _add(self, another: bool) -> None:
        for field in self.fields.values():
            if isinstance(field, TypeAhead):
                field.settle()
        wrong = [field for field in self.fields if not self._check(field)]
        if wrong:
            self.fields[wrong[0]].setFocus()
            return
        if self._sure and not self._warned and not self.go.hasFocus() and not self.next.hasFocus():
            self._warned = True  # once more Enter, on a button that says "Add anyway"
            self.go.setFocus()
            return
        values: dict[str, str] = {name: field.text() for name, field in self.fields.items() if name != "name"}
        values["first_name"], values["last_name"], values["suffix"] = split_name(self.fields["name"].text())
        values["interest"] = self.interest.value
        self._jobs.write(add, {name: said for name, said in values.items() if said}, by=self._jobs.by,
                         done=partial(self._added, another), failed=self._refused)

    def _added(self, another: bool, added: Added) -> None:
        if self.added_or_found is not None:
            self.added_or_found(added.id, False)
        if not another:
            super().accept()
            return
        for name, field in self.fields.items():
            if name not in ("city", "state", "zip"):  # the next one of a pile mostly lives near
                field.clear()
        self._found([])
        self.fields["name"].setFocus()

    def _refused(self, fault: BaseException) -> None:
        field = "phone" if "asked not to be called" in str(fault) else "name"
        self.faults[field].setText(str(fault))
        self.faults[field].show()
        self.fields[field].setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.next.hasFocus():
                self._add(True)
            else:
                self._add(False)
        else:
            super().keyPressEvent(event)
