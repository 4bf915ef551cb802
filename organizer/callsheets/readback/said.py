"""What people write in a result cell: understood where it is certain, else named with a suggestion, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from organizer.domain.names import fold
from organizer.domain.result_names import result_names, said_as
from organizer.domain.status import ANSWERS, RESULTS, result_of

__all__ = ["Said", "answer_said", "result_said"]

_CERTAIN: dict[str, str] = {"not home": "NH", "language barrier": "OL", "dnc": "XC"}
_MAYBE: dict[str, str] = {"yes": "CV", "angry": "HO", "threatened": "HO"}
"""Words that may tell a result where nothing says it better."""
_KEYS = {result.key: result.code for result in RESULTS if result.key not in "cxdkh"}
"""The hot keys of the calling page, as somebody used to them writes; not those by which much would be lost, nor
the x that ticks a cell, nor the c of other programs' "canvassed"."""
_PARTS = re.compile(r"\s*(?:[,;/&+|]|\band\b|\bthen\b|->|→)\s*")
_LETTER = {code[0]: code for code, _ in ANSWERS}
_WORDS = {label.lower(): code for code, label in ANSWERS}


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says: a code where it is certain; else why not, and the code it may well be ("" if none)."""

    code: str = ""
    problem: str = ""
    suggestion: str = ""


@lru_cache(maxsize=1)
def _exact() -> dict[str, str]:
    known = dict(_CERTAIN)
    for result in RESULTS:
        label = result.label.lower()
        both = (f"{result.code} {label}", f"{label} {result.code}", f"{result.code} - {label}")
        for words in (result.code, label, *both):
            known[fold(words)] = result.code
    return known


@lru_cache(maxsize=4096)
def result_said(cell: str) -> Said:
    """The result that a cell names."""
    said = fold(cell).strip(" .!-–—")
    if not said:
        return Said()
    if code := _exact().get(said):
        return Said(code)
    several = [_exact().get(part) for part in _PARTS.split(said) if part]
    if len(several) < 2:
        several = [_exact().get(part) for part in said.split()]
    codes = list(dict.fromkeys(code for code in several if code))
    if len(codes) > 1:
        names = ", ".join(f"{code} {result_of(code).label.lower()}" for code in codes)
        return Said("", f"two results in one cell: {names}", codes[-1])
    if len(codes) == 1 and None not in several:
        return Said(codes[0])
    suggestion = codes[0] if codes else _KEYS.get(said) or _likely(said)
    if suggestion:
        maybe = f"{suggestion} {result_of(suggestion).label.lower()}"
        return Said("", f"“{cell.strip()}” isn't a result; {maybe}?", suggestion)
    return Said("", f"“{cell.strip()}” isn't a result")


def _likely(said: str) -> str:
    """The result whose name free text holds, the longest where it holds several, or comes nearest to."""
    known = result_names() | _MAYBE | _exact()
    plain = said_as(said.replace("#", " number ").replace("'", "").replace("’", ""))
    if plain in known:
        return known[plain]
    names = [words for words in known if len(words) > 3]
    held = [words for words in names if f" {words} " in f" {plain} "]
    if held:
        return known[max(held, key=len)]
    found = process.extractOne(plain, names, scorer=fuzz.ratio, score_cutoff=72)
    return known[found[0]] if found else ""


def answer_said(cell: str) -> tuple[str, str]:
    """(answer, problem) for ``Y``, ``yes``, ``Maybe``; blank is no answer."""
    said = fold(cell).strip(" .?!")
    if not said:
        return "", ""
    if said in _WORDS or (len(said) == 1 and said in _LETTER):
        return _WORDS.get(said) or _LETTER[said], ""
    return "", f"“{cell.strip()}” isn't an answer; write Yes, Maybe, Later or No"
