"""G7: call sheets of many people as xlsx and PDF, against openpyxl's write-only mode and a bare QPainter loop."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Border, Font, Side
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QPdfWriter

from benchmarks.county import county
from benchmarks.measure import Figure, growth, in_turns
from benchmarks.memory import peak_growth
from organizer.callsheets.compose import draft
from organizer.callsheets.gather import gather
from organizer.callsheets.pdf.pages import lay_out, write_pdf
from organizer.callsheets.rows import columns_of, rows_of
from organizer.callsheets.sheet import CallSheet
from organizer.callsheets.xlsx import write_xlsx
from organizer.domain.filters import EVERYONE

__all__ = ["run"]

_LARGEST = 10_700  # nobody prints more at once; 100,000 people are 12,500 pages


def run(sizes: Sequence[int]) -> Iterator[Figure]:
    """Both forms at the smallest size and a tenth of it, with the growth between them."""
    wanted = [max(100, min(_LARGEST, *sizes) // 10), min(_LARGEST, *sizes)]
    spent: dict[str, list[float]] = {"xlsx": [], "PDF": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for people in wanted:
            sheet = make(people)
            ours, peer = in_turns([
                partial(write_xlsx, sheet, folder / "ours.xlsx"),
                partial(_plain_workbook, sheet, folder / "peer.xlsx"),
            ], runs=3)
            spent["xlsx"].append(ours)
            yield Figure("G7", "call sheet to xlsx, against openpyxl write-only", people,
                         f"{ours:.2f} s = {ours / peer:.2f} ×", "≤ 0.5 ×", ours <= 0.5 * peer)
            a_page = max(1, -(-people // len(lay_out(sheet).pages)))
            ours, peer = in_turns([
                partial(write_pdf, sheet, folder / "ours.pdf"),
                partial(_bare_pdf, sheet, folder / "peer.pdf", a_page),
            ], runs=3)
            spent["PDF"].append(ours)
            yield Figure("G7", "call sheet to PDF, against a bare QPainter loop", people,
                         f"{ours:.2f} s = {ours / peer:.2f} ×", "≤ 1.25 ×", ours <= 1.25 * peer)
        for form, seconds in spent.items():
            yield Figure("G7", f"{form} grows with exponent {growth(wanted, seconds):.2f}", wanted[-1], "", "")
    for form, work in (("xlsx", to_xlsx), ("PDF", to_pdf)):
        grown, _ = peak_growth(work, make, wanted[-1])
        yield Figure("G7", f"memory while writing {form}", wanted[-1], f"+{grown:.0f} MB", "≤ +25 MB", grown <= 25)


def to_xlsx(sheet: CallSheet) -> None:
    """Write it where nobody looks."""
    with tempfile.TemporaryDirectory() as name:
        write_xlsx(sheet, Path(name) / "a.xlsx")


def to_pdf(sheet: CallSheet) -> None:
    """Write it where nobody looks."""
    with tempfile.TemporaryDirectory() as name:
        write_pdf(sheet, Path(name) / "a.pdf")


def make(people: int) -> CallSheet:
    """The sheet of so many people of the county."""
    database = county(_LARGEST if people <= _LARGEST else people)
    with database.reading() as session:
        found = gather(session, EVERYONE)
        sheet = draft(session, replace(found, people=found.people[:people]), title="Everybody")
    database.close()
    return sheet


def _plain_workbook(sheet: CallSheet, path: Path) -> None:
    """The same cells by openpyxl in its fastest mode, each style made once."""
    book = Workbook(write_only=True)
    page = book.create_sheet("Call sheet")
    line = Side(style="thin", color="FFBFC4CC")
    styled = WriteOnlyCell(page)
    styled.border, styled.font = Border(bottom=line, right=line), Font(size=10)
    page.append([column.heading for column in columns_of(sheet)])
    for row in rows_of(sheet, None):
        cells = []
        for value in row:
            cell = WriteOnlyCell(page, value=value)
            cell._style = styled._style  # type: ignore[attr-defined]  # the fastest way
            cells.append(cell)
        page.append(cells)
    hidden = book.create_sheet("keys")
    for one in sheet.lines:
        hidden.append([sheet.number, one.number, one.uuid, "", one.to_json()])
    book.save(path)


def _bare_pdf(sheet: CallSheet, path: Path, a_page: int) -> None:
    """The same words at fixed places on as many pages: no wrapping, no measuring, no households."""
    writer = QPdfWriter(str(path))
    writer.setResolution(1200)
    painter = QPainter(writer)
    bold, plain, small = QFont("Arial", 11), QFont("Arial", 9), QFont("Arial", 7)
    bold.setBold(True)
    step = 10.0 * 1200 / a_page
    for start in range(0, len(sheet.lines), a_page):
        if start:
            writer.newPage()
        painter.setFont(plain)
        painter.drawText(QPointF(300, 200), sheet.title)
        for place, one in enumerate(sheet.lines[start : start + a_page]):
            y = 500 + place * step
            painter.setFont(bold)
            painter.drawText(QPointF(300, y), one.name)
            for phone in one.phones:
                painter.drawText(QPointF(300, y + 200), phone.shown)
            painter.setFont(plain)
            painter.drawText(QPointF(300, y + 400), f"{one.address} {one.city} {one.zip}")
            painter.drawText(QPointF(300, y + 600), " ".join(code for _, code in one.districts))
            painter.setFont(small)
            for number, word in enumerate(("Talked", "No answer", "Left message", "Busy", "Call back", "Wrong number",
                                           "Disconnected", "Refused", "Moved", "Language", "Do not call", "Deceased")):
                x = 4000 + number % 4 * 1300
                painter.drawEllipse(QRectF(x, y + number // 4 * 190, 120, 120))
                painter.drawText(QPointF(x + 200, y + number // 4 * 190), word)
            for number in range(4):
                painter.drawLine(QPointF(4000, y + 600 + number * 60), QPointF(9000, y + 600 + number * 60))
    painter.end()
