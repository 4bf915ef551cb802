"""District kinds and codes: how they are named, joined over spellings, ordered and shown."""

from __future__ import annotations

import re

from organizer.domain.named_districts import named_district
from organizer.domain.names import fold

__all__ = [
    "KINDS", "SHORT", "county_key", "county_name", "in_county", "kind_of", "natural_key", "normalize_code",
    "short_label",
]

KINDS: dict[str, str] = {
    "state-house": "State House",
    "state-senate": "State Senate",
    "congressional": "Congressional",
    "county-council": "County commission",
    "county": "County",
    "city-council": "City council",
    "ward": "Ward",
    "school": "School",
    "precinct": "Precinct",
    "city": "City",
    "town": "Town",
    "township": "Township",
    "village": "Village",
    "borough": "Borough",
    "municipality": "Municipality",
    "judicial": "Judicial",
    "special": "Special",
    "utility": "Utility",
    "water": "Water",
    "state": "State",
    "national": "National",
    "other": "Other",
}  # the Voting Information Project's types and precinct, in the order they are shown
SHORT: dict[str, str] = {
    "state-house": "HD", "state-senate": "SD", "congressional": "CD", "county-council": "CC", "school": "ISD",
    "ward": "Ward", "city-council": "Council", "precinct": "Pct", "judicial": "JD",
}
"""What stands before a code on a chip; other kinds show the code alone."""

_ALIASES: dict[str, str] = {
    "state house": "state-house", "house": "state-house", "hd": "state-house", "sldl": "state-house",
    "assembly": "state-house", "lower": "state-house", "state lower": "state-house", "state rep": "state-house",
    "state representative": "state-house", "state assembly": "state-house", "house of delegates": "state-house",
    "state senate": "state-senate", "senate": "state-senate", "sd": "state-senate", "sldu": "state-senate",
    "upper": "state-senate", "state upper": "state-senate",
    "congressional": "congressional", "congress": "congressional", "cd": "congressional", "us house": "congressional",
    "federal": "congressional",
    "county commissioner": "county-council", "county commission": "county-council", "commission": "county-council",
    "commissioner": "county-council", "county council": "county-council", "supervisor": "county-council",
    "county district": "county-council", "cc": "county-council",
    "city council": "city-council", "council": "city-council", "aldermanic": "ward", "school board": "school",
    "school district": "school", "isd": "school", "pct": "precinct", "vtd": "precinct",
    "leg": "state-house", "sen": "state-senate", "rep": "state-house", "cong": "congressional",
    "cty com": "county-council", "county com": "county-council", "county commiss": "county-council",
    "commiss": "county-council", "county board": "county-council", "county commissioners": "county-council",
    "judic": "judicial", "sldlst": "state-house", "sldust": "state-senate", "unsdlea": "school",
    "municipal": "municipality", "us congress": "congressional", "us congressional": "congressional",
    "upper house": "state-senate", "lower house": "state-house", "house of representatives": "state-house",
    "city ward": "ward", "school board seat": "school", "statehouse": "state-house", "statesenate": "state-senate",
    "soil and water": "special", "swcd": "special", "fire": "special",
    "delegate": "state-house", "delegates": "state-house", "hod": "state-house", "representative": "state-house",
    "state sen": "state-senate", "senatorial": "state-senate", "unicameral": "state-senate", "parish": "county",
    "parish council": "county-council", "police jury": "county-council", "police juror": "county-council",
    "magisterial": "county-council", "supervisorial": "county-council", "board of supervisors": "county-council",
    "commissioner precinct": "county-council", "borough assembly": "county-council", "councilmanic": "city-council",
    "alderman": "ward", "voting": "precinct",
}
_WORDS = re.compile(
    r"^(?:(?:u\.?\s?s\.?|state|county|parish|city|town|township|legislative|independent|consolidated)\s+)*"
    r"(?:house of delegates|house|senate|assembly|congressional|congress|commissioner|commission|council|supervisor|"
    r"supervisorial|magisterial|police jury|delegates?|unicameral|councilmanic|"
    r"ward|school|precinct|pct|judicial|representative|legislative|hod|hd|sd|cd|ld|cc|jd|isd|ad)?\.?\s*"
    r"(?:district|dist|precinct|pct|board|seat)?\.?\s*(?:no\.?|number|nr\.?|#)?\s*[-:#]?\s*"
    r"(?=\d|[a-z]{0,2}\d|at[- ]large)",
    re.IGNORECASE,
)
_STATE = re.compile(r"^[A-Z]{2}[-\s](?=\d)", re.IGNORECASE)
_ORDINAL = re.compile(
    r"^(\d+)(?:st|nd|rd|th)\b(?:\s+(?:district|ward|precinct|congressional|senate|house|assembly|legislative|delegate|"
    r"representative|senatorial|judicial|magisterial|council|commissioner|supervisor|state|dist\.?))*$",
    re.IGNORECASE,
)
_SEAT = re.compile(
    r"[\s,;:/-]+(?:\(?(?:state\s+)?(?:rep(?:resentative)?|house)\.?\s*)?\(?(?:pos(?:ition|n)?|seat|place)\b\.?\s*"
    r"(?:no\.?|#)?\s*(?:[a-e]|\d{1,2})\)?$",
    re.IGNORECASE,
)
_AT_LARGE = re.compile(
    r"^(?:[a-z]{2}[- ])?(?:cd[- ]?)?(?:district\s)?(?:at[- ]?large|al|00)(?:\sdistrict)?$", re.IGNORECASE
)
_PLAIN_CODE = re.compile(r"^0*(\d+)\s*-?\s*([A-Za-z]?)$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TAIL = re.compile(r"(?:\s*(?:district|dist|name|number|num|no|code|id|abbrv|abbr|desc|description)s?)+$")
_LEAD = re.compile(r"^(?:voters|voter|[a-z]{2})\s+")
_COUNTY_CODE = re.compile(
    r"^(?P<county>[^\W\d][^\d]*?)\s+(?:(?:county|parish|borough)\s+)?(?:commissioner\s+|commission\s+|council\s+|supervisor\s+)?"
    r"(?:district\s+|dist\.?\s+)?\#?0*(?P<code>\d{1,3})$",
    re.IGNORECASE,
)
_COUNTY_WORD = re.compile(r"\s+(?:county|parish|borough|co\.?|cnty)$", re.IGNORECASE)
_DIGITS = re.compile(r"(\d+)")
_LEGISLATIVE = ("state-house", "state-senate")
_CODED = {"state-house", "state-senate", "congressional", "county-council", "city-council", "ward", "school",
          "judicial", "special", "other"}


def kind_of(text: str) -> str | None:
    """The kind behind what somebody wrote (``State House District``, ``HD``, ``state_house``); None if unknown."""
    word = re.sub(r"[^a-z0-9]+", " ", fold(_CAMEL.sub(" ", text))).strip()
    tail = _TAIL.sub("", word)
    for candidate in (word, tail, _LEAD.sub("", word), _LEAD.sub("", tail)):
        if candidate.replace(" ", "-") in KINDS:
            return candidate.replace(" ", "-")
        if candidate in _ALIASES:
            return _ALIASES[candidate]
    return None


def normalize_code(kind: str, text: str) -> str:
    """One code for every spelling: ``010A``, ``10a``, ``HD 10A``, ``State House District 10A`` are all ``10A``.

    Codes stay text. Words around the number, the state before it and leading zeros go; letters become capitals.
    A county's own districts are numbered anew in every county, so its name stands before two digits: ``Pine 05``.
    A seat's position (``43 Pos. 1``) is none of the district, and what a state calls by words (``TENTH BRISTOL``) is
    spelled as the state does. What else is no plain number with a letter (``CM03``, ``1/7``) stays as written.
    """
    code = " ".join(text.split())
    if kind not in _CODED:
        return code
    code = _STATE.sub("", code)
    if kind == "congressional" and _AT_LARGE.match(code):
        return "At-Large"
    if kind in _LEGISLATIVE and (seat := _SEAT.search(code)):
        code = code[: seat.start()]
    stripped = _WORDS.sub("", code)
    if ordinal := _ORDINAL.match(stripped):
        stripped = ordinal[1]
    if plain := _PLAIN_CODE.match(stripped):
        return f"{plain[1]}{plain[2].upper()}"
    if kind == "county-council" and (found := _COUNTY_CODE.match(code)):
        return in_county(found["county"], found["code"])
    if kind in _LEGISLATIVE and (named := named_district(kind, code)):
        return named
    return stripped or code


def county_name(text: str) -> str:
    """A county without the word: ``St. Louis County`` is ``St. Louis``."""
    return _COUNTY_WORD.sub("", " ".join(text.split()))


def county_key(text: str) -> str:
    """A county as it is compared: ``St Louis County`` and ``Saint Louis`` are one."""
    words = re.sub(r"[^\w]+", " ", fold(county_name(text))).split()
    return " ".join({"saint": "st", "sainte": "ste"}.get(word, word) for word in words)


def in_county(county: str, code: str) -> str:
    """A district of one county by name and number: ``Pine 05``; without a county the bare number."""
    plain = normalize_code("county-council", code)
    if not county or not plain.isdigit():
        return plain
    return f"{county_name(county)} {int(plain):02d}"


def natural_key(code: str) -> str:
    """A text that sorts codes as people count: 1A, 8A, 8B, 10A, then the words."""
    parts = _DIGITS.split(fold(code))
    return "".join(part.zfill(8) if part.isdigit() else part for part in parts)


def short_label(kind: str, code: str) -> str:
    """``HD 10A``, ``Ward 2``, ``Pct Duluth P-15``; a kind without a short name shows the code alone."""
    short = SHORT.get(kind, "")
    said = code.casefold().startswith((f"{short} ".casefold(), f"{KINDS.get(kind, kind)} ".casefold()))  # "Pct 3"
    return code if said or not short else f"{short} {code}"
