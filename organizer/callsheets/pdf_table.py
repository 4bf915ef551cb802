"""The table page: a person a row, codes to circle; twelve to fifteen lying, twenty to twenty-five compact."""

from __future__ import annotations

from functools import lru_cache

from organizer.callsheets.pdf_form import MARKS, Piece
from organizer.callsheets.pdf_ink import INCH, Ink, Stamp, Style, cut_to, fit, line_height, width, wrap
from organizer.callsheets.sheet import Household, Line
from organizer.callsheets.template import Template

__all__ = ["HEAD_HEIGHT", "Column", "columns_of", "table_head", "table_pieces"]

HEAD_HEIGHT = 0.19 * INCH
_HEAD = Style(7, bold=True, grey=70)
_NUMBER = Style(10, bold=True)
_CODE = Style(6, grey=120)
_PAD = 0.05 * INCH
_STRIP = (*MARKS, "HO")

Column = tuple[str, str, float, float]
"""Key, heading, left edge and width."""


def columns_of(template: Template, left: float, right: float) -> list[Column]:
    """The columns and where they stand; notes take what is left over."""
    has = template.has
    wanted = [("number", "#", 0.31, 0.36), ("name", "Name", 1.08, 1.4)]
    if has("phone"):
        wanted.append(("phone", "Phone", 1.02, 1.1))
    if has("address") or has("districts"):
        wanted.append(("where", "Where", 1.1, 1.85))
    if has("interest") or has("involved") or has("last") or has("language") or has("email"):
        wanted.append(("about", "About", 0.98, 1.6))
    compact = template.density == "compact"
    if has("result"):
        wanted.append(("result", "Result", 1.45, 1.5) if compact else ("result", "Result", 1.2, 1.35))
    if has("asks"):
        wanted.append(("asks", "Run / help", 0.76, 0.84))
    if has("tries") and not _tries_below(template):
        wanted.append(("tries", "1st 2nd 3rd", 0.66, 0.78))
    if has("notes"):
        wanted.append(("notes", "Notes", 0.68, 1.2))
    room = (right - left) / INCH
    least = sum(low for _, _, low, _ in wanted)
    best = sum(high for *_, high in wanted)
    ratio = min(max((room - least) / (best - least), 0), 1) if best > least else 0
    widths = [low + (high - low) * ratio for _, _, low, high in wanted]
    widths[-1] += room - sum(widths)
    placed: list[Column] = []
    x = left
    for (key, heading, _, _), wide in zip(wanted, widths, strict=True):
        placed.append((key, heading, x, wide * INCH))
        x += wide * INCH
    return placed


def _tries_below(template: Template) -> bool:
    """Whether the tries stand below the answers: upright, the width is better spent on notes."""
    return template.has("asks") and template.has("tries") and not template.landscape


def table_head(ink: Ink, columns: list[Column], y: float) -> None:
    """The row of headings, on every page."""
    left, right = columns[0][2], columns[-1][2] + columns[-1][3]
    ink.box(left, y, right - left, HEAD_HEIGHT, 235)
    for _, heading, x, _ in columns:
        ink.text(x + _PAD, y + 0.04 * INCH, heading, _HEAD)


def table_pieces(household: Household, template: Template, columns: list[Column], least: float) -> list[Piece]:
    """A household as rows at least so high, a bracket at their left; a shared phone and address stand in the first."""
    compact = template.density == "compact"
    shared = {phone.number for phone in household.shared}
    pieces = []
    for place, line in enumerate(household.lines):
        pieces.append(_row(line, template, columns, compact, shared if place else set(),
                           bool(place and household.place), _ends(place, len(household.lines)), least))
    return pieces


def _ends(place: int, count: int) -> tuple[bool, bool, bool]:
    """(in a household, its first, its last)."""
    return count > 1, place == 0, place == count - 1


def _row(
    line: Line, template: Template, columns: list[Column], compact: bool, hidden: set[str], place_said: bool,
    ends: tuple[bool, bool, bool], least: float,
) -> Piece:
    texts: dict[str, tuple[list[tuple[str, Style]], float]] = {}
    for key, _, x, wide in columns:
        rows = _cell(key, line, template, wide - 2 * _PAD, compact, hidden, place_said)
        texts[key] = rows, x
    tallest = max(sum(line_height(style) for _, style in rows) for rows, _ in texts.values())
    height = max(tallest + (0.035 if compact else 0.055) * INCH, (0.3 if compact else 0.44) * INCH, least)
    left, right = columns[0][2], columns[-1][2] + columns[-1][3]
    edges = [(key, x, wide) for key, _, x, wide in columns]
    together, first, last = ends

    def draw(ink: Ink, y: float) -> None:
        ink.rule(left, y, right, y, grey=205 if together and not first else 120)
        for rows, x in texts.values():
            at = y + 0.02 * INCH
            for text, style in rows:
                ink.text(x + _PAD, at, text, style)
                at += line_height(style)
        for key, x, wide in edges:
            if x > left:
                ink.rule(x, y, x, y + height, grey=215, thickness=6)
            if key == "result":
                ink.stamp(x + _PAD, y + height / 2, _strip(wide - 2 * _PAD, 2 if compact else 3))
            elif key == "asks":
                ink.stamp(x + _PAD, y + height / 2, _asks(wide - 2 * _PAD, _tries_below(template), compact))
            elif key == "tries":
                for place in (1, 2):
                    ink.rule(x + place * wide / 3, y, x + place * wide / 3, y + height, grey=225, thickness=6)
        if together:
            _bracket(ink, left, y, y + height, first, last)

    return Piece(height, draw)


def _bracket(ink: Ink, left: float, y: float, end: float, first: bool, last: bool) -> None:
    x = left - 0.05 * INCH
    start, stop = y + (0.05 * INCH if first else 0), end - (0.05 * INCH if last else 0)
    ink.rule(x, start, x, stop, grey=60, thickness=20)
    for edge in ([start] if first else []) + ([stop] if last else []):
        ink.rule(x, edge, x + 0.055 * INCH, edge, grey=60, thickness=20)


def _cell(
    key: str, line: Line, template: Template, room: float, compact: bool, hidden: set[str], place_said: bool
) -> list[tuple[str, Style]]:
    """A cell's text as lines with their styles."""
    small = Style(6.8 if compact else 7.5, grey=70)
    if key == "number":
        return [(str(line.number), _NUMBER.at(9) if compact else _NUMBER), (line.code, _CODE)]
    if key == "name":
        broken, style = fit(line.list_name or "(no name)", Style(9 if compact else 10.5, bold=True), room, 2, 0.7, 7)
        return [(one, style) for one in broken] + ([(f"age {line.age}", Style(6.5, grey=110))] if line.age else [])
    if key == "phone":
        return _phones(line, room, compact, hidden)
    if key == "where":
        parts = [] if place_said or not template.has("address") else [line.place]
        parts += [line.district_words] if template.has("districts") else []
    elif key == "about":
        parts = [
            getattr(line, name) for name in ("interest", "involved", "language", "email") if template.has(name)
        ]
        parts += [line.last] if template.has("last") else []
    else:
        return []
    parts = [part for part in parts if part]
    wrapped = [cut_to(wrap(part, small, room), 4, small, room) for part in parts]
    apart = [] if compact else [(one, small) for lines in wrapped for one in lines]
    if apart and len(apart) <= 3:
        return apart
    together, style = fit("\u00a0· ".join(parts), small, room, 2 if compact and template.landscape else 3, 0.9, 6)
    return [(one, style) for one in together]


def _phones(line: Line, room: float, compact: bool, hidden: set[str]) -> list[tuple[str, Style]]:
    """Every number on its own line; a shared one was said in the household's first row."""
    rows = []
    for phone in line.phones:
        if phone.number in hidden:
            continue
        said = f"{phone.shown} {phone.kind}".strip()
        style = Style(8.5 if compact else 9.5, bold=not phone.bad, grey=120 if phone.bad else 25, struck=phone.bad)
        while width(said, style) > room and style.size > 5:
            style = style.at(style.size - 0.5)
        rows.append((said, style))
    if not rows:
        rows.append(("same phone" if hidden else "no phone", Style(7.5, grey=110)))
    return rows


@lru_cache(maxsize=32)
def _strip(room: float, rows: int) -> Stamp:
    """The codes to circle, each in the middle of its place, around a middle line."""
    ink = Ink()
    style = Style(7.5, grey=40)
    across = -(-len(_STRIP) // rows)
    step = room / across
    pitch = 0.14 * INCH if rows == 3 else 0.137 * INCH
    for place, code in enumerate(_STRIP):
        row, column = divmod(place, across)
        ink.text((column + 0.5) * step - width(code, style) / 2, (row - rows / 2) * pitch, code, style)
    return Stamp(ink)


@lru_cache(maxsize=32)
def _asks(room: float, tries: bool, compact: bool) -> Stamp:
    """``Run Y M L N`` over ``Help Y M L N``, a third line for the tries if wanted, around a middle line."""
    ink = Ink()
    style = Style(7.5, grey=40)
    step = (room - 0.25 * INCH) / 4
    pitch = (0.112 if compact and tries else 0.14) * INCH
    top = -pitch * (1.5 if tries else 1)
    if tries:
        for place in range(3):
            x, at = place * room / 3, top + 2 * pitch
            ink.text(x, at, str(place + 1), Style(6, grey=100))
            ink.rule(x + 0.07 * INCH, at + 0.11 * INCH, x + room / 3 - 0.04 * INCH, at + 0.11 * INCH, grey=150)
    for place, word in enumerate(("Run", "Help")):
        at = top + place * pitch
        ink.text(0, at, word, Style(6.5, grey=100))
        for letter_at, letter in enumerate("YMLN"):
            x = 0.25 * INCH + (letter_at + 0.5) * step - width(letter, style) / 2
            ink.text(x, at - 0.005 * INCH, letter, style)
    return Stamp(ink)
