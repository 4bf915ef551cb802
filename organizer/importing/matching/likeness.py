"""How alike two people are: what their names have to do with each other, and how near their damaged contacts are."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache

from organizer.domain.names import one_slip
from organizer.importing.matching.profile import Profile

__all__ = ["SAID", "WEIGHT", "Relation", "compare", "near"]


class Relation(IntEnum):
    """What two full names have to do with each other."""

    DIFFERENT = 0
    FAMILY = 1  # the last name only
    RENAMED = 2  # the first name only
    PARTIAL = 3  # one of them has but a part of a name
    SUFFIX = 4  # Jr and Sr
    MIDDLE = 5  # the middle names conflict
    INITIAL = 6
    NICKNAME = 7
    SLIP = 8  # one letter off
    SWAPPED = 9
    SECOND = 10  # known by the middle name
    AGREES = 11


SAID = {
    Relation.RENAMED: "same first name, another last name",
    Relation.PARTIAL: "one has only a part of the name",
    Relation.SUFFIX: "same name, another suffix",
    Relation.MIDDLE: "same name, another middle name",
    Relation.INITIAL: "an initial for the first name",
    Relation.NICKNAME: "a short form of the name",
    Relation.SLIP: "one letter off",
    Relation.SWAPPED: "first and last name swapped",
    Relation.SECOND: "known by the middle name",
}
WEIGHT = {
    Relation.RENAMED: 0.45, Relation.PARTIAL: 0.5, Relation.SUFFIX: 0.4, Relation.MIDDLE: 0.45, Relation.INITIAL: 0.55,
    Relation.NICKNAME: 0.6, Relation.SLIP: 0.6, Relation.SWAPPED: 0.65,
    Relation.SECOND: 0.55,
}


_ALIKE = 0.93
"""How much the names of two firms have to be alike, of which many share a word."""


def compare(one: Profile, other: Profile) -> Relation:
    """What two names have to do with each other. Two people without any name agree."""
    if one.whole == other.whole and (one.last == other.last or (one.last and other.last)):
        return _same_name(one, other) if one.whole else Relation.AGREES
    mine, theirs = one.given, other.given
    if one.last == other.last and mine[:1] == theirs[:1] and mine:
        return _same_name(one, other)
    if not one.whole or not other.whole or not (one.last and other.last and mine and theirs):
        return _partial(one, other)
    relation = _unlike(mine[0], one.last, theirs[0], other.last)
    if f"'{mine[0]}" in theirs or f"'{theirs[0]}" in mine:
        return Relation.NICKNAME if relation == Relation.FAMILY else relation
    if (len(mine[0]) > 1 and mine[0] in theirs[1:]) or (len(theirs[0]) > 1 and theirs[0] in mine[1:]):
        return Relation.SECOND if relation == Relation.FAMILY else relation
    return relation


def _same_name(one: Profile, other: Profile) -> Relation:
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return Relation.SUFFIX
    if one.whole == other.whole:
        return Relation.AGREES
    mine, theirs = ([name for name in who.given[1:] if name[0] != "'"] for who in (one, other))
    for left, right in zip(mine, theirs, strict=False):
        if left != right and not (left[0] == right[0] and 1 in (len(left), len(right))):
            return Relation.MIDDLE
    return Relation.AGREES


def _partial(one: Profile, other: Profile) -> Relation:
    """One side has no name, or only a first or a last one."""
    if one.whole == "" or other.whole == "":
        return Relation.PARTIAL
    if one.given[:1] == other.given[:1] or (one.last and one.last == other.last):
        return Relation.PARTIAL
    return Relation.DIFFERENT


@lru_cache(maxsize=65536)
def _unlike(first: str, last: str, first2: str, last2: str) -> Relation:
    """Two whole names that are not the same."""
    if first == last2 and last == first2:
        return Relation.SWAPPED
    same_last = last == last2
    if same_last or one_slip(last, last2) or _joined(last, last2):
        if first == first2:
            return Relation.SLIP
        if same_last and (first[0] == first2[0] and 1 in (len(first), len(first2))):
            return Relation.INITIAL
        from organizer.importing.cleaning.nicknames import related

        if related(first, first2):
            return Relation.NICKNAME
        if same_last:
            if min(len(first), len(first2)) >= 4 and one_slip(first, first2):
                return Relation.SLIP
            return Relation.FAMILY
        return Relation.DIFFERENT
    return Relation.RENAMED if first == first2 else Relation.DIFFERENT


def _joined(last: str, last2: str) -> bool:
    """``garcia lopez`` and ``garcia``: two family names of which one is left out."""
    if " " not in last and " " not in last2:
        return False
    mine, theirs = last.split(), last2.split()
    return len(mine) != len(theirs) and bool(mine) and bool(theirs) and (
        mine[0] == theirs[0] or mine[-1] == theirs[-1] or "".join(mine) == "".join(theirs)
    )


def near(one: Profile, other: Profile) -> tuple[float, tuple[str, ...]]:
    """How alike two people are who share no contact letter by letter (0 to 1, 0 for not worth a look), and why."""
    if (one.birth and other.birth) or not _reachable(one) or not _reachable(other):
        return _weighed(one, other)
    relation = compare(one, other)
    if relation in (Relation.DIFFERENT, Relation.FAMILY, Relation.RENAMED, Relation.PARTIAL):
        return 0.0, ()
    reasons = []
    if any(one_slip(left, right) for left in one.phones for right in other.phones):
        reasons.append("phone one digit off")
    if any(one_slip(left, right) for left in one.emails for right in other.emails):
        reasons.append("e-mail one letter off")
    if one.key and other.key and one.zip == other.zip and _near_address(one.key, other.key):
        reasons.append("nearly the same address")
    if not reasons or one.zip != other.zip:
        return 0.0, ()
    said = "same name" if relation == Relation.AGREES else SAID[relation]
    return 0.5 + 0.1 * len(reasons), (*reasons, said)


def _reachable(profile: Profile) -> bool:
    """Whether an e-mail or a phone is known, which say more than a place."""
    return bool(profile.emails or profile.phones)


def _near_address(one: str, other: str) -> bool:
    """Whether number and street agree but for one slip or the unit."""
    number, street, _, _ = one.split("|")
    number2, street2, _, _ = other.split("|")
    return (street == street2 and (number == number2 or (len(number) > 3 and one_slip(number, number2)))) or (
        number == number2 and one_slip(street, street2)
    )


def _weighed(one: Profile, other: Profile) -> tuple[float, tuple[str, ...]]:
    """Two people of whom there is no contact to compare: names, date of birth, address and place weighed together."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    names, swapped, least = _name_parts(one, other)
    if least < _ALIKE and not (one.given and other.given) and " " in one.last + other.last:
        return 0.0, ()  # a firm or a family trust
    line = fuzz.token_sort_ratio(one.line.lower(), other.line.lower()) / 100 if one.line and other.line else 0.0
    parts = [*names, (0.15 * line, 0.15 if one.line and other.line else 0.0)]
    slips = 9
    if one.birth and other.birth:
        slips = OSA.distance(one.birth, other.birth, score_cutoff=3)
        parts.append((0.35 * (1.0, 0.75, 0.5, 0.25, 0.0)[min(slips, 4)], 0.35))
    if one.zip and other.zip:
        parts.append((0.08 * (1.0 if one.zip == other.zip else 0.5 if one_slip(one.zip, other.zip) else 0.0), 0.08))
    if one.city and other.city:
        parts.append((0.07 * fuzz.ratio(one.city.lower(), other.city.lower()) / 100, 0.07))
    weight = sum(most for _, most in parts)
    score = sum(got for got, _ in parts) / weight if weight >= 0.4 else 0.0
    if slips > 2:  # nothing but names and place speaks for it
        if least < 0.78 or (line < 0.7 and not _same_house(one, other)) or score < 0.55:
            return 0.0, ()
    elif score < 0.62:
        return 0.0, ()
    reasons = ["same date of birth" if slips == 0 else "nearly the same date of birth" if slips <= 2 else ""]
    reasons.append("names swapped" if swapped else "same name" if least == 1.0 else "nearly the same name")
    reasons.append("nearly the same address" if line > 0.8 else "")
    return min(score, 0.99), tuple(reason for reason in reasons if reason)


def _same_house(one: Profile, other: Profile) -> bool:
    """Whether the house numbers and the ZIP codes agree, whatever became of the street."""
    number, number2 = one.line.partition(" ")[0], other.line.partition(" ")[0]
    return number == number2 and len(number) > 1 and number.isdigit() and bool(one.zip) and one.zip == other.zip


def _name_parts(one: Profile, other: Profile) -> tuple[list[tuple[float, float]], bool, float]:
    """The names' part of a score (got and most, first and last), whether they are swapped, and the weaker likeness."""
    from rapidfuzz.distance import JaroWinkler

    first, first2 = " ".join(one.given), " ".join(other.given)
    alike = JaroWinkler.similarity
    straight = [_part(first, first2, 0.20, alike), _part(one.last, other.last, 0.25, alike)]
    crossed = [_part(first, other.last, 0.20, alike), _part(one.last, first2, 0.25, alike)]
    swapped = sum(got for got, _ in crossed) > sum(got for got, _ in straight) + 0.05
    parts = crossed if swapped else straight
    told = [got / most for got, most in parts if most]
    return parts, swapped, min(told) if told else 0.0


def _part(one: str, other: str, most: float, alike: Callable[[str, str], float]) -> tuple[float, float]:
    """A part of the score and its most; nothing of either where one side is silent."""
    if not one or not other:
        return 0.0, 0.0
    return most * alike(one, other), most
