"""Copying people from the table: what is selected is read whole from the store, put on the clipboard, and noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout

from organizer.callsheets.log import log_copied
from organizer.prospects import browse
from ui.labels import many
from ui.prospects.columns import COLUMNS
from ui.widgets.choices import Choice, ChoicePopup
from ui.widgets.clipboard import put_cells, table_of, text_of
from ui.widgets.text import button

if TYPE_CHECKING:
    from ui.prospects.page import ProspectsPage

__all__ = ["CopyPopup", "copy_people"]

_LIMIT = 50_000  # people; more are exported, not copied
_SOON = 2_000  # people up to whom nobody waits for what is asked next


@dataclass(frozen=True, slots=True)
class _Block:
    """Cells as they go on the clipboard, of how many people, and how many of those must not be called."""

    text: str
    table: str
    people: int
    walled: int


def copy_people(page: ProspectsPage, columns: Sequence[int]) -> bool:
    """Put these columns of the people selected on the clipboard. Returns whether there is anybody."""
    ids = page.selected_ids
    if ids:
        if len(ids) > _SOON:
            page.told.emit(f"Copying {many(min(len(ids), _LIMIT), 'row')} …")
        page.jobs.read(_block, ids[:_LIMIT], tuple(columns), key="copied", all_of_it=len(ids) > _SOON,
                       done=partial(_copied, page, tuple(columns), len(ids)))
    return bool(ids)


def _block(session: Any, ids: Sequence[int], columns: Sequence[int]) -> _Block:
    rows = browse.rows(session, ids, whole=True)
    lines = [[COLUMNS[column].said(row) for column in columns] for row in rows]
    if len(rows) > 1 and len(columns) > 1:
        lines.insert(0, [COLUMNS[column].title for column in columns])
    return _Block(text_of(lines), table_of(lines), len(rows), sum(row.do_not_call or row.deceased for row in rows))


def _copied(page: ProspectsPage, columns: Sequence[int], wanted: int, block: _Block) -> None:
    put_cells(block.text, block.table)
    what = many(block.people, "cell") if len(columns) == 1 else many(block.people, "row")
    said = f"Copied {what}"
    if wanted > _LIMIT:
        said = f"Copied the first {block.people:,} of {wanted:,} rows; Export takes all of them"
    walled = f"{block.walled:,} must not be called" if block.walled else ""
    page.told.emit(f"{said}; {walled}." if walled else f"{said}.")
    if block.people > 1:  # several people on the clipboard have left the file; one is work on that person
        words = f"{block.people:,} chosen people"
        page.jobs.write(log_copied, block.people, by=page.jobs.by, words=f"{words}, {walled}" if walled else words,
                        columns=[COLUMNS[column].title for column in columns])


class CopyPopup(ChoicePopup):
    """A tick before each column in sight; those copied last are ticked, else the one with the cursor."""

    def __init__(self, page: ProspectsPage) -> None:
        super().__init__("Copy these columns", page.table)
        self._page = page
        self.go = button("", self.copy, kind="primary")
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 8, 8)
        foot.addStretch()
        foot.addWidget(self.go)
        self.lines.addLayout(foot)
        shown = page.table.visible_columns()
        before = [column for column in page.copied if column in shown] or [page.table.currentIndex().column()]
        self.put([Choice(column, COLUMNS[column].title) for column in shown], before)
        self.changed.connect(self._say)
        self._say()

    @classmethod
    def ask(cls, page: ProspectsPage) -> None:
        """Open it over the table, where rows are selected."""
        if not page.selected_ids:
            page.told.emit("Select the rows to copy first.")
            return
        cls(page).open_under(page.bar)

    def _say(self, *_: object) -> None:
        self.go.setEnabled(bool(self.list.chosen))
        self.go.setText(f"Copy {many(len(self._page.selected_ids) * len(self.list.chosen), 'cell')}")

    def copy(self) -> None:
        """Put the block of cells on the clipboard, the columns in the order of the table."""
        chosen = set(self.list.chosen)
        self._page.copied = tuple(column for column in self._page.table.visible_columns() if column in chosen)
        copy_people(self._page, self._page.copied)
        self.close()
