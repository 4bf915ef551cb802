"""Copy, paste and select all, in the field that has the cursor or else on the page."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from ui.widgets.page import Page

__all__ = ["at_cursor"]

Step = Literal["copy", "paste", "select_all"]


def at_cursor(step: Step, page: Page | None) -> None:
    """Do one step of editing where the user is. Args: page: the one shown."""
    field = QApplication.focusWidget()
    if (field is None or not _in_field(field, step)) and page is not None:
        getattr(page, step)()


def _in_field(field: QWidget, step: Step) -> bool:
    """Ask a field to do it. Returns whether it is one."""
    if isinstance(field, (QLineEdit, QPlainTextEdit)):
        (field.selectAll if step == "select_all" else getattr(field, step))()
        return True
    if isinstance(field, QLabel) and field.hasSelectedText() and step == "copy":
        QApplication.clipboard().setText(field.selectedText())
        return True
    return False
