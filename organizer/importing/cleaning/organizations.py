"""Names of firms, trusts, churches and clubs, which stand in lists of owners and donors where a person's name does."""

from __future__ import annotations

import re

from organizer.domain.names import fold
from organizer.importing.cleaning import nicknames

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
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "rev", "pastor", "fr", "prof", "coach", "judge"))
_AT_THE_START = (
    "estate of ", "the estate of ", "bank of ", "church of ", "city of ", "county of ", "town of ", "friends of ",
)


def is_organization(text: str) -> bool:
    """Whether a text names an organization for sure: ``Acme LLC``, ``SMITH FAMILY TRUST``, ``St. Luke's Church``.

    ``Frank Church`` and ``Shirley Temple`` are people.
    """
    low = text.lower()
    words = (low.replace(".", "").replace(",", " ") if "." in low or "," in low else low).split()
    if len(words) < 2:
        return False
    if not _ALWAYS.isdisjoint(words) or (low.startswith(_AT_THE_START) and len(words) > 2):
        return True
    if words[-1] not in _AT_THE_END and not words[-1].isdigit():
        return False
    words = [word for word in _WORD.findall(fold(text)) if not word.isdigit()]
    return len(words) > 1 and words[-1] in _AT_THE_END and not (
        words[0] in _TITLES or words[0] in nicknames.given_names()
    )
