"""What a column called "Status" says in this program's own words: the last result, or a stage of either track."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from organizer.domain.names import fold
from organizer.domain.status import RESULTS, stage_named
from organizer.importing.cleaning.results import result_code

__all__ = ["StatusWords", "read_status", "tells"]

_LABELS = {fold(said): result.code for result in RESULTS for said in (result.label, result.code)}
_ANYBODYS = frozenset((
    "new", "active", "no", "lead", "moved", "moved away", "deceased", "interested", "contacted", "scheduled", "won",
    "lost", "assigned", "reached", "language", "hostile", "filed", "qualified", "withdrew", "lapsed", "ineligible",
))
"""Words of ours that other programs write under "Status" too, of members, voters or events."""
_CALLS = frozenset(("NH", "LM", "BZ", "WN", "WX", "CB", "RF"))


class StatusWords(NamedTuple):
    """A status understood: the code of a result, or of a stage on the tracks that have one of this name."""

    result: str = ""
    run: str = ""
    help: str = ""


@lru_cache(maxsize=1024)
def read_status(text: str) -> StatusWords:
    """A status in our words, or a result of a call in a volunteer's; nothing for any other."""
    if code := _LABELS.get(fold(text).strip()):
        return StatusWords(result=code)
    stages = StatusWords("", stage_named("run", text), stage_named("help", text))
    if any(stages):
        return stages
    code = result_code(text)
    return StatusWords(result=code if code in _CALLS else "")


def tells(text: str) -> bool:
    """Whether a status is one that hardly any other program has."""
    return any(read_status(text)) and fold(text).strip() not in _ANYBODYS
