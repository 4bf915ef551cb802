"""A street's name as the post writes it and as it is compared, whatever its spelling."""

from __future__ import annotations

import re
from functools import lru_cache

from organizer.domain.names import fold
from organizer.domain.street_words import DIRECTIONS, ORDINALS, SUFFIXES

__all__ = ["NUMBERED_ROADS", "named"]

_JUNK = re.compile(r"[.,;]+")
_ROADS = (
    (re.compile(r"^(?:CO|CTY|CNTY|COUNTY) (?:RD|ROAD)\b"), "COUNTY ROAD"),
    (re.compile(r"^CR (?=\w*\d|\w$)"), "COUNTY ROAD "),
    (re.compile(r"^(?:CSAH|(?:CO|CTY|CNTY|COUNTY|COUNTY STATE AID) (?:HWY|HIGHWAY))\b"), "COUNTY HIGHWAY"),
    (re.compile(r"^(?:ST|STATE) (?:HWY|HIGHWAY)\b"), "STATE HIGHWAY"),
    (re.compile(r"^(?:ST|STATE) (?:RD|ROAD)\b"), "STATE ROAD"),
    (re.compile(r"^(?:ST|STATE) (?:RTE|ROUTE|RT)\b|^SR (?=\d)"), "STATE ROUTE "),
    (re.compile(r"^U ?S (?:HWY|HIGHWAY|RTE|RT|ROUTE)\b"), "US HIGHWAY"),
    (re.compile(r"^U ?S (?=\d)"), "US HIGHWAY "),
    (re.compile(r"^S ?H (?=\d)"), "STATE HIGHWAY "),
    (re.compile(r"^(?:F ?M|FARM TO MARKET)(?: (?:RD|ROAD))? (\d+)(?:TH|ST|ND|RD)?(?: (?:RD|ROAD)\b)?"), r"FM \1"),
    (re.compile(r"^(?:R ?M|R ?R|RANCH(?: TO MARKET)?(?: (?:RD|ROAD))?) (?=\d+\b(?! BOX))"), "RANCH ROAD "),
    (re.compile(r"^(?:INTERSTATE|IH?) (?=\d)"), "INTERSTATE "),
    (re.compile(r"^(?:TWP|TOWNSHIP) (?:RD|ROAD)\b"), "TOWNSHIP ROAD"),
    (re.compile(r"^(?:HWY|HIWAY|HIGHWAY) (?=\w)"), "HIGHWAY "),
    (re.compile(r"^(?:RTE|RT|ROUTE) (?=\w)"), "ROUTE "),
    (re.compile(r"^(?:AVE|AV) (?=(?:\w|OF|DE|\d+)\b)"), "AVENUE "),
    (re.compile(r"^(?:(?:DR|REV) )?(?:MLK|M L K|MARTIN LUTHER KING)(?: (?:JR|JUNIOR))?\b"), "MARTIN LUTHER KING JR"),
    (re.compile(r"^MC (?=[A-Z]{3})"), "MC"),
)
_TWO_WINDS = re.compile(r"\b([ns])\.([ew])\.?(?=\s|$)", re.IGNORECASE)  # N.E., but not S. E St
_ROAD_DASH = re.compile(r"\b(us|sr|cr|sh|fm|rm|hwy|csah|i)-(?=\d)", re.IGNORECASE)
_NUMBERED = {"hwy": "HIGHWAY", "highway": "HIGHWAY", "hiway": "HIGHWAY", "rd": "ROAD", "rte": "ROUTE", "rt": "ROUTE"}
NUMBERED_ROADS = frozenset(_NUMBERED) - {"rd"}
_STREET_BEGINS = {"SAINT": "ST", "SAINTE": "STE", "MOUNT": "MT", "FORT": "FT"}
_KEEP_UPPER = re.compile(r"^(?:[NSEW]|NE|NW|SE|SW|US|CSAH|PO|RR|HC|FM)$")


def _tokens(street: str) -> list[str]:
    """A street's words in capitals with every word that has an abbreviation or number written the postal way."""
    street = _ROAD_DASH.sub(r"\1 ", _TWO_WINDS.sub(r"\1\2", street))
    text = fold(_JUNK.sub(" ", street)).replace("'", "").replace("#", " ")
    words = text.split()
    if len(words) > 2 and words[0] + words[1] in DIRECTIONS and len(words[0]) > 1 and len(words[1]) > 1:
        words[:2] = [words[0] + words[1]]  # north east
    if not words:
        return []
    last = len(words) - 1
    if last >= 2 and words[last - 1] + words[last] in DIRECTIONS and len(words[last - 1]) > 1 and len(words[last]) > 1:
        words[last - 1:] = [words[last - 1] + words[last]]
        last -= 1
    out = [word.upper() for word in words]
    if (last >= 2 and words[last] in DIRECTIONS) or (last == 1 and words[last] in DIRECTIONS and (
        words[0] in SUFFIXES or words[0][:1].isdigit()
    )):
        out[last] = DIRECTIONS[words[last]]
        last -= 1
    suffix = last
    first = 0
    if words[0] in DIRECTIONS and last >= 1 and not (last == 1 and words[1] in SUFFIXES):
        out[0] = DIRECTIONS[words[0]]
        first = 1
    if last > first and words[last] in SUFFIXES:
        out[last] = SUFFIXES[words[last]]
        if words[last - 1].isdigit():
            out[last - 1] = _ordinal(words[last - 1])
    else:
        suffix = len(words)
    for place in range(first, min(suffix, last + 1)):
        if words[place] in ORDINALS:
            out[place] = ORDINALS[words[place]]
    joined = " ".join(words[first:first + 2])
    tens = joined.replace(" ", "-")
    if "-" in tens and tens in ORDINALS and first + 1 < suffix:
        out[first:first + 2] = [ORDINALS[tens]]
    for place in range(first, len(out) - 1):
        if words[place] in _NUMBERED and out[place + 1][:1].isdigit() and place + 1 < suffix:
            out[place] = _NUMBERED[words[place]]
    if first < len(out) - 1 and out[first] in _STREET_BEGINS:
        out[first] = _STREET_BEGINS[out[first]]
    return out


def _ordinal(number: str) -> str:
    n = int(number)
    return f"{n}{'TH' if 10 <= n % 100 <= 20 else {1: 'ST', 2: 'ND', 3: 'RD'}.get(n % 10, 'TH')}"


@lru_cache(maxsize=65536)
def named(street: str) -> tuple[str, str]:
    """A street as shown and as compared."""
    tokens = _tokens(street)
    if not tokens:
        return "", ""
    first = 1 if len(tokens) > 1 and tokens[0] in _STATES_OF_WIND else 0
    rest = " ".join(tokens[first:])
    for pattern, name in _ROADS:
        if pattern.match(rest):
            rest = pattern.sub(name, rest, count=1).replace("  ", " ").strip()
            rest = re.sub(r" (?:NO|NUMBER) (?=\d)", " ", rest)
            break
    key = " ".join([*tokens[:first], rest])
    return _shown(key, street), key


_STATES_OF_WIND = frozenset(DIRECTIONS.values())


def _shown(key: str, street: str) -> str:
    """The key in the writer's own capitals where those are mixed, else with a capital a word."""
    written = {fold(word).replace("'", "").upper(): word for word in _JUNK.sub(" ", street).split()}
    mixed = not street.isupper() and not street.islower()
    words = []
    for word in key.split():
        own = written.get(word, "")
        if _KEEP_UPPER.match(word):
            words.append(word)
        elif own and mixed and own != word and not own.islower():
            words.append(own)
        elif word[:1].isdigit():
            words.append(word.lower() if word[-2:] in ("ST", "ND", "RD", "TH") else word)
        else:
            words.append("-".join(part[:1] + part[1:].lower() for part in (own.upper() if own else word).split("-")))
    return " ".join(words)
