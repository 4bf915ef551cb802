"""Which district elects an office, and what kind of office it is, from the words of a list of seats."""

from __future__ import annotations

import re

from organizer.domain.district import KINDS, county_name, in_county, kind_of, normalize_code
from organizer.domain.names import fold

__all__ = ["office_of", "place_of"]

_CONGRESS = re.compile(r"\b(?:u\.? ?s\.? house|congress|congressional|u\.? ?s\.? representative)\b")
_NTH = re.compile(
    r"\b(\d+)(?:st|nd|rd|th) "
    r"(?:(?:representative|senatorial|legislative|congressional|assembly|house|senate|judicial) )?"
    r"(?:district|ward|division|precinct)\b"
)
_LETTER = re.compile(r"\bdistrict ([a-t])$")
_PART_OF_COUNTY = re.compile(r"^(?P<county>.+?) (?:county|parish) - (?P<part>.+?)(?: (?:district|magisterial))*$", re.I)
_NUMBER = re.compile(r"\b(?:district|dist|ward|division|precinct)\.?\s*(?:no\.?|number|\#)?\s*0*(\d+\s?[a-z]?)\b")
_LAST_NUMBER = re.compile(r"\b0*(\d+\s?[a-z]?)$")
_NUMBERED = ("state-house", "state-senate", "congressional", "county-council")
_SCHOOLS = re.compile(
    r"^([\w .'-]+?) (?:public |area |independent )*(?:schools?\b|board of education)"
)
_CITY_OF = re.compile(r"^(?:city|town|village) of ([a-z .'-]+?)(?: city| town| village| mayor|,|$)")
_OF_CITY = re.compile(r"^([\w .'-]+?) (?:city|town|village) (?:council|commission)|^([\w .'-]+?) mayor")
_OFFICES: tuple[tuple[str, str], ...] = (
    (r"\b(?:u\.? ?s\.?|united states) senat", "state"),
    (r"state senat|\bsenate\b|\bsenator\b|\bstate sen\b|senatorial", "state-senate"),
    (r"(?:borough|municipal|anchorage|juneau|sitka) assembly|police jur", "county-council"),
    (r"state house|house of representatives|state rep|assembly|house of delegates|\bhouse district|nc house"
     r"|representative in (?:the )?general court", "state-house"),
    (r"state board of education|(?:corporation|public service|railroad|insurance|agriculture) commission", "other"),
    (r"county (?:commission|board|council|supervisor|legislat)|commissioners?\b|board of supervisors|parish council",
     "county-council"),
    (r"school|board of education|\bisd\b", "school"),
    (r"soil|water conservation", "special"),
    (r"(?:city|district|town) council|council member|councilmember|alder|village|mayor|city commission", "city"),
    (r"township|town board|town supervisor", "township"),
    (r"judge|justice|court", "judicial"),
    (r"precinct|committee ?(?:m[ae]n|wom[ae]n|person|people|member)", "precinct"),
    (r"sheriff|county attorney|register of deeds|county clerk|county treasurer|county auditor|coroner", "county"),
)


def place_of(
    name: str, kind_text: str, code_text: str, county: str = "", city: str = "", office: str = "", state: str = ""
) -> tuple[str, str]:
    """The district that elects a seat: (kind, code) from the list's columns, else from the words of name and office."""
    folded, told = fold(name), fold(f"{name} {office}")
    kind = kind_of(kind_text) if kind_text else None
    if kind is None and kind_text and fold(kind_text) in KINDS:
        kind = fold(kind_text)
    if kind is None:
        if _CONGRESS.search(told):
            kind = "congressional"
        elif state == "NE" and re.search(r"\blegislature\b", told):  # it has one house, of senators
            kind = "state-senate"
        else:
            kind = next((found for pattern, found in _OFFICES if re.search(pattern, told)), "other")
    code = code_text
    if kind == "county" and (part := _PART_OF_COUNTY.match(code)):
        return "county-council", in_county(part["county"].title(), part["part"])
    numbered = _LAST_NUMBER.search(folded) if kind in _NUMBERED else None
    letter = _LETTER.search(folded) if kind == "state-senate" else None
    if not code and (found := _NTH.search(folded) or _NUMBER.search(folded) or letter or numbered):
        code = found[1]
    if kind == "county-council":
        if not code and county:
            return "county", county
        return kind, in_county(county, code) if code else ""
    if kind == "county":
        return kind, county_name(code or county)
    if kind in ("city", "town", "township", "village", "borough", "municipality"):
        named = code if code and not code[:1].isdigit() else city
        ward = normalize_code("ward", code)
        if ward[:1].isdigit():
            return "ward", ward
        if not named and (found := _CITY_OF.search(folded) or _OF_CITY.search(folded)):
            named = next(part for part in found.groups() if part).title()
        return kind, named or code
    if kind == "school" and not code and (found := _SCHOOLS.search(folded)):
        return kind, found[1].title()
    return kind, normalize_code(kind, code) if code else ""


def office_of(text: str, kind: str) -> str:
    """The office in the words that prospects' wishes are grouped in ("School board"), else what the kind elects."""
    folded = fold(text)
    if "mayor" in folded:
        return "Mayor"
    return {
        "state-house": "State House", "state-senate": "State Senate", "congressional": "US House",
        "county-council": "County commission", "school": "School board", "city": "City council",
        "city-council": "City council", "ward": "City council", "township": "Township board", "judicial": "Judge",
        "town": "Township board", "village": "City council",
    }.get(kind) or _other_office(folded)


def _other_office(folded: str) -> str:
    words = (("soil", "Soil and Water"), ("sheriff", "Sheriff"), ("attorney", "County attorney"),
             ("park", "Park board"), ("library", "Library board"), ("hospital", "Hospital board"),
             ("water", "Water board"), ("commission", "County commission"), ("supervisors", "County commission"))
    return next((office for word, office in words if word in folded), "")
