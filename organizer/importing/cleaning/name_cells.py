"""What stands beside a name in its cell: a list's number, a star, a remark, a phone number; cells that name nobody."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from organizer.importing.cleaning.mixed import split_mixed

__all__ = ["PARTS", "NameCell", "bare", "is_dead", "why_nobody"]

PARTS = "ward|precinct|pct|hd|sd|cd|section|group|zone|turf"
"""Words that, with a number behind them, head a part of a list."""
_LONGEST = 100  # letters of a name, and its words: what is longer is a text
_MOST_WORDS = 10
_MARK = re.compile(r"^(?:\(?\d{1,4}[.)]\s+|[-*•·–—>▪●○☐☑✓✔◦]+\s*)+(?=\S)")
_STAR = re.compile(r"[\s*?†‡#]+$")
_REMARK = re.compile(r"^(?P<name>[^()]+?)(?:\s+[-–—]+\s+(?P<dash>[^,]+)|\s*\((?P<bracket>[^()]*)\))$")
_SAYS = re.compile(
    r"^(?:moved?|dead|died|deceased|dnc|inactive|unknown|new|spouse|wife|husband|son|daughter|chair|treasurer|secretary"
    r"|captain|host|maybe|yes|no|vip|retired|ret|former|ex|student|widow(?:er)?|left|gone|sick|away)\b", re.IGNORECASE,
)  # fmt: skip
_DEAD = re.compile(r"\b(?:deceased|dead|died|passed away|fallecid[oa])\b", re.IGNORECASE)
_SUM = re.compile(
    r"^(?:(?:grand |sub-?)?totals?\b|sum\b|count\b|number of\b|page \d+\b)[\s:#\d.,/-]*(?:of \d+)?$"
    rf"|^(?:{PARTS}|district|table) ?#?\d+\w?(?:$|\s*[-–—:,(|]|\s+\()"
    r"|\b(?:county|township|precinct)$"
    r"|^(?:notes?|legend|key|source|example|questions?|prepared by)\s*:"
    r"|^(?:prepared|compiled|entered|typed|printed|updated|submitted|collected) by\b"
    r"|^(?:printed|generated|exported|updated|last updated|as of)\b(?:\s*:|.*\d)"
    r"|:$|^\W*=|\s=\s", re.IGNORECASE,
)  # fmt: skip


class NameCell(NamedTuple):
    """A name without what stands around it; `phones` and `emails` are texts for their own cleaning."""

    name: str
    remark: str = ""
    phones: str = ""
    emails: str = ""


@lru_cache(maxsize=65536)
def bare(text: str) -> NameCell:
    """Part a cell: ``1. Ann Lee``, ``Ann Lee - moved``, ``Ann Lee (deceased)``, ``Ann Lee 701-555-0101``."""
    if text.replace(" ", "").isalpha() or len(text) > 4 * _LONGEST:
        return NameCell(text)
    phones = emails = remark = ""
    if "@" in text or sum(map(str.isdigit, text)) >= 7:
        name, phones, emails = split_mixed(text)
        text = name if phones or emails else text
    text = _STAR.sub("", _MARK.sub("", text)) or text
    if found := _REMARK.match(text):
        said = (found["dash"] or found["bracket"] or "").strip()
        if found["bracket"] is not None:
            text, remark = found["name"].strip(" -"), said
        elif " " in said or said[:1].islower() or _SAYS.match(said):
            text, remark = found["name"].strip(), said
        else:
            text = f"{found['name'].strip()}-{said}"  # Ann Smith - Jones
    return NameCell(text, remark, phones, emails)


def is_dead(remark: str) -> bool:
    """Whether a remark beside a name says that somebody has died."""
    return _DEAD.search(remark) is not None


def why_nobody(text: str) -> str:
    """Why a text is no name, "" where it may be one: a sum, the heading of a part of a list, a rule, a sentence."""
    if _SUM.search(text):
        return "a sum or a heading, not a name"
    if len(text) > _LONGEST or text.count(" ") >= _MOST_WORDS:
        return "too long for a name"
    return "" if any(map(str.isalpha, text)) else "not a name"
