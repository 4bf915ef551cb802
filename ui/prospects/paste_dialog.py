"""What pasting would change, cell by cell, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from organizer.domain.status import MOVES, result_of
from organizer.outreach import paste
from organizer.outreach.paste import PasteRow, label_of
from ui.background.jobs import Jobs
from ui.labels import many
from ui.prospects.ask import Choices, address_field, language_field
from ui.prospects.columns import COLUMNS, EDITED
from ui.widgets.cells import Cell, Column
from ui.widgets.rows import RowsTableModel
from ui.widgets.table import Table
from ui.widgets.text import button, label

if TYPE_CHECKING:
    from ui.prospects.page import ProspectsPage

__all__ = ["PasteDialog", "destinations", "paste_into"]

_BLANK = "(blank)"
_BY_TITLE = {column.title.casefold(): (column.title, EDITED.get(column.name, "")) for column in COLUMNS}
_COLUMNS: tuple[Column[PasteRow], ...] = (
    Column("name", "Name", 130, lambda row: Cell(row.name or "–", "strong" if row.name else "soft"), grows=True),
    Column("field", "Column", 76, lambda row: Cell(label_of(row.field) if row.field else "", "soft")),
    Column("old", "Now", 140, lambda row: Cell(row.old or _BLANK, "" if row.old else "soft"), grows=True),
    Column("new", "Becomes", 150, lambda row: Cell(row.new or _BLANK, "struck" if row.problem else "strong"),
           grows=True),
    Column("problem", "Why not", 430, lambda row: Cell(row.problem, "bad")),
)


_QUESTIONS = {"where": "{who} moved. Where to?", "language": "{who} could not be talked to. Which language?"}
_WHY_NOT = 4  # the place of the last column, which is of use where something cannot go in


def destinations(lines: Sequence[Sequence[str]], shown: Sequence[int]) -> tuple[
    list[tuple[str, str]], list[Sequence[str]]
]:
    """Which columns the cells of pasted lines are for, (heading, field or "") each, and the lines without a heading.

    Args:
        lines: as they came; most cells of the first may be headings, in whatever order.
        shown: places of the columns where the cells go when it is none, from left to right.
    """
    first = [cell.strip() for cell in lines[0]] if lines else []
    headed = len(lines) > 1 and 2 * sum(cell.casefold() in _BY_TITLE for cell in first) > len(first)
    if headed:
        return [_BY_TITLE.get(cell.casefold(), (cell or _BLANK, "")) for cell in first], list(lines[1:])
    wide = max((len(cells) for cells in lines), default=0)
    return [_BY_TITLE[COLUMNS[place].title.casefold()] for place in shown[:wide]], list(lines)


def paste_into(page: ProspectsPage, text: str) -> bool:
    """Ask before cells go into the table from the current one on. Returns whether there is somewhere for them."""
    lines = paste.lines_of(text)
    index, shown = page.table.currentIndex(), page.table.visible_columns()
    if not lines or not index.isValid():
        page.told.emit("The clipboard holds no cells." if index.isValid() else "Go to the first cell to paste into.")
        return False
    columns, cells = destinations(lines, shown[shown.index(index.column()) if index.column() in shown else 0:])
    if not any(field for _, field in columns):
        page.told.emit(f"“{COLUMNS[index.column()].title}” is not typed over. Go to another column.")
        return False
    ids = page.selected_ids
    if len(ids) < 2:
        ids = tuple(page.model.ids[index.row() : index.row() + len(cells)])
    PasteDialog(page.jobs, ids, columns, cells, page).open()
    return True


class PasteDialog(QDialog):
    """Shows old and new side by side and pastes when told to.

    Args:
        ids, lines: as `paste.preview` takes them.
        columns: (heading, field or "") of each cell of a line.
    """

    def __init__(self, jobs: Jobs, ids: Sequence[int], columns: Sequence[tuple[str, str]],
                 lines: Sequence[Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        fields = [field for _, field in columns]
        self._given = (list(ids), fields, list(lines))
        self._passed_over = [title for title, field in columns if not field]
        self.setWindowTitle("Paste")
        self.resize(980, 480)
        labels = [label_of(field) for field in fields if field]
        self.heading = label(f"Paste into {', '.join(labels[:4])}{' and more' if len(labels) > 4 else ''}", "title")
        self.sums = label("Looking at what would change …", "soft", wrap=True)
        self.model = RowsTableModel(_COLUMNS, self)
        self.table = Table(self.model)
        self.table.setAccessibleName("What would change")
        self.where, self.address, self.language = Choices("", MOVES), address_field(), language_field()
        self.asked = {"where": _Asked(self.where, self.address), "language": _Asked(self.language)}
        self.go = button("Paste", self._paste, kind="primary")
        self.go.setEnabled(False)
        self.go.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("Cancel", self.reject))
        foot.addWidget(self.go)
        lines_ = QVBoxLayout(self)
        lines_.setContentsMargins(16, 16, 16, 16)
        lines_.setSpacing(8)
        lines_.addWidget(self.heading)
        lines_.addWidget(self.sums)
        lines_.addWidget(self.table, 1)
        for asked in self.asked.values():
            lines_.addWidget(asked)
        lines_.addLayout(foot)
        self.finished.connect(self.deleteLater)
        jobs.read(paste.preview, *self._given, done=self._show, failed=self._refused)

    def _show(self, rows: list[PasteRow]) -> None:
        refused = [row for row in rows if row.problem]
        changing = [row for row in rows if row.changes]
        same = len(rows) - len(refused) - len(changing)
        self.model.put([*refused, *changing])
        self.table.show_column(_WHY_NOT, bool(refused))
        self.table.fit_width()
        ids, fields, lines = self._given
        by_name = "name" in fields and not any(row.field == "name" for row in rows)
        beyond = len(ids) - len(lines) if 1 < len(lines) < len(ids) and not by_name else 0
        said = [f"{many(len(changing), 'cell')} will change"]
        if same:
            said.append(f"{same:,} {'is' if same == 1 else 'are'} the same already")
        if refused:
            said.append(f"{len(refused):,} cannot go in and will be left as "
                        f"{'it is' if len(refused) == 1 else 'they are'}")
        also = [f"No line is left for {beyond:,} of the people selected."] if beyond else []
        if by_name:
            also.append("Each line goes to whom it names.")
        walled = sum(row.field == "last_result" and bool(result_of(str(row.value)).suppress) for row in changing)
        if walled:
            also.append(f"{many(walled, 'person', 'people')} will be on no list to call again.")
        for what, asked in self.asked.items():
            lacking = sum(row.result is not None and row.result.lacks == what for row in changing)
            asked.ask(_QUESTIONS[what], lacking)
            if what == "where":
                self.address.setVisible(lacking == 1)  # several do not move into one home
        if self._passed_over:
            also.append(f"Not pasted: {', '.join(self._passed_over)}.")
        self.sums.setText(" ".join([f"{', '.join(said)}.", *also]))
        self.go.setText(f"Change {many(len(changing), 'cell')}" if changing else "Nothing to change")
        self.go.setEnabled(bool(changing))
        next((asked for asked in self.asked.values() if asked.isVisibleTo(self)), self.go).setFocus()

    def _refused(self, fault: BaseException) -> None:
        self.sums.setText(str(fault))

    def _paste(self) -> None:
        from organizer.cli.moved import moved  # with all of the districts' room: not needed to open the window

        self._jobs.write(paste.paste, *self._given, by=self._jobs.by, moved_to=self.where.value,
                         address=self.address.text().strip(), language=self.language.text().strip(), on_moved=moved)
        self.accept()


class _Asked(QWidget):
    """A question to be answered once for all cells that do not tell it; it need not be."""

    def __init__(self, *fields: QWidget) -> None:
        super().__init__()
        self.question = label()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.question)
        self.setFocusProxy(fields[0])
        for field in fields:
            line.addWidget(field, 1)
        self.hide()

    def ask(self, question: str, count: int) -> None:
        """Show it where it concerns anybody."""
        self.question.setText(question.format(who=many(count, "person", "people")))
        self.setVisible(count > 0)
