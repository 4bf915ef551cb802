"""E-mail addresses in lower case, checked; a likely slip of the pen is told, never changed."""

from __future__ import annotations

import re
import unicodedata

from organizer.domain.names import one_slip
from organizer.importing.cleaning.text import Cell, Doubt, tidy

__all__ = ["clean_emails", "meant", "said_of_mail"]

_PLAIN = re.compile(
    r"^[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,24})$"
)
_SPECIAL = frozenset(("test", "invalid", "local", "localhost", "onion", "arpa", "alt"))
_SPLIT = re.compile(r"[\s,;|]+")
_INSIDE = re.compile(r"<([^<>]+@[^<>]+)>")
_NOTHING = frozenset(("", "-", "none", "n/a", "na", "no", "no email", "null", "x", "ninguno"))
_NOT_REAL = "not a real address"
_NO_SITES = frozenset(("none", "noemail", "no-email", "nomail", "no-mail"))
_NO_NAMES = _NO_SITES | frozenset(
    ("no_email", "no.email", "no_mail", "noaddress", "noone", "nobody", "unknown", "notprovided", "notgiven",
     "donotemail", "dontemail", "doesnothaveone", "declined", "refused", "noemailaddress", "noemailprovided", "ninguno")
)
_FILLERS = frozenset(("no", "na", "not", "test", "fake", "a", "aa", "aaa", "abc", "x", "xx", "xxx", "asdf", "email"))
"""What is put before and behind the @ by whoever has no address."""
_AT = re.compile(r" ?[(\[{<] ?at ?[)\]}>] ?| at ")
_DOT = re.compile(r" ?[(\[{<] ?(?:dot|punkt|punto) ?[)\]}>] ?| dot ")
_SLIPS = (
    (re.compile(r" ?@[@ ]*"), "@"), (re.compile(r"\.\.+"), "."),
    (re.compile(r"[,;] ?(?=(?:com|org|net|edu|gov)$)"), "."),
)
"""Slips that leave no doubt: a space beside the @, a sign typed twice, a comma before ``com``."""
_BESIDE = re.compile(
    r"(?:or|and|y|o|e?-?mail|correo|address|home|work|personal|business|school|casa|trabajo|best|primary|preferred|new|main"
    r"|\W*)[:.)]*"
)
"""Words beside an address that say nothing of it."""
_NO_MAIL = re.compile(
    r"\b(?:do not|don['’]?t|no|never|stop) (?:e-?mails?|send|contact)|\bunsubscribed?\b|\bopt(?:ed)?[ -]?out\b"
)
_DEAD = re.compile(
    r"\b(?:bounce[ds]?|bouncing|undeliverable|invalid|bad (?:e-?mail|address)|no longer (?:works?|valid))\b"
)
_LONGEST = 2_000  # letters of a cell that are gone through; the longest address has 254
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
        return ((), _NOT_REAL) if _stands_for_none(text) else ((text,), meant(text))
    if text in _NOTHING:
        return (), ""
    return _harder(tidy(text))


def said_of_mail(cell: Cell) -> tuple[bool, bool]:
    """Whether a cell says that its address is not to be written to, and that it is a dead one (``bounced``)."""
    text = tidy(cell)[:_LONGEST].lower()
    return bool(_NO_MAIL.search(text)), bool(_DEAD.search(text))


def _harder(text: str) -> tuple[tuple[str, ...], str]:
    mended = ""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = text[:_LONGEST]
    if "+aea-" in text:
        text, mended = text.replace("+aea-", "@"), "+AEA- read as @"
    if "@" not in text and len(_AT.findall(text)) == 1:
        text, mended = _DOT.sub(".", _AT.sub("@", text)), "written out in words; read as an address"
    if found := _INSIDE.search(text):
        text = found[1]
    text = text.replace("mailto:", "").strip(" <>()[].,;:\"'“”‘’")
    good, beside = _parted(text)
    if not good and text.count("@") in (1, 2):
        whole = text
        for slip, right in _SLIPS:
            whole = slip.sub(right, whole)
        good, beside = _parted(whole) if whole != text else (good, beside)
        mended = "a slip of the pen put right" if good else mended
    if good and not (good := [one for one in good if not _stands_for_none(one)]):
        return (), _NOT_REAL
    if good:
        several = "several addresses in one cell" if len(good) > 1 else ""
        return tuple(good), mended or several or ("other words beside it were left out" if beside else meant(good[0]))
    return (), "no e-mail address" if "@" not in text else "not a valid e-mail address"


def _stands_for_none(address: str) -> bool:
    """Whether it was written only because a form wanted one; strangers by the hundred may have it."""
    name, _, domain = address.partition("@")
    site = domain.partition(".")[0]
    return name in _NO_NAMES or site in _NO_SITES or (name == site and name in _FILLERS)


def _parted(text: str) -> tuple[list[str], bool]:
    """The addresses of a text, each once, and whether there are words beside them."""
    good: list[str] = []
    beside = False
    for part in _SPLIT.split(text.replace("/", " ") if text.count("@") > 1 else text):
        address = _checked(part.strip("<>()[].,;:\"'“”‘’")) if "@" in part else ""
        if address and address not in good:
            good.append(address)
        beside = beside or not (address or _BESIDE.fullmatch(part.strip("()[]")))
    return good, beside


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
        if len(usual) >= 7 and one_slip(domain, usual):
            return Doubt(f"{usual} may be meant; kept as written")
    return ""
