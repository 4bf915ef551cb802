"""One page to check a sheet before anything is written: columns, rows, sums; then what was done."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from organizer.domain.errors import Cancelled, UserError
from organizer.importing import purpose
from organizer.importing.desk import Done, PlanView, RowView
from organizer.importing.groupings import Answer
from organizer.importing.worker import ChildSession
from ui.background.jobs import Jobs
from ui.importing import child_work
from ui.importing.columns_view import ColumnsView
from ui.importing.done_view import DoneView
from ui.importing.groups_view import GroupsView
from ui.importing.rows_view import RowsView
from ui.importing.words import with_article
from ui.labels import many
from ui.preferences.remembered import Remembered
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.text import button, label

__all__ = ["ImportPage"]

_POLICIES = {"fill": "fill in their blanks", "update": "let newer values win", "skip": "leave them as they are"}
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_ENCODINGS = {"utf-8": "UTF-8", "cp1252": "Western (Windows)", "mac_roman": "Western (Mac)", "utf-16": "UTF-16"}
_KINDS = (("", "All rows"), ("mended", "Mended"), ("held", "Perhaps here"), ("refused", "Not importable"))


class ImportPage(Page):
    """Files wait in line; each is checked, imported and summed up."""

    title: ClassVar[str] = "Import"
    icon: ClassVar[str] = "import"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.child = ChildSession()
        self.destroyed.connect(self.child.close)
        self.waiting: deque[Path | str] = deque()
        self.view: PlanView | None = None
        self._doubted: PlanView | None = None
        self._path: Path | str = ""
        self._chosen: dict[str, str | None] = {}
        self._regrouped: dict[str, dict[str, str]] = {}
        self._reading: dict[str, Any] = {}
        self.heading = label("Import", "title")
        self.about = label("", "soft", wrap=True)
        self.steps = label("", "soft")
        self.columns = ColumnsView()
        self.rows = RowsView()
        self.groups = GroupsView()
        self.done = DoneView()
        self.reading = EmptyState("import", "", "", self._go_on)
        self.reading.other.clicked.connect(self._import_anyway)
        self._elsewhere = ""
        self.sums = label("", wrap=True)
        self.why = button("show why", lambda: self._show_kind("refused"), kind="link")
        self.cancel = button("Cancel", self._leave)
        self.go = button("Import", self._import, kind="primary")
        self.go.setDefault(True)
        self.stack = QStackedWidget()
        for one in (self.reading, self.columns, self.rows, self.groups, self.done):
            self.stack.addWidget(one)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._head())
        self.options = self._options()
        lines.addWidget(self.options)
        lines.addWidget(self.stack, 1)
        self.foot = self._foot()
        lines.addWidget(self.foot)
        self.columns.chosen.connect(self._choose)
        self.rows.edited.connect(self._edit)
        self.rows.more_wanted.connect(self._more_rows)
        self.groups.field_wanted.connect(self._show_groups)
        self.groups.regrouped.connect(self._regroup)
        self.done.next_wanted.connect(self._next)
        self.done.people_wanted.connect(lambda: self.page_wanted.emit("prospects", None))
        self.done.review_wanted.connect(lambda: self.page_wanted.emit("duplicates", None))
        self.done.refused_wanted.connect(self._save_refused)
        self.reading.say("Drop a sign-up sheet on the window, or choose one.", "Choose a sheet…")
        self._busy(True)

    # how it looks

    def _head(self) -> QFrame:
        head = QFrame()
        head.setProperty("role", "bar")
        line = QHBoxLayout(head)
        line.setContentsMargins(20, 10, 20, 10)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.heading)
        left.addWidget(self.about)
        line.addLayout(left, 1)
        line.addWidget(self.steps)
        return head

    def _options(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "bar")
        line = QHBoxLayout(bar)
        line.setContentsMargins(20, 6, 20, 6)
        line.setSpacing(8)
        self.kinds = QButtonGroup(self)
        self.columns_button = self._kind("Columns", line)
        self.answers_button = self._kind("Answers", line)
        self.kind_buttons = {kind: self._kind(name, line) for kind, name in _KINDS}
        self.answers_button.clicked.connect(lambda: self._show_groups())
        self.columns_button.clicked.connect(lambda: self.stack.setCurrentWidget(self.columns))
        for kind, one in self.kind_buttons.items():
            one.clicked.connect(lambda _=False, kind=kind: self._show_kind(kind))
        line.addStretch(1)
        self.sheet = self._combo(line, "Sheet")
        self.header_row = QLineEdit()
        self.header_row.setValidator(QIntValidator(0, 1_000_000, self))
        self.header_row.setFixedWidth(56)
        self.header_row.setToolTip("0: the sheet has no headers")
        self.header_row.setAccessibleName("Headers in row")
        self._header_label = label("Headers in row", "soft")
        line.addWidget(self._header_label)
        line.addWidget(self.header_row)
        self.delimiter = self._combo(line, "Parted by")
        self.encoding = self._combo(line, "Letters")
        self.sheet.activated.connect(lambda: self._read_again(sheet=self.sheet.currentData(), header_row=None))
        self.header_row.returnPressed.connect(lambda: self._read_again(header_row=int(self.header_row.text() or 0)))
        self.delimiter.activated.connect(lambda: self._read_again(delimiter=self.delimiter.currentData()))
        self.encoding.activated.connect(lambda: self._read_again(encoding=self.encoding.currentData()))
        return bar

    def _kind(self, name: str, line: QHBoxLayout) -> QPushButton:
        made = button(name, kind="choice")
        made.setCheckable(True)
        self.kinds.addButton(made)
        line.addWidget(made)
        return made

    def _combo(self, line: QHBoxLayout, name: str) -> QComboBox:
        caption, made = label(name, "soft"), QComboBox()
        made.setAccessibleName(name)
        made.setMinimumWidth(110)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        made.caption = caption  # type: ignore[attr-defined]
        line.addWidget(caption)
        line.addWidget(made)
        return made

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(20, 10, 20, 10)
        line.setSpacing(8)
        line.addWidget(self.sums, 1)
        line.addStretch(0)
        line.addWidget(self.why)
        self.policy_label = label("People already here:", "soft")
        self.policy = QComboBox()
        self.policy.setAccessibleName("People already here")
        for key, text in _POLICIES.items():
            self.policy.addItem(text, key)
        self.policy.activated.connect(lambda: self._plan())
        for one in (self.policy_label, self.policy, self.cancel, self.go):
            line.addWidget(one)
        return foot

    # a page

    @override
    def open(self, what: object) -> None:
        if isinstance(what, tuple):
            self.waiting.extend(what)
        if self.view is None or self.stack.currentWidget() is self.done:
            self._next()

    def _step(self, number: int) -> None:
        names = ("1 File", "2 Check", "3 Done")
        self.steps.setText("   ".join(f"▸ {name}" if place == number - 1 else name for place, name in enumerate(names)))

    def _next(self) -> None:
        """The next file in line, or back to the people."""
        self.view = self._doubted = None
        self._elsewhere = ""
        if not self.waiting:
            self.page_wanted.emit("prospects", None)
            return
        self.turned.emit()
        self._path = self.waiting.popleft()
        self._chosen, self._regrouped, self._reading = {}, {}, {}
        name = self._path.name if isinstance(self._path, Path) else "pasted cells"
        self.heading.setText(f"Import {name}")
        more = many(len(self.waiting), "more file", "more files")
        self.about.setText(f"{more} after this one." if self.waiting else "")
        self.reading.say("Reading the file …")
        self._busy(True)
        self._step(1)
        self._read_again()

    def _busy(self, on: bool) -> None:
        if on:
            self.stack.setCurrentWidget(self.reading)
        for one in (self.options, self.go, self.policy, self.policy_label, self.why):
            one.setVisible(not on)
        self.sums.setVisible(not on)
        self.foot.show()

    # reading and planning, in the child

    def _read_again(self, **options: Any) -> None:
        self._reading.update(options)
        self.jobs.run(child_work.read, self.child, self._path, dict(self._reading), self._decided(), title="Reading",
                      done=self._show, failed=self._cannot_read)

    def _plan(self) -> None:
        self.go.setEnabled(False)
        self.jobs.run(child_work.plan, self.child, self._decided(), title="", done=self._show, failed=self._cannot_read)

    def _decided(self) -> child_work.Decided:
        """What the user said so far: the policy, where columns go, and what answers count as."""
        return str(self.policy.currentData()), dict(self._chosen), dict(self._regrouped)

    def _cannot_read(self, fault: Any) -> None:
        if isinstance(fault, Cancelled):
            self._leave()
            return
        said = fault.message if isinstance(fault, UserError) else "This file could not be read."
        self.view = None
        self._elsewhere = ""
        self._busy(True)
        self.reading.say(said, "Choose another file" if not self.waiting else "Go on with the next file")

    def _not_people(self, view: PlanView) -> None:
        """Show the way to the room where the sheet belongs."""
        self._doubted = view
        self._elsewhere = {"seats": "seats", "nobody": ""}.get(view.purpose, "districts")
        other = "Go on with the next file" if self.waiting else "Choose another file"
        step = {"seats": "Load it as seats", "nobody": other}.get(view.purpose, "Load it as districts")
        self._busy(True)
        self.reading.say(f"{view.file} {purpose.said(view.purpose)}.", step, "Check its columns anyway")
        self.reading.step.setFocus()

    def _import_anyway(self) -> None:
        if self._doubted is not None:
            self._show(replace(self._doubted, purpose=purpose.PEOPLE))

    def _go_on(self) -> None:
        if self._elsewhere:
            page, self._elsewhere = self._elsewhere, ""
            self.page_wanted.emit(page, (str(self._path),))
            if self.waiting:
                self.page_wanted.emit("import", ())
        elif self.waiting:
            self._next()
        else:
            self.command_wanted.emit("import", ())

    def _show(self, view: PlanView) -> None:
        if view.purpose != purpose.PEOPLE and self.view is None:
            self._not_people(view)
            return
        first = self.view is None
        self.view = view
        self._busy(False)
        self._step(2)
        self.about.setText(_about(view))
        self.columns.put(view.columns)
        self._fill_options(view)
        self._say_sums(view)
        self.go.setEnabled(bool(view.people) or bool(view.sums["held"]) or view.is_history)
        if first or self.stack.currentWidget() in (self.reading, self.done):
            self.columns_button.setChecked(True)
            self.stack.setCurrentWidget(self.columns)
            self.go.setFocus()
        elif self.stack.currentWidget() is self.rows:
            self._show_kind(self._kind_shown())
        elif self.stack.currentWidget() is self.groups:
            self._show_groups(self.groups.field)

    def _fill_options(self, view: PlanView) -> None:
        self.answers_button.setVisible(bool(view.answered))
        visible = {"mended": view.mended, "held": view.sums["held"], "refused": view.sums["refused"]}
        for kind, one in self.kind_buttons.items():
            words = dict(_KINDS)[kind]
            one.setText(f"{words} {visible.get(kind, view.rows):,}")
            one.setVisible(kind not in visible or bool(visible[kind]))
        sheets = [(f"{name} (hidden)" if hidden else name, name) for name, hidden, _ in view.sheets]
        _offer(self.sheet, sheets if len(sheets) > 1 else [], view.sheet)
        text = view.form == "text"
        delimiters = dict(_DELIMITERS)
        delimiters.setdefault(view.delimiter, view.delimiter)
        encodings = dict(_ENCODINGS)
        encodings.setdefault(view.encoding, view.encoding)
        _offer(self.delimiter, [(name, key) for key, name in delimiters.items()] if text else [], view.delimiter)
        _offer(self.encoding, [(name, key) for key, name in encodings.items()] if text else [], view.encoding)
        self.header_row.setText(str(view.header_row))

    def _say_sums(self, view: PlanView) -> None:
        sums = view.sums
        said = [f"{many(view.rows, 'row')}:", f"{sums['added']:,} new,"] if view.people or sums["held"] else [
            f"{many(view.rows, 'row')}:"]
        if view.again:
            said.append(f"{view.again:,} more of the same people,")
        here = max(sums["updated"] + sums["unchanged"] - view.again, 0)
        if view.rows and sums["unchanged"] == view.rows:
            said, here = [f"{many(view.rows, 'row')}, all of people who are here already: nothing will change."], 0
        if here:
            said.append(f"{here:,} already here ({view.changed:,} will change),")
        if sums["held"]:
            said.append(f"{sums['held']:,} perhaps here, kept for review,")
        if sums["refused"]:
            said.append(f"{sums['refused']:,} not importable,")
        if not view.people and not sums["held"] and not view.is_history:
            said = ["No column tells a name, phone, e-mail or address. Say under “Goes to” what the columns are."]
        self.sums.setText(" ".join(said).rstrip(",.") + ".")
        self.why.setVisible(bool(sums["refused"]))
        self.go.setText("Import contacts" if view.is_history else f"Import {many(view.people, 'person', 'people')}")

    def _kind_shown(self) -> str:
        return next((kind for kind, one in self.kind_buttons.items() if one.isChecked()), "")

    def _show_kind(self, kind: str) -> None:
        self.kind_buttons[kind].setChecked(True)
        self._more_rows(0)

    def _more_rows(self, offset: int) -> None:
        kind = self._kind_shown()
        self.jobs.run(child_work.rows, self.child, kind, offset, title="",
                      done=lambda found: self._show_rows(kind, *found))

    def _show_rows(self, kind: str, total: int, rows: list[RowView], offset: int) -> None:
        if self.view is not None and self.kind_buttons[kind].isChecked():
            self.rows.put([column.header for column in self.view.columns], rows, total, offset)
            self.stack.setCurrentWidget(self.rows)

    def _show_groups(self, field: str = "") -> None:
        fields = self.view.answered if self.view is not None else ()
        if fields:
            self.answers_button.setChecked(True)
            shown = field if field in fields else self.groups.field if self.groups.field in fields else fields[0]
            self.jobs.run(child_work.answers, self.child, shown, title="", done=self._show_answers)
        elif self.view is not None:
            self.columns_button.setChecked(True)
            self.stack.setCurrentWidget(self.columns)

    def _show_answers(self, found: tuple[str, list[Answer]]) -> None:
        if self.view is not None:
            self.groups.offer_fields(self.view.answered)
            self.groups.put(*found)
            self.stack.setCurrentWidget(self.groups)

    def _regroup(self, field: str, meanings: dict[str, str]) -> None:
        self._regrouped[field] = self._regrouped.get(field, {}) | meanings
        self._plan()

    def _choose(self, header: str, field: str | None) -> None:
        self._chosen[header] = field
        self._plan()

    def _edit(self, row: int, place: int, value: str) -> None:
        self.jobs.run(child_work.edit, self.child, row, place, value, self._decided(), title="", done=self._show,
                      failed=self._cannot_read)

    # doing it

    def _import(self) -> None:
        if self.view is None or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self.jobs.run(child_work.commit, self.child, self.jobs.by, title=f"Importing {self.view.file}",
                      done=self._imported, failed=self._not_imported)

    def _not_imported(self, fault: Any) -> None:
        self.go.setEnabled(True)
        if isinstance(fault, UserError):
            self.refused.emit(fault.message)
        elif isinstance(fault, Cancelled):
            self.told.emit("The import was stopped; nothing was changed.")
            self._read_again()

    def _imported(self, done: Done) -> None:
        self._step(3)
        self.options.hide()
        self.foot.hide()
        self.done.show_report(done.report, len(self.waiting))
        self.stack.setCurrentWidget(self.done)
        self.done.go.setFocus()

    def _save_refused(self) -> None:
        start = Remembered().folder("refused rows") / f"{Path(str(self._path)).stem} not imported.csv"
        said, _ = QFileDialog.getSaveFileName(self, "Save the rows that were not imported", str(start),
                                              "Text with commas (*.csv)")
        if said:
            self.jobs.run(child_work.save_refused, self.child, Path(said), title="Saving",
                          done=lambda count: self.told.emit(f"Saved {many(count, 'row')} with the reason for each."))

    def _leave(self) -> None:
        self.view = None
        self.waiting.clear()
        self.page_wanted.emit("imports", None)


def _about(view: PlanView) -> str:
    said = [f"Sheet “{view.sheet}”"] if view.sheet else []
    said.append(f"headers in row {view.header_row:,}" if view.header_row else "no headers")
    said.append(many(view.rows, "row"))
    if view.recognised_as:
        said.append(f"looks like {with_article(view.recognised_as)}")
    return " · ".join([*said, *view.notes])


def _offer(combo: QComboBox, choices: list[tuple[str, str]], now: str) -> None:
    combo.blockSignals(True)
    combo.clear()
    for name, key in choices:
        combo.addItem(name, key)
    combo.setCurrentIndex(max(combo.findData(now), 0))
    combo.blockSignals(False)
    combo.setVisible(bool(choices))
    combo.caption.setVisible(bool(choices))  # type: ignore[attr-defined]
