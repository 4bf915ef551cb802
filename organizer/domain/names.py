"""People's names: how they are shown, ordered and compared."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["display_name", "fold", "list_name", "sort_key"]

_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i",
     "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "–": "-", "—": "-", "‐": "-", "‑": "-"}
)  # letters that carry no separate accent, and the dashes and quotes word processors make
_SPACE = re.compile(r"\s+")
_ACCENTS = re.compile("[\u0300-\u036f]+")  # those of Latin letters, at once; others go one by one


def fold(text: str) -> str:
    """Text as it is compared and searched: lower case, accents off, white space single. Any script stays."""
    if text.isascii():
        return _SPACE.sub(" ", text.lower()).strip()
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    if not plain.isascii():
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _SPACE.sub(" ", plain.translate(_LETTERS)).strip()


def display_name(first: str, last: str, middle: str = "", suffix: str = "") -> str:
    """``Aisha Flores``; whatever part is missing is left out."""
    name = " ".join(part for part in (first, middle, last) if part)
    return f"{name} {suffix}".strip() if suffix else name


def list_name(first: str, last: str, suffix: str = "") -> str:
    """``Flores, Aisha``, as on a call sheet in order of last name."""
    last_part = f"{last} {suffix}".strip()
    return ", ".join(part for part in (last_part, first) if part)


def sort_key(first: str, last: str, middle: str = "", suffix: str = "") -> str:
    """The key behind "sorted by name": last, first, middle, suffix, folded; the nameless come last."""
    key = fold(" ".join(part for part in (last, first, middle, suffix) if part))
    return key or "\U0010ffff"
