"""The head of the page that imports: which file is on, what it looks like, what was passed over, how far it is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.widgets.spans import SpanLabel
from ui.widgets.strips import beneath, lay_out, strip
from ui.widgets.text import label

__all__ = ["ImportHead"]

_STEPS = ("1 File", "2 Check", "3 Done")


class ImportHead(QWidget):
    """A title with the lines below it, and the three steps with the one that is on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = label("", "title", wrap=True)
        self.about = label("", "soft", wrap=True)
        self.passed_over = label("", "soft", wrap=True)
        self.steps = SpanLabel(wrap=False)
        head = strip(beneath(self.heading, self.about, self.passed_over), self.steps)
        lay_out(self, head, grows=head)
        self.forget_passed_over()

    def name(self, file: str = "") -> None:
        """Name the file that is on, with its place in the line; none where no file is."""
        self.heading.setText(f"Import {file}".strip())

    def step(self, number: int = 0) -> None:
        """Show one of the steps, from 1, as the one that is on; 0 shows none."""
        names = _STEPS if number else ()
        self.steps.say(*((f"{'    ' if place else ''}{name}", "link" if place == number - 1 else "soft")
                         for place, name in enumerate(names)))

    def pass_over(self, words: str) -> None:
        """Add a sentence on files that were left aside."""
        self.passed_over.setText(" ".join(filter(None, (self.passed_over.text(), words))))
        self.passed_over.show()

    def forget_passed_over(self) -> None:
        """Say nothing of files that were left aside any more."""
        self.passed_over.clear()
        self.passed_over.hide()
