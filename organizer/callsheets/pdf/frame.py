"""The frame of every page: corner marks, header with code and fields to fill in, footer with legend and care."""

from __future__ import annotations

from functools import lru_cache

import segno

from organizer.callsheets.pdf.ink import INCH, Ink, Stamp, Style, fit, line_height, width
from organizer.callsheets.sheet import CallSheet, legend
from organizer.domain.clock import short_date, short_time

__all__ = ["BOTTOM", "SIDE", "TOP", "corner_marks", "draw_qr", "footer", "header", "script_box"]

SIDE = round(0.48 * INCH)
TOP = round(0.46 * INCH)
BOTTOM = round(0.36 * INCH)
"""Where the margins end."""
_MARK = round(0.167 * INCH)
_MARK_AT = round(0.19 * INCH)
_QR = round(0.62 * INCH)
_TITLE = Style(13.5, bold=True)
_PAGE = Style(9, bold=True, grey=60)
_META = Style(8.5, grey=95)
_FIELD = Style(8, grey=95)
_SCRIPT = Style(9)
_FOOT = Style(6.5, grey=95)
_TAG = Style(8, bold=True, grey=60)


def corner_marks(ink: Ink, wide: float, high: float) -> None:
    """Four squares by which a camera finds the page."""
    for x in (_MARK_AT, wide - _MARK_AT - _MARK):
        for y in (_MARK_AT, high - _MARK_AT - _MARK):
            ink.box(x, y, _MARK, _MARK, 0)


@lru_cache(maxsize=64)
def _qr(text: str, side: float) -> Stamp:
    """The code's dark runs as boxes."""
    ink = Ink()
    matrix = [list(row) for row in segno.make(text, error="m", micro=False, boost_error=False).matrix]
    step = side / len(matrix)
    for y, row in enumerate(matrix):
        start = None
        for x, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                ink.box(start * step, y * step, (x - start) * step, step, 0)
                start = None
    return Stamp(ink)


def draw_qr(ink: Ink, text: str, x: float, y: float, side: float) -> None:
    """A QR code that a scanner types as if it were a keyboard."""
    ink.stamp(x, y, _qr(text, side))


def header(
    ink: Ink, sheet: CallSheet, left: float, right: float, y: float, page: int = 1, pages: int = 1, group: str = ""
) -> float:
    """The head of a page; returns where the body may begin. Its height is the same on every page of a sheet."""
    inner = right - _QR - 0.12 * INCH
    draw_qr(ink, sheet.tag, right - _QR, y, _QR)
    where = f"Sheet {sheet.number} · page {page} of {pages}"
    ink.text_right(inner, y, where, _PAGE)
    beside = y + line_height(_PAGE)
    for words, style in ((f"Call {sheet.hours}" if sheet.hours else "", _META), (group, _PAGE)):
        ink.text_right(inner, beside, words, style)
        beside += line_height(style)
    room = inner - left - width("Sheet 00000 · page 000 of 000", _PAGE) - 0.15 * INCH
    titles, title = fit(sheet.title, _TITLE, room, lines=1, smallest=0.7, most=5)
    top = y
    y = ink.paragraph(left, y, titles, title)
    people = f"{len(sheet.lines):,} people" if len(sheet.lines) != 1 else "1 person"
    about = " · ".join(part for part in (sheet.county, people, sheet.words) if part)
    said, meta = fit(about, _META, room, lines=2, most=5)
    y = ink.paragraph(left, y, said, meta)
    y = max(y + 0.06 * INCH, top + _QR - 0.14 * INCH)
    _fields(ink, sheet, left, inner, y)
    return max(y + 0.2 * INCH, top + _QR) + 0.09 * INCH


def _fields(ink: Ink, sheet: CallSheet, left: float, right: float, y: float) -> None:
    """Caller, date, start, end to fill in, and the totals box."""
    base = y + line_height(_FIELD)
    totals = [("dialed", 0.36), ("reached", 0.36), ("yes", 0.36)]
    wide = sum(width(word, _FIELD) + (room + 0.14) * INCH for word, room in totals)
    x = right - wide
    for word, room in totals:
        ink.text(x, y, word, _FIELD)
        x += width(word, _FIELD) + 0.05 * INCH
        ink.frame(x, y - 0.035 * INCH, room * INCH, 0.2 * INCH)
        x += (room + 0.09) * INCH
    known = (("caller", sheet.caller), ("date", ""), ("start", ""), ("end", ""))
    shares = (0.42, 0.24, 0.17, 0.17)
    words = sum(width(word, _FIELD) + 0.12 * INCH for word, _ in known)
    free = max(right - wide - left - words - 0.1 * INCH, INCH)
    x = left
    for (word, value), share in zip(known, shares, strict=True):
        ink.text(x, y, word, _FIELD)
        x += width(word, _FIELD) + 0.04 * INCH
        if value:
            lines, style = fit(value, Style(9, bold=True), free * share, lines=1, smallest=0.6)
            ink.text(x, y - 0.01 * INCH, lines[0], style)
        ink.rule(x, base, x + free * share, base, grey=120)
        x += free * share + 0.08 * INCH


def script_box(ink: Ink, sheet: CallSheet, left: float, right: float, y: float) -> float:
    """What the caller says, on grey; returns where it ends."""
    if not sheet.template.script:
        return y
    pad = 0.1 * INCH
    lines, style = fit(sheet.template.script, _SCRIPT, right - left - 2 * pad, lines=3, most=16)
    high = len(lines) * line_height(style) + pad * 1.2
    ink.box(left, y, right - left, high, 241)
    ink.paragraph(left + pad, y + pad * 0.6, lines, style)
    return y + high + 0.08 * INCH


def footer(ink: Ink, sheet: CallSheet, left: float, right: float, bottom: float) -> float:
    """The foot of a page, upwards from `bottom`; returns where the body must end."""
    care = (
        f"Contains personal data: return to {sheet.template.return_to or '________________'} "
        f"or shred by {short_date(sheet.template.shred_by) or '__________'}"
    )
    made = " · ".join(
        part for part in (
            f"due {short_date(sheet.due)}" if sheet.due else "",
            sheet.bundle,
            f"as of {short_time(sheet.made_at)}" if sheet.made_at else "",
            f"printed by {sheet.made_by}" if sheet.made_by else "",
        ) if part
    )
    codes, code_style = fit("Y yes · M maybe · L later · N no · " + legend(), _FOOT, right - left, 2, smallest=0.9)
    tag = f"Sheet {sheet.number}  {sheet.tag}"
    used = width(tag, _TAG) + 0.15 * INCH
    said, style = fit(" · ".join(part for part in (care, made) if part), _FOOT, right - left - used, 2, smallest=0.9)
    y = bottom - len(said) * line_height(style) - len(codes) * line_height(code_style) - 0.02 * INCH
    top = y - 0.05 * INCH
    y = ink.paragraph(left, y, codes, code_style) + 0.02 * INCH
    ink.text(left, y - 0.02 * INCH, tag, _TAG)
    ink.paragraph(left + used, y, said, style)
    return top
