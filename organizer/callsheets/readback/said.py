"""What people write in a result cell: understood where it is certain, else named with a suggestion, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from organizer.domain.names import fold
from organizer.domain.status import ANSWERS, RESULTS, result_of

__all__ = ["Said", "answer_said", "result_said"]

_CERTAIN: dict[str, str] = {"not home": "NH", "language barrier": "OL", "dnc": "XC"}
_LIKELY: dict[str, str] = {words: code for code, several in {
    "LM": "left msg, left voicemail, voicemail, vm, lvm, msg, message, left mess",
    "NH": "no ans, na, didnt answer, not in, nobody home, voicemail full, rang out",
    "WN": "wrong #, wrong no, wrong person, bad number",
    "WX": "disc, not in service, out of service, dead line, number disconnected",
    "RF": "not interested, hung up, refuse, no thanks",
    "XC": "dont call, take off list, remove, never call again, stop calling",
    "CB": "call later, callback, call again, try later",
    "BZ": "busy signal, line busy",
    "MV": "moved away, no longer lives here",
    "CV": "spoke, spoke to, spoke with, talked to, reached, contacted, canvassed, completed, interested, yes",
    "DC": "died, dead, passed away",
    "OL": "spanish only, no english, spanish",
    "HO": "rude, angry, threatened",
}.items() for words in several.split(", ")}
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
    """The result that free text comes nearest to, where one does."""
    plain = said.replace("'", "").replace("’", "")
    known = {**_LIKELY, **_exact()}
    for words, code in known.items():
        if len(words) > 3 and words in plain:
            return code
    found = process.extractOne(plain, list(known), scorer=fuzz.ratio, score_cutoff=72)
    return known[found[0]] if found else ""


def answer_said(cell: str) -> tuple[str, str]:
    """(answer, problem) for ``Y``, ``yes``, ``Maybe``; blank is no answer."""
    said = fold(cell).strip(" .?!")
    if not said:
        return "", ""
    if said in _WORDS or (len(said) == 1 and said in _LETTER):
        return _WORDS.get(said) or _LETTER[said], ""
    return "", f"“{cell.strip()}” isn't an answer; write Yes, Maybe, Later or No"
