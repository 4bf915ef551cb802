"""Proves that people and keys come back from their packing as they went in."""

from __future__ import annotations

from itertools import product

from organizer.importing.matching.index import Index, Tier
from organizer.importing.matching.packed import CROWDED, Places, Shelf
from organizer.importing.matching.profile import profile_of
from organizer.importing.records.sign_up import CleanRecord


def test_a_shelf_gives_back_what_was_put_there_last() -> None:
    shelf = Shelf()
    long = "x" * 30_000
    for number in range(2_000):  # beyond what stays in memory
        shelf.append((number, ("a", "é"), long, "", ()))
    shelf[5] = (5, ("b",), long * 2, "z", (("van", "1"),))
    assert shelf[5] == (5, ("b",), long * 2, "z", (("van", "1"),))
    assert [shelf[number][0] for number in range(2_000)] == list(range(2_000))
    assert len(shelf) == 2_000


def test_places_stand_in_order_and_a_crowd_is_cut() -> None:
    places = Places()
    for place in range(CROWDED + 5):
        places.add(hash("crowd"), place)
        places.add(hash(("n", str(place % 3))), place)
    assert places.of("crowd") == list(range(CROWDED))
    assert places.of(("n", "1")) == list(range(1, CROWDED + 5, 3))
    assert places.of("nobody") == []


def test_a_mailbox_of_a_thousand_people_is_searched_in_no_time() -> None:
    """Nobody is taken for another by it, and it is not gone through again for each."""
    index, found = Index(), 0
    names = ["".join(letters) for letters in product("abcdefghij", "klmnopqrs", "tuvwxyzab", "cdefghi")]
    for number, name in enumerate(names[:3_000]):
        profile = profile_of(CleanRecord(first=name, last=name[::-1], emails=("all@example.org",)), number)
        found += index.find(profile).tier == Tier.CERTAIN
        index.add(profile)
    assert found == 0
