"""People leaving the file: who, for what, as which kind of file; what leaves and who stays is said before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from organizer.callsheets.people_file import SHAPES, Exported, Table, table_of
from organizer.cli.taking import take_everything, take_people
from organizer.domain.errors import UserError
from organizer.domain.filters import ProspectFilter
from organizer.domain.progress import Progress
from organizer.storage.database import Database
from ui.background.jobs import Jobs
from ui.labels import many
from ui.preferences.remembered import Remembered
from ui.widgets.text import button, label

__all__ = ["ExportDialog"]

EVERYTHING = "everything"
_TITLES = {
    "organizer": ("All that we know", "every column; our own import reads it back"),
    "calling": ("To call", "names, phones, districts, last contact"),
    "letters": ("For letters", "names and addresses"),
    "emails": ("For e-mails", "names and e-mail addresses"),
    "van": ("For VAN", "the columns of its bulk upload"),
    "nationbuilder": ("For NationBuilder", "the columns of its people import"),
    "action-network": ("For Action Network", "the columns of its upload"),
    EVERYTHING: ("Everything in this file", "one documented workbook of all people, history and lists; a new file can "
                                            "be made from it"),
}
_WORKBOOK, _TEXT = "Excel workbook (*.xlsx)", "Text with commas (*.csv)"


class ExportDialog(QDialog):
    """Args: jobs; chosen: a filter or the ids of those who are selected; window: told what was saved."""

    def __init__(self, jobs: Jobs, chosen: ProspectFilter | Sequence[int], window: Any, parent: QWidget | None = None
                 ) -> None:
        super().__init__(parent if parent is not None else window)
        self.jobs = jobs
        self.chosen = chosen
        self.window_ = window
        self._told = ""
        self.setWindowTitle("Export")
        self.setFixedWidth(580)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(20, 16, 20, 16)
        lines.setSpacing(8)
        lines.addWidget(label("What is it for?", "title"))
        self.who = label("", "soft", wrap=True)
        lines.addWidget(self.who)
        self.group = QButtonGroup(self)
        self.purposes: dict[str, QRadioButton] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (name, (title, told)) in enumerate(_TITLES.items()):
            choice = QRadioButton(title)
            choice.setAccessibleDescription(told)
            self.purposes[name] = choice
            self.group.addButton(choice)
            choice.toggled.connect(lambda on: self._look() if on else None)
            grid.addWidget(choice, row, 0)
            grid.addWidget(label(told, "soft", wrap=True), row, 1)
        lines.addLayout(grid)
        lines.addSpacing(4)
        lines.addWidget(label("What leaves", "heading"))
        self.count = label("", wrap=True)
        self.columns = label("", "soft", wrap=True)
        self.columns.setMinimumHeight(5 * self.columns.fontMetrics().lineSpacing())
        self.columns.setAlignment(Qt.AlignmentFlag.AlignTop)
        lines.addWidget(self.count)
        lines.addWidget(self.columns)
        lines.addWidget(label("Who took what and when is kept under Call sheets, Who took what.", "small", wrap=True))
        lines.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.csv_button = button("Save as csv…", lambda: self.save("csv"))
        self.xlsx_button = button("Save as Excel workbook…", lambda: self.save("xlsx"), kind="primary")
        self.xlsx_button.setDefault(True)
        foot.addWidget(button("Cancel", self.reject))
        foot.addWidget(self.csv_button)
        foot.addWidget(self.xlsx_button)
        lines.addLayout(foot)
        self.purposes["organizer"].setChecked(True)
        self.purposes["organizer"].setFocus()
        self.resize(580, 520)

    @property
    def purpose(self) -> str:
        """The name of what is chosen: one of `people_file.SHAPES`, or "everything"."""
        return next(name for name, one in self.purposes.items() if one.isChecked())

    @property
    def words(self) -> str:
        """Who they are, in words."""
        if self._told:
            return self._told
        if isinstance(self.chosen, ProspectFilter):
            return self.chosen.in_words()
        return many(len(self.chosen), "chosen person", "chosen people")

    def _look(self) -> None:
        """Ask what would leave."""
        purpose = self.purpose
        self.csv_button.setEnabled(purpose != EVERYTHING)
        self.who.setText("Everyone in this file." if purpose == EVERYTHING else
                         f"{self.words[:1].upper()}{self.words[1:]}.")
        if purpose == EVERYTHING:
            self._allow(True)
            self.count.setText("All people with all that is known, those who must not be called among them: for moving "
                               "to another computer, or for safe keeping. Never hand it to callers.")
            self.columns.setText("")
            return
        self.count.setText("…")
        self.columns.setText("")
        self._allow(False)
        self.jobs.read(table_of, self.chosen, shape=purpose, done=self._show, failed=self._failed, key="what leaves")

    def _show(self, table: Table) -> None:
        if self.purpose == EVERYTHING:
            return
        self._told = table.words
        self.who.setText(f"{self.words[:1].upper()}{self.words[1:]}.")
        stay = many(table.left_out, "stays", "stay")
        out = f" {stay} here: do not call, deceased, hostile, or without a good number." if table.left_out else ""
        self.count.setText(f"{many(len(table.rows), 'person', 'people')}.{out}")
        self.columns.setText(f"{many(len(table.headings), 'column')}: {', '.join(table.headings)}")
        self._allow(bool(table.rows))

    def _failed(self, fault: Any) -> None:
        self.count.setText(fault.message if isinstance(fault, UserError) else "This could not be looked up.")

    def _allow(self, on: bool) -> None:
        self.xlsx_button.setEnabled(on)
        self.csv_button.setEnabled(on and self.purpose != EVERYTHING)

    def save(self, form: str) -> None:
        """Ask for a place and write the file there."""
        remembered = Remembered()
        name = self.jobs.path.stem if self.purpose == EVERYTHING else self.words
        plain = "".join(letter if letter not in '/\\:*?"<>|' else "-" for letter in name)[:60]
        start = remembered.folder("exports") / f"{plain} {self.purpose}.{form}"
        said, _ = QFileDialog.getSaveFileName(self, "Export", str(start), _TEXT if form == "csv" else _WORKBOOK)
        if said:
            path = Path(said)
            remembered.keep_folder("exports", path.parent)
            self.write(path if path.suffix.lower() == f".{form}" else path.with_name(f"{path.name}.{form}"))

    def write(self, path: Path) -> None:
        """Write what is chosen, in the form the file's name says."""
        purpose, window = self.purpose, self.window_

        def done(exported: Exported) -> None:
            window.say(f"Saved {path.name}, {many(exported.people, 'person', 'people')}.")
            window.refresh()

        self.jobs.run(_write, self.chosen, path, purpose, self.words, self.jobs.by, title=f"Saving {path.name}",
                      done=done)
        self.accept()


def _write(
    database: Database, chosen: ProspectFilter | Sequence[int], path: Path, purpose: str, words: str, by: str,
    progress: Progress,
) -> Exported:
    if purpose == EVERYTHING:
        return Exported(take_everything(database, path, by=by, progress=progress), 0)
    assert purpose in SHAPES
    return take_people(database, chosen, path, by=by, shape=purpose, words=words, progress=progress)
