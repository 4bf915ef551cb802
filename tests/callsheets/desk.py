"""A store with one call sheet and its workbook, to fill in as people do."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from organizer.callsheets import compose, outward
from organizer.callsheets.readback.compare import Comparison, compare
from organizer.callsheets.readback.take_back import TakenBack, take_back
from organizer.callsheets.readback.typing_in import entered_lines
from organizer.callsheets.sheet import CallSheet
from organizer.cli.filled_file import raw_sheets
from organizer.cli.moved import moved
from organizer.domain.filters import EVERYONE
from organizer.outreach.record import record_result
from organizer.storage.database import Database
from tests.callsheets.county import add_county


class Desk:
    """A store with one call sheet and its workbook."""

    def __init__(self, store: Database, folder: Path, plain: int = 12) -> None:
        if plain:
            add_county(store, plain)
        folder.mkdir(exist_ok=True)
        self.store = store
        self.folder = folder
        self.file = folder / "sheet.xlsx"
        with store.writing() as session:
            self.sheet: CallSheet = compose.make_sheets(session, EVERYONE, title="All", by="Tess").sheets[0]
            outward.write_sheets(session, [self.sheet], self.file, by="Tess")

    def fill(self, values: dict[int, dict[str, str]], target: Path | None = None, change: Any = None) -> Path:
        """Write into the workbook as somebody would, by line number and heading."""
        book = load_workbook(self.file)
        page = book["Call sheet"]
        head, columns = headings(page)
        for line, said in values.items():
            for heading, value in said.items():
                cell = page.cell(head + line, columns[heading])
                cell.value = value
                cell.data_type = "s"  # typed as text, whatever it begins with
        if change:
            change(book)
        book.save(target or self.file)
        return target or self.file

    def compare(self, file: Path | None = None) -> Comparison:
        with self.store.reading() as session:
            return compare(session, raw_sheets(file or self.file), "file")

    def take(self, file: Path | None = None, **more: Any) -> TakenBack:
        with self.store.writing() as session:
            found = compare(session, raw_sheets(file or self.file), "file")
            on_moved = more.pop("on_moved", partial(moved, by="Tess"))
            return take_back(session, found, record=record_result, on_moved=on_moved, by="Tess", **more)

    def entered(self) -> dict[int, str]:
        with self.store.reading() as session:
            return {line: one.code for line, one in entered_lines(session, self.sheet).items()}


def headings(page: Any) -> tuple[int, dict[str, int]]:
    head = next(row for row in range(1, 12) if page.cell(row, 1).value == "Line")
    return head, {cell.value: cell.column for cell in page[head] if cell.value}


def state(found: Comparison, line: int) -> str:
    return next(row.state for row in found.rows if row.line == line)
