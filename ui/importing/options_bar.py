"""The bar above a sheet: what of it is shown, and how the file is read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QComboBox, QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from organizer.importing.views import PlanView
from ui.widgets.search_box import SearchBox
from ui.widgets.text import button, label

__all__ = ["OptionsBar"]

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_ENCODINGS = {"utf-8": "UTF-8", "cp1252": "Western (Windows)", "mac_roman": "Western (Mac)", "utf-16": "UTF-16"}
_RARE = {"utf-8 and cp1252": "UTF-8 and Windows", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32": "UTF-32",
         "cp850": "Western (DOS)", "cp437": "Western (DOS)"}
"""Encodings that are found and not offered for choice."""
_PAUSE = 150  # milliseconds without another letter, after which the rows are asked for
_SHORT = 24  # letters of a header that stand on a button
_KINDS = (("", "All rows"), ("mended", "Mended"), ("to look at", "To look at"), ("held", "Perhaps here"),
          ("refused", "Not importable"))


class OptionsBar(QFrame):
    """What of a sheet is looked at, and the choices of sheet, header row, delimiter and encoding.

    Signals:
        columns_wanted: the columns are to be shown.
        answers_wanted: the answers are to be shown.
        kind_wanted: rows of this kind are to be shown; "" for all.
        rows_wanted: those are to be shown that are `asked` for now.
        ended: the typing in a field is over.
        reading_chosen: the file is to be read again with these words of `desk.read`.
    """

    columns_wanted = Signal()
    answers_wanted = Signal()
    kind_wanted = Signal(str)
    rows_wanted = Signal()
    ended = Signal()
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
        self.column_button = self._kind("", line)
        self.column_button.clicked.connect(lambda: self.rows_wanted.emit())
        self._headers = 0  # the row of headers, as the sheet was read
        self.column = ""  # of which rows can be looked at
        for kind, one in self.kind_buttons.items():
            one.clicked.connect(lambda _=False, kind=kind: self.kind_wanted.emit(kind))
        self.search = SearchBox("Find in the rows", "Find in the rows")
        self.search.setMaximumWidth(180)
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE)
        self._typing.timeout.connect(self.rows_wanted)
        self.search.textChanged.connect(lambda: self._typing.start())
        self.search.passed.connect(self.ended)
        self.search.hide()
        line.addStretch(1)
        line.addWidget(self.search, 1)
        line = self._part()
        self.sheet = self._combo(line, "Sheet")
        self.header_row = QLineEdit()
        self.header_row.setValidator(QRegularExpressionValidator(r"\d{0,7}", self))
        self.header_row.setFixedWidth(56)
        self.header_row.setPlaceholderText("none")
        self.header_row.setToolTip("The row with the names of the columns. Empty: the sheet has none.")
        self.header_row.setAccessibleName("Headers in row")
        line.addWidget(label("Headers in row", "soft"))
        line.addWidget(self.header_row)
        self.delimiter = self._combo(line, "Separator")
        self.encoding = self._combo(line, "Encoding")
        line.addStretch(1)
        self._lines.setStretch(0, 1)
        self.sheet.activated.connect(lambda: self._read(sheet=self.sheet.currentData(), header_row=None))
        self.header_row.editingFinished.connect(self._set_header_row)
        self.delimiter.activated.connect(lambda: self._read(delimiter=self.delimiter.currentData()))
        self.encoding.activated.connect(lambda: self._read(encoding=self.encoding.currentData()))

    def put(self, view: PlanView) -> None:
        """Offer what there is to choose in this sheet."""
        self.answers_button.setVisible(bool(view.answered))
        counted = {"mended": view.mended, "to look at": view.to_look_at, "held": view.sums["held"],
                   "refused": view.sums["refused"]}
        for kind, words in _KINDS:
            one = self.kind_buttons[kind]
            one.setText(f"{words} {counted.get(kind, view.rows):,}")
            one.setVisible(kind not in counted or bool(counted[kind]))
        self.offer_column(self.column, view)
        sheets = [(f"{name} (hidden)" if hidden else name, name) for name, hidden, _ in view.sheets]
        _offer(self.sheet, sheets if len(sheets) > 1 else [], view.sheet)
        text = view.form == "text"
        plain = view.encoding.removesuffix("-sig")  # of UTF-8 with a mark before it, which nobody needs to know
        encodings = {view.encoding if key == plain else key: words for key, words in _ENCODINGS.items()}
        for combo, names, now in (
            (self.delimiter, _DELIMITERS, view.delimiter), (self.encoding, encodings, view.encoding)
        ):
            choices = {now: _RARE.get(now, now)} | names if now not in names else names
            _offer(combo, [(name, key) for key, name in choices.items()] if text else [], now)
        self.header_row.setText(str(view.header_row or ""))
        self._headers = view.header_row
        self._fit()

    def begin(self) -> None:
        """Another sheet is on, of which nothing was chosen yet."""
        self.column = ""
        self.search.clear()
        self._typing.stop()

    @property
    def word(self) -> str:
        """What is looked for in the rows."""
        return self.search.text().strip()

    def start_search(self) -> None:
        """Put the cursor where a word is looked for."""
        self.show_search(True)
        self.search.setFocus()
        self.search.selectAll()

    def show_search(self, on: bool) -> None:
        """Whether rows are shown, in which a word can be looked for."""
        if self.search.isHidden() == on:
            self.search.setVisible(on)
            self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in a field ends what is typed there, not the import."""
        if event.key() != Qt.Key.Key_Escape or not isinstance(self.window().focusWidget(), QLineEdit):
            super().keyPressEvent(event)
        elif self.search.hasFocus() and self.search.text():
            self.search.clear()
        else:
            self.header_row.setText(str(self._headers or ""))  # as it was, when it loses the keyboard
            self.ended.emit()

    def offer_column(self, header: str, view: PlanView) -> None:
        """Offer the rows of which something is said in this column, as long as there are any."""
        told = sum(one.mended + one.doubtful + one.refused for one in view.columns if one.header == header)
        self.column = header if told else ""
        short = header if len(header) <= _SHORT else f"{header[: _SHORT - 1].rstrip()}…"
        self.column_button.setText(f"{short} {told:,}".replace("&", "&&"))
        self.column_button.setToolTip(header)
        self.column_button.setVisible(bool(told))

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

    @property
    def is_at_rows(self) -> bool:
        """Whether rows are chosen, not the columns or the answers."""
        return self.kinds.checkedButton() not in (self.columns_button, self.answers_button)

    def asked(self) -> tuple[str, str]:
        """The kind of rows that is chosen, "" for all, and the column, "" for any."""
        if self.column_button.isChecked():
            return "", self.column
        return next((kind for kind, one in self.kind_buttons.items() if one.isChecked()), ""), ""

    def _set_header_row(self) -> None:
        said = int(self.header_row.text() or 0)
        if said != self._headers:
            self._headers = said
            self._read(header_row=said)

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
