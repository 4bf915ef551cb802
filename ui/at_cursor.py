"""What is done where the cursor is: copy, paste and select all in a field or on the page, sorting in a table."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from ui.widgets.page import Page
from ui.widgets.table import Table

__all__ = ["at_cursor", "sort_at_cursor"]

Step = Literal["copy", "paste", "select_all"]


def at_cursor(step: Step, page: Page | None) -> None:
    """Do one step of editing where the user is. Args: page: the one shown."""
    field = QApplication.focusWidget()
    if (field is None or not _in_field(field, step)) and page is not None:
        getattr(page, step)()


def sort_at_cursor() -> str:
    """Sort a table by the column its cursor is in, or the other way round. Returns what hinders it, or ""."""
    table = QApplication.focusWidget()
    if isinstance(table, Table) and table.sort_here():
        return ""
    return "Go to a cell of the column to sort by first, with the arrow keys."


def _in_field(field: QWidget, step: Step) -> bool:
    """Ask a field to do it. Returns whether it is one."""
    if isinstance(field, (QLineEdit, QPlainTextEdit)):
        (field.selectAll if step == "select_all" else getattr(field, step))()
        return True
    if isinstance(field, QLabel) and field.hasSelectedText() and step == "copy":
        QApplication.clipboard().setText(field.selectedText())
        return True
    return False
