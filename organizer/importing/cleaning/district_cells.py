"""Several districts in one cell: ``HD 12B / SD 12``, ``CD8``, ``Ward 3 Pct 12``, or ``3/12`` under "Ward/Pct"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from organizer.domain.district import normalize_code
from organizer.domain.names import fold

__all__ = ["split_districts", "tells_none"]

_LABELS = {
    "state-house": "hd|state house|house|assembly|ad|state rep|rep",
    "state-senate": "sd|state senate|senate|sen",
    "congressional": "cd|congressional|congress|us house",
    "county-council": "cc|county commission(?:er)?|commission(?:er)?|supervisor",
    "city-council": "(?:city )?council",
    "ward": "ward|wd",
    "precinct": "precinct|prec|pct|vtd|division|div",
    "school": "isd|school",
}
_LABELLED = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind.replace('-', '_')}>{words})" for kind, words in _LABELS.items())
    + r")(?![^\W\d_])\.?\s*(?:district|dist)?\.?\s*(?:no\.?|number|\#|-)?\s*(?P<code>\d{1,5}(?:-?[a-z])?)\b",
    re.IGNORECASE,
)
_NONE = frozenset((
    "", "0", "00", "000", "?", "??", "???", "-", "--", "n/a", "na", "none", "unknown", "unk", "unsure", "not sure",
    "tbd", "idk", "don't know", "dont know", "do not know", "i don't know", "no idea", "no se", "no lo se",
    "not registered",
))
_BETWEEN = re.compile(r"\s*[/,;|-]\s*|\s+")
_LETTER = re.compile(r"^(?:w|wd|ward|p|pct|prec|precinct|d|div)\.?\s*(?=\d)", re.IGNORECASE)


def tells_none(text: str) -> bool:
    """Whether what stands for a district says that none is known: ``?``, ``not sure``."""
    return fold(text).strip(" .!") in _NONE


@lru_cache(maxsize=8192)
def split_districts(text: str, kinds: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
    """The districts a cell names, as kinds and codes; a precinct that is numbered within its ward stays as written.

    Args:
        text: the cell.
        kinds: what the header says stands there, in its order, for codes without a word before them.
    """
    named = {_kind(hit): hit["code"] for hit in _LABELLED.finditer(text)}
    if not named and kinds:
        parts = [_LETTER.sub("", part) for part in _BETWEEN.split(text.strip()) if part]
        if len(parts) == len(kinds) and any(letter.isdigit() for letter in text):
            named = dict(zip(kinds, parts, strict=True))
    if {"ward", "precinct"} <= named.keys():
        named["precinct"] = text
    return tuple((kind, normalize_code(kind, code)) for kind, code in named.items())


def _kind(hit: re.Match[str]) -> str:
    return next(name for name, said in hit.groupdict().items() if said).replace("_", "-")
