"""E-mail addresses in lower case, checked; a likely slip of the pen is told, never changed."""

from __future__ import annotations

import re

from organizer.importing.cleaning.text import Cell, tidy

__all__ = ["clean_emails", "meant"]

_PLAIN = re.compile(
    r"^[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,24})$"
)
_SPECIAL = frozenset(("test", "invalid", "local", "localhost", "onion", "arpa", "alt"))
_SPLIT = re.compile(r"[\s,;|]+")
_INSIDE = re.compile(r"<([^<>]+@[^<>]+)>")
_NOTHING = frozenset(("", "-", "none", "n/a", "na", "no", "no email", "null", "x", "ninguno"))
_USUAL = ("gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "aol.com", "icloud.com", "comcast.net", "msn.com",
          "live.com", "me.com", "att.net", "verizon.net", "protonmail.com", "centurylink.net", "charter.net",
          "earthlink.net", "sbcglobal.net", "ymail.com", "mac.com", "cox.net")
_USUAL_SET = frozenset(_USUAL)
_KNOWN_FINE = frozenset(
    ("mail.com", "gmx.com", "email.com", "example.com", "example.net", "example.org", "fastmail.com")
)
_meant: dict[str, str] = {}


def clean_emails(cell: Cell) -> tuple[tuple[str, ...], str]:
    """The addresses of a cell, and what was wrong, mended or doubtful in it (empty where nothing was)."""
    text = cell.strip().lower() if isinstance(cell, str) else tidy(cell).lower()
    found = _PLAIN.match(text)
    if found and found[1] not in _SPECIAL and len(text) < 254 and text.find("@") <= 64:
        return (text,), meant(text)
    if text in _NOTHING:
        return (), ""
    return _harder(tidy(text))


def _harder(text: str) -> tuple[tuple[str, ...], str]:
    mended = ""
    if "+aea-" in text:
        text, mended = text.replace("+aea-", "@"), "+AEA- read as @"
    if found := _INSIDE.search(text):
        text = found[1]
    text = text.replace("mailto:", "").strip(" <>()[].,;:\"'")
    good: list[str] = []
    for part in _SPLIT.split(text):
        address = _checked(part.strip("<>()[].,;:\"'")) if "@" in part else ""
        if address and address not in good:
            good.append(address)
    if good:
        several = "several addresses in one cell" if len(good) > 1 else ""
        return tuple(good), mended or several or meant(good[0])
    return (), "no e-mail address" if "@" not in text else "not a valid e-mail address"


def _checked(address: str) -> str:
    if (found := _PLAIN.match(address)) and found[1] not in _SPECIAL and len(address) < 254:
        return address
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(address, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return ""


def meant(address: str) -> str:
    """``gmail.com may be meant`` for gmial.com, else nothing. It is offered; the address stays as written."""
    domain = address.rpartition("@")[2]
    if domain in _USUAL_SET or domain in _KNOWN_FINE:
        return ""
    if domain not in _meant:
        _meant[domain] = _nearest(domain)
    return _meant[domain]


def _nearest(domain: str) -> str:
    if len(domain) < 6:
        return ""
    for usual in _USUAL:
        if len(usual) >= 7 and abs(len(domain) - len(usual)) <= 1 and _one_slip(domain, usual):
            return f"{usual} may be meant; kept as written"
    return ""


def _one_slip(left: str, right: str) -> bool:
    """Whether one letter added, missing, changed or two swapped makes the texts equal."""
    from rapidfuzz.distance import OSA

    return OSA.distance(left, right, score_cutoff=1) == 1
