"""The dialogs of this room, as the menus call them; each is loaded when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from ui.main_window import MainWindow

__all__ = ["show_about", "show_keys", "show_preferences"]


def show_preferences(window: MainWindow) -> None:
    """Open the preferences."""
    from ui.preferences.dialog import PreferencesDialog

    _show(PreferencesDialog(window))


def show_keys(window: MainWindow) -> None:
    """List the keys."""
    from ui.preferences.about import KeysDialog

    _show(KeysDialog(window))


def show_about(window: MainWindow) -> None:
    """Say what this is."""
    from ui.preferences.about import AboutDialog

    _show(AboutDialog(window))


def _show(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
