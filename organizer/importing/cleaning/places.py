"""States, ZIP codes, cities, counties and coordinates."""

from __future__ import annotations

import re
from functools import lru_cache

from organizer.domain.names import fold
from organizer.domain.states import BY_NAME, STATES
from organizer.importing.cleaning.names import clean_place
from organizer.importing.cleaning.text import Cell, Doubt, plain, tidy

__all__ = [
    "STATES", "clean_city", "clean_coordinate", "clean_state", "clean_zip", "is_real_zip", "restore_zip", "split_city",
    "state_of_zip",
]

_LOST_ZERO = {
    "CT": ("06",), "MA": ("01", "02", "055"), "ME": ("039", "04"), "NH": ("03",), "NJ": ("07", "08"),
    "RI": ("028", "029"), "VT": ("05",), "PR": ("006", "007", "009"), "VI": ("008",), "NY": ("00501", "00544", "06390"),
    "AE": ("09",),
}
"""How the ZIP codes begin that lose a zero as numbers."""
_BEFORE = re.compile(r"^(?:z:|zip:?|[A-Z]{2}[ ,]) *(?=\d)", re.IGNORECASE)
_ZIP = re.compile(r"^(\d{5})(?:-?\s?(\d{4}))?$")
_NOTHING = frozenset(("n/a", "na", "none", "null", "unknown", "-", "--", "?", "tbd", "x", "no state", "no zip"))
_COUNTRIES = frozenset(("us", "u.s.", "usa", "u.s.a.", "united states", "united states of america", "ee.uu."))
_CODE_AND_NAME = re.compile(r"^([A-Z]{2})\s*[-–(/]\s*([A-Za-z .]+?)\)?$")
_SLIP = re.compile(r"^(?=.*\d{3})[\dOoIl]{5}(?:-\d{4})?$")
_AS_DIGITS = str.maketrans("OoIl", "0011")
_WITH_STATE = re.compile(
    r"^(?P<city>[^,\d]*[^\W\d_]{2}\.?)"
    r"(?:(?P<comma>,)\s*(?P<name>[A-Za-z][A-Za-z. ]+?)|\s+(?P<code>[A-Za-z]\.?[A-Za-z]))\.?"
    r"(?:,?\s+(?P<zip>\d{5})(?:-\d{4})?)?$"
)


@lru_cache(maxsize=2048)
def clean_state(text: str) -> tuple[str, str]:
    """Two capitals for a state by name or code, and what was wrong. What is no US state stays as written."""
    code = text.replace(".", "").strip().upper()
    if code in STATES or not code:
        return code, ""
    if text.strip().lower() in _NOTHING:
        return "", ""
    if text.strip().lower() in _COUNTRIES:
        return "", "a country, not a state; left out"
    if (found := _CODE_AND_NAME.match(text.strip())) and BY_NAME.get(fold(found[2].replace(".", " "))) == found[1]:
        return found[1], ""
    named = BY_NAME.get(fold(text.replace(".", " ").strip()))
    if named:
        return named, ""
    if code.startswith("US-") and code[3:] in STATES:
        return code[3:], ""
    return (code if len(code) <= 3 else text), Doubt("not a US state; kept as written")


@lru_cache(maxsize=65536)
def _zip(text: str) -> tuple[str, str, str]:
    if found := _ZIP.match(text):
        return found[1], found[2] if found[2] and found[2] != "0000" else "", ""
    if text.lower() in _NOTHING:
        return "", "", ""
    if re.match(r"^\d{1,2},\d{3}$", text):  # a number with its thousands parted
        return _zip(text.replace(",", ""))
    if _SLIP.match(text):
        return (*_zip(text.translate(_AS_DIGITS))[:2], "a letter read as the digit it looks like")
    digits = text.replace("-", "").replace(" ", "")
    if digits.endswith(".0"):
        digits = digits[:-2]
        if found := _ZIP.match(digits):
            return found[1], found[2] or "", ""
    if digits.isdigit() and 3 <= len(digits) <= 4:
        return digits, "", "short"
    if digits.isdigit() and len(digits) == 8:  # a ZIP+4 that lost its zero
        return digits[:4], digits[4:], "short"
    if _BEFORE.match(text):
        return _zip(_BEFORE.sub("", text))
    if found := re.match(r"^(\d{5})\D", text):
        return found[1], "", ""
    return "", "", "not a ZIP code"


def clean_zip(cell: Cell) -> tuple[str, str, str]:
    """ZIP, its four further digits, and what was wrong ("short" where zeros may be lost: see `restore_zip`)."""
    text = cell.strip() if isinstance(cell, str) else plain(cell)
    return _zip(text) if text else ("", "", "")


def restore_zip(short: str, state: str, city: str = "") -> tuple[str, str]:
    """A ZIP of three or four digits with its zeros, where the state proves it, or the town where no state is told."""
    whole = short.zfill(5)
    if whole.startswith(_LOST_ZERO.get(state, ("?",))) or (city and not state and fold(city) in _towns(whole)):
        return whole, "leading zero restored"
    return short, Doubt(f"a ZIP code of {len(short)} digits; the state does not prove what is missing")


def state_of_zip(text: str) -> str:
    """The state of a ZIP code of five digits; "" for none."""
    return _state(text) if len(text) == 5 and text.isdigit() else ""


@lru_cache(maxsize=4096)
def _state(whole: str) -> str:
    import zipcodes

    return next((str(one["state"]) for one in zipcodes.matching(whole)), "")  # type: ignore[no-untyped-call]


def is_real_zip(text: str) -> bool:
    """Whether five digits are a ZIP code that serves some town."""
    return len(text) == 5 and text.isdigit() and bool(_towns(text))


@lru_cache(maxsize=4096)
def _towns(whole: str) -> frozenset[str]:
    """The names of the towns that a ZIP code serves."""
    import zipcodes

    found = zipcodes.matching(whole)  # type: ignore[no-untyped-call]
    return frozenset(fold(name) for one in found for name in (one["city"], *one["acceptable_cities"]))


@lru_cache(maxsize=8192)
def clean_city(text: str) -> str:
    """A city's name, its capitals mended where it was all capitals or all small."""
    return clean_place(text) if text.isupper() or text.islower() else text.strip(" ,")


@lru_cache(maxsize=8192)
def split_city(text: str, state: str = "") -> tuple[str, str, str]:
    """City, state and ZIP of what stands in a column of cities: ``Fargo, ND``, ``Fargo ND 58102``.

    Without a comma or a ZIP the state must be one in capitals, or the one the row tells.
    """
    found = _WITH_STATE.match(text)
    if not found:
        return text, "", ""
    said = (found["name"] or found["code"]).replace(".", " ").strip()
    code = said.replace(" ", "").upper()
    code = code if code in STATES else BY_NAME.get(fold(said), "")
    if not code or state not in ("", code):
        return text, "", ""
    plain = said.isupper() and not text.isupper()
    if not (found["comma"] or found["zip"] or plain or state == code):
        return text, "", ""
    return clean_city(found["city"]), code, found["zip"] or ""


def clean_coordinate(cell: Cell, limit: float) -> float | None:
    """A latitude (limit 90) or longitude (limit 180), or None."""
    try:
        value = float(cell) if isinstance(cell, int | float) else float(tidy(cell))
    except ValueError:
        return None
    return value if -limit <= value <= limit and value != 0 else None
