"""A seat's own fields, to edit it or to add one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.districts.seats import FIELDS, SeatDetails
from organizer.domain.district import KINDS
from ui.districts.code_box import CodeBox
from ui.widgets.text import button, label

__all__ = ["SeatForm"]

_DATES = ("election_date", "primary_date", "filing_opens", "filing_deadline", "as_of")
_CHOICES = {"partisan": ("", "yes", "no"), "incumbent_running": ("", "yes", "no", "unknown"),
            "term": ("", "full", "unexpired")}
_START = {"seats_up": "1", "filed_ours": "0", "filed_total": "0"}


class SeatForm(QWidget):
    """One line a field, as `organizer.districts.seats.FIELDS` names them.

    Signals:
        saved: the seat's id (0 for a new one) and the values that were changed.
        left: Cancel or Esc.
        remove_wanted: the seat's id.
        codes_wanted: a kind and a state, for `put_codes`.
    """

    saved = Signal(int, dict)
    left = Signal()
    remove_wanted = Signal(int)
    codes_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seat = 0
        self._before: dict[str, str] = {}
        self.title = label(role="title", wrap=True)
        self.fields: dict[str, QLineEdit | QComboBox | QPlainTextEdit] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, words) in enumerate(FIELDS.items()):
            field = self._field(name)
            field.setAccessibleName(words)
            self.fields[name] = field
            title = label(words, "soft", wrap=True)
            title.setContentsMargins(0, 6 if title.fontMetrics().horizontalAdvance(words) < 96 else 0, 0, 0)
            grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
        grid.setColumnMinimumWidth(0, 96)
        self.fault = label(role="bad", wrap=True)
        self.fault.hide()
        self.save = button("Save", self._save, kind="primary")
        self.remove = button("Remove…", lambda: self.remove_wanted.emit(self._seat), kind="danger")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.save)
        foot.addWidget(button("Cancel", self.left.emit))
        foot.addStretch()
        foot.addWidget(self.remove)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self.title)
        lines.addLayout(grid)
        lines.addWidget(self.fault)
        lines.addLayout(foot)

    def _field(self, name: str) -> QLineEdit | QComboBox | QPlainTextEdit:
        if name == "notes":
            long = QPlainTextEdit()
            long.setFixedHeight(84)
            long.setTabChangesFocus(True)
            return long
        if name == "district_kind":
            choice = QComboBox()
            choice.addItem("", "")
            for kind, words in KINDS.items():
                choice.addItem(words, kind)
            choice.currentIndexChanged.connect(lambda _: self._ask_codes())
            return choice
        if name == "district_code":
            code = CodeBox("District")
            code.entered.connect(self._save)
            return code
        if name in _CHOICES:
            choice = QComboBox()
            choice.setEditable(True)
            choice.addItems(_CHOICES[name])
            return choice
        field = QLineEdit()
        if name in _DATES:
            field.setPlaceholderText("2027-08-10")
        if name == "state":
            field.editingFinished.connect(self._ask_codes)
        field.returnPressed.connect(self._save)
        return field

    def edit(self, details: SeatDetails | None, **start: str) -> None:
        """Fill the form with a seat, or with nothing but `start` for a new one."""
        self._seat = details.id if details is not None else 0
        values = dict.fromkeys(FIELDS, "") | _START | start
        if details is not None:
            values = {name: str(details.values.get(name, "")) for name in FIELDS}
        self.title.setText(details.name if details is not None else "Add a seat")
        self.remove.setVisible(details is not None)
        self.save.setText("Save" if details is not None else "Add the seat")
        self.fault.hide()
        for name, field in self.fields.items():
            _put(field, values[name])
        self._before = self._values() if details is not None else {}
        first = self.fields["name"]
        first.setFocus()

    def _ask_codes(self) -> None:
        if self.isVisible():
            self.codes_wanted.emit(_text(self.fields["district_kind"]), _text(self.fields["state"]).strip())

    def put_codes(self, kind: str, codes: list[str]) -> None:
        """Offer the codes that are known of a kind, if that is still the one chosen."""
        code = self.fields["district_code"]
        if isinstance(code, CodeBox) and kind == _text(self.fields["district_kind"]):
            code.put_codes(codes)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_codes()

    def complain(self, text: str) -> None:
        """Say what makes no sense; what was typed stays."""
        self.fault.setText(text)
        self.fault.show()

    def _values(self) -> dict[str, str]:
        return {name: _text(field) for name, field in self.fields.items()}

    def _save(self) -> None:
        values = self._values()
        changed = {name: text for name, text in values.items() if text != self._before.get(name)}
        if self._seat and not changed:
            self.left.emit()
            return
        if "district_code" in changed:
            changed["district_kind"] = values["district_kind"]
        self.saved.emit(self._seat, changed)


def _put(field: QLineEdit | QComboBox | QPlainTextEdit, text: str) -> None:
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    elif isinstance(field, QLineEdit):
        field.setText(text)
        field.setCursorPosition(0)
    elif field.isEditable():
        field.setEditText(text)
    else:
        field.setCurrentIndex(max(field.findData(text), 0))


def _text(field: QLineEdit | QComboBox | QPlainTextEdit) -> str:
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QLineEdit):
        return field.text()
    return field.currentText() if field.isEditable() else str(field.currentData() or "")
