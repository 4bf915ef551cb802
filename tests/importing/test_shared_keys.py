"""Proves that looking only at those who share a key finds whom comparing everybody finds."""

from __future__ import annotations

import random

from organizer.importing.cleaning.phones import PhoneValue
from organizer.importing.matching import Index, Match, Tier, keys_of, profile_of
from organizer.importing.shared_keys import KeyHashes
from organizer.importing.sign_up import CleanRecord


def some_people(seed: int, count: int = 120) -> list[CleanRecord]:
    chance = random.Random(seed)
    people = []
    for number in range(count):
        line, zip_code = f"{chance.randrange(1, 40)} Oak St", chance.choice(("55802", "55731", ""))
        people.append(CleanRecord(
            number, first=chance.choice(("Ann", "Bill", "William", "Bo", "")), last=chance.choice(("Lee", "Day", "Li")),
            emails=(f"a{chance.randrange(90)}@example.org",) if chance.random() < 0.6 else (),
            phones=(PhoneValue(f"+1218555{chance.randrange(200):04}"),) if chance.random() < 0.6 else (),
            line=line, zip=zip_code, key=f"{line.split()[0]}|OAK ST||{zip_code}" if zip_code else "",
            ids=(("van", str(chance.randrange(60))),) if chance.random() < 0.2 else (),
            birth_date=chance.choice(("", f"1960-01-{chance.randrange(10, 28)}")),
        ))
    return people


def found(people: list[CleanRecord], hashes: KeyHashes | None) -> list[Match]:
    """Whom each is taken for among those before, by place."""
    shared = hashes.met_twice() if hashes is not None else None
    ways = list(hashes.among(shared or set())) if hashes is not None else [None] * len(people)
    index, places, matches = Index(shared), [], []
    for place, record in enumerate(people):
        match = Match(Tier.NONE)
        if hashes is None or ways[place]:
            profile = profile_of(record)
            match = index.find(profile) if ways[place] is None or index.know(ways[place]) else match
            if match.tier == Tier.CERTAIN:
                index.extend(profile, match.who)
            else:
                profile.who = len(places)
                index.add(profile, ways[place])
                places.append(place)
            if match.tier != Tier.NONE:
                match = Match(match.tier, places[match.who], match.score, match.reasons)
        matches.append(match)
    return matches


def test_nobody_is_missed() -> None:
    tiers = set()
    for seed in range(12):
        people = some_people(seed)
        hashes = KeyHashes()
        for record in people:
            hashes.add(keys_of(profile_of(record)))
        whole = found(people, None)
        assert found(people, hashes) == whole, seed
        tiers |= {match.tier for match in whole}
    assert {Tier.NONE, Tier.LIKELY, Tier.CERTAIN} <= tiers


def test_most_keys_lead_nowhere() -> None:
    hashes = KeyHashes()
    for number in range(1000):
        hashes.add([f"{number}@example.org", ("n", str(number // 2))])
    hashes.add(["7@example.org"])
    assert hashes.met_twice() == {hash(("n", str(number))) for number in range(500)} | {hash("7@example.org")}
    assert sum(map(bool, hashes.among({hash("7@example.org")}))) == 2
