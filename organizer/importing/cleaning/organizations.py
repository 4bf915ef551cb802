"""Names of firms, trusts, churches and clubs, which stand in lists of owners and donors where a person's name does."""

from __future__ import annotations

import re

from organizer.domain.names import fold
from organizer.importing.cleaning import nicknames
from organizer.importing.cleaning.titles import is_title

__all__ = ["is_organization"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ALWAYS = frozenset((
    "llc", "llp", "pllc", "lllp", "inc", "incorporated", "corp", "corporation", "ltd", "plc", "trust", "irrevocable",
    "foundation", "association", "assn", "committee", "coalition", "ministries", "partnership", "holdings",
    "properties", "enterprises", "investments", "rentals", "dept", "cooperative", "federation", "institute",
    "condominium", "condominiums", "hoa", "lutheran", "baptist", "methodist", "presbyterian", "episcopal", "teamsters",
    "iglesia", "sindicato", "fideicomiso", "asociacion", "asociación",
))
"""Words that no person is called by."""
_AT_THE_END = frozenset((
    "church", "temple", "center", "club", "school", "society", "farm", "farms", "union", "bank", "chapel", "parish",
    "mosque", "synagogue", "league", "lodge", "auxiliary", "group", "services", "co", "lp", "pac", "local", "library",
    "elementary", "academy", "team", "university", "college", "council", "company", "department", "apartments",
    "partners", "associates", "realty", "coop",
))
"""Words that end the name of an organization, and somebody's family name where a given name stands first."""
_AT_THE_START = (
    "estate of ", "the estate of ", "bank of ", "church of ", "city of ", "county of ", "town of ", "friends of ",
)
_FAMILY_TOO = frozenset((
    "church", "temple", "parish", "lodge", "chapel", "bank", "council", "league", "co", "college", "union", "farm",
    "school", "group",
))
"""Those of them that are family names besides."""
_BEFORE = frozenset((
    "elks", "moose", "eagles", "masonic", "rotary", "lions", "first", "second", "new", "community", "credit",
    "teachers", "labor", "trade", "union", "city", "county", "town", "village", "state", "national", "public",
    "high", "middle", "st", "saint", "holy", "our", "christian", "catholic", "unitarian", "bible", "family",
))
"""Words that begin such a name, and nobody's own."""
_ROLE = re.compile(r"\bcommittee ?(?:chair|co-?chair|vice|officer|member|person|man|woman)")


def is_organization(text: str) -> bool:
    """Whether a text names an organization for sure: ``Acme LLC``, ``SMITH FAMILY TRUST``, ``St. Luke's Church``.

    ``Frank Church``, ``J. Temple`` and ``Keisha Council`` are people; of two words ``Grace Trust`` may be one, too.
    """
    low = text.lower()
    words = (low.replace(".", "").replace(",", " ") if "." in low or "," in low else low).split()
    if len(words) < 2:
        return False
    if not _ALWAYS.isdisjoint(words) and not _ROLE.search(low):
        return words[1:] not in (["trust"], ["baptist"]) or words[0] not in nicknames.given_names()
    if low.startswith(_AT_THE_START) and len(words) > 2:
        return True
    if words[-1] not in _AT_THE_END and not words[-1].isdigit():
        return False
    known = nicknames.given_names()
    words = [word for word in _WORD.findall(fold(text)) if not word.isdigit() and word != "the"]
    if len(words) < 2 or words[-1] not in _AT_THE_END or is_title(words[0]) or words[0] in known:
        return False
    if words[-1] not in _FAMILY_TOO or words[0] in _BEFORE:
        return True
    between = words[1:-1]
    return len(words[0]) > 1 and between != [] and not any(len(word) == 1 or word in known for word in between)
