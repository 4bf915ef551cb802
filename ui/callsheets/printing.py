"""Pages on a printer of the user's choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from organizer.callsheets.pdf.pages import Layout, page_layout, paint_all
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

__all__ = ["ask_printer", "paint_layouts"]


def ask_printer(parent: QWidget, name: str, paper: str, landscape: bool) -> QPrinter | None:
    """The printer the user chose, set to our paper; None where they thought better of it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout(paper, landscape))
    printer.setFullPage(True)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    sure = dialog.exec()
    dialog.deleteLater()
    return printer if sure else None


def paint_layouts(printer: QPrinter, layouts: Sequence[Layout], progress: Progress = silent) -> None:
    """Draw all pages on a printer, in whatever thread.

    Raises:
        UserError: the printer takes no pages.
    """
    if not paint_all(printer, layouts, progress):
        raise UserError("The printer takes no pages. See that it is on and has paper, or save as PDF and print that.")
