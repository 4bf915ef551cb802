"""The cover of a packet: what to say, what each result means, what to do with a Yes."""

from __future__ import annotations

from organizer.callsheets.pdf.frame import corner_marks, draw_qr
from organizer.callsheets.pdf.ink import INCH, Ink, Style, cut_to, fit, line_height, width, wrap
from organizer.callsheets.sheet import CallSheet
from organizer.domain.clock import short_date
from organizer.domain.status import RESULTS

__all__ = ["cover_page"]

_TITLE = Style(20, bold=True)
_META = Style(10, grey=95)
_HEAD = Style(10.5, bold=True)
_TEXT = Style(10)
_SMALL = Style(9, grey=60)
_CODE = Style(9.5, bold=True)


def cover_page(sheet: CallSheet, left: float, right: float, top: float, wide: float, high: float) -> Ink:
    """The first page of a caller's bundle. Long scripts make the type smaller, and only a speech is cut off."""
    for scale, most in (*((scale, 99) for scale in (1.25, 1.12, 1.0, 0.92, 0.85, 0.78, 0.7, 0.6, 0.5)), (0.5, 30),
                        (0.5, 12), (0.5, 3)):
        ink = Ink()
        corner_marks(ink, wide, high)
        end = _draw(ink, sheet, left, right, top, scale, most)
        if end <= high - 0.5 * INCH:
            break
    return ink


def _draw(ink: Ink, sheet: CallSheet, left: float, right: float, y: float, scale: float, most: int) -> float:
    text, small, head = _TEXT.at(_TEXT.size * scale), _SMALL.at(_SMALL.size * scale), _HEAD.at(_HEAD.size * scale)
    side = 0.9 * INCH
    draw_qr(ink, sheet.tag, right - side, y, side)
    ink.text(right - side, y + side + 0.03 * INCH, sheet.tag, Style(9, bold=True))
    room = right - left - side - 0.2 * INCH
    lines, title = fit(sheet.title, _TITLE, room, 2, 0.6, most=5)
    at = ink.paragraph(left, y, lines, title)
    bundle = sheet.bundle
    about = (sheet.county, f"sheet {sheet.number}", f"{len(sheet.lines):,} people", sheet.words, bundle)
    said, meta = fit(" · ".join(part for part in about if part), _META, room, 2, most=8)
    at = ink.paragraph(left, at + 0.03 * INCH, said, meta)
    facts = [("Caller", sheet.caller), ("Call", sheet.hours), ("Bring back by", short_date(sheet.due)),
             ("To", sheet.template.return_to)]
    x = left
    for word, value in facts:
        ink.text(x, at + 0.08 * INCH, word, _META)
        x += width(word, _META) + 0.07 * INCH
        if value:
            ink.text(x, at + 0.08 * INCH, value, _CODE)
            x += width(value, _CODE) + 0.2 * INCH
        else:
            ink.rule(x, at + 0.24 * INCH, x + 1.1 * INCH, at + 0.24 * INCH, grey=120)
            x += 1.3 * INCH
    at = max(at + 0.42 * INCH, y + side + 0.3 * INCH)
    template = sheet.template
    at = _say(ink, "Say", [template.script], left, right, at, head, text, most, boxed=True)
    at = _say(ink, "If they have a minute", [f"{n}. {one}" for n, one in enumerate(template.pitch, 1)], left, right, at,
              head, text, most)
    asked = [f"“{question}” {answer}" for question, answer in template.if_asked]
    at = _say(ink, "If they ask", asked, left, right, at, head, text, most)
    at = _say(ink, "When they say yes", [template.on_yes], left, right, at, head, text, most)
    return _meanings(ink, left, right, at, head, small, scale)


def _say(
    ink: Ink, heading: str, said: list[str], left: float, right: float, y: float, head: Style, text: Style, most: int,
    boxed: bool = False,
) -> float:
    """A heading and paragraphs of at most so many lines below it; nothing at all where nothing is said."""
    said = [one for one in said if one.strip()]
    if not said:
        return y
    ink.text(left, y, heading, head)
    y += line_height(head) + 0.02 * INCH
    pad = 0.1 * INCH if boxed else 0
    room = right - left - 2 * pad
    lines = [line for one in said for line in cut_to(wrap(one, text, room), most, text, room)]
    if boxed:
        ink.box(left, y, right - left, len(lines) * line_height(text) + 1.2 * pad, 241)
    return ink.paragraph(left + pad, y + 0.6 * pad, lines, text) + 0.6 * pad + 0.13 * INCH


def _meanings(ink: Ink, left: float, right: float, y: float, head: Style, small: Style, scale: float) -> float:
    """Every result: code, word, meaning."""
    ink.text(left, y, "What to mark", head)
    y += line_height(head) + 0.03 * INCH
    code = _CODE.at(_CODE.size * scale)
    words = left + 0.36 * INCH * max(scale, 0.8)
    meaning = words + 1.15 * INCH * max(scale, 0.8)
    for result in RESULTS:
        ink.text(left, y, result.code, code)
        ink.text(words, y, result.label, code)
        y = ink.paragraph(meaning, y, wrap(result.meaning, small, right - meaning), small)
        y += 0.035 * INCH * scale
        ink.rule(left, y - 0.02 * INCH, right, y - 0.02 * INCH, grey=225)
    return ink.paragraph(left, y + 0.06 * INCH, wrap(
        "Circle or tick one result a person; write what does not fit as a note. Deceased, hostile and do not call are "
        "never called again. This paper names people: bring it back or shred it.", small, right - left), small)
