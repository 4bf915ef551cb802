"""What of a sheet is looked at before it is imported: its columns, its rows or its answers, and finding among them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from organizer.importing.cleaning.groupings import Answer
from organizer.importing.views import PlanView, RowView
from ui.importing import child_work
from ui.importing.asking import Asking
from ui.importing.columns_view import ColumnsView
from ui.importing.decisions import Order
from ui.importing.groups_view import GroupsView
from ui.importing.options_bar import OptionsBar
from ui.importing.rows_view import RowsView

__all__ = ["Looking"]


class Looking:
    """The bar and the three views of a sheet; rows and answers are asked of the child that has read it.

    Args:
        asking: where they are asked for.
        order: what the user said about the sheet so far.
        stack: where the views stand, among others.
    """

    def __init__(self, asking: Asking, order: Callable[[], Order], stack: QStackedWidget) -> None:
        self._asking = asking
        self._order = order
        self._stack = stack
        self.view: PlanView | None = None
        self.options = OptionsBar()
        self.columns = ColumnsView()
        self.rows = RowsView()
        self.groups = GroupsView()
        for one in (self.columns, self.rows, self.groups):
            stack.addWidget(one)
        self.options.columns_wanted.connect(self.show_columns)
        self.options.answers_wanted.connect(self.show_groups)
        self.options.kind_wanted.connect(self.show_kind)
        self.options.rows_wanted.connect(self._ask_rows)
        self.options.ended.connect(self._go_on)
        self.columns.looked_at.connect(self.show_column)
        self.rows.more_wanted.connect(self._ask_rows)
        self.groups.field_wanted.connect(self.show_groups)

    def put(self, view: PlanView) -> None:
        """Show a sheet, or what has become of it; what was looked at of it is looked at still."""
        first, self.view = self.view is None, view
        if first:
            self.options.begin()
        self.columns.put(view.columns)
        self.options.put(view)
        shown = self._stack.currentWidget()
        if not first and shown is self.rows:
            if (chosen := self.options.kinds.checkedButton()) is None or not chosen.isVisibleTo(self.options):
                self.options.kind_buttons[""].setChecked(True)  # none of those that were looked at is left
            self._ask_rows()
        elif not first and shown is self.groups:
            self.show_groups(self.groups.field)
        elif first or shown is not self.columns:
            self.show_columns()

    def leave(self) -> None:
        """No sheet is looked at any more."""
        self.view = None

    @property
    def is_on(self) -> bool:
        """Whether one of the views is in sight."""
        return self.view is not None and self._stack.currentWidget() in (self.columns, self.rows, self.groups)

    def copy(self) -> bool:
        """Copy what is selected. Returns whether there was anything."""
        shown = self._stack.currentWidget()
        if shown is self.rows:
            return self.rows.copy_cells() > 0
        table = self.columns if shown is self.columns else self.groups.table if shown is self.groups else None
        return table is not None and table.copy_rows() > 0

    def paste(self) -> bool:
        """Write what is on the clipboard into the selected cells. Returns whether that is possible."""
        return self._stack.currentWidget() is self.rows and self.rows.paste_cells()

    def find(self) -> bool:
        """Put the cursor where an answer, or a word in the rows, is looked for. Returns whether there is one."""
        if self.is_on and self._stack.currentWidget() is self.groups:
            self.groups.search.setFocus()
        elif self.is_on:
            if self._stack.currentWidget() is not self.rows:
                self.show_kind("")
            self.options.start_search()
        return self.is_on

    # columns and rows

    def show_columns(self) -> None:
        """Show where the columns go."""
        self.options.columns_button.setChecked(True)
        self.options.show_search(False)
        self._stack.setCurrentWidget(self.columns)

    def show_kind(self, kind: str) -> None:
        """Show the rows of a kind; "" for all."""
        self.options.kind_buttons[kind].setChecked(True)
        self._ask_rows()

    def show_column(self, header: str) -> None:
        """Show the rows of which something is said in a column."""
        if self.view is not None:
            self.options.offer_column(header, self.view)
            self.options.column_button.setChecked(True)
            self._ask_rows()

    def _asked(self) -> child_work.RowsAsked:
        return child_work.RowsAsked(*self.options.asked(), self.options.word)

    def _ask_rows(self, offset: int = 0) -> None:
        asked = self._asked()
        self._asking.ask(child_work.rows, self._order(), asked, offset, done=lambda got: self._show_rows(asked, *got))

    def _show_rows(self, asked: child_work.RowsAsked, total: int, rows: list[RowView], offset: int) -> None:
        if self.view is not None and self.options.is_at_rows and asked == self._asked():
            self.options.show_search(True)
            self.rows.put([column.header for column in self.view.columns], rows, total, offset)
            self._stack.setCurrentWidget(self.rows)

    def _go_on(self) -> None:
        if (shown := self._stack.currentWidget()) is not None:
            shown.setFocus()

    # answers

    def show_groups(self, field: str = "") -> None:
        """Show the answers of a field in groups; the columns where no column has answers."""
        fields = self.view.answered if self.view is not None else ()
        if fields:
            self.options.answers_button.setChecked(True)
            shown = field if field in fields else self.groups.field if self.groups.field in fields else fields[0]
            self._asking.ask(child_work.answers, self._order(), shown, done=self._show_answers)
        elif self.view is not None:
            self.show_columns()

    def _show_answers(self, found: tuple[str, list[Answer]]) -> None:
        if self.view is not None:
            self.groups.offer_fields(self.view.answered)
            self.groups.put(*found)
            self.options.show_search(False)
            self._stack.setCurrentWidget(self.groups)
