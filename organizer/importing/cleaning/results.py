"""What came of a contact, by its name in whatever program or in a volunteer's own words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from organizer.domain.names import fold
from organizer.domain.result_names import result_named, said_as
from organizer.importing.cleaning.answers import leaning, no_calls
from organizer.importing.cleaning.dates import clean_past

__all__ = ["Read", "contact_kind", "names_only", "read_result", "result_code"]

_YES = re.compile(r"(?!true|checked|active|subscribed|opt)[^\W\d_]{3,}|^si\b")  # said, not ticked
_DAY = re.compile(
    r"^(?P<day>\d{1,2}(?:/\d{1,2}(?:/(?:\d{4}|\d{2}))?|-\d{1,2}-(?:\d{4}|\d{2})))\b|[\s(](?P<day2>\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?)\)?$"
)
_MORE = re.compile(r"(?<!\s)\s+[-–—]+\s*|[,;:(/.]\s*")
_BEGINNINGS = frozenset(("NH", "LM", "BZ", "WN", "WX", "CB", "CV", "MV"))
"""Results that are still meant where more words follow; the others take somebody off the lists."""
_ALONE = re.compile(
    r"^(?:talked|spoke|reached|busy|voicemail|disconnected|unavailable|missed|callback|wrong|texted|emailed)$"
)
"""Words of which one is enough to begin with."""
_KINDS = {"text": ("text", "sms"), "email": ("email", "e mail", "correo"),
          "in-person": ("walk", "door", "person", "canvass"), "letter": ("letter", "mail", "postcard"),
          "event": ("event", "meeting"), "phone": ("phone", "call")}
"""Words by which other programs tell how somebody was contacted."""


@lru_cache(maxsize=1024)
def result_code(said: str) -> str:
    """Our code for a result by its name in whatever program (``Not Home`` is NH), also where more is said beside it
    (``talked - will run``, ``no answer x2``); "" for one that is not known."""
    pieces = [piece for piece in _MORE.split(said) if piece.strip()]
    found = next((code for code in map(result_named, (said, *pieces)) if code), "")
    return found or _begins(pieces[0].split() if pieces else []) or ("XC" if no_calls(said) else "")


def _begins(words: list[str]) -> str:
    """The result whose name the first words are."""
    for count in range(min(4, len(words)), 0, -1):
        enough = count > 1 or _ALONE.match(fold(words[0])) or (len(words[0]) < 4 and words[0].isupper())
        code = result_named(" ".join(words[:count])) if enough else ""
        if code in _BEGINNINGS:
            return code
    return ""


class Read(NamedTuple):
    """A cell of a call sheet: our code for the result ("" for none), the day it names, and what it says besides."""

    code: str
    day: str
    note: str


@lru_cache(maxsize=4096)
def read_result(text: str, *, answers: bool = True) -> Read:
    """``6/12 LM``, ``no answer (6/12)``, ``yes!!``: who said yes or maybe was talked with, where `answers` count."""
    found = _DAY.search(text)
    day = clean_past(found["day"] or found["day2"])[:10] if found else ""
    rest = _DAY.sub(" ", text, count=1).strip(" -–—,;:()") if day else text
    code = result_code(rest) or ("CV" if answers and _YES.match(fold(rest)) and leaning(rest) else "")
    if code == "CB" and found and found.start():  # the day to call on, not that of the call
        return Read(code, "", text)
    return Read(code, day, "" if names_only(rest) else rest)


def names_only(said: str) -> bool:
    """Whether a text is the name of a result and says no more."""
    return bool(result_named(said))


@lru_cache(maxsize=256)
def contact_kind(said: str) -> str:
    """How somebody was contacted (``phone``, ``text``), by the words of other programs."""
    word = said_as(said)
    for kind, words in _KINDS.items():
        if any(part in word for part in words):
            return kind
    return "phone"
