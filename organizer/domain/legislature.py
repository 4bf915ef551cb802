"""The legislative districts that every state has, for pick-lists and for telling a slip from a district."""

from __future__ import annotations

from organizer.domain.district import natural_key, normalize_code
from organizer.domain.named_districts import legislatures

__all__ = ["LETTERED_SEATS", "check", "codes_of", "of_legislative", "strangers", "whole_district"]

_FOR_BOTH = frozenset(("AZ", "ID", "MD", "MN", "ND", "NJ", "SD", "WA"))
"""States where one numbered legislative district elects to both houses, some of them by halves to the House."""
_SENATE_ONLY = frozenset(("IL", "NE"))
"""States where a legislative district is the senators': those of the House in Illinois are representative districts."""
LETTERED_SEATS = frozenset(("ID", "WA"))
"""States where a letter behind the number of a House district names one of its seats."""
_WORDS = {"state-house": "house", "state-senate": "senate"}


def codes_of(state: str, kind: str) -> dict[str, str]:
    """Codes with names of a state's districts of a kind, in the table's order; empty for kinds it does not hold."""
    return dict(legislatures().get((state.upper(), kind), {}))


def check(state: str, kind: str, code: str) -> str:
    """A sentence where a state has no such legislative district (``MN has no house district 70C``), else ""."""
    known = legislatures().get((state.upper(), kind))
    plain = whole_district(state, kind, normalize_code(kind, code))
    if not known or plain in known:
        return ""
    return f"{state.upper()} has no {_WORDS[kind]} district {plain}."


def whole_district(state: str, kind: str, code: str) -> str:
    """The district that a code with a seat's letter is of: Idaho elects seats 12A and 12B in its district 12.

    Where the state has a district of this very code, or none without the letter, the code stays.
    """
    known = legislatures().get((state.upper(), kind), {})
    whole = code.rstrip("ABCDE")
    return whole if code not in known and whole in known else code


def strangers(state: str, districts: dict[str, set[str]]) -> dict[str, list[str]]:
    """By kind the legislative codes that a state does not have, of codes by kind."""
    found = {}
    for kind in _WORDS:
        known = legislatures().get((state.upper(), kind))
        wrong = sorted((code for code in districts.get(kind, ()) if known and code not in known), key=natural_key)
        if wrong:
            found[kind] = wrong
    return found


def of_legislative(state: str, text: str) -> tuple[tuple[str, str], ...]:
    """The districts of both houses that a legislative district is.

    43 in Washington is House and Senate 43, 8A in Minnesota is House 8A and Senate 8, and 8 alone, of which the half is
    not told, is Senate 8. Where a state has no such districts, or none is told, it is the House's.
    """
    code = normalize_code("state-house", text)
    whole = code.rstrip("ABCDE")
    if not whole.isdigit() or state in _SENATE_ONLY:
        return (("state-senate" if whole.isdigit() else "state-house", code),)
    if state not in _FOR_BOTH and (state or whole == code):
        return (("state-house", code),)
    halved = whole == code and code not in codes_of(state, "state-house")
    code = whole_district(state, "state-house", code)
    house = () if halved and f"{code}A" in codes_of(state, "state-house") else (("state-house", code),)
    return (*house, ("state-senate", whole))
