"""The roomy upright page: a person a block, words to tick, room to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from organizer.callsheets.pdf.ink import INCH, Ink, Stamp, Style, fit, line_height, width
from organizer.callsheets.sheet import Household, Line, SheetPhone
from organizer.callsheets.template import Template
from organizer.domain.status import result_of

__all__ = ["MARKS", "Piece", "ask_marks", "form_pieces", "try_fields"]

MARKS = ("CV", "NH", "LM", "BZ", "CB", "WN", "WX", "RF", "MV", "OL", "XC", "DC")
_NUMBER = Style(12, bold=True)
_CODE = Style(7, grey=120)
_NAME = Style(11, bold=True)
_PHONE = Style(10, bold=True)
_BAD = Style(9, grey=120, struck=True)
_KIND = Style(7, grey=110)
_PLACE = Style(9)
_SOFT = Style(8, grey=100)
_MARK = Style(8)
_MARK_CODE = Style(6.5, grey=110)
_GUTTER = 0.42 * INCH
_RADIUS = 0.052 * INCH
_NOTE = 0.31 * INCH
_PITCH = 0.163 * INCH
_ASKS = 0.19 * INCH
_LAST = 0.16 * INCH
_LAST_STYLE = Style(7.5, grey=80)
_COLUMNS = (0.0, 0.235, 0.51, 0.785)  # where the four columns of words begin


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page's body that is never broken: its height, how it is drawn, and how many people stand on it."""

    height: float
    draw: Callable[[Ink, float], None]
    people: int = 1


def form_pieces(household: Household, template: Template, left: float, right: float) -> list[Piece]:
    """A household as blocks: its head where there are several people, then a block each."""
    middle = left + (right - left) * 0.38
    several = len(household.lines) > 1
    pieces = [_head(household, left, right)] if several else []
    for line in household.lines:
        pieces.append(_block(line, household, template, left, middle, right, several))
    return pieces


def _head(household: Household, left: float, right: float) -> Piece:
    """The bracket's head: what the household shares, said once."""
    said: list[tuple[str, Style]] = [(f"Household of {len(household.lines)}", _SOFT)]
    for phone in household.shared:
        said.append((phone.shown, _BAD if phone.bad else _PHONE))
        if phone.kind:
            said.append((phone.kind, _KIND))
    places, place = fit(household.place, _PLACE, (right - left) * 0.55, lines=1, smallest=0.7)
    height = max(0.23 * INCH, (len(places)) * line_height(place) + 0.08 * INCH)

    def draw(ink: Ink, y: float) -> None:
        ink.rule(left, y, right, y, grey=110)
        x = left + _GUTTER
        for text, style in said:
            ink.text(x, y + 0.055 * INCH + (10 - style.size) * 10, text, style)
            x += width(text, style) + 0.09 * INCH
        ink.paragraph(x + 0.05 * INCH, y + 0.06 * INCH, places, place)
        _bracket(ink, left, y, y + height, first=True)

    return Piece(height, draw, people=0)


def _bracket(ink: Ink, left: float, y: float, end: float, first: bool = False, last: bool = False) -> None:
    x = left - 0.05 * INCH
    ink.rule(x, y + (0.06 * INCH if first else 0), x, end - (0.06 * INCH if last else 0), grey=60, thickness=20)
    for edge in ([y + 0.06 * INCH] if first else []) + ([end - 0.06 * INCH] if last else []):
        ink.rule(x, edge, x + 0.06 * INCH, edge, grey=60, thickness=20)


def _block(
    line: Line, household: Household, template: Template, left: float, middle: float, right: float, several: bool
) -> Piece:
    shared = {phone.number for phone in household.shared}
    rows = _left_rows(line, template, middle - left - _GUTTER - 0.1 * INCH, shared, bool(household.place))
    tall_left = sum(high for high, _ in rows)
    tall_right = _answers_height(template)
    height = max(tall_left + 0.08 * INCH, tall_right + 0.055 * INCH, 0.42 * INCH)
    last = several and line is household.lines[-1]

    def draw(ink: Ink, y: float) -> None:
        if several:
            ink.rule(left + _GUTTER, y, right, y, grey=205)
            _bracket(ink, left, y, y + height, last=last)
        else:
            ink.rule(left, y, right, y, grey=110)
        at = y + 0.055 * INCH
        ink.text(left, at - 0.01 * INCH, str(line.number), _NUMBER)
        ink.text(left, at + 0.21 * INCH, line.code, _CODE)
        for high, parts in rows:
            x = left + _GUTTER
            for text, style in parts:
                ink.text(x, at + (high - line_height(style)) / 2, text, style)
                x += width(text, style) + 0.05 * INCH
            at += high
        _answers(ink, line, template, middle, right, y + 0.055 * INCH, y + height)

    return Piece(height, draw)


def _left_rows(
    line: Line, template: Template, room: float, shared: set[str], place_shared: bool
) -> list[tuple[float, list[tuple[str, Style]]]]:
    """The rows of text about a person, each with its height."""
    rows: list[tuple[float, list[tuple[str, Style]]]] = []

    def say(text: str, style: Style, lines: int, most: int) -> None:
        broken, smaller = fit(text, style, room, lines, most=most)
        rows.extend((line_height(smaller), [(one, smaller)]) for one in broken)

    say(line.name or "(no name)", _NAME, 2, 6)
    if line.age and sum(width(one, style) for one, style in rows[-1][1]) + 0.3 * INCH <= room:
        rows[-1][1].append((line.age, _SOFT))
    elif line.age:
        say(f"age {line.age}", _SOFT, 1, 1)
    if template.has("phone"):
        own = [phone for phone in line.phones if phone.number not in shared]
        rows.extend((line_height(_PHONE), _phone(phone)) for phone in own)
        if not own and not shared:
            rows.append((line_height(_PHONE), [("no phone", _SOFT)]))
    if template.has("address") and not place_shared:
        say(line.place, _PLACE, 2, 4)
    if template.has("email"):
        say(line.email, _SOFT, 1, 3)
    if template.has("districts"):
        say(line.district_words, _SOFT, 2, 8)
    wants = [line.interest if template.has("interest") else "", line.involved if template.has("involved") else "",
             line.language if template.has("language") else ""]
    say("\u00a0· ".join(part for part in wants if part), _SOFT, 2, 5)
    return rows


def _phone(phone: SheetPhone) -> list[tuple[str, Style]]:
    return [(phone.shown, _BAD if phone.bad else _PHONE)] + ([(phone.kind, _KIND)] if phone.kind else [])


def _answers_height(template: Template) -> float:
    marks = 3 * _PITCH if template.has("result") else 0
    asks = _ASKS if template.has("asks") or template.has("tries") else 0
    return marks + asks + (_NOTE if template.has("notes") else _LAST if template.has("last") else 0)


def _answers(ink: Ink, line: Line, template: Template, left: float, right: float, y: float, end: float) -> None:
    """Words to tick, answers, tries and lines to write on."""
    ink.stamp(left, y, _marks(template.columns, right - left))
    y += _answers_height(template)
    if template.has("last"):
        said = f"Last: {line.last}" if line.last else "Not contacted yet"
        beside = y - (_NOTE if template.has("notes") else _LAST)
        ink.text_right(right, beside + 0.02 * INCH, said, _LAST_STYLE)
    if template.has("notes"):
        while y <= end - 0.3 * INCH:  # the edge of the block is the last line to write on
            ink.rule(left, y, right, y, grey=180)
            y += _NOTE


@lru_cache(maxsize=32)
def _marks(columns: tuple[str, ...], room: float) -> Stamp:
    """What is printed alike for everybody."""
    ink = Ink()
    y = asked = 0.0
    if "result" in columns:
        for place, code in enumerate(MARKS):
            x, at = _COLUMNS[place % 4] * room, place // 4 * _PITCH
            ink.circle(x + _RADIUS, at + 0.07 * INCH, _RADIUS)
            label = result_of(code).label
            ink.text(x + 0.155 * INCH, at, label, _MARK)
            ink.text(x + 0.155 * INCH + width(label, _MARK) + 0.045 * INCH, at + 0.018 * INCH, code, _MARK_CODE)
        y = 3 * _PITCH
    if "asks" in columns:
        asked = ask_marks(ink, ask_marks(ink, 0, y + 0.015 * INCH, "Run?") + 0.1 * INCH, y + 0.015 * INCH, "Help?")
    if "tries" in columns:
        try_fields(ink, max(room - 1.42 * INCH, asked + 0.06 * INCH), room, y + 0.02 * INCH)
    if "asks" in columns or "tries" in columns:
        y += _ASKS
    if "notes" in columns:
        ink.text(0, y + 0.03 * INCH, "Notes", _MARK_CODE)
    return Stamp(ink)


def ask_marks(ink: Ink, x: float, y: float, word: str) -> float:
    """``Run? o Y o M o L o N``; returns where it ends."""
    ink.text(x, y, word, _MARK)
    x += width(word, _MARK) + 0.09 * INCH
    for letter in "YMLN":
        ink.circle(x + _RADIUS, y + 0.07 * INCH, _RADIUS)
        ink.text(x + 0.135 * INCH, y, letter, _MARK)
        x += 0.135 * INCH + width(letter, _MARK) + 0.075 * INCH
    return x


def try_fields(ink: Ink, left: float, right: float, y: float) -> None:
    """``1st ____ 2nd ____ 3rd ____``, for the day of each try."""
    step = (right - left) / 3
    for place, word in enumerate(("1st", "2nd", "3rd")):
        x = left + place * step
        ink.text(x, y, word, _MARK_CODE)
        ink.rule(x + 0.17 * INCH, y + 0.13 * INCH, x + step - 0.06 * INCH, y + 0.13 * INCH, grey=150)
