"""People's names: how they are shown, ordered and compared."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["display_name", "fold", "list_name", "one_slip", "sort_key", "split_name"]

_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i",
     "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "–": "-", "—": "-", "‐": "-", "‑": "-"}
)  # letters that carry no separate accent, and the dashes and quotes word processors make
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "v", "esq", "md", "phd"))
_ACCENTS = re.compile("[\u0300-\u036f]+")  # those of Latin letters, at once; others go one by one


def fold(text: str) -> str:
    """Text as it is compared and searched: lower case, accents off, white space single. Any script stays."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    if not plain.isascii():
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(plain.translate(_LETTERS).split())


def display_name(first: str, last: str, middle: str = "", suffix: str = "") -> str:
    """``Aisha Flores``; whatever part is missing is left out."""
    name = " ".join(part for part in (first, middle, last) if part)
    return f"{name} {suffix}".strip() if suffix else name


def split_name(said: str, last: str = "", suffix: str = "") -> tuple[str, str, str]:
    """First name, last name and suffix of a name written whole, by hand.

    Args:
        said: ``Maria de la Cruz``, ``Flores, Aisha`` or ``John Lee Jr``.
        last: the last name it had; kept whole where the text still ends with it.
        suffix: the suffix it had.
    """
    said = said.strip()
    before, comma, after = said.partition(",")
    if comma and after.strip() and after.strip().rstrip(".").lower() not in _SUFFIXES:
        return after.strip(), before.strip(), suffix
    words = said.replace(",", " ").split()
    ending = ""
    if len(words) > 1 and (words[-1] == suffix or words[-1].rstrip(".").lower() in _SUFFIXES):
        ending = words.pop()
    plain = " ".join(words)
    if last and plain != last and plain.endswith(f" {last}"):
        return plain.removesuffix(last).strip(), last, ending
    return " ".join(words[:-1]) or plain, words[-1] if len(words) > 1 else "", ending


def list_name(first: str, last: str, suffix: str = "") -> str:
    """``Flores, Aisha``, as on a call sheet in order of last name."""
    last_part = f"{last} {suffix}".strip()
    return ", ".join(part for part in (last_part, first) if part)


def sort_key(first: str, last: str, middle: str = "", suffix: str = "") -> str:
    """The key behind "sorted by name": last, first, middle, suffix, folded; the nameless come last."""
    return fold(f"{last} {first} {middle} {suffix}") or "\U0010ffff"


def one_slip(one: str, other: str) -> bool:
    """Whether one letter added, missing, changed or two neighbours swapped makes the texts equal."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(long) - len(short) > 1 or len(short) < 3:
        return False
    place = 0
    while place < len(short) and short[place] == long[place]:
        place += 1
    if len(short) == len(long):
        if short[place + 1:] == long[place + 1:]:
            return True
        return (
            place + 1 < len(short) and short[place] == long[place + 1] and short[place + 1] == long[place]
            and short[place + 2:] == long[place + 2:]
        )
    return short[place:] == long[place + 1:]
