"""The names that other programs and volunteers give the results of a contact."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files

from organizer.domain.names import fold
from organizer.domain.status import RESULTS

__all__ = ["result_named", "result_names", "said_as"]

_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=1)
def result_names() -> dict[str, str]:
    """Names, as `said_as` has them, to our codes; our own labels and codes are among them."""
    table: dict[str, list[str]] = json.loads((files("resources") / "results.json").read_text(encoding="utf-8"))
    names = {said_as(name): code for code, spellings in table.items() for name in spellings}
    return names | {said_as(result.label): result.code for result in RESULTS} | {
        result.code.lower(): result.code for result in RESULTS
    }


def said_as(text: str) -> str:
    """A result's words only."""
    return _WORDS.sub(" ", fold(text)).strip()


def result_named(text: str) -> str:
    """The code of the result that a text names and says no more; "" for none."""
    return result_names().get(said_as(text.replace("#", " number ")), "")
