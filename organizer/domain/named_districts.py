"""Legislative districts that are called by words, as in Massachusetts, New Hampshire and Vermont: one spelling each."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files

from organizer.domain.names import fold

__all__ = ["legislatures", "named_district"]

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
          "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40}
_ORDINALS = {word: number for number, word in enumerate(_UNITS, start=1)} | {
    f"{word[:-1]}ieth": number for word, number in _TENS.items()
}
_IDLE = frozenset(("county", "district", "districts", "dist", "no", "number", "state", "house", "senate", "senatorial",
                   "representative", "hd", "sd", "floterial", "of", "the", "and"))


@lru_cache(maxsize=1)
def legislatures() -> dict[tuple[str, str], dict[str, str]]:
    """By state and kind the districts of its legislature: code to name, in the table's order."""
    out: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    text = files("resources").joinpath("districts/state-legislative.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        out[row["state"], row["kind"]][row["code"]] = row["name"]
    return dict(out)


@lru_cache(maxsize=8192)
def named_district(kind: str, text: str) -> str | None:
    """The code of a district that some state calls by words: ``TENTH BRISTOL`` is 10th Bristol, ``SD A`` is A.

    None where no state has such a district of this kind, or two states write it differently.
    """
    found = _by_words(kind).get(_words(text), ())
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=2)
def _by_words(kind: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    out: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for (_, one), codes in legislatures().items():
        if one == kind:
            for code in codes:
                if not code[:1].isdigit() or " " in code:
                    out[_words(code)][code] = None
    return {words: tuple(found) for words, found in out.items()}


def _words(text: str) -> tuple[str, ...]:
    """The words that tell a district from others, ordinals as numbers."""
    out: list[str] = []
    for word in re.findall(r"[a-z]+|\d+", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", fold(text))):
        if word in _ORDINALS:
            tens = _TENS.get(out[-1], 0) if out else 0
            if tens and _ORDINALS[word] < 10:
                out.pop()
            else:
                tens = 0
            out.append(str(tens + _ORDINALS[word]))
        elif word not in _IDLE:
            out.append(word.lstrip("0") or "0")
    return tuple(out)
