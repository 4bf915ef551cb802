"""Proves that looking only at those who share a key finds whom comparing everybody finds."""

from __future__ import annotations

import random
from itertools import chain

from organizer.importing.cleaning.phones import PhoneValue
from organizer.importing.matching.index import Index, Match, Tier
from organizer.importing.matching.noted import Noted
from organizer.importing.matching.profile import profile_of
from organizer.importing.matching.shared_keys import KeyHashes
from organizer.importing.records.sign_up import CleanRecord


def some_people(seed: int, count: int = 120) -> list[CleanRecord]:
    """People of few names with many contacts in common; of every second seed nothing else is told of them."""
    chance, more = random.Random(seed), seed % 2
    first = ("Ann", "Bill", "William", "Bo", "") if more else ("Ann", "Bill", "William", "Bo", "Cy", "Dee", "Eli")
    last = ("Lee", "Day", "Li") if more else ("Lee", "Leo", "Day", "Diaz", "Diaz Ruiz", "Moe", "Noor", "Bill")
    people = []
    for number in range(count):
        line, zip_code = f"{chance.randrange(1, 40)} Oak St", chance.choice(("55802", "55731", ""))
        people.append(CleanRecord(
            number, first=chance.choice(first), last=chance.choice(last),
            emails=(f"a{chance.randrange(90)}@example.org",) if chance.random() < 0.6 else (),
            phones=(PhoneValue(f"+1218555{chance.randrange(200):04}"),) if chance.random() < 0.6 or not more else (),
            line=line, zip=zip_code, key=f"{line.split()[0]}|OAK ST||{zip_code}" if zip_code else "",
            ids=(("van", str(chance.randrange(60))),) if more and chance.random() < 0.2 else (),
            birth_date=chance.choice(("", f"1960-01-{chance.randrange(10, 28)}")) if more else "",
        ))
    return people


def found(people: list[CleanRecord], ways: list[list[int]] | None) -> list[Match]:
    """Whom each is taken for among those before, by place; looked for among all, or where `ways` lead."""
    index = Index(chain.from_iterable(ways) if ways else None)
    places: list[int] = []
    matches: list[Match] = []
    for place, record in enumerate(people):
        match = Match(Tier.NONE)
        mine = ways[place] if ways else None
        if mine is None or mine:
            profile = profile_of(record)
            match = index.find(profile) if mine is None or index.know(mine) else match
            if match.tier == Tier.CERTAIN:
                index.extend(profile, match.who)
            else:
                profile.who = len(places)
                index.add(profile, mine)
                places.append(place)
            if match.tier != Tier.NONE:
                match = Match(match.tier, places[match.who], match.score, match.reasons)
        matches.append(match)
    return matches


def ways_of(people: list[CleanRecord], rows: int) -> list[list[int]]:
    noted = Noted(rows)
    noted.take(people)
    return [list(keys) for keys in noted.keys.ways(set(), noted.names)]


def test_nobody_is_missed() -> None:
    tiers, left_out = set(), 0
    for seed in range(12):
        people = some_people(seed)
        whole = found(people, None)
        short, long = ways_of(people, 100), ways_of(people, 100_000)
        assert found(people, short) == whole, seed
        assert found(people, long) == whole, seed
        tiers |= {match.tier for match in whole}
        left_out += sum(bool(mine) for mine in short) - sum(bool(mine) for mine in long)
    assert {Tier.NONE, Tier.LIKELY, Tier.CERTAIN} <= tiers
    assert left_out > 100


def test_strangers_are_left_out_of_a_long_sheet() -> None:
    """Two names are only put aside where no way of writing them makes them one person's."""
    pairs = {
        ("Ann Lee", "Bo Day"): False, ("Ann Lee", "Bo Lee"): True, ("Ann Lee", "Ann Day"): True,
        ("Ann Lee", "Lee Ann"): True, ("Bill Smith", "William Smyth"): True, ("Bill Garcia", "Will Garcia Lopez"): True,
        ("Mary Annsmith", "Maryann Smith"): True, ("Bill Smith", "William Garcia"): False, ("Ann", "Bo Day"): True,
    }
    for names, together in pairs.items():
        people = [
            CleanRecord(number, first=first, last=last, emails=(f"{number}@example.org",), key="12|OAK ST||55802")
            for number, (first, _, last) in enumerate(name.partition(" ") for name in names)
        ]
        assert any(ways_of(people, 100_000)) == together, names


def test_in_a_crowd_nobody_is_left_out() -> None:
    people = [CleanRecord(number, first=f"A{letter}", last=letter * 3, emails=("all@example.org",))
              for number, letter in enumerate("bcdefghij")]
    assert all(ways_of(people, 100_000)) and not any(ways_of(people[:5], 100_000))


def test_a_key_of_somebody_in_the_store_leads_to_them() -> None:
    people = some_people(3)
    noted = Noted(100_000)
    noted.take(people)
    key = hash(next(person.emails[0] for person in people if person.emails))
    assert [place for place, keys in enumerate(noted.keys.ways({key}, noted.names)) if key in keys] == [
        place for place, person in enumerate(people) if person.emails and hash(person.emails[0]) == key
    ]


def test_most_keys_lead_nowhere() -> None:
    hashes = KeyHashes()
    for number in range(1000):
        hashes.add([f"{number}@example.org", ("n", str(number // 2))])
    hashes.add(["7@example.org"])
    ways = list(hashes.ways(set()))
    assert sum(map(bool, ways)) == 1001 and list(ways[7]) == [hash("7@example.org"), hash(("n", "3"))]
    assert list(list(hashes.without({1000}).ways(set()))[7]) == [hash(("n", "3"))]
