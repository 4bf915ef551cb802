"""The legislative districts that every state has, for pick-lists and for telling a slip from a district."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files

from organizer.domain.district import normalize_code

__all__ = ["check", "codes_of"]

_WORDS = {"state-house": "house", "state-senate": "senate"}


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], dict[str, str]]:
    out: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    text = files("resources").joinpath("districts/state-legislative.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        out[row["state"], row["kind"]][row["code"]] = row["name"]
    return dict(out)


def codes_of(state: str, kind: str) -> dict[str, str]:
    """Codes with names of a state's districts of a kind, in the table's order; empty for kinds it does not hold."""
    return dict(_table().get((state.upper(), kind), {}))


def check(state: str, kind: str, code: str) -> str:
    """A sentence where a state has no such legislative district (``MN has no house district 70C``), else ""."""
    known = _table().get((state.upper(), kind))
    plain = normalize_code(kind, code)
    if not known or plain in known:
        return ""
    return f"{state.upper()} has no {_WORDS[kind]} district {plain}."
