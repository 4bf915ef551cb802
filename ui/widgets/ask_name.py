"""Asking for a name in a small window."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog, QWidget

__all__ = ["ask_name"]

_WIDE = 420  # so that the title is not cut between the buttons of the window's frame


def ask_name(parent: QWidget, title: str, question: str, before: str = "") -> str:
    """Ask for a name. Returns it without blanks around it, or nothing where it was given up or left empty."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(question)
    dialog.setTextValue(before)
    dialog.resize(_WIDE, dialog.sizeHint().height())
    said = dialog.exec()
    dialog.deleteLater()
    return dialog.textValue().strip() if said else ""
