"""Family names of two words, and those that stand before the given name."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from organizer.domain.names import fold
from organizer.importing.cleaning import nicknames
from organizer.importing.cleaning.titles import SHORT, is_title

__all__ = ["SMALL", "are_two", "last_first", "stands_first", "two_of_spain"]

SMALL = frozenset(("de", "del", "la", "las", "los", "da", "das", "do", "dos", "di", "du", "y", "e", "van", "von",
                   "der", "den", "ter", "ten", "af", "av", "bin", "ibn", "al", "el", "zu", "zur"))
"""Words inside a surname that are written small, where more of the name follows."""
_MORE_SMALL = SMALL | {"mc", "mac", "st", "st.", "le", "san", "santa"}
_GIVEN_TOO = frozenset((
    "del carmen", "del pilar", "del rosario", "del mar", "del rocio", "del socorro", "de los angeles", "de la luz",
    "de jesus", "de guadalupe", "de lourdes", "de la paz",
))
"""What belongs to a given name: ``María del Carmen``."""
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
_ENOUGH = 4


@lru_cache(maxsize=1)
def _spanish() -> frozenset[str]:
    return frozenset((files("resources") / "surnames-es.txt").read_text(encoding="utf-8").split())


def two_of_spain(first: str, middle: str, last: str, *, said: bool = False) -> tuple[str, str, str]:
    """First, middle and last name of somebody with the family names of both parents: ``María`` ``García López``.

    Both count as the last name where both are usual ones of Spanish (``Linda Martinez Smith`` keeps hers in the
    middle), and the given name is not mistaken for one (``María del Carmen Vega``).

    Args:
        first: as a parser of English names took the whole apart.
        middle: the same.
        last: the same.
        said: the column is of family names in the plural (``Nombre y apellidos``): any word but a given name will do.
    """
    words = last.split(" ")
    more = next((count for count in (3, 2) if len(words) > count and fold(" ".join(words[:count])) in _GIVEN_TOO), 0)
    if more and not middle:
        return " ".join((first, *words[:more])), "", " ".join(words[more:])
    *before, one = middle.split(" ")
    usual = said or {fold(one), fold(words[-1])} <= _spanish()
    if usual and len(one) > 2 and fold(one) not in nicknames.given_names():
        return first, " ".join(before), f"{one} {last}"
    return first, middle, last


def are_two(last: str) -> bool:
    """Whether a last name is of two words, of which neither is small."""
    words = last.split(" ")
    return len(words) == 2 and words[0].lower() not in _MORE_SMALL and fold(words[1]) in _spanish()


def stands_first(names: list[str]) -> bool:
    """Whether whole names of a column begin with the family name, without a comma behind it: ``SMITH JOHN``.

    Most second words are given names then, and hardly a first one is, which is hardly so the other way round: by as
    many as no few people with rare given names can be. A title or an initial stands before no family name.
    """
    pairs = [words for name in names if "," not in name and 2 <= len(words := fold(name).split()) <= 3]
    if len(pairs) < max(_ENOUGH, len(names) / 2):
        return False
    known = nicknames.given_names()
    first = sum(words[0] in known or _is_initial(words[0]) or is_title(words[0]) for words in pairs)
    second = sum(words[1] in known for words in pairs)
    return second >= 0.5 * len(pairs) and first <= 0.25 * len(pairs) and second - first >= _ENOUGH


def _is_initial(word: str) -> bool:
    return len(word.strip(".")) < 2


def last_first(text: str) -> str:
    """``SMITH JOHN`` as ``SMITH, JOHN``: what is small before a family name, and behind it, stays with it.

    A name that surely begins with the given one (``Mary Olson`` among them) stays as it is.
    """
    words = text.split(" ")
    if len(words) < 2 or "," in text:
        return text
    known, low = nicknames.given_names(), [fold(word) for word in words]
    small = len(words) > 2 and low[0] in _MORE_SMALL
    if _is_initial(low[0]) or low[0].strip(".") in SHORT or (low[0] in known and low[1] not in known and not small):
        return text
    count = 1
    while count < len(words) - 1 and low[count - 1] in _MORE_SMALL:
        count += 1
    if count < len(words) - 1 and (
        low[count].strip(".") in _GENERATIONS or {low[count - 1], low[count]} <= _spanish() - known
    ):
        count += 1
    return f"{' '.join(words[:count])}, {' '.join(words[count:])}"
