"""Whether two rows tell of one person: certain, likely, or neither.

Certain is only what nobody would doubt: the same source's id, or the same e-mail, phone or address together with a full
name that agrees. What is likely waits for a human. Everybody is found through keys of our own (blocking), never by
comparing all with all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from enum import IntEnum
from operator import attrgetter
from typing import Any

from organizer.importing.matching import likeness
from organizer.importing.matching.keys import keys_of, mailboxes, near_keys
from organizer.importing.matching.likeness import Relation
from organizer.importing.matching.packed import CROWDED, Places, Shelf
from organizer.importing.matching.profile import MOST, Profile

__all__ = ["NOBODY", "Index", "Match", "Tier"]

EMAIL, PHONE, ADDRESS = 1, 2, 4
_CROWD = 40  # people under one key beyond which it says nothing
_NEAR_AT_HAND = 2_000  # people who need not be unpacked again: where many share a key, they are met by each of them


class Tier(IntEnum):
    """How sure a match is. `APART` are two people who still should be looked at."""

    NONE = 0
    APART = 1
    LIKELY = 2
    CERTAIN = 3


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a record is taken for, how sure, from 0 to 1, and why in a person's words."""

    tier: Tier
    who: int = 0
    score: float = 0.0
    reasons: tuple[str, ...] = ()


_PARTS = attrgetter(*(field.name for field in fields(Profile)))
NOBODY = Match(Tier.NONE)


class Index:
    """Everybody who may be met, under the keys by which they are found.

    Args:
        shared: the hashes of the keys that more than one person has; under others nobody is ever found, so that they
            need not be kept. None keeps all.
    """

    def __init__(self, shared: Iterable[int] | None = None) -> None:
        self._people = Shelf()
        self._met: dict[int, Profile] = {}  # those looked at lately
        self._places = Places(shared)

    def add(self, profile: Profile, hashes: Iterable[int] | None = None) -> None:
        """Let this person be found from now on; `hashes` are those of their keys that are worth keeping, if known."""
        place = len(self._people)
        for hashed in map(hash, keys_of(profile)) if hashes is None else hashes:
            self._places.add(hashed, place)
        if len(profile.emails) + len(profile.phones) > MOST:
            profile = replace(profile, emails=profile.emails[:MOST], phones=profile.phones[:MOST])
        self._people.append(_PARTS(profile))

    def know(self, hashes: Iterable[int]) -> bool:
        """Whether anybody can be found under one of these keys."""
        return self._places.know(hashes)

    def extend(self, profile: Profile, place_of: int) -> None:
        """Let a person already here (the place `add` gave in order) be found by another row's keys too."""
        known = self._person(place_of)
        before, mine = _PARTS(known), set(keys_of(known))
        known.emails, known.phones = _joint(known.emails, profile.emails), _joint(known.phones, profile.phones)
        known.ids = _joint(known.ids, profile.ids)
        for key in keys_of(profile):
            if key not in mine and place_of not in self._places.of(key):
                self._places.add(hash(key), place_of)
        known.key, known.line = known.key or profile.key, known.line or profile.line
        known.zip, known.city = known.zip or profile.zip, known.city or profile.city
        known.birth, known.year = known.birth or profile.birth, known.year or profile.year
        known.suffix = known.suffix or profile.suffix
        if _PARTS(known) != before:
            self._people[place_of] = _PARTS(known)

    def _person(self, place: int) -> Profile:
        known = self._met.get(place)
        if known is None:
            known = self._met[place] = Profile(*self._people[place])
        return known

    def __len__(self) -> int:
        return len(self._people)

    def find(self, profile: Profile) -> Match:
        """The person this one is, or may be."""
        if len(self._met) > _NEAR_AT_HAND:
            self._met.clear()
        shared = self._shared(profile)
        best = NOBODY
        rivals = 0
        for place, bits in shared.items():
            match = _by_contact(profile, self._person(place), bits)
            if match.tier == best.tier and match.tier != Tier.NONE and match.score == best.score:
                rivals += match.who != best.who
            elif (match.tier, match.score) > (best.tier, best.score):
                best, rivals = match, 0
        ids = self._by_id(profile)
        if ids.tier == Tier.CERTAIN:
            return ids
        if best.tier == Tier.CERTAIN:
            if rivals:
                return Match(Tier.LIKELY, best.who, 0.9, (*best.reasons, "two people here agree with it"))
            return best
        if max(best.tier, ids.tier) >= Tier.LIKELY:
            return max(best, ids, key=lambda match: (match.tier, match.score))
        near = self._near(profile)
        return near if near.tier > best.tier else best

    def _shared(self, profile: Profile) -> dict[int, int]:
        """Who shares an e-mail, a phone or an address, and which."""
        of = self._places.of
        shared: dict[int, int] = {}
        for email in mailboxes(profile.emails):
            for place in of(email):
                shared[place] = shared.get(place, 0) | EMAIL
        for phone in profile.phones:
            here = of(phone)
            if len(here) < CROWDED:
                for place in here:
                    shared[place] = shared.get(place, 0) | PHONE
        if profile.key:
            for place in of(profile.key):
                shared[place] = shared.get(place, 0) | ADDRESS
        return shared

    def _by_id(self, profile: Profile) -> Match:
        for system_id in profile.ids:
            for place in self._places.of(system_id):
                other = self._person(place)
                relation = likeness.compare(profile, other)
                weak = system_id[0].startswith("sheet:")
                if weak:
                    if relation == Relation.AGREES and not _apart(profile, other):
                        return Match(Tier.CERTAIN, other.who, 1.0, ("same id",))
                elif relation not in (Relation.DIFFERENT, Relation.FAMILY) or not (profile.whole and other.whole):
                    return Match(Tier.CERTAIN, other.who, 1.0, ("same id",))
                else:
                    return Match(Tier.LIKELY, other.who, 0.7, ("same id", "the names differ"))
        return NOBODY

    def _near(self, profile: Profile) -> Match:
        """People who share no contact letter by letter, but nearly, or were born on the same day."""
        best = NOBODY
        seen: set[int] = set()
        for place in self._neighbours(profile):
            if place in seen:
                continue
            seen.add(place)
            other = self._person(place)
            score, reasons = likeness.near(profile, other)
            if score > best.score:
                best = Match(Tier.LIKELY, other.who, score, reasons)
        return best

    def _neighbours(self, profile: Profile) -> Iterator[int]:
        for key in near_keys(profile):
            here = self._places.of(key)
            if len(here) <= _CROWD:
                yield from here


def _joint(mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    """Both, each once, the first `MOST` of them."""
    return tuple(dict.fromkeys(mine + theirs))[:MOST]


def _by_contact(one: Profile, other: Profile, bits: int) -> Match:
    """What sharing a contact means, given the names."""
    relation = likeness.compare(one, other)
    if relation in (Relation.DIFFERENT, Relation.FAMILY):
        return NOBODY
    all_known = len(other.emails) < MOST
    if bits & EMAIL and all_known and set(one.emails).isdisjoint(other.emails):  # one mailbox, but for a plus
        bits &= ~EMAIL
        if not bits:
            if not one.whole or relation in (Relation.RENAMED, Relation.PARTIAL):
                return NOBODY
            said = "same name" if relation == Relation.AGREES else likeness.SAID[relation]
            return Match(Tier.LIKELY, other.who, 0.65, ("nearly the same e-mail", said))
    reasons = tuple(
        reason
        for bit, reason in ((EMAIL, "same e-mail"), (PHONE, "same phone"), (ADDRESS, "same address"))
        if bits & bit
    )
    strength = bits.bit_count() / 10
    if relation == Relation.AGREES:
        if (one.birth and other.birth and one.birth != other.birth) or (
            one.year and other.year and one.year != other.year
        ):
            return Match(Tier.LIKELY, other.who, 0.7 + strength, (*reasons, "same name", "dates of birth differ"))
        if (one.suffix == "") != (other.suffix == ""):
            return Match(Tier.LIKELY, other.who, 0.6 + strength, (*reasons, "same name", "only one has a suffix"))
        if bits in (PHONE, ADDRESS) and _listed_twice(one, other):
            return Match(Tier.LIKELY, other.who, 0.6 + strength, (*reasons, "same name", "two ids in one list"))
        if bits == EMAIL and _apart(one, other):
            return Match(Tier.APART, other.who, 0.6, ("same e-mail", "same name", "phone, address and ZIP differ"))
        return Match(Tier.CERTAIN, other.who, 0.7 + strength, (*reasons, "same name"))
    if relation == Relation.RENAMED and not (bits & EMAIL or bits == PHONE | ADDRESS):
        return NOBODY
    return Match(Tier.LIKELY, other.who, likeness.WEIGHT[relation] + strength, (*reasons, likeness.SAID[relation]))


def _listed_twice(one: Profile, other: Profile) -> bool:
    """Whether one source has a number for each: a father and a son of one name, as often as one person twice."""
    return any(
        system == theirs and value != number and not system.startswith("sheet:")
        for system, value in one.ids for theirs, number in other.ids
    )


def _apart(one: Profile, other: Profile) -> bool:
    """Whether phone, address and ZIP are all known on both sides and all differ."""
    return bool(
        one.phones and other.phones and not set(one.phones) & set(other.phones)
        and one.key and other.key and one.key != other.key and one.zip and other.zip and one.zip != other.zip
    )
