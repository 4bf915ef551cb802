"""What pasting would change, cell by cell, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from organizer.prospects import paste
from organizer.prospects.fields import field_of
from organizer.prospects.paste import PasteRow
from ui.background.jobs import Jobs
from ui.labels import many
from ui.prospects.columns import COLUMNS, RECORDED
from ui.widgets.cells import Cell, Column
from ui.widgets.rows import RowsTableModel
from ui.widgets.table import Table
from ui.widgets.text import button, label

if TYPE_CHECKING:
    from ui.prospects.page import ProspectsPage

__all__ = ["PasteDialog", "destinations", "paste_into"]

_BLANK = "(blank)"
_COLUMNS: tuple[Column[PasteRow], ...] = (
    Column("name", "Name", 140, lambda row: Cell(row.name or "–", "strong" if row.name else "soft"), grows=True),
    Column("field", "Column", 90, lambda row: Cell(field_of(row.field).label if row.field else "", "soft")),
    Column("old", "Now", 140, lambda row: Cell(row.old or _BLANK, "" if row.old else "soft"), grows=True),
    Column("new", "Becomes", 140, lambda row: Cell(row.new or _BLANK, "struck" if row.problem else "strong"),
           grows=True),
    Column("problem", "Why not", 330, lambda row: Cell(row.problem, "bad"), grows=True),
)


def destinations(lines: Sequence[Sequence[str]], columns: Sequence[tuple[str, str]], start: int) -> tuple[
    list[str], list[Sequence[str]]
]:
    """Which fields the cells of pasted lines are for, and the lines without a heading.

    Args:
        lines: as they came.
        columns: (heading, field or "") of the columns shown, from left to right.
        start: where the cells begin when the first line is no heading.
    """
    by_title = {title.casefold(): field for title, field in columns}
    first = [cell.strip().casefold() for cell in lines[0]] if lines else []
    if len(lines) > 1 and first and all(cell in by_title for cell in first):
        return [by_title[cell] for cell in first], list(lines[1:])
    wide = max((len(cells) for cells in lines), default=0)
    return [field for _, field in columns[start : start + wide]], list(lines)


def paste_into(page: ProspectsPage, text: str) -> bool:
    """Ask before cells go into the table from the current one on. Returns whether there is somewhere for them."""
    lines = paste.lines_of(text)
    index, shown = page.table.currentIndex(), page.table.visible_columns()
    if not lines or not index.isValid():
        page.told.emit("The clipboard holds no cells." if index.isValid() else "Go to the first cell to paste into.")
        return False
    fields = [page.edits.field_at(column) for column in shown]
    titles = [(COLUMNS[column].title, "" if field in RECORDED else field)
              for column, field in zip(shown, fields, strict=True)]
    wanted, cells = destinations(lines, titles, shown.index(index.column()) if index.column() in shown else 0)
    if not any(wanted):
        page.told.emit(f"“{COLUMNS[index.column()].title}” is not typed over. Go to another column.")
        return False
    ids = page.selected_ids
    if len(ids) < 2:
        ids = tuple(page.model.ids[index.row() : index.row() + len(cells)])
    PasteDialog(page.jobs, ids, wanted, cells, page).open()
    return True


class PasteDialog(QDialog):
    """Shows old and new side by side and pastes when told to. Made with what `paste.preview` takes."""

    def __init__(self, jobs: Jobs, ids: Sequence[int], fields: Sequence[str], lines: Sequence[Sequence[str]],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._given = (list(ids), list(fields), list(lines))
        self.setWindowTitle("Paste")
        self.resize(860, 480)
        labels = [field_of(field).label for field in fields if field]
        self.heading = label(f"Paste into {', '.join(labels[:4])}{' and more' if len(labels) > 4 else ''}", "title")
        self.sums = label("Looking at what would change …", "soft", wrap=True)
        self.model = RowsTableModel(_COLUMNS, self)
        self.table = Table(self.model)
        self.table.setAccessibleName("What would change")
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
        lines_.addLayout(foot)
        jobs.read(paste.preview, *self._given, done=self._show, failed=self._refused)

    def _show(self, rows: list[PasteRow]) -> None:
        refused = [row for row in rows if row.problem]
        changing = [row for row in rows if row.changes]
        same = len(rows) - len(refused) - len(changing)
        self.model.put([*refused, *changing])
        said = [f"{many(len(changing), 'cell')} will change"]
        if same:
            said.append(f"{same:,} {'is' if same == 1 else 'are'} the same already")
        if refused:
            said.append(f"{len(refused):,} cannot go in and will be left as "
                        f"{'it is' if len(refused) == 1 else 'they are'}")
        self.sums.setText(f"{', '.join(said)}.")
        self.go.setText(f"Change {many(len(changing), 'cell')}" if changing else "Nothing to change")
        self.go.setEnabled(bool(changing))
        self.go.setFocus()

    def _refused(self, fault: BaseException) -> None:
        self.sums.setText(str(fault))

    def _paste(self) -> None:
        self._jobs.write(paste.paste, *self._given, by=self._jobs.by)
        self.accept()
