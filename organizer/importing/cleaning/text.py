"""A cell as text: numbers without their ".0", letters composed, invisible characters taken out."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time

__all__ = ["Cell", "Doubt", "plain", "tidy", "tidy_long"]

Cell = object
"""What a reader hands over: text, a number, a flag, a date, a moment or None."""


class Doubt(str):
    """What is odd about a cell that is used as it was written, for somebody to look at; nothing was mended."""

    __slots__ = ()


_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")


def plain(cell: Cell) -> str:
    """A cell as a person would read it: ``56516.0`` is ``56516``, a date is ISO, a blank is nothing."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time(0)
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def tidy(cell: Cell) -> str:
    """A cell as one line: letters composed (NFC), no invisible characters, white space single, ends trimmed."""
    text = cell if isinstance(cell, str) else plain(cell)
    if text.isascii() and text.isprintable():
        return text if "  " not in text and text[:1] != " " and text[-1:] != " " else _SPACE.sub(" ", text).strip()
    return _SPACE.sub(" ", _HIDDEN.sub("", unicodedata.normalize("NFC", text))).strip()


def tidy_long(cell: Cell) -> str:
    """A cell with its line breaks kept, for what somebody told at length."""
    text = cell if isinstance(cell, str) else plain(cell)
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _HIDDEN.sub("", unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(_SPACE.sub(" ", line).strip() for line in text.split("\n")).strip()
