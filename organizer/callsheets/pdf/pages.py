"""Pages from a call sheet, the same for preview, print and PDF: laid out once, painted on whatever device asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from organizer.callsheets import safe_file
from organizer.callsheets.pdf.cover import cover_page
from organizer.callsheets.pdf.form import Piece, form_pieces
from organizer.callsheets.pdf.frame import BOTTOM, SIDE, TOP, corner_marks, footer, header, script_box
from organizer.callsheets.pdf.ink import INCH, Ink, ensure_app
from organizer.callsheets.pdf.paint import Painting
from organizer.callsheets.pdf.table import HEAD_HEIGHT, Column, columns_of, table_head, table_pieces
from organizer.callsheets.sheet import CallSheet, Household
from organizer.callsheets.template import DENSITIES, PAPERS
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent

__all__ = ["Layout", "Page", "lay_out", "page_layout", "paint_all", "paint_page", "print_layouts", "write_pdf"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its marks or what makes them, the sheet's number, who is on it by line number, its size in inches."""

    made: Ink | Callable[[], Ink]
    sheet: int
    lines: tuple[int, ...]
    size: tuple[float, float]

    @property
    def ink(self) -> Ink:
        """The marks, put down anew each time: a thousand pages are seldom looked at all at once."""
        return self.made if isinstance(self.made, Ink) else self.made()


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of one sheet or a packet, in order. `landscape` and `paper` are those of the first."""

    pages: tuple[Page, ...]
    paper: str
    landscape: bool


@dataclass(slots=True)
class _Body:
    """What stands on a page: households, each with its top and which of its pieces are here."""

    group: str
    parts: list[tuple[float, Household, slice]]
    lines: list[int]


class _Sheet:
    """A sheet while it is laid out: where its pages begin and end, and how a page is drawn once all are counted."""

    def __init__(self, sheet: CallSheet) -> None:
        self.sheet = sheet
        self.size = sheet.template.size()
        self.wide, self.high = (round(side * INCH) for side in self.size)
        self.left, self.right = SIDE, self.wide - SIDE
        self.top = header(Ink(), sheet, self.left, self.right, TOP)
        self.end = footer(Ink(), sheet, self.left, self.right, self.high - BOTTOM)
        self.columns: list[Column] = []
        if not sheet.template.is_form:
            self.columns = columns_of(sheet.template, self.left, self.right)
            self.top += HEAD_HEIGHT
        self.most = DENSITIES[sheet.template.density][1]
        self.row = (self.end - self.top) / self.most - 1
        self.bodies: list[_Body] = []

    def pieces(self, household: Household) -> list[Piece]:
        """A household as parts that are never broken."""
        if self.columns:
            return table_pieces(household, self.sheet.template, self.columns, self.row)
        return form_pieces(household, self.sheet.template, self.left, self.right)

    def fill(self, progress: Progress) -> None:
        """Share the households out over pages."""
        sheet = self.sheet
        self.bodies = [_Body(sheet.lines[0].group if sheet.lines else "", [], [])]
        y = script_box(Ink(), sheet, self.left, self.right, self.top)
        for household in sheet.households():
            heights = [(piece.height, piece.people) for piece in self.pieces(household)]
            group = household.lines[0].group
            body = self.bodies[-1]
            full = y + sum(high for high, _ in heights) > self.end
            full = full or len(body.lines) + len(household.lines) > self.most
            if body.parts and (full or group != body.group):
                body, y = self._turn(group)
            start, top = 0, y
            people = 0
            for place, (high, holds) in enumerate(heights):
                if y + high > self.end and body.lines:
                    if place > start:
                        body.parts.append((top, household, slice(start, place)))
                    body, y = self._turn(group)
                    start, top = place, y
                if holds:
                    body.lines.append(household.lines[people].number)
                    people += 1
                y += high
            body.parts.append((top, household, slice(start, len(heights))))
            if household.lines[-1].number % 200 == 0:
                progress(household.lines[-1].number, len(sheet.lines), "Laying out")

    def _turn(self, group: str) -> tuple[_Body, float]:
        self.bodies.append(_Body(group, [], []))
        return self.bodies[-1], self.top

    def draw(self, place: int) -> Ink:
        """The marks of a page."""
        ink, body, sheet = Ink(), self.bodies[place], self.sheet
        corner_marks(ink, self.wide, self.high)
        y = header(ink, sheet, self.left, self.right, TOP, place + 1, len(self.bodies), body.group)
        if place == 0:
            y = script_box(ink, sheet, self.left, self.right, y)
        if self.columns:
            table_head(ink, self.columns, y)
            y += HEAD_HEIGHT
        for top, household, part in body.parts:
            y = top
            for piece in self.pieces(household)[part]:
                piece.draw(ink, y)
                y += piece.height
        ink.rule(self.left, y, self.right, y, grey=110)
        footer(ink, sheet, self.left, self.right, self.high - BOTTOM)
        return ink


def lay_out(sheet: CallSheet, cover: bool = False, progress: Progress = silent) -> Layout:
    """The pages of a sheet, a cover before them if wanted.

    Households stay on one page unless one alone is taller than a page. Marks are put down when a page is asked for.
    """
    ensure_app()
    made = _Sheet(sheet)
    made.fill(progress)
    pages = [Page(partial(made.draw, place), sheet.number, tuple(body.lines), made.size)
             for place, body in enumerate(made.bodies)]
    if cover:
        front = partial(cover_page, sheet, made.left, made.right, TOP, made.wide, made.high)
        pages.insert(0, Page(front, sheet.number, (), made.size))
    return Layout(tuple(pages), sheet.template.paper, sheet.template.landscape)


def paint_page(painter: QPainter, page_rect: QRectF, layout: Layout, page_index: int) -> None:
    """Draw a page so that it fills `page_rect` of the painter's device."""
    page = layout.pages[page_index]
    Painting(painter).page(page.ink, page.size, page_rect)


def page_layout(paper: str, landscape: bool) -> QPageLayout:
    """The page for a printer or a PDF: the whole sheet, our own margins inside."""
    names = {"letter": QPageSize.PageSizeId.Letter, "legal": QPageSize.PageSizeId.Legal, "a4": QPageSize.PageSizeId.A4}
    size = QPageSize(names[paper]) if paper in names else QPageSize(QSizeF(*PAPERS[paper]), QPageSize.Unit.Inch)
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    return QPageLayout(size, way, QMarginsF(0, 0, 0, 0))


def write_pdf(
    sheets: CallSheet | Sequence[CallSheet], path: Path, progress: Progress = silent, *, cover: bool = False
) -> int:
    """Write one sheet, or several after each other, as a PDF; returns the pages. An older file stays until all is done.

    Raises:
        UserError: the file cannot be written.
    """
    several = [sheets] if isinstance(sheets, CallSheet) else list(sheets)
    title = several[0].title if len(several) == 1 else several[0].packet
    return print_layouts([lay_out(sheet, cover, progress) for sheet in several], path, title, progress)


def print_layouts(layouts: Sequence[Layout], path: Path, title: str, progress: Progress = silent) -> int:
    """Write pages laid out before as one PDF; returns how many.

    Raises:
        UserError: the file cannot be written.
    """
    with safe_file.replacing(path) as temporary:
        writer = QPdfWriter(str(temporary))
        writer.setResolution(INCH)
        writer.setTitle(title)
        writer.setCreator("Organizer")
        if not paint_all(writer, layouts, progress) or not _whole(temporary):
            raise UserError(f"{path.name} could not be finished: the disk may be full. The old file is as it was.")
    return sum(len(layout.pages) for layout in layouts)


def paint_all(device: Any, layouts: Sequence[Layout], progress: Progress = silent) -> bool:
    """Draw every page on a PDF or a printer; returns whether the device took them all."""
    total = sum(len(layout.pages) for layout in layouts)
    painter = QPainter()
    painting = Painting(painter)
    done = 0
    try:
        for layout in layouts:
            device.setPageLayout(page_layout(layout.paper, layout.landscape))
            for page in layout.pages:
                if not (device.newPage() if done else painter.begin(device)):
                    return False
                room = device.pageLayout().fullRectPixels(device.resolution())
                painting.page(page.ink, page.size, QRectF(room))
                done += 1
                progress(done, total, "Printing")
    finally:
        ended = painter.end() if painter.isActive() else False
    return ended


def _whole(path: Path) -> bool:
    """Whether a PDF has its end."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 32, 0))
        return file.read().rstrip().endswith(b"%%EOF")
