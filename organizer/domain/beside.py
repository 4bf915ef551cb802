"""What stands beside a street line and belongs to it on an envelope: a building, or in whose care somebody lives."""

from __future__ import annotations

import re

from organizer.domain.street_words import DIRECTIONS, SUFFIXES, UNITS, UNITS_ALONE

__all__ = ["behind", "part", "without"]

_AHEAD = re.compile(
    r"^(?P<beside>(?![\dNSEW]*\d)[^,;\n]{3,60}?)\s*[,;\n]\s*"
    r"(?P<rest>(?!\d{5}(?:-\d{4})?\s*[a-z]{0,3}$)\d[\w/-]*\s+(?:[^\W\d]|\d+(?:st|nd|rd|th)\b).*)$",
    re.IGNORECASE | re.DOTALL,
)
_BEHIND = re.compile(r"^(?P<rest>\d.*?\S)\s*,?\s*(?P<beside>\([^()\d][^()]*\)|\bc/o\s.+)$", re.IGNORECASE)
_NAMED_BEHIND = re.compile(r"^(?P<rest>\d[^,]*[^\s,])\s*,\s*(?P<beside>[^\s\d,;#][^\d,;#]{2,60})$")
_INSIDE = re.compile(r"\s*(?:\([^()]*\)|\bc/o\b.*)$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?P<name>.*?)[\s,]*(?P<unit>(?:#|\b(?:apt|apartment|unit|rm|room|ste|suite|lot)\b\.?)\s*#?\s*[\w-]*\d[\w-]*)$",
    re.IGNORECASE,
)
_CARE = re.compile(r"^(?:c/o|in care of|care of)\b[:\s]*", re.IGNORECASE)
_STREET = re.compile(r"^\d+[a-z]?(?:-\d+)?\s+(?:[^\W\d]|\d+(?:st|nd|rd|th)\b)", re.IGNORECASE)


def part(line: str, unit: str = "") -> tuple[str, str, str]:
    """A street line and its unit without what stands beside them, and that as it is written behind the unit.

    ``Lutheran Home, 12 Elm St`` is ``12 Elm St`` with ``(Lutheran Home)``; ``c/o Ray`` with the street in the second
    column likewise.
    """
    if unit and _STREET.match(unit) and line and not line[0].isdigit():
        return unit, "", _said(line)
    if line[:1].isdigit():
        found = _BEHIND.match(line) if "(" in line or "/" in line else None
    else:
        found = _AHEAD.match(line)
    if not found or (_ends_as_street(found["beside"]) and not _ends_as_street(found["rest"].split(",")[0])):
        return line, unit, ""  # "Elm St, 12 Duluth"
    beside = found["beside"]
    if not unit and (numbered := _NUMBERED.match(beside)):
        beside, unit = numbered["name"], numbered["unit"]
    return found["rest"], unit, _said(beside) if beside else ""


def behind(line: str) -> tuple[str, str]:
    """A whole street line, in which no town is left, without what is named behind it, and that as it is written.

    ``12 Elm St, Lutheran Home`` is ``12 Elm St`` with ``(Lutheran Home)``; ``12 Elm St, Rear`` stays as it is, and a
    direction goes with the street.
    """
    found = _NAMED_BEHIND.match(line) if "," in line else None
    if found is None or not _ends_as_street(found["rest"]):
        return line, ""
    if found["beside"].lower().strip(". ") in DIRECTIONS:
        return f"{found['rest']} {found['beside']}", ""
    first = found["beside"].split()[0].lower().strip(".")
    return (line, "") if first in UNITS or first in UNITS_ALONE else (found["rest"], _said(found["beside"]))


def _ends_as_street(text: str) -> bool:
    return text.rsplit(" ", 1)[-1].lower().strip(".") in SUFFIXES


def without(unit: str) -> str:
    """A unit without what stands behind it."""
    return _INSIDE.sub("", unit) if "(" in unit or "/" in unit else unit


def _said(text: str) -> str:
    text = " ".join(text.split()).strip(" ,()")
    care = _CARE.sub("", text)
    return f"c/o {care}" if care != text else f"({text})"
