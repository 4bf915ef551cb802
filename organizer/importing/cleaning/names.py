"""Names made whole: capitals mended, LAST, FIRST turned round, couples taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from organizer.domain.names import fold
from organizer.importing.cleaning import nicknames
from organizer.importing.cleaning.family_names import SMALL, two_of_spain
from organizer.importing.cleaning.mending import looks_encoded_twice
from organizer.importing.cleaning.organizations import is_organization
from organizer.importing.cleaning.titles import SHORT, TITLES

__all__ = [
    "Name", "aside", "clean_last", "clean_part", "clean_place", "clean_suffix", "is_nobody", "split_couple",
    "split_full", "split_suffix",
]

_SUFFIXES = {
    "jr": "Jr", "junior": "Jr", "sr": "Sr", "senior": "Sr", "ii": "II", "iii": "III", "iv": "IV", "v": "V", "2nd": "II",
    "3rd": "III", "4th": "IV", "md": "MD", "phd": "PhD", "esq": "Esq", "dds": "DDS", "dvm": "DVM", "rn": "RN",
    "cpa": "CPA",
}
_GENERATIONS = frozenset(("jr", "junior", "sr", "senior", "ii", "iii", "iv", "2nd", "3rd", "4th"))
_WITH_SURNAME = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "prof"))
"""Titles that stand before a surname, where only one name follows."""
_FAMILY_FIRST = frozenset((
    "nguyen", "tran", "pham", "huynh", "hoang", "phan", "vu", "vo", "dang", "bui", "duong", "ly",
))
"""Vietnamese family names, which stand first where a name is written as at home: ``Nguyễn Thị Minh Khai``."""
_SECOND_NAMES = frozenset(("ann", "anne", "beth", "bob", "ellen", "grace", "jane", "jean", "jo", "joe", "kay", "lou",
                           "louise", "lynn", "marie", "may", "rose", "sue", "jose", "maria"))
"""Given names that stand second in a double one (``Mary Ann``), where a surname could be."""
_NOBODY = frozenset((
    "n/a", "na", "none", "no name", "anonymous", "anon", "unknown", "name", "test", "test test", "tbd", "x", "xx",
    "xxx", "?", "-", "--", "vacant", "unfilled", "anónimo", "anonimo", "desconocido", "ninguno", "sin nombre",
))
_BLANK = frozenset(("n/a", "-", "--", "none", "null", "?", "no name", "unknown"))
_MR_AND_MRS = re.compile(r"^(mr|dr|rev|sr)\.? (?:and|&|\+|y) (mrs|ms|dr|sra)\.? (.+)$", re.IGNORECASE)
_HOUSEHOLD = re.compile(r"^(?:the )?(?P<name>.+?)(?P<and> (?:&|and|y|e))? (?:family|household|familia)$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MC = re.compile(r"^(Mc)([a-z])(.+)$")
_O = re.compile(r"^([OD])(['’])([a-z])(.*)$")
_INITIALS = frozenset(("AJ", "EJ", "OJ", "JA", "AC", "DA"))
_VOWELS = frozenset("AEIOUYÀÁÂÃÄÅÈÉÊËÌÍÎÏÒÓÔÕÖØÙÚÛÜ")
_JOINT = re.compile(r"\s*(?:&|\+|\band\b|\by\b(?=\s+\w+\s+\w+$)|/)\s*", re.IGNORECASE)
_AND_FAMILY = re.compile(r"\s*(?:(?:&|\band\b|\by\b)\s*)?\b(?:family|household|familia)$", re.IGNORECASE)
_MARKUP = re.compile(r"</?\w[^<>]*>")  # of a web page, whose slash joins nobody
_QUOTED = re.compile(
    r"(?<![^\s,])(?:[\"“”„]\s*([^\W\d_][^\"“”„]{0,40}?)\s*[\"“”]|['‘’]([^\W\d_][^'‘’]{0,30})['’])(?![^\s,])"
)
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^][]*)\]")
_QUOTES = re.compile(r"[\"“”„]")
_PLAIN_PAIR = re.compile(r"^[^\W\d_]+(?:[-'’][^\W\d_]+)* [^\W\d_]+(?:[-'’][^\W\d_]+)*$")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in parts. `called` is what stood in quotation marks, `beside` what stood in brackets."""

    first: str = ""
    middle: str = ""
    last: str = ""
    suffix: str = ""
    prefix: str = ""
    called: str = ""
    beside: str = ""

    @property
    def whole(self) -> str:
        """First, middle and last as one text."""
        return " ".join(part for part in (self.first, self.middle, self.last) if part)


@lru_cache(maxsize=65536)
def clean_part(text: str) -> str:
    """One part of a name, its capitals mended where it was all capitals or all small: ``MCDONALD`` is ``McDonald``."""
    text = text.strip(" ,;\"“”")
    if text.lower() in _BLANK:
        return ""
    if not text or not (text.isupper() or text.islower()):
        return text
    words = text.split(" ")
    short = len(words) == 1 and len(text.replace(".", "")) <= 3
    if text.isupper() and (len(text) == 1 or (short and _initials(text))):
        return text
    last = len(words) - 1
    mended = " ".join(
        word.lower() if place < last and word.lower() in SMALL else _capital(word) for place, word in enumerate(words)
    )
    return text if looks_encoded_twice(mended) else mended


def clean_last(text: str) -> str:
    """A family name as `clean_part` has it, of a household, too: ``Lee Family`` is ``Lee``."""
    household = _HOUSEHOLD.match(text.strip())
    return clean_part(household[1] if household else text)


@lru_cache(maxsize=8192)
def clean_place(text: str) -> str:
    """A town's name, its capitals mended: ``LOS ANGELES`` is ``Los Angeles``, ``FOND DU LAC`` is ``Fond du Lac``."""
    text = clean_part(text)
    return text[:1].upper() + text[1:]


def is_nobody(text: str) -> bool:
    """Whether what stands for a name says that there is none (``N/A``, ``anonymous``)."""
    return text.strip(" .").lower() in _NOBODY


def _initials(text: str) -> bool:
    """Whether capitals are initials (``J.R.``, ``TJ``, ``AJ``) and not a short name in capitals (``AL``, ``ANN``)."""
    letters = text.replace(".", "").replace(" ", "")
    return "." in text or not any(letter in _VOWELS for letter in letters) or letters in _INITIALS


def _capital(word: str) -> str:
    return "-".join(_one_capital(part) for part in word.split("-"))


def _one_capital(word: str) -> str:
    word = word[:1].upper() + word[1:].lower()
    if found := _MC.match(word):
        return found[1] + found[2].upper() + found[3]
    if found := _O.match(word):
        return found[1] + found[2] + found[3].upper() + found[4]
    return word


def clean_suffix(text: str) -> str:
    """``Jr``, ``Sr``, ``III``; an unknown one stays as written."""
    return _SUFFIXES.get(text.strip(" .,").replace(".", "").lower(), text.strip(" ,"))


@lru_cache(maxsize=65536)
def split_suffix(last: str) -> tuple[str, str]:
    """``Ray Jr.`` in the column of last names as ("Ray", "Jr"); a name without one stays as it is."""
    name, _, end = last.rpartition(" ")
    word = end.strip(".,").lower()
    if word in _GENERATIONS and name.strip(" ,"):
        return name.strip(" ,"), _SUFFIXES[word]
    return last, ""


def aside(text: str) -> tuple[str, str, str]:
    """A name without what it is called for short, that, and a remark: ``Robert "Bob" Smith``, ``Ann (Smith) Lee``.

    In brackets a short form of the first name is one; what else stands there may be a maiden name, or anything.
    """
    if not _QUOTES.search(text) and "(" not in text and "[" not in text and "'" not in text and "’" not in text:
        return text, "", ""
    called = [found[1] or found[2] for found in _QUOTED.finditer(text)]
    rest = _QUOTED.sub(" ", text)
    if not _WORD.search(rest):  # the whole name in quotation marks
        called, rest = [], text
    beside: list[str] = []
    first = fold(rest).replace(",", " ").split()[:2]
    for found in _BRACKETS.finditer(rest):
        written = (found[1] or found[2] or "").strip()
        said = written.strip("\"“”'‘’ ")
        short = said != written or any(nicknames.related(fold(said), one) for one in first)
        (called if short else beside).append(said)
    rest = " ".join(_QUOTES.sub(" ", _BRACKETS.sub(" ", rest)).split())
    return rest, ", ".join(filter(None, called)), ", ".join(filter(None, beside))


def split_full(text: str, *, both_surnames: bool = False) -> Name:
    """A full name in parts: two words at once, anything harder (titles, LAST, FIRST, particles) by `nameparser`.

    Args:
        text: the name; an organization's has been found out before.
        both_surnames: the column says that it holds both family names of a Spanish name.
    """
    if _PLAIN_PAIR.match(text):
        first, last = text.split(" ")
        if first.lower() == "the" or last.lower() in ("family", "household", "familia"):
            return Name(last=clean_part(last if first.lower() == "the" else first))
        if first.lower() not in TITLES and last.lower() not in _SUFFIXES:
            return Name(clean_part(first), "", clean_part(last))
    text, called, beside = aside(text)
    name = _parsed(" ".join(text.replace(",", ", ").split()).strip(" ,;"), both_surnames)
    return replace(name, called=clean_part(called), beside=beside) if called or beside else name


def _parsed(text: str, both_surnames: bool) -> Name:
    """What is left of a full name, in parts."""
    if not text or is_nobody(text):
        return Name()
    if " " not in text:
        return Name(clean_part(text))
    if found := _HOUSEHOLD.match(text):
        if found["and"] and " " in found["name"]:
            return _parsed(found["name"], both_surnames)
        return Name(last=clean_part(found["name"]))
    words = text.split(" ")
    if len(words) > 2 and fold(words[0]) in _FAMILY_FIRST and fold(words[-1]) not in _FAMILY_FIRST and "," not in text:
        return Name(clean_part(words[-1]), clean_part(" ".join(words[1:-1])), clean_part(words[0]))
    from nameparser import HumanName

    parsed = HumanName(text)
    first, middle, last = str(parsed.first), str(parsed.middle), str(parsed.last)
    if not first and not last:
        return Name(clean_part(text))
    if not first and str(parsed.title).lower().rstrip(".") not in _WITH_SURNAME:
        first, last = last, ""
    if last and (last.split()[-1].islower() or any(word.isupper() and word.lower() in SMALL for word in last.split())):
        last = last.lower()  # "ludwig VAN beethoven"
    if middle or " " in last:
        first, middle, last = two_of_spain(first, middle, last, said=both_surnames)
    return Name(clean_part(first), clean_part(middle), clean_part(last), clean_suffix(str(parsed.suffix)),
                str(parsed.title))


def split_couple(first: str, last: str = "", full: str = "") -> tuple[Name, ...] | None:
    """The people of one cell: ``Bill & Mary`` with ``Smith``, ``Bill and Mary Smith``, ``Ann Lee & Bo Day``,
    ``Ann, Bo and Cy Lee``.

    None where there is one person, which is nearly always.
    """
    said = full or first
    if "," in first and last and not full:
        return _of_a_household(first, last)
    if "," in full and "&" not in full and " and " not in full.lower():
        return _listed(full)
    if "&" not in said and "+" not in said and "/" not in said and " and " not in said.lower():
        return None
    if is_nobody(said) or _MARKUP.search(said) or is_organization(said):
        return None
    if titles := _MR_AND_MRS.match(said):
        named = split_full(titles[3] if " " in titles[3] else f"{titles[3]} family")
        return (replace(named, prefix=f"{titles[1].capitalize()}."),
                Name(last=named.last, prefix=f"{titles[2].capitalize()}."))
    parts = [part.strip(" ,") for part in _JOINT.split(_AND_FAMILY.sub("", said)) if part.strip(" ,")]
    if len(parts) != 2 or not all(_WORD.search(part) for part in parts):
        return None
    if "," in parts[1] and "," not in parts[0] and "/" in said:  # Jones/Smith, Ann
        return None
    if not full:
        one, two = clean_part(parts[0]), clean_part(parts[1])
        return (Name(one, "", last), Name(two, "", last)) if last else _both(parts[0], parts[1])
    return _both(parts[0], parts[1])


def _of_a_household(given: str, last: str) -> tuple[Name, ...] | None:
    """``Ann, Bob & Cy`` beside ``Lee``: each has the family name, where all are single words and most given names.

    Of two that only a comma parts both must be: ``Robert, Jr`` and ``Ann, RN`` are one.
    """
    parts = [part for part in re.split(r"\s*(?:,|&|\band\b|\by\b)\s*", given) if part]
    known = sum(fold(part) in nicknames.given_names() for part in parts)
    if not 2 <= len(parts) <= 8 or any(" " in part for part in parts) or known * 2 < len(parts):
        return None
    if any((plain := part.replace(".", "").lower()) in _SUFFIXES or plain in SHORT for part in parts):
        return None
    if known < len(parts) == 2 and not re.search(r"&|\band\b|\by\b", given):
        return None
    return tuple(Name(clean_part(part), "", last) for part in parts)


def _listed(text: str) -> tuple[Name, ...] | None:
    """``Ann Lee, Bo Ray``: whole names of two or three, and not a surname of two words before its given name."""
    parts = [part.strip() for part in text.split(",")]
    if not 2 <= len(parts) <= 3 or not all(_PLAIN_PAIR.match(part) for part in parts):
        return None
    known = nicknames.given_names()
    pairs = [part.lower().split(" ") for part in parts]
    if not all(first in known and last not in _SECOND_NAMES and last not in _SUFFIXES for first, last in pairs):
        return None
    return tuple(split_full(part) for part in parts)


def _both(left: str, right: str) -> tuple[Name, ...] | None:
    if "," in left:  # Smith, Bill & Mary
        family, *others = (part.strip() for part in left.split(","))
        named = split_full(right)
        if family.lower() in nicknames.given_names() and named.last and not named.middle and (
            named.last.lower() not in _SECOND_NAMES
        ):  # Ann, Bo and Cy Lee
            return (*(Name(clean_part(one), "", named.last) for one in (family, *others)), named)
        first = " ".join(others)
        return Name(clean_part(first), "", clean_part(family)), Name(clean_part(right), "", clean_part(family))
    two = split_full(right)
    if not two.last:
        return None
    one = split_full(left)
    if not one.last:
        one = Name(one.first, one.middle, two.last, "", one.prefix)
    return one, two
