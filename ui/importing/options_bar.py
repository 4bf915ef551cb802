"""The bar above a sheet: what of it is shown, and how the file is read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from organizer.importing.views import PlanView
from ui.widgets.text import button, label

__all__ = ["OptionsBar"]

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_ENCODINGS = {"utf-8": "UTF-8", "cp1252": "Western (Windows)", "mac_roman": "Western (Mac)", "utf-16": "UTF-16"}
_KINDS = (("", "All rows"), ("mended", "Mended"), ("held", "Perhaps here"), ("refused", "Not importable"))


class OptionsBar(QFrame):
    """What of a sheet is looked at, and the choices of sheet, header row, delimiter and encoding.

    Signals:
        columns_wanted: the columns are to be shown.
        answers_wanted: the answers are to be shown.
        kind_wanted: rows of this kind are to be shown; "" for all.
        reading_chosen: the file is to be read again with these words of `desk.read`.
    """

    columns_wanted = Signal()
    answers_wanted = Signal()
    kind_wanted = Signal(str)
    reading_chosen = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(20, 6, 20, 6)
        self._lines.setSpacing(8)
        line = self._part()
        self.kinds = QButtonGroup(self)
        self.columns_button = self._kind("Columns", line)
        self.answers_button = self._kind("Answers", line)
        self.kind_buttons = {kind: self._kind(name, line) for kind, name in _KINDS}
        self.columns_button.clicked.connect(self.columns_wanted)
        self.answers_button.clicked.connect(self.answers_wanted)
        for kind, one in self.kind_buttons.items():
            one.clicked.connect(lambda _=False, kind=kind: self.kind_wanted.emit(kind))
        line.addStretch(1)
        line = self._part()
        self.sheet = self._combo(line, "Sheet")
        self.header_row = QLineEdit()
        self.header_row.setValidator(QIntValidator(0, 1_000_000, self))
        self.header_row.setFixedWidth(56)
        self.header_row.setToolTip("0: the sheet has no headers")
        self.header_row.setAccessibleName("Headers in row")
        line.addWidget(label("Headers in row", "soft"))
        line.addWidget(self.header_row)
        self.delimiter = self._combo(line, "Separator")
        self.encoding = self._combo(line, "Encoding")
        line.addStretch(1)
        self._lines.setStretch(0, 1)
        self.sheet.activated.connect(lambda: self._read(sheet=self.sheet.currentData(), header_row=None))
        self.header_row.returnPressed.connect(lambda: self._read(header_row=int(self.header_row.text() or 0)))
        self.delimiter.activated.connect(lambda: self._read(delimiter=self.delimiter.currentData()))
        self.encoding.activated.connect(lambda: self._read(encoding=self.encoding.currentData()))

    def put(self, view: PlanView) -> None:
        """Offer what there is to choose in this sheet."""
        self.answers_button.setVisible(bool(view.answered))
        counted = {"mended": view.mended, "held": view.sums["held"], "refused": view.sums["refused"]}
        for kind, words in _KINDS:
            one = self.kind_buttons[kind]
            one.setText(f"{words} {counted.get(kind, view.rows):,}")
            one.setVisible(kind not in counted or bool(counted[kind]))
        sheets = [(f"{name} (hidden)" if hidden else name, name) for name, hidden, _ in view.sheets]
        _offer(self.sheet, sheets if len(sheets) > 1 else [], view.sheet)
        text = view.form == "text"
        plain = view.encoding.removesuffix("-sig")  # of UTF-8 with a mark before it, which nobody needs to know
        encodings = {view.encoding if key == plain else key: words for key, words in _ENCODINGS.items()}
        for combo, names, now in (
            (self.delimiter, _DELIMITERS, view.delimiter), (self.encoding, encodings, view.encoding)
        ):
            choices = {now: now} | names if now not in names else names
            _offer(combo, [(name, key) for key, name in choices.items()] if text else [], now)
        self.header_row.setText(str(view.header_row))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Two lines where one is too narrow for everything that is shown."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        parts = [self._lines.itemAt(place) for place in range(self._lines.count())]
        for part in parts:
            if part is not None:
                part.invalidate()  # what is shown may have changed since it was measured
        wanted = sum(part.sizeHint().width() for part in parts if part is not None) + 48
        self._lines.setDirection(across if wanted <= self.width() else down)

    def _part(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        self._lines.addLayout(line)
        return line

    def kind_shown(self) -> str:
        """The kind of rows that is chosen; "" for all."""
        return next((kind for kind, one in self.kind_buttons.items() if one.isChecked()), "")

    def _read(self, **options: Any) -> None:
        self.reading_chosen.emit(options)

    def _kind(self, name: str, line: QHBoxLayout) -> QPushButton:
        made = button(name, kind="choice")
        made.setCheckable(True)
        self.kinds.addButton(made)
        line.addWidget(made)
        return made

    def _combo(self, line: QHBoxLayout, name: str) -> QComboBox:
        caption, made = label(name, "soft"), QComboBox()
        made.setAccessibleName(name)
        made.setMinimumWidth(110)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        made.caption = caption  # type: ignore[attr-defined]
        line.addWidget(caption)
        line.addWidget(made)
        return made


def _offer(combo: QComboBox, choices: list[tuple[str, str]], now: str) -> None:
    combo.blockSignals(True)
    combo.clear()
    for name, key in choices:
        combo.addItem(name, key)
    combo.setCurrentIndex(max(combo.findData(now), 0))
    combo.blockSignals(False)
    combo.setVisible(bool(choices))
    combo.caption.setVisible(bool(choices))  # type: ignore[attr-defined]
