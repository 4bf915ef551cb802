"""The table page: a person a row, codes to circle; twelve to fifteen lying, twenty to twenty-five compact."""

from __future__ import annotations

from functools import lru_cache

from organizer.callsheets.pdf.form import MARKS, Piece
from organizer.callsheets.pdf.ink import INCH, Ink, Stamp, Style, fit, line_height, width, wrap
from organizer.callsheets.sheet import Household, Line
from organizer.callsheets.template import Template

__all__ = ["HEAD_HEIGHT", "Column", "columns_of", "table_head", "table_pieces"]

HEAD_HEIGHT = 0.19 * INCH
_HEAD = Style(7, bold=True, grey=70)
_NUMBER = Style(10, bold=True)
_CODE = Style(6, grey=120)
_PAD = 0.05 * INCH
_STRIP = (*MARKS, "HO")

_HEADINGS = {"number": "#", "name": "Name", "phone": "Phone", "where": "Where", "about": "About", "result": "Result",
             "asks": "Run / help", "tries": "1st 2nd 3rd", "notes": "Notes"}
_HIGH = {"number": (0.31, 0.36), "name": (1.08, 1.4), "phone": (1.02, 1.1), "where": (1.1, 1.85), "about": (0.98, 1.6),
         "result": (1.2, 1.35), "asks": (0.76, 0.84), "tries": (0.66, 0.78), "notes": (0.68, 1.2)}
_LOW = {"number": (0.3, 0.33), "name": (1.05, 1.3), "phone": (1.0, 1.06), "where": (1.25, 2.1), "about": (1.1, 1.75),
        "result": (1.42, 1.52), "asks": (0.72, 0.76), "tries": (0.6, 0.66), "notes": (0.68, 1.1)}
"""Least and best width in inches, for high rows and for low ones."""
Column = tuple[str, str, float, float]
"""Key, heading, left edge and width."""


def columns_of(template: Template, left: float, right: float) -> list[Column]:
    """The columns and where they stand; notes take what is left over."""
    compact = template.density == "compact"
    there = {
        "phone": template.has("phone"), "where": template.has("address") or template.has("districts"),
        "about": any(template.has(name) for name in ("interest", "involved", "last", "language", "email")),
        "result": template.has("result"), "asks": template.has("asks"),
        "tries": template.has("tries") and not _tries_below(template), "notes": template.has("notes"),
    }
    headings = _HEADINGS | ({"tries": "Tries"} if compact else {})
    wanted = [(key, headings[key], *wide) for key, wide in (_LOW if compact else _HIGH).items() if there.get(key, True)]
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
        bold = Style(9 if compact else 10.5, bold=True)
        across = 1 if compact and template.landscape else 2
        broken, style = fit(line.list_name or "(no name)", bold, room, across, 0.82 if across == 1 else 0.7, 7)
        age = [(f"age {line.age}", Style(6.5, grey=110))] if line.age and not compact else []
        return [(one, style) for one in broken] + age
    if key == "phone":
        return _phones(line, room, compact, hidden)
    if key == "where":
        parts = [] if place_said or not template.has("address") else [line.place]
        parts += [line.district_words] if template.has("districts") else []
    elif key == "about":
        parts = _about(line, template, compact)
    else:
        return []
    lines = 3 if not compact else 2 if template.landscape else 3
    if not compact:
        apart = [(one, small) for part in parts for one in wrap(part, small, room)]
        if apart and len(apart) <= lines:
            return apart
    if key == "about":
        parts = _about(line, template, True)
    together, style = fit("\u00a0· ".join(part for part in parts if part), small, room, lines,
                          0.8 if key == "where" else 0.9, 6 if key == "where" else lines if compact else 4)
    return [(one, style) for one in together]


def _about(line: Line, template: Template, short: bool) -> list[str]:
    """What is said about a person, each by itself; where it is short, what may be cut off comes last."""
    age = f"age {line.age}" if line.age and template.density == "compact" else ""
    last = line.last if template.has("last") else ""
    words = {name: getattr(line, name) if template.has(name) else ""
             for name in ("interest", "involved", "language", "email")}
    if short:
        return [age, words["interest"], last, words["language"], words["email"], words["involved"]]
    return [*words.values(), last]


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
