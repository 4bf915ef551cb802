"""Given names that may be the same person's: Bill and William, Lupe and Guadalupe."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files

__all__ = ["given_names", "kinship", "related"]


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    """Each name's full names, itself among them."""
    from nicknames import with_names_csv_path

    full: dict[str, set[str]] = defaultdict(set)
    with with_names_csv_path() as path:
        lines = path.read_text(encoding="utf-8").lower().split()
    for line in lines:
        name, relation, short = line.split(",")
        if relation == "has_nickname":
            full[short].add(name)
    spanish: dict[str, list[str]] = json.loads((files("resources") / "nicknames-es.json").read_text(encoding="utf-8"))
    for name, short_forms in spanish.items():
        full[name].add(name)
        for short in short_forms:
            full[short].add(name)
    return {name: frozenset(names | {name}) for name, names in full.items()}


@lru_cache(maxsize=65536)
def related(one: str, other: str) -> bool:
    """Whether two folded given names can be one person's: one is the other's short form, or both are a third's."""
    if one == other:
        return True
    groups = _groups()
    mine, theirs = groups.get(one, frozenset((one,))), groups.get(other, frozenset((other,)))
    return not mine.isdisjoint(theirs)


@lru_cache(maxsize=65536)
def kinship(name: str) -> int:
    """Bits of a folded given name, of which any two that are `related` have one in common."""
    bits = 0
    for full in _groups().get(name, (name,)):
        bits |= 1 << hash(full) % 63
    return bits


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """All given names known here, folded."""
    groups = _groups()
    more = (files("resources") / "given-names.txt").read_text(encoding="utf-8")
    return frozenset(groups) | {name for names in groups.values() for name in names} | set(more.split())
