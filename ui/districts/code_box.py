"""A box for the code of a district: typing narrows the codes that are known, any other may be written."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

__all__ = ["CodeBox"]


class CodeBox(QComboBox):
    """Codes to choose from or to type.

    Signals:
        entered: Enter in the line.
    """

    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        if (line := self.lineEdit()) is not None:
            line.returnPressed.connect(self.entered)

    def put_codes(self, codes: Iterable[str], text: str | None = None) -> None:
        """Offer these codes; what is written stays. Args: text: what is written instead."""
        said = self.currentText() if text is None else text
        self.clear()
        self.addItems(list(codes))
        self.setCurrentIndex(-1)
        self.setEditText(said)
