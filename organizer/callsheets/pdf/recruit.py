"""The recruitment sheet on paper: one person a page."""

from __future__ import annotations

from collections.abc import Sequence

from organizer.callsheets.pdf.frame import SIDE, TOP, corner_marks
from organizer.callsheets.pdf.ink import INCH, Ink, Style, ensure_app, fit, line_height, width, wrap
from organizer.callsheets.pdf.pages import Layout, Page
from organizer.callsheets.recruit import RecruitSheet
from organizer.callsheets.template import PAPERS
from organizer.domain.clock import short_time
from organizer.domain.people import SeatAsk

__all__ = ["lay_out_recruits"]

_NAME = Style(20, bold=True)
_PHONE = Style(13, bold=True)
_BAD = Style(11, grey=120, struck=True)
_HEAD = Style(10.5, bold=True)
_TEXT = Style(10)
_CELL = Style(9.5)
_SOFT = Style(9, grey=95)
_ASK = Style(12, bold=True)
_SEATS = 8
_LINE = 0.32 * INCH
_LINES_LEFT = 3  # to write notes on, however much else there is
_ELIGIBLE = ("lives in the district", "registered to vote there", "old enough", "no term limit",
             "no conflict of office", "social media looked at")


def lay_out_recruits(sheets: Sequence[RecruitSheet]) -> Layout:
    """A page for each person."""
    ensure_app()
    pages = tuple(_page(sheet) for sheet in sheets)
    return Layout(pages, sheets[0].paper if sheets else "letter", False)


def _page(sheet: RecruitSheet) -> Page:
    size = PAPERS[sheet.paper]
    wide, high = (round(side * INCH) for side in size)
    ink = Ink()
    corner_marks(ink, wide, high)
    left, right, foot = SIDE, wide - SIDE, high - 0.62 * INCH
    y = _who(ink, sheet, left, right, TOP)
    y = _seats(ink, sheet, left, right, y)
    form = _form(Ink(), sheet, left, right, 0)
    y = _past(ink, sheet, left, right, y, foot - form - _LINES_LEFT * _LINE)
    y = _form(ink, sheet, left, right, y)
    ink.text(left, y, "Notes", _HEAD)
    y += 0.5 * INCH
    while y < foot - 0.15 * INCH:
        ink.rule(left, y, right, y, grey=190)
        y += _LINE
    made = (sheet.county, f"as of {short_time(sheet.made_at)}" if sheet.made_at else "", sheet.made_by,
            "contains personal data: bring back or shred")
    ink.text(left, foot, " · ".join(part for part in made if part), Style(7, grey=95))
    return Page(ink, 0, (sheet.line.number,), size)


def _told(seat: SeatAsk) -> bool:
    """Whether the seat's name says its district."""
    words = seat.name.lower().split()
    code = seat.district.lower().split()
    return set(code if len(code) < 2 else code[1:]) <= set(words)


def _form(ink: Ink, sheet: RecruitSheet, left: float, right: float, y: float) -> float:
    """What is asked, and what is filled in by hand."""
    ink.text(left, y, "Ask", _HEAD)
    asked, style = fit(sheet.suggested, _ASK, right - left, 3)
    y = ink.paragraph(left, y + line_height(_HEAD) + 0.02 * INCH, asked[:3], style) + 0.14 * INCH
    y = _boxes(ink, "Checked", _ELIGIBLE, left, right, y, across=3)
    y = _boxes(ink, "Commitment", ("1 no", "2 unlikely", "3 thinking", "4 likely", "5 yes"), left, right, y, across=5)
    for word in ("Next step", "By whom and when"):
        ink.text(left, y, word, _HEAD)
        ink.rule(left + 1.75 * INCH, y + 0.17 * INCH, right, y + 0.17 * INCH, grey=120)
        y += 0.36 * INCH
    return y


def _past(ink: Ink, sheet: RecruitSheet, left: float, right: float, y: float, end: float) -> float:
    """Earlier contacts, as many as there is room for."""
    ink.text(left, y, "Past contacts", _HEAD)
    y += line_height(_HEAD) + 0.02 * INCH
    past = sheet.line.past
    for place, one in enumerate(past or ("none yet",)):
        lines, style = fit(one, _SOFT, right - left, 2)
        lines = shortened(lines, 3)
        more = line_height(_SOFT) if place + 1 < len(past) else 0
        if place and y + len(lines) * line_height(style) + more > end:
            y = ink.paragraph(left, y, [f"and {len(past) - place:,} earlier"], _SOFT)
            break
        y = ink.paragraph(left, y, lines, style)
    return y + 0.14 * INCH


def shortened(lines: list[str], most: int) -> list[str]:
    """So many lines, the last of which ends in "…" where there were more."""
    return lines if len(lines) <= most else [*lines[:most - 1], f"{lines[most - 1][:-1].rstrip()}…"]


def _who(ink: Ink, sheet: RecruitSheet, left: float, right: float, y: float) -> float:
    line = sheet.line
    names, style = fit(line.name or "(no name)", _NAME, right - left, 2, 0.6)
    y = ink.paragraph(left, y, names, style) + 0.04 * INCH
    x = left
    for phone in line.phones:
        said, look = f"{phone.shown} {phone.kind}".strip(), _BAD if phone.bad else _PHONE
        if x > left and x + width(said, look) > right:
            x, y = left, y + line_height(_PHONE)
        ink.text(x, y, said, look)
        x += width(said, look) + 0.25 * INCH
    y += line_height(_PHONE) if line.phones else 0
    state = f"{line.state} {line.zip}".strip()
    about = [line.email, ", ".join(part for part in (line.place, state) if part), line.district_words]
    about += [" · ".join(part for part in (line.interest, line.involved, line.language) if part)]
    about += [f"Known by: {sheet.known_by or '______________________'}"]
    for said in about:
        lines, style = fit(said, _TEXT, right - left, 3)
        y = ink.paragraph(left, y, shortened(lines, 4), style)
    return y + 0.14 * INCH


def _seats(ink: Ink, sheet: RecruitSheet, left: float, right: float, y: float) -> float:
    """The seats in four columns: which, until when, how long that is, how it stands."""
    if not sheet.seats:
        return _section(ink, "Seats where they live", "none known", left, right, y)
    ink.text(left, y, "Seats where they live", _HEAD)
    y += line_height(_HEAD) + 0.02 * INCH
    edges = (left, left + 3.0 * INCH, left + 4.6 * INCH, left + 5.65 * INCH, right)
    for seat in sheet.seats[:_SEATS]:
        told = seat.name if _told(seat) else f"{seat.name} ({seat.district})"
        days = "" if seat.days_left is None else "closed" if seat.days_left < 0 else f"{seat.days_left:,} days left"
        cells = (told, f"file by {seat.deadline}" if seat.deadline else "deadline not known", days, seat.standing)
        tall = 0.0
        for place, said in enumerate(cells):
            lines, style = fit(said, _CELL, edges[place + 1] - edges[place] - 0.1 * INCH, 2)
            tall = max(tall, ink.paragraph(edges[place], y, shortened(lines, 2), style) - y)
        y += tall
    if len(sheet.seats) > _SEATS:
        y = ink.paragraph(left, y, [f"and {len(sheet.seats) - _SEATS:,} more"], _SOFT)
    return y + 0.14 * INCH


def _section(ink: Ink, heading: str, said: str, left: float, right: float, y: float) -> float:
    ink.text(left, y, heading, _HEAD)
    y = ink.paragraph(left, y + line_height(_HEAD) + 0.02 * INCH, wrap(said, _TEXT, right - left), _TEXT)
    return y + 0.14 * INCH


def _boxes(
    ink: Ink, heading: str, words: Sequence[str], left: float, right: float, y: float, across: int
) -> float:
    ink.text(left, y, heading, _HEAD)
    y += line_height(_HEAD) + 0.04 * INCH
    step = (right - left) / across
    for place, word in enumerate(words):
        x, at = left + place % across * step, y + place // across * 0.24 * INCH
        ink.frame(x, at, 0.14 * INCH, 0.14 * INCH)
        ink.text(x + 0.22 * INCH, at - 0.01 * INCH, word, _TEXT)
    return y + -(-len(words) // across) * 0.24 * INCH + 0.12 * INCH
