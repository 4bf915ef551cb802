"""Pages from a call sheet, the same for preview, print and PDF: laid out once, painted on whatever device asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLineF, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QBrush, QColor, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from organizer.callsheets import safe_file
from organizer.callsheets.pdf_cover import cover_page
from organizer.callsheets.pdf_form import Piece, form_pieces
from organizer.callsheets.pdf_frame import BOTTOM, SIDE, TOP, corner_marks, footer, header, script_box
from organizer.callsheets.pdf_ink import INCH, Ink, ensure_app, font_of
from organizer.callsheets.pdf_table import HEAD_HEIGHT, columns_of, table_head, table_pieces
from organizer.callsheets.sheet import CallSheet
from organizer.callsheets.template import DENSITIES, PAPERS
from organizer.domain.errors import UserError
from organizer.domain.progress import Progress, silent

__all__ = ["Layout", "Page", "lay_out", "page_layout", "paint_page", "print_layouts", "write_pdf"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its marks, the sheet's number, the people on it by line number, and its size in inches."""

    ink: Ink
    sheet: int
    lines: tuple[int, ...]
    size: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of one sheet or a packet, in order. `landscape` and `paper` are those of the first."""

    pages: tuple[Page, ...]
    paper: str
    landscape: bool


@dataclass(slots=True)
class _Body:
    """A page being filled."""

    pieces: list[tuple[float, Piece]]
    group: str
    lines: list[int]


def lay_out(sheet: CallSheet, cover: bool = False) -> Layout:
    """The pages of a sheet, a cover before them if wanted.

    Households stay on one page unless one alone is taller than a page.
    """
    ensure_app()
    template = sheet.template
    wide, high = (round(side * INCH) for side in template.size())
    left, right = SIDE, wide - SIDE
    table = template.landscape or template.density == "compact"
    columns = columns_of(template, left, right) if table else []
    body_top = header(Ink(), sheet, left, right, TOP)
    body_end = footer(Ink(), sheet, left, right, high - BOTTOM)
    bodies = _fill(sheet, left, right, body_top, body_end, columns)
    pages = []
    if cover:
        pages.append(Page(cover_page(sheet, left, right, TOP, wide, high), sheet.number, (), template.size()))
    for place, body in enumerate(bodies):
        ink = Ink()
        corner_marks(ink, wide, high)
        y = header(ink, sheet, left, right, TOP, place + 1, len(bodies), body.group)
        if place == 0:
            y = script_box(ink, sheet, left, right, y)
        if columns:
            table_head(ink, columns, y)
        end = y + (HEAD_HEIGHT if columns else 0)
        for at, piece in body.pieces:
            piece.draw(ink, at)
            end = at + piece.height
        ink.rule(left, end, right, end, grey=110)
        footer(ink, sheet, left, right, high - BOTTOM)
        pages.append(Page(ink, sheet.number, tuple(body.lines), template.size()))
    return Layout(tuple(pages), template.paper, template.landscape)


def _fill(
    sheet: CallSheet, left: float, right: float, top: float, end: float, columns: list[tuple[str, str, float, float]]
) -> list[_Body]:
    """The households over the pages."""
    template = sheet.template
    first_top = script_box(Ink(), sheet, left, right, top)
    most = DENSITIES[template.density][1]
    head = HEAD_HEIGHT if columns else 0
    bodies = [_Body([], sheet.lines[0].group if sheet.lines else "", [])]
    y = first_top + head
    for household in sheet.households():
        if columns:
            pieces = table_pieces(household, template, columns)
        else:
            pieces = form_pieces(household, template, left, right)
        group = household.lines[0].group
        tall = sum(piece.height for piece in pieces)
        full = y + tall > end or len(bodies[-1].lines) + len(household.lines) > most
        if bodies[-1].pieces and (full or group != bodies[-1].group):
            bodies.append(_Body([], group, []))
            y = top + head
        numbers = iter(household.lines)
        for piece in pieces:
            if y + piece.height > end and bodies[-1].lines:
                bodies.append(_Body([], group, []))
                y = top + head
            bodies[-1].pieces.append((y, piece))
            if piece.people:
                bodies[-1].lines.append(next(numbers).number)
            y += piece.height
    return bodies


def paint_page(painter: QPainter, page_rect: QRectF, layout: Layout, page_index: int) -> None:
    """Draw a page so that it fills `page_rect` of the painter's device."""
    page = layout.pages[page_index]
    ink = page.ink
    painter.save()
    painter.translate(page_rect.topLeft())
    painter.scale(page_rect.width() / (page.size[0] * INCH), page_rect.height() / (page.size[1] * INCH))
    for x, y, wide, high, grey in ink.boxes:
        painter.fillRect(QRectF(x, y, wide, high), QColor(grey, grey, grey))
    for (grey, thickness), lines in ink.lines.items():
        painter.setPen(QPen(QColor(grey, grey, grey), thickness))
        painter.drawLines([QLineF(*line) for line in lines])
    painter.setPen(QPen(QColor(60, 60, 60), 11))
    painter.setBrush(QBrush())
    for x, y, radius in ink.circles:
        painter.drawEllipse(QPointF(x, y), radius, radius)
    if ink.frames:
        painter.drawRects([QRectF(*frame) for frame in ink.frames])
    for style, texts in ink.texts.items():
        painter.setFont(font_of(style))
        painter.setPen(QColor(style.grey, style.grey, style.grey))
        for x, y, text in texts:
            painter.drawText(QPointF(x, y), text)
    painter.restore()


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
    return print_layouts([lay_out(sheet, cover) for sheet in several], path, title, progress)


def print_layouts(layouts: Sequence[Layout], path: Path, title: str, progress: Progress = silent) -> int:
    """Write pages laid out before as one PDF; returns how many.

    Raises:
        UserError: the file cannot be written.
    """
    total = sum(len(layout.pages) for layout in layouts)
    with safe_file.replacing(path) as temporary:
        writer = QPdfWriter(str(temporary))
        writer.setResolution(INCH)
        writer.setTitle(title)
        writer.setCreator("Organizer")
        done = 0
        painter = QPainter()
        for layout in layouts:
            writer.setPageLayout(page_layout(layout.paper, layout.landscape))
            for index, page in enumerate(layout.pages):
                if done:
                    writer.newPage()
                elif not painter.begin(writer):
                    raise UserError(f"{path.name} cannot be written in {path.parent}. Choose another folder.")
                paint_page(painter, QRectF(0, 0, page.size[0] * INCH, page.size[1] * INCH), layout, index)
                done += 1
                progress(done, total, "Printing")
        ended = painter.end()
        if not ended or not temporary.read_bytes()[-32:].rstrip().endswith(b"%%EOF"):
            raise UserError(f"{path.name} could not be finished: the disk may be full. The old file is as it was.")
    return total
