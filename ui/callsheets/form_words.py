"""What the paper says to the caller: script, pitch, answers, hours to call, where the sheet goes back to."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QTime, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTimeEdit, QWidget

from organizer.callsheets.template import Template, asked_from, asked_text
from ui.callsheets.form_part import FormPart, indented
from ui.widgets.text import label

__all__ = ["WordsPart"]


class WordsPart(FormPart):
    """The part of the form about words.

    Signals:
        changed: anything of it.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.script = self._text("What the caller says")
        self.lines.addWidget(label("On the cover page", "heading"))
        self.pitch = self._text("If they have a minute, a line each")
        self.asked = self._text("If they ask: a question, the answer under it, an empty line")
        self.on_yes = self._text("When they say yes")
        self.lines.addWidget(label("On every page", "heading"))
        self.first, self.last = self._hour(), self._hour()
        self.pair(("Call from", self.first), ("until, at their place", self.last))
        self.return_to, self.shred_by = self._line("a line to write on"), self._line("a line to write on")
        self.pair(("Return to", self.return_to), ("or shred by", self.shred_by))
        self.lines.addStretch(1)

    def put(self, template: Template) -> None:
        """Show a template."""
        for field, said in ((self.script, template.script), (self.pitch, "\n".join(template.pitch)),
                            (self.asked, asked_text(template.if_asked)), (self.on_yes, template.on_yes)):
            with QSignalBlocker(field):
                field.setPlainText(said)
        for hour, said in zip((self.first, self.last), template.window, strict=True):
            with QSignalBlocker(hour):
                hour.setTime(QTime.fromString(said, "HH:mm"))
        self.return_to.setText(template.return_to)
        self.shred_by.setText(template.shred_by)

    def onto(self, template: Template) -> Template:
        """The template with what stands here."""
        return replace(
            template, script=self.script.toPlainText().strip(),
            pitch=tuple(line.strip() for line in self.pitch.toPlainText().splitlines() if line.strip()),
            if_asked=asked_from(self.asked.toPlainText()), on_yes=" ".join(self.on_yes.toPlainText().split()),
            window=(self.first.time().toString("HH:mm"), self.last.time().toString("HH:mm")),
            return_to=" ".join(self.return_to.text().split()), shred_by=" ".join(self.shred_by.text().split()),
        )

    def _text(self, name: str) -> QPlainTextEdit:
        made = self.field(name, QPlainTextEdit())
        made.setProperty("kind", "tall")
        made.setTabChangesFocus(True)
        made.textChanged.connect(self.changed.emit)
        return made

    def _line(self, hint: str) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(hint)
        made.textEdited.connect(lambda _: self.changed.emit())
        return made

    def _hour(self) -> QTimeEdit:
        made = indented(QTimeEdit())
        made.setDisplayFormat("h:mm AP")
        made.timeChanged.connect(lambda _: self.changed.emit())
        return made
